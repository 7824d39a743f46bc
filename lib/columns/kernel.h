/* The inner loop of the columns: exact integers carried in doubles.
 *
 * A value x stands for m = round(10^6 x) millionths, |m| <= 10^15, an integer that a double holds
 * exactly. Excesses, products with rates and their sums stay below 2^52, so none of them is ever
 * rounded; where one might not, or a value is no multiple of 10^-6, the kernel says so and the rows
 * of its block are computed one by one in wide integers (slow.c). All variants give the same fen.
 */
#ifndef ZZ_KERNEL_H
#define ZZ_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Rows of a block: the sums of as many amounts below 2^43 are exact in a double. */
enum { ZZ_BLOCK = 512, ZZ_LANES = 8, ZZ_N_FACTORS = 4, ZZ_MOST_TIERS = 16 };

/** Beyond it a value is refused, in units and in millionths. */
#define ZZ_COLUMN_MAX 1e9
#define ZZ_COLUMN_MAX_MILLIONTHS 1e15

/** What the amounts are computed by. */
typedef struct {
  size_t n_tiers[ZZ_N_FACTORS];
  double edge[ZZ_N_FACTORS][ZZ_MOST_TIERS]; /* where a tier begins, in millionths */
  double step[ZZ_N_FACTORS][ZZ_MOST_TIERS]; /* by how much the rate changes there */
  double parts; /* of a fen: what a step counts for each millionth, so sums are divided by it */
  double limit; /* the largest sum of a row's excesses that is exact */
  bool two;     /* every factor has two tiers */
  /* For panels: the largest excess of which the sum is below 2^51; edges and steps in fen for a
   * quotient value / last year's; and what amounts may be off, for the sum of two quotients and at
   * least. */
  double most[ZZ_N_FACTORS];
  double quotient_edge[ZZ_N_FACTORS][ZZ_MOST_TIERS], quotient_step[ZZ_N_FACTORS][ZZ_MOST_TIERS];
  double error[ZZ_N_FACTORS], least_error[ZZ_N_FACTORS];
} ZzRates;

/** Rows side by side: values and bases in turn, factor by factor; a multiple of ZZ_LANES. */
typedef struct {
  const void *column[2 * ZZ_N_FACTORS];
  int64_t *total;                /* fen */
  int64_t *factor[ZZ_N_FACTORS]; /* all or none NULL */
  size_t n;
  bool integers; /* the columns are int64 millionths, not doubles */
  bool more;     /* the columns go on behind these rows, and come next */
} ZzRows;

/**
 * Computes rows and, unless `sums` is NULL, the sums of their factors. False where a row needs a
 * closer look; what it has written then counts for nothing.
 */
typedef bool (*ZzKernel)(const ZzRows *rows, const ZzRates *rates, double sums[ZZ_N_FACTORS]);

bool zz_kernel_plain(const ZzRows *rows, const ZzRates *rates, double sums[ZZ_N_FACTORS]);
bool zz_kernel_avx2(const ZzRows *rows, const ZzRates *rates, double sums[ZZ_N_FACTORS]);
bool zz_kernel_avx512(const ZzRows *rows, const ZzRates *rates, double sums[ZZ_N_FACTORS]);

/** What is said of the values of a column: whether each is the double of its millionths, and
 * between which they lie. */
typedef struct {
  bool good;
  double least, most; /* in millionths */
} ZzSeen;

/** Millionths of a column's values that stand side by side; n is a multiple of ZZ_LANES. Where
 * `more` of them follow, the next block is fetched. */
typedef ZzSeen (*ZzReader)(const void *column, size_t n, bool integers, bool more,
                           double *millionths);

ZzSeen zz_read_plain(const void *column, size_t n, bool integers, bool more, double *millionths);
ZzSeen zz_read_avx2(const void *column, size_t n, bool integers, bool more, double *millionths);
ZzSeen zz_read_avx512(const void *column, size_t n, bool integers, bool more, double *millionths);

/** The best that this machine runs, or the one that ZZGOV_KERNEL names. */
ZzKernel zz_kernel(void);

#endif
