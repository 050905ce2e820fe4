#!/usr/bin/env bash
# Random kills, stops, arrivals, departures and laps of a ring's processes, for as long as wanted: scripts/soak.sh [--seconds N] [--seed S].
# Prints the seed, what was done and what was seen; ends with 1 if a promise was broken. The default is an hour.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
seconds=3600 seed=$RANDOM
while (($#)); do
    case $1 in
        --seconds) seconds=${2:-} ;;
        --seed) seed=${2:-} ;;
        *) echo "usage: ${0##*/} [--seconds N] [--seed S]" >&2; exit 2 ;;
    esac
    shift "$(($# > 1 ? 2 : 1))"
done
[[ $seconds =~ ^[1-9][0-9]*$ && $seed =~ ^[0-9]+$ ]] || { echo "${0##*/}: N and S are whole numbers, N from 1 on" >&2; exit 2; }
dotnet build -c Release --nologo -v quiet "$root/tests/AlphaPulse.Reliability.Tests"
ALPHAPULSE_SOAK_SECONDS=$seconds ALPHAPULSE_SOAK_SEED=$seed exec dotnet "$root/tests/AlphaPulse.Reliability.Tests/bin/Release/net10.0/AlphaPulse.Reliability.Tests.dll" -class '*.SoakTests'
