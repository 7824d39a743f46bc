/* What the subcommands share. */
#ifndef ZZ_COMMAND_PRIVATE_H
#define ZZ_COMMAND_PRIVATE_H

#include <zzgov/command.h>
#include <zzgov/rulebook.h>

/** One run of the command. */
typedef struct {
  FILE *in, *out, *err;
  char **words;   /* what stands behind the subcommand, options taken out */
  char *rulebook; /* --rulebook FILE, or NULL */
  char *lang;     /* --lang en|zh, or NULL */
  gboolean ndjson;
} ZzCommand;

/** A subcommand, run with its words. */
typedef ZzgovExit (*ZzSubcommand)(const ZzCommand *command);

ZzgovExit zz_command_eval(const ZzCommand *command);
ZzgovExit zz_command_rules(const ZzCommand *command);

/** Says on the error stream what is wrong with the command line. */
ZzgovExit zz_command_usage(const ZzCommand *command, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** Says an error, where in the text it is, and what was expected; returns the exit status. */
ZzgovExit zz_command_fail(const ZzCommand *command, const GError *error);

/** The rulebook of --rulebook or the one compiled in, with a reference; NULL with an error. */
ZzgovRulebook *zz_command_rulebook(const ZzCommand *command, GError **error);

/** The number of words. */
guint zz_command_n_words(const ZzCommand *command);

/** The language of --lang. */
ZzgovLang zz_command_lang(const ZzCommand *command);

#endif
