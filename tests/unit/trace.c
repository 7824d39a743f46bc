#include "helper.h"

Test(trace, empty_and_null) {
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  cr_assert_eq(zzgov_trace_get_n_steps(trace), 0);
  cr_assert_null(zzgov_trace_get_step(trace, 0));
  cr_assert_eq(zzgov_trace_get_n_steps(NULL), 0);
  cr_assert_null(zzgov_trace_get_step(NULL, 0));
  zzgov_trace_free(NULL);
}

static void add_three_days(ZzgovTrace *trace) {
  ZzgovWorkdaysInput input = ZZGOV_WORKDAYS_INPUT_INIT;
  input.from = day_of("2020-09-30");
  input.add = 3;
  g_autoptr(ZzgovWorkdaysResult) result =
      zzgov_workdays(zzgov_rulebook_get_default(), &input, trace, NULL);
  cr_assert_not_null(result);
}

Test(trace, a_step_says_where_it_rests) {
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  add_three_days(trace);
  cr_assert_eq(zzgov_trace_get_n_steps(trace), 1);
  const ZzgovStep *step = zzgov_trace_get_step(trace, 0);
  cr_assert_null(step->subject);
  cr_assert_str_eq(step->provision, "CAL-01");
  cr_assert_str_eq(step->document, "郑政办〔2020〕41号");
  cr_assert_str_eq(step->article, "第十一条");
  cr_assert_str_eq(step->label.en, "Adding working days");
  cr_assert_str_eq(step->label.zh, "工作日期限");
  cr_assert_str_eq(step->formula, "2020-09-30 + 3 working days");
  cr_assert_str_eq(step->value, "2020-10-12");
  cr_assert_str_eq(step->unit, "date");
  cr_assert_null(zzgov_trace_get_step(trace, 1));
  cr_assert_null(zzgov_trace_get_step(trace, SIZE_MAX));
}

Test(trace, steps_of_several_calls_follow_each_other) {
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  for (size_t i = 1; i <= 100; i++) {
    add_three_days(trace);
    cr_assert_eq(zzgov_trace_get_n_steps(trace), i);
  }
  cr_assert_str_eq(zzgov_trace_get_step(trace, 0)->value, "2020-10-12");
  cr_assert_str_eq(zzgov_trace_get_step(trace, 99)->value, "2020-10-12");
}

/* The steps live as long as the trace, whatever becomes of the rulebook they cite. */
Test(trace, outlives_the_rulebook) {
  static const char rules[] = "{\"eco-compensation\":{\"pm25.tiers\":[{\"rate_yuan\":1}]}}";
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  ZzgovRulebook *patched =
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), rules, strlen(rules), NULL);
  ZzgovEcoArea area = ZZGOV_ECO_AREA_INIT;
  ZzgovEcoCompensationInput input = ZZGOV_ECO_COMPENSATION_INPUT_INIT;
  area.name = "金水区";
  area.pm25 = area.pm10 = area.pm25_improvement = area.pm10_improvement = ZZGOV_DECIMAL_ONE;
  input.month = ZZGOV_MONTH(2020, 11);
  input.areas = &area;
  input.n_areas = 1;
  zzgov_eco_compensation_result_free(zzgov_eco_compensation(patched, &input, NULL, trace, NULL));
  zzgov_rulebook_unref(patched);
  bool cited = false;
  for (size_t i = 0; i < zzgov_trace_get_n_steps(trace); i++)
    cited |= strstr(zzgov_trace_get_step(trace, i)->label.en, "(what-if)") != NULL;
  cr_assert(cited);
}
