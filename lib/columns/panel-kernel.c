/* Compiled once for each instruction set, as kernel.c. */
#include "panel.h"
#include "vector.h"

/* --- pairs ------------------------------------------------------------------------------------ */

typedef struct {
  Doubles high, low;
} Pair;

/* high + low where low may be large, too. */
INLINE Pair sum_of_two(Doubles a, Doubles b) {
  Doubles sum = a + b, part = sum - a;
  return (Pair){sum, (a - (sum - part)) + (b - part)};
}

#if ZZ_WIDTH > 2
INLINE Pair product_of_two(Doubles a, Doubles b) {
  Doubles product = a * b;
  return (Pair){product, times_minus(a, b, product)};
}
#else
/* Into halves of 26 bits, whose products are exact. */
INLINE Pair halves(Doubles x) {
  Doubles scaled = x * 0x8000001p0, high = scaled - (scaled - x);
  return (Pair){high, x - high};
}

INLINE Pair product_of_two(Doubles a, Doubles b) {
  Pair x = halves(a), y = halves(b);
  Doubles product = a * b;
  Doubles rest = ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low;
  return (Pair){product, rest};
}
#endif

INLINE Pair normal(Doubles high, Doubles low) {
  Doubles sum = high + low;
  return (Pair){sum, low - (sum - high)};
}

INLINE Pair plus(Pair a, Pair b) {
  Pair sum = sum_of_two(a.high, b.high);
  return normal(sum.high, sum.low + (a.low + b.low));
}

INLINE Pair minus(Pair a, Pair b) { return plus(a, (Pair){-b.high, -b.low}); }

INLINE Pair times(Pair a, Doubles b) {
  Pair product = product_of_two(a.high, b);
  return normal(product.high, product.low + a.low * b);
}

INLINE Pair divided_by(Pair a, Doubles b) {
  Doubles high = a.high / b;
  Pair back = product_of_two(high, b);
  return normal(high, (((a.high - back.high) - back.low) + a.low) / b);
}

INLINE Pair quotient_of(Doubles value, Doubles last) {
  return divided_by((Pair){value, all(0)}, last);
}

/* --- sums of a group -------------------------------------------------------------------------- */

/* value / last of each row. */
static void divide(ZzReadings *readings) {
  for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++)
    for (size_t i = 0; i < readings->n; i += ZZ_WIDTH) {
      Pair quotient = quotient_of(load(&readings->value[p][i]), load(&readings->last[p][i]));
      store(&readings->high[p][i], quotient.high);
      store(&readings->low[p][i], quotient.low);
    }
}

/* The low parts are gathered by themselves: the next row need not wait for them. */
static inline void add_quotient(ZzPair *sum, double high, double low) {
  double next = sum->high + high, part = next - sum->high;
  sum->low += ((sum->high - (next - part)) + (high - part)) + low;
  sum->high = next;
}

static void add(ZzReadings *readings, ZzGroupSums *groups) {
  divide(readings);
  for (size_t i = 0; i < readings->n; i++) {
    ZzGroupSums *group = &groups[readings->groups[i]];
    group->n++;
    for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++) {
      group->values[p] += readings->value[p][i];
      group->last[p] += readings->last[p][i];
      add_quotient(&group->quotients[p], readings->high[p][i], readings->low[p][i]);
    }
  }
}

/* The city's value / last: the mean of its areas', or that of the sums. */
static void close(ZzGroupSums *groups, size_t n, ZzgovEcoRateBase rate_base) {
  for (size_t g = 0; g < n; g++)
    for (size_t p = 0; p < ZZ_N_POLLUTANTS && groups[g].n > 0; p++) {
      ZzPair *city = &groups[g].quotients[p];
      Pair sum = normal(all(city->high), all(city->low));
      Pair quotient = rate_base == ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS
                          ? quotient_of(all(groups[g].values[p]), all(groups[g].last[p]))
                          : divided_by(sum, all(groups[g].n));
      *city = (ZzPair){quotient.high[0], quotient.low[0]};
    }
}

/* --- amounts ---------------------------------------------------------------------------------- */

/* Integers below it, and their halves, are exact in a double. */
#define MOST 0x1p51

/* No number: only exact fractions tell. */
INLINE Doubles unless(Integers unknown, Doubles amount) {
  return (Doubles)((Integers)amount | unknown);
}

/* A sum over a positive divisor, both integers, to the nearest integer, halves up. */
INLINE Doubles rounded_quotient(Doubles sum, Doubles divisor) {
  Doubles quotient = rounded(sum / divisor), rest = 2 * (sum - quotient * divisor);
  return quotient + where(rest >= divisor, all(1)) - where(rest < -divisor, all(1));
}

/* Rounds what is positive, unless it is nearer to a half than its error; the last place of the rest
 * is 2^-54. */
INLINE Doubles rounded_pair(Pair sum, Doubles error) {
  Doubles whole = rounded(sum.high), rest = (sum.high - whole) + sum.low;
  Doubles distance = magnitude(rest) - 0.5;
  Integers beyond = distance > 0;
  Integers known = (sum.high < MOST) & (magnitude(distance) > error + 0x1p-50);
  Doubles step = where(rest > 0, all(1)) - where(rest < 0, all(1));
  return unless(~known, whole + where(beyond, step));
}

/* What an excess costs by its tiers, in pairs. */
INLINE Pair charged(const ZzRates *rates, size_t f, Pair excess, Doubles scale) {
  Pair sum = {all(0), all(0)};
  for (size_t t = 0; t < rates->n_tiers[f]; t++) {
    Pair part = plus(excess, product_of_two(all(rates->edge[f][t]), -scale));
    Integers in = part.high > 0;
    part = (Pair){where(in, part.high), where(in, part.low)};
    sum = plus(sum, times(part, all(rates->step[f][t])));
  }
  return sum;
}

/* How much a value is above the mean of n, n times: an integer. */
INLINE Doubles charge_concentration(const ZzReadings *readings, const ZzRates *rates, size_t p,
                                    size_t i) {
  size_t f = 2 * p;
  Doubles n = load(&readings->city_n[i]), sum = all(0);
  Doubles excess = load(&readings->value[p][i]) * n - load(&readings->city_values[p][i]);
  excess = larger(excess, all(0));
  if (rates->parts > 1) {
    Pair pair = divided_by(charged(rates, f, (Pair){excess, all(0)}, n), n * rates->parts);
    return where(excess > 0, rounded_pair(pair, pair.high * 0x1p-80));
  }
  for (size_t t = 0; t < rates->n_tiers[f]; t++)
    sum += larger(excess - rates->edge[f][t] * n, all(0)) * rates->step[f][t];
  return unless(excess > rates->limit, rounded_quotient(sum, n));
}

/* 100 (value / last - the city's), in millionths of a percentage point. */
INLINE Doubles charge_rate(const ZzReadings *readings, const ZzRates *rates, size_t p, size_t i) {
  size_t f = 2 * p + 1;
  Pair quotient = {load(&readings->high[p][i]), load(&readings->low[p][i])};
  Pair city = {load(&readings->city_high[p][i]), load(&readings->city_low[p][i])};
  Pair excess = times(minus(quotient, city), all(1e8));
  Pair sum = charged(rates, f, excess, all(1));
  if (rates->parts > 1)
    sum = divided_by(sum, all(rates->parts));
  Doubles error = (quotient.high + city.high) * rates->error[f];
  return where(excess.high > 0, rounded_pair(sum, error));
}

static void charge(ZzReadings *readings, const ZzRates *rates, double *amounts[ZZ_N_FACTORS]) {
  divide(readings);
  for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++)
    for (size_t i = 0; i < readings->n; i += ZZ_WIDTH) {
      store(&amounts[2 * p][i], charge_concentration(readings, rates, p, i));
      store(&amounts[2 * p + 1][i], charge_rate(readings, rates, p, i));
    }
}

const ZzPanelKernel ZZ_PANEL_NAME = {add, close, charge};
