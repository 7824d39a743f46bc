#include "nearest.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST = 64, EDIT = 2 };

/* A character, and the same in lower case. */
typedef struct {
  gunichar point, lower;
} Letter;

/* The characters of a name; -1 where it is too long to have been a slip. */
static int read_name(const char *name, Letter *letters) {
  int n = 0;
  if (!g_utf8_validate(name, -1, NULL))
    return -1;
  for (; *name; name = g_utf8_next_char(name)) {
    if (n == LONGEST)
      return -1;
    gunichar point = g_utf8_get_char(name);
    letters[n++] = (Letter){point, g_unichar_tolower(point)};
  }
  return n;
}

static int replacing(Letter a, Letter b) {
  return a.point == b.point ? 0 : a.lower == b.lower ? 1 : EDIT;
}

/* What was written may be the beginning of the name that was meant. */
static bool begins(const Letter *a, int n, const Letter *b, int m) {
  return n >= 2 && n <= m && memcmp(a, b, (size_t)n * sizeof *a) == 0;
}

/* Optimal string alignment distance, three rows of the table at a time. */
static int distance(const Letter *a, int n, const Letter *b, int m) {
  int rows[3][LONGEST + 1];
  int *before = rows[0], *above = rows[1], *row = rows[2];
  for (int j = 0; j <= m; j++)
    above[j] = j * EDIT;
  for (int i = 1; i <= n; i++) {
    row[0] = i * EDIT;
    for (int j = 1; j <= m; j++) {
      int best = MIN(above[j], row[j - 1]) + EDIT;
      best = MIN(best, above[j - 1] + replacing(a[i - 1], b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1].point == b[j - 2].point && a[i - 2].point == b[j - 1].point)
        best = MIN(best, before[j - 2] + EDIT);
      row[j] = best;
    }
    int *free_row = before;
    before = above;
    above = row;
    row = free_row;
  }
  return above[m];
}

/* Half of the longer name may be wrong, no more. */
static int distance_to(const Letter *a, int n, const char *name) {
  Letter b[LONGEST];
  int m = read_name(name, b);
  if (n < 0 || m < 0)
    return -1;
  int d = begins(a, n, b, m) ? (m - n) * EDIT / 2 : distance(a, n, b, m);
  return d <= MAX(n, m) * EDIT / 2 ? d : -1;
}

int zz_distance(const char *written, const char *name) {
  Letter a[LONGEST];
  return distance_to(a, read_name(written, a), name);
}

const char *zz_nearest(const char *written, ZzNameAt name_at, gconstpointer list) {
  Letter a[LONGEST];
  const char *nearest = NULL, *name;
  int n = read_name(written, a), least = G_MAXINT;
  for (size_t i = 0; n >= 0 && (name = name_at(list, i)); i++) {
    int d = distance_to(a, n, name);
    if (d >= 0 && d < least) {
      least = d;
      nearest = name;
    }
  }
  return nearest;
}
