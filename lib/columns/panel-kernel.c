/* Compiled once for each instruction set, as kernel.c. */
#include "panel-kernel.h"

#include "pair.h"
#include "panel-vector.h"

/* --- the order of the rows -------------------------------------------------------------------- */

static ZzOrder order(const uint32_t *numbers, size_t n) {
  const size_t apart = ZZ_MOST_IN_GROUP;
  uint32_t most = n > 0 ? numbers[0] : 0, falls = 0, large = 0;
  for (size_t i = 1; i < n; i++) {
    falls |= numbers[i] < numbers[i - 1];
    most = numbers[i] > most ? numbers[i] : most;
  }
  for (size_t i = apart; i < n; i++)
    large |= numbers[i] == numbers[i - apart];
  return (ZzOrder){most, !falls, large};
}

static size_t count_runs(const uint32_t *numbers, size_t n) {
  uint32_t n_runs = 1;
  for (size_t i = 1; i < n; i++)
    n_runs += numbers[i] != numbers[i - 1];
  return n_runs;
}

/* --- quotients and their sums ----------------------------------------------------------------- */

#define STEP_ROUNDER 0x1.8p32 /* whose last place is 2^-20 */
#define MOST_STEPS 0x1p31     /* as a quotient: below it, they and their sums are exact */

INLINE void divide_one(ZzReadings *readings, size_t p, size_t i, Doubles last, Doubles inverse) {
  Doubles value = load(&readings->value[p][i]), quotient = value * inverse;
  Doubles steps = (quotient + STEP_ROUNDER) - STEP_ROUNDER;
  Doubles more = excess_of_product(quotient, last, value);
  store(&readings->high[p][i], steps);
  store(&readings->low[p][i], minus_times(quotient - steps, more, inverse));
}

/* One division for both pollutants: inverses are off by 3 units in the last place. */
static void divide(ZzReadings *readings) {
  for (size_t i = 0; i < readings->n; i += ZZ_WIDTH) {
    Doubles first = load(&readings->last[0][i]), second = load(&readings->last[1][i]);
    Doubles inverse = 1 / (first * second);
    divide_one(readings, 0, i, first, inverse * second);
    divide_one(readings, 1, i, second, inverse * first);
  }
}

/* The rows from ... end - 1 of one column. */
INLINE double sum_of(const double *column, size_t from, size_t end) {
  Doubles sum = all(0);
  size_t i = from;
  for (; i + ZZ_WIDTH <= end; i += ZZ_WIDTH)
    sum += load(column + i);
  if (i < end)
    sum += where(first_lanes(end - i), load(column + i));
  return sum_of_lanes(sum);
}

static void add_run(const ZzReadings *readings, ZzGroup *group, size_t from, size_t end,
                    bool means) {
  for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++) {
    group->values[p] += sum_of(readings->value[p], from, end);
    group->high[p] += sum_of(means ? readings->last[p] : readings->high[p], from, end);
    group->low[p] += means ? 0 : sum_of(readings->low[p], from, end);
  }
  group->n += (double)(end - from);
}

/* What a vector of rows adds to their groups, and no lane from n on to any. */
INLINE void add_some(const ZzReadings *readings, ZzGroup *groups, size_t i, size_t n, bool means) {
  ZzGroup nobody, *of[ZZ_WIDTH];
  Doubles sums[ZZ_GROUP_SUMS];
  for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++) {
    sums[VALUES + p] = load(&readings->value[p][i]);
    sums[HIGH + p] = load(means ? &readings->last[p][i] : &readings->high[p][i]);
    sums[LOW + p] = means ? all(0) : load(&readings->low[p][i]);
  }
  sums[N] = all(1);
  sums[N + 1] = all(0);
  for (size_t lane = 0; lane < ZZ_WIDTH; lane++)
    of[lane] = i + lane < n ? &groups[readings->numbers[i + lane]] : &nobody;
  add_to_groups(of, sums);
}

/* No group overlaps the readings, which need not be looked up again. */
INLINE void add_scattered(const ZzReadings *restrict readings, ZzGroup *restrict groups,
                          bool means) {
  size_t i = 0, n = readings->n;
  for (; i + ZZ_WIDTH <= n; i += ZZ_WIDTH) {
    for (size_t lane = 0; lane < ZZ_WIDTH; lane++)
      fetch(readings, groups, i + lane);
    add_some(readings, groups, i, i + ZZ_WIDTH, means);
  }
  if (i < n)
    add_some(readings, groups, i, n, means);
}

static void add(const ZzReadings *readings, ZzGroup *groups, bool means) {
  if (readings->scattered && means)
    add_scattered(readings, groups, true);
  else if (readings->scattered)
    add_scattered(readings, groups, false);
  for (size_t run = 0; run < readings->n_runs && !readings->scattered; run++)
    add_run(readings, &groups[zz_group_of_run(readings, run)], readings->starts[run],
            readings->starts[run + 1], means);
}

/* --- the city --------------------------------------------------------------------------------- */

/* The mean of quotients; no number where their sum is too large to be exact. */
INLINE Pair mean_of(Doubles steps, Doubles left, Doubles n) {
  Pair mean = divided_by(sum_of_two(steps, left), n);
  return (Pair){unless(steps >= MOST_STEPS, mean.high), mean.low};
}

/* That of n groups in the lanes; of one without rows it is not asked for. */
INLINE void close_some(ZzGroup *groups, size_t n, bool means) {
  ZzGroup nobody = {.n = 0}, *of[ZZ_WIDTH];
  Doubles sums[ZZ_GROUP_SUMS];
  for (size_t lane = 0; lane < ZZ_WIDTH; lane++)
    of[lane] = lane < n ? &groups[lane] : &nobody;
  load_groups((const ZzGroup *const *)of, sums);
  for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++) {
    Pair city = means ? quotient_of(sums[VALUES + p], sums[HIGH + p])
                      : mean_of(sums[HIGH + p], sums[LOW + p], sums[N]);
    sums[HIGH + p] = city.high;
    sums[LOW + p] = city.low;
  }
  store_groups(of, sums);
}

static void close(ZzGroup *groups, size_t n, bool means) {
  size_t g = 0;
  for (; g + ZZ_WIDTH <= n; g += ZZ_WIDTH)
    close_some(&groups[g], ZZ_WIDTH, means);
  if (g < n)
    close_some(&groups[g], n - g, means);
}

/* --- the kernel ------------------------------------------------------------------------------- */

static void convert(const double *amounts, size_t n, int64_t *to) {
  size_t i = 0;
  for (; i + ZZ_WIDTH <= n; i += ZZ_WIDTH)
    *(AnyIntegers *)(to + i) = to_integers(load(amounts + i));
  for (; i < n; i++)
    to[i] = (int64_t)amounts[i];
}

const ZzPanelKernel ZZ_NAME(zz_panel) = {order, count_runs,         divide, add,
                                         close, ZZ_NAME(zz_charge), convert};
