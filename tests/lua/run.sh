#!/bin/sh
# The specifications on all four interpreters at once, with the modules of a build:
# run.sh BUILD [SPEC...]
set -eu

build=$(cd "$1" && pwd)
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -gt 0 ] || set -- "$root/tests/lua"
export ZZGOV_ROOT="$root" ZZGOV_BUILD="$build"
export LUA_PATH="$root/bindings/lua/?.lua;$root/bindings/lua/?/init.lua;$root/tests/lua/?.lua;;"

interpreters="lua5.4 lua5.3 lua5.1 luajit"
for lua in $interpreters; do
  abi=${lua#lua}
  [ "$lua" != luajit ] || abi=5.1
  ZZGOV_LUA=$lua LUA_CPATH="$build/bindings/lua/$abi/?.so;;" busted --lua="$(command -v "$lua")" \
    --output=TAP --pattern=_spec "$@" >"$build/$lua.tap" 2>&1 &
done
wait

# A run that ends before its plan, which TAP has last here, is no success.
status=0
for lua in $interpreters; do
  tap=$build/$lua.tap
  echo "$lua: $(grep -c '^ok ' "$tap") passed, $(grep -c '^not ok ' "$tap") failed"
  if grep -q '^not ok ' "$tap" || ! tail -n 1 "$tap" | grep -q '^1\.\.[1-9]'; then
    grep -A 12 '^not ok ' "$tap" || tail -n 20 "$tap"
    status=1
  fi
done
cat "$build"/lua*.tap | grep -c '^ok ' | sed 's/.*/ran: & specifications/'
exit $status
