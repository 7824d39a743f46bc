-- Rulebooks: objects around the handles of the library.
local core = require "zzgov.core"
local errors = require "zzgov.errors"

local api = {}
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

function api.default()
  return built_in
end

function api.load(text)
  return wrap(core.rulebook_load(errors.check("text", text, "string")))
end

function api.load_file(filename)
  return wrap(core.rulebook_load_file(errors.check("filename", filename, "string")))
end

function api.patch(book, rules)
  local handle = handle_of(book)
  if type(errors.check("rules", rules, "table", "string")) == "table" then
    rules = errors.within("en", "/rules", core.encode, rules, {})
  end
  return wrap(core.rulebook_patch(handle, rules))
end

function api.diff(before, after)
  return core.rulebook_diff(handle_of(before), handle_of(after))
end

function api.text(book)
  return core.rulebook_get_text(handle_of(book))
end

for _, name in ipairs {"patch", "diff", "text"} do
  class.__index[name] = errors.raising(api[name])
end

return {api = api, handle_of = handle_of}
