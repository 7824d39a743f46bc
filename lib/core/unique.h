/* Names that must not repeat. */
#ifndef ZZ_UNIQUE_H
#define ZZ_UNIQUE_H

#include <stddef.h>

/**
 * The first of n elements whose name stood before, or n. `names` points at the name of the first
 * element, `stride` bytes further is the next; NULL names are skipped. n log n for any names.
 */
size_t zz_first_repeated(const char *const *names, size_t stride, size_t n);

#endif
