#!/usr/bin/env bash
# Tries the installer for Windows under wine: on a machine with Latin letters, then on a Chinese one (code page 936, user
# 张三), then on a Windows 7, which must be refused in plain words.
# usage: wine_trial.sh ROOT SETUP.exe      ROOT of wine_root.sh; PYTHON: one with the program's packages
set -euo pipefail
root=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
python='Z:\srv\python\python.exe'
in_wine() { FOLDER=/srv/trial "$here/in_wine.sh" "$root" "$@"; }
rm -rf "$root/srv/trial" "$root/srv/wine" "$root/srv/wine-zh"
mkdir -p "$root/srv/trial/installers/windows" "$root/srv/trial/resources"
cp "$here/trial.py" "$root/srv/trial/installers/windows/"
cp "$here/../files.py" "$root/srv/trial/installers/"
cp -r "$here/../../resources/samples" "$root/srv/trial/resources/"
cp "$2" "$root/srv/trial/setup.exe"
QT_QPA_PLATFORM=offscreen "${PYTHON:-python3}" "$here/trial.py" expect "$root/srv/trial/expected"
"$here/../linux/in_root.sh" "$root" sh -c 'locale -a | grep -qi zh_CN.utf8 || localedef -i zh_CN -f UTF-8 zh_CN.UTF-8'

in_wine "$python" installers/windows/trial.py setup.exe expected
export PREFIX=/srv/wine-zh LANGUAGE_OF_WINDOWS=zh_CN.UTF-8 SET="USER=张三 LOGNAME=张三"
in_wine "$python" installers/windows/trial.py setup.exe expected
in_wine winecfg -v win7
code=0
in_wine setup.exe /S || code=$?
[ "$code" = 3 ] && echo "ok   Windows 7 is refused"
