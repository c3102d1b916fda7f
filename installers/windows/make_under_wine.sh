#!/usr/bin/env bash
# Makes zip and installer for Windows on a Debian 12 and tries them under wine, from registry packages alone.
# usage, as root: make_under_wine.sh OUT      WORK keeps what was made before, OUT/work by default; PYTHON: one with the program's packages
set -euo pipefail
out=$(mkdir -p "$1" && realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mkdir -p "${WORK:-$out/work}" && realpath "${WORK:-$out/work}")
if [ ! -x "$work/wine-tools/bin/python" ]; then
  python3 -m venv "$work/wine-tools"
  "$work/wine-tools/bin/pip" install --quiet --require-hashes -r "$here/../pins/tools.txt"
fi
[ -d "$work/wine/srv/python" ] || ZIG_PYTHON=$work/wine-tools/bin/python "$here/wine_root.sh" "$work/wine"
"$here/wine_bundle.sh" "$work/wine" "$work/bundle-windows"
"$here/archives.sh" "$work/bundle-windows/xubaotong" "$out"
"$here/wine_trial.sh" "$work/wine" "$out"/*-setup.exe
