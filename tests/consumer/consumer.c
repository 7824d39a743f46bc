/* A C11 program that knows nothing but the installed headers. */
#include <stdio.h>
#include <zzgov.h>

static ZzgovEcoCompensationResult *settle(const char *pm25, ZzgovTrace *trace, GError **error) {
  ZzgovEcoArea area = ZZGOV_ECO_AREA_INIT;
  ZzgovEcoGivenBase base = ZZGOV_ECO_GIVEN_BASE_INIT;
  ZzgovEcoCompensationInput input = ZZGOV_ECO_COMPENSATION_INPUT_INIT;
  input.month = ZZGOV_MONTH(2020, 11);
  input.areas = &area;
  input.n_areas = 1;
  input.base = &base;
  area.name = "金水区";
  area.pm10 = base.pm10 = 90 * ZZGOV_DECIMAL_ONE;
  base.pm25 = 52 * ZZGOV_DECIMAL_ONE;
  area.pm25_improvement = base.pm25_improvement = 8 * ZZGOV_DECIMAL_ONE;
  area.pm10_improvement = base.pm10_improvement = 6 * ZZGOV_DECIMAL_ONE;
  if (!zzgov_decimal_parse(pm25, &area.pm25, error))
    return NULL;
  return zzgov_eco_compensation(zzgov_rulebook_get_default(), &input, NULL, trace, error);
}

int main(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  g_autoptr(ZzgovEcoCompensationResult) none = settle("-1", NULL, &error);
  printf("%s\n", zzgov_version());
  if (none || !g_error_matches(error, ZZGOV_ERROR, ZZGOV_ERROR_INVALID_VALUE))
    return 1;
  printf("%s %s\n", zzgov_error_code_name(error->code), zzgov_error_get_path(error));
  g_autoptr(ZzgovEcoCompensationResult) result = settle("57.1", trace, NULL);
  if (!result || zzgov_trace_get_n_steps(trace) == 0)
    return 1;
  g_autofree char *yuan = zzgov_fen_to_yuan_string(result->total_fen);
  printf("%s %s\n", result->areas[0].name, yuan);
  printf("%s\n", zzgov_trace_get_step(trace, 0)->document);
  return 0;
}
