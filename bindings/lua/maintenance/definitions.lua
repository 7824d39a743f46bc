-- Writes luacats/calculators.lua, what editors know of each calculator, from the library's schemas:
--
--   lua5.4 bindings/lua/maintenance/definitions.lua > bindings/lua/luacats/calculators.lua
--
-- with LUA_PATH and LUA_CPATH as in tests/lua/run.sh, which also checks that the file is up to date.
local zzgov = require "zzgov"

local head = [[
---@meta

-- Made by bindings/lua/maintenance/definitions.lua from the schemas of the library.

---@class zzgov
local zzgov = {}
]]

local function names_of(properties)
  local names = {}
  for name in pairs(properties) do
    names[#names + 1] = name
  end
  table.sort(names)
  return names
end

-- Whether a list of JSON's, or the one value in place of it, has a value.
local function has(list, wanted)
  for _, value in ipairs(type(list) == "table" and list or {list}) do
    if value == wanted then
      return true
    end
  end
  return false
end

local function words_of(enum)
  local words = {}
  for _, word in ipairs(enum) do
    words[#words + 1] = word ~= zzgov.null and ('"%s"'):format(word) or nil
  end
  return table.concat(words, "|")
end

local write_class

-- The type of a member as LuaCATS has it; `classes` gets those that it needs.
local function type_of(part, class, classes)
  if part.enum then
    return words_of(part.enum)
  elseif has(part.type, "array") then
    return type_of(part.items, class, classes) .. "[]"
  elseif has(part.type, "object") then
    write_class(class, part, classes)
    return class
  elseif has(part.type, "number") then -- money is no float
    return class:find("_yuan$") and "string|integer" or "string|number"
  end
  return has(part.type, "string") and "string" or has(part.type, "integer") and "integer" or "boolean"
end

local function field_line(schema, name, class, classes)
  local part = schema.properties[name]
  local optional = not has(schema.required, name) or has(part.type, "null") or has(part.enum, zzgov.null)
  local kind = type_of(part, class .. "." .. name, classes)
  if name == "until" then -- a keyword of Lua
    return ('---@field ["until"] %s|nil %s'):format(kind, part.description or "")
  end
  return ("---@field %s%s %s %s"):format(name, optional and "?" or "", kind, part.description or "")
end

-- `parent` and `more`, a text of fields, may be missing.
function write_class(class, schema, classes, parent, more)
  local lines = {("---@class %s%s"):format(class, parent and ": " .. parent or "")}
  for _, name in ipairs(names_of(schema.properties)) do
    lines[#lines + 1] = field_line(schema, name, class, classes):gsub(" +$", "")
  end
  lines[#lines + 1] = more
  classes[#classes + 1] = table.concat(lines, "\n") .. "\n"
end

local beside_input = [[
---@field options? %s the readings chosen
---@field rules? table<string, table<string, any>> what-if values
---@field explain? boolean whether the result has its explanation
---@field lang? "en"|"zh" language of texts]]

local function write_calculator(calculator)
  local schema, name, classes = zzgov.schema(calculator.id), calculator.id:gsub("-", "_"), {}
  local class = "zzgov." .. name
  write_class(class .. ".options", schema.properties.options, classes)
  write_class(class .. ".input", schema.properties.input, classes, nil, beside_input:format(class .. ".options"))
  write_class(class .. ".result", schema.properties.result, classes, "zzgov.Result")
  io.write("\n", table.concat(classes, "\n"), "\n")
  io.write(("---%s\n---@param input %s.input\n---@param rulebook? zzgov.Rulebook\n"):format(calculator.title, class))
  io.write(("---@return %s.result\nfunction zzgov.%s(input, rulebook) end\n"):format(class, name))
end

io.write(head)
for _, calculator in ipairs(zzgov.calculators()) do
  write_calculator(calculator)
end
