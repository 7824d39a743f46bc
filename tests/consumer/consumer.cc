// The same as consumer.c in C++17: no cast and no C++ header of the library's own.
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <zzgov.h>

using Result =
    std::unique_ptr<ZzgovEcoCompensationResult, decltype(&zzgov_eco_compensation_result_free)>;

static Result settle(const std::string &pm25, ZzgovTrace *trace, GError **error) {
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
  ZzgovEcoCompensationResult *result = nullptr;
  if (zzgov_decimal_parse(pm25.c_str(), &area.pm25, error))
    result = zzgov_eco_compensation(zzgov_rulebook_get_default(), &input, nullptr, trace, error);
  return Result(result, zzgov_eco_compensation_result_free);
}

int main() {
  g_autoptr(GError) error = nullptr;
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  std::cout << zzgov_version() << '\n';
  if (settle("-1", nullptr, &error) ||
      !g_error_matches(error, ZZGOV_ERROR, ZZGOV_ERROR_INVALID_VALUE))
    return EXIT_FAILURE;
  std::cout << zzgov_error_code_name(error->code) << ' ' << zzgov_error_get_path(error) << '\n';
  Result result = settle("57.1", trace, nullptr);
  if (!result || zzgov_trace_get_n_steps(trace) == 0)
    return EXIT_FAILURE;
  g_autofree char *yuan = zzgov_fen_to_yuan_string(result->total_fen);
  std::cout << result->areas[0].name << ' ' << yuan << '\n';
  std::cout << zzgov_trace_get_step(trace, 0)->document << '\n';
}
