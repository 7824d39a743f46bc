/* Columns of base stations with bad rows, and columns that are refused. */
#include "station-columns-helper.h"

/* --- bad rows --------------------------------------------------------------------------------- */

static const struct {
  int mode;
  int64_t stations;
  ZzgovDate built_on;
  ZzgovFen reward;
  ZzgovRowStatus status;
  const char *path;
} bad[] = {
    {0, 1, 18600, 1, ZZGOV_ROW_OUT_OF_RANGE, "/mode/3"},
    {3, 1, 18600, 1, ZZGOV_ROW_OUT_OF_RANGE, "/mode/3"},
    {255, -1, 18600, 1, ZZGOV_ROW_OUT_OF_RANGE, "/mode/3"},
    {1, -1, 18600, 1, ZZGOV_ROW_OUT_OF_RANGE, "/stations/3"},
    {1, 10000001, 18600, 1, ZZGOV_ROW_OUT_OF_RANGE, "/stations/3"},
    {2, INT64_MIN, ZZGOV_DATE_ABSENT, 1, ZZGOV_ROW_OUT_OF_RANGE, "/stations/3"},
    {1, 1, ZZGOV_DATE_ABSENT, -1, ZZGOV_ROW_OUT_OF_RANGE, "/built_on/3"},
    {1, 1, -25568, 1, ZZGOV_ROW_OUT_OF_RANGE, "/built_on/3"}, /* 1899-12-31 */
    {1, 1, 84006, 1, ZZGOV_ROW_OUT_OF_RANGE, "/built_on/3"},  /* 2200-01-01 */
    {1, 1, 18600, -1, ZZGOV_ROW_OUT_OF_RANGE, "/provincial_reward_fen/3"},
    {2, 1, 18600, INT64_C(100000000000001), ZZGOV_ROW_OUT_OF_RANGE, "/provincial_reward_fen/3"},
    {1, 92234, 18600, INT64_C(100000000000000), ZZGOV_ROW_OVERFLOW, "/stations/3"},
    {1, 10000000, 18600, INT64_C(100000000000000), ZZGOV_ROW_OVERFLOW, "/stations/3"},
};

/* Two good rows on each side. */
static Stations *around(size_t i) {
  Stations *stations = stations_new();
  for (size_t row = 0; row < 7; row++)
    if (row == 3)
      add(stations, bad[i].mode, bad[i].stations, bad[i].built_on, bad[i].reward);
    else
      add(stations, 1, 1, 18600, 100);
  return stations;
}

Test(station_columns_errors, a_bad_row_has_a_status) {
  g_autofree Found *found = g_new(Found, 1);
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree Stations *stations = around(i);
    ZzgovStationColumns columns = columns_over(stations);
    ZzgovStationColumnSums sums = ZZGOV_STATION_COLUMN_SUMS_INIT;
    want_all(&columns, found);
    columns.status = found->status;
    cr_assert(zzgov_base_station_reward_columns(built_in(), &columns, &sums, NULL));
    for (size_t row = 0; row < 7; row++) {
      cr_assert_eq(found->status[row], row == 3 ? bad[i].status : ZZGOV_ROW_GOOD, "case %zu", i);
      cr_assert_eq(found->fen[2][row], row == 3 ? 0 : 200, "case %zu", i);
    }
    cr_assert(sums.n_bad == 1 && sums.first_bad == 3 && sums.combined_fen == 1200);
  }
}

Test(station_columns_errors, or_ends_the_work) {
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree Stations *stations = around(i);
    ZzgovStationColumns columns = columns_over(stations);
    GError *error = NULL;
    cr_assert_not(zzgov_base_station_reward_columns(built_in(), &columns, NULL, &error));
    assert_error(error,
                 bad[i].status == ZZGOV_ROW_OVERFLOW ? ZZGOV_ERROR_OVERFLOW
                                                     : ZZGOV_ERROR_INVALID_VALUE,
                 bad[i].path);
    cr_assert_not(zzgov_base_station_reward_columns(built_in(), &columns, NULL, NULL));
  }
}

Test(station_columns_errors, sums_beyond_int64) {
  g_autofree Stations *stations = stations_new();
  ZzgovStationColumnSums sums = ZZGOV_STATION_COLUMN_SUMS_INIT;
  GError *error = NULL;
  add(stations, 1, 92233, 18600, INT64_C(100000000000000));
  add(stations, 1, 92233, 18600, INT64_C(100000000000000));
  ZzgovStationColumns columns = columns_over(stations);
  cr_assert(zzgov_base_station_reward_columns(built_in(), &columns, NULL, NULL));
  cr_assert_not(zzgov_base_station_reward_columns(built_in(), &columns, &sums, &error));
  assert_error(error, ZZGOV_ERROR_OVERFLOW, "");
}

/* --- days after the last figure --------------------------------------------------------------- */

Test(station_columns_errors, figures_that_have_ended) {
  g_autoptr(ZzgovRulebook) rulebook =
      rulebook_until("base-station-reward", "provincial_reward_yuan", "2021-06-30", NULL);
  g_autofree Stations *stations = stations_new();
  g_autofree Found *found = g_new(Found, 1);
  GError *error = NULL;
  add(stations, 1, 1, day_of("2021-06-30"), 200000);
  add(stations, 2, 1, day_of("2021-07-01"), 200000);
  add(stations, 1, 1, day_of("2199-12-31"), 200000);
  ZzgovStationColumns columns = columns_over(stations);
  cr_assert_not(zzgov_base_station_reward_columns(rulebook, &columns, NULL, &error));
  assert_has(error->message, "2021-07-01");
  assert_has(error->message, "2021-06-30");
  assert_error(error, ZZGOV_ERROR_NOT_IN_FORCE, "/built_on/1");
  want_all(&columns, found);
  columns.status = found->status;
  cr_assert(zzgov_base_station_reward_columns(rulebook, &columns, NULL, NULL));
  cr_assert(found->status[0] == ZZGOV_ROW_GOOD && found->fen[0][0] == 200000);
  for (size_t i = 1; i < 3; i++)
    cr_assert(found->status[i] == ZZGOV_ROW_NOT_IN_FORCE && found->fen[2][i] == 0 &&
              found->reasons[i] == 0);
}

/* --- arguments -------------------------------------------------------------------------------- */

static void assert_refused(const ZzgovRulebook *rulebook, const ZzgovStationColumns *columns,
                           ZzgovStationColumnSums *sums, const char *argument) {
  GError *error = NULL;
  cr_assert_not(zzgov_base_station_reward_columns(rulebook, columns, sums, &error));
  assert_has(error->message, argument);
  assert_error(error, ZZGOV_ERROR_INVALID_ARGUMENT, "");
}

Test(station_columns_errors, arguments_that_cannot_be) {
  g_autofree Stations *stations = around(0);
  const ZzgovStationColumns good = columns_over(stations);
  ZzgovStationColumns columns = good;
  ZzgovStationColumnSums sums = {.size = 8};
  assert_refused(NULL, &good, NULL, "rulebook");
  assert_refused(built_in(), NULL, NULL, "columns");
  assert_refused(built_in(), &good, &sums, "size");
  columns.size--;
  assert_refused(built_in(), &columns, NULL, "size");
  columns = good;
  columns.mode.data = NULL;
  assert_refused(built_in(), &columns, NULL, "mode");
  columns = good;
  columns.stations.data = NULL;
  assert_refused(built_in(), &columns, NULL, "stations");
  columns = good;
  columns.built_on.data = NULL;
  assert_refused(built_in(), &columns, NULL, "built_on");
}
