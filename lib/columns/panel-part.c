#include "panel.h"

#include <math.h>
#include <string.h>

enum { LAST = 1 }; /* of two columns, last year's */

#define MOST_MILLIONTHS 1e11 /* 100,000 µg/m³ */

/* --- one value -------------------------------------------------------------------------------- */

/* Last year's values are above 0. */
ZzgovRowStatus zz_panel_status(const ZzPanelJob *job, size_t column, size_t row) {
  double x;
  int64_t m;
  const void *value = zz_value_at(job->columns[column], row);
  ZzgovRowStatus status = ZZGOV_ROW_GOOD;
  ZzWide millionths;
  memcpy(&x, value, sizeof x);
  memcpy(&m, value, sizeof m);
  if (job->asked->type == ZZGOV_COLUMN_DOUBLES)
    status = zz_column_read_double(x, &millionths);
  else
    millionths = m;
  if (status != ZZGOV_ROW_GOOD)
    return status;
  bool fits = millionths >= (column % 2 == LAST) && millionths <= (int64_t)MOST_MILLIONTHS;
  return fits ? ZZGOV_ROW_GOOD : ZZGOV_ROW_OUT_OF_RANGE;
}

static ZzgovRowStatus status_of_row(const ZzPanelJob *job, size_t row) {
  ZzgovRowStatus status = ZZGOV_ROW_GOOD;
  for (size_t c = 0; c < ZZ_N_READINGS && status == ZZGOV_ROW_GOOD; c++)
    status = zz_panel_status(job, c, row);
  return status;
}

/* --- a block of rows -------------------------------------------------------------------------- */

static double *line_of(ZzPanelPart *part, size_t column) {
  size_t p = column / 2;
  return column % 2 == LAST ? part->readings.last[p] : part->readings.value[p];
}

static size_t lanes_of(size_t n) { return (n + ZZ_LANES - 1) / ZZ_LANES * ZZ_LANES; }

/* n values side by side, the last one again and again up to whole vectors. */
static void copy_side_by_side(const ZzgovColumn *column, size_t row, size_t n, double *to) {
  for (size_t i = 0; i < lanes_of(n); i++)
    memcpy(&to[i], zz_value_at(column, row + MIN(i, n - 1)), sizeof *to);
}

/* Whether so many values are good; they go into lines from i on. */
static bool read_values(ZzPanelPart *part, size_t column, const void *values, size_t i, size_t n) {
  const ZzPanelJob *job = part->job;
  ZzSeen seen = job->reader(values, lanes_of(n), job->asked->type == ZZGOV_COLUMN_MILLIONTHS,
                            part->readings.n_ahead > 0, line_of(part, column) + i);
  return seen.good && seen.least >= (column % 2 == LAST) && seen.most <= MOST_MILLIONTHS;
}

/* Whole vectors are read where they lie, the rest from a copy. */
static bool read_column(ZzPanelPart *part, size_t c) {
  const ZzgovColumn *column = part->job->columns[c];
  size_t row = part->row, n = part->readings.n;
  size_t direct = zz_is_contiguous(column) ? n - n % ZZ_LANES : 0;
  bool good = direct == 0 || read_values(part, c, zz_value_at(column, row), 0, direct);
  if (direct == n)
    return good;
  copy_side_by_side(column, row + direct, n - direct, part->raw);
  return read_values(part, c, part->raw, direct, n - direct) && good;
}

/* Whether all rows of a block are good. */
static bool read_block(ZzPanelPart *part) {
  bool good = true;
  for (size_t c = 0; c < ZZ_N_READINGS; c++)
    good &= read_column(part, c);
  part->job->kernel->divide(&part->readings);
  return good;
}

/* --- first: the sums of the groups ------------------------------------------------------------ */

static bool may_go_on(const ZzPanelPart *part) {
  return part->job->asked->status || part->first_bad == SIZE_MAX;
}

/* A bad row's group has no base. */
static void note_if_bad(ZzPanelPart *part, size_t row, ZzGroup *group) {
  uint8_t *statuses = part->job->asked->status;
  ZzgovRowStatus status = status_of_row(part->job, row);
  if (statuses)
    statuses[row] = (uint8_t)status;
  if (status == ZZGOV_ROW_GOOD)
    return;
  group->n_bad++;
  part->first_bad = MIN(part->first_bad, row);
}

/* Rows of a block, one by one. */
static void for_each_row(ZzPanelPart *part,
                         void (*work)(ZzPanelPart *part, size_t row, ZzGroup *group)) {
  const ZzReadings *readings = &part->readings;
  for (size_t i = 0; readings->scattered && i < readings->n; i++)
    work(part, part->row + i, &part->groups[readings->numbers[i]]);
  for (size_t run = 0; !readings->scattered && run < readings->n_runs; run++) {
    ZzGroup *group = &part->groups[zz_group_of_run(readings, run)];
    for (size_t i = readings->starts[run]; i < readings->starts[run + 1]; i++)
      work(part, part->row + i, group);
  }
}

/* False at a bad row where none is allowed. */
static bool add_block(ZzPanelPart *part) {
  const ZzgovEcoPanel *asked = part->job->asked;
  bool good = read_block(part);
  if (asked->status)
    memset(asked->status + part->row, ZZGOV_ROW_GOOD, part->readings.n);
  if (!good)
    for_each_row(part, note_if_bad);
  if (!may_go_on(part))
    return false;
  part->job->kernel->add(&part->readings, part->groups,
                         asked->rate_base == ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS);
  return true;
}

/* --- then: the amounts of the rows ------------------------------------------------------------ */

/* By how much a value is above the mean of n, times n: whole millionths. */
static bool charge_concentration(const ZzPanelPart *part, const ZzGroup *group, size_t i, size_t f,
                                 ZzgovFen *amount) {
  const ZzLaw *law = zz_panel_law(part->job, part->readings.numbers[i]);
  ZzWide value = (ZzWide)part->readings.value[f / 2][i];
  ZzWide excess = value * (int64_t)group->n - (ZzWide)group->values[f / 2];
  return zz_tiers_charge(law->tiers[f], MAX(excess, 0), (int64_t)group->n, amount);
}

static bool charge_exactly(ZzPanelPart *part, const ZzGroup *group, size_t row, size_t i, size_t f,
                           ZzgovFen *amount) {
  if (f % 2 == 0)
    return charge_concentration(part, group, i, f, amount);
  if (!part->exact)
    part->exact = zz_panel_exact_new(part->job->asked, part->job->rows);
  const ZzLaw *law = zz_panel_law(part->job, part->readings.numbers[i]);
  return zz_panel_exact_charge(part->exact, row, f, law->tiers[f], amount);
}

/* False beyond int64 fen. */
static bool amounts_of(ZzPanelPart *part, const ZzGroup *group, size_t row,
                       ZzgovFen amounts[ZZ_N_FACTORS], ZzgovFen *total) {
  size_t i = row - part->row;
  *total = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    double amount = part->readings.amount[f][i];
    amounts[f] = isnan(amount) ? 0 : (ZzgovFen)amount;
    if (isnan(amount) && !charge_exactly(part, group, row, i, f, &amounts[f]))
      return false;
    if (!zzgov_fen_add(*total, amounts[f], total, NULL))
      return false;
  }
  return true;
}

static void write_row(ZzPanelPart *part, size_t row, const ZzgovFen amounts[ZZ_N_FACTORS],
                      ZzgovFen total) {
  const ZzgovEcoPanel *asked = part->job->asked;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    part->sums[f] += amounts[f];
    if (asked->factor_fen[f])
      asked->factor_fen[f][row] = amounts[f];
  }
  if (asked->total_fen)
    asked->total_fen[row] = total;
  if (part->group_sums)
    part->group_sums[asked->group[row]] += total;
  if (part->area_sums)
    part->area_sums[asked->area[row]] += total;
}

static void note_status(ZzPanelPart *part, size_t row, ZzgovRowStatus status) {
  uint8_t *statuses = part->job->asked->status;
  part->n_bad++;
  part->first_bad = MIN(part->first_bad, row);
  if (statuses && statuses[row] == ZZGOV_ROW_GOOD)
    statuses[row] = (uint8_t)status;
}

/* A row whose amounts are not known yet, or whose group is spoilt. */
static void charge_row(ZzPanelPart *part, size_t row, ZzGroup *group) {
  ZzgovFen amounts[ZZ_N_FACTORS] = {0}, total = 0;
  ZzgovRowStatus status = ZZGOV_ROW_GOOD;
  if (group->n_bad > 0)
    status = ZZGOV_ROW_GROUP_SPOILT;
  else if (!amounts_of(part, group, row, amounts, &total))
    status = ZZGOV_ROW_OVERFLOW;
  if (status != ZZGOV_ROW_GOOD) {
    memset(amounts, 0, sizeof amounts);
    total = 0;
    note_status(part, row, status);
  }
  write_row(part, row, amounts, total);
}

static void add_to_groups(ZzPanelPart *part) {
  const ZzReadings *readings = &part->readings;
  for (size_t i = 0; readings->scattered && i < readings->n; i++)
    part->group_sums[readings->numbers[i]] += readings->total[i];
  for (size_t run = 0; !readings->scattered && run < readings->n_runs; run++) {
    int64_t sum = 0; /* of at most a thousand totals below 2^53 */
    for (size_t i = readings->starts[run]; i < readings->starts[run + 1]; i++)
      sum += readings->total[i];
    part->group_sums[readings->numbers[readings->starts[run]]] += sum;
  }
}

/* The usual block: nothing bad, nothing unknown. */
static void write_block(ZzPanelPart *part) {
  const ZzgovEcoPanel *asked = part->job->asked;
  size_t row = part->row;
  ZzReadings *readings = &part->readings;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    part->sums[f] += readings->sums[f];
    if (asked->factor_fen[f])
      part->job->kernel->convert(readings->amount[f], readings->n, asked->factor_fen[f] + row);
  }
  if (asked->total_fen)
    memcpy(asked->total_fen + row, readings->total, readings->n * sizeof *asked->total_fen);
  if (part->group_sums)
    add_to_groups(part);
  for (size_t i = 0; part->area_sums && i < readings->n; i++)
    part->area_sums[asked->area[row + i]] += readings->total[i];
}

static void charge_block(ZzPanelPart *part) {
  const ZzPanelJob *job = part->job;
  if (job->kernel->charge(&part->readings, part->groups)) {
    write_block(part);
    return;
  }
  for_each_row(part, charge_row);
}

/* --- blocks ----------------------------------------------------------------------------------- */

/* Rows of one group are taken together where they stand side by side, or have rates of their own.
 */
static void set_runs(const ZzPanelJob *job, ZzReadings *readings) {
  const uint32_t *numbers = readings->numbers;
  size_t n_runs = 1;
  readings->starts[0] = 0;
  for (size_t i = 1; i < readings->n; i++) {
    readings->starts[n_runs] = (uint32_t)i;
    n_runs += numbers[i] != numbers[i - 1];
  }
  readings->starts[n_runs] = (uint32_t)readings->n;
  readings->n_runs = n_runs;
  for (size_t run = 0; run < n_runs && !job->one_law; run++)
    readings->laws[run] = zz_panel_law(job, numbers[readings->starts[run]]);
}

static void set_block(ZzPanelPart *part, size_t row, size_t n) {
  const ZzPanelJob *job = part->job;
  ZzReadings *readings = &part->readings;
  part->row = row;
  readings->n = n;
  readings->numbers = job->asked->group + row;
  readings->n_ahead = part->until - row - n;
  readings->in_order = job->in_order;
  readings->law = job->one_law ? job->law : NULL;
  readings->scattered =
      job->one_law && !job->in_order && job->kernel->count_runs(readings->numbers, n) > n / 3;
  if (!readings->scattered)
    set_runs(job, readings);
}

/* --- rows in any order ------------------------------------------------------------------------ */

/* The next block of a part; false behind the last. */
static bool next_block(ZzPanelPart *part) {
  size_t row = part->row + part->readings.n;
  if (row == part->until)
    return false;
  set_block(part, row, MIN(ZZ_BLOCK, part->until - row));
  return true;
}

static void begin(ZzPanelPart *part) {
  part->row = part->from;
  part->readings.n = 0;
}

void zz_panel_add(void *data) {
  ZzPanelPart *part = data;
  begin(part);
  while (next_block(part))
    if (!add_block(part))
      return;
}

void zz_panel_charge(void *data) {
  ZzPanelPart *part = data;
  begin(part);
  while (next_block(part)) {
    read_block(part);
    charge_block(part);
  }
}

/* --- rows in order ---------------------------------------------------------------------------- */

/* Behind the last row of as many whole groups as fill a block, or of one that is larger. */
static size_t end_of_block(const ZzPanelPart *part, size_t row) {
  const uint32_t *group = part->job->asked->group;
  size_t end = row + MIN(ZZ_BLOCK, part->until - row);
  while (end > row && end < part->until && group[end] == group[end - 1])
    end--;
  for (; end == row || (end < part->until && group[end] == group[end - 1]); end++)
    ;
  return end;
}

void zz_panel_settle(void *data) {
  ZzPanelPart *part = data;
  bool means = part->job->asked->rate_base == ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS;
  for (size_t end, row = part->from; row < part->until; row = end) {
    end = end_of_block(part, row);
    set_block(part, row, end - row);
    memset(part->groups, 0, part->readings.n_runs * sizeof *part->groups);
    if (!add_block(part))
      return;
    part->job->kernel->close(part->groups, part->readings.n_runs, means);
    charge_block(part);
  }
}
