#!/usr/bin/env bash
# The crash matrix: access is broken at so many points, and held against its
# undisturbed run and the invariants. Without arguments it is what CI asks for: a
# thousand points of a fixed seed. $ARGS come last, as in
#   make chaos ARGS='-only "manager-approval/worker:access:event:timer-1:lost"'
set -euo pipefail
cd "$(dirname "$0")/.."
go build -o bin/chaos ./chaos
eval "set -- $(printf '%q ' "$@") ${ARGS:-}"
exec scripts/unconfigured.sh bin/chaos "$@"
