#!/usr/bin/env bash
# Change the code of formula/ and engine/ in small ways and see whether a test notices (mutmut 3;
# what is changed and which tests judge it stand in pyproject.toml). Time-boxed: what was reached in
# the time is kept in mutants/ and the next run goes on from there.
#
#   tools/mutate.sh [MINUTES]      30 by default
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=${1:-30}
status=0
PATH=$PWD/.venv/bin:$PATH timeout --signal=INT --kill-after=30 "${minutes}m" \
    .venv/bin/mutmut run --max-children 2 || status=$?
if [ "$status" = 124 ] || [ "$status" = 130 ]; then
    echo "mutate: stopped after $minutes minutes; the figures below are what was reached."
    status=0
fi
.venv/bin/mutmut results || status=$?
.venv/bin/mutmut export-cicd-stats >/dev/null && cat mutants/mutmut-cicd-stats.json || status=$?
exit "$status"
