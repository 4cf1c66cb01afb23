#!/usr/bin/env bash
# Go and Node are all that `make run` needs. Says in a sentence which is missing
# or too old. What is new enough is read from where it is declared.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh

command -v go >/dev/null || refuse \
  "Curfew needs Go $(awk '$1 == "go" {print $2}' devserver/go.mod) or newer, and there is none here." \
  "Get it from https://go.dev/dl/."

# The devserver names the newest Go of the two modules. A Go that may fetch a newer
# one of itself does so here; one that may not says that it is too old.
if ! trouble=$(cd devserver && go version 2>&1 >/dev/null); then
  refuse \
    "Curfew needs Go $(awk '$1 == "go" {print $2}' devserver/go.mod) or newer. Go says: $trouble" \
    "Get it from https://go.dev/dl/."
fi

wanted=$(sed -n 's/^ *"node": *">=\([0-9.]*\)".*/\1/p' console/package.json)
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  refuse "Curfew needs Node $wanted or newer with npm to build its console, and there is none here." \
    "Get it from https://nodejs.org/."
fi
node -e '
  const number = (version) => version.split(".").reduce((sum, part) => sum * 1000 + Number(part), 0);
  const pad = (version) => [...version.split("."), "0", "0"].slice(0, 3).join(".");
  process.exit(number(pad(process.versions.node)) >= number(pad(process.argv[1])) ? 0 : 1);
' "$wanted" || refuse \
  "Curfew needs Node $wanted or newer to build its console; this is $(node --version)." \
  "Get it from https://nodejs.org/."
