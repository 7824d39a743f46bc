/* Many threads share one rulebook, with what-ifs of their own: every answer is the same as alone.
 * A plain program, so that ThreadSanitizer can watch it. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zzgov/evaluate.h>

enum { THREADS = 8, CALLS = 200 };

static const char *const requests[] = {
    "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3},\"explain\":true}",
    "{\"calculator\":\"eco-compensation\",\"input\":{\"month\":\"2020-11\",\"areas\":[{\"name\":"
    "\"金水区\",\"pm25\":58,\"pm10\":88,\"pm25_last_year\":61,\"pm10_last_year\":\"90.5\"},"
    "{\"name\":\"x\",\"pm25\":52,\"pm10\":90,\"pm25_improvement\":8,\"pm10_improvement\":6}]},"
    "\"rules\":{\"eco-compensation\":{\"pm25.tiers\":[{\"rate_yuan\":\"1.5\"}]}},\"explain\":true}",
    "{\"calculator\":\"eco-compensatoin\",\"input\":{}}",
};

static char *answers[G_N_ELEMENTS(requests)];

static bool same_answers(const ZzgovRulebook *rulebook) {
  bool same = true;
  for (size_t i = 0; i < G_N_ELEMENTS(requests); i++) {
    g_autofree char *answer = zzgov_evaluate_json(rulebook, requests[i], strlen(requests[i]), NULL);
    same &= strcmp(answer, answers[i]) == 0;
  }
  return same;
}

typedef struct {
  const ZzgovRulebook *shared;
  size_t different;
} Job;

static gpointer work(gpointer data) {
  Job *job = data;
  for (int i = 0; i < CALLS; i++) {
    ZzgovRulebook *mine = zzgov_rulebook_ref(job->shared);
    job->different += !same_answers(mine) + !same_answers(NULL);
    zzgov_rulebook_unref(mine);
  }
  return NULL;
}

/* The threads race for the first use of the default rulebook. */
static gpointer get_default(gpointer data) {
  (void)data;
  return (gpointer)zzgov_rulebook_get_default();
}

static size_t run_together(GThreadFunc function, Job *jobs) {
  GThread *threads[THREADS];
  size_t equal = 0;
  for (int i = 0; i < THREADS; i++)
    threads[i] = g_thread_new(NULL, function, &jobs[i]);
  for (int i = 0; i < THREADS; i++)
    equal += g_thread_join(threads[i]) == zzgov_rulebook_get_default();
  return equal;
}

int main(void) {
  Job jobs[THREADS] = {{NULL, 0}};
  size_t different = THREADS - run_together(get_default, jobs);
  const char *text = zzgov_rulebook_get_text(zzgov_rulebook_get_default());
  g_autoptr(ZzgovRulebook) rulebook = zzgov_rulebook_load(text, strlen(text), NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(requests); i++)
    answers[i] = zzgov_evaluate_json(rulebook, requests[i], strlen(requests[i]), NULL);
  for (int i = 0; i < THREADS; i++)
    jobs[i].shared = rulebook;
  run_together(work, jobs);
  for (int i = 0; i < THREADS; i++)
    different += jobs[i].different;
  for (size_t i = 0; i < G_N_ELEMENTS(requests); i++)
    g_free(answers[i]);
  printf("%d threads, %zu different answers\n", THREADS, different);
  return different ? EXIT_FAILURE : EXIT_SUCCESS;
}
