/* Panels of readings; what they come to group by group in zzgov_eco_compensation(); assertions on
 * every row, group, area and sum. */
#ifndef TEST_PANEL_HELPER_H
#define TEST_PANEL_HELPER_H

#include "columns-helper.h"

enum { N_READINGS = 4, MOST_IN_GROUP = 1000, MOST_READING = 100000 };

/* In the order of the columns: PM2.5, its last year's, PM10, its last year's. */
typedef struct {
  size_t n_rows, n_groups, n_areas;
  uint32_t *group, *area;
  ZzgovMonth *months;
  int64_t *millionths[N_READINGS];
  double *doubles[N_READINGS];
  uint8_t *bad; /* what must be said of a row that is itself at fault */
} Readings;

static inline Readings readings_new(size_t n_rows, size_t n_groups, size_t n_areas) {
  Readings readings = {n_rows,
                       n_groups,
                       n_areas,
                       g_new0(uint32_t, n_rows),
                       g_new0(uint32_t, n_rows),
                       g_new(ZzgovMonth, n_groups),
                       {NULL},
                       {NULL},
                       g_new0(uint8_t, n_rows)};
  for (size_t c = 0; c < N_READINGS; c++) {
    readings.millionths[c] = g_new0(int64_t, n_rows);
    readings.doubles[c] = g_new0(double, n_rows);
  }
  for (size_t g = 0; g < n_groups; g++)
    readings.months[g] = ZZGOV_MONTH(2020, 10) + (ZzgovMonth)(g * 7 % 60);
  return readings;
}

static inline void readings_free(Readings *readings) {
  for (size_t c = 0; c < N_READINGS; c++) {
    g_free(readings->millionths[c]);
    g_free(readings->doubles[c]);
  }
  g_free(readings->group);
  g_free(readings->area);
  g_free(readings->months);
  g_free(readings->bad);
}

static inline void set_reading(Readings *readings, size_t c, size_t row, int64_t millionths) {
  readings->millionths[c][row] = millionths;
  readings->doubles[c][row] = (double)millionths / 1e6; /* the nearest double */
}

/* --- random readings -------------------------------------------------------------------------- */

/* Readings of so many decimals between two numbers of points. */
typedef struct {
  int decimals;
  int64_t from, until;
} Figures;

static inline int64_t random_reading(uint64_t *state, Figures figures) {
  int64_t step = POINT;
  for (int i = 0; i < figures.decimals; i++)
    step /= 10;
  return random_between(state, MAX(figures.from * POINT / step, 1), figures.until * POINT / step) *
         step;
}

/* This year's is now and then 0. */
static inline void random_row(Readings *readings, size_t row, uint64_t *state, Figures figures) {
  for (size_t c = 0; c < N_READINGS; c++) {
    bool zero = c % 2 == 0 && next_random(state) % 200 == 0;
    set_reading(readings, c, row, zero ? 0 : random_reading(state, figures));
  }
  readings->area[row] = (uint32_t)(next_random(state) % readings->n_areas);
}

static inline void shuffle(uint32_t *numbers, size_t n, uint64_t *state) {
  for (size_t i = n; i > 1; i--) {
    size_t j = next_random(state) % i;
    uint32_t kept = numbers[i - 1];
    numbers[i - 1] = numbers[j];
    numbers[j] = kept;
  }
}

/* Every tenth group has no row, the others 1 ... `most`; the rows lie in any order. */
static inline Readings random_readings(uint64_t *state, size_t n_groups, size_t most,
                                       Figures figures) {
  g_autofree size_t *sizes = g_new0(size_t, n_groups);
  size_t n_rows = 0, row = 0;
  for (size_t g = 0; g < n_groups; g++)
    n_rows += sizes[g] =
        next_random(state) % 10 == 0 ? 0 : (size_t)random_between(state, 1, (int64_t)most);
  Readings readings = readings_new(n_rows, n_groups, 16);
  for (size_t g = 0; g < n_groups; g++)
    for (size_t i = 0; i < sizes[g]; i++)
      readings.group[row++] = (uint32_t)g;
  shuffle(readings.group, n_rows, state);
  for (row = 0; row < n_rows; row++)
    random_row(&readings, row, state, figures);
  return readings;
}

/* --- the order of the rows -------------------------------------------------------------------- */

static inline Readings with_rows(const Readings *readings, const size_t *rows) {
  Readings other = readings_new(readings->n_rows, readings->n_groups, readings->n_areas);
  memcpy(other.months, readings->months, readings->n_groups * sizeof *other.months);
  for (size_t i = 0; i < readings->n_rows; i++) {
    other.group[i] = readings->group[rows[i]];
    other.area[i] = readings->area[rows[i]];
    other.bad[i] = readings->bad[rows[i]];
    for (size_t c = 0; c < N_READINGS; c++) {
      other.millionths[c][i] = readings->millionths[c][rows[i]];
      other.doubles[c][i] = readings->doubles[c][rows[i]];
    }
  }
  return other;
}

/* The rows group by group, up or down. */
static inline size_t *rows_by_group(const Readings *readings, bool up) {
  g_autofree size_t *next = g_new0(size_t, readings->n_groups + 2);
  size_t *rows = g_new0(size_t, readings->n_rows + 1), last = readings->n_groups - 1;
  for (size_t row = 0; row < readings->n_rows; row++)
    next[(up ? readings->group[row] : last - readings->group[row]) + 1]++;
  for (size_t g = 1; g <= readings->n_groups; g++)
    next[g] += next[g - 1];
  for (size_t row = 0; row < readings->n_rows; row++)
    rows[next[up ? readings->group[row] : last - readings->group[row]]++] = row;
  return rows;
}

/* --- what they come to ------------------------------------------------------------------------ */

/* Outputs, with guards before and behind. */
typedef struct {
  size_t n_rows, n_groups, n_areas;
  ZzgovFen *fen[N_OUTPUTS]; /* the factors, the total */
  ZzgovFen *group_total, *area_total;
  uint8_t *status;
} Outcome;

static inline Outcome outcome_new(const Readings *readings) {
  Outcome outcome = {readings->n_rows,
                     readings->n_groups,
                     readings->n_areas,
                     {NULL},
                     guarded(readings->n_groups * sizeof(ZzgovFen)),
                     guarded(readings->n_areas * sizeof(ZzgovFen)),
                     guarded(readings->n_rows)};
  for (size_t i = 0; i < N_OUTPUTS; i++)
    outcome.fen[i] = guarded(readings->n_rows * sizeof(ZzgovFen));
  return outcome;
}

static inline void outcome_free(Outcome *outcome) {
  for (size_t i = 0; i < N_OUTPUTS; i++)
    unguard(outcome->fen[i], outcome->n_rows * sizeof(ZzgovFen));
  unguard(outcome->group_total, outcome->n_groups * sizeof(ZzgovFen));
  unguard(outcome->area_total, outcome->n_areas * sizeof(ZzgovFen));
  unguard(outcome->status, outcome->n_rows);
}

static inline void outcome_clear(Outcome *outcome) {
  for (size_t i = 0; i < N_OUTPUTS; i++)
    memset(outcome->fen[i], 0, outcome->n_rows * sizeof(ZzgovFen));
  memset(outcome->group_total, 0, outcome->n_groups * sizeof(ZzgovFen));
  memset(outcome->area_total, 0, outcome->n_areas * sizeof(ZzgovFen));
  memset(outcome->status, ZZGOV_ROW_GOOD, outcome->n_rows);
}

/* The rows of a group in their order, and how many they are. */
static inline size_t rows_of(const Readings *readings, size_t group, size_t rows[MOST_IN_GROUP]) {
  size_t n = 0;
  for (size_t row = 0; row < readings->n_rows; row++)
    if (readings->group[row] == group)
      rows[n++] = row;
  return n;
}

/* Whether a row of the group is at fault; then the others are told so. */
static inline bool spoil(const Readings *readings, const size_t *rows, size_t n, Outcome *wanted) {
  bool spoilt = false;
  for (size_t i = 0; i < n; i++)
    spoilt = spoilt || readings->bad[rows[i]] != ZZGOV_ROW_GOOD;
  for (size_t i = 0; i < n && spoilt; i++)
    wanted->status[rows[i]] =
        readings->bad[rows[i]] ? readings->bad[rows[i]] : ZZGOV_ROW_GROUP_SPOILT;
  return spoilt;
}

static inline void areas_of(const Readings *readings, const size_t *rows, size_t n,
                            ZzgovEcoArea *areas, char (*names)[8]) {
  for (size_t i = 0; i < n; i++) {
    g_snprintf(names[i], sizeof names[i], "%zu", i);
    areas[i] = (ZzgovEcoArea)ZZGOV_ECO_AREA_INIT;
    areas[i].name = names[i];
    areas[i].pm25 = readings->millionths[0][rows[i]];
    areas[i].pm25_last_year = readings->millionths[1][rows[i]];
    areas[i].pm10 = readings->millionths[2][rows[i]];
    areas[i].pm10_last_year = readings->millionths[3][rows[i]];
  }
}

/* By the typed door; free the result. */
static inline ZzgovEcoCompensationResult *settle(const ZzgovRulebook *rulebook,
                                                 const Readings *readings, ZzgovEcoRateBase base,
                                                 ZzgovMonth month, const size_t *rows, size_t n) {
  static ZzgovEcoArea areas[MOST_IN_GROUP];
  static char names[MOST_IN_GROUP][8];
  ZzgovEcoCompensationOptions options = ZZGOV_ECO_COMPENSATION_OPTIONS_INIT;
  ZzgovEcoCompensationInput input = {sizeof input, month, areas, n, NULL};
  GError *error = NULL;
  areas_of(readings, rows, n, areas, names);
  options.rate_base = base;
  ZzgovEcoCompensationResult *result =
      zzgov_eco_compensation(rulebook, &input, &options, NULL, &error);
  assert_no_error(error);
  return result;
}

static inline void settle_group(const ZzgovRulebook *rulebook, const Readings *readings,
                                ZzgovEcoRateBase base, size_t group, Outcome *wanted) {
  size_t rows[MOST_IN_GROUP], n = rows_of(readings, group, rows);
  if (n == 0 || spoil(readings, rows, n, wanted))
    return;
  g_autoptr(ZzgovEcoCompensationResult) result =
      settle(rulebook, readings, base, readings->months[group], rows, n);
  wanted->group_total[group] = result->total_fen;
  for (size_t i = 0; i < n; i++) {
    for (size_t f = 0; f < N_FACTORS; f++)
      wanted->fen[f][rows[i]] = result->areas[i].factors[f].amount_fen;
    wanted->fen[N_FACTORS][rows[i]] = result->areas[i].total_fen;
    wanted->area_total[readings->area[rows[i]]] += result->areas[i].total_fen;
  }
}

/* The same of rows in another order. */
static inline Outcome outcome_with_rows(const Outcome *wanted, const Readings *other,
                                        const size_t *rows) {
  Outcome outcome = outcome_new(other);
  for (size_t row = 0; row < other->n_rows; row++) {
    for (size_t i = 0; i < N_OUTPUTS; i++)
      outcome.fen[i][row] = wanted->fen[i][rows[row]];
    outcome.status[row] = wanted->status[rows[row]];
  }
  memcpy(outcome.group_total, wanted->group_total, other->n_groups * sizeof(ZzgovFen));
  memcpy(outcome.area_total, wanted->area_total, other->n_areas * sizeof(ZzgovFen));
  return outcome;
}

/* Free it. */
static inline Outcome outcome_of(const ZzgovRulebook *rulebook, const Readings *readings,
                                 ZzgovEcoRateBase base) {
  Outcome wanted = outcome_new(readings);
  outcome_clear(&wanted);
  for (size_t g = 0; g < readings->n_groups; g++)
    settle_group(rulebook, readings, base, g, &wanted);
  return wanted;
}

/* --- calls ------------------------------------------------------------------------------------ */

/* Copies values into a column of their own; what lies between is no number. Free `*memory`. */
static inline ZzgovColumn spread(const void *values, size_t n, ptrdiff_t stride, char **memory) {
  size_t step = (size_t)ABS(stride), bytes = n == 0 || step == 0 ? 8 : (n - 1) * step + 8;
  *memory = g_malloc(bytes);
  memset(*memory, 0xFF, bytes);
  for (size_t row = 0; row < n; row++)
    memcpy(*memory + (stride < 0 ? n - 1 - row : row) * step, (const char *)values + 8 * row, 8);
  return (ZzgovColumn){*memory + (stride < 0 ? bytes - 8 : 0), stride};
}

static inline ZzgovColumn *reading_column(ZzgovEcoPanel *panel, size_t c) {
  ZzgovColumn *const columns[] = {&panel->pm25, &panel->pm25_last_year, &panel->pm10,
                                  &panel->pm10_last_year};
  return columns[c];
}

/* A panel that reads the arrays themselves. */
static inline ZzgovEcoPanel panel_of(const Readings *readings, ZzgovColumnType type) {
  ZzgovEcoPanel panel = ZZGOV_ECO_PANEL_INIT;
  panel.n_rows = readings->n_rows;
  panel.n_groups = readings->n_groups;
  panel.n_areas = readings->n_areas;
  panel.group = readings->group;
  panel.area = readings->area;
  panel.months = readings->months;
  panel.type = type;
  for (size_t c = 0; c < N_READINGS; c++)
    *reading_column(&panel, c) =
        (ZzgovColumn){type == ZZGOV_COLUMN_DOUBLES ? (const void *)readings->doubles[c]
                                                   : (const void *)readings->millionths[c],
                      8};
  return panel;
}

/* Bits 0 ... 3 ask for the factors, then the total, the statuses, the groups', the areas'. */
enum { ALL_OF_PANEL = 0xFF, STATUS_OF_PANEL = 0x20, GROUPS_OF_PANEL = 0x40, AREAS_OF_PANEL = 0x80 };

static inline void want_of_panel(ZzgovEcoPanel *panel, const Outcome *found, unsigned mask) {
  for (size_t f = 0; f < N_FACTORS; f++)
    panel->factor_fen[f] = mask >> f & 1 ? found->fen[f] : NULL;
  panel->total_fen = mask >> N_FACTORS & 1 ? found->fen[N_FACTORS] : NULL;
  panel->status = mask & STATUS_OF_PANEL ? found->status : NULL;
  panel->group_total_fen = mask & GROUPS_OF_PANEL ? found->group_total : NULL;
  panel->area_total_fen = mask & AREAS_OF_PANEL ? found->area_total : NULL;
}

/* --- checks ----------------------------------------------------------------------------------- */

static inline void assert_all_fen(const ZzgovFen *found, const ZzgovFen *wanted, size_t n,
                                  const char *what) {
  for (size_t i = 0; found && i < n; i++)
    if (found[i] != wanted[i])
      cr_assert_fail("%s %zu of %zu: %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT " (%s)", what, i,
                     n, found[i], wanted[i], zzgov_columns_kernel());
}

static inline void assert_outcome(const ZzgovEcoPanel *panel, const Outcome *wanted) {
  static const char *const factors[] = {"pm25", "pm25_improvement", "pm10", "pm10_improvement"};
  for (size_t row = 0; panel->status && row < wanted->n_rows; row++)
    if (panel->status[row] != wanted->status[row])
      cr_assert_fail("status of row %zu is %d, not %d", row, panel->status[row],
                     wanted->status[row]);
  for (size_t f = 0; f < N_FACTORS; f++)
    assert_all_fen(panel->factor_fen[f], wanted->fen[f], wanted->n_rows, factors[f]);
  assert_all_fen(panel->total_fen, wanted->fen[N_FACTORS], wanted->n_rows, "total");
  assert_all_fen(panel->group_total_fen, wanted->group_total, wanted->n_groups, "group");
  assert_all_fen(panel->area_total_fen, wanted->area_total, wanted->n_areas, "area");
}

static inline Expected sums_of(const Outcome *wanted) {
  Expected expected = {{0}, 0, wanted->n_rows};
  for (size_t row = 0; row < wanted->n_rows; row++) {
    Row one = {wanted->status[row], {0}};
    for (size_t i = 0; i < N_OUTPUTS; i++)
      one.fen[i] = wanted->fen[i][row];
    expect_row(&expected, &one, row);
  }
  return expected;
}

/* Calls with the outputs that are asked for and compares them all. */
static inline void assert_call(const ZzgovRulebook *rulebook, ZzgovEcoPanel panel,
                               const Readings *readings, const Outcome *wanted, unsigned mask) {
  Outcome found = outcome_new(readings);
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  GError *error = NULL;
  want_of_panel(&panel, &found, mask);
  bool done = zzgov_eco_compensation_panel(rulebook, &panel, &sums, &error);
  assert_no_error(error);
  cr_assert(done);
  assert_outcome(&panel, wanted);
  Expected expected = sums_of(wanted);
  assert_sums(&sums, &expected);
  outcome_free(&found);
}

/* Both types by one reading of the rate's base. */
static inline void assert_types(const ZzgovRulebook *rulebook, const Readings *readings,
                                ZzgovEcoRateBase base, const Outcome *wanted) {
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    ZzgovEcoPanel panel = panel_of(readings, both_types[t]);
    panel.rate_base = base;
    assert_call(rulebook, panel, readings, wanted, ALL_OF_PANEL);
  }
}

/* As they are, and group by group. */
static inline void assert_base(const ZzgovRulebook *rulebook, const Readings *readings,
                               ZzgovEcoRateBase base) {
  Outcome wanted = outcome_of(rulebook, readings, base);
  assert_types(rulebook, readings, base, &wanted);
  for (int up = 0; up <= 1; up++) {
    g_autofree size_t *rows = rows_by_group(readings, up);
    Readings other = with_rows(readings, rows);
    Outcome outcome = outcome_with_rows(&wanted, &other, rows);
    assert_types(rulebook, &other, base, &outcome);
    outcome_free(&outcome);
    readings_free(&other);
  }
  outcome_free(&wanted);
}

static const ZzgovEcoRateBase both_bases[] = {ZZGOV_ECO_RATE_BASE_MEAN_OF_RATES,
                                              ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS};

static inline void assert_readings(const ZzgovRulebook *rulebook, const Readings *readings) {
  for (size_t b = 0; b < G_N_ELEMENTS(both_bases); b++)
    assert_base(rulebook, readings, both_bases[b]);
}

#endif
