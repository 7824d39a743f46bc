#include "exact.h"

#include <stdlib.h>
#include <string.h>

G_STATIC_ASSERT(sizeof(unsigned long) == sizeof(uint64_t)); /* mpz_..._ui() takes an int64 */

static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

static int64_t gcd(ZzWide a, int64_t b) {
  int64_t rest = (int64_t)(a % b);
  while (rest) {
    int64_t next = b % rest;
    b = rest;
    rest = next;
  }
  return b < 0 ? -b : b;
}

ZzFraction zz_fraction_reduced(ZzWide num, int64_t den) {
  int64_t common = gcd(num, den);
  return (ZzFraction){num / common, den / common};
}

ZzFraction zz_fraction_of_decimal(ZzgovDecimal value) {
  return (ZzFraction){value, ZZGOV_DECIMAL_ONE};
}

static ZzWide round_fraction(ZzFraction value, int digits, ZzTies ties) {
  return zz_round_quotient(value.num * powers[digits], value.den, ties);
}

ZzFraction zz_fraction_rounded(ZzFraction value, int digits, ZzTies ties) {
  return (ZzFraction){round_fraction(value, digits, ties), powers[digits]};
}

ZzgovWideDecimal zz_fraction_to_decimal(ZzFraction value) {
  return zz_wide_of_millionths(round_fraction(value, ZZ_DECIMAL_DIGITS, ZZ_HALF_EVEN));
}

static void set_wide(mpz_t number, ZzWide value) {
  if (value >= INT64_MIN && value <= INT64_MAX) {
    mpz_set_si(number, (long)value);
    return;
  }
  mpz_set_si(number, (long)(value >> 32));
  mpz_mul_2exp(number, number, 32);
  mpz_add_ui(number, number, (unsigned long)(value & UINT32_MAX));
}

/* Of a number below 2^96, as any decimal is that an input can lead to. */
static ZzWide get_wide(const mpz_t number, mpz_t work) {
  mpz_tdiv_q_2exp(work, number, 32);
  ZzWide high = mpz_get_si(work);
  mpz_tdiv_r_2exp(work, number, 32);
  return high * ((ZzWide)1 << 32) + mpz_get_si(work);
}

void zz_exact_init(ZzExact *exact) {
  mpz_inits(exact->num, exact->work[0], exact->work[1], NULL);
  mpz_init_set_ui(exact->den, 1);
}

void zz_exact_clear(ZzExact *exact) {
  mpz_clears(exact->num, exact->den, exact->work[0], exact->work[1], NULL);
}

void zz_exact_set(ZzExact *exact, ZzFraction value) {
  set_wide(exact->num, value.num);
  mpz_set_ui(exact->den, (unsigned long)value.den);
}

void zz_exact_set_mean(ZzExact *exact, const ZzFraction *values, size_t n) {
  mpz_ptr share = exact->work[0], num = exact->work[1];
  mpz_set_ui(exact->den, 1);
  for (size_t i = 0; i < n; i++)
    mpz_lcm_ui(exact->den, exact->den, (unsigned long)values[i].den);
  mpz_set_ui(exact->num, 0);
  for (size_t i = 0; i < n; i++) {
    mpz_divexact_ui(share, exact->den, (unsigned long)values[i].den);
    set_wide(num, values[i].num);
    mpz_addmul(exact->num, share, num);
  }
  mpz_mul_ui(exact->den, exact->den, n);
}

void zz_exact_set_difference(ZzExact *exact, ZzFraction value, const ZzExact *base) {
  set_wide(exact->work[0], value.num);
  mpz_mul(exact->num, base->den, exact->work[0]);
  mpz_submul_ui(exact->num, base->num, (unsigned long)value.den);
  mpz_mul_ui(exact->den, base->den, (unsigned long)value.den);
}

void zz_exact_negate(ZzExact *exact) { mpz_neg(exact->num, exact->num); }

/* |num| x scale / den to the nearest integer, which is lent. */
static mpz_ptr round_magnitude(ZzExact *exact, int64_t scale, ZzTies ties) {
  mpz_ptr rounded = exact->work[0], rest = exact->work[1];
  mpz_mul_ui(rounded, exact->num, (unsigned long)scale);
  mpz_abs(rounded, rounded);
  mpz_tdiv_qr(rounded, rest, rounded, exact->den);
  if (mpz_sgn(rest) == 0)
    return rounded;
  mpz_mul_2exp(rest, rest, 1);
  int side = mpz_cmp(rest, exact->den);
  if (side > 0 || (side == 0 && (ties == ZZ_HALF_AWAY || mpz_odd_p(rounded))))
    mpz_add_ui(rounded, rounded, 1);
  return rounded;
}

void zz_exact_round(ZzExact *exact, int digits, ZzTies ties) {
  bool negative = mpz_sgn(exact->num) < 0;
  mpz_set(exact->num, round_magnitude(exact, powers[digits], ties));
  if (negative)
    mpz_neg(exact->num, exact->num);
  mpz_set_ui(exact->den, (unsigned long)powers[digits]);
}

ZzgovWideDecimal zz_exact_to_decimal(ZzExact *exact) {
  if (mpz_sgn(exact->num) == 0)
    return (ZzgovWideDecimal){0, 0};
  mpz_ptr rounded = round_magnitude(exact, powers[ZZ_DECIMAL_DIGITS], ZZ_HALF_EVEN);
  ZzWide millionths = get_wide(rounded, exact->work[1]);
  return zz_wide_of_millionths(mpz_sgn(exact->num) < 0 ? -millionths : millionths);
}

bool zz_exact_round_checked(ZzExact *exact, int64_t *result) {
  mpz_ptr rounded = round_magnitude(exact, 1, ZZ_HALF_AWAY);
  if (mpz_sgn(exact->num) < 0)
    mpz_neg(rounded, rounded);
  bool fits = mpz_fits_slong_p(rounded);
  *result = fits ? mpz_get_si(rounded) : 0;
  return fits;
}

/* Whether num / den, in lowest terms, is a decimal of at most six digits after the point. */
static bool is_decimal(const mpq_t value) {
  mpz_t rest;
  mpz_init_set_ui(rest, ZZGOV_DECIMAL_ONE);
  bool divides = mpz_divisible_p(rest, mpq_denref(value));
  mpz_clear(rest);
  return divides;
}

/* The first twenty digits after the point, cut off. */
static char *approximate(const mpq_t value) {
  enum { DIGITS = 20 };
  mpz_t scaled;
  mpz_init(scaled);
  mpz_ui_pow_ui(scaled, 10, DIGITS);
  mpz_mul(scaled, scaled, mpq_numref(value));
  mpz_tdiv_q(scaled, scaled, mpq_denref(value));
  bool negative = mpz_sgn(scaled) < 0;
  mpz_abs(scaled, scaled);
  char *digits = mpz_get_str(NULL, 10, scaled);
  mpz_clear(scaled);
  GString *text = g_string_new(digits);
  free(digits);
  while (text->len <= DIGITS)
    g_string_prepend_c(text, '0');
  g_string_insert_c(text, (gssize)text->len - DIGITS, '.');
  g_string_prepend(text, negative ? "≈-" : "≈");
  return g_string_free(text, FALSE);
}

static char *write_fraction(const mpq_t value) {
  enum { LONGEST = 60 };
  if (mpz_sizeinbase(mpq_numref(value), 10) + mpz_sizeinbase(mpq_denref(value), 10) > 2 * LONGEST)
    return approximate(value);
  char *digits = mpq_get_str(NULL, 10, value);
  char *text = strlen(digits) > LONGEST ? approximate(value) : g_strdup(digits);
  free(digits);
  return text;
}

char *zz_exact_to_text(ZzExact *exact) {
  mpq_t value;
  mpq_init(value);
  mpz_set(mpq_numref(value), exact->num);
  mpz_set(mpq_denref(value), exact->den);
  mpq_canonicalize(value);
  char *text = is_decimal(value) ? zzgov_wide_decimal_to_string(zz_exact_to_decimal(exact))
                                 : write_fraction(value);
  mpq_clear(value);
  return text;
}

char *zz_fraction_to_text(ZzFraction value) {
  ZzFraction lowest = zz_fraction_reduced(value.num, value.den);
  if (ZZGOV_DECIMAL_ONE % lowest.den == 0)
    return zzgov_wide_decimal_to_string(zz_fraction_to_decimal(lowest));
  ZzExact exact;
  zz_exact_init(&exact);
  zz_exact_set(&exact, lowest);
  char *text = zz_exact_to_text(&exact);
  zz_exact_clear(&exact);
  return text;
}
