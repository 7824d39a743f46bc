-- Tables to requests and responses to tables.
local helper = require "helper"
local zzgov = require "zzgov"

local function timeline(change)
  local request = {calculator = "credit-timeline", input = {notified_on = "2020-09-30"}}
  for name, value in pairs(change or {}) do
    request[name] = value
  end
  return request
end

local function place_of(request)
  local fault = helper.both_doors("evaluate", request)
  return {fault.code, fault.path}
end

describe("An empty table", function()
  it("is an array where the member is one", function()
    local result = zzgov.credit_list {subject = {name = "甲公司"}, as_of = "2021-03-01", records = {}}
    assert.are.equal("none", result.status)
    local fault = helper.both_doors("coal_closure", {mines = {}})
    assert.are.same({"invalid-value", "/input/mines"}, {fault.code, fault.path}) -- too few, not a wrong type
  end)

  it("is an object where the member is one", function()
    local fault = helper.both_doors("credit_timeline", {})
    assert.are.same({"missing-field", "/input"}, {fault.code, fault.path})
    assert.are.equal("2020-10-12", zzgov.evaluate(timeline {options = {}, rules = {}}).result.objection_by)
    local fault_of_element = helper.both_doors("coal_closure", {mines = {{}}})
    assert.are.same({"missing-field", "/input/mines/0"}, {fault_of_element.code, fault_of_element.path})
  end)

  it("is an array where zzgov.array says so", function()
    assert.are.same({"invalid-type", "/input"}, place_of(timeline {input = zzgov.array()}))
    assert.are.same({"invalid-type", "/options"}, place_of(timeline {options = zzgov.array {}}))
  end)

  it("of a response stays an array when it is sent again", function()
    local warnings = zzgov.evaluate(timeline()).warnings
    assert.is_nil(next(warnings))
    assert.are.same({"invalid-type", "/options"}, place_of(timeline {options = warnings}))
    assert.are.equal("[]", helper.encode(warnings)) -- dkjson knows its mark
  end)
end)

describe("zzgov.null", function()
  it("is an absent member", function()
    local request = timeline {options = zzgov.null, rules = zzgov.null, lang = zzgov.null, id = zzgov.null}
    request.input.verified_on = zzgov.null
    local response = zzgov.evaluate(request)
    assert.are.equal(zzgov.null, response.result.publish_by)
    assert.are.equal("2020-10-12", response.result.objection_by)
  end)

  it("does not hide an unknown member", function()
    assert.are.same({"unknown-field", "/inptu"}, place_of(timeline {inptu = zzgov.null}))
  end)

  it("is told from absence in responses, and is nil in results", function()
    local options = zzgov.evaluate {
      calculator = "eco-compensation", input = {month = "2020-11", areas = {helper.area()}, base = helper.base},
    }.options
    assert.are.equal(zzgov.null, options.concentration_decimals)
    assert.is_nil(zzgov.credit_timeline({notified_on = "2020-09-30"}).answer_by)
  end)

  it("keeps the place of an element", function()
    local request = timeline {rules = {["credit-list"] = {["terms_months"] = {trust = {zzgov.null, 12}}}}}
    assert.are.equal("/rules/credit-list/terms_months", place_of(request)[2]:match("^/rules/credit%-list/terms_months"))
  end)
end)

describe("A text", function()
  local function id_of(id)
    return zzgov.evaluate(timeline {id = id}).id
  end

  it("comes back byte for byte", function()
    local all = {}
    for byte = 1, 127 do
      all[#all + 1] = string.char(byte)
    end
    for _, id in ipairs {"甲\n\"\\/\t\127", table.concat(all), "😀", "\226\128\168", "/input~1"} do
      assert.are.equal(id, id_of(id))
    end
  end)

  it("with a zero byte is refused", function()
    assert.are.same({"invalid-value", "/id"}, place_of(timeline {id = "a\0b"}))
  end)

  it("that is not UTF-8 is refused, with its place in the message", function()
    for _, text in ipairs {"\255", "a\192\128", "\237\160\128", "\244\144\128\128", "甲\0\255", ("\229\144"):rep(2)} do
      local fault = helper.both_doors("evaluate", timeline {input = {notified_on = text}})
      assert.are.same({"invalid-json", ""}, {fault.code, fault.path})
      assert.truthy(fault.message:find("/input/notified_on", 1, true))
    end
    local fault = helper.both_doors("evaluate", timeline {input = {["\255"] = 1}})
    assert.truthy(fault.message:find("/input is", 1, true))
  end)
end)

describe("A table that is no JSON", function()
  it("is refused at its place", function()
    local wrong = {
      {{1, 2, nil, 4}, "gap"}, {{[2] = 1}, "gap"}, {{[0] = 1}, "key"}, {{[1.5] = 1}, "key"}, {{[-1] = 1}, "key"},
      {{[true] = 1}, "key"}, {{[print] = 1}, "key"}, {{1, a = 1}, "both"}, {{["2020"] = 1, [2021] = 1}, "both"},
    }
    for _, case in ipairs(wrong) do
      local fault = helper.both_doors("evaluate", timeline {input = {["a/b~"] = case[1]}})
      assert.are.same({"invalid-type", "/input/a~1b~0"}, {fault.code, fault.path})
      assert.truthy(fault.message:find(case[2], 1, true))
    end
  end)

  it("is refused at a value that JSON has not", function()
    for _, value in ipairs {print, coroutine.create(function() end), io.stdout} do
      assert.are.same({"invalid-type", "/input/x/1"}, place_of(timeline {input = {x = {1, value}}}))
    end
  end)

  it("is refused where it holds itself", function()
    local input = {}
    input.a = input
    local fault = helper.both_doors("evaluate", timeline {input = input})
    assert.are.equal("limit-exceeded", fault.code)
    assert.are.equal("/input" .. ("/a"):rep(63), fault.path) -- the 65th, the root being the first
  end)

  it("is refused beyond 64 levels, not before", function()
    local function nested(depth)
      local value = {}
      for _ = 2, depth do
        value = {value}
      end
      return value
    end
    assert.are.same({"unknown-field", "/x"}, place_of(timeline {x = nested(63)}))
    assert.are.same({"limit-exceeded", "/x" .. ("/0"):rep(63)}, place_of(timeline {x = nested(64)}))
  end)

  it("is refused beyond 64 MiB, also where it is small in memory", function()
    local value = ("x"):rep(1000)
    for _ = 1, 40 do
      value = {value, value}
    end
    assert.are.same({"limit-exceeded", ""}, place_of(timeline {x = value}))
  end)
end)

describe("Tables are read as they lie", function()
  it("without metamethods", function()
    local function no() error("a metamethod ran") end
    local mute = {__index = no, __pairs = no, __ipairs = no, __len = no, __tostring = no, __eq = no}
    local request = setmetatable(timeline(), mute)
    setmetatable(request.input, mute)
    assert.are.equal("2020-10-12", zzgov.evaluate(request).result.objection_by)
    assert.are.equal("2020-10-12", zzgov.credit_timeline(setmetatable(request.input, mute)).objection_by)
  end)

  it("and are left as they were", function()
    local input = {month = "2020-11", areas = {helper.area()}, base = helper.base, explain = true}
    local before = helper.encode(input)
    zzgov.eco_compensation(input)
    assert.are.equal(before, helper.encode(input))
  end)

  it("in the order of their names, so an error is always the same", function()
    for _ = 1, 20 do
      assert.are.equal("/input/x1", place_of(timeline {input = {x3 = 1, x1 = 1, x2 = 1, x4 = 1}})[2])
    end
  end)

  it("however many members they have", function()
    local input = {}
    for i = 1, 1000 do
      input[("x%04d"):format(i)] = i
    end
    assert.are.equal("/input/x0001", place_of(timeline {input = input})[2])
  end)
end)

describe("Large inputs", function()
  it("of 1,000 areas are settled and of 1,001 refused", function()
    local input = {month = "2020-11", areas = {}, base = helper.base}
    for i = 1, 1000 do
      input.areas[i] = helper.area {name = "a" .. i}
    end
    assert.are.equal("1485000000.00", zzgov.eco_compensation(input).total_yuan)
    input.areas[1001] = helper.area {name = "b"}
    local fault = helper.both_doors("eco_compensation", input)
    assert.are.same({"limit-exceeded", "/input/areas"}, {fault.code, fault.path})
  end)
end)
