-- The known name that a misspelt one was meant for.
local nearest = {}

-- Changes of single bytes that make one of the other.
local function distance(a, b)
  local above = {}
  for j = 0, #b do
    above[j] = j
  end
  for i = 1, #a do
    local row = {[0] = i}
    for j = 1, #b do
      local other = a:byte(i) == b:byte(j) and 0 or 1
      row[j] = math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + other)
    end
    above = row
  end
  return above[#b]
end

-- The nearest of an array of names, or nil where none is near.
function nearest.find(written, names)
  local found, least = nil, math.huge
  for _, name in ipairs(#written <= 64 and names or {}) do
    local d = distance(written:lower(), name:lower())
    if d < least and 2 * d <= math.max(#written, #name) then
      found, least = name, d
    end
  end
  return found
end

-- The names of a table in order.
function nearest.names(of)
  local names = {}
  for name in pairs(of) do
    names[#names + 1] = name
  end
  table.sort(names)
  return names
end

return nearest
