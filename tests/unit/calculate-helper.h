/* Runs the calculators of the command over the sample tables. */
#ifndef TEST_CALCULATE_HELPER_H
#define TEST_CALCULATE_HELPER_H

#include "command-helper.h"

/* The words of a command line in which `from` stands for a file. */
static inline char *with_file(const char *line, const char *from, const char *file) {
  GString *words = g_string_new(line);
  g_autofree char *quoted = g_shell_quote(file);
  g_string_replace(words, from, quoted, 0);
  return g_string_free(words, FALSE);
}

/* A command line in which TABLE stands for a file with this text. */
static inline Run run_on(const char *csv, const char *line) {
  char *file = file_of(csv, strlen(csv));
  g_autofree char *words = with_file(line, "TABLE", file);
  Run done = run(words);
  remove_file(file);
  return done;
}

/* TABLE stands for a file with the sample of a calculator. */
static inline Run run_on_sample(const char *calculator, const char *line) {
  return run_on(zzgov_table_example(calculator, ZZGOV_LANG_EN, NULL), line);
}

/* TABLE as above, FILE for one with that text. */
static inline Run run_on_two(const char *calculator, const char *text, const char *line) {
  char *file = file_of(text, strlen(text));
  g_autofree char *words = with_file(line, "FILE", file);
  Run done = run_on_sample(calculator, words);
  remove_file(file);
  return done;
}

/* It failed, said why in a line of its own, and wrote nothing else. */
#define assert_refused(run, status_wanted, words)                                                  \
  do {                                                                                             \
    cr_assert_eq((run).status, status_wanted, "%d: %.500s", (run).status, (run).err);              \
    cr_assert_str_eq((run).out, "", "wrote %.500s", (run).out);                                    \
    cr_assert(g_str_has_prefix((run).err, "zzgov: "), "%.500s", (run).err);                        \
    cr_assert(g_str_has_suffix((run).err, "\n"), "%.500s", (run).err);                             \
    assert_has((run).err, words);                                                                  \
  } while (0)

/* A line about a sample is refused as wrong usage. */
#define assert_sample_usage(calculator, line, words)                                               \
  do {                                                                                             \
    g_auto(Run) run_ = run_on_sample(calculator, line);                                            \
    assert_refused(run_, ZZGOV_EXIT_USAGE, words);                                                 \
  } while (0)

/* A line about a sample is refused as invalid input. */
#define assert_sample_invalid(calculator, line, words)                                             \
  do {                                                                                             \
    g_auto(Run) run_ = run_on_sample(calculator, line);                                            \
    assert_refused(run_, ZZGOV_EXIT_INVALID, words);                                               \
  } while (0)

static const char *const calculators[] = {
    "eco-compensation", "coal-closure",    "smart-mine", "base-station-reward",
    "credit-list",      "credit-timeline", "workdays"};

/* The options that a calculator's sample needs. */
static inline const char *needed_by(const char *calculator) {
  return strcmp(calculator, "eco-compensation") == 0 ? "--month 2020-11"
         : strcmp(calculator, "credit-list") == 0    ? "--as-of 2021-03-01"
                                                     : "";
}

#endif
