#!/usr/bin/env bash
# Builds bin/curfew-temporal, the Temporal server that `curfew dev` starts, when its
# sources or Go have changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh

stamp=bin/.curfew-temporal.inputs
inputs="$(cd devserver && go env GOVERSION) $(scripts/fingerprint.sh devserver)"
if [ -x bin/curfew-temporal ] && [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then
  exit 0
fi

mkdir -p bin
echo "Building the Temporal server for curfew dev. The first time it compiles all of Temporal:"
echo "about 5 minutes on two idle cores, up to 10 on busy ones. Later builds take seconds."
# The same -trimpath as its tests, so that both share one cache.
(cd devserver && ../scripts/compile.sh curfew-temporal -trimpath -ldflags='-s -w' -o ../bin/curfew-temporal .)
echo "$inputs" >"$stamp"
