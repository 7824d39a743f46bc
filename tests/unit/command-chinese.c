/* With --lang zh the command speaks Chinese, also of its own command line. */
#include "calculate-helper.h"

/* A command line, and what is said of it behind "zzgov: " in the first line. */
static const struct {
  const char *line, *said;
} usages[] = {
    {"zzgov --lang zh", "缺少命令"},
    {"zzgov work-days --lang zh", "没有命令“work-days”；是否为“workdays”？"},
    {"zzgov qqqqqqqq --lang zh", "没有命令“qqqqqqqq”"},
    {"zzgov list x --lang zh", "list后不能跟“x”"},
    {"zzgov list --ndjson --lang zh", "list没有选项--ndjson"},
    {"zzgov list --month 2020-11 --lang zh", "没有选项--month"},
    {"zzgov schema --lang zh", "schema后须跟一个计算器；见zzgov list"},
    {"zzgov schema workday --lang zh", "此处没有“workday”；是否为“workdays”？"},
    {"zzgov help a b --lang zh", "help后须跟一个计算器；见zzgov list"},
    {"zzgov rules --lang zh", "rules后须为show、check或diff"},
    {"zzgov rules shwo --lang zh", "rules后须为show、check或diff；是否为“show”？"},
    {"zzgov rules show x --lang zh", "rules show后不跟文件；请用--rulebook 文件"},
    {"zzgov rules check --lang zh", "rules check后须跟一个文件，不用--rulebook"},
    {"zzgov rules diff --lang zh", "rules diff后须跟一个或两个文件"},
    {"zzgov rules diff a b --rulebook c --lang zh",
     "rules diff后跟两个文件，或一个文件加--rulebook"},
    {"zzgov eval a b --lang zh", "eval只读一个文件，不能再加“b”"},
    {"zzgov eval --ndjson --threads 0 --lang zh", "--threads后须为1到64的整数"},
    {"zzgov eval --threads 2 --lang zh", "--threads只用于eval --ndjson"},
    {"zzgov verify a b --lang zh", "verify只读一个文件，不能再加“b”"},
    {"zzgov list --receipt --lang zh", "list没有选项--receipt"},
    {"zzgov eval /nonexistent/r.json --lang zh", "/nonexistent/r.json: 没有该文件或目录"},
    {"zzgov eval /dev/null/x --lang zh", "/dev/null/x: 路径的一部分不是目录"},
    {"zzgov coal-closure --lang zh",
     "coal-closure需要一个表格；“zzgov coal-closure --example --lang zh”可输出示例"},
    {"zzgov workdays --lang zh", "workdays需要表格或选项"},
    {"zzgov workdays --mnoth 3 --lang zh", "没有选项--mnoth"},
    {"zzgov workdays --lang zh --from", "--from后缺少值"},
    {"zzgov workdays --lang=zh --from", "--from后缺少值"},
    {"zzgov workdays --from 2020-09-30 --from 2020-10-01 --lang zh", "--from给出了两次"},
    {"zzgov workdays --ndjson --lang zh", "workdays没有选项--ndjson"},
    {"zzgov coal-closure a.csv b.csv --lang zh", "coal-closure只读一个表格，不能再加“b.csv”"},
    {"zzgov coal-closure a.csv --thirty-is-small=false --lang zh", "--thirty-is-small不带值"},
    {"zzgov coal-closure a.csv --set x --lang zh", "--set后须为“名称=值”，不能是“x”"},
    {"zzgov coal-closure a.csv --set x=1 --rules f --lang zh", "--rules与--set只能用其一"},
    {"zzgov coal-closure a.csv --format pdf --lang zh",
     "--format可为table、csv、json或html，不能是“pdf”"},
    {"zzgov coal-closure a.csv --output '' --lang zh", "--output后须为文件名"},
};

Test(chinese, usage) {
  for (size_t i = 0; i < G_N_ELEMENTS(usages); i++) {
    g_auto(Run) refused = run(usages[i].line);
    g_autofree char *first = g_strdup_printf("zzgov: %s\n用法见：zzgov ", usages[i].said);
    cr_assert_eq(refused.status, ZZGOV_EXIT_USAGE, "%s", usages[i].line);
    assert_same(refused.out, "");
    cr_assert(g_str_has_prefix(refused.err, first), "%s: %s", usages[i].line, refused.err);
    cr_assert(g_str_has_suffix(refused.err, "--help --lang zh\n"), "%s", refused.err);
  }
}

/* Who asks for English, or for a language that there is not, is answered in English. */
Test(chinese, only_when_asked_for) {
  assert_usage("zzgov workdays --mnoth 3", "Unknown option --mnoth");
  assert_usage("zzgov workdays --mnoth 3 --lang en", "Unknown option --mnoth");
  assert_usage("zzgov workdays --from 2020-09-30 --add 3 --lang de", "--lang takes en or zh");
  assert_usage("zzgov workdays --mnoth 3 --lang", "Unknown option --mnoth");
}

/* --- files ------------------------------------------------------------------------------------ */

Test(chinese, files) {
  g_auto(Run) table = run("zzgov coal-closure /nonexistent/t.csv --lang zh");
  g_auto(Run) rulebook =
      run("zzgov workdays --from 2020-09-30 --add 3 --rulebook /nonexistent/r.json --lang zh");
  g_auto(Run) base = run_on_sample("eco-compensation", "zzgov eco-compensation TABLE --month "
                                                       "2020-11 --base / --lang zh");
  g_auto(Run) output =
      run_on_sample("coal-closure", "zzgov coal-closure TABLE --output /nonexistent/x --lang zh");
  assert_same(table.err, "zzgov: /nonexistent/t.csv: 没有该文件或目录\n");
  assert_same(rulebook.err, "zzgov: /nonexistent/r.json: 没有该文件或目录\n");
  assert_same(base.err, "zzgov: /: 是目录，不是文件\n");
  assert_same(output.err, "zzgov: /nonexistent/x: 没有该文件或目录\n");
}

Test(chinese, places_in_a_rulebook) {
  char *file = file_of("{\"format\": 2}", 13);
  g_autofree char *line = g_strdup_printf("zzgov rules check %s --lang zh", file);
  g_auto(Run) refused = run(line);
  remove_file(file);
  cr_assert_eq(refused.status, ZZGOV_EXIT_INVALID);
  assert_has(refused.err, ": 缺少“id”（第1行第1列）\n");
}

/* --- members ---------------------------------------------------------------------------------- */

static void assert_message(const char *request, const char *wanted) {
  g_autofree char *response = evaluate(request);
  assert_has(response, wanted);
}

/* In a request the contract's names stand behind the labels, for they are what is to be written. */
Test(chinese, members_have_labels) {
  assert_message("{\"calculator\":\"workdays\",\"input\":{},\"lang\":\"zh\"}",
                 "\"message\":\"缺少“起始日（from）”\"");
  assert_message(
      "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\"},\"lang\":\"zh\"}",
      "\"message\":\"“增加的工作日数（add）”与“计数截止日（until）”须给出其一\"");
  assert_message("{\"calculator\":\"credit-timeline\",\"input\":{},\"lang\":\"zh\"}",
                 "“收到信息告知之日、接到修改申请之日、审核无误之日之一（notified_on, ");
  assert_message(
      "{\"calculator\":\"eco-compensation\",\"input\":{\"month\":\"2020-11\",\"areas\":[{"
      "\"name\":\"a\",\"pm25\":1,\"pm10\":1,\"pm25_improvement\":1,\"pm10_improvement\":"
      "1}]},\"options\":{\"rate_base\":\"rate-of-means\"},\"lang\":\"zh\"}",
      "缺少“去年同期PM2.5（pm25_last_year）”；“两年浓度合计的改善率（rate-of-means）”需要它");
  assert_message("{\"calculator\":\"base-station-reward\",\"input\":{\"batches\":[{\"name\":\"a\","
                 "\"mode\":\"sa\",\"stations\":1,\"built_on\":\"2020-11-05\"}]},\"lang\":\"zh\"}",
                 "\"expected\":\"其中之一：独立组网（SA）、非独立组网（NSA）\"");
}
