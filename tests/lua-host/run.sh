#!/bin/sh
# The host with each Lua linked into it, alone and under valgrind, all at once: run.sh BUILD
set -eu

build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root/tests/lua-host"

# host NAME ABI PACKAGE ARCHIVE
host() {
  libdir=$(pkg-config --variable=libdir "$3")
  # shellcheck disable=SC2046
  cc -std=gnu11 -O1 -g -Wall -Wextra -Werror $(pkg-config --cflags "$3") host.c -o "$build/host-$1" \
    -Wl,-E "$libdir/$4" -lm -ldl -pthread
  set -- "$build/host-$1" "$root/bindings/lua/?.lua;$root/bindings/lua/?/init.lua" \
    "$build/bindings/lua/$2/?.so" "$root/docs/examples/eco-compensation.zh.csv"
  "$@"
  G_SLICE=always-malloc valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect \
    --errors-for-leak-kinds=definite,indirect --error-exitcode=9 \
    --suppressions="$root/tests/sanitizers/valgrind.supp" "$@"
}

# Says twice that it settled the month, or its whole output.
report() {
  wait "$2" && [ "$(grep -c '^settled' "$build/host-$1.log")" = 2 ] || {
    cat "$build/host-$1.log"
    return 1
  }
  echo "$1: $(tail -n 1 "$build/host-$1.log")"
}

host lua5.4 5.4 lua5.4 liblua5.4.a >"$build/host-lua5.4.log" 2>&1 &
lua54=$!
host lua5.3 5.3 lua5.3 liblua5.3.a >"$build/host-lua5.3.log" 2>&1 &
lua53=$!
host lua5.1 5.1 lua5.1 liblua5.1.a >"$build/host-lua5.1.log" 2>&1 &
lua51=$!
host luajit 5.1 luajit libluajit-5.1.a >"$build/host-luajit.log" 2>&1 &
luajit=$!
report lua5.4 $lua54
report lua5.3 $lua53
report lua5.1 $lua51
report luajit $luajit
