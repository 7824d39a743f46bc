-- Every case of tests/vectors: as text, as a table, and through the function of its calculator.
local helper = require "helper"
local zzgov = require "zzgov"

local free_texts = {message = true, expected = true, explanation = true}
local of_typed = {calculator = true, input = true, options = true, rules = true, explain = true, lang = true, id = true}

local arrays = {
  areas = true, mines = true, accidents_on = true, projects = true, batches = true, records = true,
}

-- JSON of the other reader as a script would write it: null as zzgov.null, no marks on arrays but on
-- empty ones whose names do not tell. An empty object under an array's name cannot be written.
local function as_script(value, name)
  if value == helper.json_null then
    return zzgov.null
  elseif type(value) == "number" and value % 1 ~= 0 and name:find("_yuan$") then
    return tostring(value) -- money is no float in a script
  elseif type(value) ~= "table" then
    return value
  end
  local plain = {}
  for key, member in pairs(value) do
    plain[key] = as_script(member, key)
  end
  if next(plain) == nil then
    local is_array = getmetatable(value).__jsontype == "array"
    assert(is_array or not arrays[name], "an empty table of that name is an array")
    return is_array and not arrays[name] and zzgov.array(plain) or plain
  end
  return plain
end

-- `null` is what the found response has for null.
local function same(expected, found, path, null)
  if expected == helper.json_null then
    expected = null
  end
  if type(expected) ~= "table" or type(found) ~= "table" then
    assert(expected == found, ("%s: %s expected, %s found"):format(path, tostring(expected), tostring(found)))
    return
  end
  for key, value in pairs(expected) do
    same(value, rawget(found, key), path .. "/" .. tostring(key), null)
  end
  for key in pairs(found) do
    assert(expected[key] ~= nil or free_texts[key], ("%s: %s is too much"):format(path, tostring(key)))
  end
end

local function messages(response)
  local texts = {}
  for _, item in ipairs(response.error and {response.error} or response.warnings) do
    texts[#texts + 1] = item.message
  end
  return table.concat(texts, "\n")
end

local function has_step(steps, wanted, null)
  for _, step in ipairs(steps) do
    local part = {}
    for name in pairs(wanted) do
      part[name] = step[name]
    end
    if pcall(same, wanted, part, "", null) then
      return true
    end
  end
  return false
end

local function check(case, response, null)
  same(case.response, response, "", null)
  for _, words in ipairs(case.message_has or {}) do
    assert(messages(response):find(words, 1, true), words .. " is not said: " .. messages(response))
  end
  for _, wanted in ipairs(case.explains or {}) do
    assert(has_step(response.explanation, wanted, null), "a step is missing")
  end
end

local function error_response(fault)
  assert(type(fault) == "table", tostring(fault))
  local copy = {}
  for _, name in ipairs {"code", "path", "line", "column", "message", "expected"} do
    copy[name] = fault[name]
  end
  return {id = fault.id, error = copy}
end

-- --- three ways --------------------------------------------------------------------------------------

local function unhex(text)
  return (text:gsub("..", function(byte) return string.char(tonumber(byte, 16)) end))
end

local function text_of(case)
  local request = case.request and helper.encode(case.request)
  return request or case.request_text or unhex(case.request_hex)
end

local function check_text(case, text)
  local answer, ok = zzgov.evaluate_json(text)
  assert.are.equal(case.response.error == nil, ok)
  check(case, helper.decode(answer), helper.json_null)
end

-- Lua 5.1 has no such integers; instead of another one there is an error.
local function is_beyond(id)
  return not helper.has_integers and type(id) == "number" and math.abs(id) >= 2 ^ 53
end

local function check_table(case, request)
  local ok, response = pcall(zzgov.evaluate, request)
  if is_beyond(request.id) then
    assert.are.equal("/id", response.path)
    return
  end
  response = ok and response or error_response(response)
  check(case, response, zzgov.null)
  -- The door for text says the same, to the last step and message.
  same(helper.decode((zzgov.evaluate_json(text_of(case)))), response, "", zzgov.null)
end

local function typed_call(request)
  for name in pairs(request) do
    if not of_typed[name] then
      return nil
    end
  end
  local name = type(request.calculator) == "string" and request.calculator:gsub("-", "_")
  if type(request.input) ~= "table" or not name or not rawget(zzgov, name) then
    return nil
  end
  local input = {options = request.options, rules = request.rules, explain = request.explain, lang = request.lang}
  for member, value in pairs(request.input) do
    input[member] = value
  end
  return zzgov[name], input
end

local function check_typed(case, request)
  local typed, input = typed_call(request)
  if not typed or case.response.error and case.response.error.path == "/id" then
    return false
  end
  local ok, result = pcall(typed, input)
  local response = not ok and error_response(result) or {
    calculator = request.calculator, result = result, options = result.options,
    rulebook = result.rulebook, warnings = result.warnings, explanation = result.explanation,
  }
  response.id = case.response.id
  check(case, response, not ok and zzgov.null or nil)
  return true
end

-- --- all cases ---------------------------------------------------------------------------------------

-- The request as a table; nil where only text can be it.
local function table_of(case)
  local ok, request = pcall(as_script, case.request)
  return ok and request or nil
end

describe("vectors", function()
  for _, regulation in ipairs(helper.regulations) do
    local cases = helper.decode(helper.read("tests/vectors/" .. regulation .. ".json")).cases

    describe("of " .. regulation, function()
      local n_tables, n_typed = 0, 0
      for _, case in ipairs(cases) do
        it(case.id, function()
          local request = table_of(case)
          if request then
            n_tables = n_tables + 1
            check_table(case, request)
            n_typed = n_typed + (check_typed(case, request) and 1 or 0)
          end
          if not request or not is_beyond(request.id) then
            check_text(case, text_of(case))
          end
        end)
      end

      it("go through tables and the function of the calculator", function()
        assert.is_true(n_tables > #cases / 2 and n_typed > #cases / 2)
      end)
    end)
  end
end)
