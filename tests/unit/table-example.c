#include "command-helper.h"
#include "table-helper.h"

/* The examples and the headers that the help lists, of every calculator. */

/* What an example leaves to the options of the command. */
static const char *frame_of(const char *calculator) {
  if (strcmp(calculator, "eco-compensation") == 0)
    return ECO_FRAME;
  return strcmp(calculator, "credit-list") == 0 ? "{\"input\":{\"as_of\":\"2021-03-01\"}}" : NULL;
}

/* The ids of all calculators, and their number. */
static char **calculators(size_t *n) {
  g_autofree char *list = zzgov_list_calculators(ZZGOV_LANG_EN);
  char **ids = g_strsplit(g_strstrip(list), "\n", -1);
  *n = g_strv_length(ids);
  cr_assert_gt(*n, 0);
  for (size_t i = 0; i < *n; i++)
    *strchr(ids[i], '\t') = '\0';
  return ids;
}

/* --- examples --------------------------------------------------------------------------------- */

static ZzgovTable *example(const char *calculator, ZzgovLang lang) {
  GError *error = NULL;
  const char *csv = zzgov_table_example(calculator, lang, &error);
  assert_no_error(error);
  cr_assert(g_utf8_validate(csv, -1, NULL));
  return table_of(calculator, csv, frame_of(calculator));
}

static void assert_settles_alike(const ZzgovTable *english, const ZzgovTable *chinese) {
  size_t n = zzgov_table_get_n_requests(english);
  cr_assert_geq(n, 1);
  cr_assert_eq(zzgov_table_get_n_requests(chinese), n);
  for (size_t i = 0; i < n; i++)
    assert_answers_like(english, i, zzgov_table_get_request(chinese, i));
}

Test(table_example, both_languages_settle_alike) {
  size_t n = 0;
  g_auto(GStrv) ids = calculators(&n);
  for (size_t i = 0; i < n; i++) {
    g_autoptr(ZzgovTable) english = example(ids[i], ZZGOV_LANG_EN);
    g_autoptr(ZzgovTable) chinese = example(ids[i], ZZGOV_LANG_ZH);
    assert_settles_alike(english, chinese);
  }
}

Test(table_example, headers_are_the_names_of_the_contract) {
  cr_assert(g_str_has_prefix(zzgov_table_example("workdays", ZZGOV_LANG_EN, NULL), "from,add,"));
  cr_assert(
      g_str_has_prefix(zzgov_table_example("workdays", ZZGOV_LANG_ZH, NULL), "\xEF\xBB\xBF起始日"));
}

Test(table_example, bad_arguments) {
  GError *error = NULL;
  cr_assert_null(zzgov_table_example(NULL, ZZGOV_LANG_EN, &error));
  assert_bad_argument(error, "calculator");
  cr_assert_null(zzgov_table_example("workday", ZZGOV_LANG_EN, &error));
  cr_assert(g_error_matches(error, ZZGOV_ERROR, ZZGOV_ERROR_UNKNOWN_CALCULATOR));
  assert_has(error->message, "\"workdays\"");
  g_clear_error(&error);
  cr_assert_null(zzgov_table_example("workday", ZZGOV_LANG_EN, NULL));
}

/* --- headers ---------------------------------------------------------------------------------- */

/* A header is known for a member: beside the member's name it is there twice. */
static void assert_header_of(const char *calculator, const char *name, const char *header) {
  size_t line = 0, column = 0;
  g_autofree char *csv = g_strdup_printf("\"%s\",\"%s\"\nx,x\n", name, header);
  g_autoptr(GError) error = refusal(calculator, csv, NULL);
  cr_assert_eq(error->code, ZZGOV_ERROR_DUPLICATE_FIELD, "%s, %s: %s", name, header,
               error->message);
  cr_assert(zzgov_error_get_position(error, &line, &column));
  cr_assert(line == 1 && column == 2, "%s: %s", header, error->message);
  assert_has(error->message, header);
}

static size_t assert_headers_of(const char *calculator, const char *name, const char *headers) {
  g_auto(GStrv) all = g_strsplit(headers, "|", -1);
  assert_header_of(calculator, name, name);
  for (size_t i = 0; all[i]; i++)
    assert_header_of(calculator, name, g_strstrip(all[i]));
  return g_strv_length(all);
}

/* A name stands two blanks in, perhaps with an asterisk, and its headers six in the next line. */
static size_t assert_headers_in(const char *calculator, char *const *lines) {
  size_t n = 0;
  for (; lines[0] && lines[1]; lines++)
    if (g_str_has_prefix(lines[0], "  ") && lines[0][2] != ' ' &&
        g_str_has_prefix(lines[1], "      ")) {
      g_auto(GStrv) words = g_strsplit(lines[0] + 2, " ", 2);
      n += assert_headers_of(calculator, words[0], lines[1] + 6);
    }
  return n;
}

static void assert_headers_of_help(const char *calculator, const char *lang) {
  g_autofree char *command = g_strdup_printf("zzgov %s --help --lang %s", calculator, lang);
  g_auto(Run) help = run(command);
  assert_done(help);
  g_auto(GStrv) lines = g_strsplit(help.out, "\n", -1);
  size_t columns = 0;
  while (lines[columns] && !strstr(lines[columns], "*"))
    columns++;
  cr_assert_not_null(lines[columns]);
  cr_assert_geq(assert_headers_in(calculator, lines + columns + 1), 3, "%s", calculator);
}

Test(table_example, every_header_of_the_help_is_known) {
  size_t n = 0;
  g_auto(GStrv) ids = calculators(&n);
  for (size_t i = 0; i < n; i++) {
    assert_headers_of_help(ids[i], "en");
    assert_headers_of_help(ids[i], "zh");
  }
}
