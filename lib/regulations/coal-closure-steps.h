/* A mine of coal-closure.c while it is settled, and the steps that tell how. Included only there.
 */
#ifndef ZZ_COAL_CLOSURE_STEPS_H
#define ZZ_COAL_CLOSURE_STEPS_H

#include "coal-closure-fields.h"
#include "number.h"

#include <string.h>

extern const ZzRegulation zz_regulation_coal_closure;
#define REGULATION (&zz_regulation_coal_closure)

/* A mine with what is decided about it on the way. */
typedef struct {
  ZzCase *zcase;
  const ZzgovCoalMine *mine;
  ZzgovCoalMineResult *result;
  bool small;
  ZzgovDate accident; /* the first that forfeits, or ZZGOV_DATE_ABSENT */
} Closure;

static const ZzEntry *entry_of(const Closure *closure, size_t parameter) {
  return zz_rulebook_entry(closure->zcase->rulebook, REGULATION, parameter,
                           closure->mine->accepted_on);
}

static ZzgovDecimal decimal_of(const Closure *closure, size_t parameter) {
  return *(const ZzgovDecimal *)entry_of(closure, parameter)->value;
}

static ZzgovDate last_day(const Closure *closure, size_t parameter) {
  return *(const ZzgovDate *)entry_of(closure, parameter)->value;
}

static bool had_accident(const Closure *closure) { return closure->accident != ZZGOV_DATE_ABSENT; }

/* --- parts of formulas ------------------------------------------------------------------------ */

typedef char Text[ZZ_NUMBER_SIZE];

static void explain_mine(const Closure *closure, ZzFigure figure) {
  figure.subject = closure->result->name;
  zz_explain(closure->zcase, REGULATION, figure);
}

static void append_yes(GString *formula, const char *name, bool yes) {
  g_string_append_printf(formula, "%s%s: %s", formula->len ? "; " : "", name, yes ? "yes" : "no");
}

/* "2020-11-30 ≤ 2020-12-31" */
static void append_until(GString *formula, ZzgovDate day, ZzgovDate last) {
  Text day_text, last_text;
  zz_date_write(day, day_text);
  zz_date_write(last, last_text);
  g_string_append_printf(formula, "%s%s %s %s", formula->len ? "; " : "", day_text,
                         day <= last ? "≤" : ">", last_text);
}

static const char *class_of(const Closure *closure) {
  return classes[closure->result->capacity_class - 1].word;
}

/* --- award ------------------------------------------------------------------------------------ */

static const char *relation(const Closure *closure) {
  const ZzgovCoalClosureOptions *options = closure->zcase->options;
  if (options->thirty_is_small)
    return closure->small ? "≤" : ">";
  return closure->small ? "<" : "≥";
}

static void explain_class(const Closure *closure) {
  Text capacity, boundary;
  zz_decimal_write(closure->mine->capacity_10kt, capacity);
  zz_decimal_write(decimal_of(closure, SMALL_BELOW), boundary);
  g_autofree char *formula = g_strdup_printf("%s %s %s", capacity, relation(closure), boundary);
  const ZzFigure figure = {.entry = entry_of(closure, SMALL_BELOW),
                           .on = ZZ_ON(SMALL_BELOW),
                           .formula = formula,
                           .value = class_of(closure),
                           .unit = "class"};
  explain_mine(closure, figure);
}

/* COAL-04: how many of the standards are met, and which are not. */
static void explain_standards(const Closure *closure) {
  static const ZzgovText label = {"All five closure standards met", "达到全部五项关闭标准"};
  const ZzgovCoalMineResult *result = closure->result;
  g_autoptr(GString) unmet = g_string_new(NULL);
  size_t n = 0;
  for (size_t i = 0; i < result->n_reasons; i++)
    if (g_str_has_prefix(result->reasons[i], "closure-standard-unmet:")) {
      g_string_append_printf(unmet, "; %s", result->reasons[i]);
      n++;
    }
  g_autofree char *formula = g_strdup_printf("%zu/%zu%s", G_N_ELEMENTS(standard_fields) - n,
                                             G_N_ELEMENTS(standard_fields), unmet->str);
  const ZzFigure figure = {.provision = "COAL-04",
                           .label = &label,
                           .formula = formula,
                           .value = n == 0 ? "true" : "false",
                           .unit = "status"};
  explain_mine(closure, figure);
}

/* "2020-12-01 ≤ 2021-02-10 ≤ 2021-06-30"; an accident outside of the closure changes nothing. */
static void explain_accidents(const Closure *closure) {
  static const ZzgovText label = {"Accident during the closure, award cancelled",
                                  "关闭退出期间发生事故，奖补资金取消"};
  const ZzgovCoalMine *mine = closure->mine;
  ZzgovDate day = had_accident(closure) ? closure->accident : mine->accidents_on[0];
  Text decided, accident, accepted;
  zz_date_write(mine->decided_on, decided);
  zz_date_write(day, accident);
  zz_date_write(mine->accepted_on, accepted);
  g_autofree char *formula = day < mine->decided_on ? g_strdup_printf("%s < %s", accident, decided)
                             : day > mine->accepted_on
                                 ? g_strdup_printf("%s > %s", accident, accepted)
                                 : g_strdup_printf("%s ≤ %s ≤ %s", decided, accident, accepted);
  const ZzFigure figure = {.provision = "COAL-07",
                           .label = &label,
                           .formula = formula,
                           .value = had_accident(closure) ? "true" : "false",
                           .unit = "status"};
  explain_mine(closure, figure);
}

/* COAL-06: class and day; the amount for a mine, or what stands against it. */
static void explain_award(const Closure *closure) {
  const ZzgovCoalMineResult *result = closure->result;
  size_t award = closure->small ? AWARD_SMALL : AWARD_LARGE;
  Text accepted;
  zz_date_write(closure->mine->accepted_on, accepted);
  g_autoptr(GString) formula = g_string_new(class_of(closure));
  g_string_append_printf(formula, "; accepted_on: %s", accepted);
  for (size_t i = 0; i < result->n_reasons; i++)
    g_string_append_printf(formula, "; %s", result->reasons[i]);
  if (result->eligible) {
    Text amount;
    zz_fen_write_short(result->award_fen, amount);
    g_string_append_printf(formula, "; 1 × %s", amount);
  }
  const ZzFigure figure = {.entry = entry_of(closure, award),
                           .on = ZZ_ON(SMALL_BELOW) | ZZ_ON(award),
                           .subject = result->name,
                           .formula = formula->str};
  zz_explain_fen(closure->zcase, REGULATION, figure, result->award_fen);
}

/* --- refund, replacement, national fund ------------------------------------------------------- */

/* "5000000 × 100 / 400", or what stands against it. */
static char *refund_formula(const ZzgovCoalMineralRight *right, bool eligible) {
  Text paid, remaining, priced;
  zz_fen_write_short(right->price_paid_fen, paid);
  zz_decimal_write(right->reserves_remaining_10kt, remaining);
  zz_decimal_write(right->reserves_priced_10kt, priced);
  if (eligible)
    return g_strdup_printf("%s × %s / %s", paid, remaining, priced);
  GString *formula = g_string_new(NULL);
  append_yes(formula, "cancelled", right->cancelled == ZZGOV_YES);
  append_yes(formula, "merged", right->merged == ZZGOV_YES);
  g_string_append_printf(formula, "; price_paid_yuan: %s", paid);
  return g_string_free(formula, FALSE);
}

static void explain_refund(const Closure *closure) {
  const ZzgovCoalRefund *refund = closure->result->refund;
  g_autofree char *formula = refund_formula(closure->mine->mineral_right, refund->eligible);
  const ZzFigure figure = {
      .provision = "COAL-11", .subject = closure->result->name, .formula = formula};
  zz_explain_fen(closure->zcase, REGULATION, figure, refund->amount_fen);
}

/* Whether the ratio is raised: COAL-09 asks for a small mine, centralised trading, the period. */
static bool is_raised(const Closure *closure) {
  return closure->small && closure->mine->replacement->centralised_trading == ZZGOV_YES &&
         closure->mine->accepted_on <= last_day(closure, PROGRAMME_UNTIL);
}

/* "200 + 20", "200 × (100 + 20) / 100", or "200" and what the uplift needs. */
static char *ratio_formula(const Closure *closure) {
  const ZzgovCoalClosureOptions *options = closure->zcase->options;
  Text given, uplift;
  zz_decimal_write(closure->mine->replacement->ratio_percent, given);
  zz_decimal_write(decimal_of(closure, RATIO_UPLIFT), uplift);
  if (is_raised(closure))
    return g_strdup_printf(
        options->ratio_uplift == ZZGOV_COAL_UPLIFT_POINTS ? "%s + %s" : "%s × (100 + %s) / 100",
        given, uplift);
  GString *formula = g_string_new(given);
  g_string_append_printf(formula, "; %s", class_of(closure));
  append_until(formula, closure->mine->accepted_on, last_day(closure, PROGRAMME_UNTIL));
  append_yes(formula, "centralised_trading",
             closure->mine->replacement->centralised_trading == ZZGOV_YES);
  return g_string_free(formula, FALSE);
}

static void explain_replacement(const Closure *closure) {
  const ZzgovCoalQuota *quota = closure->result->replacement;
  Text capacity, ratio;
  zz_decimal_write(closure->mine->capacity_10kt, capacity);
  zz_decimal_write(quota->ratio_percent, ratio);
  g_autofree char *raised = ratio_formula(closure);
  g_autofree char *product = g_strdup_printf("%s × %s / 100", capacity, ratio);
  ZzFigure figure = {.provision = "COAL-09",
                     .label = zz_label(&quota_table, "ratio_percent"),
                     .on = ZZ_ON(SMALL_BELOW) | ZZ_ON(PROGRAMME_UNTIL) | ZZ_ON(RATIO_UPLIFT),
                     .subject = closure->result->name,
                     .formula = raised,
                     .unit = "percent"};
  zz_explain_wide(closure->zcase, REGULATION, figure, zz_wide_of_millionths(quota->ratio_percent));
  figure.label = zz_label(&quota_table, "quota_10kt");
  figure.formula = product;
  figure.unit = "10,000 t per year";
  zz_explain_wide(closure->zcase, REGULATION, figure, zz_wide_of_millionths(quota->quota_10kt));
}

static void explain_fund(const Closure *closure) {
  g_autoptr(GString) formula = g_string_new(class_of(closure));
  append_until(formula, closure->mine->accepted_on, last_day(closure, FUND_UNTIL));
  append_yes(formula, "fund_conditions_met", closure->mine->fund_conditions_met == ZZGOV_YES);
  append_yes(formula, "accident-during-closure", had_accident(closure));
  const ZzFigure figure = {.provision = "COAL-08",
                           .label = zz_label(&fund_table, "may_apply"),
                           .on = ZZ_ON(SMALL_BELOW) | ZZ_ON(FUND_UNTIL),
                           .formula = formula->str,
                           .value = closure->result->national_fund->may_apply ? "true" : "false",
                           .unit = "status"};
  explain_mine(closure, figure);
}

/* --- all -------------------------------------------------------------------------------------- */

static void explain(const Closure *closure) {
  explain_class(closure);
  explain_standards(closure);
  if (closure->mine->n_accidents_on > 0)
    explain_accidents(closure);
  explain_award(closure);
  if (closure->result->refund)
    explain_refund(closure);
  if (closure->result->replacement)
    explain_replacement(closure);
  if (closure->result->national_fund)
    explain_fund(closure);
}

static void explain_totals(const ZzCase *zcase, const ZzgovCoalClosureResult *result) {
  const ZzFigure awards = {.provision = "COAL-06",
                           .label = zz_label(&result_table, "award_total_yuan"),
                           .on = ZZ_ON(SMALL_BELOW) | ZZ_ON(AWARD_SMALL) | ZZ_ON(AWARD_LARGE),
                           .formula = "Σ award_yuan"};
  const ZzFigure refunds = {.provision = "COAL-11",
                            .label = zz_label(&result_table, "refund_total_yuan"),
                            .formula = "Σ amount_yuan"};
  zz_explain_fen(zcase, REGULATION, awards, result->award_total_fen);
  zz_explain_fen(zcase, REGULATION, refunds, result->refund_total_fen);
}

#endif
