/* Tables of a script as the JSON of the contract. Tables are read as they lie, without metamethods,
 * so no code of the script runs; members go in the order of their names, so that of several faults
 * it is always the same that is told. */
#include "core.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 64, FEW = 32 };
enum {
  VALUE = 1,
  ARRAYS,
  BUFFER
}; /* on the stack: what to write, which names are arrays, memory */

/* Where a value stands: in a member or at an index of the place above. */
typedef struct Place {
  const struct Place *up; /* NULL: the root */
  const char *name;       /* NULL: an element */
  size_t length;
  size_t index; /* of an element, from 0 */
  int depth;
} Place;

/* The text so far, in memory that Lua collects. */
typedef struct {
  lua_State *L;
  char *text;
  size_t length, size;
} Writer;

/* --- faults ------------------------------------------------------------------------------------
 */

static void add_escaped(luaL_Buffer *path, const char *name, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (name[i] == '~' || name[i] == '/')
      luaL_addstring(path, name[i] == '~' ? "~0" : "~1");
    else
      luaL_addchar(path, name[i]);
}

static void add_path(luaL_Buffer *path, const Place *place) {
  char digits[24];
  if (!place->up)
    return;
  add_path(path, place->up);
  luaL_addchar(path, '/');
  if (place->name) {
    add_escaped(path, place->name, place->length);
  } else {
    g_snprintf(digits, sizeof digits, "%" G_GSIZE_FORMAT, place->index);
    luaL_addstring(path, digits);
  }
}

static void push_path(lua_State *L, const Place *place) {
  luaL_Buffer path;
  luaL_buffinit(L, &path);
  add_path(&path, place);
  luaL_pushresult(&path);
}

static void fail(const Writer *writer, const Place *place, const char *code, const char *what,
                 const char *found) {
  push_path(writer->L, place);
  lua_pushstring(writer->L, found);
  zz_lua_fault(writer->L, code, what);
}

/* The contract gives text that is not UTF-8 no path; the message has it. */
static void fail_utf8(const Writer *writer, const Place *place) {
  lua_pushliteral(writer->L, "");
  push_path(writer->L, place);
  zz_lua_fault(writer->L, "invalid-json", "not-utf8");
}

/* --- text --------------------------------------------------------------------------------------
 */

static void append(Writer *writer, const char *bytes, size_t n) {
  if (n > writer->size - writer->length) {
    if (n > ZZGOV_MAX_REQUEST_BYTES || writer->length > ZZGOV_MAX_REQUEST_BYTES)
      fail(writer, &(Place){0}, "limit-exceeded", "too-long", NULL);
    size_t size = 2 * writer->size + n;
    char *text = lua_newuserdata(writer->L, size);
    memcpy(text, writer->text, writer->length);
    lua_replace(writer->L, BUFFER);
    writer->text = text;
    writer->size = size;
  }
  memcpy(writer->text + writer->length, bytes, n);
  writer->length += n;
}

static void append_text(Writer *writer, const char *text) { append(writer, text, strlen(text)); }

static bool is_plain(char c) { return (unsigned char)c >= ' ' && c != '"' && c != '\\'; }

static bool is_utf8(const char *text, size_t length) {
  for (const char *end = text + length; text < end; text++) { /* GLib takes no NUL for text */
    size_t n = strnlen(text, (size_t)(end - text));
    if (!g_utf8_validate(text, (gssize)n, NULL))
      return false;
    text += n;
  }
  return true;
}

static void write_string(Writer *writer, const Place *place, const char *text, size_t length) {
  if (!is_utf8(text, length))
    fail_utf8(writer, place);
  append(writer, "\"", 1);
  for (size_t i = 0, n; i < length; i += n) {
    for (n = 0; i + n < length && is_plain(text[i + n]);)
      n++;
    append(writer, text + i, n);
    if (i + n < length) {
      char escape[8];
      g_snprintf(escape, sizeof escape, "\\u%04x", (unsigned char)text[i + n++]);
      append(writer, escape, 6);
    }
  }
  append(writer, "\"", 1);
}

/* --- numbers -----------------------------------------------------------------------------------
 */

static bool is_money(const Place *place) {
  static const char ending[] = "_yuan";
  const size_t n = sizeof ending - 1;
  return place->name && place->length > n &&
         memcmp(place->name + place->length - n, ending, n) == 0;
}

static void write_float(Writer *writer, const Place *place, double value) {
  char text[ZZ_LUA_FLOAT_SIZE];
  if (!isfinite(value))
    fail(writer, place, "invalid-value", "not-finite", isnan(value) ? "NaN" : "±∞");
  zz_lua_write_float(value, text);
  if (floor(value) == value && !zz_lua_is_whole(value))
    fail(writer, place, "invalid-value", "inexact", text);
  if (is_money(place) && !zz_lua_is_whole(value))
    fail(writer, place, "invalid-type", "float-money", text);
  append_text(writer, text);
}

static void write_number(Writer *writer, const Place *place, int index) {
  char text[24];
  int64_t whole;
  if (zz_lua_to_int64(writer->L, index, &whole)) {
    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, whole);
    append_text(writer, text);
  } else if (lua_type(writer->L, index) == LUA_TNUMBER) {
    write_float(writer, place, lua_tonumber(writer->L, index));
  } else {
    fail(writer, place, "invalid-type", "no-value", luaL_typename(writer->L, index));
  }
}

/* --- tables ------------------------------------------------------------------------------------
 */

static void write_value(Writer *writer, const Place *place, int index);

typedef struct {
  size_t n_names, n_indices;
  double highest;
} Keys;

static Keys count_keys(const Writer *writer, const Place *place, int index) {
  lua_State *L = writer->L;
  Keys keys = {0};
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    double number = lua_type(L, -2) == LUA_TNUMBER ? lua_tonumber(L, -2) : 0;
    if (lua_type(L, -2) == LUA_TSTRING)
      keys.n_names++;
    else if (number >= 1 && zz_lua_is_whole(number))
      keys.n_indices++;
    else
      fail(writer, place, "invalid-type", "bad-key", luaL_typename(L, -2));
    keys.highest = MAX(keys.highest, number);
  }
  if (keys.n_names > 0 && keys.n_indices > 0)
    fail(writer, place, "invalid-type", "mixed-keys", NULL);
  if (keys.highest > (double)keys.n_indices)
    fail(writer, place, "invalid-type", "gap-in-array", NULL);
  return keys;
}

static void write_array(Writer *writer, const Place *place, int index, size_t n) {
  append(writer, "[", 1);
  for (size_t i = 0; i < n; i++) {
    if (i > 0)
      append(writer, ",", 1);
    lua_rawgeti(writer->L, index, (int)i + 1);
    write_value(writer, &(Place){place, NULL, 0, i, place->depth + 1}, lua_gettop(writer->L));
    lua_pop(writer->L, 1);
  }
  append(writer, "]", 1);
}

typedef struct {
  const char *text;
  size_t length;
} Name;

static int compare_names(const void *a, const void *b) {
  const Name *left = a, *right = b;
  int order = memcmp(left->text, right->text, MIN(left->length, right->length));
  return order ? order : (left->length > right->length) - (left->length < right->length);
}

/* The keys stay in their table, so Lua keeps their bytes. */
static void collect_names(lua_State *L, int index, Name *names, size_t n) {
  lua_pushnil(L);
  for (size_t i = 0; i < n && lua_next(L, index); i++) {
    names[i].text = lua_tolstring(L, -2, &names[i].length);
    lua_pop(L, 1);
  }
  lua_pop(L, 1); /* the last key */
  qsort(names, n, sizeof *names, compare_names);
}

static void write_object(Writer *writer, const Place *place, int index, size_t n) {
  lua_State *L = writer->L;
  Name few[FEW];
  Name *names = n <= FEW ? few : lua_newuserdata(L, n * sizeof *names);
  collect_names(L, index, names, n);
  append(writer, "{", 1);
  for (size_t i = 0; i < n; i++) {
    if (i > 0)
      append(writer, ",", 1);
    write_string(writer, place, names[i].text, names[i].length);
    append(writer, ":", 1);
    lua_pushlstring(L, names[i].text, names[i].length);
    lua_rawget(L, index);
    write_value(writer, &(Place){place, names[i].text, names[i].length, 0, place->depth + 1},
                lua_gettop(L));
    lua_pop(L, 1);
  }
  append(writer, "}", 1);
  if (names != few)
    lua_pop(L, 1);
}

/* Nothing in it tells whether {} is an array: its mark does, or its name. */
static bool is_array(lua_State *L, const Place *place, int index) {
  if (lua_getmetatable(L, index)) {
    luaL_getmetatable(L, ZZ_LUA_ARRAY_CLASS);
    bool marked = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    if (marked)
      return true;
  }
  if (!place->name)
    return false;
  lua_pushlstring(L, place->name, place->length);
  lua_rawget(L, ARRAYS);
  bool named = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return named;
}

static void write_table(Writer *writer, const Place *place, int index) {
  if (place->depth > MAX_DEPTH)
    fail(writer, place, "limit-exceeded", "too-deep", NULL);
  luaL_checkstack(writer->L, 12, "nested tables");
  Keys keys = count_keys(writer, place, index);
  if (keys.n_names > 0)
    write_object(writer, place, index, keys.n_names);
  else if (keys.n_indices > 0)
    write_array(writer, place, index, keys.n_indices);
  else
    append(writer, is_array(writer->L, place, index) ? "[]" : "{}", 2);
}

static void write_value(Writer *writer, const Place *place, int index) {
  lua_State *L = writer->L;
  size_t length;
  const char *text;
  switch (lua_type(L, index)) {
  case LUA_TBOOLEAN:
    append_text(writer, lua_toboolean(L, index) ? "true" : "false");
    break;
  case LUA_TSTRING:
    text = lua_tolstring(L, index, &length);
    write_string(writer, place, text, length);
    break;
  case LUA_TTABLE:
    write_table(writer, place, index);
    break;
  case LUA_TLIGHTUSERDATA:
    if (lua_touserdata(L, index))
      fail(writer, place, "invalid-type", "no-value", "userdata");
    append_text(writer, "null");
    break;
  default:
    write_number(writer, place, index);
  }
}

/* encode(value, arrays): its JSON; an empty table is an array where arrays[name] is true. */
int zz_lua_encode(lua_State *L) {
  luaL_checktype(L, ARRAYS, LUA_TTABLE);
  lua_settop(L, ARRAYS);
  Writer writer = {L, NULL, 0, 1024};
  writer.text = lua_newuserdata(L, writer.size);
  write_value(&writer, &(Place){.depth = 1}, VALUE);
  lua_pushlstring(L, writer.text, writer.length);
  return 1;
}
