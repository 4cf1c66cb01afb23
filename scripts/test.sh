#!/usr/bin/env bash
# Everything that has to pass, one stage after the other, the quick ones first, and
# beside them what waits more than it works. Stops at the first that fails. Sets up what
# is missing on a fresh machine, and never leaves out a test because something is.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh

counts=$(mktemp -d "${TMPDIR:-/tmp}/curfew-test.XXXXXX")
declare -A groups # process groups of what runs beside the stages, by name
begun=$SECONDS

finish() {
  local group
  for group in "${groups[@]}"; do kill -- "-$group" 2>/dev/null || true; done
  rm -rf "$counts"
}
trap finish EXIT

# total adds the stages' counts up, in words that people and CI read.
total() {
  cat "$counts"/*.counts 2>/dev/null | awk '
    { passed += $1; failed += $2; skipped += $3 }
    END { printf "%d passed, %d failed", passed, failed; if (skipped) printf ", %d skipped", skipped; print "" }'
}

# of NAME is where that stage leaves what is to be kept of it.
of() { printf '%s' "$counts/${1//[^A-Za-z]/-}"; }

# stage NAME COMMAND... runs the command with $COUNTS for it to write to.
stage() {
  local name=$1 started=$SECONDS
  shift
  printf '\n== %s (after %s)\n' "$name" "$(clock $((SECONDS - begun)))"
  if ! COUNTS="$(of "$name").counts" "$@"; then
    printf '\n== %s FAILED after %s; the stages after it did not run\n' "$name" "$(clock $((SECONDS - started)))"
    total
    exit 1
  fi
  printf '== %s: fine, %s\n' "$name" "$(clock $((SECONDS - started)))"
}

# beside NAME COMMAND... begins a stage that runs beside those after it, until `join NAME`
# waits for it and shows what it said.
beside() {
  local name=$1
  shift
  printf '\n== %s: begun (after %s)\n' "$name" "$(clock $((SECONDS - begun)))"
  set -m # a process group of its own, to end all of it
  COUNTS="$(of "$name").counts" "$@" </dev/null >"$(of "$name").said" 2>&1 &
  groups[$name]=$!
  set +m
}
join() { stage "$1, begun before" ended "$1"; }
ended() {
  local status=0
  wait "${groups[$1]}" || status=$?
  unset "groups[$1]"
  cat "$(of "$1").said"
  return "$status"
}

stage "versions" scripts/versions.sh
stage "set-up: compiler" scripts/compiler.sh
stage "set-up: postgres" scripts/postgres.sh
stage "set-up: chromium" scripts/chromium.sh
beside "set-up: console packages" scripts/npm-ci.sh # half of it the network
stage "lint: Go" scripts/lint-go.sh
stage "build: temporal for curfew dev" scripts/devserver.sh
join "set-up: console packages"
stage "generated code" scripts/verify.sh
stage "build: console" scripts/console.sh
stage "build: curfew" scripts/curfew.sh
beside "browser tests" scripts/e2e.sh # a minute of them is the minute that access lasts
stage "lint: console" scripts/lint-console.sh
stage "console tests" scripts/console-test.sh
stage "devserver tests" scripts/devserver-test.sh
join "browser tests"
stage "go tests" scripts/go-test.sh
stage "crash matrix" scripts/chaos.sh # by itself: its bounds are of real time

printf '\nEverything passes, in %s.\n' "$(clock $((SECONDS - begun)))"
total
