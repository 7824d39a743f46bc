#include "exact.h"
#include "panel.h"

#include <math.h>
#include <string.h>

/* --- the rows of each group ------------------------------------------------------------------- */

typedef struct {
  size_t *starts; /* of each group in `rows`, and the end of the last */
  size_t *rows;
} Index;

struct ZzPanelRows {
  const ZzgovEcoPanel *panel;
  bool in_order;
  Index *index; /* NULL before it is needed */
};

ZzPanelRows *zz_panel_rows_new(const ZzgovEcoPanel *panel, bool in_order) {
  ZzPanelRows *rows = g_new(ZzPanelRows, 1);
  *rows = (ZzPanelRows){panel, in_order, NULL};
  return rows;
}

static void index_free(Index *index) {
  if (!index)
    return;
  g_free(index->starts);
  g_free(index->rows);
  g_free(index);
}

void zz_panel_rows_free(ZzPanelRows *rows) {
  index_free(rows->index);
  g_free(rows);
}

/* Counts the rows of each group, then lays them side by side. */
static Index *index_new(const ZzgovEcoPanel *panel) {
  Index *index = g_new(Index, 1);
  *index = (Index){g_new0(size_t, panel->n_groups + 2), g_new(size_t, panel->n_rows)};
  size_t *next = index->starts + 1; /* becomes the end of each group */
  for (size_t row = 0; row < panel->n_rows; row++)
    next[panel->group[row] + 1]++;
  for (size_t g = 1; g <= panel->n_groups; g++)
    next[g] += next[g - 1];
  for (size_t row = 0; row < panel->n_rows; row++)
    index->rows[next[panel->group[row]]++] = row;
  return index;
}

/* Two threads may make one; the first is kept. */
static const Index *index_of(ZzPanelRows *rows) {
  Index *known = g_atomic_pointer_get(&rows->index);
  if (known)
    return known;
  Index *index = index_new(rows->panel);
  if (g_atomic_pointer_compare_and_exchange(&rows->index, NULL, index))
    return index;
  index_free(index);
  return g_atomic_pointer_get(&rows->index);
}

/* Some rows: where they stand, or, where they are NULL, the n from the first on. */
typedef struct {
  const size_t *rows;
  size_t first, n;
} Members;

static size_t member_at(const Members *members, size_t i) {
  return members->rows ? members->rows[i] : members->first + i;
}

/* Those of a row's group, which stand side by side. */
static Members neighbours(const ZzgovEcoPanel *panel, size_t row) {
  uint32_t group = panel->group[row];
  size_t from = row, end = row + 1;
  while (from > 0 && panel->group[from - 1] == group)
    from--;
  while (end < panel->n_rows && panel->group[end] == group)
    end++;
  return (Members){NULL, from, end - from};
}

static Members members_of(ZzPanelRows *rows, size_t row) {
  if (rows->in_order)
    return neighbours(rows->panel, row);
  const Index *index = index_of(rows);
  const size_t *start = &index->starts[rows->panel->group[row]];
  return (Members){index->rows + start[0], 0, start[1] - start[0]};
}

/* --- amounts ---------------------------------------------------------------------------------- */

/* The bases of the groups that were asked for last. */
struct ZzPanelExact {
  const ZzgovEcoPanel *panel;
  ZzPanelRows *rows;
  size_t groups[ZZ_N_FACTORS]; /* SIZE_MAX for none */
  ZzExact bases[ZZ_N_FACTORS];
};

ZzPanelExact *zz_panel_exact_new(const ZzgovEcoPanel *panel, ZzPanelRows *rows) {
  ZzPanelExact *exact = g_new(ZzPanelExact, 1);
  exact->panel = panel;
  exact->rows = rows;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++) {
    exact->groups[f] = SIZE_MAX;
    zz_exact_init(&exact->bases[f]);
  }
  return exact;
}

void zz_panel_exact_free(ZzPanelExact *exact) {
  if (!exact)
    return;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    zz_exact_clear(&exact->bases[f]);
  g_free(exact);
}

/* Millionths of a value that is known to be good. */
static int64_t millionths(const ZzgovEcoPanel *panel, const ZzgovColumn *column, size_t row) {
  double x;
  int64_t m;
  memcpy(&m, zz_value_at(column, row), sizeof m);
  memcpy(&x, &m, sizeof x);
  return panel->type == ZZGOV_COLUMN_DOUBLES ? (int64_t)rint(x * 1e6) : m;
}

typedef struct {
  int64_t value, last; /* millionths */
} Reading;

static Reading reading_at(const ZzgovEcoPanel *panel, size_t row, size_t p) {
  const ZzgovColumn *value = p == 0 ? &panel->pm25 : &panel->pm10;
  const ZzgovColumn *last = p == 0 ? &panel->pm25_last_year : &panel->pm10_last_year;
  return (Reading){millionths(panel, value, row), millionths(panel, last, row)};
}

/* A concentration, or an improvement rate in percentage points. */
static ZzFraction number_of(Reading reading, bool rate) {
  return rate ? zz_fraction_reduced((ZzWide)100 * (reading.last - reading.value), reading.last)
              : zz_fraction_of_decimal(reading.value);
}

static ZzFraction rate_of_sums(const ZzPanelExact *exact, const Members *members, size_t p) {
  Reading sum = {0, 0};
  for (size_t i = 0; i < members->n; i++) {
    Reading reading = reading_at(exact->panel, member_at(members, i), p);
    sum.value += reading.value;
    sum.last += reading.last;
  }
  return number_of(sum, true);
}

static void set_base(ZzPanelExact *exact, size_t f, const Members *members) {
  bool rate = f % 2 == 1;
  if (rate && exact->panel->rate_base == ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS) {
    zz_exact_set(&exact->bases[f], rate_of_sums(exact, members, f / 2));
    return;
  }
  ZzFraction numbers[ZZ_MOST_IN_GROUP];
  for (size_t i = 0; i < members->n; i++)
    numbers[i] = number_of(reading_at(exact->panel, member_at(members, i), f / 2), rate);
  zz_exact_set_mean(&exact->bases[f], numbers, members->n);
}

static const ZzExact *base_of(ZzPanelExact *exact, size_t row, size_t f) {
  size_t group = exact->panel->group[row];
  if (exact->groups[f] != group) {
    Members members = members_of(exact->rows, row);
    set_base(exact, f, &members);
    exact->groups[f] = group;
  }
  return &exact->bases[f];
}

ZzgovWideDecimal zz_panel_exact_base(ZzPanelExact *exact, size_t row, size_t f) {
  base_of(exact, row, f);
  return zz_exact_to_decimal(&exact->bases[f]);
}

bool zz_panel_exact_charge(ZzPanelExact *exact, size_t row, size_t f, const ZzList *tiers,
                           ZzgovFen *amount) {
  ZzExact excess;
  ZzCharge charge;
  bool rate = f % 2 == 1;
  zz_exact_init(&excess);
  zz_charge_init(&charge, tiers);
  zz_exact_set_difference(&excess, number_of(reading_at(exact->panel, row, f / 2), rate),
                          base_of(exact, row, f));
  if (rate)
    zz_exact_negate(&excess);
  bool fits = zz_charge(&charge, &excess, amount);
  zz_charge_clear(&charge);
  zz_exact_clear(&excess);
  return fits;
}
