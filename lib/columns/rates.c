#include "rates.h"

#include "number.h"

#include <math.h>
#include <string.h>

extern const ZzRegulation zz_regulation_eco_compensation;

enum { MILLION = 1000000 };

static const ZzTier *tier_at(const ZzList *tiers, size_t i) {
  return (const ZzTier *)tiers->items + i;
}

/* --- for the kernel --------------------------------------------------------------------------- */

static ZzgovFen common_divisor(ZzgovFen a, ZzgovFen b) {
  while (b != 0) {
    ZzgovFen rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* In how many parts a fen is cut, so that every rate is whole parts for each millionth: 1 for those
 * of the law, at most a million. */
static ZzgovFen parts_of_fen(const ZzList *const tiers[ZZ_N_FACTORS]) {
  ZzgovFen common = MILLION;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    for (size_t t = 0; t < tiers[f]->n; t++)
      common = common_divisor(common, tier_at(tiers[f], t)->rate_fen);
  return MILLION / common;
}

/* All steps of a factor together, whatever their signs. */
static double set_steps(ZzRates *rates, size_t f, const ZzList *tiers) {
  ZzgovFen before = 0;
  double changes = 0;
  rates->n_tiers[f] = tiers->n;
  for (size_t t = 0; t < tiers->n; t++) {
    ZzgovFen rate = tier_at(tiers, t)->rate_fen / (MILLION / (ZzgovFen)rates->parts);
    rates->edge[f][t] = t == 0 ? 0 : (double)tier_at(tiers, t - 1)->up_to;
    rates->step[f][t] = (double)(rate - before);
    changes += fabs(rates->step[f][t]);
    before = rate;
  }
  return changes;
}

/* A quotient of 1 is 100 points. With q and c, a row's and the city's, and u = 2^-53: a quotient is
 * off by 2.1 u q, the city's by u c and 2^-63, which takes a group's thousand rows of 2^-74 each;
 * their difference, edges, steps, and the products and the sum of at most sixteen of them by
 * another 22 u (q + c): 32 u for each fen that a quotient costs. 2^-50 is for the last comparison.
 */
static void set_quotients(ZzRates *rates, size_t f, double changes) {
  double fen = changes * 1e8 / rates->parts;
  for (size_t t = 0; t < rates->n_tiers[f]; t++) {
    rates->quotient_edge[f][t] = rates->edge[f][t] / 1e8;
    rates->quotient_step[f][t] = rates->step[f][t] * 1e8 / rates->parts;
  }
  rates->error[f] = fen * 0x1p-48;
  rates->least_error[f] = fen * 0x1p-63 + 0x1p-50;
}

/* Below the limit no sum is rounded, whatever the signs of the steps: a factor's stays below 2^52
 * in parts of a fen, all four together below 2^43 in fen. */
static void set_rates(ZzRates *rates, const ZzList *const tiers[ZZ_N_FACTORS]) {
  double changes, sum = 0, largest = 0;
  rates->parts = (double)parts_of_fen(tiers);
  rates->two = true;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    changes = set_steps(rates, f, tiers[f]);
    set_quotients(rates, f, changes);
    rates->most[f] = 0x1p51 / MAX(changes, 1);
    sum += changes;
    largest = MAX(changes, largest);
    rates->two &= tiers[f]->n == 2;
  }
  double most = MIN(0x1p52 / MAX(largest, 1), 0x1p43 * rates->parts / MAX(sum, 1));
  rates->limit = floor(MIN(most, ZZ_COLUMN_MAX_MILLIONTHS));
}

/* --- laws of a rulebook ----------------------------------------------------------------------- */

/* The months of which the first day lies in the period of a law. */
static void set_months(ZzLaw *law, ZzPeriod period, ZzgovMonth first) {
  ZzgovMonth from = zz_date_month(period.from);
  if (zz_month_first_day(from) < period.from)
    from++;
  law->from = MAX(from, first);
  law->until = zz_date_month(period.until);
}

static ZzLaw *law_new(const ZzgovRulebook *rulebook, ZzgovMonth month, GError **error) {
  ZzgovMonth first;
  const ZzList *tiers[ZZ_N_FACTORS];
  if (!zz_eco_tiers(rulebook, month, tiers, &first, error))
    return NULL;
  ZzLaw *law = g_new0(ZzLaw, 1);
  memcpy(law->tiers, tiers, sizeof tiers);
  set_months(
      law, zz_rulebook_period(rulebook, &zz_regulation_eco_compensation, zz_month_first_day(month)),
      first);
  set_rates(&law->rates, tiers);
  return law;
}

void zz_laws_free(ZzLaw *laws) {
  while (laws) {
    ZzLaw *next = laws->next;
    g_free(laws);
    laws = next;
  }
}

/* The list only grows, so it is read without a lock; two threads may add the same law. The rulebook
 * is otherwise immutable, hence the cast. */
static ZzLaw **laws_of(const ZzgovRulebook *rulebook) { return &((ZzgovRulebook *)rulebook)->laws; }

static void keep(ZzLaw **laws, ZzLaw *law) {
  do
    law->next = g_atomic_pointer_get(laws);
  while (!g_atomic_pointer_compare_and_exchange(laws, law->next, law));
}

const ZzLaw *zz_law(const ZzgovRulebook *rulebook, ZzgovMonth month, GError **error) {
  const ZzLaw *known = g_atomic_pointer_get(laws_of(rulebook));
  while (known && (month < known->from || month > known->until))
    known = known->next;
  if (known)
    return known;
  ZzLaw *law = law_new(rulebook, month, error);
  if (law)
    keep(laws_of(rulebook), law);
  return law;
}

/* --- one excess ------------------------------------------------------------------------------- */

bool zz_tiers_charge(const ZzList *tiers, ZzWide excess, int64_t n, ZzgovFen *amount) {
  ZzWide sum = 0, from = 0;
  for (size_t t = 0; t < tiers->n && excess > from; t++) {
    ZzgovDecimal up_to = tier_at(tiers, t)->up_to;
    ZzWide until = up_to == ZZGOV_ABSENT ? excess : MIN(excess, (ZzWide)up_to * n);
    sum += (until - from) * tier_at(tiers, t)->rate_fen; /* < 10^16 x 10^14 */
    from = until;
  }
  sum = zz_round_quotient(sum, (ZzWide)MILLION * n, ZZ_HALF_AWAY);
  *amount = (ZzgovFen)sum;
  return sum <= INT64_MAX;
}
