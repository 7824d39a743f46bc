#include "formula.h"

#include <string.h>

/* Words of formulas that no descriptor has, and what stands between words. */
static const char *const others[][2] = {
    {"yes", "是"},           {"no", "否"},        {"given", "按填报"},
    {"not-given", "未填报"}, {"max", "取较晚者"}, {"min", "取较早者"},
};
static const char *const phrases[][2] = {
    {" working days", "个工作日"},
    {" months", "个月"},
    {"Σ last year", "Σ去年同期"},
    {"; ", "；"},
    {": ", "："},
    {", ", "、"},
};

static const char *other_label(const char *word) {
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
    if (strcmp(others[i][0], word) == 0)
      return others[i][1];
  return NULL;
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

static void append_label(GString *out, const ZzCalculator *calculator, const char *word) {
  const char *label = zz_label_of(calculator->result, word);
  if (!label)
    label = zz_label_of(calculator->input, word);
  if (!label)
    label = other_label(word);
  g_string_append_len(out, label ? label : word, label ? (gssize)zz_stem_length(label) : -1);
}

static const char *phrase_at(const char *text, size_t *length) {
  for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
    if (g_str_has_prefix(text, phrases[i][0])) {
      *length = strlen(phrases[i][0]);
      return phrases[i][1];
    }
  return NULL;
}

/* A word goes up to a blank or a bracket; a colon at its end is of the sentence. */
static size_t word_length(const char *text) {
  size_t n = g_ascii_isalpha(*text)
                 ? strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:-")
                 : 0;
  while (n > 0 && text[n - 1] == ':')
    n--;
  return n;
}

char *zz_formula_text(const ZzCalculator *calculator, ZzgovLang lang, const char *formula) {
  if (lang != ZZGOV_LANG_ZH)
    return g_strdup(formula);
  GString *out = g_string_new(NULL);
  for (const char *c = formula; *c;) {
    size_t n = 0;
    const char *phrase = phrase_at(c, &n);
    if (phrase) {
      g_string_append(out, phrase);
    } else if ((n = word_length(c)) > 0) {
      g_autofree char *word = g_strndup(c, n);
      append_label(out, calculator, word);
    } else {
      g_string_append_c(out, *c);
      n = 1;
    }
    c += n;
  }
  return g_string_free(out, FALSE);
}
