/* Panels with arguments that cannot be, or with nothing in them. */
#include "panel-helper.h"

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

static void assert_bad(const ZzgovRulebook *rulebook, const ZzgovEcoPanel *panel,
                       ZzgovEcoColumnSums *sums) {
  GError *error = NULL;
  cr_assert_not(zzgov_eco_compensation_panel(rulebook, panel, sums, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_ARGUMENT, "");
  cr_assert_not(zzgov_eco_compensation_panel(rulebook, panel, sums, NULL));
}

static Readings some_readings(size_t n) {
  uint64_t state = n;
  Readings readings = readings_new(n, 3, 2);
  for (size_t row = 0; row < n; row++) {
    readings.group[row] = (uint32_t)(row % 3);
    random_row(&readings, row, &state, (Figures){2, 20, 150});
  }
  return readings;
}

/* --- arguments -------------------------------------------------------------------------------- */

Test(panel_arguments, null_rulebook_and_panel) {
  Readings readings = some_readings(9);
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  GError *error = NULL;
  assert_bad(NULL, &panel, NULL);
  assert_bad(built_in(), NULL, NULL);
  cr_assert_not(zzgov_eco_compensation_panel(NULL, &panel, NULL, &error));
  assert_bad_argument(error, "rulebook");
  cr_assert_not(zzgov_eco_compensation_panel(built_in(), NULL, NULL, &error));
  assert_bad_argument(error, "panel");
  readings_free(&readings);
}

Test(panel_arguments, null_columns) {
  static const char *const names[] = {"pm25", "pm25_last_year", "pm10", "pm10_last_year"};
  Readings readings = some_readings(9);
  for (size_t c = 0; c < N_READINGS; c++) {
    ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
    GError *error = NULL;
    reading_column(&panel, c)->data = NULL;
    cr_assert_not(zzgov_eco_compensation_panel(built_in(), &panel, NULL, &error));
    assert_has(error->message, names[c]);
    assert_error(error, ZZGOV_ERROR_INVALID_ARGUMENT, "");
  }
  readings_free(&readings);
}

Test(panel_arguments, null_groups_months_and_areas) {
  Readings readings = some_readings(9);
  ZzgovFen area_total[2];
  const ZzgovEcoPanel good = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  ZzgovEcoPanel panel = good;
  panel.group = NULL;
  assert_bad(built_in(), &panel, NULL);
  panel = good;
  panel.months = NULL;
  assert_bad(built_in(), &panel, NULL);
  panel = good;
  panel.area = NULL;
  cr_assert(zzgov_eco_compensation_panel(built_in(), &panel, NULL, NULL));
  panel.area_total_fen = area_total;
  assert_bad(built_in(), &panel, NULL);
  readings_free(&readings);
}

Test(panel_arguments, sizes_that_no_release_had) {
  static const size_t sizes[] = {0, 1, sizeof(size_t)};
  Readings readings = some_readings(9);
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
    panel.size = sizes[i];
    assert_bad(built_in(), &panel, NULL);
    panel.size = sizeof panel;
    sums.size = sizes[i];
    assert_bad(built_in(), &panel, &sums);
    sums.size = sizeof sums;
  }
  readings_free(&readings);
}

Test(panel_arguments, newer_structs_are_longer) {
  Readings readings = some_readings(9);
  struct {
    ZzgovEcoPanel known;
    int64_t unknown[4];
  } newer = {panel_of(&readings, ZZGOV_COLUMN_DOUBLES), {1, 2, 3, 4}};
  newer.known.size = sizeof newer;
  cr_assert(zzgov_eco_compensation_panel(built_in(), &newer.known, NULL, NULL));
  readings_free(&readings);
}

Test(panel_arguments, types_and_readings_that_there_are_not) {
  static const int types[] = {0, 3, -1, 99};
  Readings readings = some_readings(9);
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    panel.type = (ZzgovColumnType)types[i];
    assert_bad(built_in(), &panel, NULL);
    panel.type = ZZGOV_COLUMN_DOUBLES;
    panel.rate_base = (ZzgovEcoRateBase)types[i];
    assert_bad(built_in(), &panel, NULL);
    panel.rate_base = ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES;
  }
  readings_free(&readings);
}

/* --- nothing ---------------------------------------------------------------------------------- */

/* Groups and areas without rows come to 0. */
Test(panel_arguments, no_rows) {
  Readings readings = readings_new(0, 5, 3);
  Outcome wanted = outcome_new(&readings);
  uint32_t place = 0;
  double value = 1;
  outcome_clear(&wanted);
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    ZzgovEcoPanel panel = panel_of(&readings, both_types[t]);
    panel.group = panel.area = &place;
    for (size_t c = 0; c < N_READINGS; c++)
      *reading_column(&panel, c) = (ZzgovColumn){&value, 8};
    assert_call(built_in(), panel, &readings, &wanted, ALL_OF_PANEL);
    assert_call(built_in(), panel, &readings, &wanted, ALL_OF_PANEL & ~STATUS_OF_PANEL);
  }
  outcome_free(&wanted);
  readings_free(&readings);
}

Test(panel_arguments, no_rows_and_no_groups) {
  ZzgovEcoColumnSums sums = {sizeof sums, 1, {1, 1, 1, 1}, 1, 1};
  uint32_t place = 0;
  double value = 1;
  ZzgovMonth month = ZZGOV_MONTH(2021, 1);
  ZzgovEcoPanel panel = ZZGOV_ECO_PANEL_INIT;
  panel.group = panel.area = &place;
  panel.months = &month;
  for (size_t c = 0; c < N_READINGS; c++)
    *reading_column(&panel, c) = (ZzgovColumn){&value, 8};
  cr_assert(zzgov_eco_compensation_panel(built_in(), &panel, &sums, NULL));
  cr_assert(sums.total_fen == 0 && sums.n_bad == 0 && sums.first_bad == 0);
  for (size_t f = 0; f < N_FACTORS; f++)
    cr_assert_eq(sums.factor_fen[f], 0);
}

Test(panel_arguments, rows_without_groups) {
  Readings readings = some_readings(9);
  ZzgovFen area_total;
  GError *error = NULL;
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  panel.n_groups = 0;
  cr_assert_not(zzgov_eco_compensation_panel(built_in(), &panel, NULL, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "/group/0");
  panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  panel.n_areas = 0;
  panel.area_total_fen = &area_total;
  cr_assert_not(zzgov_eco_compensation_panel(built_in(), &panel, NULL, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "/area/0");
  readings_free(&readings);
}

Test(panel_arguments, groups_without_rows_have_nothing) {
  Readings readings = readings_new(4, 1000, 1000);
  for (size_t row = 0; row < 4; row++) {
    readings.group[row] = row % 2 ? 999 : 500;
    readings.area[row] = row % 2 ? 0 : 999;
    for (size_t c = 0; c < N_READINGS; c++)
      set_reading(&readings, c, row, (int64_t)(row + 7 * c + 1) * POINT);
  }
  assert_readings(built_in(), &readings);
  readings_free(&readings);
}
