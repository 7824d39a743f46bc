#include "message.h"

#include <string.h>

/* Every argument is a string; both texts take them in the same order. Where a word differs by
 * language it comes twice, and each text prints one of the two (%.0s prints nothing). */
static const ZzgovText formats[] = {
    [ZZ_MSG_NOT_JSON] = {"not JSON: %s%.0s", "不是JSON：%.0s%s"},
    [ZZ_MSG_TOO_LARGE] = {"the text is larger than 64 MiB", "文本超过64 MiB"},
    [ZZ_MSG_TOO_DEEP] = {"objects and arrays are nested more than 64 deep",
                         "对象和数组嵌套超过64层"},
    [ZZ_MSG_DUPLICATE] = {"the member \"%s\" stands twice", "成员“%s”重复出现"},
    [ZZ_MSG_UNKNOWN] = {"there is no \"%s\" here", "此处没有“%s”"},
    [ZZ_MSG_UNKNOWN_NEAR] = {"there is no \"%s\" here; did you mean \"%s\"?",
                             "此处没有“%s”；是否为“%s”？"},
    [ZZ_MSG_MISSING] = {"\"%s\"%.0s is missing", "缺少%.0s“%s”"},
    [ZZ_MSG_WRONG_TYPE] = {"%s%.0s is of the wrong type", "%.0s%s的类型不对"},
    [ZZ_MSG_WRONG_VALUE] = {"\"%s\" is not allowed here", "“%s”在此处不允许"},
    [ZZ_MSG_WRONG_VALUE_NEAR] = {"\"%s\" is not allowed here; did you mean \"%s\"?",
                                 "“%s”在此处不允许；是否为“%s”？"},
    [ZZ_MSG_TOO_MANY] = {"%s elements; at most %s are allowed", "有%s个元素；最多允许%s个"},
    [ZZ_MSG_TOO_FEW] = {"%s elements; at least %s needed", "有%s个元素；至少需要%s个"},
    [ZZ_MSG_REPEATED_NAME] = {"\"%s\" stands twice; each may be given once",
                              "“%s”重复出现；每个只能给出一次"},
    [ZZ_MSG_ONE_OF] = {"\"%s\"%.0s is given, so \"%s\"%.0s may not be",
                       "已给出%.0s“%s”，不得再给出%.0s“%s”"},
    [ZZ_MSG_ONE_OF_MISSING] = {"one of \"%s\"%.0s and \"%s\"%.0s is missing",
                               "%.0s“%s”与%.0s“%s”须给出其一"},
    [ZZ_MSG_NEEDED_FOR] = {"\"%s\"%.0s is missing; \"%s\"%.0s needs it",
                           "缺少%.0s“%s”；%.0s“%s”需要它"},
    [ZZ_MSG_NOT_IN_FORCE_BEFORE] = {"%s is before the rule; it is in force from %s",
                                    "%s早于规定施行；自%s起施行"},
    [ZZ_MSG_NOT_IN_FORCE_AFTER] = {"%s is after the rule; it was in force until %s",
                                   "%s晚于规定有效期；有效期至%s"},
    [ZZ_MSG_BEYOND_LAST_YEAR] = {"the day would lie after %s", "该日期将晚于%s"},
    [ZZ_MSG_AFTER_OPEN] = {"a value begins on %s, but the one before it has no last day",
                           "该值自%s起，而前一值没有截止日期"},
    [ZZ_MSG_CALENDAR_MISSING] = {"a day is needed that the calendar, %s ... %s, does not cover",
                                 "所需日期不在工作日历%s…%s之内"},
    [ZZ_MSG_DAY_BEFORE] = {"%s is before %s", "%s早于%s"},
    [ZZ_MSG_OVERFLOW] = {"an amount or a total is larger than 92233720368547758.07 yuan",
                         "金额或合计超过92233720368547758.07元"},
    [ZZ_MSG_NOT_ASCENDING] = {"%s is not above the tier before it, %s", "%s不高于前一档%s"},
    [ZZ_MSG_OPEN_TIER_INSIDE] = {"only the last tier may be open", "只有最后一档可以不封顶"},
    [ZZ_MSG_LAST_TIER_CLOSED] = {"the last tier must be open (null)", "最后一档必须不封顶（null）"},
    [ZZ_MSG_GAP_OR_OVERLAP] = {"the value begins on %s, but the one before it asks for %s",
                               "该值自%s起，而前一值要求自%s起"},
    [ZZ_MSG_PERIOD_BACKWARDS] = {"the period %s ... %s runs backwards", "期间%s…%s前后颠倒"},
    [ZZ_MSG_UNKNOWN_DOCUMENT] = {"the document \"%s\" is not in the list of documents",
                                 "文件“%s”不在文件列表中"},
    [ZZ_MSG_UNKNOWN_PROVISION] = {"the provision \"%s\" is not in the list of provisions",
                                  "条款“%s”不在条款列表中"},
    [ZZ_MSG_DATELESS] = {"the inputs of %s have no day, so there can be one value only, without a "
                         "last day",
                         "%s的输入不含日期，因此只能有一个无截止日期的值"},
    [ZZ_MSG_NOT_IN_ORDER] = {"%s is not above the number before it", "%s不大于前一个编号"},
    [ZZ_MSG_CALENDAR_YEAR] = {"the year %s stands where %s is due", "此处为%s年，应为%s年"},
    [ZZ_MSG_CALENDAR_DAY] =
        {"the day %s does not belong here: days off are Mondays to Fridays, days "
         "worked are Saturdays and Sundays, both of their year and ascending",
         "日期%s不应在此处：放假日须为周一至周五，补班日须为周六或周日，均须属于该年且按升序"},
    [ZZ_MSG_UNREADABLE] = {"%s: %s%.0s", "%s: %.0s%s"},
    [ZZ_MSG_ARGUMENT] = {"the argument \"%s\" is NULL or out of range", "参数“%s”为空或超出范围"},
    [ZZ_MSG_INTERNAL] = {"internal fault: %s", "内部错误：%s"},
    [ZZ_MSG_UNKNOWN_AREA] = {"\"%s\" is not one of the assessed areas",
                             "“%s”不是被考核的区县（市）或开发区"},
    [ZZ_MSG_UNKNOWN_AREA_NEAR] = {"\"%s\" is not one of the assessed areas; did you mean \"%s\"?",
                                  "“%s”不是被考核的区县（市）或开发区；是否为“%s”？"},
    [ZZ_MSG_WRONG_NETWORK] = {"the figures of %s come from the %s%.0s network",
                              "%s的数据应取自%.0s%s监测网"},
    [ZZ_MSG_PARTIAL_CITY] =
        {"a city mean is computed from %s areas; they are not exactly the %s that are assessed",
         "市均值由%s个区域算出，与应考核的%s个区域不一致"},
    [ZZ_MSG_ABOVE] = {"%s is more than %s", "%s大于%s"},
    [ZZ_MSG_DAY_AFTER] = {"%s is after %s", "%s晚于%s"},
    [ZZ_MSG_ONLY_FOR] = {"\"%s\"%.0s may be given only for %s%.0s", "%.0s“%s”只能用于%.0s%s"},
    [ZZ_MSG_GAP_LARGE_MINE] =
        {"the text gives no award for a large mine that leaves in %s%.0s%.0s; 0 is "
         "computed",
         "文件未规定%.0s%s煤矿%s年关闭退出的奖励；按0计算"},
    [ZZ_MSG_GAP_SHORT_LIFE] = {"the text has no 2025 target for a mine of that capacity with %s "
                               "years left",
                               "文件未规定该生产能力且剩余开采服务年限%s年的煤矿的2025年底目标"},
    [ZZ_MSG_PROVINCIAL_RULE] = {"the amount follows the province's rule 豫政办〔2019〕48号 and is "
                                "not computed here",
                                "补助金额执行豫政办〔2019〕48号，此处不计算"},
    [ZZ_MSG_ASSUMED_REWARD] = {"no provincial reward is given; %s yuan per station are assumed, a "
                               "figure that stands nowhere in the gazette; do not pay by it",
                               "未填省级奖励金额，暂按每站%s元的假设值计算；该数与公报文件无关，"
                               "不得据以拨付"},
    [ZZ_MSG_CEILING_EXCEEDED] = {"the province's %s yuan alone are above the ceiling of %s yuan",
                                 "仅省级奖励%s元一项即超过省、市两级合计上限%s元"},
    [ZZ_MSG_PLACE_LINE] = {"line %s", "第%s行"},
    [ZZ_MSG_PLACE_COLUMN] = {"line %s, column %s", "第%s行第%s列"},
    [ZZ_MSG_PLACE_CELL] = {"line %s, column %s (%s)", "第%s行第%s列（%s）"},
    [ZZ_MSG_MORE_FAULTS] = {"and %s more", "另有%s处错误"},
    [ZZ_MSG_WORKBOOK] = {"this is an Excel workbook; save it as CSV",
                         "这是Excel工作簿；请另存为CSV"},
    [ZZ_MSG_ENCODING] = {"the text is neither UTF-8 nor GB18030", "文本既非UTF-8也非GB18030编码"},
    [ZZ_MSG_SEPARATOR] = {"two separators occur equally often in the headers; use only one of "
                          "comma, semicolon and tab",
                          "表头中两种分隔符出现次数相同；请只用逗号、分号或制表符之一"},
    [ZZ_MSG_QUOTE_OPEN] = {"a quotation mark is not closed", "引号没有闭合"},
    [ZZ_MSG_QUOTE_INSIDE] = {"a quotation mark stands inside of a cell; put the whole cell in "
                             "quotation marks and double those inside",
                             "单元格内有引号；请将整个单元格加引号，其中的引号写两次"},
    [ZZ_MSG_NO_HEADERS] = {"the first line holds no known header", "第一行没有可识别的表头"},
    [ZZ_MSG_NO_ROWS] = {"there is no row below the headers", "表头下面没有数据行"},
    [ZZ_MSG_ROW_LONG] = {"\"%s\" stands beyond the last header", "“%s”超出最后一个表头"},
    [ZZ_MSG_HEADER_EMPTY] = {"\"%s\" stands in a column without a header", "“%s”所在的列没有表头"},
    [ZZ_MSG_HEADER_UNKNOWN] = {"there is no column \"%s\"; --ignore passes over it",
                               "没有“%s”这一列；可用--ignore跳过"},
    [ZZ_MSG_HEADER_NEAR] = {"there is no column \"%s\"; did you mean \"%s\"? (--ignore passes "
                            "over it)",
                            "没有“%s”这一列；是否为“%s”？（可用--ignore跳过）"},
    [ZZ_MSG_HEADER_TWICE] = {"\"%s\" is a header of the column \"%s\"%.0s, too; one is enough",
                             "“%s”也是%.0s“%s”一列的表头；只能有一个"},
    [ZZ_MSG_HEADER_BESIDE] = {"\"%s\"%.0s is given beside the table, so it may not be a column",
                              "%.0s“%s”已在表外给出，不得再作为一列"},
    [ZZ_MSG_COLUMN_MISSING] = {"the column \"%s\" (%s%.0s) is missing", "缺少%.0s%.0s“%s”一列"},
    [ZZ_MSG_COLUMN_MISSING_BESIDE] =
        {"\"%s\" (%s%.0s) is missing, as a column or as an option of that "
         "name",
         "缺少%.0s%.0s“%s”：表中无此列，也未用同名选项给出"},
    [ZZ_MSG_CELL_ABSENT] = {"\"%s\" (%s%.0s) is empty, but needed", "%.0s%.0s“%s”为空，但必须填写"},
    [ZZ_MSG_CELL_DIFFERS] = {"\"%s\" differs from line %s; both are of the same month or "
                             "subject, so they must agree",
                             "“%s”与第%s行不一致；两行属于同一月份或同一主体，此列须相同"},
    [ZZ_MSG_CELL_FORMULA] = {"\"%s\" is a formula error of the spreadsheet",
                             "“%s”是电子表格的公式错误"},
    [ZZ_MSG_CELL_UNIT] =
        {"\"%s\" is a number with something behind it; write the number alone, the "
         "unit belongs into the header",
         "“%s”在数字后带有其他内容；请只写数字，单位写在表头中"},
    [ZZ_MSG_CELL_SCIENTIFIC] = {"\"%s\" is in scientific notation; write all digits",
                                "“%s”是科学计数法；请写出全部数字"},
    [ZZ_MSG_CELL_COMMA] = {"the comma of \"%s\" may be a decimal point, as the cells are separated "
                           "by semicolons; write 1234.5",
                           "“%s”中的逗号可能是小数点（本表以分号分隔）；请写作1234.5"},
    [ZZ_MSG_CELL_NUMBER] = {"\"%s\" is not a number as it is written here: 58, -1.5 or 1,234.5",
                            "“%s”不是本表的数字写法：58、-1.5或1,234.5"},
    [ZZ_MSG_CELL_SHIFTED] =
        {"\"%s\" ten thousand yuan (万元) is not an amount of whole fen from 0 to "
         "10¹² yuan",
         "“%s”万元不是0到10¹²元之间精确到分的金额"},
    [ZZ_MSG_CELL_DATE] =
        {"\"%s\" is not a date as it is written here: 2020-09-30, 2020/9/30, "
         "2020.9.30 or 2020年9月30日",
         "“%s”不是本表的日期写法：2020-09-30、2020/9/30、2020.9.30或2020年9月30日"},
    [ZZ_MSG_CELL_NO_DAY] = {"there is no day \"%s\" in the years 1900 … 2199",
                            "1900…2199年没有“%s”这一天"},
    [ZZ_MSG_CELL_DAY_NUMBER] = {"\"%s\" looks like the day number of a spreadsheet; format the "
                                "column as dates",
                                "“%s”像是电子表格的日期序号；请将该列设为日期格式"},
    [ZZ_MSG_CELL_MONTH] = {"\"%s\" is not a month as it is written here: 2020-11, 2020/11 or "
                           "2020年11月",
                           "“%s”不是本表的月份写法：2020-11、2020/11或2020年11月"},
    [ZZ_MSG_CELL_TRUTH] = {"\"%s\" is neither 是 (yes, true) nor 否 (no, false)",
                           "“%s”既不是“是”也不是“否”"},
    [ZZ_MSG_CELL_TOTAL] = {"\"%s\" is a row of totals or means; leave it out",
                           "“%s”是合计或均值行；请删去该行"},
    [ZZ_MSG_CELL_PLACEHOLDER] =
        {"\"%s\" stands for nothing; leave the cell empty or write the text",
         "“%s”只是占位符；请留空或填写内容"},
    [ZZ_MSG_CELL_DIGITS] = {"\"%s\" has too many digits: at most %s after the point, 15 in all",
                            "“%s”位数过多：小数点后最多%s位，总共最多15位"},
    [ZZ_MSG_CELL_ALIKE] = {"\"%s\" differs only in its writing from line %s; write it the same way",
                           "“%s”与第%s行仅写法不同；请统一写法"},
    [ZZ_MSG_HEADER_UNIT] = {"the unit \"%s\" is not one of the column \"%s\"%.0s; its units "
                            "are %s",
                            "单位“%s”不属于%.0s“%s”一列；可用单位：%s"},
    [ZZ_MSG_HEADER_NO_UNIT] = {"the column \"%s\"%.0s takes no unit; leave \"(%s)\" out",
                               "%.0s“%s”一列不带单位；请去掉“（%s）”"},
    [ZZ_MSG_BROKEN_UTF8] = {"the text is UTF-8, but broken in line %s",
                            "文本为UTF-8编码，但第%s行已损坏"},
    [ZZ_MSG_TABLE_BESIDE] = {"\"%s\" is what the table holds, so it may not be given beside it",
                             "“%s”由表格给出，不得另行给出"},
    [ZZ_MSG_SET_TWICE] = {"--set gives \"%s\" twice", "--set两次给出“%s”"},
    [ZZ_MSG_CANCELLED] = {"the work was stopped by its caller", "调用方中止了计算"},
    [ZZ_MSG_USAGE_HELP] = {"help takes one calculator; see zzgov list",
                           "help后须跟一个计算器；见zzgov list"},
    [ZZ_MSG_USAGE_LIST] = {"list takes no \"%s\"", "list后不能跟“%s”"},
    [ZZ_MSG_USAGE_SCHEMA] = {"schema takes one calculator; see zzgov list",
                             "schema后须跟一个计算器；见zzgov list"},
    [ZZ_MSG_USAGE_OPTION] = {"%s takes no --%s", "%s没有选项--%s"},
    [ZZ_MSG_USAGE_THREADS_ALONE] = {"--threads is for eval --ndjson",
                                    "--threads只用于eval --ndjson"},
    [ZZ_MSG_USAGE_THREADS] = {"--threads takes a number from 1 to %s",
                              "--threads后须为1到%s的整数"},
    [ZZ_MSG_USAGE_COMMAND] = {"there is no command \"%s\"", "没有命令“%s”"},
    [ZZ_MSG_USAGE_COMMAND_NEAR] = {"there is no command \"%s\"; did you mean \"%s\"?",
                                   "没有命令“%s”；是否为“%s”？"},
    [ZZ_MSG_USAGE_LANG] = {"--lang takes en or zh, not \"%s\"", "--lang后须为en或zh，不能是“%s”"},
    [ZZ_MSG_USAGE_NOTHING] = {"a command is missing", "缺少命令"},
    [ZZ_MSG_USAGE_RULES] = {"rules takes show, check or diff", "rules后须为show、check或diff"},
    [ZZ_MSG_USAGE_RULES_NEAR] = {"rules takes show, check or diff; did you mean \"%s\"?",
                                 "rules后须为show、check或diff；是否为“%s”？"},
    [ZZ_MSG_USAGE_RULES_SHOW] = {"rules show takes no file; use --rulebook FILE",
                                 "rules show后不跟文件；请用--rulebook 文件"},
    [ZZ_MSG_USAGE_RULES_CHECK] = {"rules check takes one file and no --rulebook",
                                  "rules check后须跟一个文件，不用--rulebook"},
    [ZZ_MSG_USAGE_RULES_DIFF] = {"rules diff takes one file or two",
                                 "rules diff后须跟一个或两个文件"},
    [ZZ_MSG_USAGE_RULES_DIFF_TWO] = {"rules diff takes two files or one and --rulebook",
                                     "rules diff后跟两个文件，或一个文件加--rulebook"},
    [ZZ_MSG_USAGE_FORMAT] = {"--format takes table, csv, json or html, not \"%s\"",
                             "--format可为table、csv、json或html，不能是“%s”"},
    [ZZ_MSG_USAGE_WORKBOOK] =
        {"workbooks are not written (\"%s\"); write .csv, which Excel opens, or .html",
         "不写出Excel工作簿（“%s”）；请用.csv（可用Excel打开）或.html"},
    [ZZ_MSG_USAGE_TABLES] = {"%s takes one table, not also \"%s\"", "%s只读一个表格，不能再加“%s”"},
    [ZZ_MSG_USAGE_NEEDS_TABLE] = {"%s needs a table; 'zzgov %s --example' prints one",
                                  "%s需要一个表格；“zzgov %s --example --lang zh”可输出示例"},
    [ZZ_MSG_USAGE_NEEDS_ANY] = {"%s needs a table or its options", "%s需要表格或选项"},
    [ZZ_MSG_USAGE_RULES_OR_SET] = {"either --rules or --set", "--rules与--set只能用其一"},
    [ZZ_MSG_USAGE_OUTPUT] = {"--output takes the name of a file", "--output后须为文件名"},
    [ZZ_MSG_USAGE_SET] = {"--set takes NAME=VALUE, not \"%s\"", "--set后须为“名称=值”，不能是“%s”"},
    [ZZ_MSG_USAGE_FILES] = {"%s takes one file, not also \"%s\"", "%s只读一个文件，不能再加“%s”"},
    [ZZ_MSG_OPTION_UNKNOWN] = {"Unknown option %s", "没有选项%s"},
    [ZZ_MSG_OPTION_VALUE] = {"Missing argument for %s", "%s后缺少值"},
    [ZZ_MSG_OPTION_TWICE] = {"%s is given twice", "%s给出了两次"},
    [ZZ_MSG_OPTION_BARE] = {"%s takes no value", "%s不带值"},
    [ZZ_MSG_OPTION_TEXT] = {"the value of an option is not UTF-8", "选项的值不是UTF-8编码"},
    [ZZ_MSG_USAGE_TRY] = {"Try 'zzgov %s--help'.", "用法见：zzgov %s--help --lang zh"},
    [ZZ_MSG_OUTPUT] = {"the output cannot be written", "无法写出结果"},
    [ZZ_MSG_RECEIPT_VERIFIED] = {"%s: ok, receipt %s", "%s：相符，凭证%s"},
    [ZZ_MSG_RECEIPT_NONE] = {"this is not a response with a receipt", "这不是带凭证的答复"},
    [ZZ_MSG_RECEIPT_ALTERED] = {"the receipt was altered: its parts do not come to its SHA-256",
                                "凭证已被改动：各部分与其SHA-256不符"},
    [ZZ_MSG_RECEIPT_REQUEST] = {"the request was altered: it is not the one of the receipt",
                                "请求已被改动：与凭证所载不符"},
    [ZZ_MSG_RECEIPT_VERSION] = {"the response is of version %s; this is version %s",
                                "该答复由%s版得出；本程序为%s版"},
    [ZZ_MSG_RECEIPT_RULEBOOK] =
        {"the response is of another rulebook, whose SHA-256 is %s; the one at hand has %s",
         "该答复依据另一规则库，其SHA-256为%s；现用规则库为%s"},
    [ZZ_MSG_RECEIPT_RESPONSE] = {"\"%s\" was altered: it is not what the request comes to",
                                 "“%s”已被改动：与按请求计算所得不符"},
    [ZZ_MSG_RECEIPT_PATCHED] = {"a rulebook with what-ifs laid over it gives no receipts; give the "
                                "what-ifs as rules of the request",
                                "附加假设值的规则库不出具凭证；请在请求的rules中给出假设值"},
};
G_STATIC_ASSERT(G_N_ELEMENTS(formats) == ZZ_N_MESSAGES);

ZzgovText zz_message_format(ZzMessage message) { return formats[message]; }

/* What is quoted may be as long as a request; nobody reads that much. */
static char *cut(char *text) {
  enum { LONGEST = 1000 };
  if (strlen(text) <= LONGEST)
    return text;
  char *end = text + LONGEST;
  while ((*end & 0xC0) == 0x80) /* in the middle of a character */
    end--;
  *end = '\0';
  char *shorter = g_strconcat(text, "…", NULL);
  g_free(text);
  return shorter;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
char *zz_message_vprintf(ZzgovLang lang, ZzMessage message, va_list args) {
  return cut(g_strdup_vprintf(zz_text_in(&formats[message], lang), args));
}
#pragma GCC diagnostic pop

char *zz_message_printf(ZzgovLang lang, ZzMessage message, ...) {
  va_list args;
  va_start(args, message);
  char *text = zz_message_vprintf(lang, message, args);
  va_end(args);
  return text;
}

const char *zz_file_reason(ZzgovLang lang, int file_error, const char *said) {
  static const struct {
    GFileError code;
    const char *zh;
  } reasons[] = {
      {G_FILE_ERROR_NOENT, "没有该文件或目录"},
      {G_FILE_ERROR_ACCES, "没有权限"},
      {G_FILE_ERROR_PERM, "没有权限"},
      {G_FILE_ERROR_ISDIR, "是目录，不是文件"},
      {G_FILE_ERROR_NOTDIR, "路径的一部分不是目录"},
      {G_FILE_ERROR_NOSPC, "磁盘空间不足"},
      {G_FILE_ERROR_ROFS, "文件系统只读"},
      {G_FILE_ERROR_IO, "读写错误"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(reasons) && lang == ZZGOV_LANG_ZH; i++)
    if ((int)reasons[i].code == file_error)
      return reasons[i].zh;
  return said;
}

bool zz_is_harmful(gunichar c) {
  GUnicodeType type = g_unichar_type(c);
  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
         type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR ||
         (c & 0xFFFE) == 0xFFFE; /* no character at all */
}

char *zz_harmless(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *safe = g_string_new(NULL);
  for (const char *c = valid; *c; c = g_utf8_next_char(c))
    g_string_append_unichar(safe, zz_is_harmful(g_utf8_get_char(c)) ? 0xFFFD : g_utf8_get_char(c));
  return g_string_free(safe, FALSE);
}

const char *zz_text_in(const ZzgovText *text, ZzgovLang lang) {
  return lang == ZZGOV_LANG_ZH ? text->zh : text->en;
}
