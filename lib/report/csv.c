#include "report.h"

#include <string.h>

/* What a spreadsheet would take for a formula is marked as text. */
static bool is_formula(const char *text, bool number) {
  gunichar first = *text ? g_utf8_get_char(text) : 'x';
  bool wide =
      first == 0xFF1D || first == 0xFF0B || first == 0xFF0D || first == 0xFF20; /* ＝＋－＠ */
  return !number && (wide || (first < 0x80 && strchr("=+-@\t\r\n", (int)first)));
}

static void append_cell(GString *out, const char *text, bool number) {
  bool quoted = strpbrk(text, ",;\t\"\r\n") != NULL;
  if (quoted)
    g_string_append_c(out, '"');
  if (is_formula(text, number))
    g_string_append_c(out, '\'');
  for (; *text; text++)
    g_string_append_printf(out, *text == '"' ? "\"\"" : "%c", *text);
  if (quoted)
    g_string_append_c(out, '"');
}

/* The mark at the beginning makes Excel read UTF-8. */
void zz_report_csv(GString *out, const ZzReport *report) {
  g_autoptr(ZzGrid) grid = zz_grid_of_all(report);
  g_string_append(out, "\xEF\xBB\xBF");
  for (guint i = 0; i < grid->columns->len; i++) {
    g_string_append(out, i ? "," : "");
    append_cell(out, g_array_index(grid->columns, ZzGridColumn, i).title, true);
  }
  g_string_append(out, "\r\n");
  for (guint r = 0; r < grid->rows->len; r++) {
    char **row = g_ptr_array_index(grid->rows, r);
    for (guint i = 0; row[i]; i++) {
      g_string_append(out, i ? "," : "");
      append_cell(out, row[i], g_array_index(grid->columns, ZzGridColumn, i).number);
    }
    g_string_append(out, "\r\n");
  }
}
