-- A million calls leave nothing behind, in Lua's heap or outside of it. memory_spec.lua runs this in
-- an interpreter of its own, whose heap is small: each kind of call in a line, what came in KiB.
local zzgov = require "zzgov"

local function resident()
  local file = assert(io.open("/proc/self/statm"))
  local _, pages = file:read("*n", "*n")
  file:close()
  return pages * 4
end

local function heap()
  collectgarbage()
  collectgarbage()
  return collectgarbage("count")
end

local request = {calculator = "workdays", input = {from = "2020-09-30", add = 3}}
local text = '{"calculator":"workdays","input":{"from":"2020-09-30","add":3}}'
local book = zzgov.rulebook.default()
local area = {
  month = "2020-11", explain = true,
  areas = {{name = "金水区", pm25 = 58, pm25_last_year = 61, pm10 = 88, pm10_last_year = "90.5"}},
}
local rows = {
  month = "2020-11", status = true,
  pm25_base = 52, pm25_improvement_base = 8, pm10_base = 90, pm10_improvement_base = 6,
}
for _, name in ipairs {"pm25", "pm25_improvement", "pm10", "pm10_improvement"} do
  rows[name] = zzgov.columns.pack("double", {50, 51, 52})
end

local work = {
  {"fen", 300000, function() return zzgov.fen("1485000.00") end},
  {"yuan", 250000, function() return zzgov.yuan("9007199254740993") end},
  {"evaluate_json", 150000, function() return zzgov.evaluate_json(text) end},
  {"evaluate", 100000, function() return zzgov.evaluate(request) end},
  {"a typed function", 50000, function() return zzgov.workdays(request.input) end},
  {"a typed function with its steps", 2000, function() return zzgov.eco_compensation(area) end},
  {"a result as text", 2000, function() return tostring(zzgov.workdays(request.input)) end},
  {"an error of the library", 20000, function() return zzgov.safe.workdays {from = "2020-09-30"} end},
  {"an error of Lua's side", 50000, function() return zzgov.safe.fen(0.5) end},
  {"an error in a table", 30000, function() return zzgov.safe.workdays {from = print} end},
  {"a raised error", 20000, function() return pcall(zzgov.rulebook.load, "{}") end},
  {"a what-if", 5000, function() return book:patch {["smart-mine"] = {city_rate_percent = 1}} end},
  {"a wrong what-if", 5000, function() return zzgov.safe.rulebook.patch(book, {["smart-mine"] = 1}) end},
  {"a spreadsheet", 5000, function() return zzgov.read_csv("workdays", "from,add\n2020-09-30,3\n") end},
  {"a wrong spreadsheet", 5000, function() return zzgov.safe.read_csv("workdays", "from,add\n2020-09-30,x\n") end},
  {"columns", 5000, function() return zzgov.columns.eco_compensation(rows) end},
  {"a coroutine that calls and ends", 500, function()
    return coroutine.wrap(function() coroutine.yield(zzgov.workdays(request.input)) end)()
  end},
  {"a coroutine that an error ends", 500, function()
    return coroutine.resume(coroutine.create(function() zzgov.workdays {} end))
  end},
}

collectgarbage("setpause", 100) -- else garbage may pile up to twice the heap, now more, now less
local calls = 0
for _, case in ipairs(work) do
  local name, n, f = case[1], case[2], case[3]
  for _ = 1, n / 2 do
    f()
  end
  local heap_before, resident_before = heap(), resident()
  for _ = 1, n / 2 do
    f()
  end
  calls = calls + n
  print(("%s: %d calls, %.0f heap, %d resident"):format(name, n, heap() - heap_before, resident() - resident_before))
end
print(("together: %d calls"):format(calls))
