/* Which values a column takes. */
#include "columns-helper.h"

#include <math.h>

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

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

/* One row that holds a value and is else 0. Where others are bad, all of a block is computed the
 * slow way; alone, it is the kernel that must tell. */
static void assert_alone(double x, size_t c) {
  static const double zero;
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  ZzgovFen total;
  uint8_t status;
  columns.n_rows = 1;
  columns.month = ZZGOV_MONTH(2021, 1);
  columns.total_fen = &total;
  columns.status = &status;
  for (size_t i = 0; i < N_COLUMNS; i++)
    set_column(&columns, i, i == c ? &x : &zero, 0);
  assert_columns(built_in(), &law_of_2020, &columns);
}

/* Decimals, and those in the last places beside them. */
static void assert_neighbours(size_t c, int64_t points, uint64_t state) {
  for (int i = 0; i < 100; i++) {
    int64_t m = random_between(&state, 1, points * POINT), ignored;
    double x = (double)(i % 2 ? m : -m) / 1e6;
    for (int64_t steps = -2; steps <= 2; steps++) {
      ZzgovRowStatus wanted = steps == 0 ? ZZGOV_ROW_GOOD : ZZGOV_ROW_NOT_MILLIONTHS;
      if (double_to_millionths(neighbour(x, steps), &ignored) != wanted)
        cr_assert_fail("%.17g", neighbour(x, steps));
      assert_alone(neighbour(x, steps), c);
    }
  }
}

Test(columns_values, neighbours_of_decimals_are_refused) {
  for (size_t c = 0; c < N_COLUMNS; c++)
    for (int64_t points = 1; points <= 1000000; points *= 10)
      assert_neighbours(c, points, c);
}

/* The same among good rows. */
Test(columns_values, neighbours_among_decimals) {
  Table table = table_random(390, 1);
  for (size_t row = 0; row < table.n; row += 3) {
    double *x = &table.doubles[row % N_COLUMNS * table.n + row];
    *x = *x == 0 ? 1e-300 : neighbour(*x, row % 2 ? 1 : -1);
  }
  assert_all_outputs(columns_of(&table, ZZGOV_COLUMN_DOUBLES));
  table_free(&table);
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

Test(columns_values, any_bits_alone) {
  uint64_t state = 754;
  for (int i = 0; i < 5000; i++)
    for (size_t c = 0; c < N_COLUMNS; c++)
      assert_alone(random_double(&state), c);
}

/* One wild column among good ones, so that most rows are good. */
Test(columns_values, any_bits_among_decimals) {
  uint64_t state = 755;
  for (size_t c = 0; c < N_COLUMNS; c++) {
    Table table = table_random(2000, 2 * c + 1);
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
