/* Where we are in a JSON text: a chain of frames on the C stack, written out only when needed. */
#ifndef ZZ_PATH_H
#define ZZ_PATH_H

#include <glib.h>
#include <stddef.h>

typedef struct ZzPath ZzPath;
struct ZzPath {
  const ZzPath *parent;
  const char *name; /* NULL for an array element */
  size_t index;
};

/** One reference token of a JSON Pointer (RFC 6901): "/name" with ~ and / escaped, or "/3". */
void zz_pointer_append_name(GString *pointer, const char *name);
void zz_pointer_append_index(GString *pointer, size_t index);

/** The JSON Pointer of a path, "" for NULL; free with g_free(). */
char *zz_path_to_pointer(const ZzPath *path);

#endif
