-- Working days; the days of October 2020 are those of the vectors of CAL-01.
local helper = require "helper"
local zzgov = require "zzgov"
local calendar = zzgov.calendar

describe("The calendar", function()
  it("knows its first and last day", function()
    assert.are.same({"2007-01-01", "2026-12-31"}, {calendar.range()})
  end)

  it("knows working days", function()
    assert.is_false(calendar.is_working_day("2020-10-08")) -- the National Day's last day off
    assert.is_true(calendar.is_working_day("2020-10-09"))
    assert.is_true(calendar.is_working_day("2020-10-10")) -- a Saturday that is worked
    assert.is_false(calendar.is_working_day("2020-10-11"))
  end)

  it("adds and counts them", function()
    assert.are.equal("2020-10-12", calendar.add_working_days("2020-09-30", 3))
    assert.are.equal("2020-09-30", calendar.add_working_days("2020-09-30", 0))
    assert.are.equal("2020-10-12", calendar.add_working_days("2020-09-30", "3"))
    assert.are.equal(3, calendar.count_working_days("2020-09-30", "2020-10-12"))
    assert.are.equal(2, calendar.count_working_days("2020-09-30", "2020-10-11"))
  end)

  it("adds months", function()
    assert.are.equal("2021-02-28", calendar.add_months("2020-11-30", 3))
    assert.are.equal("2020-11-30", calendar.add_months("2020-11-30", 0))
    assert.are.equal("invalid-value", helper.both_doors("calendar.add_months", "2199-12-31", 1).code)
    assert.are.equal("invalid-argument", helper.both_doors("calendar.add_months", "2020-11-30", -1).code)
    assert.are.equal("invalid-argument", helper.both_doors("calendar.add_months", "2020-11-30", 1.5).code)
  end)

  it("refuses days that are none or not covered", function()
    assert.are.equal("invalid-value", helper.both_doors("calendar.is_working_day", "2020-02-30").code)
    assert.are.equal("calendar-missing", helper.both_doors("calendar.is_working_day", "2027-01-01").code)
    assert.are.equal("calendar-missing", helper.both_doors("calendar.add_working_days", "2026-12-31", 1).code)
    local backwards = helper.both_doors("calendar.count_working_days", "2020-10-12", "2020-09-30")
    assert.are.equal("invalid-argument", backwards.code)
    assert.are.equal("invalid-argument", helper.both_doors("calendar.is_working_day", "2020-10-10\0").code)
  end)

  it("is that of the rulebook", function()
    local text = zzgov.rulebook.default():text()
    local book = zzgov.rulebook.load(text)
    assert.is_true(calendar.is_working_day("2020-10-10", book))
    assert.are.equal("2020-10-12", calendar.add_working_days("2020-09-30", 3, book))
  end)
end)
