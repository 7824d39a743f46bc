-- Spreadsheets saved as CSV, and the requests that they stand for.
local contract = require "zzgov.contract"
local core = require "zzgov.core"
local errors = require "zzgov.errors"
local rulebook = require "zzgov.rulebook"

local sheet = {}
local methods = {}
local class = {__index = {}, __name = "zzgov.sheet"}
local handles = setmetatable({}, {__mode = "k"})

function class:__tostring()
  return ("spreadsheet for %s, requests: %d"):format(self.calculator, self.n_requests)
end

local function handle_of(object)
  local handle = handles[object == nil and false or object]
  if not handle then
    errors.raise("invalid-argument", "", "not-a-sheet", {found = type(object)})
  end
  return handle
end

function sheet.read_csv(calculator, text, options)
  errors.check("calculator", calculator, "string")
  errors.check("text", text, "string")
  options = errors.check("options", options or {}, "table")
  errors.check_names(options, {frame = true, ignore = true, lang = true})
  local frame = errors.check("frame", options.frame or {}, "table", "string")
  if type(frame) == "table" then
    frame = contract.encode(frame, calculator)
  end
  local ignore = errors.check("ignore", options.ignore or {}, "table")
  local handle = errors.within(options.lang, "", core.table_read_csv, calculator, text, frame, ignore)
  local object = {calculator = calculator, n_requests = core.table_get_n_requests(handle)}
  handles[object] = handle
  return setmetatable(object, class)
end

function sheet.csv_example(calculator, lang)
  errors.check("calculator", calculator, "string")
  return errors.within(lang, "", core.table_example, calculator, errors.language(lang))
end

local function request_texts(handle)
  local texts = {}
  for i = 1, core.table_get_n_requests(handle) do
    texts[i] = core.table_get_request(handle, i)
  end
  return texts
end

function methods.requests(object)
  local requests = {}
  for i, text in ipairs(request_texts(handle_of(object))) do
    requests[i] = core.decode(text, nil)
  end
  return requests
end

function methods.locate(object, index, pointer, lang)
  local handle = handle_of(object)
  errors.check("index", index, "number")
  errors.check("pointer", pointer, "string")
  return core.table_locate(handle, index, pointer, errors.language(lang))
end

-- The place in the spreadsheet is that of the fault, too.
function methods.report(object, options, book)
  local handle = handle_of(object)
  options = errors.check("options", options or {}, "table")
  local ok, result = pcall(contract.render, rulebook.handle_of(book), request_texts(handle), options)
  if ok then
    return result
  end
  if type(result) == "table" and result.request then
    result.place = core.table_locate(handle, result.request, result.path, errors.language(options.lang))
  end
  error(result, 0)
end

for name, method in pairs(methods) do
  class.__index[name] = errors.raising(method)
end
sheet.sheet = methods

return sheet
