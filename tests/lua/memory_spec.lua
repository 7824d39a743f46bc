-- What long runs leave behind, and many coroutines at once.
local helper = require "helper"
local zzgov = require "zzgov"

describe("Memory", function()
  it("stays flat over a million calls of each kind that there is", function()
    local pipe = assert(io.popen(("%s %s/tests/lua/memory.lua 2>&1"):format(os.getenv("ZZGOV_LUA"), helper.root)))
    local kinds, calls, output = 0, 0, {}
    for line in pipe:lines() do
      output[#output + 1] = line
      local n, heap, resident = line:match("^[^:]+: (%d+) calls, (%-?%d+) heap, (%-?%d+) resident$")
      if n then
        kinds, calls = kinds + 1, calls + n
        assert(tonumber(heap) < 64 and tonumber(resident) < 512, line)
      end
    end
    pipe:close()
    assert(kinds >= 18 and calls == 1000000, table.concat(output, "\n"))
  end)
end)

describe("Coroutines", function()
  it("call at once, each with its own results", function()
    local threads = {}
    for days = 0, 99 do
      threads[days] = coroutine.wrap(function()
        for _ = 1, 10 do
          local result = zzgov.workdays {from = "2020-09-30", add = days}
          coroutine.yield()
          local back = zzgov.workdays {from = "2020-09-30", ["until"] = result.last_day}
          assert.are.equal(days, back.working_days)
          local ok, fault = pcall(zzgov.workdays, {from = "2020-09-30", add = -days - 1})
          coroutine.yield(not ok and fault.path)
        end
        return "done"
      end)
    end
    for _ = 1, 20 do
      for days = 0, 99 do
        threads[days]()
      end
    end
    for days = 0, 99 do
      assert.are.equal("done", threads[days]())
    end
  end)
end)
