-- Calls that fail, each with another code or at another place in the module.
local zzgov = require "zzgov"
local core = require "zzgov.core"

local function areas(n, pm25)
  local list = {}
  for i = 1, n do
    list[i] = {name = "a" .. i, pm25 = pm25, pm10 = 1, pm25_improvement = 1, pm10_improvement = 1}
  end
  return list
end

local cyclic = {}
cyclic.cyclic = cyclic
local book = zzgov.rulebook.default()
local tiers = {{up_to = 5, rate_yuan = 1}, {rate_yuan = "1000000000000"}}

return {
  function() zzgov.eco_compensation(nil) end,
  function() zzgov.eco_compensation {} end,
  function() zzgov.eco_compensation {month = "2020-09", areas = areas(1, 1)} end, -- not-in-force
  function() zzgov.eco_compensation {month = "2020-11", areas = areas(1001, 1)} end, -- limit-exceeded
  function() zzgov.eco_compensation {month = "2020-11", areas = areas(1, "x")} end, -- invalid-value
  function() zzgov.eco_compensation {month = "2020-11", areas = areas(1, true)} end, -- invalid-type
  function() zzgov.eco_compensation {month = "2020-11", areas = areas(1, print)} end,
  function() zzgov.eco_compensation {month = "2020-11", areas = areas(1, 0 / 0)} end,
  function() zzgov.eco_compensation {month = "2020-11", areas = areas(1, 1), explian = true} end, -- unknown-field
  function() -- overflow
    zzgov.eco_compensation {
      month = "2020-11", areas = areas(1000, 100000),
      base = {pm25 = 0, pm25_improvement = 0, pm10 = 0, pm10_improvement = 0},
      rules = {["eco-compensation"] = {["pm25.tiers"] = tiers}},
    }
  end,
  function() zzgov.workdays {from = "2026-12-31", add = 1} end, -- calendar-missing
  function() zzgov.workdays {from = "2020-09-30"} end, -- missing-field
  function() zzgov.workdays(cyclic) end,
  function() zzgov.workdays {from = "\255", add = 1} end, -- invalid-json
  function() zzgov.evaluate {calculator = "workday", input = {}} end, -- unknown-calculator
  function() zzgov.evaluate({calculator = "workdays", input = {}}, io.stdout) end,
  function() zzgov.evaluate_json(nil) end,
  function() zzgov.fen "12.345" end,
  function() zzgov.fen(0.5) end,
  function() zzgov.yuan(2 ^ 60) end,
  function() zzgov.rulebook.load "{}" end, -- invalid-rulebook
  function() zzgov.rulebook.load_file "/nowhere" end, -- unreadable
  function() book:patch {["smart-mine"] = {city_rate_percent = -1}} end,
  function() book.diff(book, {}) end,
  function() zzgov.read_csv("workdays", "from,add\n2020-09-30,x\n") end,
  function() zzgov.read_csv("workdays", "from,add\n2026-12-31,1\n"):report() end,
  function() zzgov.report({}, {format = "pdf"}) end,
  function() zzgov.schema "x" end,
  function() zzgov.calendar.is_working_day "2020-02-30" end,
  function() zzgov.columns.eco_compensation {month = "2020-11", pm25 = {1, "x"}} end,
  function() zzgov.columns.pack("int64", {1.5}) end,
  function() return zzgov.no_such_name end,
  function() core.rulebook_get_id(zzgov.null) end,
  function() core.table_locate(core.rulebook_get_default(), 1, "", 0) end,
}
