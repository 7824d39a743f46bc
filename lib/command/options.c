#include "command-private.h"

#include "error-private.h"

#include <string.h>

/* --- the options of a run --------------------------------------------------------------------- */

static gboolean take_flag(const char *option, const char *value, gpointer data, GError **error) {
  ZzCommand *command = data;
  if (g_hash_table_contains(command->flags, option + 2)) {
    return zz_fail(error, ZZGOV_ERROR_INVALID_ARGUMENT, NULL, ZZ_MSG_OPTION_TWICE, option);
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
      {"receipt", 0, 0, G_OPTION_ARG_NONE, &command->receipt, NULL, NULL},
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
static const char *const bare_options[] = {"ndjson", "receipt", "explain", "example",
                                           "help",   "version", NULL};

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
  return zz_fail(error, ZZGOV_ERROR_INVALID_ARGUMENT, NULL, ZZ_MSG_OPTION_BARE, parts[0]);
}

/* Only --set and --ignore may stand more than once. */
static bool check_once(GHashTable *seen, const char *word, GError **error) {
  g_auto(GStrv) parts = g_strsplit(word, "=", 2);
  if (!g_str_has_prefix(word, "--") || strcmp(parts[0], "--set") == 0 ||
      strcmp(parts[0], "--ignore") == 0)
    return true;
  if (g_hash_table_add(seen, g_strdup(parts[0])))
    return true;
  return zz_fail(error, ZZGOV_ERROR_INVALID_ARGUMENT, NULL, ZZ_MSG_OPTION_TWICE, parts[0]);
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
  return zz_fail(error, ZZGOV_ERROR_INVALID_ARGUMENT, NULL, ZZ_MSG_OPTION_TEXT);
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
bool zz_command_parse(ZzCommand *command, char ***words, GError **error) {
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
