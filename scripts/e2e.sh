#!/usr/bin/env bash
# The browser tests, against a `curfew dev` of their own: free ports, an empty data
# directory that is removed afterwards, or kept, with its logs, when a test failed.
# With $COUNTS, "passed failed skipped" is written to that file.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh
scripts/npm-ci.sh
chromium=$(scripts/chromium.sh)

house=$(mktemp -d "${TMPDIR:-/tmp}/curfew-e2e.XXXXXX")
scripts/unconfigured.sh bin/curfew dev --data "$house/data" \
  --port 0 --temporal-port 0 --temporal-ui-port 0 --okta-port 0 >"$house/curfew.log" 2>&1 &
curfew=$!

finish() {
  local status=$?
  if kill "$curfew" 2>/dev/null; then
    # It stops within seconds; one that does not is told more clearly.
    for _ in $(seq 30); do
      kill -0 "$curfew" 2>/dev/null || break
      sleep 1
    done
    kill -9 "$curfew" 2>/dev/null || true
  fi
  wait "$curfew" 2>/dev/null || true
  if [ "$status" -eq 0 ]; then
    rm -rf "$house"
  else
    tail -n 30 "$house/curfew.log" >&2
    echo "The logs and the data are kept in $house; pictures and traces, where there are any, in console/test-results." >&2
  fi
}
trap finish EXIT
trap 'exit 130' INT TERM

# It writes this file when everything answers.
for waited in $(seq 180); do
  [ ! -s "$house/data/addresses.json" ] || break
  kill -0 "$curfew" 2>/dev/null || refuse "curfew dev ended before it was ready:"
  [ "$waited" -lt 180 ] || refuse "curfew dev was not ready after 3 minutes."
  sleep 1
done
address() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1]))[process.argv[2]]' "$house/data/addresses.json" "$1"; }

CURFEW_URL=$(address console)
CURFEW_OKTASIM_URL=$(address okta)
CURFEW_TEMPORAL_UI_URL=$(address temporal_ui)
export CURFEW_URL CURFEW_OKTASIM_URL CURFEW_TEMPORAL_UI_URL CURFEW_CHROMIUM="$chromium"
export PLAYWRIGHT_JSON_OUTPUT_FILE="$house/results.json"
cd console
status=0
# shellcheck disable=SC2086 # several words: make e2e ARGS="story --headed"
npx --no-install playwright test --reporter=list,json ${ARGS:-} || status=$?
cd ..
if [ -n "${COUNTS:-}" ] && [ -s "$house/results.json" ]; then
  node scripts/counts.mjs playwright "$house/results.json" >"$COUNTS"
fi
(exit "$status")
