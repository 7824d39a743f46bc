/* Working days (CAL-01) on China's calendar of public holidays and make-up days. */
#ifndef ZZGOV_CALENDAR_H
#define ZZGOV_CALENDAR_H

#include <zzgov/date.h>
#include <zzgov/macros.h>

G_BEGIN_DECLS

/** Which days are worked; part of a rulebook, which owns it. */
typedef struct ZzgovCalendar ZzgovCalendar;

/** The first and the last day that the calendar covers; either may be NULL. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_calendar_get_range(const ZzgovCalendar *calendar, ZzgovDate *first, ZzgovDate *last);

/**
 * Whether a day is worked: Monday to Friday and no public holiday, or a weekend day declared one.
 *
 * @param worked  where the answer goes; untouched on failure
 * @param error   set to ZZGOV_ERROR_CALENDAR_MISSING or ZZGOV_ERROR_INVALID_ARGUMENT; may be NULL
 * @return whether the calendar covers the day
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_calendar_is_working_day(const ZzgovCalendar *calendar, ZzgovDate day, bool *worked,
                                   GError **error);

/**
 * The last day of a period of working days (CAL-01, 郑政办〔2020〕41号 第十一条): the n-th working
 * day after `from`, which itself does not count (A-CAL-1); with n = 0 `from`.
 *
 * @param from   the day on which the period begins to run; the calendar must cover it
 * @param n      the number of working days, 0 or more
 * @param last   where the last day goes; untouched on failure
 * @param error  set to ZZGOV_ERROR_CALENDAR_MISSING where the calendar ends first, or to
 *               ZZGOV_ERROR_INVALID_ARGUMENT; may be NULL
 * @return whether the day is known
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_calendar_add_working_days(const ZzgovCalendar *calendar, ZzgovDate from, int64_t n,
                                     ZzgovDate *last, GError **error);

/**
 * The number of working days after `from` up to and including `until`.
 *
 * @param days   where the number goes; untouched on failure
 * @param error  set to ZZGOV_ERROR_CALENDAR_MISSING, or ZZGOV_ERROR_INVALID_ARGUMENT (`until`
 *               before `from`, NULL); may be NULL
 * @return whether the calendar covers both days
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_calendar_count_working_days(const ZzgovCalendar *calendar, ZzgovDate from,
                                       ZzgovDate until, int64_t *days, GError **error);

G_END_DECLS

#endif
