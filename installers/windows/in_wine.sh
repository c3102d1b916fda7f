#!/usr/bin/env bash
# Runs a Windows program in the root of wine_root.sh, with a screen of its own.
# usage: in_wine.sh ROOT PROGRAM [ARGUMENT…]      paths are those of the root; FOLDER: where it runs, / by default
# environment: PREFIX (a wine prefix, /srv/wine by default), LANGUAGE_OF_WINDOWS (zh_CN.UTF-8, say), and those of in_root.sh
set -euo pipefail
root=$1
shift
language=${LANGUAGE_OF_WINDOWS:-C.UTF-8}
export SET="${SET:-} WINEPREFIX=${PREFIX:-/srv/wine} WINEDEBUG=-all LANG=$language LC_ALL=$language FOLDER=${FOLDER:-/}"
# shellcheck disable=SC2016 # expanded inside
exec "$(dirname "$0")/../linux/in_root.sh" "$root" bash -c '
  cd "$FOLDER" && exec xvfb-run --auto-servernum --server-args="-screen 0 1366x768x24" wine "$@"' in_wine "$@"
