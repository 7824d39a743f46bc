/* Reports: what holds in all formats, JSON, the amounts, the faults. */
#include "report-helper.h"

#define GOOD CALCULATOR("workdays") "\"input\":{\"from\":\"2020-09-30\",\"add\":3}}"
#define BAD CALCULATOR("workdays") "\"input\":{\"from\":\"2020-09-31\",\"add\":3}}"
#define OTHER CALCULATOR("credit-timeline") "\"input\":{\"notified_on\":\"2020-09-30\"}}"

/* --- all of them ------------------------------------------------------------------------------ */

static void assert_sound(const GPtrArray *requests, ZzgovReportFormat format, ZzgovLang lang) {
  g_autofree char *report = report_of(requests, format, lang);
  cr_assert(strlen(report) > 20);
  cr_assert(g_utf8_validate(report, -1, NULL), "%d", format);
  cr_assert_eq(report[strlen(report) - 1], '\n');
}

static void assert_sound_in_all_formats(const GPtrArray *requests) {
  for (size_t f = 0; f < G_N_ELEMENTS(formats); f++)
    for (size_t l = 0; l < G_N_ELEMENTS(langs); l++)
      assert_sound(requests, formats[f], langs[l]);
}

Test(report, every_calculator_in_every_format_and_language) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autoptr(GPtrArray) plain = requests_of(&samples[i], "");
    g_autoptr(GPtrArray) explained = requests_of(&samples[i], ",\"explain\":true");
    assert_sound_in_all_formats(plain);
    assert_sound_in_all_formats(explained);
  }
}

/* Where a chart cuts a name, it cuts between characters. */
Test(report, long_names_stay_utf8) {
  g_autoptr(GString) name = g_string_new("区");
  for (size_t i = 0; i < 40; i++, g_string_append(name, i % 2 ? "é" : "煤")) {
    g_autofree char *request = named_request(0, name->str);
    g_autofree char *page = report_of_one(request, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
    cr_assert(g_utf8_validate(page, -1, NULL));
  }
}

/* The same requests give the same report. */
Test(report, repeatable) {
  g_autoptr(GPtrArray) requests = requests_of(&samples[4], "");
  for (size_t f = 0; f < G_N_ELEMENTS(formats); f++) {
    g_autofree char *first = report_of(requests, formats[f], ZZGOV_LANG_ZH);
    assert_text(report_of(requests, formats[f], ZZGOV_LANG_ZH), first);
  }
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void assert_responses(const GPtrArray *requests, ZzgovLang lang) {
  g_autoptr(GString) wanted = g_string_new(NULL);
  for (guint i = 0; i < requests->len; i++) {
    g_autofree char *response = evaluate(requests->pdata[i]);
    g_string_append(wanted, response);
  }
  assert_text(report_of(requests, ZZGOV_REPORT_JSON, lang), wanted->str);
}

/* To the byte, whatever the language of the report. */
Test(report, json_is_what_the_json_door_answers) {
  static const char *const more[] = {"", ",\"explain\":true", ",\"lang\":\"zh\",\"explain\":true",
                                     ",\"rules\":{}"};
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++)
    for (size_t m = 0; m < G_N_ELEMENTS(more); m++) {
      g_autoptr(GPtrArray) requests = requests_of(&samples[i], more[m]);
      assert_responses(requests, ZZGOV_LANG_EN);
      assert_responses(requests, ZZGOV_LANG_ZH);
    }
}

/* --- amounts ---------------------------------------------------------------------------------- */

/* 1234567.00 as 1,234,567.00 */
static char *with_commas(const char *amount) {
  GString *text = g_string_new(amount);
  for (gssize i = (gssize)text->len - 6; i > 0; i -= 3)
    g_string_insert_c(text, i, ',');
  return g_string_free(text, FALSE);
}

/* The amounts of an object one after the other, as people read them. */
static void collect_amounts(GPtrArray *amounts, const cJSON *node) {
  if (node->string && g_str_has_suffix(node->string, "_yuan"))
    g_ptr_array_add(amounts, with_commas(cJSON_GetStringValue(node)));
  for (const cJSON *child = node->child; child; child = child->next)
    collect_amounts(amounts, child);
}

/* The line of a report that begins with these words. */
static char *line_of(const char *report, const char *beginning) {
  const char *line = strstr(report, beginning);
  cr_assert_not_null(line, "no line %s", beginning);
  return g_strndup(line + 1, strcspn(line + 1, "\n"));
}

/* They stand in a line in this order, each whole. */
static void assert_in_order(const char *line, const GPtrArray *amounts) {
  const char *rest = line;
  for (guint i = 0; i < amounts->len; i++) {
    const char *amount = amounts->pdata[i], *found = rest - 1;
    do
      found = strstr(found + 1, amount);
    while (found && (g_ascii_isdigit(found[strlen(amount)]) ||
                     (found > line && strchr("0123456789,.-", found[-1]))));
    cr_assert_not_null(found, "no %s in %.1000s", amount, rest);
    rest = found + strlen(amount);
  }
}

static void assert_elements(const char *report, const cJSON *elements, bool page) {
  for (const cJSON *element = elements->child; element; element = element->next) {
    g_autoptr(GPtrArray) amounts = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *beginning =
        g_strdup_printf(page ? "\n<tr><td>%s</td>" : "\n%s  ", text_of(element, "name"));
    g_autofree char *line = line_of(report, beginning);
    collect_amounts(amounts, element);
    cr_assert(amounts->len > 0);
    assert_in_order(line, amounts);
  }
}

/* Of the result as a whole, one after the other. */
static GPtrArray *totals_of(const cJSON *result) {
  GPtrArray *totals = g_ptr_array_new_with_free_func(g_free);
  for (const cJSON *child = result->child; child; child = child->next)
    if (!child->child)
      collect_amounts(totals, child);
  cr_assert(totals->len > 0);
  return totals;
}

/* Totals stand above the elements, with their unit, and in the last row. */
static void assert_totals(const char *report, const cJSON *result, bool page, bool zh) {
  g_autofree char *beginning =
      g_strdup_printf(page ? "<tfoot><tr><td>%s</td>" : "\n%s  ", zh ? "合计" : "Total");
  g_autofree char *sums = line_of(report, beginning);
  g_autoptr(GPtrArray) totals = totals_of(result);
  assert_in_order(sums, totals);
  for (guint i = 0; i < totals->len; i++) {
    g_autofree char *fact = g_strdup_printf(page ? "<dd>%s %s</dd>\n" : "  %s %s\n",
                                            (char *)totals->pdata[i], zh ? "元" : "yuan");
    assert_has(report, fact);
  }
}

static void assert_amounts(const Sample *sample, ZzgovReportFormat format, ZzgovLang lang) {
  g_autoptr(GPtrArray) requests = requests_of(sample, "");
  cr_assert_eq(requests->len, 1);
  g_autoptr(cJSON) answer = answer_of(requests->pdata[0]);
  const cJSON *result = member(answer, "result");
  g_autofree char *report = report_of(requests, format, lang);
  assert_elements(report, elements_of(result), format == ZZGOV_REPORT_HTML);
  assert_totals(report, result, format == ZZGOV_REPORT_HTML, lang == ZZGOV_LANG_ZH);
}

Test(report, amounts_and_sums_are_those_of_the_json_door) {
  for (size_t i = 0; i < 4; i++)
    for (size_t l = 0; l < G_N_ELEMENTS(langs); l++) {
      assert_amounts(&samples[i], ZZGOV_REPORT_TABLE, langs[l]);
      assert_amounts(&samples[i], ZZGOV_REPORT_HTML, langs[l]);
    }
}

/* A sum that is in no result: what city and county pay together. */
Test(report, sums_of_columns_without_a_total) {
  g_autoptr(GPtrArray) requests = requests_of(&samples[2], "");
  g_autofree char *table = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  g_autofree char *sums = line_of(table, "\nTotal  ");
  assert_has(sums, " 2,879,003.34");
}

/* One element needs no sum. */
Test(report, one_element_has_no_sums) {
  g_autofree char *request = named_request(3, "甲批");
  g_autofree char *table = report_of_one(request, ZZGOV_REPORT_TABLE, ZZGOV_LANG_ZH);
  g_autofree char *page = report_of_one(request, ZZGOV_REPORT_HTML, ZZGOV_LANG_ZH);
  assert_has_not(table, "\n合计 ");
  assert_has_not(page, "<tfoot>");
}

/* The largest amounts there are keep their fen, in the chart, too. */
Test(report, large_amounts_are_exact) {
  static const char request[] =
      CALCULATOR("base-station-reward") "\"input\":{\"batches\":[{\"name\":\"a\",\"mode\":\"SA\","
                                        "\"stations\":9999999,\"built_on\":\"2020-11-05\","
                                        "\"provincial_reward_yuan\":\"999999999.99\"}]}}";
  g_autofree char *table = report_of_one(request, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  g_autofree char *page = report_of_one(request, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
  assert_has(table, " 9,999,998,999,900,000.01");
  assert_has(page, "<td class=\"n\">9,999,998,999,900,000.01</td>");
  assert_has(page, "class=\"amount\">9,999,998,999,900,000.01</text>");
}

/* --- the city's total ------------------------------------------------------------------------- */

/* Whose total it is: of the city only where its sixteen areas are all there. */
static void assert_total(const GPtrArray *requests, const char *en, const char *zh) {
  g_autofree char *table = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  g_autofree char *page = report_of(requests, ZZGOV_REPORT_HTML, ZZGOV_LANG_ZH);
  g_autofree char *csv = report_of(requests, ZZGOV_REPORT_CSV, ZZGOV_LANG_ZH);
  g_autofree char *dt = g_strdup_printf(requests->len > 1 ? ">%s</th>" : "<dt>%s</dt>", zh);
  g_autofree char *column = g_strdup_printf(",总体：%s（元）,", zh);
  assert_has(table, en);
  assert_has(page, dt);
  assert_has(csv, column);
}

Test(report, totals_of_the_city_and_of_some_areas) {
  g_autoptr(GPtrArray) city = requests_of(&samples[0], "");
  assert_total(city, "\nThe city's total       12,801,427.74 yuan\n", "全市合计");
  g_autoptr(GPtrArray) one = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(one, named_request(0, "金水区"));
  assert_total(one, "\nTotal of the areas given  ", "合计");
  g_ptr_array_add(city, named_request(0, "金水区"));
  assert_total(city, "Total of", "合计");
}

/* Fifteen of them and a stranger are not the city. */
Test(report, totals_with_a_stranger) {
  g_autoptr(GPtrArray) city = requests_of(&samples[0], "");
  GString *other = g_string_new(city->pdata[0]);
  cr_assert_eq(g_string_replace(other, "\"巩义市\"", "\"洛阳市\"", 0), 1);
  g_free(city->pdata[0]);
  city->pdata[0] = g_string_free(other, FALSE);
  assert_total(city, "\nTotal of the areas given  ", "合计");
}

/* --- steps ------------------------------------------------------------------------------------ */

/* A calculation has its result behind =, what is compared or only told behind an arrow. */
Test(report, steps_and_their_outcome) {
  g_autoptr(GPtrArray) coal = requests_of(&samples[1], ",\"explain\":true");
  g_autoptr(GPtrArray) station = requests_of(&samples[3], ",\"explain\":true");
  g_autofree char *en = report_of(coal, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  g_autofree char *zh = report_of(coal, ZZGOV_REPORT_TABLE, ZZGOV_LANG_ZH);
  g_autofree char *match = report_of(station, ZZGOV_REPORT_TABLE, ZZGOV_LANG_ZH);
  assert_has(en, "\n      21 < 30 → small\n");
  assert_has(en, "\n      200 + 20 = 220 percent\n");
  assert_has(en, "\n      small; accepted_on: 2020-11-30; 1 × 6000000 = 6,000,000.00 yuan\n");
  assert_has(en, "\n      2021-01-10 ≤ 2021-03-05 ≤ 2021-06-30 → yes\n");
  assert_has(zh, "关闭退出期间发生事故，奖补资金取消  郑政文〔2020〕103号 五(二)1\n");
  assert_has(zh,
             "；2020-11-30 ≤ 2020-12-31；符合专项奖补资金支持条件：是；关闭退出期间发生事故：否 "
             "→ 是\n");
  assert_has(zh, "\n      Σ 奖励金额 = 12,000,000.00 元\n");
  assert_has(match, "\n      3000 + 3000 > 5000；5000 − 3000 = 2,000.00 元\n");
  assert_has(match, "每站省级奖励假设值  （非公报文件） 假设值\n      未填报 → 2,500.00 元\n");
}

/* The score is nobody's law: its document, its label and its parts say so. 甲 has a commendation, a
 * general record and a black-listable one. */
Test(report, the_score_is_a_convention) {
  g_autoptr(GPtrArray) requests = requests_of(&samples[4], ",\"explain\":true");
  g_autofree char *en = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  assert_has(en, "  CRED-20  Score (the library's convention)  （本库约定） 非法定\n"
                 "      100 + 1 × 20 − 1 × 10 − 1 × 100 = 10 points\n");
}

/* An English word of three letters and more, other than in PM2.5 and 5G. */
static bool has_english(const char *text) { return g_regex_match_simple("[a-z_]{3,}", text, 0, 0); }

/* A Chinese explanation has no word of the contract left, in JSON neither. */
Test(report, chinese_formulas_are_chinese) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autoptr(GPtrArray) requests = requests_of(&samples[i], ",\"explain\":true,\"lang\":\"zh\"");
    for (guint r = 0; r < requests->len; r++) {
      g_autoptr(cJSON) answer = answer_of(requests->pdata[r]);
      const cJSON *step;
      cJSON_ArrayForEach(step, member(answer, "explanation")) {
        cr_assert(!has_english(text_of(step, "formula")), "%s", text_of(step, "formula"));
        cr_assert(!has_english(text_of(step, "label")), "%s", text_of(step, "label"));
      }
    }
  }
}

Test(report, tables_show_the_steps_that_are_asked_for) {
  g_autoptr(GPtrArray) plain = requests_of(&samples[1], "");
  g_autoptr(GPtrArray) explained = requests_of(&samples[1], ",\"explain\":true");
  g_autofree char *without = report_of(plain, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  g_autofree char *with = report_of(explained, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  assert_has_not(without, "COAL-11");
  assert_has(with, "  COAL-11  Refund of the mining-right price  郑政文〔2020〕103号 四(三)\n"
                   "      5000000 × 100 / 400 = 1,250,000.00 yuan\n");
  cr_assert(g_str_has_prefix(with, without), "the steps stand behind the rest");
}

/* --- faults ----------------------------------------------------------------------------------- */

static void assert_fault(const char *const *requests, size_t n, size_t index, int code,
                         const char *path) {
  for (size_t f = 0; f < G_N_ELEMENTS(formats); f++) {
    size_t failed = 99;
    GError *error = NULL;
    cr_assert_null(zzgov_report(NULL, requests, n, formats[f], ZZGOV_LANG_EN, &failed, &error));
    assert_error(error, code, path);
    cr_assert_eq(failed, index, "%zu", failed);
    cr_assert_null(zzgov_report(NULL, requests, n, formats[f], ZZGOV_LANG_EN, &failed, NULL));
    cr_assert_null(zzgov_report(NULL, requests, n, formats[f], ZZGOV_LANG_EN, NULL, NULL));
  }
}

Test(report, the_request_at_fault_is_named) {
  static const char *const first[] = {BAD, GOOD}, *const second[] = {GOOD, BAD, GOOD, BAD},
                           *const third[] = {GOOD, GOOD, "{\"calculator\":"};
  assert_fault(first, 2, 0, ZZGOV_ERROR_INVALID_VALUE, "/input/from");
  assert_fault(second, 4, 1, ZZGOV_ERROR_INVALID_VALUE, "/input/from");
  assert_fault(third, 3, 2, ZZGOV_ERROR_INVALID_JSON, "");
}

Test(report, requests_of_two_calculators) {
  static const char *const requests[] = {GOOD, GOOD, OTHER};
  assert_fault(requests, 3, 2, ZZGOV_ERROR_INVALID_VALUE, "/calculator");
}

Test(report, a_request_that_is_null) {
  static const char *const requests[] = {GOOD, NULL};
  size_t failed = 99;
  GError *error = NULL;
  cr_assert_null(zzgov_report(NULL, requests, 2, ZZGOV_REPORT_CSV, ZZGOV_LANG_EN, &failed, &error));
  cr_assert_eq(failed, 1);
  cr_assert_not_null(error);
  cr_assert_eq(error->domain, ZZGOV_ERROR);
  g_error_free(error);
}

static void assert_argument(const char *const *requests, size_t n, int format, const char *which) {
  GError *error = NULL;
  ZzgovReportFormat number = (ZzgovReportFormat)format;
  cr_assert_null(zzgov_report(NULL, requests, n, number, ZZGOV_LANG_EN, NULL, &error));
  cr_assert_not_null(error);
  assert_has(error->message, which);
  assert_error(error, ZZGOV_ERROR_INVALID_ARGUMENT, "");
  cr_assert_null(zzgov_report(NULL, requests, n, number, ZZGOV_LANG_EN, NULL, NULL));
}

Test(report, bad_arguments) {
  static const char *const requests[] = {GOOD};
  assert_argument(NULL, 1, ZZGOV_REPORT_CSV, "\"requests\"");
  assert_argument(NULL, 0, ZZGOV_REPORT_CSV, "\"requests\"");
  assert_argument(requests, 0, ZZGOV_REPORT_CSV, "\"requests\"");
  assert_argument(requests, 1, 0, "\"format\"");
  assert_argument(requests, 1, ZZGOV_REPORT_FRAGMENT + 1, "\"format\"");
  assert_argument(requests, 1, -1, "\"format\"");
}

Test(report, the_rulebook_that_is_given_counts) {
  g_autofree char *plain = g_strdup(zzgov_rulebook_get_text(zzgov_rulebook_get_default()));
  g_autoptr(GString) text = g_string_new(plain);
  g_string_replace(text, "\"value\": \"5000\"", "\"value\": \"4000\"", 1);
  g_autoptr(ZzgovRulebook) rulebook = zzgov_rulebook_load(text->str, text->len, NULL);
  cr_assert_not_null(rulebook);
  g_autofree char *request = named_request(3, "a");
  const char *const requests[] = {request};
  g_autofree char *report =
      zzgov_report(rulebook, requests, 1, ZZGOV_REPORT_CSV, ZZGOV_LANG_EN, NULL, NULL);
  assert_has(report, "\r\na,1500.00,4000.00,4500.00,7500.00,12000.00,,");
}
