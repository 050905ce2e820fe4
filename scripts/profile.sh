#!/usr/bin/env bash
# Profiles feedsim and feedengine under a short load test: scripts/profile.sh cpu|mem|lock [SECONDS] [DIR] [OPTIONS OF THE LOAD TEST]
#   cpu   samples of both programs with perf -> DIR/flamegraph.svg, DIR/folded.txt
#   mem   private memory, heap by generation, collections and allocations of each program -> DIR/memory.txt
#   lock  times that a thread waited for a lock in the measured time; there has to be none -> DIR/locks.txt
# Exit 0 done, 2 bad usage or perf is missing or forbidden, 10 a lock was waited for, else that of the load test.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
usage() { sed -n '2,6s/^# //p' "${BASH_SOURCE[0]}"; }
fail() { echo "${0##*/}: $2" >&2; exit "$1"; }
[[ ${1-} == -h || ${1-} == --help ]] && { usage; exit 0; }
kind=${1-} seconds=${2:-10} dir=${3:-profile-${1-}}
[[ $kind =~ ^(cpu|mem|lock)$ ]] || fail 2 "'$kind' is not a profile; there are: cpu, mem, lock"
[[ $seconds =~ ^[1-9][0-9]{0,3}$ ]] || fail 2 "SECONDS is a whole number from 1 to 9999, found '$seconds'"
load=("${@:4}")
(( ${#load[@]} > 0 )) || load=(-e 4 -t 50000 -o 5000)
warmup=2 # of the load test, by default

# Tests have a program of their own, which nobody builds while they run.
program=("$here/loadtester.sh")
[[ -z ${ALPHAPULSE_LOADTESTER-} ]] || program=(dotnet "$ALPHAPULSE_LOADTESTER")

# What the load test makes of itself is not asked for: 10, 12 and 13 are verdicts of a short run on any machine.
measured() { (( $1 == 0 || $1 == 10 || $1 == 12 || $1 == 13 )) || fail "$1" "the load test ended with $1: $(tail -n 1 "$dir/run.txt")"; }

cpu() {
    command -v perf >/dev/null || fail 2 "perf is missing (Debian: linux-perf)"
    # Virtual machines have no hardware counters; the clock's interrupts are always there.
    perf record -q -e cpu-clock -o "$dir/perf.data" -- true >/dev/null 2>"$dir/perf.err" ||
        fail 2 "perf may not record: $(tail -n 1 "$dir/perf.err") (kernel.perf_event_paranoid is $(</proc/sys/kernel/perf_event_paranoid))"
    # Compiled code where perf looks for it, and none that was compiled before: that has no names.
    DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0 DOTNET_ReadyToRun=0 \
        "${program[@]}" "${load[@]}" -d $((seconds + 3)) --quiet --no-color >"$dir/run.txt" 2>&1 &
    tester=$!
    local pids='' deadline=$((SECONDS + 120)) status=0
    # A recording that fails leaves no load behind.
    trap 'kill "$tester" 2>/dev/null || true' EXIT
    while :; do
        pids=$(pgrep -P "$tester" -f 'feedsim|feedengine' | paste -sd,) || true
        [[ $pids == *,* ]] && break
        if ! kill -0 "$tester" 2>/dev/null || (( SECONDS >= deadline )); then fail 1 "the programs did not start: $(tail -n 1 "$dir/run.txt")"; fi
        sleep 0.1
    done
    sleep "$warmup"
    perf record -q -e cpu-clock -F 499 -g -p "$pids" -o "$dir/perf.data" -- sleep "$seconds" >/dev/null 2>"$dir/perf.err" ||
        fail 1 "perf: $(tail -n 1 "$dir/perf.err")"
    local pid started
    started=$(pgrep -P "$tester") || true
    wait "$tester" || status=$?
    trap - EXIT
    measured "$status"
    perf script -i "$dir/perf.data" -F comm,pid,tid,time,event,ip,sym,dso >"$dir/samples.txt" 2>>"$dir/perf.err"
    for pid in $started "$tester"; do rm -f "/tmp/perf-$pid.map" "/tmp/perfinfo-$pid.map"; done
    "${program[@]}" flame "$dir/samples.txt" --svg "$dir/flamegraph.svg" --folded "$dir/folded.txt" --title="${load[*]}, $seconds s"
}

run() {
    local status=0
    "${program[@]}" "${load[@]}" -d "$seconds" --verbose --no-color "$@" >"$dir/run.txt" 2>&1 || status=$?
    measured "$status"
}

mem() {
    run --log-dir "$dir/log"
    # An interval has the heap as the last collection left it; at the last one feedsim may be gone.
    {
        sed -n '/^Processes:/,/^$/p' "$dir/run.txt"
        echo "Heap after the last collection, MB:"
        cat "$dir"/log/intervals-*.jsonl | tail -n 2 | sed -n 1p | grep -oE '"(name|private_bytes|heap_[a-z0-9_]+)":("[a-z]+"|[0-9]+)' | tr -d '"' |
            awk -F: 'function end() { if (name) print "  " name (heap ? "" : "  no collection yet") }
                $1 == "name" { end(); name = sprintf("%-10s", $2); heap = 0; next }
                { if ($1 ~ /^heap/) heap = 1; sub(/_bytes$/, "", $1); name = name sprintf("  %s %.1f", $1, $2 / 1e6) }
                END { end() }'
    } | tee "$dir/memory.txt"
}

lock() {
    run
    grep -oE '^  (feedsim|feedengine): .*' "$dir/run.txt" | grep -oE '^  [a-z]+:|[0-9,]+ lock contentions' | paste -d ' ' - - >"$dir/locks.txt" || true
    cat "$dir/locks.txt"
    (( $(grep -c 'lock contentions' "$dir/locks.txt") == 2 )) || fail 1 "the run does not tell the contentions of both programs: see $dir/run.txt"
    ! grep -qv ': 0 lock contentions' "$dir/locks.txt" || fail 10 "a thread waited for a lock in the measured time"
    echo "no thread waited for a lock in $seconds s"
}

mkdir -p "$dir"
rm -rf -- "${dir:?}/log"
"${program[@]}" --version >/dev/null
"$kind"
