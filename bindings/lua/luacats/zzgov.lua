---@meta zzgov

-- What editors with the Lua language server know of the module; calculators.lua, made from the schemas
-- by maintenance/definitions.py, has the rest.

---@alias zzgov.Lang "en"|"zh"
---@alias zzgov.Format "table"|"coloured"|"csv"|"json"|"html"|"fragment"

---An integer; on Lua 5.1 and LuaJIT a number below 2^53, and digits from there on.
---@alias zzgov.Fen integer|string

---@class zzgov.Error
---@field code string of the contract, or "invalid-argument", "unreadable"
---@field path string JSON Pointer, elements counted from 0; "" for the whole
---@field message string
---@field expected? string what was expected instead
---@field where? string file and line that called
---@field zh? {message: string, expected?: string} where no language was asked for
---@field line? integer
---@field column? integer
---@field id? string|integer
---@field request? integer of a report's requests, from 1
---@field place? string of a spreadsheet's request

---@class zzgov.Warning
---@field code string
---@field provision string
---@field path string
---@field message string

---@class zzgov.Step
---@field subject? string
---@field provision string
---@field document string
---@field article string
---@field label string
---@field formula string
---@field value string
---@field unit? string

---@class zzgov.RulebookInfo
---@field id string
---@field version string
---@field patched boolean

---@class zzgov.ReportOptions
---@field format? zzgov.Format
---@field lang? zzgov.Lang

---What results have beside the contract's members; pairs does not see it.
---@class zzgov.Result
---@field explanation? zzgov.Step[]
---@field warnings zzgov.Warning[]
---@field options table
---@field rulebook zzgov.RulebookInfo
local Result = {}

---@param options? zzgov.ReportOptions
---@return string
function Result:report(options) end

---@class zzgov.Request
---@field calculator string
---@field input table
---@field id? string|integer
---@field options? table
---@field rules? table<string, table<string, any>>
---@field explain? boolean
---@field lang? zzgov.Lang

---@class zzgov.Response
---@field id? string|integer
---@field calculator string
---@field rulebook zzgov.RulebookInfo
---@field options table
---@field result table
---@field warnings zzgov.Warning[]
---@field explanation? zzgov.Step[]
local Response = {}

---@param options? zzgov.ReportOptions
---@return string
function Response:report(options) end

---@class zzgov
---@field _VERSION string
---@field null lightuserdata JSON null
---@field safe zzgov the same functions, which return nil and a zzgov.Error instead of raising it
local zzgov = {}

---@return string
function zzgov.version() end

---Marks a table as an array, which matters only where it is empty and its name does not tell.
---@generic T: table
---@param elements? T
---@return T
function zzgov.array(elements) end

---@param yuan string|integer at most two digits after the point
---@return zzgov.Fen
function zzgov.fen(yuan) end

---@param fen zzgov.Fen
---@return string
function zzgov.yuan(fen) end

---@param lang? zzgov.Lang
---@return {id: string, title: string}[]
function zzgov.calculators(lang) end

---@param calculator string
---@param lang? zzgov.Lang
---@return table
function zzgov.schema(calculator, lang) end

---@param request zzgov.Request
---@param rulebook? zzgov.Rulebook
---@return zzgov.Response
function zzgov.evaluate(request, rulebook) end

---@param text string
---@param rulebook? zzgov.Rulebook
---@return string response
---@return boolean ok
function zzgov.evaluate_json(text, rulebook) end

---@param requests zzgov.Request|string|(zzgov.Request|string)[]
---@param options? zzgov.ReportOptions
---@param rulebook? zzgov.Rulebook
---@return string
function zzgov.report(requests, options, rulebook) end

-- Rulebooks ------------------------------------------------------------------------------------------

---@class zzgov.Rulebook: zzgov.RulebookInfo
local Rulebook = {}

---@param rules table|string
---@return zzgov.Rulebook
function Rulebook:patch(rules) end

---@param after? zzgov.Rulebook
---@return string
function Rulebook:diff(after) end

---@return string
function Rulebook:text() end

zzgov.rulebook = {}

---@return zzgov.Rulebook
function zzgov.rulebook.default() end

---@param text string JSON
---@return zzgov.Rulebook
function zzgov.rulebook.load(text) end

---@param filename string
---@return zzgov.Rulebook
function zzgov.rulebook.load_file(filename) end

---@param book zzgov.Rulebook?
---@param rules table|string
---@return zzgov.Rulebook
function zzgov.rulebook.patch(book, rules) end

---@param before zzgov.Rulebook?
---@param after zzgov.Rulebook?
---@return string
function zzgov.rulebook.diff(before, after) end

---@param book? zzgov.Rulebook
---@return string
function zzgov.rulebook.text(book) end

-- Spreadsheets ---------------------------------------------------------------------------------------

---@class zzgov.Sheet
---@field calculator string
---@field n_requests integer
local Sheet = {}

---@return zzgov.Request[]
function Sheet:requests() end

---@param index integer from 1
---@param pointer string
---@param lang? zzgov.Lang
---@return string?
function Sheet:locate(index, pointer, lang) end

---@param options? zzgov.ReportOptions
---@param rulebook? zzgov.Rulebook
---@return string
function Sheet:report(options, rulebook) end

---@param calculator string
---@param text string
---@param options? {frame?: table|string, ignore?: string[], lang?: zzgov.Lang}
---@return zzgov.Sheet
function zzgov.read_csv(calculator, text, options) end

---@param calculator string
---@param lang? zzgov.Lang
---@return string
function zzgov.csv_example(calculator, lang) end

zzgov.sheet = {}

---@param sheet zzgov.Sheet
---@return zzgov.Request[]
function zzgov.sheet.requests(sheet) end

---@param sheet zzgov.Sheet
---@param index integer
---@param pointer string
---@param lang? zzgov.Lang
---@return string?
function zzgov.sheet.locate(sheet, index, pointer, lang) end

---@param sheet zzgov.Sheet
---@param options? zzgov.ReportOptions
---@param rulebook? zzgov.Rulebook
---@return string
function zzgov.sheet.report(sheet, options, rulebook) end

-- The calendar ---------------------------------------------------------------------------------------

zzgov.calendar = {}

---@param rulebook? zzgov.Rulebook
---@return string first
---@return string last
function zzgov.calendar.range(rulebook) end

---@param day string
---@param rulebook? zzgov.Rulebook
---@return boolean
function zzgov.calendar.is_working_day(day, rulebook) end

---@param from string
---@param days integer
---@param rulebook? zzgov.Rulebook
---@return string
function zzgov.calendar.add_working_days(from, days, rulebook) end

---@param from string
---@param last string
---@param rulebook? zzgov.Rulebook
---@return integer
function zzgov.calendar.count_working_days(from, last, rulebook) end

---@param from string
---@param months integer
---@return string
function zzgov.calendar.add_months(from, months) end

-- Columns --------------------------------------------------------------------------------------------

---A table of numbers, a packed string, or an array of LuaJIT's FFI.
---@alias zzgov.Column number[]|string|ffi.cdata*

---@class zzgov.ColumnOptions
---@field millionths? boolean the columns hold int64 counts of millionths in place of doubles
---@field n_rows? integer needed behind a pointer
---@field factors? boolean also each factor
---@field status? boolean mark bad rows instead of raising

---@class zzgov.EcoColumns: zzgov.ColumnOptions
---@field month string
---@field pm25 zzgov.Column
---@field pm25_improvement zzgov.Column
---@field pm10 zzgov.Column
---@field pm10_improvement zzgov.Column
---@field pm25_base number|zzgov.Column
---@field pm25_improvement_base number|zzgov.Column
---@field pm10_base number|zzgov.Column
---@field pm10_improvement_base number|zzgov.Column
---@field threads? integer

---@class zzgov.EcoPanel: zzgov.ColumnOptions
---@field months string[]
---@field group zzgov.Column from 1
---@field areas? string[]
---@field area? zzgov.Column from 1
---@field pm25 zzgov.Column
---@field pm25_last_year zzgov.Column
---@field pm10 zzgov.Column
---@field pm10_last_year zzgov.Column
---@field rate_base? "mean-of-rates"|"rate-of-means"

---@class zzgov.ColumnSums
---@field total_fen zzgov.Fen
---@field factor_fen table<"pm25"|"pm25_improvement"|"pm10"|"pm10_improvement", zzgov.Fen>

---@class zzgov.ColumnResult
---@field total_fen zzgov.Column
---@field factor_fen? table<"pm25"|"pm25_improvement"|"pm10"|"pm10_improvement", zzgov.Column>
---@field status? zzgov.Column
---@field sums zzgov.ColumnSums
---@field n_bad integer

---@class zzgov.PanelResult: zzgov.ColumnResult
---@field group_total_fen zzgov.Fen[]
---@field area_total_fen? zzgov.Fen[]

---@alias zzgov.PackFormat "double"|"int64"|"uint32"|"uint8"

zzgov.columns = {}

---@type table<integer, string>
zzgov.columns.status = {}

---@return "avx512"|"avx2"|"plain"
function zzgov.columns.kernel() end

---@param format zzgov.PackFormat
---@param values (number|string)[]
---@return string
function zzgov.columns.pack(format, values) end

---@param format zzgov.PackFormat
---@param bytes string
---@return (number|string)[]
function zzgov.columns.unpack(format, bytes) end

---@param options zzgov.EcoColumns
---@param rulebook? zzgov.Rulebook
---@return zzgov.ColumnResult
function zzgov.columns.eco_compensation(options, rulebook) end

---@param options zzgov.EcoPanel
---@param rulebook? zzgov.Rulebook
---@return zzgov.PanelResult
function zzgov.columns.eco_compensation_panel(options, rulebook) end

return zzgov
