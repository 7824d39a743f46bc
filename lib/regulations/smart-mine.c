#include "smart-mine-fields.h"

#include "error-private.h"
#include "number.h"

/* 郑州市煤矿智能化建设实施方案: the city's subsidy, routes, targets, acceptance. */

extern const ZzRegulation zz_regulation_smart_mine;
#define REGULATION (&zz_regulation_smart_mine)

static const ZzPath input_path = {NULL, "input", 0};
static const ZzPath projects_path = {&input_path, "projects", 0};

/* The plan has one set of figures; the day does not matter as long as there is one value. */
static ZzgovDecimal figure(const ZzCase *zcase, size_t parameter) {
  return *(const ZzgovDecimal *)zz_rulebook_latest(zcase->rulebook, REGULATION, parameter)->value;
}

static const ZzField *project_field(const char *name) {
  return zz_table_find(&project_table, name);
}

static bool check_project(const ZzCase *zcase, const ZzgovSmartProject *project, const ZzPath *path,
                          GError **error) {
  static const ZzField local = {.name = "owner \"local\"", .help = {NULL, "地方煤炭企业"}};
  if (project->county_topup_fen != ZZGOV_ABSENT && project->owner != ZZGOV_SMART_OWNER_LOCAL)
    return zz_fail_member(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){path, "county_topup_yuan", 0},
                          ZZ_MSG_ONLY_FOR, project_field("county_topup_yuan"), &local);
  if (project->capacity_10kt != ZZGOV_ABSENT &&
      project->capacity_10kt >= figure(zcase, DEMONSTRATION_FROM) &&
      project->remaining_years == ZZGOV_ABSENT)
    return zz_fail_member(error, ZZGOV_ERROR_MISSING_FIELD, path, ZZ_MSG_NEEDED_FOR,
                          project_field("remaining_years"), project_field("capacity_10kt"));
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

static ZzgovSmartItem item_of(const ZzgovSmartAcceptance *acceptance, size_t i) {
  const char *item = (const char *)acceptance + acceptance_fields[i].offset;
  return *(const ZzgovSmartItem *)(const void *)item;
}

/* SMART-05: 「各项目不得拆分验收」; a smart mine passes all six. */
static ZzgovTruth accepted(const ZzgovSmartAcceptance *acceptance) {
  if (!acceptance)
    return ZZGOV_UNKNOWN;
  for (size_t i = 0; i < G_N_ELEMENTS(acceptance_fields); i++)
    if (item_of(acceptance, i) != ZZGOV_SMART_ITEM_PASS)
      return ZZGOV_NO;
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

/* --- explanation ------------------------------------------------------------------------------ */

typedef char Text[ZZ_NUMBER_SIZE];

/* A member of the project's result: its amount, or a word. */
static void explain_fen(const ZzCase *zcase, const ZzgovSmartProjectResult *result,
                        const char *member, uint32_t on, const char *formula, ZzgovFen value) {
  const ZzFigure figure = {.provision = "SMART-03",
                           .label = zz_label(&result_project_table, member),
                           .on = on,
                           .subject = result->name,
                           .formula = formula};
  zz_explain_fen(zcase, REGULATION, figure, value);
}

static void explain_word(const ZzCase *zcase, const ZzgovSmartProjectResult *result,
                         const char *member, uint32_t on, const char *formula, const char *word) {
  const ZzField *field = zz_table_find(&result_project_table, member);
  const ZzFigure figure = {.provision = field->provision,
                           .label = &field->help,
                           .on = on,
                           .subject = result->name,
                           .formula = formula,
                           .value = word,
                           .unit = "status"};
  zz_explain(zcase, REGULATION, figure);
}

static void explain_subsidy(const ZzCase *zcase, const ZzgovSmartProject *project,
                            const ZzgovSmartProjectResult *result, const char *owner) {
  bool city = result->route == ZZGOV_SMART_ROUTE_CITY;
  uint32_t on = city ? ZZ_ON(CITY_RATE) : 0;
  Text investment, rate, subsidy, topup;
  zz_fen_write_short(project->investment_fen, investment);
  zz_decimal_write(figure(zcase, CITY_RATE), rate);
  zz_fen_write_short(result->city_subsidy_fen, subsidy);
  zz_fen_write_short(result->county_topup_fen, topup);
  g_autofree char *share = g_strdup_printf("%s × %s / 100", investment, rate);
  g_autofree char *both = g_strdup_printf("%s + %s", subsidy, topup);
  explain_word(zcase, result, "route", 0, owner, routes[result->route - 1].word);
  explain_fen(zcase, result, "city_subsidy_yuan", on, city ? share : routes[1].word,
              result->city_subsidy_fen);
  explain_fen(zcase, result, "county_topup_yuan", 0,
              project->county_topup_fen == ZZGOV_ABSENT ? "not-given" : "given",
              result->county_topup_fen);
  explain_fen(zcase, result, "total_yuan", on, both, result->total_fen);
}

/* "60 ≤ 90 < 120", "120 ≥ 120; 4.9 < 5" */
static char *target_formula(const ZzCase *zcase, const ZzgovSmartProject *project) {
  Text capacity, smart, demonstration, years, least;
  zz_decimal_write(project->capacity_10kt, capacity);
  zz_decimal_write(figure(zcase, SMART_FROM), smart);
  zz_decimal_write(figure(zcase, DEMONSTRATION_FROM), demonstration);
  if (project->capacity_10kt < figure(zcase, DEMONSTRATION_FROM))
    return project->capacity_10kt < figure(zcase, SMART_FROM)
               ? g_strdup_printf("%s < %s", capacity, smart)
               : g_strdup_printf("%s ≤ %s < %s", smart, capacity, demonstration);
  zz_decimal_write(project->remaining_years, years);
  zz_decimal_write(figure(zcase, DEMONSTRATION_YEARS), least);
  bool enough = project->remaining_years >= figure(zcase, DEMONSTRATION_YEARS);
  return g_strdup_printf("%s ≥ %s; %s %s %s", capacity, demonstration, years, enough ? "≥" : "<",
                         least);
}

static void explain_target(const ZzCase *zcase, const ZzgovSmartProject *project,
                           const ZzgovSmartProjectResult *result) {
  const uint32_t on = ZZ_ON(SMART_FROM) | ZZ_ON(DEMONSTRATION_FROM) | ZZ_ON(DEMONSTRATION_YEARS);
  bool hazard = result->hazard_target;
  if (result->target_2025) {
    g_autofree char *formula = target_formula(zcase, project);
    explain_word(zcase, result, "target_2025", on, formula, targets[result->target_2025 - 1].word);
  }
  explain_word(zcase, result, "hazard_target", 0,
               hazard ? "severe_hazard: yes" : "severe_hazard: no", hazard ? "true" : "false");
}

/* "4/6; control-video: fail; platform-network: not-submitted" */
static void explain_acceptance(const ZzCase *zcase, const ZzgovSmartAcceptance *acceptance,
                               const ZzgovSmartProjectResult *result) {
  g_autoptr(GString) rest = g_string_new(NULL);
  size_t n = G_N_ELEMENTS(acceptance_fields), passed = n;
  for (size_t i = 0; i < n; i++) {
    ZzgovSmartItem item = item_of(acceptance, i);
    if (item == ZZGOV_SMART_ITEM_PASS)
      continue;
    passed--;
    g_string_append_printf(rest, "; %s: %s", acceptance_fields[i].name, items[item - 1].word);
  }
  g_autofree char *formula = g_strdup_printf("%zu/%zu%s", passed, n, rest->str);
  explain_word(zcase, result, "smart_mine_accepted", 0, formula, passed == n ? "true" : "false");
}

static void explain(const ZzCase *zcase, const ZzgovSmartProject *project,
                    const ZzgovSmartProjectResult *result) {
  g_autofree char *owner = g_strdup_printf("owner: %s", owners[project->owner - 1].word);
  explain_subsidy(zcase, project, result, owner);
  explain_word(zcase, result, "central_budget_route", 0, owner,
               central_routes[result->central_budget_route - 1].word);
  explain_target(zcase, project, result);
  if (project->acceptance)
    explain_acceptance(zcase, project->acceptance, result);
}

static void explain_totals(const ZzCase *zcase, const ZzgovSmartMineResult *result) {
  const ZzFigure city = {.provision = "SMART-03",
                         .label = zz_label(&result_table, "city_total_yuan"),
                         .on = ZZ_ON(CITY_RATE),
                         .formula = "Σ city_subsidy_yuan"};
  const ZzFigure county = {.provision = "SMART-03",
                           .label = zz_label(&result_table, "county_total_yuan"),
                           .formula = "Σ county_topup_yuan"};
  zz_explain_fen(zcase, REGULATION, city, result->city_total_fen);
  zz_explain_fen(zcase, REGULATION, county, result->county_total_fen);
}

/* --- settling --------------------------------------------------------------------------------- */

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
  explain_totals(zcase, result);
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
