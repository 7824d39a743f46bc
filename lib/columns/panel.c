#include "panel.h"

#include "error-private.h"
#include "threads.h"

#include <string.h>

static const char *const names[ZZ_N_READINGS] = {"pm25", "pm25_last_year", "pm10",
                                                 "pm10_last_year"};

/* One call. */
typedef struct {
  ZzPanelJob job;
  ZzPanelPart *parts;
  size_t n_parts;
} Panel;

/* --- groups and areas ------------------------------------------------------------------------- */

static bool fail_at(const char *name, size_t row, ZzgovErrorCode code, ZzMessage message,
                    size_t found, size_t limit, GError **error) {
  const ZzPath column = {NULL, name, 0}, path = {&column, NULL, row};
  g_autofree char *found_text = g_strdup_printf("%zu", found);
  g_autofree char *limit_text = g_strdup_printf("%zu", limit);
  return zz_fail(error, code, &path, message, found_text, limit_text);
}

/* Whether all of a column are below n. */
static bool check_numbers(const char *name, const uint32_t *numbers, uint32_t most, size_t n,
                          GError **error) {
  size_t row = 0;
  if (most < n)
    return true;
  while (numbers[row] < n)
    row++;
  return fail_at(name, row, ZZGOV_ERROR_INVALID_VALUE, ZZ_MSG_ABOVE, numbers[row], n - 1, error);
}

static bool check_places(ZzPanelJob *job, GError **error) {
  const ZzgovEcoPanel *asked = job->asked;
  if (asked->n_rows == 0)
    return true;
  ZzOrder order = job->kernel->order(asked->group, asked->n_rows);
  job->in_order = order.ascending && !order.large;
  if (!check_numbers("group", asked->group, order.most, asked->n_groups, error))
    return false;
  return !asked->area_total_fen ||
         check_numbers("area", asked->area, job->kernel->order(asked->area, asked->n_rows).most,
                       asked->n_areas, error);
}

/* --- the rates of each month ------------------------------------------------------------------ */

const ZzLaw *zz_panel_law(const ZzPanelJob *job, size_t group) {
  ZzgovMonth month = job->asked->months[group];
  return month >= job->law->from && month <= job->law->until ? job->law
                                                             : zz_law(job->rulebook, month, NULL);
}

static const ZzLaw *find_law(const ZzPanelJob *job, size_t g, GError **error) {
  ZzgovMonth month = job->asked->months[g];
  if (!zz_month_in_range(month)) {
    zz_fail_argument(error, "months");
    return NULL;
  }
  const ZzLaw *law = zz_law(job->rulebook, month, error);
  g_autofree char *place = law ? NULL : g_strdup_printf("/months/%zu", g);
  if (!law && error)
    zz_error_set_path(*error, place);
  return law;
}

/* Every group's month has one. */
static bool find_laws(ZzPanelJob *job, GError **error) {
  job->one_law = true;
  for (size_t g = 0; g < job->asked->n_groups; g++) {
    ZzgovMonth month = job->asked->months[g];
    if (job->law && month >= job->law->from && month <= job->law->until)
      continue;
    const ZzLaw *law = find_law(job, g, error);
    if (!law)
      return false;
    job->one_law = job->law == NULL;
    if (!job->law)
      job->law = law;
  }
  return true;
}

/* --- parts ------------------------------------------------------------------------------------ */

/* Sums of all groups, each of which begins where a line of the cache does. */
static ZzGroup *table_new(const ZzPanelJob *job) {
  size_t n = job->in_order ? ZZ_PANEL_ROOM : job->asked->n_groups;
  return g_aligned_alloc0(MAX(n, 1), sizeof(ZzGroup), sizeof(ZzGroup));
}

static ZzWide *sums_new(const void *wanted, size_t n) {
  return wanted ? g_new0(ZzWide, n + 1) : NULL;
}

/* In order, no two parts have a group in common. */
static void part_init(ZzPanelPart *part, const Panel *panel, size_t i) {
  const ZzgovEcoPanel *asked = panel->job.asked;
  part->job = &panel->job;
  part->first_bad = SIZE_MAX;
  part->table = part->groups = table_new(&panel->job);
  part->group_sums = i > 0 && panel->job.in_order
                         ? panel->parts->group_sums
                         : sums_new(asked->group_total_fen, asked->n_groups);
  part->area_sums = sums_new(asked->area_total_fen, asked->n_areas);
}

static void part_clear(ZzPanelPart *part, const Panel *panel, size_t i) {
  zz_panel_exact_free(part->exact);
  g_aligned_free(part->table);
  if (i == 0 || !panel->job.in_order)
    g_free(part->group_sums);
  g_free(part->area_sums);
}

/* In any order each part has a table of its own, which should not outgrow its rows. */
static size_t n_useful_parts(const ZzPanelJob *job) {
  size_t n = zz_n_parts(job->asked->n_rows, job->asked->threads);
  size_t most = job->asked->n_rows / (2 * MAX(job->asked->n_groups, 1));
  return job->in_order ? n : CLAMP(n, 1, MAX(most, 1));
}

/* This row, or, in order, the next at which a group begins. */
static size_t at_group(const ZzPanelJob *job, size_t row) {
  const uint32_t *group = job->asked->group;
  while (job->in_order && row > 0 && row < job->asked->n_rows && group[row] == group[row - 1])
    row++;
  return row;
}

static void run(Panel *panel, void (*work)(void *part), size_t from, size_t until) {
  size_t n = MIN(panel->n_parts, zz_n_parts(until - from, panel->job.asked->threads));
  for (size_t i = 0; i < n; i++) {
    panel->parts[i].from = at_group(&panel->job, zz_part_start(from, until, i, n));
    panel->parts[i].until = at_group(&panel->job, zz_part_start(from, until, i + 1, n));
  }
  zz_run_parts(work, panel->parts, sizeof *panel->parts, n);
}

/* --- one pass or two -------------------------------------------------------------------------- */

static bool may_go_on(const Panel *panel) {
  bool bad = false;
  for (size_t i = 0; i < panel->n_parts; i++)
    bad |= panel->parts[i].first_bad != SIZE_MAX;
  return panel->job.asked->status || !bad;
}

/* Progress is told, and the work stopped, between slabs. */
static bool run_slabs(Panel *panel, void (*work)(void *part), GError **error) {
  const ZzgovEcoPanel *asked = panel->job.asked;
  for (size_t until, from = 0; from < asked->n_rows; from = until) {
    until = at_group(&panel->job, MIN(from + ZZ_SLAB, asked->n_rows));
    run(panel, work, from, until);
    if (!may_go_on(panel))
      return true;
    if (asked->progress && !asked->progress(until, asked->progress_data))
      return zz_fail(error, ZZGOV_ERROR_CANCELLED, NULL, ZZ_MSG_CANCELLED);
  }
  return true;
}

/* Some of the groups. */
typedef struct {
  const Panel *panel;
  size_t from, until;
} Stretch;

/* The sums of all parts, in the table of the first. */
static void close_groups(void *data) {
  const Stretch *stretch = data;
  const Panel *panel = stretch->panel;
  ZzGroup *groups = panel->parts->table;
  for (size_t i = 1; i < panel->n_parts; i++)
    for (size_t g = stretch->from; g < stretch->until; g++)
      for (size_t s = 0; s < ZZ_GROUP_SUMS; s++)
        groups[g].all[s] += panel->parts[i].table[g].all[s];
  panel->job.kernel->close(groups + stretch->from, stretch->until - stretch->from,
                           panel->job.asked->rate_base == ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS);
}

static void close_all(Panel *panel) {
  Stretch stretches[ZZ_MOST_THREADS];
  size_t n = panel->n_parts, n_groups = panel->job.asked->n_groups;
  for (size_t i = 0; i < n; i++)
    stretches[i] = (Stretch){panel, n_groups * i / n, n_groups * (i + 1) / n};
  zz_run_parts(close_groups, stretches, sizeof *stretches, n);
  for (size_t i = 1; i < n; i++)
    panel->parts[i].groups = panel->parts->table;
}

/* The row that makes its group too large. */
static bool check_group_sizes(const Panel *panel, GError **error) {
  const ZzgovEcoPanel *asked = panel->job.asked;
  const ZzGroup *groups = panel->parts->table;
  size_t g = 0, n = 0, row = 0;
  while (g < asked->n_groups && groups[g].n <= ZZ_MOST_IN_GROUP)
    g++;
  if (g == asked->n_groups)
    return true;
  for (; n <= ZZ_MOST_IN_GROUP; row++)
    n += asked->group[row] == g;
  return fail_at("group", row - 1, ZZGOV_ERROR_LIMIT_EXCEEDED, ZZ_MSG_TOO_MANY, (size_t)groups[g].n,
                 ZZ_MOST_IN_GROUP, error);
}

/* Rows in any order: what they are compared with is known when all are read. */
static bool settle_in_two_passes(Panel *panel, GError **error) {
  run(panel, zz_panel_add, 0, panel->job.asked->n_rows);
  if (!may_go_on(panel))
    return true;
  close_all(panel);
  return check_group_sizes(panel, error) && run_slabs(panel, zz_panel_charge, error);
}

/* --- the results ------------------------------------------------------------------------------ */

/* The sums of parts, in those of the first. */
static void add_sums(ZzWide *to, const ZzWide *from, size_t n) {
  for (size_t i = 0; to && to != from && i < n; i++)
    to[i] += from[i];
}

static void add_parts(Panel *panel) {
  const ZzgovEcoPanel *asked = panel->job.asked;
  ZzPanelPart *first = panel->parts;
  for (size_t i = 1; i < panel->n_parts; i++) {
    const ZzPanelPart *part = &panel->parts[i];
    add_sums(first->sums, part->sums, ZZ_N_FACTORS);
    add_sums(first->group_sums, part->group_sums, asked->n_groups);
    add_sums(first->area_sums, part->area_sums, asked->n_areas);
    first->n_bad += part->n_bad;
    first->first_bad = MIN(first->first_bad, part->first_bad);
  }
}

static bool write_totals(ZzgovFen *to, const ZzWide *sums, size_t n, GError **error) {
  for (size_t i = 0; to && i < n; i++) {
    if (sums[i] > INT64_MAX)
      return zz_fail(error, ZZGOV_ERROR_OVERFLOW, NULL, ZZ_MSG_OVERFLOW);
    to[i] = (ZzgovFen)sums[i];
  }
  return true;
}

static bool write_sums(const ZzPanelPart *all, ZzgovEcoColumnSums *sums, GError **error) {
  ZzWide total = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    total += all->sums[f];
  if (!sums)
    return true;
  sums->n_bad = all->n_bad;
  sums->first_bad = MIN(all->first_bad, all->job->asked->n_rows);
  return write_totals(&sums->total_fen, &total, 1, error) &&
         write_totals(sums->factor_fen, all->sums, ZZ_N_FACTORS, error);
}

/* The pollutant whose amount, or whose addition, is too large. */
static size_t large_pollutant(const ZzPanelJob *job, size_t row) {
  const ZzLaw *law = zz_panel_law(job, job->asked->group[row]);
  ZzPanelExact *exact = zz_panel_exact_new(job->asked, job->rows);
  ZzgovFen amount, total = 0;
  size_t f = 0;
  while (f + 1 < ZZ_N_FACTORS && zz_panel_exact_charge(exact, row, f, law->tiers[f], &amount) &&
         zzgov_fen_add(total, amount, &total, NULL))
    f++;
  zz_panel_exact_free(exact);
  return f / 2;
}

static bool fail_row(const ZzPanelJob *job, size_t row, GError **error) {
  static const ZzgovText expected = {"multiple of 0.000001, 0 … 100000, last year's above 0",
                                     "0.000001的整数倍，0…100000，去年同期大于0"};
  size_t c = 0;
  while (c < ZZ_N_READINGS && zz_panel_status(job, c, row) == ZZGOV_ROW_GOOD)
    c++;
  bool beyond = c == ZZ_N_READINGS; /* only its amount is bad */
  if (beyond)
    c = large_pollutant(job, row) * 2;
  const ZzPath name = {NULL, names[c], 0}, path = {&name, NULL, row};
  if (beyond)
    return zz_fail(error, ZZGOV_ERROR_OVERFLOW, &path, ZZ_MSG_OVERFLOW);
  g_autofree char *text = zz_column_text(job->asked->type, zz_value_at(job->columns[c], row));
  return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, &path, expected, ZZ_MSG_WRONG_VALUE,
                           text);
}

static bool settle(Panel *panel, ZzgovEcoColumnSums *sums, GError **error) {
  const ZzgovEcoPanel *asked = panel->job.asked;
  bool done = panel->job.in_order ? run_slabs(panel, zz_panel_settle, error)
                                  : settle_in_two_passes(panel, error);
  if (!done)
    return false;
  add_parts(panel);
  const ZzPanelPart *all = panel->parts;
  if (all->first_bad != SIZE_MAX && !asked->status)
    return fail_row(&panel->job, all->first_bad, error);
  zz_panel_write_bases(&panel->job);
  return write_totals(asked->group_total_fen, all->group_sums, asked->n_groups, error) &&
         write_totals(asked->area_total_fen, all->area_sums, asked->n_areas, error) &&
         write_sums(all, sums, error);
}

/* --- the door --------------------------------------------------------------------------------- */

static bool check_arguments(const ZzgovRulebook *rulebook, const ZzgovEcoPanel *panel,
                            const ZzgovEcoColumnSums *sums, GError **error) {
  if (!rulebook || !panel)
    return zz_fail_argument(error, rulebook ? "panel" : "rulebook");
  const void *const needed[ZZ_N_READINGS] = {panel->pm25.data, panel->pm25_last_year.data,
                                             panel->pm10.data, panel->pm10_last_year.data};
  if (panel->size < sizeof *panel || (sums && sums->size < sizeof *sums))
    return zz_fail_argument(error, "size");
  if (panel->type != ZZGOV_COLUMN_DOUBLES && panel->type != ZZGOV_COLUMN_MILLIONTHS)
    return zz_fail_argument(error, "type");
  if (panel->rate_base != ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES &&
      panel->rate_base != ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS)
    return zz_fail_argument(error, "rate_base");
  if (!panel->months && panel->n_groups > 0)
    return zz_fail_argument(error, "months");
  if (panel->n_rows > 0 && (!panel->group || (panel->area_total_fen && !panel->area)))
    return zz_fail_argument(error, panel->group ? "area" : "group");
  for (size_t c = 0; c < ZZ_N_READINGS && panel->n_rows > 0; c++)
    if (!needed[c])
      return zz_fail_argument(error, names[c]);
  return true;
}

static void job_init(ZzPanelJob *job, const ZzgovRulebook *rulebook, const ZzgovEcoPanel *asked) {
  *job = (ZzPanelJob){
      .asked = asked,
      .rulebook = rulebook,
      .columns = {&asked->pm25, &asked->pm25_last_year, &asked->pm10, &asked->pm10_last_year},
      .kernel = zz_panel_kernel(),
      .reader = zz_reader()};
}

static bool settle_in_parts(Panel *panel, ZzgovEcoColumnSums *sums, GError **error) {
  panel->n_parts = n_useful_parts(&panel->job);
  panel->parts = g_new0(ZzPanelPart, panel->n_parts);
  panel->job.rows = zz_panel_rows_new(panel->job.asked, panel->job.in_order);
  for (size_t i = 0; i < panel->n_parts; i++)
    part_init(&panel->parts[i], panel, i);
  bool settled = settle(panel, sums, error);
  for (size_t i = 0; i < panel->n_parts; i++)
    part_clear(&panel->parts[i], panel, i);
  zz_panel_rows_free(panel->job.rows);
  g_free(panel->parts);
  return settled;
}

bool zzgov_eco_compensation_panel(const ZzgovRulebook *rulebook, const ZzgovEcoPanel *asked,
                                  ZzgovEcoColumnSums *sums, GError **error) {
  Panel panel = {.n_parts = 0};
  if (!check_arguments(rulebook, asked, sums, error))
    return false;
  job_init(&panel.job, rulebook, asked);
  return find_laws(&panel.job, error) && check_places(&panel.job, error) &&
         settle_in_parts(&panel, sums, error);
}
