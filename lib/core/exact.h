/* Exact rationals: a small one for what an input holds, a large one (GMP) for what is computed. */
#ifndef ZZ_EXACT_H
#define ZZ_EXACT_H

#include "number.h"

#include <gmp.h>

/** num / den with den > 0. */
typedef struct {
  ZzWide num;
  int64_t den;
} ZzFraction;

/** The fraction of a decimal, and num / den in lowest terms. */
ZzFraction zz_fraction_of_decimal(ZzgovDecimal value);
ZzFraction zz_fraction_reduced(ZzWide num, int64_t den);

/** Rounded to `digits` 0 ... 6 after the point. */
ZzFraction zz_fraction_rounded(ZzFraction value, int digits, ZzTies ties);

/** For display: to the nearest millionth, ties to even. */
ZzgovWideDecimal zz_fraction_to_decimal(ZzFraction value);

/**
 * num / den with den > 0, of any size, not always in lowest terms. `work` is room for calculations,
 * so that one ZzExact used again and again allocates no more.
 */
typedef struct {
  mpz_t num, den, work[2];
} ZzExact;

void zz_exact_init(ZzExact *exact);
void zz_exact_clear(ZzExact *exact);
void zz_exact_set(ZzExact *exact, ZzFraction value);

/** The mean of n >= 1 fractions, over n times their least common denominator. */
void zz_exact_set_mean(ZzExact *exact, const ZzFraction *values, size_t n);

/** value - base, or base - value. */
void zz_exact_set_difference(ZzExact *exact, ZzFraction value, const ZzExact *base);
void zz_exact_negate(ZzExact *exact);

/** Rounds to `digits` 0 ... 6 after the point. */
void zz_exact_round(ZzExact *exact, int digits, ZzTies ties);

/** For display: to the nearest millionth, ties to even. */
ZzgovWideDecimal zz_exact_to_decimal(ZzExact *exact);

/** To the nearest integer, ties away from zero; false where it does not fit. */
bool zz_exact_round_checked(ZzExact *exact, int64_t *result);

/**
 * As it stands in a formula: "6", "5.25" or "155/29"; above 60 characters the first decimals
 * after "≈". Free with g_free().
 */
char *zz_exact_to_text(ZzExact *exact);
char *zz_fraction_to_text(ZzFraction value);

#endif
