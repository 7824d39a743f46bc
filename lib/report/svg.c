#include "report.h"

#include "number.h"

#include <string.h>

/* --- drawing ---------------------------------------------------------------------------------- */

enum { WIDTH = 760, ROW = 26, BAR = 16, FONT = 13, TOP = 34 };

/* Told apart also by the colour-blind and in grey print. */
static const char *const palette[] = {"#1b4f72", "#7fb3d5", "#b9770e", "#f5cba7"};

static double text_width(const char *text) { return (double)zz_text_width(text) * FONT * 0.56; }

/* SVG wants a decimal point whatever the locale. */
static void append_number(GString *out, const char *attribute, double value) {
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(text, sizeof text, "%.1f", value);
  g_string_append_printf(out, " %s=\"%s\"", attribute, text);
}

static void append_text(GString *out, double x, double y, const char *anchor, const char *class,
                        const char *text) {
  g_string_append(out, "<text");
  append_number(out, "x", x);
  append_number(out, "y", y);
  g_string_append_printf(out, " text-anchor=\"%s\" class=\"%s\">", anchor, class);
  zz_html_escape(out, text);
  g_string_append(out, "</text>\n");
}

static void append_rect(GString *out, double x, double y, double width, double height,
                        const char *style, const char *tip) {
  g_string_append(out, "<rect");
  append_number(out, "x", x);
  append_number(out, "y", y);
  append_number(out, "width", width);
  append_number(out, "height", height);
  g_string_append_printf(out, " %s><title>", style);
  zz_html_escape(out, tip);
  g_string_append(out, "</title></rect>\n");
}

static void append_line(GString *out, double x1, double y1, double x2, double y2,
                        const char *class) {
  g_string_append(out, "<line");
  append_number(out, "x1", x1);
  append_number(out, "y1", y1);
  append_number(out, "x2", x2);
  append_number(out, "y2", y2);
  g_string_append_printf(out, " class=\"%s\"/>\n", class);
}

static void open_svg(GString *out, double height, const char *label) {
  g_string_append_printf(out, "<svg viewBox=\"0 0 %d %.0f\" role=\"img\" aria-label=\"", WIDTH,
                         height);
  zz_html_escape(out, label);
  g_string_append(out, "\">\n");
}

/* --- bars ------------------------------------------------------------------------------------- */

typedef struct {
  GString *out;
  const ZzReport *report;
  GArray *bars; /* leaves */
  const char *elements;
  size_t n, size;
  double left, scale; /* where the bars begin; pixels a fen */
  ZzStyle style;
} Bars;

static ZzgovFen amount(const Bars *bars, size_t element, size_t bar) {
  size_t count;
  const ZzgovFen *fen =
      zz_leaf_slot(zz_leaf_at(bars->bars, bar), bars->elements + element * bars->size, &count);
  return fen ? *fen : 0;
}

/* No more than int64, as the totals have been checked. */
static ZzgovFen sum_of(const Bars *bars, size_t element) {
  ZzgovFen sum = 0;
  for (guint i = 0; i < bars->bars->len; i++)
    if (!zzgov_fen_add(sum, amount(bars, element, i), &sum, NULL))
      return INT64_MAX;
  return sum;
}

/* A name that takes more than a third of the picture is cut; the tables have it in full. */
static char *short_name(const char *name) {
  const char *end = name;
  size_t width = 0;
  for (; *end && width < 30; end = g_utf8_next_char(end))
    width += g_unichar_iswide(g_utf8_get_char(end)) ? 2 : 1;
  return *end ? g_strdup_printf("%.*s…", (int)(end - name), name) : g_strdup(name);
}

/* Records may have no id: then their place is their name. */
static char *name_of(const Bars *bars, size_t element) {
  size_t count;
  g_autoptr(GArray) leaves = zz_leaves_of(bars->report->array->item->table, true);
  const char *const *name =
      zz_leaf_slot(zz_leaf_at(leaves, 0), bars->elements + element * bars->size, &count);
  return *name ? short_name(*name) : g_strdup_printf("#%zu", element + 1);
}

static void append_legend(const Bars *bars) {
  double x = 0;
  for (guint i = 0; i < bars->bars->len; i++) {
    g_autofree char *title = zz_leaf_title(zz_leaf_at(bars->bars, i), bars->style);
    g_autofree char *fill = g_strdup_printf("fill=\"%s\"", palette[i % G_N_ELEMENTS(palette)]);
    append_rect(bars->out, x, 4, 12, 12, fill, title);
    append_text(bars->out, x + 17, 15, "start", "label", title);
    x += 17 + text_width(title) + 22;
  }
}

static void append_element(const Bars *bars, size_t element) {
  double y = TOP + (double)element * ROW, x = bars->left;
  g_autofree char *name = name_of(bars, element);
  append_text(bars->out, bars->left - 8, y + BAR - 3, "end", "label", name);
  for (guint i = 0; i < bars->bars->len; i++) {
    ZzgovFen fen = amount(bars, element, i);
    g_autofree char *title = zz_leaf_title(zz_leaf_at(bars->bars, i), bars->style);
    g_autofree char *money = zz_money_text(fen, bars->style);
    g_autofree char *tip = g_strdup_printf("%s · %s · %s", name, title, money);
    g_autofree char *fill = g_strdup_printf("fill=\"%s\"", palette[i % G_N_ELEMENTS(palette)]);
    double width = (double)fen * bars->scale;
    if (fen > 0)
      append_rect(bars->out, x, y, MAX(width, 0.5), BAR, fill, tip);
    x += width;
  }
  g_autofree char *sum = zz_money_text(sum_of(bars, element), bars->style);
  append_text(bars->out, x + 6, y + BAR - 3, "start", "amount", sum);
}

static void measure(Bars *bars, ZzgovFen *largest) {
  double widest = 0;
  *largest = 0;
  for (size_t i = 0; i < bars->n; i++) {
    g_autofree char *name = name_of(bars, i);
    widest = MAX(widest, text_width(name));
    *largest = MAX(*largest, sum_of(bars, i));
  }
  g_autofree char *amount_text = zz_money_text(*largest, bars->style);
  bars->left = widest + 14;
  bars->scale = (WIDTH - bars->left - text_width(amount_text) - 12) / (double)MAX(*largest, 1);
}

static GArray *bar_leaves(const ZzTable *table) {
  GArray *leaves = zz_leaves_of(table, true);
  for (guint i = leaves->len; i > 0; i--)
    if (!(zz_leaf_field(zz_leaf_at(leaves, i - 1))->flags & ZZ_BAR))
      g_array_remove_index(leaves, i - 1);
  return leaves;
}

void zz_svg_bars(GString *out, const ZzReport *report, const ZzRequest *request) {
  enum { MOST = 100 }; /* a longer chart is no picture any more */
  if (!report->array)
    return;
  const ZzTable *table = report->array->item->table;
  g_autoptr(GArray) leaves = bar_leaves(table);
  Bars bars = {.out = out,
               .report = report,
               .bars = leaves,
               .size = table->size,
               .style = {.lang = report->lang, .people = true, .brief = true}};
  ZzgovFen largest;
  bars.elements = zz_elements_of(report, request, &bars.n);
  if (leaves->len == 0 || bars.n > MOST)
    return;
  measure(&bars, &largest);
  if (largest == 0)
    return;
  open_svg(out, TOP + (double)bars.n * ROW, zz_text_in(&report->calculator->title, report->lang));
  append_legend(&bars);
  append_line(out, bars.left, TOP - 6, bars.left, TOP + (double)bars.n * ROW - 6, "axis");
  for (size_t i = 0; i < bars.n; i++)
    append_element(&bars, i);
  g_string_append(out, "</svg>\n");
}

/* --- time line -------------------------------------------------------------------------------- */

typedef struct {
  GString *out;
  const GArray *spans;
  ZzgovDate first, last;
  double left;
  ZzgovLang lang;
} Line;

static double x_of(const Line *line, ZzgovDate day) {
  return line->left +
         (WIDTH - line->left - 10) * (day - line->first) / (double)(line->last - line->first);
}

static void append_years(const Line *line, double bottom) {
  int from, until, month, day;
  zzgov_date_to_ymd(line->first, &from, &month, &day);
  zzgov_date_to_ymd(line->last, &until, &month, &day);
  int step = MAX(1, (until - from) / 10);
  for (int year = from + 1; year <= until; year += step) {
    ZzgovDate first;
    char text[ZZ_NUMBER_SIZE];
    if (!zzgov_date_from_ymd(year, 1, 1, &first, NULL))
      return;
    g_snprintf(text, sizeof text, "%d", year);
    append_line(line->out, x_of(line, first), TOP - 12, x_of(line, first), bottom, "grid");
    if (x_of(line, first) + text_width(text) / 2 <= WIDTH)
      append_text(line->out, x_of(line, first), TOP - 18, "middle", "label", text);
  }
}

static void append_span(const Line *line, const ZzSpan *span, double y) {
  static const char *const styles[] = {
      [ZZ_SPAN_RED] = "fill=\"#c0392b\"",
      [ZZ_SPAN_BLACK] = "fill=\"#212121\"",
      [ZZ_SPAN_SHOWN] = "fill=\"#7fb3d5\"",
      [ZZ_SPAN_LONGEST] = "fill=\"none\" stroke=\"#7fb3d5\" stroke-dasharray=\"3 2\"",
  };
  char from[ZZ_NUMBER_SIZE], until[ZZ_NUMBER_SIZE];
  zz_date_write(span->from, from);
  zz_date_write(span->until, until);
  g_autofree char *tip =
      g_strdup_printf("%s · %s … %s", zz_text_in(&span->what, line->lang), from, until);
  double x = x_of(line, span->from);
  append_rect(line->out, x, y, MAX(x_of(line, span->until + 1) - x, 1), BAR, styles[span->kind],
              tip);
}

/* Spans of one row stand one behind the other in the list, under one name. */
static double append_spans(const Line *line) {
  const char *before = NULL;
  double y = TOP - ROW;
  for (guint i = 0; i < line->spans->len; i++) {
    const ZzSpan *span = &g_array_index(line->spans, ZzSpan, i);
    const char *name = zz_text_in(&span->row, line->lang);
    if (!before || strcmp(name, before) != 0) {
      g_autofree char *shown = short_name(name);
      y += ROW;
      append_text(line->out, line->left - 8, y + BAR - 3, "end", "label", shown);
    }
    append_span(line, span, y);
    before = name;
  }
  return y + ROW;
}

static size_t measure_spans(Line *line) {
  double widest = 0;
  const char *before = NULL;
  size_t rows = 0;
  for (guint i = 0; i < line->spans->len; i++) {
    const ZzSpan *span = &g_array_index(line->spans, ZzSpan, i);
    const char *name = zz_text_in(&span->row, line->lang);
    g_autofree char *shown = short_name(name);
    rows += !before || strcmp(name, before) != 0;
    before = name;
    widest = MAX(widest, text_width(shown));
    line->first = MIN(line->first, span->from);
    line->last = MAX(line->last, span->until);
  }
  line->left = widest + 14;
  return rows;
}

void zz_svg_spans(GString *out, const ZzReport *report, const ZzRequest *request) {
  enum { MARGIN = 30, MOST = 400 };
  if (!report->calculator->spans)
    return;
  g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(ZzSpan));
  ZzgovDate today = report->calculator->spans(&request->zcase, request->result, spans);
  Line line = {out, spans, today, today, 0, report->lang};
  size_t rows = measure_spans(&line);
  if (spans->len == 0 || spans->len > MOST)
    return;
  line.first -= MARGIN;
  line.last += MARGIN;
  open_svg(out, TOP + (double)rows * ROW + 20,
           zz_text_in(&report->calculator->title, report->lang));
  append_years(&line, TOP + (double)rows * ROW);
  double bottom = append_spans(&line);
  append_line(out, x_of(&line, today), TOP - 12, x_of(&line, today), bottom, "today");
  char text[ZZ_NUMBER_SIZE];
  zz_date_write(today, text);
  double middle = CLAMP(x_of(&line, today), text_width(text) / 2, WIDTH - text_width(text) / 2);
  append_text(out, middle, bottom + 12, "middle", "amount", text);
  g_string_append(out, "</svg>\n");
}
