#include "command-private.h"
#include "message.h"

#include <string.h>
#include <zzgov/evaluate.h>

static const ZzgovText help_head = {
    "zzgov computes the provisions of the Zhengzhou government gazette of September 2020.\n"
    "\n"
    "  zzgov CALCULATOR [TABLE.csv] [OPTION ...]        a spreadsheet in, a settlement out\n"
    "  zzgov CALCULATOR --help                          its columns, options and an example\n"
    "  zzgov CALCULATOR --example                       a table to begin with\n",
    "zzgov计算2020年9月郑州市人民政府公报所载各项规定。\n"
    "\n"
    "  zzgov 计算器 [表格.csv] [选项 …]                 由电子表格得出结算结果\n"
    "  zzgov 计算器 --help                              各列、选项与示例\n"
    "  zzgov 计算器 --example                           输出一张示例表\n"};
static const ZzgovText help_rest = {
    "\n"
    "  zzgov eval [--ndjson] [--rulebook FILE] [FILE]   answer a JSON request, or one a line;\n"
    "                                                   FILE or standard input (-)\n"
    "  zzgov eval --ndjson --threads N [FILE]           many lines by several threads\n"
    "  zzgov eval --receipt [FILE]                      with the SHA-256 of what it rests on\n"
    "  zzgov verify [--ndjson] [--rulebook FILE] [FILE] is that response what its request comes "
    "to?\n"
    "  zzgov list [--lang en|zh]                        the calculators\n"
    "  zzgov schema CALCULATOR [--lang en|zh]           JSON Schema of input, options, result\n"
    "  zzgov rules show [--rulebook FILE]               the rulebook, to read or to edit\n"
    "  zzgov rules check FILE                           is the rulebook sound?\n"
    "  zzgov rules diff FILE [FILE]                     what differs from the built-in one, or\n"
    "                                                   between two\n"
    "  zzgov help [CALCULATOR]\n"
    "  zzgov --version\n"
    "  zzgov --help\n"
    "\n"
    "Example: the third working day after 30 September 2020\n"
    "  echo '{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}' | zzgov "
    "eval\n"
    "\n"
    "Exit status: 0 done, 1 internal fault or the output cannot be written, 2 usage or unreadable\n"
    "file, 3 invalid input or rulebook (with --ndjson: some line had an error).\n",
    "\n"
    "  zzgov eval [--ndjson] [--rulebook 文件] [文件]   回答一条JSON请求，或每行一条；\n"
    "                                                   文件或标准输入（-）\n"
    "  zzgov eval --ndjson --threads 线程数 [文件]      多线程处理多行请求\n"
    "  zzgov eval --receipt [文件]                      附凭证：所依据内容的SHA-256\n"
    "  zzgov verify [--ndjson] [--rulebook 文件] [文件] 核对该答复是否与其请求相符\n"
    "  zzgov list [--lang en|zh]                        列出各计算器\n"
    "  zzgov schema 计算器 [--lang en|zh]               输入、选项与结果的JSON Schema\n"
    "  zzgov rules show [--rulebook 文件]               显示规则库\n"
    "  zzgov rules check 文件                           检查规则库\n"
    "  zzgov rules diff 文件 [文件]                     与内置规则库或两者之间的差异\n"
    "  zzgov help [计算器]\n"
    "  zzgov --version\n"
    "  zzgov --help\n"
    "\n"
    "示例：2020年9月30日之后第三个工作日\n"
    "  zzgov workdays --from 2020-09-30 --add 3 --lang zh\n"
    "\n"
    "退出状态：0完成，1内部错误或无法写出，2用法错误或文件无法读取，3输入或规则库无效\n"
    "（--ndjson：某行有错误）。\n"};

ZzgovExit zz_command_help(const ZzCommand *command) {
  g_autofree char *list = zzgov_list_calculators(zz_command_lang(command));
  g_auto(GStrv) lines = g_strsplit(list, "\n", -1);
  fputs(zz_text_in(&help_head, zz_command_lang(command)), command->out);
  fputc('\n', command->out);
  for (char **line = lines; **line; line++) {
    g_auto(GStrv) parts = g_strsplit(*line, "\t", 2);
    fprintf(command->out, "  %-21s%s\n", parts[0], parts[1]);
  }
  fputs(zz_text_in(&help_rest, zz_command_lang(command)), command->out);
  return ZZGOV_EXIT_DONE;
}
