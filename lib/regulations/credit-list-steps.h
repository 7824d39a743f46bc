/* What credit-list.c asks the rulebook, and the steps that tell how it decided. Included only
 * there. */
#ifndef ZZ_CREDIT_LIST_STEPS_H
#define ZZ_CREDIT_LIST_STEPS_H

#include "credit-list-fields.h"
#include "number.h"

extern const ZzRegulation zz_regulation_credit_list;
#define REGULATION (&zz_regulation_credit_list)

/* --- the rulebook ----------------------------------------------------------------------------- */

/* What is in force on a day; check_in_force() has seen that there is something. */
static const void *value_of(const ZzCase *zcase, size_t parameter, ZzgovDate day) {
  return zz_rulebook_value(zcase->rulebook, REGULATION, parameter, day);
}

/* What counts on the day that is asked about. */
static const void *value_now(const ZzCase *zcase, size_t parameter) {
  return value_of(zcase, parameter, ((const ZzgovCreditListInput *)zcase->input)->as_of);
}

static const Item *item_of(const ZzCase *zcase, ZzgovCreditItem item) {
  const ZzList *list = value_now(zcase, ITEMS);
  const Item *items = list->items;
  size_t i = 0;
  while (items[i].item != (int)item) /* check_items() has seen that it is there */
    i++;
  return &items[i];
}

/* The periods of a record are those in force when it was published. */
static const int64_t *terms_of(const ZzCase *zcase, ZzgovCreditGrade grade, ZzgovDate published) {
  const Terms *terms = *(const Terms *const *)value_of(zcase, TERMS, published);
  return grade == ZZGOV_CREDIT_GRADE_TRUST     ? terms->trust
         : grade == ZZGOV_CREDIT_GRADE_GENERAL ? terms->general
                                               : terms->serious;
}

static const Score *score_weights(const ZzCase *zcase) {
  return *(const Score *const *)value_now(zcase, SCORE);
}

/* Which of the weights counts for a record. */
static const int64_t *weight_of(const ZzCase *zcase, const ZzgovCreditRecordResult *record) {
  const Score *score = score_weights(zcase);
  if (record->black_listable)
    return &score->black;
  if (record->grade == ZZGOV_CREDIT_GRADE_SERIOUS)
    return &score->serious;
  if (record->grade == ZZGOV_CREDIT_GRADE_GENERAL)
    return &score->general;
  return item_of(zcase, record->item)->list == LIST_RED ? &score->commendation : &score->trust;
}

/* --- a record --------------------------------------------------------------------------------- */

static void explain_date(const ZzCase *zcase, ZzFigure figure, ZzgovDate day) {
  char text[ZZ_NUMBER_SIZE];
  zz_date_write(day, text);
  figure.value = text;
  figure.unit = "date";
  zz_explain(zcase, REGULATION, figure);
}

/* By the words of the item that the rulebook has. */
static void explain_grade(const ZzCase *zcase, const ZzgovCreditRecordResult *result) {
  bool trust = result->grade == ZZGOV_CREDIT_GRADE_TRUST;
  g_autofree char *formula = g_strdup_printf("%s: %s", item_words[result->item - 1].word,
                                             item_of(zcase, result->item)->text->zh);
  const ZzFigure figure = {.provision = trust ? "CRED-03" : "CRED-04",
                           .subject = result->id,
                           .formula = formula,
                           .value = grades[result->grade - 1].word,
                           .unit = "status"};
  zz_explain(zcase, REGULATION, figure);
}

/* "2020-10-15 + 12 months" */
static void explain_period(const ZzCase *zcase, const ZzgovCreditRecord *record, const char *id,
                           ZzFigure figure, int64_t months, ZzgovDate end) {
  char from[ZZ_NUMBER_SIZE];
  zz_date_write(record->published_on, from);
  g_autofree char *formula = g_strdup_printf("%s + %" G_GINT64_FORMAT " months", from, months);
  figure.on = ZZ_ON(TERMS);
  figure.subject = id;
  figure.formula = formula;
  explain_date(zcase, figure, end);
}

static void explain_periods(const ZzCase *zcase, const ZzgovCreditRecord *record,
                            const ZzgovCreditRecordResult *result) {
  static const ZzgovText one = {"End of the publicity period", "公示期限届满日"};
  const int64_t *terms = terms_of(zcase, result->grade, record->published_on);
  ZzFigure figure = {.provision = "CRED-13", .label = &one};
  if (result->grade == ZZGOV_CREDIT_GRADE_TRUST) { /* 第十三条第一款 has a single period */
    explain_period(zcase, record, result->id, figure, terms[0], result->last_day);
    return;
  }
  figure =
      (ZzFigure){.provision = "CRED-14", .label = zz_label(&result_record_table, "shortest_end")};
  explain_period(zcase, record, result->id, figure, terms[0], result->shortest_end);
  figure.label = zz_label(&result_record_table, "longest_end");
  explain_period(zcase, record, result->id, figure, terms[1], result->longest_end);
}

/* The later of the checks that the grade asks for. */
static ZzgovDate repair_day(const ZzgovCreditRecord *record,
                            const ZzgovCreditRecordResult *result) {
  const ZzgovCreditRepair *given = record->repair;
  return result->grade == ZZGOV_CREDIT_GRADE_SERIOUS
             ? MAX(given->department_checked_on, given->site_checked_on)
             : given->department_checked_on;
}

/* What is missing, or "2021-05-01 ≤ 2024-03-01". */
static char *repair_formula(const ZzgovCreditRecord *record,
                            const ZzgovCreditRecordResult *result) {
  const ZzgovCreditRepairResult *repair = result->repair;
  GString *formula = g_string_new(record->excluded_from_repair ? "excluded_from_repair" : NULL);
  for (size_t i = 0; i < repair->n_missing; i++)
    g_string_append_printf(formula, "%s%s",
                           i              ? ", "
                           : formula->len ? "; missing: "
                                          : "missing: ",
                           repair->missing[i]);
  if (formula->len == 0) {
    char checked[ZZ_NUMBER_SIZE], longest[ZZ_NUMBER_SIZE];
    zz_date_write(repair_day(record, result), checked);
    zz_date_write(result->longest_end, longest);
    g_string_printf(formula, "%s %s %s", checked, repair->repaired ? "≤" : ">", longest);
  }
  return g_string_free(formula, FALSE);
}

/* CRED-15 and 16: whether it is repaired, and until when it is shown. */
static void explain_repair(const ZzCase *zcase, const ZzgovCreditRecord *record,
                           const ZzgovCreditRecordResult *result) {
  bool repaired = result->repair->repaired;
  g_autofree char *how = repair_formula(record, result), *later = NULL;
  ZzFigure figure = {.provision = "CRED-15",
                     .label = zz_label(&result_repair_table, "repaired"),
                     .on = ZZ_ON(TERMS),
                     .subject = result->id,
                     .formula = how,
                     .value = repaired ? "true" : "false",
                     .unit = "status"};
  zz_explain(zcase, REGULATION, figure);
  if (repaired) {
    char shortest[ZZ_NUMBER_SIZE], checked[ZZ_NUMBER_SIZE];
    zz_date_write(result->shortest_end, shortest);
    zz_date_write(repair_day(record, result), checked);
    later = g_strdup_printf("max(%s, %s)", shortest, checked);
  }
  figure.provision = "CRED-16";
  figure.label = zz_label(&result_record_table, "last_day");
  figure.formula = repaired ? later : "longest_end";
  explain_date(zcase, figure, result->last_day);
}

static void explain_record(const ZzCase *zcase, const ZzgovCreditRecord *record,
                           const ZzgovCreditRecordResult *result) {
  explain_grade(zcase, result);
  explain_periods(zcase, record, result);
  if (result->repair)
    explain_repair(zcase, record, result);
}

/* --- the subject ------------------------------------------------------------------------------ */

/* Each measure by its number, with the words of the article. */
static void explain_measures(const ZzCase *zcase, size_t parameter, const char *provision,
                             const int64_t *numbers, size_t n) {
  const ZzList *list = value_now(zcase, parameter);
  const Measure *measures = list->items;
  for (size_t i = 0, m = 0; i < n; i++) {
    char text[ZZ_NUMBER_SIZE];
    while (measures[m].number != numbers[i])
      m++;
    zz_integer_write(numbers[i], text);
    const ZzFigure figure = {.provision = provision,
                             .on = ZZ_ON(TERMS),
                             .formula = measures[m].text->zh,
                             .value = text,
                             .unit = "measure"};
    zz_explain(zcase, REGULATION, figure);
  }
}

/* "100 + 1 × 20 − 2 × 10": the start, and for each weight how many live records have it. */
static char *score_formula(const ZzCase *zcase, const ZzgovCreditListResult *result) {
  const Score *score = score_weights(zcase);
  GString *formula = g_string_new(NULL);
  g_string_append_printf(formula, "%" G_GINT64_FORMAT, score->start);
  for (size_t w = 1; w < G_N_ELEMENTS(score_fields); w++) {
    const char *slot = (const char *)score + score_fields[w].offset;
    const int64_t *weight = (const int64_t *)(const void *)slot;
    size_t n = 0;
    for (size_t i = 0; i < result->n_records; i++)
      n += result->records[i].live && weight_of(zcase, &result->records[i]) == weight;
    if (n > 0)
      g_string_append_printf(formula, " %s %zu × %" G_GINT64_FORMAT, *weight < 0 ? "−" : "+", n,
                             ABS(*weight));
  }
  return g_string_free(formula, FALSE);
}

/* The regulation sets no score; document, label and article say so. */
static void explain_score(const ZzCase *zcase, const ZzgovCreditListResult *result) {
  char score[ZZ_NUMBER_SIZE];
  g_autofree char *formula = score_formula(zcase, result);
  zz_integer_write(result->score, score);
  const ZzFigure figure = {.entry =
                               zz_rulebook_entry(zcase->rulebook, REGULATION, SCORE, result->as_of),
                           .label = zz_label(&result_table, "score"),
                           .on = ZZ_ON(SCORE) | ZZ_ON(TERMS),
                           .formula = formula,
                           .value = score,
                           .unit = "points"};
  zz_explain(zcase, REGULATION, figure);
}

/* How many records lead to each list on the day. */
static void explain_status(const ZzCase *zcase, const ZzgovCreditListResult *result, size_t red) {
  bool is_red = result->status == ZZGOV_CREDIT_STATUS_RED;
  size_t black = 0;
  for (size_t i = 0; i < result->n_records; i++)
    black += result->records[i].live && result->records[i].black_listable;
  g_autofree char *formula = g_strdup_printf("black_listable: %zu; red: %zu", black, red);
  const ZzFigure asked = {
      .provision = "CRED-20", .label = zz_label(&result_table, "as_of"), .formula = "given"};
  const ZzFigure status = {.provision = "CRED-20",
                           .label = zz_label(&result_table, "status"),
                           .on = ZZ_ON(TERMS),
                           .formula = formula,
                           .value = statuses[result->status - 1].word,
                           .unit = "status"};
  const ZzFigure last = {.provision = is_red ? "CRED-05" : "CRED-06",
                         .label = zz_label(&result_table, "list_last_day"),
                         .on = ZZ_ON(TERMS),
                         .formula = is_red ? "min(last_day, black_listable: published_on − 1)"
                                           : "max(last_day)"};
  explain_date(zcase, asked, result->as_of);
  zz_explain(zcase, REGULATION, status);
  if (result->list_last_day != ZZGOV_DATE_ABSENT)
    explain_date(zcase, last, result->list_last_day);
}

/* `red` is the number of red listings in which the day lies. */
static void explain_subject(const ZzCase *zcase, const ZzgovCreditListResult *result, size_t red) {
  explain_status(zcase, result, red);
  explain_score(zcase, result);
  explain_measures(zcase, INCENTIVES, "CRED-17", result->incentives, result->n_incentives);
  explain_measures(zcase, SANCTIONS, "CRED-18", result->sanctions, result->n_sanctions);
}

#endif
