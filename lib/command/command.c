#include "command-private.h"

#include "nearest.h"

#include <string.h>
#include <zzgov/error.h>
#include <zzgov/evaluate.h>

/* --- help ------------------------------------------------------------------------------------- */

static const char help_text[] =
    "zzgov computes the provisions of the Zhengzhou government gazette of September 2020.\n"
    "\n"
    "  zzgov eval [--ndjson] [--rulebook FILE] [FILE]   answer a JSON request, or one a line;\n"
    "                                                   FILE or standard input (-)\n"
    "  zzgov list [--lang en|zh]                        the calculators\n"
    "  zzgov schema CALCULATOR [--lang en|zh]           JSON Schema of input, options, result\n"
    "  zzgov rules show [--rulebook FILE]               the rulebook, to read or to edit\n"
    "  zzgov rules check FILE                           is the rulebook sound?\n"
    "  zzgov rules diff FILE [FILE]                     what differs from the built-in one, or\n"
    "                                                   between two\n"
    "  zzgov --version\n"
    "  zzgov --help\n"
    "\n"
    "Example: the third working day after 30 September 2020\n"
    "  echo '{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}' | zzgov "
    "eval\n"
    "\n"
    "Exit status: 0 done, 1 internal fault, 2 usage or unreadable file, 3 invalid input or\n"
    "rulebook (with --ndjson: some line had an error).\n";

static ZzgovExit run_help(const ZzCommand *command) {
  fputs(help_text, command->out);
  return ZZGOV_EXIT_DONE;
}

static ZzgovExit run_version(const ZzCommand *command) {
  fprintf(command->out, "zzgov %s\n", zzgov_version());
  return ZZGOV_EXIT_DONE;
}

/* --- list and schema -------------------------------------------------------------------------- */

static ZzgovExit run_list(const ZzCommand *command) {
  g_autofree char *list = zzgov_list_calculators(zz_command_lang(command));
  if (zz_command_n_words(command) > 0)
    return zz_command_usage(command, "list takes no \"%s\"", command->words[0]);
  fputs(list, command->out);
  return ZZGOV_EXIT_DONE;
}

static ZzgovExit run_schema(const ZzCommand *command) {
  g_autoptr(GError) error = NULL;
  if (zz_command_n_words(command) != 1)
    return zz_command_usage(command, "schema takes one calculator; see zzgov list");
  g_autofree char *schema = zzgov_schema(command->words[0], zz_command_lang(command), &error);
  if (!schema)
    return zz_command_usage(command, "%s", error->message);
  fputs(schema, command->out);
  return ZZGOV_EXIT_DONE;
}

/* --- what the subcommands share --------------------------------------------------------------- */

ZzgovExit zz_command_usage(const ZzCommand *command, const char *format, ...) {
  va_list args;
  fputs("zzgov: ", command->err);
  va_start(args, format);
  vfprintf(command->err, format, args);
  va_end(args);
  fputs("\nTry 'zzgov --help'.\n", command->err);
  return ZZGOV_EXIT_USAGE;
}

ZzgovExit zz_command_fail(const ZzCommand *command, const GError *error) {
  size_t line, column;
  ZzgovLang lang = zz_command_lang(command);
  const char *expected = zzgov_error_get_expected(error, lang);
  const char *path = zzgov_error_get_path(error);
  fprintf(command->err, "zzgov: %s", zzgov_error_get_message(error, lang));
  if (zzgov_error_get_position(error, &line, &column))
    fprintf(command->err, " (line %zu, column %zu)", line, column);
  if (path && *path)
    fprintf(command->err, " at %s", path);
  if (expected)
    fprintf(command->err, "; expected: %s", expected);
  fputc('\n', command->err);
  return error->code == ZZGOV_ERROR_UNREADABLE ? ZZGOV_EXIT_USAGE : ZZGOV_EXIT_INVALID;
}

ZzgovRulebook *zz_command_rulebook(const ZzCommand *command, GError **error) {
  if (command->rulebook)
    return zzgov_rulebook_load_file(command->rulebook, error);
  return zzgov_rulebook_ref(zzgov_rulebook_get_default());
}

guint zz_command_n_words(const ZzCommand *command) { return g_strv_length(command->words); }

ZzgovLang zz_command_lang(const ZzCommand *command) {
  return command->lang && strcmp(command->lang, "zh") == 0 ? ZZGOV_LANG_ZH : ZZGOV_LANG_EN;
}

/* --- the command line ------------------------------------------------------------------------- */

enum { TAKES_RULEBOOK = 1, TAKES_LANG = 2, TAKES_NDJSON = 4 };

static const struct {
  const char *name;
  ZzSubcommand run;
  unsigned takes;
} subcommands[] = {
    {"eval", zz_command_eval, TAKES_RULEBOOK | TAKES_LANG | TAKES_NDJSON},
    {"list", run_list, TAKES_LANG},
    {"schema", run_schema, TAKES_LANG},
    {"rules", zz_command_rules, TAKES_RULEBOOK | TAKES_LANG},
    {"help", run_help, 0},
};

static const char *subcommand_at(gconstpointer list, size_t i) {
  (void)list;
  return i < G_N_ELEMENTS(subcommands) ? subcommands[i].name : NULL;
}

/* An option that a subcommand does not know is not ignored. */
static ZzgovExit run_with_options(const ZzCommand *command, size_t i) {
  const char *name = subcommands[i].name;
  unsigned takes = subcommands[i].takes;
  if (command->rulebook && !(takes & TAKES_RULEBOOK))
    return zz_command_usage(command, "%s takes no --rulebook", name);
  if (command->lang && !(takes & TAKES_LANG))
    return zz_command_usage(command, "%s takes no --lang", name);
  if (command->ndjson && !(takes & TAKES_NDJSON))
    return zz_command_usage(command, "%s takes no --ndjson", name);
  return subcommands[i].run(command);
}

static ZzgovExit run_subcommand(const ZzCommand *command, const char *name) {
  const char *nearest = zz_nearest(name, subcommand_at, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++)
    if (strcmp(subcommands[i].name, name) == 0)
      return run_with_options(command, i);
  if (nearest)
    return zz_command_usage(command, "there is no command \"%s\"; did you mean \"%s\"?", name,
                            nearest);
  return zz_command_usage(command, "there is no command \"%s\"", name);
}

/* Takes the options out of the words, wherever they stand; the rest stays in order. */
static bool parse_options(ZzCommand *command, char ***words, gboolean *help, gboolean *version,
                          GError **error) {
  const GOptionEntry entries[] = {
      {"ndjson", 0, 0, G_OPTION_ARG_NONE, &command->ndjson, NULL, NULL},
      {"rulebook", 0, 0, G_OPTION_ARG_FILENAME, &command->rulebook, NULL, NULL},
      {"lang", 0, 0, G_OPTION_ARG_STRING, &command->lang, NULL, NULL},
      {"help", 'h', 0, G_OPTION_ARG_NONE, help, NULL, NULL},
      {"version", 0, 0, G_OPTION_ARG_NONE, version, NULL, NULL},
      {0},
  };
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_add_main_entries(context, entries, NULL);
  return g_option_context_parse_strv(context, words, error);
}

static ZzgovExit dispatch(ZzCommand *command, char **words, bool help, bool version) {
  if (command->lang && strcmp(command->lang, "en") != 0 && strcmp(command->lang, "zh") != 0)
    return zz_command_usage(command, "--lang takes en or zh, not \"%s\"", command->lang);
  if (help)
    return run_help(command);
  if (version)
    return run_version(command);
  if (!words[0] || !words[1])
    return zz_command_usage(command, "a command is missing");
  command->words = words + 2;
  if (command->words[0] && strcmp(command->words[0], "--") == 0)
    command->words++;
  return run_subcommand(command, words[1]);
}

ZzgovExit zzgov_command(int argc, char *const *argv, FILE *in, FILE *out, FILE *err) {
  ZzCommand command = {.in = in, .out = out, .err = err};
  gboolean help = FALSE, version = FALSE;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) words = g_new0(char *, (gsize)argc + 1);
  for (int i = 0; i < argc; i++)
    words[i] = g_strdup(argv[i]);
  ZzgovExit status = parse_options(&command, &words, &help, &version, &error)
                         ? dispatch(&command, words, help, version)
                         : zz_command_usage(&command, "%s", error->message);
  g_free(command.rulebook);
  g_free(command.lang);
  if ((fflush(out) != 0 || ferror(out)) && status != ZZGOV_EXIT_USAGE) {
    fputs("zzgov: the output cannot be written\n", err);
    return ZZGOV_EXIT_INTERNAL;
  }
  return status;
}
