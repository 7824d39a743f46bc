#include "helper.h"

#include <cjson/cJSON.h>

/* The typed door gives what the JSON door gives: the same request goes through both. */

enum { MOST_AREAS = 20 };

typedef struct {
  ZzgovEcoCompensationInput input;
  ZzgovEcoArea areas[MOST_AREAS];
  ZzgovEcoGivenBase base;
  ZzgovEcoCompensationOptions options;
} Case;

static const char *const names[] = {"郑州航空港区", "郑东新区",   "金水区",  "上街区", "Jinshui",
                                    "巩义市",       "管城回族区", "\"q\\\n", "a/b~c",  "登封市"};

static ZzgovDecimal random_decimal(GRand *rand, int from, int to) {
  static const int steps[] = {1, 1000, 100000, 1000000};
  int step = steps[g_rand_int_range(rand, 0, G_N_ELEMENTS(steps))];
  int64_t value = g_rand_int_range(rand, from, to) * ZZGOV_DECIMAL_ONE;
  return value + g_rand_int_range(rand, 0, 1000000) / step * step;
}

static void random_area(GRand *rand, ZzgovEcoArea *area, const char *name) {
  *area = (ZzgovEcoArea)ZZGOV_ECO_AREA_INIT;
  area->name = name;
  area->network = (ZzgovEcoNetwork)g_rand_int_range(rand, 0, 3);
  area->pm25 = random_decimal(rand, 20, 90);
  area->pm10 = random_decimal(rand, 50, 150);
  area->pm25_last_year = random_decimal(rand, 20, 90);
  if (g_rand_boolean(rand))
    area->pm10_last_year = random_decimal(rand, 50, 150);
  else
    area->pm10_improvement = random_decimal(rand, -40, 40);
}

static void random_case(GRand *rand, Case *zcase) {
  *zcase = (Case){ZZGOV_ECO_COMPENSATION_INPUT_INIT,
                  {ZZGOV_ECO_AREA_INIT},
                  ZZGOV_ECO_GIVEN_BASE_INIT,
                  ZZGOV_ECO_COMPENSATION_OPTIONS_INIT};
  zcase->input.month = ZZGOV_MONTH(2020, 10) + g_rand_int_range(rand, 0, 24);
  zcase->input.areas = zcase->areas;
  zcase->input.n_areas = (size_t)g_rand_int_range(rand, 1, G_N_ELEMENTS(names) + 1);
  for (size_t i = 0; i < zcase->input.n_areas; i++)
    random_area(rand, &zcase->areas[i], names[i]);
  if (g_rand_boolean(rand)) {
    zcase->input.base = &zcase->base;
    zcase->base.pm25 = random_decimal(rand, 20, 60);
    zcase->base.pm10_improvement = random_decimal(rand, -9, 9);
  }
  if (g_rand_boolean(rand))
    zcase->options.concentration_decimals = g_rand_int_range(rand, 0, 7);
  if (g_rand_boolean(rand))
    zcase->options.improvement_decimals = g_rand_int_range(rand, 0, 7);
  zcase->options.rounding = (ZzgovEcoRounding)g_rand_int_range(rand, 1, 3);
}

/* --- the same as JSON ------------------------------------------------------------------------- */

static void add_decimal(cJSON *object, const char *name, ZzgovDecimal value) {
  if (value == ZZGOV_ABSENT)
    return;
  g_autofree char *text = zzgov_decimal_to_string(value);
  cJSON_AddStringToObject(object, name, text);
}

static cJSON *area_to_json(const ZzgovEcoArea *area) {
  static const char *const networks[] = {NULL, "national", "provincial"};
  cJSON *object = cJSON_CreateObject();
  cJSON_AddStringToObject(object, "name", area->name);
  if (area->network)
    cJSON_AddStringToObject(object, "network", networks[area->network]);
  add_decimal(object, "pm25", area->pm25);
  add_decimal(object, "pm10", area->pm10);
  add_decimal(object, "pm25_last_year", area->pm25_last_year);
  add_decimal(object, "pm10_last_year", area->pm10_last_year);
  add_decimal(object, "pm25_improvement", area->pm25_improvement);
  add_decimal(object, "pm10_improvement", area->pm10_improvement);
  return object;
}

static cJSON *input_to_json(const ZzgovEcoCompensationInput *input) {
  cJSON *object = cJSON_CreateObject();
  g_autofree char *month = zzgov_month_to_string(input->month);
  cJSON_AddStringToObject(object, "month", month);
  cJSON *areas = cJSON_AddArrayToObject(object, "areas");
  for (size_t i = 0; i < input->n_areas; i++)
    cJSON_AddItemToArray(areas, area_to_json(&input->areas[i]));
  if (!input->base)
    return object;
  cJSON *base = cJSON_AddObjectToObject(object, "base");
  add_decimal(base, "pm25", input->base->pm25);
  add_decimal(base, "pm25_improvement", input->base->pm25_improvement);
  add_decimal(base, "pm10", input->base->pm10);
  add_decimal(base, "pm10_improvement", input->base->pm10_improvement);
  return object;
}

static void add_options(cJSON *request, const ZzgovEcoCompensationOptions *options) {
  cJSON *object = cJSON_AddObjectToObject(request, "options");
  if (options->rate_base == ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS)
    cJSON_AddStringToObject(object, "rate_base", "rate-of-means");
  if (options->concentration_decimals != ZZGOV_ABSENT)
    cJSON_AddNumberToObject(object, "concentration_decimals",
                            (double)options->concentration_decimals);
  if (options->improvement_decimals != ZZGOV_ABSENT)
    cJSON_AddNumberToObject(object, "improvement_decimals", (double)options->improvement_decimals);
  if (options->rounding == ZZGOV_ECO_ROUNDING_HALF_UP)
    cJSON_AddStringToObject(object, "rounding", "half-up");
}

/* The response as a tree; free with cJSON_Delete(). */
static cJSON *answer(const Case *zcase, const ZzgovEcoCompensationOptions *options) {
  cJSON *request = cJSON_CreateObject();
  cJSON_AddStringToObject(request, "calculator", "eco-compensation");
  cJSON_AddItemToObject(request, "input", input_to_json(&zcase->input));
  if (options)
    add_options(request, options);
  cJSON_AddBoolToObject(request, "explain", true);
  char *text = cJSON_PrintUnformatted(request);
  g_autofree char *response = evaluate(text);
  cJSON *tree = cJSON_Parse(response);
  cr_assert_not_null(tree, "%.500s", response);
  cr_assert_null(cJSON_GetObjectItem(tree, "error"), "%.500s\n%.500s", text, response);
  cJSON_free(text);
  cJSON_Delete(request);
  return tree;
}

/* --- both compared ---------------------------------------------------------------------------- */

static const char *text_of(const cJSON *object, const char *name) {
  const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
  cr_assert(cJSON_IsString(item), "%s", name);
  return item->valuestring;
}

static void assert_factor(const ZzgovEcoFactorResult *factor, const cJSON *json) {
  static const char *const words[] = {NULL, "pm25", "pm25_improvement", "pm10", "pm10_improvement"};
  cr_assert_str_eq(words[factor->factor], text_of(json, "factor"));
  assert_text(zzgov_wide_decimal_to_string(factor->value), text_of(json, "value"));
  assert_text(zzgov_wide_decimal_to_string(factor->base), text_of(json, "base"));
  assert_text(zzgov_wide_decimal_to_string(factor->excess), text_of(json, "excess"));
  assert_text(zzgov_fen_to_yuan_string(factor->amount_fen), text_of(json, "amount_yuan"));
}

static void assert_area(const ZzgovEcoAreaResult *area, const cJSON *json) {
  const cJSON *factors = cJSON_GetObjectItem(json, "factors");
  cr_assert_str_eq(area->name, text_of(json, "name"));
  cr_assert_eq(area->n_factors, 4);
  cr_assert_eq(cJSON_GetArraySize(factors), 4);
  for (int f = 0; f < 4; f++)
    assert_factor(&area->factors[f], cJSON_GetArrayItem(factors, f));
  assert_text(zzgov_fen_to_yuan_string(area->total_fen), text_of(json, "total_yuan"));
}

static void assert_base(const ZzgovEcoBase *base, const cJSON *bases, const char *name) {
  static const char *const words[] = {NULL, "given", "computed"};
  const cJSON *json = cJSON_GetObjectItemCaseSensitive(bases, name);
  assert_text(zzgov_wide_decimal_to_string(base->value), text_of(json, "value"));
  cr_assert_str_eq(words[base->source], text_of(json, "source"));
}

static void assert_bases(const ZzgovEcoBases *bases, const cJSON *json) {
  assert_base(bases->pm25, json, "pm25");
  assert_base(bases->pm25_improvement, json, "pm25_improvement");
  assert_base(bases->pm10, json, "pm10");
  assert_base(bases->pm10_improvement, json, "pm10_improvement");
}

static void assert_warnings(const ZzgovEcoCompensationResult *result, const cJSON *json) {
  cr_assert_eq(result->n_warnings, (size_t)cJSON_GetArraySize(json));
  for (size_t i = 0; i < result->n_warnings; i++) {
    const cJSON *warning = cJSON_GetArrayItem(json, (int)i);
    cr_assert_str_eq(result->warnings[i].code, text_of(warning, "code"));
    cr_assert_str_eq(result->warnings[i].provision, text_of(warning, "provision"));
    cr_assert_str_eq(result->warnings[i].path, text_of(warning, "path"));
    cr_assert_str_eq(result->warnings[i].message.en, text_of(warning, "message"));
    cr_assert_str_neq(result->warnings[i].message.zh, text_of(warning, "message"));
  }
}

static void assert_steps(const ZzgovTrace *trace, const cJSON *explanation) {
  size_t n = zzgov_trace_get_n_steps(trace);
  cr_assert_eq(n, (size_t)cJSON_GetArraySize(explanation));
  for (size_t i = 0; i < n; i++) {
    const ZzgovStep *step = zzgov_trace_get_step(trace, i);
    const cJSON *json = cJSON_GetArrayItem(explanation, (int)i);
    cr_assert_str_eq(step->provision, text_of(json, "provision"));
    cr_assert_str_eq(step->formula, text_of(json, "formula"));
    cr_assert_str_eq(step->value, text_of(json, "value"));
    if (step->subject)
      cr_assert_str_eq(step->subject, text_of(json, "subject"));
    else
      cr_assert(cJSON_IsNull(cJSON_GetObjectItem(json, "subject")));
  }
}

static void assert_result(const ZzgovEcoCompensationResult *result, const cJSON *response) {
  const cJSON *json = cJSON_GetObjectItem(response, "result");
  const cJSON *areas = cJSON_GetObjectItem(json, "areas");
  cr_assert_eq(result->n_areas, (size_t)cJSON_GetArraySize(areas));
  for (size_t i = 0; i < result->n_areas; i++)
    assert_area(&result->areas[i], cJSON_GetArrayItem(areas, (int)i));
  assert_text(zzgov_month_to_string(result->month), text_of(json, "month"));
  assert_text(zzgov_fen_to_yuan_string(result->total_fen), text_of(json, "total_yuan"));
  assert_bases(result->base, cJSON_GetObjectItem(json, "base"));
  assert_warnings(result, cJSON_GetObjectItem(response, "warnings"));
}

static void assert_both_doors(const Case *zcase, const ZzgovEcoCompensationOptions *options) {
  GError *error = NULL;
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  g_autoptr(ZzgovEcoCompensationResult) result =
      zzgov_eco_compensation(zzgov_rulebook_get_default(), &zcase->input, options, trace, &error);
  assert_no_error(error);
  cJSON *response = answer(zcase, options);
  assert_result(result, response);
  assert_steps(trace, cJSON_GetObjectItem(response, "explanation"));
  cJSON_Delete(response);
}

Test(eco_typed, equals_the_json_door) {
  GRand *rand = g_rand_new_with_seed(20200927);
  for (int i = 0; i < 200; i++) {
    Case zcase;
    random_case(rand, &zcase);
    assert_both_doors(&zcase, &zcase.options);
    assert_both_doors(&zcase, NULL);
  }
  g_rand_free(rand);
}

Test(eco_typed, rate_of_means) {
  GRand *rand = g_rand_new_with_seed(1);
  for (int i = 0; i < 50; i++) {
    Case zcase;
    random_case(rand, &zcase);
    zcase.options.rate_base = ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS;
    for (size_t a = 0; a < zcase.input.n_areas; a++) {
      zcase.areas[a].pm10_improvement = ZZGOV_ABSENT;
      zcase.areas[a].pm10_last_year = random_decimal(rand, 50, 150);
    }
    assert_both_doors(&zcase, &zcase.options);
  }
  g_rand_free(rand);
}

/* --- structs of an older release -------------------------------------------------------------- */

static void settle(const ZzgovEcoCompensationInput *input,
                   const ZzgovEcoCompensationOptions *options, ZzgovFen *total) {
  GError *error = NULL;
  g_autoptr(ZzgovEcoCompensationResult) result =
      zzgov_eco_compensation(zzgov_rulebook_get_default(), input, options, NULL, &error);
  assert_no_error(error);
  *total = result->total_fen;
}

/* Areas that end before their improvement rates: in an array they stand closer together. */
typedef struct {
  size_t size;
  const char *name;
  ZzgovEcoNetwork network;
  ZzgovDecimal pm25, pm10, pm25_last_year, pm10_last_year;
} OlderArea;

Test(eco_typed, older_areas_are_shorter) {
  OlderArea older[2] = {{sizeof(OlderArea), "金水区", 0, 58000000, 88000000, 61000000, 90500000},
                        {sizeof(OlderArea), "郑东新区", 0, 50000000, 80000000, 50000000, 80000000}};
  ZzgovEcoArea areas[2] = {ZZGOV_ECO_AREA_INIT, ZZGOV_ECO_AREA_INIT};
  ZzgovEcoCompensationInput input = ZZGOV_ECO_COMPENSATION_INPUT_INIT;
  ZzgovFen total = -1, older_total = -2;
  for (int i = 0; i < 2; i++)
    memcpy(&areas[i].name, &older[i].name, sizeof(OlderArea) - offsetof(OlderArea, name));
  input.month = ZZGOV_MONTH(2020, 11);
  input.n_areas = 2;
  input.areas = areas;
  settle(&input, NULL, &total);
  input.areas = (const ZzgovEcoArea *)(const void *)older;
  settle(&input, NULL, &older_total);
  cr_assert_eq(total, older_total);
  cr_assert_gt(total, 0);
}

Test(eco_typed, what_an_older_caller_lacks_has_its_default) {
  GRand *rand = g_rand_new_with_seed(3);
  Case zcase;
  ZzgovFen all = -1, cut = -2;
  random_case(rand, &zcase);
  g_rand_free(rand);
  settle(&zcase.input, NULL, &all);
  zcase.options.size = offsetof(ZzgovEcoCompensationOptions, rate_base);
  zcase.options.rate_base = (ZzgovEcoRateBase)99;
  zcase.options.improvement_decimals = 99;
  settle(&zcase.input, &zcase.options, &cut);
  cr_assert_eq(all, cut);
  zcase.base.pm25 = ZZGOV_DECIMAL_ONE;
  zcase.input.base = &zcase.base;
  zcase.input.size = offsetof(ZzgovEcoCompensationInput, base);
  settle(&zcase.input, NULL, &cut);
  zcase.input.base = NULL;
  zcase.input.size = sizeof zcase.input;
  settle(&zcase.input, NULL, &all);
  cr_assert_eq(all, cut);
}

/* A newer caller's struct is longer: what we do not know, we do not read. */
Test(eco_typed, newer_structs_are_longer) {
  struct {
    ZzgovEcoArea known;
    int64_t unknown[3];
  } newer[2] = {{ZZGOV_ECO_AREA_INIT, {1, 2, 3}}, {ZZGOV_ECO_AREA_INIT, {4, 5, 6}}};
  ZzgovEcoCompensationInput input = ZZGOV_ECO_COMPENSATION_INPUT_INIT;
  ZzgovFen total = -1;
  for (int i = 0; i < 2; i++) {
    ZzgovEcoArea *area = &newer[i].known;
    area->size = sizeof newer[0];
    area->name = names[i];
    area->pm25 = (i + 1) * 10 * ZZGOV_DECIMAL_ONE;
    area->pm10 = area->pm25_improvement = area->pm10_improvement = 0;
  }
  input.month = ZZGOV_MONTH(2020, 11);
  input.areas = &newer[0].known;
  input.n_areas = 2;
  settle(&input, NULL, &total);
  cr_assert_eq(total, 50000000); /* 20 is 5 above the mean of 10 and 20 */
}

Test(eco_typed, a_result_may_be_null) { zzgov_eco_compensation_result_free(NULL); }
