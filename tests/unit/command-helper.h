/* Runs the command as a function, with its streams in memory. */
#ifndef TEST_COMMAND_HELPER_H
#define TEST_COMMAND_HELPER_H

#include "helper.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  int status;
  char *out, *err;
} Run;

/* What the command reads: a file in memory, or an empty one. */
static inline FILE *stream_of(const char *input, size_t length) {
  FILE *stream = tmpfile();
  cr_assert_not_null(stream);
  cr_assert_eq(fwrite(input, 1, length, stream), length);
  rewind(stream);
  return stream;
}

static inline Run run_with(const char *input, size_t length, const char *line) {
  Run run = {-1, NULL, NULL};
  size_t n_out, n_err;
  FILE *in = stream_of(input, length);
  FILE *out = open_memstream(&run.out, &n_out), *err = open_memstream(&run.err, &n_err);
  g_auto(GStrv) words = NULL;
  int n_words = 0;
  cr_assert(g_shell_parse_argv(line, &n_words, &words, NULL), "%s", line);
  run.status = (int)zzgov_command(n_words, words, in, out, err);
  fclose(in);
  fclose(out);
  fclose(err);
  return run;
}

/* A command line that reads nothing. */
static inline Run run(const char *line) { return run_with("", 0, line); }

static inline void clear_run(Run *run) {
  free(run->out);
  free(run->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, clear_run)

/* It did its work and said nothing on the error stream. */
#define assert_done(run)                                                                           \
  do {                                                                                             \
    cr_assert_eq((run).status, ZZGOV_EXIT_DONE, "%d: %s", (run).status, (run).err);                \
    assert_same((run).err, "");                                                                    \
  } while (0)

/* It refused the command line, said why, and wrote nothing else. */
#define assert_usage(line, words)                                                                  \
  do {                                                                                             \
    g_auto(Run) run_ = run(line);                                                                  \
    cr_assert_eq(run_.status, ZZGOV_EXIT_USAGE, "%s: %d", line, run_.status);                      \
    cr_assert_str_eq(run_.out, "", "%s wrote %.500s", line, run_.out);                             \
    cr_assert(g_str_has_prefix(run_.err, "zzgov: "), "%s", run_.err);                              \
    assert_has(run_.err, words);                                                                   \
  } while (0)

/* A temporary file; free with remove_file(). */
static inline char *file_of(const char *text, size_t length) {
  char *name = NULL;
  int handle = g_file_open_tmp("zzgov-command-XXXXXX", &name, NULL);
  cr_assert(handle >= 0);
  g_close(handle, NULL);
  cr_assert(g_file_set_contents(name, text, (gssize)length, NULL));
  return name;
}

static inline void remove_file(char *name) {
  g_remove(name);
  g_free(name);
}

#endif
