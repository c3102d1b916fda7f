#!/usr/bin/env bash
# Wraps the one-folder program for Windows: a zip and the installer. The same bundle gives the same zip. Runs on Linux, and in
# the Git shell of a Windows.
# usage: archives.sh BUNDLE OUT      needs: makensis, a Python with PySide6 as PYTHON for the icons
set -euo pipefail
own() { if command -v cygpath > /dev/null; then cygpath --mixed --absolute "$1"; else realpath "$1"; fi; }
mkdir -p "$2"
bundle=$(own "$1") out=$(own "$2") tree=$(own "$(dirname "$0")/../..")
version=$(sed -nE 's/^__version__ = "(.+)"/\1/p' "$tree/app/__init__.py")
epoch=$(git -C "$tree" log -1 --format=%ct 2> /dev/null || echo 1700000000)
name=xubaotong-$version-windows-x86_64
rm -f "$out/$name".zip "$out/$name"-setup.exe
"${PYTHON:-python3}" "$tree/installers/windows/zip.py" "$bundle" "$out/$name.zip" "$epoch"
"${PYTHON:-python3}" -c 'import sys; sys.path.insert(0, sys.argv[1]); from installers.icons import ICONS, ico
open(sys.argv[2], "wb").write(ico(ICONS / "app.svg"))' "$tree" "$out/app.ico"
SOURCE_DATE_EPOCH=$epoch makensis -V2 -INPUTCHARSET UTF8 "-DVERSION=$version" "-DBUNDLE=$bundle" "-DICON=$out/app.ico" \
  "-DOUT=$out/$name-setup.exe" "$tree/installers/windows/installer.nsi"
rm "$out/app.ico"
(cd "$out" && sha256sum "$name"* > SHA256SUMS && cat SHA256SUMS)
