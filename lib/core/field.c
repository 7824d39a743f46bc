#include "field.h"

#include "number.h"

#include <string.h>

const ZzTable zz_empty_table = {0, false, NULL, 0};

enum { TEXT_MAX = 4096 };
static const ZzField text_fields[] = {
    {.name = "en",
     .kind = ZZ_STRING,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovText, en),
     .min = 1,
     .max = TEXT_MAX},
    {.name = "zh",
     .kind = ZZ_STRING,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovText, zh),
     .min = 1,
     .max = TEXT_MAX},
};
const ZzTable zz_text_table = ZZ_TABLE_OF(ZzgovText, text_fields);
const ZzField zz_date_item = {.kind = ZZ_DATE, .flags = ZZ_REQUIRED};
const ZzField zz_integer_item = {.kind = ZZ_INTEGER, .flags = ZZ_REQUIRED};

size_t zz_slot_size(const ZzField *field) {
  switch (field->kind) {
  case ZZ_DECIMAL:
  case ZZ_MONEY:
  case ZZ_INTEGER:
    return sizeof(int64_t);
  case ZZ_BOOL:
    return sizeof(bool);
  case ZZ_WIDE:
    return sizeof(ZzgovWideDecimal);
  case ZZ_DATE:
  case ZZ_MONTH:
    return sizeof(int32_t);
  case ZZ_WORD:
  case ZZ_TRUTH:
    return sizeof(int);
  default:
    return sizeof(void *);
  }
}

void zz_slot_init(const ZzField *field, void *slot) {
  switch (field->kind) {
  case ZZ_DECIMAL:
  case ZZ_MONEY:
  case ZZ_INTEGER:
    *(int64_t *)slot = ZZGOV_ABSENT;
    break;
  case ZZ_BOOL:
    *(bool *)slot = field->fallback != 0;
    break;
  case ZZ_WIDE:
    *(ZzgovWideDecimal *)slot = (ZzgovWideDecimal){0, 0};
    break;
  case ZZ_DATE:
  case ZZ_MONTH:
    *(int32_t *)slot = ZZGOV_DATE_ABSENT;
    break;
  case ZZ_WORD:
  case ZZ_TRUTH:
    *(int *)slot = (int)field->fallback;
    break;
  default:
    *(const void **)slot = NULL;
  }
}

bool zz_slot_is_absent(const ZzField *field, const void *slot) {
  switch (field->kind) {
  case ZZ_DECIMAL:
  case ZZ_MONEY:
  case ZZ_INTEGER:
    return *(const int64_t *)slot == ZZGOV_ABSENT;
  case ZZ_BOOL:
  case ZZ_WIDE:
    return false;
  case ZZ_DATE:
  case ZZ_MONTH:
    return *(const int32_t *)slot == ZZGOV_DATE_ABSENT;
  case ZZ_WORD:
  case ZZ_TRUTH:
    return *(const int *)slot == 0;
  default:
    return *(const void *const *)slot == NULL;
  }
}

bool zz_is_rows(const ZzField *field) {
  return field->kind == ZZ_ARRAY && field->item->kind == ZZ_OBJECT;
}

bool zz_has_count(const ZzField *field) {
  return field->kind == ZZ_ARRAY || field->kind == ZZ_YEARS;
}

size_t *zz_count_slot(const ZzField *field, void *target) {
  return (size_t *)(void *)((char *)target + field->count_offset);
}

size_t zz_count(const ZzField *field, const void *source) {
  return *(const size_t *)(const void *)((const char *)source + field->count_offset);
}

void zz_table_init(const ZzTable *table, void *target) {
  memset(target, 0, table->size);
  if (table->sized)
    *(size_t *)target = table->size;
  for (size_t i = 0; i < table->n_fields; i++)
    zz_slot_init(&table->fields[i], (char *)target + table->fields[i].offset);
}

const ZzField *zz_table_find(const ZzTable *table, const char *name) {
  for (size_t i = 0; i < table->n_fields; i++)
    if (strcmp(table->fields[i].name, name) == 0)
      return &table->fields[i];
  return NULL;
}

const char *zz_word(const ZzField *field, int value) {
  return value >= 1 && value <= (int)field->n_words ? field->words[value - 1].word : NULL;
}

static char *range(const ZzField *field, size_t (*write)(int64_t, char *)) {
  char min[ZZ_NUMBER_SIZE], max[ZZ_NUMBER_SIZE];
  write(field->min, min);
  write(field->max, max);
  return g_strdup_printf("%s%s … %s", field->flags & ZZ_ABOVE_MIN ? "> " : "", min, max);
}

size_t zz_stem_length(const char *label) {
  static const char *const brackets[][2] = {{"(", ")"}, {"（", "）"}};
  size_t length = strlen(label);
  for (size_t i = 0; i < G_N_ELEMENTS(brackets); i++) {
    const char *open = g_strrstr(label, brackets[i][0]);
    if (open && open > label && g_str_has_suffix(label, brackets[i][1]))
      length = (size_t)(open - label);
  }
  return length;
}

/* "national", "provincial"; in Chinese 国控（national）、省控（provincial）. */
static ZzgovText words_of(const ZzField *field) {
  GString *en = g_string_new("one of "), *zh = g_string_new("其中之一：");
  for (size_t i = 0; i < field->n_words; i++) {
    const ZzWord *word = &field->words[i];
    g_string_append_printf(en, "%s\"%s\"", i ? ", " : "", word->word);
    g_string_append_printf(zh, "%s%s（%s）", i ? "、" : "", word->help.zh, word->word);
  }
  return (ZzgovText){g_string_free(en, FALSE), g_string_free(zh, FALSE)};
}

/* "decimal, 0 … 100000" in both languages from the word for the kind and a language-free rest. */
static ZzgovText with_rest(const char *en, const char *zh, char *rest) {
  ZzgovText text = {g_strconcat(en, rest, NULL), g_strconcat(zh, rest, NULL)};
  g_free(rest);
  return text;
}

static ZzgovText plain(const char *en, const char *zh) {
  return (ZzgovText){g_strdup(en), g_strdup(zh)};
}

ZzgovText zz_field_expected(const ZzField *field) {
  if (field->expected.en)
    return plain(field->expected.en, field->expected.zh);
  switch (field->kind) {
  case ZZ_STRING:
    return with_rest("string of bytes, ", "字符串，字节数", range(field, zz_integer_write));
  case ZZ_DECIMAL:
    return with_rest("decimal, ", "小数，", range(field, zz_decimal_write));
  case ZZ_MONEY:
    return with_rest("yuan, at most 2 digits after the point, ", "元，小数点后最多2位，",
                     range(field, zz_fen_write_short));
  case ZZ_INTEGER:
    return with_rest("integer, ", "整数，", range(field, zz_integer_write));
  case ZZ_BOOL:
  case ZZ_TRUTH:
    return plain("true or false", "是（true）或否（false）");
  case ZZ_DATE:
    return plain("date YYYY-MM-DD, 1900 … 2199", "日期YYYY-MM-DD，1900…2199年");
  case ZZ_MONTH:
    return plain("month YYYY-MM, 1900 … 2199", "月份YYYY-MM，1900…2199年");
  case ZZ_WORD:
    return words_of(field);
  case ZZ_YEARS:
    return plain("object of amounts in yuan by year, 1900 … 2199",
                 "按年份（1900…2199）列出金额（元）的对象");
  case ZZ_ARRAY:
    return with_rest("array of elements, ", "数组，元素个数", range(field, zz_integer_write));
  default:
    return plain("object", "对象");
  }
}

void zz_expected_clear(ZzgovText *expected) {
  g_free((char *)expected->en);
  g_free((char *)expected->zh);
}
