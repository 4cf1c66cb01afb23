#!/usr/bin/env bash
# Everything that reads the Go code and does not run it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh
scripts/tools.sh

part() {
  local what=$1 started=$SECONDS
  shift
  "$@" || refuse "$what: refused, see above."
  echo "$what: $(clock $((SECONDS - started)))"
}

part "golangci-lint" bin/tools/golangci-lint run --show-stats=false ./...
# The devserver is read for style only. What needs types would first be run over all
# of Temporal, for half an hour; `go vet` sees it with its tests.
part "golangci-lint devserver" scripts/lint-devserver.sh
part "import rules and clocks bite" scripts/lint-bites.sh
part "workflowcheck" bin/tools/workflowcheck -config scripts/workflowcheck.yaml ./workflows/...
