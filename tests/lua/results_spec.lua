-- What evaluate and the typed functions give, and reports.
local helper = require "helper"
local zzgov = require "zzgov"

local function example(change)
  local input = {month = "2020-11", areas = {helper.area()}, base = helper.base}
  for name, value in pairs(change or {}) do
    input[name] = value
  end
  return input
end

local function names_of(object)
  local names = {}
  for name in pairs(object) do
    names[#names + 1] = name
  end
  table.sort(names)
  return table.concat(names, " ")
end

describe("A typed function", function()
  it("settles the contract's example", function()
    local result = zzgov.eco_compensation(example())
    assert.are.equal("1485000.00", result.total_yuan)
    assert.are.equal(148500000, zzgov.fen(result.total_yuan))
    assert.are.equal("700000.00", result.areas[1].factors[1].amount_yuan) -- 5 × 100,000 + 200,000
    assert.are.equal("6", result.areas[1].factors[1].excess)
  end)

  it("gives an ordinary table with the contract's members only", function()
    local result = zzgov.eco_compensation(example {explain = true})
    assert.are.equal("areas base month total_yuan", names_of(result))
    assert.are.equal("base", next({base = result.base}))
    for _, name in ipairs {"explanation", "warnings", "options", "rulebook", "report"} do
      assert.is_nil(rawget(result, name))
      assert.is_not_nil(result[name])
    end
  end)

  it("explains where it is asked to", function()
    local steps = {}
    for i, step in ipairs(zzgov.eco_compensation(example {explain = true}).explanation) do
      steps[i] = step.provision .. " " .. step.value
    end
    assert.truthy(table.concat(steps, "\n"):find("ECO-05 700000.00\nECO-06 485000.00", 1, true))
    assert.is_nil(zzgov.eco_compensation(example()).explanation)
  end)

  it("has warnings, options and the rulebook at hand", function()
    local areas = {helper.area {name = "金水"}}
    local result = zzgov.eco_compensation(example {areas = areas, options = {rounding = "half-up"}})
    assert.are.equal("unknown-area", result.warnings[1].code)
    assert.are.equal("/input/areas/0/name", result.warnings[1].path)
    assert.are.equal("half-up", result.options.rounding)
    assert.are.equal("zhengzhou", result.rulebook.id)
    assert.is_false(result.rulebook.patched)
  end)

  it("takes what-ifs", function()
    local rules = {["eco-compensation"] = {["pm25.tiers"] = {{up_to = 5, rate_yuan = 1}, {rate_yuan = 2}}}}
    local result = zzgov.eco_compensation(example {rules = rules})
    assert.are.equal("785007.00", result.total_yuan) -- 5 × 1 + 1 × 2 in place of 700,000
    assert.is_true(result.rulebook.patched)
  end)
end)

describe("tostring", function()
  it("of a result is the library's table", function()
    local result = zzgov.eco_compensation(example())
    assert.truthy(tostring(result):find("  1,485,000.00 yuan", 1, true))
    assert.are.equal(tostring(result), result:report())
    assert.is_nil(tostring(result):find("ECO-05", 1, true))
  end)

  it("has the steps where they were asked for, in the language of the request", function()
    local text = tostring(zzgov.eco_compensation(example {explain = true, lang = "zh"}))
    assert.truthy(text:find("ECO-05", 1, true))
    assert.truthy(text:find("全市合计", 1, true) or text:find("合计", 1, true))
  end)

  it("of a response is the same", function()
    local response = zzgov.evaluate {calculator = "eco-compensation", input = example()}
    assert.are.equal(tostring(zzgov.eco_compensation(example())), tostring(response))
    assert.are.equal(tostring(response), tostring(response.result))
    assert.are.equal("calculator options result rulebook warnings", names_of(response))
  end)

  it("does not change with the tables of the request", function()
    local input = example()
    local result = zzgov.eco_compensation(input)
    local before = tostring(result)
    input.areas[1].pm25 = "59"
    assert.are.equal(before, tostring(result))
  end)
end)

describe("A report", function()
  local request = {calculator = "workdays", input = {from = "2020-09-30", add = 3}}

  it("has its formats", function()
    local result = zzgov.workdays(request.input)
    assert.are.equal("\239\187\191from,add,", result:report({format = "csv"}):sub(1, 12))
    assert.truthy(result:report({format = "json"}):find('"last_day":"2020-10-12"', 1, true))
    assert.truthy(result:report({format = "html", lang = "zh"}):find("<html lang=\"zh", 1, true))
    assert.truthy(result:report({format = "fragment"}):find("<section", 1, true))
    assert.truthy(result:report({format = "coloured"}):find("\27[", 1, true))
    assert.are.equal(tostring(result), result:report({format = "table"}))
  end)

  it("knows its options, also of a result", function()
    local result = zzgov.workdays(request.input)
    assert.are.equal("/fromat", helper.error_of(result.report, result, {fromat = "csv"}).path)
    assert.are.equal("invalid-argument", helper.error_of(result.report, result, "csv").code)
    assert.truthy(result:report({lang = "zh"}):find("工作日计算", 1, true))
  end)

  it("is of one request or of several, as tables or as JSON", function()
    local one = zzgov.report(request)
    assert.truthy(one:find("2020-10-12", 1, true))
    assert.are.equal(one, zzgov.report {request})
    assert.are.equal(one, zzgov.report('{"calculator": "workdays", "input": {"from": "2020-09-30", "add": 3}}'))
    local other = {calculator = "workdays", input = {from = "2020-09-30", add = 0}}
    local csv = zzgov.report({request, other}, {format = "csv"})
    assert.truthy(csv:find("2020-09-30,3,,2020-10-12", 1, true) and csv:find("2020-09-30,0,,2020-09-30", 1, true))
  end)

  it("names the request that is at fault", function()
    local fault = helper.both_doors("report", {request, {calculator = "workdays", input = {from = "2020-09-30"}}})
    assert.are.same({2, "missing-field"}, {fault.request, fault.code})
    assert.are.equal("invalid-argument", helper.both_doors("report", {request, 1}).code)
  end)
end)

describe("evaluate_json", function()
  it("gives the bytes of the contract, with one line feed", function()
    local text, ok = zzgov.evaluate_json('{"calculator":"workdays","input":{"from":"2020-09-30","add":3}}')
    assert.is_true(ok)
    assert.are.equal('{"calculator":"workdays","rulebook":{"id":"zhengzhou","version":"2020.9","patched":false},'
      .. '"options":{},"result":{"last_day":"2020-10-12"},"warnings":[]}\n', text)
  end)

  it("answers every text, also with zero bytes", function()
    for _, text in ipairs {"", "\0", "{", "[]", "nul", ("["):rep(100)} do
      local answer, ok = zzgov.evaluate_json(text)
      assert.is_false(ok)
      assert.are.equal("table", type(helper.decode(answer).error))
    end
  end)
end)
