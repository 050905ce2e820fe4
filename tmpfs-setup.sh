#!/usr/bin/env bash
# Prepares the directory that holds the rings. See --help.
set -euo pipefail

usage() {
    cat <<'HELP'
Usage: ./tmpfs-setup.sh [--dir DIR] [--size SIZE] [--check | --undo]

Makes sure that the ring directory lies on a tmpfs (memory, never a disk).

  --dir DIR    the ring directory (default: /dev/shm/alphapulse-<uid>, which every
               Linux machine has on a tmpfs already: nothing is mounted, no root)
  --size SIZE  with a mount: its size; without: the free space that must be there.
               A whole number and K, M, G or T (default of a mount: 1G)
  --check      only look; change nothing
  --undo       unmount what this script mounted; refused while a process uses it
  --help       this text

A DIR that is on no tmpfs gets one mounted on it; only that (and its --undo) needs
root. Under sudo the directory is given to the user who called sudo. Running it
again is harmless. The last line says the state: "tmpfs: DIR OK SIZE".

Exit codes: 0 done, or OK as it is · 1 not usable, or the mount failed ·
            2 bad arguments · 3 in use, nothing was undone
HELP
}

fail() { # CODE MESSAGE: one line, and out
    printf 'tmpfs-setup.sh: %s\n' "$2" >&2
    exit "$1"
}

say() { printf 'tmpfs: %s\n' "$*"; }

# 4G -> 4294967296
bytes_of() {
    [[ $1 =~ ^([1-9][0-9]{0,8})([KMGT])$ ]] ||
        fail 2 "--size '$1' is not a size: a whole number from 1 and K, M, G or T, for instance 512M"
    local -A shift_of=([K]=10 [M]=20 [G]=30 [T]=40)
    echo $((BASH_REMATCH[1] << shift_of[${BASH_REMATCH[2]}]))
}

# 4294967296 -> 4.0G
human() { numfmt --to=iec --round=down "$1"; }

df_of() { df -B1 --output="$1" -- "$2" | tail -n 1 | tr -d ' '; }
kind_of() { stat -f -c %T -- "$1"; }
mounted_here() { [[ -d $1 && $(stat -c %m -- "$1") == "$1" ]]; }

# The mount's source name is the marker: it appears and disappears with the mount.
# The second name remembers that the mount point itself was created here.
readonly marker=alphapulse-rings marker_created=alphapulse-rings-created
ours() { mounted_here "$1" && [[ $(df_of source "$1") == "$marker"* ]]; }

# Processes that hold something below DIR: an open file, a working directory, a mapping.
users_of() {
    {
        find /proc/[0-9]*/{fd,cwd,root} -maxdepth 1 -type l -printf '%p %l\n' 2>/dev/null |
            awk -v dir="$1" '$2 == dir || index($2, dir "/") == 1 { print $1 }'
        grep -lsF " $1/" /proc/[0-9]*/maps
    } | cut -d / -f 3 | sort -nu | paste -sd ' '
}

# Every reason why DIR cannot hold rings as it is, one a line.
faults_of() {
    local dir=$1 free
    [[ $(kind_of "$dir") == tmpfs ]] || echo "is not on a tmpfs but on $(kind_of "$dir")"
    [[ -w $dir && -x $dir ]] || echo "is not writable for $(id -un)"
    if [[ $dir == "$ring_dir" ]]; then
        [[ $(stat -c %u -- "$dir") == "$owner" ]] || echo "belongs to uid $(stat -c %u -- "$dir"), not to $owner"
        [[ $(stat -c %a -- "$dir") == *700 ]] ||
            echo "is open to other users (mode $(stat -c %a -- "$dir")): give a directory of your own with mode 700"
    fi
    free=$(df_of avail "$dir")
    if [[ -n $size ]] && ours "$dir"; then free=$(df_of size "$dir"); fi
    if [[ -n $size ]] && ((free < size_bytes)); then echo "has $(human "$free"), --size asks for $size"; fi
}

# Says OK and ends, or says every fault and ends.
report() {
    local dir=$1 note=${2:-} faults
    faults=$(faults_of "$dir")
    if [[ -n $faults ]]; then
        while read -r fault; do printf 'tmpfs-setup.sh: %s %s\n' "$ring_dir" "$fault" >&2; done <<<"$faults"
        exit 1
    fi
    say "$ring_dir OK $(df -h --output=size -- "$dir" | tail -n 1 | tr -d ' ')$note"
    exit 0
}

undo() {
    if ! ours "$ring_dir"; then
        say "$ring_dir nothing to undo: not mounted by this script"
        exit 0
    fi
    local pids created=
    pids=$(users_of "$ring_dir") || true
    [[ -z $pids ]] || fail 3 "$ring_dir is in use by process $pids: end the run first, nothing was undone"
    [[ $(df_of source "$ring_dir") != "$marker_created" ]] || created=1
    [[ $(id -u) == 0 ]] || fail 1 "unmounting $ring_dir needs root: run it with sudo"
    # Never lazily: the kernel refuses what the scan could not see.
    umount -- "$ring_dir" || fail 3 "$ring_dir could not be unmounted, nothing was undone"
    if [[ -n $created ]]; then rmdir -- "$ring_dir"; fi
    say "$ring_dir unmounted"
    exit 0
}

mount_here() {
    local name=$marker
    [[ $(id -u) == 0 ]] ||
        fail 1 "$ring_dir is on no tmpfs and mounting one needs root: run it with sudo, or use the default directory"
    if [[ -d $ring_dir ]]; then
        [[ -z $(ls -A -- "$ring_dir") ]] || fail 1 "$ring_dir is not empty: a mount would hide what is in it"
    else
        mkdir -- "$ring_dir"
        name=$marker_created
    fi
    if ! mount -t tmpfs -o "size=$size_bytes,mode=0700,uid=$owner,nosuid,nodev,noexec" "$name" "$ring_dir"; then
        if [[ $name == "$marker_created" ]]; then rmdir -- "$ring_dir"; fi
        fail 1 "$ring_dir: the mount failed (a container without the right to mount? use the default directory)"
    fi
    say "$ring_dir mounted a tmpfs of $(human "$size_bytes")"
}

owner=${SUDO_UID:-$(id -u)}
ring_dir=/dev/shm/alphapulse-$owner
size='' size_bytes=$((1 << 30)) action=setup
while (($# > 0)); do
    case $1 in
        --help | -h) usage && exit 0 ;;
        --check | --undo)
            [[ $action == setup || $action == "${1#--}" ]] || fail 2 "--check and --undo exclude each other"
            action=${1#--} ;;
        --dir | --size)
            [[ -n ${2:-} && $2 != --* ]] || fail 2 "$1 needs a value"
            if [[ $1 == --dir ]]; then ring_dir=$2; else size=$2; fi
            shift ;;
        *) fail 2 "unknown argument '$1', see --help" ;;
    esac
    shift
done
ring_dir=$(realpath -m -- "$ring_dir")
[[ $ring_dir != *[[:space:]]* ]] || fail 2 "--dir '$ring_dir': a path without spaces, please"
[[ ! -e $ring_dir || -d $ring_dir ]] || fail 2 "--dir $ring_dir is not a directory"
if [[ -n $size ]]; then
    size_bytes=$(bytes_of "$size")
    memory=$(awk '/^(MemTotal|SwapTotal):/ { kb += $2 } END { print kb }' /proc/meminfo)
    memory=$((memory << 10))
    ((size_bytes >= 1 << 20)) || fail 2 "--size $size is too small for a ring: at least 1M"
    ((size_bytes <= memory)) || fail 2 "--size $size is more than the memory of this machine ($(human "$memory"))"
fi

parent=$ring_dir
[[ -d $ring_dir ]] || parent=$(dirname -- "$ring_dir")
[[ -d $parent ]] || fail 2 "--dir $ring_dir: there is no directory $parent"
case $action in
    undo) undo ;;
    check)
        [[ $parent == "$ring_dir" ]] || report "$parent" ' (not created yet: this script and the programs do it)'
        report "$ring_dir" ;;
esac

if ours "$ring_dir"; then
    # Idempotent: only another size than the mount has is something to do.
    if [[ -n $size ]] && (($(df_of size "$ring_dir") != size_bytes)); then
        [[ $(id -u) == 0 ]] || fail 1 "resizing $ring_dir needs root: run it with sudo"
        mount -o "remount,size=$size_bytes" -- "$ring_dir" || fail 1 "$ring_dir could not be resized to $size"
        say "$ring_dir resized to $(human "$size_bytes")"
    fi
elif [[ $(kind_of "$parent") != tmpfs ]]; then
    mount_here
elif [[ $parent != "$ring_dir" ]]; then
    mkdir -m 700 -- "$ring_dir" 2>/dev/null || fail 1 "$ring_dir could not be created: $parent is not writable for $(id -un)"
    chown "$owner" -- "$ring_dir"
    say "$ring_dir created on the tmpfs of $parent"
fi
report "$ring_dir"
