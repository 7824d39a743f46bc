#include "report.h"

#include <string.h>

/* Formulas name members and words as the contract does. A Chinese report shows their labels. */

static const struct {
  const char *en, *zh;
} phrases[] = {
    {"start + Σ weights of the live records; the library's convention, not the regulation's",
     "起始分 + 公示中各条信息权重之和(本库约定,非法定)"},
    {"not eligible", "不符合条件"},
    {" working days", "个工作日"},
    {" months", "个月"},
    {"Σ award", "Σ 奖励"},
    {"Σ refund", "Σ 退还"},
    {"Σ city", "Σ 市级"},
    {"Σ county", "Σ 县级"},
    {"Σ province", "Σ 省级"},
    {"city + county", "市级 + 县级"},
};

/* Words of formulas that no descriptor has. */
static const char *const others[][2] = {{"county", "县级"}, {"ratio", "折算比例"}};

static const char *other_label(const char *word) {
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
    if (strcmp(others[i][0], word) == 0)
      return others[i][1];
  return NULL;
}

static char *with_phrases(const char *formula) {
  GString *text = g_string_new(formula);
  for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
    g_string_replace(text, phrases[i].en, phrases[i].zh, 0);
  return g_string_free(text, FALSE);
}

static const char *word_label(const ZzField *field, const char *word) {
  for (size_t i = 0; i < field->n_words; i++)
    if (strcmp(field->words[i].word, word) == 0)
      return field->words[i].help.zh;
  return NULL;
}

const char *zz_label_of(const ZzTable *table, const char *word) {
  const char *label = NULL;
  for (size_t i = 0; i < table->n_fields && !label; i++) {
    const ZzField *field = &table->fields[i];
    const ZzField *item = field->kind == ZZ_ARRAY ? field->item : field;
    label = strcmp(field->name, word) == 0 ? field->help.zh : word_label(item, word);
    if (!label && item->kind == ZZ_OBJECT)
      label = zz_label_of(item->table, word);
  }
  return label;
}

/* The label of a word, without what stands in brackets behind it. */
static void append_label(GString *out, const ZzReport *report, const char *word) {
  const char *label = zz_label_of(report->calculator->result, word);
  if (!label)
    label = zz_label_of(report->calculator->input, word);
  if (!label)
    label = other_label(word);
  size_t length = label ? strcspn(label, "(") : 0;
  g_string_append_len(out, length > 0 ? label : word, length > 0 ? (gssize)length : -1);
}

static size_t word_length(const char *text) {
  return g_ascii_isalpha(*text)
             ? strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:-")
             : 0;
}

char *zz_formula_text(const ZzReport *report, const char *formula) {
  if (report->lang != ZZGOV_LANG_ZH)
    return g_strdup(formula);
  g_autofree char *text = with_phrases(formula);
  GString *out = g_string_new(NULL);
  for (const char *c = text; *c;) {
    size_t n = word_length(c);
    g_autofree char *word = g_strndup(c, n);
    while (n > 0 && word[n - 1] == ':') /* of the sentence, not of the word */
      word[--n] = '\0';
    if (n > 0)
      append_label(out, report, word);
    else
      g_string_append_c(out, *c);
    c += MAX(n, 1);
  }
  return g_string_free(out, FALSE);
}
