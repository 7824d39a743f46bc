/* The third door: columns of values in, columns of fen out, at the speed of memory.
 *
 * Values are doubles or int64 millionths. A double stands for the decimal with at most six digits
 * after the point that is nearest to it (58.1 for 0x1.d0ccccccccccdp+5); anything else is refused:
 * no number, infinite, beyond ±10⁹, or not such a decimal to within half a unit in the last place.
 * Amounts are those of zzgov_eco_compensation(), to the fen.
 */
#ifndef ZZGOV_COLUMNS_H
#define ZZGOV_COLUMNS_H

#include <zzgov/base-station-reward.h>
#include <zzgov/eco-compensation.h>

G_BEGIN_DECLS

/** What a column holds. */
typedef enum {
  ZZGOV_COLUMN_DOUBLES = 1, /**< double: µg/m³ or percentage points */
  ZZGOV_COLUMN_MILLIONTHS,  /**< int64_t: the same times 10⁶ */
} ZzgovColumnType;

/** A column of the caller's. It needs no alignment beyond its type's. */
typedef struct {
  const void *data; /**< the first value */
  ptrdiff_t stride; /**< bytes from a value to the next; 0: one value for all rows */
} ZzgovColumn;

/** What is said of a row. */
typedef enum {
  ZZGOV_ROW_GOOD = 0,
  ZZGOV_ROW_NOT_A_NUMBER,     /**< a value is no number or infinite */
  ZZGOV_ROW_OUT_OF_RANGE,     /**< a value lies beyond ±10⁹ */
  ZZGOV_ROW_NOT_MILLIONTHS,   /**< a value is no multiple of 10⁻⁶ */
  ZZGOV_ROW_OVERFLOW,         /**< an amount is beyond int64 fen */
  ZZGOV_ROW_GROUP_SPOILT,     /**< of a panel: another row of its group is bad */
  ZZGOV_ROW_NOT_IN_FORCE,     /**< no figure of the rulebook holds on its day any more */
  ZZGOV_ROW_CALENDAR_MISSING, /**< a day is needed that the calendar does not cover */
} ZzgovRowStatus;

/** Called on the caller's thread now and then; false stops the work. */
typedef bool (*ZzgovProgress)(size_t n_rows_done, void *data);

/** The number of factors of zzgov_eco_compensation_columns(), in the order of ZzgovEcoFactor. */
#define ZZGOV_ECO_N_FACTORS 4

/** What zzgov_eco_compensation_columns() reads and writes. */
typedef struct {
  size_t size;                               /**< set by ZZGOV_ECO_COLUMNS_INIT */
  size_t n_rows;                             /**< any number, also 0 */
  ZzgovMonth month;                          /**< whose rates hold */
  ZzgovColumnType type;                      /**< of all eight columns */
  ZzgovColumn values[ZZGOV_ECO_N_FACTORS];   /**< concentration, improvement rate, twice */
  ZzgovColumn bases[ZZGOV_ECO_N_FACTORS];    /**< the city's, a value or a column each */
  ZzgovFen *total_fen;                       /**< n_rows amounts, or NULL */
  ZzgovFen *factor_fen[ZZGOV_ECO_N_FACTORS]; /**< n_rows amounts each, or NULL */
  uint8_t *status;        /**< n_rows of ZzgovRowStatus; NULL: stop at the first bad row */
  unsigned threads;       /**< how many may work, the caller's included; 0 and 1: it alone */
  ZzgovProgress progress; /**< or NULL */
  void *progress_data;    /**< what it is given */
} ZzgovEcoColumns;

/** Columns in which nothing is given yet. */
#define ZZGOV_ECO_COLUMNS_INIT                                                                     \
  {                                                                                                \
    sizeof(ZzgovEcoColumns), 0, ZZGOV_DATE_ABSENT, ZZGOV_COLUMN_DOUBLES,                           \
        {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}},                                              \
        {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}}, NULL, {NULL, NULL, NULL, NULL}, NULL, 1,     \
        NULL, NULL                                                                                 \
  }

/** What it says of all rows together. */
typedef struct {
  size_t size;                              /**< set by ZZGOV_ECO_COLUMN_SUMS_INIT */
  ZzgovFen total_fen;                       /**< of the good rows */
  ZzgovFen factor_fen[ZZGOV_ECO_N_FACTORS]; /**< of the good rows */
  size_t n_bad;                             /**< rows whose status is not good */
  size_t first_bad;                         /**< the first of them; n_rows without one */
} ZzgovEcoColumnSums;

/** Sums to be filled. */
#define ZZGOV_ECO_COLUMN_SUMS_INIT                                                                 \
  { sizeof(ZzgovEcoColumnSums), 0, {0, 0, 0, 0}, 0, 0 }

/**
 * Computes the deductions of many rows (ECO-05 ... ECO-09). A bad row has amounts of 0 and a
 * status; without `status` the first one ends the work and what the outputs hold is not to be used.
 *
 * Nothing is allocated for a row. Threads are started and joined within the call, only where there
 * are rows enough for them, so it works after fork(), too.
 *
 * @param rulebook  rates and tiers, patched or not
 * @param columns   what to read and where to write
 * @param sums      or NULL
 * @param error     ZZGOV_ERROR_INVALID_VALUE with the path "/pm25/17" or "/pm25_base/17" of the
 *                  first bad row, ZZGOV_ERROR_NOT_IN_FORCE for the month, ZZGOV_ERROR_OVERFLOW of a
 *                  sum, ZZGOV_ERROR_CANCELLED by `progress`, ZZGOV_ERROR_INVALID_ARGUMENT
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_eco_compensation_columns(const ZzgovRulebook *rulebook, const ZzgovEcoColumns *columns,
                                    ZzgovEcoColumnSums *sums, GError **error);

/** What zzgov_eco_compensation_panel() reads and writes. */
typedef struct {
  size_t size;                /**< set by ZZGOV_ECO_PANEL_INIT */
  size_t n_rows;              /**< any number, also 0 */
  size_t n_groups;            /**< months that are settled together */
  size_t n_areas;             /**< of `area_total_fen` */
  const uint32_t *group;      /**< of each row, below n_groups, in any order */
  const uint32_t *area;       /**< of each row, below n_areas; NULL without `area_total_fen` */
  const ZzgovMonth *months;   /**< of each group: whose rates hold */
  ZzgovColumnType type;       /**< of the four columns */
  ZzgovColumn pm25;           /**< µg/m³, 0 ... 100,000 */
  ZzgovColumn pm25_last_year; /**< µg/m³, above 0, at most 100,000 */
  ZzgovColumn pm10;           /**< µg/m³, 0 ... 100,000 */
  ZzgovColumn pm10_last_year; /**< µg/m³, above 0, at most 100,000 */
  ZzgovEcoRateBase rate_base; /**< A-ECO-5 */
  ZzgovFen *total_fen;        /**< n_rows amounts, or NULL */
  ZzgovFen *factor_fen[ZZGOV_ECO_N_FACTORS]; /**< n_rows amounts each, or NULL */
  ZzgovFen *group_total_fen;                 /**< n_groups amounts, or NULL */
  ZzgovFen *area_total_fen;                  /**< n_areas amounts over all groups, or NULL */
  /** n_groups bases each, as results show them, or NULL; `whole` is ZZGOV_ABSENT for a group
   * without rows or with a row that is bad by itself. They cost exact fractions for each group. */
  ZzgovWideDecimal *group_base[ZZGOV_ECO_N_FACTORS];
  uint8_t *status;        /**< n_rows of ZzgovRowStatus; NULL: stop at the first bad row */
  unsigned threads;       /**< how many may work, the caller's included; 0 and 1: it alone */
  ZzgovProgress progress; /**< or NULL */
  void *progress_data;    /**< what it is given */
} ZzgovEcoPanel;

/** A panel in which nothing is given yet, by the mean of the areas' rates. */
#define ZZGOV_ECO_PANEL_INIT                                                                       \
  {                                                                                                \
    sizeof(ZzgovEcoPanel), 0, 0, 0, NULL, NULL, NULL, ZZGOV_COLUMN_DOUBLES, {NULL, 0}, {NULL, 0},  \
        {NULL, 0}, {NULL, 0}, ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES, NULL, {NULL, NULL, NULL, NULL},   \
        NULL, NULL, {NULL, NULL, NULL, NULL}, NULL, 1, NULL, NULL                                  \
  }

/**
 * Settles many months from raw readings: forms the exact bases and rates of each group of at most
 * 1,000 rows (ECO-03, ECO-04) and computes the deductions of its rows (ECO-05 ... ECO-09), equal to
 * zzgov_eco_compensation() to the fen. A bad row spoils its group, for there is no base without it:
 * the others have the status ZZGOV_ROW_GROUP_SPOILT, all of them amounts of 0. A row whose amount
 * is beyond int64 (ZZGOV_ROW_OVERFLOW) is bad alone: the base stands.
 *
 * Rows whose groups come one after the other, the numbers ascending, are read once and need no
 * memory. Others take 64 bytes for each group and thread; where an amount lies so near to half a
 * fen that only exact fractions tell, 8 for each row, too. Threads as for columns.
 *
 * @param rulebook  rates and tiers, patched or not
 * @param panel     what to read and where to write
 * @param sums      or NULL
 * @param error     as zzgov_eco_compensation_columns(), with the path "/pm25_last_year/17";
 *                  ZZGOV_ERROR_INVALID_VALUE at "/group/17" or "/area/17" beyond their number,
 *                  ZZGOV_ERROR_NOT_IN_FORCE at "/months/3", ZZGOV_ERROR_LIMIT_EXCEEDED at
 *                  "/group/17", the row that makes its group too large
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_eco_compensation_panel(const ZzgovRulebook *rulebook, const ZzgovEcoPanel *panel,
                                  ZzgovEcoColumnSums *sums, GError **error);

/** Why a station gets nothing; several may hold. */
typedef enum {
  ZZGOV_STATION_NOT_STANDALONE = 1,      /**< "not-standalone" */
  ZZGOV_STATION_OUTSIDE_PLAN_PERIOD = 2, /**< "outside-plan-period" */
} ZzgovStationReason;

/** What zzgov_base_station_reward_columns() reads and writes. A column may be one value (stride 0).
 */
typedef struct {
  size_t size;          /**< set by ZZGOV_STATION_COLUMNS_INIT */
  size_t n_rows;        /**< any number, also 0 */
  ZzgovColumn mode;     /**< uint8_t: ZzgovStationMode */
  ZzgovColumn stations; /**< int64_t: 0 ... 10,000,000 */
  ZzgovColumn built_on; /**< ZzgovDate */
  /** ZzgovFen per station; where it is ZZGOV_ABSENT, or without data, the rulebook's holds. */
  ZzgovColumn provincial_reward_fen;
  ZzgovFen *city_fen;       /**< n_rows amounts for all stations of the row, or NULL */
  ZzgovFen *provincial_fen; /**< the province's, or NULL */
  ZzgovFen *combined_fen;   /**< both, or NULL */
  uint8_t *reasons;         /**< n_rows sums of ZzgovStationReason, or NULL; with any, 0 fen */
  uint8_t *status;          /**< n_rows of ZzgovRowStatus; NULL: stop at the first bad row */
  unsigned threads;         /**< how many may work, the caller's included; 0 and 1: it alone */
  ZzgovProgress progress;   /**< or NULL */
  void *progress_data;      /**< what it is given */
} ZzgovStationColumns;

/** Columns in which nothing is given yet. */
#define ZZGOV_STATION_COLUMNS_INIT                                                                 \
  {                                                                                                \
    sizeof(ZzgovStationColumns), 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, NULL, NULL, NULL,  \
        NULL, NULL, 1, NULL, NULL                                                                  \
  }

/** What it says of all rows together. */
typedef struct {
  size_t size;             /**< set by ZZGOV_STATION_COLUMN_SUMS_INIT */
  ZzgovFen city_fen;       /**< of the good rows */
  ZzgovFen provincial_fen; /**< of the good rows */
  ZzgovFen combined_fen;   /**< of the good rows */
  size_t n_assumed;        /**< good rows with the rulebook's reward: "assumed-provincial-reward" */
  size_t n_above_ceiling;  /**< good rows: "ceiling-exceeded" by the province's share alone */
  size_t n_bad;            /**< rows whose status is not good */
  size_t first_bad;        /**< the first of them; n_rows without one */
} ZzgovStationColumnSums;

/** Sums to be filled. */
#define ZZGOV_STATION_COLUMN_SUMS_INIT                                                             \
  { sizeof(ZzgovStationColumnSums), 0, 0, 0, 0, 0, 0, 0 }

/**
 * Computes the rewards of many batches of stations (G5-01), equal to zzgov_base_station_reward(). A
 * bad row has amounts of 0, no reasons and a status; without `status` the first one ends the work.
 *
 * @param rulebook  the figures, patched or not
 * @param columns   what to read and where to write
 * @param sums      or NULL
 * @param error     ZZGOV_ERROR_INVALID_VALUE, ZZGOV_ERROR_NOT_IN_FORCE or ZZGOV_ERROR_OVERFLOW with
 *                  the path "/stations/17" of the first bad row, else as for
 *                  zzgov_eco_compensation_columns()
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_base_station_reward_columns(const ZzgovRulebook *rulebook,
                                       const ZzgovStationColumns *columns,
                                       ZzgovStationColumnSums *sums, GError **error);

/** What zzgov_workdays_columns() reads and writes: `from` and either `add` or `until`. A column may
 * be one value (stride 0). */
typedef struct {
  size_t size;            /**< set by ZZGOV_WORKDAY_COLUMNS_INIT */
  size_t n_rows;          /**< any number, also 0 */
  ZzgovColumn from;       /**< ZzgovDate: the first day, which does not count */
  ZzgovColumn add;        /**< int64_t: working days to add, 0 ... 100,000; or no data */
  ZzgovColumn until;      /**< ZzgovDate: the day up to which to count; or no data */
  ZzgovDate *last_day;    /**< for `add`: n_rows days */
  int64_t *working_days;  /**< for `until`: n_rows numbers */
  uint8_t *status;        /**< n_rows of ZzgovRowStatus; NULL: stop at the first bad row */
  unsigned threads;       /**< how many may work, the caller's included; 0 and 1: it alone */
  ZzgovProgress progress; /**< or NULL */
  void *progress_data;    /**< what it is given */
} ZzgovWorkdayColumns;

/** Columns in which nothing is given yet. */
#define ZZGOV_WORKDAY_COLUMNS_INIT                                                                 \
  {                                                                                                \
    sizeof(ZzgovWorkdayColumns), 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, NULL, NULL, NULL, 1, NULL,    \
        NULL                                                                                       \
  }

/** What it says of all rows together. */
typedef struct {
  size_t size;      /**< set by ZZGOV_WORKDAY_COLUMN_SUMS_INIT */
  size_t n_bad;     /**< rows whose status is not good */
  size_t first_bad; /**< the first of them; n_rows without one */
} ZzgovWorkdayColumnSums;

/** Sums to be filled. */
#define ZZGOV_WORKDAY_COLUMN_SUMS_INIT                                                             \
  { sizeof(ZzgovWorkdayColumnSums), 0, 0 }

/**
 * The n-th working day after each day, or the working days after it up to another one (CAL-01),
 * equal to zzgov_workdays(). A bad row has ZZGOV_DATE_ABSENT or ZZGOV_ABSENT and a status; without
 * `status` the first one ends the work.
 *
 * @param rulebook  its calendar counts
 * @param columns   what to read and where to write
 * @param sums      or NULL
 * @param error     ZZGOV_ERROR_INVALID_VALUE or ZZGOV_ERROR_CALENDAR_MISSING with the path
 *                  "/until/17" of the first bad row, else as for zzgov_eco_compensation_columns()
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_workdays_columns(const ZzgovRulebook *rulebook, const ZzgovWorkdayColumns *columns,
                            ZzgovWorkdayColumnSums *sums, GError **error);

/** The instruction set in use: "avx512", "avx2" or "plain". ZZGOV_KERNEL in the environment, read
 * once, names another for comparison. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_columns_kernel(void);

G_END_DECLS

#endif
