--- Rulebooks: the figures of the law, dated and cited. They do not change.
-- @module zzgov.rulebook
local core = require "zzgov.core"
local errors = require "zzgov.errors"

local api = {}
--- A rulebook. `patch`, `diff` and `text` are its methods, too: `book:patch{…}`.
-- @table Rulebook
-- @field id such as "zhengzhou"
-- @field version such as "2020.9"
-- @field patched whether a what-if lies over it
local class = {__index = {}, __name = "zzgov.rulebook"}
local handles = setmetatable({}, {__mode = "k"})

function class:__tostring()
  return ("rulebook %s %s%s"):format(self.id, self.version, self.patched and ", patched" or "")
end

local function wrap(handle)
  local book = setmetatable({
    id = core.rulebook_get_id(handle),
    version = core.rulebook_get_version(handle),
    patched = core.rulebook_is_patched(handle),
  }, class)
  handles[book] = handle
  return book
end

local built_in = wrap(core.rulebook_get_default())

-- What the raw functions take. Without one it is the rulebook that is compiled in.
local function handle_of(book)
  if book == nil then
    book = built_in
  end
  local handle = handles[book]
  if not handle then
    errors.raise("invalid-argument", "", "not-a-rulebook", {found = type(book)})
  end
  return handle
end

--- The rulebook that is compiled in.
-- @treturn Rulebook
-- @function default
function api.default()
  return built_in
end

--- Reads a rulebook.
-- @tparam string text its JSON
-- @treturn Rulebook
-- @raise invalid-rulebook, with `path`, `line` and `column`
-- @function load
function api.load(text)
  return wrap(core.rulebook_load(errors.check("text", text, "string")))
end

--- Reads a rulebook from a file.
-- @tparam string filename
-- @treturn Rulebook
-- @raise invalid-rulebook, unreadable
-- @function load_file
function api.load_file(filename)
  return wrap(core.rulebook_load_file(errors.check("filename", filename, "string")))
end

--- Lays what-if values over a rulebook, which stays as it is.
-- @tparam Rulebook|nil book nil for the one compiled in
-- @tparam table|string rules as the member `rules` of a request, or its JSON
-- @treturn Rulebook a new one
-- @raise as a request with such `rules`
-- @function patch
function api.patch(book, rules)
  local handle = handle_of(book)
  if type(errors.check("rules", rules, "table", "string")) == "table" then
    rules = errors.within("en", "/rules", core.encode, rules, {})
  end
  return wrap(core.rulebook_patch(handle, rules))
end

--- The parameters in which two rulebooks differ, a line each.
-- @tparam Rulebook|nil before
-- @tparam Rulebook|nil after
-- @treturn string "" where they agree
-- @function diff
function api.diff(before, after)
  return core.rulebook_diff(handle_of(before), handle_of(after))
end

--- The JSON that a rulebook was read from, without what-ifs.
-- @tparam Rulebook|nil book
-- @treturn string
-- @function text
function api.text(book)
  return core.rulebook_get_text(handle_of(book))
end

for _, name in ipairs {"patch", "diff", "text"} do
  class.__index[name] = errors.raising(api[name])
end

return {api = api, handle_of = handle_of}
