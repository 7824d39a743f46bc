#include "command-helper.h"

#define GOOD "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}\n"
#define BAD "{\"calculator\":\"workdays\",\"input\":{}}\n"

static Run verify(const char *input, const char *line) {
  return run_with(input, strlen(input), line);
}

static char *given(const char *requests) {
  g_auto(Run) eval = verify(requests, "zzgov eval --ndjson --receipt");
  return g_strdup(eval.out);
}

Test(verify, a_response_from_standard_input) {
  g_autofree char *response = given(GOOD);
  g_auto(Run) plain = verify(response, "zzgov verify"), dash = verify(response, "zzgov verify -");
  assert_done(plain);
  cr_assert(g_str_has_prefix(plain.out, "standard input: ok, receipt "), "%s", plain.out);
  cr_assert_eq(strlen(plain.out), strlen("standard input: ok, receipt \n") + 64);
  assert_same(dash.out, plain.out);
}

Test(verify, a_file) {
  g_autofree char *response = given(GOOD);
  char *name = file_of(response, strlen(response));
  g_autofree char *line = g_strdup_printf("zzgov verify '%s'", name);
  g_autofree char *wanted = g_strdup_printf("%s: ok, receipt ", name);
  g_auto(Run) run_ = run(line);
  remove_file(name);
  assert_done(run_);
  assert_has(run_.out, wanted);
}

Test(verify, lines) {
  g_autofree char *responses = given(GOOD "\n" GOOD);
  g_autofree char *text = g_strconcat("\n", responses, " \n", NULL);
  g_auto(Run) both = verify(text, "zzgov verify --ndjson");
  assert_done(both);
  assert_has(both.out, "standard input: line 2: ok");
  assert_has(both.out, "standard input: line 3: ok");
}

/* The others are verified all the same. */
Test(verify, a_line_that_is_wrong) {
  g_autofree char *responses = given(GOOD BAD GOOD);
  g_auto(Run) all = verify(responses, "zzgov verify --ndjson");
  cr_assert_eq(all.status, ZZGOV_EXIT_INVALID);
  assert_has(all.out, "line 1: ok");
  assert_has(all.out, "line 3: ok");
  assert_same(all.err, "zzgov: standard input: line 2: this is not a response with a receipt\n");
}

Test(verify, in_chinese) {
  g_autofree char *responses = given(GOOD BAD);
  g_auto(Run) none = verify("{}", "zzgov verify --lang zh");
  g_auto(Run) lines = verify(responses, "zzgov verify --ndjson --lang zh");
  cr_assert_eq(none.status, ZZGOV_EXIT_INVALID);
  assert_same(none.err, "zzgov: 标准输入：这不是带凭证的答复\n");
  cr_assert(g_str_has_prefix(lines.out, "标准输入，第1行：相符，凭证"), "%s", lines.out);
  assert_same(lines.err, "zzgov: 标准输入，第2行：这不是带凭证的答复\n");
}

Test(verify, usage) {
  assert_usage("zzgov verify a b", "verify takes one file, not also \"b\"");
  assert_usage("zzgov verify /nonexistent/r.json", "/nonexistent/r.json: No such file");
  assert_usage("zzgov verify /", "Is a directory");
  assert_usage("zzgov verify --rulebook /nonexistent/r.json", "/nonexistent/r.json");
  assert_usage("zzgov verify --receipt", "verify takes no --receipt");
  assert_usage("zzgov verify --ndjson --threads 2", "--threads is for eval --ndjson");
  assert_usage("zzgov rules show --receipt", "rules takes no --receipt");
  assert_usage("zzgov eval --receipt=yes", "--receipt takes no value");
  assert_usage("zzgov workdays --from 2020-09-30 --add 3 --receipt", "workdays takes no --receipt");
}

Test(verify, a_bad_rulebook) {
  char *name = file_of("{}", 2);
  g_autofree char *line = g_strdup_printf("zzgov verify --rulebook '%s'", name);
  g_auto(Run) bad = run(line);
  cr_assert_eq(bad.status, ZZGOV_EXIT_INVALID);
  assert_has(bad.err, name);
  assert_same(bad.out, "");
  remove_file(name);
}
