#include "table-helper.h"

/* Bounds of a spreadsheet. */

#define COAL_HEADERS                                                                               \
  "name,capacity_10kt,accepted_on,licences_revoked,explosives_disposed,"                           \
  "power_cut_and_equipment_removed,shafts_sealed,workers_resettled\n"
#define WORKDAYS "from,add\n2020-09-30,3\n"
#define MAX_BYTES ((size_t)64 * 1024 * 1024)

/* Reads a table and settles it. */
static char *settle(const char *calculator, const char *csv, GError **error) {
  g_autoptr(ZzgovTable) table = read_table(calculator, csv, NULL, error);
  if (!table)
    return NULL;
  const char *request = zzgov_table_get_request(table, 0);
  cr_assert_eq(zzgov_table_get_n_requests(table), 1);
  return zzgov_report(NULL, &request, 1, ZZGOV_REPORT_JSON, ZZGOV_LANG_EN, NULL, error);
}

static char *mines(int n) {
  GString *csv = g_string_new(COAL_HEADERS);
  for (int i = 0; i < n; i++)
    g_string_append_printf(csv, "mine %d,21,2020-11-30,是,是,是,是,是\n", i);
  return g_string_free(csv, FALSE);
}

Test(table_limits, ten_thousand_mines) {
  GError *error = NULL;
  g_autofree char *csv = mines(10000), *report = settle("coal-closure", csv, &error);
  assert_no_error(error);
  assert_has(report, "\"award_total_yuan\":\"60000000000.00\"");
}

Test(table_limits, one_mine_too_many) {
  GError *error = NULL;
  g_autofree char *csv = mines(10001), *report = settle("coal-closure", csv, &error);
  cr_assert_null(report);
  cr_assert(g_error_matches(error, ZZGOV_ERROR, ZZGOV_ERROR_LIMIT_EXCEEDED), "%s", error->message);
  assert_has(error->message, "10000");
  g_clear_error(&error);
}

/* Questions are requests of their own, so no array bounds them. */
Test(table_limits, many_questions) {
  GString *csv = g_string_new("from,add\n");
  for (int i = 0; i < 10000; i++)
    g_string_append(csv, "2020-09-30,3\n");
  g_autoptr(ZzgovTable) table = table_of("workdays", csv->str, NULL);
  cr_assert_eq(zzgov_table_get_n_requests(table), 10000);
  assert_answers_like(
      table, 9999, "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}");
  g_string_append(csv, "2020-09-30,3\n");
  g_autoptr(GError) error = refusal("workdays", csv->str, NULL);
  cr_assert(g_error_matches(error, ZZGOV_ERROR, ZZGOV_ERROR_LIMIT_EXCEEDED));
  g_string_free(csv, TRUE);
}

/* A small table and blank lines behind it. */
static char *table_of_bytes(size_t n) {
  char *csv = g_malloc(n);
  memset(csv, '\n', n);
  memcpy(csv, WORKDAYS, strlen(WORKDAYS));
  return csv;
}

Test(table_limits, as_large_as_may_be) {
  GError *error = NULL;
  g_autofree char *csv = table_of_bytes(MAX_BYTES);
  g_autoptr(ZzgovTable) table =
      zzgov_table_read_csv("workdays", csv, MAX_BYTES, NULL, NULL, &error);
  assert_no_error(error);
  cr_assert_eq(zzgov_table_get_n_requests(table), 1);
}

Test(table_limits, one_byte_too_many) {
  GError *error = NULL;
  g_autofree char *csv = table_of_bytes(MAX_BYTES + 1);
  cr_assert_null(zzgov_table_read_csv("workdays", csv, MAX_BYTES + 1, NULL, NULL, &error));
  cr_assert(g_error_matches(error, ZZGOV_ERROR, ZZGOV_ERROR_LIMIT_EXCEEDED), "%s", error->message);
  assert_has(error->message, "64");
  g_clear_error(&error);
  cr_assert_null(zzgov_table_read_csv("workdays", csv, SIZE_MAX, NULL, NULL, NULL));
}
