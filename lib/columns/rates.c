#include "rates.h"

#include <math.h>

enum { MILLION = 1000000 };

static const ZzTier *tier_at(const ZzList *tiers, size_t i) {
  return (const ZzTier *)tiers->items + i;
}

/* Whether amounts arise as whole fen for each millionth, so that nothing is divided. */
static bool is_whole(const ZzList *const tiers[ZZ_N_FACTORS]) {
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    for (size_t t = 0; t < tiers[f]->n; t++)
      if (tier_at(tiers[f], t)->rate_fen % MILLION != 0)
        return false;
  return true;
}

static double set_factor(ZzRates *rates, size_t f, const ZzList *tiers) {
  ZzgovFen before = 0;
  double changes = 0;
  rates->n_tiers[f] = tiers->n;
  for (size_t t = 0; t < tiers->n; t++) {
    ZzgovFen rate = tier_at(tiers, t)->rate_fen;
    if (!rates->divided)
      rate /= MILLION;
    rates->edge[f][t] = t == 0 ? 0 : (double)tier_at(tiers, t - 1)->up_to;
    rates->step[f][t] = (double)(rate - before);
    changes += fabs(rates->step[f][t]);
    before = rate;
  }
  return changes;
}

/* Below the limit no sum is rounded, whatever the signs of the steps: a factor's stays below 2^52
 * where it is divided by 10^6 later, all four together below 2^43 where it is the amount. */
void zz_rates_set(ZzRates *rates, const ZzList *const tiers[ZZ_N_FACTORS]) {
  double changes, sum = 0, largest = 0;
  rates->divided = !is_whole(tiers);
  rates->two = true;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    changes = set_factor(rates, f, tiers[f]);
    rates->error[f] = changes * 1e8 * 0x1p-80 / (rates->divided ? 1e6 : 1);
    sum += changes;
    largest = changes > largest ? changes : largest;
    rates->two &= tiers[f]->n == 2;
  }
  double most = rates->divided ? 0x1p52 / MAX(largest, 1) : 0x1p43 / MAX(sum, 1);
  rates->limit = floor(MIN(most, ZZ_COLUMN_MAX_MILLIONTHS));
}

bool zz_tiers_charge(const ZzList *tiers, ZzWide excess, ZzgovFen *amount) {
  ZzWide sum = 0, from = 0;
  for (size_t t = 0; t < tiers->n && excess > from; t++) {
    ZzgovDecimal up_to = tier_at(tiers, t)->up_to;
    ZzWide until = up_to == ZZGOV_ABSENT || excess < up_to ? excess : up_to;
    sum += (until - from) * tier_at(tiers, t)->rate_fen; /* < 10^16 x 10^14 */
    from = until;
  }
  sum = zz_round_quotient(sum, MILLION, ZZ_HALF_AWAY);
  *amount = (ZzgovFen)sum;
  return sum <= INT64_MAX;
}
