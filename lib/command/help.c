#include "command-private.h"

#include "columns.h"
#include "message.h"
#include "report.h"

#include <string.h>

/* --- columns ---------------------------------------------------------------------------------- */

static const char *pick(const ZzCommand *command, const char *en, const char *zh) {
  return zz_command_lang(command) == ZZGOV_LANG_ZH ? zh : en;
}

/* What a cell may hold, where it is not plain from the name. */
static char *words_of(const ZzCommand *command, const ZzField *field) {
  GString *words = g_string_new(NULL);
  for (size_t i = 0; i < field->n_words; i++)
    g_string_append_printf(words, "%s%s", i ? "|" : "",
                           pick(command, field->words[i].word, field->words[i].help.zh));
  return g_string_free(words, FALSE);
}

static char *kind_of(const ZzCommand *command, const ZzField *field) {
  switch (field->kind) {
  case ZZ_DATE:
    return g_strdup(pick(command, "DATE", "日期"));
  case ZZ_MONTH:
    return g_strdup(pick(command, "YYYY-MM", "年-月"));
  case ZZ_WORD:
    return words_of(command, field);
  case ZZ_BOOL:
  case ZZ_TRUTH:
    return g_strdup("是|否");
  case ZZ_ARRAY:
    return g_strdup(pick(command, "DATE;DATE;…", "日期；日期；…"));
  case ZZ_OBJECT:
    return g_strdup(pick(command, "FILE.json", "文件.json"));
  case ZZ_STRING:
    return g_strdup(pick(command, "TEXT", "文本"));
  default:
    return g_strdup(pick(command, "NUMBER", "数字"));
  }
}

static void print_column(const ZzCommand *command, const ZzColumn *column) {
  const ZzField *field = column->field;
  g_autofree char *kind = kind_of(command, field);
  fprintf(command->out, "  %s%s\n      %s", column->name, column->required ? " *" : "",
          field->help.zh ? field->help.zh : "");
  if (field->headers)
    fprintf(command->out, "|%s", field->headers);
  fprintf(command->out, "\n      %s%s%s\n", kind,
          zz_command_lang(command) == ZZGOV_LANG_EN && field->help.en ? "  " : "",
          zz_command_lang(command) == ZZGOV_LANG_EN && field->help.en ? field->help.en : "");
}

static void print_columns(const ZzCommand *command) {
  g_autoptr(ZzColumns) columns = zz_columns_new(command->calculator);
  ZzColumn *column;
  fputs(pick(command,
             "\nColumns of the table, in any order; a header is the name or one of the Chinese "
             "texts (* required):\n",
             "\n表格各列，次序不限；表头可用英文名或中文名（*为必填）：\n"),
        command->out);
  for (size_t i = 0; (column = zz_column_at(columns, i)); i++)
    print_column(command, column);
}

/* --- options ---------------------------------------------------------------------------------- */

static void print_option(const ZzCommand *command, const char *option, const char *value,
                         const char *text) {
  enum { WIDTH = 30 };
  g_autofree char *left = g_strdup_printf("--%s%s%s", option, *value ? " " : "", value);
  size_t width = zz_text_width(left);
  bool fits = width <= WIDTH;
  fprintf(command->out, "  %s%s%*s  %s\n", left, fits ? "" : "\n  ",
          fits ? WIDTH - (int)width : WIDTH, "", text);
}

static void print_flags(const ZzCommand *command) {
  g_autoptr(GArray) flags = zz_flags_of(command->calculator);
  for (guint i = 0; i < flags->len; i++) {
    const ZzFlag *flag = &g_array_index(flags, ZzFlag, i);
    bool option = zz_table_find(command->calculator->options, flag->field->name) != NULL;
    g_autofree char *kind =
        option && flag->field->kind == ZZ_BOOL ? g_strdup("") : kind_of(command, flag->field);
    print_option(command, flag->name, kind,
                 zz_text_in(&flag->field->help, zz_command_lang(command)));
  }
}

static void print_common(const ZzCommand *command) {
  static const struct {
    const char *option;
    ZzgovText value, text;
  } options[] = {
      {"format",
       {"table|csv|json|html", "table|csv|json|html"},
       {"how to write the result", "输出格式"}},
      {"output",
       {"FILE", "文件"},
       {"write there, as a whole or not at all", "输出文件（整体写入）"}},
      {"explain", {"", ""}, {"show each step with its article", "列出每一步计算及其条款"}},
      {"ignore", {"HEADER", "表头"}, {"pass over a column; may be repeated", "跳过一列，可重复"}},
      {"set",
       {"NAME=VALUE", "名称=值"},
       {"what if a value of the law were another", "假设某一规定值为另一值"}},
      {"rules",
       {"FILE.json", "文件.json"},
       {"several what-ifs, as in a request", "多项假设，格式同请求中的rules"}},
      {"rulebook", {"FILE.json", "文件.json"}, {"another rulebook", "使用另一规则库"}},
      {"lang", {"en|zh", "en|zh"}, {"language of the texts", "语言"}},
      {"example", {"", ""}, {"print a table to begin with", "输出一张示例表"}},
      {"help", {"", ""}, {"this text", "本说明"}},
  };
  ZzgovLang lang = zz_command_lang(command);
  bool patchable = zz_regulation_is_patchable(zz_regulation_of(command->calculator));
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
    if (patchable ||
        (strcmp(options[i].option, "set") != 0 && strcmp(options[i].option, "rules") != 0))
      print_option(command, options[i].option, zz_text_in(&options[i].value, lang),
                   zz_text_in(&options[i].text, lang));
}

static void print_parameters(const ZzCommand *command) {
  const ZzRegulation *regulation = zz_regulation_of(command->calculator);
  if (!zz_regulation_is_patchable(regulation))
    return;
  fputs(pick(command, "\nNames for --set:\n", "\n--set可用的名称：\n"), command->out);
  for (size_t i = 0; i < regulation->n_parameters; i++) {
    const ZzField *field = &regulation->parameters[i].value;
    if (!regulation->parameters[i].fixed)
      fprintf(command->out, "  %-25s%s\n", field->name,
              zz_text_in(&field->help, zz_command_lang(command)));
  }
}

ZzgovExit zz_command_calculator_help(const ZzCommand *command) {
  const char *id = command->calculator->id;
  const char *options = command->calculator->example_options;
  fprintf(command->out, "%s\n\n  zzgov %s %s%s%s [--format table|csv|json|html] …\n",
          zz_text_in(&command->calculator->title, zz_command_lang(command)), id,
          pick(command, "TABLE.csv", "表格.csv"), options ? " " : "", options ? options : "");
  fprintf(command->out,
          "\n%s\n  zzgov %s --example%s > table.csv\n  zzgov %s table.csv%s%s --explain%s\n",
          pick(command, "Example:", "示例："), id, pick(command, "", " --lang zh"), id,
          options ? " " : "", options ? options : "", pick(command, "", " --lang zh"));
  fputs(pick(command, "\nOptions:\n", "\n选项：\n"), command->out);
  print_flags(command);
  print_common(command);
  print_columns(command);
  print_parameters(command);
  return ZZGOV_EXIT_DONE;
}
