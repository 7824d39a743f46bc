/* What columns and panel share. */
#ifndef ZZ_COLUMNS_PRIVATE_H
#define ZZ_COLUMNS_PRIVATE_H

#include "number.h"

#include <zzgov/columns.h>

/** What is wrong with a double by itself, and the millionths that it stands for. */
ZzgovRowStatus zz_column_read_double(double x, ZzWide *millionths);

/** Whether its values lie side by side where a vector of them may be read. */
static inline bool zz_is_contiguous(const ZzgovColumn *column) {
  return column->stride == sizeof(double) && (uintptr_t)column->data % sizeof(double) == 0;
}

/** A value as people read it; free with g_free(). */
char *zz_column_text(ZzgovColumnType type, const void *value);

#endif
