#!/usr/bin/env bash
# Lock the dependencies: hashed, for every platform, without addresses (docs/decisions/0003).
#
#   tools/lock.sh            keep the pins that stand, add and remove what pyproject.toml asks for
#   tools/lock.sh -P NAME    raise one package; -U raises all
set -euo pipefail
cd "$(dirname "$0")/.."

uv=.venv/bin/uv
[ -x "$uv" ] || uv=uv
flags=(--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet)

# dev first: it sees every requirement, the others are held to its pins. The extras web and spark
# join dev (`--all-extras`) with the first code that uses them (docs/decisions/0002).
"$uv" pip compile pyproject.toml "${flags[@]}" "$@" --group dev -o requirements/dev.txt
"$uv" pip compile pyproject.toml "${flags[@]}" -c requirements/dev.txt -o requirements/runtime.txt
"$uv" pip compile "${flags[@]}" --group build -c requirements/dev.txt -o requirements/build.txt

if grep -nE '://|@ |^[[:space:]]*(-[a-z]|--[^h])|(^|[[:space:]])\.{0,2}/' requirements/*.txt; then
    echo "lock: the lines above hold an address, a path or an option; nothing of the kind is committed." >&2
    exit 1
fi
wc -l requirements/*.txt
