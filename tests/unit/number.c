#include "helper.h"

#include "number.h"

Test(number, integers_of_64_bits) {
  static const struct {
    const char *text;
    int64_t value;
  } good[] = {{"0", 0},
              {"-0", 0},
              {"7", 7},
              {"-7", -7},
              {"1000000000000000000", INT64_C(1000000000000000000)},
              {"9223372036854775807", INT64_MAX},
              {"-9223372036854775808", INT64_MIN}};
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
    int64_t value = 42;
    cr_assert(zz_integer_parse(good[i].text, &value), "%s", good[i].text);
    cr_assert_eq(value, good[i].value, "%s", good[i].text);
  }
}

Test(number, what_is_no_integer) {
  const char *const bad[] = {"",
                             "-",
                             "1.0",
                             "1.",
                             "1e3",
                             "01",
                             "--1",
                             "+1",
                             " 1",
                             "1 ",
                             "9223372036854775808",
                             "-9223372036854775809",
                             "18446744073709551616",
                             "99999999999999999999",
                             "100000000000000000000000"};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    int64_t value = 42;
    cr_assert_not(zz_integer_parse(bad[i], &value), "%s", bad[i]);
    cr_assert_eq(value, 42);
  }
}

/* Whole numbers of 15 digits pass int64 when counted in millionths. */
Test(number, fifteen_digits_in_millionths) {
  ZzWide value = 0;
  cr_assert(zz_number_parse("-999999999999999", ZZ_DECIMAL_DIGITS, &value));
  cr_assert(value == (ZzWide)-999999999999999 * 1000000);
  cr_assert(zz_number_parse("0.01", ZZ_FEN_DIGITS, &value));
  cr_assert(value == 1);
  cr_assert_not(zz_number_parse("0.010", ZZ_FEN_DIGITS, &value));
  cr_assert_not(zz_number_parse("9999999999999999", ZZ_DECIMAL_DIGITS, &value));
}

static void assert_written(size_t (*write)(int64_t, char *), int64_t value, const char *wanted) {
  char text[ZZ_NUMBER_SIZE];
  cr_assert_eq(write(value, text), strlen(wanted));
  cr_assert_str_eq(text, wanted);
}

Test(number, lengths_of_what_is_written) {
  assert_written(zz_integer_write, 0, "0");
  assert_written(zz_integer_write, -10, "-10");
  assert_written(zz_integer_write, 1000, "1000");
  assert_written(zz_integer_write, INT64_MAX, "9223372036854775807");
  assert_written(zz_integer_write, INT64_MIN, "-9223372036854775808");
  assert_written(zz_decimal_write, INT64_MIN, "-9223372036854.775808");
  assert_written(zz_fen_write, -5, "-0.05");
  assert_written(zz_fen_write_short, 10000000, "100000");
  assert_written(zz_fen_write_short, 150, "1.5");
  assert_written(zz_fen_write_short, 101, "1.01");
  assert_written(zz_fen_write_short, -1, "-0.01");
  assert_written(zz_fen_write_short, 0, "0");
}

static const struct {
  int numerator, denominator, even, away;
} quotients[] = {
    {0, 7, 0, 0},    {1, 2, 0, 1},    {3, 2, 2, 2},    {5, 2, 2, 3},    {-1, 2, 0, -1},
    {-3, 2, -2, -2}, {-5, 2, -2, -3}, {4, 3, 1, 1},    {5, 3, 2, 2},    {-4, 3, -1, -1},
    {-5, 3, -2, -2}, {6, 3, 2, 2},    {-6, 3, -2, -2}, {49, 100, 0, 0}, {51, 100, 1, 1},
};

Test(number, ties) {
  for (size_t i = 0; i < G_N_ELEMENTS(quotients); i++) {
    ZzWide even = zz_round_quotient(quotients[i].numerator, quotients[i].denominator, ZZ_HALF_EVEN);
    ZzWide away = zz_round_quotient(quotients[i].numerator, quotients[i].denominator, ZZ_HALF_AWAY);
    cr_assert_eq((int)even, quotients[i].even, "%d / %d", quotients[i].numerator,
                 quotients[i].denominator);
    cr_assert_eq((int)away, quotients[i].away, "%d / %d", quotients[i].numerator,
                 quotients[i].denominator);
  }
}

/* Weekdays as GLib counts them, over the whole range. */
Test(number, weekdays) {
  GDate other;
  g_date_clear(&other, 1);
  g_date_set_dmy(&other, 1, G_DATE_JANUARY, 1900);
  for (ZzgovDate day = day_of("1900-01-01"); day <= day_of("2199-12-31"); day++) {
    cr_assert_eq(zz_date_weekday(day), (int)g_date_get_weekday(&other) - 1, "day %d", day);
    g_date_add_days(&other, 1);
  }
}

Test(number, months_of_days) {
  cr_assert_eq(zz_date_month(day_of("2020-02-29")), ZZGOV_MONTH(2020, 2));
  cr_assert_eq(zz_date_month(day_of("1900-01-01")), ZZGOV_MONTH(1900, 1));
  cr_assert_eq(zz_month_first_day(ZZGOV_MONTH(2020, 12)), day_of("2020-12-01"));
  cr_assert_eq(zz_month_first_day(ZZGOV_MONTH(2199, 12)), day_of("2199-12-01"));
}

Test(number, ranges) {
  cr_assert(zz_date_in_range(day_of("1900-01-01")) && zz_date_in_range(day_of("2199-12-31")));
  cr_assert_not(zz_date_in_range(day_of("1900-01-01") - 1));
  cr_assert_not(zz_date_in_range(day_of("2199-12-31") + 1));
  cr_assert(zz_month_in_range(ZZGOV_MONTH(1900, 1)) && zz_month_in_range(ZZGOV_MONTH(2199, 12)));
  cr_assert_not(zz_month_in_range(ZZGOV_MONTH(1899, 12)));
  cr_assert_not(zz_month_in_range(ZZGOV_MONTH(2200, 1)));
}
