#include "parts.h"

#include "error-private.h"
#include "threads.h"

static void add_part(ZzPart *all, const ZzPart *part) {
  for (size_t i = 0; i < ZZ_MOST_SUMS; i++)
    all->sums[i] += part->sums[i];
  if (part->n_bad > 0)
    all->first_bad = MIN(all->first_bad, part->first_bad);
  all->n_bad += part->n_bad;
}

/* Member by member: to clear it at once takes longer than to compute a few rows. */
static void set_part(ZzPart *part, const void *job, size_t from, size_t until) {
  part->job = job;
  part->from = from;
  part->until = until;
  for (size_t i = 0; i < ZZ_MOST_SUMS; i++)
    part->sums[i] = 0;
  part->n_bad = part->first_bad = 0;
}

static void compute_parts(const ZzRowWork *work, size_t from, size_t until, size_t n, ZzPart *all) {
  ZzPart parts[ZZ_MOST_THREADS];
  for (size_t i = 0; i < n; i++)
    set_part(&parts[i], work->job, zz_part_start(from, until, i, n),
             zz_part_start(from, until, i + 1, n));
  zz_run_parts(work->compute, parts, sizeof *parts, n);
  for (size_t i = 0; i < n; i++)
    add_part(all, &parts[i]);
}

/* One slab of rows by as many threads as are of use; a few rows are not kept waiting. */
static void compute_slab(const ZzRowWork *work, size_t from, size_t until, ZzPart *all) {
  size_t n = work->threads > 1 ? zz_n_parts(until - from, work->threads) : 1;
  ZzPart one;
  if (n > 1) {
    compute_parts(work, from, until, n, all);
    return;
  }
  set_part(&one, work->job, from, until);
  work->compute(&one);
  add_part(all, &one);
}

/* Progress is told, and the work stopped, between slabs. */
bool zz_compute_rows(const ZzRowWork *work, ZzPart *all, GError **error) {
  set_part(all, work->job, 0, work->n_rows);
  all->first_bad = work->n_rows;
  for (size_t from = 0; from < work->n_rows; from += ZZ_SLAB) {
    size_t until = MIN(work->n_rows, from + ZZ_SLAB);
    compute_slab(work, from, until, all);
    if (all->n_bad > 0 && !work->has_status)
      return true;
    if (work->progress && !work->progress(until, work->progress_data))
      return zz_fail(error, ZZGOV_ERROR_CANCELLED, NULL, ZZ_MSG_CANCELLED);
  }
  return true;
}

bool zz_part_sum(ZzWide sum, int64_t *to, GError **error) {
  if (sum > INT64_MAX)
    return zz_fail(error, ZZGOV_ERROR_OVERFLOW, NULL, ZZ_MSG_OVERFLOW);
  *to = (int64_t)sum;
  return true;
}
