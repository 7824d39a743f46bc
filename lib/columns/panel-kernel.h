/* The inner loops of the panel: sums of each group, then the amounts of its rows.
 *
 * Concentrations are integers in doubles throughout. An improvement rate is a quotient, value /
 * last year's. A row's amount is first computed from the nearest doubles; where it lies nearer to
 * half a fen than their error, from pairs of doubles (106 bits); where they do not tell either, it
 * is NaN and left to exact fractions (panel-exact.c).
 */
#ifndef ZZ_PANEL_KERNEL_H
#define ZZ_PANEL_KERNEL_H

#include "rates.h"

enum { ZZ_N_POLLUTANTS = 2, ZZ_MOST_IN_GROUP = 1000 };

/** Room for a block: whole groups of up to a thousand rows, and a vector behind the last one. */
enum { ZZ_PANEL_ROOM = 1024 + ZZ_LANES };

/** What a group's rows come to, in millionths of µg/m³: sums, so that a row is added at once. It is
 * as large as a line of the cache. */
enum { ZZ_GROUP_SUMS = 8 };
typedef union {
  struct {
    double values[ZZ_N_POLLUTANTS]; /* this year's, an integer below 2^53 */
    /* The quotients' two parts, or, in the first, last year's values; once they are closed, the
     * city's quotient as a pair of doubles. */
    double high[ZZ_N_POLLUTANTS], low[ZZ_N_POLLUTANTS];
    double n;
    double n_bad; /* of them; with any, there is no base */
  };
  double all[ZZ_GROUP_SUMS];
} ZzGroup;

/** Rows side by side, in millionths; what lies behind the last one is computed, and ignored. */
typedef struct {
  size_t n;
  const uint32_t *numbers; /* of each row's group */
  size_t n_ahead;          /* rows whose numbers follow, to be computed next */
  bool scattered;          /* hardly any row is of the same group as the one beside it */
  bool in_order;           /* the table holds the groups of the runs; else all, by their numbers */
  /* Unless scattered: rows of one group that stand side by side are a run. Where each begins, and
   * the end of the last. */
  size_t n_runs;
  uint32_t starts[ZZ_PANEL_ROOM + 1];
  const ZzLaw *law; /* of all rows; NULL where runs differ in it */
  const ZzLaw *laws[ZZ_PANEL_ROOM];
  double value[ZZ_N_POLLUTANTS][ZZ_PANEL_ROOM], last[ZZ_N_POLLUTANTS][ZZ_PANEL_ROOM];
  /* Value / last in whole steps of 2^-20, which add up without being rounded, and what is left. */
  double high[ZZ_N_POLLUTANTS][ZZ_PANEL_ROOM], low[ZZ_N_POLLUTANTS][ZZ_PANEL_ROOM];
  /* Fen, or NaN; and what they come to, unless one is. */
  double amount[ZZ_N_FACTORS][ZZ_PANEL_ROOM];
  int64_t total[ZZ_PANEL_ROOM], sums[ZZ_N_FACTORS];
} ZzReadings;

static inline size_t zz_group_of_run(const ZzReadings *readings, size_t run) {
  return readings->in_order ? run : readings->numbers[readings->starts[run]];
}

/** What is seen of a column of numbers. */
typedef struct {
  uint32_t most;
  bool ascending;
  bool large; /* some two that are ZZ_MOST_IN_GROUP rows apart are equal */
} ZzOrder;

typedef struct {
  ZzOrder (*order)(const uint32_t *numbers, size_t n);
  /** How often a number differs from the one before it, and one. */
  size_t (*count_runs)(const uint32_t *numbers, size_t n);
  /** Divides the readings of a block. */
  void (*divide)(ZzReadings *readings);
  /** Adds them to their groups; `means`: last year's instead of the quotients (A-ECO-5). */
  void (*add)(const ZzReadings *readings, ZzGroup *groups, bool means);
  /** Turns sums into the city's quotients. */
  void (*close)(ZzGroup *groups, size_t n, bool means);
  /** Computes the amounts; false where one is not known or a group is spoilt. */
  bool (*charge)(ZzReadings *readings, const ZzGroup *groups);
  /** Amounts that are known as integers. */
  void (*convert)(const double *amounts, size_t n, int64_t *to);
} ZzPanelKernel;

extern const ZzPanelKernel zz_panel_plain, zz_panel_avx2, zz_panel_avx512;

/** What the library runs on this machine. */
const ZzPanelKernel *zz_panel_kernel(void);
ZzReader zz_reader(void);

#endif
