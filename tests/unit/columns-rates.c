/* What tiers charge: at their edges, by patched rulebooks with other numbers of them, and at rates
 * that divide no fen evenly. */
#include "columns-helper.h"

enum { N_ROWS = 530 };

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

/* One row; a positive excess is worse. */
static void table_set_excess(Table *table, size_t row, size_t f, int64_t base, int64_t excess) {
  table_set(table, 2 * f, row, f % 2 == 0 ? base + excess : base - excess);
  table_set(table, 2 * f + 1, row, base);
}

/* --- edges of the tiers ----------------------------------------------------------------------- */

/* 第四条 by hand: what an excess costs in each factor. */
static const struct {
  size_t factor;
  int64_t excess;
  ZzgovFen fen;
} edges[] = {
    {0, -1, 0},
    {0, 0, 0},
    {0, 1, 10},
    {0, 4999999, 49999990},
    {0, 5000000, 50000000},
    {0, 5000001, 50000020},
    {0, 6000000, 70000000},
    {1, -1, 0},
    {1, 0, 0},
    {1, 1, 15},
    {1, 2999999, 44999985},
    {1, 3000000, 45000000},
    {1, 3000001, 45000035},
    {1, 4000000, 80000000},
    {2, -1, 0},
    {2, 0, 0},
    {2, 1, 5},
    {2, 4999999, 24999995},
    {2, 5000000, 25000000},
    {2, 5000001, 25000010},
    {2, 6000000, 35000000},
    {3, -1, 0},
    {3, 0, 0},
    {3, 1, 10},
    {3, 2999999, 29999990},
    {3, 3000000, 30000000},
    {3, 3000001, 30000020},
    {3, 4000000, 50000000},
};

static void assert_edge(size_t i, int64_t base, ZzgovColumnType type, size_t n) {
  Table table = table_new(n);
  Outputs outputs = outputs_new(n);
  ZzgovEcoColumns columns = columns_of(&table, type);
  size_t f = edges[i].factor;
  for (size_t row = 0; row < n; row++)
    table_set_excess(&table, row, f, base, edges[i].excess);
  want(&columns, &outputs, ALL_OUTPUTS);
  cr_assert(zzgov_eco_compensation_columns(built_in(), &columns, NULL, NULL));
  for (size_t row = 0; row < n; row++) {
    assert_fen(outputs.fen[f], row, edges[i].fen, f);
    assert_fen(outputs.fen[N_FACTORS], row, edges[i].fen, N_FACTORS);
  }
  outputs_free(&outputs);
  table_free(&table);
}

Test(columns_rates, edges_of_the_tiers) {
  static const int64_t bases[] = {0, 52000000, -3100000, 57100001, 999999000000};
  for (size_t i = 0; i < G_N_ELEMENTS(edges); i++)
    for (size_t b = 0; b < G_N_ELEMENTS(bases); b++)
      for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
        assert_edge(i, bases[b], both_types[t], 1);
        assert_edge(i, bases[b], both_types[t], 16);
      }
}

/* Every millionth on both sides of every edge, at random bases. */
Test(columns_rates, millionths_around_the_edges) {
  Table table = table_new(4001);
  uint64_t state = 45;
  for (size_t f = 0; f < N_FACTORS; f++)
    for (size_t row = 0; row < table.n; row++)
      table_set_excess(&table, row, f, random_between(&state, -90 * POINT, 90 * POINT),
                       law_of_2020.factor[f].tier[0].up_to + (int64_t)row - 2000);
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++)
    assert_all_outputs(columns_of(&table, both_types[t]));
  table_free(&table);
}

/* The least and the largest values that are allowed, and the excesses where wide numbers begin. */
Test(columns_rates, large_excesses) {
  Table table = table_new(400);
  for (size_t f = 0; f < N_FACTORS; f++)
    for (size_t row = 0; row < table.n; row++) {
      int64_t power = INT64_C(1) << (row / 8),
              excess = MIN(power + (int64_t)(row % 8), MOST_MILLIONTHS);
      table_set_excess(&table, row, f, 0, row % 2 ? excess : -excess);
    }
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++)
    for (size_t row = 0; row < table.n; row += 8) { /* blocks of their own */
      ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
      columns.n_rows = 8;
      for (size_t c = 0; c < N_COLUMNS; c++)
        set_column(&columns, c, (const char *)column_at(&columns, c)->data + 8 * row, 8);
      assert_all_outputs(columns);
    }
  table_free(&table);
}

Test(columns_rates, from_one_end_to_the_other) {
  Table table = table_new(64);
  for (size_t row = 0; row < table.n; row++) /* 2 x 10^9 points in all factors: 1.7 x 10^17 fen */
    for (size_t f = 0; f < N_FACTORS; f++) {
      table_set(&table, 2 * f, row, f % 2 == row % 2 ? MOST_MILLIONTHS : -MOST_MILLIONTHS);
      table_set(&table, 2 * f + 1, row, f % 2 == row % 2 ? -MOST_MILLIONTHS : MOST_MILLIONTHS);
    }
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++)
    assert_all_outputs(columns_of(&table, both_types[t]));
  table_free(&table);
}

/* --- patched rulebooks ------------------------------------------------------------------------ */

/* Rows whose excesses lie at the edges, just beside them, and anywhere up to `points`. */
static Table table_around(const Law *law, int64_t points, uint64_t seed) {
  Table table = table_new(N_ROWS);
  uint64_t state = seed;
  for (size_t row = 0; row < table.n; row++)
    for (size_t f = 0; f < N_FACTORS; f++) {
      const Tiers *tiers = &law->factor[f];
      int64_t base = random_millionths(&state, points), excess = random_millionths(&state, points);
      int64_t edge = tiers->tier[next_random(&state) % tiers->n].up_to;
      if (edge > 0 && edge <= points * POINT && row % 2)
        excess = edge + random_between(&state, -2, 2);
      table_set_excess(&table, row, f, base, excess);
    }
  return table;
}

static void assert_law_up_to(const Law *law, int64_t points, uint64_t seed) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(law);
  Table table = table_around(law, points, seed);
  Outputs outputs = outputs_new(table.n);
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
    want(&columns, &outputs, ALL_OUTPUTS);
    assert_columns(rulebook, law, &columns);
  }
  outputs_free(&outputs);
  table_free(&table);
}

static void assert_law(const Law *law) {
  for (int64_t points = 1; points <= 100000; points *= 10)
    assert_law_up_to(law, points, (uint64_t)points);
}

/* The same tiers for all factors. */
static Law same_law(Tiers tiers) { return (Law){{tiers, tiers, tiers, tiers}}; }

/* `n` tiers of half a point and a millionth, whose rates go from the one to the other. */
static Tiers even_tiers(size_t n, ZzgovFen first, ZzgovFen last) {
  Tiers tiers = {.n = n};
  for (size_t t = 0; t < n; t++) {
    tiers.tier[t].up_to = t + 1 < n ? (int64_t)(t + 1) * (POINT / 2 + 1) : 0;
    tiers.tier[t].rate = first + (last - first) / (ZzgovFen)MAX(n - 1, 1) * (ZzgovFen)t;
  }
  return tiers;
}

/* --- numbers of tiers ------------------------------------------------------------------------- */

Test(columns_rates, one_to_sixteen_tiers) {
  for (size_t n = 1; n <= MOST_TIERS; n++) {
    Law whole = same_law(even_tiers(n, 10000000, 160000000));
    Law divided = same_law(even_tiers(n, 12345678, 98765432));
    assert_law(&whole);
    assert_law(&divided);
  }
}

Test(columns_rates, each_factor_its_own_number) {
  Law law = law_of_2020;
  static const size_t numbers[][N_FACTORS] = {
      {2, 2, 2, 1}, {1, 2, 3, 16}, {16, 1, 2, 2}, {2, 16, 1, 5}};
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    for (size_t f = 0; f < N_FACTORS; f++)
      law.factor[f] = even_tiers(numbers[i][f], 10000000, 40000000 + (ZzgovFen)(1000000 * f));
    assert_law(&law);
    law.factor[i].tier[0].rate += 1;
    assert_law(&law);
  }
}

Test(columns_rates, edges_at_their_ends) {
  Law law = same_law((Tiers){3, {{1, 10000000}, {MOST_MILLIONTHS, 20000000}, {0, 90000000}}});
  assert_law(&law);
  assert_law_up_to(&law, 900000000 / N_ROWS, 1);
  Law close = same_law((Tiers){4, {{1, 1}, {2, 99}, {3, 500000}, {0, 7}}});
  assert_law(&close);
}

/* --- rates ------------------------------------------------------------------------------------ */

Test(columns_rates, falling_rates) {
  for (size_t n = 2; n <= MOST_TIERS; n += 7) {
    Law whole = same_law(even_tiers(n, 160000000, 0));
    Law divided = same_law(even_tiers(n, 87654321, 1));
    assert_law(&whole);
    assert_law(&divided);
  }
  Law zigzag = same_law((Tiers){4, {{POINT, 900000000}, {2 * POINT, 0}, {3 * POINT, 1}, {0, 0}}});
  assert_law(&zigzag);
}

Test(columns_rates, zero_rates) {
  Law nothing = same_law((Tiers){1, {{0, 0}}}),
      two = same_law((Tiers){2, {{5 * POINT, 0}, {0, 0}}});
  Law free_first = same_law((Tiers){2, {{5 * POINT, 0}, {0, 10000000}}});
  assert_law(&nothing);
  assert_law(&two);
  assert_law(&free_first);
  assert_law_up_to(&nothing, 900000000, 1); /* nothing overflows */
  assert_law_up_to(&two, 900000000, 2);
}

/* A fen is a millionth of these rates' points or more: each amount is rounded once. */
Test(columns_rates, rates_that_are_not_whole_fen_per_millionth) {
  static const ZzgovFen rates[] = {1,      2,      3,       7,        499999,  500000,
                                   500001, 999999, 1000001, 12345678, 33333333};
  for (size_t i = 0; i < G_N_ELEMENTS(rates); i++)
    for (size_t n = 1; n <= 3; n++) {
      Law law = same_law(even_tiers(n, rates[i], rates[G_N_ELEMENTS(rates) - 1 - i]));
      assert_law(&law);
    }
}

/* Only the first factor costs anything; what n rows whose excess is such a one cost. */
static ZzgovFen cost(ZzgovFen rate, int64_t excess, ZzgovColumnType type, size_t n) {
  Law law = {{{1, {{0, rate}}}, {1, {{0, 0}}}, {1, {{0, 0}}}, {1, {{0, 0}}}}};
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&law);
  Table table = table_new(n);
  ZzgovEcoColumns columns = columns_of(&table, type);
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  for (size_t row = 0; row < n; row++)
    table_set(&table, 0, row, excess);
  cr_assert(zzgov_eco_compensation_columns(rulebook, &columns, &sums, NULL));
  table_free(&table);
  return sums.total_fen;
}

/* Halves of a fen by hand: away from zero. */
Test(columns_rates, half_a_fen) {
  static const struct {
    ZzgovFen rate;
    int64_t excess;
    ZzgovFen fen;
  } halves[] = {
      {1, 499999, 0},
      {1, 500000, 1},
      {1, 500001, 1},
      {1, 1499999, 1},
      {1, 1500000, 2},
      {1, 2500000, 3},
      {1, 3500000, 4},
      {500000, 1, 1},
      {499999, 1, 0},
      {500000, 3, 2},
      {500000, 5, 3},
      {2, 250000, 1},
      {2, 249999, 0},
      {12345678, 500000, 6172839},
      {12345678, 81000, 1000000},
      {12345678, 250000, 3086420}, /* 3086419.5 */
      {1000001, 500000, 500001},
      {1000001, 499999, 499999}, /* 499999.499999 */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(halves); i++)
    for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
      ZzgovFen one = cost(halves[i].rate, halves[i].excess, both_types[t], 1);
      ZzgovFen many = cost(halves[i].rate, halves[i].excess, both_types[t], 1001);
      cr_assert(one == halves[i].fen && many == 1001 * one, "%zu: %" G_GINT64_FORMAT, i, one);
    }
}

/* What times a rate leaves 1 modulo a million; the rate shares no factor with ten. */
static int64_t inverse(ZzgovFen rate) {
  int64_t power = rate % POINT, product = 1;
  for (int n = 399999; n > 0; n /= 2, power = power * power % POINT)
    if (n % 2)
      product = product * power % POINT;
  return product;
}

/* Costs just below, at and just above half a fen; in millionths of a fen they are about 2^power. */
static void assert_halves(const Tiers *tiers, int power) {
  Law law = {{*tiers, {1, {{0, 0}}}, {1, {{0, 0}}}, {1, {{0, 0}}}}};
  ZzgovFen rate = tiers->tier[tiers->n - 1].rate, total[8];
  int64_t whole = MIN((INT64_C(1) << power) / rate, MOST_MILLIONTHS - POINT) / POINT * POINT;
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&law);
  Table table = table_new(8);
  for (int64_t row = 0; row < 8; row++)
    table_set(&table, 0, (size_t)row, whole + (POINT / 2 + row - 4) * inverse(rate) % POINT);
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
    columns.total_fen = total;
    assert_columns(rulebook, &law, &columns);
  }
  table_free(&table);
}

Test(columns_rates, around_half_a_fen) {
  static const ZzgovFen rates[] = {1, 3, 7, 333, 123457, 98765431, INT64_C(99999999999999)};
  for (int power = 20; power < 58; power++)
    for (size_t i = 0; i < G_N_ELEMENTS(rates); i++) {
      Tiers one = {1, {{0, rates[i]}}},
            fall = {2, {{POINT, INT64_C(9007199254741)}, {0, rates[i]}}};
      assert_halves(&one, power);
      assert_halves(&fall, power);
    }
}

/* --- large amounts ---------------------------------------------------------------------------- */

Test(columns_rates, very_large_rates) {
  const ZzgovFen most = INT64_C(100000000000000); /* 10^12 yuan */
  Law one = same_law((Tiers){1, {{0, most}}}), odd = same_law((Tiers){1, {{0, most - 1}}});
  Law fall = same_law((Tiers){2, {{5, most}, {0, 1}}}),
      rise = same_law((Tiers){2, {{5, 1}, {0, most}}});
  for (int64_t points = 1; points <= 10; points *= 10) {
    assert_law_up_to(&one, points, 1);
    assert_law_up_to(&odd, points, 2);
    assert_law_up_to(&fall, points, 3);
    assert_law_up_to(&rise, points, 4);
  }
}

/* The sum of a block is beyond 2^53 long before an amount is: the last fen counts. */
static void assert_sum(ZzgovFen rate, int64_t excess, size_t n) {
  Law law = {{{1, {{0, rate}}}, {1, {{0, 0}}}, {1, {{0, 0}}}, {1, {{0, 0}}}}};
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    Wide wanted = cost_of(&law.factor[0], excess) * (Wide)n;
    ZzgovFen sum = wanted > INT64_MAX ? 0 : cost(rate, excess, both_types[t], n);
    cr_assert(wanted > INT64_MAX || sum == wanted,
              "rate %" G_GINT64_FORMAT ", excess %" G_GINT64_FORMAT ", %zu rows: %" G_GINT64_FORMAT,
              rate, excess, n, sum);
  }
}

Test(columns_rates, large_sums_are_exact) {
  static const size_t lengths[] = {1, 2, 7, 8, 63, 511, 512, 513, 1023, 1024};
  static const ZzgovFen rates[] = {1000000, 3000000, 999999, 1, INT64_C(99999999999999)};
  for (size_t r = 0; r < G_N_ELEMENTS(rates); r++)
    for (int power = 20; power < 50; power++)
      for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
        int64_t excess = MIN((INT64_C(1) << power) + 1, MOST_MILLIONTHS - 1);
        assert_sum(rates[r], excess, lengths[i]);
        assert_sum(rates[r], excess - 4, lengths[i]);
      }
  assert_sum(1000000, INT64_C(70000000000001), 511);
}

/* --- any law ---------------------------------------------------------------------------------- */

static Tiers random_tiers(uint64_t *state) {
  static const ZzgovFen sizes[] = {100, 10000, 1000000, 100000000, INT64_C(10000000000)};
  Tiers tiers = {.n = (size_t)random_between(state, 1, next_random(state) % 4 ? 3 : MOST_TIERS)};
  ZzgovFen most = sizes[next_random(state) % G_N_ELEMENTS(sizes)];
  int64_t edge = 0;
  for (size_t t = 0; t < tiers.n; t++) {
    edge += 1 + random_millionths(state, 8) * (random_millionths(state, 8) > 0);
    edge = MAX(edge, t == 0 ? 1 : tiers.tier[t - 1].up_to + 1);
    tiers.tier[t].up_to = t + 1 < tiers.n ? edge : 0;
    tiers.tier[t].rate = random_between(state, 0, most);
  }
  return tiers;
}

Test(columns_rates, random_laws) {
  uint64_t state = 45;
  for (uint64_t seed = 0; seed < 100; seed++) {
    Law law;
    bool whole = next_random(&state) % 3 == 0;
    for (size_t f = 0; f < N_FACTORS; f++) {
      law.factor[f] = random_tiers(&state);
      for (size_t t = 0; whole && t < law.factor[f].n; t++)
        law.factor[f].tier[t].rate = random_between(&state, 0, 40) * POINT;
    }
    assert_law_up_to(&law, 20, seed);
    assert_law_up_to(&law, 500, seed);
  }
}
