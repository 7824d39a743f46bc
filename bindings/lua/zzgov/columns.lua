--- Columns: tables of numbers, packed strings, on LuaJIT arrays of the FFI. What comes out has the
-- form of what went in.
-- @module zzgov.columns
local core = require "zzgov.core"
local errors = require "zzgov.errors"
local rulebook = require "zzgov.rulebook"

local has_ffi, ffi = pcall(require, "ffi")
local api = {}
local sizes = {double = 8, int64 = 8, uint32 = 4, uint8 = 1}
-- How LuaJIT writes the types of the formats.
local formats_of_types = {
  double = "double", int64_t = "int64", ["unsigned int"] = "uint32", ["unsigned char"] = "uint8",
}
local factors = {"pm25", "pm25_improvement", "pm10", "pm10_improvement"}
local readings = {"pm25", "pm25_last_year", "pm10", "pm10_last_year"}

--- What the numbers of a status column mean: [0] is "good".
-- @table status
api.status = {
  [0] = "good", "not-a-number", "out-of-range", "not-millionths", "overflow", "group-spoilt",
}

--- The instruction set in use: "avx512", "avx2" or "plain".
-- @treturn string
-- @function kernel
function api.kernel()
  return core.columns_kernel()
end

local all_formats = {double = "double", int64 = "int64", uint32 = "uint32", uint8 = "uint8"}

local function check_format(format)
  return errors.choose("format", errors.check("format", format, "string"), all_formats)
end

--- Values as bytes, in the order of the machine.
-- @tparam string format "double", "int64" (8 bytes a value), "uint32" (4) or "uint8" (1)
-- @tparam table values numbers; int64 also as digits
-- @treturn string
-- @function pack
function api.pack(format, values)
  local buffer = core.pack(check_format(format), errors.check("values", values, "table"), "values")
  return core.bytes(buffer)
end

local function check_bytes(name, bytes, format)
  if #bytes % sizes[format] ~= 0 then
    errors.raise("invalid-value", "/" .. name, "column-bytes", {found = #bytes, wanted = sizes[format]})
  end
  return #bytes / sizes[format]
end

--- Bytes as a table of numbers; int64 as `zzgov.fen` gives them.
-- @tparam string format as for pack
-- @tparam string bytes
-- @treturn table
-- @function unpack
function api.unpack(format, bytes)
  check_format(format)
  check_bytes("bytes", errors.check("bytes", bytes, "string"), format)
  return core.unpack(format, bytes)
end

-- --- a job: what one call reads and writes -----------------------------------------------------------

local function split_type(value)
  local element, rest = tostring(ffi.typeof(value)):match("^ctype<(.-) ?([%[%*].*)>$")
  return element and formats_of_types[(element:gsub("^const ", ""))], rest
end

local function wrong_column(path, value, format)
  local found = type(value)
  if found == "cdata" then
    found = tostring(ffi.typeof(value))
  end
  local kind = format == "int64" and "int64 (millionths)" or format
  local wanted = ("table or packed string of %s"):format(kind)
  if has_ffi then
    wanted = wanted .. ", or array of it; int64 means millionths = true"
  end
  errors.raise("invalid-type", path, "column-type", {found = found, wanted = wanted})
end

-- Memory that the raw function understands, and its number of values where it is known.
local function open_array(path, array, format)
  local found, rest = split_type(array)
  if found ~= format then
    wrong_column(path, array, format)
  end
  local n = rest:sub(1, 1) == "[" and ffi.sizeof(array) / sizes[format] or nil
  return ffi.cast("const uint8_t *", array), n
end

local function open_column(path, value, format)
  if type(value) == "table" then
    return core.pack(format, value, path:sub(2))
  elseif type(value) == "string" then
    return value, check_bytes(path:sub(2), value, format)
  elseif has_ffi and type(value) == "cdata" then
    return open_array(path, value, format)
  end
  return wrong_column(path, value, format)
end

-- The number of rows is that of the first column or the one that is given; arrays may be longer.
local function check_length(job, path, value, n)
  job.n_rows = job.n_rows or n
  local fits = n == job.n_rows or type(value) == "cdata" and (not n or n >= (job.n_rows or math.huge))
  if not job.n_rows then
    errors.raise("missing-field", "", "missing", {name = "n_rows", wanted = "the number of rows behind a pointer"})
  elseif not fits then
    errors.raise("invalid-value", path, "column-length", {found = n, wanted = job.n_rows})
  end
end

local function read_column(job, path, value, format)
  format = format or job.format
  if value == nil then
    errors.raise("missing-field", path:match("^(.*)/"), "missing", {name = path:match("[^/]+$"), wanted = "column"})
  end
  local memory, n = open_column(path, value, format)
  check_length(job, path, value, n)
  job.kept[#job.kept + 1] = value -- LuaJIT's pointers do not keep their arrays
  return memory
end

local function make_output(job, format, n)
  if job.form ~= "cdata" then
    return core.buffer(n * sizes[format])
  end
  local array = ffi.new(format .. "_t[?]", n)
  local pointer = ffi.cast("uint8_t *", array)
  job.arrays[pointer] = array
  return pointer
end

local function finish_output(job, format, memory)
  if memory == nil then
    return nil
  elseif job.form == "cdata" then
    return job.arrays[memory]
  end
  return job.form == "string" and core.bytes(memory) or core.unpack(format, memory)
end

-- `names` are those of the options; what all functions share comes to them.
local function new_job(options, names, first)
  errors.check("options", options, "table")
  local known = {millionths = true, n_rows = true, factors = true, status = true}
  for _, name in ipairs(names) do
    known[name] = true
  end
  errors.check_names(options, known)
  local n = options.n_rows
  if n ~= nil and (type(n) ~= "number" or n < 0 or n % 1 ~= 0) then
    local fields = {name = "n_rows", found = tostring(n), wanted = "integer, 0 or more"}
    errors.raise("invalid-argument", "", "choice", fields)
  end
  return {
    form = type(options[first]), format = options.millionths and "int64" or "double",
    millionths = options.millionths, n_rows = n, kept = {}, arrays = {},
  }
end

local function make_row_outputs(job, options)
  job.total_fen = make_output(job, "int64", job.n_rows)
  if options.factors then
    job.factor_fen = {}
    for f in ipairs(factors) do
      job.factor_fen[f] = make_output(job, "int64", job.n_rows)
    end
  end
  job.status = options.status and make_output(job, "uint8", job.n_rows) or nil
end

local function by_factor(values, finish)
  local named = {}
  for f, name in ipairs(factors) do
    named[name] = finish(values[f])
  end
  return named
end

local function finish_rows(job, sums, n_bad)
  local function finish(memory)
    return finish_output(job, "int64", memory)
  end
  sums.factor_fen = by_factor(sums.factor_fen, function(fen) return fen end)
  return {
    total_fen = finish(job.total_fen),
    factor_fen = job.factor_fen and by_factor(job.factor_fen, finish),
    status = finish_output(job, "uint8", job.status),
    sums = sums,
    n_bad = n_bad,
  }
end

-- --- the functions -----------------------------------------------------------------------------------

--- Deductions of many rows (ECO-05 … ECO-09) with given bases.
-- @tparam table options `month`; the columns `pm25`, `pm25_improvement`, `pm10`,
-- `pm10_improvement`; `pm25_base` and so on, each a number or a column; optional: `millionths`
-- (columns hold int64 counts of them in place of doubles), `factors` (also each factor), `status`
-- (mark bad rows instead of raising), `threads`, `n_rows` (behind a pointer)
-- @tparam[opt] Rulebook rulebook
-- @treturn table `total_fen`, `factor_fen`, `status`, `sums`, `n_bad`
-- @raise invalid-value at "/pm25/17", the row from 0; not-in-force; overflow
-- @function eco_compensation
function api.eco_compensation(options, book)
  local names = {"month", "threads"}
  for _, name in ipairs(factors) do
    names[#names + 1] = name
    names[#names + 1] = name .. "_base"
  end
  local job = new_job(options, names, "pm25")
  job.month = errors.check("month", options.month, "string")
  job.threads = errors.check("threads", options.threads or 1, "number")
  job.values, job.bases = {}, {}
  for f, name in ipairs(factors) do
    job.values[f] = read_column(job, "/" .. name, options[name])
  end
  for f, name in ipairs(factors) do
    local base = options[name .. "_base"]
    job.bases[f] = type(base) == "number" and base or read_column(job, "/" .. name .. "_base", base)
  end
  make_row_outputs(job, options)
  return finish_rows(job, core.eco_columns(rulebook.handle_of(book), job))
end

-- Groups and areas count from 1, as Lua does; the raw function has one in front that nobody uses.
local function read_groups(job, options)
  job.months = errors.check("months", options.months, "table")
  job.group = read_column(job, "/group", options.group, "uint32")
  job.group_total_fen = core.buffer((#job.months + 1) * 8)
  job.n_areas = 0
  if options.area ~= nil or options.areas ~= nil then
    job.n_areas = #errors.check("areas", options.areas, "table")
    job.area = read_column(job, "/area", options.area, "uint32")
    job.area_total_fen = core.buffer((job.n_areas + 1) * 8)
  end
end

local function without_first(buffer)
  local totals = core.unpack("int64", buffer)
  table.remove(totals, 1)
  return totals
end

-- Raises an error whose path counts the months without the one in front.
local function raise_panel(fault)
  if type(fault) == "table" and fault.path then
    fault.path = fault.path:gsub("^(/months/)(%d+)$", function(start, i)
      return start .. ("%d"):format(math.max(i - 1, 0))
    end)
  end
  error(fault, 0)
end

--- Settles many months from raw readings, whose bases it forms.
-- @tparam table options `months`, an array; the columns `group` (from 1: which of the months),
-- `pm25`, `pm25_last_year`, `pm10`, `pm10_last_year`; optional: `areas`, an array, with the column
-- `area` (from 1), `rate_base`, `millionths`, `factors`, `status`, `n_rows`
-- @tparam[opt] Rulebook rulebook
-- @treturn table as eco_compensation, and `group_total_fen`, `area_total_fen`, in the order of
-- `months` and `areas`
-- @raise as eco_compensation, also at "/group/17", "/area/17", "/months/3"
-- @function eco_compensation_panel
function api.eco_compensation_panel(options, book)
  local names = {"months", "group", "areas", "area", "rate_base"}
  for _, name in ipairs(readings) do
    names[#names + 1] = name
  end
  local job = new_job(options, names, "pm25")
  for _, name in ipairs(readings) do
    job[name] = read_column(job, "/" .. name, options[name])
  end
  read_groups(job, options)
  local rate_bases = {["mean-of-rates"] = false, ["rate-of-means"] = true}
  job.rate_of_means = errors.choose("rate_base", options.rate_base, rate_bases, "mean-of-rates")
  make_row_outputs(job, options)
  local ok, sums, n_bad = pcall(core.eco_panel, rulebook.handle_of(book), job)
  if not ok then
    raise_panel(sums)
  end
  local result = finish_rows(job, sums, n_bad)
  result.group_total_fen = without_first(job.group_total_fen)
  result.area_total_fen = job.area_total_fen and without_first(job.area_total_fen)
  return result
end

return api
