#!/usr/bin/env bash
# Judges a results file: scripts/perf-check.sh RESULTS.json [--targets FILE]. One line a metric;
# exit 0 passed, 10 an objective was missed, 2 the file cannot be judged.
exec "$(dirname -- "${BASH_SOURCE[0]}")/loadtester.sh" check "$@"
