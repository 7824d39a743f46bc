/* Exact decimals and money: integers of a fixed unit, no binary floating point. */
#ifndef ZZGOV_DECIMAL_H
#define ZZGOV_DECIMAL_H

#include <zzgov/macros.h>

G_BEGIN_DECLS

/** An exact decimal as a count of millionths: 57.1 is 57100000. */
typedef int64_t ZzgovDecimal;

/** A decimal of a result, which may pass what millionths in an int64 can hold. */
typedef struct {
  int64_t whole;      /**< the whole part, cut off towards zero */
  int32_t millionths; /**< the rest, of the same sign, -999,999 ... 999,999 */
} ZzgovWideDecimal;

/** An amount of money as a count of fen (0.01 yuan): 700,000 yuan is 70000000. */
typedef int64_t ZzgovFen;

/** Millionths in one whole. */
#define ZZGOV_DECIMAL_ONE INT64_C(1000000)

/** "Not given", in every decimal, amount or integer member of an input. */
#define ZZGOV_ABSENT INT64_MIN

/**
 * Reads a decimal `-?(0|[1-9][0-9]*)(\.[0-9]+)?` of at most 15 digits, at most 6 after the point.
 *
 * @param text   the decimal, NUL-terminated
 * @param value  where the millionths go; untouched on failure
 * @param error  set to ZZGOV_ERROR_INVALID_VALUE or ZZGOV_ERROR_INVALID_ARGUMENT; may be NULL
 * @return whether the text was such a decimal
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_decimal_parse(const char *text, ZzgovDecimal *value, GError **error);

/**
 * Writes a decimal without trailing zeros: "57.1", "52", "-0.5".
 *
 * @return a new string; free with g_free()
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_decimal_to_string(ZzgovDecimal value);

/** Writes a decimal of a result without trailing zeros; free with g_free(). */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_wide_decimal_to_string(ZzgovWideDecimal value);

/**
 * Reads an amount in yuan with at most two digits after the point, 0 ... 10^12.
 *
 * @param text   the amount in yuan, NUL-terminated
 * @param fen    where the amount goes, in fen; untouched on failure
 * @param error  set to ZZGOV_ERROR_INVALID_VALUE or ZZGOV_ERROR_INVALID_ARGUMENT; may be NULL
 * @return whether the text was such an amount
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_fen_parse_yuan(const char *text, ZzgovFen *fen, GError **error);

/**
 * Writes an amount in yuan with exactly two digits after the point: "700000.00".
 *
 * @return a new string; free with g_free()
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_fen_to_yuan_string(ZzgovFen fen);

/**
 * Adds two amounts.
 *
 * @param sum    where a + b goes; untouched on failure
 * @param error  set to ZZGOV_ERROR_OVERFLOW where the sum does not fit; may be NULL
 * @return whether the sum is exact
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_fen_add(ZzgovFen a, ZzgovFen b, ZzgovFen *sum, GError **error);

G_END_DECLS

#endif
