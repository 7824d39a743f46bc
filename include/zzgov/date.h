/* Dates, months and periods (CAL-02). */
#ifndef ZZGOV_DATE_H
#define ZZGOV_DATE_H

#include <zzgov/macros.h>

G_BEGIN_DECLS

/** A day as the number of days since 1970-01-01; 1900-01-01 ... 2199-12-31. */
typedef int32_t ZzgovDate;

/** A month as year x 12 + (month - 1). */
typedef int32_t ZzgovMonth;

/** "Not given", in every date or month member. */
#define ZZGOV_DATE_ABSENT INT32_MIN

/** The month number of a year and a month 1 ... 12. */
#define ZZGOV_MONTH(year, month) ((ZzgovMonth)((year)*12 + (month)-1))

/**
 * The date of a year, a month 1 ... 12 and a day of that month.
 *
 * @param error  set to ZZGOV_ERROR_INVALID_VALUE where there is no such day; may be NULL
 * @return whether the day exists in 1900 ... 2199
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_date_from_ymd(int year, int month, int day, ZzgovDate *date, GError **error);

/** Takes a date apart; any of the three may be NULL. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_date_to_ymd(ZzgovDate date, int *year, int *month, int *day);

/**
 * Reads `YYYY-MM-DD`, an existing day of the years 1900 ... 2199.
 *
 * @param error  set to ZZGOV_ERROR_INVALID_VALUE or ZZGOV_ERROR_INVALID_ARGUMENT; may be NULL
 * @return whether the text was such a day
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_date_parse(const char *text, ZzgovDate *date, GError **error);

/** Writes `YYYY-MM-DD`, "" for ZZGOV_DATE_ABSENT; free with g_free(). */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_date_to_string(ZzgovDate date);

/**
 * Reads `YYYY-MM`, a month of the years 1900 ... 2199.
 *
 * @param error  set to ZZGOV_ERROR_INVALID_VALUE or ZZGOV_ERROR_INVALID_ARGUMENT; may be NULL
 * @return whether the text was such a month
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_month_parse(const char *text, ZzgovMonth *month, GError **error);

/** Writes `YYYY-MM`, "" for ZZGOV_DATE_ABSENT; free with g_free(). */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_month_to_string(ZzgovMonth month);

/**
 * The last day of a period of months (CAL-02, 郑政办〔2020〕41号 第十三条): the same day number
 * `months` later, or the last day of that month where it has no such day. 2020-11-30 and 3 months
 * give 2021-02-28. The first day does not count (A-CAL-1); no shift to a working day (A-CAL-3).
 *
 * @param from    the day on which the period begins to run
 * @param months  its length, 0 or more; a year is 12
 * @param last    where the last day goes; untouched on failure
 * @param error   set to ZZGOV_ERROR_INVALID_ARGUMENT (months < 0, last is NULL) or
 *                ZZGOV_ERROR_INVALID_VALUE (beyond 2199); may be NULL
 * @return whether the day exists
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_date_add_months(ZzgovDate from, int months, ZzgovDate *last, GError **error);

G_END_DECLS

#endif
