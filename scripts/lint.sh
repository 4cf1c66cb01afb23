#!/usr/bin/env bash
# Everything that reads the code and does not run it.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/lint-go.sh
scripts/lint-console.sh
