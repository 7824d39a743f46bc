#!/bin/sh
# abi.sh LIBRARY INCLUDE_DIR [--write]
# The shared library's functions and the public types, member by member, are what zzgov.abi records
# of an x86-64 build. The library needs debug information; exit status 77 means skipped.
# --write puts them into zzgov.abi; read docs/decisions/0008-abi.md before.
set -eu
LC_ALL=C
export LC_ALL

library=$1
include=$2
baseline=$(cd "$(dirname "$0")" && pwd)/zzgov.abi
if [ "$(uname -m)" != x86_64 ]; then
  echo "skipped: zzgov.abi is of x86-64, this machine is $(uname -m)"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Structs whose members no program sees: a FILE and what the headers only name.
named='s/^typedef struct \(Zzgov[A-Za-z0-9]*\) \1;/\\|\1/p'
opaque=_IO_FILE$(cat "$include"/zzgov/*.h | sed -n "$named" | tr -d '\n')

# describe [OPTIONS...]: without paths, names of parameters and private types.
describe() {
  abidw --headers-dir "$include" --drop-private-types --load-all-types --type-id-style hash \
    --no-comp-dir-path --no-corpus-path --no-elf-needed --no-parameter-names --no-show-locs \
    --no-write-default-sizes "$@" "$library" >"$work/abidw"
  sed -e "s|path='.*/lib/|path='lib/|" -e "/<class-decl name='\($opaque\)' size/,/<.class-decl>/{
    /<class-decl/!d;s/ size-in-bits='[0-9]*'//;s/ id=/ is-declaration-only='yes'&/;s:>\$:/>:;}" \
    "$work/abidw"
}

# enumeration NAME: one that no function takes or returns, from everything that was compiled.
enumeration() {
  sed -n -e "/<enum-decl name='$1'/,/<.enum-decl>/p" -e "/<typedef-decl name='$1'/p" \
    "$work/everything" >"$work/enumeration"
  grep '<enumerator' "$work/enumeration" >"$work/found" ||
    { echo "$1: a type that no function reaches, and no enumeration in use" >&2; return 1; }
  cat "$work/enumeration"
}

# unreached: such as ZzgovErrorCode, for GError has an int.
unreached() {
  cat "$include"/zzgov/*.h | sed -n 's/.*} \(Zzgov[A-Za-z0-9]*\);.*/\1/p' | while read -r type; do
    grep -q "<typedef-decl name='$type'" "$work/reached" || enumeration "$type" || exit 1
  done
}

describe --exported-interfaces-only >"$work/reached"
if ! grep -q '<function-decl' "$work/reached"; then
  echo "no debug information in $library"
  exit 1
fi
describe >"$work/everything"
unreached >"$work/unreached"
{
  sed -e '$d' -e "s/ is-non-reachable='yes'//" "$work/reached"
  echo "  <abi-instr address-size='64' path='zzgov.h' language='LANG_C11'>"
  cat "$work/unreached"
  echo '  </abi-instr>'
  echo '</abi-corpus>'
} >"$work/zzgov.abi"
[ "${3-}" != --write ] || cp "$work/zzgov.abi" "$baseline"

if ! abidiff --non-reachable-types --harmless --no-show-locs --show-bytes "$baseline" \
  "$work/zzgov.abi"; then
  echo 'This is not the binary interface that tests/consumer/zzgov.abi records. If 0008-abi.md allows'
  echo 'the change, as it does a new function, record it after a build:'
  echo '  tests/consumer/abi.sh .dev/build-valgrind/lib/libzzgov.so include --write'
  exit 1
fi
echo "$(grep -c '<function-decl' "$baseline") functions"
