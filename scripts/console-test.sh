#!/usr/bin/env bash
# The console's unit tests. With $COUNTS, "passed failed skipped" goes to that file.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/npm-ci.sh

report=$(mktemp "${TMPDIR:-/tmp}/curfew-vitest.XXXXXX")
trap 'rm -f "$report"' EXIT
status=0
# What a test that passed wrote to its console is of no interest here.
(cd console && npm run --silent test -- --silent=passed-only --reporter=default --reporter=json --outputFile.json="$report") || status=$?
if [ -n "${COUNTS:-}" ] && [ -s "$report" ]; then
  node scripts/counts.mjs vitest "$report" >"$COUNTS"
fi
exit "$status"
