#!/usr/bin/env bash
# Wraps the one-folder program for Windows: a zip and the installer. The same bundle gives the same zip.
# usage: archives.sh BUNDLE OUT      needs: nsis, zip, a Python with PySide6 as PYTHON for the icons
set -euo pipefail
bundle=$(realpath "$1") out=$(mkdir -p "$2" && realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
version=$(sed -nE 's/^__version__ = "(.+)"/\1/p' "$tree/app/__init__.py")
epoch=$(git -C "$tree" log -1 --format=%ct 2> /dev/null || echo 1700000000)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=xubaotong-$version-windows-x86_64
rm -f "$out/$name".zip "$out/$name"-setup.exe
(cd "$(dirname "$bundle")" && find xubaotong -type f | LC_ALL=C sort | TZ=UTC zip --quiet -X -9 "$out/$name.zip" -@)
"${PYTHON:-python3}" -c 'import sys; sys.path.insert(0, sys.argv[1]); from installers.icons import ICONS, ico
open(sys.argv[2], "wb").write(ico(ICONS / "app.svg"))' "$tree" "$work/app.ico"
SOURCE_DATE_EPOCH=$epoch makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$version" -DBUNDLE="$bundle" -DICON="$work/app.ico" \
  -DOUT="$out/$name-setup.exe" "$here/installer.nsi"
(cd "$out" && sha256sum "$name"* > SHA256SUMS)
cat "$out/SHA256SUMS"
