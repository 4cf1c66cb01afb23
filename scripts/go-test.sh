#!/usr/bin/env bash
# The Go tests of the root module: race detector, vet, order shuffled, SQLite and a
# Postgres of their own. With $COUNTS, "passed failed skipped" goes to that file.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/postgres.sh
scripts/compiler.sh
mkdir -p bin
go build -o bin/tally ./tools/tally

scripts/unconfigured.sh go test -json -race -vet=all -shuffle="${SHUFFLE:-on}" -timeout 10m ./... |
  bin/tally -counts "${COUNTS:-/dev/null}"
