/* Reports of the sample tables, and what the JSON door says of the same requests. */
#ifndef TEST_REPORT_HELPER_H
#define TEST_REPORT_HELPER_H

#include "helper.h"

#include <cjson/cJSON.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cJSON, cJSON_Delete)

#define CALCULATOR(id) "{\"calculator\":\"" id "\","

/* A calculator and what its sample table does not hold. */
typedef struct {
  const char *id, *input;
} Sample;

static const Sample samples[] = {
    {"eco-compensation", "{\"month\":\"2020-11\"}"},
    {"coal-closure", "{}"},
    {"smart-mine", "{}"},
    {"base-station-reward", "{}"},
    {"credit-list", "{\"as_of\":\"2021-03-01\"}"},
    {"credit-timeline", "{}"},
    {"workdays", "{}"},
};

static const ZzgovLang langs[] = {ZZGOV_LANG_EN, ZZGOV_LANG_ZH};
static const ZzgovReportFormat formats[] = {ZZGOV_REPORT_TABLE, ZZGOV_REPORT_COLOURED,
                                            ZZGOV_REPORT_CSV, ZZGOV_REPORT_JSON, ZZGOV_REPORT_HTML};

/* The requests of a sample table; `more` are members that each has besides, or "". */
static inline GPtrArray *requests_of(const Sample *sample, const char *more) {
  GPtrArray *requests = g_ptr_array_new_with_free_func(g_free);
  const char *csv = zzgov_table_example(sample->id, ZZGOV_LANG_EN, NULL);
  g_autofree char *frame = g_strdup_printf("{\"input\":%s%s}", sample->input, more);
  g_autoptr(GError) error = NULL;
  g_autoptr(ZzgovTable) table =
      zzgov_table_read_csv(sample->id, csv, strlen(csv), frame, NULL, &error);
  assert_no_error(error);
  for (size_t i = 0; i < zzgov_table_get_n_requests(table); i++)
    g_ptr_array_add(requests, g_strdup(zzgov_table_get_request(table, i)));
  return requests;
}

/* A report without a fault; free with g_free(). */
static inline char *report_of(const GPtrArray *requests, ZzgovReportFormat format, ZzgovLang lang) {
  g_autoptr(GError) error = NULL;
  char *report = zzgov_report(NULL, (const char *const *)requests->pdata, requests->len, format,
                              lang, NULL, &error);
  assert_no_error(error);
  cr_assert_not_null(report);
  return report;
}

/* The report of one request. */
static inline char *report_of_one(const char *request, ZzgovReportFormat format, ZzgovLang lang) {
  g_autoptr(GPtrArray) requests = g_ptr_array_new();
  g_ptr_array_add(requests, (gpointer)request);
  return report_of(requests, format, lang);
}

/* What the JSON door answers, as a tree. */
static inline cJSON *answer_of(const char *request) {
  g_autofree char *response = evaluate(request);
  cJSON *answer = cJSON_Parse(response);
  cr_assert_not_null(answer);
  cr_assert(cJSON_HasObjectItem(answer, "result"), "%.1000s", response);
  return answer;
}

static inline const cJSON *member(const cJSON *object, const char *name) {
  return cJSON_GetObjectItemCaseSensitive(object, name);
}

static inline const char *text_of(const cJSON *object, const char *name) {
  const char *text = cJSON_GetStringValue(member(object, name));
  cr_assert_not_null(text, "no text %s", name);
  return text;
}

/* The elements of a result: its array of objects, or NULL. */
static inline const cJSON *elements_of(const cJSON *result) {
  for (const cJSON *child = result->child; child; child = child->next)
    if (cJSON_IsArray(child) && cJSON_IsObject(child->child))
      return child;
  return NULL;
}

#define EXPLAINED(id) CALCULATOR(id) "\"explain\":true,"

/* A request for each calculator whose elements have names; NAME stands for the name in JSON. */
#define NAMED_COAL                                                                                 \
  EXPLAINED("coal-closure")                                                                        \
  "\"input\":{\"mines\":[{\"name\":NAME,\"capacity_10kt\":\"30\",\"accepted_on\":\"2021-03-01\","  \
  "\"standards\":{\"licences_revoked\":true,\"explosives_disposed\":true,"                         \
  "\"power_cut_and_equipment_removed\":true,\"shafts_sealed\":true,\"workers_resettled\":true},"   \
  "\"overcapacity_procedure\":true,\"mineral_right\":{\"cancelled\":true,\"merged\":false,"        \
  "\"price_paid_yuan\":\"5000000\",\"reserves_priced_10kt\":\"400\","                              \
  "\"reserves_remaining_10kt\":\"100\"}}]}}"
#define NAMED_ECO                                                                                  \
  EXPLAINED("eco-compensation")                                                                    \
  "\"input\":{\"month\":\"2020-11\",\"areas\":[{\"name\":NAME,\"pm25\":\"58\",\"pm10\":\"88\","    \
  "\"pm25_improvement\":\"-4.9\",\"pm10_improvement\":\"3\"}],\"base\":{\"pm25\":\"52\","          \
  "\"pm25_improvement\":\"8\",\"pm10\":\"90\",\"pm10_improvement\":\"6\"}}}"
#define NAMED_SMART                                                                                \
  EXPLAINED("smart-mine")                                                                          \
  "\"input\":{\"projects\":[{\"name\":NAME,\"owner\":\"local\",\"investment_yuan\":\"1000000\","   \
  "\"capacity_10kt\":\"120\",\"remaining_years\":\"4\"}]}}"
#define NAMED_BASE_STATION                                                                         \
  EXPLAINED("base-station-reward")                                                                 \
  "\"input\":{\"batches\":[{\"name\":NAME,\"mode\":\"SA\",\"stations\":3,"                         \
  "\"built_on\":\"2020-11-05\"}]}}"
#define NAMED_CREDIT                                                                               \
  EXPLAINED("credit-list")                                                                         \
  "\"input\":{\"subject\":{\"name\":NAME},\"as_of\":\"2021-03-01\",\"records\":[{\"id\":NAME,"     \
  "\"item\":\"6.1\",\"published_on\":\"2021-01-20\"}]}}"

static const char *const named_requests[] = {NAMED_ECO, NAMED_COAL, NAMED_SMART, NAMED_BASE_STATION,
                                             NAMED_CREDIT};

/* Request `i` of the above with that name; free with g_free(). */
static inline char *named_request(size_t i, const char *name) {
  g_autoptr(cJSON) string = cJSON_CreateString(name);
  GString *request = g_string_new(named_requests[i]);
  char *json = cJSON_PrintUnformatted(string);
  g_string_replace(request, "NAME", json, 0);
  cJSON_free(json);
  return g_string_free(request, FALSE);
}

#endif
