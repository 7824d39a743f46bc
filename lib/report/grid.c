#include "grid-private.h"

#include "encode.h"

#include <string.h>

/* --- a grid ----------------------------------------------------------------------------------- */

static void clear_column(gpointer column) { g_free(((ZzGridColumn *)column)->title); }

ZzGrid *zz_grid_new(char *title) {
  ZzGrid *grid = g_new(ZzGrid, 1);
  *grid = (ZzGrid){title, g_array_new(FALSE, FALSE, sizeof(ZzGridColumn)),
                   g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev), NULL};
  g_array_set_clear_func(grid->columns, clear_column);
  return grid;
}

void zz_grid_free(ZzGrid *grid) {
  if (!grid)
    return;
  g_free(grid->title);
  g_array_unref(grid->columns);
  g_ptr_array_unref(grid->rows);
  g_strfreev(grid->sums);
  g_free(grid);
}

static bool is_number(const ZzField *field) {
  return field->kind == ZZ_DECIMAL || field->kind == ZZ_WIDE || field->kind == ZZ_MONEY ||
         field->kind == ZZ_INTEGER;
}

void zz_grid_add_column(ZzGrid *grid, char *title, const ZzField *field) {
  bool text =
      !field || field->kind == ZZ_STRING || field->kind == ZZ_ARRAY || field->kind == ZZ_WORD;
  const ZzGridColumn column = {title, field && is_number(field), !text};
  g_array_append_val(grid->columns, column);
}

void zz_grid_add_columns(ZzGrid *grid, const GArray *leaves, const char *prefix, ZzStyle style) {
  const ZzLeaf *leaf;
  for (size_t i = 0; (leaf = zz_leaf_at(leaves, i)); i++) {
    g_autofree char *title = zz_leaf_title(leaf, style);
    zz_grid_add_column(grid, g_strconcat(prefix, title, NULL), zz_leaf_field(leaf));
  }
}

void zz_row_add_cells(GPtrArray *row, const GArray *leaves, const void *source, ZzStyle style) {
  const ZzLeaf *leaf;
  for (size_t i = 0; (leaf = zz_leaf_at(leaves, i)); i++) {
    size_t count = 0;
    const void *slot = source ? zz_leaf_slot(leaf, source, &count) : NULL;
    g_ptr_array_add(row, zz_value_text(zz_leaf_field(leaf), slot, count, style));
  }
}

void zz_grid_add_row(ZzGrid *grid, GPtrArray *row) {
  g_ptr_array_add(row, NULL);
  g_ptr_array_add(grid->rows, g_ptr_array_free(row, FALSE));
}

static ZzStyle people(const ZzReport *report) { return zz_style_of(report, true); }

/* --- what a request asks, and what its result says as a whole --------------------------------- */

/* Whether a leaf is the request's own: not of an optional object such as the bases that are given,
 * which come back in the result. */
static bool is_own(const ZzLeaf *leaf) {
  for (size_t i = 0; i + 1 < leaf->depth; i++)
    if (!(leaf->fields[i]->flags & ZZ_REQUIRED))
      return false;
  return true;
}

GArray *zz_asked_leaves(const ZzReport *report) {
  GArray *leaves = zz_leaves_of(report->calculator->input, true);
  for (guint i = leaves->len; i > 0; i--)
    if (!is_own(zz_leaf_at(leaves, i - 1)))
      g_array_remove_index(leaves, i - 1);
  return leaves;
}

/* Results that only repeat what was asked, such as the month, are not shown twice. */
static bool is_repeated(const ZzReport *report, const ZzField *field) {
  return zz_table_find(report->calculator->input, field->name) != NULL;
}

static bool is_object_of_objects(const ZzField *field) {
  return field->kind == ZZ_OBJECT && field->table->fields[0].kind == ZZ_OBJECT;
}

GArray *zz_said_leaves(const ZzReport *report, bool brief) {
  GArray *leaves = zz_leaves_of(report->calculator->result, true);
  for (guint i = leaves->len; i > 0; i--) {
    const ZzField *first = zz_leaf_at(leaves, i - 1)->fields[0];
    if (brief ? is_repeated(report, first) || is_object_of_objects(first)
              : is_repeated(report, first) && first->kind != ZZ_OBJECT)
      g_array_remove_index(leaves, i - 1);
  }
  return leaves;
}

ZzGrid *zz_grid_of_requests(const ZzReport *report) {
  g_autoptr(GArray) asked = zz_asked_leaves(report), said = zz_said_leaves(report, true);
  ZzGrid *grid = zz_grid_new(NULL);
  zz_grid_add_columns(grid, asked, "", people(report));
  zz_grid_add_columns(grid, said, "", people(report));
  for (size_t i = 0; i < report->n; i++) {
    GPtrArray *row = g_ptr_array_new();
    zz_row_add_cells(row, asked, report->requests[i].zcase.input, people(report));
    zz_row_add_cells(row, said, report->requests[i].result, people(report));
    zz_grid_add_row(grid, row);
  }
  return grid;
}

static void add_facts(ZzGrid *grid, const ZzReport *report, const GArray *leaves,
                      const void *source) {
  const ZzLeaf *leaf;
  for (size_t i = 0; (leaf = zz_leaf_at(leaves, i)); i++) {
    size_t count = 0;
    const ZzField *field = zz_leaf_field(leaf);
    const void *slot = zz_leaf_slot(leaf, source, &count);
    GPtrArray *row = g_ptr_array_new();
    g_autofree char *value = zz_value_text(field, slot, count, people(report));
    const char *unit = field->kind == ZZ_MONEY ? zz_unit_text(field->unit, report->lang) : "";
    if (!slot || (zz_slot_is_absent(field, slot) && !(field->flags & ZZ_REQUIRED)) || !*value) {
      g_ptr_array_unref(row);
      continue;
    }
    g_ptr_array_add(row, zz_leaf_title(leaf, people(report)));
    g_ptr_array_add(row, g_strconcat(value, *unit ? " " : "", unit, NULL));
    zz_grid_add_row(grid, row);
  }
}

/* A reading that is not the usual one. */
static bool is_chosen(const ZzField *field, const void *slot) {
  return field->kind == ZZ_BOOL   ? *(const bool *)slot != (field->fallback != 0)
         : field->kind == ZZ_WORD ? *(const int *)slot != (int)field->fallback
                                  : !zz_slot_is_absent(field, slot);
}

/* The options that are not as usual. */
static void add_options(ZzGrid *grid, const ZzReport *report, const ZzRequest *request) {
  g_autoptr(GArray) options = zz_leaves_of(report->calculator->options, true);
  for (guint i = options->len; i > 0; i--) {
    size_t count;
    const ZzLeaf *leaf = zz_leaf_at(options, i - 1);
    if (!is_chosen(zz_leaf_field(leaf), zz_leaf_slot(leaf, request->zcase.options, &count)))
      g_array_remove_index(options, i - 1);
  }
  add_facts(grid, report, options, request->zcase.options);
}

ZzGrid *zz_grid_of_options(const ZzReport *report, const ZzRequest *request) {
  ZzGrid *grid = zz_grid_new(NULL);
  zz_grid_add_column(grid, g_strdup(""), NULL);
  zz_grid_add_column(grid, g_strdup(""), NULL);
  add_options(grid, report, request);
  return grid;
}

ZzGrid *zz_grid_of_facts(const ZzReport *report, const ZzRequest *request) {
  g_autoptr(GArray) asked = zz_asked_leaves(report), said = zz_said_leaves(report, true);
  ZzGrid *grid = zz_grid_new(NULL);
  zz_grid_add_column(grid, g_strdup(""), NULL);
  zz_grid_add_column(grid, g_strdup(""), NULL);
  add_facts(grid, report, asked, request->zcase.input);
  add_facts(grid, report, said, request->result);
  add_options(grid, report, request);
  return grid;
}

/* --- an object of objects --------------------------------------------------------------------- */

static void add_member(ZzGrid *grid, const ZzReport *report, const GArray *leaves,
                       const ZzField *field, const void *source) {
  GPtrArray *row = g_ptr_array_new();
  const char *label = zz_text_in(&field->help, report->lang);
  const char *unit = zz_unit_text(field->unit, report->lang);
  bool zh = report->lang == ZZGOV_LANG_ZH;
  const char *open = !*unit ? "" : zh ? "（" : " (", *close = !*unit ? "" : zh ? "）" : ")";
  g_ptr_array_add(row, g_strconcat(label ? label : field->name, open, unit, close, NULL));
  zz_row_add_cells(row, leaves,
                   *(const void *const *)(const void *)((const char *)source + field->offset),
                   people(report));
  zz_grid_add_row(grid, row);
}

ZzGrid *zz_grid_of_object(const ZzReport *report, const ZzRequest *request) {
  const ZzTable *result = report->calculator->result;
  const ZzField *object = NULL;
  for (size_t i = 0; i < result->n_fields; i++)
    if (is_object_of_objects(&result->fields[i]))
      object = &result->fields[i];
  if (!object)
    return NULL;
  g_autoptr(GArray) leaves = zz_leaves_of(object->table->fields[0].table, true);
  const void *source =
      *(const void *const *)(const void *)((const char *)request->result + object->offset);
  ZzGrid *grid = zz_grid_new(g_strdup(zz_text_in(&object->help, report->lang)));
  *grid->title = g_ascii_toupper(*grid->title);
  zz_grid_add_column(grid, g_strdup(""), NULL);
  zz_grid_add_columns(grid, leaves, "", people(report));
  for (size_t i = 0; i < object->table->n_fields; i++)
    add_member(grid, report, leaves, &object->table->fields[i], source);
  return grid;
}

/* --- elements --------------------------------------------------------------------------------- */

const char *zz_elements_of(const ZzReport *report, const ZzRequest *request, size_t *n) {
  const char *result = request->result;
  *n = zz_count(report->array, result);
  return *(const char *const *)(const void *)(result + report->array->offset);
}

static bool sum_of(const ZzLeaf *leaf, const char *elements, size_t n, size_t size, ZzgovFen *sum) {
  *sum = 0;
  for (size_t i = 0; i < n; i++) {
    size_t count;
    const ZzgovFen *fen = zz_leaf_slot(leaf, elements + i * size, &count);
    if (fen && !zzgov_fen_add(*sum, *fen, sum, NULL))
      return false;
  }
  return true;
}

static char **sums_of(const ZzReport *report, const GArray *leaves, const char *elements,
                      size_t n) {
  GPtrArray *sums = g_ptr_array_new();
  const ZzLeaf *leaf;
  bool any = false;
  for (size_t i = 0; (leaf = zz_leaf_at(leaves, i)); i++) {
    ZzgovFen sum;
    bool summed = zz_leaf_field(leaf)->flags & ZZ_SUMMED &&
                  sum_of(leaf, elements, n, report->array->item->table->size, &sum);
    any |= summed;
    g_ptr_array_add(sums, summed   ? zz_money_text(sum, people(report))
                          : i == 0 ? g_strdup(report->lang == ZZGOV_LANG_ZH ? "合计" : "Total")
                                   : g_strdup(""));
  }
  g_ptr_array_add(sums, NULL);
  char **cells = (char **)g_ptr_array_free(sums, FALSE);
  if (!any)
    g_clear_pointer(&cells, g_strfreev);
  return cells;
}

static bool is_empty(const ZzLeaf *leaf, const char *elements, size_t n, size_t size) {
  for (size_t i = 0; i < n; i++) {
    size_t count = 0;
    const ZzField *field = zz_leaf_field(leaf);
    const void *slot = zz_leaf_slot(leaf, elements + i * size, &count);
    if (slot && !zz_slot_is_absent(field, slot) && (field->kind != ZZ_ARRAY || count > 0))
      return false;
  }
  return true;
}

/* People need not see columns that hold nothing. */
static void drop_empty(GArray *leaves, const char *elements, size_t n, size_t size) {
  for (guint i = leaves->len; i > 0; i--)
    if (is_empty(zz_leaf_at(leaves, i - 1), elements, n, size))
      g_array_remove_index(leaves, i - 1);
}

/* "Mines, in the order of the input; amounts in yuan" */
static char *section_title(const ZzReport *report, const GArray *leaves) {
  bool zh = report->lang == ZZGOV_LANG_ZH, money = false;
  const ZzLeaf *leaf;
  for (size_t i = 0; (leaf = zz_leaf_at(leaves, i)); i++)
    money |= zz_leaf_field(leaf)->kind == ZZ_MONEY;
  char *title = g_strconcat(zz_text_in(&report->array->help, report->lang),
                            !money ? ""
                            : zh   ? "；金额单位：元"
                                   : "; amounts in yuan",
                            NULL);
  *title = g_ascii_toupper(*title);
  return title;
}

ZzGrid *zz_grid_of_elements(const ZzReport *report, const ZzRequest *request, bool brief) {
  size_t n, size = report->array->item->table->size;
  const char *elements = zz_elements_of(report, request, &n);
  g_autoptr(GArray) leaves = zz_leaves_of(report->array->item->table, brief);
  ZzGrid *grid = zz_grid_new(section_title(report, leaves));
  drop_empty(leaves, elements, n, size);
  zz_grid_add_columns(grid, leaves, "", people(report));
  for (size_t i = 0; i < n; i++) {
    GPtrArray *row = g_ptr_array_new();
    zz_row_add_cells(row, leaves, elements + i * size, people(report));
    zz_grid_add_row(grid, row);
  }
  grid->sums = n > 1 ? sums_of(report, leaves, elements, n) : NULL;
  return grid;
}

/* --- the rest --------------------------------------------------------------------------------- */

char *zz_request_title(const ZzReport *report, const ZzRequest *request) {
  g_autoptr(GArray) asked = zz_asked_leaves(report);
  GString *title = g_string_new(NULL);
  const ZzLeaf *leaf;
  for (size_t i = 0; (leaf = zz_leaf_at(asked, i)); i++) {
    size_t count = 0;
    const void *slot = zz_leaf_slot(leaf, request->zcase.input, &count);
    if (!slot || zz_slot_is_absent(zz_leaf_field(leaf), slot))
      continue;
    g_autofree char *value = zz_value_text(zz_leaf_field(leaf), slot, count, people(report));
    g_string_append_printf(title, "%s%s", title->len ? " · " : "", value);
  }
  return g_string_free(title, FALSE);
}

const ZzgovWarning *zz_warnings_of(const ZzRequest *request, size_t *n) {
  const char *member = (const char *)request->result + request->calculator->warnings_offset;
  const ZzgovWarning *warnings = *(const ZzgovWarning *const *)(const void *)member;
  *n = *(const size_t *)(const void *)(member + sizeof warnings);
  return warnings;
}

bool zz_warning_element(const ZzgovWarning *warning, size_t *element) {
  g_auto(GStrv) parts = g_strsplit(warning->path, "/", 5); /* "", input, areas, 3, name */
  if (g_strv_length(parts) < 4)
    return false;
  *element = (size_t)g_ascii_strtoull(parts[3], NULL, 10);
  return true;
}

/* Elements of input and result stand in the same order. */
const char *zz_warning_subject(const ZzReport *report, const ZzRequest *request,
                               const ZzgovWarning *warning) {
  size_t n = 0, count, i;
  if (!report->array || !zz_warning_element(warning, &i))
    return NULL;
  const char *elements = zz_elements_of(report, request, &n);
  g_autoptr(GArray) leaves = zz_leaves_of(report->array->item->table, true);
  const ZzLeaf *first = zz_leaf_at(leaves, 0);
  if (i >= n || zz_leaf_field(first)->kind != ZZ_STRING)
    return NULL;
  return *(const char *const *)zz_leaf_slot(first, elements + i * report->array->item->table->size,
                                            &count);
}
