#!/usr/bin/env bash
# The breakpoint profile: looks for the highest rate that holds, tells which objective breaks above it, and prints the curve
# rate -> P50/P99/P99.9/CPU. Takes a few minutes, at most --search-secs (600).
# Further options pass through, for instance --step-runs 5 or --json-output FILE.
exec "$(dirname -- "${BASH_SOURCE[0]}")/loadtester.sh" --profile breakpoint "$@"
