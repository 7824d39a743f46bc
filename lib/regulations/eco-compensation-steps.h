/* The four factors of eco-compensation.c, and the steps that tell what they come to. Included only
 * there. */
#ifndef ZZ_ECO_COMPENSATION_STEPS_H
#define ZZ_ECO_COMPENSATION_STEPS_H

#include "eco-compensation-fields.h"
#include "exact.h"

extern const ZzRegulation zz_regulation_eco_compensation;
#define REGULATION (&zz_regulation_eco_compensation)

/* --- the four factors ------------------------------------------------------------------------- */

static ZzgovDecimal member(const void *source, size_t offset) {
  return *(const ZzgovDecimal *)(const void *)((const char *)source + offset);
}

static ZzgovDecimal given_base(const ZzCase *zcase, const Factor *factor) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  return input->base ? member(input->base, factor->base) : ZZGOV_ABSENT;
}

/* Whether a factor's base is the rate of the sums of both years (A-ECO-5, second reading). */
static bool uses_sums(const ZzCase *zcase, const Factor *factor) {
  const ZzgovEcoCompensationOptions *options = zcase->options;
  return factor->rate && given_base(zcase, factor) == ZZGOV_ABSENT &&
         options->rate_base == ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS;
}

/* ECO-04: (last year - this year) / last year x 100, in percentage points. */
static ZzFraction improvement(int64_t last_year, int64_t this_year) {
  return zz_fraction_reduced(100 * (last_year - this_year), last_year);
}

static ZzTies ties_of(const ZzCase *zcase) {
  const ZzgovEcoCompensationOptions *options = zcase->options;
  return options->rounding == ZZGOV_ECO_ROUNDING_HALF_UP ? ZZ_HALF_AWAY : ZZ_HALF_EVEN;
}

/* The digits to which what is computed for a factor is rounded (A-ECO-4), or ZZGOV_ABSENT. */
static int64_t digits_of(const ZzCase *zcase, const Factor *factor) {
  const ZzgovEcoCompensationOptions *options = zcase->options;
  return factor->rate ? options->improvement_decimals : options->concentration_decimals;
}

static ZzFraction rate_of(const Factor *factor, const ZzgovEcoArea *area) {
  return improvement(member(area, factor->last_year), member(area, factor->concentration));
}

/* An area's value: given values stay as they are, computed rates may be rounded. */
static ZzFraction value_of(const ZzCase *zcase, const Factor *factor, const ZzgovEcoArea *area) {
  ZzgovDecimal given = member(area, factor->rate ? factor->rate_at : factor->concentration);
  int64_t digits = digits_of(zcase, factor);
  if (given != ZZGOV_ABSENT)
    return zz_fraction_of_decimal(given);
  ZzFraction rate = rate_of(factor, area);
  return digits == ZZGOV_ABSENT ? rate : zz_fraction_rounded(rate, (int)digits, ties_of(zcase));
}

static ZzFraction rate_of_sums(const ZzgovEcoCompensationInput *input, const Factor *factor) {
  int64_t last_year = 0, this_year = 0;
  for (size_t i = 0; i < input->n_areas; i++) {
    last_year += member(&input->areas[i], factor->last_year);
    this_year += member(&input->areas[i], factor->concentration);
  }
  return improvement(last_year, this_year);
}

/* --- explanation ------------------------------------------------------------------------------ */

/* The first month decides whether there is anything to settle, so everything rests on it. */
enum { ON_MONTH = ZZ_ON(FROM_MONTH) };
static const uint32_t on_tiers = ZZ_ON(FROM_MONTH) | ZZ_ON(PM25_TIERS) |
                                 ZZ_ON(PM25_IMPROVEMENT_TIERS) | ZZ_ON(PM10_TIERS) |
                                 ZZ_ON(PM10_IMPROVEMENT_TIERS);

/* "= 300/29", and where digits were asked for "= 300/29 ≈ 10.3". */
static char *equals(const ZzCase *zcase, const Factor *factor, char *exact,
                    ZzgovWideDecimal shown) {
  g_autofree char *rounded = zzgov_wide_decimal_to_string(shown);
  bool asked = digits_of(zcase, factor) != ZZGOV_ABSENT && strcmp(exact, rounded) != 0;
  char *text = g_strconcat("= ", exact, asked ? " ≈ " : NULL, rounded, NULL);
  g_free(exact);
  return text;
}

static void explain_rate(const ZzCase *zcase, const Factor *factor, const ZzgovEcoArea *area,
                         ZzgovWideDecimal shown) {
  g_autofree char *last_year = zzgov_decimal_to_string(member(area, factor->last_year));
  g_autofree char *this_year = zzgov_decimal_to_string(member(area, factor->concentration));
  g_autofree char *result =
      equals(zcase, factor, zz_fraction_to_text(rate_of(factor, area)), shown);
  g_autofree char *formula =
      g_strdup_printf("(%s − %s) / %s × 100 %s", last_year, this_year, last_year, result);
  const ZzFigure figure = {.provision = "ECO-04",
                           .on = ON_MONTH,
                           .subject = area->name,
                           .formula = formula,
                           .unit = factor->unit};
  zz_explain_wide(zcase, REGULATION, figure, shown);
}

/* `exact` is the base before it was rounded, in words. */
static void explain_base(const ZzCase *zcase, const Factor *factor, char *exact,
                         const ZzgovEcoBase *base) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  g_autofree char *result = equals(zcase, factor, exact, base->value);
  const char *name = factor_words[factor - factors].word;
  g_autofree char *formula = NULL;
  if (base->source == ZZGOV_ECO_SOURCE_GIVEN)
    formula = g_strdup_printf("%s: given", name);
  else if (uses_sums(zcase, factor))
    formula = g_strdup_printf("%s: (Σ last year − Σ) / Σ last year × 100 %s", name, result);
  else
    formula = g_strdup_printf("%s: Σ / %zu %s", name, input->n_areas, result);
  const ZzFigure figure = {
      .provision = "ECO-03", .on = ON_MONTH, .formula = formula, .unit = factor->unit};
  zz_explain_wide(zcase, REGULATION, figure, base->value);
}

static void explain_month(const ZzCase *zcase, const ZzEntry *from_month) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  g_autofree char *first = zzgov_month_to_string(*(const ZzgovMonth *)from_month->value);
  g_autofree char *month = zzgov_month_to_string(input->month);
  g_autofree char *formula = g_strdup_printf("%s ≥ %s", month, first);
  const ZzFigure figure = {
      .entry = from_month, .on = ON_MONTH, .formula = formula, .value = month, .unit = "month"};
  zz_explain(zcase, REGULATION, figure);
}

/* One factor while the areas are settled. */
typedef struct {
  const Factor *factor;
  const ZzEntry *tiers;
  ZzCharge charge;
  ZzFraction *values; /* of the areas */
  ZzExact base;
  char *base_text; /* for the explanation, or NULL */
  ZzgovEcoBase *result;
} Settling;

/* The comparison, and where there is an excess the tiers that it fills. */
static void explain_amount(const ZzCase *zcase, Settling *settling, const char *name,
                           ZzFraction value, ZzExact *excess, ZzgovFen amount) {
  bool rate = settling->factor->rate;
  g_autofree char *charged = zz_charge_formula(&settling->charge, excess);
  g_autofree char *own = zz_fraction_to_text(value);
  const char *base = settling->base_text;
  g_autofree char *difference = zz_exact_to_text(excess);
  g_autofree char *formula = mpz_sgn(excess->num) > 0
                                 ? g_strdup_printf("%s − %s = %s; %s", rate ? base : own,
                                                   rate ? own : base, difference, charged)
                                 : g_strdup_printf("%s %s %s", own, rate ? "≥" : "≤", base);
  const ZzFigure figure = {.entry = settling->tiers,
                           .on = ON_MONTH | ZZ_ON(settling->factor - factors),
                           .subject = name,
                           .formula = formula};
  zz_explain_fen(zcase, REGULATION, figure, amount);
}

static void explain_area(const ZzCase *zcase, const ZzgovEcoAreaResult *area) {
  g_autoptr(GString) formula = g_string_new(NULL);
  for (size_t f = 0; f < N_FACTORS; f++) {
    g_autofree char *amount = zzgov_fen_to_yuan_string(area->factors[f].amount_fen);
    g_string_append_printf(formula, "%s%s", f ? " + " : "", amount);
  }
  const ZzFigure figure = {
      .provision = "ECO-09", .on = on_tiers, .subject = area->name, .formula = formula->str};
  zz_explain_fen(zcase, REGULATION, figure, area->total_fen);
}

#endif
