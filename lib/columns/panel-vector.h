/* Groups by the vector. */
#ifndef ZZ_PANEL_VECTOR_H
#define ZZ_PANEL_VECTOR_H

#include "panel-kernel.h"
#include "vector.h"

/* Tables are read this many rows ahead. */
enum { AHEAD = 128 };

INLINE void fetch(const ZzReadings *readings, const ZzGroup *groups, size_t i) {
  if (i + AHEAD < readings->n + readings->n_ahead)
    __builtin_prefetch(&groups[readings->numbers[i + AHEAD]]);
}

/* Blocks of 1, 2, ... lanes of two vectors change places across. */
#define SWAP(name, low, high)                                                                      \
  INLINE void name(Doubles *a, Doubles *b) {                                                       \
    Doubles kept = __builtin_shufflevector(*a, *b, low);                                           \
    *b = __builtin_shufflevector(*a, *b, high);                                                    \
    *a = kept;                                                                                     \
  }
#define LANES(...) __VA_ARGS__
#if ZZ_WIDTH == 8
SWAP(swap_1, LANES(0, 8, 2, 10, 4, 12, 6, 14), LANES(1, 9, 3, 11, 5, 13, 7, 15))
SWAP(swap_2, LANES(0, 1, 8, 9, 4, 5, 12, 13), LANES(2, 3, 10, 11, 6, 7, 14, 15))
SWAP(swap_4, LANES(0, 1, 2, 3, 8, 9, 10, 11), LANES(4, 5, 6, 7, 12, 13, 14, 15))
#elif ZZ_WIDTH == 4
SWAP(swap_1, LANES(0, 4, 2, 6), LANES(1, 5, 3, 7))
SWAP(swap_2, LANES(0, 1, 4, 5), LANES(2, 3, 6, 7))
#else
SWAP(swap_1, LANES(0, 2), LANES(1, 3))
#endif

/* As many vectors as there are lanes: rows become columns. */
INLINE void transpose(Doubles square[ZZ_WIDTH]) {
#if ZZ_WIDTH > 4
  for (size_t i = 0; i < 4; i++)
    swap_4(&square[i], &square[i + 4]);
#endif
#if ZZ_WIDTH > 2
  for (size_t i = 0; i < ZZ_WIDTH; i += 4) {
    swap_2(&square[i], &square[i + 2]);
    swap_2(&square[i + 1], &square[i + 3]);
  }
#endif
  for (size_t i = 0; i < ZZ_WIDTH; i += 2)
    swap_1(&square[i], &square[i + 1]);
}

/* The sums of a group in each lane, and back. */
INLINE void load_groups(const ZzGroup *const groups[ZZ_WIDTH], Doubles sums[ZZ_GROUP_SUMS]) {
  for (size_t from = 0; from < ZZ_GROUP_SUMS; from += ZZ_WIDTH) {
    for (size_t lane = 0; lane < ZZ_WIDTH; lane++)
      sums[from + lane] = load(&groups[lane]->all[from]);
    transpose(&sums[from]);
  }
}

INLINE void add_to_groups(ZzGroup *const groups[ZZ_WIDTH], Doubles sums[ZZ_GROUP_SUMS]) {
  for (size_t from = 0; from < ZZ_GROUP_SUMS; from += ZZ_WIDTH) {
    transpose(&sums[from]);
    for (size_t lane = 0; lane < ZZ_WIDTH; lane++) {
      double *to = &groups[lane]->all[from];
      store(to, load(to) + sums[from + lane]);
    }
  }
}

INLINE void store_groups(ZzGroup *const groups[ZZ_WIDTH], Doubles sums[ZZ_GROUP_SUMS]) {
  for (size_t from = 0; from < ZZ_GROUP_SUMS; from += ZZ_WIDTH) {
    transpose(&sums[from]);
    for (size_t lane = 0; lane < ZZ_WIDTH; lane++)
      store(&groups[lane]->all[from], sums[from + lane]);
  }
}

/* Where the sums stand. */
enum { VALUES = 0, HIGH = ZZ_N_POLLUTANTS, LOW = 2 * ZZ_N_POLLUTANTS, N = 3 * ZZ_N_POLLUTANTS };

bool ZZ_NAME(zz_charge)(ZzReadings *readings, const ZzGroup *groups);

#endif
