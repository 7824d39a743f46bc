/* The name that was meant. */
#ifndef ZZ_NEAREST_H
#define ZZ_NEAREST_H

#include <glib.h>

/** Asks a list for its i-th name; NULL after the last. */
typedef const char *(*ZzNameAt)(gconstpointer list, size_t i);

/**
 * The name of the list nearest to what was written, by the number of characters to insert, delete,
 * replace or swap (case counts half); NULL where none is near enough.
 */
const char *zz_nearest(const char *written, ZzNameAt name_at, gconstpointer list);

/** How far a name is from what was written; -1 where it is too far to have been meant. */
int zz_distance(const char *written, const char *name);

#endif
