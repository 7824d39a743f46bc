-- Rulebooks: the one compiled in, others from text and file, what-ifs, differences.
local helper = require "helper"
local zzgov = require "zzgov"

local request = {calculator = "credit-timeline", input = {notified_on = "2020-09-30"}}

describe("A rulebook", function()
  it("is compiled in", function()
    local book = zzgov.rulebook.default()
    assert.are.same({"zhengzhou", "2020.9", false}, {book.id, book.version, book.patched})
    assert.are.equal("rulebook zhengzhou 2020.9", tostring(book))
    assert.are.equal(book, zzgov.rulebook.default())
  end)

  it("is loaded from its text or its file", function()
    local text = zzgov.rulebook.default():text()
    local loaded = zzgov.rulebook.load((text:gsub('"version": *"2020.9"', '"version": "2020.10"', 1)))
    assert.are.equal("2020.10", loaded.version)
    local path = os.tmpname()
    local file = assert(io.open(path, "wb"))
    file:write(text)
    file:close()
    assert.are.equal("", zzgov.rulebook.load_file(path):diff(zzgov.rulebook.default()))
    os.remove(path)
    assert.are.equal("unreadable", helper.both_doors("rulebook.load_file", path).code)
  end)

  it("is refused with its place", function()
    local text = zzgov.rulebook.default():text()
    local fault = helper.both_doors("rulebook.load", (text:gsub('"from": "2020%-10%-01"', '"form": "2020-10-01"', 1)))
    assert.are.equal("invalid-rulebook", fault.code)
    assert.truthy(fault.line > 1 and fault.column > 0)
    assert.truthy(fault.message:find('did you mean "from"?', 1, true))
    assert.truthy(fault.path:find("^/regulations/"))
  end)

  it("is patched with tables or JSON, and stays as it was", function()
    local before = zzgov.rulebook.default()
    local patched = before:patch {["credit-timeline"] = {objection_workdays = 5}}
    assert.are.same({false, true}, {before.patched, patched.patched})
    assert.are.equal("rulebook zhengzhou 2020.9, patched", tostring(patched))
    assert.are.equal("2020-10-14", zzgov.evaluate(request, patched).result.objection_by) -- 9, 10, 12, 13, 14 October
    assert.are.equal("2020-10-14", zzgov.credit_timeline(request.input, patched).objection_by)
    assert.truthy(zzgov.evaluate_json(helper.encode(request), patched):find('"patched":true', 1, true))
    assert.are.equal("2020-10-12", zzgov.evaluate(request).result.objection_by)
    local again = patched:patch '{"credit-timeline": {"objection_workdays": 0}}'
    assert.are.equal("2020-09-30", zzgov.evaluate(request, again).result.objection_by)
  end)

  it("is patched by name, and the fault is at its place", function()
    local fault = helper.both_doors("rulebook.patch", nil, {["credit-timeline"] = {objection_workdays = "5"}})
    assert.are.same({"invalid-type", "/rules/credit-timeline/objection_workdays"}, {fault.code, fault.path})
    fault = helper.both_doors("rulebook.patch", nil, {["base-station-reward"] = {ceiling_yuan = 0.5}})
    assert.are.same({"invalid-type", "/rules/base-station-reward/ceiling_yuan"}, {fault.code, fault.path})
  end)

  it("is compared with another", function()
    local before = zzgov.rulebook.default()
    local after = before:patch {["smart-mine"] = {city_rate_percent = 12.5}}
    assert.are.equal("", before:diff(before))
    local line = before:diff(after)
    assert.truthy(line:find('^smart%-mine city_rate_percent: .*"10" → .*"12.5"\n$'))
    assert.are.equal(line, zzgov.rulebook.diff(before, after))
  end)

  it("lives as long as one that lies over it", function()
    local loaded = zzgov.rulebook.load(zzgov.rulebook.default():text())
    local patched = loaded:patch {["smart-mine"] = {city_rate_percent = 1}}
    loaded = nil -- luacheck: ignore
    collectgarbage()
    collectgarbage()
    local project = {name = "一号", owner = "local", investment_yuan = 100}
    assert.are.equal("1.00", zzgov.smart_mine({projects = {project}}, patched).city_total_yuan)
  end)

  it("gives results whose reports are its own", function()
    local patched = zzgov.rulebook.default():patch {["credit-timeline"] = {objection_workdays = 5}}
    local result = zzgov.credit_timeline(request.input, patched)
    patched = nil -- luacheck: ignore
    collectgarbage()
    assert.truthy(tostring(result):find("2020-10-14", 1, true))
  end)
end)
