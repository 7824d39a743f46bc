/* Exact integers of a fixed unit: reading, writing and rounding them. */
#ifndef ZZ_NUMBER_H
#define ZZ_NUMBER_H

#include <glib.h>
#include <zzgov/date.h>
#include <zzgov/decimal.h>

__extension__ typedef __int128 ZzWide;

/** Digits after the point of a decimal and of an amount. */
enum { ZZ_DECIMAL_DIGITS = 6, ZZ_FEN_DIGITS = 2, ZZ_MAX_DIGITS = 15 };

/**
 * Reads `-?(0|[1-9][0-9]*)(\.[0-9]+)?` with at most 15 digits, at most `digits` of them after the
 * point, as a count of 10^-digits. 15 digits and 6 more places pass int64, hence the wide result.
 */
bool zz_number_parse(const char *text, int digits, ZzWide *value);

/** Reads an integer `-?(0|[1-9][0-9]*)` of int64. */
bool zz_integer_parse(const char *text, int64_t *value);

/** Room for any number that is written. */
enum { ZZ_NUMBER_SIZE = 32 };

/** Writes a decimal without trailing zeros; returns its length. */
size_t zz_decimal_write(ZzgovDecimal value, char text[ZZ_NUMBER_SIZE]);

/** The same for a decimal of a result. */
size_t zz_wide_write(ZzgovWideDecimal value, char text[ZZ_NUMBER_SIZE]);

/** A count of millionths as a decimal of a result. */
ZzgovWideDecimal zz_wide_of_millionths(ZzWide millionths);

/** Writes an amount in yuan with two digits after the point; returns its length. */
size_t zz_fen_write(ZzgovFen fen, char text[ZZ_NUMBER_SIZE]);

/** Writes an amount in yuan without trailing zeros, as it stands in a formula. */
size_t zz_fen_write_short(ZzgovFen fen, char text[ZZ_NUMBER_SIZE]);

/** Writes an integer; returns its length. */
size_t zz_integer_write(int64_t value, char text[ZZ_NUMBER_SIZE]);

/** Writes `YYYY-MM-DD` or `YYYY-MM`; returns its length. */
size_t zz_date_write(ZzgovDate date, char text[ZZ_NUMBER_SIZE]);
size_t zz_month_write(ZzgovMonth month, char text[ZZ_NUMBER_SIZE]);

/** The first day of a month, and the month of a day. */
ZzgovDate zz_month_first_day(ZzgovMonth month);
ZzgovMonth zz_date_month(ZzgovDate date);

/** As zzgov_date_add_months() without a last year; months is 0 or more and small. */
ZzgovDate zz_date_add_months(ZzgovDate from, int months);

/** Whether a day or a month lies in the years 1900 ... 2199. */
bool zz_date_in_range(ZzgovDate date);
bool zz_month_in_range(ZzgovMonth month);

/** Monday = 0 ... Sunday = 6. */
int zz_date_weekday(ZzgovDate date);

typedef enum { ZZ_HALF_EVEN, ZZ_HALF_AWAY } ZzTies;

/** numerator / denominator, denominator > 0, rounded to the nearest integer. */
ZzWide zz_round_quotient(ZzWide numerator, ZzWide denominator, ZzTies ties);

#endif
