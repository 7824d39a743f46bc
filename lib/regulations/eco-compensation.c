#include <zzgov/eco-compensation.h>

#include "decode.h"
#include "error-private.h"
#include "eco-compensation-steps.h"
#include "rates.h"
#include "nearest.h"
#include "tiers.h"
#include "unique.h"

#include <string.h>

/* 郑州市环境空气质量生态补偿办法(试行): four factors, each charged in marginal tiers above the
 * city's base. The figures stand in lib/rules/eco-compensation.json. */

/* --- bases ------------------------------------------------------------------------------------ */

/* ECO-03: the base as published, or the city mean of the areas' values. */
static ZzgovEcoBase *set_base(const ZzCase *zcase, const Factor *factor, const ZzFraction *values,
                              ZzExact *base) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  ZzgovDecimal given = given_base(zcase, factor);
  ZzgovEcoBase *result = zz_arena_alloc(zcase->arena, sizeof *result);
  if (given != ZZGOV_ABSENT)
    zz_exact_set(base, zz_fraction_of_decimal(given));
  else if (uses_sums(zcase, factor))
    zz_exact_set(base, rate_of_sums(input, factor));
  else
    zz_exact_set_mean(base, values, input->n_areas);
  char *exact = zcase->trace ? zz_exact_to_text(base) : NULL;
  result->source = given == ZZGOV_ABSENT ? ZZGOV_ECO_SOURCE_COMPUTED : ZZGOV_ECO_SOURCE_GIVEN;
  int64_t digits = digits_of(zcase, factor);
  if (result->source == ZZGOV_ECO_SOURCE_COMPUTED && digits != ZZGOV_ABSENT)
    zz_exact_round(base, (int)digits, ties_of(zcase));
  result->value = zz_exact_to_decimal(base);
  if (exact)
    explain_base(zcase, factor, exact, result);
  return result;
}

/* --- checks that cross members ---------------------------------------------------------------- */

static const ZzPath input_path = {NULL, "input", 0};
static const ZzPath areas_path = {&input_path, "areas", 0};

static const ZzField *area_field(const char *name) { return zz_table_find(&area_table, name); }

static bool check_rates(const ZzgovEcoArea *area, const Factor *factor, const ZzPath *path,
                        GError **error) {
  bool last_year = member(area, factor->last_year) != ZZGOV_ABSENT;
  bool rate = member(area, factor->rate_at) != ZZGOV_ABSENT;
  if (last_year && rate)
    return zz_fail_member(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){path, factor->rate_name, 0},
                          ZZ_MSG_ONE_OF, area_field(factor->last_year_name),
                          area_field(factor->rate_name));
  if (!last_year && !rate)
    return zz_fail_member(error, ZZGOV_ERROR_MISSING_FIELD, path, ZZ_MSG_ONE_OF_MISSING,
                          area_field(factor->last_year_name), area_field(factor->rate_name));
  return true;
}

static bool check_area(const ZzCase *zcase, const ZzgovEcoArea *area, const ZzPath *path,
                       GError **error) {
  for (size_t f = 0; f < N_FACTORS; f++)
    if (factors[f].rate && !check_rates(area, &factors[f], path, error))
      return false;
  static const ZzField reading = {.name = "rate-of-means", .help = {NULL, "两年浓度合计的改善率"}};
  for (size_t f = 0; f < N_FACTORS; f++)
    if (uses_sums(zcase, &factors[f]) && member(area, factors[f].last_year) == ZZGOV_ABSENT)
      return zz_fail_member(error, ZZGOV_ERROR_MISSING_FIELD, path, ZZ_MSG_NEEDED_FOR,
                            area_field(factors[f].last_year_name), &reading);
  return true;
}

static bool check(const ZzCase *zcase, GError **error) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  size_t repeated = zz_first_repeated(&input->areas->name, sizeof *input->areas, input->n_areas);
  for (size_t i = 0; i < input->n_areas; i++) {
    const ZzPath path = {&areas_path, NULL, i};
    if (i == repeated)
      return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){&path, "name", 0},
                     ZZ_MSG_REPEATED_NAME, input->areas[i].name);
    if (!check_area(zcase, &input->areas[i], &path, error))
      return false;
  }
  return true;
}

/* ECO-01: settled month by month from the first month on. */
static bool check_in_force(const ZzCase *zcase, ZzgovMonth month, const ZzPath *path,
                           GError **error) {
  ZzgovDate day = zz_month_first_day(month);
  if (!zz_check_in_force(zcase, REGULATION, day, path, error))
    return false;
  ZzgovMonth first =
      *(const ZzgovMonth *)zz_rulebook_value(zcase->rulebook, REGULATION, FROM_MONTH, day);
  if (month >= first)
    return true;
  char asked[ZZ_NUMBER_SIZE], from[ZZ_NUMBER_SIZE];
  zz_month_write(month, asked);
  zz_month_write(first, from);
  return zz_fail(error, ZZGOV_ERROR_NOT_IN_FORCE, path, ZZ_MSG_NOT_IN_FORCE_BEFORE, asked, from);
}

bool zz_eco_tiers(const ZzgovRulebook *rulebook, ZzgovMonth month,
                  const ZzList *tiers[ZZ_N_FACTORS], ZzgovMonth *first, GError **error) {
  static const size_t lists[] = {PM25_TIERS, PM25_IMPROVEMENT_TIERS, PM10_TIERS,
                                 PM10_IMPROVEMENT_TIERS};
  const ZzCase zcase = {.rulebook = rulebook};
  const ZzPath path = {NULL, "month", 0};
  ZzgovDate day = zz_month_first_day(month);
  if (!check_in_force(&zcase, month, &path, error))
    return false;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    tiers[f] = zz_rulebook_value(rulebook, REGULATION, lists[f], day);
  *first = *(const ZzgovMonth *)zz_rulebook_value(rulebook, REGULATION, FROM_MONTH, day);
  return true;
}

/* --- warnings --------------------------------------------------------------------------------- */

/* The list of the assessed areas names each once. */
static bool check_assessed(const void *value, const ZzPath *path, GError **error) {
  const ZzList *assessed = value;
  const AssessedArea *areas = assessed->items;
  size_t i = zz_first_repeated(&areas->name, sizeof *areas, assessed->n);
  if (i == assessed->n)
    return true;
  const ZzPath area = {path, NULL, i};
  return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){&area, "name", 0},
                 ZZ_MSG_REPEATED_NAME, areas[i].name);
}

static const char *assessed_name_at(gconstpointer list, size_t i) {
  const ZzList *assessed = list;
  return i < assessed->n ? ((const AssessedArea *)assessed->items)[i].name : NULL;
}

/* Areas mostly come in the order of the list, so the search begins at the same place. */
static const AssessedArea *find_assessed(const ZzList *assessed, const char *name, size_t place) {
  const AssessedArea *areas = assessed->items;
  for (size_t i = 0; i < assessed->n; i++) {
    const AssessedArea *area = &areas[(place + i) % assessed->n];
    if (strcmp(area->name, name) == 0)
      return area;
  }
  return NULL;
}

static void warn_area(ZzCase *zcase, const ZzList *assessed, const ZzgovEcoArea *area,
                      const ZzPath *path) {
  const AssessedArea *known = find_assessed(assessed, area->name, path->index);
  const char *nearest = known ? NULL : zz_nearest(area->name, assessed_name_at, assessed);
  if (!known)
    zz_warn(zcase, "unknown-area", "ECO-01", &(ZzPath){path, "name", 0},
            nearest ? ZZ_MSG_UNKNOWN_AREA_NEAR : ZZ_MSG_UNKNOWN_AREA, area->name, nearest);
  else if (area->network && (int)area->network != known->network)
    zz_warn(zcase, "wrong-network", "ECO-02", &(ZzPath){path, "network", 0}, ZZ_MSG_WRONG_NETWORK,
            area->name, networks[known->network - 1].word, networks[known->network - 1].help.zh);
}

static bool computes_a_base(const ZzCase *zcase) {
  for (size_t f = 0; f < N_FACTORS; f++)
    if (given_base(zcase, &factors[f]) == ZZGOV_ABSENT)
      return true;
  return false;
}

static const ZzList *assessed_areas(const ZzCase *zcase) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  return zz_rulebook_value(zcase->rulebook, REGULATION, AREAS, zz_month_first_day(input->month));
}

/* Whether the names are exactly those of the assessed areas; none stands twice. */
static bool is_whole_city(const ZzCase *zcase) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  const ZzList *assessed = assessed_areas(zcase);
  size_t n_known = 0;
  for (size_t i = 0; i < input->n_areas; i++)
    n_known += find_assessed(assessed, input->areas[i].name, i) != NULL;
  return n_known == assessed->n && n_known == input->n_areas;
}

static void warn(ZzCase *zcase) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  const ZzList *assessed = assessed_areas(zcase);
  if (computes_a_base(zcase) && !is_whole_city(zcase)) {
    char given[ZZ_NUMBER_SIZE], all[ZZ_NUMBER_SIZE];
    zz_integer_write((int64_t)input->n_areas, given);
    zz_integer_write((int64_t)assessed->n, all);
    zz_warn(zcase, "partial-city", "ECO-03", &areas_path, ZZ_MSG_PARTIAL_CITY, given, all);
  }
  for (size_t i = 0; i < input->n_areas; i++)
    warn_area(zcase, assessed, &input->areas[i], &(ZzPath){&areas_path, NULL, i});
}

/* --- settling --------------------------------------------------------------------------------- */

static void settling_init(Settling *settling, const ZzCase *zcase, size_t f, ZzgovDate day) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  settling->factor = &factors[f];
  settling->tiers = zz_rulebook_entry(zcase->rulebook, REGULATION, f, day);
  settling->values = zz_arena_alloc(zcase->arena, input->n_areas * sizeof(ZzFraction));
  zz_charge_init(&settling->charge, settling->tiers->value);
  zz_exact_init(&settling->base);
  for (size_t i = 0; i < input->n_areas; i++)
    settling->values[i] = value_of(zcase, &factors[f], &input->areas[i]);
  settling->result = set_base(zcase, &factors[f], settling->values, &settling->base);
  settling->base_text = zcase->trace ? zz_exact_to_text(&settling->base) : NULL;
}

static void settling_clear(Settling *settling) {
  g_free(settling->base_text);
  zz_exact_clear(&settling->base);
  zz_charge_clear(&settling->charge);
}

/* ECO-05 ... ECO-08: only what is worse than the base is charged, tier by tier. */
static bool settle_factor(const ZzCase *zcase, Settling *settling, size_t area, ZzExact *excess,
                          ZzgovEcoFactorResult *result) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  const ZzgovEcoArea *given = &input->areas[area];
  zz_exact_set_difference(excess, settling->values[area], &settling->base);
  if (settling->factor->rate)
    zz_exact_negate(excess);
  if (mpz_sgn(excess->num) < 0)
    mpz_set_ui(excess->num, 0);
  result->value = zz_fraction_to_decimal(settling->values[area]);
  result->base = settling->result->value;
  result->excess = zz_exact_to_decimal(excess);
  if (!zz_charge(&settling->charge, excess, &result->amount_fen))
    return false;
  if (!zcase->trace)
    return true;
  if (settling->factor->rate && member(given, settling->factor->rate_at) == ZZGOV_ABSENT)
    explain_rate(zcase, settling->factor, given, result->value);
  explain_amount(zcase, settling, given->name, settling->values[area], excess, result->amount_fen);
  return true;
}

/* ECO-09: each factor by itself; nothing offsets, caps or rewards. */
static bool settle_area(const ZzCase *zcase, Settling *settlings, size_t i, ZzExact *excess,
                        ZzgovEcoAreaResult *result) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  ZzgovEcoFactorResult *results = zz_arena_alloc(zcase->arena, N_FACTORS * sizeof *results);
  *result = (ZzgovEcoAreaResult){zz_arena_strdup(zcase->arena, input->areas[i].name), results,
                                 N_FACTORS, 0};
  for (size_t f = 0; f < N_FACTORS; f++) {
    results[f].factor = (ZzgovEcoFactor)(f + 1);
    if (!settle_factor(zcase, &settlings[f], i, excess, &results[f]) ||
        !zzgov_fen_add(result->total_fen, results[f].amount_fen, &result->total_fen, NULL))
      return false;
  }
  if (zcase->trace)
    explain_area(zcase, result);
  return true;
}

static bool settle_city(const ZzCase *zcase, Settling *settlings,
                        ZzgovEcoCompensationResult *result) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  ZzgovEcoAreaResult *areas = zz_arena_alloc(zcase->arena, input->n_areas * sizeof *areas);
  ZzExact excess;
  bool fits = true;
  zz_exact_init(&excess);
  result->total_fen = 0;
  for (size_t i = 0; i < input->n_areas && fits; i++)
    fits = settle_area(zcase, settlings, i, &excess, &areas[i]) &&
           zzgov_fen_add(result->total_fen, areas[i].total_fen, &result->total_fen, NULL);
  zz_exact_clear(&excess);
  result->areas = areas;
  result->n_areas = input->n_areas;
  return fits;
}

static bool compute(ZzCase *zcase, void *target, GError **error) {
  const ZzgovEcoCompensationInput *input = zcase->input;
  ZzgovEcoCompensationResult *result = target;
  ZzgovDate day = zz_month_first_day(input->month);
  Settling settlings[N_FACTORS];
  const ZzPath month_path = {&input_path, "month", 0};
  if (!check_in_force(zcase, input->month, &month_path, error))
    return false;
  warn(zcase);
  if (zcase->trace)
    explain_month(zcase, zz_rulebook_entry(zcase->rulebook, REGULATION, FROM_MONTH, day));
  for (size_t f = 0; f < N_FACTORS; f++)
    settling_init(&settlings[f], zcase, f, day);
  ZzgovEcoBases *bases = zz_arena_alloc(zcase->arena, sizeof *bases);
  *bases = (ZzgovEcoBases){settlings[0].result, settlings[1].result, settlings[2].result,
                           settlings[3].result};
  result->month = input->month;
  result->base = bases;
  bool fits = settle_city(zcase, settlings, result);
  for (size_t f = 0; f < N_FACTORS; f++)
    settling_clear(&settlings[f]);
  if (!fits)
    return zz_fail(error, ZZGOV_ERROR_OVERFLOW, &areas_path, ZZ_MSG_OVERFLOW);
  const ZzFigure total = {.provision = "ECO-09", .on = on_tiers, .formula = "Σ total_yuan"};
  if (zcase->trace)
    zz_explain_fen(zcase, REGULATION, total, result->total_fen);
  return true;
}

/* --- the door --------------------------------------------------------------------------------- */

static const ZzCalculator calculator = {
    .id = "eco-compensation",
    .title = {"Ambient-air eco-compensation", "环境空气质量生态补偿"},
    .example_options = "--month 2020-11",
    .input = &input_table,
    .options = &option_table,
    .result = &result_table,
    .warnings_offset = offsetof(ZzgovEcoCompensationResult, warnings),
    .check = check,
    .compute = compute,
    .is_whole = is_whole_city,
};
static const ZzCalculator *const calculators[] = {&calculator};

const ZzRegulation zz_regulation_eco_compensation = {
    .id = "eco-compensation",
    .provisions = (const char *const[]){"ECO-03", "ECO-04", "ECO-09", NULL},
    .parameters = parameters,
    .n_parameters = ZZ_COUNT_FIELDS(parameters),
    .calculators = calculators,
    .n_calculators = G_N_ELEMENTS(calculators),
};

ZzgovEcoCompensationResult *zzgov_eco_compensation(const ZzgovRulebook *rulebook,
                                                   const ZzgovEcoCompensationInput *input,
                                                   const ZzgovEcoCompensationOptions *options,
                                                   ZzgovTrace *trace, GError **error) {
  return zz_run_typed(&calculator, rulebook, input, options, trace, error);
}

void zzgov_eco_compensation_result_free(ZzgovEcoCompensationResult *result) {
  zz_arena_free_owned(result);
}
