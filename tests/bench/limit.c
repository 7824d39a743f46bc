/* What columns.py measures the library against, compiled by it for this very machine, and loops
 * around the library's functions, so that calls of a few rows are not those of Python. */

#include <cjson/cJSON.h>
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { N_COLUMNS = 8, LANES = 8, AHEAD = 128 };

/* Keeps a loop of equal calls from being made one. */
#define AGAIN() __asm__ volatile("" ::: "memory")
#define APART __attribute__((noinline))

/* What is read and written; columns.py has the same. */
typedef struct {
  const double *column[N_COLUMNS]; /* value and base, factor by factor */
  double *out;
  size_t n_rows, from, until;
} Rows;

typedef void (*Loop)(const Rows *rows);

/* --- the streaming limit: as many bytes read and written, next to nothing computed -------------
 */

/* Memory is read some rows ahead; where that is of no use, it costs nothing. */
#define STREAM(name, n_columns, ahead)                                                             \
  APART static void name(const Rows *rows) {                                                       \
    const Rows r = *rows;                                                                          \
    size_t i = r.from;                                                                             \
    for (; i + LANES <= r.until; i += LANES) {                                                     \
      double sum[LANES] = {0};                                                                     \
      for (size_t c = 0; c < (n_columns); c++) {                                                   \
        if (ahead)                                                                                 \
          __builtin_prefetch(r.column[c] + i + (ahead));                                           \
        for (size_t k = 0; k < LANES; k++)                                                         \
          sum[k] += r.column[c][i + k];                                                            \
      }                                                                                            \
      memcpy(r.out + i, sum, sizeof sum);                                                          \
    }                                                                                              \
    for (; i < r.until; i++) {                                                                     \
      double sum = 0;                                                                              \
      for (size_t c = 0; c < (n_columns); c++)                                                     \
        sum += r.column[c][i];                                                                     \
      r.out[i] = sum;                                                                              \
    }                                                                                              \
  }

STREAM(stream_8, N_COLUMNS, AHEAD)
STREAM(stream_8_as_it_comes, N_COLUMNS, 0)
STREAM(stream_4, N_COLUMNS / 2, AHEAD)

typedef struct {
  Loop loop;
  Rows rows;
} Half;

static void *run_half(void *data) {
  Half *half = data;
  half->loop(&half->rows);
  return NULL;
}

/* A thread that begins and ends within the call, as the library's do. */
static bool on_two_threads(Loop loop, const Rows *rows) {
  pthread_t thread;
  Half first = {loop, *rows}, second = first;
  first.rows.until = second.rows.from = rows->n_rows / 2;
  if (pthread_create(&thread, NULL, run_half, &second) != 0)
    return false;
  run_half(&first);
  return pthread_join(thread, NULL) == 0;
}

/** Sums the first 4 or 8 columns as often as asked. */
bool bench_stream(const Rows *rows, unsigned n_columns, bool ahead, unsigned threads,
                  size_t n_calls) {
  Loop loop = n_columns < N_COLUMNS ? stream_4 : ahead ? stream_8 : stream_8_as_it_comes;
  bool good = true;
  for (size_t i = 0; i < n_calls; i++) {
    if (threads > 1)
      good &= on_two_threads(loop, rows);
    else
      loop(rows);
    AGAIN();
  }
  return good;
}

/* --- the same deductions by hand: these rates, these columns, every value checked --------------
 */

/* Without branches, that the compiler may take several rows at a time. */
static inline double larger(double a, double b) { return a > b ? a : b; }

static inline double millionths(double x, int64_t *bad) {
  double m = rint(x * 1e6);
  *bad |= m / 1e6 == x ? 0 : 1;
  *bad |= fabs(x) <= 1e9 ? 0 : 1;
  return m;
}

/* Rates in fen per millionth; the upper one is the larger, so the larger sum holds. */
static inline double charge(double excess, double edge, double low, double high) {
  return larger(larger(excess * low, excess * high - edge * (high - low)), 0);
}

APART static bool compute_bare(const Rows *rows, int64_t *restrict out) {
  const Rows r = *rows;
  int64_t bad = 0;
  for (size_t i = 0; i < r.n_rows; i++) {
    double m[N_COLUMNS];
    for (size_t c = 0; c < N_COLUMNS; c++)
      m[c] = millionths(r.column[c][i], &bad);
    out[i] = (int64_t)(charge(m[0] - m[1], 5e6, 10, 20) + charge(m[3] - m[2], 3e6, 15, 35) +
                       charge(m[4] - m[5], 5e6, 5, 10) + charge(m[7] - m[6], 3e6, 10, 20));
  }
  return bad == 0;
}

/** Computes the rows as often as asked; false where one is bad. */
bool bench_bare(const Rows *rows, size_t n_calls) {
  bool good = true;
  for (size_t i = 0; i < n_calls; i++) {
    good &= compute_bare(rows, (int64_t *)rows->out);
    AGAIN();
  }
  return good;
}

/* --- calls of the library -----------------------------------------------------------------------
 */

typedef bool (*ColumnsFunction)(const void *rulebook, const void *columns, void *sums, void *error);

/** Calls zzgov_eco_compensation_columns() or ..._panel() as often as asked. */
bool bench_library(ColumnsFunction function, const void *rulebook, const void *columns,
                   size_t n_calls) {
  bool good = true;
  for (size_t i = 0; i < n_calls; i++)
    good &= function(rulebook, columns, NULL, NULL);
  return good;
}

/* --- lines of JSON -------------------------------------------------------------------------------
 */

typedef char *(*EvaluateFunction)(const void *rulebook, const char *json, size_t length, bool *ok);
typedef void (*FreeFunction)(void *text);

/** Parses each line by cJSON; how many it took. */
size_t bench_parse_lines(const char *text, size_t length) {
  size_t n = 0;
  for (const char *end, *line = text; line < text + length; line = end + 1) {
    end = memchr(line, '\n', length - (size_t)(line - text));
    cJSON *json = cJSON_ParseWithLength(line, (size_t)(end - line));
    n += json != NULL;
    cJSON_Delete(json);
  }
  return n;
}

/** Evaluates each line; how many answers there were. */
size_t bench_evaluate_lines(EvaluateFunction evaluate, FreeFunction release, const char *text,
                            size_t length) {
  size_t n = 0;
  for (const char *end, *line = text; line < text + length; line = end + 1) {
    end = memchr(line, '\n', length - (size_t)(line - text));
    char *answer = evaluate(NULL, line, (size_t)(end - line), NULL);
    n += answer != NULL;
    release(answer);
  }
  return n;
}
