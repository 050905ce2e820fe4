#!/usr/bin/env bash
# The baseline profile: 3 venues x (10,000 trades + 5,000 book updates)/s for 60 s.
# Further options pass through, for instance --duration-secs 10 (shorter than the profile: reads PARTIAL).
exec "$(dirname -- "${BASH_SOURCE[0]}")/loadtester.sh" --profile baseline "$@"
