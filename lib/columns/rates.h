/* The tiers of the four factors as the columns need them. */
#ifndef ZZ_RATES_H
#define ZZ_RATES_H

#include "kernel.h"
#include "tiers.h"

/** The tiers in force in a month, in the order of ZzgovEcoFactor; false with an error. */
bool zz_eco_tiers(const ZzgovRulebook *rulebook, ZzgovMonth month,
                  const ZzList *tiers[ZZ_N_FACTORS], GError **error);

/** For the kernel. */
void zz_rates_set(ZzRates *rates, const ZzList *const tiers[ZZ_N_FACTORS]);

/** What an excess of millionths costs; false beyond int64 fen. */
bool zz_tiers_charge(const ZzList *tiers, ZzWide excess, ZzgovFen *amount);

#endif
