# Completion of zzgov for bash.
# Calculators, their options and values are asked of the program, so that nothing here goes stale.

# _zzgov_help SCRIPT: the calculator's help through sed.
_zzgov_help() {
  "$program" "$command" --help 2>/dev/null | LC_ALL=C sed -nE "$1"
}

# Each option on a line, with the value that it takes behind it.
_zzgov_options() {
  case $command in
  '') printf '%s\n' --help --version '--lang en|zh' ;;
  eval) printf '%s\n' --help --ndjson '--threads N' --receipt '--rulebook FILE.json' '--lang en|zh' ;;
  verify) printf '%s\n' --help --ndjson '--rulebook FILE.json' '--lang en|zh' ;;
  rules) printf '%s\n' --help '--rulebook FILE.json' '--lang en|zh' ;;
  list | schema) printf '%s\n' --help '--lang en|zh' ;;
  help) ;;
  *) _zzgov_help 's/^  (--[a-z0-9-]+)( ([^ ]+))?(  .*)?$/\1 \3/p' ;;
  esac
}

# The value that the option before the cursor takes.
_zzgov_kind() {
  local option kind
  while read -r option kind; do
    if [[ $option == "$before" ]]; then echo "$kind"; fi
  done < <(_zzgov_options)
}

_zzgov_calculators() {
  "$program" list 2>/dev/null | cut -f1
}

# _zzgov_offer WORD...: those that begin with what is typed.
_zzgov_offer() {
  local word
  for word; do
    if [[ $word == "$typed"* ]]; then COMPREPLY+=("$word"); fi
  done
}

# The same with the first word of each line of standard input.
_zzgov_offer_lines() {
  local word
  while read -r word _; do
    _zzgov_offer "$word"
  done
}

# _zzgov_offer_files PATTERN: such files, and folders.
_zzgov_offer_files() {
  local name
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do
    COMPREPLY+=("$name")
  done < <({ compgen -f -X "!$1" -- "$typed"; compgen -d -- "$typed"; } | sort -u)
}

_zzgov_offer_names() {
  local names
  mapfile -t names < <(_zzgov_help '/^Names for --set:$/,$s/^  ([a-z0-9_.]+) .*/\1/p')
  compopt -o nospace 2>/dev/null
  _zzgov_offer "${names[@]/%/=}"
}

# _zzgov_offer_values KIND: KIND as the help writes it, such as en|zh or FILE.json.
_zzgov_offer_values() {
  local words
  case $1 in
  *'|'*)
    IFS='|' read -ra words <<<"$1"
    _zzgov_offer "${words[@]}"
    ;;
  *.json) _zzgov_offer_files '*.json' ;;
  FILE) _zzgov_offer_files '*' ;;
  NAME=VALUE) _zzgov_offer_names ;;
  esac
}

# _zzgov_first WORD...: the first of them on the line before the cursor.
_zzgov_first() {
  local given word
  for given in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    for word; do
      if [[ $given == "$word" ]]; then
        echo "$word"
        return
      fi
    done
  done
}

_zzgov_offer_operands() {
  case $command in
  '') _zzgov_offer "${commands[@]}" ;;
  schema) _zzgov_offer_lines < <(_zzgov_calculators) ;;
  eval | verify) _zzgov_offer_files '*.*json*' ;;
  rules)
    case $(_zzgov_first show check diff) in
    '') _zzgov_offer show check diff ;;
    check | diff) _zzgov_offer_files '*.json' ;;
    esac
    ;;
  list | help) ;;
  *) _zzgov_offer_files '*.[cC][sS][vV]' ;;
  esac
}

_zzgov() {
  local program=$1 typed=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local commands command kind joined=
  COMPREPLY=()
  # bash makes a word of its own of the "=" in --option=value.
  if [[ $typed == = ]]; then
    typed='' joined=yes
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]} joined=yes
  fi
  if [[ $before == -o ]]; then before=--output; fi
  mapfile -t commands < <(printf '%s\n' eval verify list schema rules help && _zzgov_calculators)
  command=$(_zzgov_first "${commands[@]}")
  kind=$(_zzgov_kind)
  if [[ $kind ]]; then
    _zzgov_offer_values "$kind"
  elif [[ $joined ]]; then
    return
  elif [[ $typed == -* ]]; then
    _zzgov_offer_lines < <(_zzgov_options)
  else
    _zzgov_offer_operands
  fi
}

complete -F _zzgov zzgov
