#!/bin/sh
# Puts the program into the home folder of the person who runs it: no administrator, no package manager.
#   user_install.sh            installs or replaces
#   user_install.sh --remove   takes it away; cases and settings stay
#   user_install.sh --purge    takes settings away as well
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
home=$HOME/.local/opt/xubaotong
say() {
  echo "$1"
  [ -t 1 ] || ! command -v notify-send > /dev/null 2>&1 || notify-send 续保通 "$1" || true
}
rm -rf "$home"
rm -f "$data/applications/xubaotong.desktop" "$data/mime/packages/xubaotong.xml"
for kind in apps/xubaotong mimetypes/application-vnd.xubaotong.case+json; do
  rm -f "$data"/icons/hicolor/*/"$kind".png "$data"/icons/hicolor/*/"$kind".svg
done
find "$data/icons/hicolor" "$data/mime/packages" "$data/applications" -depth -type d -empty -delete 2> /dev/null || true
case ${1:-} in
--remove) ;;
--purge)
  rm -rf "${XDG_CONFIG_HOME:-$HOME/.config}/xubaotong" "${XDG_CACHE_HOME:-$HOME/.cache}/xubaotong" \
    "$data/xubaotong" "${XDG_STATE_HOME:-$HOME/.local/state}/xubaotong"
  ;;
*)
  mkdir -p "$home" "$data/applications" "$data/mime/packages" "$data/icons"
  cp -r "$here/xubaotong/." "$home/"
  cp "$0" "$home/uninstall.sh"
  sed "s|^Exec=@PROGRAM@|Exec=\"$home/xubaotong\"|; s|@PROGRAM@|$home/xubaotong|" "$here/xubaotong.desktop" > "$data/applications/xubaotong.desktop"
  cp "$here/xubaotong.xml" "$data/mime/packages/"
  cp -r "$here/hicolor" "$data/icons/"
  ;;
esac
for refresh in "update-desktop-database $data/applications" "update-mime-database $data/mime" \
  "gtk-update-icon-cache -q -t $data/icons/hicolor"; do
  # shellcheck disable=SC2086 # a command and its words
  ! command -v ${refresh%% *} > /dev/null 2>&1 || $refresh > /dev/null 2>&1 || true
done
case ${1:-} in
--remove) say "续保通已卸载，案件文件和设置没有动。" ;;
--purge) say "续保通和它的设置已删除，案件文件没有动。" ;;
*) say "续保通已安装：在开始菜单里找“续保通”，或双击案件文件（.xbt）。卸载：sh $home/uninstall.sh --remove" ;;
esac
