/* Numbers that cross without losing a digit. */
#include "core.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"

static const double TWO_53 = 9007199254740992.0;

bool zz_lua_is_whole(double value) {
  return value > -TWO_53 && value < TWO_53 && floor(value) == value;
}

/* Digits as Lua and C write them, and behind them `ending`. */
static bool parse(const char *text, const char *ending, int64_t *value) {
  const char *digits = text + (*text == '-');
  size_t n = strspn(digits, DIGITS);
  if (n == 0 || (n > 1 && *digits == '0') || strcmp(digits + n, ending) != 0)
    return false;
  errno = 0;
  *value = g_ascii_strtoll(text, NULL, 10);
  return errno == 0;
}

/* LuaJIT writes its int64_t as 5LL and its uint64_t as 5ULL. */
static bool parse_cdata(lua_State *L, int index, int64_t *value) {
  if (!luaL_callmeta(L, index, "__tostring"))
    return false;
  const char *text = lua_tostring(L, -1);
  bool good = text && (parse(text, "LL", value) || parse(text, "ULL", value));
  lua_pop(L, 1);
  return good;
}

bool zz_lua_to_int64(lua_State *L, int index, int64_t *value) {
  int type = lua_type(L, index);
  if (type == LUA_TSTRING) {
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    return strlen(text) == length && parse(text, "", value);
  }
  if (type == ZZ_LUA_TCDATA)
    return parse_cdata(L, index, value);
  if (type != LUA_TNUMBER)
    return false;
#if LUA_VERSION_NUM >= 503
  if (lua_isinteger(L, index)) {
    *value = lua_tointeger(L, index);
    return true;
  }
#endif
  double number = lua_tonumber(L, index);
  if (!zz_lua_is_whole(number))
    return false;
  *value = (int64_t)number;
  return true;
}

void zz_lua_push_int64(lua_State *L, int64_t value) {
#if LUA_VERSION_NUM >= 503
  lua_pushinteger(L, value);
#else
  char text[24];
  if (zz_lua_is_whole((double)value) && (int64_t)(double)value == value) {
    lua_pushnumber(L, (double)value);
    return;
  }
  g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, value);
  lua_pushstring(L, text);
#endif
}

void zz_lua_push_date(lua_State *L, ZzgovDate date) {
  char text[16];
  int year, month, day;
  if (date == ZZGOV_DATE_ABSENT) {
    lua_pushnil(L);
    return;
  }
  zzgov_date_to_ymd(date, &year, &month, &day);
  g_snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  lua_pushstring(L, text);
}

/* The fewest digits that are read as this number, as d.ddde±xx: below 16 digits none but the right
 * ones come back. */
static void write_shortest(double value, char text[32]) {
  for (int digits = 14; digits <= 16; digits++) {
    char format[8];
    g_snprintf(format, sizeof format, "%%.%de", digits);
    g_ascii_formatd(text, 32, format, value);
    if (g_ascii_strtod(text, NULL) == value)
      return;
  }
}

void zz_lua_write_float(double value, char text[ZZ_LUA_FLOAT_SIZE]) {
  char shortest[32], digits[32], *at = text;
  write_shortest(fabs(value), shortest);
  int n = 0, point = atoi(strchr(shortest, 'e') + 1) + 1; /* before the digit of this index */
  for (const char *from = shortest; *from != 'e'; from++)
    if (*from != '.')
      digits[n++] = *from;
  while (n > 1 && digits[n - 1] == '0')
    n--;
  if (signbit(value))
    *at++ = '-';
  for (int i = MIN(point - 1, 0); i < MAX(point, n); i++) {
    if (i == point)
      *at++ = '.';
    *at++ = i >= 0 && i < n ? digits[i] : '0';
  }
  *at = '\0';
}

/* --- money -------------------------------------------------------------------------------------
 */

static bool append(int64_t *value, const char *digits, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (__builtin_mul_overflow(*value, 10, value) ||
        __builtin_add_overflow(*value, digits[i] - '0', value))
      return false;
  return true;
}

/* Yuan with at most two digits after the point as fen, up to ±(2^63 - 1). */
static bool parse_yuan(const char *text, int64_t *fen) {
  const char *whole = text + (*text == '-');
  size_t n = strspn(whole, DIGITS);
  const char *fraction = whole + n + (whole[n] == '.');
  size_t m = strspn(fraction, DIGITS);
  int64_t sum = 0;
  if (n == 0 || (n > 1 && *whole == '0') || (whole[n] == '.') != (m > 0) || m > 2 || fraction[m])
    return false;
  if (!append(&sum, whole, n) || !append(&sum, fraction, m) || !append(&sum, "00", 2 - m))
    return false;
  *fen = *text == '-' ? -sum : sum;
  return true;
}

/* The number of a script as the text that it would have to be. */
static const char *to_yuan(lua_State *L, int index, char text[ZZ_LUA_FLOAT_SIZE]) {
  int64_t whole;
  if (lua_type(L, index) == LUA_TSTRING)
    return zz_lua_check_name(L, index);
  if (zz_lua_to_int64(L, index, &whole)) {
    g_snprintf(text, ZZ_LUA_FLOAT_SIZE, "%" G_GINT64_FORMAT, whole);
    return text;
  }
  bool number = lua_type(L, index) == LUA_TNUMBER && isfinite(lua_tonumber(L, index));
  if (number)
    zz_lua_write_float(lua_tonumber(L, index), text);
  lua_pushliteral(L, "");
  lua_pushstring(L, number ? text : luaL_typename(L, index));
  zz_lua_fault(L, "invalid-type", number ? "float-money" : "not-yuan");
  return NULL;
}

int zz_lua_fen(lua_State *L) {
  char text[ZZ_LUA_FLOAT_SIZE];
  int64_t fen;
  lua_settop(L, 1);
  const char *yuan = to_yuan(L, 1, text);
  if (parse_yuan(yuan, &fen)) {
    zz_lua_push_int64(L, fen);
    return 1;
  }
  lua_pushliteral(L, "");
  lua_pushstring(L, yuan);
  return zz_lua_fault(L, "invalid-value", "bad-yuan");
}
