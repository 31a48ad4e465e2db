#!/usr/bin/env bash
# Installs the system packages that the tests need and that are missing: chromium for the dashboard's tests.
set -euo pipefail

command -v chromium >/dev/null && exit 0
need="missing system package: chromium (on Debian, as root: apt-get install chromium)"
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "$need" >&2
  exit 1
fi
log=$(mktemp)
if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  echo "$need" >&2
  exit 1
fi
