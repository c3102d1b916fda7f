#!/usr/bin/env bash
# Makes the one-folder program for Windows under wine, for trials: ROOT of wine_root.sh; OUT/xubaotong is made.
# usage: wine_bundle.sh ROOT OUT
set -euo pipefail
root=$(realpath "$1") out=$(mkdir -p "$2" && realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
epoch=$(git -C "$tree" log -1 --format=%ct 2> /dev/null || echo 1700000000)
rm -rf "$root/srv/tree" "$root/srv/made"
mkdir -p "$root/srv/tree" "$root/srv/made"
git -C "$tree" ls-files -z | tar -C "$tree" --create --null --files-from=- | tar -C "$root/srv/tree" --extract
SET="SOURCE_DATE_EPOCH=$epoch PYTHONHASHSEED=1 PYTHONDONTWRITEBYTECODE=1 QT_QPA_PLATFORM=offscreen" FOLDER=/srv/tree \
  "$here/in_wine.sh" "$root" 'Z:\srv\python\python.exe' -m PyInstaller --noconfirm --log-level WARN \
  --distpath 'Z:\srv\made' --workpath 'Z:\srv\made\work' build.spec
rm -rf "$out/xubaotong"
mv "$root/srv/made/xubaotong" "$out/"
find "$out/xubaotong" -exec touch --no-dereference --date="@$epoch" {} +
(cd "$out/xubaotong" && find . -type f -print0 | sort -z | xargs -0 sha256sum) > "$out/files.sha256"
sha256sum "$out/files.sha256"
