/* The columns that a calculator's spreadsheet may have: its input's members, flat.
 *
 * Columns of the request itself (the month, the subject) come first, then those of an element of
 * its array. Rows that agree in the request's own columns make one request; a calculator without an
 * array takes every row as a request.
 */
#ifndef ZZ_COLUMNS_H
#define ZZ_COLUMNS_H

#include "regulation.h"
#include "sheet.h"

enum { ZZ_NO_CELL = -1 };

typedef struct {
  const ZzField *field;
  char *name;    /* "standards.licences_revoked" */
  char *label;   /* its Chinese label without the bracket at its end */
  char *shown;   /* both, as Chinese messages name it */
  char *pointer; /* below the input or the element: "/standards/licences_revoked" */
  bool required; /* in every row */
  bool element;  /* of an element of the array */
  int cell;      /* where it stands in the sheet, or ZZ_NO_CELL */
  int digits;    /* its numbers are to be shifted by so many digits: 万元 */
  bool refused;  /* a header that is probably its own has been told to be wrong */
  char *header;  /* as it stands in the sheet, or NULL */
} ZzColumn;

typedef struct {
  const ZzField *array; /* whose elements are rows; NULL: a row is a request */
  GArray *list;         /* of ZzColumn */
} ZzColumns;

/** All columns of a calculator's input; none is found in a sheet yet. */
ZzColumns *zz_columns_new(const ZzCalculator *calculator);
void zz_columns_free(ZzColumns *columns);

ZzColumn *zz_column_at(const ZzColumns *columns, size_t i);

/** The column of a header, or NULL. `*digits` says by how much its unit shifts the numbers. */
ZzColumn *zz_columns_find(const ZzColumns *columns, const char *header, int *digits);

/** The column that a header would be of without what stands in brackets behind it, or NULL; that
 * unit, and those it might have. Free both with g_free(). */
ZzColumn *zz_columns_stem(const ZzColumns *columns, const char *header, char **unit, char **known);

/** Whether a header is of a column that carries nothing, such as 序号. */
bool zz_header_is_idle(const char *header);

/** Of the columns that no header has been found for the one nearest to a header, or NULL. */
ZzColumn *zz_columns_nearest(const ZzColumns *columns, const char *header);

/** Full-width forms of ASCII as ASCII, and the minus of typesetters as -. Nothing else: ² is no 2.
 */
char *zz_text_half_width(const char *text);

/** A text as it is compared: half width, lower case, without blanks and some other characters. */
char *zz_text_fold(const char *text, const char *dropped);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzColumns, zz_columns_free)

#endif
