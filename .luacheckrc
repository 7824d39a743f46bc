-- What is installed runs in every Lua from 5.1 on, so it may use only what all of them have.
std = "min"
cache = false
files["bindings/lua/zzgov"] = {std = "min"}
files["tests"] = {std = "max+busted"}
files["tests/lua/*_spec.lua"] = {std = "max+busted"}
