#!/bin/sh
# run.sh [MESON_OPTIONS...]
# Installs a fresh release build below .dev/ and uses it as a stranger would: by pkg-config alone.
# The names that the library exports, its binary interface and how it is hardened are checked, too.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/consumer
mkdir -p "$root/.dev"
work=$(mktemp -d "$root/.dev/consumer.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
build=$work/build
prefix=$work/prefix
static=$work/static
unset DESTDIR LD_LIBRARY_PATH PKG_CONFIG_LIBDIR
failed=0
strict='-Wall -Wextra -Werror -pedantic'
c="${CC:-cc} -std=c11 $strict"
cxx="${CXX:-c++} -std=c++17 $strict"

# check TITLE COMMAND...: functions called here join their steps by &&, for "if" switches -e off.
# Exit status 77 says that the command could not be run here, and why.
check() {
  title=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    echo "ok    $title"
  elif [ $? -eq 77 ]; then
    echo "skip  $title"
    cat "$work/log"
  else
    echo "FAIL  $title"
    tail -n 60 "$work/log"
    failed=$((failed + 1))
  fi
}

package() {
  PKG_CONFIG_PATH=$prefix/lib/pkgconfig pkg-config "$@" zzgov
}

# In a moved copy the static library stands alone, for a linker prefers the shared one.
package_static() {
  PKG_CONFIG_PATH=$static/lib/pkgconfig pkg-config --static "$@" zzgov
}

run() {
  LD_LIBRARY_PATH=$prefix/lib "$@"
}

needed() {
  readelf -dW "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'
}

# --- what is installed ----------------------------------------------------------------------------

install_all() {
  meson setup "$build" "$root" -Dtests=false -Dbuildtype=release -Ddebug=true \
    -Ddefault_library=both --prefix="$prefix" --libdir=lib "$@" && meson install -C "$build"
}

files() {
  version=$(package --modversion)
  for file in bin/zzgov include/zzgov/regulations.h lib/libzzgov.a lib/pkgconfig/zzgov.pc \
    share/man/man1/zzgov.1 share/bash-completion/completions/zzgov share/zsh/site-functions/_zzgov \
    $(cd "$root" && ls include/zzgov.h include/zzgov/*.h); do
    [ -f "$prefix/$file" ] || { echo "not installed: $file"; return 1; }
  done
  readelf -dW "$prefix/lib/libzzgov.so" | grep 'SONAME.*\[libzzgov\.so\.0\]' &&
    [ "$(readlink "$prefix/lib/libzzgov.so")" = libzzgov.so.0 ] &&
    [ "$(readlink "$prefix/lib/libzzgov.so.0")" = "libzzgov.so.$version" ]
}

description() {
  package --print-requires --print-requires-private && package_static --libs &&
    [ "$(package --variable=prefix)" = "$prefix" ] &&
    [ "$(package --print-requires | cut -d' ' -f1)" = glib-2.0 ] &&
    [ "$(package --print-requires-private | cut -d' ' -f1 | sort | xargs)" = 'gmp libcjson' ]
}

command_runs() {
  run "$prefix/bin/zzgov" --version && needed "$prefix/bin/zzgov" &&
    [ "$(run "$prefix/bin/zzgov" --version)" = "zzgov $(package --modversion)" ] &&
    [ "$(needed "$prefix/bin/zzgov" | grep -cE '^lib(zzgov\.so\.0|c\.so.*)$')" = 2 ] &&
    ! needed "$prefix/bin/zzgov" | grep -E 'cjson|gmp'
}

# Objects that are not position-independent do not link; -z text refuses relocated code.
position_independent() {
  # shellcheck disable=SC2046
  ${CC:-cc} -shared -o "$work/whole.so" -Wl,-z,text,--whole-archive "$static/lib/libzzgov.a" \
    -Wl,--no-whole-archive $(package_static --libs)
}

private_names() {
  ! nm -g --defined-only "$static/lib/libzzgov.a" | awk 'NF == 3 {print $3}' |
    grep -vE '^zz(gov)?_'
}

# Records that are wrong on purpose must be refused, else the comparison proves nothing.
binary_interface() {
  "$here/abi.sh" "$prefix/lib/libzzgov.so" "$prefix/include" || return
  cp "$here/abi.sh" "$work" || return
  version="name='zzgov_version'"
  for fault in "s/'ZZGOV_ERROR_INTERNAL' value='/&1/" \
    "s/layout-offset-in-bits='192'/layout-offset-in-bits='160'/" \
    "/<function-decl name='zzgov_workdays'/{n;d;}" \
    "/<elf-symbol $version/d;/<function-decl $version/,/<.function-decl>/d"; do
    echo "zzgov.abi after sed \"$fault\":"
    sed "$fault" "$here/zzgov.abi" >"$work/zzgov.abi"
    ! "$work/abi.sh" "$prefix/lib/libzzgov.so" "$prefix/include" >"$work/report" &&
      grep -E '[1-9][0-9]* (Changed|Added|changed)' "$work/report" || return
  done
}

# --- programs -------------------------------------------------------------------------------------

# program COMPILER SOURCE OUTPUT PACKAGE_FUNCTION
program() {
  # shellcheck disable=SC2046,SC2086
  $1 "$2" -o "$3" $("$4" --cflags --libs)
}

# settles COMPILER SOURCE PACKAGE_FUNCTION NOT_NEEDED: built, run, and its words compared.
settles() {
  program "$1" "$2" "$work/program" "$3" && run "$work/program" >"$work/output" &&
    { package --modversion && cat "$here/expected.txt"; } | diff -u - "$work/output" &&
    needed "$work/program" && ! needed "$work/program" | grep -qE "$4"
}

alone() {
  for header in zzgov.h $(cd "$prefix/include" && ls zzgov/*.h); do
    echo "#include <$header>" >"$work/alone.c"
    # shellcheck disable=SC2046
    $1 -fsyntax-only -x "$2" "$work/alone.c" $(package --cflags) || return 1
  done
}

# Every function by its address and every ..._INIT macro, in a text that is C and C++.
write_everything() {
  echo '#include <zzgov.h>'
  echo 'static void (*const volatile all[])(void) = {'
  sed 's/.*/  (void (*)(void))&,/' "$here/symbols.txt"
  echo '};'
  echo 'int main(void) {'
  cat "$prefix"/include/zzgov/*.h | tr '\n' ' ' |
    grep -oE '#define ZZGOV_[A-Z0-9_]+_INIT[ \\]+\{[ \\]*sizeof\([A-Za-z0-9]+\)' |
    sed -E 's/#define ([A-Z0-9_]+).*\((.*)\)/  { \2 x = \1; if (x.size != sizeof x) return 1; }/'
  echo '  return all[0] == NULL;'
  echo '}'
}

everything() {
  write_everything >"$work/everything.c" && grep -c _INIT "$work/everything.c" &&
    [ "$(grep -c _INIT "$work/everything.c")" = \
      "$(cat "$prefix"/include/zzgov/*.h | grep -c '#define ZZGOV_.*_INIT')" ] &&
    program "$1 -x $2" "$work/everything.c" "$work/everything" package &&
    run "$work/everything" &&
    program "$1 -x $2" "$work/everything.c" "$work/everything" package_static && "$work/everything"
}

clean() {
  program "$c -g" "$here/consumer.c" "$work/program" package &&
    run valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=9 \
      "$work/program"
}

package_uninstalled() {
  PKG_CONFIG_PATH=$build/meson-uninstalled pkg-config "$@" zzgov
}

uninstalled() {
  program "$c" "$here/consumer.c" "$work/program" package_uninstalled &&
    LD_LIBRARY_PATH=$build/lib "$work/program"
}

# --------------------------------------------------------------------------------------------------

check "configured, built and installed with default_library=both${*:+ $*}" install_all "$@"
[ "$failed" -eq 0 ] || exit 1
cp -R "$prefix" "$static"
rm "$static"/lib/libzzgov.so*
sed "s|^prefix=.*|prefix=$static|" "$prefix/lib/pkgconfig/zzgov.pc" >"$static/lib/pkgconfig/zzgov.pc"

check 'headers, both libraries, soname 0, command and zzgov.pc are there' files
check 'zzgov.pc requires glib-2.0, and privately libcjson and gmp' description
check 'the command runs, has the version of zzgov.pc and uses the shared library' command_runs
check 'objects of the static library are position-independent' position_independent
check 'names in the static library begin with zz' private_names
check 'exported functions = symbols.txt = public headers' \
  "$here/symbols.sh" "$prefix/lib/libzzgov.so" "$prefix/include"
check 'binary interface = zzgov.abi, and four deliberate differences are seen' binary_interface
check 'RELRO, BIND_NOW, stack protector, FORTIFY, no executable stack' \
  "$here/hardening.sh" "$prefix/lib/libzzgov.so" "$prefix/bin/zzgov"
check 'each header by itself in C11' alone "$c" c
check 'each header by itself in C++17' alone "$cxx" c++
check 'every function and every ..._INIT in C11, shared and static' everything "$c" c
check 'every function and every ..._INIT in C++17, shared and static' everything "$cxx" c++
check 'C11 program, shared library' settles "$c" "$here/consumer.c" package 'cjson|gmp'
check 'C++17 program, shared library' settles "$cxx" "$here/consumer.cc" package 'cjson|gmp'
check 'C11 program, static library' settles "$c" "$here/consumer.c" package_static zzgov
check 'C++17 program, static library' settles "$cxx" "$here/consumer.cc" package_static zzgov
check 'C11 program under valgrind' clean
check 'C11 program, library not installed' uninstalled

[ "$failed" -eq 0 ] || { echo "$failed failed"; exit 1; }
