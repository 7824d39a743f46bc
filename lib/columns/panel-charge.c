/* Compiled once for each instruction set, as kernel.c. */
#include "pair.h"
#include "panel-vector.h"

/* --- amounts from the nearest doubles --------------------------------------------------------- */

/* What rows are compared with. */
typedef struct {
  Doubles n, divisor, half, inverse; /* rows of the group; that times the parts of a fen */
  Doubles values[ZZ_N_POLLUTANTS], quotient[ZZ_N_POLLUTANTS];
  Doubles
      nearest[ZZ_N_POLLUTANTS]; /* how far from an integer an amount may be for a quotient of 0 */
} City;

INLINE void set_divisor(City *city, const ZzRates *rates, Doubles n) {
  city->n = n;
  city->divisor = n * rates->parts;
  city->half = city->divisor * 0.5;
  city->inverse = 1 / city->divisor;
}

INLINE void set_pollutant(City *city, const ZzRates *rates, size_t p, Doubles values,
                          Doubles quotient) {
  size_t f = 2 * p + 1;
  city->values[p] = values;
  city->quotient[p] = quotient;
  city->nearest[p] = minus_times(all(0.5 - rates->least_error[f]), quotient, all(rates->error[f]));
}

/* A sum to fen, halves up. Both are integers, the sum below 2^51 and what comes out below 2^48, so
 * that a quarter less than the quotient is rounded to what is right or to one less. */
INLINE Doubles rounded_quotient(Doubles sum, const City *city) {
  Doubles quotient = rounded(times_minus(sum, city->inverse, all(0.25)));
  Doubles rest = minus_times(sum, quotient, city->divisor);
  return quotient + where(rest >= city->half, all(1));
}

/* By how much a value is above the mean of n, times n: an integer, as is all that follows. */
INLINE Doubles charge_concentration(const ZzReadings *readings, const ZzRates *rates,
                                    const City *city, size_t p, size_t i, bool two,
                                    Integers *unknown) {
  size_t f = 2 * p, n = two ? 2 : rates->n_tiers[f];
  Doubles excess = times_minus(load(&readings->value[p][i]), city->n, city->values[p]);
  excess = larger(excess, all(0));
  Doubles sum = excess * rates->step[f][0];
  for (size_t t = 1; t < n; t++) {
    Doubles above = minus_times(excess, city->n, all(rates->edge[f][t]));
    sum = times_plus(larger(above, all(0)), all(rates->step[f][t]), sum);
  }
  *unknown = excess > rates->most[f];
  return rounded_quotient(sum, city);
}

/* By how much value / last year's is above the city's. The error is above that of all roundings
 * (rates.c); it is half a fen and more where the amount is beyond 2^47. */
INLINE Doubles charge_rate(const ZzReadings *readings, const ZzRates *rates, const City *city,
                           size_t p, size_t i, bool two, Integers *unknown) {
  size_t f = 2 * p + 1, n = two ? 2 : rates->n_tiers[f];
  Doubles quotient = load(&readings->high[p][i]) + load(&readings->low[p][i]);
  Doubles excess = larger(quotient - city->quotient[p], all(0));
  Doubles sum = excess * rates->quotient_step[f][0];
  for (size_t t = 1; t < n; t++)
    sum = times_plus(larger(excess - rates->quotient_edge[f][t], all(0)),
                     all(rates->quotient_step[f][t]), sum);
  Doubles whole = rounded(sum);
  Doubles nearest = minus_times(city->nearest[p], quotient, all(rates->error[f]));
  *unknown = ~(magnitude(sum - whole) < nearest);
  return whole;
}

/* What a block comes to, lane by lane; where a row is not known, sums may wrap round. */
typedef struct {
  Unsigned sums[ZZ_N_FACTORS];
  Integers unknown; /* after a second look */
  bool again;       /* some rows have had one, so that sums and totals are to be formed anew */
} Outcome;

INLINE Unsigned add_amount(ZzReadings *readings, size_t f, size_t i, Integers in,
                           Outcome *outcome) {
  Unsigned fen = (Unsigned)(to_integers(load(&readings->amount[f][i])) & in);
  outcome->sums[f] += fen;
  return fen;
}

/* Whether all rows of one vector that are `in` are known. */
INLINE bool charge_some(ZzReadings *readings, const ZzRates *rates, const City *city, size_t i,
                        Integers in, bool two, Outcome *outcome) {
  Unsigned total = {0};
  Integers any_unknown = {0};
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    Integers unknown;
    Doubles amount = f % 2 == 0
                         ? charge_concentration(readings, rates, city, f / 2, i, two, &unknown)
                         : charge_rate(readings, rates, city, f / 2, i, two, &unknown);
    store(&readings->amount[f][i], unless(unknown, amount));
    total += add_amount(readings, f, i, in, outcome);
    any_unknown |= unknown;
  }
  *(AnyIntegers *)(readings->total + i) = (Integers)total;
  return !any(any_unknown & in);
}

/* --- amounts of rates from pairs -------------------------------------------------------------- */

/* Rounds what is positive, unless it is nearer to a half than its error; the last place of the rest
 * is 2^-54. */
INLINE Doubles rounded_pair(Pair sum, Doubles error) {
  Doubles whole = rounded(sum.high), rest = (sum.high - whole) + sum.low;
  Doubles distance = magnitude(rest) - 0.5;
  Integers beyond = distance > 0;
  Integers known = (sum.high < 0x1p51) & (magnitude(distance) > error);
  Doubles step = where(rest > 0, all(1)) - where(rest < 0, all(1));
  return unless(~known, whole + where(beyond, step));
}

INLINE Pair charged(const ZzRates *rates, size_t f, Pair excess) {
  Pair sum = {all(0), all(0)};
  for (size_t t = 0; t < rates->n_tiers[f]; t++) {
    Pair part = plus(excess, (Pair){all(-rates->edge[f][t]), all(0)});
    Integers in = part.high > 0;
    part = (Pair){where(in, part.high), where(in, part.low)};
    sum = plus(sum, times(part, all(rates->step[f][t])));
  }
  return rates->parts > 1 ? divided_by(sum, all(rates->parts)) : sum;
}

/* 100 (value / last year's - the city's), in millionths of a percentage point. Errors of pairs are
 * below 2^-30 of those of single doubles. */
INLINE Doubles charge_closely(const ZzReadings *readings, const ZzRates *rates, size_t p, size_t i,
                              Pair city) {
  size_t f = 2 * p + 1;
  Pair quotient = sum_of_two(load(&readings->high[p][i]), load(&readings->low[p][i]));
  Pair excess = times(minus(quotient, city), all(1e8));
  Doubles error = (quotient.high + city.high) * (rates->error[f] * 0x1p-30) + rates->least_error[f];
  Doubles amount = rounded_pair(charged(rates, f, excess), error);
  return unless(~(error < 0.5), where(excess.high > 0, amount));
}

/* A second look at the rows of one vector that are `in`. */
static void charge_again(ZzReadings *readings, const ZzRates *rates, const Pair city[], size_t i,
                         Integers in, Outcome *outcome) {
  for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++)
    store(&readings->amount[2 * p + 1][i], charge_closely(readings, rates, p, i, city[p]));
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    Doubles amount = load(&readings->amount[f][i]);
    outcome->unknown |= ~(amount == amount) & in;
  }
  outcome->again = true;
}

/* --- blocks ----------------------------------------------------------------------------------- */

/* Amounts are below 2^51 each: neither a total nor a sum of the block passes int64. */
static void add_up(ZzReadings *readings, Outcome *outcome) {
  *outcome = (Outcome){.again = false};
  for (size_t i = 0; i < readings->n; i += ZZ_WIDTH) {
    Unsigned total = {0};
    Integers in = first_lanes(readings->n - i);
    for (size_t f = 0; f < ZZ_N_FACTORS; f++)
      total += add_amount(readings, f, i, in, outcome);
    *(AnyIntegers *)(readings->total + i) = (Integers)total;
  }
}

/* Whether all is known. */
static bool finish(ZzReadings *readings, Outcome *outcome) {
  if (any(outcome->unknown))
    return false;
  if (outcome->again)
    add_up(readings, outcome);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    readings->sums[f] = 0;
    for (size_t lane = 0; lane < ZZ_WIDTH; lane++)
      readings->sums[f] += (int64_t)outcome->sums[f][lane];
  }
  return true;
}

/* The rows from ... end - 1 of one group, and lanes behind them, which come next. */
INLINE void charge_run(ZzReadings *readings, const ZzRates *rates, const ZzGroup *group,
                       size_t from, size_t end, bool two, Outcome *outcome) {
  City city;
  Pair closely[ZZ_N_POLLUTANTS];
  set_divisor(&city, rates, all(group->n));
  for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++) {
    set_pollutant(&city, rates, p, all(group->values[p]), all(group->high[p]));
    closely[p] = (Pair){all(group->high[p]), all(group->low[p])};
  }
  for (size_t i = from; i < end; i += ZZ_WIDTH) {
    Integers in = first_lanes(end - i);
    if (!charge_some(readings, rates, &city, i, in, two, outcome))
      charge_again(readings, rates, closely, i, in, outcome);
  }
}

static bool charge_runs(ZzReadings *readings, const ZzGroup *groups) {
  Outcome outcome = {.again = false};
  bool spoilt = false;
  for (size_t run = 0; run < readings->n_runs; run++) {
    const ZzGroup *group = &groups[zz_group_of_run(readings, run)];
    const ZzRates *rates = readings->law ? &readings->law->rates : &readings->laws[run]->rates;
    size_t from = readings->starts[run], end = readings->starts[run + 1];
    if (group->n_bad > 0)
      spoilt = true;
    else if (rates->two)
      charge_run(readings, rates, group, from, end, true, &outcome);
    else
      charge_run(readings, rates, group, from, end, false, &outcome);
  }
  return finish(readings, &outcome) && !spoilt;
}

INLINE void load_cities(const ZzReadings *readings, const ZzGroup *groups, size_t i,
                        Doubles sums[ZZ_GROUP_SUMS]) {
  const ZzGroup *of[ZZ_WIDTH];
  size_t last = readings->n - 1;
  for (size_t lane = 0; lane < ZZ_WIDTH; lane++) {
    of[lane] = &groups[readings->numbers[i + lane < last ? i + lane : last]];
    fetch(readings, groups, i + lane);
  }
  load_groups(of, sums);
}

/* Rows of any groups under one law. */
INLINE bool charge_scattered(ZzReadings *readings, const ZzGroup *groups, const ZzRates *rates,
                             bool two) {
  Outcome outcome = {.again = false};
  Doubles n_bad = all(0);
  for (size_t i = 0; i < readings->n; i += ZZ_WIDTH) {
    City city;
    Doubles sums[ZZ_GROUP_SUMS];
    Integers in = first_lanes(readings->n - i);
    load_cities(readings, groups, i, sums);
    n_bad += sums[N + 1];
    set_divisor(&city, rates, sums[N]);
    for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++)
      set_pollutant(&city, rates, p, sums[VALUES + p], sums[HIGH + p]);
    if (charge_some(readings, rates, &city, i, in, two, &outcome))
      continue;
    Pair closely[] = {{sums[HIGH], sums[LOW]}, {sums[HIGH + 1], sums[LOW + 1]}};
    charge_again(readings, rates, closely, i, in, &outcome);
  }
  return finish(readings, &outcome) && !any(n_bad > 0);
}

bool ZZ_NAME(zz_charge)(ZzReadings *readings, const ZzGroup *groups) {
  if (!readings->scattered)
    return charge_runs(readings, groups);
  const ZzRates *rates = &readings->law->rates;
  return rates->two ? charge_scattered(readings, groups, rates, true)
                    : charge_scattered(readings, groups, rates, false);
}
