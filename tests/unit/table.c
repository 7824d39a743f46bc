#include "table-helper.h"

#define AREA_1                                                                                     \
  "{\"name\":\"金水区\",\"pm25\":58,\"pm10\":88,\"pm25_last_year\":61,\"pm10_last_year\":90.5}"
#define AREA_2                                                                                     \
  "{\"name\":\"中原区\",\"pm25\":57.3,\"pm10\":99,\"pm25_last_year\":61.1,"                     \
  "\"pm10_last_year\":103.4}"
#define ECO_REQUEST                                                                                \
  "{\"calculator\":\"eco-compensation\",\"input\":{\"month\":\"2020-11\",\"areas\":[" AREA_1       \
  "," AREA_2 "]}}"

#define WORKDAYS "from,add\n2020-09-30,3\n"

/* --- arguments -------------------------------------------------------------------------------- */

Test(table, null_arguments) {
  GError *error = NULL;
  cr_assert_null(zzgov_table_read_csv(NULL, ECO_TABLE, 1, ECO_FRAME, NULL, &error));
  assert_bad_argument(error, "calculator");
  cr_assert_null(zzgov_table_read_csv("eco-compensation", NULL, 1, ECO_FRAME, NULL, &error));
  assert_bad_argument(error, "csv");
  cr_assert_null(zzgov_table_read_csv(NULL, NULL, 0, NULL, NULL, NULL));
}

Test(table, null_instead_of_a_table) {
  cr_assert_eq(zzgov_table_get_n_requests(NULL), 0);
  cr_assert_null(zzgov_table_get_request(NULL, 0));
  cr_assert_null(zzgov_table_locate(NULL, 0, "/input", ZZGOV_LANG_EN));
  zzgov_table_free(NULL);
}

Test(table, unknown_calculator) {
  assert_refusal("eco-compensatoin", ECO_TABLE, ECO_FRAME, ZZGOV_ERROR_UNKNOWN_CALCULATOR,
                 "\"eco-compensation\"");
  assert_refusal("", ECO_TABLE, ECO_FRAME, ZZGOV_ERROR_UNKNOWN_CALCULATOR, "");
}

/* --- the frame -------------------------------------------------------------------------------- */

Test(table, no_frame) {
  g_autoptr(ZzgovTable) table = table_of("workdays", WORKDAYS, NULL);
  cr_assert_eq(zzgov_table_get_n_requests(table), 1);
  assert_answers_like(
      table, 0, "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}");
}

Test(table, the_frame_gives_the_rest) {
  g_autoptr(ZzgovTable) table = table_of(
      "eco-compensation", ECO_TABLE,
      "{\"input\":{\"month\":\"2020-11\",\"base\":{\"pm25\":\"52\"}},\"options\":{\"rounding\":"
      "\"half-up\"},\"rules\":{\"eco-compensation\":{\"from_month\":\"2020-11\"}},"
      "\"explain\":true}");
  assert_answers_like(
      table, 0,
      "{\"calculator\":\"eco-compensation\",\"input\":{\"month\":\"2020-11\",\"areas\":[" AREA_1
      "," AREA_2 "],\"base\":{\"pm25\":\"52\"}},\"options\":{\"rounding\":\"half-up\"},\"rules\":"
      "{\"eco-compensation\":{\"from_month\":\"2020-11\"}},\"explain\":true}");
}

Test(table, a_frame_that_is_no_frame) {
  static const char *const frames[] = {"", "{", "{} {}", "[]", "5", "null", "{\"input\":[]}"};
  for (size_t i = 0; i < G_N_ELEMENTS(frames); i++) {
    g_autoptr(GError) error = refusal("workdays", WORKDAYS, frames[i]);
    cr_assert(error->message[0] && zzgov_error_get_message(error, ZZGOV_LANG_ZH)[0]);
  }
}

/* A null is an absent member, as in a request. */
Test(table, null_in_a_frame) {
  static const char *const frames[] = {"{\"input\":null,\"options\":null}",
                                       "{\"input\":{\"from\":null}}"};
  for (size_t i = 0; i < G_N_ELEMENTS(frames); i++) {
    g_autoptr(ZzgovTable) table = table_of("workdays", WORKDAYS, frames[i]);
    assert_answers_like(
        table, 0, "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}");
  }
}

/* What else a frame may hold is what a request may hold. */
Test(table, a_frame_with_an_unknown_member) {
  GError *error = NULL;
  g_autoptr(ZzgovTable) table = table_of("workdays", WORKDAYS, "{\"inptu\":{}}");
  const char *request = zzgov_table_get_request(table, 0);
  cr_assert_null(zzgov_report(NULL, &request, 1, ZZGOV_REPORT_JSON, ZZGOV_LANG_EN, NULL, &error));
  assert_error(error, ZZGOV_ERROR_UNKNOWN_FIELD, "/inptu");
}

Test(table, the_frame_and_a_column_give_the_same) {
  assert_refusal("workdays", WORKDAYS, "{\"input\":{\"from\":\"2020-09-30\"}}",
                 ZZGOV_ERROR_DUPLICATE_FIELD, "from");
}

Test(table, columns_to_pass_over) {
  static const char csv[] = "from,SO2,add\n2020-09-30,9 µg,3\n";
  const char *const ignored[] = {"SO2", NULL}, *const none[] = {NULL};
  GError *error = NULL;
  g_autoptr(ZzgovTable) table =
      zzgov_table_read_csv("workdays", csv, strlen(csv), NULL, ignored, &error);
  assert_no_error(error);
  cr_assert_eq(zzgov_table_get_n_requests(table), 1);
  cr_assert_null(zzgov_table_read_csv("workdays", csv, strlen(csv), NULL, none, &error));
  assert_has(error->message, "SO2");
  g_clear_error(&error);
}

/* --- requests --------------------------------------------------------------------------------- */

Test(table, the_length_counts_not_a_nul) {
  static const char csv[] = "from,add\n2020-09-30,3\n2020-09-30,x\n";
  GError *error = NULL;
  g_autoptr(ZzgovTable) table =
      zzgov_table_read_csv("workdays", csv, strlen("from,add\n2020-09-30,3"), NULL, NULL, &error);
  assert_no_error(error);
  cr_assert_eq(zzgov_table_get_n_requests(table), 1);
}

Test(table, several_requests) {
  g_autoptr(ZzgovTable) table = table_of("eco-compensation",
                                         "月份,区县,PM2.5,PM10,去年同期PM2.5,去年同期PM10\n"
                                         "2020-11,金水区,58,88,61,90.5\n"
                                         "2020-10,金水区,58,88,61,90.5\n"
                                         "2020-11,中原区,57.3,99,61.1,103.4\n",
                                         NULL);
  cr_assert_eq(zzgov_table_get_n_requests(table), 2);
  assert_answers_like(table, 0, ECO_REQUEST);
  assert_answers_like(table, 1,
                      "{\"calculator\":\"eco-compensation\",\"input\":{\"month\":\"2020-10\","
                      "\"areas\":[" AREA_1 "]}}");
  cr_assert_null(zzgov_table_get_request(table, 2));
  cr_assert_null(zzgov_table_get_request(table, SIZE_MAX));
}

/* The name of a subject is in no result, so this one looks into the requests. */
Test(table, each_subject_has_a_request) {
  g_autoptr(ZzgovTable) table =
      table_of("credit-list", "主体名称,条款项,公示之日\n甲,5.2,2020-10-15\n乙,,\n",
               "{\"input\":{\"as_of\":\"2021-03-01\"}}");
  cr_assert_eq(zzgov_table_get_n_requests(table), 2);
  assert_has(zzgov_table_get_request(table, 0), "\"甲\"");
  assert_has(zzgov_table_get_request(table, 1), "\"乙\"");
  assert_has_not(zzgov_table_get_request(table, 1), "\"甲\"");
}

/* --- faults ----------------------------------------------------------------------------------- */

static const struct {
  const char *csv;
  size_t line, column;
  ZzgovErrorCode code;
} faults[] = {
    {ECO_HEADERS "金水区,58,5%,61,90.5\n", 2, 3, ZZGOV_ERROR_INVALID_VALUE},
    {ECO_TABLE "\n东区,#N/A,1,x,1\n", 5, 2, ZZGOV_ERROR_INVALID_VALUE},
    {ECO_HEADERS "金水区,58,,61,90.5\n", 2, 3, ZZGOV_ERROR_MISSING_FIELD},
    {"name,pm25,pm10,pm25_lastyaer\na,1,1,1\n", 1, 4, ZZGOV_ERROR_UNKNOWN_FIELD},
    {"name,pm25,pm10,区县\na,1,1,1\n", 1, 4, ZZGOV_ERROR_DUPLICATE_FIELD},
    {"name,pm25,pm10,month\na,1,1,2020-11\n", 1, 4, ZZGOV_ERROR_DUPLICATE_FIELD},
};

/* The error has the code and the place of the first fault. */
Test(table, code_and_position_of_a_fault) {
  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
    size_t line = 0, column = 0;
    g_autoptr(GError) error = refusal("eco-compensation", faults[i].csv, ECO_FRAME);
    cr_assert_str_eq(zzgov_error_code_name(error->code), zzgov_error_code_name(faults[i].code),
                     "%zu: %s", i, error->message);
    cr_assert(zzgov_error_get_position(error, &line, &column), "%s", error->message);
    cr_assert(line == faults[i].line && column == faults[i].column, "line %zu, column %zu: %s",
              line, column, error->message);
  }
}

Test(table, a_missing_column_has_a_line) {
  size_t line = 0, column = 42;
  g_autoptr(GError) error = refusal("eco-compensation", "name,pm25\na,1\n", ECO_FRAME);
  cr_assert(g_error_matches(error, ZZGOV_ERROR, ZZGOV_ERROR_MISSING_FIELD));
  cr_assert(zzgov_error_get_position(error, &line, &column));
  cr_assert(line == 1 && column == 0, "line %zu, column %zu", line, column);
}

Test(table, unreadable_files) {
  static const char nul[] = ECO_HEADERS "金水\0区,58,88,61,90.5\n";
  GError *error = NULL;
  size_t line = 42;
  assert_refusal("workdays", "PK\003\004\024", NULL, ZZGOV_ERROR_UNREADABLE, "Excel");
  assert_refusal("workdays", "from,add\n\xFF,3\n", NULL, ZZGOV_ERROR_UNREADABLE, "");
  cr_assert_null(
      zzgov_table_read_csv("eco-compensation", nul, sizeof nul - 1, ECO_FRAME, NULL, &error));
  cr_assert(g_error_matches(error, ZZGOV_ERROR, ZZGOV_ERROR_UNREADABLE));
  cr_assert(!zzgov_error_get_position(error, &line, NULL) && line == 0);
  g_clear_error(&error);
}

Test(table, faults_in_both_languages) {
  g_autoptr(GError) error =
      refusal("eco-compensation", ECO_HEADERS "a,58,5%,61,90.5\nb,5%,1,1,1\n", ECO_FRAME);
  const char *en = zzgov_error_get_message(error, ZZGOV_LANG_EN);
  const char *zh = zzgov_error_get_message(error, ZZGOV_LANG_ZH);
  assert_same(en, error->message);
  assert_has(en, "line 2, column 3 (PM10)");
  assert_has(en, "line 3, column 2 (pm25)");
  assert_has(zh, "第2行第3列（PM10）：");
  assert_has(zh, "第3行第2列（pm25）：");
}
