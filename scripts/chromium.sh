#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests, and installs one where there
# is none. CURFEW_CHROMIUM names another.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh

# Ubuntu's chromium package may be a note that says to use snap: only one that
# tells its version counts.
works() { "$1" --version >/dev/null 2>&1; }

find_one() {
  local name
  for name in chromium chromium-browser google-chrome-stable google-chrome \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if name=$(command -v "$name") && works "$name"; then
      printf '%s\n' "$name"
      return 0
    fi
  done
  return 1
}

if [ -n "${CURFEW_CHROMIUM:-}" ]; then
  works "$CURFEW_CHROMIUM" || refuse "CURFEW_CHROMIUM is set to $CURFEW_CHROMIUM, which does not start."
  printf '%s\n' "$CURFEW_CHROMIUM"
elif ! find_one; then
  scripts/install.sh "Chromium (for the browser tests)" \
    "brew install --cask chromium (macOS), or your system's package of Chromium" chromium
  find_one || refuse "No Chromium starts here. Install one, and set CURFEW_CHROMIUM to its path."
fi
