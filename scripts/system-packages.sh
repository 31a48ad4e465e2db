#!/usr/bin/env bash
# Installs the system packages that the tests need and that are missing: two browsers with a font for the dashboard's
# tests, and the compiler of the reference in C++.
set -euo pipefail

missing=()
for program in chromium firefox-esr g++; do
  command -v "$program" >/dev/null || missing+=("$program") # each is in the package of its name
done
[ ${#missing[@]} = 0 ] && exit 0
need="missing system packages: ${missing[*]} (on Debian, as root: apt-get install ${missing[*]})"
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "$need" >&2
  exit 1
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install=(apt-get install -y --no-install-recommends "${missing[@]}" fonts-dejavu-core)
if ! { apt-get update && DEBIAN_FRONTEND=noninteractive "${install[@]}"; } >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  echo "$need" >&2
  exit 1
fi
