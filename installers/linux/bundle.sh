#!/usr/bin/env bash
# Makes the one-folder program for Linux: PyInstaller, with the Python of python.sh, in a root of Debian 11, whose
# libraries are old enough. The same tree and the same pins give the same bytes.
#
# usage: bundle.sh ARCH PYTHON ROOT OUT [SPEC NAME]      ARCH: x86_64 | aarch64 (emulated on another machine)
# OUT/xubaotong is made; by another SPEC of the tree OUT/NAME
set -euo pipefail
arch=$1 python=$(realpath "$2") root=$(realpath "$3") out=$(mkdir -p "$4" && realpath "$4")
spec=${5:-build.spec} name=${6:-xubaotong}
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
epoch=$(git -C "$tree" log -1 --format=%ct 2> /dev/null || echo 1700000000)

cp -a "$python" "$work/python"
tags=(manylinux{_2_28,_2_17,2014,2010,1}_x86_64)
[ "$arch" = x86_64 ] || tags=(manylinux{_2_31,_2_28,_2_17,2014}_aarch64)
# Wheels of this machine's own Python would not do: pip is told which system they are for.
python3 -m pip install --quiet --no-deps --require-hashes --only-binary=:all: --no-compile --disable-pip-version-check \
  --python-version 3.11 --implementation cp --abi cp311 --abi abi3 --abi none "${tags[@]/#/--platform=}" \
  --target "$work/python/lib/python3.11/site-packages" -r "$here/../pins/linux-$arch.txt" 2> "$work/log" \
  || { cat "$work/log" >&2; exit 1; }

mkdir "$work/tree" "$work/made"
if git -C "$tree" rev-parse 2> /dev/null; then
  git -C "$tree" ls-files -z --cached | tar -C "$tree" --create --null --files-from=- --ignore-failed-read 2> /dev/null
else
  tar -C "$tree" --create --exclude=./dist --exclude=./build --exclude='./.*' .
fi | tar -C "$work/tree" --extract

export SHOWN="$work/python=/opt/xubaotong-python $work/tree=/srv/xubaotong $work/made=/srv/made"
export SET="LD_LIBRARY_PATH=/opt/xubaotong-python/lib SOURCE_DATE_EPOCH=$epoch PYTHONHASHSEED=1 PYTHONDONTWRITEBYTECODE=1 QT_QPA_PLATFORM=offscreen"
"$here/in_root.sh" "$root" /opt/xubaotong-python/bin/python3.11 -m PyInstaller --noconfirm --log-level WARN \
  --distpath /srv/made --workpath /srv/made/work "/srv/xubaotong/$spec"
# Symbols of the linker that nothing reads any more; Qt's libraries stay as they came, to be replaceable one for one.
"$here/in_root.sh" "$root" find "/srv/made/$name" -type f \( -path '*/lib-dynload/*.so' -o -name 'libpython*.so*' \
  -o -name '_yaml*.so' -o -name 'libpdfium.so' -o -name '_python_calamine*.so' \) -exec strip --strip-unneeded {} +
rm -rf "${out:?}/$name"
mv "$work/made/$name" "$out/"
find "$out/$name" -type d -exec chmod 755 {} +
find "$out/$name" -type f -exec chmod 644 {} +
chmod 755 "$out/$name/$name"
find "$out/$name" -exec touch --no-dereference --date="@$epoch" {} +
(cd "$out/$name" && find . -type f -print0 | sort -z | xargs -0 sha256sum) > "$out/files.sha256"
sha256sum "$out/files.sha256"
