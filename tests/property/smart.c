/* Properties that smart-mine has on any input. Random cases with fixed seeds: a failure names its
 * seed. */

#include "../unit/helper.h"

enum { RUNS = 300, MOST_PROJECTS = 6 };

typedef struct {
  ZzgovSmartMineInput input;
  ZzgovSmartProject projects[MOST_PROJECTS];
  ZzgovSmartAcceptance acceptances[MOST_PROJECTS];
  char names[MOST_PROJECTS][16];
} Case;

static bool one_in(GRand *rand, int n) { return g_rand_int_range(rand, 0, n) == 0; }

/* Small amounts, where rounding shows, and amounts up to the limit of the contract. */
static ZzgovFen random_amount(GRand *rand) {
  return one_in(rand, 2) ? g_rand_int_range(rand, 0, 1000)
                         : (ZzgovFen)g_rand_double_range(rand, 0, 1e14);
}

static ZzgovDecimal random_capacity(GRand *rand) {
  const ZzgovDecimal limits[] = {60000000, 120000000};
  if (one_in(rand, 2))
    return limits[g_rand_int_range(rand, 0, 2)] + g_rand_int_range(rand, -1, 2);
  return one_in(rand, 4) ? ZZGOV_ABSENT : g_rand_int_range(rand, 1, 200000000);
}

static ZzgovSmartItem random_item(GRand *rand) {
  return one_in(rand, 12) ? (ZzgovSmartItem)g_rand_int_range(rand, ZZGOV_SMART_ITEM_FAIL,
                                                             ZZGOV_SMART_ITEM_NOT_SUBMITTED + 1)
                          : ZZGOV_SMART_ITEM_PASS;
}

static void random_project(GRand *rand, Case *zcase, size_t i) {
  ZzgovSmartProject *project = &zcase->projects[i];
  *project = (ZzgovSmartProject)ZZGOV_SMART_PROJECT_INIT;
  g_snprintf(zcase->names[i], sizeof zcase->names[i], "project %zu", i);
  project->name = zcase->names[i];
  project->owner = (ZzgovSmartOwner)g_rand_int_range(rand, ZZGOV_SMART_OWNER_PROVINCIAL,
                                                     ZZGOV_SMART_OWNER_OTHER + 1);
  project->investment_fen = random_amount(rand);
  if (project->owner == ZZGOV_SMART_OWNER_LOCAL && one_in(rand, 2))
    project->county_topup_fen = random_amount(rand);
  project->capacity_10kt = random_capacity(rand);
  if (project->capacity_10kt >= 120000000 || one_in(rand, 2))
    project->remaining_years = one_in(rand, 2) ? 5000000 + g_rand_int_range(rand, -1, 2)
                                               : g_rand_int_range(rand, 0, 20000000);
  project->severe_hazard = one_in(rand, 3);
  zcase->acceptances[i] = (ZzgovSmartAcceptance){sizeof(ZzgovSmartAcceptance),
                                                 random_item(rand),
                                                 random_item(rand),
                                                 random_item(rand),
                                                 random_item(rand),
                                                 random_item(rand),
                                                 random_item(rand)};
  project->acceptance = one_in(rand, 4) ? NULL : &zcase->acceptances[i];
}

static void random_case(GRand *rand, Case *zcase) {
  size_t n = (size_t)g_rand_int_range(rand, 1, MOST_PROJECTS + 1);
  zcase->input = (ZzgovSmartMineInput){sizeof zcase->input, zcase->projects, n};
  for (size_t i = 0; i < n; i++)
    random_project(rand, zcase, i);
}

static ZzgovSmartMineResult *subsidise_by(const ZzgovRulebook *rulebook, const Case *zcase,
                                          ZzgovTrace *trace) {
  GError *error = NULL;
  ZzgovSmartMineResult *result = zzgov_smart_mine(rulebook, &zcase->input, trace, &error);
  assert_no_error(error);
  return result;
}

static ZzgovSmartMineResult *subsidise(const Case *zcase) {
  return subsidise_by(zzgov_rulebook_get_default(), zcase, NULL);
}

typedef void (*Property)(GRand *rand, Case *zcase, unsigned seed);

static void hold(Property property) {
  for (unsigned seed = 1; seed <= RUNS; seed++) {
    GRand *rand = g_rand_new_with_seed(seed);
    Case zcase;
    random_case(rand, &zcase);
    property(rand, &zcase, seed);
    g_rand_free(rand);
  }
}

/* What holds for a project with its result, whatever the others are. */
typedef void (*ProjectProperty)(const ZzgovSmartProject *project,
                                const ZzgovSmartProjectResult *result, unsigned seed);

static void hold_for_each(ProjectProperty property) {
  for (unsigned seed = 1; seed <= RUNS; seed++) {
    GRand *rand = g_rand_new_with_seed(seed);
    Case zcase;
    random_case(rand, &zcase);
    g_autoptr(ZzgovSmartMineResult) result = subsidise(&zcase);
    for (size_t i = 0; i < result->n_projects; i++)
      property(&zcase.projects[i], &result->projects[i], seed);
    g_rand_free(rand);
  }
}

/* --- the city's subsidy ----------------------------------------------------------------------- */

/* Ten times the subsidy is the investment, give or take what rounding to the fen leaves. */
static void tenth(const ZzgovSmartProject *project, const ZzgovSmartProjectResult *result,
                  unsigned seed) {
  bool provincial = project->owner == ZZGOV_SMART_OWNER_PROVINCIAL;
  ZzgovFen off = 10 * result->city_subsidy_fen - (provincial ? 0 : project->investment_fen);
  cr_assert_eq(result->route == ZZGOV_SMART_ROUTE_PROVINCIAL_RULE, provincial, "seed %u, %s", seed,
               project->name);
  cr_assert(off > -5 && off <= 5, "seed %u, %s", seed, project->name);
}

Test(smart, the_city_pays_a_tenth_except_by_the_rule_of_the_province) { hold_for_each(tenth); }

static ZzgovRulebook *patched(const char *format, ...) G_GNUC_PRINTF(1, 2);

static ZzgovRulebook *patched(const char *format, ...) {
  GError *error = NULL;
  va_list args;
  va_start(args, format);
  g_autofree char *rules = g_strdup_vprintf(format, args);
  va_end(args);
  ZzgovRulebook *rulebook =
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), rules, strlen(rules), &error);
  assert_no_error(error);
  return rulebook;
}

static ZzgovRulebook *with_rate(ZzgovDecimal percent) {
  g_autofree char *rate = zzgov_decimal_to_string(percent);
  return patched("{\"smart-mine\":{\"city_rate_percent\":\"%s\"}}", rate);
}

/* By a rate and by what it lacks of 100 % the city pays all. Two halves of a fen make one more. */
static void complementary(GRand *rand, Case *zcase, unsigned seed) {
  ZzgovDecimal rate = g_rand_int_range(rand, 0, 50) * INT64_C(2000000);
  rate = one_in(rand, 2) ? rate : g_rand_int_range(rand, 0, 100000001);
  g_autoptr(ZzgovRulebook) some = with_rate(rate);
  g_autoptr(ZzgovRulebook) rest = with_rate(100000000 - rate);
  g_autoptr(ZzgovSmartMineResult) a = subsidise_by(some, zcase, NULL);
  g_autoptr(ZzgovSmartMineResult) b = subsidise_by(rest, zcase, NULL);
  for (size_t i = 0; i < a->n_projects; i++) {
    bool provincial = zcase->projects[i].owner == ZZGOV_SMART_OWNER_PROVINCIAL;
    ZzgovFen all = a->projects[i].city_subsidy_fen + b->projects[i].city_subsidy_fen;
    ZzgovFen wanted = provincial ? 0 : zcase->projects[i].investment_fen;
    cr_assert(all == wanted || (all == wanted + 1 && !provincial), "seed %u", seed);
  }
}

Test(smart, a_rate_and_the_rest_of_a_hundred_pay_all) { hold(complementary); }

/* --- the county's subsidy and totals ---------------------------------------------------------- */

static void topped_up(const ZzgovSmartProject *project, const ZzgovSmartProjectResult *result,
                      unsigned seed) {
  bool given = project->county_topup_fen != ZZGOV_ABSENT;
  cr_assert_eq(result->county_topup_fen, given ? project->county_topup_fen : 0, "seed %u", seed);
  cr_assert_eq(result->total_fen, result->city_subsidy_fen + result->county_topup_fen, "seed %u",
               seed);
}

Test(smart, the_county_pays_on_top_what_is_given) { hold_for_each(topped_up); }

static void local_only(GRand *rand, Case *zcase, unsigned seed) {
  GError *error = NULL;
  size_t i = (size_t)g_rand_int_range(rand, 0, (int)zcase->input.n_projects);
  g_autofree char *path = g_strdup_printf("/input/projects/%zu/county_topup_yuan", i);
  zcase->projects[i].county_topup_fen = random_amount(rand);
  g_autoptr(ZzgovSmartMineResult) result =
      zzgov_smart_mine(zzgov_rulebook_get_default(), &zcase->input, NULL, &error);
  cr_assert_eq(result != NULL, zcase->projects[i].owner == ZZGOV_SMART_OWNER_LOCAL, "seed %u",
               seed);
  if (!result)
    assert_error(error, ZZGOV_ERROR_INVALID_VALUE, path);
}

Test(smart, the_county_pays_for_local_companies_only) { hold(local_only); }

/* --- targets, routes, acceptance -------------------------------------------------------------- */

static ZzgovSmartTarget target_for(const ZzgovSmartProject *project) {
  if (project->capacity_10kt == ZZGOV_ABSENT)
    return ZZGOV_SMART_TARGET_NONE;
  if (project->capacity_10kt < 60000000)
    return ZZGOV_SMART_TARGET_MECHANISED;
  if (project->capacity_10kt < 120000000)
    return ZZGOV_SMART_TARGET_SMART_FACES;
  return project->remaining_years < 5000000 ? ZZGOV_SMART_TARGET_GAP
                                            : ZZGOV_SMART_TARGET_DEMONSTRATION;
}

static void targeted(const ZzgovSmartProject *project, const ZzgovSmartProjectResult *result,
                     unsigned seed) {
  cr_assert_eq(result->target_2025, target_for(project), "seed %u, %s", seed, project->name);
  cr_assert_eq(result->hazard_target, project->severe_hazard, "seed %u, %s", seed, project->name);
}

Test(smart, capacity_and_years_set_the_target) { hold_for_each(targeted); }

/* A project whose capacity and years move as far as the limits keeps its target. */
static void moved(GRand *rand, Case *zcase, unsigned seed) {
  ZzgovDecimal far = g_rand_int_range(rand, 0, 90000000),
               years = g_rand_int_range(rand, 0, 9000000);
  g_autofree char *smart = zzgov_decimal_to_string(60000000 + far);
  g_autofree char *demonstration = zzgov_decimal_to_string(120000000 + far);
  g_autofree char *left = zzgov_decimal_to_string(5000000 + years);
  g_autoptr(ZzgovRulebook) rulebook =
      patched("{\"smart-mine\":{\"smart_from_10kt\":%s,\"demonstration_from_10kt\":%s,"
              "\"demonstration_years\":%s}}",
              smart, demonstration, left);
  g_autoptr(ZzgovSmartMineResult) before = subsidise(zcase);
  for (size_t i = 0; i < zcase->input.n_projects; i++) {
    zcase->projects[i].capacity_10kt += zcase->projects[i].capacity_10kt == ZZGOV_ABSENT ? 0 : far;
    zcase->projects[i].remaining_years +=
        zcase->projects[i].remaining_years == ZZGOV_ABSENT ? 0 : years;
  }
  g_autoptr(ZzgovSmartMineResult) after = subsidise_by(rulebook, zcase, NULL);
  for (size_t i = 0; i < after->n_projects; i++)
    cr_assert_eq(after->projects[i].target_2025, before->projects[i].target_2025, "seed %u", seed);
}

Test(smart, targets_move_with_their_limits) { hold(moved); }

static void accepted(const ZzgovSmartProject *project, const ZzgovSmartProjectResult *result,
                     unsigned seed) {
  const ZzgovSmartAcceptance *items = project->acceptance;
  ZzgovTruth wanted = ZZGOV_UNKNOWN;
  if (items)
    wanted = items->coal_face == ZZGOV_SMART_ITEM_PASS &&
                     items->heading_face == ZZGOV_SMART_ITEM_PASS &&
                     items->haulage_drainage_power == ZZGOV_SMART_ITEM_PASS &&
                     items->ventilation_gas == ZZGOV_SMART_ITEM_PASS &&
                     items->control_video == ZZGOV_SMART_ITEM_PASS &&
                     items->platform_network == ZZGOV_SMART_ITEM_PASS
                 ? ZZGOV_YES
                 : ZZGOV_NO;
  cr_assert_eq(result->smart_mine_accepted, wanted, "seed %u, %s", seed, project->name);
}

Test(smart, a_mine_is_accepted_with_all_six_items) { hold_for_each(accepted); }

static void routed(const ZzgovSmartProject *project, const ZzgovSmartProjectResult *result,
                   unsigned seed) {
  cr_assert_eq(result->central_budget_route == ZZGOV_SMART_CENTRAL_ROUTE_NATIONAL,
               project->owner == ZZGOV_SMART_OWNER_CENTRAL, "seed %u, %s", seed, project->name);
}

Test(smart, central_companies_alone_apply_to_the_state) { hold_for_each(routed); }

/* --- results as text -------------------------------------------------------------------------- */

static const char *const item_words[] = {NULL, "pass", "fail", "not-submitted"};
static const char *const owners[] = {NULL, "provincial", "central", "local", "other"};
static const char *const routes[] = {NULL, "city", "provincial-rule"};
static const char *const central_routes[] = {NULL, "national", "via-city"};
static const char *const targets[] = {"null", "\"demonstration\"", "\"smart-faces\"",
                                      "\"mechanised\"", "\"gap\""};
static const char *const truths[] = {"null", "false", "true"};

/* A project of the result as JSON has it. */
static char *text_of(const ZzgovSmartProjectResult *project) {
  g_autofree char *city = zzgov_fen_to_yuan_string(project->city_subsidy_fen);
  g_autofree char *county = zzgov_fen_to_yuan_string(project->county_topup_fen);
  g_autofree char *total = zzgov_fen_to_yuan_string(project->total_fen);
  return g_strdup_printf("{\"name\":\"%s\",\"route\":\"%s\",\"city_subsidy_yuan\":\"%s\","
                         "\"county_topup_yuan\":\"%s\",\"total_yuan\":\"%s\","
                         "\"central_budget_route\":\"%s\",\"target_2025\":%s,"
                         "\"hazard_target\":%s,\"smart_mine_accepted\":%s}",
                         project->name, routes[project->route], city, county, total,
                         central_routes[project->central_budget_route],
                         targets[project->target_2025], project->hazard_target ? "true" : "false",
                         truths[project->smart_mine_accepted]);
}

static void assert_alike(const ZzgovSmartProjectResult *found,
                         const ZzgovSmartProjectResult *wanted, unsigned seed) {
  g_autofree char *a = text_of(found), *b = text_of(wanted);
  cr_assert_str_eq(a, b, "seed %u", seed);
}

/* --- neighbours and warnings ------------------------------------------------------------------ */

/* A project gets the same alone, so that neither the others nor their order matter. */
static void independent(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  ZzgovFen city = 0, county = 0;
  g_autoptr(ZzgovSmartMineResult) together = subsidise(zcase);
  for (size_t i = 0, n = zcase->input.n_projects; i < n; i++) {
    zcase->input.projects = &zcase->projects[i];
    zcase->input.n_projects = 1;
    g_autoptr(ZzgovSmartMineResult) alone = subsidise(zcase);
    assert_alike(&alone->projects[0], &together->projects[i], seed);
    city += alone->projects[0].city_subsidy_fen;
    county += alone->projects[0].county_topup_fen;
  }
  cr_assert_eq(together->city_total_fen, city, "seed %u", seed);
  cr_assert_eq(together->county_total_fen, county, "seed %u", seed);
}

Test(smart, projects_are_independent_and_totals_are_sums) { hold(independent); }

static void warned(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(GString) wanted = g_string_new(NULL);
  g_autoptr(GString) found = g_string_new(NULL);
  g_autoptr(ZzgovSmartMineResult) result = subsidise(zcase);
  for (size_t i = 0; i < result->n_projects; i++) {
    if (target_for(&zcase->projects[i]) == ZZGOV_SMART_TARGET_GAP)
      g_string_append_printf(wanted, "gap /input/projects/%zu\n", i);
    if (zcase->projects[i].owner == ZZGOV_SMART_OWNER_PROVINCIAL)
      g_string_append_printf(wanted, "provincial-rule /input/projects/%zu/owner\n", i);
  }
  for (size_t w = 0; w < result->n_warnings; w++)
    g_string_append_printf(found, "%s %s\n", result->warnings[w].code, result->warnings[w].path);
  cr_assert_str_eq(found->str, wanted->str, "seed %u", seed);
}

Test(smart, gaps_and_provincial_companies_are_warned_of) { hold(warned); }

/* --- trace and JSON --------------------------------------------------------------------------- */

static bool has_step(const ZzgovTrace *trace, const char *subject, ZzgovFen fen) {
  g_autofree char *yuan = zzgov_fen_to_yuan_string(fen);
  for (size_t i = 0; i < zzgov_trace_get_n_steps(trace); i++) {
    const ZzgovStep *step = zzgov_trace_get_step(trace, i);
    if (g_strcmp0(step->subject, subject) == 0 && strcmp(step->value, yuan) == 0)
      return true;
  }
  return false;
}

static void traced(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  g_autoptr(ZzgovSmartMineResult) plain = subsidise(zcase);
  g_autoptr(ZzgovSmartMineResult) result = subsidise_by(zzgov_rulebook_get_default(), zcase, trace);
  for (size_t i = 0; i < result->n_projects; i++) {
    const ZzgovSmartProjectResult *project = &result->projects[i];
    assert_alike(project, &plain->projects[i], seed);
    cr_assert(has_step(trace, project->name, project->city_subsidy_fen) &&
                  has_step(trace, project->name, project->county_topup_fen) &&
                  has_step(trace, project->name, project->total_fen),
              "seed %u, project %zu", seed, i);
  }
  cr_assert(has_step(trace, NULL, result->city_total_fen) &&
                has_step(trace, NULL, result->county_total_fen),
            "seed %u", seed);
}

Test(smart, a_trace_explains_every_amount_and_changes_none) { hold(traced); }

static char *decimal_of_request(ZzgovDecimal value) {
  return value == ZZGOV_ABSENT ? g_strdup("null") : zzgov_decimal_to_string(value);
}

static char *request_of(const ZzgovSmartProject *project, bool explain) {
  const ZzgovSmartAcceptance *a = project->acceptance;
  g_autofree char *yuan = zzgov_fen_to_yuan_string(project->investment_fen);
  g_autofree char *capacity = decimal_of_request(project->capacity_10kt);
  g_autofree char *years = decimal_of_request(project->remaining_years);
  return g_strdup_printf(
      "{\"calculator\":\"smart-mine\",\"input\":{\"projects\":[{\"name\":\"%s\",\"owner\":\"%s\","
      "\"investment_yuan\":%s,\"capacity_10kt\":%s,\"remaining_years\":%s,\"severe_hazard\":%s,"
      "\"acceptance\":{\"coal-face\":\"%s\",\"heading-face\":\"%s\","
      "\"haulage-drainage-power\":\"%s\",\"ventilation-gas\":\"%s\",\"control-video\":\"%s\","
      "\"platform-network\":\"%s\"}}]},\"explain\":%s}",
      project->name, owners[project->owner], yuan, capacity, years,
      project->severe_hazard ? "true" : "false", item_words[a->coal_face],
      item_words[a->heading_face], item_words[a->haulage_drainage_power],
      item_words[a->ventilation_gas], item_words[a->control_video], item_words[a->platform_network],
      explain ? "true" : "false");
}

static void as_json(GRand *rand, Case *zcase, unsigned seed) {
  zcase->input.n_projects = 1;
  zcase->projects[0].acceptance = &zcase->acceptances[0];
  zcase->projects[0].county_topup_fen = ZZGOV_ABSENT;
  g_autoptr(ZzgovSmartMineResult) result = subsidise(zcase);
  g_autofree char *request = request_of(&zcase->projects[0], one_in(rand, 2));
  g_autofree char *response = evaluate(request), *wanted = text_of(&result->projects[0]);
  cr_assert(strstr(response, wanted), "seed %u", seed);
}

Test(smart, both_doors_explained_or_not_give_the_same) { hold(as_json); }
