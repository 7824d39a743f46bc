#!/bin/sh
# hardening.sh LIBRARY COMMAND: what the linker and the compiler had to do is in the two files.
set -eu
library=$1
command=$2
failed=0

# expect yes|no FILE READELF_OPTION PATTERN MEANING
expect() {
  found=no
  readelf -W "$3" "$2" >"$work" 2>&1
  ! grep -qE "$4" "$work" || found=yes
  [ "$found" != "$1" ] || return 0
  echo "$2: $5"
  failed=1
}

work=$(mktemp)
trap 'rm -f "$work"' EXIT
for file in "$library" "$command"; do
  expect yes "$file" -l '^ *GNU_RELRO' 'no RELRO'
  expect yes "$file" -d 'BIND_NOW|FLAGS_1.*NOW' 'no BIND_NOW'
  expect yes "$file" -l '^ *GNU_STACK' 'says nothing about its stack'
  expect no "$file" -l '^ *GNU_STACK.* RWE' 'executable stack'
  expect no "$file" -l '^ *LOAD.* RWE' 'memory both writable and executable'
  expect no "$file" -d 'TEXTREL' 'text relocations'
  expect no "$file" -d 'R(UN)?PATH' 'a search path for libraries'
done
expect yes "$command" -h 'Type: *DYN' 'not position-independent'
expect yes "$library" --dyn-syms '__stack_chk_fail' 'no stack protector'
expect yes "$library" --dyn-syms 'UND __[a-z]+_chk(@| )' 'no _FORTIFY_SOURCE'
exit "$failed"
