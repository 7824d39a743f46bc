--- The contract in tables: requests to JSON, through the library, and responses back.
-- @module zzgov
local core = require "zzgov.core"
local errors = require "zzgov.errors"
local nearest = require "zzgov.nearest"
local rulebook = require "zzgov.rulebook"

local contract = {}

-- Members of a request that typed functions take beside those of the input.
local beside_input = {options = true, rules = true, explain = true, lang = true}
local formats = {
  table = core.REPORT_TABLE,
  coloured = core.REPORT_COLOURED,
  csv = core.REPORT_CSV,
  json = core.REPORT_JSON,
  html = core.REPORT_HTML,
  fragment = core.REPORT_FRAGMENT,
}

-- --- what the library knows --------------------------------------------------------------------------

--- The calculators.
-- @tparam[opt="en"] string lang "en" or "zh"
-- @treturn table an array of {id = …, title = …}
-- @function calculators
function contract.calculators(lang)
  local list = {}
  for id, title in core.list_calculators(errors.language(lang)):gmatch("([^\t\n]+)\t([^\n]+)") do
    list[#list + 1] = {id = id, title = title}
  end
  return list
end

--- The JSON Schema of a calculator's input, options and result.
-- @tparam string calculator its id
-- @tparam[opt="en"] string lang language of the descriptions
-- @treturn table the schema
-- @function schema
function contract.schema(calculator, lang)
  errors.check("calculator", calculator, "string")
  local text = errors.within(lang, "", core.schema, calculator, errors.language(lang))
  return core.decode(text, core.null)
end

local function collect_arrays(schema, arrays)
  for name, part in pairs(schema.properties or {}) do
    if part.type == "array" or type(part.type) == "table" and part.type[1] == "array" then
      arrays[name] = true
      collect_arrays(part.items, arrays)
    end
    collect_arrays(part, arrays)
  end
  return arrays
end

local calculators, arrays_of = {}, {}
for _, calculator in ipairs(contract.calculators()) do
  calculators[calculator.id] = true
end

-- The members of a calculator's input that are arrays, also where they are empty.
local function arrays_for(calculator)
  if not calculators[calculator] then
    return {}
  end
  if not arrays_of[calculator] then
    local schema = contract.schema(calculator)
    arrays_of[calculator] = collect_arrays(schema.properties.input, {})
  end
  return arrays_of[calculator]
end

-- The JSON of a request, or of the rest of one whose calculator is known otherwise.
function contract.encode(request, calculator)
  local arrays = arrays_for(calculator or rawget(request, "calculator"))
  return errors.within(rawget(request, "lang"), "", core.encode, request, arrays)
end

-- --- reports -----------------------------------------------------------------------------------------

-- A report of JSON requests; options are `format` and `lang`.
function contract.render(handle, texts, options)
  errors.check_names(options, {format = true, lang = true})
  local format = errors.choose("format", options.format, formats, "table")
  local lang = errors.language(options.lang)
  return errors.within(options.lang, "", core.report, handle, texts, format, lang)
end

local function is_request(requests)
  return rawget(requests, "calculator") ~= nil or next(requests) == nil
end

--- What requests of one calculator come to, for people.
-- @tparam table|string requests a request, its JSON, or an array of them
-- @tparam[opt] table options `format` ("table", "coloured", "csv", "json", "html",
-- "fragment" for a section of another page) and `lang`
-- @tparam[opt] Rulebook rulebook another one than that compiled in
-- @treturn string the report
-- @raise as evaluate, with the number of the request in the error's `request`
-- @function report
function contract.report(requests, options, book)
  errors.check("requests", requests, "table", "string")
  options = errors.check("options", options or {}, "table")
  if type(requests) == "string" or is_request(requests) then
    requests = {requests}
  end
  local texts = {}
  for i, request in ipairs(requests) do
    errors.check("requests", request, "table", "string")
    texts[i] = type(request) == "string" and request or contract.encode(request)
  end
  return contract.render(rulebook.handle_of(book), texts, options)
end

-- What results and responses say of themselves, beside their members.
local function present(result, extra, text, handle, lang)
  lang = lang == "zh" and "zh" or "en"
  extra.report = errors.raising(function(_, options)
    local with_lang = {lang = lang}
    for name, value in pairs(errors.check("options", options or {}, "table")) do
      with_lang[name] = value
    end
    return contract.render(handle, {text}, with_lang)
  end)
  return setmetatable(result, {
    __index = extra,
    __name = "zzgov.result",
    __tostring = function() return contract.render(handle, {text}, {lang = lang}) end,
  })
end

-- --- the two doors -----------------------------------------------------------------------------------

-- The response, its request as JSON and the handle of the rulebook.
local function answer(request, book, null)
  local handle = rulebook.handle_of(book)
  local text = contract.encode(request)
  local response = core.decode((core.evaluate_json(handle, text)), null)
  if response.error then
    errors.raise_response(response)
  end
  return response, text, handle
end

--- Answers a request of the contract.
--
-- Decimals and money are strings or integers, a reading may be a float; an absent member is nil or
-- `zzgov.null`. In the response `zzgov.null` stands for null.
-- @tparam table request `calculator`, `input` and what else the contract has
-- @tparam[opt] Rulebook rulebook another one than that compiled in
-- @treturn table the response; `tostring` of it is a table for people, `response:report()` too
-- @raise a table with `code`, `path`, `message`, `expected`, `where`
-- @function evaluate
function contract.evaluate(request, book)
  local lang = rawget(errors.check("request", request, "table"), "lang")
  local response, text, handle = answer(request, book, core.null)
  present(response.result, {}, text, handle, lang)
  return present(response, {}, text, handle, lang)
end

--- Answers a JSON request with the same bytes as the C library and the command.
-- @tparam string text the request; it may hold anything
-- @tparam[opt] Rulebook rulebook another one than that compiled in
-- @treturn string the response, which may be an error
-- @treturn boolean whether it is a result
-- @function evaluate_json
function contract.evaluate_json(text, book)
  errors.check("text", text, "string")
  return core.evaluate_json(rulebook.handle_of(book), text)
end

-- A name that the input does not know may be meant for one beside it.
local function improve(fault, calculator, lang)
  local name = type(fault) == "table" and fault.code == "unknown-field" and fault.path:match("^/input/([^/]+)$")
  if name then
    local names = nearest.names(contract.schema(calculator).properties.input.properties)
    for other in pairs(beside_input) do
      names[#names + 1] = other
    end
    local near = nearest.find(name, names)
    if beside_input[near] then
      errors.within(lang, "", errors.raise, fault.code, fault.path, "unknown-near", {name = name, near = near})
    end
  end
  error(fault, 0)
end

--- Each calculator is a function of its own, with _ for - in its id: `zzgov.eco_compensation{…}`.
-- @tparam table input the members of the contract's `input`, beside them `options`, `rules`,
-- `explain` and `lang`
-- @tparam[opt] Rulebook rulebook another one than that compiled in
-- @treturn table the contract's `result`, where null is nil; beside its members it has
-- `explanation` (if asked for), `warnings`, `options`, `rulebook` and `report(self, options)`;
-- `tostring` of it is a table for people
-- @raise as evaluate
-- @usage local result = zzgov.workdays {from = "2020-09-30", add = 3}
-- print(result.last_day) --> 2020-10-12
-- @function CALCULATOR
local function typed(calculator)
  return function(input, book)
    local request = {calculator = calculator, input = {}}
    for name, value in next, errors.check("input", input, "table") do
      local to = beside_input[name] and request or request.input
      to[name] = value
    end
    local ok, response, text, handle = pcall(answer, request, book, nil)
    if not ok then
      improve(response, calculator, request.lang)
    end
    local extra = {
      explanation = response.explanation,
      options = response.options,
      rulebook = response.rulebook,
      warnings = response.warnings,
    }
    return present(response.result, extra, text, handle, request.lang)
  end
end

-- The functions of all calculators.
function contract.typed_functions()
  local functions = {}
  for id in pairs(calculators) do
    functions[id:gsub("-", "_")] = typed(id)
  end
  return functions
end

return contract
