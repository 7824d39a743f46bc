/* Panels with bad rows, and panels that are refused, stopped or too large. */
#include "panel-helper.h"

#include <math.h>

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

static const char *const names[N_READINGS] = {"pm25", "pm25_last_year", "pm10", "pm10_last_year"};
static const Figures two_decimals = {2, 20, 150};

static void assert_refused(const ZzgovRulebook *rulebook, const ZzgovEcoPanel *panel,
                           ZzgovErrorCode code, const char *path) {
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  GError *error = NULL;
  cr_assert_not(zzgov_eco_compensation_panel(rulebook, panel, &sums, &error), "%s", path);
  assert_error(error, code, path);
  cr_assert_not(zzgov_eco_compensation_panel(rulebook, panel, &sums, NULL));
}

/* With statuses and without. */
static void assert_refused_twice(const ZzgovRulebook *rulebook, ZzgovEcoPanel panel,
                                 ZzgovErrorCode code, const char *path) {
  g_autofree uint8_t *status = g_new0(uint8_t, panel.n_rows);
  assert_refused(rulebook, &panel, code, path);
  panel.status = status;
  assert_refused(rulebook, &panel, code, path);
}

/* --- bad values ------------------------------------------------------------------------------- */

static const struct {
  double x;
  uint8_t this_year, last_year; /* what is said of it there */
} doubles[] = {
    {(double)NAN, ZZGOV_ROW_NOT_A_NUMBER, ZZGOV_ROW_NOT_A_NUMBER},
    {-(double)INFINITY, ZZGOV_ROW_NOT_A_NUMBER, ZZGOV_ROW_NOT_A_NUMBER},
    {1e300, ZZGOV_ROW_OUT_OF_RANGE, ZZGOV_ROW_OUT_OF_RANGE},
    {-1e9, ZZGOV_ROW_OUT_OF_RANGE, ZZGOV_ROW_OUT_OF_RANGE},
    {100000.000001, ZZGOV_ROW_OUT_OF_RANGE, ZZGOV_ROW_OUT_OF_RANGE},
    {-0.000001, ZZGOV_ROW_OUT_OF_RANGE, ZZGOV_ROW_OUT_OF_RANGE},
    {0.1 + 0.2, ZZGOV_ROW_NOT_MILLIONTHS, ZZGOV_ROW_NOT_MILLIONTHS},
    {1e-7, ZZGOV_ROW_NOT_MILLIONTHS, ZZGOV_ROW_NOT_MILLIONTHS},
    {0x1p-1074, ZZGOV_ROW_NOT_MILLIONTHS, ZZGOV_ROW_NOT_MILLIONTHS},
    {0.0, ZZGOV_ROW_GOOD, ZZGOV_ROW_OUT_OF_RANGE},
    {-0.0, ZZGOV_ROW_GOOD, ZZGOV_ROW_OUT_OF_RANGE},
};

static const int64_t millionths[] = {-1, INT64_MIN, INT64_MAX, 100000000001, INT64_C(1) << 53, 0};

/* The rows' groups: 0 1 2 3 0 1 2 3 ... */
static Readings in_fours(size_t n, uint64_t state) {
  Readings readings = readings_new(n, 4, 3);
  for (size_t row = 0; row < n; row++) {
    readings.group[row] = (uint32_t)(row % 4);
    random_row(&readings, row, &state, two_decimals);
  }
  return readings;
}

/* One type; statuses and sums, then the stop at the first bad row. */
static void assert_bad(const Readings *readings, ZzgovColumnType type, const char *path) {
  Outcome wanted = outcome_of(built_in(), readings, ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES);
  ZzgovEcoPanel panel = panel_of(readings, type);
  assert_call(built_in(), panel, readings, &wanted, ALL_OF_PANEL);
  assert_call(built_in(), panel, readings, &wanted, STATUS_OF_PANEL);
  if (path)
    assert_refused(built_in(), &panel, ZZGOV_ERROR_INVALID_VALUE, path);
  outcome_free(&wanted);
}

static void assert_bad_double(size_t i, size_t c, size_t n, size_t row) {
  Readings readings = in_fours(n, i + row);
  g_autofree char *path = g_strdup_printf("/%s/%zu", names[c], row);
  bool bad = i < 9 || c % 2;
  readings.millionths[c][row] = 0; /* what -0.0 and 0.0 are */
  readings.doubles[c][row] = doubles[i].x;
  readings.bad[row] = c % 2 ? doubles[i].last_year : doubles[i].this_year;
  assert_bad(&readings, ZZGOV_COLUMN_DOUBLES, bad ? path : NULL);
  readings_free(&readings);
}

Test(panel_errors, bad_doubles_spoil_their_group) {
  static const size_t rows[] = {0, 3, 7, 8, 17, 511, 512, 529};
  for (size_t i = 0; i < G_N_ELEMENTS(doubles); i++)
    for (size_t c = 0; c < N_READINGS; c++)
      for (size_t r = 0; r < G_N_ELEMENTS(rows); r++)
        assert_bad_double(i, c, 530, rows[r]);
}

Test(panel_errors, bad_rows_at_every_place_of_every_length) {
  for (size_t n = 1; n <= 40; n++)
    for (size_t row = 0; row < n; row++)
      assert_bad_double((n + row) % G_N_ELEMENTS(doubles), row % N_READINGS, n, row);
}

Test(panel_errors, bad_millionths_spoil_their_group) {
  for (size_t i = 0; i < G_N_ELEMENTS(millionths); i++)
    for (size_t c = 0; c < N_READINGS; c++)
      for (size_t row = 0; row < 19; row++) {
        Readings readings = in_fours(19, row);
        bool bad = millionths[i] != 0 || c % 2;
        g_autofree char *path = g_strdup_printf("/%s/%zu", names[c], row);
        readings.millionths[c][row] = millionths[i];
        readings.bad[row] = bad ? ZZGOV_ROW_OUT_OF_RANGE : ZZGOV_ROW_GOOD;
        assert_bad(&readings, ZZGOV_COLUMN_MILLIONTHS, bad ? path : NULL);
        readings_free(&readings);
      }
}

/* The order of the columns decides within a row, that of the rows before it; group 3 has no fault.
 */
Test(panel_errors, several_bad_rows) {
  Readings readings = in_fours(90, 1);
  for (size_t row = 80; row > 16; row -= row % 4 == 1 ? 2 : 1) {
    size_t c = row % N_READINGS;
    if (row % 4 == 3 || row % 5 == 0)
      continue;
    for (; c < N_READINGS; c++)
      readings.doubles[c][row] = c % 2 ? (double)NAN : 1e6;
    readings.bad[row] = row % 2 ? ZZGOV_ROW_NOT_A_NUMBER : ZZGOV_ROW_OUT_OF_RANGE;
  }
  assert_bad(&readings, ZZGOV_COLUMN_DOUBLES, "/pm25_last_year/17");
  readings_free(&readings);
}

/* All rows of all groups. */
Test(panel_errors, nothing_but_bad_rows) {
  Readings readings = in_fours(1031, 1);
  for (size_t row = 0; row < readings.n_rows; row++) {
    readings.doubles[3][row] = 0.0;
    readings.bad[row] = ZZGOV_ROW_OUT_OF_RANGE;
  }
  assert_bad(&readings, ZZGOV_COLUMN_DOUBLES, "/pm10_last_year/0");
  readings_free(&readings);
}

/* The ends that are allowed. */
Test(panel_errors, values_at_their_ends_are_good) {
  Readings readings = in_fours(16, 1);
  for (size_t row = 0; row < readings.n_rows; row++) {
    set_reading(&readings, 0, row, row % 8 < 4 ? 0 : INT64_C(100000000000));
    set_reading(&readings, 1, row, INT64_C(100000000000));
    set_reading(&readings, 2, row, row % 8 < 4 ? 1 : 1000);
    set_reading(&readings, 3, row, 1);
  }
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++)
    assert_bad(&readings, both_types[t], NULL);
  readings_free(&readings);
}

/* --- groups, areas, months -------------------------------------------------------------------- */

Test(panel_errors, groups_and_areas_beyond_their_number) {
  static const uint32_t beyond[] = {4, 5, 1000, INT32_MAX, UINT32_MAX};
  for (size_t i = 0; i < G_N_ELEMENTS(beyond); i++)
    for (size_t row = 0; row < 40; row += 17) {
      Readings readings = in_fours(40, 1);
      ZzgovFen area_total[3];
      g_autofree char *group = g_strdup_printf("/group/%zu", row);
      g_autofree char *area = g_strdup_printf("/area/%zu", row);
      ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
      panel.area_total_fen = area_total;
      readings.area[row] = beyond[i] - 1;
      assert_refused_twice(built_in(), panel, ZZGOV_ERROR_INVALID_VALUE, area);
      readings.area[row] = 0;
      readings.group[row] = beyond[i];
      assert_refused_twice(built_in(), panel, ZZGOV_ERROR_INVALID_VALUE, group);
      readings_free(&readings);
    }
}

/* 1,001 rows of group 1 among those of others; the last of them is told. */
Test(panel_errors, a_group_of_1001_rows) {
  uint64_t state = 7;
  Readings readings = readings_new(3000, 3, 1);
  size_t n = 0, last = 0;
  for (size_t row = 0; row < readings.n_rows; row++) {
    random_row(&readings, row, &state, two_decimals);
    readings.group[row] = n < 1001 && row % 5 < 2 ? 1 : row % 2 ? 0 : 2;
    if (readings.group[row] == 1 && ++n == 1001)
      last = row;
  }
  g_autofree char *path = g_strdup_printf("/group/%zu", last);
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  cr_assert_gt(last, 2000);
  panel.n_rows = last + 1;
  for (size_t row = 0; row < last; row++) /* only one is too large */
    readings.group[row] = readings.group[row] == 1 ? 1 : 3 + (uint32_t)(row % 2);
  panel.n_groups = 5;
  ZzgovMonth months[5] = {ZZGOV_MONTH(2021, 1), ZZGOV_MONTH(2021, 1), ZZGOV_MONTH(2021, 1),
                          ZZGOV_MONTH(2021, 1), ZZGOV_MONTH(2021, 1)};
  panel.months = months;
  assert_refused_twice(built_in(), panel, ZZGOV_ERROR_LIMIT_EXCEEDED, path);
  panel.n_rows = last;
  cr_assert(zzgov_eco_compensation_panel(built_in(), &panel, NULL, NULL));
  readings_free(&readings);
}

Test(panel_errors, months_before_the_first) {
  static const ZzgovMonth months[] = {ZZGOV_MONTH(2020, 9), ZZGOV_MONTH(1900, 1)};
  static const char rules[] = "{\"eco-compensation\":{\"from_month\":\"2022-12\"}}";
  g_autoptr(ZzgovRulebook) later = zzgov_rulebook_patch(built_in(), rules, strlen(rules), NULL);
  Readings readings = in_fours(40, 1);
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
    readings.months[3] = months[i];
    assert_refused_twice(built_in(), panel, ZZGOV_ERROR_NOT_IN_FORCE, "/months/3");
  }
  for (size_t g = 0; g < 4; g++)
    readings.months[g] = ZZGOV_MONTH(2022, g == 2 ? 11 : 12);
  assert_refused_twice(later, panel, ZZGOV_ERROR_NOT_IN_FORCE, "/months/2");
  readings.months[2] = ZZGOV_MONTH(2199, 12);
  assert_readings(later, &readings);
  readings_free(&readings);
}

Test(panel_errors, months_that_there_are_not) {
  static const ZzgovMonth months[] = {ZZGOV_DATE_ABSENT,   0, -1, INT32_MAX, ZZGOV_MONTH(1899, 12),
                                      ZZGOV_MONTH(2200, 1)};
  Readings readings = in_fours(40, 1);
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
    readings.months[3] = months[i];
    cr_assert_not(zzgov_eco_compensation_panel(built_in(), &panel, NULL, NULL));
  }
  readings_free(&readings);
}

/* --- beyond int64 ----------------------------------------------------------------------------- */

/* 16 rows of which the first is 92233.720368 above the mean in PM2.5 and 1 in PM10. */
static Readings at_the_end(size_t n_groups) {
  Readings readings = readings_new(16 * n_groups, n_groups, 1);
  for (size_t row = 0; row < readings.n_rows; row++) {
    static const int64_t first[N_READINGS] = {98382635060, POINT, 1066667, POINT};
    static const int64_t second[N_READINGS] = {12, POINT, 5, POINT};
    readings.group[row] = (uint32_t)(row / 16);
    for (size_t c = 0; c < N_READINGS; c++)
      set_reading(&readings, c, row,
                  row % 16 == 3   ? first[c]
                  : row % 16 == 5 ? second[c]
                                  : (int64_t)(c % 2) * POINT);
  }
  return readings;
}

/* The first row of such a group costs 2^63 - 1 fen. */
static ZzgovRulebook *law_at_the_end(void) {
  Law law = {
      {{1, {{0, INT64_C(100000000000000)}}}, {1, {{0, 0}}}, {1, {{0, 54775807}}}, {1, {{0, 0}}}}};
  return rulebook_of(&law);
}

Test(panel_errors, the_last_fen_that_fits) {
  g_autoptr(ZzgovRulebook) rulebook = law_at_the_end();
  Readings readings = at_the_end(1);
  ZzgovFen total[16];
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  panel.total_fen = total;
  cr_assert(zzgov_eco_compensation_panel(rulebook, &panel, NULL, NULL));
  cr_assert_eq(total[3], INT64_MAX, "%" G_GINT64_FORMAT, total[3]);
  cr_assert_eq(total[5], 0);
  assert_readings(rulebook, &readings);
  readings_free(&readings);
}

/* Its group is spoilt like that of any bad row, and others are not. */
static void assert_beyond(const ZzgovRulebook *rulebook, Readings *readings, size_t row) {
  uint8_t status[64];
  ZzgovFen total[64];
  cr_assert(readings->n_rows <= G_N_ELEMENTS(status));
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    ZzgovEcoPanel panel = panel_of(readings, both_types[t]);
    ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
    panel.status = status;
    panel.total_fen = total;
    zzgov_eco_compensation_panel(rulebook, &panel, &sums, NULL); /* the sums may be too large */
    for (size_t i = 0; i < readings->n_rows; i++)
      cr_assert_eq(status[i], i == row ? ZZGOV_ROW_OVERFLOW : ZZGOV_ROW_GOOD, "row %zu", i);
    cr_assert_eq(total[row], 0);
  }
}

/* One fen more, in either pollutant. */
Test(panel_errors, a_row_beyond_int64_is_bad_alone) {
  g_autoptr(ZzgovRulebook) rulebook = law_at_the_end();
  for (size_t c = 0; c < N_READINGS; c += 2) {
    Readings readings = at_the_end(3);
    set_reading(&readings, 0, 3, 5);
    set_reading(&readings, 0, 32 + 3, 6);
    set_reading(&readings, c, 16 + 3, readings.millionths[c][16 + 3] + 1);
    assert_beyond(rulebook, &readings, 16 + 3);
    readings_free(&readings);
  }
}

/* Half of 10^5 points, or 5 x 10^12 of a rate, at 10^12 yuan in one factor. */
static ZzgovRulebook *dear(size_t f) {
  Law law = {{{1, {{0, 0}}}, {1, {{0, 0}}}, {1, {{0, 0}}}, {1, {{0, 0}}}}};
  law.factor[f].tier[0].rate = INT64_C(100000000000000);
  return rulebook_of(&law);
}

static Readings one_far_worse(size_t n, size_t worse) {
  Readings readings = readings_new(n, 1, 1);
  for (size_t c = 0; c < N_READINGS; c++)
    for (size_t row = 0; row < n; row++)
      set_reading(&readings, c, row, c % 2 ? 1 : row == worse ? INT64_C(100000000000) : 0);
  return readings;
}

Test(panel_errors, a_factor_beyond_int64_is_bad_alone) {
  for (size_t f = 0; f < N_FACTORS; f++) {
    g_autoptr(ZzgovRulebook) rulebook = dear(f);
    Readings readings = one_far_worse(64, 17);
    assert_beyond(rulebook, &readings, 17);
    readings_free(&readings);
  }
}

Test(panel_errors, a_factor_beyond_int64_stops_at_its_column) {
  static const char *const paths[] = {"/pm25/17", "/pm25/17", "/pm10/17", "/pm10/17"};
  for (size_t f = 0; f < N_FACTORS; f++) {
    g_autoptr(ZzgovRulebook) rulebook = dear(f);
    Readings readings = one_far_worse(64, 17);
    for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
      ZzgovEcoPanel panel = panel_of(&readings, both_types[t]);
      assert_refused(rulebook, &panel, ZZGOV_ERROR_OVERFLOW, paths[f]);
    }
    readings_free(&readings);
  }
}

/* Sums that nobody asks for do no harm. */
Test(panel_errors, sums_beyond_int64) {
  g_autoptr(ZzgovRulebook) rulebook = law_at_the_end();
  Readings readings = at_the_end(2);
  ZzgovFen group_total[2], area_total[1];
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  panel.group_total_fen = group_total;
  cr_assert(zzgov_eco_compensation_panel(rulebook, &panel, NULL, NULL));
  cr_assert(group_total[0] == INT64_MAX && group_total[1] == INT64_MAX);
  assert_refused_twice(rulebook, panel, ZZGOV_ERROR_OVERFLOW, "");
  panel.area_total_fen = area_total;
  cr_assert_not(zzgov_eco_compensation_panel(rulebook, &panel, NULL, NULL));
  for (size_t c = 0; c < N_READINGS; c++) /* two of them in one group */
    set_reading(&readings, c, 4, readings.millionths[c][3]);
  panel.area_total_fen = NULL;
  panel.n_rows = 16;
  cr_assert_not(zzgov_eco_compensation_panel(rulebook, &panel, NULL, NULL));
  panel.group_total_fen = NULL;
  cr_assert(zzgov_eco_compensation_panel(rulebook, &panel, NULL, NULL));
  readings_free(&readings);
}
