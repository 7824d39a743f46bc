#include "eco-columns.h"

#include "error-private.h"
#include "threads.h"

#include <string.h>

G_STATIC_ASSERT(ZZGOV_ECO_N_FACTORS == ZZ_N_FACTORS);

/* --- all rows --------------------------------------------------------------------------------- */

/* What the parts have come to together. */
typedef struct {
  ZzWide sums[ZZ_N_FACTORS];
  size_t n_bad, first_bad;
} Totals;

static void add_part(Totals *totals, const ZzEcoPart *part) {
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    totals->sums[f] += part->sums[f];
  if (part->n_bad > 0)
    totals->first_bad = MIN(totals->first_bad, part->first_bad);
  totals->n_bad += part->n_bad;
}

/* Member by member: to clear it at once takes longer than to compute a few rows. */
static void set_part(ZzEcoPart *part, const ZzEcoJob *job, size_t from, size_t until) {
  part->job = job;
  part->from = from;
  part->until = until;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    part->sums[f] = 0;
  part->n_bad = part->first_bad = 0;
}

static void compute_parts(const ZzEcoJob *job, size_t from, size_t until, size_t n,
                          Totals *totals) {
  ZzEcoPart parts[ZZ_MOST_THREADS];
  for (size_t i = 0; i < n; i++)
    set_part(&parts[i], job, zz_part_start(from, until, i, n),
             zz_part_start(from, until, i + 1, n));
  zz_run_parts(zz_eco_compute, parts, sizeof *parts, n);
  for (size_t i = 0; i < n; i++)
    add_part(totals, &parts[i]);
}

/* One slab of rows by as many threads as are of use; a few rows are not kept waiting. */
static void compute_slab(const ZzEcoJob *job, size_t from, size_t until, Totals *totals) {
  unsigned threads = job->asked->threads;
  size_t n = threads > 1 ? zz_n_parts(until - from, threads) : 1;
  ZzEcoPart all;
  if (n > 1) {
    compute_parts(job, from, until, n, totals);
    return;
  }
  set_part(&all, job, from, until);
  zz_eco_compute(&all);
  add_part(totals, &all);
}

/* Progress is told, and the work stopped, between slabs. */
static bool compute_all(const ZzEcoJob *job, Totals *totals, GError **error) {
  const ZzgovEcoColumns *asked = job->asked;
  for (size_t from = 0; from < asked->n_rows; from += ZZ_SLAB) {
    size_t until = MIN(asked->n_rows, from + ZZ_SLAB);
    compute_slab(job, from, until, totals);
    if (totals->n_bad > 0 && !asked->status)
      return true;
    if (asked->progress && !asked->progress(until, asked->progress_data))
      return zz_fail(error, ZZGOV_ERROR_CANCELLED, NULL, ZZ_MSG_CANCELLED);
  }
  return true;
}

/* --- checks and errors ------------------------------------------------------------------------ */

static const char *const names[ZZ_N_COLUMNS] = {
    "pm25", "pm25_base", "pm25_improvement", "pm25_improvement_base",
    "pm10", "pm10_base", "pm10_improvement", "pm10_improvement_base"};

static bool check_arguments(const ZzgovRulebook *rulebook, const ZzgovEcoColumns *columns,
                            const ZzgovEcoColumnSums *sums, GError **error) {
  if (!rulebook || !columns)
    return zz_fail_argument(error, rulebook ? "columns" : "rulebook");
  if (columns->size < sizeof *columns || (sums && sums->size < sizeof *sums))
    return zz_fail_argument(error, "size");
  if (columns->type != ZZGOV_COLUMN_DOUBLES && columns->type != ZZGOV_COLUMN_MILLIONTHS)
    return zz_fail_argument(error, "type");
  if (!zz_month_in_range(columns->month))
    return zz_fail_argument(error, "month");
  for (size_t f = 0; f < ZZ_N_FACTORS && columns->n_rows > 0; f++)
    if (!columns->values[f].data || !columns->bases[f].data)
      return zz_fail_argument(error, names[2 * f + !columns->bases[f].data]);
  return true;
}

/* The column at fault in a bad row; ZZ_N_COLUMNS where only the amount is. */
static size_t bad_column(const ZzEcoJob *job, size_t row) {
  ZzWide ignored;
  size_t c = 0;
  while (c < ZZ_N_COLUMNS && zz_eco_read_value(job, c, row, &ignored) == ZZGOV_ROW_GOOD)
    c++;
  return c;
}

/* The factor whose amount, or whose addition, is too large. */
static size_t large_factor(const ZzEcoJob *job, size_t row) {
  ZzWide millionths[ZZ_N_COLUMNS];
  ZzgovFen amount, total = 0;
  size_t f = 0;
  zz_eco_read_row(job, row, millionths);
  while (f + 1 < ZZ_N_FACTORS && zz_eco_charge_factor(job, f, millionths, &amount) &&
         zzgov_fen_add(total, amount, &total, NULL))
    f++;
  return f;
}

char *zz_column_text(ZzgovColumnType type, const void *value) {
  double x;
  int64_t m;
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  memcpy(&x, value, sizeof x);
  memcpy(&m, value, sizeof m);
  if (type == ZZGOV_COLUMN_MILLIONTHS)
    return g_strdup_printf("%" G_GINT64_FORMAT, m);
  return g_strdup(g_ascii_dtostr(text, sizeof text, x));
}

static bool fail_row(const ZzEcoJob *job, size_t row, GError **error) {
  static const ZzgovText expected = {"multiple of 0.000001, −10⁹ … 10⁹",
                                     "0.000001的整数倍，−10⁹…10⁹"};
  size_t bad = bad_column(job, row);
  size_t column = bad < ZZ_N_COLUMNS ? bad : 2 * large_factor(job, row);
  const ZzPath name = {NULL, names[column], 0}, path = {&name, NULL, row};
  if (bad == ZZ_N_COLUMNS)
    return zz_fail(error, ZZGOV_ERROR_OVERFLOW, &path, ZZ_MSG_OVERFLOW);
  g_autofree char *text = zz_column_text(job->asked->type, zz_eco_value_at(job, column, row));
  return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, &path, expected, ZZ_MSG_WRONG_VALUE,
                           text);
}

static bool set_sums(const ZzEcoJob *job, const Totals *totals, ZzgovEcoColumnSums *sums,
                     GError **error) {
  ZzWide total = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    total += totals->sums[f];
  if (total > INT64_MAX)
    return zz_fail(error, ZZGOV_ERROR_OVERFLOW, NULL, ZZ_MSG_OVERFLOW);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    sums->factor_fen[f] = (ZzgovFen)totals->sums[f];
  sums->total_fen = (ZzgovFen)total;
  sums->n_bad = totals->n_bad;
  sums->first_bad = MIN(totals->first_bad, job->asked->n_rows);
  return true;
}

/* --- the door --------------------------------------------------------------------------------- */

static void set_job(ZzEcoJob *job, const ZzgovEcoColumns *columns, bool wants_sums) {
  job->asked = columns;
  job->wants_factors = false;
  job->wants_sums = wants_sums;
  job->direct = columns->total_fen != NULL;
  job->kernel = zz_kernel();
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    job->wants_factors |= columns->factor_fen[f] != NULL;
    job->direct &= zz_is_contiguous(&columns->values[f]) & zz_is_contiguous(&columns->bases[f]);
  }
  job->direct &= !job->wants_factors;
}

bool zzgov_eco_compensation_columns(const ZzgovRulebook *rulebook, const ZzgovEcoColumns *columns,
                                    ZzgovEcoColumnSums *sums, GError **error) {
  ZzEcoJob job;
  Totals totals = {.first_bad = SIZE_MAX};
  if (!check_arguments(rulebook, columns, sums, error))
    return false;
  job.law = zz_law(rulebook, columns->month, error);
  if (!job.law)
    return false;
  set_job(&job, columns, sums != NULL);
  if (!compute_all(&job, &totals, error))
    return false;
  if (totals.n_bad > 0 && !columns->status)
    return fail_row(&job, totals.first_bad, error);
  return !sums || set_sums(&job, &totals, sums, error);
}
