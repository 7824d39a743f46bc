#include "decode.h"

#include "error-private.h"
#include "number.h"

#include <string.h>

/* The typed door: a caller's structs are checked like JSON and copied, so that a calculator only
 * ever sees its own struct in its own memory. */

static bool fail_number(GError **error, const ZzField *field, int64_t value, const ZzPath *path) {
  char text[ZZ_NUMBER_SIZE];
  if (field->kind == ZZ_DECIMAL)
    zz_decimal_write(value, text);
  else if (field->kind == ZZ_MONEY)
    zz_fen_write(value, text);
  else
    zz_integer_write(value, text);
  return zz_fail_value(error, field, text, path);
}

static bool import_number(const ZzField *field, int64_t value, const ZzPath *path, int64_t *slot,
                          GError **error) {
  bool above = field->flags & ZZ_ABOVE_MIN ? value > field->min : value >= field->min;
  if (!above || value > field->max)
    return fail_number(error, field, value, path);
  *slot = value;
  return true;
}

static bool import_day(const ZzField *field, int32_t value, const ZzPath *path, int32_t *slot,
                       GError **error) {
  if (field->kind == ZZ_DATE ? !zz_date_in_range(value) : !zz_month_in_range(value))
    return fail_number(error, &(ZzField){.kind = field->kind}, value, path);
  *slot = value;
  return true;
}

static bool import_word(const ZzField *field, int value, const ZzPath *path, int *slot,
                        GError **error) {
  if (!zz_word(field, value)) {
    char text[ZZ_NUMBER_SIZE];
    zz_integer_write(value, text);
    return zz_fail_value(error, field, text, path);
  }
  *slot = value;
  return true;
}

static bool import_truth(const ZzField *field, int value, const ZzPath *path, int *slot,
                         GError **error) {
  if (value != ZZGOV_NO && value != ZZGOV_YES)
    return fail_number(error, &(ZzField){.kind = field->kind}, value, path);
  *slot = value;
  return true;
}

static bool import_string(ZzArena *arena, const ZzField *field, const char *text,
                          const ZzPath *path, const char **slot, GError **error) {
  size_t length = strlen(text);
  if (!g_utf8_validate(text, -1, NULL))
    return zz_fail_value(error, field, "UTF-8?", path);
  if ((int64_t)length < field->min || (int64_t)length > field->max ||
      (field->valid && !field->valid(text)))
    return zz_fail_value(error, field, text, path);
  *slot = zz_arena_strndup(arena, text, length);
  return true;
}

static bool import_slot(ZzArena *arena, const ZzField *field, const void *from, size_t n,
                        const ZzPath *path, void *slot, size_t *count, GError **error);

/* Structs begin with a size_t and are aligned like it, so no member is cut in two. */
static bool is_struct_size(size_t size) {
  return size >= sizeof(size_t) && size % sizeof(size_t) == 0;
}

/* Elements stand side by side in the caller's size, which the first one tells. */
static bool import_array(ZzArena *arena, const ZzField *field, const char *from, size_t n,
                         const ZzPath *path, void *slot, size_t *count, GError **error) {
  const ZzField *item = field->item;
  bool objects = item->kind == ZZ_OBJECT;
  if ((int64_t)n < field->min || (int64_t)n > field->max) {
    char found[ZZ_NUMBER_SIZE];
    zz_integer_write((int64_t)MIN(n, INT64_MAX), found);
    ZzgovText expected = zz_field_expected(field);
    bool too_many = n > (size_t)field->max;
    zz_fail_expecting(error, too_many ? ZZGOV_ERROR_LIMIT_EXCEEDED : ZZGOV_ERROR_INVALID_VALUE,
                      path, expected, ZZ_MSG_WRONG_VALUE, found);
    zz_expected_clear(&expected);
    return false;
  }
  size_t size = objects ? item->table->size : zz_slot_size(item);
  size_t stride =
      objects && item->table->sized && n > 0 ? *(const size_t *)(const void *)from : size;
  if (!is_struct_size(stride) && objects)
    return zz_fail_argument(error, "size");
  char *elements = zz_arena_alloc(arena, MAX(n * size, 1));
  ZzPath at = {path, NULL, 0};
  for (; at.index < n; at.index++) {
    const void *source = from + at.index * stride;
    if (objects && item->table->sized && *(const size_t *)source != stride)
      return zz_fail(error, ZZGOV_ERROR_INVALID_ARGUMENT, &at, ZZ_MSG_ARGUMENT, "size");
    void *element = elements + at.index * size;
    if (objects ? !zz_import_object(arena, item->table, source, &at, element, error)
                : !import_slot(arena, item, source, 0, &at, element, NULL, error))
      return false;
  }
  *(const void **)slot = elements;
  *count = n;
  return true;
}

static bool import_slot(ZzArena *arena, const ZzField *field, const void *from, size_t n,
                        const ZzPath *path, void *slot, size_t *count, GError **error) {
  switch (field->kind) {
  case ZZ_DECIMAL:
  case ZZ_MONEY:
  case ZZ_INTEGER:
    return import_number(field, *(const int64_t *)from, path, slot, error);
  case ZZ_BOOL:
    *(bool *)slot = *(const bool *)from;
    return true;
  case ZZ_TRUTH:
    return import_truth(field, *(const int *)from, path, slot, error);
  case ZZ_DATE:
  case ZZ_MONTH:
    return import_day(field, *(const int32_t *)from, path, slot, error);
  case ZZ_WORD:
    return import_word(field, *(const int *)from, path, slot, error);
  case ZZ_ARRAY:
    return import_array(arena, field, *(const char *const *)from, n, path, slot, count, error);
  case ZZ_OBJECT: {
    void *target = zz_arena_alloc(arena, field->table->size);
    *(const void **)slot = target;
    return zz_import_object(arena, field->table, *(const void *const *)from, path, target, error);
  }
  default:
    return import_string(arena, field, *(const char *const *)from, path, slot, error);
  }
}

/* Where a caller's struct is older and shorter than ours, the rest keeps its defaults. */
static bool copy_known(const ZzTable *table, const void *source, void *target, GError **error) {
  size_t size = *(const size_t *)source;
  zz_table_init(table, target);
  if (!is_struct_size(size) || size > 16 * table->size)
    return zz_fail_argument(error, "size");
  memcpy((char *)target + sizeof size, (const char *)source + sizeof size,
         MIN(size, table->size) - sizeof size);
  return true;
}

bool zz_import_object(ZzArena *arena, const ZzTable *table, const void *source, const ZzPath *path,
                      void *target, GError **error) {
  g_autofree void *given = g_malloc(table->size);
  if (!copy_known(table, source, given, error))
    return false;
  zz_table_init(table, target);
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    if (field->flags & ZZ_REQUIRED && zz_slot_is_absent(field, (char *)given + field->offset))
      return zz_fail_missing(error, field, path);
  }
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    const void *from = (char *)given + field->offset;
    size_t n = field->kind == ZZ_ARRAY ? zz_count(field, given) : 0;
    if (n > 0 && zz_slot_is_absent(field, from))
      return zz_fail(error, ZZGOV_ERROR_INVALID_ARGUMENT, &(ZzPath){path, field->name, 0},
                     ZZ_MSG_ARGUMENT, field->name);
    if (!zz_slot_is_absent(field, from) &&
        !import_slot(arena, field, from, n, &(ZzPath){path, field->name, 0},
                     (char *)target + field->offset, zz_count_slot(field, target), error))
      return false;
  }
  return true;
}
