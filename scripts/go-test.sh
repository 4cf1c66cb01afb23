#!/usr/bin/env bash
# The Go tests of the root module: race detector, vet, order shuffled, SQLite and a
# Postgres of their own. With $COUNTS, "passed failed skipped" goes to that file.
#
# Rooms of pure functions, and the simulation, which plays years on one thread, run
# without the race detector: it makes them five times slower and has nothing to find.
# What several goroutines do there runs with it, by its name.
#
# Of all that runs with it, the C of SQLite alone is not asked: its memory is none of
# Go's, so that the detector finds nothing there, for half of what these tests cost.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/postgres.sh
scripts/compiler.sh
mkdir -p bin
go build -o bin/tally ./tools/tally

calm=(./builder/... ./internal/windows/... ./simulation/...)
mapfile -t calm_rooms < <(go list "${calm[@]}")
mapfile -t others < <(comm -23 <(go list ./... | sort) <(printf '%s\n' "${calm_rooms[@]}" | sort))
# In the environment, so that e2e, which builds the program, shares what is compiled.
watched="$(go env GOFLAGS) -gcflags=modernc.org/sqlite/lib=-race=false"
common=(-json -vet=all -shuffle="${SHUFFLE:-on}" -timeout 10m)

{
  # All three run whatever the others say; what failed in one fails it all.
  failed=0
  GOFLAGS=$watched scripts/unconfigured.sh go test "${common[@]}" -race "${others[@]}" || failed=1
  # One room after the other: virtual time waits for processors, as everybody does.
  scripts/unconfigured.sh go test "${common[@]}" -p 1 "${calm_rooms[@]}" || failed=1
  GOFLAGS=$watched scripts/unconfigured.sh go test "${common[@]}" -race -run 'AtOnce' ./builder || failed=1
  exit "$failed"
} | bin/tally -counts "${COUNTS:-/dev/null}"
