#include "helper.h"

/* An independent calendar: GLib's. */
static void assert_same_day(ZzgovDate date, const GDate *other) {
  int year, month, day;
  zzgov_date_to_ymd(date, &year, &month, &day);
  cr_assert_eq(year, g_date_get_year(other), "day %d", date);
  cr_assert_eq(month, (int)g_date_get_month(other), "day %d", date);
  cr_assert_eq(day, g_date_get_day(other), "day %d", date);
}

static void assert_round_trip(ZzgovDate date) {
  int year, month, day;
  ZzgovDate again = ZZGOV_DATE_ABSENT, parsed = ZZGOV_DATE_ABSENT;
  zzgov_date_to_ymd(date, &year, &month, &day);
  cr_assert(zzgov_date_from_ymd(year, month, day, &again, NULL));
  g_autofree char *text = zzgov_date_to_string(date);
  g_autofree char *wanted = g_strdup_printf("%04d-%02d-%02d", year, month, day);
  cr_assert_str_eq(text, wanted);
  cr_assert(zzgov_date_parse(text, &parsed, NULL), "%s", text);
  cr_assert(again == date && parsed == date, "%s", text);
}

Test(date, every_day_of_three_centuries) {
  GDate other;
  ZzgovDate first = day_of("1900-01-01"), last = day_of("2199-12-31");
  g_date_clear(&other, 1);
  g_date_set_dmy(&other, 1, G_DATE_JANUARY, 1900);
  for (ZzgovDate date = first; date <= last; date++) {
    assert_same_day(date, &other);
    assert_round_trip(date);
    g_date_add_days(&other, 1);
  }
  cr_assert_eq(last - first + 1, 109573);
  cr_assert_eq(day_of("1970-01-01"), 0);
}

Test(date, every_month_of_three_centuries) {
  for (int year = 1900; year <= 2199; year++)
    for (int month = 1; month <= 12; month++) {
      ZzgovMonth parsed = ZZGOV_DATE_ABSENT;
      g_autofree char *text = zzgov_month_to_string(ZZGOV_MONTH(year, month));
      g_autofree char *wanted = g_strdup_printf("%04d-%02d", year, month);
      cr_assert_str_eq(text, wanted);
      cr_assert(zzgov_month_parse(text, &parsed, NULL), "%s", text);
      cr_assert_eq(parsed, ZZGOV_MONTH(year, month), "%s", text);
    }
}

Test(date, parts_may_be_left_out) {
  int part = 0;
  ZzgovDate date = day_of("2020-02-29");
  zzgov_date_to_ymd(date, NULL, NULL, NULL);
  zzgov_date_to_ymd(date, &part, NULL, NULL);
  cr_assert_eq(part, 2020);
  zzgov_date_to_ymd(date, NULL, &part, NULL);
  cr_assert_eq(part, 2);
  zzgov_date_to_ymd(date, NULL, NULL, &part);
  cr_assert_eq(part, 29);
}

static bool is_day(int year, int month, int day) {
  ZzgovDate date = 42;
  bool exists = zzgov_date_from_ymd(year, month, day, &date, NULL);
  cr_assert(exists || date == 42);
  return exists;
}

Test(date, leap_years) {
  cr_assert_not(is_day(1900, 2, 29));
  cr_assert(is_day(2000, 2, 29));
  cr_assert_not(is_day(2100, 2, 29));
  cr_assert(is_day(2020, 2, 29));
  cr_assert_not(is_day(2021, 2, 29));
  cr_assert_not(is_day(2020, 2, 30));
}

Test(date, days_that_do_not_exist) {
  const int days[][3] = {{1899, 12, 31}, {2200, 1, 1},  {2020, 0, 1},     {2020, 13, 1},
                         {2020, 1, 0},   {2020, 1, 32}, {2020, 4, 31},    {2020, 1, -1},
                         {-2020, 1, 1},  {0, 0, 0},     {G_MAXINT, 1, 1}, {2020, G_MININT, 1}};
  for (size_t i = 0; i < G_N_ELEMENTS(days); i++)
    cr_assert_not(is_day(days[i][0], days[i][1], days[i][2]), "%d-%d-%d", days[i][0], days[i][1],
                  days[i][2]);
}

Test(date, from_ymd_says_what_is_wrong) {
  GError *error = NULL;
  ZzgovDate date;
  cr_assert_not(zzgov_date_from_ymd(2021, 2, 29, &date, &error));
  assert_has(error->message, "2021-2-29");
  assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "");
  cr_assert_not(zzgov_date_from_ymd(2021, 2, 28, NULL, &error));
  assert_bad_argument(error, "date");
}

static const char *const bad_dates[] = {
    "",
    "2020",
    "2020-1-01",
    "2020-01-1",
    "2020-02-30",
    "2021-02-29",
    "2020-13-01",
    "2020-00-10",
    "2020-01-00",
    "2020/01/01",
    "2020-01-01 ",
    " 2020-01-01",
    "20200101",
    "2020-01-0a",
    "1899-12-31",
    "2200-01-01",
    "2020-01-01T00:00:00",
    "01-01-2020",
    "+020-01-01",
    "2020--1-01",
    "-020-01-01",
    "2020-01--1",
    "\xEF\xBC\x92"
    "020-01-01",
};

Test(date, parse_refuses_other_forms) {
  for (size_t i = 0; i < G_N_ELEMENTS(bad_dates); i++) {
    GError *error = NULL;
    ZzgovDate date = 42;
    cr_assert_not(zzgov_date_parse(bad_dates[i], &date, &error), "%s", bad_dates[i]);
    cr_assert_eq(date, 42, "%s touched the date", bad_dates[i]);
    assert_has(zzgov_error_get_expected(error, ZZGOV_LANG_EN), "YYYY-MM-DD");
    assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "");
  }
}

Test(date, month_parse_refuses_other_forms) {
  const char *const bad[] = {"",        "2020",    "2020-1",   "2020-13", "2020-00",    "1899-12",
                             "2200-01", "2020/01", "2020-011", "202001",  "2020-01-01", "2020-0x"};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    GError *error = NULL;
    ZzgovMonth month = 42;
    cr_assert_not(zzgov_month_parse(bad[i], &month, &error), "%s", bad[i]);
    cr_assert_eq(month, 42, "%s touched the month", bad[i]);
    assert_has(zzgov_error_get_expected(error, ZZGOV_LANG_ZH), "YYYY-MM");
    assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "");
  }
}

Test(date, parse_needs_its_arguments) {
  GError *error = NULL;
  ZzgovDate date;
  cr_assert_not(zzgov_date_parse(NULL, &date, &error));
  assert_bad_argument(error, "text");
  cr_assert_not(zzgov_date_parse("2020-01-01", NULL, &error));
  assert_bad_argument(error, "date");
  cr_assert_not(zzgov_month_parse(NULL, &date, &error));
  assert_bad_argument(error, "text");
  cr_assert_not(zzgov_month_parse("2020-01", NULL, &error));
  assert_bad_argument(error, "month");
}

/* CAL-02: the same day number, or the last day of the month where there is none. */
static const struct {
  const char *from;
  int months;
  const char *last;
} periods[] = {
    {"2020-11-30", 3, "2021-02-28"},    {"2020-11-30", 12, "2021-11-30"},
    {"2019-11-30", 3, "2020-02-29"},    {"2020-02-29", 12, "2021-02-28"},
    {"2020-02-29", 48, "2024-02-29"},   {"2020-02-28", 12, "2021-02-28"},
    {"2021-03-01", 6, "2021-09-01"},    {"2021-03-01", 36, "2024-03-01"},
    {"2020-01-31", 1, "2020-02-29"},    {"2020-01-31", 2, "2020-03-31"},
    {"2020-01-31", 3, "2020-04-30"},    {"2020-12-31", 2, "2021-02-28"},
    {"2020-10-31", 1, "2020-11-30"},    {"2020-12-01", 1, "2021-01-01"},
    {"2020-05-15", 0, "2020-05-15"},    {"1900-01-31", 1, "1900-02-28"},
    {"1900-01-01", 3599, "2199-12-01"}, {"2199-12-31", 0, "2199-12-31"},
};

Test(date, add_months_ends_on_the_same_day_number) {
  for (size_t i = 0; i < G_N_ELEMENTS(periods); i++) {
    GError *error = NULL;
    ZzgovDate last = ZZGOV_DATE_ABSENT;
    cr_assert(zzgov_date_add_months(day_of(periods[i].from), periods[i].months, &last, &error));
    assert_no_error(error);
    assert_text(zzgov_date_to_string(last), periods[i].last);
  }
}

/* GLib clamps to the end of the month as well. */
Test(date, add_months_agrees_with_glib) {
  for (ZzgovDate from = day_of("2019-12-01"); from <= day_of("2021-03-31"); from++)
    for (int months = 0; months <= 40; months++) {
      GDate other;
      int year, month, day;
      ZzgovDate last = ZZGOV_DATE_ABSENT;
      zzgov_date_to_ymd(from, &year, &month, &day);
      g_date_clear(&other, 1);
      g_date_set_dmy(&other, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
      g_date_add_months(&other, (guint)months);
      cr_assert(zzgov_date_add_months(from, months, &last, NULL));
      assert_same_day(last, &other);
    }
}

/* Such as "not given", or a number that was never a date. */
Test(date, what_has_no_year_of_four_digits_is_written_as_nothing) {
  assert_text(zzgov_date_to_string(ZZGOV_DATE_ABSENT), "");
  assert_text(zzgov_date_to_string(INT32_MAX), "");
  assert_text(zzgov_month_to_string(ZZGOV_DATE_ABSENT), "");
  assert_text(zzgov_month_to_string(INT32_MAX), "");
}

Test(date, add_months_beyond_the_range) {
  GError *error = NULL;
  ZzgovDate last = 42;
  cr_assert_not(zzgov_date_add_months(day_of("2199-12-01"), 1, &last, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "");
  cr_assert_not(zzgov_date_add_months(day_of("2020-01-01"), G_MAXINT, &last, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_VALUE, "");
  cr_assert_eq(last, 42);
}

Test(date, add_months_needs_its_arguments) {
  GError *error = NULL;
  ZzgovDate last = 42, from = day_of("2020-01-01");
  cr_assert_not(zzgov_date_add_months(from, -1, &last, &error));
  assert_bad_argument(error, "months");
  cr_assert_not(zzgov_date_add_months(from, 1, NULL, &error));
  assert_bad_argument(error, "last");
  cr_assert_not(zzgov_date_add_months(ZZGOV_DATE_ABSENT, 1, &last, &error));
  assert_bad_argument(error, "from");
  cr_assert_not(zzgov_date_add_months(day_of("2199-12-31") + 1, 0, &last, &error));
  assert_bad_argument(error, "from");
  cr_assert_eq(last, 42);
}
