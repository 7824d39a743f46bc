#!/bin/sh
# symbols.sh LIBRARY INCLUDE_DIR [--write]
# What the shared library exports is what symbols.txt lists and what the public headers declare.
# --write puts the library's names into symbols.txt; read docs/decisions/0008-abi.md before.
set -eu
LC_ALL=C
export LC_ALL

library=$1
include=$2
list=$(cd "$(dirname "$0")" && pwd)/symbols.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One declaration a line, without comments and preprocessor lines.
declarations() {
  cat "$include/zzgov.h" "$include"/zzgov/*.h |
    sed -e ':again' -e '/\\$/{N;s/\\\n/ /;b again' -e '}' -e '/^[[:space:]]*#/d' |
    tr '\n' ' ' | sed 's:/\*[^*]*\*\**\([^/*][^*]*\*\**\)*/: :g' | tr ';{}' '\n'
}

# functions: the name before the first parenthesis of each declaration that is read.
functions() {
  grep -o 'zzgov_[A-Za-z0-9_]* *(' | tr -d ' (' | sort -u
}

# same WHAT ONE OTHER: two lists of names agree.
same() {
  diff -u "$2" "$3" >"$work/diff" && return 0
  echo "$1:"
  grep '^[-+][^-+]' "$work/diff"
  return 1
}

nm -D --defined-only "$library" | awk '{print $NF}' | sort -u >"$work/exported"
[ "${3-}" != --write ] || cp "$work/exported" "$list"
declarations | functions >"$work/declared"
declarations | grep ZZGOV_AVAILABLE_ | functions >"$work/available"
grep -v '^zzgov_' "$work/exported" >"$work/foreign" || true

failed=0
same '- listed in symbols.txt, + exported' "$list" "$work/exported" || failed=1
same '- declared in a header, + exported' "$work/declared" "$work/exported" || failed=1
same '- declared in a header, + with ZZGOV_AVAILABLE_...' "$work/declared" "$work/available" || failed=1
if [ -s "$work/foreign" ]; then
  echo 'exported without the prefix zzgov_:'
  cat "$work/foreign"
  failed=1
fi
echo "$(wc -l <"$work/exported") functions"
exit "$failed"
