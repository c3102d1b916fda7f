#!/usr/bin/env bash
# Fetches the Debian source packages that the bundle's Python is made of, and refuses any whose digest is not the pinned one.
# usage: sources.sh FOLDER        DEBIAN_MIRROR: another mirror than Debian's own
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
pins=$(cd "$(dirname "$0")/../pins" && pwd)/debian-sources.sha256
if ! (cd "$folder" && sha256sum --check --status "$pins" 2>/dev/null); then
  apart=$(mktemp -d)
  trap 'rm -rf "$apart"' EXIT
  mkdir -p "$apart/lists/partial"  # apt tidies this folder, and would take a list of sources in it away
  printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s bookworm main\n' \
    "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" > "$apart/sources.list"
  apt() {
    apt-get -qq -o Dir::Etc::SourceList="$apart/sources.list" -o Dir::Etc::SourceParts=/dev/null \
      -o Dir::State::Lists="$apart/lists" -o APT::Sandbox::User=root "$@"
  }
  apt update
  wanted=$(sed -nE 's/^[0-9a-f]+  ([^_]+)_[^ ]+\.dsc$/\1/p' "$pins")  # no version: a file's name leaves out its epoch
  # shellcheck disable=SC2086 # a list of words
  (cd "$folder" && apt source --download-only $wanted)
fi
(cd "$folder" && sha256sum --check --quiet "$pins")
