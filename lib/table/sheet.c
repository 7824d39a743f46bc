#include "sheet.h"

#include "error-private.h"

#include <string.h>
#include <zzgov/evaluate.h>

/* --- separators ------------------------------------------------------------------------------- */

/* How often a separator stands in the headers, outside of quotes. */
static int occurrences(const char *text, char separator) {
  bool quoted = false;
  int n = 0;
  for (; *text && (quoted || (*text != '\n' && *text != '\r')); text++) {
    quoted ^= *text == '"';
    n += !quoted && *text == separator;
  }
  return n;
}

/* The separator of a table; two that occur equally often are in doubt. */
static char separator_of(const char *text) {
  static const char separators[] = ",;\t";
  text += strspn(text, "\r\n "); /* the headers may follow blank lines */
  int most = 0;
  char best = ',';
  for (const char *c = separators; *c; c++) {
    int n = occurrences(text, *c);
    if (n > 0 && n == most)
      return '\0';
    if (n > most) {
      most = n;
      best = *c;
    }
  }
  return best;
}

/* --- cells ------------------------------------------------------------------------------------ */

typedef struct {
  const char *at;
  char separator;
  size_t line; /* of `at` */
  GString *cell;
  size_t column; /* of the cell, from 1 */
  GError **error;
} Reader;

static bool fail(Reader *reader, size_t line, ZzMessage message) {
  zz_fail(reader->error, ZZGOV_ERROR_INVALID_VALUE, NULL, message);
  if (reader->error)
    zz_error_place(*reader->error, line, reader->column, NULL);
  return false;
}

static bool at_end_of_cell(const Reader *reader) {
  return *reader->at == reader->separator || *reader->at == '\n' || *reader->at == '\r' ||
         *reader->at == '\0';
}

static void count_line(Reader *reader) {
  reader->line += *reader->at == '\n' || (*reader->at == '\r' && reader->at[1] != '\n');
}

/* From behind the opening quote to behind the closing one; two quotes stand for one. */
static bool read_quoted(Reader *reader) {
  size_t first_line = reader->line;
  for (;; reader->at++) {
    if (*reader->at == '\0')
      return fail(reader, first_line, ZZ_MSG_QUOTE_OPEN);
    if (*reader->at == '"' && *++reader->at != '"')
      break;
    count_line(reader);
    g_string_append_c(reader->cell, *reader->at);
  }
  return at_end_of_cell(reader) || fail(reader, reader->line, ZZ_MSG_QUOTE_INSIDE);
}

static bool read_cell(Reader *reader) {
  g_string_truncate(reader->cell, 0);
  if (*reader->at == '"') {
    reader->at++;
    return read_quoted(reader);
  }
  for (; !at_end_of_cell(reader); reader->at++) {
    if (*reader->at == '"')
      return fail(reader, reader->line, ZZ_MSG_QUOTE_INSIDE);
    g_string_append_c(reader->cell, *reader->at);
  }
  return true;
}

static bool is_blank(gunichar c) { return g_unichar_isspace(c) || c == 0x200B || c == 0xFEFF; }

/* Without blanks at both ends, the wide ones of Chinese text among them. */
static char *stripped(const char *text) {
  const char *end = text + strlen(text);
  while (*text && is_blank(g_utf8_get_char(text)))
    text = g_utf8_next_char(text);
  while (end > text && is_blank(g_utf8_get_char(g_utf8_prev_char(end))))
    end = g_utf8_prev_char(end);
  return g_strndup(text, (gsize)(end - text));
}

/* --- rows ------------------------------------------------------------------------------------- */

static bool is_blank_row(const GPtrArray *cells) {
  for (guint i = 0; i < cells->len; i++)
    if (*(const char *)g_ptr_array_index(cells, i))
      return false;
  return true;
}

static void end_line(Reader *reader) {
  count_line(reader);
  if (*reader->at == '\r' && reader->at[1] == '\n') {
    reader->line++;
    reader->at++;
  }
  if (*reader->at)
    reader->at++;
}

/* The cells of a row, its end of line read; NULL with an error. */
static GPtrArray *read_row(Reader *reader) {
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
  for (;; reader->at++) {
    reader->column = cells->len + 1;
    if (!read_cell(reader))
      return NULL;
    g_ptr_array_add(cells, stripped(reader->cell->str));
    if (*reader->at != reader->separator)
      break;
  }
  end_line(reader);
  return g_steal_pointer(&cells);
}

static bool read_rows(Reader *reader, GArray *rows) {
  while (*reader->at) {
    ZzRow row = {reader->line, NULL};
    row.cells = read_row(reader);
    if (!row.cells)
      return false;
    if (is_blank_row(row.cells))
      g_ptr_array_unref(row.cells);
    else
      g_array_append_val(rows, row);
  }
  return true;
}

static void clear_row(gpointer row) { g_ptr_array_unref(((ZzRow *)row)->cells); }

static ZzSheet *read_text(const char *text, GError **error) {
  Reader reader = {text, separator_of(text), 1, NULL, 1, error};
  if (!reader.separator) {
    fail(&reader, 1, ZZ_MSG_SEPARATOR);
    return NULL;
  }
  g_autoptr(ZzSheet) sheet = g_new(ZzSheet, 1);
  *sheet = (ZzSheet){g_array_new(FALSE, FALSE, sizeof(ZzRow)), reader.separator};
  g_array_set_clear_func(sheet->rows, clear_row);
  reader.cell = g_string_new(NULL);
  bool read = read_rows(&reader, sheet->rows);
  g_string_free(reader.cell, TRUE);
  if (read && sheet->rows->len == 0)
    read = fail(&reader, 1, ZZ_MSG_NO_HEADERS);
  return read ? g_steal_pointer(&sheet) : NULL;
}

ZzSheet *zz_sheet_read(const char *bytes, size_t length, GError **error) {
  if (length > ZZGOV_MAX_REQUEST_BYTES) {
    zz_fail(error, ZZGOV_ERROR_LIMIT_EXCEEDED, NULL, ZZ_MSG_TOO_LARGE);
    return NULL;
  }
  g_autofree char *text = zz_text_decode(bytes, length, error);
  return text ? read_text(text, error) : NULL;
}

void zz_sheet_free(ZzSheet *sheet) {
  if (!sheet)
    return;
  g_array_unref(sheet->rows);
  g_free(sheet);
}

const ZzRow *zz_sheet_row(const ZzSheet *sheet, size_t i) {
  return &g_array_index(sheet->rows, ZzRow, i);
}

const char *zz_row_cell(const ZzRow *row, size_t i) {
  return i < row->cells->len ? g_ptr_array_index(row->cells, (guint)i) : "";
}
