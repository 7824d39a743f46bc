-- Money and other integers, to the last digit up to ±(2^63−1).
local helper = require "helper"
local zzgov = require "zzgov"

-- Yuan, and the fen in digits; below 2^53 every Lua has them as a number.
local amounts = {
  {"0", "0"}, {"0.01", "1"}, {"-0.01", "-1"}, {"0.1", "10"}, {"12", "1200"}, {"12.3", "1230"}, {"12.34", "1234"},
  {"1485000.00", "148500000"}, {"-1485000.00", "-148500000"},
  {"90071992547409.91", "9007199254740991"}, {"-90071992547409.91", "-9007199254740991"},
  {"90071992547409.92", "9007199254740992", true}, {"-90071992547409.92", "-9007199254740992", true},
  {"90071992547409.93", "9007199254740993", true}, {"-90071992547409.93", "-9007199254740993", true},
  {"92233720368547758.07", "9223372036854775807", true}, {"-92233720368547758.07", "-9223372036854775807", true},
}

local function digits_of(number)
  return type(number) == "string" and number or ("%.0f"):format(number)
end

describe("zzgov.fen", function()
  for _, case in ipairs(amounts) do
    local yuan, fen, is_large = case[1], case[2], case[3]
    it("of " .. yuan .. " yuan is " .. fen, function()
      local found = zzgov.fen(yuan)
      if helper.has_integers then
        assert.are.equal("integer", math.type(found))
        assert.are.equal(fen, ("%d"):format(found))
      else
        assert.are.equal(is_large and "string" or "number", type(found))
        assert.are.equal(fen, digits_of(found))
      end
    end)
  end

  it("takes whole yuan as a number", function()
    assert.are.equal(1200, zzgov.fen(12))
    assert.are.equal(-1200, zzgov.fen(-12))
    assert.are.equal(100000000, zzgov.fen(1e6))
  end)

  it("refuses what is no amount, with the reason", function()
    for _, text in ipairs {
      "12.345", "", " 1", "1 ", "1.", ".5", "+1", "01", "1e3", "0x10", "1,000", "١", "-", "--1", "1.2.3", "NaN",
      "92233720368547758.08", "-92233720368547758.08", "100000000000000000", "1\0", ("9"):rep(400),
    } do
      local fault = helper.both_doors("fen", text)
      assert.are.equal(text:find("%z") and "invalid-argument" or "invalid-value", fault.code)
    end
    assert.truthy(helper.both_doors("fen", "12.345").message:find('"12.345"', 1, true))
  end)

  it("refuses a float and shows what to write", function()
    local fault = helper.both_doors("fen", 12.3)
    assert.are.equal("invalid-type", fault.code)
    assert.truthy(fault.message:find('write "12.3"', 1, true))
    assert.truthy(helper.both_doors("fen", 1e-7).message:find('write "0.0000001"', 1, true))
  end)

  it("refuses what is no number at all", function()
    for _, value in ipairs {true, {}, print, zzgov.null, 0 / 0, math.huge, -math.huge} do
      assert.are.equal("invalid-type", helper.both_doors("fen", value).code)
    end
    assert.are.equal("invalid-type", helper.both_doors("fen", nil).code)
    assert.are.equal("invalid-type", helper.both_doors("fen").code)
  end)
end)

describe("zzgov.yuan", function()
  for _, case in ipairs(amounts) do
    it("of " .. case[2] .. " fen goes back", function()
      local whole, fraction = case[1]:match("^(-?%d+)%.?(%d*)$")
      local yuan = whole .. "." .. (fraction .. "00"):sub(1, 2)
      assert.are.equal(yuan, zzgov.yuan(case[2]))
      assert.are.equal(yuan, zzgov.yuan(zzgov.fen(case[1])))
    end)
  end

  it("takes an integral float, for some Luas have no other numbers", function()
    assert.are.equal("1485000.00", zzgov.yuan(148500000.0))
    assert.are.equal("90071992547409.91", zzgov.yuan(2 ^ 53 - 1))
  end)

  it("refuses what may have lost digits", function()
    for _, value in ipairs {2 ^ 53, -2 ^ 53, 2 ^ 63, 1e300, 1.5, 0 / 0, math.huge} do
      assert.are.equal("invalid-argument", helper.both_doors("yuan", value).code)
    end
  end)

  it("refuses what is no integer", function()
    local beyond = {"9223372036854775808", "-9223372036854775809"}
    for _, value in ipairs {"1.5", "", "1e3", " 1", "01", beyond[1], beyond[2], true, {}, zzgov.null} do
      assert.are.equal("invalid-argument", helper.both_doors("yuan", value).code)
    end
    assert.are.equal("invalid-argument", helper.both_doors("yuan").code)
  end)

  it("takes LuaJIT's own int64_t", function()
    if helper.has_ffi then
      local ffi = require "ffi"
      assert.are.equal("90071992547409.93", zzgov.yuan(ffi.new("int64_t", 9007199254740992) + 1))
      local half = ffi.new("int64_t", 2) ^ 62
      assert.are.equal("-92233720368547758.07", zzgov.yuan(-(half - 1 + half)))
      assert.are.equal("invalid-argument", helper.both_doors("yuan", ffi.new("uint64_t", -1)).code)
      assert.are.equal("invalid-argument", helper.both_doors("yuan", ffi.new("double[1]")).code)
      assert.are.equal("invalid-argument", helper.both_doors("yuan", ffi.new("complex", 1, 2)).code)
    end
  end)
end)

describe("An integer of a request", function()
  local request = {calculator = "workdays", input = {from = "2020-09-30", add = 3}}
  local function id_of(id)
    request.id = id
    return zzgov.evaluate(request).id
  end

  it("comes back as it went", function()
    for _, id in ipairs {0, 1, -1, 2 ^ 53 - 1, -(2 ^ 53 - 1)} do
      assert.are.equal(id, id_of(id))
    end
    if helper.has_integers then
      for _, id in ipairs {math.maxinteger, math.mininteger, math.maxinteger - 1, 9007199254740993} do
        assert.are.equal(id, id_of(id))
        assert.are.equal("integer", math.type(id_of(id)))
      end
    end
  end)

  it("is refused as a float that may have lost digits", function()
    request.id = 2 ^ 53
    local fault = helper.both_doors("evaluate", request)
    assert.are.same({"invalid-value", "/id"}, {fault.code, fault.path})
    assert.truthy(fault.message:find("9007199254740992", 1, true))
  end)
end)

describe("A float in a reading", function()
  -- What the library understood is the base's value, which is only given back.
  local function read(value)
    local base = {pm25 = value, pm25_improvement = 8, pm10 = 90, pm10_improvement = 6}
    local input = {month = "2020-11", areas = {helper.area()}, base = base}
    return zzgov.eco_compensation(input).base.pm25.value
  end

  it("is its shortest decimal", function()
    for text in ("57.1 0.1 0.000001 99999.999999 0.3 12345.678901 58.123457 1.5 0"):gmatch("%S+") do
      assert.are.equal(text, read(tonumber(text)))
    end
    assert.are.equal("100000", read(1e5))
    assert.are.equal("0", read(-0.0))
  end)

  it("is its shortest decimal, for a thousand of them", function()
    math.randomseed(2020)
    for _ = 1, 1000 do
      local text = ("%d.%d%d"):format(math.random(0, 99999), math.random(0, 99999), math.random(1, 9))
      assert.are.equal(text, read(tonumber(text)))
    end
  end)

  it("is refused where it has more digits than a reading", function()
    local input = {month = "2020-11", areas = {helper.area {pm25 = 0.1 + 0.2}}, base = helper.base}
    local fault = helper.both_doors("eco_compensation", input)
    assert.are.same({"invalid-value", "/input/areas/0/pm25"}, {fault.code, fault.path})
    input.areas[1].pm25 = 1e-7
    assert.are.equal("invalid-value", helper.both_doors("eco_compensation", input).code)
  end)

  it("is refused where it is no number", function()
    for value, found in pairs {[math.huge] = "∞", [-math.huge] = "∞"} do
      local input = {month = "2020-11", areas = {helper.area {pm25 = value}}, base = helper.base}
      local fault = helper.both_doors("eco_compensation", input)
      assert.are.same({"invalid-value", "/input/areas/0/pm25"}, {fault.code, fault.path})
      assert.truthy(fault.message:find(found, 1, true))
    end
    local input = {month = "2020-11", areas = {helper.area {pm25 = 0 / 0}}, base = helper.base}
    assert.truthy(helper.both_doors("eco_compensation", input).message:find("NaN", 1, true))
  end)
end)

describe("A float as money", function()
  local function project(yuan)
    return {projects = {{name = "一号项目", owner = "local", investment_yuan = yuan}}}
  end

  it("is refused with the reason and what to write", function()
    local fault = helper.both_doors("smart_mine", project(1234.56))
    assert.are.same({"invalid-type", "/input/projects/0/investment_yuan"}, {fault.code, fault.path})
    assert.truthy(fault.message:find('float.*write "1234.56"'))
    assert.truthy(fault.expected:find("string or an integer", 1, true))
    assert.truthy(fault.zh.message:find('浮点数.*"1234.56"'))
  end)

  it("is refused in what-ifs, too", function()
    local tiers = {{up_to = 5, rate_yuan = 0.5}, {rate_yuan = 1}}
    local input = {month = "2020-11", areas = {helper.area()}, base = helper.base}
    input.rules = {["eco-compensation"] = {["pm25.tiers"] = tiers}}
    local fault = helper.both_doors("eco_compensation", input)
    assert.are.equal("/rules/eco-compensation/pm25.tiers/0/rate_yuan", fault.path)
  end)

  it("is money where it has no fraction", function()
    for _, yuan in ipairs {1000000, 1e6, "1000000", "1000000.00"} do
      assert.are.equal("100000.00", zzgov.smart_mine(project(yuan)).city_total_yuan) -- a tenth, SMART-03
    end
  end)
end)
