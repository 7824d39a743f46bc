/* Columns of base stations cost what zzgov_base_station_reward() says, to the fen. */
#include "station-columns-helper.h"

/* --- against the typed door ------------------------------------------------------------------- */

static ZzgovBaseStationRewardResult *by_typed_door(const ZzgovRulebook *rulebook,
                                                   const Stations *stations) {
  g_autofree ZzgovStationBatch *batches = g_new(ZzgovStationBatch, stations->n);
  GError *error = NULL;
  for (size_t i = 0; i < stations->n; i++) {
    batches[i] = (ZzgovStationBatch)ZZGOV_STATION_BATCH_INIT;
    batches[i].name = "x";
    batches[i].mode = (ZzgovStationMode)stations->mode[i];
    batches[i].stations = stations->stations[i];
    batches[i].built_on = stations->built_on[i];
    batches[i].provincial_reward_fen = stations->reward[i];
  }
  ZzgovBaseStationRewardInput input = {sizeof input, batches, stations->n};
  ZzgovBaseStationRewardResult *result = zzgov_base_station_reward(rulebook, &input, NULL, &error);
  assert_no_error(error);
  return result;
}

static size_t count_warnings(const ZzgovBaseStationRewardResult *result, const char *code) {
  size_t n = 0;
  for (size_t i = 0; i < result->n_warnings; i++)
    n += strcmp(result->warnings[i].code, code) == 0;
  return n;
}

static bool has_reason(const ZzgovStationBatchResult *batch, const char *reason) {
  for (size_t i = 0; i < batch->n_reasons; i++)
    if (strcmp(batch->reasons[i], reason) == 0)
      return true;
  return false;
}

static void assert_row_equals(const Found *found, size_t i, const ZzgovStationBatchResult *batch) {
  cr_assert_eq(found->fen[0][i], batch->city_fen, "city of row %zu", i);
  cr_assert_eq(found->fen[1][i], batch->provincial_fen, "province of row %zu", i);
  cr_assert_eq(found->fen[2][i], batch->combined_fen, "both of row %zu", i);
  int reasons = (has_reason(batch, "not-standalone") ? ZZGOV_STATION_NOT_STANDALONE : 0) |
                (has_reason(batch, "outside-plan-period") ? ZZGOV_STATION_OUTSIDE_PLAN_PERIOD : 0);
  cr_assert_eq(found->reasons[i], reasons, "reasons of row %zu", i);
}

static void assert_equal(const ZzgovRulebook *rulebook, const Stations *stations) {
  g_autofree Found *found = g_new(Found, 1);
  g_autoptr(ZzgovBaseStationRewardResult) result = by_typed_door(rulebook, stations);
  ZzgovStationColumns columns = columns_over(stations);
  ZzgovStationColumnSums sums = ZZGOV_STATION_COLUMN_SUMS_INIT;
  GError *error = NULL;
  want_all(&columns, found);
  zzgov_base_station_reward_columns(rulebook, &columns, &sums, &error);
  assert_no_error(error);
  for (size_t i = 0; i < stations->n; i++)
    assert_row_equals(found, i, &result->batches[i]);
  cr_assert_eq(sums.city_fen, result->city_total_fen);
  cr_assert_eq(sums.provincial_fen, result->provincial_total_fen);
  cr_assert_eq(sums.combined_fen, result->combined_total_fen);
  cr_assert_eq(sums.n_assumed, count_warnings(result, "assumed-provincial-reward"));
  cr_assert_eq(sums.n_above_ceiling, count_warnings(result, "ceiling-exceeded"));
  cr_assert(sums.n_bad == 0 && sums.first_bad == stations->n);
}

static Stations *random_stations(uint64_t state, size_t n) {
  Stations *stations = stations_new();
  ZzgovDate first = day_of("2019-06-01"), last = day_of("2023-06-30");
  for (size_t i = 0; i < n; i++) {
    ZzgovFen reward = next_random(&state) % 3 ? random_between(&state, 0, 700000) : ZZGOV_ABSENT;
    add(stations, next_random(&state) % 4 ? ZZGOV_STATION_MODE_SA : ZZGOV_STATION_MODE_NSA,
        random_between(&state, 0, next_random(&state) % 9 ? 3000 : 10000000),
        (ZzgovDate)random_between(&state, first, last), reward);
  }
  return stations;
}

Test(station_columns, equals_the_typed_door) {
  static const char rules[] = "{\"base-station-reward\":{\"ceiling_yuan\":\"4321.09\","
                              "\"provincial_reward_yuan\":\"0.01\",\"built_from\":\"2021-02-28\"}}";
  g_autoptr(ZzgovRulebook) patched = zzgov_rulebook_patch(built_in(), rules, strlen(rules), NULL);
  for (uint64_t seed = 1; seed <= 10; seed++) {
    g_autofree Stations *stations = random_stations(seed, MOST_ROWS);
    assert_equal(built_in(), stations);
    assert_equal(patched, stations);
  }
}

/* Every length up to a few vectors, and none at all. */
Test(station_columns, any_number_of_rows) {
  for (size_t n = 1; n < 70; n++) {
    g_autofree Stations *stations = random_stations(n, n);
    assert_equal(built_in(), stations);
  }
  ZzgovStationColumns none = ZZGOV_STATION_COLUMNS_INIT;
  ZzgovStationColumnSums sums = {sizeof sums, 1, 1, 1, 1, 1, 1, 1};
  cr_assert(zzgov_base_station_reward_columns(built_in(), &none, &sums, NULL));
  cr_assert(sums.city_fen == 0 && sums.provincial_fen == 0 && sums.combined_fen == 0);
  cr_assert(sums.n_assumed == 0 && sums.n_above_ceiling == 0);
  cr_assert(sums.n_bad == 0 && sums.first_bad == 0);
}

/* --- by hand ---------------------------------------------------------------------------------- */

/* 1 : 1 up to 5,000 yuan together, from 2020-01-01 to 2022-12-31, stand-alone only. */
static const struct {
  int mode;
  int64_t stations;
  const char *built_on;
  ZzgovFen reward, city, provincial;
  uint8_t reasons;
} cases[] = {
    {1, 100, "2020-11-05", 200000, 20000000, 20000000, 0},
    {1, 1, "2020-01-01", 250000, 250000, 250000, 0},
    {1, 1, "2019-12-31", 250000, 0, 0, ZZGOV_STATION_OUTSIDE_PLAN_PERIOD},
    {1, 1, "2022-12-31", 250001, 249999, 250001, 0},
    {1, 1, "2023-01-01", 250001, 0, 0, ZZGOV_STATION_OUTSIDE_PLAN_PERIOD},
    {1, 3, "2021-05-05", 500000, 0, 1500000, 0},
    {1, 3, "2021-05-05", 499999, 3, 1499997, 0},
    {1, 3, "2021-05-05", 500001, 0, 1500003, 0},
    {1, 0, "2021-05-05", 200000, 0, 0, 0},
    {1, 2, "2021-05-05", ZZGOV_ABSENT, 500000, 500000, 0},
    {1, 2, "2021-05-05", 0, 0, 0, 0},
    {2, 2, "2021-05-05", 200000, 0, 0, ZZGOV_STATION_NOT_STANDALONE},
    {2, 2, "2019-05-05", 200000, 0, 0,
     ZZGOV_STATION_NOT_STANDALONE | ZZGOV_STATION_OUTSIDE_PLAN_PERIOD},
    {1, 10000000, "2021-05-05", 200000, INT64_C(2000000000000), INT64_C(2000000000000), 0},
    {1, 92233, "2021-05-05", INT64_C(100000000000000), 0, INT64_C(9223300000000000000), 0},
};

Test(station_columns, amounts_by_hand) {
  g_autofree Stations *stations = stations_new();
  g_autofree Found *found = g_new(Found, 1);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    add(stations, cases[i].mode, cases[i].stations, day_of(cases[i].built_on), cases[i].reward);
  ZzgovStationColumns columns = columns_over(stations);
  want_all(&columns, found);
  cr_assert(zzgov_base_station_reward_columns(built_in(), &columns, NULL, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    cr_assert_eq(found->fen[0][i], cases[i].city, "city of case %zu", i);
    cr_assert_eq(found->fen[1][i], cases[i].provincial, "province of case %zu", i);
    cr_assert_eq(found->fen[2][i], cases[i].city + cases[i].provincial, "both of case %zu", i);
    cr_assert_eq(found->reasons[i], cases[i].reasons, "reasons of case %zu", i);
  }
}

/* --- figures that change ---------------------------------------------------------------------- */

/* Another ceiling from 2021-07-01 on: each row has that of its day. */
Test(station_columns, figures_of_their_days) {
  g_autoptr(ZzgovRulebook) rulebook =
      rulebook_until("base-station-reward", "ceiling_yuan", "2021-06-30", "\"3000\"");
  g_autofree Stations *stations = random_stations(7, 5000);
  ZzgovFen city[2];
  assert_equal(rulebook, stations);
  stations->n = 0;
  add(stations, 1, 1, day_of("2021-06-30"), 200000);
  add(stations, 1, 1, day_of("2021-07-01"), 200000);
  ZzgovStationColumns columns = columns_over(stations);
  columns.city_fen = city;
  cr_assert(zzgov_base_station_reward_columns(rulebook, &columns, NULL, NULL));
  cr_assert_eq(city[0], 200000);
  cr_assert_eq(city[1], 100000);
}

/* --- layouts, threads, progress --------------------------------------------------------------- */

typedef struct {
  uint8_t mode;
  int64_t stations;
  ZzgovDate built_on;
  ZzgovFen reward;
} __attribute__((packed)) Record;

/* Records without alignment, backwards; and one value for all rows. */
Test(station_columns, strides) {
  g_autofree Stations *stations = random_stations(3, 501);
  g_autofree Record *records = g_new(Record, stations->n);
  g_autofree Found *wanted = g_new(Found, 1), *found = g_new(Found, 1);
  ZzgovStationColumns columns = columns_over(stations);
  const ptrdiff_t back = -(ptrdiff_t)sizeof(Record);
  for (size_t i = 0; i < stations->n; i++)
    records[stations->n - 1 - i] = (Record){stations->mode[i], stations->stations[i],
                                            stations->built_on[i], stations->reward[i]};
  want_all(&columns, wanted);
  cr_assert(zzgov_base_station_reward_columns(built_in(), &columns, NULL, NULL));
  const char *last = (const char *)&records[stations->n - 1];
  columns.mode = (ZzgovColumn){last + offsetof(Record, mode), back};
  columns.stations = (ZzgovColumn){last + offsetof(Record, stations), back};
  columns.built_on = (ZzgovColumn){last + offsetof(Record, built_on), back};
  columns.provincial_reward_fen = (ZzgovColumn){last + offsetof(Record, reward), back};
  want_all(&columns, found);
  cr_assert(zzgov_base_station_reward_columns(built_in(), &columns, NULL, NULL));
  for (size_t i = 0; i < stations->n; i++)
    cr_assert(found->fen[2][i] == wanted->fen[2][i] && found->reasons[i] == wanted->reasons[i]);
}

Test(station_columns, without_rewards_the_rulebooks_holds) {
  static const uint8_t mode = ZZGOV_STATION_MODE_SA;
  static const int64_t number = 2;
  static const ZzgovDate day = 18600;
  ZzgovFen combined[9];
  ZzgovStationColumns columns = ZZGOV_STATION_COLUMNS_INIT;
  ZzgovStationColumnSums sums = ZZGOV_STATION_COLUMN_SUMS_INIT;
  columns.n_rows = 9;
  columns.mode = (ZzgovColumn){&mode, 0};
  columns.stations = (ZzgovColumn){&number, 0};
  columns.built_on = (ZzgovColumn){&day, 0};
  columns.combined_fen = combined;
  cr_assert(zzgov_base_station_reward_columns(built_in(), &columns, &sums, NULL));
  for (size_t i = 0; i < 9; i++)
    cr_assert_eq(combined[i], 1000000);
  cr_assert(sums.n_assumed == 9 && sums.combined_fen == 9000000 && sums.city_fen == 4500000);
}

static bool stop(size_t n_rows_done, void *data) {
  *(size_t *)data = n_rows_done;
  return false;
}

/* 600,000 rows of one value each but the day, by threads; then stopped. */
Test(station_columns, threads_and_progress) {
  enum { MANY = 600000 };
  static const uint8_t mode = ZZGOV_STATION_MODE_SA;
  static const int64_t number = 3;
  g_autofree ZzgovDate *days = g_new(ZzgovDate, MANY);
  g_autofree ZzgovFen *city = g_new(ZzgovFen, MANY);
  ZzgovStationColumns columns = ZZGOV_STATION_COLUMNS_INIT;
  ZzgovStationColumnSums sums = ZZGOV_STATION_COLUMN_SUMS_INIT;
  size_t done = 0;
  GError *error = NULL;
  for (size_t i = 0; i < MANY; i++)
    days[i] = 19357 + (ZzgovDate)(i % 2); /* 2022-12-31 and the day after */
  columns.n_rows = MANY;
  columns.mode = (ZzgovColumn){&mode, 0};
  columns.stations = (ZzgovColumn){&number, 0};
  columns.built_on = (ZzgovColumn){days, 4};
  columns.city_fen = city;
  for (columns.threads = 0; columns.threads < 6; columns.threads++) {
    memset(city, 0xFF, MANY * sizeof *city);
    cr_assert(zzgov_base_station_reward_columns(built_in(), &columns, &sums, NULL));
    for (size_t i = 0; i < MANY; i++)
      if (city[i] != (i % 2 ? 0 : 750000))
        cr_assert_fail("row %zu by %u threads", i, columns.threads);
    cr_assert_eq(sums.city_fen, INT64_C(750000) * (MANY / 2));
  }
  columns.progress = stop;
  columns.progress_data = &done;
  cr_assert_not(zzgov_base_station_reward_columns(built_in(), &columns, &sums, &error));
  cr_assert_eq(done, MANY);
  assert_error(error, ZZGOV_ERROR_CANCELLED, "");
}
