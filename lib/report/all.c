#include "grid-private.h"

/* The columns of everything: what is asked, an element, the result as a whole, how it was made. */
typedef struct {
  GArray *asked, *element, *said, *options; /* leaves */
} All;

static All all_of(const ZzReport *report) {
  return (All){zz_asked_leaves(report),
               zz_leaves_of(report->array ? report->array->item->table : &zz_empty_table, false),
               zz_said_leaves(report, false), zz_leaves_of(report->calculator->options, false)};
}

static void all_clear(All *all) {
  g_array_unref(all->asked);
  g_array_unref(all->element);
  g_array_unref(all->said);
  g_array_unref(all->options);
}

static void add_all_columns(ZzGrid *grid, const ZzReport *report, const All *all) {
  static const ZzgovText made[] = {
      {"warnings", "注意"}, {"rulebook", "规则库"}, {"what_if", "假设情形"}};
  const ZzStyle style = zz_style_of(report, false);
  bool zh = report->lang == ZZGOV_LANG_ZH;
  zz_grid_add_columns(grid, all->asked, "", style);
  zz_grid_add_columns(grid, all->element, "", style);
  zz_grid_add_columns(grid, all->said, !report->array ? "" : zh ? "总体：" : "result.", style);
  zz_grid_add_columns(grid, all->options, zh ? "选项：" : "options.", style);
  for (size_t i = 0; i < G_N_ELEMENTS(made); i++)
    zz_grid_add_column(grid, g_strdup(zz_text_in(&made[i], report->lang)), NULL);
}

/* The warnings of each element, and behind the last those of the request as a whole. */
static GPtrArray *warnings_of(const ZzReport *report, const ZzRequest *request, size_t n) {
  size_t n_warnings, place;
  const ZzgovWarning *warnings = zz_warnings_of(request, &n_warnings);
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_set_size(texts, (gint)n + 1);
  for (size_t i = 0; i < n_warnings; i++) {
    bool of_element = zz_warning_element(&warnings[i], &place) && place < n;
    gpointer *text = &texts->pdata[of_element ? place : n];
    const char *message = zz_text_in(&warnings[i].message, report->lang);
    char *longer = g_strconcat(*text ? *text : "", *text ? "; " : "", message, NULL);
    g_free(*text);
    *text = longer;
  }
  return texts;
}

static char *both(const char *own, const char *whole) {
  return g_strconcat(own ? own : "", own && whole ? "; " : "", whole ? whole : "", NULL);
}

static void add_all_row(ZzGrid *grid, const ZzReport *report, const All *all,
                        const ZzRequest *request, const void *element, char *warnings) {
  const ZzStyle style = zz_style_of(report, false);
  g_autofree char *what_if = zz_what_if_text(report, request);
  GPtrArray *row = g_ptr_array_new();
  zz_row_add_cells(row, all->asked, request->zcase.input, style);
  zz_row_add_cells(row, all->element, element, style);
  zz_row_add_cells(row, all->said, request->result, style);
  zz_row_add_cells(row, all->options, request->zcase.options, style);
  g_ptr_array_add(row, warnings);
  g_ptr_array_add(row, g_strdup_printf("%s %s", zzgov_rulebook_get_id(request->rulebook),
                                       zzgov_rulebook_get_version(request->rulebook)));
  g_ptr_array_add(row, g_strdup(what_if ? what_if : ""));
  zz_grid_add_row(grid, row);
}

ZzGrid *zz_grid_of_all(const ZzReport *report) {
  All all = all_of(report);
  ZzGrid *grid = zz_grid_new(NULL);
  add_all_columns(grid, report, &all);
  for (size_t i = 0; i < report->n; i++) {
    size_t n = 0, size = report->array ? report->array->item->table->size : 0;
    const ZzRequest *request = &report->requests[i];
    const char *elements = report->array ? zz_elements_of(report, request, &n) : NULL;
    g_autoptr(GPtrArray) warnings = warnings_of(report, request, n);
    for (size_t j = 0; j < MAX(n, 1); j++) /* a subject without records has a row, too */
      add_all_row(grid, report, &all, request, n > 0 ? elements + j * size : NULL,
                  both(n > 0 ? warnings->pdata[j] : NULL, warnings->pdata[n]));
  }
  all_clear(&all);
  return grid;
}
