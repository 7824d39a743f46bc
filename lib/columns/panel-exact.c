#include "panel.h"

#include "exact.h"

#include <string.h>

/* The rows of each group, side by side; and the bases of the group that was asked for last. */
struct ZzPanelExact {
  const ZzgovEcoPanel *panel;
  size_t *starts; /* of each group in `rows`, and the end of the last */
  size_t *rows;
  size_t group;
  ZzExact bases[ZZ_N_FACTORS];
};

/* Counts the rows of each group, then lays them side by side. */
static void sort_rows(ZzPanelExact *exact) {
  const ZzgovEcoPanel *panel = exact->panel;
  exact->starts = g_new0(size_t, panel->n_groups + 2);
  exact->rows = g_new(size_t, panel->n_rows);
  size_t *next = exact->starts + 1; /* becomes the end of each group */
  for (size_t row = 0; row < panel->n_rows; row++)
    next[panel->group[row] + 1]++;
  for (size_t g = 1; g <= panel->n_groups; g++)
    next[g] += next[g - 1];
  for (size_t row = 0; row < panel->n_rows; row++)
    exact->rows[next[panel->group[row]]++] = row;
}

ZzPanelExact *zz_panel_exact_new(const ZzgovEcoPanel *panel) {
  ZzPanelExact *exact = g_new(ZzPanelExact, 1);
  exact->panel = panel;
  exact->group = SIZE_MAX;
  sort_rows(exact);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    zz_exact_init(&exact->bases[f]);
  return exact;
}

void zz_panel_exact_free(ZzPanelExact *exact) {
  if (!exact)
    return;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    zz_exact_clear(&exact->bases[f]);
  g_free(exact->starts);
  g_free(exact->rows);
  g_free(exact);
}

typedef struct {
  int64_t value, last; /* millionths */
} Reading;

static Reading reading_at(const ZzgovEcoPanel *panel, size_t row, size_t p) {
  const ZzgovColumn *value = p == 0 ? &panel->pm25 : &panel->pm10;
  const ZzgovColumn *last = p == 0 ? &panel->pm25_last_year : &panel->pm10_last_year;
  return (Reading){zz_panel_millionths(panel, value, row), zz_panel_millionths(panel, last, row)};
}

/* A concentration, or an improvement rate in percentage points. */
static ZzFraction number_of(Reading reading, bool rate) {
  return rate ? zz_fraction_reduced((ZzWide)100 * (reading.last - reading.value), reading.last)
              : zz_fraction_of_decimal(reading.value);
}

static ZzFraction rate_of_sums(const ZzPanelExact *exact, size_t from, size_t until, size_t p) {
  Reading sum = {0, 0};
  for (size_t i = from; i < until; i++) {
    Reading reading = reading_at(exact->panel, exact->rows[i], p);
    sum.value += reading.value;
    sum.last += reading.last;
  }
  return number_of(sum, true);
}

static void set_base(ZzPanelExact *exact, size_t f, size_t from, size_t until) {
  bool rate = f % 2 == 1;
  if (rate && exact->panel->rate_base == ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS) {
    zz_exact_set(&exact->bases[f], rate_of_sums(exact, from, until, f / 2));
    return;
  }
  ZzFraction numbers[ZZ_MOST_IN_GROUP];
  for (size_t i = from; i < until; i++)
    numbers[i - from] = number_of(reading_at(exact->panel, exact->rows[i], f / 2), rate);
  zz_exact_set_mean(&exact->bases[f], numbers, until - from);
}

static void set_group(ZzPanelExact *exact, size_t group) {
  for (size_t f = 0; f < ZZ_N_FACTORS && exact->group != group; f++)
    set_base(exact, f, exact->starts[group], exact->starts[group + 1]);
  exact->group = group;
}

bool zz_panel_exact_charge(ZzPanelExact *exact, size_t row, size_t f, const ZzList *tiers,
                           ZzgovFen *amount) {
  ZzExact excess;
  ZzCharge charge;
  bool rate = f % 2 == 1;
  set_group(exact, exact->panel->group[row]);
  zz_exact_init(&excess);
  zz_charge_init(&charge, tiers);
  zz_exact_set_difference(&excess, number_of(reading_at(exact->panel, row, f / 2), rate),
                          &exact->bases[f]);
  if (rate)
    zz_exact_negate(&excess);
  bool fits = zz_charge(&charge, &excess, amount);
  zz_charge_clear(&charge);
  zz_exact_clear(&excess);
  return fits;
}
