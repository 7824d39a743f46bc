/* Opens the module: what SWIG has made, and the classes that both sides share. */
#include "core.h"

#include <pthread.h>

__attribute__((visibility("default"))) int luaopen_zzgov_core(lua_State *L);

/* SWIG's tables of types belong to the process and are filled by its first state: one at a time. */
static void run_swig(lua_State *L) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  lua_pushcfunction(L, zz_swig_init);
  pthread_mutex_lock(&lock);
  int status = lua_pcall(L, 0, 1, 0);
  pthread_mutex_unlock(&lock);
  if (status != 0)
    lua_error(L);
}

/* SWIG's module takes new members only past its metamethods. */
static void put(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  lua_insert(L, -2);
  lua_rawset(L, -3);
}

int luaopen_zzgov_core(lua_State *L) {
  run_swig(L);
  zz_lua_make_held(L);
  luaL_newmetatable(L, ZZ_LUA_ERROR_CLASS);
  put(L, "error_class");
  luaL_newmetatable(L, ZZ_LUA_ARRAY_CLASS);
  put(L, "array_class");
  lua_pushlightuserdata(L, NULL);
  put(L, "null");
  return 1;
}
