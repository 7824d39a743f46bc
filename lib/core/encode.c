#include "encode.h"

#include "number.h"

#include <string.h>

/* Room for `length` more bytes; most of what is written is a few bytes long, and a call of
 * g_string_append_len() for each costs more than the bytes. close_at() tells how far it was used.
 */
static inline char *open_room(GString *out, size_t length) {
  if (out->len + length >= out->allocated_len) {
    size_t used = out->len;
    g_string_set_size(out, used + MAX(length, used));
    g_string_truncate(out, used);
  }
  return out->str + out->len;
}

static inline void close_at(GString *out, char *end) {
  *end = '\0';
  out->len = (size_t)(end - out->str);
}

static inline char *copy(char *at, const char *text, size_t length) {
  memcpy(at, text, length);
  return at + length;
}

static inline void put(GString *out, const char *text, size_t length) {
  close_at(out, copy(open_room(out, length), text, length));
}

static void escape(GString *out, unsigned char byte) {
  static const char letters[] = "\0\0\0\0\0\0\0\0btn\0fr"; /* U+0008 ... U+000D */
  g_string_append_c(out, '\\');
  if (byte == '"' || byte == '\\')
    g_string_append_c(out, (char)byte);
  else if (byte < sizeof letters - 1 && letters[byte])
    g_string_append_c(out, letters[byte]);
  else
    g_string_append_printf(out, "u%04x", byte);
}

static bool is_plain(unsigned char byte) {
  return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0xC0;
}

void zz_encode_string(GString *out, const char *text) {
  g_string_append_c(out, '"');
  for (const char *run = text;; text++) {
    if (is_plain((unsigned char)*text))
      continue;
    put(out, run, (size_t)(text - run));
    if (*text == '\0')
      break;
    bool nul = *text == '\xC0' && text[1] == '\x80'; /* U+0000, see json.h */
    escape(out, nul ? 0 : (unsigned char)*text);
    text += nul;
    run = text + 1;
  }
  g_string_append_c(out, '"');
}

static bool has_just_begun(const GString *out) {
  char last = out->len > 0 ? out->str[out->len - 1] : '[';
  return last == '{' || last == '[';
}

void zz_encode_separator(GString *out) {
  if (!has_just_begun(out))
    g_string_append_c(out, ',');
}

void zz_encode_name(GString *out, const char *name) {
  size_t length = strlen(name);
  bool first = has_just_begun(out);
  char *at = open_room(out, length + 4);
  if (!first)
    *at++ = ',';
  *at++ = '"';
  at = copy(at, name, length);
  *at++ = '"';
  *at++ = ':';
  close_at(out, at);
}

void zz_encode_text(GString *out, const char *name, const char *text) {
  zz_encode_name(out, name);
  zz_encode_string(out, text);
}

static void encode_array(GString *out, const ZzField *item, const char *elements, size_t n) {
  bool objects = item->kind == ZZ_OBJECT;
  size_t size = objects ? item->table->size : zz_slot_size(item);
  g_string_append_c(out, '[');
  for (size_t i = 0; i < n; i++) {
    zz_encode_separator(out);
    if (objects)
      zz_encode_object(out, item->table, elements + i * size);
    else
      zz_encode_value(out, item, elements + i * size, 0);
  }
  g_string_append_c(out, ']');
}

static void encode_years(GString *out, const ZzYearAmount *years, size_t n) {
  char year[ZZ_NUMBER_SIZE], fen[ZZ_NUMBER_SIZE];
  g_string_append_c(out, '{');
  for (size_t i = 0; i < n; i++) {
    zz_integer_write(years[i].year, year);
    zz_fen_write(years[i].fen, fen);
    zz_encode_text(out, year, fen);
  }
  g_string_append_c(out, '}');
}

static void append_quoted(GString *out, const char *text, size_t length) {
  char *at = open_room(out, length + 2);
  *at++ = '"';
  at = copy(at, text, length);
  *at++ = '"';
  close_at(out, at);
}

static void encode_number(GString *out, const ZzField *field, const void *slot) {
  char text[ZZ_NUMBER_SIZE];
  switch (field->kind) {
  case ZZ_DECIMAL:
    append_quoted(out, text, zz_decimal_write(*(const int64_t *)slot, text));
    break;
  case ZZ_WIDE:
    append_quoted(out, text, zz_wide_write(*(const ZzgovWideDecimal *)slot, text));
    break;
  case ZZ_MONEY:
    append_quoted(out, text, zz_fen_write(*(const int64_t *)slot, text));
    break;
  case ZZ_DATE:
    append_quoted(out, text, zz_date_write(*(const int32_t *)slot, text));
    break;
  case ZZ_MONTH:
    append_quoted(out, text, zz_month_write(*(const int32_t *)slot, text));
    break;
  default:
    put(out, text, zz_integer_write(*(const int64_t *)slot, text));
  }
}

/* A list that is always there may have nowhere to point while it is empty. */
static bool is_empty_list(const ZzField *field, const void *slot) {
  return field->kind == ZZ_ARRAY && field->flags & ZZ_REQUIRED && zz_slot_is_absent(field, slot);
}

void zz_encode_value(GString *out, const ZzField *field, const void *slot, size_t count) {
  if (zz_slot_is_absent(field, slot)) {
    g_string_append(out, is_empty_list(field, slot) ? "[]" : "null");
    return;
  }
  switch (field->kind) {
  case ZZ_STRING:
    zz_encode_string(out, *(const char *const *)slot);
    break;
  case ZZ_WORD:
    zz_encode_string(out, zz_word(field, *(const int *)slot));
    break;
  case ZZ_BOOL:
    g_string_append(out, *(const bool *)slot ? "true" : "false");
    break;
  case ZZ_TRUTH:
    g_string_append(out, *(const int *)slot == ZZGOV_YES ? "true" : "false");
    break;
  case ZZ_YEARS:
    encode_years(out, *(const ZzYearAmount *const *)slot, count);
    break;
  case ZZ_OBJECT:
    zz_encode_object(out, field->table, *(const void *const *)slot);
    break;
  case ZZ_ARRAY:
    encode_array(out, field->item, *(const char *const *)slot, count);
    break;
  default:
    encode_number(out, field, slot);
  }
}

void zz_encode_object(GString *out, const ZzTable *table, const void *source) {
  g_string_append_c(out, '{');
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    const void *slot = (const char *)source + field->offset;
    if (zz_slot_is_absent(field, slot) && !(field->flags & ZZ_NULLABLE) &&
        !is_empty_list(field, slot))
      continue;
    zz_encode_name(out, field->name);
    zz_encode_value(out, field, slot, zz_has_count(field) ? zz_count(field, source) : 0);
  }
  g_string_append_c(out, '}');
}

void zz_encode_key(GString *out, const char *name) {
  zz_encode_separator(out);
  zz_encode_string(out, name);
  g_string_append_c(out, ':');
}

static void encode_children(GString *out, const cJSON *node, bool named) {
  const cJSON *child;
  cJSON_ArrayForEach(child, node) {
    if (named)
      zz_encode_key(out, child->string);
    else
      zz_encode_separator(out);
    zz_encode_node(out, child);
  }
}

void zz_encode_node(GString *out, const cJSON *node) {
  bool object = zz_node_kind(node) == ZZ_NODE_OBJECT;
  switch (zz_node_kind(node)) {
  case ZZ_NODE_NULL:
    g_string_append(out, "null");
    break;
  case ZZ_NODE_BOOL:
    g_string_append(out, cJSON_IsTrue(node) ? "true" : "false");
    break;
  case ZZ_NODE_NUMBER:
    g_string_append(out, zz_node_text(node));
    break;
  case ZZ_NODE_STRING:
    zz_encode_string(out, zz_node_text(node));
    break;
  default:
    g_string_append_c(out, object ? '{' : '[');
    encode_children(out, node, object);
    g_string_append_c(out, object ? '}' : ']');
  }
}
