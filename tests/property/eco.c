/* Properties that eco-compensation has on any input. Random inputs with fixed seeds: a failure
 * names its seed. */

#include "../unit/helper.h"

enum { RUNS = 300, MOST_AREAS = 16, N_FACTORS = 4 };

typedef struct {
  ZzgovEcoCompensationInput input;
  ZzgovEcoArea areas[MOST_AREAS];
  ZzgovEcoGivenBase base;
  char names[MOST_AREAS][16];
} Case;

static ZzgovDecimal random_between(GRand *rand, int64_t from, int64_t to) {
  return (ZzgovDecimal)g_rand_double_range(rand, (double)from, (double)to);
}

static void random_area(GRand *rand, ZzgovEcoArea *area) {
  area->pm25 = random_between(rand, 20000000, 90000000);
  area->pm10 = random_between(rand, 50000000, 150000000);
  if (g_rand_boolean(rand))
    area->pm25_last_year = random_between(rand, 20000000, 90000000);
  else
    area->pm25_improvement = random_between(rand, -30000000, 30000000);
  if (g_rand_boolean(rand))
    area->pm10_last_year = random_between(rand, 50000000, 150000000);
  else
    area->pm10_improvement = random_between(rand, -30000000, 30000000);
}

static void random_case(GRand *rand, Case *zcase) {
  zcase->input = (ZzgovEcoCompensationInput)ZZGOV_ECO_COMPENSATION_INPUT_INIT;
  zcase->base = (ZzgovEcoGivenBase)ZZGOV_ECO_GIVEN_BASE_INIT;
  zcase->input.month = ZZGOV_MONTH(2020, 10) + g_rand_int_range(rand, 0, 12);
  zcase->input.areas = zcase->areas;
  zcase->input.n_areas = (size_t)g_rand_int_range(rand, 1, MOST_AREAS + 1);
  for (size_t i = 0; i < zcase->input.n_areas; i++) {
    zcase->areas[i] = (ZzgovEcoArea)ZZGOV_ECO_AREA_INIT;
    g_snprintf(zcase->names[i], sizeof zcase->names[i], "area %zu", i);
    zcase->areas[i].name = zcase->names[i];
    random_area(rand, &zcase->areas[i]);
  }
}

/* Gives all four bases, so that no area's figures move another's. */
static void give_bases(GRand *rand, Case *zcase) {
  zcase->base.pm25 = random_between(rand, 40000000, 60000000);
  zcase->base.pm10 = random_between(rand, 80000000, 110000000);
  zcase->base.pm25_improvement = random_between(rand, -10000000, 10000000);
  zcase->base.pm10_improvement = random_between(rand, -10000000, 10000000);
  zcase->input.base = &zcase->base;
}

static ZzgovEcoCompensationResult *settle_by(const ZzgovRulebook *rulebook, const Case *zcase) {
  GError *error = NULL;
  ZzgovEcoCompensationResult *result =
      zzgov_eco_compensation(rulebook, &zcase->input, NULL, NULL, &error);
  assert_no_error(error);
  return result;
}

static ZzgovEcoCompensationResult *settle(const Case *zcase) {
  return settle_by(zzgov_rulebook_get_default(), zcase);
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

/* --- more of it costs no less ----------------------------------------------------------------- */

static ZzgovFen amount(const ZzgovEcoCompensationResult *result, size_t area,
                       ZzgovEcoFactor factor) {
  return result->areas[area].factors[factor - 1].amount_fen;
}

static void monotone(GRand *rand, Case *zcase, unsigned seed) {
  give_bases(rand, zcase);
  ZzgovEcoArea *area = &zcase->areas[0];
  g_autoptr(ZzgovEcoCompensationResult) before = settle(zcase);
  area->pm25 += random_between(rand, 1, 9000000);
  area->pm10 += random_between(rand, 1, 9000000);
  g_autoptr(ZzgovEcoCompensationResult) after = settle(zcase);
  for (int factor = ZZGOV_ECO_FACTOR_PM25; factor <= ZZGOV_ECO_FACTOR_PM10_IMPROVEMENT; factor++)
    cr_assert_geq(amount(after, 0, (ZzgovEcoFactor)factor),
                  amount(before, 0, (ZzgovEcoFactor)factor), "seed %u, factor %d", seed, factor);
  cr_assert_geq(after->total_fen, before->total_fen, "seed %u", seed);
}

Test(eco, dirtier_air_never_owes_less) { hold(monotone); }

/* --- no jump at the edge of a tier ------------------------------------------------------------ */

/* One area that is `excess` worse than the base in one factor only; what it owes. */
static ZzgovFen owed(ZzgovEcoFactor factor, ZzgovDecimal base, ZzgovDecimal excess) {
  Case zcase = {
      ZZGOV_ECO_COMPENSATION_INPUT_INIT, {ZZGOV_ECO_AREA_INIT}, ZZGOV_ECO_GIVEN_BASE_INIT, {"x"}};
  ZzgovEcoArea *area = &zcase.areas[0];
  zcase.input =
      (ZzgovEcoCompensationInput){sizeof zcase.input, ZZGOV_MONTH(2021, 3), area, 1, &zcase.base};
  area->name = zcase.names[0];
  zcase.base.pm25 = zcase.base.pm10 = zcase.base.pm25_improvement = zcase.base.pm10_improvement =
      base;
  area->pm25 = area->pm10 = area->pm25_improvement = area->pm10_improvement = base;
  area->pm25 += factor == ZZGOV_ECO_FACTOR_PM25 ? excess : 0;
  area->pm25_improvement -= factor == ZZGOV_ECO_FACTOR_PM25_IMPROVEMENT ? excess : 0;
  area->pm10 += factor == ZZGOV_ECO_FACTOR_PM10 ? excess : 0;
  area->pm10_improvement -= factor == ZZGOV_ECO_FACTOR_PM10_IMPROVEMENT ? excess : 0;
  g_autoptr(ZzgovEcoCompensationResult) result = settle(&zcase);
  cr_assert_eq(result->total_fen, amount(result, 0, factor));
  return result->total_fen;
}

/* A decimal of a result that fits an input. */
static ZzgovDecimal millionths(ZzgovWideDecimal value) {
  return value.whole * ZZGOV_DECIMAL_ONE + value.millionths;
}

/* Edge and rates of 第四条, in millionths and in fen. */
static const struct {
  ZzgovEcoFactor factor;
  ZzgovDecimal edge;
  ZzgovFen lower, upper;
} tiers[N_FACTORS] = {
    {ZZGOV_ECO_FACTOR_PM25, 5000000, 10000000, 20000000},
    {ZZGOV_ECO_FACTOR_PM25_IMPROVEMENT, 3000000, 15000000, 35000000},
    {ZZGOV_ECO_FACTOR_PM10, 5000000, 5000000, 10000000},
    {ZZGOV_ECO_FACTOR_PM10_IMPROVEMENT, 3000000, 10000000, 20000000},
};

/* A millionth more costs a millionth of the rate, to the fen. */
static void assert_step(size_t t, ZzgovDecimal excess, ZzgovFen rate) {
  ZzgovFen step =
      owed(tiers[t].factor, 50000000, excess + 1) - owed(tiers[t].factor, 50000000, excess);
  cr_assert(step >= 0 && step <= rate / ZZGOV_DECIMAL_ONE + 1, "factor %zu at %" G_GINT64_FORMAT,
            t + 1, excess);
}

Test(eco, no_jump_at_the_edge_of_a_tier) {
  for (size_t t = 0; t < N_FACTORS; t++) {
    ZzgovDecimal edge = tiers[t].edge;
    cr_assert_eq(owed(tiers[t].factor, 50000000, edge),
                 (ZzgovFen)(edge / ZZGOV_DECIMAL_ONE) * tiers[t].lower);
    for (ZzgovDecimal excess = edge - 20; excess < edge; excess++)
      assert_step(t, excess, tiers[t].lower);
    for (ZzgovDecimal excess = edge; excess < edge + 20; excess++)
      assert_step(t, excess, tiers[t].upper);
  }
}

/* Above the edge whole points cost whole rates, from wherever one starts. */
Test(eco, a_point_above_the_edge_costs_the_upper_rate) {
  for (size_t t = 0; t < N_FACTORS; t++)
    for (ZzgovDecimal excess = tiers[t].edge; excess < tiers[t].edge + 5000000; excess += 125000)
      cr_assert_eq(owed(tiers[t].factor, 50000000, excess + ZZGOV_DECIMAL_ONE) -
                       owed(tiers[t].factor, 50000000, excess),
                   tiers[t].upper);
}

/* --- totals are sums -------------------------------------------------------------------------- */

static void additive(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(ZzgovEcoCompensationResult) result = settle(zcase);
  ZzgovFen city = 0;
  for (size_t i = 0; i < result->n_areas; i++) {
    ZzgovFen area = 0;
    for (int f = 1; f <= N_FACTORS; f++) {
      cr_assert_geq(amount(result, i, (ZzgovEcoFactor)f), 0, "seed %u", seed);
      area += amount(result, i, (ZzgovEcoFactor)f);
    }
    cr_assert_eq(result->areas[i].total_fen, area, "seed %u, area %zu", seed, i);
    city += area;
  }
  cr_assert_eq(result->total_fen, city, "seed %u", seed);
}

Test(eco, totals_are_sums) { hold(additive); }

/* With given bases an area owes the same alone as among others. */
static void independent(GRand *rand, Case *zcase, unsigned seed) {
  give_bases(rand, zcase);
  g_autoptr(ZzgovEcoCompensationResult) together = settle(zcase);
  ZzgovFen total = together->total_fen;
  for (size_t i = 0, n = zcase->input.n_areas; i < n; i++) {
    zcase->input.areas = &zcase->areas[i];
    zcase->input.n_areas = 1;
    g_autoptr(ZzgovEcoCompensationResult) alone = settle(zcase);
    cr_assert_eq(alone->total_fen, together->areas[i].total_fen, "seed %u, area %zu", seed, i);
    total -= alone->total_fen;
  }
  cr_assert_eq(total, 0, "seed %u", seed);
}

Test(eco, with_given_bases_areas_are_independent) { hold(independent); }

/* --- the order does not matter ---------------------------------------------------------------- */

static const ZzgovEcoAreaResult *find(const ZzgovEcoCompensationResult *result, const char *name) {
  for (size_t i = 0; i < result->n_areas; i++)
    if (strcmp(result->areas[i].name, name) == 0)
      return &result->areas[i];
  return NULL;
}

static void permutation(GRand *rand, Case *zcase, unsigned seed) {
  g_autoptr(ZzgovEcoCompensationResult) before = settle(zcase);
  for (size_t i = zcase->input.n_areas; i > 1; i--) {
    size_t j = (size_t)g_rand_int_range(rand, 0, (int)i);
    ZzgovEcoArea swapped = zcase->areas[i - 1];
    zcase->areas[i - 1] = zcase->areas[j];
    zcase->areas[j] = swapped;
  }
  g_autoptr(ZzgovEcoCompensationResult) after = settle(zcase);
  cr_assert_eq(after->total_fen, before->total_fen, "seed %u", seed);
  for (size_t i = 0; i < after->n_areas; i++) {
    const ZzgovEcoAreaResult *other = find(before, zcase->areas[i].name);
    cr_assert_str_eq(after->areas[i].name, zcase->areas[i].name);
    cr_assert_eq(after->areas[i].total_fen, other->total_fen, "seed %u, area %zu", seed, i);
    for (int f = 0; f < N_FACTORS; f++)
      cr_assert_eq(millionths(after->areas[i].factors[f].excess),
                   millionths(other->factors[f].excess), "seed %u", seed);
  }
}

Test(eco, the_order_of_areas_does_not_matter) { hold(permutation); }

/* --- rates ------------------------------------------------------------------------------------ */

/* The default tiers with their rates multiplied by k. */
static ZzgovRulebook *multiplied(int64_t k) {
  static const char *const names[N_FACTORS] = {"pm25.tiers", "pm25_improvement.tiers", "pm10.tiers",
                                               "pm10_improvement.tiers"};
  g_autoptr(GString) rules = g_string_new("{\"eco-compensation\":{");
  GError *error = NULL;
  for (int f = 0; f < N_FACTORS; f++) {
    g_autofree char *edge = zzgov_decimal_to_string(tiers[f].edge);
    g_string_append_printf(rules,
                           "%s\"%s\":[{\"up_to\":\"%s\",\"rate_yuan\":\"%" G_GINT64_FORMAT
                           "\"},{\"rate_yuan\":\"%" G_GINT64_FORMAT "\"}]",
                           f ? "," : "", names[f], edge, tiers[f].lower / 100 * k,
                           tiers[f].upper / 100 * k);
  }
  g_string_append(rules, "}}");
  ZzgovRulebook *rulebook =
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), rules->str, rules->len, &error);
  assert_no_error(error);
  return rulebook;
}

/* The default rates are whole fen per millionth, so given decimals owe whole fen: no rounding. */
static void scale(GRand *rand, Case *zcase, unsigned seed) {
  const int64_t factors[] = {0, 2, 3, 7, 1000};
  give_bases(rand, zcase);
  for (size_t i = 0; i < zcase->input.n_areas; i++) {
    ZzgovEcoArea *area = &zcase->areas[i];
    area->pm25_last_year = area->pm10_last_year = ZZGOV_ABSENT;
    area->pm25_improvement = random_between(rand, -30000000, 30000000);
    area->pm10_improvement = random_between(rand, -30000000, 30000000);
  }
  g_autoptr(ZzgovEcoCompensationResult) once = settle(zcase);
  for (size_t k = 0; k < G_N_ELEMENTS(factors); k++) {
    g_autoptr(ZzgovRulebook) rulebook = multiplied(factors[k]);
    g_autoptr(ZzgovEcoCompensationResult) times = settle_by(rulebook, zcase);
    for (size_t i = 0; i < once->n_areas; i++)
      cr_assert_eq(times->areas[i].total_fen, factors[k] * once->areas[i].total_fen, "seed %u",
                   seed);
  }
}

Test(eco, amounts_grow_with_the_rates) { hold(scale); }

/* --- bases ------------------------------------------------------------------------------------ */

/* Multiples of 12 millionths have a mean over one to four areas that can be given as a decimal. */
static void same_base(GRand *rand, Case *zcase, unsigned seed) {
  zcase->input.n_areas = MIN(zcase->input.n_areas, 4);
  for (size_t i = 0; i < zcase->input.n_areas; i++) {
    ZzgovEcoArea *area = &zcase->areas[i];
    area->pm25_last_year = area->pm10_last_year = ZZGOV_ABSENT;
    area->pm25 = random_between(rand, 1000000, 9000000) * 12;
    area->pm10 = random_between(rand, 1000000, 9000000) * 12;
    area->pm25_improvement = random_between(rand, -3000000, 3000000) * 12;
    area->pm10_improvement = random_between(rand, -3000000, 3000000) * 12;
  }
  g_autoptr(ZzgovEcoCompensationResult) computed = settle(zcase);
  zcase->base.pm25 = millionths(computed->base->pm25->value);
  zcase->base.pm10 = millionths(computed->base->pm10->value);
  zcase->base.pm25_improvement = millionths(computed->base->pm25_improvement->value);
  zcase->base.pm10_improvement = millionths(computed->base->pm10_improvement->value);
  zcase->input.base = &zcase->base;
  g_autoptr(ZzgovEcoCompensationResult) given = settle(zcase);
  cr_assert_eq(computed->base->pm25->source, ZZGOV_ECO_SOURCE_COMPUTED);
  cr_assert_eq(given->base->pm25->source, ZZGOV_ECO_SOURCE_GIVEN);
  for (size_t i = 0; i < given->n_areas; i++)
    for (int f = 1; f <= N_FACTORS; f++)
      cr_assert_eq(amount(given, i, (ZzgovEcoFactor)f), amount(computed, i, (ZzgovEcoFactor)f),
                   "seed %u, area %zu, factor %d", seed, i, f);
}

Test(eco, the_computed_base_given_changes_nothing) { hold(same_base); }

/* The mean lies between the cleanest and the dirtiest, so somebody is not worse than it. */
static void somebody_owes_nothing(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(ZzgovEcoCompensationResult) result = settle(zcase);
  for (int f = 1; f <= N_FACTORS; f++) {
    ZzgovFen least = INT64_MAX;
    for (size_t i = 0; i < result->n_areas; i++)
      least = MIN(least, amount(result, i, (ZzgovEcoFactor)f));
    cr_assert_eq(least, 0, "seed %u, factor %d", seed, f);
  }
}

Test(eco, somebody_is_not_worse_than_the_mean) { hold(somebody_owes_nothing); }

/* --- options and trace ------------------------------------------------------------------------ */

static void same_total(const Case *zcase, const ZzgovEcoCompensationOptions *options,
                       ZzgovTrace *trace, ZzgovFen wanted, unsigned seed) {
  g_autoptr(ZzgovEcoCompensationResult) result =
      zzgov_eco_compensation(zzgov_rulebook_get_default(), &zcase->input, options, trace, NULL);
  cr_assert_eq(result->total_fen, wanted, "seed %u", seed);
}

static void no_influence(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  const ZzgovEcoCompensationOptions defaults = ZZGOV_ECO_COMPENSATION_OPTIONS_INIT;
  ZzgovEcoCompensationOptions ties = defaults;
  ties.rounding = ZZGOV_ECO_ROUNDING_HALF_UP; /* without digits there is nothing to round */
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  g_autoptr(ZzgovEcoCompensationResult) plain = settle(zcase);
  same_total(zcase, &defaults, NULL, plain->total_fen, seed);
  same_total(zcase, &ties, NULL, plain->total_fen, seed);
  same_total(zcase, NULL, trace, plain->total_fen, seed);
  cr_assert_geq(zzgov_trace_get_n_steps(trace), 1 + N_FACTORS + plain->n_areas * (N_FACTORS + 1));
}

Test(eco, defaults_and_traces_change_nothing) { hold(no_influence); }
