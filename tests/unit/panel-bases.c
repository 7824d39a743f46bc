/* The bases of a panel are those of zzgov_eco_compensation() group by group. */
#include "panel-helper.h"

static const Figures three_decimals = {3, 5, 200};

static ZzgovWideDecimal *bases[N_FACTORS];

static void want_bases(ZzgovEcoPanel *panel) {
  for (size_t f = 0; f < N_FACTORS; f++)
    panel->group_base[f] = bases[f] = g_new0(ZzgovWideDecimal, panel->n_groups);
}

static void free_bases(void) {
  for (size_t f = 0; f < N_FACTORS; f++)
    g_free(bases[f]);
}

static void assert_group_base(size_t f, size_t group, ZzgovWideDecimal wanted) {
  cr_assert_eq(bases[f][group].whole, wanted.whole, "factor %zu of group %zu", f, group);
  cr_assert_eq(bases[f][group].millionths, wanted.millionths, "factor %zu of group %zu", f, group);
}

/* A group without rows has none. */
static void assert_bases(const Readings *readings, ZzgovEcoRateBase base) {
  const ZzgovWideDecimal none = {ZZGOV_ABSENT, 0};
  size_t rows[MOST_IN_GROUP];
  for (size_t g = 0; g < readings->n_groups; g++) {
    size_t n = rows_of(readings, g, rows);
    g_autoptr(ZzgovEcoCompensationResult) result =
        n == 0 ? NULL
               : settle(zzgov_rulebook_get_default(), readings, base, readings->months[g], rows, n);
    const ZzgovEcoBase *const wanted[] = {
        result ? result->base->pm25 : NULL, result ? result->base->pm25_improvement : NULL,
        result ? result->base->pm10 : NULL, result ? result->base->pm10_improvement : NULL};
    for (size_t f = 0; f < N_FACTORS; f++)
      assert_group_base(f, g, result ? wanted[f]->value : none);
  }
}

static void assert_random(ZzgovColumnType type, ZzgovEcoRateBase base, uint64_t state,
                          bool sorted) {
  GError *error = NULL;
  Readings readings = random_readings(&state, 200, 30, three_decimals);
  g_autofree size_t *rows = rows_by_group(&readings, true);
  Readings ordered = with_rows(&readings, rows);
  ZzgovEcoPanel panel = panel_of(sorted ? &ordered : &readings, type);
  panel.rate_base = base;
  want_bases(&panel);
  cr_assert(zzgov_eco_compensation_panel(zzgov_rulebook_get_default(), &panel, NULL, &error));
  assert_no_error(error);
  assert_bases(&readings, base);
  free_bases();
  readings_free(&readings);
  readings_free(&ordered);
}

Test(panel_bases, are_those_of_the_typed_door) {
  for (uint64_t state = 1; state < 4; state++)
    for (int sorted = 0; sorted < 2; sorted++) {
      assert_random(ZZGOV_COLUMN_DOUBLES, ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES, state, sorted);
      assert_random(ZZGOV_COLUMN_MILLIONTHS, ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS, state, sorted);
    }
}

/* Three groups: by hand, with a bad row, without a row. */
Test(panel_bases, absent_where_there_is_none) {
  static const int64_t points[3][N_READINGS] = {{58, 50, 90, 90}, {47, 50, 91, 100}, {1, 1, 1, 1}};
  GError *error = NULL;
  Readings readings = readings_new(3, 3, 1);
  for (size_t row = 0; row < 3; row++)
    for (size_t c = 0; c < N_READINGS; c++)
      set_reading(&readings, c, row, points[row][c] * POINT);
  readings.group[2] = 1;
  readings.doubles[3][2] = 0; /* last year's is above 0 */
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  uint8_t status[3];
  panel.status = status;
  want_bases(&panel);
  cr_assert(zzgov_eco_compensation_panel(zzgov_rulebook_get_default(), &panel, NULL, &error));
  assert_no_error(error);
  assert_group_base(0, 0, (ZzgovWideDecimal){52, 500000}); /* (58 + 47) / 2 */
  assert_group_base(1, 0, (ZzgovWideDecimal){-5, 0});      /* (-16 + 6) / 2 */
  assert_group_base(2, 0, (ZzgovWideDecimal){90, 500000}); /* (90 + 91) / 2 */
  assert_group_base(3, 0, (ZzgovWideDecimal){4, 500000});  /* (0 + 9) / 2 */
  for (size_t f = 0; f < N_FACTORS; f++)
    for (size_t g = 1; g < 3; g++)
      assert_group_base(f, g, (ZzgovWideDecimal){ZZGOV_ABSENT, 0});
  free_bases();
  readings_free(&readings);
}
