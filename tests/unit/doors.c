#include "helper.h"

/* The typed doors of the regulations that have no file of their own here: each gives what the JSON
 * door gives. What they compute is for the vectors to say. */

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

/* The JSON door's answer to an input has these words. */
static void assert_answer(const char *calculator, const char *input, const char *words) {
  g_autofree char *request =
      g_strdup_printf("{\"calculator\":\"%s\",\"input\":%s}", calculator, input);
  g_autofree char *response = evaluate(request);
  assert_has(response, words);
}

/* --- coal-closure ----------------------------------------------------------------------------- */

#define COAL                                                                                       \
  "{\"mines\":[{\"name\":\"m\",\"capacity_10kt\":\"21\",\"accepted_on\":\"2020-11-30\","           \
  "\"decided_on\":\"2020-06-01\",\"standards\":{\"licences_revoked\":true,"                        \
  "\"explosives_disposed\":true,\"power_cut_and_equipment_removed\":true,\"shafts_sealed\":true,"  \
  "\"workers_resettled\":false},\"accidents_on\":[\"2020-07-01\"],\"fund_conditions_met\":true,"   \
  "\"mineral_right\":{\"cancelled\":true,\"merged\":false,\"price_paid_yuan\":\"5000000\","        \
  "\"reserves_priced_10kt\":\"400\",\"reserves_remaining_10kt\":\"100\"},"                         \
  "\"replacement\":{\"ratio_percent\":\"200\",\"centralised_trading\":true}}]}"

/* The same as structs. */
static const ZzgovCoalMine *coal_mine(void) {
  static ZzgovDate accidents[1];
  static const ZzgovCoalStandards standards = {sizeof standards, ZZGOV_YES, ZZGOV_YES,
                                               ZZGOV_YES,        ZZGOV_YES, ZZGOV_NO};
  static const ZzgovCoalMineralRight right = {sizeof right, ZZGOV_YES, ZZGOV_NO,
                                              500000000,    400000000, 100000000};
  static const ZzgovCoalReplacement replacement = {sizeof replacement, 200000000, ZZGOV_YES};
  static ZzgovCoalMine mine = ZZGOV_COAL_MINE_INIT;
  mine.name = "m";
  mine.capacity_10kt = 21000000;
  mine.accepted_on = day_of("2020-11-30");
  mine.decided_on = day_of("2020-06-01");
  mine.standards = &standards;
  mine.accidents_on = accidents;
  mine.n_accidents_on = 1;
  mine.fund_conditions_met = ZZGOV_YES;
  mine.mineral_right = &right;
  mine.replacement = &replacement;
  accidents[0] = day_of("2020-07-01");
  return &mine;
}

Test(doors, coal_closure) {
  GError *error = NULL;
  const ZzgovCoalClosureInput input = {sizeof input, coal_mine(), 1};
  g_autoptr(ZzgovCoalClosureResult) result =
      zzgov_coal_closure(built_in(), &input, NULL, NULL, &error);
  assert_no_error(error);
  const ZzgovCoalMineResult *mine = &result->mines[0];
  cr_assert(result->n_mines == 1 && !mine->eligible && mine->n_reasons == 2);
  cr_assert_str_eq(mine->reasons[0], "closure-standard-unmet:workers_resettled");
  cr_assert_str_eq(mine->reasons[1], "accident-during-closure");
  cr_assert(mine->capacity_class == ZZGOV_COAL_CLASS_SMALL && mine->award_fen == 0);
  cr_assert(mine->refund->eligible && mine->refund->amount_fen == 125000000);
  cr_assert(mine->replacement->ratio_percent == 220000000);
  cr_assert_eq(mine->replacement->quota_10kt, 46200000);
  cr_assert_not(mine->national_fund->may_apply);
  cr_assert(result->award_total_fen == 0 && result->refund_total_fen == 125000000);
}

Test(doors, coal_closure_as_json) {
  assert_answer("coal-closure", COAL,
                "\"class\":\"small\",\"eligible\":false,\"reasons\":[\"closure-standard-unmet:"
                "workers_resettled\",\"accident-during-closure\"],\"award_yuan\":\"0.00\","
                "\"refund\":{\"eligible\":true,\"amount_yuan\":\"1250000.00\"},\"replacement\":"
                "{\"ratio_percent\":\"220\",\"quota_10kt\":\"46.2\"},\"national_fund\":"
                "{\"may_apply\":false}");
}

/* --- smart-mine ------------------------------------------------------------------------------- */

#define SMART                                                                                      \
  "{\"projects\":[{\"name\":\"p\",\"owner\":\"local\",\"investment_yuan\":23456700,"               \
  "\"county_topup_yuan\":500000,\"capacity_10kt\":90,\"acceptance\":{\"coal-face\":\"pass\","      \
  "\"heading-face\":\"pass\",\"haulage-drainage-power\":\"pass\",\"ventilation-gas\":\"pass\","    \
  "\"control-video\":\"fail\",\"platform-network\":\"not-submitted\"}}]}"

static ZzgovSmartProject smart_project(void) {
  static const ZzgovSmartAcceptance acceptance = {sizeof acceptance,
                                                  ZZGOV_SMART_ITEM_PASS,
                                                  ZZGOV_SMART_ITEM_PASS,
                                                  ZZGOV_SMART_ITEM_PASS,
                                                  ZZGOV_SMART_ITEM_PASS,
                                                  ZZGOV_SMART_ITEM_FAIL,
                                                  ZZGOV_SMART_ITEM_NOT_SUBMITTED};
  ZzgovSmartProject project = ZZGOV_SMART_PROJECT_INIT;
  project.name = "p";
  project.owner = ZZGOV_SMART_OWNER_LOCAL;
  project.investment_fen = INT64_C(2345670000);
  project.county_topup_fen = 50000000;
  project.capacity_10kt = 90000000;
  project.acceptance = &acceptance;
  return project;
}

Test(doors, smart_mine) {
  GError *error = NULL;
  const ZzgovSmartProject project = smart_project();
  const ZzgovSmartMineInput input = {sizeof input, &project, 1};
  g_autoptr(ZzgovSmartMineResult) result = zzgov_smart_mine(built_in(), &input, NULL, &error);
  assert_no_error(error);
  const ZzgovSmartProjectResult *first = &result->projects[0];
  cr_assert(first->route == ZZGOV_SMART_ROUTE_CITY && first->city_subsidy_fen == 234567000);
  cr_assert_eq(first->total_fen, 284567000);
  cr_assert(first->target_2025 == ZZGOV_SMART_TARGET_SMART_FACES && !first->hazard_target);
  cr_assert_eq(first->smart_mine_accepted, ZZGOV_NO);
  cr_assert(result->city_total_fen == 234567000 && result->county_total_fen == 50000000);
  assert_answer("smart-mine", SMART,
                "\"route\":\"city\",\"city_subsidy_yuan\":\"2345670.00\",\"county_topup_yuan\":"
                "\"500000.00\",\"total_yuan\":\"2845670.00\",\"central_budget_route\":\"via-city\","
                "\"target_2025\":\"smart-faces\",\"hazard_target\":false,"
                "\"smart_mine_accepted\":false}");
}

Test(doors, smart_mine_without_acceptance) {
  ZzgovSmartProject project = smart_project();
  const ZzgovSmartMineInput input = {sizeof input, &project, 1};
  project.acceptance = NULL;
  g_autoptr(ZzgovSmartMineResult) result = zzgov_smart_mine(built_in(), &input, NULL, NULL);
  cr_assert_eq(result->projects[0].smart_mine_accepted, ZZGOV_UNKNOWN);
}

/* A thousand subsidies of 10^14 yuan pass int64 fen, each of them does not. */
Test(doors, a_total_that_does_not_fit) {
  static const char rules[] = "{\"smart-mine\":{\"city_rate_percent\":10000}}";
  enum { N = 1000 };
  GError *error = NULL;
  g_autofree ZzgovSmartProject *projects = g_new(ZzgovSmartProject, N);
  ZzgovSmartMineInput input = {sizeof input, projects, 1};
  g_autoptr(ZzgovRulebook) rich = zzgov_rulebook_patch(built_in(), rules, strlen(rules), NULL);
  for (size_t i = 0; i < N; i++) {
    projects[i] = (ZzgovSmartProject)ZZGOV_SMART_PROJECT_INIT;
    projects[i].name = "p";
    projects[i].owner = ZZGOV_SMART_OWNER_LOCAL;
    projects[i].investment_fen = INT64_C(100000000000000);
  }
  g_autoptr(ZzgovSmartMineResult) one = zzgov_smart_mine(rich, &input, NULL, &error);
  assert_no_error(error);
  cr_assert_eq(one->city_total_fen, INT64_C(10000000000000000));
  input.n_projects = N;
  cr_assert_null(zzgov_smart_mine(rich, &input, NULL, &error));
  assert_error(error, ZZGOV_ERROR_OVERFLOW, "/input/projects");
}

/* --- base-station-reward ---------------------------------------------------------------------- */

Test(doors, base_station_reward) {
  GError *error = NULL;
  ZzgovStationBatch batch = ZZGOV_STATION_BATCH_INIT;
  ZzgovBaseStationRewardInput input = ZZGOV_BASE_STATION_REWARD_INPUT_INIT;
  batch.name = "b";
  batch.mode = ZZGOV_STATION_MODE_SA;
  batch.stations = 100;
  batch.built_on = day_of("2020-11-05");
  batch.provincial_reward_fen = 200000;
  input.batches = &batch;
  input.n_batches = 1;
  g_autoptr(ZzgovBaseStationRewardResult) result =
      zzgov_base_station_reward(built_in(), &input, NULL, &error);
  assert_no_error(error);
  cr_assert_eq(result->batches[0].city_per_station_fen, 200000);
  cr_assert_eq(result->combined_total_fen, 40000000);
  cr_assert(result->batches[0].n_reasons == 0 && result->n_warnings == 0);
  assert_answer("base-station-reward",
                "{\"batches\":[{\"name\":\"b\",\"mode\":\"SA\",\"stations\":100,\"built_on\":"
                "\"2020-11-05\",\"provincial_reward_yuan\":2000}]}",
                "\"city_per_station_yuan\":\"2000.00\",\"combined_per_station_yuan\":\"4000.00\","
                "\"city_yuan\":\"200000.00\",\"provincial_yuan\":\"200000.00\","
                "\"combined_yuan\":\"400000.00\",\"reasons\":[]");
}

/* --- credit-list ------------------------------------------------------------------------------ */

#define CREDIT                                                                                     \
  "{\"subject\":{\"name\":\"s\"},\"as_of\":\"2021-03-01\",\"records\":[{\"id\":\"r1\","            \
  "\"item\":\"6.5\",\"published_on\":\"2021-03-01\",\"refuses_to_correct\":true,\"repair\":"       \
  "{\"corrected\":true,\"effects_removed\":true,\"pledge\":true,\"completion_report\":true,"       \
  "\"department_checked_on\":\"2021-05-01\",\"training\":true,\"credit_report\":true,"             \
  "\"site_checked_on\":\"2021-05-01\"}}]}"

static const ZzgovCreditSubject subject = {sizeof subject, "s", NULL};

Test(doors, credit_list) {
  GError *error = NULL;
  ZzgovCreditRepair repair = {sizeof repair, true, true,
                              true,          true, day_of("2021-05-01"),
                              true,          true, day_of("2021-05-01")};
  ZzgovCreditRecord record = ZZGOV_CREDIT_RECORD_INIT;
  const ZzgovCreditListInput input = {sizeof input, &subject, day_of("2021-03-01"), &record, 1};
  record.id = "r1";
  record.item = ZZGOV_CREDIT_ITEM_6_5;
  record.published_on = day_of("2021-03-01");
  record.refuses_to_correct = true;
  record.repair = &repair;
  g_autoptr(ZzgovCreditListResult) result = zzgov_credit_list(built_in(), &input, NULL, &error);
  assert_no_error(error);
  cr_assert(result->status == ZZGOV_CREDIT_STATUS_BLACK && result->score == 0);
  cr_assert_eq(result->list_last_day, day_of("2021-09-01"));
  cr_assert(result->n_sanctions == 7 && result->sanctions[0] == 3 && result->sanctions[6] == 10);
  cr_assert(result->records[0].repair->repaired && result->records[0].repair->n_missing == 0);
  assert_answer("credit-list", CREDIT,
                "\"status\":\"black\",\"list_last_day\":\"2021-09-01\",\"score\":0,");
}

Test(doors, credit_list_without_records) {
  const ZzgovCreditRecord unused = ZZGOV_CREDIT_RECORD_INIT;
  const ZzgovCreditListInput input = {sizeof input, &subject, day_of("2021-03-01"), &unused, 0};
  g_autoptr(ZzgovCreditListResult) result = zzgov_credit_list(built_in(), &input, NULL, NULL);
  cr_assert(result->status == ZZGOV_CREDIT_STATUS_NONE && result->score == 100);
  cr_assert(result->n_records == 0 && result->n_sanctions == 0 && result->n_incentives == 0);
}

/* --- credit-timeline -------------------------------------------------------------------------- */

Test(doors, credit_timeline) {
  GError *error = NULL;
  ZzgovCreditTimelineInput input = ZZGOV_CREDIT_TIMELINE_INPUT_INIT;
  input.notified_on = day_of("2020-09-30");
  input.verified_on = day_of("2020-10-21");
  g_autoptr(ZzgovCreditTimelineResult) result =
      zzgov_credit_timeline(built_in(), &input, NULL, &error);
  assert_no_error(error);
  cr_assert_eq(result->objection_by, day_of("2020-10-12"));
  cr_assert_eq(result->answer_by, ZZGOV_DATE_ABSENT);
  cr_assert_eq(result->publish_by, day_of("2020-10-30"));
  assert_answer(
      "credit-timeline", "{\"notified_on\":\"2020-09-30\",\"verified_on\":\"2020-10-21\"}",
      "{\"objection_by\":\"2020-10-12\",\"answer_by\":null,\"publish_by\":\"2020-10-30\"}");
  input.size = 0;
  cr_assert_null(zzgov_credit_timeline(built_in(), &input, NULL, &error));
  assert_bad_argument(error, "size");
}

Test(doors, null_arguments) {
  GError *error = NULL;
  cr_assert_null(zzgov_coal_closure(built_in(), NULL, NULL, NULL, &error));
  assert_bad_argument(error, "input");
  cr_assert_null(zzgov_smart_mine(NULL, NULL, NULL, &error));
  assert_bad_argument(error, "rulebook");
  cr_assert_null(zzgov_base_station_reward(built_in(), NULL, NULL, &error));
  assert_bad_argument(error, "input");
  cr_assert_null(zzgov_credit_list(built_in(), NULL, NULL, &error));
  assert_bad_argument(error, "input");
  cr_assert_null(zzgov_credit_timeline(NULL, NULL, NULL, NULL));
}

Test(doors, results_may_be_null) {
  zzgov_coal_closure_result_free(NULL);
  zzgov_smart_mine_result_free(NULL);
  zzgov_base_station_reward_result_free(NULL);
  zzgov_credit_list_result_free(NULL);
  zzgov_credit_timeline_result_free(NULL);
}
