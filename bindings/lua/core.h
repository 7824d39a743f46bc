/* The C side of the module zzgov.core: values that cross exactly, errors that are tables, and
 * nothing lost when Lua jumps. Compiled once for each Lua. */
#ifndef ZZGOV_LUA_CORE_H
#define ZZGOV_LUA_CORE_H

#include <lauxlib.h>
#include <lua.h>
#include <zzgov.h>

#if LUA_VERSION_NUM < 502
#define lua_rawlen lua_objlen
#endif

/* LuaJIT's boxed C values, which its lua.h does not name; no other Lua has such a type. */
#define ZZ_LUA_TCDATA 10

/* What C has in hand while Lua may jump. Lua collects it, so a jump loses nothing. As a rulebook
 * or a table it is the object that scripts hold. */
typedef struct {
  char *text;
  GError *error;
  ZzgovRulebook *rulebook;
  ZzgovTable *table;
  size_t failed; /* the request that `error` is about, from 1; 0: none */
} ZzLuaHeld;

/* What SWIG has made of zzgov.i. */
int zz_swig_init(lua_State *L);

/* Metatables in the registry that the Lua files complete. */
#define ZZ_LUA_ERROR_CLASS "zzgov.error"
#define ZZ_LUA_ARRAY_CLASS "zzgov.array"

/* Makes the metatable of what C holds, once in a state. */
void zz_lua_make_held(lua_State *L);

/* Pushes a new, empty one. */
ZzLuaHeld *zz_lua_hold(lua_State *L);

/* Raises held->error as a table, with its own path or another one. */
int zz_lua_raise(lua_State *L, ZzLuaHeld *held);
int zz_lua_raise_at(lua_State *L, ZzLuaHeld *held, const char *path);

/* Raises a fault of the caller's: the path and what was found (or nil) are on the stack; `what` is
 * a key of words.lua. */
int zz_lua_fault(lua_State *L, const char *code, const char *what);

/* Arguments of the raw functions; another type than the one wanted is raised. */
const ZzgovRulebook *zz_lua_check_rulebook(lua_State *L, int index);
const ZzgovTable *zz_lua_check_table(lua_State *L, int index);
const char *zz_lua_check_text(lua_State *L, int index, size_t *length);
const char *zz_lua_check_name(lua_State *L, int index); /* no NUL in it */
const char **zz_lua_check_names(lua_State *L, int index, size_t *n);
int64_t zz_lua_check_int64(lua_State *L, int index);
size_t zz_lua_check_count(lua_State *L, int index, size_t most);
ZzgovDate zz_lua_check_date(lua_State *L, int index);

/* An int64 that a Lua value stands for exactly: an integer, a number below 2^53, digits, LuaJIT's
 * own int64_t. */
bool zz_lua_to_int64(lua_State *L, int index, int64_t *value);

/* An integer where Lua has them, else a number below 2^53 and digits beyond. */
void zz_lua_push_int64(lua_State *L, int64_t value);
void zz_lua_push_date(lua_State *L, ZzgovDate date);

/* A float as its shortest decimal without exponent. */
enum { ZZ_LUA_FLOAT_SIZE = 400 };
void zz_lua_write_float(double value, char text[ZZ_LUA_FLOAT_SIZE]);
bool zz_lua_is_whole(double value); /* without a fraction, and below 2^53: no digit is lost */

/* Memory that columns are packed into: Lua's, and known to be of that size. */
void *zz_lua_new_buffer(lua_State *L, size_t size);
void *zz_lua_to_buffer(lua_State *L, int index, size_t *size); /* NULL for anything else */

/* Functions of the module, called from the Lua files beside it. */
int zz_lua_where(lua_State *L);
int zz_lua_encode(lua_State *L);
int zz_lua_decode(lua_State *L);
int zz_lua_fen(lua_State *L);
int zz_lua_buffer(lua_State *L);
int zz_lua_pack(lua_State *L);
int zz_lua_unpack(lua_State *L);
int zz_lua_bytes(lua_State *L);
int zz_lua_eco_columns(lua_State *L);
int zz_lua_eco_panel(lua_State *L);

#endif
