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

function zzgov.version()
  return core.version()
end

function zzgov.array(elements)
  return setmetatable(errors.check("elements", elements or {}, "table"), core.array_class)
end

function zzgov.fen(yuan)
  return core.fen(yuan)
end

function zzgov.yuan(fen)
  return core.fen_to_yuan_string(fen)
end

for name, typed in pairs(contract.typed_functions()) do
  zzgov[name] = typed
end

local public = errors.behind(errors.raising, zzgov)
public.safe = errors.behind(errors.giving, zzgov)
return public
