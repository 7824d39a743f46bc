-- What require gives, what it leaves alone, and what the raw module holds.
local helper = require "helper"
local zzgov = require "zzgov"

local function names_of(module)
  local names = {}
  for name in pairs(module) do
    names[#names + 1] = name
  end
  table.sort(names)
  return names
end

local function output_of(command)
  local pipe = assert(io.popen(command))
  local output = pipe:read("*a")
  pipe:close()
  return output
end

describe("require \"zzgov\"", function()
  it("gives a table with a version", function()
    assert.are.equal("table", type(zzgov))
    assert.are.equal("0.1.0", zzgov._VERSION)
    assert.are.equal(zzgov._VERSION, zzgov.version())
    assert.are.equal(zzgov, require "zzgov")
  end)

  it("makes no global, also where globals are forbidden", function()
    local script = [[
      local before = {}
      for name in pairs(_G) do before[name] = true end
      setmetatable(_G, {__newindex = function(_, name) error("global " .. name) end})
      require "zzgov"
      require "zzgov.safe"
      for name in pairs(_G) do if not before[name] then print(name) end end
    ]]
    assert.are.equal("", output_of(("%s -e '%s' 2>&1"):format(os.getenv("ZZGOV_LUA"), script:gsub("\n", " "))))
  end)

  it("needs no io, os, debug or coroutine", function()
    local script = [[
      for _, name in ipairs {"io", "os", "debug", "coroutine"} do _G[name], package.loaded[name] = nil, nil end
      local zzgov = require "zzgov"
      print(zzgov.workdays({from = "2020-09-30", add = 3}).last_day)
      local ok, fault = pcall(zzgov.fen, "x")
      print(fault.where)
    ]]
    local output = output_of(("%s -e '%s' 2>&1"):format(os.getenv("ZZGOV_LUA"), script:gsub("\n", " ")))
    assert.are.equal("2020-10-12\n(command line):1\n", output)
  end)

  it("is an error in another Lua than it was built for", function()
    local other = _VERSION == "Lua 5.4" and "5.3" or "5.4"
    local script = 'print(package.loadlib("%s/bindings/lua/%s/zzgov/core.so", "luaopen_zzgov_core"))'
    script = script:format(os.getenv("ZZGOV_BUILD"), other)
    local output = output_of(("%s -e '%s' 2>&1"):format(os.getenv("ZZGOV_LUA"), script))
    assert.truthy(output:find("undefined symbol", 1, true), output)
  end)

  it("has a function for each calculator", function()
    local titles = {}
    for _, calculator in ipairs(zzgov.calculators "zh") do
      titles[calculator.id] = calculator.title
      assert.are.equal("function", type(zzgov[calculator.id:gsub("-", "_")]))
    end
    assert.is_true(#zzgov.calculators() >= #helper.regulations)
    assert.are.equal("工作日计算", titles.workdays)
  end)

  it("has the same names behind zzgov.safe", function()
    assert.are.equal(zzgov.safe, require "zzgov.safe")
    local names = names_of(zzgov)
    for i, name in ipairs(names) do
      if name == "safe" then
        table.remove(names, i)
      end
    end
    assert.are.same(names, names_of(zzgov.safe))
    for _, module in ipairs {"rulebook", "calendar", "columns", "sheet"} do
      assert.are.same(names_of(zzgov[module]), names_of(zzgov.safe[module]))
    end
  end)

  it("answers a misspelt name with the nearest", function()
    local fault = helper.error_of(function() return zzgov.eco_compensaton end)
    assert.are.equal("unknown-field", fault.code)
    assert.truthy(fault.message:find('did you mean "eco_compensation"', 1, true))
    fault = helper.error_of(function() return zzgov.rulebook.lod end)
    assert.truthy(fault.message:find('did you mean "load"', 1, true))
  end)

  it("describes input, options and result of a calculator", function()
    local schema = zzgov.schema("eco-compensation", "zh")
    assert.are.equal("array", schema.properties.input.properties.areas.type)
    assert.are.equal(1000, schema.properties.input.properties.areas.maxItems)
    assert.are.equal("生态补偿", schema.description:match("生态补偿"))
    assert.are.equal("unknown-calculator", helper.both_doors("schema", "eco").code)
    assert.are.equal("invalid-argument", helper.both_doors("schema", "workdays", "de").code)
  end)
end)

describe("The raw module", function()
  -- A function that the library gets is not wrapped by itself, and nothing internal slips out.
  local wrapped = {
    "bytes", "buffer", "calendar_add_working_days", "calendar_count_working_days", "calendar_get_range",
    "calendar_is_working_day", "columns_kernel", "date_add_months", "decode", "eco_columns", "eco_panel", "encode",
    "evaluate_json", "fen", "fen_to_yuan_string", "list_calculators", "pack", "report", "rulebook_diff",
    "rulebook_get_default", "rulebook_get_id", "rulebook_get_text", "rulebook_get_version", "rulebook_is_patched",
    "rulebook_load", "rulebook_load_file", "rulebook_patch", "schema", "table_example", "table_get_n_requests",
    "table_get_request", "table_locate", "table_read_csv", "unpack", "version", "where",
  }
  table.sort(wrapped)
  local core = require "zzgov.core"

  it("holds these functions and no others", function()
    local found = {}
    for name, value in pairs(core) do
      if type(value) == "function" then
        found[#found + 1] = name
      end
    end
    table.sort(found)
    assert.are.same(wrapped, found)
  end)

  it("takes nothing but its own objects for handles", function()
    local null = zzgov.null
    for _, handle in ipairs {io.stdout, null, 1, "x", {}, coroutine.create(function() end), print, false} do
      for _, name in ipairs {"rulebook_get_id", "rulebook_get_text", "rulebook_is_patched", "table_get_n_requests"} do
        assert.are.equal("invalid-argument", helper.error_of(core[name], handle).code)
      end
    end
    assert.are.equal("invalid-argument", helper.error_of(core.table_get_n_requests, core.rulebook_get_default()).code)
  end)

  it("hides the metatable of its objects", function()
    assert.is_false(getmetatable(core.rulebook_get_default()))
  end)

  it("is linked to the library and to no Lua", function()
    local path = assert(package.searchpath and package.searchpath("zzgov.core", package.cpath)
      or os.getenv("ZZGOV_BUILD") .. "/bindings/lua/5.1/zzgov/core.so")
    local needed = output_of("readelf --dynamic " .. path)
    assert.truthy(needed:find("libzzgov.so.0", 1, true))
    assert.is_nil(needed:lower():find("liblua", 1, true))
    assert.truthy(needed:find("NODELETE", 1, true))
    local exported = output_of("nm --dynamic --defined-only --format=posix " .. path)
    assert.are.equal("luaopen_zzgov_core T", exported:match("^%S+ %S+"))
    assert.are.equal(1, select(2, exported:gsub("\n", "")))
  end)
end)
