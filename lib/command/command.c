#include "command-private.h"

#include "error-private.h"
#include "message.h"
#include "nearest.h"

#include <errno.h>
#include <string.h>
#include <zzgov/error.h>
#include <zzgov/evaluate.h>

/* --- help ------------------------------------------------------------------------------------- */

static const ZzgovText help_head = {
    "zzgov computes the provisions of the Zhengzhou government gazette of September 2020.\n"
    "\n"
    "  zzgov CALCULATOR [TABLE.csv] [OPTION ...]        a spreadsheet in, a settlement out\n"
    "  zzgov CALCULATOR --help                          its columns, options and an example\n"
    "  zzgov CALCULATOR --example                       a table to begin with\n",
    "zzgov计算2020年9月郑州市人民政府公报所载各项规定。\n"
    "\n"
    "  zzgov CALCULATOR [TABLE.csv] [OPTION ...]        由电子表格得出结算结果\n"
    "  zzgov CALCULATOR --help                          各列、选项与示例\n"
    "  zzgov CALCULATOR --example                       输出一张示例表\n"};
static const ZzgovText help_rest = {
    "\n"
    "  zzgov eval [--ndjson] [--rulebook FILE] [FILE]   answer a JSON request, or one a line;\n"
    "                                                   FILE or standard input (-)\n"
    "  zzgov eval --ndjson --threads N [FILE]           many lines by several threads\n"
    "  zzgov list [--lang en|zh]                        the calculators\n"
    "  zzgov schema CALCULATOR [--lang en|zh]           JSON Schema of input, options, result\n"
    "  zzgov rules show [--rulebook FILE]               the rulebook, to read or to edit\n"
    "  zzgov rules check FILE                           is the rulebook sound?\n"
    "  zzgov rules diff FILE [FILE]                     what differs from the built-in one, or\n"
    "                                                   between two\n"
    "  zzgov help [CALCULATOR]\n"
    "  zzgov --version\n"
    "  zzgov --help\n"
    "\n"
    "Example: the third working day after 30 September 2020\n"
    "  echo '{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}' | zzgov "
    "eval\n"
    "\n"
    "Exit status: 0 done, 1 internal fault or the output cannot be written, 2 usage or unreadable\n"
    "file, 3 invalid input or rulebook (with --ndjson: some line had an error).\n",
    "\n"
    "  zzgov eval [--ndjson] [--rulebook FILE] [FILE]   回答一条JSON请求,或每行一条;\n"
    "                                                   FILE或标准输入(-)\n"
    "  zzgov eval --ndjson --threads N [FILE]           多线程处理多行请求\n"
    "  zzgov list [--lang en|zh]                        列出各计算器\n"
    "  zzgov schema CALCULATOR [--lang en|zh]           输入、选项与结果的JSON Schema\n"
    "  zzgov rules show [--rulebook FILE]               显示规则库\n"
    "  zzgov rules check FILE                           检查规则库\n"
    "  zzgov rules diff FILE [FILE]                     与内置规则库或两者之间的差异\n"
    "  zzgov help [CALCULATOR]\n"
    "  zzgov --version\n"
    "  zzgov --help\n"
    "\n"
    "示例:2020年9月30日之后第三个工作日\n"
    "  zzgov workdays --from 2020-09-30 --add 3 --lang zh\n"
    "\n"
    "退出状态:0完成,1内部错误或无法写出,2用法错误或文件无法读取,3输入或规则库无效\n"
    "(--ndjson:某行有错误)。\n"};

static ZzgovExit print_help(const ZzCommand *command) {
  g_autofree char *list = zzgov_list_calculators(zz_command_lang(command));
  g_auto(GStrv) lines = g_strsplit(list, "\n", -1);
  fputs(zz_text_in(&help_head, zz_command_lang(command)), command->out);
  fputc('\n', command->out);
  for (char **line = lines; **line; line++) {
    g_auto(GStrv) parts = g_strsplit(*line, "\t", 2);
    fprintf(command->out, "  %-21s%s\n", parts[0], parts[1]);
  }
  fputs(zz_text_in(&help_rest, zz_command_lang(command)), command->out);
  return ZZGOV_EXIT_DONE;
}

static ZzgovExit run_help(const ZzCommand *command) {
  if (zz_command_n_words(command) == 0)
    return print_help(command);
  if (zz_command_n_words(command) == 1 && command->calculator &&
      strcmp(command->words[0], command->calculator->id) == 0)
    return zz_command_calculator_help(command);
  return zz_command_usage(command, "help takes one calculator; see zzgov list");
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
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args), *shown = zz_harmless(text);
  va_end(args);
  fprintf(command->err, "zzgov: %s", shown);
  if (command->calculator)
    fprintf(command->err, "\nTry 'zzgov %s --help'.\n", command->calculator->id);
  else
    fputs("\nTry 'zzgov --help'.\n", command->err);
  return ZZGOV_EXIT_USAGE;
}

/* A message of several lines says a fault in each. */
static void print_lines(const ZzCommand *command, const char *place, const char *message) {
  g_auto(GStrv) lines = g_strsplit(message, "\n", -1);
  g_autofree char *where = zz_harmless(place);
  for (char **line = lines; *line; line++) {
    g_autofree char *shown = zz_harmless(*line);
    fprintf(command->err, "%szzgov: %s%s%s", line == lines ? "" : "\n", where, *where ? ": " : "",
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
    return zz_command_usage(command, "%s takes no --rulebook", name);
  if (command->lang && !(takes & TAKES_LANG))
    return zz_command_usage(command, "%s takes no --lang", name);
  if (command->ndjson && !(takes & TAKES_NDJSON))
    return zz_command_usage(command, "%s takes no --ndjson", name);
  if (command->threads && !command->ndjson)
    return zz_command_usage(command, "--threads is for eval --ndjson");
  if (other)
    return zz_command_usage(command, "%s takes no --%s", name, other);
  return subcommands[i].run(command);
}

static ZzgovExit run_calculator(const ZzCommand *command) {
  if (command->help)
    return zz_command_calculator_help(command);
  if (command->ndjson || command->threads)
    return zz_command_usage(command, "%s takes no --%s", command->calculator->id,
                            command->ndjson ? "ndjson" : "threads");
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
    return zz_command_usage(command, "there is no command \"%s\"; did you mean \"%s\"?", name,
                            nearest);
  return zz_command_usage(command, "there is no command \"%s\"", name);
}

static ZzgovExit run_subcommand(const ZzCommand *command, const char *name) {
  size_t place = find_subcommand(name);
  if (place > 0)
    return command->help ? print_help(command) : run_with_options(command, place - 1);
  if (command->calculator && strcmp(command->calculator->id, name) == 0)
    return run_calculator(command);
  return fail_subcommand(command, name);
}

static ZzgovExit dispatch(ZzCommand *command, char **words) {
  if (command->lang && strcmp(command->lang, "en") != 0 && strcmp(command->lang, "zh") != 0)
    return zz_command_usage(command, "--lang takes en or zh, not \"%s\"", command->lang);
  if (command->version)
    return run_version(command);
  if (!words[0] || !words[1])
    return command->help ? print_help(command) : zz_command_usage(command, "a command is missing");
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
    const GOptionEntry entries[] = {
        {flag->name, 0, bare ? G_OPTION_FLAG_NO_ARG : G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,
         __extension__(gpointer) take_flag, NULL, NULL},
        {0}};
    g_option_group_add_entries(group, entries);
  }
}

static GOptionGroup *options_of(ZzCommand *command) {
  const GOptionEntry entries[] = {
      {"ndjson", 0, 0, G_OPTION_ARG_NONE, &command->ndjson, NULL, NULL},
      {"threads", 0, 0, G_OPTION_ARG_FILENAME, &command->threads, NULL, NULL},
      {"rulebook", 0, 0, G_OPTION_ARG_FILENAME, &command->rulebook, NULL, NULL},
      {"lang", 0, 0, G_OPTION_ARG_FILENAME, &command->lang, NULL, NULL},
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &command->format, NULL, NULL},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &command->output, NULL, NULL},
      {"rules", 0, 0, G_OPTION_ARG_FILENAME, &command->rules, NULL, NULL},
      {"set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &command->set, NULL, NULL},
      {"ignore", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &command->ignored, NULL, NULL},
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

/* Options that GLib would take a value for and forget it. */
static const char *const bare_options[] = {"ndjson", "explain", "example", "help", "version", NULL};

static bool is_bare(const ZzCommand *command, const char *name) {
  const ZzTable *options = command->calculator ? command->calculator->options : &zz_empty_table;
  bool bare = g_strv_contains(bare_options, name);
  for (size_t i = 0; i < options->n_fields && !bare; i++) {
    g_autofree char *option = g_strdelimit(g_strdup(options->fields[i].name), "_", '-');
    bare = options->fields[i].kind == ZZ_BOOL && strcmp(option, name) == 0;
  }
  return bare;
}

/* --thirty-is-small=false would switch it on. */
static bool check_word(const ZzCommand *command, const char *word, GError **error) {
  g_auto(GStrv) parts = g_strsplit(word, "=", 2);
  if (!g_str_has_prefix(word, "--") || !parts[1] || !is_bare(command, parts[0] + 2))
    return true;
  g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s takes no value", parts[0]);
  return false;
}

/* Only --set and --ignore may stand more than once. */
static bool check_once(GHashTable *seen, const char *word, GError **error) {
  g_auto(GStrv) parts = g_strsplit(word, "=", 2);
  if (!g_str_has_prefix(word, "--") || strcmp(parts[0], "--set") == 0 ||
      strcmp(parts[0], "--ignore") == 0)
    return true;
  if (g_hash_table_add(seen, g_strdup(parts[0])))
    return true;
  g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s is given twice", parts[0]);
  return false;
}

static bool check_words(const ZzCommand *command, char *const *words, GError **error) {
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (; *words && strcmp(*words, "--") != 0; words++)
    if (!check_word(command, *words, error) || !check_once(seen, *words, error))
      return false;
  return true;
}

/* Files may have any name; the values of other options are text. */
static bool check_text(const char *text, GError **error) {
  if (!text || g_utf8_validate(text, -1, NULL))
    return true;
  g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                      "the value of an option is not UTF-8");
  return false;
}

static bool check_texts(const ZzCommand *command, GError **error) {
  GHashTableIter iter;
  gpointer value;
  bool good = check_text(command->lang, error) && check_text(command->format, error);
  for (char **text = command->set; text && *text && good; text++)
    good = check_text(*text, error);
  for (char **text = command->ignored; text && *text && good; text++)
    good = check_text(*text, error);
  g_hash_table_iter_init(&iter, command->flags);
  while (good && g_hash_table_iter_next(&iter, NULL, &value))
    good = check_text(value, error);
  return good;
}

/* The calculator whose options are known: that of the first word that is no option's value. */
static const ZzCalculator *find_calculator(char *const *words) {
  static const char *const valued[] = {"--rulebook", "--lang", "--format", "--output",  "-o",
                                       "--rules",    "--set",  "--ignore", "--threads", NULL};
  const ZzCalculator *calculator = NULL;
  for (char *const *word = *words ? words + 1 : words; *word && !calculator; word++) {
    if (g_strv_contains(valued, *word) && word[1])
      word++;
    else
      calculator = zz_calculator_find(*word);
  }
  return calculator;
}

/* Takes the options out of the words, wherever they stand; the rest stays in order. */
static bool parse_options(ZzCommand *command, char ***words, GError **error) {
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_autoptr(GArray) flags = NULL;
  GOptionGroup *group = options_of(command);
  command->calculator = find_calculator(*words);
  if (command->calculator) {
    flags = zz_flags_of(command->calculator);
    add_flags(group, command->calculator, flags);
  }
  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_set_main_group(context, group);
  return check_words(command, *words, error) &&
         g_option_context_parse_strv(context, words, error) && check_texts(command, error);
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
  if (errno != EPIPE)
    fputs("zzgov: the output cannot be written\n", command->err);
  return false;
}

/* An option is unknown, too, where the calculator before it is misspelt. */
static ZzgovExit fail_options(const ZzCommand *command, char *const *argv, const GError *error) {
  const char *first = argv[0] ? argv[1] : NULL;
  bool unknown = g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION);
  if (unknown && !command->calculator && first && *first != '-' && !find_subcommand(first))
    return fail_subcommand(command, first);
  return zz_command_usage(command, "%s", error->message);
}

ZzgovExit zzgov_command(int argc, char *const *argv, FILE *in, FILE *out, FILE *err) {
  ZzCommand command = {.in = in, .out = out, .err = err};
  g_autoptr(GError) error = NULL;
  errno = 0; /* until a stream fails */
  g_auto(GStrv) words = g_new0(char *, (gsize)argc + 1);
  for (int i = 0; i < argc; i++)
    words[i] = g_strdup(argv[i]);
  command.flags = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  ZzgovExit status = parse_options(&command, &words, &error) ? dispatch(&command, words)
                                                             : fail_options(&command, argv, error);
  if (!flush(&command) && status != ZZGOV_EXIT_USAGE)
    status = ZZGOV_EXIT_INTERNAL;
  clear(&command);
  return status;
}
