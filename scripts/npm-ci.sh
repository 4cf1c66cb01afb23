#!/usr/bin/env bash
# Installs the console's packages when package-lock.json is not the one that was
# installed last.
set -euo pipefail
cd "$(dirname "$0")/../console"
# shellcheck source=scripts/tell.sh
. ../scripts/tell.sh

stamp=node_modules/.curfew-lock
inputs="$(node --version) $(cksum <package-lock.json)"
if [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then
  exit 0
fi

echo "Installing the console's packages (about a minute) ..."
started=$SECONDS
# The browser tests use the system's Chromium.
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-progress --loglevel=error
echo "$inputs" >"$stamp"
echo "The console's packages: installed in $(clock $((SECONDS - started)))"
