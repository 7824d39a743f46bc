/* Several doubles at a time, ZZ_WIDTH of them, as the instruction set has it. */
#ifndef ZZ_VECTOR_H
#define ZZ_VECTOR_H

#include <stddef.h>
#include <stdint.h>

#if ZZ_WIDTH > 2
#include <immintrin.h>
#endif

typedef double Doubles __attribute__((vector_size(ZZ_WIDTH * 8)));
typedef int64_t Integers __attribute__((vector_size(ZZ_WIDTH * 8)));
/* Sums of what turns out to be bad may wrap round. */
typedef uint64_t Unsigned __attribute__((vector_size(ZZ_WIDTH * 8)));
/* The caller's columns need no alignment, and may be of either type. */
typedef double AnyDoubles __attribute__((vector_size(ZZ_WIDTH * 8), aligned(8), may_alias));
typedef int64_t AnyIntegers __attribute__((vector_size(ZZ_WIDTH * 8), aligned(8), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE Doubles all(double x) { return x - (Doubles){0}; }

/* --- what the instruction sets differ in ------------------------------------------------------ */

#if ZZ_WIDTH == 8
INLINE Doubles larger(Doubles a, Doubles b) {
  return (Doubles)_mm512_max_pd((__m512d)a, (__m512d)b);
}
INLINE Doubles times_minus(Doubles a, Doubles b, Doubles c) {
  return (Doubles)_mm512_fmsub_pd((__m512d)a, (__m512d)b, (__m512d)c);
}
#elif ZZ_WIDTH == 4
INLINE Doubles larger(Doubles a, Doubles b) {
  return (Doubles)_mm256_max_pd((__m256d)a, (__m256d)b);
}
INLINE Doubles times_minus(Doubles a, Doubles b, Doubles c) {
  return (Doubles)_mm256_fmsub_pd((__m256d)a, (__m256d)b, (__m256d)c);
}
#else
INLINE Doubles larger(Doubles a, Doubles b) {
  Integers first = a > b;
  return (Doubles)(((Integers)a & first) | ((Integers)b & ~first));
}
#endif

/* --- integers in doubles ---------------------------------------------------------------------- */

/* Adding it rounds a double below 2^51 to an integer, whose bits are then those above. */
#define ROUNDER 0x1.8p52
#define ROUNDER_BITS UINT64_C(0x4338000000000000)

INLINE Doubles rounded(Doubles x) { return (x + ROUNDER) - ROUNDER; }
INLINE Integers to_integers(Doubles x) {
  return (Integers)((Unsigned)(x + ROUNDER) - ROUNDER_BITS);
}
INLINE Doubles magnitude(Doubles x) { return (Doubles)((Integers)x & INT64_MAX); }

/* The lanes of a mask, 0 in the others. */
INLINE Doubles where(Integers mask, Doubles x) { return (Doubles)(mask & (Integers)x); }

INLINE Doubles load(const double *from) { return *(const AnyDoubles *)from; }
INLINE void store(double *to, Doubles x) { *(AnyDoubles *)to = x; }

#endif
