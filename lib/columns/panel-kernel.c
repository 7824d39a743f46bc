/* Compiled once for each instruction set, as kernel.c. */
#include "panel.h"

#include <math.h>

#define UNKNOWN ((double)NAN) /* only exact fractions tell */

/* --- pairs ------------------------------------------------------------------------------------ */

static inline ZzPair sum_of_two(double a, double b) {
  double sum = a + b, part = sum - a;
  return (ZzPair){sum, (a - (sum - part)) + (b - part)};
}

#ifdef __FMA__
static inline ZzPair product_of_two(double a, double b) {
  double product = a * b;
  return (ZzPair){product, __builtin_fma(a, b, -product)};
}
#else
/* Into halves of 26 bits, whose products are exact. */
static inline ZzPair halves(double x) {
  double scaled = x * 0x8000001p0, high = scaled - (scaled - x);
  return (ZzPair){high, x - high};
}

static inline ZzPair product_of_two(double a, double b) {
  ZzPair x = halves(a), y = halves(b);
  double product = a * b;
  double rest = ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low;
  return (ZzPair){product, rest};
}
#endif

static inline ZzPair normal(double high, double low) {
  double sum = high + low;
  return (ZzPair){sum, low - (sum - high)};
}

static inline ZzPair plus(ZzPair a, ZzPair b) {
  ZzPair sum = sum_of_two(a.high, b.high);
  return normal(sum.high, sum.low + (a.low + b.low));
}

static inline ZzPair minus(ZzPair a, ZzPair b) { return plus(a, (ZzPair){-b.high, -b.low}); }

static inline ZzPair times(ZzPair a, double b) {
  ZzPair product = product_of_two(a.high, b);
  return normal(product.high, product.low + a.low * b);
}

static inline ZzPair divided_by(ZzPair a, double b) {
  double high = a.high / b;
  ZzPair back = product_of_two(high, b);
  return normal(high, (((a.high - back.high) - back.low) + a.low) / b);
}

static inline ZzPair quotient_of(double value, double last) {
  return divided_by((ZzPair){value, 0}, last);
}

/* --- sums of a group -------------------------------------------------------------------------- */

/* The low parts are gathered by themselves: the next row need not wait for them. */
static inline void add_quotient(ZzPair *sum, ZzPair quotient) {
  ZzPair next = sum_of_two(sum->high, quotient.high);
  sum->high = next.high;
  sum->low += next.low + quotient.low;
}

static void add(const ZzReadings *readings, ZzGroupSums *groups) {
  for (size_t i = 0; i < readings->n; i++) {
    ZzGroupSums *group = &groups[readings->groups[i]];
    group->n++;
    for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++) {
      double value = readings->value[p][i], last = readings->last[p][i];
      group->values[p] += value;
      group->last[p] += last;
      add_quotient(&group->quotients[p], quotient_of(value, last));
    }
  }
}

/* The city's value / last: the mean of its areas', or that of the sums. */
static void close(ZzGroupSums *groups, size_t n, ZzgovEcoRateBase rate_base) {
  for (size_t g = 0; g < n; g++)
    for (size_t p = 0; p < ZZ_N_POLLUTANTS && groups[g].n > 0; p++) {
      ZzPair *quotient = &groups[g].quotients[p];
      *quotient = rate_base == ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS
                      ? quotient_of(groups[g].values[p], groups[g].last[p])
                      : divided_by(normal(quotient->high, quotient->low), groups[g].n);
    }
}

/* --- amounts ---------------------------------------------------------------------------------- */

/* Integers below it, and their halves, are exact in a double. */
#define MOST 0x1p51

/* A sum over a positive divisor, both integers, to the nearest integer, halves up. */
static inline double rounded_quotient(double sum, double divisor) {
  double quotient = rint(sum / divisor), rest = 2 * (sum - quotient * divisor);
  quotient += rest >= divisor ? 1 : 0;
  quotient -= rest < -divisor ? 1 : 0;
  return quotient;
}

/* Rounds what is positive, unless it is nearer to a half than its error; the last place of the rest
 * is 2^-54. */
static inline double rounded_pair(ZzPair sum, double error) {
  double whole = rint(sum.high), rest = (sum.high - whole) + sum.low;
  double distance = fabs(rest) - 0.5;
  if (!(sum.high < MOST) || fabs(distance) <= error + 0x1p-50)
    return UNKNOWN;
  return distance < 0 ? whole : rest > 0 ? whole + 1 : whole - 1;
}

/* What an excess costs, and by how many its sum is yet to be divided. */
static inline ZzPair charged(const ZzRates *rates, size_t f, ZzPair excess, double scale) {
  ZzPair sum = {0, 0};
  for (size_t t = 0; t < rates->n_tiers[f]; t++) {
    ZzPair edge = product_of_two(rates->edge[f][t], -scale), part = plus(excess, edge);
    if (part.high > 0)
      sum = plus(sum, times(part, rates->step[f][t]));
  }
  return sum;
}

/* How much a value is above the mean of n, n times: an integer. */
static inline double charge_concentration(const ZzGroupSums *group, size_t p, double value) {
  const ZzRates *rates = group->rates;
  size_t f = 2 * p;
  double excess = value * group->n - group->values[p], sum = 0;
  if (excess <= 0)
    return 0;
  if (rates->divided || excess > rates->limit) {
    ZzPair pair = charged(rates, f, (ZzPair){excess, 0}, group->n);
    pair = divided_by(pair, rates->divided ? group->n * 1e6 : group->n);
    return rounded_pair(pair, pair.high * 0x1p-80);
  }
  for (size_t t = 0; t < rates->n_tiers[f]; t++) {
    double part = excess - rates->edge[f][t] * group->n;
    sum += (part > 0 ? part : 0) * rates->step[f][t];
  }
  return rounded_quotient(sum, group->n);
}

/* 100 (value / last - the city's), in millionths of a percentage point. */
static inline double charge_rate(const ZzGroupSums *group, size_t p, double value, double last) {
  const ZzRates *rates = group->rates;
  size_t f = 2 * p + 1;
  ZzPair quotient = quotient_of(value, last), city = group->quotients[p];
  ZzPair excess = times(minus(quotient, city), 1e8);
  if (excess.high <= 0)
    return 0;
  ZzPair sum = charged(rates, f, excess, 1);
  if (rates->divided)
    sum = divided_by(sum, 1e6);
  return rounded_pair(sum, (quotient.high + city.high) * rates->error[f]);
}

static void charge(const ZzReadings *readings, const ZzGroupSums *groups,
                   double *amounts[ZZ_N_FACTORS]) {
  for (size_t i = 0; i < readings->n; i++) {
    const ZzGroupSums *group = &groups[readings->groups[i]];
    for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++) {
      double value = readings->value[p][i];
      amounts[2 * p][i] = charge_concentration(group, p, value);
      amounts[2 * p + 1][i] = charge_rate(group, p, value, readings->last[p][i]);
    }
  }
}

const ZzPanelKernel ZZ_PANEL_NAME = {add, close, charge};
