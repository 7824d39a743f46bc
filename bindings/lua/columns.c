/* The columns of the library, from what columns.lua has put in order: a table whose fields are
 * strings, buffers and LuaJIT's pointers. Memory is Lua's and stays where the table holds it. */
#include "core.h"

#include <string.h>

enum { RULEBOOK = 1, SPEC }; /* on the stack */

/* The memory that the value on the top of the stack stands for, at least `size` bytes where their
 * number is known; pops it. */
static void *take_memory(lua_State *L, size_t size, bool writable) {
  void *memory = NULL;
  size_t found = size;
  if (lua_type(L, -1) == ZZ_LUA_TCDATA) { /* columns.lua has made a pointer of it */
    memcpy(&memory, lua_topointer(L, -1), sizeof memory);
  } else if (lua_type(L, -1) == LUA_TSTRING && !writable) {
    memory = (void *)lua_tolstring(L, -1, &found);
  } else if (!lua_isnil(L, -1)) {
    memory = zz_lua_to_buffer(L, -1, &found);
    luaL_argcheck(L, memory, SPEC, "no column");
  }
  luaL_argcheck(L, found >= size, SPEC, "a column is too short");
  lua_pop(L, 1);
  return memory;
}

static const void *input(lua_State *L, const char *name, size_t size) {
  lua_getfield(L, SPEC, name);
  return take_memory(L, size, false);
}

static void *output(lua_State *L, const char *name, size_t size) {
  lua_getfield(L, SPEC, name);
  return take_memory(L, size, true);
}

static size_t count(lua_State *L, const char *name) {
  lua_getfield(L, SPEC, name);
  size_t n = zz_lua_check_count(L, lua_gettop(L), UINT32_MAX);
  lua_pop(L, 1);
  return n;
}

static void factor_outputs(lua_State *L, ZzgovFen *factor_fen[ZZGOV_ECO_N_FACTORS], size_t size) {
  lua_getfield(L, SPEC, "factor_fen");
  for (int f = 0; f < ZZGOV_ECO_N_FACTORS && lua_istable(L, -1); f++) {
    lua_rawgeti(L, -1, f + 1);
    factor_fen[f] = take_memory(L, size, true);
  }
  lua_pop(L, 1);
}

static ZzgovColumnType column_type(lua_State *L) {
  lua_getfield(L, SPEC, "millionths");
  bool millionths = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return millionths ? ZZGOV_COLUMN_MILLIONTHS : ZZGOV_COLUMN_DOUBLES;
}

static ZzgovMonth check_month(lua_State *L, int index, const char *path) {
  ZzgovMonth month = ZZGOV_DATE_ABSENT;
  ZzLuaHeld *held = zz_lua_hold(L);
  if (!zzgov_month_parse(zz_lua_check_name(L, index), &month, &held->error))
    zz_lua_raise_at(L, held, path);
  lua_pop(L, 1);
  return month;
}

/* {total_fen = …, factor_fen = {…}} and the number of bad rows. */
static int push_sums(lua_State *L, const ZzgovEcoColumnSums *sums) {
  lua_createtable(L, 0, 2);
  zz_lua_push_int64(L, sums->total_fen);
  lua_setfield(L, -2, "total_fen");
  lua_createtable(L, ZZGOV_ECO_N_FACTORS, 0);
  for (int f = 0; f < ZZGOV_ECO_N_FACTORS; f++) {
    zz_lua_push_int64(L, sums->factor_fen[f]);
    lua_rawseti(L, -2, f + 1);
  }
  lua_setfield(L, -2, "factor_fen");
  zz_lua_push_int64(L, (int64_t)sums->n_bad);
  return 2;
}

/* --- eco_columns -------------------------------------------------------------------------------
 */

/* A base that is one value for all rows. */
typedef union {
  double number;
  int64_t millionths;
} Single;

static ZzgovColumn base_column(lua_State *L, const ZzgovEcoColumns *columns, Single *single) {
  if (lua_type(L, -1) != LUA_TNUMBER)
    return (ZzgovColumn){take_memory(L, columns->n_rows * 8, false), 8};
  if (columns->type == ZZGOV_COLUMN_DOUBLES)
    single->number = lua_tonumber(L, -1);
  else
    single->millionths = zz_lua_check_int64(L, lua_gettop(L));
  lua_pop(L, 1);
  return (ZzgovColumn){single, 0};
}

static void read_columns(lua_State *L, ZzgovEcoColumns *columns,
                         Single singles[ZZGOV_ECO_N_FACTORS]) {
  lua_getfield(L, SPEC, "values");
  lua_getfield(L, SPEC, "bases");
  for (int f = 0; f < ZZGOV_ECO_N_FACTORS; f++) {
    lua_rawgeti(L, -2, f + 1);
    columns->values[f] = (ZzgovColumn){take_memory(L, columns->n_rows * 8, false), 8};
    lua_rawgeti(L, -1, f + 1);
    columns->bases[f] = base_column(L, columns, &singles[f]);
  }
  lua_pop(L, 2);
}

/* eco_columns(rulebook, spec): writes into the outputs of `spec`. */
int zz_lua_eco_columns(lua_State *L) {
  const ZzgovRulebook *rulebook = zz_lua_check_rulebook(L, RULEBOOK);
  luaL_checktype(L, SPEC, LUA_TTABLE);
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  Single singles[ZZGOV_ECO_N_FACTORS];
  columns.n_rows = count(L, "n_rows");
  columns.type = column_type(L);
  columns.threads = (unsigned)count(L, "threads");
  lua_getfield(L, SPEC, "month");
  columns.month = check_month(L, lua_gettop(L), "/month");
  read_columns(L, &columns, singles);
  columns.total_fen = output(L, "total_fen", columns.n_rows * 8);
  factor_outputs(L, columns.factor_fen, columns.n_rows * 8);
  columns.status = output(L, "status", columns.n_rows);
  ZzLuaHeld *held = zz_lua_hold(L);
  if (!zzgov_eco_compensation_columns(rulebook, &columns, &sums, &held->error))
    return zz_lua_raise(L, held);
  return push_sums(L, &sums);
}

/* --- eco_panel ---------------------------------------------------------------------------------
 */

/* The months behind one that no row belongs to, for scripts count groups from 1; columns.lua takes
 * it out of the paths of errors. */
static const ZzgovMonth *read_months(lua_State *L, size_t *n) {
  char path[40];
  lua_getfield(L, SPEC, "months");
  size_t given = lua_rawlen(L, -1);
  ZzgovMonth *months = zz_lua_new_buffer(L, (given + 1) * sizeof *months);
  for (size_t i = 0; i < given; i++) {
    g_snprintf(path, sizeof path, "/months/%" G_GSIZE_FORMAT, i + 1);
    lua_rawgeti(L, -2, (int)i + 1);
    months[i + 1] = check_month(L, lua_gettop(L), path);
    lua_pop(L, 1);
  }
  months[0] = given > 0 ? months[1] : ZZGOV_MONTH(2020, 10);
  *n = given + 1;
  return months; /* what holds it stays on the stack */
}

/* Numbers from 1 of groups or areas. */
static const uint32_t *read_numbers(lua_State *L, const char *name, size_t n_rows) {
  char path[40];
  const uint32_t *numbers = input(L, name, n_rows * sizeof *numbers);
  for (size_t row = 0; numbers && row < n_rows; row++) {
    if (numbers[row] > 0)
      continue;
    g_snprintf(path, sizeof path, "/%s/%" G_GSIZE_FORMAT, name, row);
    lua_pushstring(L, path);
    lua_pushliteral(L, "0");
    zz_lua_fault(L, "invalid-value", "from-one");
  }
  return numbers;
}

static void read_readings(lua_State *L, ZzgovEcoPanel *panel) {
  const size_t size = panel->n_rows * 8;
  panel->pm25 = (ZzgovColumn){input(L, "pm25", size), 8};
  panel->pm25_last_year = (ZzgovColumn){input(L, "pm25_last_year", size), 8};
  panel->pm10 = (ZzgovColumn){input(L, "pm10", size), 8};
  panel->pm10_last_year = (ZzgovColumn){input(L, "pm10_last_year", size), 8};
  lua_getfield(L, SPEC, "rate_of_means");
  if (lua_toboolean(L, -1))
    panel->rate_base = ZZGOV_ECO_RATE_BASE_RATE_OF_MEANS;
  lua_pop(L, 1);
}

static void panel_outputs(lua_State *L, ZzgovEcoPanel *panel) {
  panel->total_fen = output(L, "total_fen", panel->n_rows * 8);
  factor_outputs(L, panel->factor_fen, panel->n_rows * 8);
  panel->group_total_fen = output(L, "group_total_fen", panel->n_groups * 8);
  panel->area_total_fen = output(L, "area_total_fen", panel->n_areas * 8);
  panel->status = output(L, "status", panel->n_rows);
}

/* eco_panel(rulebook, spec): as eco_columns; totals of groups and areas have one in front. */
int zz_lua_eco_panel(lua_State *L) {
  const ZzgovRulebook *rulebook = zz_lua_check_rulebook(L, RULEBOOK);
  luaL_checktype(L, SPEC, LUA_TTABLE);
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  ZzgovEcoPanel panel = ZZGOV_ECO_PANEL_INIT;
  panel.n_rows = count(L, "n_rows");
  panel.n_areas = count(L, "n_areas") + 1;
  panel.type = column_type(L);
  panel.months = read_months(L, &panel.n_groups);
  panel.group = read_numbers(L, "group", panel.n_rows);
  panel.area = read_numbers(L, "area", panel.n_rows);
  read_readings(L, &panel);
  panel_outputs(L, &panel);
  ZzLuaHeld *held = zz_lua_hold(L);
  if (!zzgov_eco_compensation_panel(rulebook, &panel, &sums, &held->error))
    return zz_lua_raise(L, held);
  return push_sums(L, &sums);
}
