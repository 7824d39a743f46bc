#include "error-private.h"
#include "table-private.h"

#include <string.h>

enum { HEADERS = 0 }; /* the row they stand in */

static bool is_ignored(const char *const *ignored, const char *header) {
  g_autofree char *folded = zz_text_fold(header, "-_.");
  for (; ignored && *ignored; ignored++) {
    g_autofree char *other = zz_text_fold(*ignored, "-_.");
    if (strcmp(folded, other) == 0)
      return true;
  }
  return zz_header_is_idle(header);
}

/* 亿元 where 元 and 万元 are known. */
static bool refuse_unit(const ZzgovTable *table, int cell, const char *header, ZzFaults *faults) {
  g_autofree char *unit = NULL, *known = NULL;
  GError *error = NULL;
  ZzColumn *column = zz_columns_stem(table->columns, header, &unit, &known);
  if (!column)
    return false;
  column->refused = true;
  if (*known)
    zz_fail(&error, ZZGOV_ERROR_UNKNOWN_FIELD, NULL, ZZ_MSG_HEADER_UNIT, unit, column->name,
            column->shown, known);
  else
    zz_fail(&error, ZZGOV_ERROR_UNKNOWN_FIELD, NULL, ZZ_MSG_HEADER_NO_UNIT, column->name,
            column->shown, unit);
  zz_faults_add(faults, table, HEADERS, cell, error);
  return true;
}

/* Who writes in Chinese is told the label; that the column is missing then needs no telling. */
static void refuse(const ZzgovTable *table, int cell, const char *header, ZzFaults *faults) {
  GError *error = NULL;
  if (refuse_unit(table, cell, header, faults))
    return;
  ZzColumn *nearest = zz_columns_nearest(table->columns, header);
  if (nearest) {
    bool chinese = g_utf8_strlen(header, -1) < (glong)strlen(header);
    nearest->refused = true;
    zz_fail(&error, ZZGOV_ERROR_UNKNOWN_FIELD, NULL, ZZ_MSG_HEADER_NEAR, header,
            chinese ? nearest->label : nearest->name);
  } else
    zz_fail(&error, ZZGOV_ERROR_UNKNOWN_FIELD, NULL, ZZ_MSG_HEADER_UNKNOWN, header);
  zz_faults_add(faults, table, HEADERS, cell, error);
}

/* A member may come from one column only, and not from beside the table, too. */
static bool is_taken(const ZzgovTable *table, const ZzColumn *column, GError **error) {
  g_auto(GStrv) parts = g_strsplit(column->name, ".", 2);
  if (column->header)
    zz_fail(error, ZZGOV_ERROR_DUPLICATE_FIELD, NULL, ZZ_MSG_HEADER_TWICE, column->header,
            column->name, column->shown);
  else if (!column->element && zz_frame_input(table, parts[0]))
    zz_fail(error, ZZGOV_ERROR_DUPLICATE_FIELD, NULL, ZZ_MSG_HEADER_BESIDE, parts[0],
            column->shown);
  return *error != NULL;
}

/* False where the header is unknown. */
static bool read_header(ZzgovTable *table, int cell, const char *header, ZzFaults *faults) {
  int digits;
  GError *error = NULL;
  ZzColumn *column = zz_columns_find(table->columns, header, &digits);
  if (!column)
    return false;
  if (is_taken(table, column, &error)) {
    zz_faults_add(faults, table, HEADERS, cell, error);
    return true;
  }
  column->cell = cell;
  column->digits = digits;
  column->header = g_strdup(header);
  return true;
}

static char *names_of(const ZzColumns *columns, ZzgovLang lang) {
  GString *names = g_string_new(NULL);
  ZzColumn *column;
  for (size_t i = 0; (column = zz_column_at(columns, i)); i++) {
    const char *zh = column->field->help.zh;
    const char *name = lang == ZZGOV_LANG_ZH && zh ? zh : column->name;
    g_string_append_printf(names, "%s%s", !i ? "" : lang == ZZGOV_LANG_ZH ? "、" : ", ", name);
  }
  return g_string_free(names, FALSE);
}

/* The first line may be a title: then none of its cells is a header. */
static void report_no_headers(const ZzgovTable *table, ZzFaults *faults) {
  g_autofree char *en = names_of(table->columns, ZZGOV_LANG_EN);
  g_autofree char *zh = names_of(table->columns, ZZGOV_LANG_ZH);
  GError *error = NULL;
  g_ptr_array_set_size(faults->errors, 0);
  faults->n = 0;
  zz_fail_expecting(&error, ZZGOV_ERROR_UNKNOWN_FIELD, NULL, (ZzgovText){en, zh},
                    ZZ_MSG_NO_HEADERS);
  zz_faults_add(faults, table, HEADERS, ZZ_NO_CELL, error);
}

static void report_missing(const ZzgovTable *table, const ZzColumn *column, ZzFaults *faults) {
  g_auto(GStrv) parts = g_strsplit(column->name, ".", 2);
  GError *error = NULL;
  if (!column->required || column->refused || column->cell != ZZ_NO_CELL ||
      (!column->element && zz_frame_input(table, parts[0])))
    return;
  zz_fail(&error, ZZGOV_ERROR_MISSING_FIELD, NULL,
          column->element ? ZZ_MSG_COLUMN_MISSING : ZZ_MSG_COLUMN_MISSING_BESIDE, column->name,
          column->label, column->shown);
  zz_faults_add(faults, table, HEADERS, ZZ_NO_CELL, error);
}

static void refuse_cell(const ZzgovTable *table, size_t row, guint cell, ZzMessage message,
                        ZzFaults *faults) {
  GError *error = NULL;
  zz_fail(&error, ZZGOV_ERROR_INVALID_VALUE, NULL, message,
          zz_row_cell(zz_sheet_row(table->sheet, row), cell));
  zz_faults_add(faults, table, row, (int)cell, error);
}

/* Cells beyond the headers, or under none, would be lost. One of a row beyond the headers, and one
 * of a column without a header, are enough to tell. */
static void check_cells(const ZzgovTable *table, size_t row, bool *told, ZzFaults *faults) {
  const ZzRow *headers = zz_sheet_row(table->sheet, HEADERS);
  const ZzRow *cells = zz_sheet_row(table->sheet, row);
  for (guint i = 0; i < cells->cells->len; i++) {
    bool beyond = i >= headers->cells->len;
    if (!*zz_row_cell(cells, i) || (!beyond && (*zz_row_cell(headers, i) || told[i])))
      continue;
    refuse_cell(table, row, i, beyond ? ZZ_MSG_ROW_LONG : ZZ_MSG_HEADER_EMPTY, faults);
    if (beyond)
      return;
    told[i] = true;
  }
}

/* Known headers first: an unknown one was hardly meant for a column that is there. False where none
 * is known. */
static bool read_headers(ZzgovTable *table, const char *const *ignored, ZzFaults *faults) {
  const ZzRow *headers = zz_sheet_row(table->sheet, HEADERS);
  g_autoptr(GArray) unknown = g_array_new(FALSE, FALSE, sizeof(guint));
  bool any = false;
  for (guint i = 0; i < headers->cells->len; i++) {
    const char *header = zz_row_cell(headers, i);
    if (!*header || is_ignored(ignored, header))
      continue;
    if (read_header(table, (int)i, header, faults))
      any = true;
    else
      g_array_append_val(unknown, i);
  }
  for (guint u = 0; any && u < unknown->len; u++) {
    guint i = g_array_index(unknown, guint, u);
    refuse(table, (int)i, zz_row_cell(headers, i), faults);
  }
  return any;
}

bool zz_headers_read(ZzgovTable *table, const char *const *ignored, ZzFaults *faults) {
  const ZzRow *headers = zz_sheet_row(table->sheet, HEADERS);
  ZzColumn *column;
  if (!read_headers(table, ignored, faults)) {
    report_no_headers(table, faults);
    return false;
  }
  for (size_t i = 0; (column = zz_column_at(table->columns, i)); i++)
    report_missing(table, column, faults);
  g_autofree bool *told = g_new0(bool, headers->cells->len + 1);
  for (size_t row = 1; row < table->sheet->rows->len; row++)
    check_cells(table, row, told, faults);
  return true;
}
