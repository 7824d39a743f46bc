#include "panel.h"

#include "columns-private.h"
#include "error-private.h"
#include "threads.h"

#include <math.h>
#include <string.h>

enum { N_COLUMNS = 2 * ZZ_N_POLLUTANTS, LAST = 1 };

#define MOST_MILLIONTHS 1e11 /* 100,000 µg/m³ */

/* One call. */
typedef struct {
  const ZzgovEcoPanel *asked;
  const ZzgovColumn *columns[N_COLUMNS]; /* value and last year's in turn */
  const ZzPanelKernel *kernel;
  ZzReader reader;
  ZzGroupSums *groups;
  GArray *rates;  /* of const ZzLaw *: one for all months with the same tiers */
  size_t *law_of; /* of each group, its place there */
  ZzPanelExact *exact;
  ZzReadings block;
  double raw[ZZ_BLOCK]; /* a column side by side */
  double *amounts[ZZ_N_FACTORS];
  ZzWide sums[ZZ_N_FACTORS];
  ZzWide *group_sums, *area_sums;
  size_t n_bad, first_bad;
} Panel;

static const char *const names[N_COLUMNS] = {"pm25", "pm25_last_year", "pm10", "pm10_last_year"};

/* --- one value -------------------------------------------------------------------------------- */

static const void *value_at(const ZzgovColumn *column, size_t row) {
  return (const char *)column->data + (ptrdiff_t)row * column->stride;
}

int64_t zz_panel_millionths(const ZzgovEcoPanel *panel, const ZzgovColumn *column, size_t row) {
  double x;
  int64_t m;
  memcpy(&m, value_at(column, row), sizeof m);
  memcpy(&x, &m, sizeof x);
  return panel->type == ZZGOV_COLUMN_DOUBLES ? (int64_t)rint(x * 1e6) : m;
}

/* Last year's values are above 0. */
static ZzgovRowStatus status_of(const Panel *panel, size_t column, size_t row) {
  double x;
  ZzWide ignored;
  ZzgovRowStatus status = ZZGOV_ROW_GOOD;
  memcpy(&x, value_at(panel->columns[column], row), sizeof x);
  if (panel->asked->type == ZZGOV_COLUMN_DOUBLES)
    status = zz_column_read_double(x, &ignored);
  if (status != ZZGOV_ROW_GOOD)
    return status;
  int64_t m = zz_panel_millionths(panel->asked, panel->columns[column], row);
  bool fits = m >= (column % 2 == LAST) && m <= (int64_t)MOST_MILLIONTHS;
  return fits ? ZZGOV_ROW_GOOD : ZZGOV_ROW_OUT_OF_RANGE;
}

static ZzgovRowStatus status_of_row(const Panel *panel, size_t row) {
  ZzgovRowStatus status = ZZGOV_ROW_GOOD;
  for (size_t c = 0; c < N_COLUMNS && status == ZZGOV_ROW_GOOD; c++)
    status = status_of(panel, c, row);
  return status;
}

/* --- a block of rows -------------------------------------------------------------------------- */

static double *place_of(Panel *panel, size_t column) {
  size_t p = column / 2;
  return column % 2 == LAST ? panel->block.last[p] : panel->block.value[p];
}

static size_t lanes_of(size_t n) { return (n + ZZ_LANES - 1) / ZZ_LANES * ZZ_LANES; }

/* The values of a column side by side, as they are or copied; the last one fills up the lanes. */
static const void *side_by_side(Panel *panel, const ZzgovColumn *column, size_t row, size_t n) {
  if (column->stride == sizeof(double) && n % ZZ_LANES == 0)
    return value_at(column, row);
  for (size_t i = 0; i < lanes_of(n); i++)
    memcpy(&panel->raw[i], value_at(column, row + MIN(i, n - 1)), sizeof(double));
  return panel->raw;
}

/* Whether all values of a column are good. */
static bool read_column(Panel *panel, size_t column, size_t row, size_t n) {
  const void *values = side_by_side(panel, panel->columns[column], row, n);
  ZzSeen seen = panel->reader(values, lanes_of(n), panel->asked->type == ZZGOV_COLUMN_MILLIONTHS,
                              place_of(panel, column));
  return seen.good && seen.least >= (column % 2 == LAST) && seen.most <= MOST_MILLIONTHS;
}

/* Whether all rows of a block are good. */
static bool read_block(Panel *panel, size_t row, size_t n) {
  bool good = true;
  for (size_t c = 0; c < N_COLUMNS; c++)
    good &= read_column(panel, c, row, n);
  panel->block.groups = panel->asked->group + row;
  panel->block.n = n;
  return good;
}

/* --- first: the sums of the groups ------------------------------------------------------------ */

static bool fail_at(const char *name, size_t row, ZzgovErrorCode code, ZzMessage message,
                    size_t found, size_t limit, GError **error) {
  const ZzPath column = {NULL, name, 0}, path = {&column, NULL, row};
  g_autofree char *found_text = g_strdup_printf("%zu", found);
  g_autofree char *limit_text = g_strdup_printf("%zu", limit);
  return zz_fail(error, code, &path, message, found_text, limit_text);
}

static bool check_places(const Panel *panel, size_t row, size_t n, GError **error) {
  const ZzgovEcoPanel *asked = panel->asked;
  for (size_t i = row; i < row + n; i++) {
    if (asked->group[i] >= asked->n_groups)
      return fail_at("group", i, ZZGOV_ERROR_INVALID_VALUE, ZZ_MSG_ABOVE, asked->group[i],
                     asked->n_groups - 1, error);
    if (asked->area_total_fen && asked->area[i] >= asked->n_areas)
      return fail_at("area", i, ZZGOV_ERROR_INVALID_VALUE, ZZ_MSG_ABOVE, asked->area[i],
                     asked->n_areas - 1, error);
  }
  return true;
}

/* Bad rows, one by one; their groups have no base. */
static void note_bad_rows(Panel *panel, size_t row, size_t n) {
  for (size_t i = row; i < row + n; i++) {
    ZzgovRowStatus status = status_of_row(panel, i);
    if (panel->asked->status)
      panel->asked->status[i] = (uint8_t)status;
    if (status == ZZGOV_ROW_GOOD)
      continue;
    panel->groups[panel->asked->group[i]].spoilt = true;
    panel->first_bad = MIN(panel->first_bad, i);
  }
}

static bool add_rows(Panel *panel, GError **error) {
  const ZzgovEcoPanel *asked = panel->asked;
  for (size_t row = 0; row < asked->n_rows; row += ZZ_BLOCK) {
    size_t n = MIN(ZZ_BLOCK, asked->n_rows - row);
    if (!check_places(panel, row, n, error))
      return false;
    bool good = read_block(panel, row, n);
    if (asked->status)
      memset(asked->status + row, ZZGOV_ROW_GOOD, n);
    if (!good)
      note_bad_rows(panel, row, n);
    if (panel->first_bad < asked->n_rows && !asked->status)
      return true;
    panel->kernel->add(&panel->block, panel->groups);
  }
  return true;
}

/* The row that makes its group too large. */
static bool check_group_sizes(const Panel *panel, GError **error) {
  const ZzgovEcoPanel *asked = panel->asked;
  size_t g = 0, n = 0, row = 0;
  while (g < asked->n_groups && panel->groups[g].n <= ZZ_MOST_IN_GROUP)
    g++;
  if (g == asked->n_groups)
    return true;
  for (; n <= ZZ_MOST_IN_GROUP; row++)
    n += asked->group[row] == g;
  return fail_at("group", row - 1, ZZGOV_ERROR_LIMIT_EXCEEDED, ZZ_MSG_TOO_MANY,
                 (size_t)panel->groups[g].n, ZZ_MOST_IN_GROUP, error);
}

/* --- the rates of each month ------------------------------------------------------------------ */

static bool find_law(Panel *panel, const ZzgovRulebook *rulebook, size_t g, GError **error) {
  const ZzLaw *law = zz_law(rulebook, panel->asked->months[g], error);
  if (!law) {
    g_autofree char *place = g_strdup_printf("/months/%zu", g);
    if (error)
      zz_error_set_path(*error, place);
    return false;
  }
  panel->groups[g].rates = &law->rates;
  for (guint i = 0; i < panel->rates->len; i++)
    if (g_array_index(panel->rates, const ZzLaw *, i) == law) {
      panel->law_of[g] = i;
      return true;
    }
  panel->law_of[g] = panel->rates->len;
  g_array_append_val(panel->rates, law);
  return true;
}

static bool find_laws(Panel *panel, const ZzgovRulebook *rulebook, GError **error) {
  for (size_t g = 0; g < panel->asked->n_groups; g++) {
    if (!zz_month_in_range(panel->asked->months[g]))
      return zz_fail_argument(error, "months");
    if (!find_law(panel, rulebook, g, error))
      return false;
  }
  return true;
}

/* --- then: the amounts of the rows ------------------------------------------------------------ */

static ZzgovRowStatus exact_amount(Panel *panel, size_t row, size_t f, ZzgovFen *amount) {
  const ZzLaw *law =
      g_array_index(panel->rates, const ZzLaw *, panel->law_of[panel->asked->group[row]]);
  if (!panel->exact)
    panel->exact = zz_panel_exact_new(panel->asked);
  return zz_panel_exact_charge(panel->exact, row, f, law->tiers[f], amount) ? ZZGOV_ROW_GOOD
                                                                            : ZZGOV_ROW_OVERFLOW;
}

/* Rows whose amounts are not known yet, or whose group is spoilt, one by one. */
static ZzgovRowStatus amounts_of(Panel *panel, size_t row, size_t i, ZzgovFen amounts[ZZ_N_FACTORS],
                                 ZzgovFen *total) {
  *total = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    double amount = panel->amounts[f][i];
    ZzgovRowStatus status = ZZGOV_ROW_GOOD;
    if (isnan(amount))
      status = exact_amount(panel, row, f, &amounts[f]);
    else
      amounts[f] = (ZzgovFen)amount;
    if (status != ZZGOV_ROW_GOOD || !zzgov_fen_add(*total, amounts[f], total, NULL))
      return ZZGOV_ROW_OVERFLOW;
  }
  return ZZGOV_ROW_GOOD;
}

static void write_row(Panel *panel, size_t row, const ZzgovFen amounts[ZZ_N_FACTORS],
                      ZzgovFen total) {
  const ZzgovEcoPanel *asked = panel->asked;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    panel->sums[f] += amounts[f];
    if (asked->factor_fen[f])
      asked->factor_fen[f][row] = amounts[f];
  }
  if (asked->total_fen)
    asked->total_fen[row] = total;
  if (panel->group_sums)
    panel->group_sums[asked->group[row]] += total;
  if (panel->area_sums)
    panel->area_sums[asked->area[row]] += total;
}

static void note_status(Panel *panel, size_t row, ZzgovRowStatus status) {
  uint8_t *statuses = panel->asked->status;
  panel->n_bad++;
  panel->first_bad = MIN(panel->first_bad, row);
  if (statuses && statuses[row] == ZZGOV_ROW_GOOD)
    statuses[row] = (uint8_t)status;
}

static void charge_row(Panel *panel, size_t row, size_t i) {
  ZzgovFen amounts[ZZ_N_FACTORS] = {0}, total = 0;
  ZzgovRowStatus status = panel->groups[panel->asked->group[row]].spoilt
                              ? ZZGOV_ROW_GROUP_SPOILT
                              : amounts_of(panel, row, i, amounts, &total);
  if (status != ZZGOV_ROW_GOOD) {
    memset(amounts, 0, sizeof amounts);
    total = 0;
    note_status(panel, row, status);
  }
  write_row(panel, row, amounts, total);
}

/* What each row's group comes to, beside the row; false where some group is spoilt. */
static bool gather_groups(Panel *panel) {
  ZzReadings *block = &panel->block;
  bool sound = true;
  for (size_t i = 0; i < lanes_of(block->n); i++) {
    const ZzGroupSums *group = &panel->groups[block->groups[MIN(i, block->n - 1)]];
    block->city_n[i] = group->n;
    sound &= !group->spoilt;
    for (size_t p = 0; p < ZZ_N_POLLUTANTS; p++) {
      block->city_values[p][i] = group->values[p];
      block->city_high[p][i] = group->quotients[p].high;
      block->city_low[p][i] = group->quotients[p].low;
    }
  }
  return sound;
}

/* Months of a block may have different rates: then all is computed by each, and picked. */
static void charge_by_laws(Panel *panel) {
  double *picked[ZZ_N_FACTORS];
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    picked[f] = g_new(double, ZZ_BLOCK);
  for (guint l = 0; l < panel->rates->len; l++) {
    const ZzRates *rates = &g_array_index(panel->rates, const ZzLaw *, l)->rates;
    panel->kernel->charge(&panel->block, rates, panel->amounts);
    for (size_t i = 0; i < panel->block.n; i++)
      for (size_t f = 0; f < ZZ_N_FACTORS; f++)
        if (panel->law_of[panel->block.groups[i]] == l)
          picked[f][i] = panel->amounts[f][i];
  }
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    memcpy(panel->amounts[f], picked[f], ZZ_BLOCK * sizeof(double));
    g_free(picked[f]);
  }
}

/* Amounts below 2^51 each, so that neither a total nor a sum of the block passes int64. */
static bool all_known(const Panel *panel) {
  int unknown = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    for (size_t i = 0; i < panel->block.n; i++)
      unknown |= !(panel->amounts[f][i] < 0x1p51);
  return !unknown;
}

/* The usual block: nothing bad, nothing unknown. */
static void write_block(Panel *panel, size_t row) {
  const ZzgovEcoPanel *asked = panel->asked;
  size_t n = panel->block.n;
  ZzgovFen totals[ZZ_BLOCK] = {0};
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    const double *amounts = panel->amounts[f];
    ZzgovFen sum = 0;
    for (size_t i = 0; i < n; i++) {
      totals[i] += (ZzgovFen)amounts[i];
      sum += (ZzgovFen)amounts[i];
    }
    for (size_t i = 0; asked->factor_fen[f] && i < n; i++)
      asked->factor_fen[f][row + i] = (ZzgovFen)amounts[i];
    panel->sums[f] += sum;
  }
  if (asked->total_fen)
    memcpy(asked->total_fen + row, totals, n * sizeof *totals);
  for (size_t i = 0; panel->group_sums && i < n; i++)
    panel->group_sums[asked->group[row + i]] += totals[i];
  for (size_t i = 0; panel->area_sums && i < n; i++)
    panel->area_sums[asked->area[row + i]] += totals[i];
}

static void charge_block(Panel *panel, size_t row, size_t n) {
  read_block(panel, row, n);
  bool sound = gather_groups(panel);
  if (panel->rates->len == 1)
    panel->kernel->charge(&panel->block, &g_array_index(panel->rates, const ZzLaw *, 0)->rates,
                          panel->amounts);
  else
    charge_by_laws(panel);
  if (sound && all_known(panel)) {
    write_block(panel, row);
    return;
  }
  for (size_t i = 0; i < n; i++)
    charge_row(panel, row + i, i);
}

/* False where the caller stops the work. */
static bool charge_rows(Panel *panel, GError **error) {
  const ZzgovEcoPanel *asked = panel->asked;
  for (size_t row = 0; row < asked->n_rows; row += ZZ_BLOCK) {
    size_t n = MIN(ZZ_BLOCK, asked->n_rows - row);
    charge_block(panel, row, n);
    bool told = (row / ZZ_BLOCK + 1) % (ZZ_SLAB / ZZ_BLOCK) == 0 || row + n == asked->n_rows;
    if (told && asked->progress && !asked->progress(row + n, asked->progress_data))
      return zz_fail(error, ZZGOV_ERROR_CANCELLED, NULL, ZZ_MSG_CANCELLED);
  }
  return true;
}

/* --- the results ------------------------------------------------------------------------------ */

static bool write_totals(ZzgovFen *to, const ZzWide *sums, size_t n, GError **error) {
  for (size_t i = 0; to && i < n; i++) {
    if (sums[i] > INT64_MAX)
      return zz_fail(error, ZZGOV_ERROR_OVERFLOW, NULL, ZZ_MSG_OVERFLOW);
    to[i] = (ZzgovFen)sums[i];
  }
  return true;
}

static bool write_sums(const Panel *panel, ZzgovEcoColumnSums *sums, GError **error) {
  ZzWide total = 0;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    total += panel->sums[f];
  if (!sums)
    return true;
  sums->n_bad = panel->n_bad;
  sums->first_bad = MIN(panel->first_bad, panel->asked->n_rows);
  return write_totals(&sums->total_fen, &total, 1, error) &&
         write_totals(sums->factor_fen, panel->sums, ZZ_N_FACTORS, error);
}

/* The pollutant whose amount, or whose addition, is too large. */
static size_t large_pollutant(Panel *panel, size_t row) {
  ZzgovFen amount, total = 0;
  size_t f = 0;
  while (f + 1 < ZZ_N_FACTORS && exact_amount(panel, row, f, &amount) == ZZGOV_ROW_GOOD &&
         zzgov_fen_add(total, amount, &total, NULL))
    f++;
  return f / 2;
}

static bool fail_row(Panel *panel, GError **error) {
  static const ZzgovText expected = {"multiple of 0.000001, 0 … 100000, last year's above 0",
                                     "0.000001的整数倍，0…100000，去年同期大于0"};
  size_t row = panel->first_bad, c = 0;
  while (c < N_COLUMNS && status_of(panel, c, row) == ZZGOV_ROW_GOOD)
    c++;
  bool beyond = c == N_COLUMNS; /* only its amount is bad */
  if (beyond)
    c = large_pollutant(panel, row) * 2;
  const ZzPath name = {NULL, names[c], 0}, path = {&name, NULL, row};
  if (beyond)
    return zz_fail(error, ZZGOV_ERROR_OVERFLOW, &path, ZZ_MSG_OVERFLOW);
  g_autofree char *text = zz_column_text(panel->asked->type, value_at(panel->columns[c], row));
  return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, &path, expected, ZZ_MSG_WRONG_VALUE,
                           text);
}

static bool settle(Panel *panel, const ZzgovRulebook *rulebook, ZzgovEcoColumnSums *sums,
                   GError **error) {
  const ZzgovEcoPanel *asked = panel->asked;
  if (!find_laws(panel, rulebook, error) || !add_rows(panel, error))
    return false;
  if (panel->first_bad < asked->n_rows && !asked->status)
    return fail_row(panel, error);
  if (!check_group_sizes(panel, error))
    return false;
  panel->kernel->close(panel->groups, asked->n_groups, asked->rate_base);
  if (!charge_rows(panel, error))
    return false;
  if (panel->n_bad > 0 && !asked->status)
    return fail_row(panel, error);
  return write_totals(asked->group_total_fen, panel->group_sums, asked->n_groups, error) &&
         write_totals(asked->area_total_fen, panel->area_sums, asked->n_areas, error) &&
         write_sums(panel, sums, error);
}

/* --- the door --------------------------------------------------------------------------------- */

static bool check_arguments(const ZzgovRulebook *rulebook, const ZzgovEcoPanel *panel,
                            const ZzgovEcoColumnSums *sums, GError **error) {
  if (!rulebook || !panel)
    return zz_fail_argument(error, rulebook ? "panel" : "rulebook");
  const void *const needed[N_COLUMNS] = {panel->pm25.data, panel->pm25_last_year.data,
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
  for (size_t c = 0; c < N_COLUMNS && panel->n_rows > 0; c++)
    if (!needed[c])
      return zz_fail_argument(error, names[c]);
  return true;
}

static void panel_init(Panel *panel, const ZzgovEcoPanel *asked) {
  const ZzgovColumn *columns[N_COLUMNS] = {&asked->pm25, &asked->pm25_last_year, &asked->pm10,
                                           &asked->pm10_last_year};
  panel->asked = asked;
  memcpy(panel->columns, columns, sizeof columns);
  panel->kernel = zz_panel_kernel();
  panel->reader = zz_reader();
  panel->groups = g_new0(ZzGroupSums, asked->n_groups + 1);
  panel->law_of = g_new(size_t, asked->n_groups + 1);
  panel->rates = g_array_new(FALSE, FALSE, sizeof(const ZzLaw *));
  panel->group_sums = asked->group_total_fen ? g_new0(ZzWide, asked->n_groups + 1) : NULL;
  panel->area_sums = asked->area_total_fen ? g_new0(ZzWide, asked->n_areas + 1) : NULL;
  panel->first_bad = SIZE_MAX;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    panel->amounts[f] = g_new0(double, ZZ_BLOCK);
}

static void panel_free(Panel *panel) {
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    g_free(panel->amounts[f]);
  zz_panel_exact_free(panel->exact);
  g_array_unref(panel->rates);
  g_free(panel->groups);
  g_free(panel->law_of);
  g_free(panel->group_sums);
  g_free(panel->area_sums);
  g_free(panel);
}

bool zzgov_eco_compensation_panel(const ZzgovRulebook *rulebook, const ZzgovEcoPanel *asked,
                                  ZzgovEcoColumnSums *sums, GError **error) {
  if (!check_arguments(rulebook, asked, sums, error))
    return false;
  Panel *panel = g_new0(Panel, 1);
  panel_init(panel, asked);
  bool settled = settle(panel, rulebook, sums, error);
  panel_free(panel);
  return settled;
}
