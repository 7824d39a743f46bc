-- Errors are tables; public functions go through a door that says whose line it was.
local core = require "zzgov.core"
local nearest = require "zzgov.nearest"
local words = require "zzgov.words"

local errors = {}
local class = core.error_class
class.__name = "zzgov.error"

function class:__tostring()
  local where = self.where and self.where .. ": " or ""
  local path = self.path ~= "" and " at " .. self.path or ""
  local expected = self.expected and "; expected: " .. self.expected or ""
  return where .. self.code .. path .. ": " .. self.message .. expected
end

function class.__concat(a, b)
  return tostring(a) .. tostring(b)
end

local function is_ours(fault)
  return type(fault) == "table" and getmetatable(fault) == class
end

-- Words for a fault that was found on this side; `zh` holds the Chinese ones.
local function complete(fault)
  local texts = words[fault.what]
  if not texts then
    return
  end
  local function fill(text)
    return text and (text:gsub("{(%w+)}", function(name) return tostring(fault[name]) end))
  end
  fault.message, fault.expected = fill(texts.en[1]), fill(texts.en[2])
  fault.zh = {message = fill(texts.zh[1]), expected = fill(texts.zh[2])}
  fault.what, fault.found, fault.name, fault.near, fault.wanted = nil, nil, nil, nil, nil
end

-- Raises a fault; `what` is one of words.lua, the rest are its fields.
function errors.raise(code, path, what, fields)
  local fault = {code = code, path = path, what = what}
  for name, value in pairs(fields or {}) do
    fault[name] = value
  end
  error(setmetatable(fault, class), 0)
end

-- Raises the `error` of a response.
function errors.raise_response(response)
  response.error.id = response.id
  error(setmetatable(response.error, class), 0)
end

-- Raises that a name is not known, with the nearest that is.
function errors.raise_unknown(path, name, names)
  local near = nearest.find(name, names)
  errors.raise("unknown-field", path, near and "unknown-near" or "unknown", {name = name, near = near})
end

-- Calls f; what it raises has the words of the language, and `path` in front of its own.
function errors.within(lang, path, f, ...)
  local ok, result = pcall(f, ...)
  if ok then
    return result
  end
  if is_ours(result) then
    complete(result)
    if lang == "zh" and result.zh then
      result.message, result.expected = result.zh.message, result.zh.expected
    end
    result.path = result.path ~= "" and path .. result.path or ""
  end
  error(result, 0)
end

-- Raises unless an argument has one of the types.
function errors.check(name, value, wanted, other)
  local found = type(value)
  if found ~= wanted and found ~= other then
    wanted = other and wanted .. " or " .. other or wanted
    errors.raise("invalid-argument", "", "argument", {name = name, found = found, wanted = wanted})
  end
  return value
end

-- The value of a word of a fixed set, `choices`; the default for nil.
function errors.choose(name, word, choices, default)
  if word == nil then
    return choices[default]
  end
  errors.check(name, word, "string")
  if choices[word] == nil then
    local names = nearest.names(choices)
    local near = nearest.find(word, names)
    errors.raise("invalid-argument", "", near and "choice-near" or "choice",
      {name = name, found = word, near = near, wanted = table.concat(names, ", ")})
  end
  return choices[word]
end

-- Raises unless all keys of an argument are known; false stands for what is optional.
function errors.check_names(argument, known)
  for name in pairs(argument) do
    if known[name] == nil then
      errors.raise_unknown("/" .. tostring(name), tostring(name), nearest.names(known))
    end
  end
end

-- Both languages as the library numbers them.
function errors.language(lang)
  return errors.choose("lang", lang, {en = core.LANG_EN, zh = core.LANG_ZH}, "en")
end

-- --- doors -----------------------------------------------------------------------------------------

-- Called last, so that level 2 is who called the door. Other errors are Lua's, such as want of memory.
local function raise_for_caller(ok, ...)
  if ok then
    return ...
  end
  local fault = ...
  if is_ours(fault) then
    complete(fault)
    fault.where = core.where(2)
  end
  error(fault, 0)
end

local function give_to_caller(ok, ...)
  local fault = ...
  if ok then
    return ...
  end
  if not is_ours(fault) then
    error(fault, 0)
  end
  complete(fault)
  fault.where = core.where(2)
  return nil, fault
end

-- The public function of f: its errors name the line that called it.
function errors.raising(f)
  return function(...)
    return raise_for_caller(pcall(f, ...))
  end
end

-- The same, with nil and the error in place of a raised one.
function errors.giving(f)
  return function(...)
    return give_to_caller(pcall(f, ...))
  end
end

local function is_plain(value)
  return type(value) == "table" and getmetatable(value) == nil
end

-- A copy of a module whose functions are behind doors; another name than its own is an error.
function errors.behind(door, module)
  local public = {}
  for name, value in pairs(module) do
    if type(value) == "function" then
      public[name] = door(value)
    else
      public[name] = is_plain(value) and errors.behind(door, value) or value
    end
  end
  return setmetatable(public, {
    __index = errors.raising(function(_, name)
      if type(name) == "string" then
        errors.raise_unknown("", name, nearest.names(public))
      end
    end),
  })
end

return errors
