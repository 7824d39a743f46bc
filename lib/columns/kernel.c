/* Compiled once for each instruction set; ZZ_WIDTH doubles at a time. */
#include "kernel.h"

#include "vector.h"

/* --- from a value to millionths --------------------------------------------------------------- */

/* Bits set in a lane: a row needs a closer look. */
typedef struct {
  Integers wrong;
  Doubles farthest, widest; /* value, and sum of a row's excesses, so far */
} Watch;

/* 0 where x is the nearest double to m millionths. That one is never half-way between two: it would
 * be a multiple of 1/64, which a double below 10^9 holds. With fused multiplications the remainder
 * is exact and x less its millionth is rounded once; without, the quotient is. */
INLINE Integers other(Doubles x, Doubles m) {
#if ZZ_WIDTH > 2
  return (Integers)(minus_times(x, times_minus(x, all(1e6), m), all(1e-6)) - x);
#else
  return (Integers)(m / 1e6 - x);
#endif
}

INLINE Doubles doubles_at(const void *column, size_t i) {
  return *(const AnyDoubles *)((const double *)column + i);
}

INLINE Doubles millionths_of_doubles(Doubles x, Watch *watch) {
  Doubles m = times_plus(x, all(1e6), all(ROUNDER)) - ROUNDER;
  watch->wrong |= other(x, m);
  return m;
}

INLINE Doubles millionths_of_integers(const void *column, size_t i, Watch *watch) {
  const int64_t most = (int64_t)ZZ_COLUMN_MAX_MILLIONTHS;
  Integers m = *(const AnyIntegers *)((const int64_t *)column + i);
  watch->wrong |= (m > most) | (m < -most);
  return (Doubles)((Unsigned)m + ROUNDER_BITS) - ROUNDER;
}

INLINE Doubles millionths(const ZzRows *rows, size_t column, size_t i, bool integers,
                          Watch *watch) {
  if (integers)
    return millionths_of_integers(rows->column[column], i, watch);
  Doubles x = doubles_at(rows->column[column], i);
  watch->farthest = larger(magnitude(x), watch->farthest); /* of no number, what was before */
  return millionths_of_doubles(x, watch);
}

/* --- amounts ---------------------------------------------------------------------------------- */

/* sum / parts to the nearest integer, halves up; sums are not negative and below 2^52. */
INLINE Doubles quotient(Doubles sum, double parts) {
  Doubles q = rounded(sum * (1 / parts)), rest = sum - q * parts; /* exact: integers below 2^53 */
  return q + where(rest >= parts / 2, all(1)) - where(rest < -parts / 2, all(1));
}

INLINE Doubles charge(Doubles excess, const ZzRates *rates, size_t f, bool two, bool divided) {
  size_t n = two ? 2 : rates->n_tiers[f];
  Doubles sum = excess * rates->step[f][0];
  for (size_t t = 1; t < n; t++)
    sum = times_plus(larger(excess - rates->edge[f][t], all(0)), all(rates->step[f][t]), sum);
  return divided ? quotient(sum, rates->parts) : sum;
}

/* Memory is read this many rows ahead of the arithmetic. */
enum { AHEAD = 128 };

INLINE void fetch(const ZzRows *rows, size_t i) {
  if (!rows->more)
    return;
  for (size_t c = 0; c < 2 * ZZ_N_FACTORS; c++)
    __builtin_prefetch((const double *)rows->column[c] + i + AHEAD);
}

/* Factors 1 and 3 are improvement rates: there a lower value is worse. */
INLINE Doubles excess_of(const ZzRows *rows, size_t f, size_t i, bool integers, Watch *watch) {
  Doubles value = millionths(rows, 2 * f, i, integers, watch);
  Doubles base = millionths(rows, 2 * f + 1, i, integers, watch);
  return larger(f % 2 == 0 ? value - base : base - value, all(0));
}

INLINE void compute(const ZzRows *rows, const ZzRates *rates, size_t i, bool integers, bool two,
                    bool divided, Watch *watch, Doubles sums[ZZ_N_FACTORS]) {
  Doubles total = all(0), widest = all(0);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    Doubles excess = excess_of(rows, f, i, integers, watch);
    Doubles amount = charge(excess, rates, f, two, divided);
    widest += excess;
    sums[f] += amount;
    total += amount;
    if (rows->factor[f])
      *(AnyIntegers *)(rows->factor[f] + i) = to_integers(amount);
  }
  *(AnyIntegers *)(rows->total + i) = to_integers(total);
  watch->widest = larger(widest, watch->widest);
}

/* --- the loop --------------------------------------------------------------------------------- */

INLINE bool is_sound(const Watch *watch, const ZzRates *rates) {
  return !any(watch->wrong | ~(watch->farthest <= ZZ_COLUMN_MAX) |
              ~(watch->widest <= rates->limit));
}

/* No output overlaps the rows' own description, so it is read once. */
INLINE bool loop(const ZzRows *restrict rows, const ZzRates *restrict rates,
                 double sums[ZZ_N_FACTORS], bool integers, bool two, bool divided) {
  Watch watch = {(Integers){0}, all(0), all(0)};
  Doubles lanes[ZZ_N_FACTORS] = {all(0), all(0), all(0), all(0)};
  for (size_t i = 0; i < rows->n; i += ZZ_WIDTH) {
    fetch(rows, i);
    compute(rows, rates, i, integers, two, divided, &watch, lanes);
  }
  for (size_t f = 0; f < ZZ_N_FACTORS && sums; f++)
    sums[f] = sum_of_lanes(lanes[f]);
  return is_sound(&watch, rates);
}

INLINE double least_of_lanes(Doubles x) {
  double least = x[0];
  for (size_t lane = 1; lane < ZZ_WIDTH; lane++)
    least = x[lane] < least ? x[lane] : least;
  return least;
}

/* The next block is fetched while this one is read. */
INLINE ZzSeen read_column(const void *column, size_t n, bool integers, bool more, double *out) {
  Watch watch = {(Integers){0}, all(0), all(0)};
  Doubles least = all(ZZ_COLUMN_MAX_MILLIONTHS), most = -least;
  for (size_t i = 0; i < n; i += ZZ_WIDTH) {
    if (more)
      __builtin_prefetch((const double *)column + i + ZZ_BLOCK);
    Doubles m = integers ? millionths_of_integers(column, i, &watch)
                         : millionths_of_doubles(doubles_at(column, i), &watch);
    most = larger(m, most);
    least = smaller(m, least);
    *(AnyDoubles *)(out + i) = m;
  }
  return (ZzSeen){!any(watch.wrong), least_of_lanes(least), -least_of_lanes(-most)};
}

ZzSeen ZZ_NAME(zz_read)(const void *column, size_t n, bool integers, bool more,
                        double *millionths) {
  return integers ? read_column(column, n, true, more, millionths)
                  : read_column(column, n, false, more, millionths);
}

/* The usual rates are whole fen per millionth in two tiers: code of its own. */
bool ZZ_NAME(zz_kernel)(const ZzRows *rows, const ZzRates *rates, double sums[ZZ_N_FACTORS]) {
  bool divided = rates->parts > 1, usual = rates->two && !divided;
  if (rows->integers)
    return usual ? loop(rows, rates, sums, true, true, false)
                 : loop(rows, rates, sums, true, false, divided);
  return usual ? loop(rows, rates, sums, false, true, false)
               : loop(rows, rates, sums, false, false, divided);
}
