/* Deadlines before a record is published (CRED-09 ... CRED-11).
 *
 * Law: 郑政办〔2020〕41号, 郑州市工程建设项目审批信用信息管理办法(试行), 第十一条.
 */
#ifndef ZZGOV_CREDIT_TIMELINE_H
#define ZZGOV_CREDIT_TIMELINE_H

#include <zzgov/date.h>
#include <zzgov/rulebook.h>
#include <zzgov/trace.h>

G_BEGIN_DECLS

/** Input of zzgov_credit_timeline(); at least one date, the others ZZGOV_DATE_ABSENT. */
typedef struct {
  size_t size;                     /**< set by ZZGOV_CREDIT_TIMELINE_INPUT_INIT */
  ZzgovDate notified_on;           /**< the subject received the notice */
  ZzgovDate objection_received_on; /**< the department received the objection */
  ZzgovDate verified_on;           /**< the record was found correct */
} ZzgovCreditTimelineInput;

/** An input in which nothing is given yet. */
#define ZZGOV_CREDIT_TIMELINE_INPUT_INIT                                                           \
  { sizeof(ZzgovCreditTimelineInput), ZZGOV_DATE_ABSENT, ZZGOV_DATE_ABSENT, ZZGOV_DATE_ABSENT }

/** Result of zzgov_credit_timeline(); read-only. ZZGOV_DATE_ABSENT where the date is absent. */
typedef struct {
  ZzgovDate objection_by;       /**< last day to object (CRED-09) */
  ZzgovDate answer_by;          /**< last day to answer the objection (CRED-10) */
  ZzgovDate publish_by;         /**< last day to publish (CRED-11) */
  const ZzgovWarning *warnings; /**< always empty here */
  size_t n_warnings;            /**< their number */
} ZzgovCreditTimelineResult;

/**
 * The last days to object, to answer and to publish, in working days (CRED-09 ... CRED-11).
 *
 * @param rulebook  the figures and the calendar
 * @param input     the days on which the periods begin
 * @param trace     gets the steps; NULL for none
 * @param error     set to ZZGOV_ERROR_MISSING_FIELD, ..._CALENDAR_MISSING or
 *                  ..._INVALID_ARGUMENT; may be NULL
 * @return a new result, freed with zzgov_credit_timeline_result_free(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovCreditTimelineResult *zzgov_credit_timeline(const ZzgovRulebook *rulebook,
                                                 const ZzgovCreditTimelineInput *input,
                                                 ZzgovTrace *trace, GError **error);

/** Frees a result; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_credit_timeline_result_free(ZzgovCreditTimelineResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovCreditTimelineResult, zzgov_credit_timeline_result_free)

G_END_DECLS

#endif
