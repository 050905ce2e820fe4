#!/usr/bin/env bash
# Judges results: scripts/perf-check.sh RESULTS.json [--targets FILE] [--baseline NAME [--dir DIR]] [--history FILE].
# One line a metric; exit 0 passed, 10 an objective was missed, 11 a regression against the baseline is confirmed,
# 13 there is no such baseline, 2 the file cannot be judged. A missing value is a failure.
exec "$(dirname -- "${BASH_SOURCE[0]}")/loadtester.sh" check "$@"
