/* Rates that are whole parts of a fen for each millionth, and rates that change from month to
 * month. */
#include "columns-helper.h"

enum { N_ROWS = 203 };

/* --- parts of a fen --------------------------------------------------------------------------- */

/* Small excesses of both signs in all factors. */
static Table small_excesses(uint64_t seed) {
  Table table = table_new(N_ROWS);
  uint64_t state = seed;
  for (size_t row = 0; row < table.n; row++)
    for (size_t c = 0; c < N_COLUMNS; c++)
      table_set(&table, c, row,
                random_between(&state, 0, next_random(&state) % 3 ? 40 : 9 * POINT));
  return table;
}

static void assert_rates(const Law *law, uint64_t seed) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(law);
  Table table = small_excesses(seed);
  Outputs outputs = outputs_new(table.n);
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
    want(&columns, &outputs, ALL_OUTPUTS);
    assert_columns(rulebook, law, &columns);
  }
  outputs_free(&outputs);
  table_free(&table);
}

/* 10^6 / parts fen for a point, times one, seven and one less than all: every divisor of 10^6. */
Test(columns_laws, rates_in_parts_of_a_fen) {
  for (ZzgovFen parts = 1; parts <= POINT; parts++) {
    if (POINT % parts != 0)
      continue;
    ZzgovFen rate = POINT / parts;
    Tiers rising = {3, {{7, rate}, {POINT, 7 * rate}, {0, (parts + 1) * rate}}};
    Tiers falling = {2, {{3 * POINT, (2 * parts + 1) * rate}, {0, rate}}};
    Law law = {{rising, falling, falling, rising}};
    assert_rates(&law, (uint64_t)parts);
  }
}

/* One odd fen among whole ones. */
Test(columns_laws, one_rate_cuts_the_fen_for_all) {
  for (size_t f = 0; f < N_FACTORS; f++)
    for (ZzgovFen more = 1; more < POINT; more *= 2) {
      Law law = law_of_2020;
      law.factor[f].tier[1].rate += more;
      assert_rates(&law, (uint64_t)more);
    }
}

/* 1.5 and 2.5 fen for a millionth, by hand: 1.5, 3, 4.5 and 5 x 1.5 + 2.5 fen. */
Test(columns_laws, halves_go_up) {
  static const int64_t pm25[] = {1, 2, 3, 6};
  static const ZzgovFen wanted[] = {2, 3, 5, 10};
  Tiers none = {1, {{0, 0}}};
  Law law = {{{2, {{5, 1500000}, {0, 2500000}}}, none, none, none}};
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&law);
  Table table = table_new(G_N_ELEMENTS(pm25));
  ZzgovFen total[G_N_ELEMENTS(pm25)];
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  for (size_t row = 0; row < table.n; row++)
    table_set(&table, 0, row, pm25[row]);
  columns.total_fen = total;
  cr_assert(zzgov_eco_compensation_columns(rulebook, &columns, NULL, NULL));
  for (size_t row = 0; row < table.n; row++)
    cr_assert_eq(total[row], wanted[row]);
  table_free(&table);
}

/* --- months ----------------------------------------------------------------------------------- */

/* What 60 against 58 costs in PM2.5. */
static ZzgovFen cost_in(const ZzgovRulebook *rulebook, ZzgovMonth month) {
  static const double values[] = {60, 0, 0, 0}, bases[] = {58, 0, 0, 0};
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  ZzgovFen total;
  GError *error = NULL;
  columns.n_rows = 1;
  columns.month = month;
  columns.total_fen = &total;
  for (size_t c = 0; c < N_COLUMNS; c++)
    set_column(&columns, c, c % 2 ? &bases[c / 2] : &values[c / 2], 8);
  zzgov_eco_compensation_columns(rulebook, &columns, NULL, &error);
  assert_no_error(error);
  return total;
}

/* 2 x 100,000 yuan, and from 2022 on 0.7 x 123,456.78 + 1.3 x 3. */
Test(columns_laws, months_in_any_order) {
  static const struct {
    ZzgovMonth month;
    ZzgovFen fen;
  } months[] = {
      {ZZGOV_MONTH(2022, 1), 8641975 + 390},  {ZZGOV_MONTH(2021, 12), 20000000},
      {ZZGOV_MONTH(2199, 12), 8641975 + 390}, {ZZGOV_MONTH(2020, 10), 20000000},
      {ZZGOV_MONTH(2021, 12), 20000000},      {ZZGOV_MONTH(2022, 2), 8641975 + 390},
  };
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of_2022();
  for (size_t i = 0; i < 2 * G_N_ELEMENTS(months); i++) {
    size_t place = i % G_N_ELEMENTS(months);
    cr_assert_eq(cost_in(rulebook, months[place].month), months[place].fen, "%zu", i);
  }
}

/* A month that is in force says nothing of one that is not. */
Test(columns_laws, the_month_before_the_first) {
  const ZzgovRulebook *rulebook = zzgov_rulebook_get_default();
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  for (int i = 0; i < 2; i++) {
    GError *error = NULL;
    cr_assert_eq(cost_in(rulebook, ZZGOV_MONTH(2020, 10)), 20000000);
    columns.month = ZZGOV_MONTH(2020, 9);
    cr_assert_not(zzgov_eco_compensation_columns(rulebook, &columns, NULL, &error));
    assert_error(error, ZZGOV_ERROR_NOT_IN_FORCE, "/month");
  }
}

/* What-ifs have rates of their own, and what lies under them keeps its. */
Test(columns_laws, a_what_if_has_its_own_rates) {
  static const char rules[] = "{\"eco-compensation\":{\"pm25.tiers\":[{\"rate_yuan\":\"7\"}]}}",
                    later[] = "{\"eco-compensation\":{\"from_month\":\"2022-01\"}}";
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of_2022();
  cr_assert_eq(cost_in(rulebook, ZZGOV_MONTH(2021, 5)), 20000000);
  g_autoptr(ZzgovRulebook) patched = zzgov_rulebook_patch(rulebook, rules, strlen(rules), NULL);
  g_autoptr(ZzgovRulebook) twice = zzgov_rulebook_patch(patched, later, strlen(later), NULL);
  cr_assert_eq(cost_in(patched, ZZGOV_MONTH(2021, 5)), 1400);
  cr_assert_eq(cost_in(twice, ZZGOV_MONTH(2022, 1)), 1400);
  cr_assert_eq(cost_in(rulebook, ZZGOV_MONTH(2021, 5)), 20000000);
  cr_assert_eq(cost_in(rulebook, ZZGOV_MONTH(2022, 1)), 8641975 + 390);
}
