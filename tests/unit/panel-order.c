/* Panels whose rows come group by group, and by what that depends: blocks, runs, tables. */
#include "panel-helper.h"

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

static const Figures two_decimals = {2, 20, 150};

/* Groups of these sizes one after the other. */
static Readings of_sizes(const size_t *sizes, size_t n, uint64_t state) {
  size_t n_rows = 0, row = 0;
  for (size_t g = 0; g < n; g++)
    n_rows += sizes[g];
  Readings readings = readings_new(n_rows, n, 5);
  for (size_t g = 0; g < n; g++)
    for (size_t i = 0; i < sizes[g]; i++, row++) {
      readings.group[row] = (uint32_t)g;
      random_row(&readings, row, &state, two_decimals);
    }
  return readings;
}

static void assert_sizes(const size_t *sizes, size_t n, uint64_t state) {
  Readings readings = of_sizes(sizes, n, state);
  assert_readings(built_in(), &readings);
  readings_free(&readings);
}

/* --- sizes of groups beside each other -------------------------------------------------------- */

Test(panel_order, groups_of_one_to_sixty) {
  size_t sizes[60];
  for (size_t g = 0; g < G_N_ELEMENTS(sizes); g++)
    sizes[g] = g + 1;
  assert_sizes(sizes, G_N_ELEMENTS(sizes), 1);
}

/* A block ends with a group, as near to 512 rows as it can. */
Test(panel_order, groups_around_a_block) {
  static const size_t sizes[] = {511, 1, 512, 513,  1, 510, 2,   3,   1000, 1000, 999,
                                 16,  1, 512, 1000, 7, 505, 505, 505, 1,    1000, 1};
  for (size_t n = 1; n <= G_N_ELEMENTS(sizes); n++)
    assert_sizes(sizes, n, n);
}

Test(panel_order, groups_that_are_missing) {
  static const size_t sizes[] = {0, 0, 3, 0, 600, 0, 0, 1, 0, 8, 0};
  assert_sizes(sizes, G_N_ELEMENTS(sizes), 3);
}

/* Every row a group: more runs than any block has rows of a group. */
Test(panel_order, nothing_but_groups_of_one_or_two) {
  size_t sizes[1500];
  for (size_t g = 0; g < G_N_ELEMENTS(sizes); g++)
    sizes[g] = 1 + g % 7 / 6;
  assert_sizes(sizes, G_N_ELEMENTS(sizes), 4);
}

/* --- runs ------------------------------------------------------------------------------------- */

/* Stretches of so many rows of a group, again and again. */
static Readings in_stretches(size_t n_rows, size_t n_groups, size_t length, uint64_t state) {
  Readings readings = readings_new(n_rows, n_groups, 3);
  for (size_t row = 0; row < n_rows; row++) {
    readings.group[row] = (uint32_t)(row / length % n_groups);
    random_row(&readings, row, &state, two_decimals);
  }
  return readings;
}

Test(panel_order, stretches_of_any_length) {
  for (size_t length = 1; length < 40; length++) {
    Readings readings = in_stretches(1100, 7, length, length);
    assert_readings(built_in(), &readings);
    readings_free(&readings);
  }
}

/* Rates of their own for groups that stand in any order. */
Test(panel_order, stretches_with_different_rates) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of_2022();
  for (size_t length = 1; length < 20; length += 3) {
    Readings readings = in_stretches(1100, 8, length, length);
    for (size_t g = 0; g < readings.n_groups; g++)
      readings.months[g] = ZZGOV_MONTH(2021 + (int)(g % 2), 5);
    assert_readings(rulebook, &readings);
    readings_free(&readings);
  }
}

/* The last two rows are in the wrong order: all the others need not be. */
Test(panel_order, one_row_out_of_order) {
  static const size_t sizes[] = {16, 16, 300, 16, 700, 16, 16, 1, 2};
  Readings readings = of_sizes(sizes, G_N_ELEMENTS(sizes), 9);
  size_t last = readings.n_rows - 1;
  readings.group[0] = readings.group[last];
  assert_readings(built_in(), &readings);
  readings.group[0] = 0;
  readings.group[last] = 0;
  assert_readings(built_in(), &readings);
  readings_free(&readings);
}

/* --- bad rows --------------------------------------------------------------------------------- */

/* The group of a bad row is spoilt, those beside it are not. */
Test(panel_order, a_bad_row_at_every_place) {
  static const size_t sizes[] = {5, 1, 16, 9, 2};
  for (size_t row = 0; row < 33; row++) {
    Readings readings = of_sizes(sizes, G_N_ELEMENTS(sizes), 5);
    readings.doubles[row % N_READINGS][row] = -1;
    readings.millionths[row % N_READINGS][row] = -1;
    readings.bad[row] = ZZGOV_ROW_OUT_OF_RANGE;
    assert_readings(built_in(), &readings);
    readings_free(&readings);
  }
}

static void assert_refused(const ZzgovEcoPanel *panel, ZzgovErrorCode code, const char *path) {
  GError *error = NULL;
  cr_assert_not(zzgov_eco_compensation_panel(built_in(), panel, NULL, &error), "%s", path);
  assert_error(error, code, path);
}

/* 1,001 rows of the second group, and a bad one behind them: values are looked at before sizes. */
Test(panel_order, a_group_of_1001_rows_in_order) {
  static const size_t sizes[] = {16, 1001, 16};
  Readings readings = of_sizes(sizes, G_N_ELEMENTS(sizes), 6);
  uint8_t status[1033];
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  assert_refused(&panel, ZZGOV_ERROR_LIMIT_EXCEEDED, "/group/1016");
  panel.status = status;
  assert_refused(&panel, ZZGOV_ERROR_LIMIT_EXCEEDED, "/group/1016");
  panel.status = NULL;
  readings.doubles[2][1020] = 0.1 + 0.2;
  assert_refused(&panel, ZZGOV_ERROR_INVALID_VALUE, "/pm10/1020");
  panel.n_rows = 1016;
  cr_assert(zzgov_eco_compensation_panel(built_in(), &panel, NULL, NULL));
  readings_free(&readings);
}

/* Groups and areas are looked at before values. */
Test(panel_order, places_come_before_values) {
  static const size_t sizes[] = {16, 16, 16};
  Readings readings = of_sizes(sizes, G_N_ELEMENTS(sizes), 7);
  ZzgovFen area_total[5];
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  panel.area_total_fen = area_total;
  readings.doubles[0][1] = -1;
  readings.area[40] = 5;
  assert_refused(&panel, ZZGOV_ERROR_INVALID_VALUE, "/area/40");
  readings.group[47] = 3;
  assert_refused(&panel, ZZGOV_ERROR_INVALID_VALUE, "/group/47");
  panel.n_rows = 40;
  assert_refused(&panel, ZZGOV_ERROR_INVALID_VALUE, "/pm25/1");
  readings_free(&readings);
}
