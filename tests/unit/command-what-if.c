/* What-ifs of the calculators: --set for each parameter, --rules, --rulebook. */
#include "calculate-helper.h"

/* --- every parameter -------------------------------------------------------------------------- */

/* A parameter of a calculator, its value as people write it, and as JSON. */
typedef struct {
  const char *calculator, *set, *json;
} Parameter;

#define TIERS "[{\"up_to\":\"5\",\"rate_yuan\":\"1\"},{\"up_to\":null,\"rate_yuan\":\"2.50\"}]"
#define TERMS "{\"trust\":[6,6],\"general\":[1,2],\"serious\":[3,4]}"
#define SCORE                                                                                      \
  "{\"start\":1,\"commendation\":2,\"trust\":3,\"general\":-4,\"serious\":-5,\"black\":-6}"

static const Parameter parameters[] = {
    {"eco-compensation", "pm25.tiers=" TIERS, "{\"pm25.tiers\":" TIERS "}"},
    {"eco-compensation", "pm25_improvement.tiers=" TIERS, "{\"pm25_improvement.tiers\":" TIERS "}"},
    {"eco-compensation", "pm10.tiers=" TIERS, "{\"pm10.tiers\":" TIERS "}"},
    {"eco-compensation", "pm10_improvement.tiers=" TIERS, "{\"pm10_improvement.tiers\":" TIERS "}"},
    {"eco-compensation", "from_month=2020/11", "{\"from_month\":\"2020-11\"}"},
    {"coal-closure", "award.small={\"2020\":\"1.5\"}", "{\"award.small\":{\"2020\":\"1.5\"}}"},
    {"coal-closure", "award.large={\"2021\": 7}", "{\"award.large\":{\"2021\":7}}"},
    {"coal-closure", "small_below_10kt=31", "{\"small_below_10kt\":\"31\"}"},
    {"coal-closure", "ratio_uplift_percent=12.5", "{\"ratio_uplift_percent\":\"12.5\"}"},
    {"coal-closure", "fund_until=2020.11.29", "{\"fund_until\":\"2020-11-29\"}"},
    {"coal-closure", "programme_until=\"2020-11-29\"", "{\"programme_until\":\"2020-11-29\"}"},
    {"smart-mine", "city_rate_percent=20", "{\"city_rate_percent\":\"20\"}"},
    {"smart-mine", "smart_from_10kt=91", "{\"smart_from_10kt\":\"91\"}"},
    {"smart-mine", "demonstration_from_10kt=151", "{\"demonstration_from_10kt\":\"151\"}"},
    {"smart-mine", "demonstration_years=4", "{\"demonstration_years\":\"4\"}"},
    {"base-station-reward", "ceiling_yuan=4,000.50", "{\"ceiling_yuan\":\"4000.50\"}"},
    {"base-station-reward", "provincial_reward_yuan=1", "{\"provincial_reward_yuan\":\"1\"}"},
    {"base-station-reward", "built_from=2020-11-06", "{\"built_from\":\"2020-11-06\"}"},
    {"base-station-reward", "built_until=2021-01-01", "{\"built_until\":\"2021-01-01\"}"},
    {"credit-list", "terms_months=" TERMS, "{\"terms_months\":" TERMS "}"},
    {"credit-list", "score=" SCORE, "{\"score\":" SCORE "}"},
    {"credit-timeline", "objection_workdays=5", "{\"objection_workdays\":5}"},
    {"credit-timeline", "answer_workdays=5", "{\"answer_workdays\":5}"},
    {"credit-timeline", "publish_workdays=5.0", "{\"publish_workdays\":5}"},
};

static char *line_with(const char *calculator, const char *option, const char *value) {
  g_autofree char *quoted = value ? g_shell_quote(value) : g_strdup("");
  return g_strdup_printf("zzgov %s TABLE %s --format json %s %s", calculator, needed_by(calculator),
                         option, quoted);
}

/* The same file of rules gives the same, and the law something else. */
static void assert_parameter(const Parameter *parameter) {
  const char *calculator = parameter->calculator;
  g_autofree char *rules = g_strdup_printf("{\"%s\": %s}\n", calculator, parameter->json);
  g_autofree char *set_line = line_with(calculator, "--set", parameter->set);
  g_autofree char *rules_line = line_with(calculator, "--rules FILE", NULL);
  g_autofree char *plain_line = line_with(calculator, "", NULL);
  g_auto(Run) set = run_on_sample(calculator, set_line);
  g_auto(Run) file = run_on_two(calculator, rules, rules_line);
  g_auto(Run) plain = run_on_sample(calculator, plain_line);
  cr_assert_eq(set.status, ZZGOV_EXIT_DONE, "%s: %s", parameter->set, set.err);
  assert_done(file);
  assert_same(set.out, file.out);
  assert_has(set.out, "\"patched\":true");
  const char *result = strstr(plain.out, "\"result\""), *other = strstr(set.out, "\"result\"");
  bool same_month = g_str_has_prefix(parameter->set, "from_month");
  cr_assert_eq(strcmp(result, other) == 0, same_month, "%s changes nothing", parameter->set);
}

Test(what_if, every_parameter) {
  for (size_t i = 0; i < G_N_ELEMENTS(parameters); i++)
    assert_parameter(&parameters[i]);
}

static bool is_listed(const char *calculator, const char *name) {
  g_autofree char *beginning = g_strconcat(name, "=", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(parameters); i++)
    if (strcmp(parameters[i].calculator, calculator) == 0 &&
        g_str_has_prefix(parameters[i].set, beginning))
      return true;
  return false;
}

/* The names that the help knows are those above. */
Test(what_if, no_parameter_is_forgotten) {
  size_t n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(calculators); i++) {
    g_autofree char *line = g_strdup_printf("zzgov %s --help", calculators[i]);
    g_auto(Run) help = run(line);
    const char *names = strstr(help.out, "\nNames for --set:\n");
    cr_assert(names || strcmp(calculators[i], "workdays") == 0);
    g_auto(GStrv) each = g_strsplit(names ? strchr(names, ':') + 2 : "", "\n", -1);
    for (char **parameter = each; *parameter && **parameter; parameter++, n++) {
      g_autofree char *name = g_strndup(*parameter + 2, strcspn(*parameter + 2, " "));
      cr_assert(is_listed(calculators[i], name), "%s: %s", calculators[i], *parameter);
      cr_assert(strlen(g_strstrip(*parameter)) > strlen(name), "no label: %s", *parameter);
    }
  }
  cr_assert_eq(n, G_N_ELEMENTS(parameters));
}

/* --- --set ------------------------------------------------------------------------------------ */

#define STATIONS "zzgov base-station-reward TABLE --format json "
#define assert_set_invalid(options, words)                                                         \
  assert_sample_invalid("base-station-reward", STATIONS options, words)

Test(what_if, several_at_once) {
  g_auto(Run) both = run_on_sample("base-station-reward",
                                   STATIONS "--set ceiling_yuan=4000 --set built_until=2021-01-01");
  g_auto(Run) file = run_on_two("base-station-reward",
                                "{\"base-station-reward\":{\"ceiling_yuan\":4000,"
                                "\"built_until\":\"2021-01-01\"}}",
                                STATIONS "--rules FILE");
  assert_done(both);
  assert_same(both.out, file.out);
}

Test(what_if, also_without_a_table) {
  g_auto(Run) run_ = run("zzgov credit-timeline --notified-on 2020-09-30 --format json "
                         "--set objection_workdays=5");
  assert_done(run_);
  assert_has(run_.out, "\"objection_by\":\"2020-10-14\"");
}

Test(what_if, unknown_names_get_the_nearest) {
  assert_set_invalid("--set cieling_yuan=4000", "did you mean \"ceiling_yuan\"?");
  assert_set_invalid("--set Ceiling_yuan=4000", "did you mean \"ceiling_yuan\"?");
  assert_set_invalid("--set =4000", "\"\"");
  assert_sample_invalid("eco-compensation",
                        "zzgov eco-compensation TABLE --month 2020-11 --set pm25_tiers=1",
                        "did you mean \"pm25.tiers\"?");
  assert_sample_invalid("workdays", "zzgov workdays TABLE --set ceiling_yuan=1", "workdays");
}

Test(what_if, a_name_without_a_value) {
  g_auto(Run) bare = run_on_sample("base-station-reward", STATIONS "--set ceiling_yuan");
  g_auto(Run) empty = run_on_sample("base-station-reward", STATIONS "--set ''");
  assert_refused(bare, ZZGOV_EXIT_USAGE, "--set takes NAME=VALUE, not \"ceiling_yuan\"");
  assert_refused(empty, ZZGOV_EXIT_USAGE, "--set takes NAME=VALUE");
  assert_set_invalid("--set ceiling_yuan=", "ceiling_yuan=");
}

Test(what_if, a_name_twice) {
  assert_set_invalid("--set ceiling_yuan=4000 --set ceiling_yuan=3000", "\"ceiling_yuan\"");
}

Test(what_if, values_that_are_refused) {
  assert_set_invalid("--set ceiling_yuan=x", "ceiling_yuan=x: ");
  assert_set_invalid("--set ceiling_yuan=-1", "ceiling_yuan");
  assert_set_invalid("--set ceiling_yuan=1.234", "ceiling_yuan");
  assert_set_invalid("--set built_from=2020-02-30", "built_from=2020-02-30: ");
  assert_set_invalid("--set built_from=2023-01-01 --set 'built_until={}'", "built_until");
  assert_set_invalid("--set 'ceiling_yuan=[1'", "ceiling_yuan=[1: ");
  assert_set_invalid("--set 'ceiling_yuan=[1]'", "--set ceiling_yuan: ");
  assert_set_invalid("--set 'ceiling_yuan=\"4000\" 5'", "ceiling_yuan");
}

/* What depends on the value is told of the option that meets it. */
Test(what_if, not_in_force_by_the_what_if) {
  assert_sample_invalid("eco-compensation",
                        "zzgov eco-compensation TABLE --month 2020-11 --set from_month=2020-12",
                        "--month: ");
}

/* A report says that it is none of the law's. */
Test(what_if, reports_say_so) {
  g_auto(Run) table = run_on_sample("base-station-reward",
                                    "zzgov base-station-reward TABLE --set ceiling_yuan=4000");
  g_auto(Run) page = run_on_sample(
      "base-station-reward", "zzgov base-station-reward TABLE --set ceiling_yuan=4000 --lang zh "
                             "--format html");
  g_auto(Run) law = run_on_two("base-station-reward", "{\"base-station-reward\":{}}",
                               "zzgov base-station-reward TABLE --rules FILE");
  assert_has(table.out, "\nWhat-if, not the law\n");
  assert_has(table.out, " (ceiling_yuan)  4,000.00  5,000.00\n");
  assert_has(page.out, "假设情形，非现行规定");
  assert_has_not(law.out, "What-if");
}

/* --- --rules ---------------------------------------------------------------------------------- */

static Run run_rules(const char *text) {
  return run_on_two("base-station-reward", text, STATIONS "--rules FILE");
}

Test(what_if, files_of_rules_that_are_wrong) {
  g_auto(Run) name = run_rules("{\"base-station-reward\":{\"cieling_yuan\":1}}");
  g_auto(Run) regulation = run_rules("{\"base-station\":{}}"), list = run_rules("[]");
  g_auto(Run) broken = run_rules("{\"base-station-reward\":\n{"), nothing = run_rules("");
  g_auto(Run) value = run_rules("{\"base-station-reward\":{\"ceiling_yuan\":\"x\"}}");
  assert_refused(name, ZZGOV_EXIT_INVALID, "did you mean \"ceiling_yuan\"?");
  assert_refused(regulation, ZZGOV_EXIT_INVALID, "did you mean \"base-station-reward\"?");
  assert_refused(list, ZZGOV_EXIT_INVALID, "/rules");
  assert_refused(broken, ZZGOV_EXIT_INVALID, "zzgov-command-");
  assert_has(broken.err, "(line 2, column 2)");
  assert_refused(nothing, ZZGOV_EXIT_INVALID, "zzgov-command-");
  assert_refused(value, ZZGOV_EXIT_INVALID, "/rules/base-station-reward/ceiling_yuan");
}

Test(what_if, files_of_rules_that_cannot_be_read) {
  assert_sample_usage("base-station-reward", STATIONS "--rules /nonexistent/r.json",
                      "/nonexistent/r.json");
  assert_sample_usage("base-station-reward", STATIONS "--rules /", "Is a directory");
}

Test(what_if, rules_or_set) {
  g_auto(Run) both =
      run_on_two("base-station-reward", "{}", STATIONS "--rules FILE --set ceiling_yuan=1");
  assert_refused(both, ZZGOV_EXIT_USAGE, "either --rules or --set");
}

/* --- --rulebook ------------------------------------------------------------------------------- */

static char *rulebook_with(const char *old, const char *new) {
  GString *text = g_string_new(zzgov_rulebook_get_text(zzgov_rulebook_get_default()));
  g_string_replace(text, old, new, 1);
  return g_string_free(text, FALSE);
}

Test(what_if, another_rulebook) {
  g_autofree char *text = rulebook_with("\"value\": \"5000\"", "\"value\": \"4000\"");
  g_auto(Run) other = run_on_two("base-station-reward", text, STATIONS "--rulebook FILE");
  g_auto(Run) patched = run_on_sample("base-station-reward", STATIONS "--set ceiling_yuan=4000");
  assert_done(other);
  assert_has(other.out, "\"patched\":false");
  assert_same(strstr(other.out, "\"result\""), strstr(patched.out, "\"result\""));
}

Test(what_if, rulebooks_that_are_wrong) {
  g_autofree char *text = rulebook_with("\"value\": \"5000\"", "\"value\": \"x\"");
  g_auto(Run) bad = run_on_two("base-station-reward", text, STATIONS "--rulebook FILE");
  g_auto(Run) broken = run_on_two("base-station-reward", "{", STATIONS "--rulebook FILE");
  assert_refused(bad, ZZGOV_EXIT_INVALID, "zzgov-command-");
  assert_refused(broken, ZZGOV_EXIT_INVALID, "zzgov-command-");
  assert_sample_usage("base-station-reward", STATIONS "--rulebook /nonexistent/r.json",
                      "/nonexistent/r.json");
}
