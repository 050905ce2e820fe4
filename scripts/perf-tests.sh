#!/usr/bin/env bash
# Suites of scenarios on the real programs: scripts/perf-tests.sh quick|full|all [OPTIONS], see docs/suites.md.
# Without an argument: quick, and full if all of quick passed. Exit 0 only if every scenario passed.
here=$(dirname -- "${BASH_SOURCE[0]}")
(( $# > 0 )) || set -- all
exec "$here/loadtester.sh" suite "$@"
