/* Columns that are refused, stopped or too large. */
#include "columns-helper.h"

#include <math.h>

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

static const char *const names[N_COLUMNS] = {
    "pm25", "pm25_base", "pm25_improvement", "pm25_improvement_base",
    "pm10", "pm10_base", "pm10_improvement", "pm10_improvement_base"};

static void assert_refused(const ZzgovRulebook *rulebook, const ZzgovEcoColumns *columns,
                           ZzgovErrorCode code, const char *path) {
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  GError *error = NULL;
  cr_assert_not(zzgov_eco_compensation_columns(rulebook, columns, &sums, &error), "%s", path);
  assert_error(error, code, path);
  cr_assert_not(zzgov_eco_compensation_columns(rulebook, columns, &sums, NULL));
}

/* --- the first bad row ------------------------------------------------------------------------ */

/* A column whose row is bad stops the work at its place. */
static void assert_stops(const ZzgovEcoColumns *columns, size_t c, size_t row) {
  g_autofree char *path = g_strdup_printf("/%s/%zu", names[c], row);
  assert_refused(built_in(), columns, ZZGOV_ERROR_INVALID_VALUE, path);
}

static const double bad_doubles[] = {NAN,     -NAN, INFINITY,  -INFINITY,
                                     1e9 + 1, -2e9, 0.0000001, 5e-324};
static const int64_t bad_millionths[] = {INT64_MIN, INT64_MAX, MOST_MILLIONTHS + 1,
                                         -MOST_MILLIONTHS - 1};

Test(columns_errors, the_first_bad_row_has_a_path) {
  Table table = table_random(40, 1);
  for (size_t c = 0; c < N_COLUMNS; c++) {
    double *x = &table.doubles[c * table.n + 17], kept = *x;
    int64_t *m = &table.millionths[c * table.n + 17], kept_m = *m;
    ZzgovEcoColumns doubles = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
    ZzgovEcoColumns millionths = columns_of(&table, ZZGOV_COLUMN_MILLIONTHS);
    for (size_t i = 0; i < G_N_ELEMENTS(bad_doubles); i++) {
      *x = bad_doubles[i];
      assert_stops(&doubles, c, 17);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(bad_millionths); i++) {
      *m = bad_millionths[i];
      assert_stops(&millionths, c, 17);
    }
    *x = kept;
    *m = kept_m;
  }
  table_free(&table);
}

Test(columns_errors, the_first_bad_row_of_any_length) {
  for (size_t n = 1; n <= 70; n++)
    for (size_t row = 0; row < n; row += 3) {
      Table table = table_random(n, n);
      size_t c = row % N_COLUMNS;
      table.doubles[c * n + row] = NAN;
      if (row < n - 1)
        table.doubles[n - 1] = INFINITY; /* a later one */
      ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
      assert_stops(&columns, c, row);
      table_free(&table);
    }
}

/* The order of the columns decides within a row. */
Test(columns_errors, the_first_bad_column_of_a_row) {
  Table table = table_random(20, 1);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  for (size_t c = N_COLUMNS; c-- > 0;) {
    table.doubles[c * table.n + 19] = c % 2 ? 1e10 : NAN;
    assert_stops(&columns, c, 19);
  }
  table_free(&table);
}

/* A value for all rows is bad in the first. */
Test(columns_errors, a_bad_value_for_all_rows) {
  Table table = table_random(600, 1);
  for (size_t c = 0; c < N_COLUMNS; c++) {
    ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
    set_column(&columns, c, &bad_doubles[0], 0);
    assert_stops(&columns, c, 0);
    assert_all_outputs(columns);
  }
  table_free(&table);
}

static void assert_message(const Table *table, ZzgovColumnType type, const char *value) {
  ZzgovEcoColumns columns = columns_of(table, type);
  GError *error = NULL;
  cr_assert_not(zzgov_eco_compensation_columns(built_in(), &columns, NULL, &error));
  assert_has(error->message, value);
  assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "/pm25/8");
}

Test(columns_errors, the_message_shows_the_value) {
  Table table = table_random(9, 1);
  table.millionths[8] = MOST_MILLIONTHS + 1;
  assert_message(&table, ZZGOV_COLUMN_MILLIONTHS, "1000000000000001");
  table.doubles[8] = 0.1 + 0.2;
  assert_message(&table, ZZGOV_COLUMN_DOUBLES, "0.30000000000000004");
  table.doubles[8] = -2e9;
  assert_message(&table, ZZGOV_COLUMN_DOUBLES, "-2000000000");
  table.doubles[8] = NAN;
  assert_message(&table, ZZGOV_COLUMN_DOUBLES, "nan");
  table_free(&table);
}

/* --- arguments -------------------------------------------------------------------------------- */

static void assert_bad(const ZzgovRulebook *rulebook, const ZzgovEcoColumns *columns,
                       ZzgovEcoColumnSums *sums) {
  GError *error = NULL;
  cr_assert_not(zzgov_eco_compensation_columns(rulebook, columns, sums, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_ARGUMENT, "");
  cr_assert_not(zzgov_eco_compensation_columns(rulebook, columns, sums, NULL));
}

Test(columns_errors, null_arguments) {
  Table table = table_random(3, 1);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  GError *error = NULL;
  assert_bad(NULL, &columns, NULL);
  assert_bad(built_in(), NULL, NULL);
  cr_assert_not(zzgov_eco_compensation_columns(NULL, &columns, NULL, &error));
  assert_bad_argument(error, "rulebook");
  cr_assert_not(zzgov_eco_compensation_columns(built_in(), NULL, NULL, &error));
  assert_bad_argument(error, "columns");
  for (size_t c = 0; c < N_COLUMNS; c++) {
    columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
    set_column(&columns, c, NULL, 8);
    cr_assert_not(zzgov_eco_compensation_columns(built_in(), &columns, NULL, &error));
    assert_has(error->message, names[c]);
    assert_error(error, ZZGOV_ERROR_INVALID_ARGUMENT, "");
  }
  table_free(&table);
}

Test(columns_errors, sizes_that_no_release_had) {
  Table table = table_random(3, 1);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  const size_t sizes[] = {0, 1, sizeof(size_t)};
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
    columns.size = sizes[i];
    assert_bad(built_in(), &columns, NULL);
    columns.size = sizeof columns;
    sums.size = sizes[i];
    assert_bad(built_in(), &columns, &sums);
    sums.size = sizeof sums;
  }
  table_free(&table);
}

Test(columns_errors, types_and_months_that_there_are_not) {
  static const int types[] = {0, 3, -1, 99};
  static const ZzgovMonth months[] = {ZZGOV_DATE_ABSENT,   0, -1, INT32_MAX, ZZGOV_MONTH(1899, 12),
                                      ZZGOV_MONTH(2200, 1)};
  Table table = table_random(3, 1);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    columns.type = (ZzgovColumnType)types[i];
    assert_bad(built_in(), &columns, NULL);
  }
  columns.type = ZZGOV_COLUMN_DOUBLES;
  for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
    columns.month = months[i];
    assert_bad(built_in(), &columns, NULL);
    columns.n_rows = 0;
    assert_bad(built_in(), &columns, NULL);
    columns.n_rows = 3;
  }
  table_free(&table);
}

Test(columns_errors, months_before_the_first) {
  Table table = table_random(3, 1);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  static const ZzgovMonth months[] = {ZZGOV_MONTH(2020, 9), ZZGOV_MONTH(2019, 12),
                                      ZZGOV_MONTH(1900, 1)};
  static const char rules[] = "{\"eco-compensation\":{\"from_month\":\"2020-12\"}}";
  g_autoptr(ZzgovRulebook) later = zzgov_rulebook_patch(built_in(), rules, strlen(rules), NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
    columns.month = months[i];
    assert_refused(built_in(), &columns, ZZGOV_ERROR_NOT_IN_FORCE, "/month");
  }
  columns.month = ZZGOV_MONTH(2020, 10);
  assert_all_outputs(columns);
  columns.month = ZZGOV_MONTH(2199, 12);
  assert_all_outputs(columns);
  columns.month = ZZGOV_MONTH(2020, 11);
  assert_refused(later, &columns, ZZGOV_ERROR_NOT_IN_FORCE, "/month");
  columns.month = ZZGOV_MONTH(2020, 12);
  assert_columns(later, &law_of_2020, &columns);
  table_free(&table);
}

/* --- amounts beyond int64 --------------------------------------------------------------------- */

/* The last fen that fits is 92233720368547758.07 yuan: 92233.720368 points at 10^12 yuan and
 * 547758.07 yuan for a point of PM10. */
static const Law at_the_end = {
    {{1, {{0, INT64_C(100000000000000)}}}, {1, {{0, 0}}}, {1, {{0, 54775807}}}, {1, {{0, 0}}}}};

static Table table_at_the_end(size_t n) {
  Table table = table_new(n);
  for (size_t row = 0; row < n; row++)
    table_set(&table, 0, row, row == n / 2 ? INT64_C(92233720368) : 0);
  table_set(&table, 4, n / 2, POINT);
  return table;
}

Test(columns_errors, sums_at_the_end_of_int64) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&at_the_end);
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    Table table = table_at_the_end(20);
    ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
    assert_columns(rulebook, &at_the_end, &columns); /* INT64_MAX */
    table_set(&table, 0, 3, 1);
    assert_refused(rulebook, &columns, ZZGOV_ERROR_OVERFLOW, "");
    table_set(&table, 0, 3, 0);
    table_set(&table, 4, 4, 1); /* 0.55 yuan more in another factor */
    assert_refused(rulebook, &columns, ZZGOV_ERROR_OVERFLOW, "");
    columns.n_rows = 0;
    assert_columns(rulebook, &at_the_end, &columns);
    table_free(&table);
  }
}

/* Many rows by the law itself: 1.7 x 10^17 fen each. */
Test(columns_errors, sums_of_many_rows) {
  static const double most = 1e9, least = -1e9;
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  columns.month = ZZGOV_MONTH(2020, 11);
  for (size_t c = 0; c < N_COLUMNS; c++)
    set_column(&columns, c, c % 4 == 0 || c % 4 == 3 ? &most : &least, 0);
  for (columns.n_rows = 1; columns.n_rows <= 54; columns.n_rows++)
    assert_columns(built_in(), &law_of_2020, &columns);
  for (columns.n_rows = 55; columns.n_rows < 3000; columns.n_rows += 100)
    assert_refused(built_in(), &columns, ZZGOV_ERROR_OVERFLOW, "");
  columns.n_rows = 1000000; /* beyond 64 bits, too */
  assert_refused(built_in(), &columns, ZZGOV_ERROR_OVERFLOW, "");
}

/* A row whose amount or total does not fit is bad; the others count. */
Test(columns_errors, a_row_beyond_int64) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&at_the_end);
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    Table table = table_at_the_end(40);
    Outputs outputs = outputs_new(table.n);
    ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
    want(&columns, &outputs, ALL_OUTPUTS);
    table_set(&table, 0, 7, INT64_C(92233720369)); /* one amount */
    table_set(&table, 0, 23, INT64_C(92233720368));
    table_set(&table, 4, 23, POINT + 1); /* two that fit */
    table_set(&table, 0, 30, MOST_MILLIONTHS);
    table_set(&table, 1, 30, -MOST_MILLIONTHS); /* 2 x 10^23 */
    assert_columns(rulebook, &at_the_end, &columns);
    cr_assert(outputs.status[7] == ZZGOV_ROW_OVERFLOW && outputs.status[23] == ZZGOV_ROW_OVERFLOW);
    cr_assert(outputs.status[30] == ZZGOV_ROW_OVERFLOW && outputs.status[20] == ZZGOV_ROW_GOOD);
    outputs_free(&outputs);
    table_free(&table);
  }
}

Test(columns_errors, a_row_beyond_int64_stops_at_its_factor) {
  static const char *const paths[] = {"/pm25/17", "/pm25_improvement/17", "/pm10/17",
                                      "/pm10_improvement/17"};
  for (size_t f = 0; f < N_FACTORS; f++) {
    Law law = {{{1, {{0, 0}}}, {1, {{0, 0}}}, {1, {{0, 0}}}, {1, {{0, 0}}}}};
    law.factor[f].tier[0].rate = INT64_C(100000000000000);
    g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&law);
    Table table = table_new(30);
    table_set(&table, f % 2 ? 2 * f + 1 : 2 * f, 17, INT64_C(92233720369));
    for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
      ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
      assert_refused(rulebook, &columns, ZZGOV_ERROR_OVERFLOW, paths[f]);
    }
    table_free(&table);
  }
}

/* Where a row is bad and beyond int64, the values come first, in its status as in the error. */
Test(columns_errors, bad_values_come_before_amounts) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&at_the_end);
  Table table = table_at_the_end(20);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  uint8_t status[20];
  table_set(&table, 0, 5, MOST_MILLIONTHS);
  table.doubles[7 * table.n + 5] = NAN;
  assert_refused(rulebook, &columns, ZZGOV_ERROR_INVALID_VALUE, "/pm10_improvement_base/5");
  columns.status = status;
  assert_columns(rulebook, &at_the_end, &columns);
  table_free(&table);
}
