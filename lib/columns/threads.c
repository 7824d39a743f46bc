#include "threads.h"

#include "kernel.h"

enum { FEWEST_ROWS = 1 << 17 }; /* to wake a thread takes as long as tens of thousands of rows */

size_t zz_n_parts(size_t n_rows, unsigned threads) {
  size_t useful = n_rows / FEWEST_ROWS;
  return CLAMP(MIN(useful, threads), 1, ZZ_MOST_THREADS);
}

size_t zz_part_start(size_t from, size_t until, size_t i, size_t n) {
  size_t blocks = (until - from + ZZ_BLOCK - 1) / ZZ_BLOCK;
  return i == n ? until : from + blocks * i / n * ZZ_BLOCK;
}

typedef struct {
  void (*run)(void *part);
  void *part;
} Work;

static gpointer work(gpointer data) {
  Work *mine = data;
  mine->run(mine->part);
  return NULL;
}

void zz_run_parts(void (*run)(void *part), void *parts, size_t size, size_t n) {
  Work works[ZZ_MOST_THREADS];
  GThread *threads[ZZ_MOST_THREADS] = {NULL};
  for (size_t i = 1; i < n; i++) {
    works[i] = (Work){run, (char *)parts + i * size};
    threads[i] = g_thread_try_new("zzgov", work, &works[i], NULL);
  }
  run(parts);
  for (size_t i = 1; i < n; i++) {
    if (threads[i])
      g_thread_join(threads[i]);
    else
      run(works[i].part);
  }
}
