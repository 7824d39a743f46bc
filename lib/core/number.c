#include "number.h"

#include "error-private.h"

#include <string.h>

typedef struct {
  const char *whole, *fraction;
  int n_whole, n_fraction;
  bool negative;
} Literal;

static int count_digits(const char *text) {
  int n = 0;
  while (text[n] >= '0' && text[n] <= '9')
    n++;
  return n;
}

/* Splits a literal; false where it is not of the plain form. */
static bool split(const char *text, Literal *literal) {
  literal->negative = *text == '-';
  literal->whole = text + literal->negative;
  literal->n_whole = count_digits(literal->whole);
  literal->fraction = literal->whole + literal->n_whole;
  literal->n_fraction = 0;
  if (literal->n_whole == 0 || (literal->n_whole > 1 && literal->whole[0] == '0'))
    return false;
  if (*literal->fraction == '\0')
    return true;
  if (*literal->fraction++ != '.')
    return false;
  literal->n_fraction = count_digits(literal->fraction);
  return literal->n_fraction > 0 && literal->fraction[literal->n_fraction] == '\0';
}

static ZzWide append_digits(ZzWide value, const char *digits, int n) {
  for (int i = 0; i < n; i++)
    value = value * 10 + (digits[i] - '0');
  return value;
}

bool zz_number_parse(const char *text, int digits, ZzWide *value) {
  Literal literal;
  if (!split(text, &literal) || literal.n_whole + literal.n_fraction > ZZ_MAX_DIGITS ||
      literal.n_fraction > digits)
    return false;
  ZzWide result = append_digits(0, literal.whole, literal.n_whole);
  result = append_digits(result, literal.fraction, literal.n_fraction);
  result = append_digits(result, "000000", digits - literal.n_fraction);
  *value = literal.negative ? -result : result;
  return true;
}

bool zz_integer_parse(const char *text, int64_t *value) {
  Literal literal;
  if (!split(text, &literal) || literal.n_fraction > 0 || literal.n_whole > 19)
    return false;
  ZzWide result = append_digits(0, literal.whole, literal.n_whole);
  result = literal.negative ? -result : result;
  if (result < INT64_MIN || result > INT64_MAX)
    return false;
  *value = (int64_t)result;
  return true;
}

bool zzgov_decimal_parse(const char *text, ZzgovDecimal *value, GError **error) {
  static const ZzgovText form = {"decimal, at most 15 digits, at most 6 after the point",
                                 "小数，最多15位数字，小数点后最多6位"};
  ZzWide parsed;
  if (!text || !value)
    return zz_fail_argument(error, text ? "value" : "text");
  if (!zz_number_parse(text, ZZ_DECIMAL_DIGITS, &parsed) || parsed > INT64_MAX ||
      parsed <= INT64_MIN)
    return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, NULL, form, ZZ_MSG_WRONG_VALUE,
                             text);
  *value = (int64_t)parsed;
  return true;
}

bool zzgov_fen_parse_yuan(const char *text, ZzgovFen *fen, GError **error) {
  static const ZzgovText form = {"yuan, at most 2 digits after the point, 0 ... 1000000000000",
                                 "元，小数点后最多2位，0…1000000000000"};
  const ZzWide most = (ZzWide)100 * 1000000 * 1000000;
  ZzWide parsed;
  if (!text || !fen)
    return zz_fail_argument(error, text ? "fen" : "text");
  if (!zz_number_parse(text, ZZ_FEN_DIGITS, &parsed) || parsed < 0 || parsed > most)
    return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, NULL, form, ZZ_MSG_WRONG_VALUE,
                             text);
  *fen = (int64_t)parsed;
  return true;
}

bool zzgov_fen_add(ZzgovFen a, ZzgovFen b, ZzgovFen *sum, GError **error) {
  ZzgovFen total;
  if (!sum)
    return zz_fail_argument(error, "sum");
  if (__builtin_add_overflow(a, b, &total))
    return zz_fail(error, ZZGOV_ERROR_OVERFLOW, NULL, ZZ_MSG_OVERFLOW);
  *sum = total;
  return true;
}

/* Writes `value` as a count of 10^-digits with at least `keep` digits after the point, from the
 * last digit to the first, and moves it to the front. */
static size_t write_fixed(int64_t value, int digits, int keep, char *text) {
  char *end = text + ZZ_NUMBER_SIZE - 1, *at = end;
  uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
  for (; digits > keep && rest % 10 == 0; digits--)
    rest /= 10;
  for (int i = 0; i < digits; i++, rest /= 10)
    *--at = (char)('0' + rest % 10);
  if (digits > 0)
    *--at = '.';
  do
    *--at = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--at = '-';
  size_t length = (size_t)(end - at);
  memmove(text, at, length);
  text[length] = '\0';
  return length;
}

size_t zz_decimal_write(ZzgovDecimal value, char text[ZZ_NUMBER_SIZE]) {
  return write_fixed(value, ZZ_DECIMAL_DIGITS, 0, text);
}

ZzgovWideDecimal zz_wide_of_millionths(ZzWide millionths) {
  return (ZzgovWideDecimal){(int64_t)(millionths / ZZGOV_DECIMAL_ONE),
                            (int32_t)(millionths % ZZGOV_DECIMAL_ONE)};
}

/* Where millionths pass int64, the whole part has a sign of its own and the rest follows it. */
size_t zz_wide_write(ZzgovWideDecimal value, char text[ZZ_NUMBER_SIZE]) {
  const int64_t most = INT64_MAX / ZZGOV_DECIMAL_ONE - 1;
  if (value.whole >= -most && value.whole <= most)
    return zz_decimal_write(value.whole * ZZGOV_DECIMAL_ONE + value.millionths, text);
  char rest[ZZ_NUMBER_SIZE];
  size_t length = write_fixed(value.whole, 0, 0, text);
  size_t n = zz_decimal_write(value.millionths < 0 ? -value.millionths : value.millionths, rest);
  memcpy(text + length, rest + 1, n); /* ".5" and the NUL of "0.5", nothing of "0" */
  return length + n - 1;
}

size_t zz_fen_write(ZzgovFen fen, char text[ZZ_NUMBER_SIZE]) {
  return write_fixed(fen, ZZ_FEN_DIGITS, ZZ_FEN_DIGITS, text);
}

size_t zz_fen_write_short(ZzgovFen fen, char text[ZZ_NUMBER_SIZE]) {
  return write_fixed(fen, ZZ_FEN_DIGITS, 0, text);
}

size_t zz_integer_write(int64_t value, char text[ZZ_NUMBER_SIZE]) {
  return write_fixed(value, 0, 0, text);
}

char *zzgov_decimal_to_string(ZzgovDecimal value) {
  char text[ZZ_NUMBER_SIZE];
  zz_decimal_write(value, text);
  return g_strdup(text);
}

char *zzgov_wide_decimal_to_string(ZzgovWideDecimal value) {
  char text[ZZ_NUMBER_SIZE];
  zz_wide_write(value, text);
  return g_strdup(text);
}

char *zzgov_fen_to_yuan_string(ZzgovFen fen) {
  char text[ZZ_NUMBER_SIZE];
  zz_fen_write(fen, text);
  return g_strdup(text);
}

ZzWide zz_round_quotient(ZzWide numerator, ZzWide denominator, ZzTies ties) {
  ZzWide magnitude = numerator < 0 ? -numerator : numerator;
  ZzWide quotient = magnitude / denominator;
  ZzWide twice = 2 * (magnitude % denominator);
  if (twice > denominator || (twice == denominator && (ties == ZZ_HALF_AWAY || quotient % 2)))
    quotient++;
  return numerator < 0 ? -quotient : quotient;
}
