/* The raw module zzgov.core of Lua. Scripts use the files in zzgov/, which call it. SWIG's own
 * typemaps send int64 through a double, take nil for a handle and numbers for text; these do not. */
%module zzgov_core

%begin %{
#define SWIGEXPORT /* open.c calls it, nobody else */
%}
%{
#include "core.h"

/* SWIG would put swig_type and swig_equals among the globals. */
#undef lua_pushglobaltable
#define lua_pushglobaltable(L) lua_newtable(L)
#undef SWIG_init
#define SWIG_init zz_swig_init
%}

/* --- values in --------------------------------------------------------------------------------- */

%typemap(in) (const char *text, size_t length) (size_t n) {
  $1 = (char *)zz_lua_check_text(L, $input, &n);
  $2 = n;
}
%typemap(in) const char *calculator, const char *filename, const char *pointer {
  $1 = (char *)zz_lua_check_name(L, $input);
}
%typemap(in) const char *frame {
  $1 = lua_isnil(L, $input) ? NULL : (char *)zz_lua_check_name(L, $input);
}
%typemap(in) const char *const *headers (size_t n) {
  $1 = ($1_ltype)zz_lua_check_names(L, $input, &n);
}
%typemap(in) (const char *const *requests, size_t n) (size_t n) {
  $1 = ($1_ltype)zz_lua_check_names(L, $input, &n);
  $2 = n;
}
%typemap(in) const ZzgovRulebook * {
  $1 = ($1_ltype)zz_lua_check_rulebook(L, $input);
}
%typemap(in) const ZzgovTable * {
  $1 = ($1_ltype)zz_lua_check_table(L, $input);
}
%typemap(in) const ZzgovCalendar * {
  $1 = ($1_ltype)zzgov_rulebook_get_calendar(zz_lua_check_rulebook(L, $input));
}
%typemap(in) int64_t, ZzgovFen {
  $1 = zz_lua_check_int64(L, $input);
}
%typemap(in) int months {
  $1 = (int)zz_lua_check_count(L, $input, INT_MAX);
}
%typemap(in) ZzgovDate {
  $1 = zz_lua_check_date(L, $input);
}
%typemap(in) size_t index { /* from 1, as Lua counts */
  $1 = zz_lua_check_count(L, $input, G_MAXSSIZE) - 1;
}
%typemap(in) ZzgovLang {
  $1 = ($1_ltype)zz_lua_check_count(L, $input, ZZGOV_LANG_ZH);
}
%typemap(in) ZzgovReportFormat {
  $1 = ($1_ltype)zz_lua_check_count(L, $input, ZZGOV_REPORT_FRAGMENT);
}

/* --- values out -------------------------------------------------------------------------------- */

/* Made before the call, for what the call gives must not be lost if Lua has no memory. */
%exception %{
  ZzLuaHeld *held G_GNUC_UNUSED = zz_lua_hold(L);
  $action
%}
%typemap(out) const char * {
  if ($1)
    lua_pushstring(L, $1);
  else
    lua_pushnil(L);
  SWIG_arg++;
}
/* SWIG frees a new text right behind this. */
%typemap(out) char * {
  held->text = $1;
  if ($1)
    lua_pushstring(L, $1);
  else
    lua_pushnil(L);
  held->text = NULL;
  SWIG_arg++;
}
/* What is held is on the top of the stack, and is itself the result. */
%typemap(out) ZzgovRulebook * {
  held->rulebook = $1;
  SWIG_arg++;
}
%typemap(out) const ZzgovRulebook * {
  held->rulebook = zzgov_rulebook_ref($1);
  SWIG_arg++;
}
%typemap(out) ZzgovTable * {
  held->table = $1;
  SWIG_arg++;
}
%typemap(out) size_t {
  zz_lua_push_int64(L, (int64_t)$1);
  SWIG_arg++;
}
%typemap(out) bool {
  lua_pushboolean(L, $1);
  SWIG_arg++;
}
/* Whether it worked is told by the error. */
%typemap(out) bool zzgov_calendar_is_working_day, bool zzgov_calendar_add_working_days,
              bool zzgov_calendar_count_working_days, bool zzgov_date_add_months
  "(void)$1;"

%typemap(in, numinputs=0) bool *ok (bool value = false), bool *worked (bool value = false) {
  $1 = &value;
}
%typemap(argout) bool *ok, bool *worked {
  lua_pushboolean(L, *$1);
  SWIG_arg++;
}
%typemap(in, numinputs=0) int64_t *days (int64_t value = 0) {
  $1 = &value;
}
%typemap(argout) int64_t *days {
  zz_lua_push_int64(L, *$1);
  SWIG_arg++;
}
%typemap(in, numinputs=0) ZzgovDate *DATE (ZzgovDate value = ZZGOV_DATE_ABSENT) {
  $1 = &value;
}
%typemap(argout) ZzgovDate *DATE {
  zz_lua_push_date(L, *$1);
  SWIG_arg++;
}
%apply ZzgovDate *DATE {ZzgovDate *first, ZzgovDate *last};
%typemap(in, numinputs=0) size_t *failed (size_t value = 0) {
  $1 = &value;
}
%typemap(argout) size_t *failed {
  held->failed = *$1 + 1;
}
%typemap(in, numinputs=0) GError **error (GError *local = NULL) {
  $1 = &local;
}
%typemap(argout) GError **error {
  held->error = *$1;
  if (held->error)
    zz_lua_raise(L, held);
}

/* --- what is wrapped --------------------------------------------------------------------------- */

/* The handles are ZzLuaHeld, which foreign userdata is not taken for; SWIG's classes would be. */
%ignore ZzgovRulebook;
%ignore ZzgovTable;
%include "../zzgov.i"

%newobject zzgov_fen_to_yuan_string;
char *zzgov_fen_to_yuan_string(ZzgovFen fen);
void zzgov_calendar_get_range(const ZzgovCalendar *calendar, ZzgovDate *first, ZzgovDate *last);
bool zzgov_calendar_is_working_day(const ZzgovCalendar *calendar, ZzgovDate day, bool *worked,
                                   GError **error);
bool zzgov_calendar_add_working_days(const ZzgovCalendar *calendar, ZzgovDate from, int64_t n,
                                     ZzgovDate *last, GError **error);
bool zzgov_calendar_count_working_days(const ZzgovCalendar *calendar, ZzgovDate from,
                                       ZzgovDate until, int64_t *days, GError **error);
bool zzgov_date_add_months(ZzgovDate from, int months, ZzgovDate *last, GError **error);

%native(where) int zz_lua_where(lua_State *L);
%native(encode) int zz_lua_encode(lua_State *L);
%native(decode) int zz_lua_decode(lua_State *L);
%native(fen) int zz_lua_fen(lua_State *L);
%native(buffer) int zz_lua_buffer(lua_State *L);
%native(pack) int zz_lua_pack(lua_State *L);
%native(unpack) int zz_lua_unpack(lua_State *L);
%native(bytes) int zz_lua_bytes(lua_State *L);
%native(eco_columns) int zz_lua_eco_columns(lua_State *L);
%native(eco_panel) int zz_lua_eco_panel(lua_State *L);
