#include "cell.h"
#include "error-private.h"
#include "table-private.h"

#include <string.h>

/* --- cells ------------------------------------------------------------------------------------ */

const char *zz_table_cell(const ZzgovTable *table, size_t row, const ZzColumn *column) {
  return column->cell == ZZ_NO_CELL
             ? ""
             : zz_row_cell(zz_sheet_row(table->sheet, row), (size_t)column->cell);
}

bool zz_row_has(const ZzgovTable *table, size_t row, bool element) {
  ZzColumn *column;
  for (size_t i = 0; (column = zz_column_at(table->columns, i)); i++)
    if (column->element == element && !zz_cell_is_absent(zz_table_cell(table, row, column)))
      return true;
  return false;
}

/* null is absence here, too. */
static const cJSON *member_of(const cJSON *object, const char *name) {
  const cJSON *member =
      object && zz_node_kind(object) == ZZ_NODE_OBJECT ? zz_node_member(object, name) : NULL;
  return member && zz_node_kind(member) != ZZ_NODE_NULL ? member : NULL;
}

const cJSON *zz_frame_member(const ZzgovTable *table, const char *name) {
  return member_of(table->frame, name);
}

const cJSON *zz_frame_input(const ZzgovTable *table, const char *name) {
  return member_of(zz_frame_member(table, "input"), name);
}

/* --- faults ----------------------------------------------------------------------------------- */

enum { MOST_FAULTS = 20 };

void zz_faults_add(ZzFaults *faults, const ZzgovTable *table, size_t row, int cell, GError *error) {
  const char *header =
      cell == ZZ_NO_CELL ? NULL : zz_row_cell(zz_sheet_row(table->sheet, 0), (size_t)cell);
  zz_error_place(error, zz_sheet_row(table->sheet, row)->line, (size_t)(cell + 1), header);
  if (faults->n++ < MOST_FAULTS)
    g_ptr_array_add(faults->errors, error);
  else
    g_error_free(error);
}

static gint compare_places(gconstpointer a, gconstpointer b) {
  size_t line, column, other_line, other_column;
  zzgov_error_get_position(*(GError *const *)a, &line, &column);
  zzgov_error_get_position(*(GError *const *)b, &other_line, &other_column);
  if (line != other_line)
    return line < other_line ? -1 : 1;
  column -= 1; /* what is of the whole line comes last */
  other_column -= 1;
  return (column > other_column) - (column < other_column);
}

bool zz_faults_report(ZzFaults *faults, GError **error) {
  if (faults->n == 0)
    return true;
  g_ptr_array_sort(faults->errors, compare_places);
  GError *first = g_error_copy(g_ptr_array_index(faults->errors, 0));
  zz_error_join(first, faults->errors, faults->n);
  g_propagate_error(error, first);
  return false;
}

/* --- requests --------------------------------------------------------------------------------- */

static void free_group(gpointer memory) {
  ZzGroup *group = memory;
  g_array_unref(group->rows);
  g_array_unref(group->elements);
  g_free(group->request);
  g_free(group);
}

/* What a cell says, however it is written; a bad one as it stands. */
char *zz_cell_value(const ZzgovTable *table, size_t row, const ZzColumn *column) {
  GString *json = g_string_new(NULL);
  const char *text = zz_table_cell(table, row, column);
  if (!zz_cell_is_absent(text) &&
      !zz_cell_to_json(json, column->field, text, column->digits, false, NULL))
    g_string_assign(json, text);
  return g_string_free(json, FALSE);
}

/* What rows of one request agree in: the request's own required members. */
static char *key_of(const ZzgovTable *table, size_t row) {
  GString *key = g_string_new(NULL);
  ZzColumn *column;
  if (!table->columns->array)
    g_string_printf(key, "%zu", row);
  for (size_t i = 0; table->columns->array && (column = zz_column_at(table->columns, i)); i++) {
    if (column->element || !column->required)
      continue;
    g_autofree char *value = zz_cell_value(table, row, column);
    g_string_append_printf(key, "%zu:%s", strlen(value), value);
  }
  return g_string_free(key, FALSE);
}

static ZzGroup *add_group(ZzgovTable *table) {
  ZzGroup *group = g_new(ZzGroup, 1);
  *group = (ZzGroup){g_array_new(FALSE, FALSE, sizeof(size_t)),
                     g_array_new(FALSE, FALSE, sizeof(size_t)), NULL};
  g_ptr_array_add(table->groups, group);
  return group;
}

/* 甲（郑州） and 甲(郑州) are hardly two subjects. */
static void check_alike(const ZzgovTable *table, GHashTable *by_folded, const char *key, size_t row,
                        ZzFaults *faults) {
  g_autofree char *folded = zz_text_fold(key, "-_.");
  gpointer other = g_hash_table_lookup(by_folded, folded);
  if (other) {
    size_t line = zz_sheet_row(table->sheet, GPOINTER_TO_SIZE(other))->line;
    g_autofree char *line_text = g_strdup_printf("%zu", line);
    GError *error = NULL;
    const ZzColumn *column = zz_column_at(table->columns, 0);
    zz_fail(&error, ZZGOV_ERROR_INVALID_VALUE, NULL, ZZ_MSG_CELL_ALIKE,
            zz_table_cell(table, row, column), line_text);
    zz_faults_add(faults, table, row, column->cell, error);
  }
  g_hash_table_insert(by_folded, g_steal_pointer(&folded), GSIZE_TO_POINTER(row));
}

/* A row that holds nothing but, say, a number in front is none. */
static bool is_idle_row(const ZzgovTable *table, size_t row) {
  return !zz_row_has(table, row, false) && !zz_row_has(table, row, true);
}

static bool too_many(const ZzgovTable *table, size_t row, size_t n, size_t most, ZzFaults *faults) {
  g_autofree char *found = g_strdup_printf("%zu", n), *limit = g_strdup_printf("%zu", most);
  GError *error = NULL;
  if (n <= most)
    return false;
  zz_fail(&error, ZZGOV_ERROR_LIMIT_EXCEEDED, NULL, ZZ_MSG_TOO_MANY, found, limit);
  zz_faults_add(faults, table, row, ZZ_NO_CELL, error);
  return true;
}

/* False where there are more rows than a request may have, or more requests than a table. */
static bool make_groups(ZzgovTable *table, ZzFaults *faults) {
  g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) by_folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  size_t most = table->columns->array ? (size_t)table->columns->array->max : 1;
  for (size_t row = 1; row < table->sheet->rows->len; row++) {
    g_autofree char *key = key_of(table, row);
    ZzGroup *group = g_hash_table_lookup(by_key, key);
    if (is_idle_row(table, row))
      continue;
    if (!group) {
      group = add_group(table);
      if (table->columns->array)
        check_alike(table, by_folded, key, row, faults);
      g_hash_table_insert(by_key, g_steal_pointer(&key), group);
    }
    g_array_append_val(group->rows, row);
    if (too_many(table, row, group->rows->len, most, faults) ||
        too_many(table, row, table->groups->len, ZZ_MAX_ELEMENTS, faults))
      return false;
  }
  return true;
}

static void write_groups(ZzgovTable *table, ZzFaults *faults) {
  GError *error = NULL;
  if (!make_groups(table, faults))
    return;
  if (table->groups->len == 0) {
    zz_fail(&error, ZZGOV_ERROR_INVALID_VALUE, NULL, ZZ_MSG_NO_ROWS);
    zz_faults_add(faults, table, 0, ZZ_NO_CELL, error);
  }
  for (guint i = 0; i < table->groups->len; i++) {
    ZzGroup *group = g_ptr_array_index(table->groups, i);
    zz_group_write(table, group, faults);
    g_ptr_array_add(table->requests, group->request);
  }
  g_ptr_array_add(table->requests, NULL);
}

/* --- the door --------------------------------------------------------------------------------- */

/* The frame is a request without its table; what it holds is checked with the request. */
static bool read_frame(ZzgovTable *table, const char *frame, GError **error) {
  if (!frame)
    return true;
  table->frame = zz_json_parse(frame, strlen(frame), error);
  if (!table->frame)
    return false;
  const cJSON *input = zz_frame_member(table, "input");
  const cJSON *calculator = zz_frame_member(table, "calculator");
  if (zz_node_kind(table->frame) != ZZ_NODE_OBJECT ||
      (input && zz_node_kind(input) != ZZ_NODE_OBJECT) ||
      (calculator && (zz_node_kind(calculator) != ZZ_NODE_STRING ||
                      strcmp(zz_node_text(calculator), table->calculator->id) != 0)))
    return zz_fail_argument(error, "frame");
  const ZzField *array = table->columns->array;
  return !array || !zz_frame_input(table, array->name) ||
         zz_fail(error, ZZGOV_ERROR_DUPLICATE_FIELD, NULL, ZZ_MSG_TABLE_BESIDE, array->name);
}

static bool read_csv(ZzgovTable *table, const char *csv, size_t length, const char *frame,
                     const char *const *ignored, GError **error) {
  ZzFaults faults = {g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free), 0};
  bool read =
      read_frame(table, frame, error) && (table->sheet = zz_sheet_read(csv, length, error)) != NULL;
  if (read) {
    if (zz_headers_read(table, ignored, &faults))
      write_groups(table, &faults);
    read = zz_faults_report(&faults, error);
  }
  g_ptr_array_unref(faults.errors);
  return read;
}

ZzgovTable *zzgov_table_read_csv(const char *calculator, const char *csv, size_t length,
                                 const char *frame, const char *const *ignored, GError **error) {
  if (!calculator || !csv) {
    zz_fail_argument(error, calculator ? "csv" : "calculator");
    return NULL;
  }
  const ZzCalculator *found = zz_calculator_find(calculator);
  if (!found) {
    zz_fail_unknown_calculator(error, calculator, NULL);
    return NULL;
  }
  g_autoptr(ZzgovTable) table = g_new0(ZzgovTable, 1);
  table->calculator = found;
  table->columns = zz_columns_new(found);
  table->groups = g_ptr_array_new_with_free_func(free_group);
  table->requests = g_ptr_array_new();
  return read_csv(table, csv, length, frame, ignored, error) ? g_steal_pointer(&table) : NULL;
}

void zzgov_table_free(ZzgovTable *table) {
  if (!table)
    return;
  zz_sheet_free(table->sheet);
  zz_columns_free(table->columns);
  cJSON_Delete(table->frame);
  g_ptr_array_unref(table->groups);
  g_ptr_array_unref(table->requests);
  g_free(table);
}

size_t zzgov_table_get_n_requests(const ZzgovTable *table) {
  return table ? table->groups->len : 0;
}

const char *const *zzgov_table_get_requests(const ZzgovTable *table) {
  return table ? (const char *const *)table->requests->pdata : NULL;
}

static const ZzGroup *group_at(const ZzgovTable *table, size_t index) {
  return index < zzgov_table_get_n_requests(table) ? g_ptr_array_index(table->groups, (guint)index)
                                                   : NULL;
}

const char *zzgov_table_get_request(const ZzgovTable *table, size_t index) {
  const ZzGroup *group = group_at(table, index);
  return group ? group->request : NULL;
}

/* --- places ----------------------------------------------------------------------------------- */

/* The rest of a pointer behind a part, "" or beginning with '/'; NULL where it is another. */
static const char *behind(const char *pointer, const char *part) {
  size_t n = strlen(part);
  return strncmp(pointer, part, n) == 0 && (pointer[n] == '/' || pointer[n] == '\0') ? pointer + n
                                                                                     : NULL;
}

static const ZzColumn *column_of(const ZzgovTable *table, const char *pointer, bool element) {
  ZzColumn *column;
  for (size_t i = 0; (column = zz_column_at(table->columns, i)); i++)
    if (column->element == element && column->cell != ZZ_NO_CELL &&
        behind(pointer, column->pointer))
      return column;
  return NULL;
}

/* The element that a pointer below the array goes to: its row of the sheet, and the rest. */
static bool find_element(const ZzGroup *group, const char *pointer, size_t *row,
                         const char **rest) {
  char *end;
  bool padded = *pointer == '/' && pointer[1] == '0' && g_ascii_isdigit(pointer[2]);
  if (*pointer != '/' || !g_ascii_isdigit(pointer[1]) || padded)
    return false;
  guint64 i = g_ascii_strtoull(pointer + 1, &end, 10);
  if (i >= group->elements->len || (*end != '/' && *end != '\0'))
    return false;
  *row = g_array_index(group->elements, size_t, (guint)i);
  *rest = end;
  return true;
}

char *zzgov_table_locate(const ZzgovTable *table, size_t index, const char *pointer,
                         ZzgovLang lang) {
  const ZzGroup *group = group_at(table, index);
  const char *rest = group && pointer ? behind(pointer, "/input") : NULL, *elements = NULL;
  if (!rest)
    return NULL;
  size_t row = g_array_index(group->rows, size_t, 0);
  g_autofree char *array =
      g_strconcat("/", table->columns->array ? table->columns->array->name : "", NULL);
  if (table->columns->array)
    elements = behind(rest, array);
  bool element = elements && find_element(group, elements, &row, &rest);
  const ZzColumn *column = column_of(table, rest, element);
  if (!column && !element && (table->columns->array || *rest))
    return NULL; /* it is not from the table */
  return zz_place_text(lang, zz_sheet_row(table->sheet, row)->line,
                       column ? (size_t)(column->cell + 1) : 0, column ? column->header : NULL);
}
