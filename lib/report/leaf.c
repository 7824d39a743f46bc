#include "report.h"

#include <string.h>

/* --- the list --------------------------------------------------------------------------------- */

/* An array whose elements begin with a word, one for each word: the factors of an area. */
static bool is_pivot(const ZzField *field) {
  return zz_is_rows(field) && field->item->table->fields[0].kind == ZZ_WORD;
}

static void add_leaves(GArray *leaves, const ZzTable *table, ZzLeaf around, bool brief);

/* The factors one after the other, each without its word, which goes into the title. */
static void add_pivot(GArray *leaves, const ZzField *field, ZzLeaf around, bool brief) {
  const ZzTable *table = field->item->table;
  const ZzTable rest = {table->size, table->sized, table->fields + 1, table->n_fields - 1};
  for (size_t i = 0; i < table->fields[0].n_words; i++) {
    around.element[around.depth - 1] = i;
    add_leaves(leaves, &rest, around, brief);
  }
}

static bool is_pivoted(const ZzLeaf *leaf) {
  for (size_t i = 0; i < leaf->depth; i++)
    if (is_pivot(leaf->fields[i]))
      return true;
  return false;
}

static void add_leaves(GArray *leaves, const ZzTable *table, ZzLeaf around, bool brief) {
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    ZzLeaf leaf = around;
    if (around.depth == ZZ_MOST_DEPTH)
      return;
    leaf.fields[leaf.depth++] = field;
    if (is_pivot(field))
      add_pivot(leaves, field, leaf, brief);
    else if (field->kind == ZZ_OBJECT)
      add_leaves(leaves, field->table, leaf, brief);
    else if (zz_is_rows(field))
      continue;
    else if (!brief || !is_pivoted(&around) || field->flags & ZZ_SUMMED)
      g_array_append_val(leaves, leaf);
  }
}

GArray *zz_leaves_of(const ZzTable *table, bool brief) {
  GArray *leaves = g_array_new(FALSE, FALSE, sizeof(ZzLeaf));
  add_leaves(leaves, table, (ZzLeaf){{NULL}, {0}, 0}, brief);
  return leaves;
}

const ZzLeaf *zz_leaf_at(const GArray *leaves, size_t i) {
  return i < leaves->len ? &g_array_index(leaves, ZzLeaf, i) : NULL;
}

const ZzField *zz_leaf_field(const ZzLeaf *leaf) { return leaf->fields[leaf->depth - 1]; }

/* --- its value -------------------------------------------------------------------------------- */

const void *zz_leaf_slot(const ZzLeaf *leaf, const void *source, size_t *count) {
  for (size_t i = 0; i + 1 < leaf->depth; i++) {
    const ZzField *field = leaf->fields[i];
    const char *inner = *(const char *const *)(const void *)((const char *)source + field->offset);
    if (!inner || (field->kind == ZZ_ARRAY && leaf->element[i] >= zz_count(field, source)))
      return NULL;
    if (field->kind == ZZ_ARRAY)
      inner += leaf->element[i] * field->item->table->size;
    source = inner;
  }
  const ZzField *field = zz_leaf_field(leaf);
  *count = zz_has_count(field) ? zz_count(field, source) : 0;
  return (const char *)source + field->offset;
}

/* --- its title -------------------------------------------------------------------------------- */

static const ZzWord *word_of(const ZzLeaf *leaf, size_t i) {
  return &leaf->fields[i]->item->table->fields[0].words[leaf->element[i]];
}

/* What programs read: the contract's names. */
static char *names(const ZzLeaf *leaf) {
  GString *title = g_string_new(NULL);
  for (size_t i = 0; i < leaf->depth; i++) {
    const char *name = is_pivot(leaf->fields[i]) ? word_of(leaf, i)->word : leaf->fields[i]->name;
    g_string_append_printf(title, "%s%s", i ? "." : "", name);
  }
  return g_string_free(title, FALSE);
}

static const char *label(const ZzLeaf *leaf, size_t i, ZzgovLang lang) {
  const ZzField *field = leaf->fields[i];
  if (is_pivot(field))
    return zz_text_in(&word_of(leaf, i)->help, lang);
  const char *text = zz_text_in(&field->help, lang);
  return text ? text : field->name;
}

/* 全市合计, or 合计 where some areas are missing. */
static const char *last_label(const ZzLeaf *leaf, ZzStyle style) {
  const char *whole = style.whole ? zz_text_in(&zz_leaf_field(leaf)->whole, style.lang) : NULL;
  return whole ? whole : label(leaf, leaf->depth - 1, style.lang);
}

/* Which parts of the way go into a title: factors and the members of an object of objects, not the
 * object that only holds the leaf together with others. */
static bool is_told(const ZzLeaf *leaf, size_t i) {
  return i + 1 == leaf->depth || is_pivot(leaf->fields[i]) || i > 0;
}

/* Beside others of its kind the factor alone says what an amount is. */
static size_t n_labels(const ZzLeaf *leaf, ZzStyle style) {
  bool alone = style.brief && leaf->depth > 1 && is_pivot(leaf->fields[leaf->depth - 2]) &&
               zz_leaf_field(leaf)->flags & ZZ_SUMMED;
  return leaf->depth - alone;
}

/* English labels begin with a capital letter in a title. */
static char *capitalised(char *title) {
  *title = g_ascii_toupper(*title);
  return title;
}

char *zz_leaf_title(const ZzLeaf *leaf, ZzStyle style) {
  bool zh = style.lang == ZZGOV_LANG_ZH;
  if (!zh && !style.people)
    return names(leaf);
  GString *title = g_string_new(NULL);
  const char *colon = zh ? "：" : ": ";
  for (size_t i = 0; i < n_labels(leaf, style); i++)
    if (is_told(leaf, i))
      g_string_append_printf(title, "%s%s", title->len ? colon : "",
                             i + 1 < leaf->depth ? label(leaf, i, style.lang)
                                                 : last_label(leaf, style));
  const char *unit = zz_unit_text(zz_leaf_field(leaf)->unit, style.lang);
  bool money = zz_leaf_field(leaf)->kind == ZZ_MONEY;
  bool bracket = zz_stem_length(title->str) < title->len;
  if (*unit && (!style.people || !money) && !bracket)
    g_string_append_printf(title, zh ? "（%s）" : " (%s)", unit);
  return capitalised(g_string_free(title, FALSE));
}
