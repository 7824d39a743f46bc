/* Reward per stand-alone 5G base station (G5-01).
 *
 * Law: 郑政办〔2020〕42号, 郑州市加快5G网络建设和产业发展三年行动计划, 三(一)2.
 */
#ifndef ZZGOV_BASE_STATION_REWARD_H
#define ZZGOV_BASE_STATION_REWARD_H

#include <zzgov/date.h>
#include <zzgov/decimal.h>
#include <zzgov/rulebook.h>
#include <zzgov/trace.h>

G_BEGIN_DECLS

/** How a station is built. */
typedef enum {
  ZZGOV_STATION_MODE_UNSPECIFIED = 0,
  ZZGOV_STATION_MODE_SA,  /**< stand-alone, 独立组网 */
  ZZGOV_STATION_MODE_NSA, /**< not stand-alone */
} ZzgovStationMode;

/** Stations built alike on one day. */
typedef struct {
  size_t size;                    /**< set by ZZGOV_STATION_BATCH_INIT */
  const char *name;               /**< 1 ... 1,024 bytes of UTF-8 */
  ZzgovStationMode mode;          /**< required */
  int64_t stations;               /**< 0 ... 10,000,000 */
  ZzgovDate built_on;             /**< required */
  ZzgovFen provincial_reward_fen; /**< per station; ZZGOV_ABSENT = the rulebook's */
} ZzgovStationBatch;

/** A batch of which nothing is known. */
#define ZZGOV_STATION_BATCH_INIT                                                                   \
  {                                                                                                \
    sizeof(ZzgovStationBatch), NULL, ZZGOV_STATION_MODE_UNSPECIFIED, ZZGOV_ABSENT,                 \
        ZZGOV_DATE_ABSENT, ZZGOV_ABSENT                                                            \
  }

/** Input of zzgov_base_station_reward(). Every element of `batches` has the same `size`. */
typedef struct {
  size_t size;                      /**< set by ZZGOV_BASE_STATION_REWARD_INPUT_INIT */
  const ZzgovStationBatch *batches; /**< 1 ... 10,000 batches */
  size_t n_batches;                 /**< their number */
} ZzgovBaseStationRewardInput;

/** An input in which nothing is given yet. */
#define ZZGOV_BASE_STATION_REWARD_INPUT_INIT                                                       \
  { sizeof(ZzgovBaseStationRewardInput), NULL, 0 }

/** One batch of the result. */
typedef struct {
  const char *name;                  /**< as in the input */
  ZzgovFen city_per_station_fen;     /**< the city's match, up to the ceiling */
  ZzgovFen combined_per_station_fen; /**< with the province's */
  ZzgovFen city_fen;                 /**< times the number of stations */
  ZzgovFen provincial_fen;           /**< the province's */
  ZzgovFen combined_fen;             /**< both */
  const char *const *reasons;        /**< why not, as in the contract */
  size_t n_reasons;                  /**< their number */
} ZzgovStationBatchResult;

/** Result of zzgov_base_station_reward(); read-only. */
typedef struct {
  const ZzgovStationBatchResult *batches; /**< in the order of the input */
  size_t n_batches;                       /**< their number */
  ZzgovFen city_total_fen;                /**< sum of the city's rewards */
  ZzgovFen provincial_total_fen;          /**< sum of the province's */
  ZzgovFen combined_total_fen;            /**< both */
  const ZzgovWarning *warnings;           /**< what somebody should look at */
  size_t n_warnings;                      /**< their number */
} ZzgovBaseStationRewardResult;

/**
 * The city's match of the provincial reward, 1 : 1 up to the ceiling for both (G5-01).
 *
 * @param rulebook  the figures
 * @param input     the batches
 * @param trace     gets the steps; NULL for none
 * @param error     as zzgov_coal_closure(); may be NULL
 * @return a new result, freed with zzgov_base_station_reward_result_free(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovBaseStationRewardResult *zzgov_base_station_reward(const ZzgovRulebook *rulebook,
                                                        const ZzgovBaseStationRewardInput *input,
                                                        ZzgovTrace *trace, GError **error);

/** Frees a result; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_base_station_reward_result_free(ZzgovBaseStationRewardResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovBaseStationRewardResult, zzgov_base_station_reward_result_free)

G_END_DECLS

#endif
