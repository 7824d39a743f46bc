-- The month's settlement from the readings as an office keeps them.
local zzgov = require "zzgov"

return function(csv)
  local sheet = zzgov.read_csv("eco-compensation", csv, {frame = {input = {month = "2020-11"}}})
  local request = sheet:requests()[1]
  local sum = 0
  local result = zzgov.evaluate(request).result
  for _, area in ipairs(result.areas) do
    sum = sum + zzgov.fen(area.total_yuan)
  end
  assert(zzgov.yuan(sum) == result.total_yuan)
  return result.total_yuan
end
