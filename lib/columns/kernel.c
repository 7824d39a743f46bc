/* Compiled once for each instruction set; ZZ_WIDTH doubles at a time. */
#include "kernel.h"

#include "vector.h"

/* --- from a value to millionths --------------------------------------------------------------- */

/* Bits set in a lane: a row needs a closer look. */
typedef struct {
  Integers wrong;
  Doubles farthest, widest; /* value and excess so far */
} Watch;

/* Whether m millionths are x to within half a unit in its last place. With a fused multiplication
 * the remainder is exact; without one, the quotient is the nearest double, and m / 10^6 is never
 * half-way between two: it would be a multiple of 1/64, which a double below 10^9 holds. */
INLINE Integers is_other(Doubles x, Doubles m) {
#if ZZ_WIDTH > 2
  Doubles power = (Doubles)((Integers)x & INT64_C(0x7FF0000000000000)); /* 2^e of 1.b * 2^e */
  return ~(magnitude(times_minus(x, all(1e6), m)) <= power * (1e6 * 0x1p-53));
#else
  return ~(m / 1e6 == x);
#endif
}

INLINE Doubles millionths_of_doubles(const void *column, size_t i, Watch *watch) {
  Doubles x = *(const AnyDoubles *)((const double *)column + i);
  Doubles m = rounded(x * 1e6);
  watch->wrong |= is_other(x, m);
  watch->farthest = larger(magnitude(x), watch->farthest); /* of no number, what was before */
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
  return integers ? millionths_of_integers(rows->column[column], i, watch)
                  : millionths_of_doubles(rows->column[column], i, watch);
}

/* --- amounts ---------------------------------------------------------------------------------- */

/* sum / 10^6 to the nearest integer, halves up; sums are not negative and below 2^46. */
INLINE Doubles quotient(Doubles sum) {
  Doubles q = rounded(sum * 1e-6), rest = sum - q * 1e6; /* exact: integers below 2^53 */
  return q + where(rest >= 5e5, all(1)) - where(rest < -5e5, all(1));
}

INLINE Doubles charge(Doubles excess, const ZzRates *rates, size_t f, bool two, bool divided) {
  size_t n = two ? 2 : rates->n_tiers[f];
  Doubles sum = excess * rates->step[f][0];
  for (size_t t = 1; t < n; t++)
    sum += larger(excess - rates->edge[f][t], all(0)) * rates->step[f][t];
  return divided ? quotient(sum) : sum;
}

/* Memory is read this many rows ahead of the arithmetic. */
enum { AHEAD = 128 };

INLINE void fetch(const ZzRows *rows, size_t i) {
  for (size_t c = 0; c < 2 * ZZ_N_FACTORS; c++)
    __builtin_prefetch((const double *)rows->column[c] + i + AHEAD);
}

/* Factors 1 and 3 are improvement rates: there a lower value is worse. */
INLINE Doubles excess_of(const ZzRows *rows, size_t f, size_t i, bool integers, Watch *watch) {
  Doubles value = millionths(rows, 2 * f, i, integers, watch);
  Doubles base = millionths(rows, 2 * f + 1, i, integers, watch);
  Doubles excess = larger(f % 2 == 0 ? value - base : base - value, all(0));
  watch->widest = larger(excess, watch->widest);
  return excess;
}

INLINE void compute(const ZzRows *rows, const ZzRates *rates, size_t i, bool integers, bool two,
                    bool divided, Watch *watch, Doubles sums[ZZ_N_FACTORS]) {
  Doubles total = all(0);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    Doubles amount = charge(excess_of(rows, f, i, integers, watch), rates, f, two, divided);
    sums[f] += amount;
    total += amount;
    if (rows->factor[f])
      *(AnyIntegers *)(rows->factor[f] + i) = to_integers(amount);
  }
  *(AnyIntegers *)(rows->total + i) = to_integers(total);
}

/* --- the loop --------------------------------------------------------------------------------- */

INLINE bool is_sound(const Watch *watch, const ZzRates *rates) {
  bool sound = true;
  for (size_t lane = 0; lane < ZZ_WIDTH; lane++)
    sound &= watch->wrong[lane] == 0 && watch->farthest[lane] <= ZZ_COLUMN_MAX &&
             watch->widest[lane] <= rates->limit;
  return sound;
}

INLINE bool loop(const ZzRows *rows, const ZzRates *rates, double sums[ZZ_N_FACTORS], bool integers,
                 bool two, bool divided) {
  Watch watch = {(Integers){0}, all(0), all(0)};
  Doubles lanes[ZZ_N_FACTORS] = {all(0), all(0), all(0), all(0)};
  for (size_t i = 0; i < rows->n; i += ZZ_WIDTH) {
    fetch(rows, i);
    compute(rows, rates, i, integers, two, divided, &watch, lanes);
  }
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    sums[f] = 0;
    for (size_t lane = 0; lane < ZZ_WIDTH; lane++)
      sums[f] += lanes[f][lane];
  }
  return is_sound(&watch, rates);
}

INLINE ZzSeen read_column(const void *column, size_t n, bool integers, double *out) {
  Watch watch = {(Integers){0}, all(0), all(0)};
  Doubles least = all(ZZ_COLUMN_MAX_MILLIONTHS), most = -least;
  for (size_t i = 0; i < n; i += ZZ_WIDTH) {
    Doubles m = integers ? millionths_of_integers(column, i, &watch)
                         : millionths_of_doubles(column, i, &watch);
    most = larger(m, most);
    least = -larger(-m, -least);
    *(AnyDoubles *)(out + i) = m;
  }
  ZzSeen seen = {true, least[0], most[0]};
  for (size_t lane = 0; lane < ZZ_WIDTH; lane++) {
    seen.good &= watch.wrong[lane] == 0 && watch.farthest[lane] <= ZZ_COLUMN_MAX;
    seen.least = least[lane] < seen.least ? least[lane] : seen.least;
    seen.most = most[lane] > seen.most ? most[lane] : seen.most;
  }
  return seen;
}

ZzSeen ZZ_READER_NAME(const void *column, size_t n, bool integers, double *millionths) {
  return integers ? read_column(column, n, true, millionths)
                  : read_column(column, n, false, millionths);
}

/* The usual rates are whole fen per millionth in two tiers: code of its own. */
bool ZZ_KERNEL_NAME(const ZzRows *rows, const ZzRates *rates, double sums[ZZ_N_FACTORS]) {
  bool usual = rates->two && !rates->divided;
  if (rows->integers)
    return usual ? loop(rows, rates, sums, true, true, false)
                 : loop(rows, rates, sums, true, false, rates->divided);
  return usual ? loop(rows, rates, sums, false, true, false)
               : loop(rows, rates, sums, false, false, rates->divided);
}
