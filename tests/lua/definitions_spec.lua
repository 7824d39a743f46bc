-- What editors and the reference say is what there is.
local helper = require "helper"
local zzgov = require "zzgov"

local luacats = helper.read("bindings/lua/luacats/zzgov.lua") .. helper.read("bindings/lua/luacats/calculators.lua")
local sources = ""
for _, name in ipairs {"init", "contract", "rulebook", "calendar", "columns", "sheet"} do
  sources = sources .. helper.read("bindings/lua/zzgov/" .. name .. ".lua")
end

-- The public functions by their names in zzgov: "rulebook.load".
local function functions_of(module, prefix, found)
  for name, value in pairs(module) do
    if type(value) == "function" then
      found[prefix .. name] = true
    elseif type(value) == "table" and name ~= "safe" then
      functions_of(value, prefix .. name .. ".", found)
    end
  end
  return found
end

local public = functions_of(zzgov, "", {})

describe("The definitions for editors", function()
  it("of the calculators are made from the schemas", function()
    local script = helper.root .. "/bindings/lua/maintenance/definitions.lua"
    local pipe = assert(io.popen(("%s %s"):format(os.getenv("ZZGOV_LUA"), script)))
    local output = pipe:read("*a")
    pipe:close()
    assert.are.equal(output, helper.read("bindings/lua/luacats/calculators.lua"))
  end)

  it("have every function and no other", function()
    local defined = {}
    for name in luacats:gmatch("\nfunction zzgov%.([%w_.]+)%(") do
      defined[name] = true
    end
    assert.are.same(public, defined)
  end)

  it("are Lua", function()
    assert.is_truthy((loadstring or load)(helper.read("bindings/lua/luacats/zzgov.lua")))
    assert.is_truthy((loadstring or load)(helper.read("bindings/lua/luacats/calculators.lua")))
  end)
end)

describe("The reference", function()
  it("has every function but the calculators', which share one entry", function()
    assert.truthy(sources:find("-- @function CALCULATOR\n", 1, true))
    for name in pairs(public) do
      local plain = name:match("[^.]+$")
      local is_calculator = zzgov.safe.schema((plain:gsub("_", "-"))) ~= nil
      assert.is_true(is_calculator
        or sources:find("-- @function " .. plain .. "\n", 1, true) ~= nil
        or sources:find("-- @function zzgov." .. plain .. "\n", 1, true) ~= nil
        or sources:find("\n%-%-[^\n]*\nfunction zzgov%." .. plain .. "%(") ~= nil, name)
    end
  end)
end)
