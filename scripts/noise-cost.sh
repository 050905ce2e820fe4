#!/usr/bin/env bash
# What the recording of noise and outliers costs: interleaved pairs of runs of 10 x (100,000 + 5,000)/s, without it (A)
# and with it (B), then compared by write P50, P99 and P99.9. Usage: scripts/noise-cost.sh [PAIRS] [SECONDS] [DIR]
# (10 pairs of 10 s by default; DIR keeps the results). Exit 11 if it is confirmed that the write P99 grows by more than 5 %.
set -euo pipefail
here=$(dirname -- "${BASH_SOURCE[0]}")
pairs=${1:-10} seconds=${2:-10} dir=${3:-$(mktemp -d)}
[[ $pairs =~ ^[1-9][0-9]*$ && $seconds =~ ^[1-9][0-9]*$ ]] || { echo "${0##*/}: PAIRS and SECONDS are whole numbers from 1 on" >&2; exit 2; }
mkdir -p "$dir/off" "$dir/on"

run() {
    local side=$1 pair=$2
    # A noisy machine would make only the runs invalid that look at it.
    local options=(--noise-budget off)
    [[ $side == off ]] && options+=(--outlier-threshold off --hiccups off)
    "$here/loadtester.sh" -e 10 -t 100000 -o 5000 -d "$seconds" --quiet --no-color --json-output "$dir/$side/$pair.json" "${options[@]}" >"$dir/$side/$pair.txt" 2>&1 ||
        (( $? == 10 || $? == 13 )) || echo "pair $pair, $side: $(grep -m1 -E 'Status|loadtester:' "$dir/$side/$pair.txt")" >&2
}

for (( pair = 1; pair <= pairs; pair++ )); do
    name=$(printf 'pair-%03d' "$pair")
    # Each order as often as the other, so that neither side always runs second.
    if (( pair % 2 )); then run off "$name"; run on "$name"; else run on "$name"; run off "$name"; fi
    echo "pair $pair of $pairs"
done
"$here/loadtester.sh" compare "$dir/off" "$dir/on" --paired --gate "write_p50_ns=10%,write_p99_ns=5%,write_p99_9_ns=25%"
