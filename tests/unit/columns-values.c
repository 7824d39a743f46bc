/* Which values a column takes, and what the tiers charge at their edges. */
#include "columns-helper.h"

#include <math.h>

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

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

/* One row; a positive excess is worse. */
static void table_set_excess(Table *table, size_t row, size_t f, int64_t base, int64_t excess) {
  table_set(table, 2 * f, row, f % 2 == 0 ? base + excess : base - excess);
  table_set(table, 2 * f + 1, row, base);
}

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

Test(columns_values, edges_of_the_tiers) {
  static const int64_t bases[] = {0, 52000000, -3100000, 57100001, 999999000000};
  for (size_t i = 0; i < G_N_ELEMENTS(edges); i++)
    for (size_t b = 0; b < G_N_ELEMENTS(bases); b++)
      for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
        assert_edge(i, bases[b], both_types[t], 1);
        assert_edge(i, bases[b], both_types[t], 16);
      }
}

/* Every millionth on both sides of every edge, at random bases. */
Test(columns_values, millionths_around_the_edges) {
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
Test(columns_values, large_excesses) {
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

Test(columns_values, from_one_end_to_the_other) {
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

/* --- doubles that are refused ----------------------------------------------------------------- */

static double double_of(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* The double `steps` places away from x, which is not 0, towards larger magnitudes. */
static double neighbour(double x, int64_t steps) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return double_of(bits + (uint64_t)steps);
}

/* What the status of a row is if column c holds a value and all else 0, alone and among others. */
static ZzgovRowStatus status_of(size_t c, const void *value, ZzgovColumnType type, size_t n) {
  static const int64_t zero;
  uint8_t status[64];
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  columns.n_rows = n;
  columns.month = ZZGOV_MONTH(2021, 1);
  columns.type = type;
  columns.status = status;
  for (size_t i = 0; i < N_COLUMNS; i++)
    set_column(&columns, i, i == c ? value : &zero, 0);
  cr_assert(zzgov_eco_compensation_columns(built_in(), &columns, NULL, NULL));
  for (size_t row = 1; row < n; row++)
    cr_assert_eq(status[row], status[0]);
  return status[0];
}

static void assert_double(double x, ZzgovRowStatus wanted) {
  for (size_t c = 0; c < N_COLUMNS; c++) {
    ZzgovRowStatus alone = status_of(c, &x, ZZGOV_COLUMN_DOUBLES, 1);
    cr_assert(alone == wanted, "%.17g in column %zu: %d, not %d", x, c, alone, wanted);
    cr_assert(status_of(c, &x, ZZGOV_COLUMN_DOUBLES, 24) == wanted, "%.17g in column %zu", x, c);
  }
}

static const struct {
  double x;
  ZzgovRowStatus status;
} doubles[] = {
    {0.0, ZZGOV_ROW_GOOD},
    {58.1, ZZGOV_ROW_GOOD},
    {0x1.d0ccccccccccdp+5, ZZGOV_ROW_GOOD},
    {0x1.d0ccccccccccep+5, ZZGOV_ROW_NOT_MILLIONTHS},
    {0x1.d0cccccccccccp+5, ZZGOV_ROW_NOT_MILLIONTHS},
    {0.1 + 0.2, ZZGOV_ROW_NOT_MILLIONTHS}, /* 0.30000000000000004 */
    {0.3, ZZGOV_ROW_GOOD},
    {1e-6, ZZGOV_ROW_GOOD},
    {1e-7, ZZGOV_ROW_NOT_MILLIONTHS},
    {5e-7, ZZGOV_ROW_NOT_MILLIONTHS},
    {1.0000005, ZZGOV_ROW_NOT_MILLIONTHS},
    {0x1p-6, ZZGOV_ROW_GOOD},           /* 0.015625 */
    {0x1p-7, ZZGOV_ROW_NOT_MILLIONTHS}, /* 0.0078125 */
    {0x1p-1022, ZZGOV_ROW_NOT_MILLIONTHS},
    {0x1.fffffffffffffp-1023, ZZGOV_ROW_NOT_MILLIONTHS},
    {0x1p-1074, ZZGOV_ROW_NOT_MILLIONTHS},
    {0x1p-53, ZZGOV_ROW_NOT_MILLIONTHS},
    {1.0 + 0x1p-52, ZZGOV_ROW_NOT_MILLIONTHS},
    {1.0 - 0x1p-53, ZZGOV_ROW_NOT_MILLIONTHS},
    {1e9, ZZGOV_ROW_GOOD},
    {1e9 - 0x1p-23, ZZGOV_ROW_NOT_MILLIONTHS}, /* the place before */
    {1e9 + 0x1p-23, ZZGOV_ROW_OUT_OF_RANGE},
    {999999999.999999, ZZGOV_ROW_GOOD},
    {1000000000.000001, ZZGOV_ROW_OUT_OF_RANGE},
    {1e9 + 1, ZZGOV_ROW_OUT_OF_RANGE},
    {1e15, ZZGOV_ROW_OUT_OF_RANGE},
    {0x1p51, ZZGOV_ROW_OUT_OF_RANGE},
    {0x1p53 - 1, ZZGOV_ROW_OUT_OF_RANGE},
    {0x1p53, ZZGOV_ROW_OUT_OF_RANGE},
    {0x1p53 + 2, ZZGOV_ROW_OUT_OF_RANGE},
    {0x1p63, ZZGOV_ROW_OUT_OF_RANGE},
    {0x1p64, ZZGOV_ROW_OUT_OF_RANGE},
    {1e302, ZZGOV_ROW_OUT_OF_RANGE}, /* times 10^6 still finite */
    {1e303, ZZGOV_ROW_OUT_OF_RANGE},
    {0x1.fffffffffffffp1023, ZZGOV_ROW_OUT_OF_RANGE},
};

Test(columns_values, doubles_of_both_signs) {
  for (size_t i = 0; i < G_N_ELEMENTS(doubles); i++) {
    assert_double(doubles[i].x, doubles[i].status);
    assert_double(-doubles[i].x, doubles[i].status);
  }
}

Test(columns_values, no_numbers) {
  static const uint64_t bits[] = {
      UINT64_C(0x7FF0000000000000), /* infinite */
      UINT64_C(0x7FF8000000000000), /* quiet */
      UINT64_C(0x7FF0000000000001), /* signalling */
      UINT64_C(0x7FF4000000000000), UINT64_C(0x7FFFFFFFFFFFFFFF),
  };
  for (size_t i = 0; i < G_N_ELEMENTS(bits); i++) {
    assert_double(double_of(bits[i]), ZZGOV_ROW_NOT_A_NUMBER);
    assert_double(double_of(bits[i] | UINT64_C(1) << 63), ZZGOV_ROW_NOT_A_NUMBER);
  }
}

/* --- neighbours ------------------------------------------------------------------------------- */

/* All rows good but every third, which lies in the last places beside a decimal. */
static void assert_neighbours(size_t c, int64_t points, int64_t steps, uint64_t state) {
  Table table = table_random(390, 1);
  double *column = table.doubles + c * table.n;
  for (size_t row = 0; row < table.n; row++) {
    int64_t m = random_between(&state, 1, points * POINT);
    table_set(&table, c, row, row % 2 ? m : -m);
    if (row % 3 == 0)
      column[row] = neighbour(column[row], steps);
    int64_t ignored;
    if (double_to_millionths(column[row], &ignored) !=
        (row % 3 == 0 ? ZZGOV_ROW_NOT_MILLIONTHS : ZZGOV_ROW_GOOD))
      cr_assert_fail("%.17g", column[row]);
  }
  assert_all_outputs(columns_of(&table, ZZGOV_COLUMN_DOUBLES));
  table_free(&table);
}

Test(columns_values, neighbours_of_decimals_are_refused) {
  static const int64_t steps[] = {-1, 1, 2, -3};
  for (size_t c = 0; c < N_COLUMNS; c++)
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
      for (int64_t points = 1; points <= 1000000; points *= 10)
        assert_neighbours(c, points, steps[i], c + i);
}

/* The decimals next to ten to the ninth, where few places are left. */
Test(columns_values, every_decimal_below_the_largest) {
  Table table = table_new(8000);
  for (size_t row = 0; row < table.n; row++) {
    int64_t m = MOST_MILLIONTHS - (int64_t)row / 2;
    for (size_t c = 0; c < N_COLUMNS; c++)
      table_set(&table, c, row, (row + c) % 2 ? m : -m);
    int64_t got = 0;
    ZzgovRowStatus status = double_to_millionths(table.doubles[row], &got);
    cr_assert(status == ZZGOV_ROW_GOOD && got == table.millionths[row], "%.17g",
              table.doubles[row]);
  }
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  columns.n_rows = 40; /* what all come to is beyond int64 */
  assert_all_outputs(columns);
  for (size_t c = 1; c < N_COLUMNS; c += 2)
    set_column(&columns, c, column_at(&columns, c - 1)->data, 8);
  columns.n_rows = table.n;
  assert_all_outputs(columns);
  table_free(&table);
}

/* --- any bits --------------------------------------------------------------------------------- */

/* Of any magnitude, near decimals, or the shortest of a few digits. */
static double random_double(uint64_t *state) {
  uint64_t bits = next_random(state), choice = next_random(state) % 4;
  double decimal =
      (double)random_millionths(state, INT64_C(1) << random_between(state, 0, 29)) / 1e6;
  if (choice == 0)
    return double_of(bits);
  if (choice == 1) /* 2^-80 ... 2^31 */
    return double_of((bits & ~(UINT64_C(0x7FF) << 52)) |
                     (uint64_t)(1023 + random_between(state, -80, 31)) << 52);
  return choice == 2 && decimal != 0 ? neighbour(decimal, random_between(state, -2, 2)) : decimal;
}

/* One wild column among good ones, so that most rows are good. */
Test(columns_values, any_bits) {
  uint64_t state = 754;
  for (size_t c = 0; c < N_COLUMNS; c++) {
    Table table = table_random(8000, 2 * c + 1);
    for (size_t row = 0; row < table.n; row++)
      table.doubles[c * table.n + row] = random_double(&state);
    assert_all_outputs(columns_of(&table, ZZGOV_COLUMN_DOUBLES));
    table_free(&table);
  }
}

/* --- millionths ------------------------------------------------------------------------------- */

Test(columns_values, millionths_at_their_ends) {
  static const int64_t good[] = {0, 1, -1, MOST_MILLIONTHS, -MOST_MILLIONTHS};
  static const int64_t bad[] = {
      MOST_MILLIONTHS + 1,
      -MOST_MILLIONTHS - 1,
      INT64_C(1) << 51,
      -(INT64_C(1) << 51),
      (INT64_C(1) << 53) - 1,
      (INT64_C(1) << 53) + 1,
      -(INT64_C(1) << 53) - 1,
      INT64_MAX,
      INT64_MIN,
      INT64_MIN + 1,
      INT64_C(1) << 62,
      -(INT64_C(1) << 62),
      INT64_C(0x3BC8000000000000), /* these wrap where the bits of 1.5 x 2^52 are added */
      INT64_C(0x3C80000000000000),
      -INT64_C(0x4338000000000000)};
  for (size_t c = 0; c < N_COLUMNS; c++) {
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(good); i++)
      cr_assert_eq(status_of(c, &good[i / 2], ZZGOV_COLUMN_MILLIONTHS, i % 2 ? 24 : 1),
                   ZZGOV_ROW_GOOD);
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(bad); i++)
      cr_assert_eq(status_of(c, &bad[i / 2], ZZGOV_COLUMN_MILLIONTHS, i % 2 ? 24 : 1),
                   ZZGOV_ROW_OUT_OF_RANGE, "%" G_GINT64_FORMAT, bad[i / 2]);
  }
}

Test(columns_values, any_millionths) {
  uint64_t state = 64;
  for (size_t c = 0; c < N_COLUMNS; c++) {
    Table table = table_random(5000, c);
    for (size_t row = 0; row < table.n; row++)
      if (row % 50 == 0)
        table.millionths[c * table.n + row] =
            (int64_t)next_random(&state) >> next_random(&state) % 20;
    assert_all_outputs(columns_of(&table, ZZGOV_COLUMN_MILLIONTHS));
    table_free(&table);
  }
}

/* --- bad rows among good ones ----------------------------------------------------------------- */

/* One bad row at every place of every length takes nothing from the others. */
Test(columns_values, one_bad_row_at_every_place) {
  for (size_t n = 1; n <= 70; n++)
    for (size_t bad = 0; bad < n; bad++) {
      Table table = table_random(n, n);
      size_t c = (n + bad) % N_COLUMNS;
      table.doubles[c * n + bad] = bad % 2 ? 0x1p-1074 : 1e300;
      table.millionths[c * n + bad] = INT64_MIN;
      for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++)
        assert_all_outputs(columns_of(&table, both_types[t]));
      table_free(&table);
    }
}

/* The first column that is bad says why. */
Test(columns_values, one_of_several_faults) {
  const double faults[] = {1e-9, (double)INFINITY, 2e9};
  Table table = table_random(56, 1);
  for (size_t row = 0; row < table.n; row++)
    for (size_t c = row % N_COLUMNS; c < N_COLUMNS; c++)
      table.doubles[c * table.n + row] = faults[(row / N_COLUMNS + c) % 3];
  assert_all_outputs(columns_of(&table, ZZGOV_COLUMN_DOUBLES));
  table_free(&table);
}
