#!/usr/bin/env bash
# Tries an archive in a fresh root: installs it, opens the program by its desktop entry and by a case's file, answers and
# prints a case, removes everything, and looks for what is left.
# usage, as root: trial.sh KIND ROOT OUT     KIND: deb store run tar; ROOT: a fresh minimal root, which is changed; OUT of make.sh
# needs: xvfb xdotool poppler-utils; PYTHON: one with the program's packages, whose answers are expected
set -euo pipefail
kind=$1 root=$(realpath "$2") out=$(realpath "$3")
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
id=org.xubaotong.app
sample=$tree/resources/samples/zhang-xiansheng.json
work=$(mktemp -d)
chmod 755 "$work"
failed=0 screen=
# shellcheck disable=SC2329 # called by the trap
end() { [ -z "$screen" ] || kill "$screen"; rm -rf "$work"; }
trap end EXIT
tried() { if [ "$2" = 0 ]; then echo "ok   $kind: $1"; else echo "FAIL $kind: $1"; failed=1; fi; }
number=$((100 + RANDOM % 800))
Xvfb ":$number" -screen 0 1366x768x24 > /dev/null 2>&1 & screen=$!
export DISPLAY=:$number SHOWN="$out=/srv/out $work=/srv/work" SET="DISPLAY=:$number LANG=C.UTF-8"
inside() { "$here/in_root.sh" "$root" "$@"; }
listed() { inside sh -c 'find / -xdev \( -path /srv -o -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /var/cache \
  -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/lib/ucf -o -path /var/log -o -path /root/.cache/fontconfig -o -name "*.cache" \
  -o -path /usr/share/mime -o -path /root/.local/share/mime -o -path /run \) -prune -o -print | sort'; }
appears() {  # TITLE
  for _ in $(seq "${PATIENCE:-120}"); do
    xdotool search --name "$1" > /dev/null 2>&1 && { sleep 1; return 0; }
    sleep 0.5
  done
  return 1
}
opened() {  # WHAT TITLE COMMAND…
  local what=$1 title=$2 code=0
  shift 2
  inside "$@" > "$work/said" 2>&1 & local runs=$!
  appears "$title" || code=1
  tried "$what" "$code"
  [ "$code" = 0 ] || cat "$work/said"
  inside pkill -x xubaotong || true
  kill "$runs" 2> /dev/null || true  # an older gio waits for ever
  wait "$runs" || true
  sleep 1
}

cp "$sample" "$work/case.json"
cp "$sample" "$work/张先生.xbt"
(cd "$tree" && "${PYTHON:-python3}" -m app assess "$work/case.json" > "$work/expected.json" \
  && "${PYTHON:-python3}" -m app report "$work/case.json" -o "$work/expected.pdf")

inside sh -c 'apt-get -qq update && apt-get -qq install --no-install-recommends procps libgtk-3-bin libglib2.0-bin \
  desktop-file-utils shared-mime-info hicolor-icon-theme fonts-wqy-microhei > /dev/null 2>&1'
listed > "$work/before"
case $kind in
deb) inside sh -c 'apt-get -qq install --no-install-recommends /srv/out/xubaotong_*.deb > /dev/null 2>&1' && program=xubaotong ;;
store) inside sh -c "apt-get -qq install --no-install-recommends /srv/out/${id}_*.deb > /dev/null 2>&1" \
  && program=/opt/apps/$id/files/xubaotong ;;
run | tar)  # what a desktop has anyway
  packages=$("${PYTHON:-python3}" "$here/needs.py" "$(realpath "$out"/work/bundle-*/xubaotong | head -1)" --depends \
    | sed -E 's/ \([^)]*\)//g; s/ \| [^,]*//g; s/,//g')
  # shellcheck disable=SC2086 # a list of words
  inside apt-get -qq install --no-install-recommends $packages xz-utils > /dev/null 2>&1
  listed > "$work/before"
  if [ "$kind" = run ]; then
    inside sh -c 'sh /srv/out/*.run --quiet' > /dev/null && program=/root/.local/opt/xubaotong/xubaotong
  else
    inside sh -c 'tar -C /root -xf /srv/out/*.tar.xz' && program=/root/xubaotong/xubaotong
  fi ;;
esac
tried "installed" $?

inside "$program" assess /srv/work/case.json > "$work/answer.json" || true
tried "answers as the source tree does, byte for byte" "$(cmp -s "$work/answer.json" "$work/expected.json"; echo $?)"
inside "$program" report /srv/work/case.json -o /srv/work/notice.pdf || true
for each in notice expected; do pdftotext -layout "$work/$each.pdf" "$work/$each.txt"; done
tried "prints the same text" "$(cmp -s "$work/notice.txt" "$work/expected.txt"; echo $?)"
"${PYTHON:-python3}" "$here/../files.py" make "$work/theirs"
mkdir "$work/made"
while IFS=$'\t' read -ra words; do
  inside "$program" "${words[@]}" < /dev/null > "$work/said" 2>&1 || cat "$work/said"
done < <("${PYTHON:-python3}" "$here/../files.py" commands /srv/work/theirs/case.json /srv/work/theirs/ /srv/work/made/)
others=$("${PYTHON:-python3}" "$here/../files.py" same "$work/theirs" "$work/made") && code=0 || code=1
tried "reads statements (xlsx, xls, PDF) and writes files (docx, xlsx, ics, txt) as the source tree does${others:+, but not $others}" "$code"
tried "works every example of the rules" "$(inside "$program" selftest > "$work/said" 2>&1; echo $?)"
painted=$(inside "$program" --quit-after-first-paint 2>&1) && code=0 || code=1
tried "paints its window: $painted ms" "$code"
case $kind in
deb) opened "opens by its desktop entry" "续保通" gtk-launch xubaotong ;;
store) opened "opens by its desktop entry" "续保通" env XDG_DATA_DIRS="/opt/apps/$id/entries:/usr/share" gtk-launch "$id" ;;
run) opened "opens by its desktop entry" "续保通" gtk-launch xubaotong ;;
tar) opened "opens" "续保通" "$program" ;;
esac
case $kind in
deb | run) opened "opens a case by its file" "张先生" gio open /srv/work/张先生.xbt ;;
*) opened "opens a case" "张先生" "$program" /srv/work/张先生.xbt ;;
esac

case $kind in
deb) inside apt-get -qq purge xubaotong > /dev/null 2>&1 ;;
store) inside apt-get -qq purge $id > /dev/null 2>&1 ;;
run) inside sh /root/.local/opt/xubaotong/uninstall.sh --purge > /dev/null ;;
tar) inside rm -rf /root/xubaotong ;;
esac
tried "removed" $?
inside apt-get -qq autoremove --purge > /dev/null 2>&1 || true
listed > "$work/after"
# a person's own settings stay until the person removes them
left=$(comm -13 "$work/before" "$work/after" | grep -vE '^/root/\.(config|cache|local)(/share|/state)?(/xubaotong(/.*)?)?$' || true)
[ "$kind" != run ] || left=$(comm -13 "$work/before" "$work/after" | grep xubaotong || true)
tried "nothing is left${left:+: $left}" "$([ -z "$left" ]; echo $?)"
exit $failed
