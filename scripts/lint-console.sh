#!/usr/bin/env bash
# tsc and eslint over the console.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/npm-ci.sh
cd console
npm run --silent check
