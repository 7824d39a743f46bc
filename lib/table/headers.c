#include "cell.h"
#include "decode.h"
#include "error-private.h"
#include "table-private.h"

#include <string.h>

enum { HEADERS = 0 }; /* the row they stand in */

static bool is_ignored(const char *const *ignored, const char *header) {
  return (ignored && g_strv_contains(ignored, header)) || zz_header_is_idle(header);
}

/* A column without a header may hold nothing. */
static void check_unnamed(ZzgovTable *table, int cell, ZzFaults *faults) {
  for (size_t row = 1; row < table->sheet->rows->len; row++) {
    const char *text = zz_row_cell(zz_sheet_row(table->sheet, row), (size_t)cell);
    GError *error = NULL;
    if (!*text)
      continue;
    zz_fail(&error, ZZGOV_ERROR_INVALID_VALUE, NULL, ZZ_MSG_HEADER_EMPTY, text);
    zz_faults_add(faults, table, row, cell, error);
    return;
  }
}

static void refuse(const ZzgovTable *table, int cell, const char *header, ZzFaults *faults) {
  const char *nearest = zz_columns_nearest(table->columns, header);
  GError *error = NULL;
  if (nearest)
    zz_fail(&error, ZZGOV_ERROR_UNKNOWN_FIELD, NULL, ZZ_MSG_HEADER_NEAR, header, nearest);
  else
    zz_fail(&error, ZZGOV_ERROR_UNKNOWN_FIELD, NULL, ZZ_MSG_HEADER_UNKNOWN, header);
  zz_faults_add(faults, table, HEADERS, cell, error);
}

/* A member may come from one column only, and not from beside the table, too. */
static bool is_taken(const ZzgovTable *table, const ZzColumn *column, GError **error) {
  g_auto(GStrv) parts = g_strsplit(column->name, ".", 2);
  if (column->header)
    zz_fail(error, ZZGOV_ERROR_DUPLICATE_FIELD, NULL, ZZ_MSG_HEADER_TWICE, column->header,
            column->name);
  else if (!column->element && zz_frame_input(table, parts[0]))
    zz_fail(error, ZZGOV_ERROR_DUPLICATE_FIELD, NULL, ZZ_MSG_HEADER_BESIDE, parts[0]);
  return *error != NULL;
}

static bool read_header(ZzgovTable *table, int cell, const char *header, ZzFaults *faults) {
  int digits;
  GError *error = NULL;
  ZzColumn *column = zz_columns_find(table->columns, header, &digits);
  if (!column) {
    refuse(table, cell, header, faults);
    return false;
  }
  if (is_taken(table, column, &error)) {
    zz_faults_add(faults, table, HEADERS, cell, error);
    return true;
  }
  column->cell = cell;
  column->digits = digits;
  column->header = g_strdup(header);
  return true;
}

static char *names_of(const ZzColumns *columns) {
  GString *names = g_string_new(NULL);
  ZzColumn *column;
  for (size_t i = 0; (column = zz_column_at(columns, i)); i++)
    g_string_append_printf(names, "%s%s", i ? ", " : "", column->name);
  return g_string_free(names, FALSE);
}

/* The first line may be a title: then none of its cells is a header. */
static void report_no_headers(const ZzgovTable *table, ZzFaults *faults) {
  g_autofree char *names = names_of(table->columns);
  GError *error = NULL;
  g_ptr_array_set_size(faults->errors, 0);
  faults->n = 0;
  zz_fail_expecting(&error, ZZGOV_ERROR_UNKNOWN_FIELD, NULL, (ZzgovText){names, names},
                    ZZ_MSG_NO_HEADERS);
  zz_faults_add(faults, table, HEADERS, ZZ_NO_CELL, error);
}

static void report_missing(const ZzgovTable *table, const ZzColumn *column, ZzFaults *faults) {
  g_auto(GStrv) parts = g_strsplit(column->name, ".", 2);
  GError *error = NULL;
  if (!column->required || column->cell != ZZ_NO_CELL ||
      (!column->element && zz_frame_input(table, parts[0])))
    return;
  zz_fail(&error, ZZGOV_ERROR_MISSING_FIELD, NULL,
          column->element ? ZZ_MSG_COLUMN_MISSING : ZZ_MSG_COLUMN_MISSING_BESIDE, column->name,
          column->field->help.zh);
  zz_faults_add(faults, table, HEADERS, ZZ_NO_CELL, error);
}

/* Cells beyond the headers would be lost. */
static void check_width(const ZzgovTable *table, size_t row, guint width, ZzFaults *faults) {
  const ZzRow *cells = zz_sheet_row(table->sheet, row);
  for (guint i = width; i < cells->cells->len; i++) {
    const char *text = zz_row_cell(cells, i);
    GError *error = NULL;
    if (!*text)
      continue;
    zz_fail(&error, ZZGOV_ERROR_INVALID_VALUE, NULL, ZZ_MSG_ROW_LONG, text);
    zz_faults_add(faults, table, row, (int)i, error);
    return;
  }
}

bool zz_headers_read(ZzgovTable *table, const char *const *ignored, ZzFaults *faults) {
  const ZzRow *headers = zz_sheet_row(table->sheet, HEADERS);
  ZzColumn *column;
  bool any = false;
  for (guint i = 0; i < headers->cells->len; i++) {
    const char *header = zz_row_cell(headers, i);
    if (!*header)
      check_unnamed(table, (int)i, faults);
    else if (!is_ignored(ignored, header))
      any |= read_header(table, (int)i, header, faults);
  }
  if (!any) {
    report_no_headers(table, faults);
    return false;
  }
  for (size_t i = 0; (column = zz_column_at(table->columns, i)); i++)
    report_missing(table, column, faults);
  for (size_t row = 1; row < table->sheet->rows->len; row++)
    check_width(table, row, headers->cells->len, faults);
  return true;
}
