-- What the faults that Lua itself finds are called, in both languages: {message, expected}. Words in
-- braces are fields of the error.
local value_en = "table, string, number, boolean or zzgov.null"
local value_zh = "表、字符串、数字、布尔值或zzgov.null"
local yuan_en = "yuan as a string or an integer, at most 2 digits after the point"
local yuan_zh = "以字符串或整数表示的元，小数点后最多2位"

return {
  -- arguments
  ["argument"] = {
    en = {'the argument "{name}" is a {found}', "{wanted}"},
    zh = {"参数“{name}”的类型是{found}", "{wanted}"},
  },
  ["choice"] = {
    en = {'"{found}" is not allowed for "{name}"', "{wanted}"},
    zh = {"“{found}”不能用于“{name}”", "{wanted}"},
  },
  ["choice-near"] = {
    en = {'"{found}" is not allowed for "{name}"; did you mean "{near}"?', "{wanted}"},
    zh = {"“{found}”不能用于“{name}”；是否为“{near}”？", "{wanted}"},
  },
  ["unknown"] = {
    en = {'there is no "{name}" here'},
    zh = {"此处没有“{name}”"},
  },
  ["unknown-near"] = {
    en = {'there is no "{name}" here; did you mean "{near}"?'},
    zh = {"此处没有“{name}”；是否为“{near}”？"},
  },
  ["missing"] = {
    en = {'"{name}" is missing', "{wanted}"},
    zh = {"缺少“{name}”", "{wanted}"},
  },
  ["not-a-rulebook"] = {
    en = {"a {found} is no rulebook", "what zzgov.rulebook.load and patch give"},
    zh = {"{found}不是规则库", "zzgov.rulebook.load或patch返回的对象"},
  },
  ["not-a-sheet"] = {
    en = {"a {found} is no spreadsheet", "what zzgov.read_csv gives"},
    zh = {"{found}不是电子表格", "zzgov.read_csv返回的对象"},
  },
  ["not-a-text"] = {en = {"a {found} is no text", "string"}, zh = {"{found}不是文本", "字符串"}},
  ["nul-in-text"] = {
    en = {"the text holds a zero byte", "text without zero bytes"},
    zh = {"文本含有零字节", "不含零字节的文本"},
  },
  ["not-an-array"] = {
    en = {"a {found} is no array of texts", "table of strings"},
    zh = {"{found}不是文本数组", "字符串的表"},
  },
  ["no-such-index"] = {
    en = {"there is no such index", "1 … the number of elements"},
    zh = {"没有这个序号", "1…元素个数"},
  },
  -- money
  ["float-money"] = {
    en = {'{found} is a float, which holds most amounts only nearly; write "{found}"', yuan_en},
    zh = {"{found}是浮点数，多数金额只能近似表示；请写成\"{found}\"", yuan_zh},
  },
  ["not-yuan"] = {en = {"a {found} is no amount", yuan_en}, zh = {"{found}不是金额", yuan_zh}},
  ["bad-yuan"] = {
    en = {'"{found}" is no amount in yuan', yuan_en .. ", ±92233720368547758.07"},
    zh = {"“{found}”不是以元为单位的金额", yuan_zh .. "，±92233720368547758.07"},
  },
  -- tables
  ["not-finite"] = {
    en = {"{found} is no number that can be computed with", "finite number"},
    zh = {"{found}不是可以计算的数", "有限的数"},
  },
  ["inexact"] = {
    en = {"{found} is a float of 2^53 or more, which may have lost digits", "string or integer"},
    zh = {"{found}是不小于2^53的浮点数，可能已丢失数字", "字符串或整数"},
  },
  ["no-value"] = {
    en = {"a {found} is no value", value_en},
    zh = {"{found}不能作为值", value_zh},
  },
  ["bad-key"] = {
    en = {"a key of the table is a {found}", "names, or 1 … n"},
    zh = {"表的键类型是{found}", "名称，或1…n"},
  },
  ["mixed-keys"] = {
    en = {"the table has both names and numbers for keys", "names, or 1 … n"},
    zh = {"表的键既有名称又有数字", "名称，或1…n"},
  },
  ["gap-in-array"] = {
    en = {"the keys are numbers, but not 1 … n without a gap", '1 … n; as a name a number is a string, ["2020"]'},
    zh = {"键是数字，但不是无间断的1…n", '1…n；数字用作名称时写成字符串["2020"]'},
  },
  ["not-utf8"] = {
    en = {"the text at {found} is not UTF-8", "UTF-8"},
    zh = {"{found}处的文本不是UTF-8", "UTF-8"},
  },
  ["too-long"] = {
    en = {"the request is larger than 64 MiB"},
    zh = {"请求超过64 MiB"},
  },
  ["too-deep"] = {
    en = {"tables are nested more than 64 deep; perhaps one holds itself"},
    zh = {"表的嵌套超过64层；可能包含自身"},
  },
  -- columns
  ["not-a-number"] = {en = {"{found} is no number", "number"}, zh = {"{found}不是数字", "数字"}},
  ["not-an-integer"] = {
    en = {"{found} is no exact integer", "integer, number below 2^53, or digits as a string"},
    zh = {"{found}不是精确的整数", "整数、小于2^53的数，或数字字符串"},
  },
  ["not-a-uint32"] = {
    en = {"{found} is out of range", "integer, 0 … 2^32−1"},
    zh = {"{found}超出范围", "整数，0…2^32−1"},
  },
  ["not-a-uint8"] = {
    en = {"{found} is out of range", "integer, 0 … 255"},
    zh = {"{found}超出范围", "整数，0…255"},
  },
  ["from-one"] = {
    en = {"{found} is no number of a group or an area", "1 … their number, as Lua counts"},
    zh = {"{found}不是分组或区域的序号", "按Lua惯例从1起计"},
  },
  ["column-type"] = {
    en = {"a {found} is no column here", "{wanted}"},
    zh = {"{found}不能作为此处的列", "{wanted}"},
  },
  ["column-length"] = {
    en = {"{found} values, where {wanted} are due", "{wanted} values"},
    zh = {"有{found}个值，应为{wanted}个", "{wanted}个值"},
  },
  ["column-bytes"] = {
    en = {"{found} bytes are no whole number of values", "{wanted} bytes for each value"},
    zh = {"{found}个字节不是整数个值", "每个值{wanted}个字节"},
  },
}
