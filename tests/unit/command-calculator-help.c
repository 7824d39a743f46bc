/* `zzgov CALCULATOR --help`: every option and column is there, and the example works. */
#include "calculate-helper.h"

#include <cjson/cJSON.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cJSON, cJSON_Delete)

static char *help_of(const char *calculator, const char *lang) {
  g_autofree char *line = g_strdup_printf("zzgov %s --help --lang %s", calculator, lang);
  g_auto(Run) help = run(line);
  assert_done(help);
  return g_strdup(help.out);
}

/* A line that begins with these words, alone or with more behind them. */
static bool has_line(const char *text, const char *beginning) {
  g_autofree char *start = g_strconcat("\n  ", beginning, NULL);
  const char *line = strstr(text, start);
  while (line && !strchr(" \n", line[strlen(start)]))
    line = strstr(line + 1, start);
  return line != NULL;
}

/* --- what the schema knows -------------------------------------------------------------------- */

static const cJSON *member(const cJSON *object, const char *name) {
  return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const cJSON *properties_of(const cJSON *schema, const char *name) {
  return member(member(member(schema, "properties"), name), "properties");
}

static bool is_required(const cJSON *schema, const char *name) {
  const cJSON *one;
  cJSON_ArrayForEach(one, member(schema, "required")) {
    if (strcmp(cJSON_GetStringValue(one), name) == 0)
      return true;
  }
  return false;
}

/* A column for each member; objects hold theirs, arrays of objects are the rows. */
static size_t assert_columns(const char *help, const cJSON *properties, const char *around) {
  size_t n = 0;
  const cJSON *one;
  cJSON_ArrayForEach(one, properties) {
    const cJSON *rows = member(member(one, "items"), "properties");
    g_autofree char *name = g_strconcat(around, one->string, NULL);
    g_autofree char *within = g_strconcat(name, ".", NULL);
    if (rows)
      n += assert_columns(help, rows, "");
    else if (member(one, "properties"))
      n += assert_columns(help, member(one, "properties"), within);
    else
      cr_assert(has_line(help, name), "no column %s", name);
    n += !rows && !member(one, "properties");
  }
  return n;
}

static void assert_option(const char *help, const char *around, const char *name) {
  g_autofree char *option = g_strconcat("--", around, *around ? "-" : "", name, NULL);
  g_strdelimit(option, "_.", '-');
  cr_assert(has_line(help, option), "no option %s", option);
}

/* An option for each member but the rows; of an object that a request needs, for each of its own.
 */
static size_t assert_options(const char *help, const cJSON *schema, const char *around) {
  size_t n = 0;
  const cJSON *one;
  cJSON_ArrayForEach(one, member(schema, "properties")) {
    if (member(member(one, "items"), "properties"))
      continue;
    if (member(one, "properties") && is_required(schema, one->string)) {
      n += assert_options(help, one, one->string);
    } else {
      assert_option(help, around, one->string);
      n++;
    }
  }
  return n;
}

/* Lines of the help that begin so. */
static size_t count_lines(const char *help, const char *beginning) {
  size_t n = 0;
  for (const char *line = help; (line = strstr(line, beginning)); line++)
    n++;
  return n;
}

static const char *const common[][2] = {
    {"--format table|csv|json|html", "--format table|csv|json|html"},
    {"--output FILE", "--output 文件"},
    {"--explain", "--explain"},
    {"--ignore HEADER", "--ignore 表头"},
    {"--set NAME=VALUE", "--set 名称=值"},
    {"--rules FILE.json", "--rules 文件.json"},
    {"--rulebook FILE.json", "--rulebook 文件.json"},
    {"--lang en|zh", "--lang en|zh"},
    {"--example", "--example"},
    {"--help", "--help"}};

/* The calendar is no value that a what-if could change. */
static bool is_what_if(const char *option) {
  return g_str_has_prefix(option, "--set") || g_str_has_prefix(option, "--rules ");
}

/* Neither more nor less than what there is. */
static void assert_complete(const char *calculator, const char *lang) {
  g_autofree char *help = help_of(calculator, lang);
  g_autofree char *text = zzgov_schema(calculator, ZZGOV_LANG_EN, NULL);
  g_autoptr(cJSON) schema = cJSON_Parse(text);
  const cJSON *input = member(member(schema, "properties"), "input");
  const cJSON *options = member(member(schema, "properties"), "options");
  size_t columns = assert_columns(help, properties_of(schema, "input"), "");
  size_t n = assert_options(help, input, "") + assert_options(help, options, "");
  size_t n_common = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(common); i++) {
    const char *option = common[i][strcmp(lang, "zh") == 0];
    bool shown = strcmp(calculator, "workdays") != 0 || !is_what_if(option);
    cr_assert_eq(has_line(help, option), shown, "%s", option);
    n_common += shown;
  }
  cr_assert(columns > 1);
  cr_assert_eq(count_lines(help, "\n  --"), n + n_common, "%s", calculator);
}

Test(calculator_help, every_option_and_column) {
  for (size_t i = 0; i < G_N_ELEMENTS(calculators); i++) {
    assert_complete(calculators[i], "en");
    assert_complete(calculators[i], "zh");
  }
}

/* --- what it says is so ----------------------------------------------------------------------- */

/* The commands of the example, one a line: the first prints a table, the second reads it. */
static void assert_example(const char *calculator, const char *lang) {
  g_autofree char *help = help_of(calculator, lang);
  g_autofree char *print = g_strdup_printf("\n  zzgov %s --example%s > table.csv\n", calculator,
                                           strcmp(lang, "zh") == 0 ? " --lang zh" : "");
  const char *first = strstr(help, print);
  cr_assert_not_null(first, "%.1000s", help);
  const char *second = first + strlen(print);
  g_autofree char *line = g_strndup(second, strcspn(second, "\n"));
  g_autofree char *words = with_file(g_strstrip(line), "table.csv", "TABLE");
  g_auto(Run) example = run_on_sample(calculator, words);
  assert_done(example);
  cr_assert(strlen(example.out) > 200);
}

Test(calculator_help, examples_work) {
  for (size_t i = 0; i < G_N_ELEMENTS(calculators); i++) {
    assert_example(calculators[i], "en");
    assert_example(calculators[i], "zh");
  }
}

Test(calculator_help, columns_can_be_found_by_all_their_headers) {
  g_autofree char *help = help_of("workdays", "en");
  assert_has(help, "\n  from *\n      起始日（不计入）\n      DATE  first day, not counted\n");
  g_auto(Run) table =
      run_on("起始日(不计入),增加的工作日数\n2020-09-30,3\n", "zzgov workdays TABLE --format csv");
  assert_done(table);
  assert_has(table.out, ",2020-10-12,");
}

/* The sample with another header instead of a name; of columns that it lacks nothing is said. */
static void assert_header(const char *calculator, const char *name, const char *header) {
  const char *csv = zzgov_table_example(calculator, ZZGOV_LANG_EN, NULL);
  g_autofree char *quoted = g_strdup_printf("\"%s\"", header);
  g_autofree char *header_line = g_strndup(csv, strcspn(csv, "\n"));
  g_auto(GStrv) names = g_strsplit(header_line, ",", -1);
  for (char **one = names; *one; one++)
    if (strcmp(g_strstrip(*one), name) == 0) {
      g_free(*one);
      *one = g_strdup(quoted);
    }
  g_autofree char *headers = g_strjoinv(",", names);
  g_autofree char *table = g_strconcat(headers, csv + strlen(header_line), NULL);
  g_autofree char *line =
      g_strdup_printf("zzgov %s TABLE %s --format json", calculator, needed_by(calculator));
  g_auto(Run) renamed = run_on(table, line), wanted = run_on(csv, line);
  cr_assert_eq(renamed.status, ZZGOV_EXIT_DONE, "%s: %s", header, renamed.err);
  assert_same(renamed.out, wanted.out);
}

/* In the help a column is "  name *", then "      header|header", then its kind. */
static size_t assert_headers(const char *calculator, char **lines) {
  size_t n = 0;
  bool column = g_str_has_prefix(lines[0], "  ") && lines[0][2] != ' ' && lines[0][2] != '-';
  if (!column || !lines[1] || !g_str_has_prefix(lines[1], "      "))
    return 0;
  g_autofree char *name = g_strndup(lines[0] + 2, strcspn(lines[0] + 2, " "));
  g_auto(GStrv) headers = g_strsplit(lines[1] + 6, "|", -1);
  for (char **header = headers; *header; header++, n++)
    assert_header(calculator, name, *header);
  return n;
}

Test(calculator_help, every_header_that_it_lists_is_known) {
  for (size_t i = 0; i < G_N_ELEMENTS(calculators); i++) {
    g_autofree char *help = help_of(calculators[i], "zh");
    g_auto(GStrv) lines = g_strsplit(strstr(help, "\n表格各列"), "\n", -1);
    size_t headers = 0;
    for (char **line = lines; *line; line++)
      headers += assert_headers(calculators[i], line);
    cr_assert(headers > 2, "%s: %zu", calculators[i], headers);
  }
}

/* --- where it may stand ----------------------------------------------------------------------- */

Test(calculator_help, whatever_else_is_on_the_line) {
  g_autofree char *help = help_of("coal-closure", "en");
  static const char *const lines[] = {"zzgov coal-closure -h", "zzgov --help coal-closure",
                                      "zzgov coal-closure /nonexistent/t.csv --help",
                                      "zzgov coal-closure --format pdf --help",
                                      "zzgov coal-closure --thirty-is-small --help"};
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_auto(Run) run_ = run(lines[i]);
    assert_done(run_);
    assert_same(run_.out, help);
  }
}

Test(calculator_help, says_which_columns_are_needed) {
  g_autofree char *help = help_of("base-station-reward", "en");
  cr_assert(has_line(help, "name *") && has_line(help, "built_on *"));
  cr_assert(!has_line(help, "provincial_reward_yuan *"));
}

/* Who asks the command what it can do learns of the calculators. */
Test(calculator_help, the_general_help_leads_here) {
  g_auto(Run) help = run("zzgov --help");
  assert_has(help.out, "\n  zzgov CALCULATOR ");
}
