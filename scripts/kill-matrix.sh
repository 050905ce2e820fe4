#!/usr/bin/env bash
# Plays the kill matrix whole and writes its table into docs/reliability.md. With the name of a protocol or step it plays only that and writes nothing.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
wish=${1:-update}
[[ $# -le 1 && $wish != -* ]] || { echo "usage: ${0##*/} [PROTOCOL | STEP]" >&2; exit 2; }
dotnet build -c Release --nologo -v quiet "$root/tests/AlphaPulse.Reliability.Tests"
ALPHAPULSE_MATRIX=$wish exec dotnet "$root/tests/AlphaPulse.Reliability.Tests/bin/Release/net10.0/AlphaPulse.Reliability.Tests.dll" -class '*.KillMatrixTests'
