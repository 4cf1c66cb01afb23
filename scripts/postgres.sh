#!/usr/bin/env bash
# Makes sure that PostgreSQL's server programs are here. The tests start a cluster
# of their own with them, on a free port, and never talk to one that runs already.
# Looks where internal/pgtest looks.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh

complete() { [ -x "$1/initdb" ] && [ -x "$1/postgres" ]; }

found() {
  if [ -n "${CURFEW_PG_BIN:-}" ]; then
    complete "$CURFEW_PG_BIN" || refuse "CURFEW_PG_BIN is set to $CURFEW_PG_BIN, where there is no initdb and postgres."
    return 0
  fi
  local place
  if command -v initdb >/dev/null && command -v postgres >/dev/null; then
    return 0
  fi
  for place in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin \
    /usr/local/opt/postgresql@*/bin /Applications/Postgres.app/Contents/Versions/*/bin; do
    if complete "$place"; then
      return 0
    fi
  done
  return 1
}

if ! found; then
  scripts/install.sh "PostgreSQL (its programs, for the tests)" \
    "brew install postgresql@17 (macOS), or your system's package of the PostgreSQL server" postgresql
  found || refuse "PostgreSQL is installed, but initdb and postgres are in none of the usual places. Set CURFEW_PG_BIN to their directory."
fi
