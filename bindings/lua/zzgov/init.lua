--- What the Zhengzhou government gazette of September 2020 prescribes, computed: amounts, dates and
-- statuses, each with its article.
--
-- Requests and responses are tables in the form of the contract. Functions raise errors that are
-- tables; those of `zzgov.safe` return nil and the error instead.
-- @module zzgov
local calendar = require "zzgov.calendar"
local columns = require "zzgov.columns"
local contract = require "zzgov.contract"
local core = require "zzgov.core"
local errors = require "zzgov.errors"
local rulebook = require "zzgov.rulebook"
local sheet = require "zzgov.sheet"

--- @table zzgov
-- @field _VERSION the library's version
-- @field null JSON null, where it must be told from absence
-- @field safe the same module, whose functions return nil and the error
-- @field rulebook see `zzgov.rulebook`
-- @field calendar see `zzgov.calendar`
-- @field columns see `zzgov.columns`
local zzgov = {
  _VERSION = core.version(),
  null = core.null,
  calculators = contract.calculators,
  calendar = calendar,
  columns = columns,
  csv_example = sheet.csv_example,
  evaluate = contract.evaluate,
  evaluate_json = contract.evaluate_json,
  read_csv = sheet.read_csv,
  report = contract.report,
  rulebook = rulebook.api,
  schema = contract.schema,
  sheet = sheet.sheet,
}

core.array_class.__name = "zzgov.array"
core.array_class.__jsontype = "array" -- as dkjson marks them

--- An error: what functions raise, and those of `zzgov.safe` return behind nil.
-- `tostring` of it has all of it in a line.
-- @table error
-- @field code of the contract, such as "invalid-value", or "invalid-argument", "unreadable"
-- @field path JSON Pointer to what is at fault, elements counted from 0; "" for the whole
-- @field message what is wrong, in the language of the request
-- @field expected what was expected instead; may be missing
-- @field where file and line that called
-- @field zh message and expected in Chinese, where no language was asked for
-- @field line of a text or a spreadsheet, from 1; with it `column`
-- @field id that of the request
-- @field request of a report's requests, from 1; of a spreadsheet's report with it `place`

--- The version of the library.
-- @treturn string
function zzgov.version()
  return core.version()
end

--- Marks a table as an array, which matters only where it is empty and its name does not tell.
-- @tparam[opt] table elements
-- @treturn table the same table
function zzgov.array(elements)
  return setmetatable(errors.check("elements", elements or {}, "table"), core.array_class)
end

--- Yuan as fen, exactly.
-- @tparam string|integer yuan at most two digits after the point
-- @treturn integer|string an integer; where Lua has none, a number below 2^53 and digits from there on
function zzgov.fen(yuan)
  return core.fen(yuan)
end

--- Fen as yuan with two digits after the point.
-- @tparam integer|string fen what `zzgov.fen` gives; LuaJIT's int64_t, too
-- @treturn string
function zzgov.yuan(fen)
  return core.fen_to_yuan_string(fen)
end

for name, typed in pairs(contract.typed_functions()) do
  zzgov[name] = typed
end

local public = errors.behind(errors.raising, zzgov)
public.safe = errors.behind(errors.giving, zzgov)
return public
