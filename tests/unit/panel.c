/* Panels cost what zzgov_eco_compensation() says group by group, to the fen. */
#include "panel-helper.h"

#include <math.h>

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

/* What people report, what instruments give, and what wants every digit. */
static const Figures reported[] = {{1, 20, 150}, {2, 5, 200}, {3, 20, 120}, {6, 10, 150}};

/* --- laws ------------------------------------------------------------------------------------- */

/* One tier of a rate that is no whole fen for a millionth. */
static const Tiers one_tier = {1, {{0, 12345678}}};
static const Tiers falling = {
    4, {{3 * POINT, 33333333}, {7 * POINT, 20000001}, {40 * POINT, 777}, {0, 1}}};
static const Tiers zero_rates = {3, {{5 * POINT / 2, 0}, {9 * POINT, 54321}, {0, 0}}};
static const Tiers large = {2, {{5 * POINT, 1000000000}, {0, INT64_C(20000000007)}}};
static const Tiers sixteen = {16,
                              {{1, 99},
                               {POINT / 2, 10000000},
                               {POINT, 10000001},
                               {2 * POINT, 7},
                               {3 * POINT, 12345},
                               {4000001, 33333},
                               {5 * POINT, 1},
                               {7 * POINT, 0},
                               {10 * POINT, 98765432},
                               {15 * POINT, 54321},
                               {20 * POINT, 100},
                               {33333333, 19999999},
                               {50 * POINT, 50000},
                               {80 * POINT, 3},
                               {1000 * POINT, 11111111},
                               {0, 20000000}}};

/* Every kind of tiers for a concentration and for a rate. */
static const Tiers *const laws[][N_FACTORS] = {
    {&one_tier, &falling, &zero_rates, &sixteen},
    {&sixteen, &one_tier, &falling, &zero_rates},
    {&large, &sixteen, &large, &one_tier},
    {&falling, &large, &one_tier, &large},
};

static ZzgovRulebook *rulebook_of_law(size_t i) {
  Law law;
  for (size_t f = 0; f < N_FACTORS; f++)
    law.factor[f] = *laws[i][f];
  return rulebook_of(&law);
}

/* --- random panels ---------------------------------------------------------------------------- */

enum { ENOUGH = 30000 };

/* Panels of 1 ... 400 months until there are rows enough. */
static void assert_random(const ZzgovRulebook *rulebook, Figures figures, uint64_t state) {
  size_t n_groups = 1;
  for (size_t n_rows = 0; n_rows < ENOUGH; n_groups = (size_t)random_between(&state, 1, 400)) {
    Readings readings = random_readings(&state, n_groups, 40, figures);
    assert_readings(rulebook, &readings);
    n_rows += readings.n_rows;
    readings_free(&readings);
  }
}

Test(panel, random_panels_by_the_default_rulebook) {
  for (size_t i = 0; i < G_N_ELEMENTS(reported); i++)
    assert_random(built_in(), reported[i], 100 + i);
}

Test(panel, random_panels_by_patched_rulebooks) {
  for (size_t i = 0; i < G_N_ELEMENTS(laws); i++) {
    g_autoptr(ZzgovRulebook) rulebook = rulebook_of_law(i);
    assert_random(rulebook, reported[i], 200 + i);
  }
}

/* From a thousandth to the largest: rates of hundreds of millions of points. */
Test(panel, random_panels_of_any_magnitude) {
  static const Figures wide[] = {{0, 1, 3}, {6, 0, 1}, {3, 0, 2}, {1, 0, MOST_READING}};
  uint64_t state = 3;
  for (int i = 0; i < 300; i++) {
    Readings readings = random_readings(&state, 25, 9, wide[i % 3]);
    for (size_t row = 0; row < readings.n_rows; row++)
      for (size_t c = row % 2; c < N_READINGS; c += 1 + row % 3)
        set_reading(&readings, c, row, random_reading(&state, wide[(row + c) % 4]));
    assert_readings(built_in(), &readings);
    readings_free(&readings);
  }
}

/* --- lengths, orders, strides ----------------------------------------------------------------- */

static const size_t lengths[] = {1,   2,   7,   8,   9,   15,  17,   63,   65,   100,
                                 511, 512, 513, 519, 600, 999, 1000, 1023, 1025, 4099};

/* Rows by turns in groups of about nine. */
static Readings of_length(size_t n, uint64_t state) {
  size_t n_groups = n / 9 + 1;
  Readings readings = readings_new(n, n_groups, 5);
  for (size_t row = 0; row < n; row++) {
    readings.group[row] = (uint32_t)((row * 5 + row / 11) % n_groups);
    random_row(&readings, row, &state, reported[state % G_N_ELEMENTS(reported)]);
  }
  return readings;
}

Test(panel, any_number_of_rows) {
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    Readings readings = of_length(lengths[i], i);
    assert_readings(built_in(), &readings);
    readings_free(&readings);
  }
}

static void assert_strides(const Readings *readings, const Outcome *wanted, ZzgovColumnType type,
                           const ptrdiff_t strides[N_READINGS]) {
  ZzgovEcoPanel panel = panel_of(readings, type);
  char *memory[N_READINGS];
  for (size_t c = 0; c < N_READINGS; c++) {
    ZzgovColumn *column = reading_column(&panel, c);
    *column = spread(column->data, readings->n_rows, strides[c], &memory[c]);
  }
  assert_call(built_in(), panel, readings, wanted, ALL_OF_PANEL);
  for (size_t c = 0; c < N_READINGS; c++)
    g_free(memory[c]);
}

Test(panel, strides) {
  static const ptrdiff_t strides[] = {8, 16, 24, -8, -16, -24, 4096};
  uint64_t state = 24;
  for (size_t n = 1; n < 1500; n = n * 2 + 1) {
    Readings readings = of_length(n, n);
    Outcome wanted = outcome_of(built_in(), &readings, ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES);
    for (int i = 0; i < 20; i++) {
      ptrdiff_t chosen[N_READINGS];
      for (size_t c = 0; c < N_READINGS; c++)
        chosen[c] = strides[next_random(&state) % G_N_ELEMENTS(strides)];
      assert_strides(&readings, &wanted, both_types[i % 2], chosen);
    }
    outcome_free(&wanted);
    readings_free(&readings);
  }
}

/* One value for all rows in the columns whose bit is set. */
Test(panel, a_value_for_all_rows) {
  for (unsigned mask = 1; mask < 1 << N_READINGS; mask++) {
    ptrdiff_t strides[N_READINGS];
    Readings readings = of_length(521, mask);
    for (size_t c = 0; c < N_READINGS; c++) {
      strides[c] = mask >> c & 1 ? 0 : 16;
      for (size_t row = 1; row < readings.n_rows && strides[c] == 0; row++)
        set_reading(&readings, c, row, readings.millionths[c][0]);
    }
    Outcome wanted = outcome_of(built_in(), &readings, ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES);
    for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++)
      assert_strides(&readings, &wanted, both_types[t], strides);
    outcome_free(&wanted);
    readings_free(&readings);
  }
}

/* Any choice of outputs. */
Test(panel, outputs_that_are_not_asked_for) {
  Readings readings = of_length(530, 8);
  Outcome wanted = outcome_of(built_in(), &readings, ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES);
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  for (unsigned mask = 0; mask <= ALL_OF_PANEL; mask++) {
    panel.area = mask & AREAS_OF_PANEL ? readings.area : NULL;
    panel.n_areas = mask & AREAS_OF_PANEL ? readings.n_areas : 0;
    assert_call(built_in(), panel, &readings, &wanted, mask);
  }
  want_of_panel(&panel, &wanted, 0);
  cr_assert(zzgov_eco_compensation_panel(built_in(), &panel, NULL, NULL));
  outcome_free(&wanted);
  readings_free(&readings);
}

/* Values for doubles that the decimals stand for, not those beside. */
Test(panel, doubles_stand_for_decimals) {
  Readings readings = readings_new(3, 1, 1);
  static const double this_year[] = {58.1, 0.3, 99999.999999};
  ZzgovFen total[3];
  for (size_t row = 0; row < 3; row++)
    for (size_t c = 0; c < N_READINGS; c++)
      readings.doubles[c][row] = this_year[row];
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  panel.total_fen = total;
  cr_assert(zzgov_eco_compensation_panel(built_in(), &panel, NULL, NULL));
  /* The mean is 33352.799999666..., the excess 66647.199999333... */
  cr_assert_eq(total[0] + total[1], 0);
  cr_assert_eq(total[2], INT64_C(1332893999987) + INT64_C(666446999993));
  readings_free(&readings);
}

/* --- groups ----------------------------------------------------------------------------------- */

static Readings one_group(size_t n, uint64_t state, Figures figures) {
  Readings readings = readings_new(n, 1, 3);
  for (size_t row = 0; row < n; row++)
    random_row(&readings, row, &state, figures);
  return readings;
}

Test(panel, groups_of_one_owe_nothing) {
  uint64_t state = 1;
  Readings readings = readings_new(700, 700, 7);
  for (size_t row = 0; row < readings.n_rows; row++) {
    readings.group[row] = (uint32_t)(699 - row);
    random_row(&readings, row, &state, (Figures){6, 0, MOST_READING});
  }
  Outcome wanted = outcome_of(built_in(), &readings, ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES);
  for (size_t row = 0; row < readings.n_rows; row++)
    cr_assert_eq(wanted.fen[N_FACTORS][row], 0);
  outcome_free(&wanted);
  assert_readings(built_in(), &readings);
  readings_free(&readings);
}

Test(panel, groups_of_a_thousand) {
  static const size_t sizes[] = {997, 999, 1000};
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
    Readings readings = one_group(sizes[i], i, reported[i]);
    assert_readings(built_in(), &readings);
    readings_free(&readings);
  }
}

Test(panel, rows_that_are_all_equal) {
  static const int64_t values[] = {0, 1, 3, 58100000, 99999999999, 100000000000};
  for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
    for (size_t n = 1; n <= 1000; n = n * 3 + 1) {
      Readings readings = readings_new(n, 1, 1);
      for (size_t row = 0; row < n; row++)
        for (size_t c = 0; c < N_READINGS; c++)
          set_reading(&readings, c, row,
                      c % 2 ? MAX(values[G_N_ELEMENTS(values) - 1 - i], 7) : values[i]);
      assert_readings(built_in(), &readings);
      readings_free(&readings);
    }
}

/* --- rates that change ------------------------------------------------------------------------ */

/* Old and new months by turns in one panel. */
Test(panel, months_with_different_rates) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of_2022();
  uint64_t state = 2022;
  for (int i = 0; i < 8; i++) {
    Readings readings = random_readings(&state, 200, 40, reported[i % 4]);
    for (size_t g = 0; g < readings.n_groups; g++)
      readings.months[g] = ZZGOV_MONTH(2021, 11) + (ZzgovMonth)(next_random(&state) % 4);
    assert_readings(rulebook, &readings);
    readings_free(&readings);
  }
}

Test(panel, the_first_month_of_other_rates) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of_2022();
  Readings readings = readings_new(4, 2, 1);
  ZzgovFen total[2];
  for (size_t row = 0; row < 4; row++) {
    readings.group[row] = (uint32_t)(row % 2);
    for (size_t c = 0; c < N_READINGS; c++)
      set_reading(&readings, c, row, (row < 2 ? 60 : 58) * POINT);
  }
  readings.months[0] = ZZGOV_MONTH(2022, 1);
  readings.months[1] = ZZGOV_MONTH(2021, 12);
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_MILLIONTHS);
  panel.group_total_fen = total;
  cr_assert(zzgov_eco_compensation_panel(rulebook, &panel, NULL, NULL));
  cr_assert_eq(total[0], 8641975 + 90 + 5000000, "%" G_GINT64_FORMAT, total[0]);
  cr_assert_eq(total[1], 10000000 + 5000000);
  readings_free(&readings);
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

enum { LONG = 9000000, ROWS_OF_A_MONTH = 20 };

/* Two values by turns: 60 and 58. */
static ZzgovEcoPanel watched(Watch *seen, Readings *readings, const double values[2]) {
  ZzgovEcoPanel panel = panel_of(readings, ZZGOV_COLUMN_DOUBLES);
  *seen = (Watch){0, 0, 0, readings->n_rows, g_thread_self()};
  panel.progress = watch;
  panel.progress_data = seen;
  panel.pm10 = panel.pm25_last_year = panel.pm10_last_year = (ZzgovColumn){&values[1], 0};
  for (size_t row = 0; row < readings->n_rows; row++) {
    readings->group[row] = (uint32_t)(row / ROWS_OF_A_MONTH);
    readings->doubles[0][row] = values[row % 2];
  }
  return panel;
}

static const double by_turns[] = {60, 58};

Test(panel, progress_grows_to_the_end) {
  static const size_t rows[] = {ROWS_OF_A_MONTH, 5 * ROWS_OF_A_MONTH, LONG};
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  Watch seen;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    Readings readings = readings_new(rows[i], rows[i] / ROWS_OF_A_MONTH, 1);
    ZzgovEcoPanel panel = watched(&seen, &readings, by_turns);
    cr_assert(zzgov_eco_compensation_panel(built_in(), &panel, &sums, NULL));
    cr_assert_eq(seen.last, rows[i]);
    cr_assert_eq(sums.factor_fen[0], (ZzgovFen)rows[i] / 2 * 10000000);
    readings_free(&readings);
  }
  cr_assert_gt(seen.calls, 1, "of many rows one hears more than once");
  Readings none = readings_new(0, 1, 1);
  ZzgovEcoPanel panel = watched(&seen, &none, by_turns);
  panel.pm25 = panel.pm10;
  panel.group = (const uint32_t[]){0};
  cr_assert(zzgov_eco_compensation_panel(built_in(), &panel, &sums, NULL));
  readings_free(&none);
}

Test(panel, progress_stops_the_work) {
  Readings readings = readings_new(LONG, LONG / ROWS_OF_A_MONTH, 1);
  Watch seen;
  ZzgovEcoPanel panel = watched(&seen, &readings, by_turns);
  for (size_t stop_at = 1; stop_at <= 2; stop_at++) {
    GError *error = NULL;
    seen = (Watch){0, 0, stop_at, LONG, g_thread_self()};
    cr_assert_not(zzgov_eco_compensation_panel(built_in(), &panel, NULL, &error));
    assert_error(error, ZZGOV_ERROR_CANCELLED, "");
    cr_assert_eq(seen.calls, stop_at, "nobody is asked again");
    cr_assert_lt(seen.last, LONG, "the rest is not computed");
  }
  seen = (Watch){0, 0, 1, LONG, g_thread_self()};
  cr_assert_not(zzgov_eco_compensation_panel(built_in(), &panel, NULL, NULL));
  readings_free(&readings);
}

/* A bad row is told rather than progress. */
Test(panel, a_bad_row_ends_the_progress) {
  static const double values[] = {60, (double)NAN};
  Readings readings = readings_new(100, 5, 1);
  Watch seen;
  GError *error = NULL;
  ZzgovEcoPanel panel = watched(&seen, &readings, values);
  cr_assert_not(zzgov_eco_compensation_panel(built_in(), &panel, NULL, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "/pm25_last_year/0");
  cr_assert_eq(seen.calls, 0);
  readings_free(&readings);
}
