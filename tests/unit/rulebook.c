#include "helper.h"

#include <glib/gstdio.h>

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

/* The built-in text with the first `from` replaced by `to`. */
static char *edited(const char *from, const char *to) {
  const char *text = zzgov_rulebook_get_text(built_in());
  const char *place = strstr(text, from);
  cr_assert_not_null(place, "%s", from);
  return g_strdup_printf("%.*s%s%s", (int)(place - text), text, to, place + strlen(from));
}

static ZzgovRulebook *load(const char *text) {
  GError *error = NULL;
  ZzgovRulebook *rulebook = zzgov_rulebook_load(text, strlen(text), &error);
  assert_no_error(error);
  cr_assert_not_null(rulebook);
  return rulebook;
}

Test(rulebook, the_one_compiled_in) {
  cr_assert_not_null(built_in());
  cr_assert_eq(built_in(), zzgov_rulebook_get_default());
  cr_assert_str_eq(zzgov_rulebook_get_id(built_in()), "zhengzhou");
  cr_assert_str_eq(zzgov_rulebook_get_version(built_in()), "2020.9");
  cr_assert_not(zzgov_rulebook_is_patched(built_in()));
  cr_assert_not_null(zzgov_rulebook_get_calendar(built_in()));
}

Test(rulebook, getters_take_null) {
  cr_assert_null(zzgov_rulebook_get_id(NULL));
  cr_assert_null(zzgov_rulebook_get_version(NULL));
  cr_assert_null(zzgov_rulebook_get_calendar(NULL));
  cr_assert_null(zzgov_rulebook_get_text(NULL));
  cr_assert_not(zzgov_rulebook_is_patched(NULL));
  cr_assert_null(zzgov_rulebook_ref(NULL));
  zzgov_rulebook_unref(NULL);
}

Test(rulebook, its_own_text_loads_as_the_same) {
  const char *text = zzgov_rulebook_get_text(built_in());
  g_autoptr(ZzgovRulebook) again = load(text);
  assert_same(zzgov_rulebook_get_text(again), text);
  assert_text(zzgov_rulebook_diff(built_in(), again, NULL), "");
}

Test(rulebook, a_byte_order_mark_is_skipped) {
  g_autofree char *text = g_strconcat("\xEF\xBB\xBF", zzgov_rulebook_get_text(built_in()), NULL);
  g_autoptr(ZzgovRulebook) marked = load(text);
  assert_text(zzgov_rulebook_diff(built_in(), marked, NULL), "");
}

Test(rulebook, references_keep_it_alive) {
  ZzgovRulebook *rulebook = load(zzgov_rulebook_get_text(built_in()));
  cr_assert_eq(zzgov_rulebook_ref(rulebook), rulebook);
  zzgov_rulebook_unref(rulebook);
  cr_assert_str_eq(zzgov_rulebook_get_id(rulebook), "zhengzhou");
  zzgov_rulebook_unref(rulebook);
}

Test(rulebook, faults_have_a_place_in_the_text) {
  GError *error = NULL;
  size_t line = 0, column = 0;
  g_autofree char *text = edited("\"version\": \"2020.9\"", "\"version\": 2020.9");
  cr_assert_null(zzgov_rulebook_load(text, strlen(text), &error));
  cr_assert(zzgov_error_get_position(error, &line, &column));
  cr_assert(line == 4 && column == 14, "line %zu, column %zu", line, column);
  assert_has(zzgov_error_get_message(error, ZZGOV_LANG_ZH), "类型");
  assert_error(error, ZZGOV_ERROR_INVALID_RULEBOOK, "/version");
}

Test(rulebook, syntax_faults_are_those_of_a_rulebook_too) {
  GError *error = NULL;
  size_t line = 0, column = 0;
  cr_assert_null(zzgov_rulebook_load("{\"format\": 1,\n \"id\" \"x\"}", 23, &error));
  cr_assert(zzgov_error_get_position(error, &line, &column));
  cr_assert(line == 2 && column == 7, "line %zu, column %zu", line, column);
  assert_error(error, ZZGOV_ERROR_INVALID_RULEBOOK, "");
  cr_assert_null(zzgov_rulebook_load("", 0, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_RULEBOOK, "");
  cr_assert_null(zzgov_rulebook_load("[]", 2, NULL));
  cr_assert_null(zzgov_rulebook_load("[", 1, NULL));
}

Test(rulebook, load_needs_a_text) {
  GError *error = NULL;
  cr_assert_null(zzgov_rulebook_load(NULL, 0, &error));
  assert_bad_argument(error, "text");
  cr_assert_null(zzgov_rulebook_load_file(NULL, &error));
  assert_bad_argument(error, "filename");
  cr_assert_null(zzgov_rulebook_load(NULL, 5, NULL));
}

/* A file of this text in a folder for temporary files; free with remove_file(). */
static char *file_of(const char *text) {
  char *name = NULL;
  int handle = g_file_open_tmp("zzgov-rulebook-XXXXXX", &name, NULL);
  cr_assert(handle >= 0);
  g_close(handle, NULL);
  cr_assert(g_file_set_contents(name, text, -1, NULL));
  return name;
}

static void remove_file(char *name) {
  g_remove(name);
  g_free(name);
}

Test(rulebook, load_file) {
  GError *error = NULL;
  char *name = file_of(zzgov_rulebook_get_text(built_in()));
  g_autoptr(ZzgovRulebook) loaded = zzgov_rulebook_load_file(name, &error);
  remove_file(name);
  assert_no_error(error);
  assert_text(zzgov_rulebook_diff(built_in(), loaded, NULL), "");
}

Test(rulebook, a_file_that_is_not_there) {
  GError *error = NULL;
  cr_assert_null(zzgov_rulebook_load_file("/nonexistent/rules.json", &error));
  assert_has(error->message, "/nonexistent/rules.json");
  assert_error(error, ZZGOV_ERROR_UNREADABLE, "");
  cr_assert_null(zzgov_rulebook_load_file("/", &error));
  assert_error(error, ZZGOV_ERROR_UNREADABLE, "");
  cr_assert_null(zzgov_rulebook_load_file("/nonexistent/rules.json", NULL));
}

Test(rulebook, a_bad_file_is_named) {
  GError *error = NULL;
  size_t line = 0;
  g_autofree char *text = edited("\"format\": 1", "\"format\": 2");
  char *name = file_of(text);
  cr_assert_null(zzgov_rulebook_load_file(name, &error));
  assert_has(error->message, name);
  assert_has(zzgov_error_get_message(error, ZZGOV_LANG_ZH), name);
  cr_assert(zzgov_error_get_position(error, &line, NULL));
  cr_assert_eq(line, 2);
  assert_error(error, ZZGOV_ERROR_INVALID_RULEBOOK, "/format");
  remove_file(name);
}

/* --- values with dates ------------------------------------------------------------------------ */

#define TIERS_BEFORE                                                                               \
  "{\"from\": \"2020-10-01\", \"until\": \"2020-12-31\", \"document\": \"DOC-45B\", \"article\": " \
  "\"a\", \"value\": [{\"rate_yuan\": \"1\"}]}"
#define TIERS_AFTER                                                                                \
  "{\"from\": \"2021-01-01\", \"until\": \"2021-06-30\", \"document\": \"DOC-45B\", \"article\": " \
  "\"b\", \"value\": [{\"rate_yuan\": \"2\"}]}"

/* The built-in rulebook with 1 yuan per point of PM2.5 in 2020 and 2 until June 2021. */
static ZzgovRulebook *with_two_periods(void) {
  const char *text = zzgov_rulebook_get_text(built_in());
  const char *place = strstr(strstr(text, "\"pm25.tiers\""), "\"values\": [");
  const char *end = strstr(place, "\"pm25_improvement.tiers\"");
  g_autofree char *whole = g_strdup_printf(
      "%.*s\"values\": [" TIERS_BEFORE "," TIERS_AFTER "]}, %s", (int)(place - text), text, end);
  return load(whole);
}

/* What pays 3 µg too many in a month by that rulebook; -1 with an error. */
static ZzgovFen charge(const ZzgovRulebook *rulebook, ZzgovMonth month, GError **error) {
  ZzgovEcoArea area = ZZGOV_ECO_AREA_INIT;
  ZzgovEcoGivenBase base = ZZGOV_ECO_GIVEN_BASE_INIT;
  ZzgovEcoCompensationInput input = ZZGOV_ECO_COMPENSATION_INPUT_INIT;
  area.name = "金水区";
  area.pm25 = 3 * ZZGOV_DECIMAL_ONE;
  area.pm10 = area.pm25_improvement = area.pm10_improvement = 0;
  base.pm25 = 0;
  input.month = month;
  input.areas = &area;
  input.n_areas = 1;
  input.base = &base;
  g_autoptr(ZzgovEcoCompensationResult) result =
      zzgov_eco_compensation(rulebook, &input, NULL, NULL, error);
  return result ? result->total_fen : -1;
}

Test(rulebook, the_value_in_force_counts) {
  g_autoptr(ZzgovRulebook) rulebook = with_two_periods();
  GError *error = NULL;
  cr_assert_eq(charge(rulebook, ZZGOV_MONTH(2020, 10), &error), 300);
  cr_assert_eq(charge(rulebook, ZZGOV_MONTH(2020, 12), &error), 300);
  cr_assert_eq(charge(rulebook, ZZGOV_MONTH(2021, 1), &error), 600);
  cr_assert_eq(charge(rulebook, ZZGOV_MONTH(2021, 6), &error), 600);
  assert_no_error(error);
  cr_assert_eq(charge(rulebook, ZZGOV_MONTH(2021, 7), &error), -1);
  assert_has(error->message, "2021-07");
  assert_error(error, ZZGOV_ERROR_NOT_IN_FORCE, "/input/month");
}

/* --- differences ------------------------------------------------------------------------------ */

Test(rulebook, diff_names_the_parameter_and_both_values) {
  g_autofree char *text = edited("\"rate_yuan\": \"100000\"", "\"rate_yuan\": \"120000\"");
  g_autoptr(ZzgovRulebook) after = load(text);
  assert_text(zzgov_rulebook_diff(built_in(), after, NULL),
              "eco-compensation pm25.tiers: 2020-10-01… "
              "[{\"up_to\":\"5\",\"rate_yuan\":\"100000.00\"},"
              "{\"up_to\":null,\"rate_yuan\":\"200000.00\"}] → 2020-10-01… "
              "[{\"up_to\":\"5\",\"rate_yuan\":\"120000.00\"},"
              "{\"up_to\":null,\"rate_yuan\":\"200000.00\"}]\n");
}

Test(rulebook, diff_shows_every_period) {
  g_autoptr(ZzgovRulebook) after = with_two_periods();
  g_autofree char *diff = zzgov_rulebook_diff(built_in(), after, NULL);
  assert_has(diff, "→ 2020-10-01…2020-12-31 [{\"up_to\":null,\"rate_yuan\":\"1.00\"}]; "
                   "2021-01-01…2021-06-30 [{\"up_to\":null,\"rate_yuan\":\"2.00\"}]\n");
}

Test(rulebook, diff_of_version_and_calendar) {
  g_autofree char *named = edited("\"version\": \"2020.9\"", "\"version\": \"2020.10\"");
  g_autoptr(ZzgovRulebook) version = load(named);
  assert_text(zzgov_rulebook_diff(built_in(), version, NULL),
              "rulebook: zhengzhou 2020.9 → zhengzhou 2020.10\n");
  g_autofree char *shorter = edited("\"2007-01-01\", \"2007-01-02\", ", "\"2007-01-02\", ");
  g_autoptr(ZzgovRulebook) calendar = load(shorter);
  assert_text(zzgov_rulebook_diff(built_in(), calendar, NULL),
              "calendar 2007-01-01: off → worked\n");
  assert_text(zzgov_rulebook_diff(calendar, built_in(), NULL),
              "calendar 2007-01-01: worked → off\n");
}

Test(rulebook, diff_of_the_calendar_s_range) {
  g_autofree char *text = edited("\"last_day\": \"2026-12-31\"", "\"last_day\": \"2026-12-30\"");
  g_autoptr(ZzgovRulebook) shorter = load(text);
  assert_text(zzgov_rulebook_diff(built_in(), shorter, NULL),
              "calendar 2026-12-31: worked → not covered\n");
}

Test(rulebook, diff_needs_both) {
  GError *error = NULL;
  cr_assert_null(zzgov_rulebook_diff(NULL, built_in(), &error));
  assert_bad_argument(error, "before");
  cr_assert_null(zzgov_rulebook_diff(built_in(), NULL, &error));
  assert_bad_argument(error, "after");
  cr_assert_null(zzgov_rulebook_diff(NULL, NULL, NULL));
}
