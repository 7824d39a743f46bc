#include "helper.h"

#include <cjson/cJSON.h>

/* What a rulebook says of days on which its values are no longer in force. */

/* The built-in rulebook in which the last value of a parameter ends with the year 2024. */
static ZzgovRulebook *ended(const char *regulation, const char *parameter) {
  cJSON *root = cJSON_Parse(zzgov_rulebook_get_text(zzgov_rulebook_get_default()));
  const cJSON *at = cJSON_GetObjectItemCaseSensitive(root, "regulations");
  at = cJSON_GetObjectItemCaseSensitive(at, regulation);
  at = cJSON_GetObjectItemCaseSensitive(at, "parameters");
  at = cJSON_GetObjectItemCaseSensitive(at, parameter);
  at = cJSON_GetObjectItemCaseSensitive(at, "values");
  cJSON *last = cJSON_GetArrayItem(at, cJSON_GetArraySize(at) - 1);
  cr_assert_not_null(last, "%s %s", regulation, parameter);
  cJSON_DeleteItemFromObject(last, "until");
  cJSON_AddStringToObject(last, "until", "2024-12-31");
  char *text = cJSON_PrintUnformatted(root);
  ZzgovRulebook *rulebook = zzgov_rulebook_load(text, strlen(text), NULL);
  cJSON_free(text);
  cJSON_Delete(root);
  cr_assert_not_null(rulebook);
  return rulebook;
}

#define STANDARDS                                                                                  \
  "{\"licences_revoked\":true,\"explosives_disposed\":true,\"power_cut_and_equipment_removed\":"   \
  "true,\"shafts_sealed\":true,\"workers_resettled\":true}"

/* Requests with a day for %s, and where that day stands. */
static const struct {
  const char *regulation, *parameter, *input, *path;
} cases[] = {
    {"eco-compensation", "pm10.tiers",
     "{\"month\":\"%.7s\",\"areas\":[{\"name\":\"a\",\"pm25\":1,\"pm10\":1,"
     "\"pm25_improvement\":1,\"pm10_improvement\":1}]}",
     "/input/month"},
    {"eco-compensation", "areas",
     "{\"month\":\"%.7s\",\"areas\":[{\"name\":\"a\",\"pm25\":1,\"pm10\":1,"
     "\"pm25_improvement\":1,\"pm10_improvement\":1}]}",
     "/input/month"},
    {"coal-closure", "award.large",
     "{\"mines\":[{\"name\":\"a\",\"capacity_10kt\":60,\"accepted_on\":\"%s\","
     "\"standards\":" STANDARDS "}]}",
     "/input/mines/0/accepted_on"},
    {"base-station-reward", "ceiling_yuan",
     "{\"batches\":[{\"name\":\"a\",\"mode\":\"SA\",\"stations\":1,\"built_on\":\"%s\"}]}",
     "/input/batches/0/built_on"},
    {"credit-list", "score", "{\"subject\":{\"name\":\"a\"},\"as_of\":\"%s\",\"records\":[]}",
     "/input/as_of"},
    {"credit-list", "terms_months",
     "{\"subject\":{\"name\":\"a\"},\"as_of\":\"2022-01-01\",\"records\":[{\"item\":\"6.1\","
     "\"published_on\":\"2022-01-01\"},{\"item\":\"6.1\",\"published_on\":\"%s\"}]}",
     "/input/records/1/published_on"},
    {"credit-timeline", "objection_workdays", "{\"notified_on\":\"%s\"}", "/input/notified_on"},
};

#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static char *answer(const ZzgovRulebook *rulebook, size_t i, const char *day) {
  g_autofree char *input = g_strdup_printf(cases[i].input, day);
  g_autofree char *request =
      g_strdup_printf("{\"calculator\":\"%s\",\"input\":%s}", cases[i].regulation, input);
  return zzgov_evaluate_json(rulebook, request, strlen(request), NULL);
}

Test(dates, after_the_last_value) {
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(ZzgovRulebook) rulebook = ended(cases[i].regulation, cases[i].parameter);
    g_autofree char *wanted =
        g_strdup_printf("{\"error\":{\"code\":\"not-in-force\",\"path\":\"%s\",", cases[i].path);
    g_autofree char *on_the_last_day = answer(rulebook, i, "2024-12-31");
    g_autofree char *after = answer(rulebook, i, "2025-01-01");
    g_autofree char *by_the_built_in_one = answer(NULL, i, "2025-01-01");
    assert_has(on_the_last_day, "\"result\"");
    assert_has(after, wanted);
    assert_has(after, "2024-12-31");
    assert_has(by_the_built_in_one, "\"result\"");
  }
}

/* A what-if holds for all dates, also those after the value that it stands in for. */
Test(dates, a_what_if_has_no_end) {
  static const char rules[] = "{\"credit-timeline\":{\"objection_workdays\":1}}";
  g_autoptr(ZzgovRulebook) rulebook = ended("credit-timeline", "objection_workdays");
  g_autoptr(ZzgovRulebook) patched = zzgov_rulebook_patch(rulebook, rules, strlen(rules), NULL);
  g_autofree char *response = answer(patched, G_N_ELEMENTS(cases) - 1, "2025-03-03");
  assert_has(response, "\"objection_by\":\"2025-03-04\"");
}
