#include "table-helper.h"

/* Where in a spreadsheet a member of a request stands. */

#define MONTHS                                                                                     \
  "月份,区县,PM2.5,PM10,去年同期PM2.5,去年同期PM10\n"                                  \
  "2020-11,金水区,58,88,61,90.5\n"                                                              \
  "\n"                                                                                             \
  "2020-10,金水区,58,88,61,90.5\n"                                                              \
  "2020-11,中原区,57.3,99,61.1,103.4\n"

typedef struct {
  const char *pointer, *en, *zh;
} Place;

static void assert_places(const ZzgovTable *table, size_t index, const Place *places, size_t n) {
  for (size_t i = 0; i < n; i++) {
    g_autofree char *en = zzgov_table_locate(table, index, places[i].pointer, ZZGOV_LANG_EN);
    g_autofree char *zh = zzgov_table_locate(table, index, places[i].pointer, ZZGOV_LANG_ZH);
    cr_assert(g_strcmp0(en, places[i].en) == 0, "%s: %s", places[i].pointer, en);
    cr_assert(g_strcmp0(zh, places[i].zh) == 0, "%s: %s", places[i].pointer, zh);
  }
}

Test(table_locate, members_rows_and_the_frame) {
  g_autoptr(ZzgovTable) table = table_of("eco-compensation", ECO_TABLE, ECO_FRAME);
  static const Place places[] = {
      {"/input/areas/0/name", "line 2, column 1 (name)", "第2行第1列（name）"},
      {"/input/areas/1/pm10", "line 3, column 3 (PM10)", "第3行第3列（PM10）"},
      {"/input/areas/1/pm10_last_year", "line 3, column 5 (pm10_last_year)",
       "第3行第5列（pm10_last_year）"},
      {"/input/areas/1", "line 3", "第3行"},
      {"/input/month", NULL, NULL},
      {"/options/rounding", NULL, NULL},
  };
  assert_places(table, 0, places, G_N_ELEMENTS(places));
}

Test(table_locate, beyond_the_table) {
  g_autoptr(ZzgovTable) table = table_of("eco-compensation", ECO_TABLE, ECO_FRAME);
  static const Place places[] = {
      {"/input/areas/2", NULL, NULL},  {"/input/areas/2/pm10", NULL, NULL},
      {"/input/areas/x", NULL, NULL},  {"/input/areas/-1", NULL, NULL},
      {"/input/areas/01", NULL, NULL}, {"/input/areas/18446744073709551616", NULL, NULL},
      {"areas/0", NULL, NULL},         {"/input/mines/0", NULL, NULL},
      {"/rules", NULL, NULL},
  };
  assert_places(table, 0, places, G_N_ELEMENTS(places));
  cr_assert_null(zzgov_table_locate(table, 1, "/input/areas/0/pm25", ZZGOV_LANG_EN));
  cr_assert_null(zzgov_table_locate(table, SIZE_MAX, "/input/areas/0", ZZGOV_LANG_EN));
}

Test(table_locate, null_pointer) {
  g_autoptr(ZzgovTable) table = table_of("eco-compensation", ECO_TABLE, ECO_FRAME);
  cr_assert_null(zzgov_table_locate(table, 0, NULL, ZZGOV_LANG_EN));
}

/* The second request begins in the fourth line; a month stands in the first row that has it. */
Test(table_locate, several_requests) {
  g_autoptr(ZzgovTable) table = table_of("eco-compensation", MONTHS, NULL);
  static const Place first[] = {
      {"/input/month", "line 2, column 1 (月份)", "第2行第1列（月份）"},
      {"/input/areas/1/pm25", "line 5, column 3 (PM2.5)", "第5行第3列（PM2.5）"},
      {"/input/areas/1", "line 5", "第5行"},
  };
  static const Place second[] = {
      {"/input/month", "line 4, column 1 (月份)", "第4行第1列（月份）"},
      {"/input/areas/0/pm25_last_year", "line 4, column 5 (去年同期PM2.5)",
       "第4行第5列（去年同期PM2.5）"},
      {"/input/areas/1", NULL, NULL},
  };
  assert_places(table, 0, first, G_N_ELEMENTS(first));
  assert_places(table, 1, second, G_N_ELEMENTS(second));
}

#define COAL                                                                                       \
  "煤矿名称,产能,验收日期,关闭决定日期,licences_revoked,explosives_disposed,"      \
  "power_cut_and_equipment_removed,shafts_sealed,workers_resettled,事故日期,cancelled,merged," \
  "已缴纳采矿权价款(万元),reserves_priced_10kt,reserves_remaining_10kt\n"                \
  "甲,21,2020-11-30,2020-06-01,是,是,是,是,是,2020-07-01;2020-07-02,是,否,500,400,100\n"

Test(table_locate, nested_members_and_lists) {
  g_autoptr(ZzgovTable) table = table_of("coal-closure", COAL, NULL);
  static const Place places[] = {
      {"/input/mines/0/standards/shafts_sealed", "line 2, column 8 (shafts_sealed)",
       "第2行第8列（shafts_sealed）"},
      {"/input/mines/0/mineral_right/price_paid_yuan", "line 2, column 13 (已缴纳采矿权价款(万元))",
       "第2行第13列（已缴纳采矿权价款(万元)）"},
      {"/input/mines/0/accidents_on", "line 2, column 10 (事故日期)", "第2行第10列（事故日期）"},
      {"/input/mines/0/accidents_on/1", "line 2, column 10 (事故日期)", "第2行第10列（事故日期）"},
      {"/input/mines/0/mineral_right", "line 2", "第2行"},
  };
  assert_places(table, 0, places, G_N_ELEMENTS(places));
}

/* A question has its members at the root of the input. */
Test(table_locate, questions) {
  g_autoptr(ZzgovTable) table =
      table_of("workdays", "起始日,add\n2020-09-30,3\n2020-10-09,1\n", NULL);
  static const Place second[] = {
      {"/input/from", "line 3, column 1 (起始日)", "第3行第1列（起始日）"},
      {"/input/add", "line 3, column 2 (add)", "第3行第2列（add）"},
      {"/input", "line 3", "第3行"},
  };
  cr_assert_eq(zzgov_table_get_n_requests(table), 2);
  assert_places(table, 1, second, G_N_ELEMENTS(second));
}

Test(table_locate, a_subject_and_its_records) {
  g_autoptr(ZzgovTable) table = table_of("credit-list",
                                         "主体名称,统一社会信用代码,编号,条款项,公示之日\n"
                                         "甲,,r1,5.2,2020-10-15\n"
                                         "乙,91410100MA40XXXXX2,r2,5.2,2020-10-15\n",
                                         "{\"input\":{\"as_of\":\"2021-03-01\"}}");
  static const Place second[] = {
      {"/input/subject/name", "line 3, column 1 (主体名称)", "第3行第1列（主体名称）"},
      {"/input/subject/unified_code", "line 3, column 2 (统一社会信用代码)",
       "第3行第2列（统一社会信用代码）"},
      {"/input/records/0/id", "line 3, column 3 (编号)", "第3行第3列（编号）"},
      {"/input/as_of", NULL, NULL},
  };
  assert_places(table, 1, second, G_N_ELEMENTS(second));
}
