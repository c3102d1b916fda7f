#!/usr/bin/env bash
# Wraps the one-folder program for Linux: tar.xz, .run (no administrator needed), .deb, and the .deb that stores of domestic
# distributions want (everything under /opt/apps, no scripts of its own). The same bundle gives the same bytes.
#
# usage: archives.sh ARCH BUNDLE OUT [KIND…]     ARCH: x86_64 | aarch64; KIND: tar run deb store, all by default
# needs: dpkg-deb, makeself, xz-utils, a Python with PySide6 as PYTHON for the icons
set -euo pipefail
arch=$1 bundle=$(realpath "$2") out=$(mkdir -p "$3" && realpath "$3")
shift 3
kinds=${*:-tar run deb store}
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
python=${PYTHON:-python3}
version=$(sed -nE 's/^__version__ = "(.+)"/\1/p' "$tree/app/__init__.py")
epoch=$(git -C "$tree" log -1 --format=%ct 2> /dev/null || echo 1700000000)
day=$(date --utc --date="@$epoch" +%F)
id=org.xubaotong.app
case $arch in x86_64) debian=amd64 ;; aarch64) debian=arm64 ;; *) exit 2 ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=$epoch LC_ALL=C.UTF-8 DPKG_DEB_THREADS_MAX=2
plain=(--sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --format=gnu)
"$python" "$here/../icons.py" "$work/icons"

filled() {  # SOURCE TARGET PROGRAM
  sed "s|@PROGRAM@|$3|g; s|@VERSION@|$version|g; s|@DATE@|$day|g" "$here/desktop/$1" > "$2"
}
control() {  # ROOT NAME EXTRA
  mkdir -p "$1/DEBIAN"
  cat > "$1/DEBIAN/control" <<C
Package: $2
Version: $version
Architecture: $debian
Maintainer: The Xubaotong authors <packages@xubaotong.invalid>
Installed-Size: $(du -sk --apparent-size --exclude=DEBIAN "$1" | cut -f1)
Section: misc
Priority: optional
Depends: $("$python" "$here/needs.py" "$bundle" --depends)
Recommends: desktop-file-utils, hicolor-icon-theme, shared-mime-info, fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei
Description: medical insurance lapse helper (续保通)
 Finds every lapse of basic medical insurance in a contribution record, works
 out every lawful way to close it, and prints the checklist to take along.
 .
 It works offline, and in counter mode keeps nothing of a client.
C
  (cd "$1" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
  find "$1" -type d -exec chmod 755 {} +
  chmod 644 "$1"/DEBIAN/*
  find "$1" -exec touch --no-dereference --date="@$epoch" {} +
}
copyright() {  # FOLDER OF THE LICENCES
  cat <<C
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Xubaotong
Comment: Qt and PySide6 are used under the LGPL-3.0 and lie beside the program as libraries of their own, which may be
 replaced. The texts of all licences: $1

Files: *
Copyright: 2026 The Xubaotong authors
License: Apache-2.0
 On Debian systems the text is /usr/share/common-licenses/Apache-2.0.
C
}

case " $kinds " in *" tar "*)
  tar -C "$(dirname "$bundle")" "${plain[@]}" --create "$(basename "$bundle")" | xz -6 --threads=2 \
    > "$out/xubaotong-$version-linux-$arch.tar.xz" ;;
esac
case " $kinds " in *" run "*)
  mkdir "$work/run"
  cp -a "$bundle" "$work/run/xubaotong"
  cp -r "$work/icons/hicolor" "$work/run/"
  cp "$here/desktop/xubaotong.desktop" "$here/desktop/xubaotong.xml" "$work/run/"
  install -m755 "$here/user_install.sh" "$work/run/"
  makeself --quiet --nox11 --nomd5 --nocrc --sha256 --gzip --packaging-date "$day" --tar-extra "${plain[*]}" \
    "$work/run" "$out/xubaotong-$version-linux-$arch.run" 续保通 ./user_install.sh > /dev/null ;;
esac
case " $kinds " in *" deb "*)
  root=$work/deb home=/usr/lib/xubaotong
  mkdir -p "$root/usr/bin" "$root$(dirname $home)"
  share=$root/usr/share
  mkdir -p "$share"/{applications,mime/packages,metainfo,man/man1,doc/xubaotong,icons,lintian/overrides}
  cp -a "$bundle" "$root$home"
  ln -s ../lib/xubaotong/xubaotong "$root/usr/bin/xubaotong"
  cp -r "$work/icons/hicolor" "$share/icons/"
  filled xubaotong.desktop "$share/applications/xubaotong.desktop" xubaotong
  filled xubaotong.xml "$share/mime/packages/xubaotong.xml" ""
  filled $id.metainfo.xml "$share/metainfo/$id.metainfo.xml" ""
  filled xubaotong.1 "$work/xubaotong.1" "" && gzip -9n < "$work/xubaotong.1" > "$share/man/man1/xubaotong.1.gz"
  printf 'xubaotong (%s) stable; urgency=medium\n\n  * What is new: CHANGELOG.md of the source.\n\n -- %s  %s\n' "$version" \
    "The Xubaotong authors <packages@xubaotong.invalid>" "$(date --utc --rfc-email --date="@$epoch")" \
    | gzip -9n > "$share/doc/xubaotong/changelog.gz"
  copyright $home/_internal/resources/licenses > "$share/doc/xubaotong/copyright"
  install -m644 "$here/lintian-overrides" "$share/lintian/overrides/xubaotong"
  control "$root" xubaotong
  dpkg-deb --root-owner-group -Zxz -z6 --build "$root" "$out/xubaotong_${version}_$debian.deb" > /dev/null ;;
esac
case " $kinds " in *" store "*)
  root=$work/store home=/opt/apps/$id/files
  entries=$root/opt/apps/$id/entries
  mkdir -p "$entries"/{applications,mime/packages,icons}
  cp -a "$bundle" "$root$home"
  cp -r "$work/icons/hicolor" "$entries/icons/"
  filled xubaotong.desktop "$entries/applications/$id.desktop" $home/xubaotong
  filled xubaotong.xml "$entries/mime/packages/$id.xml" ""
  printf '{\n  "appid": "%s",\n  "name": "续保通",\n  "version": "%s",\n  "arch": ["%s"],\n  "permissions": {}\n}\n' \
    $id "$version" "$debian" > "$root/opt/apps/$id/info"
  control "$root" $id
  dpkg-deb --root-owner-group -Zxz -z6 --build "$root" "$out/${id}_${version}_$debian.deb" > /dev/null ;;
esac
(cd "$out" && sha256sum ./*"$version"* > SHA256SUMS)
cat "$out/SHA256SUMS"
