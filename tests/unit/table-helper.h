/* Small spreadsheets for the tests of zzgov/table.h. */
#ifndef TEST_TABLE_HELPER_H
#define TEST_TABLE_HELPER_H

#include "helper.h"

#define ECO_HEADERS "name,pm25,PM10,pm25_last_year,pm10_last_year\n"
#define ECO_ROWS "金水区,58,88,61,90.5\n中原区,57.3,99,61.1,103.4\n"
#define ECO_TABLE ECO_HEADERS ECO_ROWS
#define ECO_FRAME "{\"input\":{\"month\":\"2020-11\"}}"

static inline ZzgovTable *read_table(const char *calculator, const char *csv, const char *frame,
                                     GError **error) {
  return zzgov_table_read_csv(calculator, csv, strlen(csv), frame, NULL, error);
}

/* A table that is sound. */
static inline ZzgovTable *table_of(const char *calculator, const char *csv, const char *frame) {
  GError *error = NULL;
  ZzgovTable *table = read_table(calculator, csv, frame, &error);
  assert_no_error(error);
  cr_assert_not_null(table);
  return table;
}

/* A table is refused, with and without an error to fill. The error is the caller's. */
static inline GError *refusal(const char *calculator, const char *csv, const char *frame) {
  GError *error = NULL;
  cr_assert_null(read_table(calculator, csv, frame, &error));
  cr_assert_null(read_table(calculator, csv, frame, NULL));
  cr_assert_not_null(error);
  cr_assert_eq(error->domain, ZZGOV_ERROR);
  return error;
}

/* The code of a refusal, and that its message has some words. */
#define assert_refusal(calculator, csv, frame, code_wanted, words)                                 \
  do {                                                                                             \
    g_autoptr(GError) refused_ = refusal(calculator, csv, frame);                                  \
    cr_assert_str_eq(zzgov_error_code_name(refused_->code), zzgov_error_code_name(code_wanted),    \
                     "%.2000s", refused_->message);                                                \
    assert_has(refused_->message, words);                                                          \
  } while (0)

/* A request that was read answers as one written by hand. */
static inline void assert_answers_like(const ZzgovTable *table, size_t index, const char *request) {
  const char *read = zzgov_table_get_request(table, index);
  cr_assert_not_null(read);
  g_autofree char *found = evaluate(read), *wanted = evaluate(request);
  assert_has_not(wanted, "\"error\"");
  assert_same(found, wanted);
}

#endif
