/* The JSON that the library wrote, as tables. It is known to be JSON; what is not is a fault of
 * ours, which is raised rather than trusted. */
#include "core.h"

#include <string.h>

typedef struct {
  lua_State *L;
  const char *at; /* ends in NUL */
  int null;       /* on the stack: what stands for null */
} Reader;

static void read_value(Reader *reader);

static int fail(const Reader *reader) {
  return luaL_error(reader->L, "zzgov: no JSON at \"%.20s\"", reader->at);
}

static bool skip(Reader *reader, char c) {
  reader->at += strspn(reader->at, " \t\r\n");
  if (*reader->at != c)
    return false;
  reader->at++;
  return true;
}

static void expect(Reader *reader, char c) {
  if (!skip(reader, c))
    fail(reader);
}

/* --- strings -----------------------------------------------------------------------------------
 */

static gunichar read_hex(Reader *reader) {
  gunichar value = 0;
  for (int i = 0; i < 4; i++) {
    if (!g_ascii_isxdigit(*reader->at))
      fail(reader);
    value = value * 16 + (gunichar)g_ascii_xdigit_value(*reader->at++);
  }
  return value;
}

static gunichar read_point(Reader *reader) {
  gunichar high = read_hex(reader);
  if (high < 0xD800 || high > 0xDBFF)
    return high;
  if (strncmp(reader->at, "\\u", 2) != 0)
    fail(reader);
  reader->at += 2;
  return 0x10000 + ((high - 0xD800) << 10) + (read_hex(reader) - 0xDC00);
}

static void add_escape(Reader *reader, luaL_Buffer *buffer) {
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter = strchr(letters, *reader->at);
  char bytes[6];
  if (*reader->at && letter) {
    reader->at++;
    luaL_addchar(buffer, meanings[letter - letters]);
  } else if (*reader->at++ == 'u') {
    int n = g_unichar_to_utf8(read_point(reader), bytes);
    luaL_addlstring(buffer, bytes, (size_t)n);
  } else {
    fail(reader);
  }
}

static void read_string(Reader *reader) {
  expect(reader, '"');
  size_t n = strcspn(reader->at, "\"\\");
  if (reader->at[n] == '"') {
    lua_pushlstring(reader->L, reader->at, n);
    reader->at += n + 1;
    return;
  }
  luaL_Buffer buffer;
  luaL_buffinit(reader->L, &buffer);
  for (;; n = strcspn(reader->at, "\"\\")) {
    luaL_addlstring(&buffer, reader->at, n);
    reader->at += n;
    if (*reader->at != '\\')
      break;
    reader->at++;
    add_escape(reader, &buffer);
  }
  luaL_pushresult(&buffer);
  expect(reader, '"');
}

/* --- the rest ----------------------------------------------------------------------------------
 */

static void read_number(Reader *reader) {
  size_t n = strspn(reader->at, "-+.0123456789eE");
  char *end;
  if (n == 0)
    fail(reader);
  if (strcspn(reader->at, ".eE") < n)
    lua_pushnumber(reader->L, g_ascii_strtod(reader->at, &end));
  else
    zz_lua_push_int64(reader->L, g_ascii_strtoll(reader->at, &end, 10));
  reader->at += n;
}

static void read_array(Reader *reader) {
  lua_State *L = reader->L;
  lua_newtable(L);
  expect(reader, '[');
  if (skip(reader, ']')) {
    luaL_getmetatable(L, ZZ_LUA_ARRAY_CLASS);
    lua_setmetatable(L, -2);
    return;
  }
  for (int i = 1; i == 1 || skip(reader, ','); i++) {
    read_value(reader);
    lua_rawseti(L, -2, i);
  }
  expect(reader, ']');
}

static void read_object(Reader *reader) {
  lua_newtable(reader->L);
  expect(reader, '{');
  if (skip(reader, '}'))
    return;
  do {
    read_string(reader);
    expect(reader, ':');
    read_value(reader);
    lua_rawset(reader->L, -3);
  } while (skip(reader, ','));
  expect(reader, '}');
}

static bool read_word(Reader *reader, const char *word) {
  size_t n = strlen(word);
  if (strncmp(reader->at, word, n) != 0)
    return false;
  reader->at += n;
  return true;
}

static void read_value(Reader *reader) {
  lua_State *L = reader->L;
  luaL_checkstack(L, 8, "nested JSON");
  reader->at += strspn(reader->at, " \t\r\n");
  if (*reader->at == '"')
    read_string(reader);
  else if (*reader->at == '{')
    read_object(reader);
  else if (*reader->at == '[')
    read_array(reader);
  else if (read_word(reader, "null"))
    lua_pushvalue(L, reader->null);
  else if (read_word(reader, "true"))
    lua_pushboolean(L, true);
  else if (read_word(reader, "false"))
    lua_pushboolean(L, false);
  else
    read_number(reader);
}

/* decode(text, null): its value, with `null` in place of null; nil leaves such members out. */
int zz_lua_decode(lua_State *L) {
  Reader reader = {L, zz_lua_check_name(L, 1), 2};
  lua_settop(L, 2);
  read_value(&reader);
  return 1;
}
