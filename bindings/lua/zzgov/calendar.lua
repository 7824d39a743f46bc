-- Working days and periods on the calendar of a rulebook.
local core = require "zzgov.core"
local errors = require "zzgov.errors"
local rulebook = require "zzgov.rulebook"

local api = {}

-- Months of a period are 0 … 2^31−1, as in C.
local function check_days(name, value)
  return errors.check(name, value, "number", "string")
end

function api.range(book)
  return core.calendar_get_range(rulebook.handle_of(book))
end

function api.is_working_day(day, book)
  errors.check("day", day, "string")
  return core.calendar_is_working_day(rulebook.handle_of(book), day)
end

function api.add_working_days(from, days, book)
  errors.check("from", from, "string")
  check_days("days", days)
  return core.calendar_add_working_days(rulebook.handle_of(book), from, days)
end

function api.count_working_days(from, last, book)
  errors.check("from", from, "string")
  errors.check("until", last, "string")
  return core.calendar_count_working_days(rulebook.handle_of(book), from, last)
end

function api.add_months(from, months)
  errors.check("from", from, "string")
  check_days("months", months)
  return core.date_add_months(from, months)
end

return api
