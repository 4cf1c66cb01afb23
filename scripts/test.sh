#!/usr/bin/env bash
# Everything that has to pass, one stage after the other, the quick ones first, and the
# crash matrix beside one of them. Stops at the first that fails. Sets up what is
# missing on a fresh machine, and never leaves out a test because something is.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh

counts=$(mktemp -d "${TMPDIR:-/tmp}/curfew-test.XXXXXX")
beside=
trap 'rm -rf "$counts"; [ -z "$beside" ] || kill -- "-$beside" 2>/dev/null || true' EXIT
begun=$SECONDS

# total adds the stages' counts up, in words that people and CI read.
total() {
  cat "$counts"/* 2>/dev/null | awk '
    { passed += $1; failed += $2; skipped += $3 }
    END { printf "%d passed, %d failed", passed, failed; if (skipped) printf ", %d skipped", skipped; print "" }'
}

# stage NAME COMMAND... runs the command with $COUNTS for it to write to.
stage() {
  local name=$1 started=$SECONDS
  shift
  printf '\n== %s (after %s)\n' "$name" "$(clock $((SECONDS - begun)))"
  if ! COUNTS="$counts/${name//[^a-z]/-}" "$@"; then
    printf '\n== %s FAILED after %s; the stages after it did not run\n' "$name" "$(clock $((SECONDS - started)))"
    total
    exit 1
  fi
  printf '== %s: fine, %s\n' "$name" "$(clock $((SECONDS - started)))"
}

# beside COMMAND... begins what waits more than it works while the stages after it run;
# `stage NAME joined` shows what it said.
beside() {
  set -m # a process group of its own, to end all of it
  COUNTS="$counts/beside" "$@" >"$counts/.beside" 2>&1 &
  beside=$!
  set +m
}
joined() {
  local status=0
  wait "$beside" || status=$?
  beside=
  cat "$counts/.beside"
  rm -f "$counts/.beside"
  return "$status"
}

stage "versions" scripts/versions.sh
stage "set-up: compiler" scripts/compiler.sh
stage "set-up: postgres" scripts/postgres.sh
stage "set-up: chromium" scripts/chromium.sh
stage "set-up: console packages" scripts/npm-ci.sh
stage "generated code" scripts/verify.sh
stage "console tests" scripts/console-test.sh
stage "build: console" scripts/console.sh
stage "build: temporal for curfew dev" scripts/devserver.sh
stage "build: curfew" scripts/curfew.sh
stage "lint" scripts/lint.sh
beside scripts/chaos.sh # minutes, most of which it waits for timeouts
stage "go tests" scripts/go-test.sh
stage "crash matrix, begun with the go tests" joined
stage "devserver tests" scripts/devserver-test.sh
stage "browser tests" scripts/e2e.sh

printf '\nEverything passes, in %s.\n' "$(clock $((SECONDS - begun)))"
total
