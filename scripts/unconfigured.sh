#!/usr/bin/env bash
# Runs its arguments without the settings of whoever typed make: a test must not
# reach the Okta or the database that somebody has in the environment.
set -euo pipefail

for name in $(env | sed -n 's/^\(CURFEW_[A-Z0-9_]*\)=.*/\1/p'); do
  case $name in
    # These say where the tests find what they need, and configure nothing.
    CURFEW_PG_BIN | CURFEW_CHROMIUM | CURFEW_OKTA_REFERENCE) ;;
    *) unset "$name" ;;
  esac
done
exec "$@"
