/* Ambient-air eco-compensation (ECO-01 ... ECO-09).
 *
 * Law: 郑政办〔2020〕45号, 《郑州市环境空气质量生态补偿办法(试行)》 第二条 ... 第八条.
 */
#ifndef ZZGOV_ECO_COMPENSATION_H
#define ZZGOV_ECO_COMPENSATION_H

#include <zzgov/date.h>
#include <zzgov/decimal.h>
#include <zzgov/rulebook.h>
#include <zzgov/trace.h>

G_BEGIN_DECLS

/** Which stations supply an area's figures (ECO-02, 第五条). */
typedef enum {
  ZZGOV_ECO_NETWORK_UNSPECIFIED = 0,
  ZZGOV_ECO_NETWORK_NATIONAL,   /**< nationally controlled, 国控 */
  ZZGOV_ECO_NETWORK_PROVINCIAL, /**< provincially controlled, 省控 */
} ZzgovEcoNetwork;

/** One area's month. Exactly one of last year's value and the improvement rate per pollutant. */
typedef struct {
  size_t size;                   /**< set by ZZGOV_ECO_AREA_INIT */
  const char *name;              /**< 1 ... 1,024 bytes of UTF-8, unique */
  ZzgovEcoNetwork network;       /**< or unspecified */
  ZzgovDecimal pm25;             /**< µg/m³, 0 ... 100,000 */
  ZzgovDecimal pm10;             /**< µg/m³, 0 ... 100,000 */
  ZzgovDecimal pm25_last_year;   /**< µg/m³, above 0, or ZZGOV_ABSENT */
  ZzgovDecimal pm10_last_year;   /**< µg/m³, above 0, or ZZGOV_ABSENT */
  ZzgovDecimal pm25_improvement; /**< percentage points, positive = cleaner, or ZZGOV_ABSENT */
  ZzgovDecimal pm10_improvement; /**< percentage points, positive = cleaner, or ZZGOV_ABSENT */
} ZzgovEcoArea;

/** An area in which nothing is given yet. */
#define ZZGOV_ECO_AREA_INIT                                                                        \
  {                                                                                                \
    sizeof(ZzgovEcoArea), NULL, ZZGOV_ECO_NETWORK_UNSPECIFIED, ZZGOV_ABSENT, ZZGOV_ABSENT,         \
        ZZGOV_ABSENT, ZZGOV_ABSENT, ZZGOV_ABSENT, ZZGOV_ABSENT                                     \
  }

/** The published assessment bases (ECO-03); ZZGOV_ABSENT = computed from the areas. */
typedef struct {
  size_t size;                   /**< set by ZZGOV_ECO_GIVEN_BASE_INIT */
  ZzgovDecimal pm25;             /**< µg/m³ */
  ZzgovDecimal pm25_improvement; /**< percentage points */
  ZzgovDecimal pm10;             /**< µg/m³ */
  ZzgovDecimal pm10_improvement; /**< percentage points */
} ZzgovEcoGivenBase;

/** A base in which nothing is given. */
#define ZZGOV_ECO_GIVEN_BASE_INIT                                                                  \
  { sizeof(ZzgovEcoGivenBase), ZZGOV_ABSENT, ZZGOV_ABSENT, ZZGOV_ABSENT, ZZGOV_ABSENT }

/** Input of zzgov_eco_compensation(). Every element of `areas` has the same `size`. */
typedef struct {
  size_t size;                   /**< set by ZZGOV_ECO_COMPENSATION_INPUT_INIT */
  ZzgovMonth month;              /**< the month that is settled */
  const ZzgovEcoArea *areas;     /**< 1 ... 1,000 areas */
  size_t n_areas;                /**< their number */
  const ZzgovEcoGivenBase *base; /**< or NULL */
} ZzgovEcoCompensationInput;

/** An input in which nothing is given yet. */
#define ZZGOV_ECO_COMPENSATION_INPUT_INIT                                                          \
  { sizeof(ZzgovEcoCompensationInput), ZZGOV_DATE_ABSENT, NULL, 0, NULL }

/** How the city's improvement rate arises from the areas (A-ECO-5). */
typedef enum {
  ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES = 1, /**< the mean of the areas' rates (default) */
  ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS,     /**< the rate of the sums of this and last year */
} ZzgovEcoRateBase;

/** How computed rates and bases are rounded where decimals are asked for (A-ECO-4). */
typedef enum {
  ZZGOV_ECO_ROUNDING_HALF_EVEN = 1, /**< ties to the even digit (default) */
  ZZGOV_ECO_ROUNDING_HALF_UP,       /**< ties away from zero */
} ZzgovEcoRounding;

/** The readings of the law that can be chosen. */
typedef struct {
  size_t size;                    /**< set by ZZGOV_ECO_COMPENSATION_OPTIONS_INIT */
  ZzgovEcoRateBase rate_base;     /**< A-ECO-5 */
  int64_t concentration_decimals; /**< 0 ... 6 for computed bases, ZZGOV_ABSENT = exact */
  int64_t improvement_decimals; /**< 0 ... 6 for computed rates and their bases, or ZZGOV_ABSENT */
  ZzgovEcoRounding rounding;    /**< A-ECO-4 */
} ZzgovEcoCompensationOptions;

/** The catalogue's default readings: mean of rates, exact. */
#define ZZGOV_ECO_COMPENSATION_OPTIONS_INIT                                                        \
  {                                                                                                \
    sizeof(ZzgovEcoCompensationOptions), ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES, ZZGOV_ABSENT,          \
        ZZGOV_ABSENT, ZZGOV_ECO_ROUNDING_HALF_EVEN                                                 \
  }

/** The four factors (第三条), in the order of every result. */
typedef enum {
  ZZGOV_ECO_FACTOR_PM25 = 1,
  ZZGOV_ECO_FACTOR_PM25_IMPROVEMENT,
  ZZGOV_ECO_FACTOR_PM10,
  ZZGOV_ECO_FACTOR_PM10_IMPROVEMENT,
} ZzgovEcoFactor;

/** Where a base comes from. */
typedef enum {
  ZZGOV_ECO_SOURCE_GIVEN = 1,
  ZZGOV_ECO_SOURCE_COMPUTED,
} ZzgovEcoSource;

/** One base of the result. */
typedef struct {
  ZzgovWideDecimal value; /**< for display: the exact base, half to even at 6 digits */
  ZzgovEcoSource source;  /**< given or computed */
} ZzgovEcoBase;

/** The four bases of the result. */
typedef struct {
  const ZzgovEcoBase *pm25;             /**< µg/m³ */
  const ZzgovEcoBase *pm25_improvement; /**< percentage points */
  const ZzgovEcoBase *pm10;             /**< µg/m³ */
  const ZzgovEcoBase *pm10_improvement; /**< percentage points */
} ZzgovEcoBases;

/** One factor of one area. The decimals are for display; the amount is exact. */
typedef struct {
  ZzgovEcoFactor factor;   /**< which */
  ZzgovWideDecimal value;  /**< the area's value or rate */
  ZzgovWideDecimal base;   /**< the city's */
  ZzgovWideDecimal excess; /**< how much worse than the base, never negative */
  ZzgovFen amount_fen;     /**< the deduction, rounded once to the fen */
} ZzgovEcoFactorResult;

/** One area of the result. */
typedef struct {
  const char *name;                    /**< as in the input */
  const ZzgovEcoFactorResult *factors; /**< the four factors in order */
  size_t n_factors;                    /**< 4 */
  ZzgovFen total_fen;                  /**< their sum (ECO-09) */
} ZzgovEcoAreaResult;

/** Result of zzgov_eco_compensation(); read-only. */
typedef struct {
  ZzgovMonth month;                /**< as in the input */
  const ZzgovEcoBases *base;       /**< the bases used */
  const ZzgovEcoAreaResult *areas; /**< in the order of the input */
  size_t n_areas;                  /**< their number */
  ZzgovFen total_fen;              /**< the city's total (ECO-09) */
  const ZzgovWarning *warnings;    /**< what somebody should look at */
  size_t n_warnings;               /**< their number */
} ZzgovEcoCompensationResult;

/**
 * What each area owes for a month (ECO-05 ... ECO-09): four factors, each charged by itself in
 * marginal tiers above the city's base; no offset, no cap, no reward.
 *
 * @param rulebook  the figures
 * @param input     the month, the areas, the published bases
 * @param options   the readings, or NULL for the defaults
 * @param trace     gets the steps; NULL for none
 * @param error     set to ZZGOV_ERROR_INVALID_VALUE, ..._MISSING_FIELD, ..._LIMIT_EXCEEDED,
 *                  ..._NOT_IN_FORCE, ..._OVERFLOW with the path that a JSON request would give, or
 *                  to ..._INVALID_ARGUMENT; may be NULL
 * @return a new result, freed with zzgov_eco_compensation_result_free(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovEcoCompensationResult *zzgov_eco_compensation(const ZzgovRulebook *rulebook,
                                                   const ZzgovEcoCompensationInput *input,
                                                   const ZzgovEcoCompensationOptions *options,
                                                   ZzgovTrace *trace, GError **error);

/** Frees a result; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_eco_compensation_result_free(ZzgovEcoCompensationResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovEcoCompensationResult, zzgov_eco_compensation_result_free)

G_END_DECLS

#endif
