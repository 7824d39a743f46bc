-- What several specifications share.
local json = require "dkjson"
local zzgov = require "zzgov"

local helper = {}
helper.root = assert(os.getenv("ZZGOV_ROOT"), "ZZGOV_ROOT is the root of the repository")
helper.has_integers = math.type ~= nil
helper.has_ffi = pcall(require, "ffi")
function helper.read_file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

function helper.read(path)
  return helper.read_file(helper.root .. "/" .. path)
end

-- The list that everything else follows from.
helper.regulations = {}
for id in helper.read("meson.build"):match("regulations = (%b[])"):gmatch("'([%w-]+)'") do
  helper.regulations[#helper.regulations + 1] = id
end
assert(#helper.regulations > 0, "no regulations in meson.build")

--- JSON by another reader than ours; null is json.null, arrays are marked.
function helper.decode(text)
  return assert(json.decode(text, 1, json.null))
end

helper.encode = json.encode
helper.json_null = json.null

--- What a function raises.
function helper.error_of(f, ...)
  local ok, fault = pcall(f, ...)
  assert(not ok, "no error was raised")
  return fault
end

--- Raised or returned as nil: both doors say the same of a wrong call, named by its place in zzgov.
function helper.both_doors(path, ...)
  local raising, giving = zzgov, zzgov.safe
  for name in path:gmatch("[^.]+") do
    raising, giving = raising[name], giving[name]
  end
  local raised = helper.error_of(raising, ...)
  local result, given = giving(...)
  assert(result == nil and type(given) == "table", "zzgov.safe gives no error")
  assert(raised.code == given.code and raised.path == given.path and raised.message == given.message)
  return raised
end

--- The area and the base of the contract's example: 1,485,000 yuan.
function helper.area(change)
  local area = {
    name = "金水区", network = "national", pm25 = "58", pm10 = "88", pm25_improvement = "4.9", pm10_improvement = "3.0",
  }
  for name, value in pairs(change or {}) do
    area[name] = value
  end
  return area
end

helper.base = {pm25 = "52", pm25_improvement = "8.0", pm10 = "90", pm10_improvement = "6.0"}

return helper
