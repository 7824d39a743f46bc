/* What the subcommands share. */
#ifndef ZZ_COMMAND_PRIVATE_H
#define ZZ_COMMAND_PRIVATE_H

#include "message.h"
#include "regulation.h"

#include <zzgov/command.h>
#include <zzgov/report.h>
#include <zzgov/rulebook.h>

/** Options of a calculator's own: month, as-of, rate-base, ... by their names without dashes. */
typedef GHashTable ZzFlags;

/** One run of the command. */
typedef struct {
  FILE *in, *out, *err;
  char **words;   /* what stands behind the subcommand, options taken out */
  char *rulebook; /* --rulebook FILE, or NULL */
  char *lang;     /* --lang en|zh, or NULL */
  gboolean ndjson, receipt, help, version;
  char *threads; /* --threads N, or NULL */
  /* of the calculators */
  const ZzCalculator *calculator;
  ZzFlags *flags; /* its own options that were given */
  char *format;   /* --format NAME, or NULL */
  char *output;   /* --output FILE, or NULL */
  char *rules;    /* --rules FILE, or NULL */
  char **set;     /* --set NAME=VALUE ..., or NULL */
  char **ignored; /* --ignore HEADER ..., or NULL */
  gboolean explain, example;
} ZzCommand;

/** A subcommand, run with its words. */
typedef ZzgovExit (*ZzSubcommand)(const ZzCommand *command);

ZzgovExit zz_command_eval(const ZzCommand *command);
ZzgovExit zz_command_verify(const ZzCommand *command);
ZzgovExit zz_command_rules(const ZzCommand *command);
ZzgovExit zz_command_calculate(const ZzCommand *command);
ZzgovExit zz_command_calculator_help(const ZzCommand *command);
ZzgovExit zz_command_help(const ZzCommand *command);

/** Takes the options out of the words, wherever they stand; the rest stays in order. */
bool zz_command_parse(ZzCommand *command, char ***words, GError **error);

/** Says on the error stream what is wrong with the command line: a message with its arguments, all
 * strings, or that of an error. */
ZzgovExit zz_command_usage(const ZzCommand *command, ZzMessage message, ...);
ZzgovExit zz_command_refuse(const ZzCommand *command, const GError *error);

/** What standard input is called. */
const char *zz_command_stdin_name(const ZzCommand *command);

/** Says that a file cannot be read, and why, by `errno`. */
ZzgovExit zz_command_unreadable(const ZzCommand *command, const char *name);

/** Says an error, where in the text it is, and what was expected; returns the exit status. */
ZzgovExit zz_command_fail(const ZzCommand *command, const GError *error);

/** The same with the place in words before it, each line of the message on its own. */
ZzgovExit zz_command_fail_at(const ZzCommand *command, const char *place, const GError *error);

/** The rulebook of --rulebook or the one compiled in, with a reference; NULL with an error. */
ZzgovRulebook *zz_command_rulebook(const ZzCommand *command, GError **error);

/** The number of words. */
guint zz_command_n_words(const ZzCommand *command);

/** The language of --lang. */
ZzgovLang zz_command_lang(const ZzCommand *command);

/** Writes a text to --output, as a whole or not at all, or to the output stream. */
ZzgovExit zz_command_write(const ZzCommand *command, const char *text);

/* --- options of a calculator ------------------------------------------------------------------ */

/** An option that stands for a member of its input or options. */
typedef struct {
  char *name;           /* "as-of" */
  const ZzField *field; /* of an object: a file of JSON */
} ZzFlag;

/** The options of a calculator's own, of `ZzFlag`; free with g_array_unref(). */
GArray *zz_flags_of(const ZzCalculator *calculator);

/**
 * What a command line gives beside the table, as the frame of zzgov_table_read_csv(); free with
 * g_free(). NULL with an error that names the option.
 */
char *zz_frame_of(const ZzCommand *command, GError **error);

/** The option that gives a member of a request, such as --month for /input/month; or NULL. */
char *zz_flag_of_pointer(const ZzCommand *command, const char *pointer);

#endif
