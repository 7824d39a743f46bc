#include "helper.h"

Test(error, every_code_has_a_name_of_its_own) {
  int n = 0;
  while (zzgov_error_code_name(n))
    n++;
  cr_assert_eq(n, ZZGOV_ERROR_INVALID_RECEIPT + 1);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++)
      cr_assert_str_neq(zzgov_error_code_name(i), zzgov_error_code_name(j));
}

Test(error, numbers_beyond_the_codes_have_no_name) {
  cr_assert_null(zzgov_error_code_name(-1));
  cr_assert_null(zzgov_error_code_name(ZZGOV_ERROR_INVALID_RECEIPT + 1));
  cr_assert_null(zzgov_error_code_name(G_MAXINT));
  cr_assert_null(zzgov_error_code_name(G_MININT));
}

/* The names are those of the contract; the numbers never change. */
Test(error, names_of_the_contract) {
  const char *const names[] = {"invalid-json",       "limit-exceeded",   "duplicate-field",
                               "unknown-calculator", "unknown-field",    "missing-field",
                               "invalid-type",       "invalid-value",    "not-in-force",
                               "calendar-missing",   "overflow",         "invalid-rulebook",
                               "internal",           "invalid-argument", "unreadable",
                               "cancelled",          "invalid-receipt"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    cr_assert_str_eq(zzgov_error_code_name((int)i), names[i]);
}

static void assert_says_nothing(const GError *error) {
  size_t line = 42, column = 42;
  cr_assert_null(zzgov_error_get_path(error));
  cr_assert_null(zzgov_error_get_expected(error, ZZGOV_LANG_EN));
  cr_assert_null(zzgov_error_get_expected(error, ZZGOV_LANG_ZH));
  cr_assert_not(zzgov_error_get_position(error, &line, &column));
  cr_assert(line == 0 && column == 0);
  cr_assert_not(zzgov_error_get_position(error, NULL, NULL));
  cr_assert_null(zzgov_error_to_json(error, ZZGOV_LANG_EN));
}

Test(error, null_and_foreign_errors) {
  g_autoptr(GError) foreign =
      g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_NOENT, "there is no file");
  assert_says_nothing(NULL);
  assert_says_nothing(foreign);
  cr_assert_null(zzgov_error_get_message(NULL, ZZGOV_LANG_EN));
  cr_assert_null(zzgov_error_get_message(NULL, ZZGOV_LANG_ZH));
  cr_assert_str_eq(zzgov_error_get_message(foreign, ZZGOV_LANG_EN), "there is no file");
  cr_assert_str_eq(zzgov_error_get_message(foreign, ZZGOV_LANG_ZH), "there is no file");
}

static GError *date_error(void) {
  ZzgovDate date;
  GError *error = NULL;
  cr_assert_not(zzgov_date_parse("2021-02-29", &date, &error));
  return error;
}

Test(error, both_languages) {
  g_autoptr(GError) error = date_error();
  const char *en = zzgov_error_get_message(error, ZZGOV_LANG_EN);
  const char *zh = zzgov_error_get_message(error, ZZGOV_LANG_ZH);
  assert_same(en, error->message);
  cr_assert_str_neq(en, zh);
  assert_has(en, "2021-02-29");
  assert_has(zh, "2021-02-29");
  cr_assert_str_neq(zzgov_error_get_expected(error, ZZGOV_LANG_EN),
                    zzgov_error_get_expected(error, ZZGOV_LANG_ZH));
}

Test(error, a_copy_outlives_its_original) {
  GError *error = date_error();
  g_autofree char *zh = g_strdup(zzgov_error_get_message(error, ZZGOV_LANG_ZH));
  g_autofree char *expected = g_strdup(zzgov_error_get_expected(error, ZZGOV_LANG_ZH));
  g_autoptr(GError) copy = g_error_copy(error);
  g_clear_error(&error);
  cr_assert(g_error_matches(copy, ZZGOV_ERROR, ZZGOV_ERROR_INVALID_VALUE));
  cr_assert_str_eq(zzgov_error_get_message(copy, ZZGOV_LANG_ZH), zh);
  cr_assert_str_eq(zzgov_error_get_expected(copy, ZZGOV_LANG_ZH), expected);
  cr_assert_str_eq(zzgov_error_get_path(copy), "");
}

Test(error, position_is_copied_too) {
  GError *error = NULL;
  size_t line = 0, column = 0;
  cr_assert_null(zzgov_rulebook_load("{\n  ]", 5, &error));
  g_autoptr(GError) copy = g_error_copy(error);
  g_clear_error(&error);
  cr_assert(zzgov_error_get_position(copy, &line, &column));
  cr_assert(line == 2 && column == 3, "line %zu, column %zu", line, column);
  cr_assert(zzgov_error_get_position(copy, NULL, NULL));
}

Test(error, to_json_is_the_response_of_a_request) {
  GError *error = NULL;
  cr_assert_null(
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), "{\"workday\":{}}", 14, &error));
  g_autofree char *en = zzgov_error_to_json(error, ZZGOV_LANG_EN);
  g_autofree char *zh = zzgov_error_to_json(error, ZZGOV_LANG_ZH);
  g_autofree char *answer =
      evaluate("{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-01-01\",\"add\":1},"
               "\"rules\":{\"workday\":{}}}");
  assert_same(en, answer);
  cr_assert_str_neq(en, zh);
  assert_has(zh, "{\"error\":{\"code\":\"unknown-field\",\"path\":\"/rules/workday\",\"message\":");
  g_clear_error(&error);
}

Test(error, expected_is_a_member_only_where_there_is_one) {
  g_autoptr(GError) error = date_error();
  GError *overflow = NULL;
  ZzgovFen sum;
  cr_assert_not(zzgov_fen_add(INT64_MAX, 1, &sum, &overflow));
  g_autofree char *with = zzgov_error_to_json(error, ZZGOV_LANG_EN);
  g_autofree char *without = zzgov_error_to_json(overflow, ZZGOV_LANG_EN);
  assert_has(with, "\"expected\":\"YYYY-MM-DD");
  assert_has_not(without, "expected");
  g_clear_error(&overflow);
}
