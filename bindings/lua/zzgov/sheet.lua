--- Spreadsheets saved as CSV, and the requests that they stand for. `zzgov.read_csv` makes them.
-- @module zzgov.sheet
local contract = require "zzgov.contract"
local core = require "zzgov.core"
local errors = require "zzgov.errors"
local rulebook = require "zzgov.rulebook"

local sheet = {}
local methods = {}
--- A spreadsheet. The functions of this module are its methods, too: `sheet:report()`.
-- @table Sheet
-- @field calculator its id
-- @field n_requests how many requests it stands for
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

--- Reads a spreadsheet: `zzgov.read_csv(calculator, text, options)`.
-- @tparam string calculator its id
-- @tparam string text the file's bytes
-- @tparam[opt] table options `frame` (a request, as far as the table does not hold it), `ignore`
-- (headers to pass over), `lang` (of the error)
-- @treturn Sheet
-- @raise with `line` and `column` of the first fault; the message has all faults
-- @function zzgov.read_csv
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

--- A small spreadsheet to begin with: `zzgov.csv_example(calculator, lang)`.
-- @tparam string calculator its id
-- @tparam[opt="en"] string lang of headers and words
-- @treturn string CSV
-- @function zzgov.csv_example
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

--- The requests as tables.
-- @tparam Sheet sheet
-- @treturn table an array
-- @function requests
function methods.requests(object)
  local requests = {}
  for i, text in ipairs(request_texts(handle_of(object))) do
    requests[i] = core.decode(text, nil)
  end
  return requests
end

--- Where in the spreadsheet a member of a request stands: "line 5, column 3 (PM2.5)".
-- @tparam Sheet sheet
-- @tparam integer index the request, from 1
-- @tparam string pointer its path, as in an error
-- @tparam[opt="en"] string lang
-- @treturn string|nil nil where it is not from the spreadsheet
-- @function locate
function methods.locate(object, index, pointer, lang)
  local handle = handle_of(object)
  errors.check("index", index, "number")
  errors.check("pointer", pointer, "string")
  return core.table_locate(handle, index, pointer, errors.language(lang))
end

--- What the spreadsheet comes to, for people.
-- @tparam Sheet sheet
-- @tparam[opt] table options `format` and `lang`, as for `zzgov.report`
-- @tparam[opt] Rulebook rulebook
-- @treturn string
-- @raise as evaluate; the error's `place` is that in the spreadsheet
-- @function report
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
