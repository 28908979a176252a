#!/usr/bin/env bash
# Installs what is missing of packages.txt; where that needs root, prints the one command to run instead.
#   setup.sh [fuzz|model]     also the packages of that target
set -euo pipefail
cd "$(dirname "$0")"
target=${1:-}
wanted=$(awk -v target="$target:" '!/^#/ && NF && ($2 !~ /:$/ || $2 == target) {print $1}' packages.txt)
missing=""
for package in $wanted; do
  case $package in
    nodejs) command -v node > /dev/null && continue ;;
    npm) command -v npm > /dev/null && continue ;;
  esac
  dpkg-query -W -f='${db:Status-Status}' "$package" 2> /dev/null | grep -qx installed || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "These packages are missing. As root, run:"
  echo "  apt-get install --no-install-recommends$missing"
  exit 1
fi
echo "Installing:$missing"
apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > /dev/null
