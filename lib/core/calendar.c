#include "calendar-private.h"

#include "error-private.h"
#include "number.h"

/* worked[i] counts the working days among the first i days, days[] are those, so that every
 * question is a look-up. */
struct ZzgovCalendar {
  ZzgovDate first, last;
  uint32_t *worked;
  ZzgovDate *days;
};

bool zz_fail_calendar(GError **error, const ZzgovCalendar *calendar, const ZzPath *path) {
  char first[ZZ_NUMBER_SIZE], last[ZZ_NUMBER_SIZE];
  zz_date_write(calendar->first, first);
  zz_date_write(calendar->last, last);
  return zz_fail(error, ZZGOV_ERROR_CALENDAR_MISSING, path, ZZ_MSG_CALENDAR_MISSING, first, last);
}

static bool covers(const ZzgovCalendar *calendar, ZzgovDate day) {
  return day >= calendar->first && day <= calendar->last;
}

static uint32_t worked_until(const ZzgovCalendar *calendar, ZzgovDate day) {
  return calendar->worked[day - calendar->first + 1];
}

void zzgov_calendar_get_range(const ZzgovCalendar *calendar, ZzgovDate *first, ZzgovDate *last) {
  if (first)
    *first = calendar ? calendar->first : ZZGOV_DATE_ABSENT;
  if (last)
    *last = calendar ? calendar->last : ZZGOV_DATE_ABSENT;
}

bool zzgov_calendar_is_working_day(const ZzgovCalendar *calendar, ZzgovDate day, bool *worked,
                                   GError **error) {
  if (!calendar || !worked)
    return zz_fail_argument(error, calendar ? "worked" : "calendar");
  if (!covers(calendar, day))
    return zz_fail_calendar(error, calendar, NULL);
  *worked = worked_until(calendar, day) > calendar->worked[day - calendar->first];
  return true;
}

bool zzgov_calendar_add_working_days(const ZzgovCalendar *calendar, ZzgovDate from, int64_t n,
                                     ZzgovDate *last, GError **error) {
  if (!calendar || !last || n < 0)
    return zz_fail_argument(error, !calendar ? "calendar" : !last ? "last" : "n");
  if (!covers(calendar, from))
    return zz_fail_calendar(error, calendar, NULL);
  uint32_t before = worked_until(calendar, from);
  if (n > (int64_t)(worked_until(calendar, calendar->last) - before))
    return zz_fail_calendar(error, calendar, NULL);
  *last = n == 0 ? from : calendar->days[before + (uint32_t)n - 1];
  return true;
}

bool zzgov_calendar_count_working_days(const ZzgovCalendar *calendar, ZzgovDate from,
                                       ZzgovDate until, int64_t *days, GError **error) {
  if (!calendar || !days || until < from)
    return zz_fail_argument(error, !calendar ? "calendar" : !days ? "days" : "until");
  if (!covers(calendar, from) || !covers(calendar, until))
    return zz_fail_calendar(error, calendar, NULL);
  *days = (int64_t)worked_until(calendar, until) - worked_until(calendar, from);
  return true;
}

/* Marks the days of one list, which must be weekdays (or weekend days) of their year, ascending. */
static bool mark(bool *worked, const ZzCalendarFacts *facts, const ZzCalendarYear *year,
                 bool days_worked, const ZzPath *path, GError **error) {
  const ZzgovDate *days = days_worked ? year->days_worked : year->days_off;
  size_t n = days_worked ? year->n_days_worked : year->n_days_off;
  const ZzPath list = {path, days_worked ? "days_worked" : "days_off", 0};
  for (size_t i = 0; i < n; i++) {
    bool weekend = zz_date_weekday(days[i]) >= 5;
    bool fits = days[i] >= facts->first_day && days[i] <= facts->last_day &&
                zz_date_month(days[i]) / 12 == year->year;
    if (!fits || weekend != days_worked || (i > 0 && days[i] <= days[i - 1])) {
      char text[ZZ_NUMBER_SIZE];
      zz_date_write(days[i], text);
      return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){&list, NULL, i},
                     ZZ_MSG_CALENDAR_DAY, text);
    }
    worked[days[i] - facts->first_day] = days_worked;
  }
  return true;
}

static bool mark_years(bool *worked, const ZzCalendarFacts *facts, const ZzPath *path,
                       GError **error) {
  const ZzPath years = {path, "years", 0};
  for (size_t i = 0; i < facts->n_years; i++) {
    const ZzCalendarYear *year = &facts->years[i];
    const ZzPath at = {&years, NULL, i};
    int64_t due = zz_date_month(facts->first_day) / 12 + (int64_t)i;
    if (year->year != due) {
      char found[ZZ_NUMBER_SIZE], expected[ZZ_NUMBER_SIZE];
      zz_integer_write(year->year, found);
      zz_integer_write(due, expected);
      return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){&at, "year", 0},
                     ZZ_MSG_CALENDAR_YEAR, found, expected);
    }
    if (!mark(worked, facts, year, false, &at, error) ||
        !mark(worked, facts, year, true, &at, error))
      return false;
  }
  return true;
}

/* First and last day, and a year of notices for each year between them. */
static bool check_range(const ZzCalendarFacts *facts, const ZzPath *path, GError **error) {
  int last_year = zz_date_month(facts->last_day) / 12;
  int n_years = last_year - zz_date_month(facts->first_day) / 12 + 1;
  char first[ZZ_NUMBER_SIZE], last[ZZ_NUMBER_SIZE];
  zz_date_write(facts->first_day, first);
  zz_date_write(facts->last_day, last);
  if (facts->last_day < facts->first_day)
    return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){path, "last_day", 0},
                   ZZ_MSG_PERIOD_BACKWARDS, first, last);
  if ((int)facts->n_years == n_years)
    return true;
  zz_integer_write((int64_t)facts->n_years, first);
  zz_integer_write(n_years, last);
  return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){path, "years", 0},
                 (int)facts->n_years < n_years ? ZZ_MSG_TOO_FEW : ZZ_MSG_TOO_MANY, first, last);
}

ZzgovCalendar *zz_calendar_new(ZzArena *arena, const ZzCalendarFacts *facts, const ZzPath *path,
                               GError **error) {
  if (!check_range(facts, path, error))
    return NULL;
  size_t n = (size_t)(facts->last_day - facts->first_day) + 1;
  g_autofree bool *worked = g_new(bool, n);
  for (size_t i = 0; i < n; i++)
    worked[i] = zz_date_weekday(facts->first_day + (ZzgovDate)i) < 5;
  if (!mark_years(worked, facts, path, error))
    return NULL;
  ZzgovCalendar *calendar = zz_arena_alloc(arena, sizeof *calendar);
  *calendar = (ZzgovCalendar){facts->first_day, facts->last_day,
                              zz_arena_alloc(arena, (n + 1) * sizeof(uint32_t)),
                              zz_arena_alloc(arena, (n + 1) * sizeof(ZzgovDate))};
  for (size_t i = 0; i < n; i++) {
    calendar->days[calendar->worked[i]] = facts->first_day + (ZzgovDate)i;
    calendar->worked[i + 1] = calendar->worked[i] + worked[i];
  }
  return calendar;
}
