#include "station-terms.h"

#include "error-private.h"
#include "number.h"
#include "regulation.h"

/* G5-01:
 * 「每建成1个由市财政按照省级奖励金额1∶1给予配套奖励,省、市两级财政奖励金额合计不超过5000元」 */

enum { CEILING, PROVINCIAL_REWARD, BUILT_FROM, BUILT_UNTIL };

static const ZzParameter parameters[] = {
    [CEILING] = ZZ_PARAMETER("ceiling_yuan", ZZ_MONEY, 0, ZZ_MONEY_MAX,
                             "ceiling of both rewards per station, yuan",
                             "每站省、市两级奖励合计上限（元）"),
    [PROVINCIAL_REWARD] = ZZ_PARAMETER("provincial_reward_yuan", ZZ_MONEY, 0, ZZ_MONEY_MAX,
                                       "province's reward per station that is assumed, yuan",
                                       "每站省级奖励假设值（元）"),
    [BUILT_FROM] =
        ZZ_PARAMETER("built_from", ZZ_DATE, 0, 0, "first day of building", "建成期限首日"),
    [BUILT_UNTIL] =
        ZZ_PARAMETER("built_until", ZZ_DATE, 0, 0, "last day of building", "建成期限末日"),
};

static const ZzWord modes[] = {
    {"SA", {"stand-alone", "独立组网"}},
    {"NSA", {"not stand-alone", "非独立组网"}},
};
static const ZzField batch_fields[] = {
    ZZ_NAME_OF(ZzgovStationBatch, "batch of stations", "批次名称"),
    {.name = "mode",
     .kind = ZZ_WORD,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovStationBatch, mode),
     ZZ_WORDS(modes),
     .provision = "G5-01",
     .help = {"how the stations are built", "组网方式"},
     .headers = "组网模式"},
    {.name = "stations",
     .kind = ZZ_INTEGER,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovStationBatch, stations),
     .max = ZZ_MOST_STATIONS,
     .help = {"number of stations", "基站数量"},
     .headers = "基站数|数量"},
    {.name = "built_on",
     .kind = ZZ_DATE,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovStationBatch, built_on),
     .provision = "A-G5-2",
     .help = {"day on which they were built", "建成日期"},
     .headers = "建成时间"},
    {.name = "provincial_reward_yuan",
     .kind = ZZ_MONEY,
     ZZ_AT(ZzgovStationBatch, provincial_reward_fen),
     .max = ZZ_MONEY_MAX,
     .unit = "yuan",
     .provision = "G5-01",
     .headers = "省级每站奖励|省级奖励金额",
     .help = {"province's reward per station; without it an assumed one",
              "每站省级奖励（未填时用假设值，公报中无此数）"}},
};
static const ZzTable batch_table = ZZ_SIZED_TABLE_OF(ZzgovStationBatch, batch_fields);
static const ZzField batch_item = {.kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &batch_table};
static const ZzField input_fields[] = {
    {.name = "batches",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzgovBaseStationRewardInput, batches, n_batches),
     .min = 1,
     .max = 10000,
     .item = &batch_item,
     .help = {"batches of stations", "基站批次"}},
};
static const ZzTable input_table = ZZ_SIZED_TABLE_OF(ZzgovBaseStationRewardInput, input_fields);

static const ZzWord reason_words[] = {
    {"not-standalone", {"not stand-alone", "非独立组网"}},
    {"outside-plan-period", {"outside the plan's period", "不在三年行动计划期内"}},
};
static const ZzField reason_item = {
    .kind = ZZ_STRING, .flags = ZZ_REQUIRED, ZZ_WORDS(reason_words)};
#define YUAN(member) ZZ_OUT(ZZ_MONEY, ZzgovStationBatchResult, member), .unit = "yuan"
static const ZzField result_batch_fields[] = {
    {.name = "name", ZZ_OUT(ZZ_STRING, ZzgovStationBatchResult, name), .help = {"batch", "批次"}},
    {.name = "city_per_station_yuan",
     YUAN(city_per_station_fen),
     .help = {"city, per station", "每站市级配套奖励"}},
    {.name = "combined_per_station_yuan",
     YUAN(combined_per_station_fen),
     .help = {"both, per station", "每站省、市合计"}},
    {.name = "city_yuan",
     ZZ_OUT_PART(ZzgovStationBatchResult, city_fen),
     .help = {"city", "市级配套奖励"}},
    {.name = "provincial_yuan",
     ZZ_OUT_PART(ZzgovStationBatchResult, provincial_fen),
     .help = {"province", "省级奖励"}},
    {.name = "combined_yuan",
     ZZ_OUT_SUM(ZzgovStationBatchResult, combined_fen),
     .help = {"both", "省、市合计"}},
    {.name = "reasons",
     ZZ_OUT_LIST(ZzgovStationBatchResult, reasons, n_reasons, &reason_item),
     .help = {"why not", "不予奖励的原因"}},
};
static const ZzTable result_batch_table = ZZ_TABLE_OF(ZzgovStationBatchResult, result_batch_fields);
static const ZzField result_batch_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &result_batch_table};
#define TOTAL(member) ZZ_OUT(ZZ_MONEY, ZzgovBaseStationRewardResult, member), .unit = "yuan"
static const ZzField result_fields[] = {
    {.name = "batches",
     ZZ_OUT_LIST(ZzgovBaseStationRewardResult, batches, n_batches, &result_batch_item),
     .help = {"batches, in the order of the input", "各批次（按输入顺序）"}},
    {.name = "city_total_yuan", TOTAL(city_total_fen), .help = {"city in all", "市级配套奖励合计"}},
    {.name = "provincial_total_yuan",
     TOTAL(provincial_total_fen),
     .help = {"province in all", "省级奖励合计"}},
    {.name = "combined_total_yuan",
     TOTAL(combined_total_fen),
     .help = {"both in all", "省、市奖励总计"}},
};
static const ZzTable result_table = ZZ_TABLE_OF(ZzgovBaseStationRewardResult, result_fields);

extern const ZzRegulation zz_regulation_base_station_reward;
#define REGULATION (&zz_regulation_base_station_reward)

static const ZzPath input_path = {NULL, "input", 0};
static const ZzPath batches_path = {&input_path, "batches", 0};

static ZzgovFen money(const ZzgovRulebook *rulebook, size_t parameter, ZzgovDate day) {
  return *(const ZzgovFen *)zz_rulebook_value(rulebook, REGULATION, parameter, day);
}

static ZzgovDate date(const ZzgovRulebook *rulebook, size_t parameter, ZzgovDate day) {
  return *(const ZzgovDate *)zz_rulebook_value(rulebook, REGULATION, parameter, day);
}

/* Once a parameter's last value has ended, nothing is in force any more. */
ZzStationTerms zz_station_terms(const ZzgovRulebook *rulebook, ZzgovDate day) {
  for (size_t i = 0; i < ZZ_COUNT_FIELDS(parameters); i++)
    if (!zz_rulebook_entry(rulebook, REGULATION, i, day))
      return (ZzStationTerms){.from = day, .until = INT32_MAX};
  ZzPeriod period = zz_rulebook_period(rulebook, REGULATION, day);
  return (ZzStationTerms){period.from,
                          period.until,
                          true,
                          money(rulebook, CEILING, day),
                          money(rulebook, PROVINCIAL_REWARD, day),
                          date(rulebook, BUILT_FROM, day),
                          date(rulebook, BUILT_UNTIL, day)};
}

static void warn(ZzCase *zcase, const ZzgovStationBatch *batch,
                 const ZzgovStationBatchResult *result, ZzgovFen reward, ZzgovFen ceiling,
                 const ZzPath *path) {
  char reward_text[ZZ_NUMBER_SIZE], ceiling_text[ZZ_NUMBER_SIZE];
  zz_fen_write(reward, reward_text);
  zz_fen_write(ceiling, ceiling_text);
  if (batch->provincial_reward_fen == ZZGOV_ABSENT)
    zz_warn(zcase, "assumed-provincial-reward", "G5-01", path, ZZ_MSG_ASSUMED_REWARD, reward_text);
  if (result->n_reasons == 0 && reward > ceiling)
    zz_warn(zcase, "ceiling-exceeded", "G5-01", &(ZzPath){path, "provincial_reward_yuan", 0},
            ZZ_MSG_CEILING_EXCEEDED, reward_text, ceiling_text);
}

/* In the order of the bits. */
static ZzTexts texts_of(const ZzCase *zcase, uint8_t reasons) {
  ZzTexts texts = {NULL, 0};
  for (size_t i = 0; i < G_N_ELEMENTS(reason_words); i++)
    if (reasons >> i & 1)
      zz_texts_add(zcase, &texts, reason_words[i].word);
  return texts;
}

/* --- explanation ------------------------------------------------------------------------------ */

typedef char Text[ZZ_NUMBER_SIZE];

/* What the amounts of a batch rest on. */
static uint32_t rests_on(const ZzgovStationBatch *batch) {
  uint32_t assumed = batch->provincial_reward_fen == ZZGOV_ABSENT ? ZZ_ON(PROVINCIAL_REWARD) : 0;
  return ZZ_ON(CEILING) | ZZ_ON(BUILT_FROM) | ZZ_ON(BUILT_UNTIL) | assumed;
}

static void explain_assumed(const ZzCase *zcase, const ZzgovStationBatch *batch, ZzgovFen reward) {
  static const ZzgovText label = {"Province's reward, assumed", "每站省级奖励假设值"};
  const ZzFigure figure = {
      .entry = zz_rulebook_entry(zcase->rulebook, REGULATION, PROVINCIAL_REWARD, batch->built_on),
      .label = &label,
      .on = ZZ_ON(PROVINCIAL_REWARD),
      .subject = batch->name,
      .formula = "not-given"};
  zz_explain_fen(zcase, REGULATION, figure, reward);
}

/* One amount of a batch: how it came about, or why there is none. */
static void explain_amount(const ZzCase *zcase, const ZzgovStationBatch *batch,
                           const ZzgovStationBatchResult *result, const char *member,
                           const char *formula, ZzgovFen amount) {
  g_autoptr(GString) why = g_string_new(NULL);
  for (size_t i = 0; i < result->n_reasons; i++)
    g_string_append_printf(why, "%s%s", i ? "; " : "", result->reasons[i]);
  const ZzFigure figure = {.provision = "G5-01",
                           .label = zz_label(&result_batch_table, member),
                           .on = rests_on(batch),
                           .subject = result->name,
                           .formula = why->len ? why->str : formula};
  zz_explain_fen(zcase, REGULATION, figure, amount);
}

/* 1:1 as far as the ceiling: "2000 + 2000 ≤ 5000; 1 × 2000", "3000 + 3000 > 5000; 5000 − 3000",
 * "5000 ≥ 5000". */
static char *match_formula(ZzgovFen reward, ZzgovFen ceiling) {
  Text province, limit;
  zz_fen_write_short(reward, province);
  zz_fen_write_short(ceiling, limit);
  if (reward >= ceiling)
    return g_strdup_printf("%s ≥ %s", province, limit);
  if (reward <= ceiling - reward)
    return g_strdup_printf("%s + %s ≤ %s; 1 × %s", province, province, limit, province);
  return g_strdup_printf("%s + %s > %s; %s − %s", province, province, limit, limit, province);
}

static void explain_sums(const ZzCase *zcase, const ZzgovStationBatch *batch,
                         const ZzgovStationBatchResult *result, ZzgovFen reward) {
  Text province, city, n, all_city, all_province;
  zz_fen_write_short(reward, province);
  zz_fen_write_short(result->city_per_station_fen, city);
  zz_integer_write(batch->stations, n);
  zz_fen_write_short(result->city_fen, all_city);
  zz_fen_write_short(result->provincial_fen, all_province);
  g_autofree char *both = g_strdup_printf("%s + %s", province, city);
  g_autofree char *times_city = g_strdup_printf("%s × %s", n, city);
  g_autofree char *times_province = g_strdup_printf("%s × %s", n, province);
  g_autofree char *all = g_strdup_printf("%s + %s", all_city, all_province);
  explain_amount(zcase, batch, result, "combined_per_station_yuan", both,
                 result->combined_per_station_fen);
  explain_amount(zcase, batch, result, "city_yuan", times_city, result->city_fen);
  explain_amount(zcase, batch, result, "provincial_yuan", times_province, result->provincial_fen);
  explain_amount(zcase, batch, result, "combined_yuan", all, result->combined_fen);
}

static void explain(const ZzCase *zcase, const ZzgovStationBatch *batch,
                    const ZzgovStationBatchResult *result, ZzgovFen reward, ZzgovFen ceiling) {
  g_autofree char *match = match_formula(reward, ceiling);
  if (batch->provincial_reward_fen == ZZGOV_ABSENT)
    explain_assumed(zcase, batch, reward);
  explain_amount(zcase, batch, result, "city_per_station_yuan", match,
                 result->city_per_station_fen);
  explain_sums(zcase, batch, result, reward);
}

static void explain_total(const ZzCase *zcase, const char *member, const char *formula,
                          ZzgovFen total) {
  const ZzgovBaseStationRewardInput *input = zcase->input;
  ZzFigure figure = {
      .provision = "G5-01", .label = zz_label(&result_table, member), .formula = formula};
  for (size_t i = 0; i < input->n_batches; i++)
    figure.on |= rests_on(&input->batches[i]);
  zz_explain_fen(zcase, REGULATION, figure, total);
}

/* --- settling --------------------------------------------------------------------------------- */

/* The amounts of a batch; false where one does not fit. */
static bool multiply(ZzgovStationBatchResult *result, ZzgovFen reward, int64_t stations) {
  return !__builtin_add_overflow(reward, result->city_per_station_fen,
                                 &result->combined_per_station_fen) &&
         !__builtin_mul_overflow(result->city_per_station_fen, stations, &result->city_fen) &&
         !__builtin_mul_overflow(reward, stations, &result->provincial_fen) &&
         !__builtin_add_overflow(result->city_fen, result->provincial_fen, &result->combined_fen);
}

static bool settle(ZzCase *zcase, const ZzgovStationBatch *batch, const ZzPath *path,
                   ZzgovStationBatchResult *result) {
  ZzStationTerms terms = zz_station_terms(zcase->rulebook, batch->built_on);
  ZzgovFen reward =
      batch->provincial_reward_fen != ZZGOV_ABSENT ? batch->provincial_reward_fen : terms.reward;
  ZzTexts reasons = texts_of(zcase, zz_station_reasons(&terms, batch->mode, batch->built_on));
  *result = (ZzgovStationBatchResult){.name = zz_arena_strdup(zcase->arena, batch->name),
                                      .reasons = reasons.texts,
                                      .n_reasons = reasons.n};
  warn(zcase, batch, result, reward, terms.ceiling, path);
  if (reasons.n == 0) {
    result->city_per_station_fen = zz_station_match(&terms, reward);
    if (!multiply(result, reward, batch->stations))
      return false;
  }
  if (zcase->trace)
    explain(zcase, batch, result, reward, terms.ceiling);
  return true;
}

bool zz_station_check_in_force(const ZzgovRulebook *rulebook, ZzgovDate day, const ZzPath *path,
                               GError **error) {
  return zz_check_in_force(&(ZzCase){.rulebook = rulebook}, REGULATION, day, path, error);
}

static bool check_in_force(const ZzCase *zcase, GError **error) {
  const ZzgovBaseStationRewardInput *input = zcase->input;
  for (size_t i = 0; i < input->n_batches; i++) {
    const ZzPath batch = {&batches_path, NULL, i}, day = {&batch, "built_on", 0};
    if (!zz_station_check_in_force(zcase->rulebook, input->batches[i].built_on, &day, error))
      return false;
  }
  return true;
}

static bool compute(ZzCase *zcase, void *target, GError **error) {
  const ZzgovBaseStationRewardInput *input = zcase->input;
  ZzgovBaseStationRewardResult *result = target;
  ZzgovStationBatchResult *batches =
      zz_arena_alloc(zcase->arena, input->n_batches * sizeof *batches);
  if (!check_in_force(zcase, error))
    return false;
  result->batches = batches;
  result->n_batches = input->n_batches;
  result->city_total_fen = result->provincial_total_fen = result->combined_total_fen = 0;
  for (size_t i = 0; i < input->n_batches; i++) {
    if (!settle(zcase, &input->batches[i], &(ZzPath){&batches_path, NULL, i}, &batches[i]))
      return zz_fail(error, ZZGOV_ERROR_OVERFLOW, &batches_path, ZZ_MSG_OVERFLOW);
    if (!zz_add_total(&result->city_total_fen, batches[i].city_fen, &batches_path, error) ||
        !zz_add_total(&result->provincial_total_fen, batches[i].provincial_fen, &batches_path,
                      error) ||
        !zz_add_total(&result->combined_total_fen, batches[i].combined_fen, &batches_path, error))
      return false;
  }
  if (!zcase->trace)
    return true;
  explain_total(zcase, "city_total_yuan", "Σ city_yuan", result->city_total_fen);
  explain_total(zcase, "provincial_total_yuan", "Σ provincial_yuan", result->provincial_total_fen);
  explain_total(zcase, "combined_total_yuan", "Σ combined_yuan", result->combined_total_fen);
  return true;
}

static const ZzCalculator calculator = {
    .id = "base-station-reward",
    .title = {"Reward per stand-alone 5G base station", "5G独立组网基站奖励"},
    .input = &input_table,
    .options = &zz_empty_table,
    .result = &result_table,
    .warnings_offset = offsetof(ZzgovBaseStationRewardResult, warnings),
    .compute = compute,
};
static const ZzCalculator *const calculators[] = {&calculator};

const ZzRegulation zz_regulation_base_station_reward = {
    .id = "base-station-reward",
    .provisions = (const char *const[]){"G5-01", NULL},
    .parameters = parameters,
    .n_parameters = ZZ_COUNT_FIELDS(parameters),
    .calculators = calculators,
    .n_calculators = G_N_ELEMENTS(calculators),
};

ZzgovBaseStationRewardResult *zzgov_base_station_reward(const ZzgovRulebook *rulebook,
                                                        const ZzgovBaseStationRewardInput *input,
                                                        ZzgovTrace *trace, GError **error) {
  return zz_run_typed(&calculator, rulebook, input, NULL, trace, error);
}

void zzgov_base_station_reward_result_free(ZzgovBaseStationRewardResult *result) {
  zz_arena_free_owned(result);
}
