#!/bin/sh
# run.sh STEP: a step of the tests of the Python package, below .dev/python/. The first comes before the others.
#   wheel    builds the wheel in a clean environment, with SWIG from PyPI, and repairs it
#   missing  pip says which system package is missing
#   bare     the wheel in an environment without anything else
#   suite    the wheel with all that it works with; with "--long" more random cases, 10^6 calls that watch memory
#   types    mypy, pyright and ruff
#   debian   the same code by Debian's SWIG and Meson, beside a shared libzzgov
#   asan     columns and streams of Arrow under AddressSanitizer
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/python
work=$root/.dev/python
command=$root/.dev/build-test/bindings/cli/zzgov
cd "$root"
unset PYTHONPATH PYTHONHOME
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_QUIET=1 PYTHONPYCACHEPREFIX="$work/pycache"

# The environment with all that the tests need, made anew when the list changes.
need_all() {
  python=$work/all/bin/python
  cmp -s "$here/requirements.txt" "$work/all/requirements.txt" && return 0
  rm -rf "$work/all"
  python3 -m venv "$work/all"
  "$python" -m pip install --no-compile -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$work/all/"
}

wheel() {
  rm -rf "$work/clean" "$work/raw" "$work/repaired"
  python3 -m venv "$work/clean"
  "$work/clean/bin/python" -m pip wheel --no-deps --wheel-dir "$work/raw" "$root"
  PATH=$work/all/bin:$PATH "$python" -m auditwheel repair --wheel-dir "$work/repaired" "$work"/raw/*.whl
  "$python" -m pip install --no-index --no-deps --force-reinstall "$work"/repaired/*.whl
  ls "$work"/repaired
}

# All but GLib is found.
missing() {
  rm -rf "$work/pkgconfig"
  mkdir -p "$work/pkgconfig"
  for folder in $(pkg-config --variable pc_path pkg-config | tr ':' ' '); do
    for file in "$folder"/*.pc; do
      [ -e "$file" ] && [ "${file##*/}" != glib-2.0.pc ] && ln -sf "$file" "$work/pkgconfig/"
    done
  done
  if PKG_CONFIG_LIBDIR=$work/pkgconfig "$work/clean/bin/python" -m pip wheel --no-deps \
    --wheel-dir "$work/none" "$root" >"$work/log" 2>&1; then
    echo 'built without GLib'
    return 1
  fi
  grep 'libzzgov needs glib-2.0 .* apt install libglib2.0-dev' "$work/log" || { cat "$work/log"; return 1; }
}

# Best of many, and what of it Python itself takes.
import_time() {
  "$work/bare/bin/python" - <<'EOF'
import subprocess, sys, time

def best(code):
    def once():
        start = time.perf_counter()
        subprocess.run([sys.executable, "-I", "-c", code], check=True)
        return time.perf_counter() - start
    return min(once() for _ in range(20))

print(f"import: {1000 * (best('import zzgov') - best('')):.1f} ms over bare Python")
EOF
}

bare() {
  rm -rf "$work/bare"
  python3 -m venv "$work/bare"
  "$work/bare/bin/python" -m pip install --no-index --no-deps "$work"/repaired/*.whl
  (cd "$work" && "$work/bare/bin/python" -W error "$here/bare.py" "$work"/repaired/*.whl)
  import_time
}

suite() {
  "$python" -m pytest -q tests/python "--command=$command" "$@"
}

types() {
  "$python" -m mypy --strict bindings/python/zzgov
  "$python" -m mypy --strict --warn-unused-ignores tests/python/typed_use.py
  export PATH="$work/all/bin:$PATH"
  "$python" -m pyright
  "$python" -m pyright --project tests/python/pyrightconfig.json
  (cd "$work" && "$python" -m pyright --ignoreexternal --verifytypes zzgov | tail -n 3)
  "$python" -m ruff check bindings/python tests/python
  "$python" -m ruff format --check bindings/python tests/python
}

# install BUILD: the package of a build, into its own folder; `package` says where it lies.
install() {
  build=$root/.dev/build-$1
  meson configure "$build" -Dpython=enabled
  ninja -C "$build" >"$work/log" 2>&1 || { tail -n 60 "$work/log"; return 1; }
  rm -rf "${work:?}/$1"
  DESTDIR=$work/$1 meson install -C "$build" --no-rebuild --quiet --tags python-runtime
  package=$(find "$work/$1" -type d -name zzgov)
}

# with_package COMMAND...: imports that package instead of the wheel.
with_package() {
  LD_LIBRARY_PATH=$build/lib PYTHONPATH=${package%/zzgov} "$@"
}

debian() {
  install valgrind
  with_package "$python" -m pytest -q "--package=$package" tests/python/test_vectors.py \
    tests/python/test_columns.py tests/python/test_arrow.py tests/python/test_settle.py
}

with_asan() {
  LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)" \
    ASAN_OPTIONS=detect_leaks=0 PYTHONMALLOC=malloc with_package "$@"
}

asan() {
  install sanitize
  with_asan "$python" -m pytest -q "--package=$package" tests/python/test_columns.py \
    tests/python/test_arrow.py tests/python/test_settle.py tests/python/test_errors.py
  if with_asan "$python" -c 'import ctypes; ctypes.memset(ctypes.create_string_buffer(8), 0, 99)' 2>"$work/log"; then
    echo 'a deliberate overrun is not seen'
    return 1
  fi
  grep -q 'AddressSanitizer: heap-buffer-overflow' "$work/log"
}

mkdir -p "$work"
need_all
step=$1
shift
case $step in
wheel | missing | bare | suite | types | debian | asan) "$step" "$@" ;;
*)
  echo "run.sh: there is no step \"$step\"" >&2
  exit 2
  ;;
esac
