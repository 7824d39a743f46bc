"""Writes what editors know of each calculator (LuaCATS), from the schemas that the command prints.

definitions.py COMMAND OUTPUT
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HEAD = """---@meta

-- Made from the schemas of the library by bindings/lua/maintenance/definitions.py.

---@class zzgov
local zzgov = {}
"""
BESIDE_INPUT = """---@field options? {options} the readings chosen
---@field rules? table<string, table<string, any>> what-if values
---@field explain? boolean whether the result has its explanation
---@field lang? "en"|"zh" language of texts
"""
FUNCTION = """
---{title}
---@param input {input}
---@param rulebook? zzgov.Rulebook
---@return {result}
function zzgov.{name}(input, rulebook) end
"""

Schema = dict[str, Any]


def types_of(part: Schema) -> list[str]:
    kinds = part.get("type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def type_of(part: Schema, name: str, classes: list[str]) -> str:
    """The type of a member; the classes that it needs are added before."""
    kinds = types_of(part)
    if "enum" in part:
        return "|".join(json.dumps(word) for word in part["enum"] if word is not None)
    if "array" in kinds:
        return type_of(part["items"], name, classes) + "[]"
    if "object" in kinds:
        classes.append(class_of(part, name, classes))
        return name
    if "number" in kinds:  # money is no float
        return "string|integer" if name.endswith("_yuan") else "string|number"
    return next(kind for kind in ("string", "integer", "boolean") if kind in kinds)


def field(schema: Schema, name: str, parent: str, classes: list[str]) -> str:
    part = schema["properties"][name]
    nothing = "null" in types_of(part) or None in part.get("enum", [])
    optional = nothing or name not in schema["required"]
    kind = type_of(part, f"{parent}.{name}", classes)
    if name == "until":  # a keyword of Lua
        start = f'["until"] {kind}|nil'
    else:
        start = f"{name}{'?' if optional else ''} {kind}"
    return f"---@field {start} {part.get('description', '')}".rstrip() + "\n"


def class_of(schema: Schema, name: str, classes: list[str], parent: str = "") -> str:
    fields = [field(schema, member, name, classes) for member in schema["properties"]]
    return f"\n---@class {name}{parent}\n" + "".join(fields)


def definitions_of(calculator: str, title: str, schema: Schema) -> str:
    name = calculator.replace("-", "_")
    parts, classes = schema["properties"], []
    options, given, result = (f"zzgov.{name}.{part}" for part in ("options", "input", "result"))
    classes.append(class_of(parts["options"], options, classes))
    classes.append(class_of(parts["input"], given, classes) + BESIDE_INPUT.format(options=options))
    classes.append(class_of(parts["result"], result, classes, ": zzgov.Result"))
    return "".join(classes) + FUNCTION.format(title=title, input=given, result=result, name=name)


def output_of(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def main(command: str, output: str) -> None:
    text = HEAD
    for line in output_of(command, "list").splitlines():
        calculator, title = line.split("\t")
        text += definitions_of(calculator, title, json.loads(output_of(command, "schema", calculator)))
    Path(output).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
