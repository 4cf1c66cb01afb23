#!/usr/bin/env bash
# Builds bin/curfew, console inside. Go itself knows what has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p bin
if [ -x bin/curfew ]; then
  go build -o bin/curfew ./cmd/curfew
else
  scripts/compile.sh curfew -o bin/curfew ./cmd/curfew
fi
