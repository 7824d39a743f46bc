#include "coal-closure-steps.h"

#include "error-private.h"

/* 郑州市30万吨/年以下煤矿分类处置工作方案: award, refund, replacement, national fund. */

static const ZzPath input_path = {NULL, "input", 0};
static const ZzPath mines_path = {&input_path, "mines", 0};

/* --- checks that cross members ---------------------------------------------------------------- */

static bool check_reserves(const ZzgovCoalMineralRight *right, const ZzPath *path, GError **error) {
  if (!right || right->reserves_remaining_10kt <= right->reserves_priced_10kt)
    return true;
  const ZzPath object = {path, "mineral_right", 0};
  char remaining[ZZ_NUMBER_SIZE], priced[ZZ_NUMBER_SIZE];
  zz_decimal_write(right->reserves_remaining_10kt, remaining);
  zz_decimal_write(right->reserves_priced_10kt, priced);
  return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){&object, "reserves_remaining_10kt", 0},
                 ZZ_MSG_ABOVE, remaining, priced);
}

static bool check_decision(const ZzgovCoalMine *mine, const ZzPath *path, GError **error) {
  if (mine->decided_on == ZZGOV_DATE_ABSENT)
    return mine->n_accidents_on == 0 ||
           zz_fail_member(error, ZZGOV_ERROR_MISSING_FIELD, path, ZZ_MSG_NEEDED_FOR,
                          zz_table_find(&mine_table, "decided_on"),
                          zz_table_find(&mine_table, "accidents_on"));
  if (mine->decided_on <= mine->accepted_on)
    return true;
  char decided[ZZ_NUMBER_SIZE], accepted[ZZ_NUMBER_SIZE];
  zz_date_write(mine->decided_on, decided);
  zz_date_write(mine->accepted_on, accepted);
  return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){path, "decided_on", 0},
                 ZZ_MSG_DAY_AFTER, decided, accepted);
}

static bool check(const ZzCase *zcase, GError **error) {
  const ZzgovCoalClosureInput *input = zcase->input;
  for (size_t i = 0; i < input->n_mines; i++) {
    const ZzPath path = {&mines_path, NULL, i};
    if (!check_reserves(input->mines[i].mineral_right, &path, error) ||
        !check_decision(&input->mines[i], &path, error))
      return false;
  }
  return true;
}

/* --- one mine --------------------------------------------------------------------------------- */

/* COAL-01; with A-COAL-1, second reading, the boundary itself is small. */
static bool is_small(const Closure *closure) {
  const ZzgovCoalClosureOptions *options = closure->zcase->options;
  ZzgovDecimal boundary = decimal_of(closure, SMALL_BELOW);
  return closure->mine->capacity_10kt < boundary ||
         (options->thirty_is_small && closure->mine->capacity_10kt == boundary);
}

/* COAL-07: 「关闭退出期间」, from the decision to the acceptance, both included (A-COAL-8). */
static ZzgovDate accident_of(const ZzgovCoalMine *mine) {
  for (size_t i = 0; i < mine->n_accidents_on; i++)
    if (mine->accidents_on[i] >= mine->decided_on && mine->accidents_on[i] <= mine->accepted_on)
      return mine->accidents_on[i];
  return ZZGOV_DATE_ABSENT;
}

static const ZzgovFen *award_of(const Closure *closure, bool small) {
  const ZzEntry *entry = entry_of(closure, small ? AWARD_SMALL : AWARD_LARGE);
  return zz_year_amount(entry->value, closure->mine->accepted_on);
}

static void add_unmet_standards(const Closure *closure, ZzTexts *reasons) {
  const char *standards = (const char *)closure->mine->standards;
  for (size_t i = 0; i < G_N_ELEMENTS(standard_fields); i++) {
    const ZzField *field = &standard_fields[i];
    if (*(const ZzgovTruth *)(const void *)(standards + field->offset) == ZZGOV_YES)
      continue;
    g_autofree char *reason = g_strconcat("closure-standard-unmet:", field->name, NULL);
    zz_texts_add(closure->zcase, reasons, zz_arena_strdup(closure->zcase->arena, reason));
  }
}

static ZzTexts reasons_of(const Closure *closure) {
  ZzTexts reasons = {NULL, 0};
  add_unmet_standards(closure, &reasons);
  if (had_accident(closure))
    zz_texts_add(closure->zcase, &reasons, "accident-during-closure");
  if (!award_of(closure, closure->small))
    zz_texts_add(closure->zcase, &reasons, "outside-award-years");
  if (!closure->small && !closure->mine->overcapacity_procedure)
    zz_texts_add(closure->zcase, &reasons, "overcapacity-procedure-not-followed");
  return reasons;
}

/* COAL-06: flat per mine, by the year of the acceptance. */
static void award(const Closure *closure) {
  ZzTexts reasons = reasons_of(closure);
  ZzgovCoalMineResult *result = closure->result;
  result->capacity_class = closure->small ? ZZGOV_COAL_CLASS_SMALL : ZZGOV_COAL_CLASS_LARGE;
  result->reasons = reasons.texts;
  result->n_reasons = reasons.n;
  result->eligible = reasons.n == 0;
  result->award_fen = result->eligible ? *award_of(closure, closure->small) : 0;
}

/* A-COAL-7: years in which the text is silent on large mines, unless a what-if speaks. */
static bool is_gap_year(const Closure *closure, int64_t year) {
  const ZzList *years = entry_of(closure, GAP_YEARS)->value;
  for (size_t i = 0; i < years->n; i++)
    if (((const int64_t *)years->items)[i] == year)
      return true;
  return false;
}

static void warn(const Closure *closure, const ZzPath *path) {
  int64_t year = zz_date_month(closure->mine->accepted_on) / 12;
  if (closure->small || award_of(closure, false) || !is_gap_year(closure, year))
    return;
  char text[ZZ_NUMBER_SIZE];
  zz_integer_write(year, text);
  zz_warn(closure->zcase, "gap", "COAL-06", path, ZZ_MSG_GAP_LARGE_MINE, text,
          classes[ZZGOV_COAL_CLASS_LARGE - 1].help.zh, text);
}

/* COAL-11: the share of the price paid that belongs to the remaining reserves (A-COAL-12). */
static void refund(const Closure *closure) {
  const ZzgovCoalMineralRight *right = closure->mine->mineral_right;
  if (!right)
    return;
  ZzgovCoalRefund *result = zz_arena_alloc(closure->zcase->arena, sizeof *result);
  result->eligible =
      right->cancelled == ZZGOV_YES && right->merged == ZZGOV_NO && right->price_paid_fen > 0;
  if (result->eligible)
    result->amount_fen =
        (ZzgovFen)zz_round_quotient((ZzWide)right->price_paid_fen * right->reserves_remaining_10kt,
                                    right->reserves_priced_10kt, ZZ_HALF_AWAY);
  closure->result->refund = result;
}

/* The conversion ratio in 10^-8 of a millionth of a percent, so that both readings are exact. */
static ZzWide ratio_of(const Closure *closure) {
  const ZzgovCoalReplacement *given = closure->mine->replacement;
  const ZzgovCoalClosureOptions *options = closure->zcase->options;
  const ZzWide whole = 100 * (ZzWide)ZZGOV_DECIMAL_ONE;
  ZzgovDecimal uplift = decimal_of(closure, RATIO_UPLIFT);
  if (!is_raised(closure))
    return given->ratio_percent * whole;
  if (options->ratio_uplift == ZZGOV_COAL_UPLIFT_POINTS)
    return (given->ratio_percent + uplift) * whole;
  return given->ratio_percent * (whole + uplift);
}

/* COAL-09: capacity x ratio; no amount of money, so rounded for display only. */
static void replacement(const Closure *closure) {
  if (!closure->mine->replacement)
    return;
  const ZzWide whole = 100 * (ZzWide)ZZGOV_DECIMAL_ONE;
  ZzWide ratio = ratio_of(closure);
  ZzgovCoalQuota *result = zz_arena_alloc(closure->zcase->arena, sizeof *result);
  result->ratio_percent = (ZzgovDecimal)zz_round_quotient(ratio, whole, ZZ_HALF_EVEN);
  result->quota_10kt = (ZzgovDecimal)zz_round_quotient(closure->mine->capacity_10kt * ratio,
                                                       whole * whole, ZZ_HALF_EVEN);
  closure->result->replacement = result;
}

/* COAL-08: small, by the last day, the fund's own conditions met, no accident (A-COAL-10). */
static void national_fund(const Closure *closure) {
  const ZzgovCoalMine *mine = closure->mine;
  if (mine->fund_conditions_met == ZZGOV_UNKNOWN)
    return;
  ZzgovCoalFund *result = zz_arena_alloc(closure->zcase->arena, sizeof *result);
  result->may_apply = closure->small && mine->accepted_on <= last_day(closure, FUND_UNTIL) &&
                      mine->fund_conditions_met == ZZGOV_YES && !had_accident(closure);
  closure->result->national_fund = result;
}

/* --- all mines -------------------------------------------------------------------------------- */

static bool check_in_force(const ZzCase *zcase, GError **error) {
  const ZzgovCoalClosureInput *input = zcase->input;
  for (size_t i = 0; i < input->n_mines; i++) {
    const ZzPath mine = {&mines_path, NULL, i}, day = {&mine, "accepted_on", 0};
    if (!zz_check_in_force(zcase, REGULATION, input->mines[i].accepted_on, &day, error))
      return false;
  }
  return true;
}

static void settle(ZzCase *zcase, const ZzgovCoalMine *mine, const ZzPath *path,
                   ZzgovCoalMineResult *result) {
  Closure closure = {zcase, mine, result, false, accident_of(mine)};
  result->name = zz_arena_strdup(zcase->arena, mine->name);
  closure.small = is_small(&closure);
  award(&closure);
  refund(&closure);
  replacement(&closure);
  national_fund(&closure);
  warn(&closure, path);
  if (zcase->trace)
    explain(&closure);
}

static bool compute(ZzCase *zcase, void *target, GError **error) {
  const ZzgovCoalClosureInput *input = zcase->input;
  ZzgovCoalClosureResult *result = target;
  ZzgovCoalMineResult *mines = zz_arena_alloc(zcase->arena, input->n_mines * sizeof *mines);
  if (!check_in_force(zcase, error))
    return false;
  result->mines = mines;
  result->n_mines = input->n_mines;
  result->award_total_fen = result->refund_total_fen = 0;
  for (size_t i = 0; i < input->n_mines; i++) {
    settle(zcase, &input->mines[i], &(ZzPath){&mines_path, NULL, i}, &mines[i]);
    ZzgovFen refunded = mines[i].refund ? mines[i].refund->amount_fen : 0;
    if (!zz_add_total(&result->award_total_fen, mines[i].award_fen, &mines_path, error) ||
        !zz_add_total(&result->refund_total_fen, refunded, &mines_path, error))
      return false;
  }
  explain_totals(zcase, result);
  return true;
}

static const ZzCalculator calculator = {
    .id = "coal-closure",
    .title = {"Closing coal mines", "煤矿关闭退出奖补"},
    .input = &input_table,
    .options = &option_table,
    .result = &result_table,
    .warnings_offset = offsetof(ZzgovCoalClosureResult, warnings),
    .check = check,
    .compute = compute,
};
static const ZzCalculator *const calculators[] = {&calculator};

const ZzRegulation zz_regulation_coal_closure = {
    .id = "coal-closure",
    .provisions = (const char *const[]){"COAL-04", "COAL-06", "COAL-07", "COAL-08", "COAL-09",
                                        "COAL-11", NULL},
    .parameters = parameters,
    .n_parameters = ZZ_COUNT_FIELDS(parameters),
    .calculators = calculators,
    .n_calculators = G_N_ELEMENTS(calculators),
};

ZzgovCoalClosureResult *zzgov_coal_closure(const ZzgovRulebook *rulebook,
                                           const ZzgovCoalClosureInput *input,
                                           const ZzgovCoalClosureOptions *options,
                                           ZzgovTrace *trace, GError **error) {
  return zz_run_typed(&calculator, rulebook, input, options, trace, error);
}

void zzgov_coal_closure_result_free(ZzgovCoalClosureResult *result) { zz_arena_free_owned(result); }
