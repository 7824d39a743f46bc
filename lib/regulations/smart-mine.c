#include <zzgov/smart-mine.h>

#include "error-private.h"
#include "number.h"
#include "regulation.h"

/* SMART-01, 03 ... 05 (五(二), 一(三), 三, 四). */

enum { CITY_RATE, SMART_FROM, DEMONSTRATION_FROM, DEMONSTRATION_YEARS };

#define CAPACITY_MAX ZZ_WHOLE(1000000)

static const ZzParameter parameters[] = {
    [CITY_RATE] = ZZ_PARAMETER("city_rate_percent", ZZ_DECIMAL, 0, ZZ_WHOLE(10000)),
    [SMART_FROM] = ZZ_PARAMETER_ABOVE("smart_from_10kt", ZZ_DECIMAL, 0, CAPACITY_MAX),
    [DEMONSTRATION_FROM] =
        ZZ_PARAMETER_ABOVE("demonstration_from_10kt", ZZ_DECIMAL, 0, CAPACITY_MAX),
    [DEMONSTRATION_YEARS] = ZZ_PARAMETER("demonstration_years", ZZ_DECIMAL, 0, ZZ_WHOLE(1000)),
};

static const ZzWord owners[] = {
    {"provincial", {"provincial company", "省属"}},
    {"central", {"central company", "央属"}},
    {"local", {"local company", "地方"}},
    {"other", {"other company", "其他"}},
};
static const ZzWord items[] = {
    {"pass", {"accepted", "通过"}},
    {"fail", {"not accepted", "未通过"}},
    {"not-submitted", {"not submitted", "未申报"}},
};

#define ITEM(member, item_name, en, zh)                                                            \
  {                                                                                                \
    .name = (item_name), .kind = ZZ_WORD, .flags = ZZ_REQUIRED,                                    \
    ZZ_AT(ZzgovSmartAcceptance, member), ZZ_WORDS(items), .provision = "SMART-05", .help = {       \
      en,                                                                                          \
      zh                                                                                           \
    }                                                                                              \
  }
static const ZzField acceptance_fields[] = {
    ITEM(coal_face, "coal-face", "coal face", "采煤工作面"),
    ITEM(heading_face, "heading-face", "heading face", "掘进工作面"),
    ITEM(haulage_drainage_power, "haulage-drainage-power", "haulage, drainage, power",
         "主运、排水、供电系统"),
    ITEM(ventilation_gas, "ventilation-gas", "ventilation and gas", "通风、瓦斯系统"),
    ITEM(control_video, "control-video", "control and video", "监控、视频系统"),
    ITEM(platform_network, "platform-network", "platform and network", "平台、网络"),
};
static const ZzTable acceptance_table = ZZ_SIZED_TABLE_OF(ZzgovSmartAcceptance, acceptance_fields);

static const ZzField project_fields[] = {
    ZZ_NAME_OF(ZzgovSmartProject, "project", "项目名称"),
    {.name = "owner",
     .kind = ZZ_WORD,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovSmartProject, owner),
     ZZ_WORDS(owners),
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
     .help = {"the county's own subsidy; local companies only", "县级补助(仅限地方企业)"}},
    {.name = "capacity_10kt",
     .kind = ZZ_DECIMAL,
     .flags = ZZ_ABOVE_MIN,
     ZZ_AT(ZzgovSmartProject, capacity_10kt),
     .max = CAPACITY_MAX,
     .unit = "10,000 t per year",
     .provision = "SMART-01",
     .help = {"capacity", "生产能力(万吨/年)"},
     .headers = "产能|生产规模"},
    {.name = "remaining_years",
     .kind = ZZ_DECIMAL,
     ZZ_AT(ZzgovSmartProject, remaining_years),
     .max = ZZ_WHOLE(1000),
     .unit = "years",
     .provision = "SMART-01",
     .help = {"service life that is left", "剩余服务年限"}},
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
     .help = {"the six acceptance items", "六项验收"}},
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
    {"city", {"the city's share", "市级补助"}},
    {"provincial-rule", {"by the province's rule", "执行省级规定"}},
};
static const ZzWord central_routes[] = {
    {"national", {"by the national rules", "按国家规定申报"}},
    {"via-city", {"through the city to the province", "经市工信局上报省工信厅"}},
};
static const ZzWord targets[] = {
    {"demonstration", {"city demonstration mine", "市级智能化示范煤矿"}},
    {"smart-faces", {"smart faces where possible", "采掘工作面智能化"}},
    {"mechanised", {"fully mechanised faces", "采掘工作面全部机械化"}},
    {"gap", {"the text has no target", "文件未规定"}},
};
static const ZzField result_project_fields[] = {
    {.name = "name", ZZ_OUT(ZZ_STRING, ZzgovSmartProjectResult, name), .help = {"project", "项目"}},
    {.name = "route",
     ZZ_OUT(ZZ_WORD, ZzgovSmartProjectResult, route),
     ZZ_WORDS(routes),
     .provision = "SMART-03",
     .help = {"whose rule", "补助渠道"}},
    {.name = "city_subsidy_yuan",
     ZZ_OUT_PART(ZzgovSmartProjectResult, city_subsidy_fen),
     .provision = "SMART-03",
     .help = {"city's subsidy", "市级补助"}},
    {.name = "county_topup_yuan",
     ZZ_OUT_PART(ZzgovSmartProjectResult, county_topup_fen),
     .provision = "SMART-03",
     .help = {"county's subsidy", "县级补助"}},
    {.name = "total_yuan",
     ZZ_OUT_SUM(ZzgovSmartProjectResult, total_fen),
     .provision = "SMART-03",
     .help = {"both", "合计"}},
    {.name = "central_budget_route",
     ZZ_OUT(ZZ_WORD, ZzgovSmartProjectResult, central_budget_route),
     ZZ_WORDS(central_routes),
     .provision = "SMART-04",
     .help = {"where to apply for central money", "中央资金申报渠道"}},
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
     .help = {"the target of hazardous mines applies, too", "适用灾害严重矿井目标"}},
    {.name = "smart_mine_accepted",
     .kind = ZZ_TRUTH,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovSmartProjectResult, smart_mine_accepted),
     .provision = "SMART-05",
     .help = {"all six items pass", "六项均通过验收"}},
};
static const ZzTable result_project_table =
    ZZ_TABLE_OF(ZzgovSmartProjectResult, result_project_fields);
static const ZzField result_project_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &result_project_table};
static const ZzField result_fields[] = {
    {.name = "projects",
     ZZ_OUT_LIST(ZzgovSmartMineResult, projects, n_projects, &result_project_item),
     .help = {"projects, in the order of the input", "各项目(按输入顺序)"}},
    {.name = "city_total_yuan",
     ZZ_OUT(ZZ_MONEY, ZzgovSmartMineResult, city_total_fen),
     .unit = "yuan",
     .help = {"city in all", "市级合计"}},
    {.name = "county_total_yuan",
     ZZ_OUT(ZZ_MONEY, ZzgovSmartMineResult, county_total_fen),
     .unit = "yuan",
     .help = {"counties in all", "县级合计"}},
};
static const ZzTable result_table = ZZ_TABLE_OF(ZzgovSmartMineResult, result_fields);

extern const ZzRegulation zz_regulation_smart_mine;
#define REGULATION (&zz_regulation_smart_mine)

static const ZzPath input_path = {NULL, "input", 0};
static const ZzPath projects_path = {&input_path, "projects", 0};

/* The plan has one set of figures; the day does not matter as long as there is one value. */
static ZzgovDecimal figure(const ZzCase *zcase, size_t parameter) {
  return *(const ZzgovDecimal *)zz_rulebook_latest(zcase->rulebook, REGULATION, parameter)->value;
}

static bool check_project(const ZzCase *zcase, const ZzgovSmartProject *project, const ZzPath *path,
                          GError **error) {
  if (project->county_topup_fen != ZZGOV_ABSENT && project->owner != ZZGOV_SMART_OWNER_LOCAL)
    return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){path, "county_topup_yuan", 0},
                   ZZ_MSG_ONLY_FOR, "county_topup_yuan", "owner \"local\"");
  if (project->capacity_10kt != ZZGOV_ABSENT &&
      project->capacity_10kt >= figure(zcase, DEMONSTRATION_FROM) &&
      project->remaining_years == ZZGOV_ABSENT)
    return zz_fail_missing_at(error, path, "remaining_years", ZZ_MSG_NEEDED_FOR, "capacity_10kt");
  return true;
}

static bool check(const ZzCase *zcase, GError **error) {
  const ZzgovSmartMineInput *input = zcase->input;
  for (size_t i = 0; i < input->n_projects; i++)
    if (!check_project(zcase, &input->projects[i], &(ZzPath){&projects_path, NULL, i}, error))
      return false;
  return true;
}

/* SMART-01. */
static ZzgovSmartTarget target_of(const ZzCase *zcase, const ZzgovSmartProject *project) {
  if (project->capacity_10kt == ZZGOV_ABSENT)
    return ZZGOV_SMART_TARGET_NONE;
  if (project->capacity_10kt >= figure(zcase, DEMONSTRATION_FROM))
    return project->remaining_years >= figure(zcase, DEMONSTRATION_YEARS)
               ? ZZGOV_SMART_TARGET_DEMONSTRATION
               : ZZGOV_SMART_TARGET_GAP;
  return project->capacity_10kt >= figure(zcase, SMART_FROM) ? ZZGOV_SMART_TARGET_SMART_FACES
                                                             : ZZGOV_SMART_TARGET_MECHANISED;
}

/* SMART-05: 「各项目不得拆分验收」; a smart mine passes all six. */
static ZzgovTruth accepted(const ZzgovSmartAcceptance *acceptance) {
  if (!acceptance)
    return ZZGOV_UNKNOWN;
  for (size_t i = 0; i < G_N_ELEMENTS(acceptance_fields); i++) {
    const char *item = (const char *)acceptance + acceptance_fields[i].offset;
    if (*(const ZzgovSmartItem *)(const void *)item != ZZGOV_SMART_ITEM_PASS)
      return ZZGOV_NO;
  }
  return ZZGOV_YES;
}

static void warn(ZzCase *zcase, const ZzgovSmartProject *project,
                 const ZzgovSmartProjectResult *result, const ZzPath *path) {
  if (result->target_2025 == ZZGOV_SMART_TARGET_GAP) {
    char years[ZZ_NUMBER_SIZE];
    zz_decimal_write(project->remaining_years, years);
    zz_warn(zcase, "gap", "SMART-01", path, ZZ_MSG_GAP_SHORT_LIFE, years);
  }
  if (result->route == ZZGOV_SMART_ROUTE_PROVINCIAL_RULE)
    zz_warn(zcase, "provincial-rule", "SMART-03", &(ZzPath){path, "owner", 0},
            ZZ_MSG_PROVINCIAL_RULE);
}

static void explain_word(const ZzCase *zcase, const char *provision,
                         const ZzgovSmartProjectResult *result, const char *formula,
                         const char *word, const char *unit) {
  if (word)
    zz_explain(zcase, REGULATION, provision, result->name, formula, word, unit);
}

static void explain(const ZzCase *zcase, const ZzgovSmartProject *project,
                    const ZzgovSmartProjectResult *result) {
  char investment[ZZ_NUMBER_SIZE], rate[ZZ_NUMBER_SIZE], capacity[ZZ_NUMBER_SIZE] = "";
  bool city = result->route == ZZGOV_SMART_ROUTE_CITY;
  zz_fen_write_short(project->investment_fen, investment);
  zz_decimal_write(figure(zcase, CITY_RATE), rate);
  if (project->capacity_10kt != ZZGOV_ABSENT)
    zz_decimal_write(project->capacity_10kt, capacity);
  g_autofree char *share = g_strdup_printf("%s × %s %%", investment, rate);
  const char *owner = owners[project->owner - 1].word;
  explain_word(zcase, "SMART-03", result, owner, routes[result->route - 1].word, "status");
  zz_explain_fen(zcase, REGULATION, "SMART-03", result->name, city ? share : "豫政办〔2019〕48号",
                 result->city_subsidy_fen);
  zz_explain_fen(zcase, REGULATION, "SMART-03", result->name, "county", result->county_topup_fen);
  zz_explain_fen(zcase, REGULATION, "SMART-03", result->name, "city + county", result->total_fen);
  explain_word(zcase, "SMART-04", result, owner,
               central_routes[result->central_budget_route - 1].word, "status");
  explain_word(zcase, "SMART-01", result, capacity,
               result->target_2025 ? targets[result->target_2025 - 1].word : NULL, "status");
  explain_word(zcase, "SMART-01", result, "severe_hazard", result->hazard_target ? "true" : "false",
               "status");
  explain_word(zcase, "SMART-05", result, "acceptance",
               result->smart_mine_accepted == ZZGOV_UNKNOWN ? NULL
               : result->smart_mine_accepted == ZZGOV_YES   ? "true"
                                                            : "false",
               "status");
}

/* SMART-03: 「其他煤炭企业的煤矿智能化建设项目,市财政按项目总投资的10%予以补助」 */
static bool settle(ZzCase *zcase, const ZzgovSmartProject *project, const ZzPath *path,
                   ZzgovSmartProjectResult *result) {
  bool provincial = project->owner == ZZGOV_SMART_OWNER_PROVINCIAL;
  bool central = project->owner == ZZGOV_SMART_OWNER_CENTRAL;
  ZzWide share = zz_round_quotient((ZzWide)project->investment_fen * figure(zcase, CITY_RATE),
                                   100 * ZZGOV_DECIMAL_ONE, ZZ_HALF_AWAY);
  *result = (ZzgovSmartProjectResult){
      .name = zz_arena_strdup(zcase->arena, project->name),
      .route = provincial ? ZZGOV_SMART_ROUTE_PROVINCIAL_RULE : ZZGOV_SMART_ROUTE_CITY,
      .city_subsidy_fen = provincial ? 0 : (ZzgovFen)share,
      .county_topup_fen = project->county_topup_fen == ZZGOV_ABSENT ? 0 : project->county_topup_fen,
      .central_budget_route =
          central ? ZZGOV_SMART_CENTRAL_ROUTE_NATIONAL : ZZGOV_SMART_CENTRAL_ROUTE_VIA_CITY,
      .target_2025 = target_of(zcase, project),
      .hazard_target = project->severe_hazard,
      .smart_mine_accepted = accepted(project->acceptance),
  };
  warn(zcase, project, result, path);
  if (!zzgov_fen_add(result->city_subsidy_fen, result->county_topup_fen, &result->total_fen, NULL))
    return false;
  if (zcase->trace)
    explain(zcase, project, result);
  return true;
}

static bool compute(ZzCase *zcase, void *target, GError **error) {
  const ZzgovSmartMineInput *input = zcase->input;
  ZzgovSmartMineResult *result = target;
  ZzgovSmartProjectResult *projects =
      zz_arena_alloc(zcase->arena, input->n_projects * sizeof *projects);
  result->projects = projects;
  result->n_projects = input->n_projects;
  result->city_total_fen = result->county_total_fen = 0;
  for (size_t i = 0; i < input->n_projects; i++) {
    if (!settle(zcase, &input->projects[i], &(ZzPath){&projects_path, NULL, i}, &projects[i]))
      return zz_fail(error, ZZGOV_ERROR_OVERFLOW, &projects_path, ZZ_MSG_OVERFLOW);
    if (!zz_add_total(&result->city_total_fen, projects[i].city_subsidy_fen, &projects_path,
                      error) ||
        !zz_add_total(&result->county_total_fen, projects[i].county_topup_fen, &projects_path,
                      error))
      return false;
  }
  zz_explain_fen(zcase, REGULATION, "SMART-03", NULL, "Σ city", result->city_total_fen);
  zz_explain_fen(zcase, REGULATION, "SMART-03", NULL, "Σ county", result->county_total_fen);
  return true;
}

static const ZzCalculator calculator = {
    .id = "smart-mine",
    .title = {"Smart coal mines", "煤矿智能化建设补助"},
    .input = &input_table,
    .options = &zz_empty_table,
    .result = &result_table,
    .warnings_offset = offsetof(ZzgovSmartMineResult, warnings),
    .check = check,
    .compute = compute,
};
static const ZzCalculator *const calculators[] = {&calculator};

const ZzRegulation zz_regulation_smart_mine = {
    .id = "smart-mine",
    .dateless = true,
    .provisions = (const char *const[]){"SMART-01", "SMART-03", "SMART-04", "SMART-05", NULL},
    .parameters = parameters,
    .n_parameters = ZZ_COUNT_FIELDS(parameters),
    .calculators = calculators,
    .n_calculators = G_N_ELEMENTS(calculators),
};

ZzgovSmartMineResult *zzgov_smart_mine(const ZzgovRulebook *rulebook,
                                       const ZzgovSmartMineInput *input, ZzgovTrace *trace,
                                       GError **error) {
  return zz_run_typed(&calculator, rulebook, input, NULL, trace, error);
}

void zzgov_smart_mine_result_free(ZzgovSmartMineResult *result) { zz_arena_free_owned(result); }
