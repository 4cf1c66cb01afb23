#!/usr/bin/env bash
# go build, with a line every ten seconds that says how far it is: for the builds
# that take minutes. First argument: what is built, in words; the rest goes to
# `go build` in the current directory.
set -euo pipefail
# shellcheck source=scripts/tell.sh
. "$(dirname "$0")/tell.sh"
what=$1
shift

log=$(mktemp "${TMPDIR:-/tmp}/curfew-compile.XXXXXX")
pid=
stop() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
  rm -f "$log"
}
trap stop EXIT
trap 'exit 130' INT TERM

# A dry run counts what is not in the cache yet, after it has fetched the modules.
echo "$what: fetching modules, where they are not here yet ..."
total=$(go build -n "$@" 2>&1 | grep -c '/compile ' || true)

started=$SECONDS
go build -v "$@" >"$log" 2>&1 &
pid=$!
shown=$started
while kill -0 "$pid" 2>/dev/null; do
  sleep 1
  if [ $((SECONDS - shown)) -ge 10 ]; then
    shown=$SECONDS
    echo "$what: $(grep -c . "$log" || true) of $total packages, $(clock $((SECONDS - started)))"
  fi
done
if wait "$pid"; then
  pid=
  echo "$what: built in $(clock $((SECONDS - started)))"
else
  # With -v the log is mostly package names: the errors are the lines with spaces.
  grep -E ' |^#' "$log" >&2 || cat "$log" >&2
  refuse "$what: the build failed."
fi
