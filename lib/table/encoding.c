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

/* GB18030 is what a Chinese Excel writes as "CSV"; text in it is hardly ever valid UTF-8. */
static char *decode(const char *bytes, size_t length) {
  if (begins_with(bytes, length, "\xFF\xFE", 2))
    return convert(bytes + 2, length - 2, "UTF-16LE");
  if (begins_with(bytes, length, "\xFE\xFF", 2))
    return convert(bytes + 2, length - 2, "UTF-16BE");
  if (begins_with(bytes, length, "\xEF\xBB\xBF", 3))
    return g_utf8_validate_len(bytes + 3, length - 3, NULL) ? g_strndup(bytes + 3, length - 3)
                                                            : NULL;
  if (g_utf8_validate_len(bytes, length, NULL))
    return g_strndup(bytes, length);
  return convert(bytes, length, "GB18030");
}

char *zz_text_decode(const char *bytes, size_t length, GError **error) {
  bool workbook = is_workbook(bytes, length);
  char *text = workbook ? NULL : decode(bytes, length);
  if (!text)
    zz_fail(error, ZZGOV_ERROR_UNREADABLE, NULL, workbook ? ZZ_MSG_WORKBOOK : ZZ_MSG_ENCODING);
  return text;
}
