-- What editors and the reference say is what there is.
local helper = require "helper"
local zzgov = require "zzgov"

local calculators = helper.read_file(os.getenv("ZZGOV_BUILD") .. "/bindings/lua/calculators.lua")
local luacats = helper.read("bindings/lua/luacats/zzgov.lua") .. calculators
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
  it("have the members of the contract and their types", function()
    for _, line in ipairs {
      '---@field areas zzgov.eco_compensation.input.areas[]', "---@field pm25_last_year? string|number",
      '---@field network? "national"|"provincial"', "---@field investment_yuan string|integer",
      '---@field ["until"] string|nil', "---@field options? zzgov.coal_closure.options",
      "---@field reasons string[]", "---@class zzgov.workdays.result: zzgov.Result",
    } do
      assert.truthy(calculators:find("\n" .. line, 1, true), line)
    end
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
    assert.is_truthy((loadstring or load)(calculators))
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
