#include "helper.h"

static const struct {
  const char *text;
  ZzgovDecimal millionths;
} decimals[] = {
    {"0", 0},
    {"-0", 0},
    {"0.0", 0},
    {"-0.000000", 0},
    {"1", 1000000},
    {"57.1", 57100000},
    {"57.100000", 57100000},
    {"-0.5", -500000},
    {"0.000001", 1},
    {"-0.000001", -1},
    {"9223372036854", INT64_C(9223372036854000000)},
    {"-9223372036854", INT64_C(-9223372036854000000)},
    {"123456789.123456", INT64_C(123456789123456)},
    {"999999999.999999", INT64_C(999999999999999)},
};

Test(decimal, parse_takes_what_is_written) {
  for (size_t i = 0; i < G_N_ELEMENTS(decimals); i++) {
    GError *error = NULL;
    ZzgovDecimal value = 42;
    cr_assert(zzgov_decimal_parse(decimals[i].text, &value, &error), "%s", decimals[i].text);
    assert_no_error(error);
    cr_assert_eq(value, decimals[i].millionths, "%s", decimals[i].text);
  }
}

/* 15 digits are one too many for int64 millionths only where all stand before the point. */
static const char *const bad_decimals[] = {
    "",
    "-",
    "+1",
    " 1",
    "1 ",
    "01",
    "-01",
    "00",
    ".5",
    "5.",
    "-.5",
    "1.5.",
    "1,5",
    "1e3",
    "1E3",
    "0x10",
    "NaN",
    "inf",
    "--1",
    "1-",
    "\xD9\xA1",
    "\xEF\xBC\x91",
    "1.0000000",
    "0.0000001",
    "1\n",
    "1_000",
    "9223372036855",
    "-9223372036855",
    "999999999999999",
    "1234567890123456",
    "1234567890.123456",
    "0.12345678901234567",
};

Test(decimal, parse_refuses_other_forms) {
  for (size_t i = 0; i < G_N_ELEMENTS(bad_decimals); i++) {
    GError *error = NULL;
    ZzgovDecimal value = 42;
    cr_assert_not(zzgov_decimal_parse(bad_decimals[i], &value, &error), "%s", bad_decimals[i]);
    cr_assert_eq(value, 42, "%s touched the value", bad_decimals[i]);
    cr_assert_not_null(zzgov_error_get_expected(error, ZZGOV_LANG_EN));
    assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "");
    cr_assert_not(zzgov_decimal_parse(bad_decimals[i], &value, NULL));
  }
}

Test(decimal, parse_needs_its_arguments) {
  GError *error = NULL;
  ZzgovDecimal value = 42;
  cr_assert_not(zzgov_decimal_parse(NULL, &value, &error));
  assert_bad_argument(error, "text");
  cr_assert_not(zzgov_decimal_parse("1", NULL, &error));
  assert_bad_argument(error, "value");
  cr_assert_not(zzgov_decimal_parse(NULL, NULL, NULL));
  cr_assert_eq(value, 42);
}

static const struct {
  ZzgovDecimal millionths;
  const char *text;
} written[] = {
    {0, "0"},
    {1, "0.000001"},
    {-1, "-0.000001"},
    {-500000, "-0.5"},
    {52000000, "52"},
    {57100000, "57.1"},
    {10000000, "10"},
    {-100000000, "-100"},
    {5344828, "5.344828"},
    {1000010, "1.00001"},
    {INT64_MAX, "9223372036854.775807"},
    {INT64_MIN, "-9223372036854.775808"},
};

Test(decimal, to_string_leaves_trailing_zeros_out) {
  for (size_t i = 0; i < G_N_ELEMENTS(written); i++)
    assert_text(zzgov_decimal_to_string(written[i].millionths), written[i].text);
}

static const struct {
  ZzgovWideDecimal value;
  const char *text;
} wide[] = {
    {{0, 0}, "0"},
    {{0, 1}, "0.000001"},
    {{0, -500000}, "-0.5"},
    {{-57, -100000}, "-57.1"},
    {{9223372036853, 999999}, "9223372036853.999999"},
    {{-9223372036855, -1}, "-9223372036855.000001"},
    {{9999999999900, 0}, "9999999999900"},
    {{-9999999999900, 0}, "-9999999999900"},
    {{INT64_MAX, 999999}, "9223372036854775807.999999"},
    {{INT64_MIN, -999999}, "-9223372036854775808.999999"},
};

Test(decimal, decimals_of_results_may_be_larger) {
  for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
    assert_text(zzgov_wide_decimal_to_string(wide[i].value), wide[i].text);
}

Test(decimal, what_is_written_is_read_again) {
  const ZzgovDecimal values[] = {0,        1,       -1,     999999,   1000000,
                                 -1000001, 1234567, 100000, 99999999, INT64_C(999999999999999)};
  for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
    g_autofree char *text = zzgov_decimal_to_string(values[i]);
    cr_assert_eq(decimal_of(text), values[i], "%s", text);
  }
}

static const struct {
  const char *text;
  ZzgovFen fen;
} amounts[] = {
    {"0", 0},
    {"-0", 0},
    {"0.00", 0},
    {"0.01", 1},
    {"0.1", 10},
    {"700000", 70000000},
    {"5000.5", 500050},
    {"99.99", 9999},
    {"1000000000000", INT64_C(100000000000000)},
    {"1000000000000.00", INT64_C(100000000000000)},
    {"999999999999.99", INT64_C(99999999999999)},
};

Test(decimal, amounts_are_read_in_yuan) {
  for (size_t i = 0; i < G_N_ELEMENTS(amounts); i++) {
    GError *error = NULL;
    ZzgovFen fen = 42;
    cr_assert(zzgov_fen_parse_yuan(amounts[i].text, &fen, &error), "%s", amounts[i].text);
    assert_no_error(error);
    cr_assert_eq(fen, amounts[i].fen, "%s", amounts[i].text);
  }
}

Test(decimal, other_amounts_are_refused) {
  const char *const bad[] = {"",      "-0.01",
                             "-1",    "1.000",
                             "0.005", "1000000000000.01",
                             "1e2",   "01",
                             "5.",    "¥5",
                             "5元",   "1000000000001",
                             "1,000", " 1",
                             "0.1 ",  "9999999999999999"};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    GError *error = NULL;
    ZzgovFen fen = 42;
    cr_assert_not(zzgov_fen_parse_yuan(bad[i], &fen, &error), "%s", bad[i]);
    cr_assert_eq(fen, 42, "%s touched the amount", bad[i]);
    assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "");
  }
}

Test(decimal, amounts_need_their_arguments) {
  GError *error = NULL;
  ZzgovFen fen;
  cr_assert_not(zzgov_fen_parse_yuan(NULL, &fen, &error));
  assert_bad_argument(error, "text");
  cr_assert_not(zzgov_fen_parse_yuan("1", NULL, &error));
  assert_bad_argument(error, "fen");
  cr_assert_not(zzgov_fen_add(1, 1, NULL, &error));
  assert_bad_argument(error, "sum");
}

Test(decimal, amounts_are_written_with_two_digits) {
  assert_text(zzgov_fen_to_yuan_string(0), "0.00");
  assert_text(zzgov_fen_to_yuan_string(1), "0.01");
  assert_text(zzgov_fen_to_yuan_string(-1), "-0.01");
  assert_text(zzgov_fen_to_yuan_string(10), "0.10");
  assert_text(zzgov_fen_to_yuan_string(100), "1.00");
  assert_text(zzgov_fen_to_yuan_string(70000000), "700000.00");
  assert_text(zzgov_fen_to_yuan_string(-12345), "-123.45");
  assert_text(zzgov_fen_to_yuan_string(INT64_MAX), "92233720368547758.07");
  assert_text(zzgov_fen_to_yuan_string(INT64_MIN), "-92233720368547758.08");
}

Test(decimal, add_is_exact_to_the_last_fen) {
  ZzgovFen sum = 0;
  cr_assert(zzgov_fen_add(INT64_MAX - 1, 1, &sum, NULL));
  cr_assert_eq(sum, INT64_MAX);
  cr_assert(zzgov_fen_add(INT64_MIN + 1, -1, &sum, NULL));
  cr_assert_eq(sum, INT64_MIN);
  cr_assert(zzgov_fen_add(INT64_MIN, INT64_MAX, &sum, NULL));
  cr_assert_eq(sum, -1);
}

Test(decimal, add_refuses_what_does_not_fit) {
  const ZzgovFen pairs[][2] = {{INT64_MAX, 1},
                               {1, INT64_MAX},
                               {INT64_MIN, -1},
                               {INT64_MAX, INT64_MAX},
                               {INT64_MIN, INT64_MIN}};
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    GError *error = NULL;
    ZzgovFen sum = 42;
    cr_assert_not(zzgov_fen_add(pairs[i][0], pairs[i][1], &sum, &error));
    cr_assert_eq(sum, 42);
    assert_error(error, ZZGOV_ERROR_OVERFLOW, "");
    cr_assert_not(zzgov_fen_add(pairs[i][0], pairs[i][1], &sum, NULL));
  }
}
