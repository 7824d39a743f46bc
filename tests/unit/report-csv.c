/* Reports as CSV: read back by the rules of RFC 4180 and compared with what the JSON door says. */
#include "report-helper.h"

/* --- a reader --------------------------------------------------------------------------------- */

/* One cell; where it ends. Quotation marks stand around a whole cell, those inside are doubled. */
static const char *read_cell(const char *text, GString *cell) {
  bool quoted = *text == '"';
  if (!quoted) {
    size_t length = strcspn(text, ",\r\n\"");
    g_string_append_len(cell, text, (gssize)length);
    cr_assert(text[length] != '"' && text[length] != '\n', "in %.200s", text);
    return text + length;
  }
  for (text++; *text != '"' || text[1] == '"'; text++) {
    cr_assert(*text, "a quotation mark is open");
    g_string_append_c(cell, *text);
    text += *text == '"';
  }
  return text + 1;
}

static const char *read_row(const char *text, GPtrArray *row) {
  do {
    GString *cell = g_string_new(NULL);
    text = read_cell(text + (row->len > 0), cell);
    g_ptr_array_add(row, g_string_free(cell, FALSE));
  } while (*text == ',');
  cr_assert(g_str_has_prefix(text, "\r\n"), "no CRLF at %.200s", text);
  return text + 2;
}

/* The mark first, every row as long as the header; free with g_ptr_array_unref(). */
static GPtrArray *read_sheet(const char *csv) {
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  cr_assert(g_str_has_prefix(csv, "\xEF\xBB\xBF"), "no byte order mark");
  for (csv += 3; *csv;) {
    GPtrArray *row = g_ptr_array_new_with_free_func(g_free);
    csv = read_row(csv, row);
    g_ptr_array_add(rows, row);
    cr_assert_eq(row->len, ((GPtrArray *)rows->pdata[0])->len, "row %u", rows->len);
  }
  cr_assert(rows->len > 1);
  return rows;
}

static const char *cell_at(const GPtrArray *rows, guint row, guint column) {
  return ((const GPtrArray *)rows->pdata[row])->pdata[column];
}

static guint n_columns(const GPtrArray *rows) { return ((const GPtrArray *)rows->pdata[0])->len; }

/* The column of a title. */
static guint column_of(const GPtrArray *rows, const char *title) {
  for (guint i = 0; i < n_columns(rows); i++)
    if (strcmp(cell_at(rows, 0, i), title) == 0)
      return i;
  cr_assert_fail("no column %s", title);
  return 0;
}

static GPtrArray *sheet_of(const GPtrArray *requests, ZzgovLang lang) {
  g_autofree char *csv = report_of(requests, ZZGOV_REPORT_CSV, lang);
  return read_sheet(csv);
}

static GPtrArray *sheet_of_one(const char *request) {
  g_autofree char *csv = report_of_one(request, ZZGOV_REPORT_CSV, ZZGOV_LANG_EN);
  return read_sheet(csv);
}

/* --- what the JSON door says ------------------------------------------------------------------ */

/* A factor of an area goes by its name. */
static const cJSON *factor_of(const cJSON *area, const char *name) {
  const cJSON *factor;
  cJSON_ArrayForEach(factor, member(area, "factors")) {
    if (strcmp(text_of(factor, "factor"), name) == 0)
      return factor;
  }
  return NULL;
}

/* A value by its dotted name, or NULL. */
static const cJSON *find(const cJSON *node, const char *name) {
  g_auto(GStrv) parts = g_strsplit(name, ".", -1);
  for (char **part = parts; *part && node; part++)
    node = member(node, *part) ? member(node, *part) : factor_of(node, *part);
  return node;
}

/* As a cell. */
static char *cell_text(const cJSON *value) {
  GString *text = g_string_new(NULL);
  if (cJSON_IsString(value))
    g_string_append(text, value->valuestring);
  else if (cJSON_IsNumber(value))
    g_string_append_printf(text, "%.0f", value->valuedouble);
  else if (cJSON_IsBool(value))
    g_string_append(text, cJSON_IsTrue(value) ? "true" : "false");
  for (const cJSON *child = value ? value->child : NULL; child; child = child->next) {
    g_autofree char *part = cell_text(child);
    g_string_append_printf(text, "%s%s", text->len ? "; " : "", part);
  }
  return g_string_free(text, FALSE);
}

/* Titles with `result.` are of the whole, others of the element or of what was asked. */
static const cJSON *value_of(const char *title, const cJSON *input, const cJSON *result,
                             const cJSON *element) {
  if (g_str_has_prefix(title, "result."))
    return find(result, title + strlen("result."));
  if (!elements_of(result) && find(result, title))
    return find(result, title);
  return element && find(element, title) ? find(element, title) : find(input, title);
}

/* Columns that say how the row was made are looked at by tests of their own. */
static bool is_of_making(const char *title) {
  return g_str_has_prefix(title, "options.") || strcmp(title, "warnings") == 0 ||
         strcmp(title, "rulebook") == 0 || strcmp(title, "what_if") == 0;
}

static void assert_row(const GPtrArray *rows, guint row, const cJSON *input, const cJSON *result,
                       const cJSON *element) {
  for (guint i = 0; i < n_columns(rows); i++) {
    const char *title = cell_at(rows, 0, i);
    if (is_of_making(title))
      continue;
    g_autofree char *wanted = cell_text(value_of(title, input, result, element));
    cr_assert_str_eq(cell_at(rows, row, i), wanted, "row %u, %s: %s, not %s", row, title,
                     cell_at(rows, row, i), wanted);
  }
}

/* The rows of a request; the number of the one behind them. */
static guint assert_request(const GPtrArray *rows, guint row, const char *request) {
  g_autoptr(cJSON) asked = cJSON_Parse(request), answer = answer_of(request);
  const cJSON *result = member(answer, "result"), *input = member(asked, "input");
  const cJSON *array = elements_of(result), *element = array ? array->child : NULL;
  do {
    assert_row(rows, row++, input, result, element);
    element = element ? element->next : NULL;
  } while (element);
  return row;
}

Test(csv, every_cell_is_what_the_json_door_says) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autoptr(GPtrArray) requests = requests_of(&samples[i], "");
    g_autoptr(GPtrArray) rows = sheet_of(requests, ZZGOV_LANG_EN);
    guint row = 1;
    for (guint r = 0; r < requests->len; r++)
      row = assert_request(rows, row, requests->pdata[r]);
    cr_assert_eq(row, rows->len, "%s: %u rows, not %u", samples[i].id, rows->len, row);
  }
}

/* Nothing of a result is left out: each of its values has a column. */
static size_t count_leaves(const cJSON *node) {
  size_t n = 0;
  bool list = cJSON_IsArray(node) && !cJSON_IsObject(node->child);
  for (const cJSON *child = list ? NULL : node->child; child; child = child->next)
    n += count_leaves(child);
  return n + (list || !node->child);
}

Test(csv, nothing_of_an_element_is_left_out) {
  for (size_t i = 1; i < 5; i++) {
    g_autoptr(GPtrArray) requests = requests_of(&samples[i], "");
    g_autoptr(GPtrArray) rows = sheet_of(requests, ZZGOV_LANG_EN);
    g_autoptr(cJSON) answer = answer_of(requests->pdata[0]);
    const cJSON *result = member(answer, "result"), *array = elements_of(result);
    size_t whole = 0;
    for (guint c = 0; c < n_columns(rows); c++)
      whole += g_str_has_prefix(cell_at(rows, 0, c), "result.") ||
               cJSON_HasObjectItem(result, cell_at(rows, 0, c));
    size_t elements = 0;
    for (const cJSON *element = array->child; element; element = element->next)
      elements += count_leaves(element);
    cr_assert_eq(count_leaves(result) - elements, whole, "%s", samples[i].id);
    cr_assert(n_columns(rows) >= whole + count_leaves(array->child) - 2, "%s", samples[i].id);
  }
}

/* --- both languages --------------------------------------------------------------------------- */

static void assert_unique_titles(const GPtrArray *rows) {
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < n_columns(rows); i++) {
    cr_assert(*cell_at(rows, 0, i), "column %u has no title", i);
    cr_assert(g_hash_table_add(seen, (gpointer)cell_at(rows, 0, i)), "%s", cell_at(rows, 0, i));
  }
}

/* Numbers, days, names and what is not there are the same; words have labels. */
static void assert_translated(const GPtrArray *en, const GPtrArray *zh) {
  cr_assert_eq(en->len, zh->len);
  cr_assert_eq(n_columns(en), n_columns(zh));
  for (guint row = 1; row < en->len; row++)
    for (guint i = 0; i < n_columns(en); i++) {
      const char *a = cell_at(en, row, i), *b = cell_at(zh, row, i);
      bool number = *a && strspn(a, "-.0123456789") == strlen(a);
      bool article = strcmp(cell_at(en, 0, i), "item") == 0;
      cr_assert(strcmp(a, b) == 0 || (*a && *b && (!number || article)), "%s: %s, %s",
                cell_at(en, 0, i), a, b);
      cr_assert(!g_ascii_isalpha(*b) || strcmp(a, b) == 0, "%s is not translated", b);
    }
}

Test(csv, both_languages_have_the_same_cells) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autoptr(GPtrArray) requests = requests_of(&samples[i], "");
    g_autoptr(GPtrArray) en = sheet_of(requests, ZZGOV_LANG_EN);
    g_autoptr(GPtrArray) zh = sheet_of(requests, ZZGOV_LANG_ZH);
    assert_unique_titles(en);
    assert_unique_titles(zh);
    assert_translated(en, zh);
  }
}

Test(csv, words_have_labels_in_chinese) {
  g_autoptr(GPtrArray) requests = requests_of(&samples[1], "");
  g_autoptr(GPtrArray) rows = sheet_of(requests, ZZGOV_LANG_ZH);
  cr_assert_str_eq(cell_at(rows, 2, column_of(rows, "不予奖励的原因")), "关闭退出期间发生事故");
  cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "是否奖励")), "是");
  cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "奖励金额（元）")), "6000000.00");
  cr_assert_str_eq(cell_at(rows, 2, column_of(rows, "总体：奖励合计（元）")), "12000000.00");
}

/* --- names ------------------------------------------------------------------------------------ */

/* The name of the only element; of credit records the subject's, too. */
static void assert_name(size_t i, const char *name, const char *wanted) {
  g_autofree char *request = named_request(i, name);
  g_autoptr(GPtrArray) rows = sheet_of_one(request);
  cr_assert_eq(rows->len, 2);
  guint column = column_of(rows, i == 4 ? "id" : "name");
  cr_assert_str_eq(cell_at(rows, 1, column), wanted, "\"%s\", not \"%s\"", cell_at(rows, 1, column),
                   wanted);
  if (i == 4)
    cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "subject.name")), wanted);
}

Test(csv, names_survive) {
  static const char *const names[] = {"a,b",  "say \"so\"", "\"",     "\"\"", ",",   "a\r\nb",
                                      "a\nb", "a\rb",       "a;b",    " a ",  "a'b", "'a",
                                      "a=b",  "a-b+c@d",    "金水区", "a\tb", "\\n", "1,234.5",
                                      "007",  "1e5",        "’"};
  for (size_t i = 0; i < G_N_ELEMENTS(named_requests); i++)
    for (size_t n = 0; n < G_N_ELEMENTS(names); n++)
      assert_name(i, names[n], names[n]);
}

/* What a spreadsheet would compute. */
Test(csv, formulas_are_text) {
  static const char *const names[] = {
      "=1+1", "=", "+1", "-1", "-", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "\t=1+1", "\r=1"};
  for (size_t i = 0; i < G_N_ELEMENTS(named_requests); i++)
    for (size_t n = 0; n < G_N_ELEMENTS(names); n++) {
      g_autofree char *marked = g_strconcat("'", names[n], NULL);
      assert_name(i, names[n], marked);
    }
}

/* A negative number is no formula. */
Test(csv, numbers_get_no_mark) {
  g_autofree char *request = named_request(0, "a");
  g_autoptr(GPtrArray) rows = sheet_of_one(request);
  cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "pm25_improvement.value")), "-4.9");
  cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "pm25_improvement.excess")), "12.9");
}

Test(csv, a_negative_score_gets_no_mark) {
  static const char request[] =
      CALCULATOR("credit-list") "\"input\":{\"subject\":{\"name\":\"a\"},\"as_of\":\"2021-03-01\","
                                "\"records\":[{\"item\":\"6.5\",\"published_on\":\"2021-01-20\","
                                "\"serious_effect\":true},{\"item\":\"6.1\",\"published_on\":"
                                "\"2021-01-20\"}]}}";
  g_autoptr(GPtrArray) rows = sheet_of_one(request);
  cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "result.score")), "-10");
  cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "id")), "");
}

/* --- the rest --------------------------------------------------------------------------------- */

/* A subject without records has a row of its own. */
Test(csv, no_elements) {
  static const char request[] =
      CALCULATOR("credit-list") "\"input\":{\"subject\":{\"name\":\"甲\"},"
                                "\"as_of\":\"2021-03-01\",\"records\":[]}}";
  g_autoptr(GPtrArray) rows = sheet_of_one(request);
  cr_assert_eq(rows->len, 2);
  cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "subject.name")), "甲");
  cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "item")), "");
  cr_assert_str_eq(cell_at(rows, 1, column_of(rows, "result.status")), "none");
}

/* Columns do not depend on what is there: sheets of two months go one below the other. */
Test(csv, columns_are_always_the_same) {
  for (size_t i = 0; i < G_N_ELEMENTS(named_requests); i++) {
    g_autofree char *request = named_request(i, "a");
    g_autoptr(GPtrArray) requests = requests_of(&samples[i], "");
    g_autoptr(GPtrArray) all = sheet_of(requests, ZZGOV_LANG_EN), one = sheet_of_one(request);
    cr_assert_eq(n_columns(all), n_columns(one), "%s", samples[i].id);
    for (guint c = 0; c < n_columns(all); c++)
      cr_assert_str_eq(cell_at(all, 0, c), cell_at(one, 0, c));
  }
}
