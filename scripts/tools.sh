#!/usr/bin/env bash
# Builds golangci-lint and workflowcheck into bin/tools, when tools/lint or Go have
# changed since the last time. They have a module of their own, so that the
# product's go.mod knows nothing of them.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=bin/tools/.inputs
inputs="$(go env GOVERSION) $(scripts/fingerprint.sh tools/lint)"
if [ -x bin/tools/golangci-lint ] && [ -x bin/tools/workflowcheck ] && [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then
  exit 0
fi

mkdir -p bin/tools
echo "Building the linters: about 2 minutes the first time on two idle cores, up to 5 on busy ones."
(cd tools/lint && ../../scripts/compile.sh linters -trimpath -ldflags='-s -w' -o ../../bin/tools/ tool)
echo "$inputs" >"$stamp"
