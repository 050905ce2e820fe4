#!/usr/bin/env bash
# Runs the models of the ring's protocols in proof/ through the model checker spin: each as the code is, which must hold,
# and with one ordering left away, which must fail (proof/runs). Needs spin and gcc.
#
#   scripts/prove.sh [--larger] [MODEL]
#
# --larger adds the runs with larger bounds (a quarter of an hour, 8 GB); MODEL runs those of one model only. PROVE_JOBS is how many run
# at once, else as many as there are processors. Each line says: model, switches, states, depth of the longest interleaving,
# seconds, result (with the property that broke), and what was expected. Ends with 1 if any result is not the expected one.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../proof" || exit 2

# prove_one DIRECTORY MODEL SWITCHES EXPECTED: one line.
prove_one() {
    local work=$1 model=$2 switches=$3 expected=$4 definitions=() states depth seconds result
    work=$(mktemp -d -p "$work") || return 1
    [[ $switches == - ]] || read -ra definitions <<<"-D${switches//,/ -D}"
    # Hashes of 64 bits stand for the states; the vector has room for all models.
    if (cd "$work" && spin "${definitions[@]}" -a "$OLDPWD/$model.pml") >"$work/spin" 2>&1 &&
        gcc -Og -w -DSAFETY -DHC4 -DVECTORSZ=16384 -DMEMLIM=8000 -o "$work/pan" "$work/pan.c" 2>>"$work/spin"; then
        (cd "$work" && ./pan -m1000000 -w22 -n) >"$work/out" 2>&1
        states=$(awk '/states, stored/ { print $1 }' "$work/out")
        depth=$(awk '/depth reached/ { sub(",", "", $6); print $6 }' "$work/out")
        seconds=$(awk '/elapsed time/ { print $4 }' "$work/out")
        if grep -qE 'search depth too small|reached -DMEMLIM|out of memory|HISTORY|last\+1\)<[0-9]' "$work/out"; then
            result="bound: $(grep -E -m1 'search depth too small|MEMLIM|out of memory|last\+1' "$work/out")"
        elif grep -q 'errors: 0$' "$work/out"; then
            result=holds
        elif grep -q 'errors: 1$' "$work/out"; then
            result="fails: $(sed -nE 's/^pan:1: (.*) \(at depth [0-9]+\)$/\1/p' "$work/out")"
        else
            result="broken: $(tail -n 1 "$work/out")"
        fi
    else
        result="broken: $(tail -n 1 "$work/spin")"
    fi
    local verdict=WRONG
    [[ $result == "${expected}s"* ]] && verdict=ok
    printf '%-9s %-47s %9s %6s %7s  %-5s expected %s: %s\n' \
        "$model" "$switches" "${states:--}" "${depth:--}" "${seconds:-0.00}" "$verdict" "$expected" "$result"
    rm -rf -- "$work"
}

larger=false only=
for argument in "$@"; do
    case $argument in
    --larger) larger=true ;;
    -*) echo "scripts/prove.sh [--larger] [MODEL]: unknown option '$argument'" && exit 2 ;;
    *) only=$argument ;;
    esac
done
[[ -z $only || -e $only.pml ]] || { echo "scripts/prove.sh: no model proof/$only.pml" && exit 2; }
for tool in spin gcc; do
    command -v "$tool" >/dev/null || { echo "scripts/prove.sh: $tool is needed (Debian: apt-get install spin gcc libc6-dev)" && exit 2; }
done

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
export -f prove_one
started=$SECONDS
printf '%-9s %-47s %9s %6s %7s\n' model switches states depth seconds
while read -r model switches expected more; do
    [[ -z $model || $model == '#'* || (-n $only && $model != "$only") ]] && continue
    if [[ $expected == larger ]]; then
        $larger || continue
        expected=$more
    fi
    printf '%s\0%s\0%s\0%s\0' "$work" "$model" "$switches" "$expected"
done <runs | xargs -0 -n 4 -P "${PROVE_JOBS:-$(nproc)}" bash -c 'prove_one "$@"' prove | tee "$work/table"

ok=$(grep -c ' ok ' "$work/table") wrong=$(grep -vc ' ok ' "$work/table")
states=$(awk '{ sum += $3 } END { print sum }' "$work/table")
echo "$((ok + wrong)) runs, $ok as expected, $wrong not, $states states, $((SECONDS - started)) s"
((wrong == 0 && ok > 0))
