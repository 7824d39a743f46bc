#include "helper.h"

static ZzgovWorkdaysInput input_of(const char *from, int64_t add, const char *until) {
  ZzgovWorkdaysInput input = ZZGOV_WORKDAYS_INPUT_INIT;
  if (from)
    input.from = day_of(from);
  input.add = add;
  if (until)
    input.until = day_of(until);
  return input;
}

static ZzgovWorkdaysResult *run(const ZzgovWorkdaysInput *input, GError **error) {
  return zzgov_workdays(zzgov_rulebook_get_default(), input, NULL, error);
}

static void assert_refused(ZzgovWorkdaysInput input, ZzgovErrorCode code, const char *path) {
  GError *error = NULL;
  cr_assert_null(run(&input, &error));
  assert_error(error, code, path);
  cr_assert_null(run(&input, NULL));
}

/* The response of the JSON door to the same request. */
static char *answer(const ZzgovWorkdaysInput *input) {
  g_autofree char *from = zzgov_date_to_string(input->from);
  g_autofree char *until =
      input->until == ZZGOV_DATE_ABSENT ? NULL : zzgov_date_to_string(input->until);
  g_autofree char *rest = until ? g_strdup_printf("\"until\":\"%s\"", until)
                                : g_strdup_printf("\"add\":%" G_GINT64_FORMAT, input->add);
  g_autofree char *request =
      g_strdup_printf("{\"calculator\":\"workdays\",\"input\":{\"from\":\"%s\",%s}}", from, rest);
  return evaluate(request);
}

static void assert_both_doors(ZzgovWorkdaysInput input) {
  GError *error = NULL;
  g_autoptr(ZzgovWorkdaysResult) result = run(&input, &error);
  g_autofree char *response = answer(&input), *part = NULL;
  if (!result) {
    part = g_strdup_printf("\"code\":\"%s\",\"path\":\"%s\"", zzgov_error_code_name(error->code),
                           zzgov_error_get_path(error));
  } else if (result->last_day != ZZGOV_DATE_ABSENT) {
    g_autofree char *last = zzgov_date_to_string(result->last_day);
    part = g_strdup_printf("\"result\":{\"last_day\":\"%s\"}", last);
  } else {
    part =
        g_strdup_printf("\"result\":{\"working_days\":%" G_GINT64_FORMAT "}", result->working_days);
  }
  g_clear_error(&error);
  assert_has(response, part);
}

Test(workdays_typed, equals_the_json_door) {
  GRand *rand = g_rand_new_with_seed(41);
  ZzgovDate first = day_of("2006-12-01"), last = day_of("2027-01-31");
  for (int i = 0; i < 500; i++) {
    ZzgovWorkdaysInput input = ZZGOV_WORKDAYS_INPUT_INIT;
    input.from = g_rand_int_range(rand, first, last);
    if (g_rand_boolean(rand))
      input.add = g_rand_int_range(rand, 0, 3000);
    else
      input.until = g_rand_int_range(rand, first, last);
    assert_both_doors(input);
  }
  g_rand_free(rand);
}

Test(workdays_typed, one_of_two_members_is_set) {
  ZzgovWorkdaysInput add = input_of("2020-09-30", 3, NULL);
  ZzgovWorkdaysInput until = input_of("2020-09-30", ZZGOV_ABSENT, "2020-10-12");
  g_autoptr(ZzgovWorkdaysResult) added = run(&add, NULL);
  g_autoptr(ZzgovWorkdaysResult) counted = run(&until, NULL);
  cr_assert_eq(added->last_day, day_of("2020-10-12"));
  cr_assert_eq(added->working_days, ZZGOV_ABSENT);
  cr_assert_eq(counted->working_days, 3);
  cr_assert_eq(counted->last_day, ZZGOV_DATE_ABSENT);
  cr_assert(added->n_warnings == 0 && counted->n_warnings == 0);
}

Test(workdays_typed, exactly_one_question) {
  assert_refused(input_of(NULL, 3, NULL), ZZGOV_ERROR_MISSING_FIELD, "/input");
  assert_refused(input_of("2020-09-30", ZZGOV_ABSENT, NULL), ZZGOV_ERROR_MISSING_FIELD, "/input");
  assert_refused(input_of("2020-09-30", 3, "2020-10-12"), ZZGOV_ERROR_INVALID_VALUE,
                 "/input/until");
}

Test(workdays_typed, values_out_of_range) {
  ZzgovWorkdaysInput input = input_of("2020-09-30", -1, NULL);
  assert_refused(input, ZZGOV_ERROR_INVALID_VALUE, "/input/add");
  input.add = 100001;
  assert_refused(input, ZZGOV_ERROR_INVALID_VALUE, "/input/add");
  input = input_of("2020-09-30", ZZGOV_ABSENT, "2020-09-29");
  assert_refused(input, ZZGOV_ERROR_INVALID_VALUE, "/input/until");
  input.until = day_of("2199-12-31") + 1;
  assert_refused(input, ZZGOV_ERROR_INVALID_VALUE, "/input/until");
  input.from = day_of("1900-01-01") - 1;
  assert_refused(input, ZZGOV_ERROR_INVALID_VALUE, "/input/from");
}

Test(workdays_typed, days_that_the_calendar_lacks) {
  assert_refused(input_of("2006-12-31", 0, NULL), ZZGOV_ERROR_CALENDAR_MISSING, "/input/from");
  assert_refused(input_of("2026-12-31", 1, NULL), ZZGOV_ERROR_CALENDAR_MISSING, "/input/add");
  assert_refused(input_of("2026-12-31", ZZGOV_ABSENT, "2027-01-01"), ZZGOV_ERROR_CALENDAR_MISSING,
                 "/input/until");
}

Test(workdays_typed, an_older_struct_ends_before_until) {
  ZzgovWorkdaysInput input = input_of("2020-09-30", 3, "2020-10-12");
  input.size = offsetof(ZzgovWorkdaysInput, until);
  g_autoptr(ZzgovWorkdaysResult) result = run(&input, NULL);
  cr_assert_eq(result->last_day, day_of("2020-10-12"));
  input.size = 0;
  GError *error = NULL;
  cr_assert_null(run(&input, &error));
  assert_bad_argument(error, "size");
}

Test(workdays_typed, a_result_may_be_null) { zzgov_workdays_result_free(NULL); }
