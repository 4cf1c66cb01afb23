#!/usr/bin/env bash
# What Curfew costs, on standard output, so that ARGS=-json can go to a file; Go's own
# benchmarks before it, on standard error.
set -euo pipefail
cd "$(dirname "$0")/.."

go test -run '^$' -bench . -benchmem ./... >&2
# shellcheck disable=SC2086 # several flags in one variable
exec scripts/unconfigured.sh go run ./bench ${ARGS:-}
