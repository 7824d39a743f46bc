-- Errors: what they hold, and whose line they name.
local helper = require "helper"
local zzgov = require "zzgov"

local here = debug.getinfo(1, "S").short_src

local function line_of(f)
  return debug.getinfo(f, "S").linedefined
end

-- The error that f raises names the line of f that lies `offset` below its first.
local function names_line(f, offset)
  local fault = helper.error_of(f)
  assert.are.equal(("%s:%d"):format(here, line_of(f) + offset), fault.where)
  assert.are.equal(fault.where .. ": ", tostring(fault):sub(1, #fault.where + 2))
end

describe("An error", function()
  it("is a table with code, path, expected and message", function()
    local fault = helper.both_doors("eco_compensation", {month = "2020-11", areas = {helper.area {pm25 = "x"}}})
    assert.are.equal("table", type(fault))
    assert.are.equal("invalid-value", fault.code)
    assert.are.equal("/input/areas/0/pm25", fault.path)
    assert.truthy(fault.expected:find("decimal", 1, true))
    assert.truthy(fault.message:find('"x"', 1, true))
    assert.is_nil(fault.what)
  end)

  it("says all of it as a text", function()
    local fault = helper.both_doors("workdays", {from = "2020-02-30", add = 1})
    local text = ("%s: %s at %s: %s; expected: %s"):format(
      fault.where, fault.code, fault.path, fault.message, fault.expected)
    assert.are.equal(text, tostring(fault))
    assert.are.equal("it failed: " .. text, "it failed: " .. fault)
  end)

  it("has the request's id, and line and column of a rulebook", function()
    local fault = helper.both_doors("evaluate", {id = "m-17", calculator = "workdays", input = {}})
    assert.are.equal("m-17", fault.id)
    fault = helper.both_doors("rulebook.load", '{\n  "format": }')
    assert.are.same({"invalid-rulebook", 2, 13}, {fault.code, fault.line, fault.column})
  end)

  it("is in the language of the request, else in both", function()
    local fault = helper.both_doors("workdays", {from = "2020-01-01", add = 1, unitl = "x", lang = "zh"})
    assert.truthy(fault.message:find("“unitl”.*“until”"))
    fault = helper.both_doors("smart_mine", {projects = {{investment_yuan = 0.5}}, lang = "zh"})
    assert.truthy(fault.message:find("浮点数", 1, true))
    fault = helper.both_doors("fen", "x")
    assert.truthy(fault.message:find("is no amount", 1, true))
    assert.truthy(fault.zh.message:find("不是以元为单位的金额", 1, true))
    fault = helper.both_doors("rulebook.load", "[]")
    assert.truthy(#fault.zh.message > 0 and fault.zh.message ~= fault.message)
  end)
end)

describe("A misspelt name is answered with the nearest", function()
  local cases = {
    {"a member of the input", "/input/form", "from", {form = "2020-09-30", add = 3}},
    {"a member beside the input", "/input/explian", "explain", {from = "2020-09-30", add = 3, explian = true}},
    {"another one", "/input/option", "options", {from = "2020-09-30", add = 3, option = {}}},
  }
  for _, case in ipairs(cases) do
    it("for " .. case[1], function()
      local fault = helper.both_doors("workdays", case[4])
      assert.are.same({"unknown-field", case[2]}, {fault.code, fault.path})
      assert.truthy(fault.message:find(('did you mean "%s"?'):format(case[3]), 1, true))
    end)
  end

  it("for a calculator, an option, a parameter, a language, a format", function()
    local function near(word, fault)
      assert.truthy(fault.message:find(('did you mean "%s"?'):format(word), 1, true))
    end
    near("workdays", helper.both_doors("evaluate", {calculator = "workday", input = {}}))
    near("rounding", helper.both_doors("eco_compensation",
      {month = "2020-11", areas = {helper.area()}, options = {roundng = "half-up"}}))
    near("city_rate_percent", helper.both_doors("rulebook.patch", nil, {["smart-mine"] = {city_rate_precent = 10}}))
    near("html", helper.both_doors("report", {calculator = "workdays"}, {format = "htm"}))
    near("format", helper.both_doors("report", {calculator = "workdays"}, {fromat = "html"}))
  end)
end)

describe("The place in an error", function()
  local wrong = {from = "2020-09-30"}

  it("is the line of the call", function()
    names_line(function()
      local result = zzgov.workdays(wrong)
      return result
    end, 1)
  end)

  it("is that line through pcall and xpcall", function()
    names_line(function()
      local _, fault = pcall(zzgov.workdays, wrong)
      error(fault)
    end, 1)
    names_line(function()
      local _, fault = xpcall(function() local r = zzgov.workdays(wrong) return r end, function(e) return e end)
      error(fault)
    end, 1)
  end)

  it("is that line through a wrapper that raises it again", function()
    local function wrapper(f, ...)
      local results = {pcall(f, ...)}
      if not results[1] then
        error(results[2], 2)
      end
      return results[2]
    end
    local fault = helper.error_of(function() local r = wrapper(zzgov.workdays, wrong) return r end)
    assert.are.equal(("%s:%d"):format(here, line_of(wrapper) + 1), fault.where)
  end)

  it("is the caller's line where a wrapper calls last", function()
    local function wrapper(input)
      return zzgov.workdays(input)
    end
    local fault = helper.error_of(function()
      local result = wrapper(wrong)
      return result
    end)
    assert.truthy(fault.where:find(here, 1, true))
  end)

  it("is in the coroutine that called", function()
    local function body()
      coroutine.yield()
      local result = zzgov.workdays(wrong)
      return result
    end
    local thread = coroutine.create(body)
    coroutine.resume(thread)
    local _, fault = coroutine.resume(thread)
    assert.are.equal(("%s:%d"):format(here, line_of(body) + 2), fault.where)
  end)

  it("is missing where no line of Lua called", function()
    local _, fault = coroutine.resume(coroutine.create(zzgov.workdays), wrong)
    assert.is_nil(fault.where)
    assert.are.equal("missing-field at /input", tostring(fault):match("^[^:]+"))
  end)

  it("is that of methods, of names and of zzgov.safe, too", function()
    names_line(function()
      local book = zzgov.rulebook.default():patch {["smart-mine"] = 1}
      return book
    end, 1)
    names_line(function()
      local f = zzgov.workday
      return f
    end, 1)
    names_line(function()
      local _, fault = zzgov.safe.workdays(wrong)
      error(fault)
    end, 1)
    names_line(function()
      local text = zzgov.workdays({from = "2020-09-30", add = 3}):report {format = "pdf"}
      return text
    end, 1)
  end)

  it("is told by the interpreter where nobody catches the error", function()
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write('local zzgov = require "zzgov"\n\nlocal ok = zzgov.fen("12.345")\nprint(ok)\n')
    file:close()
    local pipe = assert(io.popen(("%s %s 2>&1"):format(os.getenv("ZZGOV_LUA"), path)))
    local output = pipe:read("*a")
    pipe:close()
    os.remove(path)
    if _VERSION == "Lua 5.1" and not helper.has_ffi then
      assert.truthy(output:find("(error object is not a string)", 1, true)) -- all that its lua says of tables
    else
      assert.truthy(output:find(path .. ":3: invalid-value", 1, true))
    end
  end)
end)

describe("Arguments of a wrong type", function()
  local wrong = {nil, true, 1, print, zzgov.null}

  it("are named", function()
    for i = 1, 5 do
      local value = wrong[i]
      for _, name in ipairs {"evaluate", "evaluate_json", "eco_compensation", "workdays", "rulebook.load",
        "rulebook.load_file", "rulebook.text", "report", "schema", "read_csv", "csv_example", "calendar.is_working_day",
        "columns.eco_compensation", "columns.eco_compensation_panel", "columns.pack", "columns.unpack",
        "sheet.requests", "sheet.report", "sheet.locate"} do
        if not (value == nil and name == "rulebook.text") then -- the rulebook compiled in
          local fault = helper.both_doors(name, value)
          assert.are.equal("invalid-argument", fault.code, name)
          assert.are.equal("", fault.path)
          assert.truthy(fault.message:find(type(value), 1, true), fault.message)
        end
      end
    end
  end)

  it("are named where they stand second", function()
    local request = {calculator = "workdays", input = {from = "2020-09-30", add = 3}}
    for _, book in ipairs {true, 1, "zhengzhou", {}, zzgov.null, io.stdout} do
      assert.are.equal("invalid-argument", helper.both_doors("evaluate", request, book).code)
      assert.are.equal("invalid-argument", helper.both_doors("workdays", request.input, book).code)
    end
    assert.are.equal("invalid-argument", helper.both_doors("rulebook.patch", nil, 1).code)
    assert.are.equal("invalid-argument", helper.both_doors("read_csv", "workdays", nil).code)
    assert.are.equal("invalid-argument", helper.both_doors("calendar.add_working_days", "2020-09-30").code)
  end)

  it("leave other errors as they are", function()
    local thrown = setmetatable({}, {__index = function() error("mine") end})
    assert.are.equal("invalid-argument", helper.both_doors("evaluate", {}, thrown).code)
  end)
end)

describe("zzgov.safe", function()
  it("returns all results where there is no error", function()
    local text, ok = zzgov.safe.evaluate_json('{"calculator": "workday", "input": {}}')
    assert.is_false(ok)
    assert.truthy(text:find('"code":"unknown-calculator"', 1, true))
    assert.are.equal(1230, (zzgov.safe.fen("12.3")))
    assert.are.same({"2007-01-01", "2026-12-31"}, {zzgov.safe.calendar.range()})
  end)
end)
