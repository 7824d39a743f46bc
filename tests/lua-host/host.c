/* A program with a Lua of its own: settles a month, survives every error, wants memory at every
 * place, has several states at once, and closes cleanly.
 *
 *   host LUA_PATH LUA_CPATH READINGS.csv       in the directory of settle.lua and the others
 */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *lua_path, *lua_cpath;
static char *readings;
static const char total[] = "12801427.74"; /* of the sample month, as the command's page shows it */

#define CHECK(good, ...)                                                                           \
  do {                                                                                             \
    if (!(good)) {                                                                                 \
      fprintf(stderr, "host: " __VA_ARGS__);                                                       \
      fputc('\n', stderr);                                                                         \
      exit(1);                                                                                     \
    }                                                                                              \
  } while (0)

/* --- states ------------------------------------------------------------------------------------
 */

/* Memory that ends after so many allocations; -1: never. */
typedef struct {
  long left;
} Limit;

static void *allocate(void *data, void *block, size_t old_size, size_t size) {
  Limit *limit = data;
  if (size == 0) {
    free(block);
    return NULL;
  }
  if (limit->left >= 0 && (!block || size > old_size) && limit->left-- == 0) {
    limit->left = 0;
    return NULL;
  }
  return realloc(block, size);
}

static void set_path(lua_State *L, const char *name, const char *path) {
  lua_getglobal(L, "package");
  lua_pushstring(L, path);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

static lua_State *open_state(Limit *limit) {
  lua_State *L = limit ? lua_newstate(allocate, limit) : luaL_newstate();
  CHECK(L, "no state");
  luaL_openlibs(L);
  set_path(L, "path", lua_path);
  set_path(L, "cpath", lua_cpath);
  return L;
}

static void run_file(lua_State *L, const char *file, int n_results) {
  int failed = luaL_loadfile(L, file) || lua_pcall(L, 0, n_results, 0);
  CHECK(!failed, "%s: %s", file, lua_tostring(L, -1));
}

/* --- what is tried -----------------------------------------------------------------------------
 */

/* settle.lua gives a function of the readings. */
static void settle(lua_State *L) {
  run_file(L, "settle.lua", 1);
  lua_pushstring(L, readings);
  CHECK(lua_pcall(L, 1, 1, 0) == 0, "settle.lua: %s", lua_tostring(L, -1));
  const char *found = lua_tostring(L, -1);
  CHECK(found && strcmp(found, total) == 0, "%s is settled, not %s", found, total);
  lua_pop(L, 1);
}

/* errors.lua gives functions that must all fail, with a table. */
static int survive_errors(lua_State *L) {
  run_file(L, "errors.lua", 1);
  int n = 0, list = lua_gettop(L);
  for (;; n++) {
    lua_rawgeti(L, list, n + 1);
    if (lua_isnil(L, -1))
      break;
    CHECK(lua_pcall(L, 0, 0, 0) == LUA_ERRRUN, "call %d of errors.lua does not fail", n + 1);
    CHECK(lua_istable(L, -1), "call %d of errors.lua: %s", n + 1, lua_tostring(L, -1));
    lua_getfield(L, -1, "code");
    CHECK(lua_isstring(L, -1), "call %d of errors.lua has no code", n + 1);
    lua_settop(L, list);
  }
  lua_settop(L, list - 1);
  return n;
}

/* Calls the function at `index` until the memory suffices; how often it did not. */
static int starve(lua_State *L, Limit *limit, int index) {
  int top = lua_gettop(L);
  for (int n = 0;; n++) {
    lua_pushvalue(L, index);
    limit->left = n;
    int status = lua_pcall(L, 0, 0, 0);
    limit->left = -1;
    if (status == 0)
      return n;
    CHECK(status == LUA_ERRMEM || (lua_isstring(L, -1) && strstr(lua_tostring(L, -1), "memory")),
          "want of memory is told as %d, %s", status, lua_tostring(L, -1));
    lua_settop(L, top);
    CHECK(n < 100000, "memory never suffices");
  }
}

/* work.lua gives functions that work. LuaJIT may insist on its own allocator. */
static int want_memory(void) {
  Limit limit = {-1};
  lua_State *probe = lua_newstate(allocate, &limit);
  if (!probe)
    return 0;
  lua_close(probe);
  lua_State *L = open_state(&limit);
  run_file(L, "work.lua", 1);
  int n = 0, list = lua_gettop(L);
  for (int i = 1;; i++, lua_settop(L, list)) {
    lua_rawgeti(L, list, i);
    if (lua_isnil(L, -1))
      break;
    CHECK(lua_pcall(L, 0, 0, 0) == 0, "call %d of work.lua: %s", i, lua_tostring(L, -1));
    lua_rawgeti(L, list, i);
    n += starve(L, &limit, lua_gettop(L));
  }
  lua_close(L);
  return n;
}

static void *settle_in_thread(void *data) {
  lua_State *L = open_state(NULL);
  for (int i = 0; i < 5; i++)
    settle(L);
  lua_close(L);
  return data;
}

static void have_threads(void) {
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    CHECK(pthread_create(&threads[i], NULL, settle_in_thread, NULL) == 0, "no thread");
  for (int i = 0; i < 4; i++)
    pthread_join(threads[i], NULL);
}

static void have_two_states(void) {
  lua_State *one = open_state(NULL), *other = open_state(NULL);
  for (int i = 0; i < 3; i++) {
    settle(one);
    survive_errors(other);
  }
  lua_close(one);
  settle(other);
  lua_close(other);
}

/* Only the Lua that is linked into this program. */
static void check_maps(void) {
  char line[1024];
  FILE *maps = fopen("/proc/self/maps", "r");
  CHECK(maps, "no /proc/self/maps");
  while (fgets(line, sizeof line, maps))
    CHECK(!strstr(line, "liblua"), "another Lua is loaded: %s", line);
  fclose(maps);
}

static char *read_file(const char *name) {
  FILE *file = fopen(name, "rb");
  CHECK(file, "cannot read %s", name);
  char *text = calloc(1, 1 << 16);
  CHECK(text && fread(text, 1, (1 << 16) - 1, file) > 0, "%s is empty", name);
  fclose(file);
  return text;
}

int main(int argc, char **argv) {
  CHECK(argc == 4, "usage: host LUA_PATH LUA_CPATH READINGS.csv");
  lua_path = argv[1];
  lua_cpath = argv[2];
  readings = read_file(argv[3]);
  have_threads(); /* first, so that they open the module at once */
  have_two_states();
  lua_State *L = open_state(NULL);
  int n_errors = survive_errors(L);
  settle(L);
  lua_close(L);
  int n_starved = want_memory();
  check_maps();
  free(readings);
  printf("settled %s; %d errors survived; out of memory %d times\n", total, n_errors, n_starved);
  return 0;
}
