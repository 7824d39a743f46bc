#include "command-helper.h"

Test(command, help) {
  g_auto(Run) long_option = run("zzgov --help"), short_option = run("zzgov -h");
  g_auto(Run) word = run("zzgov help"), after = run("zzgov eval --help");
  assert_done(long_option);
  assert_has(long_option.out, "zzgov eval [--ndjson]");
  assert_same(short_option.out, long_option.out);
  assert_same(word.out, long_option.out);
  assert_same(after.out, long_option.out);
}

/* Every subcommand of the help is one that runs, and the example is right. */
Test(command, help_is_true) {
  g_auto(Run) help = run("zzgov --help");
  static const char request[] =
      "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}";
  assert_has(help.out, request);
  g_auto(Run) example = run_with(request, strlen(request), "zzgov eval");
  assert_done(example);
  assert_has(example.out, "\"last_day\":\"2020-10-12\"");
}

Test(command, version) {
  g_auto(Run) version = run("zzgov --version");
  g_autofree char *wanted = g_strdup_printf("zzgov %s\n", zzgov_version());
  assert_done(version);
  assert_same(version.out, wanted);
}

Test(command, usage) {
  assert_usage("zzgov", "a command is missing");
  assert_usage("zzgov --", "a command is missing");
  assert_usage("zzgov evla", "did you mean \"eval\"?");
  assert_usage("zzgov qqqqqqqqqqqq", "there is no command \"qqqqqqqqqqqq\"");
  assert_usage("zzgov --nonsense", "--nonsense");
  assert_usage("zzgov eval --nonsense", "--nonsense");
  assert_usage("zzgov list --lang fr", "\"fr\"");
  assert_usage("zzgov list --lang", "--lang");
  assert_usage("zzgov eval --rulebook", "--rulebook");
}

Test(command, options_that_a_command_does_not_know) {
  assert_usage("zzgov list --rulebook f", "list takes no --rulebook");
  assert_usage("zzgov list --ndjson", "list takes no --ndjson");
  assert_usage("zzgov schema workdays --ndjson", "schema takes no --ndjson");
  assert_usage("zzgov rules show --ndjson", "rules takes no --ndjson");
  assert_usage("zzgov help --ndjson", "help takes no --ndjson");
}

Test(command, every_usage_error_names_the_help) {
  assert_usage("zzgov list 3", "--help");
  assert_usage("zzgov schema", "--help");
  assert_usage("zzgov eval a b", "--help");
  assert_usage("zzgov rules", "--help");
}

Test(command, no_words_at_all) {
  char *out_text = NULL, *err_text = NULL;
  size_t n_out, n_err;
  FILE *out = open_memstream(&out_text, &n_out), *err = open_memstream(&err_text, &n_err);
  cr_assert_eq(zzgov_command(0, NULL, stdin, out, err), ZZGOV_EXIT_USAGE);
  fclose(out);
  fclose(err);
  assert_has(err_text, "a command is missing");
  free(out_text);
  free(err_text);
}

/* The words belong to the caller and may be used again. */
Test(command, words_stay_as_they_are) {
  char name[] = "zzgov", list[] = "list", option[] = "--lang=zh";
  char *const words[] = {name, option, list, NULL};
  char *text = NULL;
  size_t n;
  FILE *out = open_memstream(&text, &n);
  cr_assert_eq(zzgov_command(3, words, stdin, out, stderr), ZZGOV_EXIT_DONE);
  fclose(out);
  cr_assert(words[1] == option && strcmp(option, "--lang=zh") == 0 && words[2] == list);
  assert_has(text, "工作日计算");
  free(text);
}

Test(command, list) {
  g_auto(Run) en = run("zzgov list"), zh = run("zzgov list --lang zh");
  g_autofree char *wanted_en = zzgov_list_calculators(ZZGOV_LANG_EN);
  g_autofree char *wanted_zh = zzgov_list_calculators(ZZGOV_LANG_ZH);
  assert_done(en);
  assert_done(zh);
  assert_same(en.out, wanted_en);
  assert_same(zh.out, wanted_zh);
  assert_usage("zzgov list workdays", "\"workdays\"");
  assert_usage("zzgov list -- --lang", "\"--lang\"");
}

Test(command, schema) {
  g_auto(Run) en = run("zzgov schema workdays"), zh = run("zzgov --lang zh schema workdays");
  g_autofree char *wanted_en = zzgov_schema("workdays", ZZGOV_LANG_EN, NULL);
  g_autofree char *wanted_zh = zzgov_schema("workdays", ZZGOV_LANG_ZH, NULL);
  assert_done(en);
  assert_done(zh);
  assert_same(en.out, wanted_en);
  assert_same(zh.out, wanted_zh);
}

Test(command, schema_takes_one_calculator) {
  assert_usage("zzgov schema", "one calculator");
  assert_usage("zzgov schema workdays workdays", "one calculator");
  assert_usage("zzgov schema workday", "did you mean \"workdays\"?");
}

Test(command, output_that_cannot_be_written) {
  char *text = NULL;
  size_t n;
  FILE *full = fopen("/dev/full", "w"), *err = open_memstream(&text, &n);
  char name[] = "zzgov", list[] = "list", wrong[] = "lsit";
  char *const words[] = {name, list, NULL}, *const bad_words[] = {name, wrong, NULL};
  cr_assert_not_null(full);
  cr_assert_eq(zzgov_command(2, words, stdin, full, err), ZZGOV_EXIT_INTERNAL);
  cr_assert_eq(zzgov_command(2, bad_words, stdin, full, err), ZZGOV_EXIT_USAGE);
  fclose(full);
  fclose(err);
  assert_has(text, "the output cannot be written");
  free(text);
}
