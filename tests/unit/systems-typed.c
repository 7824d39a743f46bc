/* The typed doors of the four other systems give what the JSON door gives. */
#include <criterion/criterion.h>
#include <string.h>
#include <zzgov.h>

static ZzgovDate day(int year, int month, int number) {
  ZzgovDate date = 0;
  cr_assert(zzgov_date_from_ymd(year, month, number, &date, NULL));
  return date;
}

/* The catalogue's mine of 210,000 t/a: award, refund, replacement and fund at once. */
static ZzgovCoalMine sample_mine(void) {
  static ZzgovCoalStandards standards = ZZGOV_COAL_STANDARDS_INIT;
  static ZzgovCoalMineralRight right = ZZGOV_COAL_MINERAL_RIGHT_INIT;
  static ZzgovCoalReplacement replacement = ZZGOV_COAL_REPLACEMENT_INIT;
  ZzgovCoalMine mine = ZZGOV_COAL_MINE_INIT;
  standards.licences_revoked = standards.explosives_disposed = ZZGOV_YES;
  standards.power_cut_and_equipment_removed = standards.shafts_sealed = ZZGOV_YES;
  standards.workers_resettled = ZZGOV_YES;
  right.cancelled = ZZGOV_YES;
  right.merged = ZZGOV_NO;
  right.price_paid_fen = 500000000;
  right.reserves_priced_10kt = 400 * ZZGOV_DECIMAL_ONE;
  right.reserves_remaining_10kt = 100 * ZZGOV_DECIMAL_ONE;
  replacement.ratio_percent = 200 * ZZGOV_DECIMAL_ONE;
  replacement.centralised_trading = ZZGOV_YES;
  mine.name = "一号矿";
  mine.capacity_10kt = 21 * ZZGOV_DECIMAL_ONE;
  mine.accepted_on = day(2020, 11, 30);
  mine.standards = &standards;
  mine.fund_conditions_met = ZZGOV_YES;
  mine.mineral_right = &right;
  mine.replacement = &replacement;
  return mine;
}

Test(systems_typed, coal_closure) {
  g_autoptr(GError) error = NULL;
  ZzgovCoalMine mine = sample_mine();
  ZzgovCoalClosureInput input = ZZGOV_COAL_CLOSURE_INPUT_INIT;
  input.mines = &mine;
  input.n_mines = 1;
  g_autoptr(ZzgovCoalClosureResult) result =
      zzgov_coal_closure(zzgov_rulebook_get_default(), &input, NULL, NULL, &error);
  cr_assert_not_null(result);
  cr_assert_eq(result->mines[0].capacity_class, ZZGOV_COAL_CLASS_SMALL);
  cr_assert(result->mines[0].eligible);
  cr_assert_eq(result->award_total_fen, 600000000);
  cr_assert_eq(result->refund_total_fen, 125000000);
  cr_assert_eq(result->mines[0].replacement->quota_10kt, 46200000);
  cr_assert(result->mines[0].national_fund->may_apply);
}

Test(systems_typed, coal_closure_forfeits_by_an_accident_on_the_last_day) {
  ZzgovCoalMine mine = sample_mine();
  const ZzgovDate accidents[] = {day(2020, 11, 30), day(2020, 12, 1)};
  ZzgovCoalClosureInput input = ZZGOV_COAL_CLOSURE_INPUT_INIT;
  input.mines = &mine;
  input.n_mines = 1;
  mine.decided_on = day(2020, 6, 1);
  mine.accidents_on = accidents;
  mine.n_accidents_on = G_N_ELEMENTS(accidents);
  g_autoptr(ZzgovCoalClosureResult) result =
      zzgov_coal_closure(zzgov_rulebook_get_default(), &input, NULL, NULL, NULL);
  cr_assert_not_null(result);
  cr_assert_eq(result->mines[0].n_reasons, 1);
  cr_assert_str_eq(result->mines[0].reasons[0], "accident-during-closure");
  cr_assert_eq(result->award_total_fen, 0);
}

Test(systems_typed, an_unknown_standard_is_missing) {
  g_autoptr(GError) error = NULL;
  ZzgovCoalStandards standards = ZZGOV_COAL_STANDARDS_INIT;
  ZzgovCoalMine mine = sample_mine();
  ZzgovCoalClosureInput input = ZZGOV_COAL_CLOSURE_INPUT_INIT;
  mine.standards = &standards;
  input.mines = &mine;
  input.n_mines = 1;
  cr_assert_null(zzgov_coal_closure(zzgov_rulebook_get_default(), &input, NULL, NULL, &error));
  cr_assert_eq(error->code, ZZGOV_ERROR_MISSING_FIELD);
  cr_assert_str_eq(zzgov_error_get_path(error), "/input/mines/0/standards");
}

Test(systems_typed, smart_mine) {
  ZzgovSmartAcceptance acceptance = ZZGOV_SMART_ACCEPTANCE_INIT;
  ZzgovSmartProject project = ZZGOV_SMART_PROJECT_INIT;
  ZzgovSmartMineInput input = ZZGOV_SMART_MINE_INPUT_INIT;
  acceptance.coal_face = acceptance.heading_face = ZZGOV_SMART_ITEM_PASS;
  acceptance.haulage_drainage_power = acceptance.ventilation_gas = ZZGOV_SMART_ITEM_PASS;
  acceptance.control_video = acceptance.platform_network = ZZGOV_SMART_ITEM_PASS;
  project.name = "项目";
  project.owner = ZZGOV_SMART_OWNER_LOCAL;
  project.investment_fen = 33333335; /* 10 % is 33,333.335 yuan: half a fen, away from zero */
  project.county_topup_fen = 50000000;
  project.capacity_10kt = 120 * ZZGOV_DECIMAL_ONE;
  project.remaining_years = 5 * ZZGOV_DECIMAL_ONE;
  project.acceptance = &acceptance;
  input.projects = &project;
  input.n_projects = 1;
  g_autoptr(ZzgovSmartMineResult) result =
      zzgov_smart_mine(zzgov_rulebook_get_default(), &input, NULL, NULL);
  cr_assert_not_null(result);
  cr_assert_eq(result->city_total_fen, 3333334);
  cr_assert_eq(result->projects[0].total_fen, 53333334);
  cr_assert_eq(result->projects[0].target_2025, ZZGOV_SMART_TARGET_DEMONSTRATION);
  cr_assert_eq(result->projects[0].smart_mine_accepted, ZZGOV_YES);
}

Test(systems_typed, base_station_reward) {
  ZzgovStationBatch batch = ZZGOV_STATION_BATCH_INIT;
  ZzgovBaseStationRewardInput input = ZZGOV_BASE_STATION_REWARD_INPUT_INIT;
  g_autoptr(ZzgovTrace) trace = zzgov_trace_new();
  batch.name = "一批";
  batch.mode = ZZGOV_STATION_MODE_SA;
  batch.stations = 100;
  batch.built_on = day(2020, 11, 5);
  input.batches = &batch;
  input.n_batches = 1;
  g_autoptr(ZzgovBaseStationRewardResult) result =
      zzgov_base_station_reward(zzgov_rulebook_get_default(), &input, trace, NULL);
  cr_assert_not_null(result);
  cr_assert_eq(result->combined_total_fen, 50000000);
  cr_assert_eq(result->n_warnings, 1);
  cr_assert_str_eq(result->warnings[0].code, "assumed-provincial-reward");
  cr_assert_str_eq(zzgov_trace_get_step(trace, 0)->document, "（非公报文件）");
  cr_assert_str_eq(zzgov_trace_get_step(trace, 1)->document, "郑政办〔2020〕42号");
}

Test(systems_typed, credit_list) {
  ZzgovCreditSubject subject = ZZGOV_CREDIT_SUBJECT_INIT;
  ZzgovCreditRecord records[] = {ZZGOV_CREDIT_RECORD_INIT, ZZGOV_CREDIT_RECORD_INIT};
  ZzgovCreditListInput input = ZZGOV_CREDIT_LIST_INPUT_INIT;
  subject.name = "甲建设有限公司";
  records[0].item = ZZGOV_CREDIT_ITEM_5_2;
  records[0].published_on = day(2020, 10, 15);
  records[1].id = "r2";
  records[1].item = ZZGOV_CREDIT_ITEM_6_5;
  records[1].published_on = day(2021, 3, 1);
  records[1].refuses_to_correct = true;
  input.subject = &subject;
  input.records = records;
  input.n_records = G_N_ELEMENTS(records);
  input.as_of = day(2021, 2, 28);
  g_autoptr(ZzgovCreditListResult) red =
      zzgov_credit_list(zzgov_rulebook_get_default(), &input, NULL, NULL);
  cr_assert_not_null(red);
  cr_assert_eq(red->status, ZZGOV_CREDIT_STATUS_RED);
  cr_assert_eq(red->list_last_day, day(2021, 2, 28));
  cr_assert_eq(red->n_incentives, 8);
  input.as_of = day(2021, 3, 1);
  g_autoptr(ZzgovCreditListResult) black =
      zzgov_credit_list(zzgov_rulebook_get_default(), &input, NULL, NULL);
  cr_assert_not_null(black);
  cr_assert_eq(black->status, ZZGOV_CREDIT_STATUS_BLACK);
  cr_assert_eq(black->list_last_day, day(2024, 3, 1));
  cr_assert_eq(black->records[1].repair->n_missing, 8);
}

Test(systems_typed, a_bad_unified_code_is_refused) {
  g_autoptr(GError) error = NULL;
  const ZzgovCreditRecord none = ZZGOV_CREDIT_RECORD_INIT;
  ZzgovCreditSubject subject = ZZGOV_CREDIT_SUBJECT_INIT;
  ZzgovCreditListInput input = ZZGOV_CREDIT_LIST_INPUT_INIT;
  subject.name = "甲建设有限公司";
  subject.unified_code = "91410100MA40XXXXX3";
  input.subject = &subject;
  input.as_of = day(2021, 3, 1);
  input.records = &none;
  input.n_records = 0;
  cr_assert_null(zzgov_credit_list(zzgov_rulebook_get_default(), &input, NULL, &error));
  cr_assert_eq(error->code, ZZGOV_ERROR_INVALID_VALUE);
  cr_assert_str_eq(zzgov_error_get_path(error), "/input/subject/unified_code");
}

Test(systems_typed, credit_timeline) {
  ZzgovCreditTimelineInput input = ZZGOV_CREDIT_TIMELINE_INPUT_INIT;
  input.notified_on = day(2020, 9, 30);
  g_autoptr(ZzgovCreditTimelineResult) result =
      zzgov_credit_timeline(zzgov_rulebook_get_default(), &input, NULL, NULL);
  cr_assert_not_null(result);
  cr_assert_eq(result->objection_by, day(2020, 10, 12));
  cr_assert_eq(result->answer_by, ZZGOV_DATE_ABSENT);
}
