#!/usr/bin/env bash
# install.sh WHAT COMMAND PACKAGE...: installs Debian packages as root or with sudo
# where it may, else stops with the one line to type. WHAT says what for; COMMAND
# is what to type where there is no apt.
set -euo pipefail
# shellcheck source=scripts/tell.sh
. "$(dirname "$0")/tell.sh"
what=$1 elsewhere=$2
shift 2

if ! command -v apt-get >/dev/null; then
  refuse "$what is missing. Type: $elsewhere"
fi

become=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
    refuse "$what is missing, and installing it needs root. Type: sudo apt-get update && sudo apt-get install -y $*"
  fi
  become=(sudo -n)
fi

echo "$what is missing: installing $* with apt-get ..." >&2
# Waits for another apt-get (two checkouts, or the system's own) to be done.
apt() {
  ${become[@]+"${become[@]}"} env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=600 -o APT::Get::Show-User-Simulation-Note=false -qq "$@" >&2
}
apt update
apt install -y --no-install-recommends "$@"
