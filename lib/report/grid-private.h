/* How grids are put together. */
#ifndef ZZ_GRID_PRIVATE_H
#define ZZ_GRID_PRIVATE_H

#include "report.h"

/** An empty grid; takes its title over. */
ZzGrid *zz_grid_new(char *title);

/** A column of a title, which it takes over, and of the values of a field (or NULL: texts). */
void zz_grid_add_column(ZzGrid *grid, char *title, const ZzField *field);

/** A column for each leaf, its title behind a prefix. */
void zz_grid_add_columns(ZzGrid *grid, const GArray *leaves, const char *prefix, ZzStyle style);

/** Appends to a row the texts of the leaves of a struct, or of none. */
void zz_row_add_cells(GPtrArray *row, const GArray *leaves, const void *source, ZzStyle style);

/** Adds a row of texts, which it takes over. */
void zz_grid_add_row(ZzGrid *grid, GPtrArray *row);

/** What a request asks, and what its result says as a whole. */
GArray *zz_asked_leaves(const ZzReport *report);
GArray *zz_said_leaves(const ZzReport *report, bool brief);

#endif
