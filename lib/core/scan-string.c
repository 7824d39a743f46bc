#include "scan.h"

/* Strings: UTF-8 and escapes byte by byte, so that the first impossible byte is the one reported.
 */

static bool is_continuation(int c) { return c >= 0x80 && c <= 0xBF; }

static void copy(ZzScan *scan) { zz_scan_put(scan, (char)scan->text[scan->at++]); }

/* One byte that must lie in low ... high. */
static bool copy_between(ZzScan *scan, int low, int high) {
  int c = zz_scan_peek(scan);
  if (c < low || c > high)
    return zz_scan_fail(scan);
  copy(scan);
  return true;
}

/* A character beyond ASCII: well-formed as in table 3-7 of the Unicode standard. */
static bool copy_multibyte(ZzScan *scan) {
  int lead = zz_scan_peek(scan);
  if (lead < 0xC2 || lead > 0xF4)
    return zz_scan_fail(scan);
  int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  copy(scan);
  if (!copy_between(scan, low, high))
    return false;
  for (int more = lead >= 0xF0 ? 2 : lead >= 0xE0 ? 1 : 0; more > 0; more--) {
    if (!is_continuation(zz_scan_peek(scan)))
      return zz_scan_fail(scan);
    copy(scan);
  }
  return true;
}

/* Four hexadecimal digits. Of a low surrogate, which must follow a high one, the first two digits
 * are bounded; a low surrogate by itself is at fault from its second digit on. */
static bool take_unit(ZzScan *scan, bool low_surrogate, unsigned *unit) {
  *unit = 0;
  for (int i = 0; i < 4; i++) {
    int c = zz_scan_peek(scan);
    int digit = c < 0 || c > 0x7F ? -1 : g_ascii_xdigit_value((char)c);
    bool bad = digit < 0 || (low_surrogate && i == 0 && digit != 0xD);
    if (i == 1 && *unit == 0xD)
      bad |= low_surrogate != (digit >= 0xC);
    if (bad)
      return zz_scan_fail(scan);
    *unit = *unit * 16 + (unsigned)digit;
    scan->at++;
  }
  return true;
}

static bool take_byte(ZzScan *scan, char byte) {
  if (zz_scan_peek(scan) != byte)
    return zz_scan_fail(scan);
  scan->at++;
  return true;
}

static void put_escape(ZzScan *scan, char letter) {
  zz_scan_put(scan, '\\');
  zz_scan_put(scan, letter);
}

static void put_control(ZzScan *scan, unsigned code) {
  static const char letters[] = "\0\0\0\0\0\0\0\0btn\0fr"; /* U+0008 ... U+000D */
  static const char hex[] = "0123456789abcdef";
  if (code < sizeof letters - 1 && letters[code]) {
    put_escape(scan, letters[code]);
    return;
  }
  put_escape(scan, 'u');
  zz_scan_put(scan, '0');
  zz_scan_put(scan, '0');
  zz_scan_put(scan, hex[code / 16]);
  zz_scan_put(scan, hex[code % 16]);
}

/* A character by its code point, in canonical form; U+0000 as C0 80. */
static void put_code_point(ZzScan *scan, unsigned code) {
  if (code == 0) {
    zz_scan_put(scan, '\xC0');
    zz_scan_put(scan, '\x80');
  } else if (code < 0x20) {
    put_control(scan, code);
  } else if (code == '"' || code == '\\') {
    put_escape(scan, (char)code);
  } else {
    scan->out_length += (size_t)g_unichar_to_utf8(code, scan->out + scan->out_length);
  }
}

static bool take_unicode(ZzScan *scan) {
  unsigned unit, low;
  if (!take_unit(scan, false, &unit))
    return false;
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    if (!take_byte(scan, '\\') || !take_byte(scan, 'u') || !take_unit(scan, true, &low))
      return false;
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  put_code_point(scan, unit);
  return true;
}

static bool take_escape(ZzScan *scan) {
  scan->at++;
  int c = zz_scan_peek(scan);
  switch (c) {
  case 'u':
    scan->at++;
    return take_unicode(scan);
  case '/':
    copy(scan);
    return true;
  case '"':
  case '\\':
  case 'b':
  case 'f':
  case 'n':
  case 'r':
  case 't':
    zz_scan_put(scan, '\\');
    copy(scan);
    return true;
  default:
    return zz_scan_fail(scan);
  }
}

bool zz_scan_string(ZzScan *scan, char mark) {
  copy(scan);
  if (mark)
    zz_scan_put(scan, mark);
  for (;;) {
    int c = zz_scan_peek(scan);
    if (c < 0x20)
      return zz_scan_fail(scan);
    if (c == '"') {
      copy(scan);
      return true;
    }
    if (c == '\\') {
      if (!take_escape(scan))
        return false;
    } else if (c < 0x80) {
      copy(scan);
    } else if (!copy_multibyte(scan)) {
      return false;
    }
  }
}
