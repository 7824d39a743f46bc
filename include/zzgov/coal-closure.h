/* Closing coal mines (COAL-01, 04, 06 ... 09, 11).
 *
 * Law: 郑政文〔2020〕103号, 郑州市30万吨/年以下煤矿分类处置工作方案.
 */
#ifndef ZZGOV_COAL_CLOSURE_H
#define ZZGOV_COAL_CLOSURE_H

#include <zzgov/date.h>
#include <zzgov/decimal.h>
#include <zzgov/rulebook.h>
#include <zzgov/trace.h>

G_BEGIN_DECLS

/** The five closure standards (COAL-04, 三(一)); all must be met. */
typedef struct {
  size_t size;                                /**< set by ZZGOV_COAL_STANDARDS_INIT */
  ZzgovTruth licences_revoked;                /**< licences collected, cancelled or revoked */
  ZzgovTruth explosives_disposed;             /**< explosives stopped and disposed of */
  ZzgovTruth power_cut_and_equipment_removed; /**< power cut, equipment and lines removed */
  ZzgovTruth shafts_sealed;                   /**< shafts sealed and filled */
  ZzgovTruth workers_resettled;               /**< employees properly resettled */
} ZzgovCoalStandards;

/** Standards of which nothing is known. */
#define ZZGOV_COAL_STANDARDS_INIT                                                                  \
  {                                                                                                \
    sizeof(ZzgovCoalStandards), ZZGOV_UNKNOWN, ZZGOV_UNKNOWN, ZZGOV_UNKNOWN, ZZGOV_UNKNOWN,        \
        ZZGOV_UNKNOWN                                                                              \
  }

/** A mining right whose price may be refunded (COAL-11); every member is required. */
typedef struct {
  size_t size;                          /**< set by ZZGOV_COAL_MINERAL_RIGHT_INIT */
  ZzgovTruth cancelled;                 /**< cancelled outright */
  ZzgovTruth merged;                    /**< merged into another */
  ZzgovFen price_paid_fen;              /**< what was paid */
  ZzgovDecimal reserves_priced_10kt;    /**< reserves that the price was for, above 0 */
  ZzgovDecimal reserves_remaining_10kt; /**< what is left of them */
} ZzgovCoalMineralRight;

/** A mining right of which nothing is known. */
#define ZZGOV_COAL_MINERAL_RIGHT_INIT                                                              \
  {                                                                                                \
    sizeof(ZzgovCoalMineralRight), ZZGOV_UNKNOWN, ZZGOV_UNKNOWN, ZZGOV_ABSENT, ZZGOV_ABSENT,       \
        ZZGOV_ABSENT                                                                               \
  }

/** Capacity sold as replacement quota (COAL-09); every member is required. */
typedef struct {
  size_t size;                    /**< set by ZZGOV_COAL_REPLACEMENT_INIT */
  ZzgovDecimal ratio_percent;     /**< conversion ratio by existing policy, 0 ... 10,000 */
  ZzgovTruth centralised_trading; /**< sold by centralised trading */
} ZzgovCoalReplacement;

/** A replacement of which nothing is known. */
#define ZZGOV_COAL_REPLACEMENT_INIT                                                                \
  { sizeof(ZzgovCoalReplacement), ZZGOV_ABSENT, ZZGOV_UNKNOWN }

/** One mine. */
typedef struct {
  size_t size;                                /**< set by ZZGOV_COAL_MINE_INIT */
  const char *name;                           /**< 1 ... 1,024 bytes of UTF-8 */
  ZzgovDecimal capacity_10kt;                 /**< 10,000 t per year, above 0 */
  ZzgovDate accepted_on;                      /**< the county's written acceptance (A-COAL-4) */
  ZzgovDate decided_on;                       /**< the closure decision, or ZZGOV_DATE_ABSENT */
  const ZzgovCoalStandards *standards;        /**< required */
  const ZzgovDate *accidents_on;              /**< at most 1,000 days; may be NULL */
  size_t n_accidents_on;                      /**< their number */
  bool overcapacity_procedure;                /**< large mines: left by that procedure */
  ZzgovTruth fund_conditions_met;             /**< of the national fund (COAL-08), or unknown */
  const ZzgovCoalMineralRight *mineral_right; /**< or NULL */
  const ZzgovCoalReplacement *replacement;    /**< or NULL */
} ZzgovCoalMine;

/** A mine of which nothing is known. */
#define ZZGOV_COAL_MINE_INIT                                                                       \
  {                                                                                                \
    sizeof(ZzgovCoalMine), NULL, ZZGOV_ABSENT, ZZGOV_DATE_ABSENT, ZZGOV_DATE_ABSENT, NULL, NULL,   \
        0, false, ZZGOV_UNKNOWN, NULL, NULL                                                        \
  }

/** Input of zzgov_coal_closure(). Every element of `mines` has the same `size`. */
typedef struct {
  size_t size;                /**< set by ZZGOV_COAL_CLOSURE_INPUT_INIT */
  const ZzgovCoalMine *mines; /**< 1 ... 10,000 mines */
  size_t n_mines;             /**< their number */
} ZzgovCoalClosureInput;

/** An input in which nothing is given yet. */
#define ZZGOV_COAL_CLOSURE_INPUT_INIT                                                              \
  { sizeof(ZzgovCoalClosureInput), NULL, 0 }

/** What "raised by 20 %" means (A-COAL-11). */
typedef enum {
  ZZGOV_COAL_UPLIFT_POINTS = 1, /**< plus 20 percentage points (default) */
  ZZGOV_COAL_UPLIFT_RELATIVE,   /**< times 1.2 */
} ZzgovCoalUplift;

/** The readings of the law that can be chosen. */
typedef struct {
  size_t size;                  /**< set by ZZGOV_COAL_CLOSURE_OPTIONS_INIT */
  ZzgovCoalUplift ratio_uplift; /**< A-COAL-11 */
  bool thirty_is_small;         /**< A-COAL-1, second reading: exactly 300,000 t/a is small */
} ZzgovCoalClosureOptions;

/** The default readings. */
#define ZZGOV_COAL_CLOSURE_OPTIONS_INIT                                                            \
  { sizeof(ZzgovCoalClosureOptions), ZZGOV_COAL_UPLIFT_POINTS, false }

/** Capacity class (COAL-01). */
typedef enum {
  ZZGOV_COAL_CLASS_SMALL = 1,
  ZZGOV_COAL_CLASS_LARGE,
} ZzgovCoalClass;

/** Refund of the mining-right price (COAL-11). */
typedef struct {
  bool eligible;       /**< cancelled, not merged, paid */
  ZzgovFen amount_fen; /**< the share of the price that belongs to the remaining reserves */
} ZzgovCoalRefund;

/** Replacement quota (COAL-09); for display at 6 digits. */
typedef struct {
  ZzgovDecimal ratio_percent; /**< with the uplift where it applies */
  ZzgovDecimal quota_10kt;    /**< capacity x ratio */
} ZzgovCoalQuota;

/** National structural-adjustment fund (COAL-08). */
typedef struct {
  bool may_apply; /**< whether the mine may apply */
} ZzgovCoalFund;

/** One mine of the result. */
typedef struct {
  const char *name;                   /**< as in the input */
  ZzgovCoalClass capacity_class;      /**< small or large */
  bool eligible;                      /**< for the city's award */
  const char *const *reasons;         /**< why not, as in the contract */
  size_t n_reasons;                   /**< their number */
  ZzgovFen award_fen;                 /**< COAL-06 */
  const ZzgovCoalRefund *refund;      /**< with a mining right, else NULL */
  const ZzgovCoalQuota *replacement;  /**< with a replacement, else NULL */
  const ZzgovCoalFund *national_fund; /**< where the fund's conditions are known, else NULL */
} ZzgovCoalMineResult;

/** Result of zzgov_coal_closure(); read-only. */
typedef struct {
  const ZzgovCoalMineResult *mines; /**< in the order of the input */
  size_t n_mines;                   /**< their number */
  ZzgovFen award_total_fen;         /**< sum of the awards */
  ZzgovFen refund_total_fen;        /**< sum of the refunds */
  const ZzgovWarning *warnings;     /**< what somebody should look at */
  size_t n_warnings;                /**< their number */
} ZzgovCoalClosureResult;

/**
 * Closure awards, refunds of mining-right prices, replacement quotas (COAL-01 ... COAL-11).
 *
 * @param rulebook  the figures
 * @param input     the mines
 * @param options   the readings, or NULL for the defaults
 * @param trace     gets the steps; NULL for none
 * @param error     set to ZZGOV_ERROR_INVALID_VALUE, ..._MISSING_FIELD, ..._LIMIT_EXCEEDED,
 *                  ..._OVERFLOW with the path that a JSON request would give, or to
 *                  ..._INVALID_ARGUMENT; may be NULL
 * @return a new result, freed with zzgov_coal_closure_result_free(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovCoalClosureResult *zzgov_coal_closure(const ZzgovRulebook *rulebook,
                                           const ZzgovCoalClosureInput *input,
                                           const ZzgovCoalClosureOptions *options,
                                           ZzgovTrace *trace, GError **error);

/** Frees a result; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_coal_closure_result_free(ZzgovCoalClosureResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovCoalClosureResult, zzgov_coal_closure_result_free)

G_END_DECLS

#endif
