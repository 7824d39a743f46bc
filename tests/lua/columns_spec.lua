-- Columns: the same fen as the typed function, in each form that columns have.
local helper = require "helper"
local zzgov = require "zzgov"
local columns = zzgov.columns

local factors = {"pm25", "pm25_improvement", "pm10", "pm10_improvement"}
local base = {pm25 = 52, pm25_improvement = 8, pm10 = 90, pm10_improvement = 6}
local bases = {pm25_base = 52, pm25_improvement_base = 8, pm10_base = 90, pm10_improvement_base = 6}
local values = {
  pm25 = {58, 52.4, 60.3}, pm25_improvement = {4.9, 9.655172, 2.741935},
  pm10 = {88, 91, 104}, pm10_improvement = {3, 8.173562, 2.621723},
}

local function map(f, list)
  local results = {}
  for i, value in ipairs(list) do
    results[i] = f(value)
  end
  return results
end

local function millionths(value)
  return math.floor(value * 1e6 + 0.5)
end

-- Options as tables, as strings and as arrays; `format` says what the numbers are.
local forms = {
  tables = function(_, list) return list end,
  strings = function(format, list) return columns.pack(format, list) end,
}
if helper.has_ffi then
  local ffi = require "ffi"
  function forms.arrays(format, list)
    return ffi.new(format == "double" and "double[?]" or format .. "_t[?]", #list, list)
  end
end

local function options_of(form, format, change)
  local options = {month = "2020-11", millionths = format == "int64"}
  for name, list in pairs(values) do
    options[name] = form(format, format == "int64" and map(millionths, list) or list)
  end
  for name, value in pairs(bases) do
    options[name] = format == "int64" and millionths(value) or value
  end
  for name, value in pairs(change or {}) do
    options[name] = value
  end
  return options
end

-- A column of results as a table of numbers.
local function as_table(format, column, n)
  if type(column) == "string" then
    return columns.unpack(format, column)
  elseif type(column) == "table" then
    return column
  end
  local list = {}
  for i = 1, n do
    list[i] = tonumber(column[i - 1])
  end
  return list
end

-- What the typed function says of each row, in fen.
local function typed_totals()
  local totals = {}
  for i in ipairs(values.pm25) do
    local area = {name = "x"}
    for _, name in ipairs(factors) do
      area[name] = values[name][i]
    end
    totals[i] = zzgov.fen(zzgov.eco_compensation({month = "2020-11", areas = {area}, base = base}).total_yuan)
  end
  return totals
end

describe("columns.pack", function()
  it("writes 8, 4 or 1 bytes a value, the low ones first", function()
    local eight = "\1\0\0\0\0\0\0\0"
    assert.are.equal(eight .. ("\255"):rep(8), columns.pack("int64", {1, -1}))
    assert.are.equal("\0\0\0\0\0\0\240\63\0\0\0\0\0\0\0\192", columns.pack("double", {1, -2}))
    assert.are.equal("\1\0\0\0\255\255\255\255", columns.pack("uint32", {1, 4294967295}))
    assert.are.equal("\0\255", columns.pack("uint8", {0, 255}))
    assert.are.equal("", columns.pack("double", {}))
  end)

  it("is undone by unpack", function()
    local lists = {
      double = {0, -0.1, 1e300, 5e-324}, int64 = {0, -1, 2 ^ 53 - 1}, uint32 = {0, 2 ^ 32 - 1}, uint8 = {0, 1},
    }
    for format, list in pairs(lists) do
      assert.are.same(list, columns.unpack(format, columns.pack(format, list)))
    end
    local nan = columns.unpack("double", columns.pack("double", {0 / 0}))[1]
    assert.is_true(nan ~= nan)
  end)

  it("keeps every int64", function()
    for _, digits in ipairs {"9223372036854775807", "-9223372036854775808", "9007199254740993", "-9007199254740993"} do
      local found = columns.unpack("int64", columns.pack("int64", {digits}))[1]
      assert.are.equal(digits, helper.has_integers and ("%d"):format(found) or found)
    end
  end)

  it("refuses what does not fit, at its row from 0", function()
    local cases = {
      {"double", {1, "2"}, "/values/1"}, {"double", {true}, "/values/0"}, {"int64", {1.5}, "/values/0"},
      {"int64", {2 ^ 53}, "/values/0"}, {"int64", {"x"}, "/values/0"}, {"uint32", {-1}, "/values/0"},
      {"uint32", {2 ^ 32}, "/values/0"}, {"uint8", {256}, "/values/0"}, {"uint8", {0, -1}, "/values/1"},
    }
    for _, case in ipairs(cases) do
      local fault = helper.both_doors("columns.pack", case[1], case[2])
      assert.are.same({"invalid-type", case[3]}, {fault.code, fault.path})
    end
    assert.are.equal("invalid-value", helper.both_doors("columns.unpack", "int64", "1234567").code)
    assert.truthy(helper.both_doors("columns.pack", "duoble", {}).message:find('did you mean "double"', 1, true))
  end)
end)

describe("columns.eco_compensation", function()
  for name, form in pairs(forms) do
    for _, format in ipairs {"double", "int64"} do
      it(("gives the fen of the typed function for %s of %s"):format(name, format), function()
        local result = columns.eco_compensation(options_of(form, format))
        local totals = as_table("int64", result.total_fen, 3)
        assert.are.same(typed_totals(), totals)
        assert.are.equal(148500000, totals[1])
        assert.are.equal(totals[1] + totals[2] + totals[3], result.sums.total_fen)
        assert.are.equal(0, result.n_bad)
      end)
    end
  end

  it("gives what it was given: tables, strings, arrays", function()
    assert.are.equal("table", type(columns.eco_compensation(options_of(forms.tables, "double")).total_fen))
    assert.are.equal(24, #columns.eco_compensation(options_of(forms.strings, "double")).total_fen)
    if helper.has_ffi then
      local ffi = require "ffi"
      local result = columns.eco_compensation(options_of(forms.arrays, "double", {status = true}))
      assert.are.equal("ctype<int64_t [?]>", tostring(ffi.typeof(result.total_fen)))
      assert.are.equal(24, ffi.sizeof(result.total_fen))
      assert.are.equal(3, ffi.sizeof(result.status))
    end
  end)

  it("gives each factor where asked to", function()
    for _, form in pairs(forms) do
      local result = columns.eco_compensation(options_of(form, "double", {factors = true}))
      assert.are.same({70000000, 48500000, 0, 30000000}, map(function(name)
        return as_table("int64", result.factor_fen[name], 3)[1]
      end, factors))
      assert.is_true(result.sums.factor_fen.pm25 >= 70000000)
    end
    assert.is_nil(columns.eco_compensation(options_of(forms.tables, "double")).factor_fen)
  end)

  it("marks bad rows where asked to, else stops at the first", function()
    for _, form in pairs(forms) do
      local pm25 = form("double", {58, 0 / 0, 1e10})
      local result = columns.eco_compensation(options_of(form, "double", {pm25 = pm25, status = true}))
      assert.are.same({"good", "not-a-number", "out-of-range"}, map(function(code)
        return columns.status[code]
      end, as_table("uint8", result.status, 3)))
      assert.are.equal(2, result.n_bad)
      local fault = helper.both_doors("columns.eco_compensation", options_of(form, "double", {pm25 = pm25}))
      assert.are.same({"invalid-value", "/pm25/1"}, {fault.code, fault.path})
    end
    local options = options_of(forms.tables, "double", {pm25_base = {52, 52, 52.0000001}})
    local fault = helper.both_doors("columns.eco_compensation", options)
    assert.are.same({"invalid-value", "/pm25_base/2"}, {fault.code, fault.path})
  end)

  it("takes bases as columns", function()
    for _, form in pairs(forms) do
      local change = {}
      for name, value in pairs(bases) do
        change[name] = form("double", {value, value, value})
      end
      local result = columns.eco_compensation(options_of(form, "double", change))
      assert.are.same(typed_totals(), as_table("int64", result.total_fen, 3))
    end
  end)

  it("takes a rulebook, threads, and no rows", function()
    local tiers = {{up_to = 5, rate_yuan = 1}, {rate_yuan = 2}}
    local book = zzgov.rulebook.default():patch {["eco-compensation"] = {["pm25.tiers"] = tiers}}
    local options = options_of(forms.tables, "double", {threads = 4})
    assert.are.equal(78500700, columns.eco_compensation(options, book).total_fen[1])
    local none = {pm25 = {}, pm25_improvement = {}, pm10 = {}, pm10_improvement = {}, status = true}
    local result = columns.eco_compensation(options_of(forms.tables, "double", none))
    assert.are.same({{}, {}, 0}, {result.total_fen, result.status, result.sums.total_fen})
  end)

  it("gives amounts beyond 2^53 to the last fen", function()
    local tiers = {{up_to = 5, rate_yuan = 1}, {rate_yuan = 1000000000000}}
    local book = zzgov.rulebook.default():patch {["eco-compensation"] = {["pm25.tiers"] = tiers}}
    -- 5 × 1 + 100 × 10^12 yuan, and by the other factors nothing
    local row = {pm25 = {157}, pm25_improvement = {8}, pm10 = {90}, pm10_improvement = {6}}
    local result = columns.eco_compensation(options_of(forms.tables, "double", row), book)
    assert.are.equal("100000000000005.00", zzgov.yuan(result.total_fen[1]))
    assert.are.equal("100000000000005.00", zzgov.yuan(result.sums.total_fen))
  end)

  it("refuses what does not fit, by name", function()
    local cases = {
      {{pm25 = {58, 52.4}}, "invalid-value", "/pm25_improvement"}, {{pm10 = {88}}, "invalid-value", "/pm10"},
      {{pm25 = 58}, "invalid-type", "/pm25"}, {{pm25 = ("x"):rep(23)}, "invalid-value", "/pm25"},
      {{pm25 = {58, "52.4", 60}}, "invalid-type", "/pm25/1"}, {{pm25 = {58, nil, 60}}, "invalid-type", "/pm25/1"},
      {{pm25 = {58, 52.4, 60, [100000000] = 60}}, "invalid-type", "/pm25/3"},
      {{pm25 = {[3] = 60}}, "invalid-type", "/pm25/0"},
      {{month = "2020-13"}, "invalid-value", "/month"}, {{month = "2020-09"}, "not-in-force", "/month"},
      {{n_rows = 2}, "invalid-value", "/pm25"},
      {{n_rows = -1}, "invalid-argument", ""}, {{n_rows = 1.5}, "invalid-argument", ""},
      {{n_rows = "3"}, "invalid-argument", ""}, {{pm25_base = "52"}, "invalid-value", "/pm25_base"},
      {{threads = -1}, "invalid-argument", ""},
      {{statsu = true}, "unknown-field", "/statsu"},
    }
    for _, case in ipairs(cases) do
      local fault = helper.both_doors("columns.eco_compensation", options_of(forms.tables, "double", case[1]))
      assert.are.same({case[2], case[3]}, {fault.code, fault.path})
    end
    local options = options_of(forms.tables, "double")
    options.pm10_base = nil
    local fault = helper.both_doors("columns.eco_compensation", options)
    assert.are.same({"missing-field", ""}, {fault.code, fault.path})
    assert.truthy(fault.message:find('"pm10_base"', 1, true))
  end)
end)

describe("columns.eco_compensation of the FFI's arrays", function()
  if not helper.has_ffi then
    return
  end
  local ffi = require "ffi"

  it("takes longer arrays and pointers where the number of rows is given", function()
    local options = options_of(forms.arrays, "double", {n_rows = 2})
    assert.are.equal(16, ffi.sizeof(columns.eco_compensation(options).total_fen))
    local array = options.pm25
    options.pm25 = ffi.cast("const double *", array)
    assert.are.equal(148500000, tonumber(columns.eco_compensation(options).total_fen[0]))
    options.pm25 = ffi.cast("double *", nil)
    assert.are.equal("missing-field", helper.both_doors("columns.eco_compensation", options).code)
    options.n_rows, options.pm25 = nil, ffi.cast("const double *", array)
    assert.are.equal("missing-field", helper.both_doors("columns.eco_compensation", options).code)
  end)

  it("refuses those of another type, also int64 that are not said to be millionths", function()
    local options
    for _, ctype in ipairs {"float[?]", "int32_t[?]", "uint64_t[?]", "int64_t[?]"} do
      options = options_of(forms.arrays, "double", {pm25 = ffi.new(ctype, 3)})
      local fault = helper.both_doors("columns.eco_compensation", options)
      assert.are.same({"invalid-type", "/pm25"}, {fault.code, fault.path})
      assert.truthy(fault.message:find("ctype<", 1, true))
    end
    options = options_of(forms.arrays, "double", {pm25 = ffi.new("int64_t", 1)})
    assert.are.equal("invalid-type", helper.both_doors("columns.eco_compensation", options).code)
  end)

  it("reads them in place, however often memory is collected", function()
    local n = 100000
    for _ = 1, 20 do
      local options = {month = "2020-11", threads = 2}
      for name, value in pairs(bases) do
        options[name] = value
      end
      for name, list in pairs(values) do
        options[name] = ffi.new("double[?]", n)
        for i = 0, n - 1 do
          options[name][i] = list[1]
        end
      end
      local result = columns.eco_compensation(options)
      collectgarbage()
      assert.are.equal(148500000, tonumber(result.total_fen[n - 1]))
      assert.are.equal(148500000 * n, tonumber(result.sums.total_fen))
    end
  end)
end)

describe("columns.eco_compensation_panel", function()
  -- Two months of two areas; the groups and areas count from 1.
  local panel = {
    pm25 = {58, 52.4, 60.3, 61}, pm25_last_year = {61, 58, 62, 59.5},
    pm10 = {88, 91, 104, 92}, pm10_last_year = {90.5, 99.1, 106.8, 95},
  }
  local group, area = {1, 1, 2, 2}, {1, 2, 2, 1}

  local function panel_of(form, change)
    local options = {months = {"2020-10", "2020-11"}, areas = {"甲", "乙"}}
    for name, list in pairs(panel) do
      options[name] = form("double", list)
    end
    options.group, options.area = form("uint32", group), form("uint32", area)
    for name, value in pairs(change or {}) do
      options[name] = value
    end
    return options
  end

  local function typed_panel(rate_base)
    local rows, groups = {}, {}
    for g, month in ipairs {"2020-10", "2020-11"} do
      local areas = {}
      for i = 1, 4 do
        if group[i] == g then
          areas[#areas + 1] = {name = "a" .. i}
          for name, list in pairs(panel) do
            areas[#areas][name] = list[i]
          end
        end
      end
      local result = zzgov.eco_compensation {month = month, areas = areas, options = {rate_base = rate_base}}
      groups[g] = zzgov.fen(result.total_yuan)
      for _, settled in ipairs(result.areas) do
        rows[#rows + 1] = zzgov.fen(settled.total_yuan)
      end
    end
    return rows, groups
  end

  for name, form in pairs(forms) do
    for _, rate_base in ipairs {"mean-of-rates", "rate-of-means"} do
      it(("settles %s by the %s as the typed function does"):format(name, rate_base), function()
        local rows, groups = typed_panel(rate_base)
        local result = columns.eco_compensation_panel(panel_of(form, {rate_base = rate_base}))
        assert.are.same(rows, as_table("int64", result.total_fen, 4))
        assert.are.same(groups, result.group_total_fen)
        assert.are.same({rows[1] + rows[4], rows[2] + rows[3]}, result.area_total_fen)
        assert.are.equal(groups[1] + groups[2], result.sums.total_fen)
      end)
    end
  end

  it("needs no areas", function()
    local options = panel_of(forms.tables)
    options.areas, options.area = nil, nil
    assert.is_nil(columns.eco_compensation_panel(options).area_total_fen)
  end)

  it("spoils the group of a bad row", function()
    local bad = {58, 0 / 0, 60.3, 61}
    local result = columns.eco_compensation_panel(panel_of(forms.tables, {pm25 = bad, status = true}))
    assert.are.same({5, 1, 0, 0}, result.status)
    assert.are.equal("group-spoilt", columns.status[5])
    local fault = helper.both_doors("columns.eco_compensation_panel", panel_of(forms.tables, {pm25 = bad}))
    assert.are.same({"invalid-value", "/pm25/1"}, {fault.code, fault.path})
  end)

  it("refuses groups, areas and months that are none", function()
    local cases = {
      {{group = {1, 1, 0, 2}}, "invalid-value", "/group/2"}, {{group = {1, 1, 3, 2}}, "invalid-value", "/group/2"},
      {{area = {0, 2, 2, 1}}, "invalid-value", "/area/0"}, {{area = {1, 2, 2, 3}}, "invalid-value", "/area/3"},
      {{group = {1, 1, 2}}, "invalid-value", "/group"}, {{group = {1, 1, 2, 1.5}}, "invalid-type", "/group/3"},
      {{months = {"2020-09", "2020-11"}}, "not-in-force", "/months/0"},
      {{months = {"2020-10", "2020-09"}}, "not-in-force", "/months/1"},
      {{months = {"2020-10", "x"}}, "invalid-value", "/months/1"},
      {{months = {"2020-10", 1}}, "invalid-argument", ""},
      {{rate_base = "mean"}, "invalid-argument", ""},
    }
    for _, case in ipairs(cases) do
      local fault = helper.both_doors("columns.eco_compensation_panel", panel_of(forms.tables, case[1]))
      assert.are.same({case[2], case[3]}, {fault.code, fault.path})
    end
  end)
end)

describe("columns.kernel", function()
  it("names the instruction set", function()
    assert.truthy(({avx512 = true, avx2 = true, plain = true})[columns.kernel()])
  end)
end)
