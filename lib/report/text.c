#include "report.h"

#include <string.h>
#include <zzgov/evaluate.h>

/* --- width ------------------------------------------------------------------------------------ */

static size_t char_width(gunichar c) {
  return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

size_t zz_text_width(const char *text) {
  size_t width = 0;
  for (; *text; text = g_utf8_next_char(text))
    width += char_width(g_utf8_get_char(text));
  return width;
}

static void append_spaces(GString *out, size_t n) {
  while (n-- > 0)
    g_string_append_c(out, ' ');
}

/* --- emphasis --------------------------------------------------------------------------------- */

typedef struct {
  GString *out;
  const ZzReport *report;
  bool colours;
} Writer;

static void append_in(const Writer *writer, const char *code, const char *text) {
  if (writer->colours && *text)
    g_string_append_printf(writer->out, "\033[%sm%s\033[0m", code, text);
  else
    g_string_append(writer->out, text);
}

#define BOLD "1"
#define DIM "2"
#define YELLOW "33"

/* --- grids ------------------------------------------------------------------------------------ */

enum { NARROWEST = 10, GAP = 2 };

static const ZzGridColumn *column_at(const ZzGrid *grid, size_t i) {
  return &g_array_index(grid->columns, ZzGridColumn, (guint)i);
}

static size_t widest_cell(const ZzGrid *grid, size_t column) {
  size_t width = grid->sums ? zz_text_width(grid->sums[column]) : 0;
  for (guint r = 0; r < grid->rows->len; r++) {
    const char *const *row = g_ptr_array_index(grid->rows, r);
    width = MAX(width, zz_text_width(row[column]));
  }
  return width;
}

/* Words end in a blank, or in the colon of a Chinese title. */
static char **words_of(const char *title) {
  g_autoptr(GString) text = g_string_new(title);
  g_string_replace(text, "：", "： ", 0);
  return g_strsplit(text->str, " ", -1);
}

/* A title in lines of words not wider than the column needs to be. */
static GPtrArray *wrap(const char *title, size_t width) {
  g_auto(GStrv) words = words_of(title);
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GString) line = g_string_new(NULL);
  for (size_t i = 0; words[i]; i++) {
    const char *blank = !line->len || g_str_has_suffix(line->str, "：") ? "" : " ";
    if (line->len && zz_text_width(line->str) + strlen(blank) + zz_text_width(words[i]) > width) {
      g_ptr_array_add(lines, g_strdup(line->str));
      g_string_truncate(line, 0);
      blank = "";
    }
    g_string_append_printf(line, "%s%s", blank, words[i]);
  }
  g_ptr_array_add(lines, g_strdup(line->str));
  return lines;
}

/* A grid as it is laid out: titles in lines, one width for each column. */
typedef struct {
  const ZzGrid *grid;
  GPtrArray *titles; /* of GPtrArray of lines */
  size_t *widths;
  size_t n, height; /* columns; lines of titles */
} Layout;

static void make_harmless(char **cells) {
  for (; cells && *cells; cells++) {
    g_autofree char *text = *cells;
    *cells = zz_harmless(text);
  }
}

static void lay_out(Layout *layout, const ZzGrid *grid) {
  for (guint r = 0; r < grid->rows->len; r++)
    make_harmless(g_ptr_array_index(grid->rows, r));
  layout->grid = grid;
  layout->n = grid->columns->len;
  layout->height = 1;
  layout->titles = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  layout->widths = g_new0(size_t, layout->n + 1);
  for (size_t i = 0; i < layout->n; i++) {
    size_t width = widest_cell(grid, i);
    GPtrArray *lines = wrap(column_at(grid, i)->title, MAX(width, NARROWEST));
    for (guint l = 0; l < lines->len; l++)
      width = MAX(width, zz_text_width(g_ptr_array_index(lines, l)));
    layout->widths[i] = width;
    layout->height = MAX(layout->height, lines->len);
    g_ptr_array_add(layout->titles, lines);
  }
}

static void append_cell(const Writer *writer, const Layout *layout, size_t i, const char *text,
                        const char *code) {
  bool number = column_at(layout->grid, i)->number, last = i + 1 == layout->n;
  size_t spaces = layout->widths[i] - zz_text_width(text);
  append_spaces(writer->out, number ? spaces : 0);
  if (code)
    append_in(writer, code, text);
  else
    g_string_append(writer->out, text);
  append_spaces(writer->out, last ? 0 : GAP + (number ? 0 : spaces));
}

/* No line ends in blanks. */
static void end_line(const Writer *writer) {
  GString *out = writer->out;
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate(out, out->len - 1);
  g_string_append_c(out, '\n');
}

static void append_row(const Writer *writer, const Layout *layout, char *const *row,
                       const char *code) {
  for (size_t i = 0; i < layout->n; i++)
    append_cell(writer, layout, i, row[i], code);
  end_line(writer);
}

/* Titles stand at the bottom of their lines. */
static void append_titles(const Writer *writer, const Layout *layout) {
  for (size_t l = 0; l < layout->height; l++) {
    for (size_t i = 0; i < layout->n; i++) {
      const GPtrArray *lines = g_ptr_array_index(layout->titles, i);
      size_t above = layout->height - lines->len;
      append_cell(writer, layout, i, l < above ? "" : g_ptr_array_index(lines, l - above), BOLD);
    }
    end_line(writer);
  }
}

static void append_rule(const Writer *writer, const Layout *layout) {
  size_t width = 0;
  for (size_t i = 0; i < layout->n; i++)
    width += layout->widths[i] + (i ? GAP : 0);
  for (; width > 0; width--)
    g_string_append(writer->out, "─");
  g_string_append_c(writer->out, '\n');
}

static void append_grid(const Writer *writer, const ZzGrid *grid, bool titled) {
  Layout layout;
  lay_out(&layout, grid);
  if (grid->title) {
    append_in(writer, BOLD, grid->title);
    g_string_append_c(writer->out, '\n');
  }
  if (titled) {
    append_titles(writer, &layout);
    append_rule(writer, &layout);
  }
  for (guint r = 0; r < grid->rows->len; r++)
    append_row(writer, &layout, g_ptr_array_index(grid->rows, r), NULL);
  if (grid->sums) {
    append_rule(writer, &layout);
    append_row(writer, &layout, grid->sums, BOLD);
  }
  g_ptr_array_unref(layout.titles);
  g_free(layout.widths);
}

/* --- warnings and steps ----------------------------------------------------------------------- */

static void append_warnings(const Writer *writer, const ZzRequest *request) {
  bool zh = writer->report->lang == ZZGOV_LANG_ZH;
  size_t n;
  const ZzgovWarning *warnings = zz_warnings_of(request, &n);
  for (size_t i = 0; i < n; i++) {
    const char *subject = zz_warning_subject(writer->report, request, &warnings[i]);
    g_autofree char *name = zz_harmless(subject ? subject : "");
    g_autofree char *message = zz_harmless(zz_text_in(&warnings[i].message, writer->report->lang));
    if (i == 0)
      g_string_append_c(writer->out, '\n');
    append_in(writer, YELLOW, zh ? "注意" : "Warning");
    const char *colon = zh ? "：" : ": ";
    g_string_append_printf(writer->out, "%s%s%s%s", colon, name, *name ? colon : "", message);
    g_string_append_printf(writer->out, zh ? "（%s）\n" : " (%s)\n", warnings[i].provision);
  }
}

static void append_step(const Writer *writer, const ZzgovStep *step) {
  const char *unit = zz_unit_text(step->unit, writer->report->lang);
  g_autofree char *told = zz_formula_shown(writer->report, step->formula);
  g_autofree char *formula = zz_harmless(told);
  g_string_append(writer->out, "  ");
  g_autofree char *source = g_strdup_printf("%s %s", step->document, step->article);
  g_autofree char *shown = zz_harmless(source);
  g_autofree char *label = zz_harmless(zz_text_in(&step->label, writer->report->lang));
  append_in(writer, BOLD, step->provision);
  g_string_append_printf(writer->out, "  %s  ", label);
  append_in(writer, DIM, shown);
  g_string_append_printf(writer->out, "\n      %s %s ", formula,
                         zz_formula_is_sum(step->formula) ? "=" : "→");
  g_autofree char *value = zz_step_value(writer->report, step);
  append_in(writer, BOLD, value);
  g_string_append_printf(writer->out, "%s%s\n", *unit ? " " : "", unit);
}

static void append_steps(const Writer *writer, const ZzgovTrace *trace) {
  const char *before = "";
  for (size_t i = 0; i < zzgov_trace_get_n_steps(trace); i++) {
    const ZzgovStep *step = zzgov_trace_get_step(trace, i);
    const char *subject = step->subject ? step->subject : "";
    if (i == 0 || strcmp(subject, before) != 0) {
      g_autofree char *name = zz_harmless(subject);
      g_string_append_c(writer->out, '\n');
      append_in(writer, BOLD, name);
      g_string_append(writer->out, *name ? "\n" : "");
    }
    append_step(writer, step);
    before = subject;
  }
}

/* --- the report ------------------------------------------------------------------------------- */

/* What-ifs of the first request; another that has others tells its own. */
static void append_what_ifs(const Writer *writer, const ZzRequest *request) {
  g_autoptr(ZzGrid) grid = zz_grid_of_what_ifs(writer->report, request);
  if (!grid)
    return;
  g_string_append_c(writer->out, '\n');
  append_in(writer, YELLOW, zz_what_if_title(writer->report->lang));
  g_string_append_c(writer->out, '\n');
  append_grid(writer, grid, true);
}

static void append_head(const Writer *writer) {
  const ZzRequest *first = &writer->report->requests[0];
  append_in(writer, BOLD, zz_text_in(&writer->report->calculator->title, writer->report->lang));
  g_autofree char *id = zz_harmless(zzgov_rulebook_get_id(first->rulebook));
  g_autofree char *version = zz_harmless(zzgov_rulebook_get_version(first->rulebook));
  g_string_append_printf(writer->out, "  (%s %s, zzgov %s)\n", id, version, zzgov_version());
  append_what_ifs(writer, first);
  g_string_append_c(writer->out, '\n');
}

static void append_details(const Writer *writer, const ZzRequest *request) {
  const ZzReport *report = writer->report;
  g_autoptr(ZzGrid) object = zz_grid_of_object(report, request);
  g_autoptr(ZzGrid) elements = report->array ? zz_grid_of_elements(report, request, true) : NULL;
  g_autoptr(ZzGrid) options = zz_grid_of_options(report, request);
  if (request != &report->requests[0])
    append_what_ifs(writer, request);
  if (report->n > 1 && options->rows->len > 0)
    append_grid(writer, options, false);
  if (object) {
    g_string_append_c(writer->out, '\n');
    append_grid(writer, object, true);
  }
  if (elements && elements->rows->len > 0) {
    g_string_append_c(writer->out, '\n');
    append_grid(writer, elements, true);
  }
  append_warnings(writer, request);
  if (report->explain)
    append_steps(writer, request->zcase.trace);
}

/* Among several requests each has its heading, unless there is nothing more to say of it. */
static void append_request(const Writer *writer, const ZzRequest *request) {
  g_autoptr(GString) details = g_string_new(NULL);
  append_details(&(Writer){details, writer->report, writer->colours}, request);
  if (writer->report->n > 1 && details->len > 0) {
    g_autofree char *title = zz_request_title(writer->report, request);
    g_autofree char *shown = zz_harmless(title);
    g_autofree char *heading = g_strdup_printf("=== %s ===", shown);
    g_string_append_c(writer->out, '\n');
    append_in(writer, BOLD, heading);
    g_string_append_c(writer->out, '\n');
  }
  g_string_append_len(writer->out, details->str, (gssize)details->len);
}

void zz_report_text(GString *out, const ZzReport *report, bool colours) {
  const Writer writer = {out, report, colours};
  g_autoptr(ZzGrid) whole =
      report->n > 1 ? zz_grid_of_requests(report) : zz_grid_of_facts(report, &report->requests[0]);
  append_head(&writer);
  append_grid(&writer, whole, report->n > 1);
  for (size_t i = 0; i < report->n; i++)
    append_request(&writer, &report->requests[i]);
}
