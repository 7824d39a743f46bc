#include "helper.h"

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

static ZzgovRulebook *patch(const ZzgovRulebook *rulebook, const char *rules) {
  GError *error = NULL;
  ZzgovRulebook *patched = zzgov_rulebook_patch(rulebook, rules, strlen(rules), &error);
  assert_no_error(error);
  cr_assert_not_null(patched, "%s", rules);
  return patched;
}

#define CHEAP "{\"eco-compensation\":{\"pm25.tiers\":[{\"up_to\":null,\"rate_yuan\":\"1\"}]}}"
#define EARLY "{\"eco-compensation\":{\"from_month\":\"2019-01\"}}"
#define REQUEST                                                                                    \
  "\"calculator\":\"eco-compensation\",\"input\":{\"month\":\"2020-11\",\"areas\":[{\"name\":"     \
  "\"金水区\",\"pm25\":3,\"pm10\":0,\"pm25_improvement\":0,\"pm10_improvement\":0}],"           \
  "\"base\":{\"pm25\":0}}"

Test(patch, lies_over_the_original) {
  g_autoptr(ZzgovRulebook) patched = patch(built_in(), CHEAP);
  cr_assert(zzgov_rulebook_is_patched(patched));
  cr_assert_not(zzgov_rulebook_is_patched(built_in()));
  cr_assert_str_eq(zzgov_rulebook_get_id(patched), "zhengzhou");
  cr_assert_str_eq(zzgov_rulebook_get_version(patched), "2020.9");
  cr_assert_eq(zzgov_rulebook_get_text(patched), zzgov_rulebook_get_text(built_in()));
  cr_assert_eq(zzgov_rulebook_get_calendar(patched), zzgov_rulebook_get_calendar(built_in()));
}

Test(patch, gives_what_the_member_rules_gives) {
  g_autoptr(ZzgovRulebook) patched = patch(built_in(), CHEAP);
  g_autofree char *by_patch =
      zzgov_evaluate_json(patched, "{" REQUEST "}", strlen("{" REQUEST "}"), NULL);
  g_autofree char *by_rules = evaluate("{" REQUEST ",\"rules\":" CHEAP "}");
  assert_same(by_patch, by_rules);
  assert_has(by_rules, "\"patched\":true");
  assert_has(by_rules, "\"total_yuan\":\"3.00\"}");
}

Test(patch, keeps_the_original_alive) {
  const char *text = zzgov_rulebook_get_text(built_in());
  ZzgovRulebook *original = zzgov_rulebook_load(text, strlen(text), NULL);
  g_autoptr(ZzgovRulebook) patched = patch(original, CHEAP);
  zzgov_rulebook_unref(original);
  assert_same(zzgov_rulebook_get_text(patched), text);
}

Test(patch, of_a_patched_one_keeps_both) {
  ZzgovRulebook *cheap = patch(built_in(), CHEAP);
  g_autoptr(ZzgovRulebook) both = patch(cheap, EARLY);
  zzgov_rulebook_unref(cheap);
  g_autofree char *diff = zzgov_rulebook_diff(built_in(), both, NULL);
  cr_assert(zzgov_rulebook_is_patched(both));
  assert_has(diff, "pm25.tiers");
  assert_has(diff, "from_month: 2020-10-01… \"2020-10\" → 2020-10-01… \"2019-01\"\n");
  assert_text(zzgov_rulebook_diff(built_in(), built_in(), NULL), "");
}

Test(patch, the_last_one_counts) {
  g_autoptr(ZzgovRulebook) cheap = patch(built_in(), CHEAP);
  g_autoptr(ZzgovRulebook) dear =
      patch(cheap, "{\"eco-compensation\":{\"pm25.tiers\":[{\"rate_yuan\":2}]}}");
  g_autofree char *answer =
      zzgov_evaluate_json(dear, "{" REQUEST "}", strlen("{" REQUEST "}"), NULL);
  assert_has(answer, "\"total_yuan\":\"6.00\"}");
}

Test(patch, without_a_parameter_nothing_is_patched) {
  const char *const empty[] = {"{}", "{\"eco-compensation\":{}}", "{\"eco-compensation\":null}",
                               "{\"eco-compensation\":{\"from_month\":null}}"};
  for (size_t i = 0; i < G_N_ELEMENTS(empty); i++) {
    g_autoptr(ZzgovRulebook) patched = patch(built_in(), empty[i]);
    cr_assert_not(zzgov_rulebook_is_patched(patched), "%s", empty[i]);
  }
}

#define TIERS(list) "{\"eco-compensation\":{\"pm25.tiers\":" list "}}"
#define AT "/rules/eco-compensation/pm25.tiers"

static const struct {
  const char *rules;
  ZzgovErrorCode code;
  const char *path, *words;
} faults[] = {
    {"[]", ZZGOV_ERROR_INVALID_TYPE, "/rules", "array"},
    {"{\"eco-compensaton\":{}}", ZZGOV_ERROR_UNKNOWN_FIELD, "/rules/eco-compensaton",
     "\"eco-compensation\""},
    {"{\"workdays\":{}}", ZZGOV_ERROR_UNKNOWN_FIELD, "/rules/workdays", "workdays"},
    {"{\"eco-compensation\":3}", ZZGOV_ERROR_INVALID_TYPE, "/rules/eco-compensation", "number"},
    {"{\"eco-compensation\":{\"pm25.tier\":[]}}", ZZGOV_ERROR_UNKNOWN_FIELD,
     "/rules/eco-compensation/pm25.tier", "\"pm25.tiers\""},
    {"{\"eco-compensation\":{\"areas\":[]}}", ZZGOV_ERROR_UNKNOWN_FIELD,
     "/rules/eco-compensation/areas", "areas"},
    {"{\"eco-compensation\":{\"from_month\":\"2020-13\"}}", ZZGOV_ERROR_INVALID_VALUE,
     "/rules/eco-compensation/from_month", "2020-13"},
    {TIERS("{}"), ZZGOV_ERROR_INVALID_TYPE, AT, "object"},
    {TIERS("[]"), ZZGOV_ERROR_INVALID_VALUE, AT, "0"},
    {TIERS("[{}]"), ZZGOV_ERROR_MISSING_FIELD, AT "/0", "rate_yuan"},
    {TIERS("[{\"rate_yuan\":-1}]"), ZZGOV_ERROR_INVALID_VALUE, AT "/0/rate_yuan", "-1"},
    {TIERS("[{\"up_to\":5,\"rate_yuan\":1}]"), ZZGOV_ERROR_INVALID_VALUE, AT "/0/up_to", "null"},
    {TIERS("[{\"rate_yuan\":1},{\"rate_yuan\":1}]"), ZZGOV_ERROR_INVALID_VALUE, AT "/0/up_to",
     "last"},
    {TIERS("[{\"up_to\":5,\"rate_yuan\":1},{\"up_to\":5,\"rate_yuan\":1},{\"rate_yuan\":1}]"),
     ZZGOV_ERROR_INVALID_VALUE, AT "/1/up_to", "5"},
    {TIERS("[{\"up_to\":0,\"rate_yuan\":1},{\"rate_yuan\":1}]"), ZZGOV_ERROR_INVALID_VALUE,
     AT "/0/up_to", "0"},
    {TIERS("[{\"up_to\":\"1000000000.1\",\"rate_yuan\":1},{\"rate_yuan\":1}]"),
     ZZGOV_ERROR_INVALID_VALUE, AT "/0/up_to", "1000000000.1"},
};

Test(patch, faults_are_those_of_a_request) {
  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
    GError *error = NULL;
    const char *rules = faults[i].rules;
    cr_assert_null(zzgov_rulebook_patch(built_in(), rules, strlen(rules), &error), "%s", rules);
    g_autofree char *by_patch = zzgov_error_to_json(error, ZZGOV_LANG_EN);
    g_autofree char *request = g_strdup_printf("{" REQUEST ",\"rules\":%s}", rules);
    g_autofree char *by_request = evaluate(request);
    assert_same(by_patch, by_request);
    assert_has(error->message, faults[i].words);
    assert_error(error, faults[i].code, faults[i].path);
    cr_assert_null(zzgov_rulebook_patch(built_in(), rules, strlen(rules), NULL));
  }
}

Test(patch, seventeen_tiers_are_too_many) {
  GError *error = NULL;
  GString *rules = g_string_new("{\"eco-compensation\":{\"pm10.tiers\":[");
  for (int i = 1; i <= 16; i++)
    g_string_append_printf(rules, "{\"up_to\":%d,\"rate_yuan\":1},", i);
  g_string_append(rules, "{\"rate_yuan\":1}]}}");
  cr_assert_null(zzgov_rulebook_patch(built_in(), rules->str, rules->len, &error));
  assert_error(error, ZZGOV_ERROR_LIMIT_EXCEEDED, "/rules/eco-compensation/pm10.tiers");
  g_string_free(rules, TRUE);
}

Test(patch, broken_json) {
  GError *error = NULL;
  size_t line = 0, column = 0;
  cr_assert_null(zzgov_rulebook_patch(built_in(), "{\n]", 3, &error));
  cr_assert(zzgov_error_get_position(error, &line, &column));
  cr_assert(line == 2 && column == 1, "line %zu, column %zu", line, column);
  assert_error(error, ZZGOV_ERROR_INVALID_JSON, "");
  cr_assert_null(zzgov_rulebook_patch(built_in(), "{\n]", 3, NULL));
}

/* The text is the member `rules`, so its paths begin there. */
Test(patch, a_repeated_name_is_found_below_rules) {
  static const char twice[] = "{\"eco-compensation\":{\"from_month\":null,\"from_month\":null}}";
  GError *error = NULL;
  cr_assert_null(zzgov_rulebook_patch(built_in(), twice, strlen(twice), &error));
  assert_error(error, ZZGOV_ERROR_DUPLICATE_FIELD, "/rules/eco-compensation/from_month");
}

Test(patch, needs_its_arguments) {
  GError *error = NULL;
  cr_assert_null(zzgov_rulebook_patch(NULL, "{}", 2, &error));
  assert_bad_argument(error, "rulebook");
  cr_assert_null(zzgov_rulebook_patch(built_in(), NULL, 2, &error));
  assert_bad_argument(error, "text");
  cr_assert_null(zzgov_rulebook_patch(NULL, NULL, 0, NULL));
}
