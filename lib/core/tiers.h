/* Marginal tiers: the part of an excess that lies in a tier pays the tier's rate (A-ECO-6). */
#ifndef ZZ_TIERS_H
#define ZZ_TIERS_H

#include "exact.h"
#include "regulation.h"

/** One tier: from the end of the one before (0) up to and including `up_to`. */
typedef struct {
  ZzgovDecimal up_to; /* ZZGOV_ABSENT: open, and the last */
  ZzgovFen rate_fen;  /* per whole unit of the excess */
} ZzTier;

/** The value of a parameter whose slot is a ZzList of tiers. */
extern const ZzField zz_tier_item;

/** A parameter of tiers: `{.value = {ZZ_TIERS_VALUE("pm25.tiers", ...)}, .check = ...}`. */
#define ZZ_TIERS_PARAMETER(parameter_name, ...)                                                    \
  {                                                                                                \
    .value = {.name = (parameter_name),                                                            \
              .kind = ZZ_ARRAY,                                                                    \
              ZZ_LIST_AT(ZzList, items, n),                                                        \
              .min = 1,                                                                            \
              .max = 16,                                                                           \
              .item = &zz_tier_item,                                                               \
              __VA_ARGS__},                                                                        \
    .check = zz_tiers_check                                                                        \
  }

/** Tiers ascend strictly; the last one, and no other, is open. */
bool zz_tiers_check(const void *value, const ZzPath *path, GError **error);

/** Charges many excesses by one list of tiers without allocating anew for each. */
typedef struct {
  const ZzList *tiers;
  size_t next;        /* the tier that comes next */
  mpz_t excess, edge; /* the excess, and how far it is charged already */
  mpz_t part;         /* what lies in the tier at hand */
  ZzExact amount;
} ZzCharge;

void zz_charge_init(ZzCharge *charge, const ZzList *tiers);
void zz_charge_clear(ZzCharge *charge);

/** What an excess costs, rounded once to the fen; 0 for none. False where it does not fit. */
bool zz_charge(ZzCharge *charge, const ZzExact *excess, ZzgovFen *amount);

/** "5 × 100000 + 1 × 200000", in yuan; "0" without an excess. Free with g_free(). */
char *zz_charge_formula(ZzCharge *charge, const ZzExact *excess);

#endif
