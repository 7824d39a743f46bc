/* Any bytes as a spreadsheet of any calculator: it is refused with an error of ours, or its
 * requests are JSON and what they come to can be reported in every form. */
#include <stdlib.h>
#include <string.h>
#include <zzgov.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const calculators[] = {
    "eco-compensation", "coal-closure",    "smart-mine", "base-station-reward",
    "credit-list",      "credit-timeline", "workdays",
};
static const char *const frames[] = {
    "{\"input\":{\"month\":\"2020-11\"}}",    NULL, NULL, NULL,
    "{\"input\":{\"as_of\":\"2021-03-01\"}}", NULL, NULL,
};

static void check_error(GError *error) {
  bool ours = error && error->domain == ZZGOV_ERROR && g_utf8_validate(error->message, -1, NULL);
  if (!ours || error->code == ZZGOV_ERROR_INTERNAL || error->code == ZZGOV_ERROR_INVALID_JSON ||
      error->code == ZZGOV_ERROR_INVALID_ARGUMENT)
    abort();
  g_error_free(error);
}

static void report(const ZzgovTable *table) {
  GPtrArray *requests = g_ptr_array_new();
  size_t failed;
  for (size_t i = 0; i < zzgov_table_get_n_requests(table); i++)
    g_ptr_array_add(requests, (gpointer)zzgov_table_get_request(table, i));
  for (int format = ZZGOV_REPORT_TABLE; format <= ZZGOV_REPORT_HTML; format++) {
    GError *error = NULL;
    char *text = zzgov_report(NULL, (const char *const *)requests->pdata, requests->len,
                              (ZzgovReportFormat)format, ZZGOV_LANG_ZH, &failed, &error);
    if (text && !g_utf8_validate(text, -1, NULL))
      abort();
    if (!text) {
      g_free(zzgov_table_locate(table, failed, zzgov_error_get_path(error), ZZGOV_LANG_EN));
      check_error(error);
      break;
    }
    g_free(text);
  }
  g_ptr_array_unref(requests);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  GError *error = NULL;
  if (size == 0)
    return 0;
  size_t which = data[0] % G_N_ELEMENTS(calculators);
  ZzgovTable *table = zzgov_table_read_csv(calculators[which], (const char *)data + 1, size - 1,
                                           frames[which], NULL, &error);
  if (table)
    report(table);
  else
    check_error(error);
  zzgov_table_free(table);
  return 0;
}
