#!/usr/bin/env bash
# Makes everything for one kind of Linux, from nothing, on a Debian 12: sources, Python, root, bundle, archives, list of parts.
# usage, as root: make.sh ARCH OUT      ARCH: x86_64 | aarch64; WORK keeps what was made before, OUT/work by default
set -euo pipefail
arch=$1 out=$(mkdir -p "$2" && realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mkdir -p "${WORK:-$out/work}" && realpath "${WORK:-$out/work}")
case $arch in x86_64) debian=amd64 glibc=2.28 ;; aarch64) debian=arm64 glibc=2.31 ;; *) exit 2 ;; esac

if [ ! -x "$work/tools/bin/python" ]; then
  python3 -m venv "$work/tools"
  "$work/tools/bin/pip" install --quiet --require-hashes -r "$here/../pins/tools.txt"
  "$work/tools/bin/pip" install --quiet --no-deps --require-hashes -r "$here/../pins/linux-x86_64.txt"  # draws the icons
fi
"$here/sources.sh" "$work/sources"
export SOURCES=$work/sources ZIG_PYTHON=$work/tools/bin/python PYTHON=$work/tools/bin/python
[ -d "$work/python-x86_64" ] || "$here/python.sh" x86_64 "$work/python-x86_64"
if [ ! -d "$work/python-$arch" ]; then  # for another machine: the one that runs here helps
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%s/lib PYTHONHOME=%s exec %s/bin/python3.11 "$@"\n' "$work/python-x86_64" \
    "$work/python-x86_64" "$work/python-x86_64" > "$work/build-python"
  chmod 755 "$work/build-python"
  BUILD_PYTHON=$work/build-python "$here/python.sh" "$arch" "$work/python-$arch"
fi
if [ ! -d "$work/root-$arch" ]; then
  rm -rf "$work/root-$arch.part"
  libraries=$("$PYTHON" -c 'import sys; sys.path.insert(0, sys.argv[1])
from installers.linux.needs import PACKAGES
print(",".join(sorted({package.split(" ")[0] for package in PACKAGES.values()})))' "$here/../..")
  mmdebstrap --quiet --variant=minbase --architectures=$debian --include="binutils,$libraries,$(paste -sd, "$here/x11-libraries")" \
    bullseye "$work/root-$arch.part" "deb ${DEBIAN_MIRROR:-http://deb.debian.org/debian} bullseye main"  # as released: its
  # security updates come and go, and only its libraries' age is wanted
  mv "$work/root-$arch.part" "$work/root-$arch"  # a half-made one is not taken for a root the next time
fi
"$here/bundle.sh" "$arch" "$work/python-$arch" "$work/root-$arch" "$work/bundle-$arch"
"$PYTHON" "$here/needs.py" "$work/bundle-$arch/xubaotong" $glibc
"$here/archives.sh" "$arch" "$work/bundle-$arch/xubaotong" "$out"
"$PYTHON" "$here/../parts.py" "linux-$arch" "$work/bundle-$arch/xubaotong" "$out/xubaotong-linux-$arch.cdx.json"
