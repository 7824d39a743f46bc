/* Panels by several threads, in every order of their rows, and after fork(). A plain program, so
 * that ThreadSanitizer can watch it. */
#include "columns-reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROWS = 400003, THREADS = 4, N_OUTPUTS = N_FACTORS + 1, N_READINGS = 4, N_AREAS = 16 };

static int failures;

static void expect(bool holds, const char *what, size_t which) {
  if (holds)
    return;
  failures++;
  printf("%s (%zu)\n", what, which);
}

/* --- panels ----------------------------------------------------------------------------------- */

typedef struct {
  size_t n_rows, n_groups;
  uint32_t *group, *area;
  ZzgovMonth *months;
  double *readings[N_READINGS];
} Months;

/* Some groups have readings of which quotients end in halves of a fen. */
static double random_value(uint64_t *state, size_t c, size_t group) {
  if (group % 50 == 7)
    return c % 2 ? 65.536 : (double)random_between(state, 1, 2000) * 64 / 1000;
  return (double)random_between(state, 200, 1500) / 10;
}

typedef enum { UP, DOWN, SHUFFLED } Order;

static uint32_t place_of(size_t row, size_t size, size_t n_groups, Order order, uint64_t *state) {
  size_t group = row / size;
  if (order == SHUFFLED)
    group = next_random(state) % n_groups;
  return (uint32_t)(order == DOWN ? n_groups - 1 - group : group);
}

static Months months_new(size_t n_rows, size_t size, Order order) {
  size_t n_groups = (n_rows + size - 1) / size;
  Months table = {n_rows, n_groups, g_new(uint32_t, n_rows), g_new(uint32_t, n_rows), NULL, {NULL}};
  uint64_t state = size;
  table.months = g_new(ZzgovMonth, n_groups);
  for (size_t g = 0; g < n_groups; g++)
    table.months[g] = ZZGOV_MONTH(2020, 10) + (ZzgovMonth)(g % 100);
  for (size_t row = 0; row < n_rows; row++) {
    table.group[row] = place_of(row, size, n_groups, order, &state);
    table.area[row] = (uint32_t)(row % N_AREAS);
  }
  for (size_t c = 0; c < N_READINGS; c++) {
    table.readings[c] = g_new(double, n_rows);
    for (size_t row = 0; row < n_rows; row++)
      table.readings[c][row] = random_value(&state, c, table.group[row]);
  }
  return table;
}

static void months_free(Months *table) {
  g_free(table->group);
  g_free(table->area);
  g_free(table->months);
  for (size_t c = 0; c < N_READINGS; c++)
    g_free(table->readings[c]);
}

static ZzgovEcoPanel panel_of(const Months *table) {
  ZzgovEcoPanel panel = ZZGOV_ECO_PANEL_INIT;
  panel.n_rows = table->n_rows;
  panel.n_groups = table->n_groups;
  panel.n_areas = N_AREAS;
  panel.group = table->group;
  panel.area = table->area;
  panel.months = table->months;
  panel.pm25 = (ZzgovColumn){table->readings[0], 8};
  panel.pm25_last_year = (ZzgovColumn){table->readings[1], 8};
  panel.pm10 = (ZzgovColumn){table->readings[2], 8};
  panel.pm10_last_year = (ZzgovColumn){table->readings[3], 8};
  return panel;
}

/* --- one call --------------------------------------------------------------------------------- */

typedef struct {
  const Months *table;
  ZzgovFen *fen[N_OUTPUTS], *group_total, area_total[N_AREAS];
  uint8_t *status;
  ZzgovEcoColumnSums sums;
} Answer;

static Answer answer_new(const Months *table) {
  Answer answer = {.table = table, .sums = ZZGOV_ECO_COLUMN_SUMS_INIT};
  answer.group_total = g_new(ZzgovFen, table->n_groups);
  answer.status = g_malloc(table->n_rows);
  for (size_t i = 0; i < N_OUTPUTS; i++)
    answer.fen[i] = g_new(ZzgovFen, table->n_rows);
  return answer;
}

static void answer_free(Answer *answer) {
  for (size_t i = 0; i < N_OUTPUTS; i++)
    g_free(answer->fen[i]);
  g_free(answer->group_total);
  g_free(answer->status);
}

static bool settle(const ZzgovRulebook *rulebook, unsigned threads, Answer *answer) {
  ZzgovEcoPanel panel = panel_of(answer->table);
  panel.threads = threads;
  panel.total_fen = answer->fen[N_FACTORS];
  for (size_t f = 0; f < N_FACTORS; f++)
    panel.factor_fen[f] = answer->fen[f];
  panel.status = answer->status;
  panel.group_total_fen = answer->group_total;
  panel.area_total_fen = answer->area_total;
  return zzgov_eco_compensation_panel(rulebook, &panel, &answer->sums, NULL);
}

static bool same_sums(const ZzgovEcoColumnSums *a, const ZzgovEcoColumnSums *b) {
  bool same = a->total_fen == b->total_fen && a->n_bad == b->n_bad && a->first_bad == b->first_bad;
  for (size_t f = 0; f < N_FACTORS; f++)
    same &= a->factor_fen[f] == b->factor_fen[f];
  return same;
}

static bool same_answers(const Answer *a, const Answer *b) {
  size_t n = a->table->n_rows;
  bool same = same_sums(&a->sums, &b->sums) && memcmp(a->status, b->status, n) == 0;
  for (size_t i = 0; i < N_OUTPUTS; i++)
    same &= memcmp(a->fen[i], b->fen[i], n * sizeof(ZzgovFen)) == 0;
  return same && memcmp(a->area_total, b->area_total, sizeof a->area_total) == 0 &&
         memcmp(a->group_total, b->group_total, a->table->n_groups * sizeof(ZzgovFen)) == 0;
}

/* --- by the typed door ------------------------------------------------------------------------ */

static ZzgovDecimal millionths(double value) { return (ZzgovDecimal)(value * 1e6 + 0.5); }

/* Whether a group's rows and total are what that door says. */
static bool is_right(const ZzgovRulebook *rulebook, const Answer *answer, size_t group) {
  enum { MOST = 1000 };
  const Months *table = answer->table;
  g_autofree ZzgovEcoArea *areas = g_new(ZzgovEcoArea, MOST);
  char names[MOST][8];
  size_t rows[MOST], n = 0;
  for (size_t row = 0; row < table->n_rows; row++) {
    if (table->group[row] != group)
      continue;
    g_snprintf(names[n], sizeof names[n], "%zu", n);
    areas[n] = (ZzgovEcoArea)ZZGOV_ECO_AREA_INIT;
    areas[n].name = names[n];
    areas[n].pm25 = millionths(table->readings[0][row]);
    areas[n].pm25_last_year = millionths(table->readings[1][row]);
    areas[n].pm10 = millionths(table->readings[2][row]);
    areas[n].pm10_last_year = millionths(table->readings[3][row]);
    rows[n++] = row;
  }
  ZzgovEcoCompensationInput input = {sizeof input, table->months[group], areas, n, NULL};
  g_autoptr(ZzgovEcoCompensationResult) result =
      n > 0 ? zzgov_eco_compensation(rulebook, &input, NULL, NULL, NULL) : NULL;
  bool right = answer->group_total[group] == (result ? result->total_fen : 0);
  for (size_t i = 0; i < n; i++)
    right &= answer->fen[N_FACTORS][rows[i]] == result->areas[i].total_fen;
  return right;
}

static void check_some_groups(const ZzgovRulebook *rulebook, const Answer *answer,
                              const char *what) {
  size_t n = answer->table->n_groups;
  for (size_t i = 0; i < 40; i++) {
    size_t group = i % 2 ? n / 40 * i : n / 50 * i / 50 * 50 + 7; /* the odd ones have halves */
    expect(is_right(rulebook, answer, MIN(group, n - 1)), what, group);
  }
}

/* --- numbers of threads ----------------------------------------------------------------------- */

static const unsigned numbers[] = {2, 3, 1000};

static void compare_numbers(const ZzgovRulebook *rulebook, const Months *table, const char *what) {
  Answer alone = answer_new(table), many = answer_new(table);
  expect(settle(rulebook, 0, &alone), what, 0);
  check_some_groups(rulebook, &alone, what);
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    memset(many.status, 0xEE, table->n_rows);
    expect(settle(rulebook, numbers[i], &many), what, numbers[i]);
    expect(same_answers(&alone, &many), what, numbers[i]);
  }
  answer_free(&alone);
  answer_free(&many);
}

/* Groups of two have tables as large as their rows: those are settled alone. */
static void compare_orders(void) {
  static const char *const names[] = {"up", "down", "shuffled"};
  static const size_t sizes[] = {16, 2, 700};
  for (Order order = UP; order <= SHUFFLED; order++)
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
      Months table = months_new(ROWS, sizes[i], order);
      compare_numbers(zzgov_rulebook_get_default(), &table, names[order]);
      months_free(&table);
    }
}

/* --- bad rows --------------------------------------------------------------------------------- */

static const size_t bad_rows[] = {131071, 131072, 200000, 350000, ROWS - 1};

static void compare_with_bad_rows(void) {
  for (Order order = UP; order <= SHUFFLED; order++) {
    Months table = months_new(ROWS, 16, order);
    Answer alone = answer_new(&table), many = answer_new(&table);
    for (size_t i = 0; i < G_N_ELEMENTS(bad_rows); i++)
      table.readings[i % N_READINGS][bad_rows[i]] = -1;
    expect(settle(zzgov_rulebook_get_default(), 1, &alone), "fails with bad rows", order);
    expect(alone.sums.n_bad > G_N_ELEMENTS(bad_rows), "bad rows are missed", order);
    for (unsigned threads = 2; threads < 5; threads++) {
      expect(settle(zzgov_rulebook_get_default(), threads, &many), "fails", threads);
      expect(same_answers(&alone, &many), "bad rows by threads", threads);
    }
    answer_free(&alone);
    answer_free(&many);
    months_free(&table);
  }
}

/* Whoever finds a bad row first, the first one is told. */
static void find_first_bad_row(void) {
  for (Order order = UP; order <= SHUFFLED; order++) {
    Months table = months_new(ROWS, 16, order);
    for (size_t i = G_N_ELEMENTS(bad_rows); i-- > 0;) {
      g_autofree char *path = g_strdup_printf("/pm10/%zu", bad_rows[i]);
      ZzgovEcoPanel panel = panel_of(&table);
      table.readings[2][bad_rows[i]] = 1e-9;
      for (panel.threads = 1; panel.threads < 5; panel.threads++) {
        GError *error = NULL;
        expect(!zzgov_eco_compensation_panel(zzgov_rulebook_get_default(), &panel, NULL, &error),
               "a bad row passes", i);
        expect(error && strcmp(zzgov_error_get_path(error), path) == 0, path, panel.threads);
        g_clear_error(&error);
      }
    }
    months_free(&table);
  }
}

/* --- progress --------------------------------------------------------------------------------- */

typedef struct {
  size_t calls, last;
  GThread *thread;
} Seen;

static bool note(size_t n_rows_done, void *data) {
  Seen *seen = data;
  expect(n_rows_done > seen->last, "progress goes back", n_rows_done);
  expect(g_thread_self() == seen->thread, "progress is told elsewhere", n_rows_done);
  seen->last = n_rows_done;
  return ++seen->calls < 2;
}

/* 60 against 58 by turns; the work is stopped when it is told for the second time. */
static void stop_long_work(void) {
  enum { MANY = 9000000 };
  static const double value = 60, last_year = 70;
  for (Order order = UP; order <= DOWN; order++) {
    Months table = {MANY, MANY / 20, g_new(uint32_t, MANY), NULL, g_new(ZzgovMonth, MANY / 20),
                    {0}};
    ZzgovEcoPanel panel = panel_of(&table);
    Seen seen = {0, 0, g_thread_self()};
    GError *error = NULL;
    for (size_t row = 0; row < MANY; row++)
      table.group[row] = place_of(row, 20, table.n_groups, order, NULL);
    for (size_t g = 0; g < table.n_groups; g++)
      table.months[g] = ZZGOV_MONTH(2021, 1);
    panel.pm25 = panel.pm10 = (ZzgovColumn){&value, 0};
    panel.pm25_last_year = panel.pm10_last_year = (ZzgovColumn){&last_year, 0};
    panel.threads = 2;
    panel.progress = note;
    panel.progress_data = &seen;
    expect(!zzgov_eco_compensation_panel(zzgov_rulebook_get_default(), &panel, NULL, &error),
           "goes on", order);
    expect(g_error_matches(error, ZZGOV_ERROR, ZZGOV_ERROR_CANCELLED), "another error", order);
    expect(seen.calls == 2 && seen.last < MANY, "progress", seen.last);
    g_clear_error(&error);
    months_free(&table);
  }
}

/* --- processes, and threads of the caller's --------------------------------------------------- */

/* A child settles by two threads; its exit status tells. */
static void settle_in_child(const Answer *wanted, size_t which) {
  int status = -1;
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    Answer answer = answer_new(wanted->table);
    bool same = settle(zzgov_rulebook_get_default(), 2, &answer) && same_answers(&answer, wanted);
    answer_free(&answer);
    _exit(same ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  waitpid(child, &status, 0);
  expect(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS, "a child differs", which);
}

static void settle_after_fork(void) {
  for (Order order = UP; order <= SHUFFLED; order++) {
    Months table = months_new(ROWS, 16, order);
    Answer wanted = answer_new(&table);
    expect(settle(zzgov_rulebook_get_default(), 2, &wanted), "fails", order);
    settle_in_child(&wanted, order);
    answer_free(&wanted);
    months_free(&table);
  }
}

typedef struct {
  const ZzgovRulebook *rulebook;
  const Answer *wanted;
  bool same;
} Job;

static gpointer work(gpointer data) {
  Job *job = data;
  Answer answer = answer_new(job->wanted->table);
  job->same = settle(job->rulebook, 2, &answer) && same_answers(&answer, job->wanted);
  answer_free(&answer);
  return NULL;
}

/* The rulebook is new to all of them. */
static void share_a_rulebook(void) {
  static const char rules[] = "{\"eco-compensation\":{\"pm10.tiers\":[{\"rate_yuan\":\"12345\"}]}}";
  const ZzgovRulebook *law = zzgov_rulebook_get_default();
  g_autoptr(ZzgovRulebook) first = zzgov_rulebook_patch(law, rules, strlen(rules), NULL);
  g_autoptr(ZzgovRulebook) second = zzgov_rulebook_patch(law, rules, strlen(rules), NULL);
  Months table = months_new(ROWS, 16, SHUFFLED);
  Answer wanted = answer_new(&table);
  GThread *threads[THREADS];
  Job jobs[THREADS];
  expect(settle(first, 1, &wanted), "fails", 0);
  for (size_t i = 0; i < THREADS; i++) {
    jobs[i] = (Job){second, &wanted, false};
    threads[i] = g_thread_new(NULL, work, &jobs[i]);
  }
  for (size_t i = 0; i < THREADS; i++) {
    g_thread_join(threads[i]);
    expect(jobs[i].same, "threads that share a rulebook differ", i);
  }
  answer_free(&wanted);
  months_free(&table);
}

int main(void) {
  settle_after_fork();
  share_a_rulebook();
  compare_orders();
  compare_with_bad_rows();
  find_first_bad_row();
  stop_long_work();
  printf("%s: %d failures\n", zzgov_columns_kernel(), failures);
  return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
