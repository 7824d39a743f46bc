/* Steps that rest on a what-if say so: what is not marked is what the law says. */
#include "report-helper.h"

typedef struct {
  size_t sample;
  const char *rules; /* of its regulation */
  size_t marked;     /* steps of all its requests, counted by hand from the sample table */
} WhatIf;

#define TIERS "[{\"up_to\":\"1\",\"rate_yuan\":\"7\"},{\"rate_yuan\":\"9\"}]"
#define TERMS "{\"trust\":[1,1],\"general\":[1,2],\"serious\":[1,2]}"
#define SCORE                                                                                      \
  "{\"start\":1,\"commendation\":2,\"trust\":3,\"general\":-4,\"serious\":-5,\"black\":-6}"

/* Of sixteen areas a factor's tiers touch its amount, the area's total, and the total of all; the
 * first month touches all 1 + 4 + 16 × 7 + 1 steps. Of four mines two are small, and one of these
 * has a replacement and the fund. Of three projects two are paid by the city. Of four batches one
 * has no reward of the province. */
static const WhatIf what_ifs[] = {
    {0, "{\"pm25.tiers\":" TIERS "}", 33},
    {0, "{\"pm25_improvement.tiers\":" TIERS "}", 33},
    {0, "{\"pm10.tiers\":" TIERS "}", 33},
    {0, "{\"pm10_improvement.tiers\":" TIERS "}", 33},
    {0, "{\"from_month\":\"2020-11\"}", 118},
    {1, "{\"award.small\":{\"2021\":\"5\"}}", 3},
    {1, "{\"award.large\":{\"2021\":\"5\"}}", 3},
    {1, "{\"small_below_10kt\":\"20\"}", 12},
    {1, "{\"ratio_uplift_percent\":\"5\"}", 2},
    {1, "{\"fund_until\":\"2020-11-29\"}", 1},
    {1, "{\"programme_until\":\"2020-11-29\"}", 2},
    {2, "{\"city_rate_percent\":\"20\"}", 5},
    {2, "{\"smart_from_10kt\":\"91\"}", 3},
    {2, "{\"demonstration_from_10kt\":\"151\"}", 3},
    {2, "{\"demonstration_years\":\"4\"}", 3},
    {3, "{\"ceiling_yuan\":\"4000\"}", 23},
    {3, "{\"provincial_reward_yuan\":\"1\"}", 9},
    {3, "{\"built_from\":\"2020-11-06\"}", 23},
    {3, "{\"built_until\":\"2021-01-01\"}", 23},
    {4, "{\"score\":" SCORE "}", 3},
    {5, "{\"objection_workdays\":5}", 2},
    {5, "{\"answer_workdays\":5}", 1},
    {5, "{\"publish_workdays\":5}", 2},
};

/* --- steps ------------------------------------------------------------------------------------ */

/* The steps of all requests of a sample, each as its JSON. */
static GPtrArray *steps_of(const WhatIf *what_if, bool patched, const char *lang) {
  const Sample *sample = &samples[what_if->sample];
  g_autofree char *more = g_strdup_printf(",\"explain\":true,\"lang\":\"%s\",\"rules\":{\"%s\":%s}",
                                          lang, sample->id, patched ? what_if->rules : "{}");
  g_autoptr(GPtrArray) requests = requests_of(sample, more);
  GPtrArray *steps = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < requests->len; i++) {
    g_autoptr(cJSON) answer = answer_of(requests->pdata[i]);
    const cJSON *step;
    cJSON_ArrayForEach(step, member(answer, "explanation")) {
      char *text = cJSON_PrintUnformatted(step);
      g_ptr_array_add(steps, g_strdup(text));
      cJSON_free(text);
    }
  }
  return steps;
}

static size_t count_marked(const GPtrArray *steps, const char *mark) {
  size_t n = 0;
  for (guint i = 0; i < steps->len; i++)
    n += strstr(steps->pdata[i], mark) != NULL;
  return n;
}

/* Whatever differs from the law, in formula, value or place, is marked. */
static void assert_marked(const WhatIf *what_if) {
  g_autoptr(GPtrArray) law = steps_of(what_if, false, "en");
  g_autoptr(GPtrArray) patched = steps_of(what_if, true, "en");
  size_t differing = 0;
  cr_assert_eq(count_marked(law, "what-if"), 0);
  for (guint i = 0; i < patched->len; i++) {
    bool same = g_ptr_array_find_with_equal_func(law, patched->pdata[i], g_str_equal, NULL);
    cr_assert(same || strstr(patched->pdata[i], " (what-if)\",\"formula\":"), "%s: %s",
              what_if->rules, (char *)patched->pdata[i]);
    differing += !same;
  }
  cr_assert(differing > 0, "%s", what_if->rules);
}

Test(marks, what_is_not_marked_is_the_law) {
  for (size_t i = 0; i < G_N_ELEMENTS(what_ifs); i++)
    assert_marked(&what_ifs[i]);
  assert_marked(&(WhatIf){4, "{\"terms_months\":" TERMS "}", 0});
}

Test(marks, what_is_marked_depends) {
  for (size_t i = 0; i < G_N_ELEMENTS(what_ifs); i++) {
    g_autoptr(GPtrArray) en = steps_of(&what_ifs[i], true, "en");
    g_autoptr(GPtrArray) zh = steps_of(&what_ifs[i], true, "zh");
    size_t n = count_marked(en, "(what-if)"), n_zh = count_marked(zh, "（假设）");
    cr_assert_eq(n, what_ifs[i].marked, "%s: %zu", what_ifs[i].rules, n);
    cr_assert_eq(n_zh, what_ifs[i].marked, "%s: %zu", what_ifs[i].rules, n_zh);
  }
}

/* Grades, facts and the score's document stay the law's, or nobody's. */
Test(marks, what_periods_do_not_touch) {
  const WhatIf terms = {4, "{\"terms_months\":" TERMS "}", 0};
  g_autoptr(GPtrArray) steps = steps_of(&terms, true, "en");
  for (guint i = 0; i < steps->len; i++) {
    const char *step = steps->pdata[i];
    bool fact = strstr(step, "\"CRED-03\"") || strstr(step, "\"CRED-04\"") ||
                strstr(step, "\"label\":\"Day");
    cr_assert_eq(strstr(step, "(what-if)") == NULL, fact, "%s", step);
  }
}

/* --- elsewhere -------------------------------------------------------------------------------- */

/* A what-if of another regulation is told at the head, and touches no step. */
Test(marks, other_regulations) {
  static const char more[] =
      ",\"explain\":true,\"rules\":{\"smart-mine\":{\"city_rate_percent\":\"20\"}}";
  g_autoptr(GPtrArray) requests = requests_of(&samples[1], more);
  g_autofree char *table = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  assert_has(table, "(city_rate_percent)  20    10\n");
  assert_has_not(table, "(what-if)");
}

/* Laid over a rulebook beforehand, one over the other: both are told with the value of the law. */
Test(marks, what_ifs_over_what_ifs) {
  static const char first[] = "{\"base-station-reward\":{\"ceiling_yuan\":\"4000\"}}";
  static const char second[] = "{\"base-station-reward\":{\"built_until\":\"2021-01-01\"}}";
  g_autoptr(ZzgovRulebook) one =
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), first, strlen(first), NULL);
  g_autoptr(ZzgovRulebook) two = zzgov_rulebook_patch(one, second, strlen(second), NULL);
  g_autofree char *request = named_request(3, "甲批");
  const char *const requests[] = {request};
  g_autofree char *table =
      zzgov_report(two, requests, 1, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN, NULL, NULL);
  assert_has(table, "(ceiling_yuan)  4,000.00    5,000.00\n");
  assert_has(table, "(built_until)                        2021-01-01  2022-12-31\n");
  assert_has(table, "City, per station (what-if)");
}

/* Values of every kind as people read them. */
Test(marks, values_as_people_read_them) {
  static const struct {
    size_t sample;
    const char *rules, *en, *zh;
  } cases[] = {
      {0, "{\"pm25.tiers\":" TIERS "}", "≤ 1: 7.00; > 1: 9.00  ≤ 5: 100,000.00; > 5: 200,000.00\n",
       "≤ 1：7.00；> 1：9.00  ≤ 5：100,000.00；> 5：200,000.00\n"},
      {0, "{\"pm10.tiers\":[{\"rate_yuan\":1}]}", "> 0: 1.00  ≤ 5: 50,000.00; > 5: 100,000.00\n",
       "> 0：1.00  ≤ 5：50,000.00；> 5：100,000.00\n"},
      {1, "{\"award.large\":{}}", "—     2020: 6,000,000.00\n", "—         2020：6,000,000.00\n"},
      {4, "{\"terms_months\":" TERMS "}", "generally untrustworthy: 1, 2; ", "一般失信：1、2；"},
      {4, "{\"score\":" SCORE "}", "black-listable record: -6  ", "应列入黑名单：-6  "},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Sample *sample = &samples[cases[i].sample];
    g_autofree char *more = g_strdup_printf(",\"rules\":{\"%s\":%s}", sample->id, cases[i].rules);
    g_autoptr(GPtrArray) requests = requests_of(sample, more);
    g_autofree char *en = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
    g_autofree char *zh = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_ZH);
    assert_has(en, cases[i].en);
    assert_has(zh, cases[i].zh);
  }
}
