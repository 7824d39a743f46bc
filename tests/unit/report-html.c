/* Reports as a page: what is escaped, what it refers to, what stands on it. Whether it is well
 * formed, tests/report/check_html.py asks. */
#include "report-helper.h"

static char *page_of(const Sample *sample, const char *more, ZzgovLang lang) {
  g_autoptr(GPtrArray) requests = requests_of(sample, more);
  return report_of(requests, ZZGOV_REPORT_HTML, lang);
}

static size_t count(const char *text, const char *part) {
  size_t n = 0;
  for (; (text = strstr(text, part)); text += strlen(part))
    n++;
  return n;
}

/* --- what is escaped -------------------------------------------------------------------------- */

/* No name gets onto the page as it is. */
static void assert_escaped(const char *name, const char *escaped) {
  for (size_t i = 0; i < G_N_ELEMENTS(named_requests); i++) {
    g_autofree char *request = named_request(i, name);
    for (size_t l = 0; l < G_N_ELEMENTS(langs); l++) {
      g_autofree char *page = report_of_one(request, ZZGOV_REPORT_HTML, langs[l]);
      assert_has_not(page, name);
      assert_has(page, escaped);
    }
  }
}

Test(html, names_are_escaped) {
  assert_escaped("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
  assert_escaped("</svg></style >", "&lt;/svg&gt;&lt;/style &gt;");
  assert_escaped("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;");
  assert_escaped("a\"b'c", "a&quot;b&#39;c");
  assert_escaped("&lt;b&gt;", "&amp;lt;b&amp;gt;");
  assert_escaped("-->]]>", "--&gt;]]&gt;");
}

/* Every tag is one of those that a page is made of. */
static void assert_known_tags(const char *page) {
  static const char tags[] =
      "!DOCTYPE html head meta title style body h1 h2 h3 p dl dt dd div strong code ul li figure "
      "svg rect text line figcaption table thead tbody tfoot tr th td footer ";
  for (const char *tag = strchr(page, '<'); tag; tag = strchr(tag, '<')) {
    tag += tag[1] == '/' ? 2 : 1;
    g_autofree char *name = g_strndup(tag, strcspn(tag, " >\n/"));
    g_autofree char *word = g_strconcat(name, " ", NULL);
    assert_has(tags, word);
  }
}

Test(html, names_make_no_tags) {
  for (size_t i = 0; i < G_N_ELEMENTS(named_requests); i++) {
    g_autofree char *hostile = named_request(i, "<x y=\"z\">'&"), *tame = named_request(i, "xyz");
    g_autofree char *page = report_of_one(hostile, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
    g_autofree char *plain = report_of_one(tame, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
    assert_known_tags(page);
    cr_assert_eq(count(page, "<"), count(plain, "<"));
    cr_assert_eq(count(page, ">"), count(plain, ">"));
    cr_assert_eq(count(page, "\""), count(plain, "\""));
    cr_assert_eq(count(page, "'"), count(plain, "'"));
  }
}

/* In the chart: the name beside a bar and what is shown where one points at it. */
Test(html, charts_are_escaped) {
  g_autofree char *request = named_request(1, "<b>\"&'");
  g_autofree char *page = report_of_one(request, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
  g_autofree char *chart =
      g_strndup(strstr(page, "<svg"), (gsize)(strstr(page, "</svg>") - strstr(page, "<svg")));
  assert_has(chart, "class=\"label\">&lt;b&gt;&quot;&amp;&#39;</text>");
  assert_has(chart, "<title>&lt;b&gt;&quot;&amp;&#39; · Refund · 1,250,000.00</title>");
}

/* The subject of credit records stands in the title and in the headings. */
Test(html, titles_are_escaped) {
  g_autofree char *first = named_request(4, "<b>\"&'"), *second = g_strdup(first);
  memcpy(strstr(second, "2021-03-01"), "2021-03-02", 10);
  g_autofree char *page = report_of_one(first, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
  g_autoptr(GPtrArray) requests = g_ptr_array_new();
  g_ptr_array_add(requests, first);
  g_ptr_array_add(requests, second);
  g_autofree char *both = report_of(requests, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
  assert_has(page, " · &lt;b&gt;&quot;&amp;&#39; · 2021-03-01</title>");
  assert_has(both, "<h2>&lt;b&gt;&quot;&amp;&#39; · 2021-03-01</h2>");
  assert_has(both, "<h2>&lt;b&gt;&quot;&amp;&#39; · 2021-03-02</h2>");
}

Test(html, texts_of_a_rulebook_are_escaped) {
  g_autoptr(GString) text = g_string_new(zzgov_rulebook_get_text(zzgov_rulebook_get_default()));
  g_string_replace(text, "\"id\": \"zhengzhou\"", "\"id\": \"<x>\"", 1);
  g_string_replace(text, "\"version\": \"2020.9\"", "\"version\": \"<y>\"", 1);
  g_string_replace(text, "三(一)2", "<z>", 0);
  g_autoptr(ZzgovRulebook) rulebook = zzgov_rulebook_load(text->str, text->len, NULL);
  if (!rulebook) /* refused at the door: well, too */
    return;
  g_autofree char *request = named_request(3, "a");
  const char *const requests[] = {request};
  g_autofree char *page =
      zzgov_report(rulebook, requests, 1, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN, NULL, NULL);
  assert_has(page, "&lt;x&gt; &lt;y&gt;. ");
  assert_has(page, " &lt;z&gt;</td>");
  assert_known_tags(page);
}

/* Characters that HTML does not allow. */
Test(html, control_characters_are_replaced) {
  static const char name[] = "a\x01\x1B\x7F\xC2\x85z";
  for (size_t i = 0; i < G_N_ELEMENTS(named_requests); i++) {
    g_autofree char *request = named_request(i, name);
    g_autofree char *page = report_of_one(request, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
    assert_has(page, "a\uFFFD\uFFFD\uFFFD\uFFFDz");
    assert_has_not(page, "\x01");
    assert_has_not(page, "\x1B");
    assert_has_not(page, "\xC2\x85");
  }
}

/* Nor those that are no characters at all: a chart with one is no XML. */
Test(html, what_is_no_character_is_replaced) {
  g_autofree char *request = named_request(1, "a\uFFFE\uFFFFz");
  g_autofree char *page = report_of_one(request, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
  assert_has_not(page, "\uFFFE");
  assert_has_not(page, "\uFFFF");
}

/* --- the page --------------------------------------------------------------------------------- */

Test(html, nothing_from_outside) {
  static const char *const words[] = {"http:", "https:",  "src=",  "href=",   "@import", "url(",
                                      "<link", "<script", "<base", "<iframe", "file:"};
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++)
    for (size_t l = 0; l < G_N_ELEMENTS(langs); l++) {
      g_autofree char *page = page_of(&samples[i], "", langs[l]);
      for (size_t w = 0; w < G_N_ELEMENTS(words); w++)
        assert_has_not(page, words[w]);
      assert_known_tags(page);
    }
}

Test(html, says_its_language_and_title) {
  g_autofree char *en = page_of(&samples[0], "", ZZGOV_LANG_EN);
  g_autofree char *zh = page_of(&samples[0], "", ZZGOV_LANG_ZH);
  cr_assert(g_str_has_prefix(en, "<!DOCTYPE html>\n<html lang=\"en\">\n"));
  cr_assert(g_str_has_prefix(zh, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n"));
  assert_has(en, "<meta charset=\"utf-8\">");
  assert_has(en, "<title>Ambient-air eco-compensation · 2020-11</title>");
  assert_has(zh, "<title>环境空气质量生态补偿 · 2020-11</title>");
  assert_has(zh, "<h1>环境空气质量生态补偿</h1>");
  assert_has(en, "zhengzhou 2020.9");
  cr_assert(g_str_has_suffix(en, "</body>\n</html>\n"));
}

Test(html, each_of_several_requests_has_a_heading) {
  g_autofree char *page = page_of(&samples[4], "", ZZGOV_LANG_ZH);
  cr_assert_eq(count(page, "<h2>"), 3);
  assert_has(page, "<h2>乙装饰工程有限公司 · 2021-03-01</h2>");
  cr_assert_eq(count(page, "<table class=\"steps\">"), 3);
}

/* --- steps ------------------------------------------------------------------------------------ */

static void append_escaped(GString *out, const char *text) {
  for (; *text; text++)
    g_string_append_printf(out,
                           *text == '&'    ? "&amp;"
                           : *text == '<'  ? "&lt;"
                           : *text == '>'  ? "&gt;"
                           : *text == '"'  ? "&quot;"
                           : *text == '\'' ? "&#39;"
                                           : "%c",
                           *text);
}

/* Whether a formula has a fraction that a page shortens: of more than 16 characters. */
static bool is_long(const char *formula) {
  for (const char *slash = formula; (slash = strchr(slash + 1, '/'));) {
    size_t before = 0, after = strspn(slash + 1, "0123456789");
    while (slash - before > formula && g_ascii_isdigit(slash[-(gssize)before - 1]))
      before++;
    if (before > 0 && after > 0 && before + 1 + after > 16)
      return true;
  }
  return strstr(formula, "≈") != NULL;
}

/* A row of the steps, as far as the formula; as it stands unless a page shortens it. */
static char *row_of(const cJSON *step) {
  GString *row = g_string_new(NULL);
  g_string_append_printf(row, "<tr><td class=\"p\">%s</td><td>", text_of(step, "provision"));
  append_escaped(row, text_of(step, "document"));
  g_string_append_c(row, ' ');
  append_escaped(row, text_of(step, "article"));
  g_string_append(row, "</td><td>");
  append_escaped(row, text_of(step, "label"));
  g_string_append(row, "</td><td class=\"f\">");
  if (is_long(text_of(step, "formula")))
    return g_string_free(row, FALSE);
  append_escaped(row, text_of(step, "formula"));
  g_string_append(row, "</td>");
  return g_string_free(row, FALSE);
}

/* Where the steps of a request end. */
static const char *assert_steps(const char *page, const char *request, size_t *n) {
  g_autofree char *response = evaluate(request);
  g_autoptr(cJSON) answer = cJSON_Parse(response);
  const cJSON *step;
  cJSON_ArrayForEach(step, member(answer, "explanation")) {
    g_autofree char *row = row_of(step);
    const char *found = strstr(page, row);
    cr_assert_not_null(found, "no step %.1000s", row);
    page = found + strlen(row);
    *n += 1;
  }
  return page;
}

Test(html, every_step_is_there) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autoptr(GPtrArray) requests = requests_of(&samples[i], ",\"explain\":true");
    g_autofree char *en = report_of(requests, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
    g_autofree char *zh = report_of(requests, ZZGOV_REPORT_HTML, ZZGOV_LANG_ZH);
    const char *rest = en;
    size_t n = 0;
    for (guint r = 0; r < requests->len; r++)
      rest = assert_steps(rest, requests->pdata[r], &n);
    cr_assert(n > 0);
    cr_assert_eq(count(en, "<td class=\"p\">"), n);
    cr_assert_eq(count(zh, "<td class=\"p\">"), n);
  }
}

/* The mean of sixteen rates has a denominator of 27 digits. By fractions of Python the base is
 * 8.28233402..., that of PM10 6.75853383..., the rates of 郑州航空港区 1060/123 and 900/149. */
Test(html, long_fractions_are_shortened) {
  g_autofree char *page = page_of(&samples[0], "", ZZGOV_LANG_EN);
  assert_has(page, "<td class=\"f\">pm25_improvement: Σ / 16 ≈ 8.282334</td>");
  assert_has(page, "<td class=\"f\">≈8.617886 ≥ ≈8.282334</td>");
  assert_has(page, "<td class=\"f\">(61.5 − 56.2) / 61.5 × 100 = 1060/123</td>");
  assert_has(page, "<td class=\"f\">≈6.758534 − ≈6.040268 ≈ 0.718265; ≈0.718265 × 100000</td>");
  assert_has(page, "What stands behind ≈ is shortened");
  g_autofree char *plain = page_of(&samples[1], "", ZZGOV_LANG_EN);
  assert_has_not(plain, "≈");
}

/* Only where there are amounts is there something to say of their rounding, and of bars. */
Test(html, what_is_said_of_amounts) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autofree char *page = page_of(&samples[i], "", ZZGOV_LANG_ZH);
    cr_assert_eq(strstr(page, "每项金额仅舍入一次") != NULL, i < 4, "%s", samples[i].id);
    cr_assert_eq(strstr(page, "条形末端的数字为图例所列各项之和") != NULL, i < 4, "%s",
                 samples[i].id);
  }
}

/* Whether or not the request asks for them. */
Test(html, steps_are_always_there) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autofree char *plain = page_of(&samples[i], "", ZZGOV_LANG_ZH);
    assert_text(page_of(&samples[i], ",\"explain\":true", ZZGOV_LANG_ZH), plain);
  }
}

/* --- what-ifs and warnings -------------------------------------------------------------------- */

#define RULES(value) ",\"rules\":{\"coal-closure\":" value "}"

Test(html, a_what_if_says_so_and_only_then) {
  g_autofree char *law = page_of(&samples[1], RULES("{}"), ZZGOV_LANG_EN);
  g_autofree char *en = page_of(&samples[1], RULES("{\"small_below_10kt\":\"31\"}"), ZZGOV_LANG_EN);
  g_autofree char *zh = page_of(&samples[1], RULES("{\"small_below_10kt\":\"31\"}"), ZZGOV_LANG_ZH);
  assert_has_not(law, "hat-if");
  assert_has(en, "<strong>What-if, not the law</strong>");
  assert_has(en, "(small_below_10kt)</td><td>31</td><td>30</td></tr>");
  assert_has(zh, "<strong>假设情形，非现行规定</strong>");
  assert_has(zh, "（small_below_10kt）</td><td>31</td><td>30</td></tr>");
}

/* Of several requests it may be the second that leaves the law. */
Test(html, a_what_if_behind_a_plain_request) {
  g_autoptr(GPtrArray) requests = requests_of(&samples[1], "");
  g_autoptr(GPtrArray) patched = requests_of(&samples[1], RULES("{\"small_below_10kt\":\"31\"}"));
  g_ptr_array_add(requests, g_strdup(patched->pdata[0]));
  g_autofree char *page = report_of(requests, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
  g_autofree char *table = report_of(requests, ZZGOV_REPORT_TABLE, ZZGOV_LANG_EN);
  assert_has(page, "What-if, not the law");
  assert_has(table, "What-if, not the law");
}

Test(html, warnings_name_their_element) {
  g_autofree char *en = page_of(&samples[1], "", ZZGOV_LANG_EN);
  g_autofree char *zh = page_of(&samples[3], "", ZZGOV_LANG_ZH);
  g_autofree char *request = named_request(0, "<b>");
  g_autofree char *area = report_of_one(request, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
  cr_assert_eq(count(en, "<li>"), 1);
  assert_has(en, "<li>丁煤矿: the text gives no award");
  assert_has(en, " (COAL-06)</li>");
  assert_has(zh, "<li>丙批：未填省级奖励金额，暂按每站2500.00元的假设值计算");
  assert_has(area, "<li>&lt;b&gt;: ");
}

Test(html, no_warnings_no_box) {
  g_autofree char *page = page_of(&samples[0], "", ZZGOV_LANG_EN);
  assert_has_not(page, "<li>");
  assert_has_not(page, "class=\"note\"");
}

/* --- a section for another page --------------------------------------------------------------- */

Test(html, section_has_what_the_page_has) {
  for (size_t i = 0; i < G_N_ELEMENTS(named_requests); i++) {
    g_autofree char *request = named_request(i, "xyz");
    g_autofree char *page = report_of_one(request, ZZGOV_REPORT_HTML, ZZGOV_LANG_ZH);
    g_autofree char *section = report_of_one(request, ZZGOV_REPORT_FRAGMENT, ZZGOV_LANG_ZH);
    const char *from = strstr(page, "<h1>"), *until = strstr(page, "</body>");
    g_autofree char *content = g_strndup(from, (gsize)(until - from));
    assert_has(section, content);
    cr_assert(g_str_has_prefix(section, "<section class=\"zzgov\" lang=\"zh-CN\">\n<style>.zzgov"));
    cr_assert(g_str_has_suffix(section, "</footer>\n</section>\n"));
  }
}

Test(html, section_folds_steps_that_are_not_asked_for) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autoptr(GPtrArray) plain = requests_of(&samples[i], "");
    g_autoptr(GPtrArray) explained = requests_of(&samples[i], ",\"explain\":true");
    g_autofree char *folded = report_of(plain, ZZGOV_REPORT_FRAGMENT, ZZGOV_LANG_EN);
    g_autofree char *shown = report_of(explained, ZZGOV_REPORT_FRAGMENT, ZZGOV_LANG_EN);
    g_autofree char *page = report_of(plain, ZZGOV_REPORT_HTML, ZZGOV_LANG_EN);
    cr_assert_eq(count(folded, "<details>\n<summary>How each figure arises</summary>"), plain->len);
    cr_assert_eq(count(folded, "</table></div>\n</details>"), plain->len);
    cr_assert_eq(count(shown, "<h3>How each figure arises</h3>"), plain->len);
    assert_has_not(shown, "<details>");
    assert_has_not(page, "<details>");
  }
}

/* All its rules are nested, and none is of the page that it is shown in. */
Test(html, section_keeps_its_style_to_itself) {
  g_autofree char *request = named_request(0, "xyz");
  g_autofree char *section = report_of_one(request, ZZGOV_REPORT_FRAGMENT, ZZGOV_LANG_EN);
  const char *until = strstr(section, "</style>");
  int depth = 0;
  for (const char *c = strstr(section, "<style>") + strlen("<style>"); c < until; c++) {
    depth += *c == '{' ? 1 : *c == '}' ? -1 : 0;
    cr_assert(depth > 0 || c[1] == '<' || g_str_has_prefix(c, ".zzgov.zzgov.zzgov{") ||
              !strchr("{},", *c));
  }
  cr_assert_eq(depth, 0);
  assert_has_not(section, "@page");
  assert_has_not(section, "body{");
}
