/* What a table is made of. */
#ifndef ZZ_TABLE_PRIVATE_H
#define ZZ_TABLE_PRIVATE_H

#include "columns.h"
#include "json.h"

#include <zzgov/table.h>

/** The rows of one request. */
typedef struct {
  GArray *rows;     /* of size_t, of the sheet */
  GArray *elements; /* the same of those that are an element, in their order */
  char *request;
} ZzGroup;

struct ZzgovTable {
  const ZzCalculator *calculator;
  ZzSheet *sheet;
  ZzColumns *columns;
  cJSON *frame; /* or NULL */
  GPtrArray *groups;
  GPtrArray *requests; /* their texts, NULL after the last */
};

/** The faults of a table; more than are told are only counted. */
typedef struct {
  GPtrArray *errors; /* of GError */
  size_t n;
} ZzFaults;

/** Adds a fault at a cell or, with ZZ_NO_CELL, at a line; takes the error over. */
void zz_faults_add(ZzFaults *faults, const ZzgovTable *table, size_t row, int cell, GError *error);

/** Sets all faults as one error; false if there is any. */
bool zz_faults_report(ZzFaults *faults, GError **error);

/** Finds the columns in the headers; whether there is any. */
bool zz_headers_read(ZzgovTable *table, const char *const *ignored, ZzFaults *faults);

/** Writes the request of a group. */
void zz_group_write(const ZzgovTable *table, ZzGroup *group, ZzFaults *faults);

/** A member of the frame, and of its input; NULL for null, too. */
const cJSON *zz_frame_member(const ZzgovTable *table, const char *name);
const cJSON *zz_frame_input(const ZzgovTable *table, const char *name);

/** The cell of a row for a column; "" where there is none. */
const char *zz_table_cell(const ZzgovTable *table, size_t row, const ZzColumn *column);

/** What a cell says, as JSON; free with g_free(). */
char *zz_cell_value(const ZzgovTable *table, size_t row, const ZzColumn *column);

/** Whether a row has a value in any column of the request itself, or of the elements. */
bool zz_row_has(const ZzgovTable *table, size_t row, bool element);

#endif
