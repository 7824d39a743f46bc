/* How a calendar is made; the rulebook's loader does it. */
#ifndef ZZ_CALENDAR_PRIVATE_H
#define ZZ_CALENDAR_PRIVATE_H

#include "arena.h"
#include "path.h"
#include <zzgov/calendar.h>

/** Working days that can be asked for. */
enum { ZZ_MOST_WORKDAYS = 100000 };

/** One year of the State Council's notices. */
typedef struct {
  int64_t year;
  const char *document;
  const ZzgovDate *days_off; /* Mondays to Fridays that are not worked */
  size_t n_days_off;
  const ZzgovDate *days_worked; /* Saturdays and Sundays that are worked */
  size_t n_days_worked;
} ZzCalendarYear;

/** A whole calendar as it stands in the file. */
typedef struct {
  ZzgovDate first_day, last_day;
  const ZzCalendarYear *years;
  size_t n_years;
} ZzCalendarFacts;

/** A day that is needed but that the calendar does not cover; always false. */
bool zz_fail_calendar(GError **error, const ZzgovCalendar *calendar, const ZzPath *path);

/** Checks the facts and builds the calendar in the arena; NULL with an error below `path`. */
ZzgovCalendar *zz_calendar_new(ZzArena *arena, const ZzCalendarFacts *facts, const ZzPath *path,
                               GError **error);

#endif
