#!/usr/bin/env bash
# The devserver's tests, with vet. Without the race detector: it would compile all of
# Temporal a second time, and the code here is a few goroutines around it.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bin
go build -o bin/tally ./tools/tally

cd devserver
../scripts/unconfigured.sh go test -json -trimpath -vet=all -timeout 10m ./... |
  ../bin/tally -counts "${COUNTS:-/dev/null}"
