#include "report.h"

#include "encode.h"
#include "formula.h"
#include "number.h"

#include <string.h>

/* 1234567.00 as 1,234,567.00 */
static char *with_commas(const char *number) {
  GString *text = g_string_new(number);
  const char *point = strchr(text->str, '.');
  gssize first = *number == '-';
  for (gssize i = (point ? point - text->str : (gssize)text->len) - 3; i > first; i -= 3)
    g_string_insert_c(text, i, ',');
  return g_string_free(text, FALSE);
}

char *zz_money_text(ZzgovFen fen, ZzStyle style) {
  char text[ZZ_NUMBER_SIZE];
  zz_fen_write(fen, text);
  return style.people ? with_commas(text) : g_strdup(text);
}

ZzStyle zz_style_of(const ZzReport *report, bool people) {
  return (ZzStyle){.lang = report->lang, .people = people, .whole = report->whole};
}

/* The label of a word; English keeps the contract's words, which are English. */
static char *word_text(const ZzField *field, const char *word, ZzStyle style) {
  for (size_t i = 0; i < field->n_words && style.lang == ZZGOV_LANG_ZH; i++)
    if (strcmp(field->words[i].word, word) == 0)
      return g_strdup(field->words[i].help.zh);
  return g_strdup(word);
}

static char *truth_text(bool truth, ZzStyle style) {
  if (style.lang == ZZGOV_LANG_ZH)
    return g_strdup(truth ? "是" : "否");
  return g_strdup(style.people ? (truth ? "yes" : "no") : (truth ? "true" : "false"));
}

static char *list_text(const ZzField *item, const char *elements, size_t n, ZzStyle style) {
  const char *between = !style.people ? "; " : style.lang == ZZGOV_LANG_ZH ? "、" : ", ";
  GString *list = g_string_new(NULL);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *text = zz_value_text(item, elements + i * zz_slot_size(item), 0, style);
    g_string_append_printf(list, "%s%s", i ? between : "", text);
  }
  return g_string_free(list, FALSE);
}

/* Numbers, dates: as in JSON, without its quotation marks. */
static char *bare_text(const ZzField *field, const void *slot) {
  g_autoptr(GString) json = g_string_new(NULL);
  zz_encode_value(json, field, slot, 0);
  if (json->str[0] != '"')
    return g_strdup(json->str);
  return g_strndup(json->str + 1, json->len - 2);
}

char *zz_value_text(const ZzField *field, const void *slot, size_t count, ZzStyle style) {
  if (!slot || (zz_slot_is_absent(field, slot) && field->kind != ZZ_ARRAY))
    return g_strdup(style.people ? "—" : "");
  switch (field->kind) {
  case ZZ_STRING:
    return word_text(field, *(const char *const *)slot, style);
  case ZZ_WORD:
    return word_text(field, zz_word(field, *(const int *)slot), style);
  case ZZ_BOOL:
    return truth_text(*(const bool *)slot, style);
  case ZZ_TRUTH:
    return truth_text(*(const int *)slot == ZZGOV_YES, style);
  case ZZ_MONEY:
    return zz_money_text(*(const ZzgovFen *)slot, style);
  case ZZ_ARRAY:
    return list_text(field->item, *(const char *const *)slot, count, style);
  default:
    return bare_text(field, slot);
  }
}

const char *zz_unit_text(const char *unit, ZzgovLang lang) {
  static const struct {
    const char *unit, *zh;
    bool silent; /* says what kind of value it is, nothing that people read */
  } units[] = {
      {"yuan", "元", false},
      {"percentage points", "个百分点", false},
      {"percent", "%", false},
      {"10,000 t", "万吨", false},
      {"10,000 t per year", "万吨/年", false},
      {"years", "年", false},
      {"working days", "个工作日", false},
      {"points", "分", false},
      {"date", "", true},
      {"month", "", true},
      {"status", "", true},
      {"measure", "", true},
      {"class", "", true},
  };
  for (size_t i = 0; unit && i < G_N_ELEMENTS(units); i++)
    if (strcmp(unit, units[i].unit) == 0)
      return units[i].silent || lang == ZZGOV_LANG_ZH ? units[i].zh : unit;
  return unit ? unit : "";
}

char *zz_step_value(const ZzReport *report, const ZzgovStep *step) {
  const ZzStyle style = zz_style_of(report, true);
  bool status = strcmp(step->unit, "status") == 0 || strcmp(step->unit, "class") == 0;
  if (strcmp(step->unit, "yuan") == 0)
    return with_commas(step->value);
  if (status && (strcmp(step->value, "true") == 0 || strcmp(step->value, "false") == 0))
    return truth_text(*step->value == 't', style);
  const char *label = status && report->lang == ZZGOV_LANG_ZH
                          ? zz_label_of(report->calculator->result, step->value)
                          : NULL;
  return g_strdup(label ? label : step->value);
}
