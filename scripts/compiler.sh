#!/usr/bin/env bash
# The race detector needs a C compiler.
set -euo pipefail
cd "$(dirname "$0")/.."

compiler=$(go env CC)
if ! command -v "${compiler%% *}" >/dev/null; then
  scripts/install.sh "A C compiler (for Go's race detector)" "xcode-select --install (macOS), or your system's package of gcc" gcc libc6-dev
fi
