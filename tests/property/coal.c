/* Properties that coal-closure has on any input. Random cases with fixed seeds: a failure names its
 * seed. */

#include "../unit/helper.h"

enum { RUNS = 300, MOST_MINES = 6, MOST_ACCIDENTS = 3 };

typedef struct {
  ZzgovCoalClosureInput input;
  ZzgovCoalClosureOptions options;
  ZzgovCoalMine mines[MOST_MINES];
  ZzgovCoalStandards standards[MOST_MINES];
  ZzgovCoalMineralRight rights[MOST_MINES];
  ZzgovCoalReplacement replacements[MOST_MINES];
  ZzgovDate accidents[MOST_MINES][MOST_ACCIDENTS + 1];
  char names[MOST_MINES][16];
} Case;

static bool one_in(GRand *rand, int n) { return g_rand_int_range(rand, 0, n) == 0; }

static ZzgovTruth truth(bool yes) { return yes ? ZZGOV_YES : ZZGOV_NO; }

static int64_t random_up_to(GRand *rand, double most) {
  return (int64_t)g_rand_double_range(rand, 1, most);
}

/* Up to the limits of the contract or, so that half a fen is frequent, small. */
static void random_right(GRand *rand, ZzgovCoalMineralRight *right) {
  bool small = one_in(rand, 3);
  int64_t priced = random_up_to(rand, small ? 20 : 1e15);
  *right = (ZzgovCoalMineralRight)ZZGOV_COAL_MINERAL_RIGHT_INIT;
  right->cancelled = truth(!one_in(rand, 6));
  right->merged = truth(one_in(rand, 6));
  right->price_paid_fen = one_in(rand, 6) ? 0 : random_up_to(rand, small ? 20 : 1e14);
  right->reserves_priced_10kt = priced;
  right->reserves_remaining_10kt = one_in(rand, 3) ? priced : g_rand_int_range(rand, 0, 2);
  if (one_in(rand, 2))
    right->reserves_remaining_10kt = random_up_to(rand, (double)priced + 1);
}

static ZzgovDate random_end(GRand *rand) {
  ZzgovDate any = day_of("2019-03-01") + g_rand_int_range(rand, 0, 1300);
  ZzgovDate edges[] = {any, any, day_of("2020-01-01"), day_of("2021-01-01"), day_of("2022-01-01")};
  return edges[g_rand_int_range(rand, 0, 5)] - g_rand_int_range(rand, 0, 2);
}

/* Most mines have a decision, and accidents about the time of their closure. */
static void random_closure(GRand *rand, ZzgovCoalMine *mine, ZzgovDate *accidents) {
  mine->accepted_on = random_end(rand);
  mine->accidents_on = accidents;
  if (one_in(rand, 4))
    return;
  mine->decided_on = mine->accepted_on - g_rand_int_range(rand, 0, 20);
  mine->n_accidents_on = (size_t)g_rand_int_range(rand, 0, MOST_ACCIDENTS + 1);
  for (size_t a = 0; a < mine->n_accidents_on; a++)
    accidents[a] = mine->accepted_on + g_rand_int_range(rand, -70, 50);
}

static void random_mine(GRand *rand, Case *zcase, size_t i) {
  ZzgovCoalMine *mine = &zcase->mines[i];
  *mine = (ZzgovCoalMine)ZZGOV_COAL_MINE_INIT;
  g_snprintf(zcase->names[i], sizeof zcase->names[i], "mine %zu", i);
  mine->name = zcase->names[i];
  mine->capacity_10kt = one_in(rand, 2) ? 30000000 + g_rand_int_range(rand, -1, 2)
                                        : g_rand_int_range(rand, 1, 60000000);
  zcase->standards[i] = (ZzgovCoalStandards){sizeof(ZzgovCoalStandards), truth(!one_in(rand, 12)),
                                             truth(!one_in(rand, 12)),   truth(!one_in(rand, 12)),
                                             truth(!one_in(rand, 12)),   truth(!one_in(rand, 12))};
  mine->standards = &zcase->standards[i];
  random_closure(rand, mine, zcase->accidents[i]);
  mine->overcapacity_procedure = !one_in(rand, 4);
  mine->fund_conditions_met = (ZzgovTruth)g_rand_int_range(rand, ZZGOV_UNKNOWN, ZZGOV_YES + 1);
  random_right(rand, &zcase->rights[i]);
  mine->mineral_right = one_in(rand, 4) ? NULL : &zcase->rights[i];
  zcase->replacements[i] = (ZzgovCoalReplacement){
      sizeof(ZzgovCoalReplacement), g_rand_int_range(rand, 0, 400000000), truth(!one_in(rand, 4))};
  mine->replacement = one_in(rand, 4) ? NULL : &zcase->replacements[i];
}

static void random_case(GRand *rand, Case *zcase) {
  const ZzgovCoalUplift readings[] = {ZZGOV_COAL_UPLIFT_POINTS, ZZGOV_COAL_UPLIFT_RELATIVE};
  size_t n = (size_t)g_rand_int_range(rand, 1, MOST_MINES + 1);
  zcase->options = (ZzgovCoalClosureOptions){
      sizeof zcase->options, readings[g_rand_int_range(rand, 0, 2)], one_in(rand, 2)};
  zcase->input = (ZzgovCoalClosureInput){sizeof zcase->input, zcase->mines, n};
  for (size_t i = 0; i < n; i++)
    random_mine(rand, zcase, i);
}

static ZzgovCoalClosureResult *settle(const Case *zcase, ZzgovTrace *trace) {
  GError *error = NULL;
  ZzgovCoalClosureResult *result = zzgov_coal_closure(zzgov_rulebook_get_default(), &zcase->input,
                                                      &zcase->options, trace, &error);
  assert_no_error(error);
  return result;
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

/* What holds for a mine with its result, whatever the others are. */
typedef void (*MineProperty)(const Case *zcase, size_t i, const ZzgovCoalMineResult *mine,
                             unsigned seed);

static void hold_for_each(MineProperty property) {
  for (unsigned seed = 1; seed <= RUNS; seed++) {
    GRand *rand = g_rand_new_with_seed(seed);
    Case zcase;
    random_case(rand, &zcase);
    g_autoptr(ZzgovCoalClosureResult) result = settle(&zcase, NULL);
    for (size_t i = 0; i < result->n_mines; i++)
      property(&zcase, i, &result->mines[i], seed);
    g_rand_free(rand);
  }
}

/* --- results as text -------------------------------------------------------------------------- */

static const char *const words[] = {"null", "false", "true"}; /* by ZzgovTruth */

static const char *word(bool yes) { return words[truth(yes)]; }

static char *reasons_of(const ZzgovCoalMineResult *mine) {
  GString *text = g_string_new("[");
  for (size_t r = 0; r < mine->n_reasons; r++)
    g_string_append_printf(text, "%s\"%s\"", r ? "," : "", mine->reasons[r]);
  return g_string_free(g_string_append_c(text, ']'), FALSE);
}

/* A mine of the result as JSON has it. */
static char *text_of(const ZzgovCoalMineResult *mine) {
  GString *text = g_string_new(NULL);
  g_autofree char *reasons = reasons_of(mine), *award = zzgov_fen_to_yuan_string(mine->award_fen);
  g_string_printf(
      text,
      "{\"name\":\"%s\",\"class\":\"%s\",\"eligible\":%s,\"reasons\":%s,\"award_yuan\":\"%s\"",
      mine->name, mine->capacity_class == ZZGOV_COAL_CLASS_SMALL ? "small" : "large",
      word(mine->eligible), reasons, award);
  if (mine->refund) {
    g_autofree char *yuan = zzgov_fen_to_yuan_string(mine->refund->amount_fen);
    g_string_append_printf(text, ",\"refund\":{\"eligible\":%s,\"amount_yuan\":\"%s\"}",
                           word(mine->refund->eligible), yuan);
  }
  if (mine->replacement) {
    g_autofree char *ratio = zzgov_decimal_to_string(mine->replacement->ratio_percent);
    g_autofree char *quota = zzgov_decimal_to_string(mine->replacement->quota_10kt);
    g_string_append_printf(
        text, ",\"replacement\":{\"ratio_percent\":\"%s\",\"quota_10kt\":\"%s\"}", ratio, quota);
  }
  if (mine->national_fund)
    g_string_append_printf(text, ",\"national_fund\":{\"may_apply\":%s}",
                           word(mine->national_fund->may_apply));
  return g_string_free(g_string_append_c(text, '}'), FALSE);
}

static void assert_alike(const ZzgovCoalMineResult *found, const ZzgovCoalMineResult *wanted,
                         unsigned seed) {
  g_autofree char *a = text_of(found), *b = text_of(wanted);
  cr_assert_str_eq(a, b, "seed %u", seed);
}

/* --- awards ----------------------------------------------------------------------------------- */

static bool is_small(const Case *zcase, size_t i) {
  return zcase->mines[i].capacity_10kt < 30000000 + (zcase->options.thirty_is_small ? 1 : 0);
}

static bool had_accident(const ZzgovCoalMine *mine) {
  for (size_t a = 0; a < mine->n_accidents_on; a++)
    if (mine->decided_on <= mine->accidents_on[a] && mine->accidents_on[a] <= mine->accepted_on)
      return true;
  return false;
}

static int year_of(const ZzgovCoalMine *mine) {
  int year = 0;
  zzgov_date_to_ymd(mine->accepted_on, &year, NULL, NULL);
  return year;
}

/* What a mine of that class and year gets, in fen; 0 where the text has no figure. */
static ZzgovFen figure_for(const Case *zcase, size_t i) {
  int year = year_of(&zcase->mines[i]);
  return year == 2020 ? 600000000 : year == 2021 && is_small(zcase, i) ? 400000000 : 0;
}

static char *reasons_for(const Case *zcase, size_t i) {
  static const char *const names[] = {
      "closure-standard-unmet:licences_revoked",
      "closure-standard-unmet:explosives_disposed",
      "closure-standard-unmet:power_cut_and_equipment_removed",
      "closure-standard-unmet:shafts_sealed",
      "closure-standard-unmet:workers_resettled",
      "accident-during-closure",
      "outside-award-years",
      "overcapacity-procedure-not-followed",
  };
  const ZzgovCoalMine *mine = &zcase->mines[i];
  const ZzgovCoalStandards *met = mine->standards;
  const bool applies[] = {met->licences_revoked == ZZGOV_NO,
                          met->explosives_disposed == ZZGOV_NO,
                          met->power_cut_and_equipment_removed == ZZGOV_NO,
                          met->shafts_sealed == ZZGOV_NO,
                          met->workers_resettled == ZZGOV_NO,
                          had_accident(mine),
                          figure_for(zcase, i) == 0,
                          !is_small(zcase, i) && !mine->overcapacity_procedure};
  GString *text = g_string_new("[");
  for (size_t r = 0; r < G_N_ELEMENTS(names); r++)
    if (applies[r])
      g_string_append_printf(text, "%s\"%s\"", text->len > 1 ? "," : "", names[r]);
  return g_string_free(g_string_append_c(text, ']'), FALSE);
}

static void awarded(const Case *zcase, size_t i, const ZzgovCoalMineResult *mine, unsigned seed) {
  bool eligible = mine->n_reasons == 0, small = mine->capacity_class == ZZGOV_COAL_CLASS_SMALL;
  g_autofree char *found = reasons_of(mine), *wanted = reasons_for(zcase, i);
  cr_assert_str_eq(found, wanted, "seed %u, mine %zu", seed, i);
  cr_assert_eq(small, is_small(zcase, i), "seed %u, mine %zu", seed, i);
  cr_assert_eq(mine->eligible, eligible, "seed %u, mine %zu", seed, i);
  cr_assert_eq(mine->award_fen, eligible ? figure_for(zcase, i) : 0, "seed %u", seed);
}

Test(coal, a_mine_without_reasons_gets_its_figure) { hold_for_each(awarded); }

/* A mine gets the same alone, so that neither the others nor their order matter. */
static void independent(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  ZzgovFen awards = 0, refunds = 0;
  g_autoptr(ZzgovCoalClosureResult) together = settle(zcase, NULL);
  for (size_t i = 0, n = zcase->input.n_mines; i < n; i++) {
    zcase->input.mines = &zcase->mines[i];
    zcase->input.n_mines = 1;
    g_autoptr(ZzgovCoalClosureResult) alone = settle(zcase, NULL);
    bool gap = !is_small(zcase, i) && year_of(&zcase->mines[i]) == 2021;
    assert_alike(&alone->mines[0], &together->mines[i], seed);
    cr_assert_eq(alone->n_warnings, gap, "seed %u, mine %zu", seed, i);
    awards += alone->mines[0].award_fen;
    refunds += alone->mines[0].refund ? alone->mines[0].refund->amount_fen : 0;
  }
  cr_assert_eq(together->award_total_fen, awards, "seed %u", seed);
  cr_assert_eq(together->refund_total_fen, refunds, "seed %u", seed);
}

Test(coal, mines_are_independent_and_totals_are_sums) { hold(independent); }

static void accident(GRand *rand, Case *zcase, unsigned seed) {
  ZzgovCoalMine *mine = &zcase->mines[0];
  ZzgovDate *day = &zcase->accidents[0][0];
  mine->decided_on = mine->accepted_on - g_rand_int_range(rand, 0, one_in(rand, 2) ? 2 : 100);
  mine->n_accidents_on = 0;
  g_autoptr(ZzgovCoalClosureResult) without = settle(zcase, NULL);
  mine->n_accidents_on = 1;
  *day = one_in(rand, 2) ? mine->decided_on - 1 : mine->accepted_on + 1;
  g_autoptr(ZzgovCoalClosureResult) outside = settle(zcase, NULL);
  *day = g_rand_int_range(rand, mine->decided_on, mine->accepted_on + 1);
  g_autoptr(ZzgovCoalClosureResult) inside = settle(zcase, NULL);
  g_autofree char *reasons = reasons_of(&inside->mines[0]);
  assert_alike(&outside->mines[0], &without->mines[0], seed);
  cr_assert(strstr(reasons, "\"accident-during-closure\"") && !inside->mines[0].eligible, "seed %u",
            seed);
  cr_assert_eq(inside->award_total_fen, without->award_total_fen - without->mines[0].award_fen);
  cr_assert_eq(inside->refund_total_fen, without->refund_total_fen, "seed %u", seed);
}

Test(coal, an_accident_forfeits_on_the_days_of_the_closure_only) { hold(accident); }

/* --- refunds ---------------------------------------------------------------------------------- */

__extension__ typedef __int128 Wide;

/* The share to the fen, a half upwards: nothing of nothing, all of all, and more of more. */
static void refunded(const Case *zcase, size_t i, const ZzgovCoalMineResult *mine, unsigned seed) {
  const ZzgovCoalMineralRight *right = zcase->mines[i].mineral_right;
  cr_assert_eq(!mine->refund, !right, "seed %u, mine %zu", seed, i);
  if (!right)
    return;
  bool due = right->cancelled == ZZGOV_YES && right->merged == ZZGOV_NO && right->price_paid_fen;
  Wide priced = right->reserves_priced_10kt, paid = due ? right->price_paid_fen : 0;
  Wide off = 2 * (mine->refund->amount_fen * priced - paid * right->reserves_remaining_10kt);
  cr_assert_eq(mine->refund->eligible, due, "seed %u, mine %zu", seed, i);
  cr_assert(-priced < off && off <= priced, "seed %u, mine %zu", seed, i);
}

Test(coal, a_refund_is_the_share_of_what_remains) { hold_for_each(refunded); }

/* --- replacement and fund --------------------------------------------------------------------- */

/* Whether value is number / divisor to the nearest, ties to even. */
static bool is_nearest(int64_t value, int64_t number, int64_t divisor) {
  int64_t off = ABS(2 * (value * divisor - number));
  return off < divisor || (off == divisor && value % 2 == 0);
}

static bool is_raised(const Case *zcase, size_t i) {
  const ZzgovCoalMine *mine = &zcase->mines[i];
  return is_small(zcase, i) && mine->accepted_on <= day_of("2021-12-31") &&
         mine->replacement->centralised_trading == ZZGOV_YES;
}

static void replaced(const Case *zcase, size_t i, const ZzgovCoalMineResult *mine, unsigned seed) {
  const ZzgovCoalReplacement *given = zcase->mines[i].replacement;
  cr_assert_eq(!mine->replacement, !given, "seed %u, mine %zu", seed, i);
  if (!given)
    return;
  bool relative = zcase->options.ratio_uplift == ZZGOV_COAL_UPLIFT_RELATIVE;
  int64_t fifths = !is_raised(zcase, i) ? 5 * given->ratio_percent
                   : relative           ? 6 * given->ratio_percent
                                        : 5 * (given->ratio_percent + 20000000);
  int64_t quota = fifths * zcase->mines[i].capacity_10kt;
  cr_assert(is_nearest(mine->replacement->ratio_percent, fifths, 5), "seed %u, mine %zu", seed, i);
  cr_assert(is_nearest(mine->replacement->quota_10kt, quota, 500000000), "seed %u, mine %zu", seed,
            i);
}

Test(coal, the_quota_is_capacity_by_the_ratio_that_the_reading_raises) { hold_for_each(replaced); }

static void funded(const Case *zcase, size_t i, const ZzgovCoalMineResult *result, unsigned seed) {
  const ZzgovCoalMine *mine = &zcase->mines[i];
  bool wanted = is_small(zcase, i) && mine->accepted_on <= day_of("2020-12-31") &&
                mine->fund_conditions_met == ZZGOV_YES && !had_accident(mine);
  cr_assert_eq(!result->national_fund, mine->fund_conditions_met == ZZGOV_UNKNOWN, "seed %u", seed);
  cr_assert(!result->national_fund || result->national_fund->may_apply == wanted, "seed %u", seed);
}

Test(coal, small_mines_of_2020_without_accident_may_apply) { hold_for_each(funded); }

/* --- trace and JSON --------------------------------------------------------------------------- */

static char *request_of(const ZzgovCoalMine *mine, bool explain) {
  const ZzgovCoalStandards *met = mine->standards;
  g_autofree char *capacity = zzgov_decimal_to_string(mine->capacity_10kt);
  g_autofree char *accepted = zzgov_date_to_string(mine->accepted_on);
  g_autofree char *ratio = zzgov_decimal_to_string(mine->replacement->ratio_percent);
  return g_strdup_printf(
      "{\"calculator\":\"coal-closure\",\"input\":{\"mines\":[{\"name\":\"%s\","
      "\"capacity_10kt\":%s,\"accepted_on\":\"%s\",\"standards\":{\"licences_revoked\":%s,"
      "\"explosives_disposed\":%s,\"power_cut_and_equipment_removed\":%s,\"shafts_sealed\":%s,"
      "\"workers_resettled\":%s},\"overcapacity_procedure\":%s,\"fund_conditions_met\":%s,"
      "\"replacement\":{\"ratio_percent\":%s,\"centralised_trading\":%s}}]},\"explain\":%s}",
      mine->name, capacity, accepted, words[met->licences_revoked], words[met->explosives_disposed],
      words[met->power_cut_and_equipment_removed], words[met->shafts_sealed],
      words[met->workers_resettled], word(mine->overcapacity_procedure),
      words[mine->fund_conditions_met], ratio, words[mine->replacement->centralised_trading],
      word(explain));
}

static void as_json(GRand *rand, Case *zcase, unsigned seed) {
  ZzgovCoalMine *mine = &zcase->mines[0];
  zcase->options = (ZzgovCoalClosureOptions)ZZGOV_COAL_CLOSURE_OPTIONS_INIT;
  zcase->input.n_mines = 1; /* without those members that the request leaves out */
  mine->n_accidents_on = 0;
  mine->mineral_right = NULL;
  mine->replacement = &zcase->replacements[0];
  g_autoptr(ZzgovCoalClosureResult) result = settle(zcase, NULL);
  g_autofree char *request = request_of(mine, one_in(rand, 2)), *response = evaluate(request);
  g_autofree char *wanted = text_of(&result->mines[0]);
  cr_assert(strstr(response, wanted), "seed %u", seed);
}

Test(coal, both_doors_explained_or_not_give_the_same) { hold(as_json); }

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
  g_autoptr(ZzgovCoalClosureResult) plain = settle(zcase, NULL);
  g_autoptr(ZzgovCoalClosureResult) result = settle(zcase, trace);
  for (size_t i = 0; i < result->n_mines; i++) {
    const ZzgovCoalMineResult *mine = &result->mines[i];
    assert_alike(mine, &plain->mines[i], seed);
    cr_assert(has_step(trace, mine->name, mine->award_fen) &&
                  (!mine->refund || has_step(trace, mine->name, mine->refund->amount_fen)),
              "seed %u, mine %zu", seed, i);
  }
  cr_assert(has_step(trace, NULL, result->award_total_fen) &&
                has_step(trace, NULL, result->refund_total_fen),
            "seed %u", seed);
}

Test(coal, a_trace_explains_every_amount_and_changes_none) { hold(traced); }
