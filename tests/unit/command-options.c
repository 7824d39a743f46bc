/* The calculators' own options: what each does, how each is refused, files of JSON. */
#include "calculate-helper.h"

/* --- every option ----------------------------------------------------------------------------- */

/* An option of a calculator, what the line has besides it, and what the JSON then holds. */
typedef struct {
  const char *calculator, *option, *besides, *wanted;
} Option;

static const Option own_options[] = {
    {"eco-compensation", "--month 2021-03", "TABLE", "\"result\":{\"month\":\"2021-03\""},
    {"eco-compensation", "--month 2021/3", "TABLE", "\"result\":{\"month\":\"2021-03\""},
    {"eco-compensation", "--rate-base rate-of-means", "TABLE --month 2020-11",
     "\"options\":{\"rate_base\":\"rate-of-means\""},
    {"eco-compensation", "--concentration-decimals 1", "TABLE --month 2020-11",
     "\"pm25\":{\"value\":\"54.9\",\"source\":\"computed\"}"},
    {"eco-compensation", "--improvement-decimals 2", "TABLE --month 2020-11",
     "\"pm25_improvement\":{\"value\":\"8.28\",\"source\":\"computed\"}"},
    {"eco-compensation", "--rounding half-up", "TABLE --month 2020-11",
     "\"rounding\":\"half-up\"}"},
    {"coal-closure", "--ratio-uplift relative", "TABLE",
     "\"options\":{\"ratio_uplift\":\"relative\",\"thirty_is_small\":false}"},
    {"coal-closure", "--ratio-uplift relative", "TABLE", "\"ratio_percent\":\"240\""},
    {"coal-closure", "--thirty-is-small", "TABLE", "\"thirty_is_small\":true}"},
    {"coal-closure", "--thirty-is-small", "TABLE", "\"award_total_yuan\":\"16000000.00\""},
    {"credit-list", "--as-of 2021-03-02", "TABLE", "\"result\":{\"as_of\":\"2021-03-02\""},
    {"credit-timeline", "--notified-on 2020-09-30", "", "\"objection_by\":\"2020-10-12\""},
    {"credit-timeline", "--objection-received-on 2020-10-12", "", "\"answer_by\":\"2020-10-21\""},
    {"credit-timeline", "--verified-on 2020-10-21", "", "\"publish_by\":\"2020-10-30\""},
    {"workdays", "--from 2020-09-30", "--add 3", "\"last_day\":\"2020-10-12\""},
    {"workdays", "--add 4", "--from 2020-09-30", "\"last_day\":\"2020-10-13\""},
    {"workdays", "--until 2020-10-12", "--from 2020-09-30", "\"working_days\":3"},
};

static Run run_option(const Option *option) {
  g_autofree char *line = g_strdup_printf("zzgov %s %s %s --format json", option->calculator,
                                          option->besides, option->option);
  return run_on_sample(option->calculator, line);
}

Test(options, each_has_its_effect) {
  for (size_t i = 0; i < G_N_ELEMENTS(own_options); i++) {
    g_auto(Run) run = run_option(&own_options[i]);
    cr_assert_eq(run.status, ZZGOV_EXIT_DONE, "%s: %s", own_options[i].option, run.err);
    assert_has(run.out, own_options[i].wanted);
  }
}

/* Records without their subject, whose table has no column for it. */
#define RECORDS "id,item,published_on\na,6.1,2021-01-20\n"
#define RECORDS_LINE "zzgov credit-list TABLE --as-of 2021-03-01 --subject-name abc"

Test(options, a_subject) {
  g_auto(Run) named = run_on(RECORDS, RECORDS_LINE " --format csv");
  g_auto(Run) coded =
      run_on(RECORDS, RECORDS_LINE " --format csv --subject-unified-code 91410100MA40XXXXX2");
  g_auto(Run) wrong = run_on(RECORDS, RECORDS_LINE " --subject-unified-code 91410100MA40XXXXX3");
  assert_done(named);
  assert_has(named.out, "\r\nabc,,2021-03-01,a,");
  assert_done(coded);
  assert_has(coded.out, "\r\nabc,91410100MA40XXXXX2,2021-03-01,a,");
  assert_refused(wrong, ZZGOV_EXIT_INVALID, "--subject-unified-code: ");
}

/* Words are UTF-8, whatever the locale says. */
Test(options, chinese_values) {
  g_auto(Run) subject = run_on(
      RECORDS, "zzgov credit-list TABLE --as-of 2021年3月1日 --subject-name 甲公司 --format csv");
  g_auto(Run) day = run("zzgov workdays --from 2020年9月30日 --add 3");
  g_auto(Run) base =
      run_on_sample("eco-compensation", "zzgov eco-compensation TABLE --month 2020年11月");
  assert_done(subject);
  assert_has(subject.out, "\r\n甲公司,,2021-03-01,a,");
  assert_done(day);
  assert_done(base);
}

Test(options, chinese_words_and_headers) {
  g_auto(Run) ignored = run_on("from,add,列\n2020-09-30,3,x\n", "zzgov workdays TABLE --ignore 列");
  g_auto(Run) word = run_on_sample("base-station-reward",
                                   "zzgov base-station-reward TABLE --set built_from=2020年1月2日");
  assert_done(ignored);
  assert_done(word);
}

/* Bytes that are no text are refused, not passed on. */
Test(options, values_that_are_no_utf8) {
  g_auto(Run) run = run_on(RECORDS, "zzgov credit-list TABLE --as-of 2021-03-01 --format json "
                                    "--subject-name a\xFFz");
  cr_assert(run.status == ZZGOV_EXIT_USAGE || run.status == ZZGOV_EXIT_INVALID, "%d", run.status);
  cr_assert_str_eq(run.out, "");
  cr_assert(g_str_has_prefix(run.err, "zzgov: "));
}

/* A subject's name may look like anything. */
Test(options, names_are_not_read_as_json) {
  static const char *const names[] = {"\"", "[1]", "{}", "true", "a\\\\b", "12", "=1"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *quoted = g_shell_quote(names[i]);
    g_autofree char *line =
        g_strdup_printf("zzgov credit-list TABLE --as-of 2021-03-01 --subject-name %s", quoted);
    g_auto(Run) run = run_on(RECORDS, line);
    assert_done(run);
    g_autofree char *shown = g_strdup_printf("  %s\n", names[i]);
    assert_has(run.out, shown);
  }
}

/* --- values that are refused ------------------------------------------------------------------ */

static const struct {
  const char *calculator, *options, *said;
} bad_values[] = {
    {"eco-compensation", "TABLE --month 2020-13", "--month: "},
    {"eco-compensation", "TABLE --month November", "--month: "},
    {"eco-compensation", "TABLE --month ''", "--month: "},
    {"eco-compensation", "TABLE --month 2020-09", "--month: "},
    {"eco-compensation", "TABLE --month 2020-11 --rate-base mean-of-rate",
     "did you mean \"mean-of-rates\"?"},
    {"eco-compensation", "TABLE --month 2020-11 --concentration-decimals 7",
     "--concentration-decimals: "},
    {"eco-compensation", "TABLE --month 2020-11 --concentration-decimals -1",
     "--concentration-decimals: "},
    {"eco-compensation", "TABLE --month 2020-11 --improvement-decimals 1.5",
     "--improvement-decimals: "},
    {"eco-compensation", "TABLE --month 2020-11 --rounding up", "--rounding: "},
    {"eco-compensation", "TABLE", "month"},
    {"coal-closure", "TABLE --ratio-uplift x", "--ratio-uplift: "},
    {"credit-list", "TABLE --as-of 2021-02-29", "--as-of: "},
    {"credit-list", "TABLE", "as_of"},
    {"credit-timeline", "--notified-on 2020-09-31", "--notified-on: "},
    {"workdays", "--from 44104 --add 3", "--from: "},
    {"workdays", "--from 2020-09-30 --add -3", "--add: "},
    {"workdays", "--from 2020-09-30 --add 100001", "--add: "},
    {"workdays", "--from 2020-09-30 --until 2020-09-29", "--until: "},
};

Test(options, bad_values_name_their_option) {
  for (size_t i = 0; i < G_N_ELEMENTS(bad_values); i++) {
    g_autofree char *line =
        g_strdup_printf("zzgov %s %s", bad_values[i].calculator, bad_values[i].options);
    assert_sample_invalid(bad_values[i].calculator, line, bad_values[i].said);
  }
}

/* What the table holds already is not also an option. */
Test(options, a_column_and_an_option) {
  assert_sample_invalid("workdays", "zzgov workdays TABLE --from 2020-09-30", "(from): ");
  assert_sample_invalid("credit-list",
                        "zzgov credit-list TABLE --as-of 2021-03-01 --subject-name x", "column 1");
}

/* --- a file of bases -------------------------------------------------------------------------- */

#define BASE_LINE "zzgov eco-compensation TABLE --month 2020-11 --format json --base FILE"

static Run run_base(const char *text) { return run_on_two("eco-compensation", text, BASE_LINE); }

Test(options, bases_of_a_file) {
  g_auto(Run) all = run_base("{\"pm25\": \"52\", \"pm25_improvement\": \"8.0\",\n \"pm10\": 90, "
                             "\"pm10_improvement\": \"6.0\"}\n");
  g_auto(Run) some = run_base("{\"pm25\": 52}"), none = run_base("{}");
  g_auto(Run) without = run_on_sample("eco-compensation",
                                      "zzgov eco-compensation TABLE --month 2020-11 --format json");
  assert_done(all);
  assert_has(all.out, "\"base\":{\"pm25\":{\"value\":\"52\",\"source\":\"given\"}");
  assert_has_not(all.out, "computed");
  assert_done(some);
  assert_has(some.out, "\"base\":{\"pm25\":{\"value\":\"52\",\"source\":\"given\"}");
  assert_has(some.out, "computed");
  assert_done(none);
  assert_same(none.out, without.out);
}

Test(options, bases_that_are_wrong) {
  g_auto(Run) unknown = run_base("{\"pm26\": 52}"), list = run_base("[]");
  g_auto(Run) value = run_base("{\"pm25\": \"x\"}"), number = run_base("5");
  assert_refused(unknown, ZZGOV_EXIT_INVALID, "--base ");
  assert_has(unknown.err, "did you mean \"pm25\"?");
  assert_refused(list, ZZGOV_EXIT_INVALID, "--base ");
  assert_refused(value, ZZGOV_EXIT_INVALID, ": /pm25: ");
  assert_refused(number, ZZGOV_EXIT_INVALID, "--base ");
}

Test(options, bases_that_are_no_json_name_their_file) {
  static const char *const texts[] = {"{\"pm25\": 52,\n", "", "pm25",
                                      "{\"pm25\": 52, \"pm25\": 51}", "\xFF\xFE{"};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_auto(Run) run = run_base(texts[i]);
    assert_refused(run, ZZGOV_EXIT_INVALID, "zzgov-command-");
  }
  g_auto(Run) broken = run_base("{\"pm25\": 52,\n");
  assert_has(broken.err, "(line 2, column 1)");
}

Test(options, bases_that_cannot_be_read) {
  assert_sample_usage("eco-compensation",
                      "zzgov eco-compensation TABLE --month 2020-11 --base /nonexistent/b.json",
                      "/nonexistent/b.json");
  assert_sample_usage("eco-compensation", "zzgov eco-compensation TABLE --month 2020-11 --base /",
                      "Is a directory");
}

/* --- explained -------------------------------------------------------------------------------- */

Test(options, explained) {
  for (size_t i = 0; i < G_N_ELEMENTS(calculators); i++) {
    g_autofree char *plain = g_strdup_printf("zzgov %s TABLE %s --format json", calculators[i],
                                             needed_by(calculators[i]));
    g_autofree char *more = g_strconcat(plain, " --explain", NULL);
    g_auto(Run) without = run_on_sample(calculators[i], plain);
    g_auto(Run) with = run_on_sample(calculators[i], more);
    assert_has_not(without.out, "\"explanation\":[");
    assert_has(with.out, "\"explanation\":[{");
  }
}

Test(options, the_language_is_also_of_the_explanation) {
  g_auto(Run) zh =
      run("zzgov workdays --from 2020-09-30 --add 3 --explain --format json --lang zh");
  g_auto(Run) en = run("zzgov workdays --from 2020-09-30 --add 3 --explain --format json");
  assert_done(zh);
  cr_assert(strcmp(zh.out, en.out) != 0);
  assert_usage("zzgov workdays --from 2020-09-30 --add 3 --lang de", "\"de\"");
}
