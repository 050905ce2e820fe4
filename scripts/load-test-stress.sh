#!/usr/bin/env bash
# The stress profile: 10 venues x (100,000 trades + 5,000 book updates)/s for 300 s.
# Further options pass through, for instance --duration-secs 10 (shorter than the profile: reads PARTIAL).
exec "$(dirname -- "${BASH_SOURCE[0]}")/loadtester.sh" --profile stress "$@"
