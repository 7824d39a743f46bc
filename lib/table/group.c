#include "cell.h"
#include "decode.h"
#include "encode.h"
#include "error-private.h"
#include "table-private.h"

#include <string.h>

/* Writes the objects of one row; `next` is the column of the member at hand. */
typedef struct {
  const ZzgovTable *table;
  ZzFaults *faults;
  GString *out;
  size_t row, next;
  bool beside; /* members of the frame's input need no column */
} Writer;

static const char *cell_of(const Writer *writer, const ZzColumn *column) {
  return zz_table_cell(writer->table, writer->row, column);
}

static void report_absent(const Writer *writer, const ZzColumn *column) {
  GError *error = NULL;
  zz_fail(&error, ZZGOV_ERROR_MISSING_FIELD, NULL, ZZ_MSG_CELL_ABSENT, column->name, column->label,
          column->shown);
  zz_faults_add(writer->faults, writer->table, writer->row, column->cell, error);
}

/* Bounds, words and the like, as the request is checked: so all faults are told at once. */
static bool is_allowed(const ZzField *field, const char *json, GError **error) {
  g_autoptr(ZzArena) arena = zz_arena_new();
  g_autoptr(cJSON) node = zz_json_parse(json, strlen(json), error);
  size_t count;
  return node && zz_decode_value(arena, field, node, NULL,
                                 zz_arena_alloc(arena, sizeof(ZzgovWideDecimal)), &count, error);
}

static void write_leaf(Writer *writer, const ZzColumn *column, bool needed) {
  const char *text = cell_of(writer, column);
  GError *error = NULL;
  if (zz_cell_is_absent(text)) {
    /* A required column that is not there at all has been reported with the headers, and so has one
     * whose header is wrong. */
    if (needed && column->field->flags & ZZ_REQUIRED && !column->refused &&
        (column->cell != ZZ_NO_CELL || !column->required))
      report_absent(writer, column);
    return;
  }
  zz_encode_name(writer->out, column->field->name);
  size_t start = writer->out->len;
  if (!zz_cell_to_json(writer->out, column->field, text, column->digits,
                       writer->table->sheet->delimiter == ';', &error) ||
      !is_allowed(column->field, writer->out->str + start, &error))
    zz_faults_add(writer->faults, writer->table, writer->row, column->cell, error);
}

static size_t n_leaves(const ZzTable *table) {
  size_t n = 0;
  for (size_t i = 0; i < table->n_fields; i++)
    n += table->fields[i].kind == ZZ_OBJECT ? n_leaves(table->fields[i].table)
                                            : !zz_is_rows(&table->fields[i]);
  return n;
}

static bool any_present(const Writer *writer, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!zz_cell_is_absent(cell_of(writer, zz_column_at(writer->table->columns, writer->next + i))))
      return true;
  return false;
}

static void write_members(Writer *writer, const ZzTable *table, bool needed);

/* An optional object is there if any of its members is; then the required ones must be. */
static void write_object(Writer *writer, const ZzField *field, bool needed) {
  size_t n = n_leaves(field->table), length = writer->out->len;
  bool present = any_present(writer, n);
  if (!present && !(needed && field->flags & ZZ_REQUIRED)) {
    writer->next += n;
    return;
  }
  zz_encode_name(writer->out, field->name);
  g_string_append_c(writer->out, '{');
  write_members(writer, field->table, true);
  g_string_append_c(writer->out, '}');
  if (!present)
    g_string_truncate(writer->out, length);
}

static void write_members(Writer *writer, const ZzTable *table, bool needed) {
  bool outermost = writer->beside;
  writer->beside = false;
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    if (zz_is_rows(field))
      continue;
    if (outermost && zz_frame_input(writer->table, field->name))
      writer->next += field->kind == ZZ_OBJECT ? n_leaves(field->table) : 1;
    else if (field->kind == ZZ_OBJECT)
      write_object(writer, field, needed);
    else
      write_leaf(writer, zz_column_at(writer->table->columns, writer->next++), needed);
  }
}

/* Members of the request itself are the same in all its rows. */
static void check_agreement(const Writer *writer, size_t row, size_t n_own) {
  for (size_t i = 0; i < n_own; i++) {
    const ZzColumn *column = zz_column_at(writer->table->columns, i);
    const char *text = zz_table_cell(writer->table, row, column);
    g_autofree char *line = NULL, *said = zz_cell_value(writer->table, row, column);
    g_autofree char *first = zz_cell_value(writer->table, writer->row, column);
    GError *error = NULL;
    if (strcmp(said, first) == 0)
      continue;
    line = g_strdup_printf("%zu", zz_sheet_row(writer->table->sheet, writer->row)->line);
    zz_fail(&error, ZZGOV_ERROR_INVALID_VALUE, NULL, ZZ_MSG_CELL_DIFFERS, text, line);
    zz_faults_add(writer->faults, writer->table, row, column->cell, error);
  }
}

/* A subject without records has a row of its own, empty behind the subject. */
static void write_elements(Writer *writer, ZzGroup *group, size_t n_own) {
  const ZzField *array = writer->table->columns->array;
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(size_t));
  zz_encode_name(writer->out, array->name);
  g_string_append_c(writer->out, '[');
  for (guint i = 0; i < group->rows->len; i++) {
    size_t row = g_array_index(group->rows, size_t, i);
    check_agreement(writer, row, n_own);
    if (array->min == 0 && !zz_row_has(writer->table, row, true))
      continue;
    Writer element = {writer->table, writer->faults, writer->out, row, n_own, false};
    zz_encode_separator(writer->out);
    g_string_append_c(writer->out, '{');
    write_members(&element, array->item->table, true);
    g_string_append_c(writer->out, '}');
    g_array_append_val(rows, row);
  }
  g_string_append_c(writer->out, ']');
  g_array_unref(group->elements);
  group->elements = rows;
}

/* What stands beside the table: of the input its members, then the rest as it is. */
static void write_frame(GString *out, const cJSON *object, const char *const *but) {
  const cJSON *member;
  cJSON_ArrayForEach(member, object) {
    if (g_strv_contains(but, member->string) || zz_node_kind(member) == ZZ_NODE_NULL)
      continue;
    zz_encode_key(out, member->string);
    zz_encode_node(out, member);
  }
}

void zz_group_write(const ZzgovTable *table, ZzGroup *group, ZzFaults *faults) {
  GString *out = g_string_new("{");
  Writer writer = {table, faults, out, g_array_index(group->rows, size_t, 0), 0, true};
  zz_encode_text(out, "calculator", table->calculator->id);
  zz_encode_name(out, "input");
  g_string_append_c(out, '{');
  write_frame(out, zz_frame_member(table, "input"), (const char *const[]){NULL});
  write_members(&writer, table->calculator->input, true);
  if (table->columns->array)
    write_elements(&writer, group, writer.next);
  g_string_append_c(out, '}');
  write_frame(out, table->frame, (const char *const[]){"calculator", "input", NULL});
  g_string_append_c(out, '}');
  group->request = g_string_free(out, FALSE);
}
