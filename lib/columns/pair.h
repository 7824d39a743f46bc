/* Numbers as sums of two doubles of which the second is, at most, about the last place of the
 * first: some 106 bits. */
#ifndef ZZ_PAIR_H
#define ZZ_PAIR_H

#include "vector.h"

typedef struct {
  Doubles high, low;
} Pair;

/* Exact, whichever is the larger. */
INLINE Pair sum_of_two(Doubles a, Doubles b) {
  Doubles sum = a + b, part = sum - a;
  return (Pair){sum, (a - (sum - part)) + (b - part)};
}

#if ZZ_WIDTH > 2
INLINE Pair product_of_two(Doubles a, Doubles b) {
  Doubles product = a * b;
  return (Pair){product, times_minus(a, b, product)};
}
#else
/* Into halves of 26 bits, whose products are exact. */
INLINE Pair halves(Doubles x) {
  Doubles scaled = x * 0x8000001p0, high = scaled - (scaled - x);
  return (Pair){high, x - high};
}

INLINE Pair product_of_two(Doubles a, Doubles b) {
  Pair x = halves(a), y = halves(b);
  Doubles product = a * b;
  Doubles rest = ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low;
  return (Pair){product, rest};
}
#endif

INLINE Pair normal(Doubles high, Doubles low) {
  Doubles sum = high + low;
  return (Pair){sum, low - (sum - high)};
}

INLINE Pair plus(Pair a, Pair b) {
  Pair sum = sum_of_two(a.high, b.high);
  return normal(sum.high, sum.low + (a.low + b.low));
}

INLINE Pair minus(Pair a, Pair b) { return plus(a, (Pair){-b.high, -b.low}); }

INLINE Pair times(Pair a, Doubles b) {
  Pair product = product_of_two(a.high, b);
  return normal(product.high, product.low + a.low * b);
}

INLINE Pair divided_by(Pair a, Doubles b) {
  Doubles high = a.high / b;
  Pair back = product_of_two(high, b);
  return normal(high, (((a.high - back.high) - back.low) + a.low) / b);
}

/* quotient x last - value, where the quotient of these integers is right to a few units in its last
 * place: exact, for it has little more bits than `last`, which is below 2^47. */
INLINE Doubles excess_of_product(Doubles quotient, Doubles last, Doubles value) {
#if ZZ_WIDTH > 2
  return times_minus(quotient, last, value);
#else
  Pair product = product_of_two(quotient, last);
  return (product.high - value) + product.low;
#endif
}

INLINE Pair quotient_of(Doubles value, Doubles last) {
  Doubles inverse = 1 / last, high = value * inverse;
  return (Pair){high, -excess_of_product(high, last, value) * inverse};
}

#endif
