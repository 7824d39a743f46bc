/* The calculators as subcommands: what they read, where options may stand, how they refuse. */
#include "calculate-helper.h"

#include <unistd.h>

#define MONTH "--month 2020-11"

/* --- what is read ----------------------------------------------------------------------------- */

static Run run_sample(const char *calculator, const char *options) {
  g_autofree char *line =
      g_strdup_printf("zzgov %s TABLE %s %s", calculator, needed_by(calculator), options);
  return run_on_sample(calculator, line);
}

/* Each gives the report of the library. */
Test(calculate, every_calculator_reads_its_sample) {
  for (size_t i = 0; i < G_N_ELEMENTS(calculators); i++) {
    g_auto(Run) table = run_sample(calculators[i], ""), same = run_sample(calculators[i], "");
    g_auto(Run) zh = run_sample(calculators[i], "--lang zh");
    assert_done(table);
    assert_done(zh);
    assert_same(table.out, same.out);
    cr_assert(strlen(table.out) > 100 && strcmp(table.out, zh.out) != 0);
    assert_has(table.out, "(zhengzhou 2020.9, zzgov ");
  }
}

Test(calculate, json_is_the_answer_to_the_requests) {
  g_auto(Run) answers = run_sample("workdays", "--format json");
  g_autofree char *first = evaluate("{\"calculator\":\"workdays\",\"input\":{\"from\":"
                                    "\"2020-09-30\",\"add\":3}}");
  g_autofree char *second = evaluate("{\"calculator\":\"workdays\",\"input\":{\"from\":"
                                     "\"2020-09-30\",\"until\":\"2020-10-12\"}}");
  g_autofree char *wanted = g_strconcat(first, second, NULL);
  assert_done(answers);
  assert_same(answers.out, wanted);
}

Test(calculate, options_stand_anywhere) {
  static const char *const lines[] = {
      "zzgov eco-compensation TABLE --month 2020-11 --lang zh",
      "zzgov eco-compensation --month 2020-11 TABLE --lang=zh",
      "zzgov eco-compensation --lang zh --month=2020-11 TABLE",
      "zzgov --lang zh --month 2020-11 eco-compensation TABLE",
      "zzgov --month=2020-11 eco-compensation --lang=zh -- TABLE",
      "zzgov --month 2020-11 --lang zh -- eco-compensation TABLE",
  };
  g_auto(Run) wanted = run_on_sample("eco-compensation", lines[0]);
  assert_done(wanted);
  for (size_t i = 1; i < G_N_ELEMENTS(lines); i++) {
    g_auto(Run) run = run_on_sample("eco-compensation", lines[i]);
    cr_assert_eq(run.status, ZZGOV_EXIT_DONE, "%s: %s", lines[i], run.err);
    assert_same(run.out, wanted.out);
  }
}

/* Words that only look like a calculator: the value of an option, the program's name. */
Test(calculate, the_subcommand_is_the_calculator) {
  g_auto(Run) named = run_on_sample("eco-compensation", "workdays eco-compensation TABLE " MONTH);
  g_auto(Run) wanted = run_on_sample("eco-compensation", "zzgov eco-compensation TABLE " MONTH);
  g_auto(Run) ignoring =
      run_on_sample("eco-compensation", "zzgov --ignore workdays eco-compensation TABLE " MONTH);
  assert_done(named);
  assert_same(named.out, wanted.out);
  assert_has_not(ignoring.err, "--month");
}

Test(calculate, a_dash_reads_the_input_stream) {
  const char *csv = zzgov_table_example("coal-closure", ZZGOV_LANG_ZH, NULL);
  g_auto(Run) dash = run_with(csv, strlen(csv), "zzgov coal-closure -");
  g_auto(Run) file = run_on_sample("coal-closure", "zzgov coal-closure TABLE");
  assert_done(dash);
  assert_same(dash.out, file.out);
}

/* A large table in many pieces. */
Test(calculate, a_long_input_stream) {
  g_autoptr(GString) csv = g_string_new("from,add\n");
  for (size_t i = 0; i < 9000; i++)
    g_string_append(csv, "2020-09-30,3\n");
  g_auto(Run) dash = run_with(csv->str, csv->len, "zzgov workdays - --format csv");
  assert_done(dash);
  g_auto(GStrv) lines = g_strsplit(dash.out, "\r\n", -1);
  cr_assert_eq(g_strv_length(lines), 9002); /* headers, rows, nothing behind the last */
  assert_has(lines[9000], "2020-09-30,3,,2020-10-12,");
}

Test(calculate, an_empty_input_stream) {
  g_auto(Run) nothing = run("zzgov coal-closure -"), of_file = run_on("", "zzgov workdays TABLE");
  assert_refused(nothing, of_file.status, "standard input");
  assert_has(nothing.err, "\n");
  cr_assert(of_file.status == ZZGOV_EXIT_USAGE || of_file.status == ZZGOV_EXIT_INVALID);
}

/* What is read by halves is not computed. */
static Run run_from(FILE *in, const char *line) {
  Run run = {-1, NULL, NULL};
  size_t n_out, n_err;
  FILE *out = open_memstream(&run.out, &n_out), *err = open_memstream(&run.err, &n_err);
  g_auto(GStrv) words = g_strsplit(line, " ", -1);
  run.status = (int)zzgov_command((int)g_strv_length(words), words, in, out, err);
  fclose(out);
  fclose(err);
  return run;
}

Test(calculate, an_input_stream_that_fails) {
  FILE *directory = fopen("/", "r");
  cr_assert_not_null(directory);
  g_auto(Run) failed = run_from(directory, "zzgov coal-closure -");
  fclose(directory);
  assert_refused(failed, ZZGOV_EXIT_USAGE, "Is a directory");
}

Test(calculate, an_input_stream_that_fails_after_a_while) {
  static const char csv[] = "from,add\n2020-09-30,3\n";
  char *sheet = file_of(csv, strlen(csv));
  FILE *file = fopen(sheet, "r+"), *directory = fopen("/", "r");
  cr_assert(file && directory);
  cr_assert_eq(fgetc(file), 'f'); /* the rest is in the buffer, then comes the error */
  cr_assert(dup2(fileno(directory), fileno(file)) >= 0);
  ungetc('f', file);
  g_auto(Run) failed = run_from(file, "zzgov workdays -");
  fclose(directory);
  fclose(file);
  remove_file(sheet);
  assert_refused(failed, ZZGOV_EXIT_USAGE, "Is a directory");
}

Test(calculate, files_that_cannot_be_read) {
  assert_usage("zzgov coal-closure /nonexistent/table.csv", "/nonexistent/table.csv");
  assert_usage("zzgov coal-closure /nonexistent/table.csv", "No such file");
  assert_usage("zzgov coal-closure /", "Is a directory");
  assert_usage("zzgov workdays -- --add", "No such file");
  assert_sample_usage("coal-closure", "zzgov coal-closure TABLE TABLE", "takes one table");
}

Test(calculate, a_file_that_is_no_table) {
  g_auto(Run) binary = run_on("PK\x03\x04\xff\xfe", "zzgov coal-closure TABLE");
  assert_refused(binary, ZZGOV_EXIT_USAGE, "");
}

/* --- without a table -------------------------------------------------------------------------- */

Test(calculate, questions_of_one_row_need_no_table) {
  g_auto(Run) add = run("zzgov workdays --from 2020-09-30 --add 3 --format json");
  g_auto(Run) until = run("zzgov workdays --from 2020/9/30 --until 2020.10.12");
  g_auto(Run) notified = run("zzgov credit-timeline --notified-on 2020-09-30");
  assert_done(add);
  assert_has(add.out, "\"result\":{\"last_day\":\"2020-10-12\"}");
  assert_done(until);
  assert_has(until.out, "\nNumber of working days (working days) ");
  assert_has(until.out, " 3\n");
  assert_done(notified);
  assert_has(notified.out, "\nLast day to object ");
  assert_has(notified.out, " 2020-10-12\n");
}

Test(calculate, what_is_missing_is_named) {
  g_auto(Run) nothing = run("zzgov workdays"), add = run("zzgov workdays --add 3");
  g_auto(Run) both = run("zzgov workdays --from 2020-09-30 --add 3 --until 2020-10-12");
  g_auto(Run) uncovered = run("zzgov credit-timeline --verified-on 2030-01-01");
  assert_refused(nothing, ZZGOV_EXIT_USAGE, "needs a table or its options");
  assert_refused(add, ZZGOV_EXIT_INVALID, "--from: \"from\" is missing");
  assert_refused(both, ZZGOV_EXIT_INVALID, "--until: ");
  assert_refused(uncovered, ZZGOV_EXIT_INVALID, "--verified-on: ");
}

Test(calculate, others_need_a_table) {
  for (size_t i = 0; i < 5; i++) {
    g_autofree char *line = g_strdup_printf("zzgov %s", calculators[i]);
    g_autofree char *hint = g_strdup_printf("'zzgov %s --example'", calculators[i]);
    g_autofree char *zh = g_strconcat(line, " --lang zh", NULL);
    g_autofree char *hint_zh = g_strdup_printf("“zzgov %s --example --lang zh”", calculators[i]);
    assert_usage(line, "needs a table");
    assert_usage(line, hint);
    assert_usage(zh, "需要一个表格");
    assert_usage(zh, hint_zh);
  }
}

/* --- samples ---------------------------------------------------------------------------------- */

Test(calculate, samples_in_both_languages) {
  for (size_t i = 0; i < G_N_ELEMENTS(calculators); i++) {
    g_autofree char *line = g_strdup_printf("zzgov %s --example", calculators[i]);
    g_autofree char *zh_line = g_strconcat(line, " --lang zh", NULL);
    g_auto(Run) en = run(line), zh = run(zh_line);
    assert_done(en);
    assert_done(zh);
    assert_same(en.out, zzgov_table_example(calculators[i], ZZGOV_LANG_EN, NULL));
    assert_same(zh.out, zzgov_table_example(calculators[i], ZZGOV_LANG_ZH, NULL));
  }
}

/* The Chinese sample says the same. */
Test(calculate, samples_agree) {
  for (size_t i = 0; i < G_N_ELEMENTS(calculators); i++) {
    g_autofree char *line = g_strdup_printf("zzgov %s TABLE %s --format json", calculators[i],
                                            needed_by(calculators[i]));
    const char *zh = zzgov_table_example(calculators[i], ZZGOV_LANG_ZH, NULL);
    g_auto(Run) of_en = run_on_sample(calculators[i], line), of_zh = run_on(zh, line);
    assert_done(of_en);
    assert_done(of_zh);
    assert_same(of_en.out, of_zh.out);
  }
}

/* --- faults ----------------------------------------------------------------------------------- */

Test(calculate, faults_of_a_table_say_where) {
  g_auto(Run) cells = run_on("from,add\n2020-09-31,3\n2020-09-30,x\n", "zzgov workdays TABLE");
  g_auto(Run) whole = run_on("from,add\n2020-09-30,3\n2030-01-01,3\n", "zzgov workdays TABLE");
  g_auto(Run) zh = run_on("from,add\n2020-09-31,3\n", "zzgov workdays TABLE --lang zh");
  assert_refused(cells, ZZGOV_EXIT_INVALID, ": line 2, column 1 (from): ");
  assert_has(cells.err, "\nzzgov: ");
  assert_has(cells.err, ": line 3, column 2 (add): ");
  assert_refused(whole, ZZGOV_EXIT_INVALID, "line 3, column 1 (from): ");
  assert_refused(zh, ZZGOV_EXIT_INVALID, "第2行");
}

Test(calculate, columns_that_are_not_known) {
  g_auto(Run) unknown = run_on("from,ad\n2020-09-30,3\n", "zzgov workdays TABLE");
  g_auto(Run) ignored = run_on("from,add,x,y\n2020-09-30,3,a,b\n",
                               "zzgov workdays TABLE --ignore x --ignore y --format csv");
  g_auto(Run) half = run_on("from,add,x,y\n2020-09-30,3,a,b\n", "zzgov workdays TABLE --ignore x");
  assert_refused(unknown, ZZGOV_EXIT_INVALID, "did you mean \"add\"?");
  assert_done(ignored);
  assert_has(ignored.out, "\r\n2020-09-30,3,,2020-10-12,,,");
  assert_refused(half, ZZGOV_EXIT_INVALID, "\"y\"");
}

/* A name that does not get as far as its options. */
Test(calculate, misspelled_calculators) {
  assert_usage("zzgov eco-compensatoin", "did you mean \"eco-compensation\"?");
  assert_usage("zzgov coal-closures t.csv", "did you mean \"coal-closure\"?");
  assert_usage("zzgov work-days", "did you mean \"workdays\"?");
  assert_usage("zzgov work-days --lang zh", "没有命令“work-days”；是否为“workdays”？");
}

Test(calculate, misspelled_calculators_with_their_options) {
  assert_usage("zzgov eco-compensatoin t.csv --month 2020-11",
               "did you mean \"eco-compensation\"?");
  assert_usage("zzgov workday --from 2020-09-30 --add 3", "did you mean \"workdays\"?");
}

Test(calculate, options_of_others) {
  assert_sample_usage("coal-closure", "zzgov coal-closure TABLE --month 2020-11", "--month");
  assert_sample_usage("credit-list", "zzgov credit-list TABLE --from 2020-11-01", "--from");
  assert_sample_usage("workdays", "zzgov workdays TABLE --ndjson", "--ndjson");
  assert_usage("zzgov eval --month 2020-11", "--month");
  assert_usage("zzgov schema workdays --from 2020-09-30", "schema takes no --from");
  assert_usage("zzgov list --format csv", "list takes no --format");
  assert_usage("zzgov eval --output x", "eval takes no --output");
  assert_usage("zzgov eval --explain", "eval takes no --explain");
  assert_usage("zzgov rules show --set a=1", "rules takes no --set");
  assert_usage("zzgov rules show --rules x", "rules takes no --rules");
  assert_usage("zzgov list --ignore x", "list takes no --ignore");
  assert_usage("zzgov list --example", "list takes no --example");
}

Test(calculate, options_without_their_value) {
  assert_sample_usage("eco-compensation", "zzgov eco-compensation TABLE --month", "--month");
  assert_sample_usage("coal-closure", "zzgov coal-closure TABLE --format", "--format");
}

/* An option that is there or not takes no value, least of all "no". */
Test(calculate, options_with_a_value_that_they_do_not_take) {
  assert_sample_usage("coal-closure", "zzgov coal-closure TABLE --thirty-is-small=no",
                      "--thirty-is-small");
  assert_sample_usage("coal-closure", "zzgov coal-closure TABLE --explain=no", "--explain");
}

/* Which of two would count nobody knows. */
Test(calculate, options_given_twice) {
  assert_usage("zzgov workdays --from 2020-09-30 --from 2020-09-29 --add 3",
               "--from is given twice");
  assert_sample_usage("coal-closure",
                      "zzgov coal-closure TABLE --thirty-is-small --thirty-is-small",
                      "--thirty-is-small is given twice");
}

Test(calculate, common_options_given_twice) {
  static const char *const options[] = {"--format csv --format json", "--lang en --lang zh",
                                        "--output /nonexistent/a --output /nonexistent/b",
                                        "--rules /nonexistent/a --rules /nonexistent/b",
                                        "--rulebook /nonexistent/a --rulebook /nonexistent/b"};
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
    g_autofree char *line = g_strdup_printf("zzgov coal-closure TABLE %s", options[i]);
    assert_sample_usage("coal-closure", line, "given twice");
  }
}
