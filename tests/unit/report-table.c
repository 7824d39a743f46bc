/* Reports as text: what stands below what, what a terminal is kept from, colours. */
#include "report-helper.h"

/* --- width ------------------------------------------------------------------------------------ */

static size_t width_of_char(gunichar c) {
  return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

static size_t width_of(const char *text) {
  size_t width = 0;
  for (; *text; text = g_utf8_next_char(text))
    width += width_of_char(g_utf8_get_char(text));
  return width;
}

/* Where a line has something: one byte for each column of the terminal. */
static void mark(GByteArray *columns, const char *line) {
  size_t column = 0;
  for (; *line; line = g_utf8_next_char(line)) {
    gunichar c = g_utf8_get_char(line);
    for (size_t end = column + width_of_char(c); column < end; column++) {
      if (column >= columns->len)
        g_byte_array_append(columns, (const guint8 *)"", 1);
      columns->data[column] |= c != ' ';
    }
  }
}

/* Blocks between which there are at least two blanks. */
static size_t count_blocks(const GByteArray *columns) {
  size_t blocks = 0, blanks = 2;
  for (guint i = 0; i < columns->len; i++) {
    blocks += columns->data[i] && blanks >= 2;
    blanks = columns->data[i] ? 0 : blanks + 1;
  }
  return blocks;
}

static size_t cells_of(const char *line) {
  g_autoptr(GByteArray) columns = g_byte_array_new();
  mark(columns, line);
  return count_blocks(columns);
}

/* --- grids ------------------------------------------------------------------------------------ */

static bool is_rule(const char *line) { return g_str_has_prefix(line, "──"); }

/* The rows below a rule, as far as the next empty line: none is wider than the rule, and what is
 * one column in the row with the most cells is one in all. */
static void assert_rows(char **rule) {
  g_autoptr(GByteArray) columns = g_byte_array_new();
  size_t most = 0, width = width_of(*rule);
  cr_assert(width_of(rule[-1]) <= width, "%.500s", rule[-1]);
  for (char **row = rule + 1; *row && **row; row++) {
    cr_assert(is_rule(*row) ? width_of(*row) == width : width_of(*row) <= width, "%.500s", *row);
    most = MAX(most, cells_of(*row));
    if (!is_rule(*row))
      mark(columns, *row);
  }
  cr_assert(most > 1);
  cr_assert(count_blocks(columns) >= most, "%zu columns for %zu cells below %.500s",
            count_blocks(columns), most, rule[-1]);
}

static size_t assert_grids(const char *table) {
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  size_t grids = 0;
  for (char **line = lines; *line; line++) {
    bool first = is_rule(*line);
    for (char **above = line; first && above > lines && *above[-1]; above--)
      first = !is_rule(above[-1]);
    if (first)
      assert_rows(line);
    grids += first;
  }
  return grids;
}

Test(table, columns_stand_below_each_other) {
  static const size_t wanted[] = {2, 1, 1, 1, 4, 1, 1};
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++)
    for (size_t l = 0; l < G_N_ELEMENTS(langs); l++) {
      g_autoptr(GPtrArray) requests = requests_of(&samples[i], ",\"explain\":true");
      g_autofree char *table = report_of(requests, ZZGOV_REPORT_TABLE, langs[l]);
      cr_assert_eq(assert_grids(table), wanted[i], "%s", samples[i].id);
    }
}

/* A batch without more of it. */
static void append_batch(GString *request, const char *name) {
  g_string_append_printf(request,
                         "%s{\"name\":\"%s\",\"mode\":\"SA\",\"stations\":1,\"built_on\":"
                         "\"2020-11-05\",\"provincial_reward_yuan\":\"1\"}",
                         g_str_has_suffix(request->str, "[") ? "" : ",", name);
}

/* Where the last column holds numbers every row is as wide as the rule. */
Test(table, names_of_all_widths) {
  static const char *const names[] = {"a", "金水区", "e\u0301tat", "郑州航空港区 (A)", "ＡＢＣ"};
  g_autoptr(GString) request =
      g_string_new(CALCULATOR("base-station-reward") "\"input\":{\"batches\":[");
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    append_batch(request, names[i]);
  g_string_append(request, "]}}");
  g_autofree char *table = report_of_one(request->str, ZZGOV_REPORT_TABLE, ZZGOV_LANG_ZH);
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  cr_assert_eq(assert_grids(table), 1);
  size_t rules = 0, rows = 0, width = 0;
  for (char **line = lines; *line; line++) {
    rules += is_rule(*line);
    width = is_rule(*line) ? width_of(*line) : width;
    rows += rules > 0 && width_of(*line) == width;
  }
  cr_assert_eq(rules, 2);
  cr_assert_eq(rows, G_N_ELEMENTS(names) + 3, "%zu", rows);
}

Test(table, no_line_ends_in_a_blank) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++)
    for (size_t l = 0; l < G_N_ELEMENTS(langs); l++) {
      g_autoptr(GPtrArray) requests = requests_of(&samples[i], ",\"explain\":true");
      g_autofree char *table = report_of(requests, ZZGOV_REPORT_TABLE, langs[l]);
      assert_has_not(table, " \n");
      assert_has_not(table, "\t");
      assert_has_not(table, "\n\n\n");
    }
}

/* --- what a terminal is kept from ------------------------------------------------------------- */

typedef struct {
  gunichar first, last;
} Range;

/* Characters that are told a terminal, not a reader. */
static bool is_harmful(gunichar c) {
  GUnicodeType type = g_unichar_type(c);
  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
         type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

static void assert_harmless(const char *text) {
  for (; *text; text = g_utf8_next_char(text)) {
    gunichar c = g_utf8_get_char(text);
    cr_assert(c == '\n' || !is_harmful(c), "U+%04X before %.200s", c, text);
  }
}

/* A name with each of the characters, and what is to be seen of it. */
static char *name_of(const Range *ranges, size_t n, GString *seen) {
  GString *name = g_string_new("a");
  g_string_assign(seen, "a");
  for (size_t i = 0; i < n; i++)
    for (gunichar c = ranges[i].first; c <= ranges[i].last; c++) {
      g_string_append_unichar(name, c);
      g_string_append(seen, "\uFFFD");
    }
  g_string_append(seen, "b");
  return g_string_free(g_string_append_c(name, 'b'), FALSE);
}

static void assert_replaced(const Range *ranges, size_t n) {
  g_autoptr(GString) seen = g_string_new(NULL);
  g_autofree char *name = name_of(ranges, n, seen);
  for (size_t i = 0; i < G_N_ELEMENTS(named_requests); i++) {
    g_autofree char *request = named_request(i, name);
    g_autofree char *table = report_of_one(request, ZZGOV_REPORT_TABLE, ZZGOV_LANG_ZH);
    assert_harmless(table);
    assert_has(table, seen->str);
    assert_grids(table);
  }
}

Test(table, control_characters_are_replaced) {
  static const Range controls[] = {{0x01, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x2028, 0x2029}};
  assert_replaced(controls, G_N_ELEMENTS(controls));
}

/* They have no width where they stand, their sign has one. */
Test(table, format_characters_are_replaced, .timeout = 10) {
  static const Range invisible[] = {{0x061C, 0x061C}, {0x200B, 0x200F},  {0x202A, 0x202E},
                                    {0x2060, 0x2064}, {0x2066, 0x206F},  {0xFEFF, 0xFEFF},
                                    {0xFFF9, 0xFFFB}, {0xE0001, 0xE0001}};
  assert_replaced(invisible, G_N_ELEMENTS(invisible));
}

/* In the headings of several requests, too. */
Test(table, headings_are_harmless) {
  g_autofree char *first = named_request(4, "x\033[31my"), *second = g_strdup(first);
  memcpy(strstr(second, "2021-03-01"), "2021-03-02", 10);
  g_autoptr(GPtrArray) requests = g_ptr_array_new();
  g_ptr_array_add(requests, first);
  g_ptr_array_add(requests, second);
  g_autofree char *table = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  assert_has(table, "\n=== x\uFFFD[31my · 2021-03-02 ===\n");
  assert_harmless(table);
}

/* A rulebook may come from somebody else. */
Test(table, texts_of_a_rulebook_are_harmless) {
  g_autoptr(GString) text = g_string_new(zzgov_rulebook_get_text(zzgov_rulebook_get_default()));
  g_string_replace(text, "\"id\": \"zhengzhou\"", "\"id\": \"zz\\u001b[31m\"", 1);
  g_string_replace(text, "\"version\": \"2020.9\"", "\"version\": \"20\\u202e20\"", 1);
  g_string_replace(text, "三(一)2", "三\\u001b[2J", 0);
  g_autoptr(ZzgovRulebook) rulebook = zzgov_rulebook_load(text->str, text->len, NULL);
  if (!rulebook) /* refused at the door: well, too */
    return;
  g_autofree char *request = named_request(3, "a");
  const char *const requests[] = {request};
  g_autofree char *table =
      zzgov_report(rulebook, requests, 1, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN, NULL, NULL);
  assert_harmless(table);
}

/* --- colours ---------------------------------------------------------------------------------- */

/* Without "\033[1m" and the like. */
static char *without_colours(const char *text) {
  GString *plain = g_string_new(NULL);
  while (*text) {
    bool colour = g_str_has_prefix(text, "\033[");
    size_t length = colour ? strcspn(text, "m") + 1 : 1;
    g_string_append_len(plain, text, colour ? 0 : 1);
    text += length;
  }
  return g_string_free(plain, FALSE);
}

#define WHAT_IF ",\"explain\":true,\"rules\":{\"coal-closure\":{\"small_below_10kt\":\"31\"}}"

Test(table, colours_are_all_that_colours_add) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++)
    for (size_t l = 0; l < G_N_ELEMENTS(langs); l++) {
      g_autoptr(GPtrArray) requests = requests_of(&samples[i], i == 1 ? WHAT_IF : "");
      g_autofree char *plain = report_of(requests, ZZGOV_REPORT_TABLE, langs[l]);
      g_autofree char *coloured = report_of(requests, ZZGOV_REPORT_COLOURED, langs[l]);
      assert_has(coloured, "\033[1m");
      assert_text(without_colours(coloured), plain);
      cr_assert(g_str_has_suffix(coloured, "\n") && !strstr(coloured, "\033[1m\n"));
    }
}

Test(table, no_colours_elsewhere) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++)
    for (size_t f = 0; f < G_N_ELEMENTS(formats); f++) {
      g_autoptr(GPtrArray) requests = requests_of(&samples[i], i == 1 ? WHAT_IF : "");
      g_autofree char *report = report_of(requests, formats[f], ZZGOV_LANG_EN);
      cr_assert_eq(strchr(report, '\033') != NULL, formats[f] == ZZGOV_REPORT_COLOURED);
    }
}

/* --- what-ifs and warnings -------------------------------------------------------------------- */

Test(table, a_what_if_says_so) {
  g_autoptr(GPtrArray) plain = requests_of(&samples[1], ",\"rules\":{\"coal-closure\":{}}");
  g_autoptr(GPtrArray) patched = requests_of(&samples[1], WHAT_IF);
  g_autofree char *law = report_of(plain, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  g_autofree char *en = report_of(patched, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  g_autofree char *zh = report_of(patched, ZZGOV_REPORT_TABLE, ZZGOV_LANG_ZH);
  assert_has_not(law, "What-if");
  assert_has(en, "\nWhat-if, not the law\nParameter ");
  assert_has(en,
             "\nCapacity below which a mine is small, 10,000 t per year (small_below_10kt)  31");
  assert_has(en, "  By the law\n");
  assert_has(en, "(small_below_10kt)  31    30\n");
  assert_has(zh, "\n假设情形，非现行规定\n规定值 ");
  assert_has(zh, "\n煤矿类别的产能界线（万吨/年）（small_below_10kt）  31        30\n");
}

Test(table, warnings_name_their_element) {
  g_autoptr(GPtrArray) requests = requests_of(&samples[1], "");
  g_autofree char *en = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  g_autofree char *zh = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_ZH);
  assert_has(en, "\nWarning: 丁煤矿: the text gives no award");
  assert_has(en, " (COAL-06)\n");
  assert_has(zh, "\n注意：丁煤矿：文件未规定30万吨/年及以上煤矿2021年");
}
