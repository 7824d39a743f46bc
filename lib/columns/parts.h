/* Rows of columns, part by part: what all doors have in common but the panel's. */
#ifndef ZZ_PARTS_H
#define ZZ_PARTS_H

#include "columns-private.h"

enum { ZZ_MOST_SUMS = 5 };

/** The rows that one thread computes, and what they come to. */
typedef struct {
  const void *job; /* of the door */
  size_t from, until;
  ZzWide sums[ZZ_MOST_SUMS];
  size_t n_bad, first_bad;
} ZzPart;

/** A call. */
typedef struct {
  const void *job;
  void (*compute)(void *part); /* without statuses, up to its first bad row */
  size_t n_rows;
  unsigned threads;
  bool has_status;
  ZzgovProgress progress;
  void *progress_data;
} ZzRowWork;

/**
 * Computes all rows, or some up to the first bad one where there are no statuses; `all` then has
 * the sums, the number of bad rows, and the first of them or n_rows. False where it is stopped.
 */
bool zz_compute_rows(const ZzRowWork *work, ZzPart *all, GError **error);

/** Counts a bad row. */
static inline void zz_part_note(ZzPart *part, size_t row) {
  if (part->n_bad++ == 0)
    part->first_bad = row;
}

/** Gives a sum out; false with an error where it is beyond int64. */
bool zz_part_sum(ZzWide sum, int64_t *to, GError **error);

/** Where a value of a column stands. */
static inline const void *zz_value_at(const ZzgovColumn *column, size_t row) {
  return (const char *)column->data + (ptrdiff_t)row * column->stride;
}

#endif
