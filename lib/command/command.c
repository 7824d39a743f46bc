#include "command-private.h"

#include "error-private.h"
#include "message.h"
#include "nearest.h"

#include <errno.h>
#include <string.h>
#include <zzgov/error.h>
#include <zzgov/evaluate.h>

/* --- help and version --------------------------------------------------------------------------
 */

static ZzgovExit run_help(const ZzCommand *command) {
  if (zz_command_n_words(command) == 0)
    return zz_command_help(command);
  if (zz_command_n_words(command) == 1 && command->calculator &&
      strcmp(command->words[0], command->calculator->id) == 0)
    return zz_command_calculator_help(command);
  return zz_command_usage(command, ZZ_MSG_USAGE_HELP);
}

static ZzgovExit run_version(const ZzCommand *command) {
  fprintf(command->out, "zzgov %s\n", zzgov_version());
  return ZZGOV_EXIT_DONE;
}

/* --- list and schema -------------------------------------------------------------------------- */

static ZzgovExit run_list(const ZzCommand *command) {
  g_autofree char *list = zzgov_list_calculators(zz_command_lang(command));
  if (zz_command_n_words(command) > 0)
    return zz_command_usage(command, ZZ_MSG_USAGE_LIST, command->words[0]);
  fputs(list, command->out);
  return ZZGOV_EXIT_DONE;
}

static ZzgovExit run_schema(const ZzCommand *command) {
  g_autoptr(GError) error = NULL;
  if (zz_command_n_words(command) != 1)
    return zz_command_usage(command, ZZ_MSG_USAGE_SCHEMA);
  g_autofree char *schema = zzgov_schema(command->words[0], zz_command_lang(command), &error);
  if (!schema)
    return zz_command_refuse(command, error);
  fputs(schema, command->out);
  return ZZGOV_EXIT_DONE;
}

/* --- what the subcommands share --------------------------------------------------------------- */

static ZzgovExit say_usage(const ZzCommand *command, const char *text) {
  g_autofree char *shown = zz_harmless(text);
  g_autofree char *calculator =
      command->calculator ? g_strconcat(command->calculator->id, " ", NULL) : g_strdup("");
  g_autofree char *help = zz_message_printf(zz_command_lang(command), ZZ_MSG_USAGE_TRY, calculator);
  fprintf(command->err, "zzgov: %s\n%s\n", shown, help);
  return ZZGOV_EXIT_USAGE;
}

ZzgovExit zz_command_usage(const ZzCommand *command, ZzMessage message, ...) {
  va_list args;
  va_start(args, message);
  g_autofree char *text = zz_message_vprintf(zz_command_lang(command), message, args);
  va_end(args);
  return say_usage(command, text);
}

ZzgovExit zz_command_refuse(const ZzCommand *command, const GError *error) {
  return say_usage(command, zzgov_error_get_message(error, zz_command_lang(command)));
}

const char *zz_command_stdin_name(const ZzCommand *command) {
  return zz_command_lang(command) == ZZGOV_LANG_ZH ? "标准输入" : "standard input";
}

ZzgovExit zz_command_unreadable(const ZzCommand *command, const char *name) {
  g_autoptr(GError) error = NULL;
  zz_fail_unreadable(&error, name, errno);
  return zz_command_refuse(command, error);
}

/* A Chinese place, such as 第2行, not the name of a file or an option. */
static bool is_chinese(const char *place) { return !g_ascii_isprint(place[strlen(place) - 1]); }

/* A message of several lines says a fault in each. */
static void print_lines(const ZzCommand *command, const char *place, const char *message) {
  g_auto(GStrv) lines = g_strsplit(message, "\n", -1);
  g_autofree char *where = zz_harmless(place);
  for (char **line = lines; *line; line++) {
    g_autofree char *shown = zz_harmless(*line);
    fprintf(command->err, "%szzgov: %s%s%s", line == lines ? "" : "\n", where,
            !*where             ? ""
            : is_chinese(where) ? "："
                                : ": ",
            shown);
  }
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
  bool zh = lang == ZZGOV_LANG_ZH;
  print_lines(command, "", zzgov_error_get_message(error, lang));
  if (zzgov_error_get_position(error, &line, &column)) {
    g_autofree char *place = zz_place_text(lang, line, column, NULL);
    fprintf(command->err, zh ? "（%s）" : " (%s)", place);
  }
  if (path && *path)
    fprintf(command->err, zh ? "，位于%s" : " at %s", path);
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

enum { TAKES_RULEBOOK = 1, TAKES_LANG = 2, TAKES_NDJSON = 4, TAKES_RECEIPT = 8 };

static const struct {
  const char *name;
  ZzSubcommand run;
  unsigned takes;
} subcommands[] = {
    {"eval", zz_command_eval, TAKES_RULEBOOK | TAKES_LANG | TAKES_NDJSON | TAKES_RECEIPT},
    {"verify", zz_command_verify, TAKES_RULEBOOK | TAKES_LANG | TAKES_NDJSON},
    {"list", run_list, TAKES_LANG},
    {"schema", run_schema, TAKES_LANG},
    {"rules", zz_command_rules, TAKES_RULEBOOK | TAKES_LANG},
    {"help", run_help, TAKES_LANG},
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
    return zz_command_usage(command, ZZ_MSG_USAGE_OPTION, name, "rulebook");
  if (command->lang && !(takes & TAKES_LANG))
    return zz_command_usage(command, ZZ_MSG_USAGE_OPTION, name, "lang");
  if (command->ndjson && !(takes & TAKES_NDJSON))
    return zz_command_usage(command, ZZ_MSG_USAGE_OPTION, name, "ndjson");
  if (command->receipt && !(takes & TAKES_RECEIPT))
    return zz_command_usage(command, ZZ_MSG_USAGE_OPTION, name, "receipt");
  if (command->threads && (!command->ndjson || !(takes & TAKES_RECEIPT)))
    return zz_command_usage(command, ZZ_MSG_USAGE_THREADS_ALONE);
  if (other)
    return zz_command_usage(command, ZZ_MSG_USAGE_OPTION, name, other);
  return subcommands[i].run(command);
}

static ZzgovExit run_calculator(const ZzCommand *command) {
  if (command->help)
    return zz_command_calculator_help(command);
  if (command->ndjson || command->threads || command->receipt)
    return zz_command_usage(command, ZZ_MSG_USAGE_OPTION, command->calculator->id,
                            command->ndjson    ? "ndjson"
                            : command->threads ? "threads"
                                               : "receipt");
  return zz_command_calculate(command);
}

/* The place of a subcommand plus one, or 0. */
static size_t find_subcommand(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++)
    if (strcmp(subcommands[i].name, name) == 0)
      return i + 1;
  return 0;
}

static ZzgovExit fail_subcommand(const ZzCommand *command, const char *name) {
  const char *nearest = zz_nearest(name, subcommand_at, NULL);
  if (nearest)
    return zz_command_usage(command, ZZ_MSG_USAGE_COMMAND_NEAR, name, nearest);
  return zz_command_usage(command, ZZ_MSG_USAGE_COMMAND, name);
}

static ZzgovExit run_subcommand(const ZzCommand *command, const char *name) {
  size_t place = find_subcommand(name);
  if (place > 0)
    return command->help ? zz_command_help(command) : run_with_options(command, place - 1);
  if (command->calculator && strcmp(command->calculator->id, name) == 0)
    return run_calculator(command);
  return fail_subcommand(command, name);
}

static ZzgovExit dispatch(ZzCommand *command, char **words) {
  if (command->lang && strcmp(command->lang, "en") != 0 && strcmp(command->lang, "zh") != 0)
    return zz_command_usage(command, ZZ_MSG_USAGE_LANG, command->lang);
  if (command->version)
    return run_version(command);
  if (!words[0] || !words[1])
    return command->help ? zz_command_help(command)
                         : zz_command_usage(command, ZZ_MSG_USAGE_NOTHING);
  command->words = words + 2;
  if (command->words[0] && strcmp(command->words[0], "--") == 0)
    command->words++;
  return run_subcommand(command, words[1]);
}

static void clear(ZzCommand *command) {
  g_hash_table_unref(command->flags);
  g_free(command->rulebook);
  g_free(command->lang);
  g_free(command->threads);
  g_free(command->format);
  g_free(command->output);
  g_free(command->rules);
  g_strfreev(command->set);
  g_strfreev(command->ignored);
}

/* A reader that has seen enough, such as head, closes the pipe: nothing to complain about. */
static bool flush(const ZzCommand *command) {
  if (fflush(command->out) == 0 && !ferror(command->out))
    return true;
  g_autofree char *text = zz_message_printf(zz_command_lang(command), ZZ_MSG_OUTPUT);
  if (errno != EPIPE)
    fprintf(command->err, "zzgov: %s\n", text);
  return false;
}

/* --lang, wherever it stands: GLib forgets all options when one of them is wrong. */
static char *find_lang(char *const *argv) {
  for (; *argv; argv++) {
    if (g_str_has_prefix(*argv, "--lang="))
      return g_strdup(*argv + strlen("--lang="));
    if (strcmp(*argv, "--lang") == 0)
      return g_strdup(argv[1]);
  }
  return NULL;
}

/* An option is unknown, too, where the calculator before it is misspelt. GLib's own messages end in
 * the option. */
static ZzgovExit fail_options(ZzCommand *command, char *const *argv, const GError *error) {
  const char *first = argv[0] ? argv[1] : NULL, *option = strrchr(error->message, ' ');
  bool unknown = g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION);
  command->lang = find_lang(argv);
  if (unknown && !command->calculator && first && *first != '-' && !find_subcommand(first))
    return fail_subcommand(command, first);
  if (error->domain == G_OPTION_ERROR && option)
    return zz_command_usage(command, unknown ? ZZ_MSG_OPTION_UNKNOWN : ZZ_MSG_OPTION_VALUE,
                            option + 1);
  return zz_command_refuse(command, error);
}

ZzgovExit zzgov_command(int argc, char *const *argv, FILE *in, FILE *out, FILE *err) {
  ZzCommand command = {.in = in, .out = out, .err = err};
  g_autoptr(GError) error = NULL;
  errno = 0; /* until a stream fails */
  g_auto(GStrv) words = g_new0(char *, (gsize)argc + 1);
  for (int i = 0; i < argc; i++)
    words[i] = g_strdup(argv[i]);
  command.flags = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  ZzgovExit status = zz_command_parse(&command, &words, &error)
                         ? dispatch(&command, words)
                         : fail_options(&command, argv, error);
  if (!flush(&command) && status != ZZGOV_EXIT_USAGE)
    status = ZZGOV_EXIT_INTERNAL;
  clear(&command);
  return status;
}
