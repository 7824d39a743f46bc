/* Descriptors of coal-closure.c: parameters, input, options, result. Included only there. */
#ifndef ZZ_COAL_CLOSURE_FIELDS_H
#define ZZ_COAL_CLOSURE_FIELDS_H

#include "regulation.h"

#include <zzgov/coal-closure.h>

enum {
  AWARD_SMALL,
  AWARD_LARGE,
  SMALL_BELOW,
  RATIO_UPLIFT,
  FUND_UNTIL,
  PROGRAMME_UNTIL,
  GAP_YEARS
};

#define CAPACITY_MAX ZZ_WHOLE(1000000)
#define PERCENT_MAX ZZ_WHOLE(10000)
#define RESERVES_MAX ZZ_WHOLE(1000000000)

static const ZzField year_item = {
    .kind = ZZ_INTEGER, .flags = ZZ_REQUIRED, .min = ZZ_YEAR_MIN, .max = ZZ_YEAR_MAX};
static const ZzParameter parameters[] = {
    [AWARD_SMALL] =
        ZZ_YEARS_PARAMETER("award.small", "award for a small mine by year of closure, yuan",
                           "30万吨/年以下煤矿每处奖励，按关闭退出年份（元）"),
    [AWARD_LARGE] =
        ZZ_YEARS_PARAMETER("award.large", "award for a large mine by year of closure, yuan",
                           "30万吨/年及以上煤矿每处奖励，按关闭退出年份（元）"),
    [SMALL_BELOW] = ZZ_PARAMETER_ABOVE("small_below_10kt", ZZ_DECIMAL, 0, CAPACITY_MAX,
                                       "capacity below which a mine is small, 10,000 t per year",
                                       "煤矿类别的产能界线（万吨/年）"),
    [RATIO_UPLIFT] = ZZ_PARAMETER("ratio_uplift_percent", ZZ_DECIMAL, 0, PERCENT_MAX,
                                  "by how much the conversion ratio may rise, percent",
                                  "折算比例可提高幅度（%）"),
    [FUND_UNTIL] =
        ZZ_PARAMETER("fund_until", ZZ_DATE, 0, 0, "last day of closure for the national fund",
                     "可申领专项奖补资金的最后关闭退出日"),
    [PROGRAMME_UNTIL] =
        ZZ_PARAMETER("programme_until", ZZ_DATE, 0, 0, "last day of the disposal by category",
                     "分类处置期间最后一日"),
    [GAP_YEARS] = ZZ_FACTS_PARAMETER("gap_years", 0, 300, &year_item, NULL),
};

/* --- input ------------------------------------------------------------------------------------ */

#define STANDARD(member, en, zh)                                                                   \
  {                                                                                                \
    .name = #member, .kind = ZZ_TRUTH, .flags = ZZ_REQUIRED, ZZ_AT(ZzgovCoalStandards, member),    \
    .provision = "COAL-04", .help = {                                                              \
      en,                                                                                          \
      zh                                                                                           \
    }                                                                                              \
  }
static const ZzField standard_fields[] = {
    STANDARD(licences_revoked, "licences collected, cancelled or revoked",
             "收缴、注销、吊销相关证照"),
    STANDARD(explosives_disposed, "explosives stopped and disposed of",
             "停止供应并依法妥善处置剩余民用爆炸物品"),
    STANDARD(power_cut_and_equipment_removed, "power cut, equipment and lines removed",
             "停止供电，拆除矿井生产设备、供电、通信线路"),
    STANDARD(shafts_sealed, "shafts sealed and filled", "封闭充填矿井井筒"),
    STANDARD(workers_resettled, "employees properly resettled", "妥善安置从业人员"),
};
static const ZzTable standard_table = ZZ_SIZED_TABLE_OF(ZzgovCoalStandards, standard_fields);

static const ZzField right_fields[] = {
    {.name = "cancelled",
     .kind = ZZ_TRUTH,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCoalMineralRight, cancelled),
     .provision = "COAL-11",
     .help = {"cancelled outright", "采矿权直接注销"}},
    {.name = "merged",
     .kind = ZZ_TRUTH,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCoalMineralRight, merged),
     .provision = "COAL-11",
     .help = {"merged into another right", "采矿权整合"}},
    {.name = "price_paid_yuan",
     .kind = ZZ_MONEY,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCoalMineralRight, price_paid_fen),
     .max = ZZ_MONEY_MAX,
     .unit = "yuan",
     .provision = "A-COAL-12",
     .help = {"price that was paid", "已缴纳采矿权价款"}},
    {.name = "reserves_priced_10kt",
     .kind = ZZ_DECIMAL,
     .flags = ZZ_REQUIRED | ZZ_ABOVE_MIN,
     ZZ_AT(ZzgovCoalMineralRight, reserves_priced_10kt),
     .max = RESERVES_MAX,
     .unit = "10,000 t",
     .provision = "COAL-11",
     .help = {"reserves that the price was for", "价款对应资源储量（万吨）"}},
    {.name = "reserves_remaining_10kt",
     .kind = ZZ_DECIMAL,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCoalMineralRight, reserves_remaining_10kt),
     .max = RESERVES_MAX,
     .unit = "10,000 t",
     .provision = "COAL-11",
     .help = {"reserves that are left", "剩余资源储量（万吨）"}},
};
static const ZzTable right_table = ZZ_SIZED_TABLE_OF(ZzgovCoalMineralRight, right_fields);

static const ZzField replacement_fields[] = {
    {.name = "ratio_percent",
     .kind = ZZ_DECIMAL,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCoalReplacement, ratio_percent),
     .max = PERCENT_MAX,
     .unit = "percent",
     .provision = "COAL-09",
     .help = {"conversion ratio by existing policy", "现有政策折算比例"}},
    {.name = "centralised_trading",
     .kind = ZZ_TRUTH,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCoalReplacement, centralised_trading),
     .provision = "COAL-09",
     .help = {"sold by centralised trading", "采取集中交易形式"}},
};
static const ZzTable replacement_table =
    ZZ_SIZED_TABLE_OF(ZzgovCoalReplacement, replacement_fields);

static const ZzField mine_fields[] = {
    ZZ_NAME_OF(ZzgovCoalMine, "mine", "煤矿名称"),
    {.name = "capacity_10kt",
     .kind = ZZ_DECIMAL,
     .flags = ZZ_REQUIRED | ZZ_ABOVE_MIN,
     ZZ_AT(ZzgovCoalMine, capacity_10kt),
     .max = CAPACITY_MAX,
     .unit = "10,000 t per year",
     .provision = "COAL-01",
     .help = {"capacity", "生产能力（万吨/年）"},
     .headers = "产能|生产规模|核定生产能力"},
    {.name = "accepted_on",
     .kind = ZZ_DATE,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCoalMine, accepted_on),
     .provision = "A-COAL-4",
     .help = {"the county's written acceptance", "区县（市）政府书面验收意见日期"},
     .headers = "验收日期|验收意见日期|县级政府书面验收意见日期"},
    {.name = "decided_on",
     .kind = ZZ_DATE,
     ZZ_AT(ZzgovCoalMine, decided_on),
     .provision = "A-COAL-8",
     .help = {"closure decision; required with accidents", "关闭决定日期（有事故时必填）"},
     .headers = "关闭决定时间"},
    {.name = "standards",
     .kind = ZZ_OBJECT,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCoalMine, standards),
     .table = &standard_table,
     .provision = "COAL-04",
     .help = {"the five closure standards", "五项关闭标准"}},
    {.name = "accidents_on",
     .kind = ZZ_ARRAY,
     ZZ_LIST_AT(ZzgovCoalMine, accidents_on, n_accidents_on),
     .max = 1000,
     .item = &zz_date_item,
     .provision = "COAL-07",
     .help = {"days of accidents", "事故日期"}},
    {.name = "overcapacity_procedure",
     .kind = ZZ_BOOL,
     ZZ_AT(ZzgovCoalMine, overcapacity_procedure),
     .provision = "COAL-06",
     .help = {"large mines: left by the over-capacity procedure",
              "符合化解煤炭过剩产能程序（30万吨/年及以上煤矿）"}},
    {.name = "fund_conditions_met",
     .kind = ZZ_TRUTH,
     ZZ_AT(ZzgovCoalMine, fund_conditions_met),
     .provision = "COAL-08",
     .help = {"the national fund's own conditions are met", "符合专项奖补资金支持条件"}},
    {.name = "mineral_right",
     .kind = ZZ_OBJECT,
     ZZ_AT(ZzgovCoalMine, mineral_right),
     .table = &right_table,
     .provision = "COAL-11",
     .help = {"mining right", "采矿权"}},
    {.name = "replacement",
     .kind = ZZ_OBJECT,
     ZZ_AT(ZzgovCoalMine, replacement),
     .table = &replacement_table,
     .provision = "COAL-09",
     .help = {"capacity sold as replacement quota", "产能置换"}},
};
static const ZzTable mine_table = ZZ_SIZED_TABLE_OF(ZzgovCoalMine, mine_fields);
static const ZzField mine_item = {.kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &mine_table};
static const ZzField input_fields[] = {
    {.name = "mines",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzgovCoalClosureInput, mines, n_mines),
     .min = 1,
     .max = 10000,
     .item = &mine_item,
     .help = {"mines", "煤矿"}},
};
static const ZzTable input_table = ZZ_SIZED_TABLE_OF(ZzgovCoalClosureInput, input_fields);

static const ZzWord uplifts[] = {
    {"points", {"plus the percentage points", "加百分点"}},
    {"relative", {"times one plus the percentage", "按比例乘"}},
};
static const ZzField option_fields[] = {
    {.name = "ratio_uplift",
     .kind = ZZ_WORD,
     ZZ_AT(ZzgovCoalClosureOptions, ratio_uplift),
     ZZ_WORDS(uplifts),
     .fallback = ZZGOV_COAL_UPLIFT_POINTS,
     .provision = "A-COAL-11",
     .help = {"what the uplift means", "“提高20%”的含义"}},
    {.name = "thirty_is_small",
     .kind = ZZ_BOOL,
     ZZ_AT(ZzgovCoalClosureOptions, thirty_is_small),
     .provision = "A-COAL-1",
     .help = {"the boundary itself is small", "“30万吨/年以下”含本数"}},
};
static const ZzTable option_table = ZZ_SIZED_TABLE_OF(ZzgovCoalClosureOptions, option_fields);

/* --- result ----------------------------------------------------------------------------------- */

static const ZzWord classes[] = {
    {"small", {"small", "30万吨/年以下"}},
    {"large", {"large", "30万吨/年及以上"}},
};
#define UNMET(member, en, zh)                                                                      \
  {                                                                                                \
    "closure-standard-unmet:" #member, { en, "未达到关闭标准：" zh }                               \
  }
static const ZzWord reason_words[] = {
    UNMET(licences_revoked, "licences not revoked", "收缴、注销、吊销相关证照"),
    UNMET(explosives_disposed, "explosives not disposed of",
          "停止供应并依法妥善处置剩余民用爆炸物品"),
    UNMET(power_cut_and_equipment_removed, "power or equipment still there",
          "停止供电，拆除设备和线路"),
    UNMET(shafts_sealed, "shafts not sealed", "封闭充填矿井井筒"),
    UNMET(workers_resettled, "employees not resettled", "妥善安置从业人员"),
    {"accident-during-closure", {"accident during the closure", "关闭退出期间发生事故"}},
    {"outside-award-years", {"no award for that class and year", "文件未规定该类煤矿该年度的奖励"}},
    {"overcapacity-procedure-not-followed",
     {"over-capacity procedure not followed", "不符合化解煤炭过剩产能程序"}},
};
static const ZzField reason_item = {
    .kind = ZZ_STRING, .flags = ZZ_REQUIRED, ZZ_WORDS(reason_words)};
static const ZzField refund_fields[] = {
    {.name = "eligible",
     ZZ_OUT(ZZ_BOOL, ZzgovCoalRefund, eligible),
     .help = {"refund due", "是否退还"}},
    {.name = "amount_yuan",
     ZZ_OUT_PART(ZzgovCoalRefund, amount_fen),
     .help = {"refund", "退还采矿权价款"}},
};
static const ZzTable refund_table = ZZ_TABLE_OF(ZzgovCoalRefund, refund_fields);
static const ZzField quota_fields[] = {
    {.name = "ratio_percent",
     ZZ_OUT(ZZ_DECIMAL, ZzgovCoalQuota, ratio_percent),
     .unit = "percent",
     .help = {"conversion ratio", "折算比例"}},
    {.name = "quota_10kt",
     ZZ_OUT(ZZ_DECIMAL, ZzgovCoalQuota, quota_10kt),
     .unit = "10,000 t per year",
     .help = {"replacement quota", "置换指标"}},
};
static const ZzTable quota_table = ZZ_TABLE_OF(ZzgovCoalQuota, quota_fields);
static const ZzField fund_fields[] = {
    {.name = "may_apply",
     ZZ_OUT(ZZ_BOOL, ZzgovCoalFund, may_apply),
     .help = {"may apply to the national fund", "可申领专项奖补资金"}},
};
static const ZzTable fund_table = ZZ_TABLE_OF(ZzgovCoalFund, fund_fields);
static const ZzField result_mine_fields[] = {
    {.name = "name", ZZ_OUT(ZZ_STRING, ZzgovCoalMineResult, name), .help = {"mine", "煤矿"}},
    {.name = "class",
     ZZ_OUT(ZZ_WORD, ZzgovCoalMineResult, capacity_class),
     ZZ_WORDS(classes),
     .provision = "COAL-01",
     .help = {"capacity class", "煤矿类别"}},
    {.name = "eligible",
     ZZ_OUT(ZZ_BOOL, ZzgovCoalMineResult, eligible),
     .provision = "COAL-06",
     .help = {"award due", "是否奖励"}},
    {.name = "reasons",
     ZZ_OUT_LIST(ZzgovCoalMineResult, reasons, n_reasons, &reason_item),
     .help = {"why not", "不予奖励的原因"}},
    {.name = "award_yuan",
     ZZ_OUT_PART(ZzgovCoalMineResult, award_fen),
     .provision = "COAL-06",
     .help = {"award", "奖励金额"}},
    {.name = "refund",
     .kind = ZZ_OBJECT,
     ZZ_AT(ZzgovCoalMineResult, refund),
     .table = &refund_table,
     .provision = "COAL-11",
     .help = {"refund of the price", "价款退还"}},
    {.name = "replacement",
     .kind = ZZ_OBJECT,
     ZZ_AT(ZzgovCoalMineResult, replacement),
     .table = &quota_table,
     .provision = "COAL-09",
     .help = {"capacity replacement", "产能置换"}},
    {.name = "national_fund",
     .kind = ZZ_OBJECT,
     ZZ_AT(ZzgovCoalMineResult, national_fund),
     .table = &fund_table,
     .provision = "COAL-08",
     .help = {"national fund", "工业企业结构调整专项奖补资金"}},
};
static const ZzTable result_mine_table = ZZ_TABLE_OF(ZzgovCoalMineResult, result_mine_fields);
static const ZzField result_mine_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &result_mine_table};
static const ZzField result_fields[] = {
    {.name = "mines",
     ZZ_OUT_LIST(ZzgovCoalClosureResult, mines, n_mines, &result_mine_item),
     .help = {"mines, in the order of the input", "各煤矿（按输入顺序）"}},
    {.name = "award_total_yuan",
     ZZ_OUT(ZZ_MONEY, ZzgovCoalClosureResult, award_total_fen),
     .unit = "yuan",
     .help = {"awards in all", "奖励合计"}},
    {.name = "refund_total_yuan",
     ZZ_OUT(ZZ_MONEY, ZzgovCoalClosureResult, refund_total_fen),
     .unit = "yuan",
     .help = {"refunds in all", "退还采矿权价款合计"}},
};
static const ZzTable result_table = ZZ_TABLE_OF(ZzgovCoalClosureResult, result_fields);

#endif
