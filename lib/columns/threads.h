/* Threads that begin and end within a call, where there is work enough for them. */
#ifndef ZZ_THREADS_H
#define ZZ_THREADS_H

#include <glib.h>
#include <stddef.h>

enum { ZZ_MOST_THREADS = 64, ZZ_SLAB = 1 << 22 };

/** In how many parts rows are worth being cut. */
size_t zz_n_parts(size_t n_rows, unsigned threads);

/** Where part i of n begins; parts begin at whole blocks. */
size_t zz_part_start(size_t from, size_t until, size_t i, size_t n);

/** Runs every part, the first on the caller's thread; one that no thread can be had for, too. */
void zz_run_parts(void (*run)(void *part), void *parts, size_t size, size_t n);

#endif
