/* Descriptors of eco-compensation.c: parameters, input, options, result. Included only there. */
#ifndef ZZ_ECO_COMPENSATION_FIELDS_H
#define ZZ_ECO_COMPENSATION_FIELDS_H

#include "tiers.h"

#include <zzgov/eco-compensation.h>

/* --- parameters ------------------------------------------------------------------------------- */

enum { PM25_TIERS, PM25_IMPROVEMENT_TIERS, PM10_TIERS, PM10_IMPROVEMENT_TIERS, FROM_MONTH, AREAS };

/* One of the assessed areas (ECO-01) and the stations that supply its figures (ECO-02). */
typedef struct {
  const char *name;
  int network;
} AssessedArea;

static const ZzWord networks[] = {
    {"national", {"nationally controlled stations", "国控"}},
    {"provincial", {"provincially controlled stations", "省控"}},
};
static const ZzField assessed_fields[] = {
    {.name = "name",
     .kind = ZZ_STRING,
     .flags = ZZ_REQUIRED,
     ZZ_AT(AssessedArea, name),
     .min = 1,
     .max = ZZ_NAME_MAX},
    {.name = "network",
     .kind = ZZ_WORD,
     .flags = ZZ_REQUIRED,
     ZZ_AT(AssessedArea, network),
     ZZ_WORDS(networks)},
};
static const ZzTable assessed_table = ZZ_TABLE_OF(AssessedArea, assessed_fields);
static const ZzField assessed_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &assessed_table};

static bool check_assessed(const void *value, const ZzPath *path, GError **error);

static const ZzParameter parameters[] = {
    [PM25_TIERS] = ZZ_TIERS_PARAMETER(
        "pm25.tiers", .unit = "µg/m³", .provision = "ECO-05",
        .help = {"PM2.5 concentration, yuan per µg/m³", "PM2.5月均浓度扣款标准（元/微克）"}),
    [PM25_IMPROVEMENT_TIERS] = ZZ_TIERS_PARAMETER(
        "pm25_improvement.tiers", .unit = "percentage points", .provision = "ECO-06",
        .help = {"PM2.5 improvement rate, yuan per percentage point",
                 "PM2.5浓度同比改善率扣款标准（元/百分点）"}),
    [PM10_TIERS] = ZZ_TIERS_PARAMETER(
        "pm10.tiers", .unit = "µg/m³", .provision = "ECO-07",
        .help = {"PM10 concentration, yuan per µg/m³", "PM10月均浓度扣款标准（元/微克）"}),
    [PM10_IMPROVEMENT_TIERS] = ZZ_TIERS_PARAMETER(
        "pm10_improvement.tiers", .unit = "percentage points", .provision = "ECO-08",
        .help = {"PM10 improvement rate, yuan per percentage point",
                 "PM10浓度同比改善率扣款标准（元/百分点）"}),
    [FROM_MONTH] = {.value = {.name = "from_month",
                              .kind = ZZ_MONTH,
                              .provision = "ECO-01",
                              .help = {"first month that is settled", "起始核算月份"}}},
    [AREAS] = ZZ_FACTS_PARAMETER("areas", 1, 1000, &assessed_item, check_assessed),
};

/* --- input, options, result ------------------------------------------------------------------- */

#define CONCENTRATION .kind = ZZ_DECIMAL, .max = ZZ_WHOLE(100000), .unit = "µg/m³"
#define IMPROVEMENT                                                                                \
  .kind = ZZ_DECIMAL, .min = ZZ_WHOLE(-1000000), .max = ZZ_WHOLE(100), .unit = "percentage points"

static const ZzField area_fields[] = {
    {.name = "name",
     .kind = ZZ_STRING,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovEcoArea, name),
     .min = 1,
     .max = ZZ_NAME_MAX,
     .provision = "ECO-01",
     .help = {"area, unique", "区域名称（不得重复）"},
     .headers = "区县|区域|地区|区县（市）|开发区|area|district"},
    {.name = "network",
     .kind = ZZ_WORD,
     ZZ_AT(ZzgovEcoArea, network),
     ZZ_WORDS(networks),
     .provision = "ECO-02",
     .help = {"stations that supplied the figures", "数据来源的监测网"},
     .headers = "监测网|站点类型"},
    {.name = "pm25",
     CONCENTRATION,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovEcoArea, pm25),
     .provision = "ECO-05",
     .help = {"PM2.5 monthly mean", "PM2.5月均浓度"},
     .headers = "PM2.5|PM2.5浓度|PM2.5月均值"},
    {.name = "pm10",
     CONCENTRATION,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovEcoArea, pm10),
     .provision = "ECO-07",
     .help = {"PM10 monthly mean", "PM10月均浓度"},
     .headers = "PM10浓度|PM10月均值"},
    {.name = "pm25_last_year",
     CONCENTRATION,
     .flags = ZZ_ABOVE_MIN,
     ZZ_AT(ZzgovEcoArea, pm25_last_year),
     .provision = "ECO-04",
     .help = {"PM2.5 mean of the same month last year", "去年同期PM2.5"},
     .headers = "PM2.5 last year|PM2.5去年同期|上年同期PM2.5|PM2.5上年同期"},
    {.name = "pm10_last_year",
     CONCENTRATION,
     .flags = ZZ_ABOVE_MIN,
     ZZ_AT(ZzgovEcoArea, pm10_last_year),
     .provision = "ECO-04",
     .help = {"PM10 mean of the same month last year", "去年同期PM10"},
     .headers = "PM10去年同期|上年同期PM10|PM10上年同期"},
    {.name = "pm25_improvement",
     IMPROVEMENT,
     ZZ_AT(ZzgovEcoArea, pm25_improvement),
     .provision = "ECO-06",
     .help = {"PM2.5 improvement rate, positive = cleaner", "PM2.5同比改善率（正值为改善）"},
     .headers = "PM2.5 improvement|PM2.5改善率"},
    {.name = "pm10_improvement",
     IMPROVEMENT,
     ZZ_AT(ZzgovEcoArea, pm10_improvement),
     .provision = "ECO-08",
     .help = {"PM10 improvement rate, positive = cleaner", "PM10同比改善率（正值为改善）"},
     .headers = "PM10改善率"},
};
static const ZzTable area_table = ZZ_SIZED_TABLE_OF(ZzgovEcoArea, area_fields);
static const ZzField area_item = {.kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &area_table};

static const ZzField base_fields[] = {
    {.name = "pm25",
     CONCENTRATION,
     ZZ_AT(ZzgovEcoGivenBase, pm25),
     .provision = "ECO-03",
     .help = {"PM2.5 city mean", "PM2.5市均值"}},
    {.name = "pm25_improvement",
     IMPROVEMENT,
     ZZ_AT(ZzgovEcoGivenBase, pm25_improvement),
     .provision = "ECO-03",
     .help = {"city mean of the PM2.5 improvement rate", "PM2.5同比改善率市均值"}},
    {.name = "pm10",
     CONCENTRATION,
     ZZ_AT(ZzgovEcoGivenBase, pm10),
     .provision = "ECO-03",
     .help = {"PM10 city mean", "PM10市均值"}},
    {.name = "pm10_improvement",
     IMPROVEMENT,
     ZZ_AT(ZzgovEcoGivenBase, pm10_improvement),
     .provision = "ECO-03",
     .help = {"city mean of the PM10 improvement rate", "PM10同比改善率市均值"}},
};
static const ZzTable base_table = ZZ_SIZED_TABLE_OF(ZzgovEcoGivenBase, base_fields);

static const ZzField input_fields[] = {
    {.name = "month",
     .kind = ZZ_MONTH,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovEcoCompensationInput, month),
     .provision = "ECO-01",
     .help = {"month that is settled", "核算月份"},
     .headers = "月份"},
    {.name = "areas",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzgovEcoCompensationInput, areas, n_areas),
     .min = 1,
     .max = 1000,
     .item = &area_item,
     .provision = "ECO-01",
     .help = {"the assessed areas", "被考核区域"}},
    {.name = "base",
     .kind = ZZ_OBJECT,
     ZZ_AT(ZzgovEcoCompensationInput, base),
     .table = &base_table,
     .provision = "ECO-03",
     .help = {"published bases; what is absent is computed",
              "公布的考核基数；缺项由各区域数据计算"}},
};
static const ZzTable input_table = ZZ_SIZED_TABLE_OF(ZzgovEcoCompensationInput, input_fields);

static const ZzWord rate_bases[] = {
    {"mean-of-rates", {"mean of the areas' rates", "各区域改善率的均值"}},
    {"rate-of-means", {"rate of the sums of both years", "两年浓度合计的改善率"}},
};
static const ZzWord roundings[] = {
    {"half-even", {"ties to the even digit", "四舍六入五成双"}},
    {"half-up", {"ties away from zero", "四舍五入"}},
};
static const ZzField option_fields[] = {
    {.name = "rate_base",
     .kind = ZZ_WORD,
     ZZ_AT(ZzgovEcoCompensationOptions, rate_base),
     ZZ_WORDS(rate_bases),
     .fallback = ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES,
     .provision = "A-ECO-5",
     .help = {"how the city's rate arises", "改善率市均值的算法"}},
    {.name = "concentration_decimals",
     .kind = ZZ_INTEGER,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovEcoCompensationOptions, concentration_decimals),
     .max = 6,
     .provision = "A-ECO-4",
     .help = {"digits of computed concentration bases; null = exact",
              "计算所得浓度基数的小数位；null为不舍入"}},
    {.name = "improvement_decimals",
     .kind = ZZ_INTEGER,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovEcoCompensationOptions, improvement_decimals),
     .max = 6,
     .provision = "A-ECO-4",
     .help = {"digits of computed rates and their bases; null = exact",
              "计算所得改善率及其基数的小数位；null为不舍入"}},
    {.name = "rounding",
     .kind = ZZ_WORD,
     ZZ_AT(ZzgovEcoCompensationOptions, rounding),
     ZZ_WORDS(roundings),
     .fallback = ZZGOV_ECO_ROUNDING_HALF_EVEN,
     .provision = "A-ECO-4",
     .help = {"what happens to ties", "舍入方式"}},
};
static const ZzTable option_table = ZZ_SIZED_TABLE_OF(ZzgovEcoCompensationOptions, option_fields);

static const ZzWord factor_words[] = {
    {"pm25", {"PM2.5 concentration", "PM2.5月均浓度"}},
    {"pm25_improvement", {"PM2.5 improvement rate", "PM2.5同比改善率"}},
    {"pm10", {"PM10 concentration", "PM10月均浓度"}},
    {"pm10_improvement", {"PM10 improvement rate", "PM10同比改善率"}},
};
static const ZzWord sources[] = {
    {"given", {"given", "给定"}},
    {"computed", {"computed from the areas", "由各区域计算"}},
};

static const ZzField result_base_fields[] = {
    {.name = "value", ZZ_OUT(ZZ_WIDE, ZzgovEcoBase, value), .help = {"base", "考核基数"}},
    {.name = "source",
     ZZ_OUT(ZZ_WORD, ZzgovEcoBase, source),
     ZZ_WORDS(sources),
     .help = {"where it comes from", "来源"}},
};
static const ZzTable result_base_table = ZZ_TABLE_OF(ZzgovEcoBase, result_base_fields);
static const ZzField bases_fields[] = {
    {.name = "pm25",
     ZZ_OUT(ZZ_OBJECT, ZzgovEcoBases, pm25),
     .table = &result_base_table,
     .unit = "µg/m³",
     .help = {"PM2.5 concentration", "PM2.5月均浓度"}},
    {.name = "pm25_improvement",
     ZZ_OUT(ZZ_OBJECT, ZzgovEcoBases, pm25_improvement),
     .table = &result_base_table,
     .unit = "percentage points",
     .help = {"PM2.5 improvement rate", "PM2.5同比改善率"}},
    {.name = "pm10",
     ZZ_OUT(ZZ_OBJECT, ZzgovEcoBases, pm10),
     .table = &result_base_table,
     .unit = "µg/m³",
     .help = {"PM10 concentration", "PM10月均浓度"}},
    {.name = "pm10_improvement",
     ZZ_OUT(ZZ_OBJECT, ZzgovEcoBases, pm10_improvement),
     .table = &result_base_table,
     .unit = "percentage points",
     .help = {"PM10 improvement rate", "PM10同比改善率"}},
};
static const ZzTable bases_table = ZZ_TABLE_OF(ZzgovEcoBases, bases_fields);
static const ZzField factor_fields[] = {
    {.name = "factor",
     ZZ_OUT(ZZ_WORD, ZzgovEcoFactorResult, factor),
     ZZ_WORDS(factor_words),
     .help = {"factor", "因子"}},
    {.name = "value",
     ZZ_OUT(ZZ_WIDE, ZzgovEcoFactorResult, value),
     .help = {"the area's value", "区域值"}},
    {.name = "base",
     ZZ_OUT(ZZ_WIDE, ZzgovEcoFactorResult, base),
     .help = {"the city's base", "考核基数"}},
    {.name = "excess",
     ZZ_OUT(ZZ_WIDE, ZzgovEcoFactorResult, excess),
     .help = {"how much worse than the base", "劣于基数的幅度"}},
    {.name = "amount_yuan",
     ZZ_OUT_PART(ZzgovEcoFactorResult, amount_fen),
     .help = {"deduction", "扣款金额"}},
};
static const ZzTable factor_table = ZZ_TABLE_OF(ZzgovEcoFactorResult, factor_fields);
static const ZzField factor_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &factor_table};
static const ZzField result_area_fields[] = {
    {.name = "name", ZZ_OUT(ZZ_STRING, ZzgovEcoAreaResult, name), .help = {"area", "区域"}},
    {.name = "factors",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzgovEcoAreaResult, factors, n_factors),
     .item = &factor_item,
     .help = {"the four factors", "四项因子"}},
    {.name = "total_yuan",
     ZZ_OUT_SUM(ZzgovEcoAreaResult, total_fen),
     .provision = "ECO-09",
     .help = {"the area's total", "扣款合计"}},
};
static const ZzTable result_area_table = ZZ_TABLE_OF(ZzgovEcoAreaResult, result_area_fields);
static const ZzField result_area_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &result_area_table};
static const ZzField result_fields[] = {
    {.name = "month",
     ZZ_OUT(ZZ_MONTH, ZzgovEcoCompensationResult, month),
     .provision = "ECO-01",
     .help = {"month", "月份"}},
    {.name = "base",
     ZZ_OUT(ZZ_OBJECT, ZzgovEcoCompensationResult, base),
     .table = &bases_table,
     .provision = "ECO-03",
     .help = {"the bases used", "所用考核基数"}},
    {.name = "areas",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzgovEcoCompensationResult, areas, n_areas),
     .item = &result_area_item,
     .help = {"areas, in the order of the input", "各区域（按输入顺序）"}},
    {.name = "total_yuan",
     ZZ_OUT(ZZ_MONEY, ZzgovEcoCompensationResult, total_fen),
     .unit = "yuan",
     .provision = "ECO-09",
     .help = {"total of the areas given", "合计"},
     .whole = {"the city's total", "全市合计"}},
};
static const ZzTable result_table = ZZ_TABLE_OF(ZzgovEcoCompensationResult, result_fields);

/* --- the four factors ------------------------------------------------------------------------- */

enum { N_FACTORS = 4 };

/* One factor (第三条): where its numbers stand, and the tiers that price its excess. */
typedef struct {
  bool rate;                                /* an improvement rate: lower is worse */
  size_t concentration, last_year, rate_at; /* in ZzgovEcoArea */
  size_t base;                              /* in ZzgovEcoGivenBase */
  const char *last_year_name, *rate_name, *unit;
} Factor;

#define POLLUTANT(pollutant)                                                                       \
  .concentration = offsetof(ZzgovEcoArea, pollutant),                                              \
  .last_year = offsetof(ZzgovEcoArea, pollutant##_last_year),                                      \
  .rate_at = offsetof(ZzgovEcoArea, pollutant##_improvement),                                      \
  .last_year_name = #pollutant "_last_year", .rate_name = #pollutant "_improvement"

/* In the order of ZzgovEcoFactor and of the parameters of tiers. */
static const Factor factors[N_FACTORS] = {
    {false, POLLUTANT(pm25), .base = offsetof(ZzgovEcoGivenBase, pm25), .unit = "µg/m³"},
    {true, POLLUTANT(pm25), .base = offsetof(ZzgovEcoGivenBase, pm25_improvement),
     .unit = "percentage points"},
    {false, POLLUTANT(pm10), .base = offsetof(ZzgovEcoGivenBase, pm10), .unit = "µg/m³"},
    {true, POLLUTANT(pm10), .base = offsetof(ZzgovEcoGivenBase, pm10_improvement),
     .unit = "percentage points"},
};

#endif
