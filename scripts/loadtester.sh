#!/usr/bin/env bash
# Runs the load tester of this clone from any directory; builds it when a source is newer than the program.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
project=$root/loadtester/AlphaPulse.LoadTester
program=$project/bin/Release/net10.0/loadtester.dll
built=$project/bin/Release/built-by-scripts

command -v dotnet >/dev/null || { echo "${0##*/}: the .NET 10 SDK is needed: 'dotnet' is not in the PATH" >&2; exit 2; }
if [[ ! -f $program || ! -f $built || -n $(find "$root"/{ringbuffer,feedsim,engine,loadtester} "$root"/Directory.*.props \
    \( -path '*/bin' -o -path '*/obj' \) -prune -o -type f -newer "$built" -print -quit) ]]; then
    log=$(dotnet build -c Release --nologo -v quiet "$project" 2>&1) || { echo "$log" >&2; exit 1; }
    touch "$built"
fi
exec dotnet "$program" "$@"
