/* Many rows: against the scalar door, against the reference, and told of on the way. */
#include "columns-helper.h"

#include <math.h>

enum { MONTHS = 10000, MOST_AREAS = 16, CHUNK = 100000, CHUNKS = 100 };

/* Rates of which few are whole fen for a millionth. */
static const Law patched_law = {{
    {3, {{POINT / 2, 12345678}, {7 * POINT, 1}, {0, 98765432101}}},
    {1, {{0, 33333333}}},
    {2, {{5 * POINT, 100000000}, {0, 0}}},
    {4, {{1, 7}, {100, 499999}, {3000001, 500000}, {0, 10000001}}},
}};

/* --- the scalar door -------------------------------------------------------------------------- */

/* A month of areas with all bases given, and the same in columns. */
typedef struct {
  ZzgovEcoCompensationInput input;
  ZzgovEcoArea areas[MOST_AREAS];
  ZzgovEcoGivenBase base;
  char names[MOST_AREAS][8];
  Table table;
  ZzgovEcoColumns columns;
} Month;

/* In the order of the columns: what the contract allows of values and rates. */
static int64_t random_value(uint64_t *state, size_t c) {
  bool wide = next_random(state) % 50 == 0;
  int64_t m = random_millionths(state, wide ? 100000 : 150);
  if (c / 2 % 2 == 0)
    return m < 0 ? -m : m;
  return MIN(wide ? -8 * m : m, 100 * POINT);
}

static void set_area(Month *month, size_t row) {
  const int64_t *m = month->table.millionths + row;
  size_t n = month->table.n;
  ZzgovEcoArea *area = &month->areas[row];
  *area = (ZzgovEcoArea)ZZGOV_ECO_AREA_INIT;
  g_snprintf(month->names[row], sizeof month->names[row], "%zu", row);
  area->name = month->names[row];
  area->pm25 = m[0 * n];
  area->pm25_improvement = m[2 * n];
  area->pm10 = m[4 * n];
  area->pm10_improvement = m[6 * n];
}

static void random_areas(Month *month, uint64_t *state) {
  month->table = table_new((size_t)random_between(state, 1, MOST_AREAS));
  for (size_t c = 0; c < N_COLUMNS; c++) {
    int64_t base = random_value(state, c);
    for (size_t row = 0; row < month->table.n; row++)
      table_set(&month->table, c, row, c % 2 ? base : random_value(state, c));
  }
  for (size_t row = 0; row < month->table.n; row++)
    set_area(month, row);
}

static void random_month(Month *month, uint64_t *state) {
  random_areas(month, state);
  const int64_t *m = month->table.millionths;
  size_t n = month->table.n;
  month->base = (ZzgovEcoGivenBase){sizeof month->base, m[1 * n], m[3 * n], m[5 * n], m[7 * n]};
  month->input = (ZzgovEcoCompensationInput){
      sizeof month->input, ZZGOV_MONTH(2020, 10) + (ZzgovMonth)(next_random(state) % 100),
      month->areas, n, &month->base};
  month->columns = columns_of(&month->table, both_types[next_random(state) % 2]);
  month->columns.month = month->input.month;
  for (size_t c = 1; c < N_COLUMNS; c += 2)
    if (next_random(state) % 2)
      set_column(&month->columns, c, column_at(&month->columns, c)->data, 0);
}

static void assert_areas(const ZzgovEcoCompensationResult *result, const ZzgovEcoColumns *columns,
                         const ZzgovEcoColumnSums *sums, int seed) {
  cr_assert_eq(result->total_fen, sums->total_fen, "month %d", seed);
  for (size_t row = 0; row < columns->n_rows; row++) {
    if (result->areas[row].total_fen != columns->total_fen[row])
      cr_assert_fail("month %d, row %zu", seed, row);
    for (size_t f = 0; f < N_FACTORS; f++)
      if (result->areas[row].factors[f].amount_fen != columns->factor_fen[f][row])
        cr_assert_fail("month %d, row %zu, factor %zu", seed, row, f);
  }
}

static void assert_month(const ZzgovRulebook *rulebook, Month *month, const Outputs *outputs,
                         int seed) {
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  GError *error = NULL;
  want(&month->columns, outputs, ALL_OUTPUTS & ~STATUS_OUTPUT);
  g_autoptr(ZzgovEcoCompensationResult) result =
      zzgov_eco_compensation(rulebook, &month->input, NULL, NULL, &error);
  assert_no_error(error);
  zzgov_eco_compensation_columns(rulebook, &month->columns, &sums, &error);
  assert_no_error(error);
  assert_areas(result, &month->columns, &sums, seed);
}

static void assert_months(const ZzgovRulebook *rulebook) {
  Outputs outputs = outputs_new(MOST_AREAS);
  uint64_t state = 2020;
  for (int seed = 0; seed < MONTHS; seed++) {
    Month month;
    random_month(&month, &state);
    assert_month(rulebook, &month, &outputs, seed);
    table_free(&month.table);
  }
  outputs_free(&outputs);
}

Test(columns_bulk, equals_the_scalar_door) { assert_months(zzgov_rulebook_get_default()); }

Test(columns_bulk, equals_the_scalar_door_with_patched_rates) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&patched_law);
  assert_months(rulebook);
}

/* --- ten million rows ------------------------------------------------------------------------- */

static void fill(Table *table, uint64_t *state) {
  for (size_t c = 0; c < N_COLUMNS; c++)
    for (size_t row = 0; row < table->n; row++)
      table_set(table, c, row, random_between(state, -30 * POINT, 170 * POINT));
}

static void assert_chunks(const ZzgovRulebook *rulebook, const Law *law, uint64_t state, int chunks,
                          ZzgovColumnType type) {
  Table table = table_new(CHUNK);
  Outputs outputs = outputs_new(CHUNK);
  ZzgovEcoColumns columns = columns_of(&table, type);
  want(&columns, &outputs, ALL_OUTPUTS);
  for (int i = 0; i < chunks; i++) {
    fill(&table, &state);
    assert_columns(rulebook, law, &columns);
  }
  outputs_free(&outputs);
  table_free(&table);
}

Test(columns_bulk, ten_million_rows) {
  assert_chunks(zzgov_rulebook_get_default(), &law_of_2020, 1, CHUNKS * 7 / 10,
                ZZGOV_COLUMN_DOUBLES);
  assert_chunks(zzgov_rulebook_get_default(), &law_of_2020, 2, CHUNKS / 10,
                ZZGOV_COLUMN_MILLIONTHS);
}

Test(columns_bulk, of_them_by_patched_rates) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&patched_law);
  assert_chunks(rulebook, &patched_law, 3, CHUNKS / 10, ZZGOV_COLUMN_DOUBLES);
  assert_chunks(rulebook, &patched_law, 4, CHUNKS / 10, ZZGOV_COLUMN_MILLIONTHS);
}

/* --- progress --------------------------------------------------------------------------------- */

typedef struct {
  size_t calls, last, stop_at, n_rows;
  GThread *thread;
} Watch;

static bool watch(size_t n_rows_done, void *data) {
  Watch *seen = data;
  if (n_rows_done <= seen->last || n_rows_done > seen->n_rows || g_thread_self() != seen->thread)
    cr_assert_fail("%zu rows of %zu after %zu", n_rows_done, seen->n_rows, seen->last);
  seen->last = n_rows_done;
  return ++seen->calls != seen->stop_at;
}

enum { LONG = 9000000 };

static ZzgovEcoColumns watched(Watch *seen, size_t n_rows) {
  static const double value = 60, base = 52;
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  *seen = (Watch){0, 0, 0, n_rows, g_thread_self()};
  columns.n_rows = n_rows;
  columns.month = ZZGOV_MONTH(2020, 11);
  columns.progress = watch;
  columns.progress_data = seen;
  for (size_t c = 0; c < N_COLUMNS; c++)
    set_column(&columns, c, c % 2 ? &base : &value, 0);
  return columns;
}

Test(columns_bulk, progress_grows_to_the_end) {
  static const size_t lengths[] = {1, 100, LONG};
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  Watch seen;
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    ZzgovEcoColumns columns = watched(&seen, lengths[i]);
    cr_assert(zzgov_eco_compensation_columns(zzgov_rulebook_get_default(), &columns, &sums, NULL));
    cr_assert_eq(seen.last, lengths[i]);
    cr_assert_eq(sums.total_fen, (ZzgovFen)lengths[i] * (110000000 + 55000000));
  }
  cr_assert_gt(seen.calls, 1, "of many rows one hears more than once");
  ZzgovEcoColumns none = watched(&seen, 0);
  cr_assert(zzgov_eco_compensation_columns(zzgov_rulebook_get_default(), &none, &sums, NULL));
}

Test(columns_bulk, progress_stops_the_work) {
  for (size_t stop_at = 1; stop_at <= 2; stop_at++)
    for (unsigned threads = 0; threads <= 2; threads++) {
      Watch seen;
      ZzgovEcoColumns columns = watched(&seen, LONG);
      columns.threads = threads;
      GError *error = NULL;
      seen.stop_at = stop_at;
      cr_assert_not(
          zzgov_eco_compensation_columns(zzgov_rulebook_get_default(), &columns, NULL, &error));
      assert_error(error, ZZGOV_ERROR_CANCELLED, "");
      cr_assert_eq(seen.calls, stop_at, "nobody is asked again");
      cr_assert_lt(seen.last, LONG, "the rest is not computed");
    }
}

/* A bad row is told rather than progress. */
Test(columns_bulk, a_bad_row_ends_the_progress) {
  static const double bad = NAN;
  Watch seen;
  ZzgovEcoColumns columns = watched(&seen, 100);
  set_column(&columns, 6, &bad, 0);
  GError *error = NULL;
  cr_assert_not(
      zzgov_eco_compensation_columns(zzgov_rulebook_get_default(), &columns, NULL, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "/pm10_improvement/0");
  cr_assert_eq(seen.calls, 0);
}
