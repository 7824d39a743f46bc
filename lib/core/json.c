#include "json.h"

#include "error-private.h"
#include "scan.h"

#include <string.h>

enum { BYTE_ORDER_MARK = 3 };

/* How many bytes of a byte order mark the text begins with. */
static size_t count_mark(const char *text, size_t length) {
  static const char mark[] = "\xEF\xBB\xBF";
  size_t n = 0;
  while (n < BYTE_ORDER_MARK && n < length && text[n] == mark[n])
    n++;
  return n;
}

static bool skip_byte_order_mark(const char **text, size_t *length) {
  if (count_mark(*text, *length) < BYTE_ORDER_MARK)
    return false;
  *text += BYTE_ORDER_MARK;
  *length -= BYTE_ORDER_MARK;
  return true;
}

static void position(const char *text, size_t offset, size_t *line, size_t *column) {
  const char *end = text + offset, *start = text, *feed;
  *line = 1;
  while (start < end && (feed = memchr(start, '\n', (size_t)(end - start)))) {
    start = feed + 1;
    ++*line;
  }
  *column = (size_t)(end - start) + 1;
}

/* What stands at the offset, for the message. */
static ZzgovText describe(const char *text, size_t length, size_t offset, char buffer[16]) {
  if (offset >= length)
    return (ZzgovText){"end of text", "文本在此结束"};
  unsigned char byte = (unsigned char)text[offset];
  if (byte > 0x20 && byte < 0x7F)
    g_snprintf(buffer, 16, "'%c'", byte);
  else
    g_snprintf(buffer, 16, "byte 0x%02X", byte);
  return (ZzgovText){buffer, buffer};
}

static bool fail_scan(const ZzScan *scan, const char *text, size_t length, GError **error) {
  size_t line, column;
  char buffer[16];
  if (scan->fault == ZZ_SCAN_TOO_DEEP)
    return zz_fail_at(error, ZZGOV_ERROR_LIMIT_EXCEEDED, scan->pointer->str, 0, 0, ZZ_MSG_TOO_DEEP);
  if (scan->fault == ZZ_SCAN_DUPLICATE)
    return zz_fail_at(error, ZZGOV_ERROR_DUPLICATE_FIELD, scan->pointer->str, 0, 0,
                      ZZ_MSG_DUPLICATE, scan->name->str);
  position(text, scan->fault_at, &line, &column);
  ZzgovText found = describe(text, length, scan->fault_at, buffer);
  return zz_fail_at(error, ZZGOV_ERROR_INVALID_JSON, "", line, column, ZZ_MSG_NOT_JSON, found.en,
                    found.zh);
}

cJSON *zz_json_parse(const char *text, size_t length, GError **error) {
  bool marked = skip_byte_order_mark(&text, &length);
  if (length > ZZGOV_MAX_REQUEST_BYTES) {
    zz_fail(error, ZZGOV_ERROR_LIMIT_EXCEEDED, NULL, ZZ_MSG_TOO_LARGE);
    return NULL;
  }
  ZzScan scan;
  cJSON *root = NULL;
  if (!zz_scan(&scan, text, length, NULL)) {
    if (!marked && scan.fault_at == 0) /* the beginning of a mark could still become JSON */
      scan.fault_at = count_mark(text, length);
    fail_scan(&scan, text, length, error);
  } else if (!(root = cJSON_ParseWithLength(scan.out, scan.out_length))) {
    zz_fail(error, ZZGOV_ERROR_INTERNAL, NULL, ZZ_MSG_INTERNAL, "cJSON");
  }
  zz_scan_clear(&scan);
  return root;
}

bool zz_json_locate(const char *text, size_t length, const char *pointer, size_t *line,
                    size_t *column) {
  ZzScan scan;
  skip_byte_order_mark(&text, &length);
  zz_scan(&scan, text, length, pointer);
  bool found = scan.wanted_at != SIZE_MAX;
  if (found)
    position(text, scan.wanted_at, line, column);
  zz_scan_clear(&scan);
  return found;
}

ZzNodeKind zz_node_kind(const cJSON *node) {
  switch (node->type & 0xFF) {
  case cJSON_True:
  case cJSON_False:
    return ZZ_NODE_BOOL;
  case cJSON_Array:
    return ZZ_NODE_ARRAY;
  case cJSON_Object:
    return ZZ_NODE_OBJECT;
  case cJSON_String:
    return node->valuestring[0] == ZZ_MARK_NUMBER ? ZZ_NODE_NUMBER : ZZ_NODE_STRING;
  default:
    return ZZ_NODE_NULL;
  }
}

const char *zz_node_text(const cJSON *node) { return node->valuestring + 1; }

bool zz_text_has_nul(const char *text) { return strchr(text, '\xC0') != NULL; }

const cJSON *zz_node_member(const cJSON *object, const char *name) {
  const cJSON *child;
  cJSON_ArrayForEach(child, object) {
    if (child->string && strcmp(child->string, name) == 0)
      return child;
  }
  return NULL;
}
