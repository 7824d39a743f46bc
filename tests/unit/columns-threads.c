/* Columns by several threads, after fork(), and of more rows than 2^31. A plain program, so that
 * ThreadSanitizer can watch it. */
#include "columns-reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROWS = 1000003, THREADS = 8, N_OUTPUTS = N_FACTORS + 1 };

static int failures;

static void expect(bool holds, const char *what, size_t which) {
  if (holds)
    return;
  failures++;
  printf("%s (%zu)\n", what, which);
}

/* --- one call --------------------------------------------------------------------------------- */

typedef struct {
  ZzgovFen *fen[N_OUTPUTS];
  uint8_t *status;
  ZzgovEcoColumnSums sums;
} Answer;

static Answer answer_new(size_t n) {
  Answer answer = {{NULL}, g_malloc(n), ZZGOV_ECO_COLUMN_SUMS_INIT};
  for (size_t i = 0; i < N_OUTPUTS; i++)
    answer.fen[i] = g_new(ZzgovFen, n);
  return answer;
}

static void answer_free(Answer *answer) {
  for (size_t i = 0; i < N_OUTPUTS; i++)
    g_free(answer->fen[i]);
  g_free(answer->status);
}

static bool compute(const ZzgovRulebook *rulebook, ZzgovEcoColumns columns, unsigned threads,
                    Answer *answer) {
  columns.threads = threads;
  columns.total_fen = answer->fen[N_FACTORS];
  for (size_t f = 0; f < N_FACTORS; f++)
    columns.factor_fen[f] = answer->fen[f];
  columns.status = answer->status;
  return zzgov_eco_compensation_columns(rulebook, &columns, &answer->sums, NULL);
}

static bool same_sums(const ZzgovEcoColumnSums *a, const ZzgovEcoColumnSums *b) {
  bool same = a->total_fen == b->total_fen && a->n_bad == b->n_bad && a->first_bad == b->first_bad;
  for (size_t f = 0; f < N_FACTORS; f++)
    same &= a->factor_fen[f] == b->factor_fen[f];
  return same;
}

static bool same_answers(const Answer *a, const Answer *b, size_t n) {
  bool same = same_sums(&a->sums, &b->sums) && memcmp(a->status, b->status, n) == 0;
  for (size_t i = 0; i < N_OUTPUTS; i++)
    same &= memcmp(a->fen[i], b->fen[i], n * sizeof(ZzgovFen)) == 0;
  return same;
}

/* Whether every row is what the reference gives. */
static bool is_right(const ZzgovEcoColumns *columns, const Answer *answer) {
  Wide total = 0;
  for (size_t row = 0; row < columns->n_rows; row++) {
    Row wanted = row_of(&law_of_2020, columns, row);
    for (size_t i = 0; i < N_OUTPUTS; i++)
      if (answer->fen[i][row] != wanted.fen[i] || answer->status[row] != wanted.status)
        return false;
    total += wanted.fen[N_FACTORS];
  }
  return answer->sums.total_fen == total;
}

/* --- numbers of threads ----------------------------------------------------------------------- */

static const unsigned numbers[] = {2, 3, 64, 1000};
static const size_t bad_rows[] = {131071, 131072, 500000, 999999, 1000002};

static void compare_numbers(const ZzgovEcoColumns *columns, const char *what) {
  Answer alone = answer_new(columns->n_rows), many = answer_new(columns->n_rows);
  expect(compute(zzgov_rulebook_get_default(), *columns, 1, &alone), "fails alone", 1);
  expect(is_right(columns, &alone), what, 1);
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    memset(many.status, 0xEE, columns->n_rows);
    expect(compute(zzgov_rulebook_get_default(), *columns, numbers[i], &many), what, numbers[i]);
    expect(same_answers(&alone, &many, columns->n_rows), what, numbers[i]);
  }
  answer_free(&alone);
  answer_free(&many);
}

static void spoil(Table *table, size_t row, size_t c) {
  table->doubles[c * table->n + row] = 1e-9;
  table->millionths[c * table->n + row] = INT64_MIN;
}

static void compare_rows(void) {
  Table table = table_random(ROWS, 1);
  ZzgovEcoColumns doubles = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  ZzgovEcoColumns millionths = columns_of(&table, ZZGOV_COLUMN_MILLIONTHS);
  compare_numbers(&doubles, "doubles by threads");
  for (size_t i = 0; i < G_N_ELEMENTS(bad_rows); i++)
    spoil(&table, bad_rows[i], i);
  compare_numbers(&millionths, "millionths with bad rows by threads");
  table_free(&table);
}

/* Whoever finds a bad row first, the first one is told. */
static void find_first_bad_row(void) {
  static const char *const paths[] = {"/pm10/999999", "/pm25_improvement_base/500000",
                                      "/pm25_improvement/131072", "/pm25_base/131071"};
  Table table = table_random(ROWS, 1);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  spoil(&table, ROWS - 1, 5);
  for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
    spoil(&table, bad_rows[3 - i], i == 0 ? 4 : 4 - i);
    for (columns.threads = 1; columns.threads < 9; columns.threads++) {
      GError *error = NULL;
      expect(!zzgov_eco_compensation_columns(zzgov_rulebook_get_default(), &columns, NULL, &error),
             "a bad row passes", i);
      expect(error && strcmp(zzgov_error_get_path(error), paths[i]) == 0, paths[i],
             columns.threads);
      g_clear_error(&error);
    }
  }
  table_free(&table);
}

/* So many rows that the work is cut more than once; one figure of them varies. */
static void compare_many_rows(void) {
  enum { MANY = 4500000 };
  const double zero = 0;
  double *pm10 = g_new(double, MANY);
  ZzgovFen *total = g_new(ZzgovFen, MANY);
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  columns.n_rows = MANY;
  columns.month = ZZGOV_MONTH(2020, 11);
  columns.threads = 2;
  columns.total_fen = total;
  for (size_t c = 0; c < N_COLUMNS; c++)
    set_column(&columns, c, c == 4 ? pm10 : &zero, c == 4 ? 8 : 0);
  for (size_t row = 0; row < MANY; row++)
    pm10[row] = (double)(row % 5000) / 1e3;
  expect(zzgov_eco_compensation_columns(zzgov_rulebook_get_default(), &columns, NULL, NULL),
         "fails", MANY);
  for (size_t row = 0; row < MANY; row++) /* 5 fen for a millionth */
    if (total[row] != (ZzgovFen)(row % 5000) * 5000)
      expect(false, "one of many rows", row);
  g_free(pm10);
  g_free(total);
}

/* --- processes -------------------------------------------------------------------------------- */

/* A child computes by two threads; its exit status tells. */
static void compute_in_child(const ZzgovEcoColumns *columns, const Answer *wanted, size_t which) {
  int status = -1;
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    Answer answer = answer_new(columns->n_rows);
    bool same = compute(zzgov_rulebook_get_default(), *columns, 2, &answer) &&
                same_answers(&answer, wanted, columns->n_rows);
    answer_free(&answer);
    _exit(same ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  waitpid(child, &status, 0);
  expect(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS, "a child fails", which);
}

static void compute_after_fork(void) {
  Table table = table_random(400000, 5);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  Answer answer = answer_new(table.n);
  for (size_t i = 1; i <= 2; i++) { /* the second one after threads in this process */
    expect(compute(zzgov_rulebook_get_default(), columns, (unsigned)i, &answer), "fails", i);
    compute_in_child(&columns, &answer, i);
  }
  answer_free(&answer);
  table_free(&table);
}

/* --- threads of the caller's ------------------------------------------------------------------ */

typedef struct {
  const ZzgovRulebook *shared;
  const ZzgovEcoColumns *columns;
  const Answer *wanted;
  unsigned threads;
  size_t different;
} Job;

static gpointer work(gpointer data) {
  Job *job = data;
  size_t n = job->columns->n_rows;
  Answer answer = answer_new(n);
  for (int i = 0; i < 4; i++) {
    ZzgovRulebook *mine = zzgov_rulebook_ref(job->shared);
    job->different += !compute(mine, *job->columns, job->threads, &answer);
    job->different += !same_answers(&answer, job->wanted, n);
    zzgov_rulebook_unref(mine);
  }
  answer_free(&answer);
  return NULL;
}

/* The threads race for the first use of the kernel, too, where nothing has been computed yet. */
static void run_together(const ZzgovRulebook *rulebook, const ZzgovEcoColumns *columns,
                         const Answer *wanted) {
  GThread *threads[THREADS];
  Job jobs[THREADS];
  for (unsigned i = 0; i < THREADS; i++) {
    jobs[i] = (Job){rulebook, columns, wanted, 1 + i % 3, 0};
    threads[i] = g_thread_new(NULL, work, &jobs[i]);
  }
  for (size_t i = 0; i < THREADS; i++) {
    g_thread_join(threads[i]);
    expect(jobs[i].different == 0, "threads that share a rulebook differ", i);
  }
}

static void share_a_rulebook(void) {
  static const char rules[] =
      "{\"eco-compensation\":{\"pm25.tiers\":[{\"rate_yuan\":\"123.45\"}]}}";
  g_autoptr(ZzgovRulebook) rulebook =
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), rules, strlen(rules), NULL);
  Table table = table_random(300000, 6);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  Answer wanted = answer_new(table.n);
  expect(compute(rulebook, columns, 1, &wanted), "fails", 0);
  run_together(rulebook, &columns, &wanted);
  answer_free(&wanted);
  table_free(&table);
}

/* --- more rows than 2^31 ---------------------------------------------------------------------- */

typedef struct {
  size_t calls, last;
} Seen;

static bool note(size_t n_rows_done, void *data) {
  Seen *seen = data;
  expect(n_rows_done > seen->last, "progress goes back", n_rows_done);
  seen->last = n_rows_done;
  seen->calls++;
  return true;
}

/* 700,000, 485,000, 0 and 300,000 yuan in each row. */
static void compute_long(void) {
  static const double values[] = {58, 4.9, 88, 3}, bases[] = {52, 8, 90, 6};
  static const ZzgovFen fen[] = {70000000, 48500000, 0, 30000000};
  const size_t n = ((size_t)1 << 31) + 5;
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  Seen seen = {0, 0};
  for (size_t c = 0; c < N_COLUMNS; c++)
    set_column(&columns, c, c % 2 ? &bases[c / 2] : &values[c / 2], 0);
  columns.n_rows = n;
  columns.month = ZZGOV_MONTH(2020, 11);
  columns.threads = 2;
  columns.progress = note;
  columns.progress_data = &seen;
  expect(zzgov_eco_compensation_columns(zzgov_rulebook_get_default(), &columns, &sums, NULL),
         "fails", n);
  for (size_t f = 0; f < N_FACTORS; f++)
    expect(sums.factor_fen[f] == (ZzgovFen)n * fen[f], "sum of a factor", f);
  expect(sums.total_fen == (ZzgovFen)n * 148500000, "total", n);
  expect(sums.n_bad == 0 && sums.first_bad == n && seen.last == n && seen.calls > 1, "rows", n);
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "long") == 0) {
    compute_long();
  } else {
    compute_after_fork();
    share_a_rulebook();
    compare_rows();
    find_first_bad_row();
    compare_many_rows();
  }
  printf("%s: %d failures\n", zzgov_columns_kernel(), failures);
  return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
