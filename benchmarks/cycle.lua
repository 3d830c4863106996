-- For wrk: asks for the addresses of a file in turn, each thread from a place of its own.

local threads = 0

function setup(thread)
  thread:set("place", threads * 37)
  threads = threads + 1
end

function init(arguments)
  addresses = {}
  for line in io.lines(arguments[1]) do
    addresses[#addresses + 1] = line
  end
end

function request()
  place = place + 1
  return wrk.format("GET", addresses[place % #addresses + 1])
end
