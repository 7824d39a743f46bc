/* Columns as bytes: 8, 4 or 1 for each value, in the order of the machine. */
#include "core.h"

#include <limits.h>
#include <string.h>

#define BUFFER "zzgov.buffer"

typedef enum { DOUBLE, INT64, UINT32, UINT8 } Format;
static const char *const format_names[] = {"double", "int64", "uint32", "uint8", NULL};
static const size_t format_sizes[] = {sizeof(double), sizeof(int64_t), sizeof(uint32_t), 1};

void *zz_lua_new_buffer(lua_State *L, size_t size) {
  void *bytes = lua_newuserdata(L, size);
  luaL_newmetatable(L, BUFFER);
  lua_setmetatable(L, -2);
  memset(bytes, 0, size);
  return bytes;
}

void *zz_lua_to_buffer(lua_State *L, int index, size_t *size) {
  if (!lua_getmetatable(L, index))
    return NULL;
  luaL_getmetatable(L, BUFFER);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  *size = lua_rawlen(L, index);
  return same ? lua_touserdata(L, index) : NULL;
}

static int fail(lua_State *L, const char *name, size_t row, int value, const char *what) {
  char path[1100];
  g_snprintf(path, sizeof path, "/%s/%" G_GSIZE_FORMAT, name, row);
  lua_pushstring(L, path);
  if (lua_type(L, value) == LUA_TNUMBER)
    lua_pushvalue(L, value);
  else
    lua_pushstring(L, luaL_typename(L, value));
  return zz_lua_fault(L, "invalid-type", what);
}

/* Whether the value on the top of the stack fits; if so it is written. */
static bool put(lua_State *L, Format format, void *bytes, size_t row) {
  int64_t whole;
  if (format == DOUBLE) {
    ((double *)bytes)[row] = lua_tonumber(L, -1);
    return lua_type(L, -1) == LUA_TNUMBER;
  }
  if (!zz_lua_to_int64(L, -1, &whole))
    return false;
  if (format == INT64)
    ((int64_t *)bytes)[row] = whole;
  else if (format == UINT32)
    ((uint32_t *)bytes)[row] = (uint32_t)whole;
  else
    ((uint8_t *)bytes)[row] = (uint8_t)whole;
  return format == INT64 || (whole >= 0 && whole <= (format == UINT32 ? UINT32_MAX : UINT8_MAX));
}

static void push(lua_State *L, Format format, const char *bytes, size_t row) {
  double number;
  int64_t whole = 0;
  uint32_t word;
  switch (format) {
  case DOUBLE:
    memcpy(&number, bytes + row * sizeof number, sizeof number);
    lua_pushnumber(L, number);
    return;
  case INT64:
    memcpy(&whole, bytes + row * sizeof whole, sizeof whole);
    break;
  case UINT32:
    memcpy(&word, bytes + row * sizeof word, sizeof word);
    whole = word;
    break;
  case UINT8:
    whole = (unsigned char)bytes[row];
  }
  zz_lua_push_int64(L, whole);
}

/* Lua's own length may stop at any nil, and rows would be lost. */
static size_t highest_index(lua_State *L, int table) {
  double highest = 0;
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
    if (lua_type(L, -2) == LUA_TNUMBER)
      highest = MAX(highest, lua_tonumber(L, -2));
  return highest < INT_MAX ? (size_t)highest : INT_MAX;
}

/* pack(format, values, name): a buffer and the number of values; `name` is that of the column, for
 * the path of a fault. */
int zz_lua_pack(lua_State *L) {
  static const char *const wants[] = {"not-a-number", "not-an-integer", "not-a-uint32",
                                      "not-a-uint8"};
  Format format = (Format)luaL_checkoption(L, 1, NULL, format_names);
  luaL_checktype(L, 2, LUA_TTABLE);
  const char *name = luaL_checkstring(L, 3);
  size_t n = highest_index(L, 2), border = lua_rawlen(L, 2);
  if (n > 2 * border + 1000) { /* no room is made for what stands far behind a gap */
    lua_pushnil(L);
    fail(L, name, border, lua_gettop(L), wants[format]);
  }
  void *bytes = zz_lua_new_buffer(L, n * format_sizes[format]);
  for (size_t row = 0; row < n; row++) {
    lua_rawgeti(L, 2, (int)row + 1);
    if (!put(L, format, bytes, row))
      fail(L, name, row, lua_gettop(L), wants[format]);
    lua_pop(L, 1);
  }
  lua_pushinteger(L, (lua_Integer)n);
  return 2;
}

/* unpack(format, bytes): the values of a buffer or a string as a table. */
int zz_lua_unpack(lua_State *L) {
  Format format = (Format)luaL_checkoption(L, 1, NULL, format_names);
  size_t size = 0;
  const char *bytes = zz_lua_to_buffer(L, 2, &size);
  if (!bytes)
    bytes = zz_lua_check_text(L, 2, &size);
  size_t n = size / format_sizes[format];
  lua_createtable(L, (int)MIN(n, INT_MAX), 0);
  for (size_t row = 0; row < n; row++) {
    push(L, format, bytes, row);
    lua_rawseti(L, -2, (int)row + 1);
  }
  return 1;
}

/* buffer(size): zeros. */
int zz_lua_buffer(lua_State *L) {
  zz_lua_new_buffer(L, zz_lua_check_count(L, 1, G_MAXSSIZE));
  return 1;
}

/* bytes(buffer): the same as a string. */
int zz_lua_bytes(lua_State *L) {
  size_t size = 0;
  const char *bytes = zz_lua_to_buffer(L, 1, &size);
  luaL_argcheck(L, bytes, 1, "buffer expected");
  lua_pushlstring(L, bytes, size);
  return 1;
}
