#!/usr/bin/env bash
# Removes what was built and installed. Never ./data: that is somebody's state.
set -euo pipefail
cd "$(dirname "$0")/.."

rm -rf bin coverage console/node_modules console/test-results console/playwright-report
# The empty dist stays: Go embeds it, and must find it in a checkout never built.
if [ -d console/dist ]; then
  find console/dist -mindepth 1 ! -name .gitkeep -delete
fi
if [ -d data ]; then
  echo "./data was left alone: it holds the state of curfew dev. Remove it yourself to begin anew."
fi
