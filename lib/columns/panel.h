/* zzgov_eco_compensation_panel(): what its files share. */
#ifndef ZZ_PANEL_H
#define ZZ_PANEL_H

#include "panel-kernel.h"
#include "parts.h"

enum { ZZ_N_READINGS = 2 * ZZ_N_POLLUTANTS };

typedef struct ZzPanelRows ZzPanelRows;

/** What all parts of a call share. */
typedef struct {
  const ZzgovEcoPanel *asked;
  const ZzgovRulebook *rulebook;
  const ZzgovColumn *columns[ZZ_N_READINGS]; /* value and last year's in turn */
  const ZzPanelKernel *kernel;
  ZzReader reader;
  const ZzLaw *law; /* of the first group */
  bool one_law;     /* and of all others */
  bool in_order;    /* groups come one after the other, so that each is settled by itself */
  ZzPanelRows *rows;
} ZzPanelJob;

typedef struct ZzPanelExact ZzPanelExact;

/** The rows that one thread settles, and what they come to. */
typedef struct {
  const ZzPanelJob *job;
  size_t from, until;
  ZzGroup *table;                 /* its own sums of all groups; in order, of those of a block */
  ZzGroup *groups;                /* what its rows are compared with: that, or the first part's */
  ZzWide *group_sums, *area_sums; /* or NULL */
  ZzWide sums[ZZ_N_FACTORS];
  size_t n_bad, first_bad;   /* without statuses it ends at the first */
  ZzPanelExact *exact;       /* made when it is needed */
  double raw[ZZ_PANEL_ROOM]; /* a column side by side */
  size_t row;                /* the first of the block */
  ZzReadings readings;
} ZzPanelPart;

/** In order: rows of whole groups from the readings to the amounts. */
void zz_panel_settle(void *part);

/** In any order: first the sums of the groups, then the amounts. */
void zz_panel_add(void *part);
void zz_panel_charge(void *part);

/** The law of a group's month, which is known to have one. */
const ZzLaw *zz_panel_law(const ZzPanelJob *job, size_t group);

/** What is said of a row by itself, and of one of its values. */
ZzgovRowStatus zz_panel_status(const ZzPanelJob *job, size_t column, size_t row);

/* --- exact fractions, for the few rows that need them ----------------------------------------- */

/** The rows of each group of a panel in any order, laid out when they are first needed. */
ZzPanelRows *zz_panel_rows_new(const ZzgovEcoPanel *panel, bool in_order);
void zz_panel_rows_free(ZzPanelRows *rows);

/** For one thread. */
ZzPanelExact *zz_panel_exact_new(const ZzgovEcoPanel *panel, ZzPanelRows *rows);
void zz_panel_exact_free(ZzPanelExact *exact);

/** One amount by one factor's tiers; false beyond int64 fen. */
bool zz_panel_exact_charge(ZzPanelExact *exact, size_t row, size_t factor, const ZzList *tiers,
                           ZzgovFen *amount);

/** The base that the row's group is compared with, as results show it. */
ZzgovWideDecimal zz_panel_exact_base(ZzPanelExact *exact, size_t row, size_t factor);

/** Fills `group_base`. */
void zz_panel_write_bases(const ZzPanelJob *job);

#endif
