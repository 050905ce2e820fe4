#!/usr/bin/env bash
# The burst profile: low, burst and recovery phases, a histogram each, and the time until the write P99 is back.
# Further options pass through, for instance --duration-secs 10 (shorter than the profile: reads PARTIAL).
exec "$(dirname -- "${BASH_SOURCE[0]}")/loadtester.sh" --profile burst "$@"
