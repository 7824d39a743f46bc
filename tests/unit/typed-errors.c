#include "helper.h"

/* What the typed door refuses, and where it says the fault is. */

typedef struct {
  ZzgovEcoCompensationInput input;
  ZzgovEcoArea areas[2];
  ZzgovEcoGivenBase base;
  ZzgovEcoCompensationOptions options;
} Case;

static void good_case(Case *zcase) {
  *zcase = (Case){ZZGOV_ECO_COMPENSATION_INPUT_INIT,
                  {ZZGOV_ECO_AREA_INIT, ZZGOV_ECO_AREA_INIT},
                  ZZGOV_ECO_GIVEN_BASE_INIT,
                  ZZGOV_ECO_COMPENSATION_OPTIONS_INIT};
  zcase->areas[0].name = "金水区";
  zcase->areas[1].name = "上街区";
  for (int i = 0; i < 2; i++) {
    ZzgovEcoArea *area = &zcase->areas[i];
    area->pm25 = area->pm10 = area->pm25_last_year = area->pm10_last_year = 50 * ZZGOV_DECIMAL_ONE;
  }
  zcase->input.month = ZZGOV_MONTH(2020, 11);
  zcase->input.areas = zcase->areas;
  zcase->input.n_areas = 2;
  zcase->input.base = &zcase->base;
}

static ZzgovEcoCompensationResult *run(const Case *zcase, GError **error) {
  return zzgov_eco_compensation(zzgov_rulebook_get_default(), &zcase->input, &zcase->options, NULL,
                                error);
}

/* Runs a case that was spoiled; without an error to fill, it fails in the same way. */
static void assert_refused(const Case *zcase, ZzgovErrorCode code, const char *path) {
  GError *error = NULL;
  cr_assert_null(run(zcase, &error));
  assert_error(error, code, path);
  cr_assert_null(run(zcase, NULL));
}

Test(typed_errors, the_good_case_is_good) {
  Case zcase;
  GError *error = NULL;
  good_case(&zcase);
  g_autoptr(ZzgovEcoCompensationResult) result = run(&zcase, &error);
  assert_no_error(error);
  cr_assert_not_null(result);
}

Test(typed_errors, null_arguments) {
  Case zcase;
  GError *error = NULL;
  ZzgovWorkdaysInput days = ZZGOV_WORKDAYS_INPUT_INIT;
  good_case(&zcase);
  cr_assert_null(zzgov_eco_compensation(NULL, &zcase.input, NULL, NULL, &error));
  assert_bad_argument(error, "rulebook");
  cr_assert_null(zzgov_eco_compensation(zzgov_rulebook_get_default(), NULL, NULL, NULL, &error));
  assert_bad_argument(error, "input");
  cr_assert_null(zzgov_eco_compensation(NULL, NULL, NULL, NULL, NULL));
  cr_assert_null(zzgov_workdays(NULL, &days, NULL, &error));
  assert_bad_argument(error, "rulebook");
  cr_assert_null(zzgov_workdays(zzgov_rulebook_get_default(), NULL, NULL, &error));
  assert_bad_argument(error, "input");
}

Test(typed_errors, sizes_that_no_release_has) {
  const size_t bad[] = {0, 4, 7, 1 << 20, SIZE_MAX};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    GError *error = NULL;
    Case zcase;
    size_t *const sizes[] = {&zcase.input.size, &zcase.areas[0].size, &zcase.base.size,
                             &zcase.options.size};
    for (size_t at = 0; at < G_N_ELEMENTS(sizes); at++) {
      good_case(&zcase);
      *sizes[at] = bad[i];
      cr_assert_null(run(&zcase, &error), "size %zu at %zu", bad[i], at);
      assert_bad_argument(error, "size");
    }
  }
}

Test(typed_errors, elements_of_different_sizes) {
  Case zcase;
  good_case(&zcase);
  zcase.areas[1].size = offsetof(ZzgovEcoArea, pm25_improvement);
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_ARGUMENT, "/input/areas/1");
}

Test(typed_errors, what_is_not_given) {
  Case zcase;
  good_case(&zcase);
  zcase.input.month = ZZGOV_DATE_ABSENT;
  assert_refused(&zcase, ZZGOV_ERROR_MISSING_FIELD, "/input");
  good_case(&zcase);
  zcase.input.areas = NULL;
  assert_refused(&zcase, ZZGOV_ERROR_MISSING_FIELD, "/input");
  good_case(&zcase);
  zcase.areas[1].name = NULL;
  assert_refused(&zcase, ZZGOV_ERROR_MISSING_FIELD, "/input/areas/1");
  good_case(&zcase);
  zcase.areas[1].pm10 = ZZGOV_ABSENT;
  assert_refused(&zcase, ZZGOV_ERROR_MISSING_FIELD, "/input/areas/1");
  good_case(&zcase);
  zcase.areas[0].pm10_last_year = ZZGOV_ABSENT;
  assert_refused(&zcase, ZZGOV_ERROR_MISSING_FIELD, "/input/areas/0");
}

Test(typed_errors, numbers_of_areas) {
  Case zcase;
  good_case(&zcase);
  zcase.input.n_areas = 0;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/input/areas");
  zcase.input.n_areas = 1001;
  assert_refused(&zcase, ZZGOV_ERROR_LIMIT_EXCEEDED, "/input/areas");
  zcase.input.n_areas = SIZE_MAX;
  assert_refused(&zcase, ZZGOV_ERROR_LIMIT_EXCEEDED, "/input/areas");
}

static void assert_name_refused(const char *name) {
  Case zcase;
  good_case(&zcase);
  zcase.areas[1].name = name;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/input/areas/1/name");
}

Test(typed_errors, names) {
  char longest[1024 + 2];
  memset(longest, 'a', sizeof longest);
  longest[1025] = '\0';
  assert_name_refused("");
  assert_name_refused(longest);
  assert_name_refused("\xFF");
  assert_name_refused("\xC0\x80");
  assert_name_refused("\xED\xA0\x80");
  assert_name_refused("\xE9\x87");
  assert_name_refused("金水区");
  longest[1024] = '\0';
  Case zcase;
  good_case(&zcase);
  zcase.areas[1].name = longest;
  g_autoptr(ZzgovEcoCompensationResult) result = run(&zcase, NULL);
  cr_assert_str_eq(result->areas[1].name, longest);
}

static const struct {
  size_t offset;
  ZzgovDecimal value;
  const char *path;
} decimals[] = {
    {offsetof(ZzgovEcoArea, pm25), -1, "pm25"},
    {offsetof(ZzgovEcoArea, pm25), 100000 * ZZGOV_DECIMAL_ONE + 1, "pm25"},
    {offsetof(ZzgovEcoArea, pm10), INT64_MAX, "pm10"},
    {offsetof(ZzgovEcoArea, pm25_last_year), 0, "pm25_last_year"},
    {offsetof(ZzgovEcoArea, pm10_last_year), INT64_MIN + 1, "pm10_last_year"},
    {offsetof(ZzgovEcoArea, pm25_improvement), 100 * ZZGOV_DECIMAL_ONE + 1, "pm25_improvement"},
    {offsetof(ZzgovEcoArea, pm10_improvement), -1000000 * ZZGOV_DECIMAL_ONE - 1,
     "pm10_improvement"},
};

Test(typed_errors, decimals_out_of_range) {
  for (size_t i = 0; i < G_N_ELEMENTS(decimals); i++) {
    Case zcase;
    good_case(&zcase);
    g_autofree char *path = g_strdup_printf("/input/areas/1/%s", decimals[i].path);
    memcpy((char *)&zcase.areas[1] + decimals[i].offset, &decimals[i].value, sizeof(ZzgovDecimal));
    assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, path);
  }
}

Test(typed_errors, months_and_bases_out_of_range) {
  const ZzgovMonth bad[] = {ZZGOV_MONTH(1899, 12), ZZGOV_MONTH(2200, 1), -1, INT32_MAX};
  Case zcase;
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    good_case(&zcase);
    zcase.input.month = bad[i];
    assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/input/month");
  }
  good_case(&zcase);
  zcase.base.pm10_improvement = 101 * ZZGOV_DECIMAL_ONE;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/input/base/pm10_improvement");
  good_case(&zcase);
  zcase.input.month = ZZGOV_MONTH(2020, 9);
  assert_refused(&zcase, ZZGOV_ERROR_NOT_IN_FORCE, "/input/month");
}

Test(typed_errors, words_that_do_not_exist) {
  Case zcase;
  good_case(&zcase);
  zcase.areas[0].network = (ZzgovEcoNetwork)3;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/input/areas/0/network");
  good_case(&zcase);
  zcase.areas[0].network = (ZzgovEcoNetwork)-1;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/input/areas/0/network");
  good_case(&zcase);
  zcase.options.rounding = (ZzgovEcoRounding)7;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/options/rounding");
  good_case(&zcase);
  zcase.options.rate_base = (ZzgovEcoRateBase)G_MAXINT;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/options/rate_base");
}

Test(typed_errors, digits_out_of_range) {
  Case zcase;
  good_case(&zcase);
  zcase.options.concentration_decimals = 7;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/options/concentration_decimals");
  good_case(&zcase);
  zcase.options.improvement_decimals = -1;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/options/improvement_decimals");
}

Test(typed_errors, exactly_one_of_rate_and_last_year) {
  Case zcase;
  good_case(&zcase);
  zcase.areas[1].pm25_improvement = 0;
  assert_refused(&zcase, ZZGOV_ERROR_INVALID_VALUE, "/input/areas/1/pm25_improvement");
  good_case(&zcase);
  zcase.options.rate_base = ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS;
  zcase.areas[1].pm10_last_year = ZZGOV_ABSENT;
  zcase.areas[1].pm10_improvement = 0;
  assert_refused(&zcase, ZZGOV_ERROR_MISSING_FIELD, "/input/areas/1");
}

/* With a rate of 10^12 yuan, 100,000 µg too many cost more than int64 fen. */
Test(typed_errors, a_total_that_does_not_fit) {
  static const char rules[] =
      "{\"eco-compensation\":{\"pm25.tiers\":[{\"rate_yuan\":1000000000000}]}}";
  GError *error = NULL;
  Case zcase;
  g_autoptr(ZzgovRulebook) dear =
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), rules, strlen(rules), NULL);
  good_case(&zcase);
  zcase.base.pm25 = 0;
  zcase.areas[0].pm25 = 100000 * ZZGOV_DECIMAL_ONE;
  cr_assert_null(zzgov_eco_compensation(dear, &zcase.input, NULL, NULL, &error));
  assert_error(error, ZZGOV_ERROR_OVERFLOW, "/input/areas");
  zcase.areas[0].pm25 = zcase.areas[1].pm25 = 90000 * ZZGOV_DECIMAL_ONE;
  cr_assert_null(zzgov_eco_compensation(dear, &zcase.input, NULL, NULL, &error));
  assert_error(error, ZZGOV_ERROR_OVERFLOW, "/input/areas");
}
