#include "command-helper.h"

/* The built-in rulebook with one word changed, in a file; free with remove_file(). */
static char *changed(const char *from, const char *to) {
  g_auto(GStrv) parts = g_strsplit(zzgov_rulebook_get_text(zzgov_rulebook_get_default()), from, 2);
  cr_assert_eq(g_strv_length(parts), 2, "%s", from);
  g_autofree char *text = g_strjoinv(to, parts);
  return file_of(text, strlen(text));
}

static Run run_on(const char *format, const char *file) {
  g_auto(GStrv) parts = g_strsplit(format, "%s", -1);
  g_autofree char *line = g_strjoinv(file, parts);
  return run(line);
}

Test(rules, show_prints_the_text) {
  g_auto(Run) show = run("zzgov rules show");
  assert_done(show);
  assert_same(show.out, zzgov_rulebook_get_text(zzgov_rulebook_get_default()));
}

Test(rules, show_another) {
  char *file = changed("2020.9", "2020.10");
  g_auto(Run) show = run_on("zzgov rules show --rulebook %s", file);
  g_autofree char *text = NULL;
  cr_assert(g_file_get_contents(file, &text, NULL, NULL));
  remove_file(file);
  assert_done(show);
  assert_same(show.out, text);
}

Test(rules, what_is_shown_is_sound) {
  g_auto(Run) show = run("zzgov rules show");
  char *file = file_of(show.out, strlen(show.out));
  g_auto(Run) check = run_on("zzgov rules check %s", file),
              diff = run_on("zzgov rules diff %s", file);
  g_autofree char *wanted = g_strdup_printf("%s: ok (zhengzhou 2020.9)\n", file);
  remove_file(file);
  assert_done(check);
  assert_same(check.out, wanted);
  assert_done(diff);
  assert_same(diff.out, "");
}

/* Where the fault is, in the file and in its text, and what belongs there. */
static void assert_refused(const Run *run, const char *file) {
  g_autofree char *start = g_strdup_printf("zzgov: %s: ", file);
  cr_assert_eq(run->status, ZZGOV_EXIT_INVALID, "%d", run->status);
  assert_same(run->out, "");
  cr_assert(g_str_has_prefix(run->err, start), "%s", run->err);
  assert_has(run->err, "(line 2, column 13) at /format; expected: ");
  cr_assert(g_str_has_suffix(run->err, "\n"));
}

Test(rules, faults_of_a_file) {
  char *file = changed("\"format\": 1", "\"format\": 2");
  g_auto(Run) check = run_on("zzgov rules check %s", file);
  g_auto(Run) show = run_on("zzgov rules show --rulebook %s", file);
  g_auto(Run) diff = run_on("zzgov rules diff %s", file);
  g_auto(Run) before = run_on("zzgov rules diff %s %s", file);
  g_auto(Run) base = run_on("zzgov rules diff --rulebook %s %s", file);
  assert_refused(&check, file);
  assert_refused(&show, file);
  assert_refused(&diff, file);
  assert_refused(&before, file);
  assert_refused(&base, file);
  remove_file(file);
}

Test(rules, faults_in_chinese) {
  char *file = changed("\"format\": 1", "\"format\": 2");
  g_auto(Run) check = run_on("zzgov rules check %s --lang zh", file);
  remove_file(file);
  cr_assert_eq(check.status, ZZGOV_EXIT_INVALID);
  assert_has(check.err, "不允许");
  assert_has(check.err, "整数");
}

Test(rules, files_that_are_not_there) {
  assert_usage("zzgov rules check /nonexistent/r.json", "/nonexistent/r.json");
  assert_usage("zzgov rules diff /nonexistent/r.json", "/nonexistent/r.json");
  assert_usage("zzgov rules show --rulebook /nonexistent/r.json", "/nonexistent/r.json");
}

Test(rules, diff_with_the_built_in_one) {
  char *file = changed("\"rate_yuan\": \"100000\"", "\"rate_yuan\": \"120000\"");
  g_auto(Run) diff = run_on("zzgov rules diff %s", file);
  remove_file(file);
  assert_done(diff);
  assert_has(diff.out, "eco-compensation pm25.tiers: ");
  assert_has(diff.out, "\"rate_yuan\":\"120000.00\"");
}

Test(rules, diff_of_two_files) {
  char *old = changed("2020.9", "2019.1"), *new = changed("2020.9", "2021.1");
  g_autofree char *between = g_strdup_printf("zzgov rules diff '%s' '%s'", old, new);
  g_autofree char *base = g_strdup_printf("zzgov rules diff --rulebook '%s' '%s'", old, new);
  g_auto(Run) two = run(between), with_base = run(base);
  remove_file(old);
  remove_file(new);
  assert_done(two);
  assert_same(two.out, "rulebook: zhengzhou 2019.1 → zhengzhou 2021.1\n");
  assert_done(with_base);
  assert_same(with_base.out, two.out);
}

Test(rules, usage) {
  assert_usage("zzgov rules", "show, check or diff");
  assert_usage("zzgov rules chekc f", "show, check or diff");
  assert_usage("zzgov rules show f", "--rulebook FILE");
  assert_usage("zzgov rules check", "one file");
  assert_usage("zzgov rules check a b", "one file");
  assert_usage("zzgov rules diff", "one file or two");
  assert_usage("zzgov rules diff a b c", "one file or two");
  assert_usage("zzgov rules diff a b --rulebook c", "--rulebook");
}
