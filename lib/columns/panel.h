/* Months from raw readings: sums of each group, then the amounts of its rows.
 *
 * Concentrations are integers in doubles throughout. An improvement rate is a quotient; quotients
 * and their sums are carried as pairs of doubles (106 bits), and an amount that lies nearer to half
 * a fen than their error is left to exact fractions (panel-exact.c).
 */
#ifndef ZZ_PANEL_H
#define ZZ_PANEL_H

#include "rates.h"

#include <zzgov/columns.h>

enum { ZZ_N_POLLUTANTS = 2, ZZ_MOST_IN_GROUP = 1000 };

/** The sum of two doubles of which the second is below the last place of the first. */
typedef struct {
  double high, low;
} ZzPair;

/** What a group's rows come to; values are in millionths of µg/m³. */
typedef struct {
  double n;
  double values[ZZ_N_POLLUTANTS], last[ZZ_N_POLLUTANTS]; /* sums, integers below 2^53 */
  ZzPair quotients[ZZ_N_POLLUTANTS]; /* sum of value / last; then what a row is compared with */
  const ZzRates *rates;
  bool spoilt;
} ZzGroupSums;

/** Rows of a block, in millionths; up to a multiple of ZZ_LANES all can be computed with. */
typedef struct {
  double value[ZZ_N_POLLUTANTS][ZZ_BLOCK], last[ZZ_N_POLLUTANTS][ZZ_BLOCK];
  double high[ZZ_N_POLLUTANTS][ZZ_BLOCK], low[ZZ_N_POLLUTANTS][ZZ_BLOCK]; /* value / last */
  double city_n[ZZ_BLOCK], city_values[ZZ_N_POLLUTANTS][ZZ_BLOCK];        /* of their groups */
  double city_high[ZZ_N_POLLUTANTS][ZZ_BLOCK], city_low[ZZ_N_POLLUTANTS][ZZ_BLOCK];
  const uint32_t *groups;
  size_t n;
} ZzReadings;

/** Adds readings to the sums of their groups. */
typedef void (*ZzPanelAdd)(ZzReadings *readings, ZzGroupSums *groups);

/** Turns the sums of the quotients into what each row is compared with, by either reading. */
typedef void (*ZzPanelClose)(ZzGroupSums *groups, size_t n, ZzgovEcoRateBase rate_base);

/** The amounts of readings whose `city_...` are set, NaN where only exact fractions tell. */
typedef void (*ZzPanelCharge)(ZzReadings *readings, const ZzRates *rates,
                              double *amounts[ZZ_N_FACTORS]);

typedef struct {
  ZzPanelAdd add;
  ZzPanelClose close;
  ZzPanelCharge charge;
} ZzPanelKernel;

extern const ZzPanelKernel zz_panel_plain, zz_panel_avx2, zz_panel_avx512;

/** What the library runs on this machine. */
const ZzPanelKernel *zz_panel_kernel(void);
ZzReader zz_reader(void);

/* --- exact fractions, for the few rows that need them ----------------------------------------- */

typedef struct ZzPanelExact ZzPanelExact;

/** For a panel whose rows are all good. */
ZzPanelExact *zz_panel_exact_new(const ZzgovEcoPanel *panel);
void zz_panel_exact_free(ZzPanelExact *exact);

/** One amount by one factor's tiers; false beyond int64 fen. */
bool zz_panel_exact_charge(ZzPanelExact *exact, size_t row, size_t factor, const ZzList *tiers,
                           ZzgovFen *amount);

/** Millionths of a value that is known to be good. */
int64_t zz_panel_millionths(const ZzgovEcoPanel *panel, const ZzgovColumn *column, size_t row);

#endif
