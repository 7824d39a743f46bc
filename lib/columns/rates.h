/* The tiers of the four factors as the columns need them. */
#ifndef ZZ_RATES_H
#define ZZ_RATES_H

#include "kernel.h"
#include "tiers.h"

/** What holds in some months. */
struct ZzLaw {
  ZzLaw *next; /* of the same rulebook */
  ZzgovMonth from, until;
  const ZzList *tiers[ZZ_N_FACTORS]; /* in the order of ZzgovEcoFactor */
  ZzRates rates;                     /* what the kernels make of them */
};

/** That of a month, worked out when it is first asked for and kept with its rulebook; NULL with an
 * error where none is in force. */
const ZzLaw *zz_law(const ZzgovRulebook *rulebook, ZzgovMonth month, GError **error);

/** The tiers in force in a month, and the first month that is settled at all; false with an error.
 */
bool zz_eco_tiers(const ZzgovRulebook *rulebook, ZzgovMonth month,
                  const ZzList *tiers[ZZ_N_FACTORS], ZzgovMonth *first, GError **error);

/** What the n-th part of an excess of millionths costs; false beyond int64 fen. */
bool zz_tiers_charge(const ZzList *tiers, ZzWide excess, int64_t n, ZzgovFen *amount);

#endif
