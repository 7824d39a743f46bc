-- Spreadsheets saved as CSV.
local helper = require "helper"
local zzgov = require "zzgov"

describe("A spreadsheet", function()
  local csv = helper.read("docs/examples/eco-compensation.zh.csv")
  local options = {frame = {input = {month = "2020-11"}}}

  it("becomes requests", function()
    local sheet = zzgov.read_csv("eco-compensation", csv, options)
    assert.are.same({1, "eco-compensation"}, {sheet.n_requests, sheet.calculator})
    assert.are.equal("spreadsheet for eco-compensation, requests: 1", tostring(sheet))
    local requests = sheet:requests()
    assert.are.equal(1, #requests)
    assert.are.equal(16, #requests[1].input.areas)
    assert.are.equal("12801427.74", zzgov.evaluate(requests[1]).result.total_yuan) -- as the command's page shows
  end)

  it("becomes a report", function()
    local sheet = zzgov.read_csv("eco-compensation", csv, options)
    assert.truthy(sheet:report():find("12,801,427.74 yuan", 1, true))
    assert.truthy(sheet:report({format = "html", lang = "zh"}):find("12,801,427.74", 1, true))
    local book = zzgov.rulebook.default():patch {["eco-compensation"] = {from_month = "2021-01"}}
    local ok, fault = pcall(sheet.report, sheet, {}, book)
    assert.is_false(ok)
    assert.are.same({"not-in-force", "/input/month", 1}, {fault.code, fault.path, fault.request})
  end)

  it("tells where a value stands", function()
    local sheet = zzgov.read_csv("eco-compensation", csv, options)
    assert.are.equal("line 3, column 3 (PM2.5)", sheet:locate(1, "/input/areas/1/pm25"))
    assert.truthy(sheet:locate(1, "/input/areas/1/pm25", "zh"):find("^第3行第3列.*PM2%.5"))
    assert.is_nil(sheet:locate(1, "/input/month"))
    assert.is_nil(sheet:locate(2, "/input/areas/1/pm25"))
    assert.is_nil(sheet:locate(0, "/input/areas/1/pm25"))
    assert.are.equal("invalid-argument", helper.error_of(sheet.locate, sheet, -1, "").code)
  end)

  it("tells where a fault of the report stands", function()
    local late = zzgov.read_csv("workdays", "from,add\n2026-12-31,1\n")
    local fault = helper.error_of(late.report, late)
    assert.are.same({"calendar-missing", "line 2, column 2 (add)"}, {fault.code, fault.place})
  end)

  it("is refused with line and column", function()
    local wrong = "name,mode,stations,built_on\n甲批,SA,1OO,2020-11-05\n"
    local fault = helper.both_doors("read_csv", "base-station-reward", wrong)
    assert.are.same({"invalid-value", 2, 3}, {fault.code, fault.line, fault.column})
    assert.truthy(fault.message:find("1OO", 1, true))
    assert.truthy(fault.zh.message:find("第2行第3列", 1, true))
    assert.are.equal("unknown-calculator", helper.both_doors("read_csv", "eco", csv).code)
    assert.are.equal("unreadable", helper.both_doors("read_csv", "workdays", "a\0b").code)
  end)

  it("passes over columns by name", function()
    local text = "from,add,提示\n2020-09-30,3,x\n"
    assert.are.equal(1, zzgov.read_csv("workdays", text, {ignore = {"提示"}}).n_requests)
    assert.truthy(helper.both_doors("read_csv", "workdays", text).message:find("提示", 1, true))
    assert.are.equal("invalid-argument", helper.both_doors("read_csv", "workdays", text, {ignore = {1}}).code)
    assert.are.equal("unknown-field", helper.both_doors("read_csv", "workdays", text, {ignored = {}}).code)
  end)

  it("has an example for each calculator that can be read", function()
    local frames = {
      ["eco-compensation"] = {input = {month = "2020-11"}}, ["credit-list"] = {input = {as_of = "2021-03-01"}},
    }
    for _, calculator in ipairs(zzgov.calculators()) do
      for _, lang in ipairs {"en", "zh"} do
        local example = zzgov.csv_example(calculator.id, lang)
        local sheet = zzgov.read_csv(calculator.id, example, {frame = frames[calculator.id]})
        assert.is_true(#sheet:report() > 0)
      end
    end
    assert.are.equal("unknown-calculator", helper.both_doors("csv_example", "eco").code)
  end)
end)
