#include "sheet.h"

#include "error-private.h"

#include <string.h>

static bool begins_with(const char *bytes, size_t length, const char *mark, size_t n) {
  return length >= n && memcmp(bytes, mark, n) == 0;
}

/* XLSX is a ZIP archive, XLS an OLE document. */
static bool is_workbook(const char *bytes, size_t length) {
  return begins_with(bytes, length, "PK\x03\x04", 4) ||
         begins_with(bytes, length, "\xD0\xCF\x11\xE0", 4);
}

/* A text with U+0000 is none: what stands behind it would be lost. */
static char *convert(const char *bytes, size_t length, const char *encoding) {
  gsize written = 0;
  char *text = g_convert(bytes, (gssize)length, "UTF-8", encoding, NULL, &written, NULL);
  if (text && strlen(text) != written)
    g_clear_pointer(&text, g_free);
  return text;
}

/* Three bytes that are a Chinese character in UTF-8; in GB18030 they are hardly ever text. */
static bool has_chinese(const char *text, const char *end) {
  for (; text < end; text = g_utf8_next_char(text))
    if (g_utf8_get_char(text) >= 0x4E00 && g_utf8_get_char(text) <= 0x9FFF)
      return true;
  return false;
}

static bool has_private(const char *text) {
  for (; *text; text = g_utf8_next_char(text))
    if (g_unichar_type(g_utf8_get_char(text)) == G_UNICODE_PRIVATE_USE)
      return true;
  return false;
}

static char *unreadable(GError **error) {
  zz_fail(error, ZZGOV_ERROR_UNREADABLE, NULL, ZZ_MSG_ENCODING);
  return NULL;
}

static char *broken_utf8(const char *bytes, const char *end, GError **error) {
  size_t line = 1;
  for (; bytes < end; bytes++)
    line += *bytes == '\n';
  g_autofree char *text = g_strdup_printf("%zu", line);
  zz_fail(error, ZZGOV_ERROR_UNREADABLE, NULL, ZZ_MSG_BROKEN_UTF8, text);
  return NULL;
}

/* GB18030 is what a Chinese Excel writes as "CSV"; other text of two bytes a character often comes
 * out of it with characters that nobody uses. */
static char *decode_gb18030(const char *bytes, size_t length, GError **error) {
  char *text = convert(bytes, length, "GB18030");
  if (text && has_private(text))
    g_clear_pointer(&text, g_free);
  return text ? text : unreadable(error);
}

static char *decode(const char *bytes, size_t length, GError **error) {
  bool little = begins_with(bytes, length, "\xFF\xFE", 2);
  const char *bad;
  if (little || begins_with(bytes, length, "\xFE\xFF", 2)) {
    char *text = convert(bytes + 2, length - 2, little ? "UTF-16LE" : "UTF-16BE");
    return text ? text : unreadable(error);
  }
  bool marked = begins_with(bytes, length, "\xEF\xBB\xBF", 3);
  bytes += marked ? 3 : 0;
  length -= marked ? 3 : 0;
  if (g_utf8_validate_len(bytes, length, &bad))
    return g_strndup(bytes, length);
  if (marked || has_chinese(bytes, bad))
    return broken_utf8(bytes, bad, error);
  return decode_gb18030(bytes, length, error);
}

char *zz_text_decode(const char *bytes, size_t length, GError **error) {
  if (!is_workbook(bytes, length))
    return decode(bytes, length, error);
  zz_fail(error, ZZGOV_ERROR_UNREADABLE, NULL, ZZ_MSG_WORKBOOK);
  return NULL;
}
