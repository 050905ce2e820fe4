#!/usr/bin/env bash
# Runs the steps of the nightly workflow here: scripts/ci-local.sh [--list] [WORKFLOW.yml]. What a step runs is read from the file, not copied:
# every "run" in order (--list prints them instead), with its "if" (none, success(), failure(), always() and "or" of them). Actions ("uses") are named and left out.
# The last line is "ci: PASSED" or "ci: FAILED (first step that failed)"; exit 0 or 1, 2 if the file cannot be understood.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." || exit 2
list=
[[ ${1-} != --list ]] || { list=yes; shift; }
workflow=${1:-.github/workflows/load-test.yml}
[[ -f $workflow ]] || { echo "${0##*/}: '$workflow': there is no such file" >&2; exit 2; }

# A step becomes a line: kind, name, condition, command; with \036 between them and \037 for line ends. Lines of ">" are joined by spaces.
steps=$(awk '
    function flush() {
        if (!kind) return
        sub(/[ \037]+$/, "", command)
        print kind "\036" (name ? name : command) "\036" condition "\036" command
        kind = name = condition = command = block = ""
    }
    function value(line) { sub(/^[ -]*[a-z-]+: */, "", line); return line }
    /^ *#/ || /^ *$/ { if (block == "|" && inside) command = command "\037"; next }
    { indent = match($0, /[^ ]/) - 1 }
    block && indent > depth { sub(/^ */, ""); command = command $0 (block == "|" ? "\037" : " "); next }
    { block = "" }
    /^ *steps: *$/ { inside = 1; base = indent; next }
    !inside { next }
    indent <= base { flush(); inside = 0; next }
    /^ *- / { flush(); kind = "?"; depth = indent + 2 }
    indent > depth { next }
    /^[ -]*name:/ { name = value($0) }
    /^[ -]*if:/ { condition = value($0) }
    /^[ -]*uses:/ { kind = "uses"; command = value($0) }
    /^[ -]*run:/ { kind = "run"; command = value($0); if (command ~ /^[|>]-?$/) { block = substr(command, 1, 1); command = "" } }
    END { flush() }
' "$workflow")
[[ $steps == *$'run\036'* ]] || { echo "${0##*/}: '$workflow' has no step that runs anything" >&2; exit 2; }

if [[ -n $list ]]; then
    while IFS=$'\036' read -r kind _ condition command; do echo "$kind${condition:+ if $condition}: ${command//$'\037'/; }"; done <<<"$steps"
    exit 0
fi

failed=
applies() {
    local part
    # shellcheck disable=SC2001  # "||" is two characters
    while read -r part; do
        case $part in
            ''|'success()') [[ -z $failed ]] && return 0 ;;
            'failure()') [[ -n $failed ]] && return 0 ;;
            'always()') return 0 ;;
            *) echo "${0##*/}: 'if: $1' is not understood" >&2; exit 2 ;;
        esac
    done < <(sed 's/ *|| */\n/g' <<<"$1")
    return 1
}

while IFS=$'\036' read -r -u 3 kind name condition command; do
    name=${name//$'\037'/; }
    if [[ $kind != run ]]; then
        echo "== $name: an action, not run here"
    elif applies "$condition"; then
        echo "== $name"
        before=$SECONDS
        if bash -e -o pipefail -c "${command//$'\037'/$'\n'}" </dev/null; then
            echo "== $name: passed ($((SECONDS - before)) s)"
        else
            echo "== $name: FAILED ($((SECONDS - before)) s)"
            failed=${failed:-$name}
        fi
    else
        echo "== $name: skipped after a failure"
    fi
done 3<<<"$steps"

[[ -z $failed ]] || { echo "ci: FAILED ($failed)"; exit 1; }
echo "ci: PASSED"
