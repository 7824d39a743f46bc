/* A spreadsheet saved as CSV, as people have it: its cells as UTF-8, by lines. */
#ifndef ZZ_SHEET_H
#define ZZ_SHEET_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** A row that is not blank. */
typedef struct {
  size_t line; /* of the text, from 1, on which it begins */
  GPtrArray *cells;
} ZzRow;

typedef struct {
  GArray *rows; /* of ZzRow, the headers first */
  char delimiter;
} ZzSheet;

/**
 * Reads comma, semicolon or tab separated text in UTF-8, UTF-16 with its mark, or GB18030.
 *
 * @return a new sheet, freed with zz_sheet_free(); NULL with ZZGOV_ERROR_UNREADABLE where it is no
 *         such text and ZZGOV_ERROR_INVALID_VALUE (with position) where its quotes are wrong
 */
ZzSheet *zz_sheet_read(const char *bytes, size_t length, GError **error);
void zz_sheet_free(ZzSheet *sheet);

const ZzRow *zz_sheet_row(const ZzSheet *sheet, size_t i);

/** The text of a cell without blanks around it; "" beyond the last. */
const char *zz_row_cell(const ZzRow *row, size_t i);

/** Bytes to UTF-8; free with g_free(). NULL with ZZGOV_ERROR_UNREADABLE. */
char *zz_text_decode(const char *bytes, size_t length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzSheet, zz_sheet_free)

#endif
