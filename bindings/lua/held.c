/* What C holds, and how its errors become Lua's. */
#include "core.h"

#include <string.h>

#define HELD "zzgov.held"

static int release(lua_State *L) {
  ZzLuaHeld *held = lua_touserdata(L, 1);
  g_free(held->text);
  g_clear_error(&held->error);
  zzgov_rulebook_unref(held->rulebook);
  zzgov_table_free(held->table);
  *held = (ZzLuaHeld){0};
  return 0;
}

/* Scripts see neither the metatable nor its __gc. */
void zz_lua_make_held(lua_State *L) {
  luaL_newmetatable(L, HELD);
  lua_pushcfunction(L, release);
  lua_setfield(L, -2, "__gc");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

ZzLuaHeld *zz_lua_hold(lua_State *L) {
  ZzLuaHeld *held = lua_newuserdata(L, sizeof *held);
  *held = (ZzLuaHeld){0};
  luaL_getmetatable(L, HELD);
  lua_setmetatable(L, -2);
  return held;
}

static const ZzLuaHeld *to_held(lua_State *L, int index) {
  const ZzLuaHeld *held = lua_touserdata(L, index);
  if (!held || !lua_getmetatable(L, index))
    return NULL;
  luaL_getmetatable(L, HELD);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same ? held : NULL;
}

/* --- errors ------------------------------------------------------------------------------------
 */

static void set_text(lua_State *L, const char *name, const char *text) {
  if (!text)
    return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

static void set_number(lua_State *L, const char *name, size_t number) {
  lua_pushinteger(L, (lua_Integer)number);
  lua_setfield(L, -2, name);
}

static int throw(lua_State * L) {
  luaL_getmetatable(L, ZZ_LUA_ERROR_CLASS);
  lua_setmetatable(L, -2);
  return lua_error(L);
}

int zz_lua_raise_at(lua_State *L, ZzLuaHeld *held, const char *path) {
  const GError *error = held->error;
  const char *code = error->domain == ZZGOV_ERROR ? zzgov_error_code_name(error->code) : "internal";
  size_t line, column;
  lua_createtable(L, 0, 6);
  set_text(L, "code", code);
  set_text(L, "path", path ? path : "");
  set_text(L, "message", error->message);
  set_text(L, "expected", zzgov_error_get_expected(error, ZZGOV_LANG_EN));
  if (zzgov_error_get_position(error, &line, &column)) {
    set_number(L, "line", line);
    set_number(L, "column", column);
  }
  if (held->failed)
    set_number(L, "request", held->failed);
  lua_createtable(L, 0, 2);
  set_text(L, "message", zzgov_error_get_message(error, ZZGOV_LANG_ZH));
  set_text(L, "expected", zzgov_error_get_expected(error, ZZGOV_LANG_ZH));
  lua_setfield(L, -2, "zh");
  g_clear_error(&held->error);
  return throw(L);
}

int zz_lua_raise(lua_State *L, ZzLuaHeld *held) {
  return zz_lua_raise_at(L, held, zzgov_error_get_path(held->error));
}

int zz_lua_fault(lua_State *L, const char *code, const char *what) {
  lua_createtable(L, 0, 6);
  lua_insert(L, -3);
  lua_setfield(L, -3, "found");
  lua_setfield(L, -2, "path");
  set_text(L, "code", code);
  set_text(L, "what", what);
  return throw(L);
}

/* The place of the first line of Lua from a level on, for C functions such as pcall have none. */
int zz_lua_where(lua_State *L) {
  lua_Debug frame;
  for (int level = (int)luaL_checkinteger(L, 1); lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline > 0) {
      lua_pushfstring(L, "%s:%d", frame.short_src, frame.currentline);
      return 1;
    }
  }
  return 0;
}

/* --- arguments ---------------------------------------------------------------------------------
 */

static int wrong(lua_State *L, int index, const char *what) {
  lua_pushliteral(L, "");
  lua_pushstring(L, luaL_typename(L, index));
  return zz_lua_fault(L, "invalid-argument", what);
}

const ZzgovRulebook *zz_lua_check_rulebook(lua_State *L, int index) {
  const ZzLuaHeld *held = to_held(L, index);
  if (!held || !held->rulebook)
    wrong(L, index, "not-a-rulebook");
  return held->rulebook;
}

const ZzgovTable *zz_lua_check_table(lua_State *L, int index) {
  const ZzLuaHeld *held = to_held(L, index);
  if (!held || !held->table)
    wrong(L, index, "not-a-sheet");
  return held->table;
}

const char *zz_lua_check_text(lua_State *L, int index, size_t *length) {
  if (lua_type(L, index) != LUA_TSTRING)
    wrong(L, index, "not-a-text");
  return lua_tolstring(L, index, length);
}

const char *zz_lua_check_name(lua_State *L, int index) {
  size_t length;
  const char *name = zz_lua_check_text(L, index, &length);
  if (strlen(name) != length)
    wrong(L, index, "nul-in-text");
  return name;
}

/* The texts of an array, NULL after the last; both belong to Lua, which keeps them in the array. */
const char **zz_lua_check_names(lua_State *L, int index, size_t *n) {
  if (!lua_istable(L, index))
    wrong(L, index, "not-an-array");
  *n = lua_rawlen(L, index);
  const char **names = lua_newuserdata(L, (*n + 1) * sizeof *names);
  for (size_t i = 0; i < *n; i++) {
    lua_rawgeti(L, index, (int)i + 1);
    names[i] = zz_lua_check_name(L, -1);
    lua_pop(L, 1);
  }
  names[*n] = NULL;
  return names;
}

int64_t zz_lua_check_int64(lua_State *L, int index) {
  int64_t value = 0;
  if (!zz_lua_to_int64(L, index, &value))
    wrong(L, index, "not-an-integer");
  return value;
}

size_t zz_lua_check_count(lua_State *L, int index, size_t most) {
  int64_t value = zz_lua_check_int64(L, index);
  if (value < 0 || (uint64_t)value > most)
    wrong(L, index, "no-such-index");
  return (size_t)value;
}

ZzgovDate zz_lua_check_date(lua_State *L, int index) {
  ZzLuaHeld *held = zz_lua_hold(L);
  ZzgovDate date = ZZGOV_DATE_ABSENT;
  if (!zzgov_date_parse(zz_lua_check_name(L, index), &date, &held->error))
    zz_lua_raise(L, held);
  lua_pop(L, 1);
  return date;
}
