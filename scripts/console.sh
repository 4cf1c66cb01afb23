#!/usr/bin/env bash
# Builds the web app into console/dist, which the binary embeds, when its sources
# have changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh
scripts/npm-ci.sh

# Beside dist, not in it: what is in dist ends up in the binary.
stamp=console/node_modules/.curfew-dist
inputs="$(node --version) $(cd console && ../scripts/fingerprint.sh src public index.html vite.config.ts tsconfig.json package.json package-lock.json)"
if [ -f console/dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then
  exit 0
fi

echo "Building the console ..."
started=$SECONDS
(cd console && npm run --silent build -- --logLevel warn)
echo "$inputs" >"$stamp"
echo "The console: built in $(clock $((SECONDS - started)))"
