/* The sample tables of the documentation, compiled in. */
#ifndef ZZ_EXAMPLE_H
#define ZZ_EXAMPLE_H

#include <zzgov/macros.h>

typedef struct {
  const char *calculator;
  ZzgovText csv;
} ZzExample;

/** One for each calculator; the last has no name. */
extern const ZzExample zz_examples[];

#endif
