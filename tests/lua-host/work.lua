-- Calls that hold something of the library while Lua makes tables and texts of it.
if jit then
  jit.off() -- LuaJIT's own compiled code crashes when its memory ends
end
local zzgov = require "zzgov"

local book = zzgov.rulebook.default()
local text = '{"calculator":"workdays","input":{"from":"2020-09-30","add":3}}'
local area = {name = "金水区", pm25 = 58.1, pm10 = "88", pm25_improvement = 4.9, pm10_improvement = "3.0"}
local base = {pm25 = 52, pm25_improvement = 8, pm10 = 90, pm10_improvement = 6}
local column = {58, 52}

-- An error that is reported as one, so that only want of memory ends the call.
local function fails(f, ...)
  local ok, fault = pcall(f, ...)
  assert(not ok)
  if type(fault) ~= "table" then
    error(fault, 0)
  end
end

return {
  function() zzgov.evaluate_json(text) end,
  function() zzgov.workdays {from = "2020-09-30", add = 3} end,
  function() zzgov.eco_compensation {month = "2020-11", areas = {area}, base = base, explain = true} end,
  function() tostring(zzgov.workdays {from = "2020-09-30", add = 3}) end,
  function() fails(zzgov.workdays, {from = "2020-09-30"}) end,
  function() fails(zzgov.workdays, {from = "2020-09-30", ad = {1, 2, print}}) end,
  function() fails(zzgov.fen, "12.345") end,
  function() zzgov.yuan(zzgov.fen "1485000.00") end,
  function() book:patch({["smart-mine"] = {city_rate_percent = 1}}):diff(book) end,
  function() fails(zzgov.rulebook.load, "{}") end,
  function() zzgov.rulebook.load(book:text()) end,
  function() zzgov.read_csv("workdays", "from,add\n2020-09-30,3\n"):requests() end,
  function() fails(zzgov.read_csv, "workdays", "from,add\n2020-09-30,x\n") end,
  function() zzgov.schema "workdays" end,
  function() zzgov.calculators "zh" end,
  function() zzgov.calendar.add_working_days("2020-09-30", 3) end,
  function() fails(zzgov.calendar.is_working_day, "2020-02-30") end,
  function()
    zzgov.columns.eco_compensation {
      month = "2020-11", pm25_base = 52, pm25_improvement_base = 8, pm10_base = 90, pm10_improvement_base = 6,
      pm25 = column, pm25_improvement = column, pm10 = column, pm10_improvement = column,
      factors = true, status = true,
    }
  end,
}
