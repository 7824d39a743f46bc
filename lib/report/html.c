#include "report.h"

#include <string.h>
#include <zzgov/evaluate.h>

/* --- escaping --------------------------------------------------------------------------------- */

static const char *entity(gunichar c) {
  return c == '&'    ? "&amp;"
         : c == '<'  ? "&lt;"
         : c == '>'  ? "&gt;"
         : c == '"'  ? "&quot;"
         : c == '\'' ? "&#39;"
                     : NULL;
}

void zz_html_escape(GString *out, const char *text) {
  for (; *text; text = g_utf8_next_char(text)) {
    gunichar c = g_utf8_get_char(text);
    bool control = zz_is_harmful(c) && c != '\n' && c != '\t';
    if (entity(c))
      g_string_append(out, entity(c));
    else
      g_string_append_unichar(out, control ? 0xFFFD : c);
  }
}

static void append_element(GString *out, const char *tag, const char *class, const char *text) {
  g_string_append_printf(out, "<%s%s%s%s>", tag, class ? " class=\"" : "", class ? class : "",
                         class ? "\"" : "");
  zz_html_escape(out, text);
  g_string_append_printf(out, "</%s>", tag);
}

static const char *pick(const ZzReport *report, const char *en, const char *zh) {
  return report->lang == ZZGOV_LANG_ZH ? zh : en;
}

/* --- the page --------------------------------------------------------------------------------- */

static const char text_style[] =
    "font:14px/1.5 \"Noto Sans CJK SC\",\"Noto Sans SC\",\"Microsoft YaHei\",\"PingFang "
    "SC\",system-ui,sans-serif;color:#1c2733;max-width:960px;";

static const char style[] =
    "*{box-sizing:border-box}"
    "h1{font-size:22px;line-height:1.25;margin:0 0 2px}"
    "h2{font-size:17px;margin:28px 0 8px;padding-bottom:3px;border-bottom:2px solid #1b4f72}"
    "h3,summary{font-size:15px;margin:20px 0 4px}summary{cursor:pointer}"
    "h1,h2,h3,summary{font-weight:700}"
    "p{margin:4px 0}.sub{color:#5b6b7a}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 18px;margin:14px 0}"
    "dt{color:#5b6b7a;width:auto;font-weight:400}dd{margin:0;font-weight:600}"
    ".wide{overflow-x:auto}tr{background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:6px 0 14px;font-size:13px;color:inherit;"
    "table-layout:auto}"
    "code{color:inherit;background:none}"
    "th,td{padding:4px 8px;text-align:left;vertical-align:top;border-bottom:1px solid #dde3e9}"
    "th{vertical-align:bottom;border-bottom:1.5px solid #1c2733;font-weight:600}"
    ".n{text-align:right;font-variant-numeric:tabular-nums}td.n,td.w{white-space:nowrap}"
    "td:first-child{min-width:7.5em}"
    "tfoot td{border-top:1.5px solid #1c2733;border-bottom:0;font-weight:700}"
    "tr{break-inside:avoid}thead{display:table-header-group}tfoot{display:table-row-group}tfoot "
    "tr{break-before:avoid}"
    "figure{margin:12px 0;break-inside:avoid}svg{width:100%;height:auto;display:block}"
    "svg text{font-size:13px;fill:#1c2733}svg .amount{font-weight:600}"
    ".axis,.grid,.today{stroke:#c3ccd5;stroke-width:1}.grid{stroke-dasharray:2 3}"
    ".today{stroke:#c0392b;stroke-width:1.5}"
    "figcaption{color:#5b6b7a;font-size:12px}"
    ".note{margin:6px 0;padding:6px 12px;border-left:4px solid #b9770e;background:#fdf4e7}"
    ".note li{margin:0}.note ul{margin:2px 0;padding-left:18px}"
    ".subject{padding-top:12px;font-size:13px;color:#1b4f72;border-bottom-width:1px}"
    ".steps{table-layout:fixed}.steps td{font-size:12px;overflow-wrap:anywhere}"
    ".steps .p{font-weight:600}.steps td.n{white-space:normal}"
    ".steps .f{font-family:ui-monospace,\"DejaVu Sans Mono\",\"Noto Sans CJK SC\",monospace;"
    "overflow-wrap:anywhere}"
    ".steps th:nth-child(1){width:10%}.steps th:nth-child(2){width:22%}"
    ".steps th:nth-child(3){width:22%}.steps th:nth-child(5){width:17%}"
    "footer{margin-top:28px;padding-top:8px;border-top:1px solid #dde3e9;color:#5b6b7a;"
    "font-size:12px}"
    "@media print{table,.steps "
    "td{font-size:10.5px}td,th{padding:2.5px 6px}"
    ".wide{overflow:visible}"
    "h2,h3,tr:has(.subject){break-after:avoid}*{print-color-adjust:exact;-webkit-print-color-"
    "adjust:exact}}";

static void append_page_head(GString *out, const ZzReport *report) {
  g_autofree char *which =
      report->n == 1 ? zz_request_title(report, &report->requests[0]) : g_strdup("");
  g_string_append_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
                         pick(report, "en", "zh-CN"));
  g_string_append(out, "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                       "content=\"width=device-width,initial-scale=1\">\n<title>");
  zz_html_escape(out, zz_text_in(&report->calculator->title, report->lang));
  zz_html_escape(out, *which ? " · " : "");
  zz_html_escape(out, which);
  g_string_append_printf(out,
                         "</title>\n<style>@page{size:A4;margin:16mm 14mm}body{%smargin:0 "
                         "auto;padding:24px}%s@media print{body{max-width:none;padding:0;"
                         "font-size:12px}}</style>\n</head>\n<body>\n",
                         text_style, style);
}

/* Nested, the rules leave the page that it is shown in alone. Said three times, the class goes
 * before the rules that notebooks have for tables and lists; in a dark one the section stays paper.
 */
static void append_fragment_head(GString *out, const ZzReport *report) {
  g_string_append_printf(out,
                         "<section class=\"zzgov\" lang=\"%s\">\n<style>.zzgov.zzgov.zzgov{%s"
                         "background:#fff;padding:4px 16px 16px;%s}</style>\n",
                         pick(report, "en", "zh-CN"), text_style, style);
}

static void append_documents_of(GString *out, const ZzgovTrace *trace, GHashTable *seen) {
  for (size_t i = 0; i < zzgov_trace_get_n_steps(trace); i++) {
    const char *document = zzgov_trace_get_step(trace, i)->document;
    if (!g_hash_table_add(seen, (gpointer)document))
      continue;
    zz_html_escape(out, g_hash_table_size(seen) > 1 ? " · " : "");
    zz_html_escape(out, document);
  }
}

/* The documents that the steps cite, each once. */
static void append_documents(GString *out, const ZzReport *report) {
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_string_append(out, "\n<p class=\"sub\">");
  for (size_t r = 0; r < report->n; r++)
    append_documents_of(out, report->requests[r].zcase.trace, seen);
  g_string_append(out, "</p>\n");
}

static void append_list(GString *out, const ZzGrid *facts) {
  if (facts->rows->len == 0)
    return;
  g_string_append(out, "<dl>\n");
  for (guint i = 0; i < facts->rows->len; i++) {
    char **row = g_ptr_array_index(facts->rows, i);
    append_element(out, "dt", NULL, row[0]);
    append_element(out, "dd", NULL, row[1]);
    g_string_append_c(out, '\n');
  }
  g_string_append(out, "</dl>\n");
}

/* --- tables ----------------------------------------------------------------------------------- */

static const char *class_of(const ZzGridColumn *column) {
  return column->number ? "n" : column->whole ? "w" : NULL;
}

static void append_row(GString *out, const ZzGrid *grid, const char *tag, char *const *row) {
  g_string_append(out, "<tr>");
  for (guint i = 0; i < grid->columns->len; i++)
    append_element(out, tag, class_of(&g_array_index(grid->columns, ZzGridColumn, i)), row[i]);
  g_string_append(out, "</tr>\n");
}

static void append_titles(GString *out, const ZzGrid *grid) {
  g_autoptr(GPtrArray) titles = g_ptr_array_new();
  for (guint i = 0; i < grid->columns->len; i++)
    g_ptr_array_add(titles, g_array_index(grid->columns, ZzGridColumn, i).title);
  g_string_append(out, "<thead>");
  append_row(out, grid, "th", (char *const *)titles->pdata);
  g_string_append(out, "</thead>\n<tbody>\n");
}

static void append_grid(GString *out, const ZzGrid *grid) {
  if (grid->title) {
    append_element(out, "h3", NULL, grid->title);
    g_string_append_c(out, '\n');
  }
  g_string_append(out, "<div class=\"wide\"><table>\n");
  append_titles(out, grid);
  for (guint i = 0; i < grid->rows->len; i++)
    append_row(out, grid, "td", g_ptr_array_index(grid->rows, i));
  g_string_append(out, "</tbody>\n");
  if (grid->sums) {
    g_string_append(out, "<tfoot>");
    append_row(out, grid, "td", grid->sums);
    g_string_append(out, "</tfoot>\n");
  }
  g_string_append(out, "</table></div>\n");
}

/* --- what-ifs, warnings and steps ------------------------------------------------------------- */

/* What-ifs of the first request; another that has others tells its own. */
static void append_what_ifs(GString *out, const ZzReport *report, const ZzRequest *request) {
  g_autoptr(ZzGrid) grid = zz_grid_of_what_ifs(report, request);
  if (!grid)
    return;
  g_string_append(out, "<div class=\"note\">");
  append_element(out, "strong", NULL, zz_what_if_title(report->lang));
  append_grid(out, grid);
  g_string_append(out, "</div>\n");
}

static void append_warnings(GString *out, const ZzReport *report, const ZzRequest *request) {
  size_t n;
  const ZzgovWarning *warnings = zz_warnings_of(request, &n);
  if (n == 0)
    return;
  g_string_append(out, "<div class=\"note\">");
  append_element(out, "strong", NULL, pick(report, "Please look at", "请注意"));
  g_string_append(out, "<ul>\n");
  for (size_t i = 0; i < n; i++) {
    const char *subject = zz_warning_subject(report, request, &warnings[i]);
    g_string_append(out, "<li>");
    zz_html_escape(out, subject ? subject : "");
    zz_html_escape(out, subject ? pick(report, ": ", "：") : "");
    zz_html_escape(out, zz_text_in(&warnings[i].message, report->lang));
    g_autofree char *provision =
        g_strdup_printf(report->lang == ZZGOV_LANG_ZH ? "（%s）" : " (%s)", warnings[i].provision);
    zz_html_escape(out, provision);
    g_string_append(out, "</li>\n");
  }
  g_string_append(out, "</ul></div>\n");
}

static void append_step(GString *out, const ZzReport *report, const ZzgovStep *step) {
  const char *unit = zz_unit_text(step->unit, report->lang);
  g_autofree char *source = g_strdup_printf("%s %s", step->document, step->article);
  g_autofree char *outcome = zz_step_value(report, step);
  g_autofree char *value = g_strdup_printf("%s%s%s", outcome, *unit ? " " : "", unit);
  g_autofree char *formula = zz_formula_shown(report, step->formula);
  g_string_append(out, "<tr>");
  append_element(out, "td", "p", step->provision);
  append_element(out, "td", NULL, source);
  append_element(out, "td", NULL, zz_text_in(&step->label, report->lang));
  append_element(out, "td", "f", formula);
  append_element(out, "td", "n", value);
  g_string_append(out, "</tr>\n");
}

static void open_steps(GString *out, const ZzReport *report) {
  static const ZzgovText titles[] = {{"Provision", "条款"},
                                     {"Document and article", "文件与条款出处"},
                                     {"What it determines", "事项"},
                                     {"Calculation", "计算过程"}};
  g_string_append(out, "<div class=\"wide\"><table class=\"steps\">\n<thead><tr>");
  for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
    append_element(out, "th", NULL, zz_text_in(&titles[i], report->lang));
  append_element(out, "th", "n", pick(report, "Outcome", "结果"));
  g_string_append(out, "</tr></thead>\n");
}

/* One table; each subject is a body of its own under its name. */
static void append_steps(GString *out, const ZzReport *report, const ZzRequest *request) {
  const char *before = NULL;
  g_string_append(out, report->folded ? "<details>\n" : "");
  append_element(out, report->folded ? "summary" : "h3", NULL,
                 pick(report, "How each figure arises", "计算依据与过程"));
  open_steps(out, report);
  for (size_t i = 0; i < zzgov_trace_get_n_steps(request->zcase.trace); i++) {
    const ZzgovStep *step = zzgov_trace_get_step(request->zcase.trace, i);
    const char *subject = step->subject ? step->subject : pick(report, "As a whole", "总体");
    if (!before || strcmp(subject, before) != 0) {
      g_string_append_printf(out, "%s<tbody>\n<tr><th class=\"subject\" colspan=\"5\">",
                             before ? "</tbody>\n" : "");
      zz_html_escape(out, subject);
      g_string_append(out, "</th></tr>\n");
    }
    append_step(out, report, step);
    before = subject;
  }
  g_string_append_printf(out, "%s</table></div>\n%s", before ? "</tbody>\n" : "",
                         report->folded ? "</details>\n" : "");
}

/* --- a request -------------------------------------------------------------------------------- */

static void append_figure(GString *out, const ZzReport *report, const ZzRequest *request,
                          void (*draw)(GString *, const ZzReport *, const ZzRequest *),
                          const char *caption) {
  g_autoptr(GString) svg = g_string_new(NULL);
  draw(svg, report, request);
  if (svg->len == 0)
    return;
  g_string_append_printf(out, "<figure>\n%s", svg->str);
  append_element(out, "figcaption", NULL, caption);
  g_string_append(out, "</figure>\n");
}

/* What stands together in a bar is not always one amount by the law, such as award and refund. */
static const char *bars_caption(const ZzReport *report) {
  return pick(report,
              "Amounts in yuan. The figure at the end of a bar is the sum of its parts in the "
              "legend.",
              "单位：元。条形末端的数字为图例所列各项之和。");
}

static void append_figures(GString *out, const ZzReport *report, const ZzRequest *request) {
  append_figure(out, report, request, zz_svg_bars, bars_caption(report));
  append_figure(out, report, request, zz_svg_spans,
                pick(report,
                     "Light: days on which a record is shown. Dashed: until the end of its longest "
                     "period. Dark: days on a list. Line: the day that is asked about.",
                     "浅色：公示期间；虚线：至最长公示期限届满；深色：名单期间；竖线：查询日期。"));
}

static void append_request(GString *out, const ZzReport *report, const ZzRequest *request) {
  g_autoptr(ZzGrid) object = zz_grid_of_object(report, request);
  g_autoptr(ZzGrid) elements = report->array ? zz_grid_of_elements(report, request, true) : NULL;
  if (report->n > 1) {
    g_autofree char *title = zz_request_title(report, request);
    g_autoptr(ZzGrid) options = zz_grid_of_options(report, request);
    append_element(out, "h2", NULL, title);
    g_string_append_c(out, '\n');
    append_list(out, options);
  }
  if (request != &report->requests[0])
    append_what_ifs(out, report, request);
  append_warnings(out, report, request);
  append_figures(out, report, request);
  if (elements && elements->rows->len > 0)
    append_grid(out, elements);
  if (object)
    append_grid(out, object);
  append_steps(out, report, request);
}

static bool has_money(const ZzTable *table) {
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    const ZzField *inner = field->kind == ZZ_ARRAY ? field->item : field;
    if (inner->kind == ZZ_MONEY || (inner->kind == ZZ_OBJECT && has_money(inner->table)))
      return true;
  }
  return false;
}

static void append_foot(GString *out, const ZzReport *report) {
  const ZzgovRulebook *rulebook = report->requests[0].rulebook;
  g_autofree char *made =
      g_strdup_printf("zzgov %s · %s %s. ", zzgov_version(), zzgov_rulebook_get_id(rulebook),
                      zzgov_rulebook_get_version(rulebook));
  g_string_append(out, "<footer>");
  zz_html_escape(out, pick(report, "Computed by ", "计算软件与规则库："));
  zz_html_escape(out, made);
  if (has_money(report->calculator->result))
    zz_html_escape(out, pick(report,
                             "Each amount is rounded once, to the fen, half away from zero; sums "
                             "add rounded amounts. ",
                             "每项金额仅舍入一次，四舍五入到分；合计为舍入后金额之和。"));
  if (strstr(out->str, "≈"))
    zz_html_escape(out, pick(report,
                             "What stands behind ≈ is shortened for reading; the calculation is "
                             "exact.",
                             "≈后的数仅为便于阅读而缩写，计算使用精确值。"));
  g_string_append(out, "</footer>\n");
}

static void append_content(GString *out, const ZzReport *report) {
  append_element(out, "h1", NULL, zz_text_in(&report->calculator->title, report->lang));
  append_documents(out, report);
  append_what_ifs(out, report, &report->requests[0]);
  if (report->n == 1) {
    g_autoptr(ZzGrid) facts = zz_grid_of_facts(report, &report->requests[0]);
    append_list(out, facts);
  } else {
    g_autoptr(ZzGrid) requests = zz_grid_of_requests(report);
    append_grid(out, requests);
  }
  for (size_t i = 0; i < report->n; i++)
    append_request(out, report, &report->requests[i]);
  append_foot(out, report);
}

void zz_report_html(GString *out, const ZzReport *report) {
  append_page_head(out, report);
  append_content(out, report);
  g_string_append(out, "</body>\n</html>\n");
}

void zz_report_fragment(GString *out, const ZzReport *report) {
  append_fragment_head(out, report);
  append_content(out, report);
  g_string_append(out, "</section>\n");
}
