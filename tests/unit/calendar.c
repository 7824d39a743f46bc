#include "helper.h"

static const ZzgovCalendar *calendar(void) {
  return zzgov_rulebook_get_calendar(zzgov_rulebook_get_default());
}

static bool is_worked(const char *day) {
  bool worked = false;
  GError *error = NULL;
  cr_assert(zzgov_calendar_is_working_day(calendar(), day_of(day), &worked, &error), "%s", day);
  assert_no_error(error);
  return worked;
}

Test(calendar, range) {
  ZzgovDate first = 0, last = 0;
  zzgov_calendar_get_range(calendar(), &first, &last);
  cr_assert_eq(first, day_of("2007-01-01"));
  cr_assert_eq(last, day_of("2026-12-31"));
  zzgov_calendar_get_range(calendar(), NULL, NULL);
  zzgov_calendar_get_range(NULL, &first, &last);
  cr_assert(first == ZZGOV_DATE_ABSENT && last == ZZGOV_DATE_ABSENT);
}

/* 国办发明电〔2019〕16号: 1 to 8 October off, 27 September and 10 October worked. */
Test(calendar, national_day_of_2020) {
  cr_assert(is_worked("2020-09-27"));
  cr_assert(is_worked("2020-09-30"));
  cr_assert_not(is_worked("2020-10-01"));
  cr_assert_not(is_worked("2020-10-08"));
  cr_assert(is_worked("2020-10-09"));
  cr_assert(is_worked("2020-10-10"));
  cr_assert_not(is_worked("2020-10-11"));
}

/* 国办发明电〔2020〕1号: the spring festival lasts until Sunday, 2 February. */
Test(calendar, spring_festival_of_2020) {
  cr_assert(is_worked("2020-01-19"));
  cr_assert_not(is_worked("2020-01-31"));
  cr_assert_not(is_worked("2020-02-02"));
  cr_assert(is_worked("2020-02-03"));
}

static const struct {
  const char *from;
  int64_t n;
  const char *last;
} periods[] = {
    {"2020-09-30", 0, "2020-09-30"}, {"2020-09-30", 1, "2020-10-09"},
    {"2020-09-30", 2, "2020-10-10"}, {"2020-09-30", 3, "2020-10-12"},
    {"2020-10-01", 1, "2020-10-09"}, {"2020-10-03", 0, "2020-10-03"},
    {"2020-10-12", 7, "2020-10-21"}, {"2026-12-31", 0, "2026-12-31"},
    {"2026-12-30", 1, "2026-12-31"}, {"2007-01-01", 1, "2007-01-04"},
};

Test(calendar, add_counts_from_the_day_after) {
  for (size_t i = 0; i < G_N_ELEMENTS(periods); i++) {
    GError *error = NULL;
    ZzgovDate last = 42;
    cr_assert(zzgov_calendar_add_working_days(calendar(), day_of(periods[i].from), periods[i].n,
                                              &last, &error));
    assert_no_error(error);
    assert_text(zzgov_date_to_string(last), periods[i].last);
  }
}

static int64_t count(const char *from, const char *until) {
  int64_t days = -1;
  GError *error = NULL;
  cr_assert(
      zzgov_calendar_count_working_days(calendar(), day_of(from), day_of(until), &days, &error));
  assert_no_error(error);
  return days;
}

Test(calendar, count_leaves_the_first_day_out) {
  cr_assert_eq(count("2020-09-30", "2020-09-30"), 0);
  cr_assert_eq(count("2020-09-30", "2020-10-08"), 0);
  cr_assert_eq(count("2020-09-30", "2020-10-09"), 1);
  cr_assert_eq(count("2020-09-29", "2020-10-12"), 4);
  cr_assert_eq(count("2020-12-31", "2021-12-31"), 250);
}

Test(calendar, count_walks_like_single_days) {
  ZzgovDate first, last;
  int64_t walked = 0, days = -1;
  zzgov_calendar_get_range(calendar(), &first, &last);
  for (ZzgovDate day = first + 1; day <= last; day++) {
    bool worked = false;
    cr_assert(zzgov_calendar_is_working_day(calendar(), day, &worked, NULL));
    walked += worked;
    cr_assert(zzgov_calendar_count_working_days(calendar(), first, day, &days, NULL));
    cr_assert_eq(days, walked, "day %d", day);
  }
}

static void assert_not_covered(ZzgovDate day, ZzgovDate inside) {
  GError *error = NULL;
  bool worked = true;
  ZzgovDate last = 42;
  int64_t days = 42;
  cr_assert_not(zzgov_calendar_is_working_day(calendar(), day, &worked, &error));
  assert_has(error->message, "2007-01-01 ... 2026-12-31");
  assert_error(error, ZZGOV_ERROR_CALENDAR_MISSING, "");
  cr_assert_not(zzgov_calendar_add_working_days(calendar(), day, 0, &last, &error));
  assert_error(error, ZZGOV_ERROR_CALENDAR_MISSING, "");
  cr_assert_not(zzgov_calendar_count_working_days(calendar(), MIN(day, inside), MAX(day, inside),
                                                  &days, &error));
  assert_error(error, ZZGOV_ERROR_CALENDAR_MISSING, "");
  cr_assert(worked && last == 42 && days == 42);
}

Test(calendar, days_outside_the_range) {
  ZzgovDate inside = day_of("2020-01-01");
  assert_not_covered(day_of("2006-12-31"), inside);
  assert_not_covered(day_of("2027-01-01"), inside);
  assert_not_covered(ZZGOV_DATE_ABSENT, inside);
  assert_not_covered(INT32_MAX, inside);
}

Test(calendar, add_beyond_the_end) {
  GError *error = NULL;
  ZzgovDate last = 42;
  cr_assert_not(
      zzgov_calendar_add_working_days(calendar(), day_of("2026-12-31"), 1, &last, &error));
  assert_error(error, ZZGOV_ERROR_CALENDAR_MISSING, "");
  cr_assert_not(
      zzgov_calendar_add_working_days(calendar(), day_of("2020-01-01"), INT64_MAX, &last, &error));
  assert_error(error, ZZGOV_ERROR_CALENDAR_MISSING, "");
  cr_assert_eq(last, 42);
}

Test(calendar, bad_arguments) {
  GError *error = NULL;
  bool worked;
  ZzgovDate day = day_of("2020-01-02"), last;
  int64_t days;
  cr_assert_not(zzgov_calendar_is_working_day(NULL, day, &worked, &error));
  assert_bad_argument(error, "calendar");
  cr_assert_not(zzgov_calendar_is_working_day(calendar(), day, NULL, &error));
  assert_bad_argument(error, "worked");
  cr_assert_not(zzgov_calendar_add_working_days(NULL, day, 1, &last, &error));
  assert_bad_argument(error, "calendar");
  cr_assert_not(zzgov_calendar_add_working_days(calendar(), day, 1, NULL, &error));
  assert_bad_argument(error, "last");
  cr_assert_not(zzgov_calendar_add_working_days(calendar(), day, -1, &last, &error));
  assert_bad_argument(error, "n");
  cr_assert_not(zzgov_calendar_count_working_days(NULL, day, day, &days, &error));
  assert_bad_argument(error, "calendar");
  cr_assert_not(zzgov_calendar_count_working_days(calendar(), day, day, NULL, &error));
  assert_bad_argument(error, "days");
  cr_assert_not(zzgov_calendar_count_working_days(calendar(), day, day - 1, &days, &error));
  assert_bad_argument(error, "until");
  cr_assert_not(zzgov_calendar_is_working_day(NULL, day, &worked, NULL));
}
