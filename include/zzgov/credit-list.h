/* Credit records, red list and black list in construction approval (CRED-03 ... 06, 13 ... 18, 20).
 *
 * Law: 郑政办〔2020〕41号, 郑州市工程建设项目审批信用信息管理办法(试行), 第五条 ... 第十六条.
 */
#ifndef ZZGOV_CREDIT_LIST_H
#define ZZGOV_CREDIT_LIST_H

#include <zzgov/date.h>
#include <zzgov/rulebook.h>
#include <zzgov/trace.h>

G_BEGIN_DECLS

/** The items of articles 5 (trustworthy) and 6 (untrustworthy). */
typedef enum {
  ZZGOV_CREDIT_ITEM_UNSPECIFIED = 0,
  ZZGOV_CREDIT_ITEM_5_1,
  ZZGOV_CREDIT_ITEM_5_2,
  ZZGOV_CREDIT_ITEM_5_3,
  ZZGOV_CREDIT_ITEM_6_1,
  ZZGOV_CREDIT_ITEM_6_2,
  ZZGOV_CREDIT_ITEM_6_3,
  ZZGOV_CREDIT_ITEM_6_4,
  ZZGOV_CREDIT_ITEM_6_5,
  ZZGOV_CREDIT_ITEM_6_6,
  ZZGOV_CREDIT_ITEM_6_7,
  ZZGOV_CREDIT_ITEM_6_8,
  ZZGOV_CREDIT_ITEM_6_9,
} ZzgovCreditItem;

/** Who the records are about. */
typedef struct {
  size_t size;              /**< set by ZZGOV_CREDIT_SUBJECT_INIT */
  const char *name;         /**< 1 ... 1,024 bytes of UTF-8 */
  const char *unified_code; /**< unified social credit code (GB 32100-2015), or NULL */
} ZzgovCreditSubject;

/** A subject of which nothing is known. */
#define ZZGOV_CREDIT_SUBJECT_INIT                                                                  \
  { sizeof(ZzgovCreditSubject), NULL, NULL }

/** The steps of a credit repair (CRED-15, 第十四条). */
typedef struct {
  size_t size;                     /**< set by ZZGOV_CREDIT_REPAIR_INIT */
  bool corrected;                  /**< the conduct is corrected */
  bool effects_removed;            /**< its effects are removed */
  bool pledge;                     /**< public pledge */
  bool completion_report;          /**< report of completion */
  ZzgovDate department_checked_on; /**< the department's check, or ZZGOV_DATE_ABSENT */
  bool training;                   /**< serious records: training */
  bool credit_report;              /**< serious records: credit report */
  ZzgovDate site_checked_on;       /**< serious records: the credit web site's check */
} ZzgovCreditRepair;

/** A repair of which no step is done. */
#define ZZGOV_CREDIT_REPAIR_INIT                                                                   \
  {                                                                                                \
    sizeof(ZzgovCreditRepair), false, false, false, false, ZZGOV_DATE_ABSENT, false, false,        \
        ZZGOV_DATE_ABSENT                                                                          \
  }

/** One record. */
typedef struct {
  size_t size;                     /**< set by ZZGOV_CREDIT_RECORD_INIT */
  const char *id;                  /**< unique, or NULL */
  ZzgovCreditItem item;            /**< required */
  ZzgovDate published_on;          /**< required */
  bool refuses_to_correct;         /**< 拒不改正 */
  bool serious_effect;             /**< 造成严重影响 */
  bool excluded_from_repair;       /**< named by the state as beyond repair */
  ZzgovDate new_violation_on;      /**< or ZZGOV_DATE_ABSENT */
  const ZzgovCreditRepair *repair; /**< or NULL */
} ZzgovCreditRecord;

/** A record of which nothing is known. */
#define ZZGOV_CREDIT_RECORD_INIT                                                                   \
  {                                                                                                \
    sizeof(ZzgovCreditRecord), NULL, ZZGOV_CREDIT_ITEM_UNSPECIFIED, ZZGOV_DATE_ABSENT, false,      \
        false, false, ZZGOV_DATE_ABSENT, NULL                                                      \
  }

/** Input of zzgov_credit_list(). Every element of `records` has the same `size`. */
typedef struct {
  size_t size;                       /**< set by ZZGOV_CREDIT_LIST_INPUT_INIT */
  const ZzgovCreditSubject *subject; /**< required */
  ZzgovDate as_of;                   /**< the day that is asked about */
  const ZzgovCreditRecord *records;  /**< 0 ... 10,000 records; not NULL */
  size_t n_records;                  /**< their number */
} ZzgovCreditListInput;

/** An input in which nothing is given yet. */
#define ZZGOV_CREDIT_LIST_INPUT_INIT                                                               \
  { sizeof(ZzgovCreditListInput), NULL, ZZGOV_DATE_ABSENT, NULL, 0 }

/** List status. */
typedef enum {
  ZZGOV_CREDIT_STATUS_BLACK = 1,
  ZZGOV_CREDIT_STATUS_RED,
  ZZGOV_CREDIT_STATUS_NONE,
} ZzgovCreditStatus;

/** Grade of a record. */
typedef enum {
  ZZGOV_CREDIT_GRADE_TRUST = 1,
  ZZGOV_CREDIT_GRADE_GENERAL,
  ZZGOV_CREDIT_GRADE_SERIOUS,
} ZzgovCreditGrade;

/** How a record's repair stands. */
typedef struct {
  bool may_apply;             /**< on the day asked about */
  bool repaired;              /**< all steps done in time */
  const char *const *missing; /**< the steps not there, by their input names */
  size_t n_missing;           /**< their number */
} ZzgovCreditRepairResult;

/** One record of the result. */
typedef struct {
  const char *id;                        /**< as in the input, or NULL */
  ZzgovCreditItem item;                  /**< as in the input */
  ZzgovCreditGrade grade;                /**< CRED-03, CRED-04 */
  bool black_listable;                   /**< CRED-06 */
  bool live;                             /**< shown on the day asked about */
  ZzgovDate shortest_end;                /**< CRED-13, CRED-14 */
  ZzgovDate longest_end;                 /**< CRED-13, CRED-14 */
  ZzgovDate last_day;                    /**< CRED-16 */
  const ZzgovCreditRepairResult *repair; /**< NULL for a trustworthy record */
} ZzgovCreditRecordResult;

/** Result of zzgov_credit_list(); read-only. */
typedef struct {
  ZzgovDate as_of;                        /**< as in the input */
  ZzgovCreditStatus status;               /**< CRED-05, CRED-06, CRED-20 */
  ZzgovDate list_last_day;                /**< of the listing, or ZZGOV_DATE_ABSENT */
  int64_t score;                          /**< the library's convention for ranking */
  const ZzgovCreditRecordResult *records; /**< in the order of the input */
  size_t n_records;                       /**< their number */
  const int64_t *incentives;              /**< CRED-17 */
  size_t n_incentives;                    /**< their number */
  const int64_t *sanctions;               /**< CRED-18 */
  size_t n_sanctions;                     /**< their number */
  const ZzgovWarning *warnings;           /**< always empty here */
  size_t n_warnings;                      /**< their number */
} ZzgovCreditListResult;

/**
 * A subject's records, lists and measures on a day (CRED-20).
 *
 * @param rulebook  the figures
 * @param input     the subject, the day, the records
 * @param trace     gets the steps; NULL for none
 * @param error     as zzgov_coal_closure(); may be NULL
 * @return a new result, freed with zzgov_credit_list_result_free(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovCreditListResult *zzgov_credit_list(const ZzgovRulebook *rulebook,
                                         const ZzgovCreditListInput *input, ZzgovTrace *trace,
                                         GError **error);

/** Frees a result; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_credit_list_result_free(ZzgovCreditListResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovCreditListResult, zzgov_credit_list_result_free)

G_END_DECLS

#endif
