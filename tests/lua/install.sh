#!/bin/sh
# What `meson install` and `luarocks make` leave, and that it works from there: install.sh BUILD
set -eu

build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
modules=$(cd "$root/bindings/lua/zzgov" && ls ./*.lua)
script='print(require("zzgov").workdays({from = "2020-09-30", add = 3}).last_day)'

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

# check LUA LMOD CMOD: every file is there, and the module answers from there alone.
check() {
  for module in $modules; do
    cmp "$root/bindings/lua/zzgov/$module" "$2/zzgov/$module" || fail "$module is not in $2"
  done
  answer=$(LD_LIBRARY_PATH=$libdir LUA_PATH="$2/?.lua;$2/?/init.lua" LUA_CPATH="$3/?.so" "$1" -e "$script")
  [ "$answer" = 2020-10-12 ] || fail "$1 answers $answer"
  echo "$1: $3/zzgov/core.so"
}

# --- Meson: where each Lua looks for modules ------------------------------------------------------

DESTDIR=$scratch/system meson install -C "$build" --no-rebuild >/dev/null
libdir=$(dirname "$(find "$scratch/system" -name libzzgov.so)")
for lua in lua5.4 lua5.3 lua5.1 luajit; do
  lmod=$(pkg-config --variable=INSTALL_LMOD $lua)
  cmod=$(pkg-config --variable=INSTALL_CMOD $lua)
  $lua -e 'print(package.path .. package.cpath)' | grep -qF "$cmod/?.so" || fail "$lua does not look into $cmod"
  check $lua "$scratch/system$lmod" "$scratch/system$cmod"
done

# --- Meson: below a prefix ------------------------------------------------------------------------

meson setup "$scratch/build" "$root" -Dtests=false -Dlua=enabled -Dlua_directories=prefix -Dluas=5.4 \
  --prefix=/opt/zzgov --libdir=lib >/dev/null
meson introspect --installed "$scratch/build" >"$scratch/installed"
for file in lib/lua/5.4/zzgov/core.so share/lua/5.4/zzgov/init.lua; do
  grep -qF "\"/opt/zzgov/$file\"" "$scratch/installed" || fail "no /opt/zzgov/$file"
done
! grep -qE '/lua/5\.[13]/' "$scratch/installed" || fail "more Luas than -Dluas=5.4"

# --- LuaRocks, without a server -------------------------------------------------------------------

mkdir "$scratch/source"
cp -r "$root/bindings" "$scratch/source/"
cd "$scratch/source/bindings/lua"
rm -rf build*
echo 'rocks_servers = {}' >"$scratch/config.lua"
export LUAROCKS_CONFIG="$scratch/config.lua"
luarocks lint zzgov-*.rockspec
for version in 5.4 5.3 5.1; do
  luarocks --lua-version=$version make --tree="$scratch/tree" "ZZGOV_DIR=$(find "$scratch/system" -path '*/local')" \
    >"$scratch/log" 2>&1 || { cat "$scratch/log"; fail "luarocks make for $version"; }
  check lua$version "$scratch/tree/share/lua/$version" "$scratch/tree/lib/lua/$version"
done
check luajit "$scratch/tree/share/lua/5.1" "$scratch/tree/lib/lua/5.1"
