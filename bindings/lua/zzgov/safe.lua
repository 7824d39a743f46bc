-- As lua-cjson has it: the same module, returning nil and the error instead of raising it.
return require("zzgov").safe
