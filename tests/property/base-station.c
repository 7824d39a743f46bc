/* Properties that base-station-reward has on any input and any figures. Random cases with fixed
 * seeds: a failure names its seed. */

#include "../unit/helper.h"

enum { RUNS = 300, MOST_BATCHES = 6 };

typedef struct {
  ZzgovFen ceiling, assumed;
  ZzgovDate from, until;
} Figures;

typedef struct {
  Figures figures;
  ZzgovRulebook *rulebook; /* with these figures */
  ZzgovBaseStationRewardInput input;
  ZzgovStationBatch batches[MOST_BATCHES];
  char names[MOST_BATCHES][16];
} Case;

static ZzgovRulebook *rulebook_with(const Figures *figures) {
  GError *error = NULL;
  g_autofree char *ceiling = zzgov_fen_to_yuan_string(figures->ceiling);
  g_autofree char *assumed = zzgov_fen_to_yuan_string(figures->assumed);
  g_autofree char *from = zzgov_date_to_string(figures->from);
  g_autofree char *until = zzgov_date_to_string(figures->until);
  g_autofree char *rules = g_strdup_printf(
      "{\"base-station-reward\":{\"ceiling_yuan\":\"%s\",\"provincial_reward_yuan\":\"%s\","
      "\"built_from\":\"%s\",\"built_until\":\"%s\"}}",
      ceiling, assumed, from, until);
  ZzgovRulebook *rulebook =
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), rules, strlen(rules), &error);
  assert_no_error(error);
  return rulebook;
}

/* Every other case is computed with the figures of the law, the rest with a what-if. */
static void random_figures(GRand *rand, Case *zcase) {
  zcase->figures =
      (Figures){500000, 250000, day_of("2020-01-01"), day_of("2022-12-31")}; /* 三(一)2 */
  if (g_rand_boolean(rand)) {
    zcase->rulebook = zzgov_rulebook_ref((ZzgovRulebook *)zzgov_rulebook_get_default());
    return;
  }
  zcase->figures.ceiling = g_rand_int_range(rand, 0, 1000000);
  zcase->figures.assumed = g_rand_int_range(rand, 0, 1000000);
  zcase->figures.from += g_rand_int_range(rand, -500, 500);
  zcase->figures.until = zcase->figures.from + g_rand_int_range(rand, 0, 1000);
  zcase->rulebook = rulebook_with(&zcase->figures);
}

static ZzgovFen random_reward(GRand *rand, ZzgovFen ceiling) {
  const ZzgovFen edges[] = {ZZGOV_ABSENT,    0,       ceiling / 2, ceiling / 2 + 1,
                            ceiling * 2 / 3, ceiling, ceiling + 1};
  size_t i = (size_t)g_rand_int_range(rand, 0, 2 * G_N_ELEMENTS(edges));
  return i < G_N_ELEMENTS(edges) ? edges[i] : g_rand_int_range(rand, 0, 1000000);
}

static ZzgovDate random_day(GRand *rand, const Figures *figures) {
  const ZzgovDate edges[] = {figures->from - 1, figures->from, figures->until, figures->until + 1};
  size_t i = (size_t)g_rand_int_range(rand, 0, 2 * G_N_ELEMENTS(edges));
  return i < G_N_ELEMENTS(edges) ? edges[i] : figures->from + g_rand_int_range(rand, -400, 1500);
}

static void random_case(GRand *rand, Case *zcase) {
  random_figures(rand, zcase);
  zcase->input = (ZzgovBaseStationRewardInput)ZZGOV_BASE_STATION_REWARD_INPUT_INIT;
  zcase->input.batches = zcase->batches;
  zcase->input.n_batches = (size_t)g_rand_int_range(rand, 1, MOST_BATCHES + 1);
  for (size_t i = 0; i < zcase->input.n_batches; i++) {
    ZzgovStationBatch *batch = &zcase->batches[i];
    *batch = (ZzgovStationBatch)ZZGOV_STATION_BATCH_INIT;
    g_snprintf(zcase->names[i], sizeof zcase->names[i], "batch %zu", i);
    batch->name = zcase->names[i];
    batch->mode = g_rand_int_range(rand, 0, 4) ? ZZGOV_STATION_MODE_SA : ZZGOV_STATION_MODE_NSA;
    batch->stations = g_rand_int_range(rand, 0, g_rand_boolean(rand) ? 3 : 10000001);
    batch->built_on = random_day(rand, &zcase->figures);
    batch->provincial_reward_fen = random_reward(rand, zcase->figures.ceiling);
  }
}

static ZzgovBaseStationRewardResult *reward(const Case *zcase, ZzgovTrace *trace) {
  GError *error = NULL;
  ZzgovBaseStationRewardResult *result =
      zzgov_base_station_reward(zcase->rulebook, &zcase->input, trace, &error);
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
    zzgov_rulebook_unref(zcase.rulebook);
    g_rand_free(rand);
  }
}

/* What the province pays for a station of the batch. */
static ZzgovFen provincial(const Case *zcase, size_t i) {
  ZzgovFen given = zcase->batches[i].provincial_reward_fen;
  return given == ZZGOV_ABSENT ? zcase->figures.assumed : given;
}

/* --- one station ------------------------------------------------------------------------------ */

/* These four leave one amount only: 1 : 1, and of that as much as the ceiling allows. */
static void matched(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(ZzgovBaseStationRewardResult) result = reward(zcase, NULL);
  for (size_t i = 0; i < result->n_batches; i++) {
    const ZzgovStationBatchResult *batch = &result->batches[i];
    ZzgovFen share = provincial(zcase, i), city = batch->city_per_station_fen;
    if (batch->n_reasons)
      continue;
    cr_assert(city >= 0 && city <= share, "seed %u, batch %zu", seed, i);
    cr_assert(city == 0 || share + city <= zcase->figures.ceiling, "seed %u, batch %zu", seed, i);
    cr_assert(city == share || share + city >= zcase->figures.ceiling, "seed %u, batch %zu", seed,
              i);
    cr_assert_eq(batch->combined_per_station_fen, share + city, "seed %u, batch %zu", seed, i);
  }
}

Test(base_station, the_city_matches_up_to_the_ceiling) { hold(matched); }

/* --- reasons ---------------------------------------------------------------------------------- */

static bool in_period(const Case *zcase, size_t i) {
  ZzgovDate day = zcase->batches[i].built_on;
  return zcase->figures.from <= day && day <= zcase->figures.until;
}

static bool is_rewarded(const Case *zcase, size_t i) {
  return zcase->batches[i].mode == ZZGOV_STATION_MODE_SA && in_period(zcase, i);
}

static void reasons(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(ZzgovBaseStationRewardResult) result = reward(zcase, NULL);
  for (size_t i = 0; i < result->n_batches; i++) {
    const ZzgovStationBatchResult *batch = &result->batches[i];
    const char *wanted[2];
    size_t n = 0;
    if (zcase->batches[i].mode == ZZGOV_STATION_MODE_NSA)
      wanted[n++] = "not-standalone";
    if (!in_period(zcase, i))
      wanted[n++] = "outside-plan-period";
    cr_assert_eq(batch->n_reasons, n, "seed %u, batch %zu", seed, i);
    for (size_t r = 0; r < n; r++)
      cr_assert_str_eq(batch->reasons[r], wanted[r], "seed %u, batch %zu", seed, i);
    cr_assert(n == 0 || (batch->city_per_station_fen == 0 && batch->combined_per_station_fen == 0 &&
                         batch->provincial_fen == 0 && batch->combined_fen == 0),
              "seed %u, batch %zu", seed, i);
  }
}

Test(base_station, mode_and_day_alone_give_reasons) { hold(reasons); }

/* --- amounts ---------------------------------------------------------------------------------- */

static void sums(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(ZzgovBaseStationRewardResult) result = reward(zcase, NULL);
  ZzgovFen city = 0, province = 0;
  for (size_t i = 0; i < result->n_batches; i++) {
    const ZzgovStationBatchResult *batch = &result->batches[i];
    int64_t stations = zcase->batches[i].stations;
    ZzgovFen share = is_rewarded(zcase, i) ? provincial(zcase, i) : 0;
    cr_assert_eq(batch->city_fen, stations * batch->city_per_station_fen, "seed %u", seed);
    cr_assert_eq(batch->provincial_fen, stations * share, "seed %u", seed);
    cr_assert_eq(batch->combined_fen, batch->city_fen + batch->provincial_fen, "seed %u", seed);
    city += batch->city_fen;
    province += batch->provincial_fen;
  }
  cr_assert_eq(result->city_total_fen, city, "seed %u", seed);
  cr_assert_eq(result->provincial_total_fen, province, "seed %u", seed);
  cr_assert_eq(result->combined_total_fen, city + province, "seed %u", seed);
}

Test(base_station, amounts_are_multiples_and_totals_are_sums) { hold(sums); }

/* Two batches in place of one, with its stations between them. */
static void split(GRand *rand, Case *zcase, unsigned seed) {
  zcase->input.n_batches = MIN(zcase->input.n_batches, MOST_BATCHES - 1);
  g_autoptr(ZzgovBaseStationRewardResult) whole = reward(zcase, NULL);
  ZzgovStationBatch *first = &zcase->batches[0], *second = &zcase->batches[zcase->input.n_batches];
  *second = *first;
  second->stations = g_rand_int_range(rand, 0, (int)first->stations + 1);
  first->stations -= second->stations;
  zcase->input.n_batches++;
  g_autoptr(ZzgovBaseStationRewardResult) halves = reward(zcase, NULL);
  cr_assert_eq(halves->city_total_fen, whole->city_total_fen, "seed %u", seed);
  cr_assert_eq(halves->provincial_total_fen, whole->provincial_total_fen, "seed %u", seed);
  cr_assert_eq(halves->combined_total_fen, whole->combined_total_fen, "seed %u", seed);
}

Test(base_station, a_batch_is_worth_its_parts) { hold(split); }

/* --- results as text -------------------------------------------------------------------------- */

static void append_yuan(GString *text, const char *name, ZzgovFen fen) {
  g_autofree char *yuan = zzgov_fen_to_yuan_string(fen);
  g_string_append_printf(text, "\"%s\":\"%s\",", name, yuan);
}

/* A batch of the result as JSON has it. */
static char *text_of(const ZzgovStationBatchResult *batch) {
  GString *text = g_string_new("{");
  g_string_append_printf(text, "\"name\":\"%s\",", batch->name);
  append_yuan(text, "city_per_station_yuan", batch->city_per_station_fen);
  append_yuan(text, "combined_per_station_yuan", batch->combined_per_station_fen);
  append_yuan(text, "city_yuan", batch->city_fen);
  append_yuan(text, "provincial_yuan", batch->provincial_fen);
  append_yuan(text, "combined_yuan", batch->combined_fen);
  g_string_append(text, "\"reasons\":[");
  for (size_t r = 0; r < batch->n_reasons; r++)
    g_string_append_printf(text, "%s\"%s\"", r ? "," : "", batch->reasons[r]);
  g_string_append(text, "]}");
  return g_string_free(text, FALSE);
}

static char *text_of_all(const ZzgovBaseStationRewardResult *result) {
  GString *text = g_string_new("{\"batches\":[");
  for (size_t i = 0; i < result->n_batches; i++) {
    g_autofree char *batch = text_of(&result->batches[i]);
    g_string_append_printf(text, "%s%s", i ? "," : "", batch);
  }
  g_string_append(text, "],");
  append_yuan(text, "city_total_yuan", result->city_total_fen);
  append_yuan(text, "provincial_total_yuan", result->provincial_total_fen);
  append_yuan(text, "combined_total_yuan", result->combined_total_fen);
  text->str[text->len - 1] = '}';
  return g_string_free(text, FALSE);
}

/* --- neighbours ------------------------------------------------------------------------------- */

/* A batch gets the same alone, so that neither the others nor their order matter. */
static void independent(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(ZzgovBaseStationRewardResult) together = reward(zcase, NULL);
  for (size_t i = 0, n = zcase->input.n_batches; i < n; i++) {
    zcase->input.batches = &zcase->batches[i];
    zcase->input.n_batches = 1;
    g_autoptr(ZzgovBaseStationRewardResult) alone = reward(zcase, NULL);
    g_autofree char *found = text_of(&alone->batches[0]);
    g_autofree char *wanted = text_of(&together->batches[i]);
    cr_assert_str_eq(found, wanted, "seed %u", seed);
  }
}

Test(base_station, batches_are_independent) { hold(independent); }

/* --- the assumed reward and warnings ---------------------------------------------------------- */

static void assumed(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(ZzgovBaseStationRewardResult) left_out = reward(zcase, NULL);
  for (size_t i = 0; i < zcase->input.n_batches; i++)
    zcase->batches[i].provincial_reward_fen = provincial(zcase, i);
  g_autoptr(ZzgovBaseStationRewardResult) given = reward(zcase, NULL);
  g_autofree char *found = text_of_all(left_out), *wanted = text_of_all(given);
  cr_assert(strcmp(found, wanted) == 0, "seed %u", seed);
}

Test(base_station, the_assumed_reward_given_changes_nothing) { hold(assumed); }

static void warned(GRand *rand, Case *zcase, unsigned seed) {
  (void)rand;
  g_autoptr(GString) wanted = g_string_new(NULL);
  g_autoptr(GString) found = g_string_new(NULL);
  g_autoptr(ZzgovBaseStationRewardResult) result = reward(zcase, NULL);
  for (size_t i = 0; i < result->n_batches; i++) {
    if (zcase->batches[i].provincial_reward_fen == ZZGOV_ABSENT)
      g_string_append_printf(wanted, "assumed-provincial-reward /input/batches/%zu\n", i);
    if (is_rewarded(zcase, i) && provincial(zcase, i) > zcase->figures.ceiling)
      g_string_append_printf(wanted, "ceiling-exceeded /input/batches/%zu/provincial_reward_yuan\n",
                             i);
  }
  for (size_t w = 0; w < result->n_warnings; w++)
    g_string_append_printf(found, "%s %s\n", result->warnings[w].code, result->warnings[w].path);
  cr_assert_str_eq(found->str, wanted->str, "seed %u", seed);
}

Test(base_station, what_is_assumed_or_above_the_ceiling_is_warned_of) { hold(warned); }

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
  g_autoptr(ZzgovBaseStationRewardResult) plain = reward(zcase, NULL);
  g_autoptr(ZzgovBaseStationRewardResult) result = reward(zcase, trace);
  g_autofree char *found = text_of_all(result), *wanted = text_of_all(plain);
  cr_assert(strcmp(found, wanted) == 0, "seed %u", seed);
  for (size_t i = 0; i < result->n_batches; i++) {
    const ZzgovStationBatchResult *batch = &result->batches[i];
    cr_assert(has_step(trace, batch->name, batch->city_per_station_fen) &&
                  has_step(trace, batch->name, batch->combined_per_station_fen) &&
                  has_step(trace, batch->name, batch->city_fen) &&
                  has_step(trace, batch->name, batch->provincial_fen) &&
                  has_step(trace, batch->name, batch->combined_fen),
              "seed %u, batch %zu", seed, i);
  }
  cr_assert(has_step(trace, NULL, result->city_total_fen) &&
                has_step(trace, NULL, result->provincial_total_fen) &&
                has_step(trace, NULL, result->combined_total_fen),
            "seed %u", seed);
}

Test(base_station, a_trace_explains_every_amount_and_changes_none) { hold(traced); }

static char *request_of(const Case *zcase, bool explain) {
  GString *text = g_string_new("{\"calculator\":\"base-station-reward\",\"input\":{\"batches\":[");
  for (size_t i = 0; i < zcase->input.n_batches; i++) {
    const ZzgovStationBatch *batch = &zcase->batches[i];
    g_autofree char *day = zzgov_date_to_string(batch->built_on);
    g_string_append_printf(
        text, "%s{\"name\":\"%s\",\"mode\":\"%s\",\"stations\":%" G_GINT64_FORMAT ",", i ? "," : "",
        batch->name, batch->mode == ZZGOV_STATION_MODE_SA ? "SA" : "NSA", batch->stations);
    if (batch->provincial_reward_fen != ZZGOV_ABSENT)
      append_yuan(text, "provincial_reward_yuan", batch->provincial_reward_fen);
    g_string_append_printf(text, "\"built_on\":\"%s\"}", day);
  }
  g_string_append_printf(text, "]},\"explain\":%s}", explain ? "true" : "false");
  return g_string_free(text, FALSE);
}

static void as_json(GRand *rand, Case *zcase, unsigned seed) {
  g_autofree char *request = request_of(zcase, g_rand_boolean(rand));
  g_autofree char *response = zzgov_evaluate_json(zcase->rulebook, request, strlen(request), NULL);
  g_autoptr(ZzgovBaseStationRewardResult) result = reward(zcase, NULL);
  g_autofree char *wanted = text_of_all(result);
  g_autofree char *member = g_strdup_printf("\"result\":%s,\"warnings\":[", wanted);
  cr_assert_not_null(strstr(response, member), "seed %u", seed);
}

Test(base_station, both_doors_give_the_same) { hold(as_json); }
