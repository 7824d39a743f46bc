/* Several doubles at a time, ZZ_WIDTH of them, as the instruction set has it. */
#ifndef ZZ_VECTOR_H
#define ZZ_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if ZZ_WIDTH > 2
#include <immintrin.h>
#endif

/* A name of this very instruction set. */
#define ZZ_JOINED(name, suffix) name##_##suffix
#define ZZ_JOIN(name, suffix) ZZ_JOINED(name, suffix)
#define ZZ_NAME(name) ZZ_JOIN(name, ZZ_SUFFIX)

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

/* a b + c, a b - c and c - a b are rounded once, but for plain code. */
#if ZZ_WIDTH == 8
INLINE Doubles larger(Doubles a, Doubles b) {
  return (Doubles)_mm512_max_pd((__m512d)a, (__m512d)b);
}
INLINE Doubles smaller(Doubles a, Doubles b) {
  return (Doubles)_mm512_min_pd((__m512d)a, (__m512d)b);
}
INLINE Doubles times_plus(Doubles a, Doubles b, Doubles c) {
  return (Doubles)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
}
INLINE Doubles times_minus(Doubles a, Doubles b, Doubles c) {
  return (Doubles)_mm512_fmsub_pd((__m512d)a, (__m512d)b, (__m512d)c);
}
INLINE Doubles minus_times(Doubles c, Doubles a, Doubles b) {
  return (Doubles)_mm512_fnmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
}
#elif ZZ_WIDTH == 4
INLINE Doubles larger(Doubles a, Doubles b) {
  return (Doubles)_mm256_max_pd((__m256d)a, (__m256d)b);
}
INLINE Doubles smaller(Doubles a, Doubles b) {
  return (Doubles)_mm256_min_pd((__m256d)a, (__m256d)b);
}
INLINE Doubles times_plus(Doubles a, Doubles b, Doubles c) {
  return (Doubles)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
}
INLINE Doubles times_minus(Doubles a, Doubles b, Doubles c) {
  return (Doubles)_mm256_fmsub_pd((__m256d)a, (__m256d)b, (__m256d)c);
}
INLINE Doubles minus_times(Doubles c, Doubles a, Doubles b) {
  return (Doubles)_mm256_fnmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
}
#else
INLINE Doubles larger(Doubles a, Doubles b) {
  Integers first = a > b;
  return (Doubles)(((Integers)a & first) | ((Integers)b & ~first));
}
INLINE Doubles smaller(Doubles a, Doubles b) { return -larger(-a, -b); }
INLINE Doubles times_plus(Doubles a, Doubles b, Doubles c) { return a * b + c; }
INLINE Doubles times_minus(Doubles a, Doubles b, Doubles c) { return a * b - c; }
INLINE Doubles minus_times(Doubles c, Doubles a, Doubles b) { return c - a * b; }
#endif

/* The sum of all lanes; whether any bit of one is set. */
#if ZZ_WIDTH == 8
INLINE double sum_of_lanes(Doubles x) { return _mm512_reduce_add_pd((__m512d)x); }
INLINE bool any(Integers mask) { return _mm512_test_epi64_mask((__m512i)mask, (__m512i)mask) != 0; }
#elif ZZ_WIDTH == 4
INLINE double sum_of_lanes(Doubles x) { return (x[0] + x[2]) + (x[1] + x[3]); }
INLINE bool any(Integers mask) { return !_mm256_testz_si256((__m256i)mask, (__m256i)mask); }
#else
INLINE double sum_of_lanes(Doubles x) { return x[0] + x[1]; }
INLINE bool any(Integers mask) { return (mask[0] | mask[1]) != 0; }
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

/* No number in the lanes of a mask. */
INLINE Doubles unless(Integers unknown, Doubles x) { return (Doubles)((Integers)x | unknown); }

/* The first n lanes, or all. */
INLINE Integers first_lanes(size_t n) {
  Integers number = {0};
  for (size_t lane = 0; lane < ZZ_WIDTH; lane++)
    number[lane] = (int64_t)lane;
  return number < (int64_t)n;
}

/* The lanes of a mask, 0 in the others. */
INLINE Doubles where(Integers mask, Doubles x) { return (Doubles)(mask & (Integers)x); }

INLINE Doubles load(const double *from) { return *(const AnyDoubles *)from; }
INLINE void store(double *to, Doubles x) { *(AnyDoubles *)to = x; }

#endif
