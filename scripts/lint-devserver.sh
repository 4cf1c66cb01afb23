#!/usr/bin/env bash
# The linters that need no types, over the devserver.
set -euo pipefail
cd "$(dirname "$0")/../devserver"

# -trimpath as in its build and its tests: one cache for all three.
GOFLAGS="$(go env GOFLAGS) -trimpath"
export GOFLAGS
../bin/tools/golangci-lint fmt --diff-colored ./...
../bin/tools/golangci-lint run --show-stats=false --enable-only=asciicheck,bidichk,misspell ./...
