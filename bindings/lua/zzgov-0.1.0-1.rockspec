rockspec_format = "3.0"
package = "zzgov"
version = "0.1.0-1"
source = {
  url = "file://zzgov-0.1.0.tar.gz",
  dir = "zzgov-0.1.0/bindings/lua",
}
description = {
  summary = "Computable provisions of the Zhengzhou government gazette of September 2020",
  detailed = [[
    Amounts, dates and statuses, exact to the fen, each with the article that it rests on. The
    library libzzgov must be installed; SWIG, pkg-config and the headers of GLib are needed to build.
  ]],
  license = "MIT",
  labels = {"law", "zhengzhou"},
}
supported_platforms = {"linux"}
dependencies = {
  "lua >= 5.1, < 5.5, ~= 5.2",
}
external_dependencies = {
  ZZGOV = {header = "zzgov.h", library = "zzgov"},
}
build = {
  type = "make",
  build_variables = {
    CC = "$(CC)",
    CFLAGS = "$(CFLAGS)",
    LIBFLAG = "$(LIBFLAG)",
    LUA_INCDIR = "$(LUA_INCDIR)",
    ZZGOV_INCDIR = "$(ZZGOV_INCDIR)",
    ZZGOV_LIBDIR = "$(ZZGOV_LIBDIR)",
  },
  install_variables = {
    LIBDIR = "$(LIBDIR)",
    LUADIR = "$(LUADIR)",
    LUA_INCDIR = "$(LUA_INCDIR)",
  },
}
