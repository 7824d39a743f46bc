#!/bin/sh
# Builds this source twice, in folders and at times of their own: library and command must be the
# same bytes, with their debug information.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$root/.dev"
work=$(mktemp -d "$root/.dev/reproducible.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# build FOLDER: the tracked files as they are now, built there; prints the sums.
build() {
  mkdir -p "$work/$1"
  (cd "$root" && git ls-files -z | tar -c --null -T -) | tar -x -C "$work/$1"
  meson setup "$work/$1/build" "$work/$1" -Dtests=false >"$work/log" 2>&1 &&
    ninja -C "$work/$1/build" >>"$work/log" 2>&1 || { tail -n 40 "$work/log"; return 1; }
  (cd "$work/$1/build" && sha256sum lib/libzzgov.so bindings/cli/zzgov)
}

first=$(build one)
echo "$first"
sleep 1 # so that a time of day in the files would differ
second=$(TZ=Asia/Shanghai LC_ALL=C build a/folder-of-another-length)
[ "$first" = "$second" ] || { echo "a second build gives other bytes:"; echo "$second"; exit 1; }
