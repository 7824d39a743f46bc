#include "command-private.h"

#include "error-private.h"
#include "nearest.h"

#include <errno.h>
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

/* A message of several lines says a fault in each. */
static void print_lines(const ZzCommand *command, const char *place, const char *message) {
  g_auto(GStrv) lines = g_strsplit(message, "\n", -1);
  for (char **line = lines; *line; line++)
    fprintf(command->err, "%szzgov: %s%s%s", line == lines ? "" : "\n", place, *place ? ": " : "",
            *line);
}

static ZzgovExit status_of(const GError *error) {
  return error->code == ZZGOV_ERROR_UNREADABLE ? ZZGOV_EXIT_USAGE
         : error->code == ZZGOV_ERROR_INTERNAL ? ZZGOV_EXIT_INTERNAL
                                               : ZZGOV_EXIT_INVALID;
}

ZzgovExit zz_command_fail_at(const ZzCommand *command, const char *place, const GError *error) {
  ZzgovLang lang = zz_command_lang(command);
  const char *expected = zzgov_error_get_expected(error, lang);
  print_lines(command, place, zzgov_error_get_message(error, lang));
  if (expected)
    fprintf(command->err, "%s%s", zz_expected_text(lang), expected);
  fputc('\n', command->err);
  return status_of(error);
}

ZzgovExit zz_command_fail(const ZzCommand *command, const GError *error) {
  size_t line, column;
  ZzgovLang lang = zz_command_lang(command);
  const char *expected = zzgov_error_get_expected(error, lang);
  const char *path = zzgov_error_get_path(error);
  print_lines(command, "", zzgov_error_get_message(error, lang));
  if (zzgov_error_get_position(error, &line, &column))
    fprintf(command->err, " (line %zu, column %zu)", line, column);
  if (path && *path)
    fprintf(command->err, " at %s", path);
  if (expected)
    fprintf(command->err, "%s%s", zz_expected_text(lang), expected);
  fputc('\n', command->err);
  return status_of(error);
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

/* The subcommands, and the calculators behind them. */
static const char *subcommand_at(gconstpointer list, size_t i) {
  (void)list;
  if (i < G_N_ELEMENTS(subcommands))
    return subcommands[i].name;
  const ZzCalculator *calculator = zz_calculator_at(i - G_N_ELEMENTS(subcommands));
  return calculator ? calculator->id : NULL;
}

/* The name of an option that only calculators take, or NULL. */
static const char *calculator_option(const ZzCommand *command) {
  GHashTableIter iter;
  gpointer name = NULL;
  g_hash_table_iter_init(&iter, command->flags);
  g_hash_table_iter_next(&iter, &name, NULL);
  return command->format    ? "format"
         : command->output  ? "output"
         : command->rules   ? "rules"
         : command->set     ? "set"
         : command->ignored ? "ignore"
         : command->explain ? "explain"
         : command->example ? "example"
                            : name;
}

/* An option that a subcommand does not know is not ignored. */
static ZzgovExit run_with_options(const ZzCommand *command, size_t i) {
  const char *name = subcommands[i].name, *other = calculator_option(command);
  unsigned takes = subcommands[i].takes;
  if (command->rulebook && !(takes & TAKES_RULEBOOK))
    return zz_command_usage(command, "%s takes no --rulebook", name);
  if (command->lang && !(takes & TAKES_LANG))
    return zz_command_usage(command, "%s takes no --lang", name);
  if (command->ndjson && !(takes & TAKES_NDJSON))
    return zz_command_usage(command, "%s takes no --ndjson", name);
  if (other)
    return zz_command_usage(command, "%s takes no --%s", name, other);
  return subcommands[i].run(command);
}

static ZzgovExit run_calculator(const ZzCommand *command) {
  if (command->help)
    return zz_command_calculator_help(command);
  if (command->ndjson)
    return zz_command_usage(command, "%s takes no --ndjson", command->calculator->id);
  return zz_command_calculate(command);
}

static ZzgovExit run_subcommand(const ZzCommand *command, const char *name) {
  const char *nearest = zz_nearest(name, subcommand_at, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++)
    if (strcmp(subcommands[i].name, name) == 0)
      return command->help ? run_help(command) : run_with_options(command, i);
  if (command->calculator && strcmp(command->calculator->id, name) == 0)
    return run_calculator(command);
  if (nearest)
    return zz_command_usage(command, "there is no command \"%s\"; did you mean \"%s\"?", name,
                            nearest);
  return zz_command_usage(command, "there is no command \"%s\"", name);
}

static ZzgovExit dispatch(ZzCommand *command, char **words) {
  if (command->lang && strcmp(command->lang, "en") != 0 && strcmp(command->lang, "zh") != 0)
    return zz_command_usage(command, "--lang takes en or zh, not \"%s\"", command->lang);
  if (command->version)
    return run_version(command);
  if (!words[0] || !words[1])
    return command->help ? run_help(command) : zz_command_usage(command, "a command is missing");
  command->words = words + 2;
  if (command->words[0] && strcmp(command->words[0], "--") == 0)
    command->words++;
  return run_subcommand(command, words[1]);
}

/* --- options ---------------------------------------------------------------------------------- */

static gboolean take_flag(const char *option, const char *value, gpointer data, GError **error) {
  ZzCommand *command = data;
  if (g_hash_table_contains(command->flags, option + 2)) {
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s is given twice", option);
    return FALSE;
  }
  g_hash_table_insert(command->flags, g_strdup(option + 2), g_strdup(value ? value : "true"));
  return TRUE;
}

/* The options of a calculator's own; a truth among its options needs no value. */
static void add_flags(GOptionGroup *group, const ZzCalculator *calculator, const GArray *flags) {
  for (guint i = 0; i < flags->len; i++) {
    const ZzFlag *flag = &g_array_index(flags, ZzFlag, i);
    bool bare = flag->field->kind == ZZ_BOOL &&
                zz_table_find(calculator->options, flag->field->name) == flag->field;
    const GOptionEntry entries[] = {{flag->name, 0, bare ? G_OPTION_FLAG_NO_ARG : 0,
                                     G_OPTION_ARG_CALLBACK, __extension__(gpointer) take_flag, NULL,
                                     NULL},
                                    {0}};
    g_option_group_add_entries(group, entries);
  }
}

static GOptionGroup *options_of(ZzCommand *command) {
  const GOptionEntry entries[] = {
      {"ndjson", 0, 0, G_OPTION_ARG_NONE, &command->ndjson, NULL, NULL},
      {"rulebook", 0, 0, G_OPTION_ARG_FILENAME, &command->rulebook, NULL, NULL},
      {"lang", 0, 0, G_OPTION_ARG_STRING, &command->lang, NULL, NULL},
      {"format", 0, 0, G_OPTION_ARG_STRING, &command->format, NULL, NULL},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &command->output, NULL, NULL},
      {"rules", 0, 0, G_OPTION_ARG_FILENAME, &command->rules, NULL, NULL},
      {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &command->set, NULL, NULL},
      {"ignore", 0, 0, G_OPTION_ARG_STRING_ARRAY, &command->ignored, NULL, NULL},
      {"explain", 0, 0, G_OPTION_ARG_NONE, &command->explain, NULL, NULL},
      {"example", 0, 0, G_OPTION_ARG_NONE, &command->example, NULL, NULL},
      {"help", 'h', 0, G_OPTION_ARG_NONE, &command->help, NULL, NULL},
      {"version", 0, 0, G_OPTION_ARG_NONE, &command->version, NULL, NULL},
      {0},
  };
  GOptionGroup *group = g_option_group_new("zzgov", "", "", command, NULL);
  g_option_group_add_entries(group, entries);
  return group;
}

/* Takes the options out of the words, wherever they stand; the rest stays in order. */
static bool parse_options(ZzCommand *command, char ***words, GError **error) {
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_autoptr(GArray) flags = NULL;
  GOptionGroup *group = options_of(command);
  for (char **word = *words; *word && !command->calculator; word++)
    command->calculator = zz_calculator_find(*word);
  if (command->calculator) {
    flags = zz_flags_of(command->calculator);
    add_flags(group, command->calculator, flags);
  }
  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_set_main_group(context, group);
  return g_option_context_parse_strv(context, words, error);
}

static void clear(ZzCommand *command) {
  g_hash_table_unref(command->flags);
  g_free(command->rulebook);
  g_free(command->lang);
  g_free(command->format);
  g_free(command->output);
  g_free(command->rules);
  g_strfreev(command->set);
  g_strfreev(command->ignored);
}

/* A reader that has seen enough, such as head, closes the pipe: nothing to complain about. */
static bool flush(const ZzCommand *command) {
  errno = 0;
  if (fflush(command->out) == 0 && !ferror(command->out))
    return true;
  if (errno != EPIPE)
    fputs("zzgov: the output cannot be written\n", command->err);
  return false;
}

ZzgovExit zzgov_command(int argc, char *const *argv, FILE *in, FILE *out, FILE *err) {
  ZzCommand command = {.in = in, .out = out, .err = err};
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) words = g_new0(char *, (gsize)argc + 1);
  for (int i = 0; i < argc; i++)
    words[i] = g_strdup(argv[i]);
  command.flags = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  ZzgovExit status = parse_options(&command, &words, &error)
                         ? dispatch(&command, words)
                         : zz_command_usage(&command, "%s", error->message);
  if (!flush(&command) && status != ZZGOV_EXIT_USAGE)
    status = ZZGOV_EXIT_INTERNAL;
  clear(&command);
  return status;
}
