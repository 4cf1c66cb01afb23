#!/usr/bin/env bash
# Writes everything that is generated: the wire's types for Go and for the console,
# both from api/openapi.yaml.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/npm-ci.sh

go generate ./...
(cd console && npm run --silent gen >/dev/null)
