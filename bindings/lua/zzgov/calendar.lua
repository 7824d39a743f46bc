--- Working days (CAL-01) and periods of months (CAL-02). Days are texts, YYYY-MM-DD.
-- @module zzgov.calendar
local core = require "zzgov.core"
local errors = require "zzgov.errors"
local rulebook = require "zzgov.rulebook"

local api = {}

local function check_days(name, value)
  return errors.check(name, value, "number", "string")
end

--- The first and the last day that are covered.
-- @tparam[opt] Rulebook rulebook
-- @treturn string the first day
-- @treturn string the last day
-- @function range
function api.range(book)
  return core.calendar_get_range(rulebook.handle_of(book))
end

--- Whether a day is worked.
-- @tparam string day
-- @tparam[opt] Rulebook rulebook
-- @treturn boolean
-- @raise calendar-missing
-- @function is_working_day
function api.is_working_day(day, book)
  errors.check("day", day, "string")
  return core.calendar_is_working_day(rulebook.handle_of(book), day)
end

--- The last day of a period of working days; the first day does not count.
-- @tparam string from
-- @tparam integer days 0 or more
-- @tparam[opt] Rulebook rulebook
-- @treturn string
-- @raise calendar-missing
-- @function add_working_days
function api.add_working_days(from, days, book)
  errors.check("from", from, "string")
  check_days("days", days)
  return core.calendar_add_working_days(rulebook.handle_of(book), from, days)
end

--- The working days after a day, up to another one that counts.
-- @tparam string from
-- @tparam string until_
-- @tparam[opt] Rulebook rulebook
-- @treturn integer
-- @raise calendar-missing
-- @function count_working_days
function api.count_working_days(from, last, book)
  errors.check("from", from, "string")
  errors.check("until", last, "string")
  return core.calendar_count_working_days(rulebook.handle_of(book), from, last)
end

--- The last day of a period of months: the same day of the month, or the month's last.
-- @tparam string from
-- @tparam integer months 0 or more
-- @treturn string
-- @function add_months
function api.add_months(from, months)
  errors.check("from", from, "string")
  check_days("months", months)
  return core.date_add_months(from, months)
end

return api
