#!/usr/bin/env bash
# Runs a command in a root made by mmdebstrap, as root, with mounts that end with it.
# usage: in_root.sh ROOT COMMAND…
# environment:
#   SHOWN   paths shown inside: "PATH PATH=PLACE …"
#   SET     variables for the command: "NAME=VALUE …"
set -euo pipefail
export SHOWN=${SHOWN:-} SET=${SET:-}
# shellcheck disable=SC2016 # expanded inside
exec unshare --mount --propagation private bash -c '
  set -e
  root=$1; shift
  mount --bind /dev "$root/dev"; mount -t tmpfs tmpfs "$root/dev/shm"; mount -t proc proc "$root/proc"
  for path in $SHOWN; do
    place=${path#*=}
    mkdir -p "$root$place"; mount --bind "${path%%=*}" "$root$place"
  done
  exec env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    DEBIAN_FRONTEND=noninteractive $SET chroot "$root" "$@"' in_root "$@"
