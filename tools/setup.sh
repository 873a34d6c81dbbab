#!/usr/bin/env bash
# Make a virtual environment with the locked packages and Kaoping itself in it.
#
#   tools/setup.sh runtime|dev [FOLDER] [PYTHON]      FOLDER defaults to .venv
#
# Safe to repeat and to interrupt: the stamp is written last and names everything the environment was
# made from, so a second run only compares it. pip keeps whatever configuration the machine has.
set -euo pipefail
cd "$(dirname "$0")/.."

kind=${1:?usage: tools/setup.sh runtime|dev [FOLDER] [PYTHON]}
venv=${2:-.venv}
wanted=${3:-${PYTHON:-}}
case $kind in
runtime) locks=(requirements/build.txt requirements/runtime.txt) ;;
dev) locks=(requirements/dev.txt) ;;
*) echo "setup: unknown kind \"$kind\"; expected runtime or dev." >&2; exit 2 ;;
esac
root=$PWD
log=build/setup.log
SECONDS=0

say() { printf 'setup %4ds  %s\n' "$SECONDS" "$*"; }
fail() { printf 'setup: %s\n' "$@" >&2; exit 1; }

# A name on the PATH proves nothing (version managers leave shims that fail): only running it does.
runs() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 </dev/null; }
version_of() { "$1" -c 'import platform, sys; print(sys.implementation.name, platform.python_version())' 2>/dev/null </dev/null; }

stamp_for() { # kind, requirement files …: what an environment of this kind would be made from, as one hash
    local of_kind=$1
    shift
    { echo "$of_kind $root $(version_of "$venv/bin/python")" && cat tools/setup.sh pyproject.toml "$@"; } | sha256sum
}
stands() { [ "$(cat "$venv/kaoping-$1.stamp" 2>/dev/null)" = "$(stamp_for "$@")" ]; }
is_wanted() { # the version that was asked for, if any was
    [ -z "$wanted" ] || [ "$(version_of "$wanted")" = "$(version_of "$venv/bin/python")" ]
}
is_ready() { # dev holds everything runtime does
    runs "$venv/bin/python" && is_wanted || return 1
    stands "$kind" "${locks[@]}" || { [ "$kind" = runtime ] && stands dev requirements/dev.txt; }
}

find_python() {
    local name
    for name in ${wanted:-python3 python3.13 python3.12 python3.11}; do
        if runs "$name"; then
            python=$(command -v "$name")
            return
        fi
    done
    fail "no Python 3.11 or newer runs here (tried: ${wanted:-python3, python3.13, python3.12, python3.11})." \
        "Install one, for example on Debian 12 or newer, Ubuntu 24.04 or newer:" \
        "    sudo apt-get update && sudo apt-get install python3 python3-venv" \
        "or name yours: PYTHON=path/to/python3 make test"
}

may_install() { # Debian packages, as root or with sudo that asks no password
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}
install_debian() { # a Debian package
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    "${as_root[@]}" apt-get update &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$1"
}

need_venv_module() {
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    local package
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if may_install; then
        say "Python's venv module is missing: installing the Debian package $package"
        install_debian "$package" || fail "apt-get could not install $package; its own words stand above."
        "$python" -c 'import ensurepip, venv' || fail "$python still has no venv module after installing $package."
    else
        fail "Python's venv module is missing and may not be installed from here. Run:" \
            "    sudo apt-get update && sudo apt-get install $package" "and then repeat the command."
    fi
}

want_office() { # LibreOffice recalculates our workbooks in the tests, which are skipped without it: never a reason to stop
    [ "$kind" = dev ] && ! command -v soffice >/dev/null || return 0
    local hint="sudo apt-get update && sudo apt-get install --no-install-recommends libreoffice-calc"
    if may_install; then
        say "LibreOffice is missing: installing the Debian package libreoffice-calc"
        install_debian libreoffice-calc >>"$log" 2>&1 && return
        say "apt-get could not install libreoffice-calc; its own words stand in $log"
    fi
    say "without LibreOffice the workbook's recalculation is not tested. To have it: $hint"
}

make_venv() {
    local place
    place=$(cat "$venv/kaoping-place" 2>/dev/null || echo "$root/$venv") # scripts inside name their folder: a moved one is stale
    if runs "$venv/bin/python" && is_wanted && [ "$place" = "$root/$venv" ] &&
        "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        return
    fi
    find_python
    need_venv_module
    say "making $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv"
    echo "$root/$venv" >"$venv/kaoping-place"
}

install() { # pip's arguments; a line every five seconds, everything pip said if it fails
    local line count=0 shown=$SECONDS
    : >"$log"
    "$venv/bin/python" -m pip install --progress-bar off --no-input "$@" 2>&1 </dev/null |
        while IFS= read -r line; do
            printf '%s\n' "$line" >>"$log"
            case $line in
            Collecting*) count=$((count + 1)) ;;
            "Installing collected packages"*) say "all fetched, unpacking" ;;
            esac
            if [[ $line = Collecting* && $((SECONDS - shown)) -ge 5 ]]; then
                say "$count packages so far"
                shown=$SECONDS
            fi
        done || {
        cat "$log" >&2
        fail "pip failed; everything it said stands above."
    }
}

mkdir -p build
if command -v flock >/dev/null; then # two commands at once in one tree: the second waits
    exec 9>build/setup.lock
    flock -n 9 || { say "waiting for another set-up in this folder"; flock 9; }
fi
if is_ready; then
    say "$venv is ready ($(version_of "$venv/bin/python"), $kind)"
    exit 0
fi
make_venv
say "installing the locked packages ($(grep -c '==' "${locks[@]}" | awk -F: '{n += $NF} END {print n}'), $kind) into $venv"
requirements=()
for lock in "${locks[@]}"; do requirements+=(-r "$lock"); done
# The locks are complete: resolving again would let an extra of a locked package (coverage[toml]) pull in a newer one.
install --no-deps --require-hashes "${requirements[@]}"
say "installing Kaoping itself"
install --no-deps --no-build-isolation --editable .
want_office
stamp_for "$kind" "${locks[@]}" >"$venv/kaoping-$kind.stamp.part"
mv "$venv/kaoping-$kind.stamp.part" "$venv/kaoping-$kind.stamp"
say "$venv is ready ($(version_of "$venv/bin/python"), $kind)"
