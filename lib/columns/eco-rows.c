#include "eco-columns.h"

#include <math.h>
#include <string.h>

/* --- one row, exactly ------------------------------------------------------------------------- */

const void *zz_eco_value_at(const ZzEcoJob *job, size_t column, size_t row) {
  return zz_value_at(zz_eco_column(job->asked, column), row);
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

ZzgovRowStatus zz_eco_read_value(const ZzEcoJob *job, size_t column, size_t row,
                                 ZzWide *millionths) {
  double x;
  int64_t m;
  const void *value = zz_eco_value_at(job, column, row);
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
ZzgovRowStatus zz_eco_read_row(const ZzEcoJob *job, size_t row, ZzWide millionths[ZZ_N_COLUMNS]) {
  ZzgovRowStatus status = ZZGOV_ROW_GOOD;
  for (size_t c = 0; c < ZZ_N_COLUMNS && status == ZZGOV_ROW_GOOD; c++)
    status = zz_eco_read_value(job, c, row, &millionths[c]);
  return status;
}

bool zz_eco_charge_factor(const ZzEcoJob *job, size_t f, const ZzWide millionths[ZZ_N_COLUMNS],
                          ZzgovFen *amount) {
  ZzWide excess = millionths[2 * f] - millionths[2 * f + 1];
  if (f % 2 == 1) /* of a rate, less is worse */
    excess = -excess;
  return zz_tiers_charge(job->law->tiers[f], MAX(excess, 0), 1, amount);
}

static ZzgovRowStatus charge_row(const ZzEcoJob *job, size_t row, ZzgovFen amounts[ZZ_N_FACTORS],
                                 ZzgovFen *total) {
  ZzWide millionths[ZZ_N_COLUMNS];
  ZzgovRowStatus status = zz_eco_read_row(job, row, millionths);
  *total = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS && status == ZZGOV_ROW_GOOD; f++)
    if (!zz_eco_charge_factor(job, f, millionths, &amounts[f]) ||
        !zzgov_fen_add(*total, amounts[f], total, NULL))
      status = ZZGOV_ROW_OVERFLOW;
  return status;
}

static void write_row(const ZzEcoJob *job, size_t row, ZzgovRowStatus status,
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
static bool compute_row(ZzPart *part, size_t row) {
  ZzgovFen amounts[ZZ_N_FACTORS] = {0}, total;
  const ZzEcoJob *job = part->job;
  ZzgovRowStatus status = charge_row(job, row, amounts, &total);
  write_row(job, row, status, amounts, total);
  if (status == ZZGOV_ROW_GOOD) {
    for (size_t f = 0; f < ZZ_N_FACTORS; f++)
      part->sums[f] += amounts[f];
    return true;
  }
  zz_part_note(part, row);
  return job->asked->status != NULL;
}

/* --- rows side by side ------------------------------------------------------------------------ */

/* Room for what is not laid out as the kernel wants it: columns, totals, factors of so many rows.
 */
enum { N_LINES = ZZ_N_COLUMNS + 1 + ZZ_N_FACTORS, FEW = 8 * ZZ_LANES };
typedef struct {
  double *room;
  size_t length;
  bool filled[ZZ_N_COLUMNS]; /* one value for all rows lies there already */
} Scratch;

static double *line(const Scratch *scratch, size_t i) {
  return scratch->room + i * scratch->length;
}

/* A column of n rows side by side, zeros behind the last up to whole vectors. */
static const void *gather(const ZzEcoJob *job, Scratch *scratch, size_t column, size_t row,
                          size_t n, size_t until) {
  double *to = line(scratch, column);
  if (scratch->filled[column] && n == until)
    return to;
  scratch->filled[column] = zz_eco_column(job->asked, column)->stride == 0 && n == scratch->length;
  for (size_t i = 0; i < n; i++)
    memcpy(&to[i], zz_eco_value_at(job, column, row + i), sizeof *to);
  memset(to + n, 0, (until - n) * sizeof *to);
  return to;
}

static void set_inputs(const ZzEcoJob *job, Scratch *scratch, ZzRows *rows, size_t row, size_t n) {
  for (size_t c = 0; c < ZZ_N_COLUMNS; c++)
    rows->column[c] = n == rows->n && zz_is_contiguous(zz_eco_column(job->asked, c))
                          ? zz_eco_value_at(job, c, row)
                          : gather(job, scratch, c, row, n, rows->n);
}

static int64_t *place_of(ZzgovFen *wanted, const Scratch *scratch, size_t i, size_t row,
                         bool whole) {
  return whole && wanted ? wanted + row : (int64_t *)(void *)line(scratch, i);
}

static void set_outputs(const ZzEcoJob *job, const Scratch *scratch, ZzRows *rows, size_t row,
                        size_t n) {
  const ZzgovEcoColumns *asked = job->asked;
  bool whole = n == rows->n;
  rows->total = place_of(asked->total_fen, scratch, ZZ_N_COLUMNS, row, whole);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    rows->factor[f] = job->wants_factors ? place_of(asked->factor_fen[f], scratch,
                                                    ZZ_N_COLUMNS + 1 + f, row, whole)
                                         : NULL;
}

static void set_in_place(const ZzEcoJob *job, ZzRows *rows, size_t row) {
  const ZzgovEcoColumns *asked = job->asked;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    rows->column[2 * f] = (const double *)asked->values[f].data + row;
    rows->column[2 * f + 1] = (const double *)asked->bases[f].data + row;
    rows->factor[f] = NULL;
  }
  rows->total = asked->total_fen + row;
}

static void copy_out(ZzgovFen *to, const int64_t *from, size_t row, size_t n) {
  if (to && from != to + row)
    memcpy(to + row, from, n * sizeof *to);
}

static void copy_outputs(const ZzgovEcoColumns *asked, const ZzRows *rows, size_t row, size_t n) {
  copy_out(asked->total_fen, rows->total, row, n);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    copy_out(asked->factor_fen[f], rows->factor[f], row, n);
}

/* What the kernel has found good. */
static void keep(ZzPart *part, const ZzRows *rows, size_t row, size_t n,
                 const double sums[ZZ_N_FACTORS]) {
  const ZzEcoJob *job = part->job;
  const ZzgovEcoColumns *asked = job->asked;
  if (!job->direct || n < rows->n)
    copy_outputs(asked, rows, row, n);
  for (size_t f = 0; f < ZZ_N_FACTORS && job->wants_sums; f++)
    part->sums[f] += (int64_t)sums[f];
  if (asked->status)
    memset(asked->status + row, ZZGOV_ROW_GOOD, n);
}

/* Rows of a block, or fewer than fill a vector. False at a bad row where none is allowed. */
static bool compute_rows(ZzPart *part, Scratch *scratch, size_t row, size_t n) {
  const ZzEcoJob *job = part->job;
  ZzRows rows;
  double sums[ZZ_N_FACTORS];
  rows.n = (n + ZZ_LANES - 1) / ZZ_LANES * ZZ_LANES;
  rows.integers = job->asked->type == ZZGOV_COLUMN_MILLIONTHS;
  rows.more = row + n < part->until;
  if (job->direct && n == rows.n) {
    set_in_place(job, &rows, row);
  } else {
    set_inputs(job, scratch, &rows, row, n);
    set_outputs(job, scratch, &rows, row, n);
  }
  if (job->kernel(&rows, &job->law->rates, job->wants_sums ? sums : NULL)) {
    keep(part, &rows, row, n, sums);
    return true;
  }
  for (size_t i = 0; i < n; i++)
    if (!compute_row(part, row + i))
      return false;
  return true;
}

/* Whole vectors of rows, as many at a time as there is room for. */
static bool compute_whole(ZzPart *part, Scratch *scratch, size_t until) {
  size_t most = scratch->length;
  for (size_t row = part->from; row < until; row += most)
    if (!compute_rows(part, scratch, row, MIN(most, until - row)))
      return false;
  return true;
}

/* Many rows want more room than a stack should give, unless they are read and written in place. */
static bool compute_many(ZzPart *part, size_t until) {
  const ZzEcoJob *job = part->job;
  Scratch scratch = {.length = ZZ_BLOCK};
  if (!job->direct)
    scratch.room = g_new(double, N_LINES *ZZ_BLOCK);
  bool good = compute_whole(part, &scratch, until);
  g_free(scratch.room);
  return good;
}

void zz_eco_compute(void *data) {
  ZzPart *part = data;
  double room[N_LINES * FEW];
  Scratch scratch = {.room = room, .length = FEW};
  size_t rest = (part->until - part->from) % ZZ_LANES, whole = part->until - rest;
  bool good =
      whole - part->from > FEW ? compute_many(part, whole) : compute_whole(part, &scratch, whole);
  if (good && rest > 0)
    compute_rows(part, &scratch, whole, rest);
}
