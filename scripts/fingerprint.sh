#!/usr/bin/env bash
# Prints one line that changes when a file below one of the arguments does. By
# content, not by time: a fresh checkout or a switched branch builds nothing twice.
# Not against forgery: it only tells whether to build again.
set -euo pipefail

find "$@" -type d \( -name node_modules -o -name dist -o -name test-results -o -name playwright-report \) -prune \
  -o -type f ! -name '.*.sw?' -print |
  LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum
