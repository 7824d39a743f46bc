/* Working days between dates (CAL-01; 郑政办〔2020〕41号 信用信息管理办法 第十一条). */
#ifndef ZZGOV_WORKDAYS_H
#define ZZGOV_WORKDAYS_H

#include <zzgov/rulebook.h>
#include <zzgov/trace.h>

G_BEGIN_DECLS

/** Input of zzgov_workdays(): `from` and exactly one of the other two. */
typedef struct {
  size_t size;     /**< set by ZZGOV_WORKDAYS_INPUT_INIT */
  ZzgovDate from;  /**< the first day, which does not count */
  int64_t add;     /**< working days to add, 0 ... 100000, or ZZGOV_ABSENT */
  ZzgovDate until; /**< the day up to which to count, itself counted, or ZZGOV_DATE_ABSENT */
} ZzgovWorkdaysInput;

/** An input in which nothing is given yet. */
#define ZZGOV_WORKDAYS_INPUT_INIT                                                                  \
  { sizeof(ZzgovWorkdaysInput), ZZGOV_DATE_ABSENT, ZZGOV_ABSENT, ZZGOV_DATE_ABSENT }

/** Result of zzgov_workdays(); read-only. */
typedef struct {
  ZzgovDate last_day;           /**< for `add`: the last day of the period */
  int64_t working_days;         /**< for `until`: the number of working days */
  const ZzgovWarning *warnings; /**< always empty here */
  size_t n_warnings;            /**< their number */
} ZzgovWorkdaysResult;

/**
 * The n-th working day after a day, or the working days after it up to another one (CAL-01).
 *
 * @param rulebook  its calendar counts
 * @param input     what to compute
 * @param trace     gets the steps; NULL for none
 * @param error     set to ZZGOV_ERROR_CALENDAR_MISSING, ..._MISSING_FIELD, ..._INVALID_VALUE or
 *                  ..._INVALID_ARGUMENT; may be NULL
 * @return a new result, freed with zzgov_workdays_result_free(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovWorkdaysResult *zzgov_workdays(const ZzgovRulebook *rulebook, const ZzgovWorkdaysInput *input,
                                    ZzgovTrace *trace, GError **error);

/** Frees a result; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_workdays_result_free(ZzgovWorkdaysResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovWorkdaysResult, zzgov_workdays_result_free)

G_END_DECLS

#endif
