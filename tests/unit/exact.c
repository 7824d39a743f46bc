#include "helper.h"

#include "exact.h"

static const int64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

/* --- fractions -------------------------------------------------------------------------------- */

static void assert_fraction(ZzFraction found, int64_t num, int64_t den) {
  cr_assert(found.num == num && found.den == den, "%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT,
            found.num, found.den);
}

Test(fraction, lowest_terms) {
  assert_fraction(zz_fraction_reduced(6, 4), 3, 2);
  assert_fraction(zz_fraction_reduced(-6, 4), -3, 2);
  assert_fraction(zz_fraction_reduced(0, 7), 0, 1);
  assert_fraction(zz_fraction_reduced(7, 7), 1, 1);
  assert_fraction(zz_fraction_reduced(5, 3), 5, 3);
  assert_fraction(zz_fraction_of_decimal(57100000), 57100000, 1000000);
}

static const struct {
  int64_t num, den;
  int digits;
  int64_t even, away;
} roundings[] = {
    {25, 10, 0, 2, 3},       {-25, 10, 0, -2, -3},      {35, 10, 0, 4, 4},
    {1, 3, 1, 3, 3},         {2, 3, 1, 7, 7},           {-2, 3, 1, -7, -7},
    {125, 1000, 2, 12, 13},  {-125, 1000, 2, -12, -13}, {155, 29, 6, 5344828, 5344828},
    {0, 5, 3, 0, 0},         {1, 2000000, 6, 0, 1},     {3, 2000000, 6, 2, 2},
    {-1, 2000000, 6, 0, -1},
};

Test(fraction, rounding) {
  for (size_t i = 0; i < G_N_ELEMENTS(roundings); i++) {
    const ZzFraction value = {roundings[i].num, roundings[i].den};
    int digits = roundings[i].digits;
    int64_t den = tens[digits];
    assert_fraction(zz_fraction_rounded(value, digits, ZZ_HALF_EVEN), roundings[i].even, den);
    assert_fraction(zz_fraction_rounded(value, digits, ZZ_HALF_AWAY), roundings[i].away, den);
  }
}

static void assert_display(ZzWide num, int64_t den, const char *wanted) {
  g_autofree char *text =
      zzgov_wide_decimal_to_string(zz_fraction_to_decimal((ZzFraction){num, den}));
  cr_assert_str_eq(text, wanted);
}

Test(fraction, decimals_for_display) {
  assert_display(155, 29, "5.344828");
  assert_display(-1, 3, "-0.333333");
  assert_display(1, 2000000, "0");
  assert_display(-1, 2000000, "0");
  assert_display(3, 2000000, "0.000002");
}

/* A rate can pass what millionths in an int64 can hold. */
Test(fraction, decimals_beyond_int64) {
  assert_display(-INT64_C(9999999999900), 1, "-9999999999900");
  assert_display((ZzWide)INT64_C(99999999999999) * 10 + 5, 10, "99999999999999.5");
  assert_display(-((ZzWide)INT64_C(99999999999999) * 1000000 + 1), 1000000,
                 "-99999999999999.000001");
}

static void assert_fraction_text(int64_t num, int64_t den, const char *wanted) {
  assert_text(zz_fraction_to_text((ZzFraction){num, den}), wanted);
}

Test(fraction, text) {
  assert_fraction_text(6, 1, "6");
  assert_fraction_text(21, 4, "5.25");
  assert_fraction_text(155, 29, "155/29");
  assert_fraction_text(310, 58, "155/29");
  assert_fraction_text(-155, 29, "-155/29");
  assert_fraction_text(-1, 2, "-0.5");
  assert_fraction_text(0, 9, "0");
  assert_fraction_text(1, 1000000, "0.000001");
  assert_fraction_text(1, 10000000, "1/10000000");
  assert_fraction_text(1, 3, "1/3");
}

/* --- of any size ------------------------------------------------------------------------------ */

/* A number from texts of its numerator and denominator; zz_exact_clear() it. */
static void set_exact(ZzExact *exact, const char *num, const char *den) {
  zz_exact_init(exact);
  cr_assert_eq(mpz_set_str(exact->num, num, 10), 0);
  cr_assert_eq(mpz_set_str(exact->den, den, 10), 0);
}

static void assert_exact_text(const char *num, const char *den, const char *wanted) {
  ZzExact exact;
  set_exact(&exact, num, den);
  assert_text(zz_exact_to_text(&exact), wanted);
  zz_exact_clear(&exact);
}

Test(exact, begins_as_zero) {
  ZzExact exact;
  zz_exact_init(&exact);
  assert_text(zz_exact_to_text(&exact), "0");
  zz_exact_set(&exact, (ZzFraction){-7, 2});
  assert_text(zz_exact_to_text(&exact), "-3.5");
  zz_exact_clear(&exact);
}

Test(exact, mean) {
  const ZzFraction values[] = {{1, 2}, {1, 3}, {-5, 6}, {7, 1}};
  ZzExact mean;
  zz_exact_init(&mean);
  zz_exact_set_mean(&mean, values, 1);
  assert_text(zz_exact_to_text(&mean), "0.5");
  zz_exact_set_mean(&mean, values, 2);
  assert_text(zz_exact_to_text(&mean), "5/12");
  zz_exact_set_mean(&mean, values, 3);
  assert_text(zz_exact_to_text(&mean), "0");
  zz_exact_set_mean(&mean, values, 4);
  assert_text(zz_exact_to_text(&mean), "1.75");
  zz_exact_clear(&mean);
}

Test(exact, difference_and_negation) {
  ZzExact base, excess;
  set_exact(&base, "1", "3");
  zz_exact_init(&excess);
  zz_exact_set_difference(&excess, (ZzFraction){1, 2}, &base);
  assert_text(zz_exact_to_text(&excess), "1/6");
  zz_exact_negate(&excess);
  assert_text(zz_exact_to_text(&excess), "-1/6");
  zz_exact_set_difference(&excess, (ZzFraction){-5000000, 1000000}, &base);
  assert_text(zz_exact_to_text(&excess), "-16/3");
  zz_exact_set_difference(&excess, (ZzFraction){2, 6}, &base);
  assert_text(zz_exact_to_text(&excess), "0");
  zz_exact_clear(&base);
  zz_exact_clear(&excess);
}

/* `exact` rounded is `count` times 10^-digits. */
static void assert_rounded(size_t i, ZzTies ties, int64_t count) {
  ZzExact exact, wanted;
  zz_exact_init(&exact);
  zz_exact_init(&wanted);
  zz_exact_set(&exact, (ZzFraction){roundings[i].num, roundings[i].den});
  zz_exact_round(&exact, roundings[i].digits, ties);
  zz_exact_set(&wanted, (ZzFraction){count, tens[roundings[i].digits]});
  cr_assert_eq(mpz_cmp(exact.num, wanted.num), 0, "case %zu", i);
  cr_assert_eq(mpz_cmp(exact.den, wanted.den), 0, "case %zu", i);
  zz_exact_clear(&exact);
  zz_exact_clear(&wanted);
}

Test(exact, rounds_as_fractions_do) {
  for (size_t i = 0; i < G_N_ELEMENTS(roundings); i++) {
    assert_rounded(i, ZZ_HALF_EVEN, roundings[i].even);
    assert_rounded(i, ZZ_HALF_AWAY, roundings[i].away);
  }
}

static void assert_whole(const char *num, const char *den, bool fits, int64_t wanted) {
  ZzExact exact;
  int64_t result = 42;
  set_exact(&exact, num, den);
  cr_assert_eq(zz_exact_round_checked(&exact, &result), fits, "%s / %s", num, den);
  if (fits)
    cr_assert_eq(result, wanted, "%s / %s", num, den);
  zz_exact_clear(&exact);
}

Test(exact, whole_numbers_up_to_int64) {
  assert_whole("9223372036854775807", "1", true, INT64_MAX);
  assert_whole("92233720368547758074", "10", true, INT64_MAX);
  assert_whole("92233720368547758075", "10", false, 0);
  assert_whole("9223372036854775808", "1", false, 0);
  assert_whole("-9223372036854775808", "1", true, INT64_MIN);
  assert_whole("-92233720368547758084", "10", true, INT64_MIN);
  assert_whole("-92233720368547758085", "10", false, 0);
  assert_whole("5", "2", true, 3);
  assert_whole("-5", "2", true, -3);
  assert_whole("0", "2", true, 0);
  assert_whole("100000000000000000000000000000000", "300000000000000000000000000000000", true, 0);
}

/* --- text ------------------------------------------------------------------------------------- */

Test(exact, text_of_at_most_sixty_characters_is_whole) {
  assert_exact_text("100000000000000000000000000000", "30000000000000000000000000000000", "1/300");
  assert_exact_text("123456789012345678901234567890123456789", "7",
                    "123456789012345678901234567890123456789/7");
  assert_exact_text("100000000000000000000000000007", "1000000000000000000000000009",
                    "100000000000000000000000000007/1000000000000000000000000009");
}

/* 31 digits, a stroke and 29 digits are one character too many. */
Test(exact, longer_text_is_cut_after_twenty_digits) {
  assert_exact_text("1000000000000000000000000000007", "30000000000000000000000000001",
                    "≈33.33333333333333333333");
  assert_exact_text("-1000000000000000000000000000007", "300000000000000000000000000000001",
                    "≈-0.00333333333333333333");
  assert_exact_text("1", "3000000000000000000000000000000000000000000000000000000000000000001",
                    "≈0.00000000000000000000");
}
