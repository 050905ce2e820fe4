#!/usr/bin/env bash
# The endurance profile: 3 venues x (20,000 trades + 5,000 book updates)/s for 86,400 s (a day).
# Logs into ./endurance-TIME unless --log-dir says otherwise; after a kill: scripts/loadtester.sh --resume DIR
# Further options pass through, for instance --duration-secs 10 (shorter than the profile: reads PARTIAL).
exec "$(dirname -- "${BASH_SOURCE[0]}")/loadtester.sh" --profile endurance "$@"
