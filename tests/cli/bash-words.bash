# bash-words.bash COMPLETION WORD...: what is offered for the last WORD; each is a word as bash splits the line.
set -u
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
read -ra rule <<<"$(complete -p zzgov)"
"${rule[2]}" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
