#include "error-private.h"
#include "number.h"

#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

/* Days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March. */
static int days_from_civil(int year, int month, int day) {
  int y = month <= 2 ? year - 1 : year;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

bool zz_month_in_range(ZzgovMonth month) {
  return month >= ZZGOV_MONTH(FIRST_YEAR, 1) && month <= ZZGOV_MONTH(LAST_YEAR, 12);
}

bool zz_date_in_range(ZzgovDate date) {
  return date >= days_from_civil(FIRST_YEAR, 1, 1) && date <= days_from_civil(LAST_YEAR, 12, 31);
}

ZzgovDate zz_month_first_day(ZzgovMonth month) {
  return days_from_civil(month / 12, month % 12 + 1, 1);
}

/* Monday = 0; 1970-01-01 was a Thursday, and the first day of 1900 is above -7 x 4000. */
int zz_date_weekday(ZzgovDate date) { return (date + 3 + 7 * 4000) % 7; }

void zzgov_date_to_ymd(ZzgovDate date, int *year, int *month, int *day) {
  int shifted = date + 719468;
  int era = shifted / 146097;
  int of_era = shifted % 146097;
  int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * of_year + 2) / 153;
  int m = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  if (year)
    *year = era * 400 + year_of_era + (m <= 2);
  if (month)
    *month = m;
  if (day)
    *day = of_year - (153 * shifted_month + 2) / 5 + 1;
}

ZzgovMonth zz_date_month(ZzgovDate date) {
  int year, month;
  zzgov_date_to_ymd(date, &year, &month, NULL);
  return ZZGOV_MONTH(year, month);
}

static bool exists(int year, int month, int day) {
  return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

bool zzgov_date_from_ymd(int year, int month, int day, ZzgovDate *date, GError **error) {
  static const ZzgovText form = {"an existing day of 1900 ... 2199", "1900…2199年间存在的日期"};
  g_autofree char *given = g_strdup_printf("%d-%d-%d", year, month, day);
  if (!date)
    return zz_fail_argument(error, "date");
  if (!exists(year, month, day))
    return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, NULL, form, ZZ_MSG_WRONG_VALUE,
                             given);
  *date = days_from_civil(year, month, day);
  return true;
}

/* Reads `n` digits; -1 where one is no digit. */
static int digits(const char *text, int n) {
  int value = 0;
  for (int i = 0; i < n; i++) {
    if (!g_ascii_isdigit(text[i]))
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool zzgov_date_parse(const char *text, ZzgovDate *date, GError **error) {
  static const ZzgovText form = {"YYYY-MM-DD, an existing day of 1900 ... 2199",
                                 "YYYY-MM-DD，1900…2199年间存在的日期"};
  if (!text || !date)
    return zz_fail_argument(error, text ? "date" : "text");
  bool shaped = strlen(text) == 10 && text[4] == '-' && text[7] == '-';
  if (!shaped || !exists(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2)))
    return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, NULL, form, ZZ_MSG_WRONG_VALUE,
                             text);
  *date = days_from_civil(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
  return true;
}

bool zzgov_month_parse(const char *text, ZzgovMonth *month, GError **error) {
  static const ZzgovText form = {"YYYY-MM, a month of 1900 ... 2199",
                                 "YYYY-MM，1900…2199年间的月份"};
  if (!text || !month)
    return zz_fail_argument(error, text ? "month" : "text");
  bool shaped = strlen(text) == 7 && text[4] == '-';
  if (!shaped || !exists(digits(text, 4), digits(text + 5, 2), 1))
    return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, NULL, form, ZZ_MSG_WRONG_VALUE,
                             text);
  *month = ZZGOV_MONTH(digits(text, 4), digits(text + 5, 2));
  return true;
}

static char *write_two(char *at, int value) {
  *at++ = (char)('0' + value / 10 % 10);
  *at++ = (char)('0' + value % 10);
  return at;
}

static char *write_year_month(char *text, int year, int month) {
  text = write_two(write_two(text, year / 100), year % 100);
  *text++ = '-';
  return write_two(text, month);
}

/* Years of four digits; anything else is "not given" or an accident, and written as nothing. */
static bool is_writable(ZzgovMonth month) { return month >= 0 && month < 10000 * 12; }

size_t zz_date_write(ZzgovDate date, char text[ZZ_NUMBER_SIZE]) {
  int year, month, day;
  text[0] = '\0';
  if (date < days_from_civil(0, 3, 1) || date > days_from_civil(9999, 12, 31))
    return 0;
  zzgov_date_to_ymd(date, &year, &month, &day);
  char *at = write_year_month(text, year, month);
  *at++ = '-';
  *write_two(at, day) = '\0';
  return 10;
}

size_t zz_month_write(ZzgovMonth month, char text[ZZ_NUMBER_SIZE]) {
  text[0] = '\0';
  if (!is_writable(month))
    return 0;
  *write_year_month(text, month / 12, month % 12 + 1) = '\0';
  return 7;
}

char *zzgov_date_to_string(ZzgovDate date) {
  char text[ZZ_NUMBER_SIZE];
  zz_date_write(date, text);
  return g_strdup(text);
}

char *zzgov_month_to_string(ZzgovMonth month) {
  char text[ZZ_NUMBER_SIZE];
  zz_month_write(month, text);
  return g_strdup(text);
}

ZzgovDate zz_date_add_months(ZzgovDate from, int months) {
  int year, month, day;
  zzgov_date_to_ymd(from, &year, &month, &day);
  ZzgovMonth target = ZZGOV_MONTH(year, month) + months;
  year = target / 12;
  month = target % 12 + 1;
  return days_from_civil(year, month, MIN(day, days_in_month(year, month)));
}

bool zzgov_date_add_months(ZzgovDate from, int months, ZzgovDate *last, GError **error) {
  enum { MOST = 12 * (LAST_YEAR - FIRST_YEAR + 1) };
  if (!last || months < 0 || !zz_date_in_range(from))
    return zz_fail_argument(error, !last ? "last" : months < 0 ? "months" : "from");
  ZzgovDate day = zz_date_add_months(from, MIN(months, MOST));
  if (!zz_date_in_range(day))
    return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, NULL, ZZ_MSG_BEYOND_LAST_YEAR, "2199-12-31");
  *last = day;
  return true;
}
