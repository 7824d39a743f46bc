#include "encode.h"
#include "error-private.h"
#include "number.h"
#include "regulation.h"

#include <zzgov/evaluate.h>

/* JSON Schema 2020-12 from the descriptors. What crosses members (exactly one of two, ascending
 * edges) and exact bounds of decimals written as strings are beyond it; the patterns and
 * descriptions say the rest. */

typedef struct {
  GString *out;
  ZzgovLang lang;
  bool output; /* results: decimals are strings, null stands for absence */
} Writer;

static void write_value(const Writer *writer, const ZzField *field);

static void append_number(GString *out, const char *name, int64_t value) {
  char text[ZZ_NUMBER_SIZE];
  zz_integer_write(value, text);
  zz_encode_name(out, name);
  g_string_append(out, text);
}

static void write_description(const Writer *writer, const ZzField *field) {
  const char *help = zz_text_in(&field->help, writer->lang);
  g_autoptr(GString) text = g_string_new(help);
  if (field->unit)
    g_string_append_printf(text, "%s[%s]", text->len ? " " : "", field->unit);
  if (field->provision && writer->lang == ZZGOV_LANG_ZH)
    g_string_append_printf(text, "（%s）", field->provision);
  else if (field->provision)
    g_string_append_printf(text, "%s(%s)", text->len ? " " : "", field->provision);
  if (text->len)
    zz_encode_text(writer->out, "description", text->str);
}

static const char *pattern_of(const ZzField *field, bool output) {
  switch (field->kind) {
  case ZZ_MONEY:
    return output ? "^-?(0|[1-9][0-9]*)\\.[0-9]{2}$" : "^(0|[1-9][0-9]*)(\\.[0-9]{1,2})?$";
  case ZZ_DATE:
    if (output) /* a long period may end after the last year of an input */
      return "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    return "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
  case ZZ_MONTH:
    return "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$";
  default:
    return "^-?(0|[1-9][0-9]*)(\\.[0-9]{1,6})?$";
  }
}

static void write_type(const Writer *writer, const ZzField *field, const char *type) {
  bool null = writer->output ? field->flags & ZZ_NULLABLE : !(field->flags & ZZ_REQUIRED);
  bool number = !writer->output && (field->kind == ZZ_DECIMAL || field->kind == ZZ_MONEY);
  zz_encode_name(writer->out, "type");
  if (!null && !number)
    g_string_append_printf(writer->out, "\"%s\"", type);
  else
    g_string_append_printf(writer->out, "[\"%s\"%s%s]", type, number ? ",\"number\"" : "",
                           null ? ",\"null\"" : "");
}

static void write_bounds(const Writer *writer, const ZzField *field, const char *min,
                         const char *max) {
  append_number(writer->out, min, field->min);
  append_number(writer->out, max, field->max);
}

static void write_words(const Writer *writer, const ZzField *field) {
  bool null = writer->output ? field->flags & ZZ_NULLABLE : !(field->flags & ZZ_REQUIRED);
  zz_encode_name(writer->out, "enum");
  g_string_append_c(writer->out, '[');
  for (size_t i = 0; i < field->n_words; i++) {
    zz_encode_separator(writer->out);
    zz_encode_string(writer->out, field->words[i].word);
  }
  g_string_append(writer->out, null ? ",null]" : "]");
}

/* Whole numbers only; the smaller unit of money and decimals stays in the text of the pattern. */
static void write_number_bounds(const Writer *writer, const ZzField *field) {
  int64_t unit = field->kind == ZZ_MONEY ? 100 : ZZGOV_DECIMAL_ONE;
  if (writer->output)
    return;
  append_number(writer->out, field->flags & ZZ_ABOVE_MIN ? "exclusiveMinimum" : "minimum",
                field->min / unit);
  append_number(writer->out, "maximum", field->max / unit);
}

static void write_default(const Writer *writer, const ZzField *field) {
  if (writer->output || field->flags & ZZ_REQUIRED)
    return;
  if (field->kind == ZZ_BOOL) {
    zz_encode_name(writer->out, "default");
    g_string_append(writer->out, field->fallback ? "true" : "false");
  } else if (field->kind == ZZ_WORD && field->fallback) {
    zz_encode_text(writer->out, "default", zz_word(field, (int)field->fallback));
  }
}

static void write_object(const Writer *writer, const ZzTable *table) {
  GString *out = writer->out;
  zz_encode_name(out, "properties");
  g_string_append_c(out, '{');
  for (size_t i = 0; i < table->n_fields; i++) {
    zz_encode_name(out, table->fields[i].name);
    write_value(writer, &table->fields[i]);
  }
  g_string_append_c(out, '}');
  zz_encode_name(out, "required");
  g_string_append_c(out, '[');
  for (size_t i = 0; i < table->n_fields; i++)
    if (table->fields[i].flags & (writer->output ? ZZ_REQUIRED | ZZ_NULLABLE : ZZ_REQUIRED)) {
      zz_encode_separator(out);
      zz_encode_string(out, table->fields[i].name);
    }
  g_string_append(out, "],\"additionalProperties\":false");
}

static void write_kind(const Writer *writer, const ZzField *field) {
  switch (field->kind) {
  case ZZ_BOOL:
  case ZZ_TRUTH:
    write_type(writer, field, "boolean");
    break;
  case ZZ_INTEGER:
    write_type(writer, field, "integer");
    if (!writer->output)
      write_bounds(writer, field, "minimum", "maximum");
    break;
  case ZZ_WORD:
    write_words(writer, field);
    break;
  case ZZ_STRING:
    write_type(writer, field, "string");
    if (!writer->output) /* bytes in UTF-8, so the number of characters is at most that */
      write_bounds(writer, field, "minLength", "maxLength");
    break;
  case ZZ_OBJECT:
    write_type(writer, field, "object");
    write_object(writer, field->table);
    break;
  case ZZ_ARRAY:
    write_type(writer, field, "array");
    if (!writer->output)
      write_bounds(writer, field, "minItems", "maxItems");
    zz_encode_name(writer->out, "items");
    write_value(writer, field->item);
    break;
  default:
    write_type(writer, field, "string");
    zz_encode_text(writer->out, "pattern", pattern_of(field, writer->output));
    if (field->kind == ZZ_DECIMAL || field->kind == ZZ_MONEY)
      write_number_bounds(writer, field);
  }
}

static void write_value(const Writer *writer, const ZzField *field) {
  g_string_append_c(writer->out, '{');
  write_kind(writer, field);
  write_default(writer, field);
  write_description(writer, field);
  g_string_append_c(writer->out, '}');
}

static void write_part(GString *out, const char *name, const ZzTable *table, ZzgovLang lang,
                       bool output) {
  const ZzField whole = {.name = name, .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = table};
  zz_encode_name(out, name);
  write_value(&(Writer){out, lang, output}, &whole);
}

char *zzgov_schema(const char *calculator_id, ZzgovLang lang, GError **error) {
  if (!calculator_id) {
    zz_fail_argument(error, "calculator");
    return NULL;
  }
  const ZzCalculator *calculator = zz_calculator_find(calculator_id);
  if (!calculator) {
    zz_fail_unknown_calculator(error, calculator_id, NULL);
    return NULL;
  }
  GString *out = g_string_new("{");
  zz_encode_text(out, "$schema", "https://json-schema.org/draft/2020-12/schema");
  zz_encode_text(out, "title", calculator->id);
  zz_encode_text(out, "description", zz_text_in(&calculator->title, lang));
  g_string_append(out, ",\"type\":\"object\"");
  zz_encode_name(out, "properties");
  g_string_append_c(out, '{');
  write_part(out, "input", calculator->input, lang, false);
  write_part(out, "options", calculator->options, lang, false);
  write_part(out, "result", calculator->result, lang, true);
  g_string_append(out, "}}\n");
  return g_string_free(out, FALSE);
}

char *zzgov_list_calculators(ZzgovLang lang) {
  GString *out = g_string_new(NULL);
  const ZzCalculator *calculator;
  for (size_t i = 0; (calculator = zz_calculator_at(i)); i++)
    g_string_append_printf(out, "%s\t%s\n", calculator->id, zz_text_in(&calculator->title, lang));
  return g_string_free(out, FALSE);
}
