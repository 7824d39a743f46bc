/* What rows of columns cost, written from the contract's text in whole numbers: values in
 * millionths, rates in fen for a point, marginal tiers above the base, one rounding for each
 * amount. */
#ifndef TEST_COLUMNS_REFERENCE_H
#define TEST_COLUMNS_REFERENCE_H

#include <string.h>
#include <zzgov.h>

enum { N_FACTORS = ZZGOV_ECO_N_FACTORS, N_COLUMNS = 2 * N_FACTORS, MOST_TIERS = 16 };

__extension__ typedef __int128 Wide;

#define POINT ZZGOV_DECIMAL_ONE
#define MOST_MILLIONTHS INT64_C(1000000000000000)

/* The last tier has no upper edge. */
typedef struct {
  size_t n;
  struct {
    int64_t up_to;
    ZzgovFen rate;
  } tier[MOST_TIERS];
} Tiers;

typedef struct {
  Tiers factor[N_FACTORS];
} Law;

/* 第四条. */
static const Law law_of_2020 = {{
    {2, {{5 * POINT, 10000000}, {0, 20000000}}},
    {2, {{3 * POINT, 15000000}, {0, 35000000}}},
    {2, {{5 * POINT, 5000000}, {0, 10000000}}},
    {2, {{3 * POINT, 10000000}, {0, 20000000}}},
}};

/* --- one row ---------------------------------------------------------------------------------- */

static inline Wide cost_of(const Tiers *tiers, Wide excess) {
  Wide cost = 0;
  for (size_t t = 0; t < tiers->n; t++) {
    Wide lower = t == 0 ? 0 : tiers->tier[t - 1].up_to;
    Wide upper = t == tiers->n - 1 ? excess : MIN(excess, (Wide)tiers->tier[t].up_to);
    cost += MAX(upper - lower, 0) * tiers->tier[t].rate;
  }
  return (cost + POINT / 2) / POINT;
}

/* A double is s * 2^-k: the nearest m, and whether |x - m / 10^6| is at most 2^-k / 2. */
static inline ZzgovRowStatus double_to_millionths(double x, int64_t *millionths) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  int exponent = (int)(bits >> 52 & 0x7ff), k = 1075 - MAX(exponent, 1);
  Wide s = (Wide)(bits & ((UINT64_C(1) << 52) - 1)) + ((Wide)(exponent > 0) << 52);
  if (exponent == 0x7ff)
    return ZZGOV_ROW_NOT_A_NUMBER;
  if (x > 1e9 || x < -1e9)
    return ZZGOV_ROW_OUT_OF_RANGE;
  *millionths = 0;
  if (k > 100) /* below 2^-47 */
    return s == 0 ? ZZGOV_ROW_GOOD : ZZGOV_ROW_NOT_MILLIONTHS;
  Wide scaled = s * POINT, m = (scaled + ((Wide)1 << (k - 1))) >> k, rest = scaled - (m << k);
  *millionths = (int64_t)(bits >> 63 ? -m : m);
  return MAX(rest, -rest) * 2 <= POINT ? ZZGOV_ROW_GOOD : ZZGOV_ROW_NOT_MILLIONTHS;
}

static inline const ZzgovColumn *column_at(const ZzgovEcoColumns *columns, size_t c) {
  return c % 2 == 0 ? &columns->values[c / 2] : &columns->bases[c / 2];
}

static inline ZzgovRowStatus read_at(const ZzgovEcoColumns *columns, size_t c, size_t row,
                                     int64_t *millionths) {
  const ZzgovColumn *column = column_at(columns, c);
  const char *place = (const char *)column->data + (ptrdiff_t)row * column->stride;
  double x;
  memcpy(&x, place, sizeof x);
  if (columns->type == ZZGOV_COLUMN_DOUBLES)
    return double_to_millionths(x, millionths);
  memcpy(millionths, place, sizeof *millionths);
  return *millionths > MOST_MILLIONTHS || *millionths < -MOST_MILLIONTHS ? ZZGOV_ROW_OUT_OF_RANGE
                                                                         : ZZGOV_ROW_GOOD;
}

/* A row's answer; a bad one has amounts of 0. */
typedef struct {
  ZzgovRowStatus status;
  ZzgovFen fen[N_FACTORS + 1]; /* the factors, the total */
} Row;

static inline Row charge(const Law *law, const int64_t m[N_COLUMNS]) {
  Row row = {ZZGOV_ROW_GOOD, {0}};
  Wide total = 0;
  for (size_t f = 0; f < N_FACTORS; f++) {
    Wide worse = f % 2 == 0 ? (Wide)m[2 * f] - m[2 * f + 1] : (Wide)m[2 * f + 1] - m[2 * f];
    Wide cost = cost_of(&law->factor[f], MAX(worse, 0));
    total += cost;
    row.fen[f] = (ZzgovFen)cost;
  }
  row.fen[N_FACTORS] = (ZzgovFen)total;
  return total <= INT64_MAX ? row : (Row){ZZGOV_ROW_OVERFLOW, {0}};
}

static inline Row row_of(const Law *law, const ZzgovEcoColumns *columns, size_t row) {
  int64_t m[N_COLUMNS];
  for (size_t c = 0; c < N_COLUMNS; c++) {
    ZzgovRowStatus status = read_at(columns, c, row, &m[c]);
    if (status != ZZGOV_ROW_GOOD)
      return (Row){status, {0}};
  }
  return charge(law, m);
}

/* --- random numbers --------------------------------------------------------------------------- */

/* splitmix64 */
static inline uint64_t next_random(uint64_t *state) {
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static inline int64_t random_between(uint64_t *state, int64_t from, int64_t until) {
  return from + (int64_t)(next_random(state) % (uint64_t)(until - from + 1));
}

/* Up to a number of points, with none to six digits after the point. */
static inline int64_t random_millionths(uint64_t *state, int64_t points) {
  static const int64_t parts[] = {1, 1, 1, 10, 100};
  static const int64_t steps[] = {1, 10, 1000, 100000, 500000, POINT};
  int64_t most = points * POINT / parts[next_random(state) % G_N_ELEMENTS(parts)];
  int64_t step = steps[next_random(state) % G_N_ELEMENTS(steps)];
  return random_between(state, -most / 8, most) / step * step;
}

/* --- tables of rows --------------------------------------------------------------------------- */

/* The same values as millionths and as doubles, column behind column. */
typedef struct {
  size_t n;
  int64_t *millionths;
  double *doubles;
} Table;

static inline void table_set(Table *table, size_t c, size_t row, int64_t millionths) {
  table->millionths[c * table->n + row] = millionths;
  table->doubles[c * table->n + row] = (double)millionths / 1e6; /* the nearest double */
}

static inline Table table_new(size_t n) {
  Table table = {n, g_new0(int64_t, n * N_COLUMNS), g_new0(double, n *N_COLUMNS)};
  return table;
}

/* Odd seeds give figures as people have them; even ones now and then some that want wide numbers.
 */
static inline Table table_random(size_t n, uint64_t seed) {
  Table table = table_new(n);
  uint64_t state = seed;
  for (size_t c = 0; c < N_COLUMNS; c++)
    for (size_t row = 0; row < n; row++) {
      bool wide = seed % 2 == 0 && next_random(&state) % 1000 == 0;
      table_set(&table, c, row, random_millionths(&state, wide ? 3000000 : 200));
    }
  return table;
}

static inline void table_free(Table *table) {
  g_free(table->millionths);
  g_free(table->doubles);
}

static inline void set_column(ZzgovEcoColumns *columns, size_t c, const void *data,
                              ptrdiff_t stride) {
  ZzgovColumn *column = c % 2 == 0 ? &columns->values[c / 2] : &columns->bases[c / 2];
  *column = (ZzgovColumn){data, stride};
}

static inline ZzgovEcoColumns columns_of(const Table *table, ZzgovColumnType type) {
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  columns.n_rows = table->n;
  columns.month = ZZGOV_MONTH(2020, 11);
  columns.type = type;
  for (size_t c = 0; c < N_COLUMNS; c++) {
    const void *data = table->millionths + c * table->n;
    if (type == ZZGOV_COLUMN_DOUBLES)
      data = table->doubles + c * table->n;
    set_column(&columns, c, data, 8);
  }
  return columns;
}

#endif
