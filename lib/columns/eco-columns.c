#include "eco-columns.h"

#include "error-private.h"

#include <string.h>

G_STATIC_ASSERT(ZZGOV_ECO_N_FACTORS == ZZ_N_FACTORS);

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

static bool set_sums(const ZzPart *all, ZzgovEcoColumnSums *sums, GError **error) {
  ZzWide total = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    total += all->sums[f];
  sums->n_bad = all->n_bad;
  sums->first_bad = all->first_bad;
  bool fits = zz_part_sum(total, &sums->total_fen, error);
  for (size_t f = 0; f < ZZ_N_FACTORS && fits; f++)
    sums->factor_fen[f] = (ZzgovFen)all->sums[f];
  return fits;
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

static bool compute(const ZzEcoJob *job, ZzPart *all, GError **error) {
  const ZzgovEcoColumns *asked = job->asked;
  const ZzRowWork work = {job,
                          zz_eco_compute,
                          asked->n_rows,
                          asked->threads,
                          asked->status != NULL,
                          asked->progress,
                          asked->progress_data};
  return zz_compute_rows(&work, all, error);
}

bool zzgov_eco_compensation_columns(const ZzgovRulebook *rulebook, const ZzgovEcoColumns *columns,
                                    ZzgovEcoColumnSums *sums, GError **error) {
  ZzEcoJob job;
  ZzPart all;
  if (!check_arguments(rulebook, columns, sums, error))
    return false;
  job.law = zz_law(rulebook, columns->month, error);
  if (!job.law)
    return false;
  set_job(&job, columns, sums != NULL);
  if (!compute(&job, &all, error))
    return false;
  if (all.n_bad > 0 && !columns->status)
    return fail_row(&job, all.first_bad, error);
  return !sums || set_sums(&all, sums, error);
}
