#include "decode.h"

#include "error-private.h"
#include "nearest.h"
#include "number.h"

#include <stdlib.h>
#include <string.h>

bool zz_fail_unknown(GError **error, const char *name, const ZzPath *path, const char *nearest) {
  return zz_fail(error, ZZGOV_ERROR_UNKNOWN_FIELD, path,
                 nearest ? ZZ_MSG_UNKNOWN_NEAR : ZZ_MSG_UNKNOWN, name, nearest);
}

bool zz_fail_missing(GError **error, const ZzField *field, const ZzPath *parent) {
  return zz_fail_member(error, ZZGOV_ERROR_MISSING_FIELD, parent, ZZ_MSG_MISSING, field, NULL);
}

static const char *word_at(gconstpointer list, size_t i) {
  const ZzField *field = list;
  return zz_word(field, (int)MIN(i + 1, G_MAXINT));
}

bool zz_fail_value(GError **error, const ZzField *field, const char *found, const ZzPath *path) {
  if (!error)
    return false;
  ZzgovText expected = zz_field_expected(field);
  const char *nearest = field->kind == ZZ_WORD ? zz_nearest(found, word_at, field) : NULL;
  zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, path, expected,
                    nearest ? ZZ_MSG_WRONG_VALUE_NEAR : ZZ_MSG_WRONG_VALUE, found, nearest);
  zz_expected_clear(&expected);
  return false;
}

static bool fail_type(GError **error, const ZzField *field, const cJSON *node, const ZzPath *path) {
  static const ZzgovText kinds[] = {{"null", "null"},   {"boolean", "布尔值"},
                                    {"number", "数字"}, {"string", "字符串"},
                                    {"array", "数组"},  {"object", "对象"}};
  const ZzgovText *kind = &kinds[zz_node_kind(node)];
  ZzgovText expected = zz_field_expected(field);
  zz_fail_expecting(error, ZZGOV_ERROR_INVALID_TYPE, path, expected, ZZ_MSG_WRONG_TYPE, kind->en,
                    kind->zh);
  zz_expected_clear(&expected);
  return false;
}

static bool fail_count(GError **error, const ZzField *field, size_t n, const ZzPath *path) {
  char found[ZZ_NUMBER_SIZE], limit[ZZ_NUMBER_SIZE];
  bool too_many = (int64_t)n > field->max;
  zz_integer_write((int64_t)n, found);
  if (n > ZZ_MAX_ELEMENTS)
    g_snprintf(found, sizeof found, "> %d", ZZ_MAX_ELEMENTS);
  zz_integer_write(too_many ? field->max : field->min, limit);
  return zz_fail(error, too_many ? ZZGOV_ERROR_LIMIT_EXCEEDED : ZZGOV_ERROR_INVALID_VALUE, path,
                 too_many ? ZZ_MSG_TOO_MANY : ZZ_MSG_TOO_FEW, found, limit);
}

static bool in_bounds(const ZzField *field, ZzWide value) {
  return value <= field->max &&
         (field->flags & ZZ_ABOVE_MIN ? value > field->min : value >= field->min);
}

/* Decimals and amounts come as a string or a number, integers as a number only. */
static bool decode_number(const ZzField *field, const cJSON *node, const ZzPath *path,
                          int64_t *slot, GError **error) {
  ZzNodeKind kind = zz_node_kind(node);
  if (kind != ZZ_NODE_NUMBER && (kind != ZZ_NODE_STRING || field->kind == ZZ_INTEGER))
    return fail_type(error, field, node, path);
  const char *text = zz_node_text(node);
  ZzWide value;
  int64_t integer;
  bool read;
  if (field->kind == ZZ_INTEGER) {
    read = zz_integer_parse(text, &integer);
    value = integer;
  } else {
    read =
        zz_number_parse(text, field->kind == ZZ_MONEY ? ZZ_FEN_DIGITS : ZZ_DECIMAL_DIGITS, &value);
  }
  if (!read || !in_bounds(field, value))
    return zz_fail_value(error, field, text, path);
  *slot = (int64_t)value;
  return true;
}

static bool check_string(const ZzField *field, const char *text, const ZzPath *path,
                         GError **error) {
  size_t length = strlen(text);
  bool nul = zz_text_has_nul(text);
  if (nul || (int64_t)length < field->min || (int64_t)length > field->max ||
      (field->valid && !field->valid(text)))
    return zz_fail_value(error, field, nul ? "U+0000" : text, path);
  return true;
}

static int find_word(const ZzField *field, const char *text) {
  for (size_t i = 0; i < field->n_words; i++)
    if (strcmp(field->words[i].word, text) == 0)
      return (int)i + 1;
  return 0;
}

/* Strings, dates, months and words: all are JSON strings. */
static bool decode_text(ZzArena *arena, const ZzField *field, const cJSON *node, const ZzPath *path,
                        void *slot, GError **error) {
  if (zz_node_kind(node) != ZZ_NODE_STRING)
    return fail_type(error, field, node, path);
  const char *text = zz_node_text(node);
  bool read;
  switch (field->kind) {
  case ZZ_DATE:
    read = zzgov_date_parse(text, slot, NULL);
    break;
  case ZZ_MONTH:
    read = zzgov_month_parse(text, slot, NULL);
    break;
  case ZZ_WORD:
    read = (*(int *)slot = find_word(field, text)) > 0;
    break;
  default:
    if (!check_string(field, text, path, error))
      return false;
    *(const char **)slot = zz_arena_strdup(arena, text);
    return true;
  }
  return read || zz_fail_value(error, field, text, path);
}

/* An element: objects stand in the array itself, everything else as its slot. */
static bool decode_element(ZzArena *arena, const ZzField *item, const cJSON *node,
                           const ZzPath *path, void *element, GError **error) {
  if (item->kind != ZZ_OBJECT)
    return zz_decode_value(arena, item, node, path, element, NULL, error);
  return zz_decode_object(arena, item->table, node, path, element, error);
}

static size_t element_size(const ZzField *item) {
  return item->kind == ZZ_OBJECT ? item->table->size : zz_slot_size(item);
}

static bool decode_array(ZzArena *arena, const ZzField *field, const cJSON *node,
                         const ZzPath *path, void *slot, size_t *count, GError **error) {
  if (zz_node_kind(node) != ZZ_NODE_ARRAY)
    return fail_type(error, field, node, path);
  size_t n = 0, size = element_size(field->item);
  const cJSON *child;
  cJSON_ArrayForEach(child, node) n++;
  if ((int64_t)n < field->min || (int64_t)n > field->max)
    return fail_count(error, field, n, path);
  char *elements = zz_arena_alloc(arena, MAX(n * size, 1));
  ZzPath at = {path, NULL, 0};
  cJSON_ArrayForEach(child, node) {
    if (!decode_element(arena, field->item, child, &at, elements + at.index * size, error))
      return false;
    at.index++;
  }
  *(const void **)slot = elements;
  *count = n;
  return true;
}

/* The year of a key such as "2020"; 0 where it is none. */
static int read_year(const char *key) {
  int64_t year;
  bool read = strlen(key) == 4 && zz_integer_parse(key, &year);
  return read && year >= ZZ_YEAR_MIN && year <= ZZ_YEAR_MAX ? (int)year : 0;
}

/* A year of the text, before its amount is read. */
typedef struct {
  int year;
  const cJSON *node;
} YearNode;

static int compare_years(const void *a, const void *b) {
  return ((const YearNode *)a)->year - ((const YearNode *)b)->year;
}

/* The members of an object of amounts by year, ascending; null counts as absent. */
static bool list_years(const cJSON *object, const ZzPath *path, YearNode *years, size_t *n,
                       GError **error) {
  const cJSON *child;
  *n = 0;
  cJSON_ArrayForEach(child, object) {
    int year = read_year(child->string);
    if (!year)
      return zz_fail_unknown(error, child->string, &(ZzPath){path, child->string, 0}, NULL);
    if (!cJSON_IsNull(child))
      years[(*n)++] = (YearNode){year, child};
  }
  qsort(years, *n, sizeof *years, compare_years);
  return true;
}

static bool decode_years(ZzArena *arena, const ZzField *field, const cJSON *node,
                         const ZzPath *path, void *slot, size_t *count, GError **error) {
  static const ZzField money = {.kind = ZZ_MONEY, .max = ZZ_MONEY_MAX};
  YearNode years[ZZ_YEAR_MAX - ZZ_YEAR_MIN + 1]; /* names don't repeat, so there are no more */
  if (zz_node_kind(node) != ZZ_NODE_OBJECT)
    return fail_type(error, field, node, path);
  if (!list_years(node, path, years, count, error))
    return false;
  ZzYearAmount *amounts = zz_arena_alloc(arena, MAX(*count * sizeof *amounts, 1));
  *(const void **)slot = amounts;
  for (size_t i = 0; i < *count; i++) {
    amounts[i].year = years[i].year;
    if (!decode_number(&money, years[i].node, &(ZzPath){path, years[i].node->string, 0},
                       &amounts[i].fen, error))
      return false;
  }
  return true;
}

bool zz_decode_value(ZzArena *arena, const ZzField *field, const cJSON *node, const ZzPath *path,
                     void *slot, size_t *count, GError **error) {
  switch (field->kind) {
  case ZZ_DECIMAL:
  case ZZ_MONEY:
  case ZZ_INTEGER:
    return decode_number(field, node, path, slot, error);
  case ZZ_BOOL:
    if (zz_node_kind(node) != ZZ_NODE_BOOL)
      return fail_type(error, field, node, path);
    *(bool *)slot = cJSON_IsTrue(node);
    return true;
  case ZZ_TRUTH:
    if (zz_node_kind(node) != ZZ_NODE_BOOL)
      return fail_type(error, field, node, path);
    *(int *)slot = cJSON_IsTrue(node) ? ZZGOV_YES : ZZGOV_NO;
    return true;
  case ZZ_YEARS:
    return decode_years(arena, field, node, path, slot, count, error);
  case ZZ_ARRAY:
    return decode_array(arena, field, node, path, slot, count, error);
  case ZZ_OBJECT: {
    void *target = zz_arena_alloc(arena, MAX(field->table->size, 1));
    *(const void **)slot = target;
    return zz_decode_object(arena, field->table, node, path, target, error);
  }
  case ZZ_NODE:
    *(const cJSON **)slot = node;
    return true;
  default:
    return decode_text(arena, field, node, path, slot, error);
  }
}

static const char *field_at(gconstpointer list, size_t i) {
  const ZzTable *table = list;
  return i < table->n_fields ? table->fields[i].name : NULL;
}

/* Members mostly come in the order of the table, so the search begins after the last one found. */
static size_t find_field(const ZzTable *table, const char *name, size_t hint) {
  for (size_t i = 0; i < table->n_fields; i++) {
    size_t candidate = (hint + i) % table->n_fields;
    if (strcmp(table->fields[candidate].name, name) == 0)
      return candidate;
  }
  return SIZE_MAX;
}

static bool decode_members(const ZzTable *table, const cJSON *object, const ZzPath *path,
                           const cJSON **nodes, GError **error) {
  size_t hint = 0;
  const cJSON *child;
  memset(nodes, 0, table->n_fields * sizeof *nodes);
  cJSON_ArrayForEach(child, object) {
    size_t i = find_field(table, child->string, hint);
    if (i == SIZE_MAX)
      return zz_fail_unknown(error, child->string, &(ZzPath){path, child->string, 0},
                             zz_nearest(child->string, field_at, table));
    if (!cJSON_IsNull(child))
      nodes[i] = child;
    hint = i + 1;
  }
  for (size_t i = 0; i < table->n_fields; i++)
    if (!nodes[i] && table->fields[i].flags & ZZ_REQUIRED)
      return zz_fail_missing(error, &table->fields[i], path);
  return true;
}

bool zz_decode_keys(const ZzTable *table, const cJSON *node, const ZzPath *path,
                    const cJSON **nodes, GError **error) {
  static const ZzField object = {.kind = ZZ_OBJECT};
  if (zz_node_kind(node) != ZZ_NODE_OBJECT)
    return fail_type(error, &object, node, path);
  return decode_members(table, node, path, nodes, error);
}

bool zz_decode_object(ZzArena *arena, const ZzTable *table, const cJSON *node, const ZzPath *path,
                      void *target, GError **error) {
  const cJSON *nodes[ZZ_MAX_FIELDS];
  if (!zz_decode_keys(table, node, path, nodes, error))
    return false;
  zz_table_init(table, target);
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    if (nodes[i] &&
        !zz_decode_value(arena, field, nodes[i], &(ZzPath){path, field->name, 0},
                         (char *)target + field->offset, zz_count_slot(field, target), error))
      return false;
  }
  return true;
}
