#include "credit-list-steps.h"

#include "error-private.h"
#include "unique.h"

#include <string.h>

/* 郑州市工程建设项目审批信用信息管理办法(试行): periods, repair, red and black list, measures. */

/* --- parameters ------------------------------------------------------------------------------- */

/* Shortest is not above longest; a trustworthy record has one period (第十三条). */
static bool check_terms(const void *value, const ZzPath *path, GError **error) {
  const Terms *terms = *(const Terms *const *)value;
  const int64_t *const pairs[] = {terms->trust, terms->general, terms->serious};
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    bool good = i == 0 ? pairs[i][0] == pairs[i][1] : pairs[i][0] <= pairs[i][1];
    if (good)
      continue;
    const ZzPath pair = {path, term_fields[i].name, 0};
    char found[ZZ_NUMBER_SIZE];
    zz_integer_write(pairs[i][1], found);
    return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){&pair, NULL, 1}, ZZ_MSG_WRONG_VALUE,
                   found);
  }
  return true;
}

/* As many items as there are, none twice: so each is there. */
static bool check_items(const void *value, const ZzPath *path, GError **error) {
  const ZzList *list = value;
  const Item *items = list->items;
  for (size_t i = 0; i < list->n; i++)
    for (size_t j = 0; j < i; j++)
      if (items[i].item == items[j].item) {
        const ZzPath element = {path, NULL, i};
        return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){&element, "item", 0},
                       ZZ_MSG_REPEATED_NAME, item_words[items[i].item - 1].word);
      }
  return true;
}

/* Measures stand in the order of their numbers. */
static bool check_measures(const void *value, const ZzPath *path, GError **error) {
  const ZzList *list = value;
  const Measure *measures = list->items;
  for (size_t i = 1; i < list->n; i++)
    if (measures[i].number <= measures[i - 1].number) {
      const ZzPath element = {path, NULL, i};
      char text[ZZ_NUMBER_SIZE];
      zz_integer_write(measures[i].number, text);
      return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){&element, "number", 0},
                     ZZ_MSG_NOT_IN_ORDER, text);
    }
  return true;
}

static const ZzParameter parameters[] = {
    [TERMS] = {.value = {.name = "terms_months",
                         .kind = ZZ_OBJECT,
                         .table = &term_table,
                         .help = {"publicity periods, shortest and longest, months",
                                  "公示期限，最短和最长（个月）"}},
               .check = check_terms},
    [SCORE] = {.value = {.name = "score",
                         .kind = ZZ_OBJECT,
                         .table = &score_table,
                         .help = {"weights of the score, the library's convention",
                                  "得分权重（本库约定，非法定）"}}},
    [ITEMS] = ZZ_FACTS_PARAMETER("items", N_ITEMS, N_ITEMS, &item_item, check_items),
    [INCENTIVES] = ZZ_FACTS_PARAMETER("incentives", 0, 100, &measure_item, check_measures),
    [SANCTIONS] = ZZ_FACTS_PARAMETER("sanctions", 0, 100, &measure_item, check_measures),
};

/* --- checks ----------------------------------------------------------------------------------- */

/* GB 32100-2015: 17 characters of a base-31 alphabet, weighted by powers of 3, and a check
 * character that makes the sum a multiple of 31. */
static bool is_unified_code(const char *code) {
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const int base = (int)sizeof alphabet - 1;
  int sum = 0, weight = 1;
  for (int i = 0; i < 18; i++) {
    const char *found = code[i] ? strchr(alphabet, code[i]) : NULL;
    if (!found)
      return false;
    sum += (int)(found - alphabet) * (i < 17 ? weight : 1);
    weight = weight * 3 % base;
  }
  return sum % base == 0;
}

static const ZzPath input_path = {NULL, "input", 0};
static const ZzPath records_path = {&input_path, "records", 0};

static bool check(const ZzCase *zcase, GError **error) {
  const ZzgovCreditListInput *input = zcase->input;
  size_t i = zz_first_repeated(&input->records->id, sizeof *input->records, input->n_records);
  if (i == input->n_records)
    return true;
  const ZzPath record = {&records_path, NULL, i};
  return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){&record, "id", 0},
                 ZZ_MSG_REPEATED_NAME, input->records[i].id);
}

/* --- one record ------------------------------------------------------------------------------- */

static bool step_done(const ZzgovCreditRepair *repair, size_t step) {
  if (!repair)
    return false;
  const void *slot = (const char *)repair + repair_fields[step].offset;
  return repair_fields[step].kind == ZZ_BOOL ? *(const bool *)slot
                                             : *(const ZzgovDate *)slot != ZZGOV_DATE_ABSENT;
}

/* CRED-15: general records need the first steps, serious ones all (A-CRED-8). */
static ZzTexts missing_steps(const ZzCase *zcase, const ZzgovCreditRecord *record, bool serious) {
  ZzTexts missing = {NULL, 0};
  for (size_t step = 0; step < (serious ? N_STEPS : TRAINING); step++)
    if (!step_done(record->repair, step))
      zz_texts_add(zcase, &missing, repair_fields[step].name);
  return missing;
}

static bool within(ZzgovDate day, ZzgovDate first, ZzgovDate last) {
  return day >= first && day <= last;
}

/* CRED-16: repaired in time, a record comes off after the shortest period (A-CRED-9). */
static void repair(const ZzCase *zcase, const ZzgovCreditRecord *record,
                   ZzgovCreditRecordResult *result) {
  const ZzgovCreditListInput *input = zcase->input;
  const ZzgovCreditRepair *given = record->repair;
  bool serious = result->grade == ZZGOV_CREDIT_GRADE_SERIOUS;
  ZzTexts missing = missing_steps(zcase, record, serious);
  ZzgovCreditRepairResult *repaired = zz_arena_alloc(zcase->arena, sizeof *repaired);
  repaired->missing = missing.texts;
  repaired->n_missing = missing.n;
  repaired->may_apply = given && given->corrected && given->effects_removed &&
                        !record->excluded_from_repair &&
                        within(input->as_of, record->published_on, result->longest_end);
  if (missing.n == 0 && !record->excluded_from_repair) {
    ZzgovDate checked = repair_day(record, result);
    repaired->repaired = checked <= result->longest_end;
    if (repaired->repaired)
      result->last_day = MAX(result->shortest_end, checked);
  }
  result->repair = repaired;
}

/* CRED-03, 04, 06, 13, 14. */
static void settle_record(const ZzCase *zcase, const ZzgovCreditRecord *record,
                          ZzgovCreditRecordResult *result) {
  const ZzgovCreditListInput *input = zcase->input;
  const Item *item = item_of(zcase, record->item);
  const int64_t *terms = terms_of(zcase, (ZzgovCreditGrade)item->grade, record->published_on);
  *result = (ZzgovCreditRecordResult){
      .id = record->id ? zz_arena_strdup(zcase->arena, record->id) : NULL,
      .item = record->item,
      .grade = (ZzgovCreditGrade)item->grade,
      .black_listable =
          item->list == LIST_BLACK && (record->refuses_to_correct || record->serious_effect),
      .shortest_end = zz_date_add_months(record->published_on, (int)terms[0]),
      .longest_end = zz_date_add_months(record->published_on, (int)terms[1]),
  };
  result->last_day = result->longest_end;
  if (result->grade != ZZGOV_CREDIT_GRADE_TRUST)
    repair(zcase, record, result);
  result->live = within(input->as_of, record->published_on, result->last_day);
}

/* --- the subject ------------------------------------------------------------------------------ */

static int compare_dates(const void *a, const void *b) {
  ZzgovDate left = *(const ZzgovDate *)a, right = *(const ZzgovDate *)b;
  return (left > right) - (left < right);
}

/* The days on which black-listable records were published, ascending. */
static ZzgovDate *black_days(const ZzCase *zcase, const ZzgovCreditRecordResult *results,
                             size_t *n) {
  const ZzgovCreditListInput *input = zcase->input;
  ZzgovDate *days = zz_arena_alloc(zcase->arena, (input->n_records + 1) * sizeof *days);
  *n = 0;
  for (size_t i = 0; i < input->n_records; i++)
    if (results[i].black_listable)
      days[(*n)++] = input->records[i].published_on;
  qsort(days, *n, sizeof *days, compare_dates);
  return days;
}

/* The first of n ascending days that is not before a day, or `otherwise`. */
static ZzgovDate first_from(const ZzgovDate *days, size_t n, ZzgovDate day, ZzgovDate otherwise) {
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (days[middle] < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low < n ? days[low] : otherwise;
}

/* CRED-13: a commendation's listing ends on the day before the subject becomes black-listable
 * (移出“红名单”), and is not revived. ZZGOV_DATE_ABSENT for a record that leads to no listing. */
static ZzgovDate listing_end(const ZzCase *zcase, const ZzgovCreditRecordResult *result,
                             ZzgovDate published, const ZzgovDate *days, size_t n_days) {
  if (item_of(zcase, result->item)->list != LIST_RED)
    return ZZGOV_DATE_ABSENT;
  return MIN(result->last_day, first_from(days, n_days, published, INT32_MAX) - 1);
}

/* The latest end of the listings in which the day lies, and their number. */
static ZzgovDate red_end(const ZzCase *zcase, const ZzgovCreditRecordResult *results, size_t *n) {
  const ZzgovCreditListInput *input = zcase->input;
  size_t n_days;
  const ZzgovDate *days = black_days(zcase, results, &n_days);
  ZzgovDate latest = ZZGOV_DATE_ABSENT;
  *n = 0;
  for (size_t i = 0; i < input->n_records; i++) {
    ZzgovDate first = input->records[i].published_on;
    ZzgovDate end = listing_end(zcase, &results[i], first, days, n_days);
    if (within(input->as_of, first, end)) {
      latest = MAX(latest, end);
      (*n)++;
    }
  }
  return latest;
}

static ZzgovDate black_end(const ZzgovCreditRecordResult *results, size_t n) {
  ZzgovDate latest = ZZGOV_DATE_ABSENT;
  for (size_t i = 0; i < n; i++)
    if (results[i].live && results[i].black_listable)
      latest = MAX(latest, results[i].last_day);
  return latest;
}

/* CRED-18: whether a sanction applies to a subject on the black list. */
static bool applies(const ZzCase *zcase, const Measure *measure,
                    const ZzgovCreditRecordResult *results) {
  const ZzgovCreditListInput *input = zcase->input;
  if (measure->applies == APPLIES_ALWAYS)
    return true;
  for (size_t i = 0; i < input->n_records; i++) {
    const ZzgovCreditRecord *record = &input->records[i];
    if (!results[i].live || !results[i].black_listable)
      continue;
    if (measure->applies == APPLIES_WITH_ITEM
            ? item_of(zcase, record->item)->sanction == measure->number
            : within(record->new_violation_on, record->published_on, input->as_of))
      return true;
  }
  return false;
}

static const int64_t *measures(const ZzCase *zcase, size_t parameter, bool listed,
                               const ZzgovCreditRecordResult *results, size_t *n) {
  const ZzList *list = value_now(zcase, parameter);
  int64_t *numbers = zz_arena_alloc(zcase->arena, (list->n + 1) * sizeof *numbers);
  *n = 0;
  for (size_t i = 0; listed && i < list->n; i++) {
    const Measure *measure = (const Measure *)list->items + i;
    if (applies(zcase, measure, results))
      numbers[(*n)++] = measure->number;
  }
  return numbers;
}

static int64_t score_of(const ZzCase *zcase, const ZzgovCreditRecordResult *results, size_t n) {
  int64_t sum = score_weights(zcase)->start;
  for (size_t i = 0; i < n; i++)
    if (results[i].live)
      sum += *weight_of(zcase, &results[i]);
  return sum;
}

/* --- the door --------------------------------------------------------------------------------- */

/* The number of red listings in which the day lies is for the explanation. */
static void list_subject(const ZzCase *zcase, ZzgovCreditListResult *result, size_t *n_red) {
  ZzgovDate black = black_end(result->records, result->n_records);
  ZzgovDate red = red_end(zcase, result->records, n_red);
  bool is_black = black != ZZGOV_DATE_ABSENT, is_red = !is_black && red != ZZGOV_DATE_ABSENT;
  result->status = is_black ? ZZGOV_CREDIT_STATUS_BLACK
                   : is_red ? ZZGOV_CREDIT_STATUS_RED
                            : ZZGOV_CREDIT_STATUS_NONE;
  result->list_last_day = is_black ? black : red;
  result->incentives = measures(zcase, INCENTIVES, is_red, result->records, &result->n_incentives);
  result->sanctions = measures(zcase, SANCTIONS, is_black, result->records, &result->n_sanctions);
}

static bool check_in_force(const ZzCase *zcase, GError **error) {
  const ZzgovCreditListInput *input = zcase->input;
  const ZzPath as_of = {&input_path, "as_of", 0};
  if (!zz_check_in_force(zcase, REGULATION, input->as_of, &as_of, error))
    return false;
  for (size_t i = 0; i < input->n_records; i++) {
    const ZzPath record = {&records_path, NULL, i}, day = {&record, "published_on", 0};
    if (!zz_check_in_force(zcase, REGULATION, input->records[i].published_on, &day, error))
      return false;
  }
  return true;
}

static bool compute(ZzCase *zcase, void *target, GError **error) {
  const ZzgovCreditListInput *input = zcase->input;
  ZzgovCreditListResult *result = target;
  size_t n = input->n_records, n_red;
  ZzgovCreditRecordResult *records = zz_arena_alloc(zcase->arena, (n + 1) * sizeof *records);
  if (!check_in_force(zcase, error))
    return false;
  for (size_t i = 0; i < n; i++)
    settle_record(zcase, &input->records[i], &records[i]);
  result->as_of = input->as_of;
  result->records = records;
  result->n_records = n;
  result->score = score_of(zcase, records, n);
  list_subject(zcase, result, &n_red);
  if (!zcase->trace)
    return true;
  for (size_t i = 0; i < n; i++)
    explain_record(zcase, &input->records[i], &records[i]);
  explain_subject(zcase, result, n_red);
  return true;
}

/* --- the time line ---------------------------------------------------------------------------- */

static void add_span(GArray *spans, ZzgovText row, ZzgovText what, ZzSpanKind kind, ZzgovDate from,
                     ZzgovDate until) {
  const ZzSpan span = {row, what, kind, from, until};
  if (until >= from)
    g_array_append_val(spans, span);
}

/* The days of the red list, or of the black one. */
static void add_listings(const ZzCase *zcase, const ZzgovCreditListResult *result, GArray *spans,
                         ZzSpanKind kind) {
  const ZzgovCreditListInput *input = zcase->input;
  const ZzgovText name = lists[kind == ZZ_SPAN_RED ? LIST_RED - 1 : LIST_BLACK - 1].help;
  size_t n_days;
  const ZzgovDate *days = black_days(zcase, result->records, &n_days);
  for (size_t i = 0; i < input->n_records; i++) {
    const ZzgovCreditRecordResult *record = &result->records[i];
    ZzgovDate first = input->records[i].published_on;
    if (kind == ZZ_SPAN_RED)
      add_span(spans, name, name, kind, first, listing_end(zcase, record, first, days, n_days));
    else if (record->black_listable)
      add_span(spans, name, name, kind, first, record->last_day);
  }
}

static void add_record(const ZzCase *zcase, size_t i, const ZzgovCreditRecordResult *result,
                       GArray *spans) {
  static const ZzgovText shown = {"shown", "公示期间"}, longest = {"longest period", "最长公示期"};
  const ZzgovCreditRecord *record = &((const ZzgovCreditListInput *)zcase->input)->records[i];
  const char *item = item_words[result->item - 1].word;
  g_autofree char *name = result->id ? g_strdup_printf("%s · %s", result->id, item)
                                     : g_strdup_printf("#%zu · %s", i + 1, item);
  const char *row = zz_arena_strdup(zcase->arena, name);
  add_span(spans, (ZzgovText){row, row}, longest, ZZ_SPAN_LONGEST, record->published_on,
           result->longest_end);
  add_span(spans, (ZzgovText){row, row}, shown, ZZ_SPAN_SHOWN, record->published_on,
           result->last_day);
}

static ZzgovDate add_spans(const ZzCase *zcase, const void *source, GArray *spans) {
  const ZzgovCreditListInput *input = zcase->input;
  const ZzgovCreditListResult *result = source;
  add_listings(zcase, result, spans, ZZ_SPAN_RED);
  add_listings(zcase, result, spans, ZZ_SPAN_BLACK);
  for (size_t i = 0; i < input->n_records; i++)
    add_record(zcase, i, &result->records[i], spans);
  return input->as_of;
}

static const ZzCalculator calculator = {
    .id = "credit-list",
    .title = {"Credit records, red list and black list", "信用信息与红黑名单"},
    .example_options = "--as-of 2021-03-01",
    .input = &input_table,
    .options = &zz_empty_table,
    .result = &result_table,
    .warnings_offset = offsetof(ZzgovCreditListResult, warnings),
    .check = check,
    .compute = compute,
    .spans = add_spans,
};
static const ZzCalculator *const calculators[] = {&calculator};

const ZzRegulation zz_regulation_credit_list = {
    .id = "credit-list",
    .provisions =
        (const char *const[]){"CRED-03", "CRED-04", "CRED-05", "CRED-06", "CRED-13", "CRED-14",
                              "CRED-15", "CRED-16", "CRED-17", "CRED-18", "CRED-20", NULL},
    .parameters = parameters,
    .n_parameters = ZZ_COUNT_FIELDS(parameters),
    .calculators = calculators,
    .n_calculators = G_N_ELEMENTS(calculators),
};

ZzgovCreditListResult *zzgov_credit_list(const ZzgovRulebook *rulebook,
                                         const ZzgovCreditListInput *input, ZzgovTrace *trace,
                                         GError **error) {
  return zz_run_typed(&calculator, rulebook, input, NULL, trace, error);
}

void zzgov_credit_list_result_free(ZzgovCreditListResult *result) { zz_arena_free_owned(result); }
