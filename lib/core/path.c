#include "path.h"

void zz_pointer_append_name(GString *pointer, const char *name) {
  g_string_append_c(pointer, '/');
  for (const char *c = name; *c; c++) {
    if (*c == '~')
      g_string_append(pointer, "~0");
    else if (*c == '/')
      g_string_append(pointer, "~1");
    else
      g_string_append_c(pointer, *c);
  }
}

void zz_pointer_append_index(GString *pointer, size_t index) {
  g_string_append_printf(pointer, "/%zu", index);
}

static void append(GString *pointer, const ZzPath *path) {
  if (!path)
    return;
  append(pointer, path->parent);
  if (path->name)
    zz_pointer_append_name(pointer, path->name);
  else
    zz_pointer_append_index(pointer, path->index);
}

char *zz_path_to_pointer(const ZzPath *path) {
  GString *pointer = g_string_new(NULL);
  append(pointer, path);
  return g_string_free(pointer, FALSE);
}
