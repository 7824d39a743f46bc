# zsh-words.zsh FOLDER LINE: what zsh with the completion of FOLDER offers at the end of LINE.
# A zsh of its own in a terminal of its own completes it; its compadd writes the words down,
# and what it complains of is among them. For it, no-such-zzgov is zzgov that is not there.
zmodload zsh/zpty
setup=$(mktemp -d)
trap 'rm -rf $setup' EXIT
export ZDOTDIR=$setup WORDS=$setup/words LINE=$2 TERM=xterm
cat >$setup/.zshrc <<END
fpath=(${(q)1} \$fpath)
autoload -Uz compinit
compinit -u -D
compdef _zzgov no-such-zzgov
exec 2>>\$WORDS
END
cat >>$setup/.zshrc <<'END'
compadd() {
  if [[ " $* " == *' -'[AOD]' '* ]]; then
    builtin compadd "$@"
    return
  fi
  local -a found
  builtin compadd -A found "$@"
  print -rl -- $found >>$WORDS
  builtin compadd "$@"
}
zle -C offer complete-word _main_complete
zle-line-init() {
  BUFFER=$LINE CURSOR=$#LINE
  zle offer
  exit
}
zle -N zle-line-init
END
zpty complete exec zsh -d -i
while zpty -r complete output; do :; done
[[ ! -e $WORDS ]] || cat $WORDS
