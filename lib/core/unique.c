#include "unique.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *name;
  size_t index;
} Place;

static int compare(const void *a, const void *b) {
  const Place *left = a, *right = b;
  int order = strcmp(left->name, right->name);
  return order ? order : left->index < right->index ? -1 : 1;
}

size_t zz_first_repeated(const char *const *names, size_t stride, size_t n) {
  g_autofree Place *places = g_new(Place, n + 1);
  size_t n_places = 0, first = n;
  for (size_t i = 0; i < n; i++) {
    const char *name = *(const char *const *)(const void *)((const char *)names + i * stride);
    if (name)
      places[n_places++] = (Place){name, i};
  }
  qsort(places, n_places, sizeof *places, compare);
  for (size_t i = 1; i < n_places; i++)
    if (strcmp(places[i - 1].name, places[i].name) == 0)
      first = MIN(first, places[i].index);
  return first;
}
