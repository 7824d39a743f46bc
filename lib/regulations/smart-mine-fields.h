/* Descriptors of smart-mine.c: parameters, input, result. Included only there. */
#ifndef ZZ_SMART_MINE_FIELDS_H
#define ZZ_SMART_MINE_FIELDS_H

#include "regulation.h"

#include <zzgov/smart-mine.h>

/* SMART-01, 03 ... 05 (五(二), 一(三), 三, 四). */

enum { CITY_RATE, SMART_FROM, DEMONSTRATION_FROM, DEMONSTRATION_YEARS };

#define CAPACITY_MAX ZZ_WHOLE(1000000)

static const ZzParameter parameters[] = {
    [CITY_RATE] = ZZ_PARAMETER("city_rate_percent", ZZ_DECIMAL, 0, ZZ_WHOLE(10000),
                               "city's share of the total investment, percent",
                               "市财政补助占项目总投资比例（%）"),
    [SMART_FROM] = ZZ_PARAMETER_ABOVE("smart_from_10kt", ZZ_DECIMAL, 0, CAPACITY_MAX,
                                      "capacity from which faces become smart, 10,000 t per year",
                                      "采掘工作面智能化目标的产能下限（万吨/年）"),
    [DEMONSTRATION_FROM] =
        ZZ_PARAMETER_ABOVE("demonstration_from_10kt", ZZ_DECIMAL, 0, CAPACITY_MAX,
                           "capacity from which a mine becomes a demonstration mine, 10,000 t per "
                           "year",
                           "智能化示范煤矿目标的产能下限（万吨/年）"),
    [DEMONSTRATION_YEARS] = ZZ_PARAMETER("demonstration_years", ZZ_DECIMAL, 0, ZZ_WHOLE(1000),
                                         "least service life that is left to it, years",
                                         "智能化示范煤矿目标的剩余开采服务年限下限（年）"),
};

static const ZzWord owners[] = {
    {"provincial", {"provincial company", "省属"}},
    {"central", {"central company", "央属"}},
    {"local", {"local company", "地方"}},
    {"other", {"other company", "其他"}},
};
static const char *const owner_writings[] = {"省属企业|省属煤炭企业", "央属企业|央属煤炭企业",
                                             "地方企业|地方煤炭企业", "其他企业|其他煤炭企业"};
static const ZzWord items[] = {
    {"pass", {"accepted", "通过"}},
    {"fail", {"not accepted", "未通过"}},
    {"not-submitted", {"not submitted", "未申报"}},
};

#define ITEM(member, item_name, en, zh, short_zh)                                                  \
  {                                                                                                \
    .name = (item_name), .kind = ZZ_WORD, .flags = ZZ_REQUIRED,                                    \
    ZZ_AT(ZzgovSmartAcceptance, member), ZZ_WORDS(items), .provision = "SMART-05",                 \
    .headers = (short_zh), .help = {                                                               \
      en,                                                                                          \
      zh                                                                                           \
    }                                                                                              \
  }
static const ZzField acceptance_fields[] = {
    ITEM(coal_face, "coal-face", "smart coal face", "智能化采煤工作面", "采煤工作面"),
    ITEM(heading_face, "heading-face", "smart heading face", "智能化掘进工作面", "掘进工作面"),
    ITEM(haulage_drainage_power, "haulage-drainage-power", "hoisting, haulage, drainage, power",
         "提升运输排水与供电系统", "运输排水与供电系统"),
    ITEM(ventilation_gas, "ventilation-gas", "ventilation, compressed air, gas drainage",
         "通风压风与瓦斯抽采系统", "通风与瓦斯抽采系统"),
    ITEM(control_video, "control-video", "control security and video", "工业控制安全与视频监控系统",
         "视频监控系统"),
    ITEM(platform_network, "platform-network", "control platform and network",
         "智能化管控平台与网络通信系统", "管控平台与网络通信系统"),
};
static const ZzTable acceptance_table = ZZ_SIZED_TABLE_OF(ZzgovSmartAcceptance, acceptance_fields);

static const ZzField project_fields[] = {
    ZZ_NAME_OF(ZzgovSmartProject, "project", "项目名称"),
    {.name = "owner",
     .kind = ZZ_WORD,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovSmartProject, owner),
     ZZ_WORDS(owners),
     .writings = owner_writings,
     .provision = "SMART-03",
     .help = {"whose coal company", "企业隶属"},
     .headers = "隶属关系|企业性质"},
    {.name = "investment_yuan",
     .kind = ZZ_MONEY,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovSmartProject, investment_fen),
     .max = ZZ_MONEY_MAX,
     .unit = "yuan",
     .provision = "SMART-03",
     .help = {"total investment", "项目总投资"},
     .headers = "总投资|投资额|投资"},
    {.name = "county_topup_yuan",
     .kind = ZZ_MONEY,
     ZZ_AT(ZzgovSmartProject, county_topup_fen),
     .max = ZZ_MONEY_MAX,
     .unit = "yuan",
     .provision = "SMART-03",
     .help = {"the county's own subsidy; local companies only",
              "区县（市）补助（仅限地方煤炭企业）"},
     .headers = "县级补助|区县补助"},
    {.name = "capacity_10kt",
     .kind = ZZ_DECIMAL,
     .flags = ZZ_ABOVE_MIN,
     ZZ_AT(ZzgovSmartProject, capacity_10kt),
     .max = CAPACITY_MAX,
     .unit = "10,000 t per year",
     .provision = "SMART-01",
     .help = {"capacity", "生产能力（万吨/年）"},
     .headers = "产能|生产规模|核定生产能力"},
    {.name = "remaining_years",
     .kind = ZZ_DECIMAL,
     ZZ_AT(ZzgovSmartProject, remaining_years),
     .max = ZZ_WHOLE(1000),
     .unit = "years",
     .provision = "SMART-01",
     .help = {"service life that is left", "剩余开采服务年限"},
     .headers = "剩余服务年限"},
    {.name = "severe_hazard",
     .kind = ZZ_BOOL,
     ZZ_AT(ZzgovSmartProject, severe_hazard),
     .provision = "SMART-01",
     .help = {"severe-hazard mine", "灾害严重矿井"}},
    {.name = "acceptance",
     .kind = ZZ_OBJECT,
     ZZ_AT(ZzgovSmartProject, acceptance),
     .table = &acceptance_table,
     .provision = "SMART-05",
     .help = {"the six acceptance items", "六个验收项目"}},
};
static const ZzTable project_table = ZZ_SIZED_TABLE_OF(ZzgovSmartProject, project_fields);
static const ZzField project_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &project_table};
static const ZzField input_fields[] = {
    {.name = "projects",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzgovSmartMineInput, projects, n_projects),
     .min = 1,
     .max = 10000,
     .item = &project_item,
     .help = {"projects", "项目"}},
};
static const ZzTable input_table = ZZ_SIZED_TABLE_OF(ZzgovSmartMineInput, input_fields);

static const ZzWord routes[] = {
    {"city", {"the city's share", "市财政补助"}},
    {"provincial-rule", {"by the province's rule", "按豫政办〔2019〕48号执行"}},
};
static const ZzWord central_routes[] = {
    {"national", {"by the national rules", "按国家《煤矿安全改造专项管理办法》规定申请"}},
    {"via-city", {"through the city to the province", "由市工信局出具审核意见上报省工信厅申请"}},
};
static const ZzWord targets[] = {
    {"demonstration", {"city demonstration mine", "基本建成郑州市智能化示范煤矿"}},
    {"smart-faces", {"smart faces where possible", "具备条件的采掘工作面和辅助生产系统实现智能化"}},
    {"mechanised", {"fully mechanised faces", "所有采掘工作面全部实现综合机械化"}},
    {"gap", {"the text has no target", "文件未规定"}},
};
static const ZzField result_project_fields[] = {
    {.name = "name", ZZ_OUT(ZZ_STRING, ZzgovSmartProjectResult, name), .help = {"project", "项目"}},
    {.name = "route",
     ZZ_OUT(ZZ_WORD, ZzgovSmartProjectResult, route),
     ZZ_WORDS(routes),
     .provision = "SMART-03",
     .help = {"whose rule", "补助依据"}},
    {.name = "city_subsidy_yuan",
     ZZ_OUT_PART(ZzgovSmartProjectResult, city_subsidy_fen),
     .provision = "SMART-03",
     .help = {"city's subsidy", "市财政补助"}},
    {.name = "county_topup_yuan",
     ZZ_OUT_PART(ZzgovSmartProjectResult, county_topup_fen),
     .provision = "SMART-03",
     .help = {"county's subsidy", "区县（市）补助"}},
    {.name = "total_yuan",
     ZZ_OUT_SUM(ZzgovSmartProjectResult, total_fen),
     .provision = "SMART-03",
     .help = {"both", "合计"}},
    {.name = "central_budget_route",
     ZZ_OUT(ZZ_WORD, ZzgovSmartProjectResult, central_budget_route),
     ZZ_WORDS(central_routes),
     .provision = "SMART-04",
     .help = {"where to apply for central money", "中央预算内资金申请渠道"}},
    {.name = "target_2025",
     .kind = ZZ_WORD,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovSmartProjectResult, target_2025),
     ZZ_WORDS(targets),
     .provision = "SMART-01",
     .help = {"target for the end of 2025", "2025年底目标"}},
    {.name = "hazard_target",
     ZZ_OUT(ZZ_BOOL, ZzgovSmartProjectResult, hazard_target),
     .provision = "SMART-01",
     .help = {"the target of hazardous mines applies, too", "另适用灾害严重矿井目标"}},
    {.name = "smart_mine_accepted",
     .kind = ZZ_TRUTH,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovSmartProjectResult, smart_mine_accepted),
     .provision = "SMART-05",
     .help = {"all six items pass", "六个项目全部通过验收"}},
};
static const ZzTable result_project_table =
    ZZ_TABLE_OF(ZzgovSmartProjectResult, result_project_fields);
static const ZzField result_project_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &result_project_table};
static const ZzField result_fields[] = {
    {.name = "projects",
     ZZ_OUT_LIST(ZzgovSmartMineResult, projects, n_projects, &result_project_item),
     .help = {"projects, in the order of the input", "各项目（按输入顺序）"}},
    {.name = "city_total_yuan",
     ZZ_OUT(ZZ_MONEY, ZzgovSmartMineResult, city_total_fen),
     .unit = "yuan",
     .help = {"city in all", "市财政补助合计"}},
    {.name = "county_total_yuan",
     ZZ_OUT(ZZ_MONEY, ZzgovSmartMineResult, county_total_fen),
     .unit = "yuan",
     .help = {"counties in all", "区县（市）补助合计"}},
};
static const ZzTable result_table = ZZ_TABLE_OF(ZzgovSmartMineResult, result_fields);

#endif
