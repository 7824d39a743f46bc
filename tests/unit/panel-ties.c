/* Amounts at half a fen, or as near to it as readings can come. What is exact is told by whole
 * numbers of 128 bits. */
#include "panel-helper.h"

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

/* Fen of a few digits for a point. */
static const Law cheap = {{
    {1, {{0, 1}}},
    {2, {{3 * POINT / 2, 7}, {0, 3}}},
    {1, {{0, 25}}},
    {3, {{5 * POINT / 4, 10}, {7 * POINT, 15}, {0, 1}}},
}};
/* Those of the law with odd fen. */
static const Law odd = {{
    {2, {{5 * POINT, 12345675}, {0, 20000001}}},
    {2, {{3 * POINT, 15000005}, {0, 34999999}}},
    {2, {{5 * POINT, 5000125}, {0, 9999975}}},
    {2, {{3 * POINT, 10000001}, {0, 7}}},
}};

/* --- exact amounts ---------------------------------------------------------------------------- */

typedef struct {
  Wide num, den; /* den > 0 */
} Fraction;

static Fraction reduced(Wide num, Wide den) {
  Wide a = num < 0 ? -num : num, b = den;
  while (b != 0) {
    Wide rest = a % b;
    a = b;
    b = rest;
  }
  return (Fraction){num / a, den / a};
}

/* An excess in points, times the rates: fen. */
static Fraction exact_cost(const Tiers *tiers, Fraction excess) {
  Wide top = excess.num * POINT, cost = 0;
  for (size_t t = 0; t < tiers->n; t++) {
    Wide lower = t == 0 ? 0 : tiers->tier[t - 1].up_to * excess.den;
    Wide upper = t == tiers->n - 1 ? top : MIN(top, tiers->tier[t].up_to * excess.den);
    cost += MAX(upper - lower, 0) * tiers->tier[t].rate;
  }
  return reduced(cost, excess.den * POINT);
}

/* How much worse than its group a row is in its own readings. */
static Fraction concentration_excess(const Readings *readings, size_t c, const size_t *rows,
                                     size_t n, size_t row) {
  Wide sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += readings->millionths[c][rows[i]];
  return reduced((Wide)readings->millionths[c][row] * (Wide)n - sum, (Wide)n * POINT);
}

/* All last years' values divide this. */
#define MULTIPLE ((Wide)3 * 15625 * (1 << 22))

static Fraction rate_excess(const Readings *readings, size_t c, const size_t *rows, size_t n,
                            size_t row) {
  Wide sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += readings->millionths[c - 1][rows[i]] * (MULTIPLE / readings->millionths[c][rows[i]]);
  Wide own = readings->millionths[c - 1][row] * (MULTIPLE / readings->millionths[c][row]);
  return reduced(100 * (own * (Wide)n - sum), (Wide)n * MULTIPLE);
}

static Fraction rate_excess_of_means(const Readings *readings, size_t c, const size_t *rows,
                                     size_t n, size_t row) {
  Wide now = 0, last_year = 0;
  for (size_t i = 0; i < n; i++) {
    now += readings->millionths[c - 1][rows[i]];
    last_year += readings->millionths[c][rows[i]];
  }
  Fraction city = reduced(now, last_year),
           own = reduced(readings->millionths[c - 1][row], readings->millionths[c][row]);
  return reduced(100 * (own.num * city.den - city.num * own.den), own.den * city.den);
}

static Fraction excess_of(const Readings *readings, ZzgovEcoRateBase base, size_t f,
                          const size_t *rows, size_t n, size_t row) {
  if (f % 2 == 0)
    return concentration_excess(readings, f, rows, n, row);
  return base == ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES
             ? rate_excess(readings, f, rows, n, row)
             : rate_excess_of_means(readings, f, rows, n, row);
}

/* Compares with what a panel says, and counts the halves. */
static void assert_exact(const Law *law, const Readings *readings, ZzgovEcoRateBase base,
                         const Outcome *found, size_t n_ties[N_FACTORS]) {
  for (size_t g = 0; g < readings->n_groups; g++) {
    size_t rows[MOST_IN_GROUP], n = rows_of(readings, g, rows);
    for (size_t i = 0; i < n * N_FACTORS; i++) {
      size_t f = i % N_FACTORS, row = rows[i / N_FACTORS];
      Fraction excess = excess_of(readings, base, f, rows, n, row);
      Fraction cost = exact_cost(&law->factor[f], excess.num > 0 ? excess : (Fraction){0, 1});
      if (found->fen[f][row] != (2 * cost.num + cost.den) / (2 * cost.den))
        cr_assert_fail("factor %zu of row %zu", f, row);
      n_ties[f] += cost.den == 2;
    }
  }
}

/* Equal to the typed door and to the exact amounts. */
static void assert_ties(const ZzgovRulebook *rulebook, const Law *law, const Readings *readings,
                        ZzgovEcoRateBase base, size_t n_ties[N_FACTORS]) {
  Outcome found = outcome_new(readings);
  ZzgovEcoPanel panel = panel_of(readings, ZZGOV_COLUMN_DOUBLES);
  panel.rate_base = base;
  want_of_panel(&panel, &found, ALL_OF_PANEL & ~STATUS_OF_PANEL);
  cr_assert(zzgov_eco_compensation_panel(rulebook, &panel, NULL, NULL));
  assert_exact(law, readings, base, &found, n_ties);
  assert_base(rulebook, readings, base);
  outcome_free(&found);
}

/* --- searches --------------------------------------------------------------------------------- */

/* Last year's is l or 3 l of a power of two and five, this year's a part of it in 2^t. */
static void set_dyadic_pair(Readings *readings, size_t c, size_t row, int64_t l, int t,
                            uint64_t *state) {
  int64_t own = next_random(state) % 3 == 0 ? 3 * l : l;
  int64_t parts = random_between(state, 1, (INT64_C(1) << t) + (INT64_C(1) << t) / 8);
  set_reading(readings, c, row, (own >> t) * parts);
  set_reading(readings, c + 1, row, own);
}

/* Groups of 1, 2, 4, 5, 8, ... rows. */
static Readings dyadic(size_t n_groups, uint64_t *state) {
  static const size_t sizes[] = {2, 4, 5, 8, 10, 16, 20, 2, 1, 32};
  static const int64_t powers[] = {1, 5, 25, 125, 625, 3125, 15625};
  size_t n_rows = n_groups / G_N_ELEMENTS(sizes) * 100, row = 0;
  Readings readings = readings_new(n_rows, n_groups, 4);
  for (size_t g = 0; g < n_groups; g++) {
    int a = (int)random_between(state, 14, 22), t = (int)random_between(state, 1, 13);
    int64_t l = powers[next_random(state) % (a > 17 ? 4 : G_N_ELEMENTS(powers))] << a;
    for (size_t i = 0; i < sizes[g % G_N_ELEMENTS(sizes)]; i++, row++) {
      readings.group[row] = (uint32_t)g;
      set_dyadic_pair(&readings, 0, row, l, t, state);
      set_dyadic_pair(&readings, 2, row, l, t, state);
    }
  }
  return readings;
}

static void assert_enough(const size_t n_ties[N_FACTORS], size_t least[2]) {
  for (size_t f = 0; f < N_FACTORS; f++)
    cr_assert_geq(n_ties[f], least[f % 2], "%zu ties of factor %zu", n_ties[f], f);
}

static void assert_dyadic(const Law *law, uint64_t state, size_t *least) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(law);
  for (size_t b = 0; b < G_N_ELEMENTS(both_bases); b++) {
    size_t n_ties[N_FACTORS] = {0};
    for (int i = 0; i < 20; i++) {
      Readings readings = dyadic(200, &state);
      assert_ties(rulebook, law, &readings, both_bases[b], n_ties);
      readings_free(&readings);
    }
    assert_enough(n_ties, least);
  }
}

Test(panel_ties, halves_of_rates) {
  assert_dyadic(&law_of_2020, 1, (size_t[]){0, 300});
  assert_dyadic(&odd, 2, (size_t[]){0, 300});
  assert_dyadic(&cheap, 3, (size_t[]){0, 300});
}

/* Groups in which a mean ends in parts of a step. */
static Readings in_steps(size_t n_groups, int64_t step, uint64_t *state) {
  static const size_t sizes[] = {2, 4, 10, 20, 8};
  size_t row = 0;
  Readings readings = readings_new(n_groups * 44 / 5, n_groups, 4);
  for (size_t g = 0; g < n_groups; g++)
    for (size_t i = 0; i < sizes[g % 5]; i++, row++) {
      readings.group[row] = (uint32_t)g;
      for (size_t c = 0; c < N_READINGS; c++)
        set_reading(&readings, c, row,
                    c % 2 ? 64 * POINT
                          : random_between(state, 20 * POINT, 90 * POINT) / step * step);
    }
  return readings;
}

static void assert_in_steps(const Law *law, int64_t step, uint64_t state) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(law);
  size_t n_ties[N_FACTORS] = {0};
  for (int i = 0; i < 10; i++) {
    Readings readings = in_steps(100, step, &state);
    assert_ties(rulebook, law, &readings, ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES, n_ties);
    readings_free(&readings);
  }
  assert_enough(n_ties, (size_t[]){300, 0});
}

Test(panel_ties, halves_of_concentrations) {
  assert_in_steps(&law_of_2020, 1, 1);
  assert_in_steps(&cheap, POINT, 2);
}

/* A tie by hand: 64.064 against 65.536 last year is 2.246093750 %, and the other 0 %. */
Test(panel_ties, half_a_fen_goes_up) {
  Readings readings = readings_new(2, 1, 1);
  ZzgovFen fen[2];
  Law law = {{{1, {{0, 0}}}, {1, {{0, 1000000}}}, {1, {{0, 0}}}, {1, {{0, 0}}}}};
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&law);
  ZzgovEcoPanel panel = panel_of(&readings, ZZGOV_COLUMN_DOUBLES);
  panel.factor_fen[1] = fen;
  for (size_t row = 0; row < 2; row++)
    for (size_t c = 0; c < N_READINGS; c++)
      set_reading(&readings, c, row, 65536000);
  set_reading(&readings, 0, 0, 65536000 - 23 * 64000);
  cr_assert(zzgov_eco_compensation_panel(rulebook, &panel, NULL, NULL));
  cr_assert_eq(fen[0], 0);
  cr_assert_eq(fen[1], 1123047); /* 1.123046875 points: 1123046.875 */
  set_reading(&readings, 0, 0, 65536000 - 20 * 64000);
  cr_assert(zzgov_eco_compensation_panel(rulebook, &panel, NULL, NULL));
  cr_assert_eq(fen[1], 976563); /* 0.9765625 points: 976562.5 */
  readings_free(&readings);
}

/* --- a hair beside ---------------------------------------------------------------------------- */

/* a b mod m; m below 2^126. */
static Wide times(Wide a, Wide b, Wide m) {
  Wide product = 0;
  for (a %= m; b > 0; b /= 2, a = 2 * a % m)
    if (b % 2)
      product = (product + a) % m;
  return product;
}

/* x with a x = 1 mod m, by Euclid; 0 where there is none. */
static Wide inverse(Wide a, Wide m) {
  Wide r = m, next = a % m, x = 0, y = 1;
  while (next != 0) {
    Wide q = r / next, kept = r - q * next, kept_y = x - q * y;
    r = next;
    next = kept;
    x = y;
    y = kept_y;
  }
  return r != 1 ? 0 : x < 0 ? x + m : x;
}

/* This year's values with c1 l2 - c2 l1 = d, below 2 l. */
static void split(Wide d, Wide l1, Wide l2, Wide c[2]) {
  c[0] = times(d % l1, inverse(l2, l1), l1);
  c[1] = (c[0] * l2 - d) / l1;
  if (c[1] < 0) {
    c[0] += l1;
    c[1] += l2;
  }
}

/* Two rows cost 50 rate (c1 / l1 - c2 / l2) fen: this far above or below half a fen there is only
 * 1 / (2 l1 l2). The odd l have no divisor in common with each other and 50 rate. */
static bool set_hair(Readings *readings, size_t row, int64_t rate, int side, uint64_t *state) {
  Wide l[2], c[2];
  static const int64_t scales[] = {4, 400, MOST_READING / 4};
  int64_t points = scales[next_random(state) % 3];
  for (size_t i = 0; i < 2; i++)
    l[i] = random_between(state, POINT / 9, points * POINT) * 2 - 1;
  Wide n = l[0] * l[1], unit = inverse(50 * (Wide)rate, n);
  if (unit == 0 || inverse(l[0], l[1]) == 0)
    return false;
  Wide d = times(unit, (n + side) / 2, n);
  cr_assert(times(d, 100 * (Wide)rate, 2 * n) == n + side);
  split(d, l[0], l[1], c);
  Wide more = MAX(MOST_READING * POINT / MAX(l[0], l[1]) - 2, 0);
  more = random_between(state, 0, (int64_t)more); /* quotients far above what they differ in */
  for (size_t i = 0; i < 2; i++)
    for (size_t column = 0; column < N_READINGS; column++)
      set_reading(readings, column, row + i, (int64_t)(column % 2 ? l[i] : c[i] + more * l[i]));
  return true;
}

static void assert_hairs(int64_t rate, int side, uint64_t state) {
  Tiers tiers = {1, {{0, rate}}}, one = {1, {{0, 1}}};
  Law law = {{one, tiers, one, tiers}};
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&law);
  Readings readings = readings_new(2000, 1000, 1);
  for (size_t row = 0; row < readings.n_rows; row++)
    readings.group[row] = (uint32_t)(row / 2);
  for (size_t row = 0; row < readings.n_rows; row += 2)
    while (!set_hair(&readings, row, rate, side, &state))
      ;
  assert_readings(rulebook, &readings);
  readings_free(&readings);
}

Test(panel_ties, as_near_to_half_a_fen_as_can_be) {
  static const int64_t rates[] = {1,        7,        10000000,    15000000,
                                  35000000, 12345678, 99999999999, INT64_C(30000000000000)};
  for (size_t i = 0; i < G_N_ELEMENTS(rates); i++)
    for (int side = -1; side <= 1; side += 2)
      assert_hairs(rates[i], side, i);
}

/* A millionth more or less beside a tie. */
Test(panel_ties, a_millionth_beside_a_tie) {
  uint64_t state = 5;
  for (int i = 0; i < 10; i++) {
    Readings readings = dyadic(200, &state);
    for (size_t row = 0; row < readings.n_rows; row++)
      for (size_t c = 0; c < N_READINGS; c++)
        if (next_random(&state) % 8 == 0)
          set_reading(&readings, c, row, readings.millionths[c][row] + (row % 2 ? 1 : -1));
    assert_readings(built_in(), &readings);
    readings_free(&readings);
  }
}

/* --- extreme values --------------------------------------------------------------------------- */

/* The least and the largest against each other, in groups of 1 ... 1,000. */
Test(panel_ties, the_least_and_the_largest) {
  static const int64_t values[] = {1, 2, 3, 7, 99999999999, 100000000000, 50000000001, POINT};
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&cheap);
  uint64_t state = 6;
  for (size_t n = 1; n <= MOST_IN_GROUP; n = n < 20 ? n + 1 : n * 7) {
    Readings readings = readings_new(3 * n, 3, 2);
    for (size_t row = 0; row < 3 * n; row++) {
      readings.group[row] = (uint32_t)(row % 3);
      for (size_t c = 0; c < N_READINGS; c++)
        set_reading(&readings, c, row, values[next_random(&state) % G_N_ELEMENTS(values)]);
    }
    assert_readings(rulebook, &readings);
    readings_free(&readings);
  }
}

/* Amounts of 2^40 ... 2^60 fen. */
Test(panel_ties, amounts_that_doubles_do_not_hold) {
  uint64_t state = 53;
  for (int i = 0; i < 3000; i++) {
    size_t n = (size_t)random_between(&state, 2, 4);
    Readings readings = readings_new(n, 1, 1);
    for (size_t row = 0; row < n; row++)
      for (size_t c = 0; c < N_READINGS; c++)
        set_reading(&readings, c, row,
                    c % 2 ? random_between(&state, 1000, INT64_C(1000) << i % 20)
                          : random_between(&state, 1, MOST_READING * POINT));
    assert_readings(built_in(), &readings);
    readings_free(&readings);
  }
}

/* Rates that fall from the largest to a fen: what is added is taken away again. */
Test(panel_ties, rates_that_fall_from_the_largest) {
  Tiers cliff = {3, {{1, INT64_C(100000000000000)}, {POINT, 3}, {0, 1}}};
  Law law = {{cliff, cliff, cliff, cliff}};
  uint64_t state = 14;
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&law);
  for (int i = 0; i < 10; i++) {
    Readings readings = i % 2 ? dyadic(200, &state) : in_steps(100, POINT / 2, &state);
    assert_readings(rulebook, &readings);
    readings_free(&readings);
  }
}

/* One row of a thousand decides. */
Test(panel_ties, one_extreme_row) {
  g_autoptr(ZzgovRulebook) rulebook = rulebook_of(&cheap);
  for (int64_t low = 0; low <= 1; low++) {
    Readings readings = readings_new(1000, 1, 1);
    for (size_t row = 0; row < 1000; row++)
      for (size_t c = 0; c < N_READINGS; c++)
        set_reading(&readings, c, row,
                    row == 500 && c % 2 ? 1
                    : row == 500        ? 100000000000
                                        : low + (int64_t)(c % 2));
    assert_readings(rulebook, &readings);
    readings_free(&readings);
  }
}
