#include "columns-private.h"
#include "error-private.h"
#include "rates.h"
#include "threads.h"

#include <math.h>
#include <string.h>
#include <zzgov/columns.h>

enum { N_COLUMNS = 2 * ZZ_N_FACTORS };
G_STATIC_ASSERT(ZZGOV_ECO_N_FACTORS == ZZ_N_FACTORS);

/* What all parts of a call share. */
typedef struct {
  const ZzgovEcoColumns *asked;
  ZzgovColumn columns[N_COLUMNS]; /* values and bases in turn */
  const ZzList *tiers[ZZ_N_FACTORS];
  ZzRates rates;
  ZzKernel kernel;
  bool wants_factors;
} Job;

/* Copies of what is not laid out as the kernel wants it. */
typedef struct {
  double in[N_COLUMNS][ZZ_BLOCK];
  int64_t total[ZZ_BLOCK], factor[ZZ_N_FACTORS][ZZ_BLOCK];
} Scratch;

/* The rows that one thread computes. */
typedef struct {
  const Job *job;
  size_t from, until;
  ZzWide sums[ZZ_N_FACTORS];
  size_t n_bad, first_bad;
  Scratch *scratch;       /* made when it is needed */
  bool filled[N_COLUMNS]; /* a whole block of one value lies there */
} Part;

/* --- one row, exactly ------------------------------------------------------------------------- */

static const void *value_at(const Job *job, size_t column, size_t row) {
  const ZzgovColumn *c = &job->columns[column];
  return (const char *)c->data + (ptrdiff_t)row * c->stride;
}

ZzgovRowStatus zz_column_read_double(double x, ZzWide *millionths) {
  if (!isfinite(x))
    return ZZGOV_ROW_NOT_A_NUMBER;
  if (fabs(x) > ZZ_COLUMN_MAX)
    return ZZGOV_ROW_OUT_OF_RANGE;
  *millionths = (ZzWide)rint(x * 1e6);
  /* The quotient is the nearest double to what is meant; see kernel.c. */
  return (double)*millionths / 1e6 == x ? ZZGOV_ROW_GOOD : ZZGOV_ROW_NOT_MILLIONTHS;
}

static ZzgovRowStatus read_value(const Job *job, size_t column, size_t row, ZzWide *millionths) {
  double x;
  int64_t m;
  const void *value = value_at(job, column, row);
  if (job->asked->type == ZZGOV_COLUMN_DOUBLES) {
    memcpy(&x, value, sizeof x); /* a stride may leave it unaligned */
    return zz_column_read_double(x, millionths);
  }
  memcpy(&m, value, sizeof m);
  *millionths = m;
  return m > (int64_t)ZZ_COLUMN_MAX_MILLIONTHS || m < -(int64_t)ZZ_COLUMN_MAX_MILLIONTHS
             ? ZZGOV_ROW_OUT_OF_RANGE
             : ZZGOV_ROW_GOOD;
}

/* Values first: an amount that is too large says nothing while another value is bad. */
static ZzgovRowStatus read_row(const Job *job, size_t row, ZzWide millionths[N_COLUMNS]) {
  ZzgovRowStatus status = ZZGOV_ROW_GOOD;
  for (size_t c = 0; c < N_COLUMNS && status == ZZGOV_ROW_GOOD; c++)
    status = read_value(job, c, row, &millionths[c]);
  return status;
}

static bool charge_factor(const Job *job, size_t f, const ZzWide millionths[N_COLUMNS],
                          ZzgovFen *amount) {
  ZzWide excess = millionths[2 * f] - millionths[2 * f + 1];
  if (f % 2 == 1) /* of a rate, less is worse */
    excess = -excess;
  return zz_tiers_charge(job->tiers[f], MAX(excess, 0), amount);
}

static ZzgovRowStatus charge_row(const Job *job, size_t row, ZzgovFen amounts[ZZ_N_FACTORS],
                                 ZzgovFen *total) {
  ZzWide millionths[N_COLUMNS];
  ZzgovRowStatus status = read_row(job, row, millionths);
  *total = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS && status == ZZGOV_ROW_GOOD; f++)
    if (!charge_factor(job, f, millionths, &amounts[f]) ||
        !zzgov_fen_add(*total, amounts[f], total, NULL))
      status = ZZGOV_ROW_OVERFLOW;
  return status;
}

static void write_row(const Job *job, size_t row, ZzgovRowStatus status,
                      const ZzgovFen amounts[ZZ_N_FACTORS], ZzgovFen total) {
  const ZzgovEcoColumns *asked = job->asked;
  bool good = status == ZZGOV_ROW_GOOD;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    if (asked->factor_fen[f])
      asked->factor_fen[f][row] = good ? amounts[f] : 0;
  if (asked->total_fen)
    asked->total_fen[row] = good ? total : 0;
  if (asked->status)
    asked->status[row] = (uint8_t)status;
}

/* False at a bad row where none is allowed. */
static bool compute_row(Part *part, size_t row) {
  ZzgovFen amounts[ZZ_N_FACTORS] = {0}, total;
  ZzgovRowStatus status = charge_row(part->job, row, amounts, &total);
  write_row(part->job, row, status, amounts, total);
  if (status == ZZGOV_ROW_GOOD) {
    for (size_t f = 0; f < ZZ_N_FACTORS; f++)
      part->sums[f] += amounts[f];
    return true;
  }
  if (part->n_bad++ == 0)
    part->first_bad = row;
  return part->job->asked->status != NULL;
}

/* --- a block ---------------------------------------------------------------------------------- */

/* A column of the block side by side, zeros behind its last row. */
static const void *gather(Part *part, size_t column, size_t row, size_t n) {
  double *to = part->scratch->in[column];
  bool whole = part->job->columns[column].stride == 0 && n == ZZ_BLOCK;
  if (whole && part->filled[column])
    return to;
  part->filled[column] = whole;
  for (size_t i = 0; i < n; i++)
    memcpy(&to[i], value_at(part->job, column, row + i), sizeof *to);
  memset(to + n, 0, (ZZ_BLOCK - n) * sizeof *to);
  return to;
}

static bool is_contiguous(const ZzgovColumn *column) {
  return column->stride == sizeof(double) && (uintptr_t)column->data % sizeof(double) == 0;
}

static void set_inputs(Part *part, ZzRows *rows, size_t row, size_t n) {
  const Job *job = part->job;
  bool whole = n % ZZ_LANES == 0;
  for (size_t c = 0; c < N_COLUMNS; c++) {
    bool direct = whole && is_contiguous(&job->columns[c]);
    if (!direct && !part->scratch)
      part->scratch = g_new(Scratch, 1);
    rows->column[c] = direct ? value_at(job, c, row) : gather(part, c, row, n);
  }
}

static void set_outputs(Part *part, ZzRows *rows, size_t row, size_t n) {
  const ZzgovEcoColumns *asked = part->job->asked;
  bool whole = n % ZZ_LANES == 0;
  if (!part->scratch && (!whole || !asked->total_fen || part->job->wants_factors))
    part->scratch = g_new(Scratch, 1);
  rows->total = whole && asked->total_fen ? asked->total_fen + row : part->scratch->total;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    rows->factor[f] = !part->job->wants_factors       ? NULL
                      : whole && asked->factor_fen[f] ? asked->factor_fen[f] + row
                                                      : part->scratch->factor[f];
}

static void copy_out(ZzgovFen *to, const int64_t *from, size_t row, size_t n) {
  if (to && from != to + row)
    memcpy(to + row, from, n * sizeof *to);
}

/* What the kernel has found good. */
static void keep(Part *part, const ZzRows *rows, size_t row, size_t n,
                 const double sums[ZZ_N_FACTORS]) {
  const ZzgovEcoColumns *asked = part->job->asked;
  copy_out(asked->total_fen, rows->total, row, n);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    copy_out(asked->factor_fen[f], rows->factor[f], row, n);
    part->sums[f] += (int64_t)sums[f];
  }
  if (asked->status)
    memset(asked->status + row, ZZGOV_ROW_GOOD, n);
}

/* False at a bad row where none is allowed. */
static bool compute_block(Part *part, size_t row, size_t n) {
  ZzRows rows = {.n = (n + ZZ_LANES - 1) / ZZ_LANES * ZZ_LANES,
                 .integers = part->job->asked->type == ZZGOV_COLUMN_MILLIONTHS};
  double sums[ZZ_N_FACTORS];
  set_inputs(part, &rows, row, n);
  set_outputs(part, &rows, row, n);
  if (part->job->kernel(&rows, &part->job->rates, sums)) {
    keep(part, &rows, row, n, sums);
    return true;
  }
  for (size_t i = 0; i < n; i++)
    if (!compute_row(part, row + i))
      return false;
  return true;
}

static void compute_part(void *data) {
  Part *part = data;
  for (size_t row = part->from; row < part->until; row += ZZ_BLOCK)
    if (!compute_block(part, row, MIN(ZZ_BLOCK, part->until - row)))
      break;
  g_free(part->scratch);
}

/* --- all rows --------------------------------------------------------------------------------- */

/* What the parts have come to together. */
typedef struct {
  ZzWide sums[ZZ_N_FACTORS];
  size_t n_bad, first_bad;
} Totals;

static void add_part(Totals *totals, const Part *part) {
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    totals->sums[f] += part->sums[f];
  if (part->n_bad > 0)
    totals->first_bad = MIN(totals->first_bad, part->first_bad);
  totals->n_bad += part->n_bad;
}

/* One slab of rows by as many threads as are of use. */
static void compute_slab(const Job *job, size_t from, size_t until, Totals *totals) {
  Part parts[ZZ_MOST_THREADS];
  size_t n = zz_n_parts(until - from, job->asked->threads);
  for (size_t i = 0; i < n; i++)
    parts[i] = (Part){.job = job,
                      .from = zz_part_start(from, until, i, n),
                      .until = zz_part_start(from, until, i + 1, n)};
  zz_run_parts(compute_part, parts, sizeof *parts, n);
  for (size_t i = 0; i < n; i++)
    add_part(totals, &parts[i]);
}

/* Progress is told, and the work stopped, between slabs. */
static bool compute_all(const Job *job, Totals *totals, GError **error) {
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

static const char *const names[N_COLUMNS] = {
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

/* The column at fault in a bad row; N_COLUMNS where only the amount is. */
static size_t bad_column(const Job *job, size_t row) {
  ZzWide ignored;
  size_t c = 0;
  while (c < N_COLUMNS && read_value(job, c, row, &ignored) == ZZGOV_ROW_GOOD)
    c++;
  return c;
}

/* The factor whose amount, or whose addition, is too large. */
static size_t large_factor(const Job *job, size_t row) {
  ZzWide millionths[N_COLUMNS];
  ZzgovFen amount, total = 0;
  size_t f = 0;
  read_row(job, row, millionths);
  while (f + 1 < ZZ_N_FACTORS && charge_factor(job, f, millionths, &amount) &&
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

static bool fail_row(const Job *job, size_t row, GError **error) {
  static const ZzgovText expected = {"multiple of 0.000001, −10⁹ … 10⁹",
                                     "0.000001的整数倍，−10⁹…10⁹"};
  size_t bad = bad_column(job, row);
  size_t column = bad < N_COLUMNS ? bad : 2 * large_factor(job, row);
  const ZzPath name = {NULL, names[column], 0}, path = {&name, NULL, row};
  if (bad == N_COLUMNS)
    return zz_fail(error, ZZGOV_ERROR_OVERFLOW, &path, ZZ_MSG_OVERFLOW);
  g_autofree char *text = zz_column_text(job->asked->type, value_at(job, column, row));
  return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, &path, expected, ZZ_MSG_WRONG_VALUE,
                           text);
}

static bool set_sums(const Job *job, const Totals *totals, ZzgovEcoColumnSums *sums,
                     GError **error) {
  ZzWide total = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    total += totals->sums[f];
  if (!sums)
    return true;
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

static void set_job(Job *job, const ZzgovEcoColumns *columns) {
  job->asked = columns;
  job->wants_factors = false;
  job->kernel = zz_kernel();
  zz_rates_set(&job->rates, job->tiers);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    job->columns[2 * f] = columns->values[f];
    job->columns[2 * f + 1] = columns->bases[f];
    job->wants_factors |= columns->factor_fen[f] != NULL;
  }
}

bool zzgov_eco_compensation_columns(const ZzgovRulebook *rulebook, const ZzgovEcoColumns *columns,
                                    ZzgovEcoColumnSums *sums, GError **error) {
  Job job; /* set below: its tables are not worth clearing for a few rows */
  Totals totals = {.first_bad = SIZE_MAX};
  if (!check_arguments(rulebook, columns, sums, error) ||
      !zz_eco_tiers(rulebook, columns->month, job.tiers, error))
    return false;
  set_job(&job, columns);
  if (!compute_all(&job, &totals, error))
    return false;
  if (totals.n_bad > 0 && !columns->status)
    return fail_row(&job, totals.first_bad, error);
  return set_sums(&job, &totals, sums, error);
}
