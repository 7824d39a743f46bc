/* Properties that credit-list and credit-timeline have on any input. Random cases with fixed seeds:
 * a failure names its seed. */

#include "../unit/helper.h"

enum { RUNS = 1000, MOST_RECORDS = 8 };

typedef struct {
  ZzgovCreditListInput input;
  ZzgovCreditSubject subject;
  ZzgovCreditRecord records[MOST_RECORDS + 1];
  ZzgovCreditRepair repairs[MOST_RECORDS];
  char ids[MOST_RECORDS][16];
} Case;

static bool one_in(GRand *rand, int n) { return g_rand_int_range(rand, 0, n) == 0; }

static ZzgovDate months_after(ZzgovDate day, int months) {
  ZzgovDate last = ZZGOV_DATE_ABSENT;
  cr_assert(zzgov_date_add_months(day, months, &last, NULL));
  return last;
}

/* A day on which something about a record of `day` may change, one beside it, or any other. */
static ZzgovDate random_day(GRand *rand, ZzgovDate day) {
  const int terms[] = {0, 3, 6, 12, 36};
  if (one_in(rand, 2))
    return months_after(day, terms[g_rand_int_range(rand, 0, 5)]) + g_rand_int_range(rand, -1, 2);
  return day + g_rand_int_range(rand, -50, 400);
}

static ZzgovDate random_day_or_none(GRand *rand, ZzgovDate day) {
  return one_in(rand, 8) ? ZZGOV_DATE_ABSENT : random_day(rand, day);
}

static void random_record(GRand *rand, Case *zcase, size_t i, ZzgovDate first) {
  ZzgovCreditRecord *record = &zcase->records[i];
  bool again = i > 0 && one_in(rand, 3); /* two records of one day */
  ZzgovDate day = again ? record[-1].published_on : first + g_rand_int_range(rand, 0, 300);
  int item = g_rand_int_range(rand, ZZGOV_CREDIT_ITEM_5_1, ZZGOV_CREDIT_ITEM_6_9 + 1);
  g_snprintf(zcase->ids[i], sizeof zcase->ids[i], "record %zu", i);
  zcase->repairs[i] = (ZzgovCreditRepair){
      sizeof(ZzgovCreditRepair), !one_in(rand, 16), !one_in(rand, 16),
      !one_in(rand, 16),         !one_in(rand, 16), random_day_or_none(rand, day),
      !one_in(rand, 16),         !one_in(rand, 16), random_day_or_none(rand, day)};
  *record = (ZzgovCreditRecord)ZZGOV_CREDIT_RECORD_INIT;
  record->id = zcase->ids[i];
  record->item = one_in(rand, 3) ? ZZGOV_CREDIT_ITEM_5_2 : (ZzgovCreditItem)item;
  record->published_on = day;
  record->refuses_to_correct = one_in(rand, 2);
  record->serious_effect = one_in(rand, 3);
  record->excluded_from_repair = one_in(rand, 5);
  record->new_violation_on = random_day_or_none(rand, day);
  record->repair = one_in(rand, 5) ? NULL : &zcase->repairs[i];
}

static void random_case(GRand *rand, Case *zcase) {
  size_t n = (size_t)g_rand_int_range(rand, 0, MOST_RECORDS + 1);
  for (size_t i = 0; i < MOST_RECORDS; i++)
    random_record(rand, zcase, i, day_of("2019-12-25"));
  zcase->subject = (ZzgovCreditSubject){sizeof zcase->subject, "x", NULL};
  zcase->input =
      (ZzgovCreditListInput){sizeof zcase->input, &zcase->subject,
                             random_day(rand, zcase->records[0].published_on), zcase->records, n};
}

static ZzgovCreditListResult *list(const Case *zcase, ZzgovTrace *trace) {
  GError *error = NULL;
  ZzgovCreditListResult *result =
      zzgov_credit_list(zzgov_rulebook_get_default(), &zcase->input, trace, &error);
  assert_no_error(error);
  return result;
}

typedef void (*Property)(Case *zcase, const ZzgovCreditListResult *result, unsigned seed);

static void hold(Property property) {
  for (unsigned seed = 1; seed <= RUNS; seed++) {
    GRand *rand = g_rand_new_with_seed(seed);
    Case zcase;
    random_case(rand, &zcase);
    g_autoptr(ZzgovCreditListResult) result = list(&zcase, NULL);
    property(&zcase, result, seed);
    g_rand_free(rand);
  }
}

/* --- single records --------------------------------------------------------------------------- */

static ZzgovCreditGrade grade_for(ZzgovCreditItem item) {
  if (item <= ZZGOV_CREDIT_ITEM_5_3)
    return ZZGOV_CREDIT_GRADE_TRUST;
  return item <= ZZGOV_CREDIT_ITEM_6_3 ? ZZGOV_CREDIT_GRADE_GENERAL : ZZGOV_CREDIT_GRADE_SERIOUS;
}

static void graded(Case *zcase, const ZzgovCreditListResult *result, unsigned seed) {
  static const int shortest[] = {0, 12, 3, 6}, longest[] = {0, 12, 12, 36}; /* by grade */
  for (size_t i = 0; i < result->n_records; i++) {
    const ZzgovCreditRecord *given = &zcase->records[i];
    const ZzgovCreditRecordResult *found = &result->records[i];
    ZzgovCreditGrade grade = grade_for(given->item);
    bool black =
        grade == ZZGOV_CREDIT_GRADE_SERIOUS && (given->refuses_to_correct || given->serious_effect);
    cr_assert(found->grade == grade && found->black_listable == black, "seed %u", seed);
    cr_assert_eq(found->shortest_end, months_after(given->published_on, shortest[grade]));
    cr_assert_eq(found->longest_end, months_after(given->published_on, longest[grade]));
  }
}

Test(credit_list, the_item_sets_grade_and_terms) { hold(graded); }

static char *missing_for(const ZzgovCreditRepair *repair, bool serious) {
  static const ZzgovCreditRepair none = ZZGOV_CREDIT_REPAIR_INIT;
  const ZzgovCreditRepair *r = repair ? repair : &none;
  return g_strconcat(r->corrected ? "" : "corrected ", r->effects_removed ? "" : "effects_removed ",
                     r->pledge ? "" : "pledge ", r->completion_report ? "" : "completion_report ",
                     r->department_checked_on != ZZGOV_DATE_ABSENT ? "" : "department_checked_on ",
                     r->training || !serious ? "" : "training ",
                     r->credit_report || !serious ? "" : "credit_report ",
                     r->site_checked_on != ZZGOV_DATE_ABSENT || !serious ? "" : "site_checked_on ",
                     NULL);
}

static ZzgovDate checked_on(const ZzgovCreditRecord *given, bool serious) {
  return serious ? MAX(given->repair->department_checked_on, given->repair->site_checked_on)
                 : given->repair->department_checked_on;
}

static char *joined(const char *const *words, size_t n) {
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(text, "%s ", words[i]);
  return g_string_free(text, FALSE);
}

static void repaired(Case *zcase, const ZzgovCreditListResult *result, unsigned seed) {
  for (size_t i = 0; i < result->n_records; i++) {
    const ZzgovCreditRecord *given = &zcase->records[i];
    const ZzgovCreditRecordResult *found = &result->records[i];
    bool serious = found->grade == ZZGOV_CREDIT_GRADE_SERIOUS;
    if (found->grade == ZZGOV_CREDIT_GRADE_TRUST) {
      cr_assert(!found->repair && found->last_day == found->longest_end, "seed %u", seed);
      continue;
    }
    g_autofree char *wanted = missing_for(given->repair, serious);
    g_autofree char *missing = joined(found->repair->missing, found->repair->n_missing);
    cr_assert_str_eq(missing, wanted, "seed %u", seed);
    bool done = !*wanted && !given->excluded_from_repair &&
                checked_on(given, serious) <= found->longest_end;
    ZzgovDate last =
        done ? MAX(found->shortest_end, checked_on(given, serious)) : found->longest_end;
    cr_assert(found->repair->repaired == done && found->last_day == last, "seed %u", seed);
  }
}

Test(credit_list, a_repair_in_time_shortens_a_record) { hold(repaired); }

static void dated(Case *zcase, const ZzgovCreditListResult *result, unsigned seed) {
  for (size_t i = 0; i < result->n_records; i++) {
    const ZzgovCreditRecord *given = &zcase->records[i];
    const ZzgovCreditRecordResult *found = &result->records[i];
    ZzgovDate day = zcase->input.as_of;
    bool may_apply = given->repair && given->repair->corrected && given->repair->effects_removed &&
                     !given->excluded_from_repair && given->published_on <= day &&
                     day <= found->longest_end;
    cr_assert_eq(found->live, given->published_on <= day && day <= found->last_day, "seed %u",
                 seed);
    cr_assert(!found->repair || found->repair->may_apply == may_apply, "seed %u", seed);
  }
}

Test(credit_list, records_are_live_and_repairable_between_their_days) { hold(dated); }

/* --- lists ------------------------------------------------------------------------------------ */

static bool is_black(const ZzgovCreditRecordResult *record) {
  return record->live && record->black_listable;
}

/* The latest day of the live records that black-list, or ZZGOV_DATE_ABSENT. */
static ZzgovDate black_until(const ZzgovCreditListResult *result) {
  ZzgovDate last = ZZGOV_DATE_ABSENT;
  for (size_t i = 0; i < result->n_records; i++)
    if (is_black(&result->records[i]))
      last = MAX(last, result->records[i].last_day);
  return last;
}

/* The last day of the listing by a commendation. */
static ZzgovDate listed_until(const Case *zcase, const ZzgovCreditListResult *result, size_t i) {
  ZzgovDate last = result->records[i].last_day;
  for (size_t j = 0; j < result->n_records; j++)
    if (result->records[j].black_listable &&
        zcase->records[j].published_on >= zcase->records[i].published_on)
      last = MIN(last, zcase->records[j].published_on - 1);
  return last;
}

static ZzgovDate red_until(const Case *zcase, const ZzgovCreditListResult *result) {
  ZzgovDate last = ZZGOV_DATE_ABSENT;
  for (size_t i = 0; i < result->n_records; i++)
    if (zcase->records[i].item == ZZGOV_CREDIT_ITEM_5_2 && result->records[i].live &&
        zcase->input.as_of <= listed_until(zcase, result, i))
      last = MAX(last, listed_until(zcase, result, i));
  return last;
}

static void listed(Case *zcase, const ZzgovCreditListResult *result, unsigned seed) {
  ZzgovDate black = black_until(result), red = red_until(zcase, result);
  bool is_red = black == ZZGOV_DATE_ABSENT && red != ZZGOV_DATE_ABSENT;
  cr_assert_eq(result->status == ZZGOV_CREDIT_STATUS_BLACK, black != ZZGOV_DATE_ABSENT, "seed %u",
               seed);
  cr_assert_eq(result->status == ZZGOV_CREDIT_STATUS_RED, is_red, "seed %u", seed);
  cr_assert_eq(result->list_last_day, is_red ? red : black, "seed %u", seed);
  cr_assert_eq(result->n_incentives, is_red ? 8 : 0, "seed %u", seed);
  for (size_t i = 0; i < result->n_incentives; i++)
    cr_assert_eq(result->incentives[i], (int64_t)i + 1, "seed %u", seed);
}

Test(credit_list, black_goes_before_red_and_ends_it) { hold(listed); }

static void sanctioned(Case *zcase, const ZzgovCreditListResult *result, unsigned seed) {
  bool black = result->status == ZZGOV_CREDIT_STATUS_BLACK;
  bool applies[11] = {false, false, false, black, black, black, black, black, black, false, black};
  for (size_t i = 0; i < result->n_records; i++) {
    const ZzgovCreditRecord *given = &zcase->records[i];
    bool counts = is_black(&result->records[i]);
    applies[1] |= counts && given->item == ZZGOV_CREDIT_ITEM_6_6;
    applies[2] |= counts && given->item == ZZGOV_CREDIT_ITEM_6_7;
    applies[9] |= counts && given->published_on <= given->new_violation_on &&
                  given->new_violation_on <= zcase->input.as_of;
  }
  size_t n = 0;
  for (int64_t s = 1; s <= 10; s++)
    if (applies[s])
      cr_assert(n < result->n_sanctions && result->sanctions[n++] == s, "seed %u", seed);
  cr_assert_eq(result->n_sanctions, n, "seed %u", seed);
}

Test(credit_list, sanctions_follow_from_the_live_records) { hold(sanctioned); }

static void scored(Case *zcase, const ZzgovCreditListResult *result, unsigned seed) {
  static const int64_t weights[] = {0, 5, -10, -40}; /* by ZzgovCreditGrade */
  int64_t score = 100;
  for (size_t i = 0; i < result->n_records; i++)
    if (result->records[i].live)
      score += zcase->records[i].item == ZZGOV_CREDIT_ITEM_5_2 ? 20
               : result->records[i].black_listable             ? -100
                                                               : weights[result->records[i].grade];
  cr_assert_eq(result->score, score, "seed %u", seed);
}

Test(credit_list, the_score_is_the_sum_of_the_weights) { hold(scored); }

static void blackened(Case *zcase, const ZzgovCreditListResult *before, unsigned seed) {
  ZzgovCreditRecord *added = &zcase->records[zcase->input.n_records++];
  *added = (ZzgovCreditRecord)ZZGOV_CREDIT_RECORD_INIT;
  added->item = ZZGOV_CREDIT_ITEM_6_9;
  added->published_on = zcase->input.as_of - (ZzgovDate)seed % 500;
  added->serious_effect = true;
  g_autoptr(ZzgovCreditListResult) after = list(zcase, NULL);
  cr_assert_eq(after->status, ZZGOV_CREDIT_STATUS_BLACK, "seed %u", seed);
  cr_assert_eq(after->score, before->score - 100, "seed %u", seed);
  cr_assert_geq(after->list_last_day, months_after(added->published_on, 36), "seed %u", seed);
  for (size_t i = 0; i < before->n_records; i++)
    cr_assert_eq(after->records[i].last_day, before->records[i].last_day, "seed %u", seed);
}

Test(credit_list, a_live_black_listable_record_makes_the_subject_black) { hold(blackened); }

static void reversed(Case *zcase, const ZzgovCreditListResult *before, unsigned seed) {
  size_t n = zcase->input.n_records;
  for (size_t i = 0; i < n / 2; i++) {
    ZzgovCreditRecord swapped = zcase->records[i];
    zcase->records[i] = zcase->records[n - 1 - i];
    zcase->records[n - 1 - i] = swapped;
  }
  g_autoptr(ZzgovCreditListResult) after = list(zcase, NULL);
  cr_assert(after->status == before->status && after->list_last_day == before->list_last_day &&
                after->score == before->score && after->n_sanctions == before->n_sanctions,
            "seed %u", seed);
  for (size_t i = 0; i < n; i++)
    cr_assert(after->records[n - 1 - i].last_day == before->records[i].last_day &&
                  after->records[n - 1 - i].live == before->records[i].live,
              "seed %u", seed);
}

Test(credit_list, the_order_of_records_does_not_matter) { hold(reversed); }

/* --- trace and JSON --------------------------------------------------------------------------- */

static const char *word(bool yes) { return yes ? "true" : "false"; }

static char *json_of(ZzgovDate date) {
  g_autofree char *day = zzgov_date_to_string(date);
  return date == ZZGOV_DATE_ABSENT ? g_strdup("null") : g_strdup_printf("\"%s\"", day);
}

static char *request_of(ZzgovDate as_of, const ZzgovCreditRecord *record,
                        const ZzgovCreditRepair *repair, bool explain) {
  int item = (int)record->item - 1; /* 5.1 is the first, 6.1 the fourth */
  g_autofree char *day = json_of(as_of), *published = json_of(record->published_on);
  g_autofree char *violation = json_of(record->new_violation_on);
  g_autofree char *department = json_of(repair->department_checked_on);
  g_autofree char *site = json_of(repair->site_checked_on);
  return g_strdup_printf(
      "{\"calculator\":\"credit-list\",\"input\":{\"subject\":{\"name\":\"x\"},\"as_of\":%s,"
      "\"records\":[{\"item\":\"%d.%d\",\"published_on\":%s,\"refuses_to_correct\":%s,"
      "\"serious_effect\":%s,\"excluded_from_repair\":%s,\"new_violation_on\":%s,"
      "\"repair\":{\"corrected\":%s,\"effects_removed\":%s,\"pledge\":%s,"
      "\"completion_report\":%s,\"department_checked_on\":%s,\"training\":%s,"
      "\"credit_report\":%s,\"site_checked_on\":%s}}]},\"explain\":%s}",
      day, item < 3 ? 5 : 6, item < 3 ? item + 1 : item - 2, published,
      word(record->refuses_to_correct), word(record->serious_effect),
      word(record->excluded_from_repair), violation, word(repair->corrected),
      word(repair->effects_removed), word(repair->pledge), word(repair->completion_report),
      department, word(repair->training), word(repair->credit_report), site, word(explain));
}

static void as_json(Case *zcase, const ZzgovCreditListResult *unused, unsigned seed) {
  static const char *const statuses[] = {"", "black", "red", "none"};
  (void)unused;
  zcase->input.n_records = 1;
  zcase->records[0].repair = &zcase->repairs[0];
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  g_autoptr(ZzgovCreditListResult) result = list(zcase, trace);
  g_autofree char *request =
      request_of(zcase->input.as_of, zcase->records, zcase->repairs, seed % 2);
  g_autofree char *response = evaluate(request), *until = json_of(result->list_last_day);
  g_autofree char *last = json_of(result->records[0].last_day);
  g_autofree char *list_words =
      g_strdup_printf("\"status\":\"%s\",\"list_last_day\":%s,\"score\":%" G_GINT64_FORMAT ",",
                      statuses[result->status], until, result->score);
  g_autofree char *record_words = g_strdup_printf("\"last_day\":%s,\"repair\":", last);
  cr_assert(strstr(response, list_words) && strstr(response, record_words), "seed %u", seed);
}

Test(credit_list, both_doors_explained_or_not_give_the_same) { hold(as_json); }

/* --- credit-timeline -------------------------------------------------------------------------- */

enum { N_DATES = 3 };

/* The law's and others. */
static const int counts[][N_DATES] = {{3, 7, 7}, {0, 20, 4}};
static const char *const rules[] = {
    "{}", "{\"credit-timeline\":{\"objection_workdays\":0,\"answer_workdays\":20,"
          "\"publish_workdays\":4}}"};

static ZzgovDate working_days_after(ZzgovDate day, int64_t n) {
  const ZzgovWorkdaysInput input = {sizeof input, day, n, ZZGOV_DATE_ABSENT};
  g_autoptr(ZzgovWorkdaysResult) result =
      zzgov_workdays(zzgov_rulebook_get_default(), &input, NULL, NULL);
  return result->last_day;
}

static void assert_json(const ZzgovRulebook *rulebook, const ZzgovCreditTimelineInput *input,
                        const ZzgovDate *wanted, bool explain) {
  g_autofree char *notified = json_of(input->notified_on), *by = json_of(wanted[0]);
  g_autofree char *received = json_of(input->objection_received_on), *answer = json_of(wanted[1]);
  g_autofree char *verified = json_of(input->verified_on), *publish = json_of(wanted[2]);
  g_autofree char *request =
      g_strdup_printf("{\"calculator\":\"credit-timeline\",\"input\":{\"notified_on\":%s,"
                      "\"objection_received_on\":%s,\"verified_on\":%s},\"explain\":%s}",
                      notified, received, verified, word(explain));
  g_autofree char *result = g_strdup_printf(
      "\"result\":{\"objection_by\":%s,\"answer_by\":%s,\"publish_by\":%s}", by, answer, publish);
  g_autofree char *response = zzgov_evaluate_json(rulebook, request, strlen(request), NULL);
  assert_has(response, result);
}

/* Each day has its own period, whether the others are given or not. */
static void timeline(GRand *rand, unsigned seed) {
  g_autoptr(ZzgovRulebook) rulebook = zzgov_rulebook_patch(
      zzgov_rulebook_get_default(), rules[seed % 2], strlen(rules[seed % 2]), NULL);
  ZzgovDate days[N_DATES], wanted[N_DATES];
  for (unsigned k = 0; k < N_DATES; k++) {
    bool given = k == seed % N_DATES || one_in(rand, 2);
    days[k] = given ? g_rand_int_range(rand, day_of("2007-01-01"), day_of("2026-09-01"))
                    : ZZGOV_DATE_ABSENT;
    wanted[k] = given ? working_days_after(days[k], counts[seed % 2][k]) : ZZGOV_DATE_ABSENT;
  }
  const ZzgovCreditTimelineInput input = {sizeof input, days[0], days[1], days[2]};
  g_autoptr(ZzgovTrace) trace = one_in(rand, 2) ? zzgov_trace_new() : NULL;
  g_autoptr(ZzgovCreditTimelineResult) result =
      zzgov_credit_timeline(rulebook, &input, trace, NULL);
  cr_assert(result->objection_by == wanted[0] && result->answer_by == wanted[1] &&
                result->publish_by == wanted[2],
            "seed %u", seed);
  assert_json(rulebook, &input, wanted, one_in(rand, 2));
}

Test(credit_timeline, periods_are_working_days_from_each_day_alone) {
  for (unsigned seed = 1; seed <= RUNS; seed++) {
    GRand *rand = g_rand_new_with_seed(seed);
    timeline(rand, seed);
    g_rand_free(rand);
  }
}
