#!/usr/bin/env bash
# Makes a root of Debian 13 with wine 10 and, in it, a CPython 3.13 for Windows, of registry packages alone:
#   python313.dll, *.pyd    PyPI Panda3D (win_amd64), which carries the official, signed build
#   standard library        Debian's libpython3.13-stdlib (nothing but Python)
#   python.exe              made here, with the PyPI package ziglang
#   packages                the wheels for Windows that are pinned
# It is for trials: a release is made with the official Python on Windows (.github/workflows/bundle.yml).
#
# usage: wine_root.sh ROOT      needs: mmdebstrap, unzip, ZIG_PYTHON (a Python with ziglang and pefile)
set -euo pipefail
root=$1
: "${ZIG_PYTHON:?a Python with ziglang and pefile}"
here=$(cd "$(dirname "$0")" && pwd)
[ -d "$root" ] || mmdebstrap --variant=minbase --architectures=amd64,i386 \
  --include=ca-certificates,wine,wine64,wine32:i386,xvfb,xauth,fonts-noto-cjk,locales trixie "$root" \
  "deb ${DEBIAN_MIRROR:-http://deb.debian.org/debian} trixie main"  # 32-bit for the stub; updates, which come and go, not wanted
home=$root/srv/python work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$home" && mkdir -p "$home/DLLs" "$home/Lib"
wheel() {
  python3 -m pip "$1" --quiet --no-deps --require-hashes --only-binary=:all: --disable-pip-version-check \
    --python-version 3.13 --implementation cp --platform win_amd64 -r "$here/../pins/$2" "${@:3}"
}
wheel download wine-python.txt --dest "$work"
unzip -q "$work"/*anda3*.whl 'deploy_libs/*' -d "$work"
cp "$work"/deploy_libs/{python313,VCRUNTIME140,VCRUNTIME140_1}.dll "$home/"
cp "$work"/deploy_libs/*.pyd "$work"/deploy_libs/libffi-8.dll "$home/DLLs/"
rm -f "$home"/DLLs/*313t-*  # those of the build without the lock
rm -f "$home/DLLs/_wmi.pyd"  # wine answers no such questions

# shellcheck disable=SC2016 # expanded inside
"$here/../linux/in_root.sh" "$root" sh -c 'apt-get -qq update && rm -rf /srv/deb && mkdir /srv/deb && cd /srv/deb &&
  apt-get -qq -o APT::Sandbox::User=root download libpython3.13-stdlib libpython3.13-minimal &&
  for package in *.deb; do dpkg-deb -x "$package" .; done'
tar -C "$root/srv/deb/usr/lib/python3.13" --create --exclude=lib-dynload --exclude='_sysconfigdata*' \
  --exclude=__pycache__ . | tar -C "$home/Lib" --extract
rm -rf "$root/srv/deb"
"$ZIG_PYTHON" - "$home/python313.dll" "$work/python3.def" << 'P'
import sys
import pefile

names = sorted(s.name.decode() for s in pefile.PE(sys.argv[1]).DIRECTORY_ENTRY_EXPORT.symbols if s.name)
with open(sys.argv[2], "w") as file:
    file.write("LIBRARY python3.dll\nEXPORTS\n" + "".join(f"  {name}=python313.{name}\n" for name in names))
P
echo 'int DllMainCRTStartup(void *h, unsigned r, void *p) { return 1; }' > "$work/empty.c"
export ZIG_LOCAL_CACHE_DIR=$work/cache ZIG_GLOBAL_CACHE_DIR=$work/cache
zig() { "$ZIG_PYTHON" -m ziglang cc -target x86_64-windows-gnu "$@"; }
zig -shared -nostdlib -o "$home/python3.dll" "$work/empty.c" "$work/python3.def"
zig -municode -O2 -s -o "$home/python.exe" "$here/python.c"
wheel install windows-x86_64.txt --no-compile --target "$home/Lib/site-packages"
