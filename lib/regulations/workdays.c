#include "decode.h"
#include "error-private.h"
#include "regulation.h"

#include <zzgov/workdays.h>

/* CAL-01: 「之日起N个工作日」. The calendar is a fact of the rulebook; there is no parameter. */

static const ZzField input_fields[] = {
    {.name = "from",
     .kind = ZZ_DATE,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovWorkdaysInput, from),
     .provision = "CAL-01",
     .help = {"first day, not counted", "起始日（不计入）"}},
    {.name = "add",
     .kind = ZZ_INTEGER,
     ZZ_AT(ZzgovWorkdaysInput, add),
     .max = ZZ_MOST_WORKDAYS,
     .unit = "working days",
     .provision = "CAL-01",
     .help = {"working days to add", "增加的工作日数"}},
    {.name = "until",
     .kind = ZZ_DATE,
     ZZ_AT(ZzgovWorkdaysInput, until),
     .provision = "CAL-01",
     .help = {"day up to which working days are counted, itself counted", "计数截止日（计入）"}},
};
static const ZzTable input_table = ZZ_SIZED_TABLE_OF(ZzgovWorkdaysInput, input_fields);

static const ZzField result_fields[] = {
    {.name = "last_day",
     .kind = ZZ_DATE,
     ZZ_AT(ZzgovWorkdaysResult, last_day),
     .provision = "CAL-01",
     .help = {"last day of the period", "期限最后一日"}},
    {.name = "working_days",
     .kind = ZZ_INTEGER,
     ZZ_AT(ZzgovWorkdaysResult, working_days),
     .unit = "working days",
     .provision = "CAL-01",
     .help = {"number of working days", "工作日数"}},
};
static const ZzTable result_table = ZZ_TABLE_OF(ZzgovWorkdaysResult, result_fields);

static const ZzPath input_path = {NULL, "input", 0};
static const ZzPath from_path = {&input_path, "from", 0};
static const ZzPath add_path = {&input_path, "add", 0};
static const ZzPath until_path = {&input_path, "until", 0};

static bool check(const ZzCase *zcase, GError **error) {
  const ZzgovWorkdaysInput *input = zcase->input;
  const ZzField *add_field = zz_table_find(&input_table, "add");
  const ZzField *until_field = zz_table_find(&input_table, "until");
  bool add = input->add != ZZGOV_ABSENT, until = input->until != ZZGOV_DATE_ABSENT;
  if (add && until)
    return zz_fail_member(error, ZZGOV_ERROR_INVALID_VALUE, &until_path, ZZ_MSG_ONE_OF, add_field,
                          until_field);
  if (!add && !until)
    return zz_fail_member(error, ZZGOV_ERROR_MISSING_FIELD, &input_path, ZZ_MSG_ONE_OF_MISSING,
                          add_field, until_field);
  if (until && input->until < input->from) {
    g_autofree char *found = zzgov_date_to_string(input->until);
    g_autofree char *first = zzgov_date_to_string(input->from);
    return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &until_path, ZZ_MSG_DAY_BEFORE, found, first);
  }
  return true;
}

static void explain(const ZzCase *zcase, const ZzgovWorkdaysInput *input,
                    const ZzgovWorkdaysResult *result);

static bool compute(ZzCase *zcase, void *target, GError **error) {
  const ZzgovWorkdaysInput *input = zcase->input;
  ZzgovWorkdaysResult *result = target;
  const ZzgovCalendar *calendar = zzgov_rulebook_get_calendar(zcase->rulebook);
  bool covered;
  if (!zzgov_calendar_is_working_day(calendar, input->from, &covered, NULL))
    return zz_fail_calendar(error, calendar, &from_path);
  if (input->add != ZZGOV_ABSENT) {
    if (!zzgov_calendar_add_working_days(calendar, input->from, input->add, &result->last_day,
                                         NULL))
      return zz_fail_calendar(error, calendar, &add_path);
  } else if (!zzgov_calendar_count_working_days(calendar, input->from, input->until,
                                                &result->working_days, NULL)) {
    return zz_fail_calendar(error, calendar, &until_path);
  }
  if (zcase->trace)
    explain(zcase, input, result);
  return true;
}

static const ZzCalculator calculator = {
    .id = "workdays",
    .title = {"Working days", "工作日计算"},
    .input = &input_table,
    .options = &zz_empty_table,
    .result = &result_table,
    .warnings_offset = offsetof(ZzgovWorkdaysResult, warnings),
    .check = check,
    .compute = compute,
};
static const ZzCalculator *const calculators[] = {&calculator};

extern const ZzRegulation zz_regulation_workdays;
const ZzRegulation zz_regulation_workdays = {
    .id = "workdays",
    .provisions = (const char *const[]){"CAL-01", NULL},
    .calculators = calculators,
    .n_calculators = G_N_ELEMENTS(calculators),
};

static void explain(const ZzCase *zcase, const ZzgovWorkdaysInput *input,
                    const ZzgovWorkdaysResult *result) {
  bool add = input->add != ZZGOV_ABSENT;
  g_autofree char *from = zzgov_date_to_string(input->from);
  g_autofree char *until = zzgov_date_to_string(add ? result->last_day : input->until);
  g_autofree char *days =
      g_strdup_printf("%" G_GINT64_FORMAT, add ? input->add : result->working_days);
  g_autofree char *formula = add ? g_strdup_printf("%s + %s working days", from, days)
                                 : g_strdup_printf("%s … %s", from, until);
  const ZzFigure figure = {.provision = "CAL-01",
                           .formula = formula,
                           .value = add ? until : days,
                           .unit = add ? "date" : "working days"};
  zz_explain(zcase, &zz_regulation_workdays, figure);
}

ZzgovWorkdaysResult *zzgov_workdays(const ZzgovRulebook *rulebook, const ZzgovWorkdaysInput *input,
                                    ZzgovTrace *trace, GError **error) {
  return zz_run_typed(&calculator, rulebook, input, NULL, trace, error);
}

void zzgov_workdays_result_free(ZzgovWorkdaysResult *result) { zz_arena_free_owned(result); }
