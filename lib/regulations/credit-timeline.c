#include <zzgov/credit-timeline.h>

#include "error-private.h"
#include "number.h"
#include "regulation.h"

/* CRED-09 ... CRED-11: three periods of working days, each from a day of its own (第十一条). */

enum { OBJECTION, ANSWER, PUBLISH, N_PERIODS };

static const ZzParameter parameters[N_PERIODS] = {
    [OBJECTION] = ZZ_PARAMETER("objection_workdays", ZZ_INTEGER, 0, 1000, "working days to object",
                               "提出异议期限（工作日）"),
    [ANSWER] =
        ZZ_PARAMETER("answer_workdays", ZZ_INTEGER, 0, 1000, "working days to answer an objection",
                     "核查、答复和修正期限（工作日）"),
    [PUBLISH] = ZZ_PARAMETER("publish_workdays", ZZ_INTEGER, 0, 1000, "working days to publish",
                             "推送公示期限（工作日）"),
};

/* In the order of the periods. */
static const ZzField input_fields[N_PERIODS] = {
    {.name = "notified_on",
     .kind = ZZ_DATE,
     ZZ_AT(ZzgovCreditTimelineInput, notified_on),
     .provision = "CRED-09",
     .help = {"the subject received the notice", "收到信息告知之日"}},
    {.name = "objection_received_on",
     .kind = ZZ_DATE,
     ZZ_AT(ZzgovCreditTimelineInput, objection_received_on),
     .provision = "CRED-10",
     .help = {"the department received the objection", "接到修改申请之日"}},
    {.name = "verified_on",
     .kind = ZZ_DATE,
     ZZ_AT(ZzgovCreditTimelineInput, verified_on),
     .provision = "CRED-11",
     .help = {"the record was found correct", "审核无误之日"}},
};
static const ZzTable input_table = ZZ_SIZED_TABLE_OF(ZzgovCreditTimelineInput, input_fields);

static const ZzField result_fields[N_PERIODS] = {
    {.name = "objection_by",
     .kind = ZZ_DATE,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovCreditTimelineResult, objection_by),
     .provision = "CRED-09",
     .help = {"last day to object", "提出异议的最后一日"}},
    {.name = "answer_by",
     .kind = ZZ_DATE,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovCreditTimelineResult, answer_by),
     .provision = "CRED-10",
     .help = {"last day to answer the objection", "答复异议的最后一日"}},
    {.name = "publish_by",
     .kind = ZZ_DATE,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovCreditTimelineResult, publish_by),
     .provision = "CRED-11",
     .help = {"last day to publish", "公示的最后一日"}},
};
static const ZzTable result_table = ZZ_TABLE_OF(ZzgovCreditTimelineResult, result_fields);

extern const ZzRegulation zz_regulation_credit_timeline;

static const ZzPath input_path = {NULL, "input", 0};

static ZzgovDate start_of(const void *input, size_t period) {
  return *(const ZzgovDate *)(const void *)((const char *)input + input_fields[period].offset);
}

static bool check(const ZzCase *zcase, GError **error) {
  static const ZzField any = {
      .name = "notified_on, objection_received_on, verified_on",
      .help = {NULL, "收到信息告知之日、接到修改申请之日、审核无误之日之一"}};
  for (size_t i = 0; i < N_PERIODS; i++)
    if (start_of(zcase->input, i) != ZZGOV_DATE_ABSENT)
      return true;
  return zz_fail_member(error, ZZGOV_ERROR_MISSING_FIELD, &input_path, ZZ_MSG_MISSING, &any, NULL);
}

static void explain(const ZzCase *zcase, size_t period, const ZzEntry *entry, ZzgovDate from,
                    ZzgovDate last) {
  char from_text[ZZ_NUMBER_SIZE], last_text[ZZ_NUMBER_SIZE];
  zz_date_write(from, from_text);
  zz_date_write(last, last_text);
  g_autofree char *formula = g_strdup_printf("%s + %" G_GINT64_FORMAT " working days", from_text,
                                             *(const int64_t *)entry->value);
  const ZzFigure figure = {
      .entry = entry, .on = ZZ_ON(period), .formula = formula, .value = last_text, .unit = "date"};
  zz_explain(zcase, &zz_regulation_credit_timeline, figure);
}

static bool compute_period(const ZzCase *zcase, size_t period, void *result, GError **error) {
  ZzgovDate from = start_of(zcase->input, period);
  ZzgovDate *last = (void *)((char *)result + result_fields[period].offset);
  if (from == ZZGOV_DATE_ABSENT)
    return true;
  const ZzPath path = {&input_path, input_fields[period].name, 0};
  if (!zz_check_parameter_in_force(zcase, &zz_regulation_credit_timeline, period, from, &path,
                                   error))
    return false;
  const ZzEntry *entry =
      zz_rulebook_entry(zcase->rulebook, &zz_regulation_credit_timeline, period, from);
  const ZzgovCalendar *calendar = zzgov_rulebook_get_calendar(zcase->rulebook);
  if (!zzgov_calendar_add_working_days(calendar, from, *(const int64_t *)entry->value, last, NULL))
    return zz_fail_calendar(error, calendar, &path);
  if (zcase->trace)
    explain(zcase, period, entry, from, *last);
  return true;
}

static bool compute(ZzCase *zcase, void *result, GError **error) {
  for (size_t i = 0; i < N_PERIODS; i++)
    if (!compute_period(zcase, i, result, error))
      return false;
  return true;
}

static const ZzCalculator calculator = {
    .id = "credit-timeline",
    .title = {"Deadlines before a credit record is published", "信用信息公示前的期限"},
    .input = &input_table,
    .options = &zz_empty_table,
    .result = &result_table,
    .warnings_offset = offsetof(ZzgovCreditTimelineResult, warnings),
    .check = check,
    .compute = compute,
};
static const ZzCalculator *const calculators[] = {&calculator};

const ZzRegulation zz_regulation_credit_timeline = {
    .id = "credit-timeline",
    .provisions = (const char *const[]){"CRED-09", "CRED-10", "CRED-11", NULL},
    .parameters = parameters,
    .n_parameters = ZZ_COUNT_FIELDS(parameters),
    .calculators = calculators,
    .n_calculators = G_N_ELEMENTS(calculators),
};

ZzgovCreditTimelineResult *zzgov_credit_timeline(const ZzgovRulebook *rulebook,
                                                 const ZzgovCreditTimelineInput *input,
                                                 ZzgovTrace *trace, GError **error) {
  return zz_run_typed(&calculator, rulebook, input, NULL, trace, error);
}

void zzgov_credit_timeline_result_free(ZzgovCreditTimelineResult *result) {
  zz_arena_free_owned(result);
}
