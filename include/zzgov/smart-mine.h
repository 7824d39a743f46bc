/* Smart coal mines (SMART-01, 03 ... 05).
 *
 * Law: 郑政办〔2020〕44号, 郑州市煤矿智能化建设实施方案.
 */
#ifndef ZZGOV_SMART_MINE_H
#define ZZGOV_SMART_MINE_H

#include <zzgov/decimal.h>
#include <zzgov/rulebook.h>
#include <zzgov/trace.h>

G_BEGIN_DECLS

/** Who owns the coal company. */
typedef enum {
  ZZGOV_SMART_OWNER_UNSPECIFIED = 0,
  ZZGOV_SMART_OWNER_PROVINCIAL, /**< 省属 */
  ZZGOV_SMART_OWNER_CENTRAL,    /**< 央属 */
  ZZGOV_SMART_OWNER_LOCAL,      /**< 地方 */
  ZZGOV_SMART_OWNER_OTHER,      /**< 其他 */
} ZzgovSmartOwner;

/** How an acceptance item stands (SMART-05). */
typedef enum {
  ZZGOV_SMART_ITEM_UNSPECIFIED = 0,
  ZZGOV_SMART_ITEM_PASS,
  ZZGOV_SMART_ITEM_FAIL,
  ZZGOV_SMART_ITEM_NOT_SUBMITTED,
} ZzgovSmartItem;

/** The six acceptance items (三, 四); every one is required. */
typedef struct {
  size_t size;                           /**< set by ZZGOV_SMART_ACCEPTANCE_INIT */
  ZzgovSmartItem coal_face;              /**< coal face */
  ZzgovSmartItem heading_face;           /**< heading face */
  ZzgovSmartItem haulage_drainage_power; /**< haulage, drainage, power supply */
  ZzgovSmartItem ventilation_gas;        /**< ventilation and gas */
  ZzgovSmartItem control_video;          /**< control and video */
  ZzgovSmartItem platform_network;       /**< platform and network */
} ZzgovSmartAcceptance;

/** Items of which nothing is known. */
#define ZZGOV_SMART_ACCEPTANCE_INIT                                                                \
  {                                                                                                \
    sizeof(ZzgovSmartAcceptance), ZZGOV_SMART_ITEM_UNSPECIFIED, ZZGOV_SMART_ITEM_UNSPECIFIED,      \
        ZZGOV_SMART_ITEM_UNSPECIFIED, ZZGOV_SMART_ITEM_UNSPECIFIED, ZZGOV_SMART_ITEM_UNSPECIFIED,  \
        ZZGOV_SMART_ITEM_UNSPECIFIED                                                               \
  }

/** One project. */
typedef struct {
  size_t size;                            /**< set by ZZGOV_SMART_PROJECT_INIT */
  const char *name;                       /**< 1 ... 1,024 bytes of UTF-8 */
  ZzgovSmartOwner owner;                  /**< required */
  ZzgovFen investment_fen;                /**< total investment (A-SMART-5) */
  ZzgovFen county_topup_fen;              /**< local owners only, or ZZGOV_ABSENT */
  ZzgovDecimal capacity_10kt;             /**< 10,000 t per year, above 0, or ZZGOV_ABSENT */
  ZzgovDecimal remaining_years;           /**< service life; required from 1.2 Mt/a on */
  bool severe_hazard;                     /**< a severe-hazard mine */
  const ZzgovSmartAcceptance *acceptance; /**< or NULL */
} ZzgovSmartProject;

/** A project of which nothing is known. */
#define ZZGOV_SMART_PROJECT_INIT                                                                   \
  {                                                                                                \
    sizeof(ZzgovSmartProject), NULL, ZZGOV_SMART_OWNER_UNSPECIFIED, ZZGOV_ABSENT, ZZGOV_ABSENT,    \
        ZZGOV_ABSENT, ZZGOV_ABSENT, false, NULL                                                    \
  }

/** Input of zzgov_smart_mine(). Every element of `projects` has the same `size`. */
typedef struct {
  size_t size;                       /**< set by ZZGOV_SMART_MINE_INPUT_INIT */
  const ZzgovSmartProject *projects; /**< 1 ... 10,000 projects */
  size_t n_projects;                 /**< their number */
} ZzgovSmartMineInput;

/** An input in which nothing is given yet. */
#define ZZGOV_SMART_MINE_INPUT_INIT                                                                \
  { sizeof(ZzgovSmartMineInput), NULL, 0 }

/** Whose rule sets the amount (SMART-03). */
typedef enum {
  ZZGOV_SMART_ROUTE_CITY = 1,        /**< the city's share */
  ZZGOV_SMART_ROUTE_PROVINCIAL_RULE, /**< 豫政办〔2019〕48号; not computed here */
} ZzgovSmartRoute;

/** Where an application for central-budget money goes (SMART-04). */
typedef enum {
  ZZGOV_SMART_CENTRAL_ROUTE_NATIONAL = 1,
  ZZGOV_SMART_CENTRAL_ROUTE_VIA_CITY,
} ZzgovSmartCentralRoute;

/** The target for the end of 2025 (SMART-01). */
typedef enum {
  ZZGOV_SMART_TARGET_NONE = 0, /**< no capacity given */
  ZZGOV_SMART_TARGET_DEMONSTRATION,
  ZZGOV_SMART_TARGET_SMART_FACES,
  ZZGOV_SMART_TARGET_MECHANISED,
  ZZGOV_SMART_TARGET_GAP, /**< the text has no target (A-SMART-1) */
} ZzgovSmartTarget;

/** One project of the result. */
typedef struct {
  const char *name;                            /**< as in the input */
  ZzgovSmartRoute route;                       /**< SMART-03 */
  ZzgovFen city_subsidy_fen;                   /**< 0 by the province's rule */
  ZzgovFen county_topup_fen;                   /**< as given, else 0 */
  ZzgovFen total_fen;                          /**< both */
  ZzgovSmartCentralRoute central_budget_route; /**< SMART-04 */
  ZzgovSmartTarget target_2025;                /**< SMART-01 */
  bool hazard_target;                          /**< the additional target of hazardous mines */
  ZzgovTruth smart_mine_accepted;              /**< all six items pass; unknown without them */
} ZzgovSmartProjectResult;

/** Result of zzgov_smart_mine(); read-only. */
typedef struct {
  const ZzgovSmartProjectResult *projects; /**< in the order of the input */
  size_t n_projects;                       /**< their number */
  ZzgovFen city_total_fen;                 /**< sum of the city's subsidies */
  ZzgovFen county_total_fen;               /**< sum of the counties' */
  const ZzgovWarning *warnings;            /**< what somebody should look at */
  size_t n_warnings;                       /**< their number */
} ZzgovSmartMineResult;

/**
 * Subsidies, routes and targets of smart-mine projects (SMART-01, 03 ... 05).
 *
 * @param rulebook  the figures
 * @param input     the projects
 * @param trace     gets the steps; NULL for none
 * @param error     as zzgov_coal_closure(); may be NULL
 * @return a new result, freed with zzgov_smart_mine_result_free(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovSmartMineResult *zzgov_smart_mine(const ZzgovRulebook *rulebook,
                                       const ZzgovSmartMineInput *input, ZzgovTrace *trace,
                                       GError **error);

/** Frees a result; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_smart_mine_result_free(ZzgovSmartMineResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovSmartMineResult, zzgov_smart_mine_result_free)

G_END_DECLS

#endif
