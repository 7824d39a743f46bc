"""Writes JSON with a line for each value and says on which line each value begins."""

import json


class Pairs(list):
    """An object as (name, value) pairs, so that a name may stand twice."""


def token(name):
    """A name as a reference token of a JSON Pointer (RFC 6901)."""
    return str(name).replace("~", "~0").replace("/", "~1")


class Layout:
    def __init__(self):
        self.text = []
        self.lines = {}
        self.line = 1

    def put(self, text):
        self.text.append(text)
        self.line += text.count("\n")

    def container(self, brackets, items, pointer, depth):
        self.put(brackets[0])
        for index, (name, label, value) in enumerate(items):
            self.put(("," if index else "") + "\n" + " " * (depth + 1) + label)
            self.value(value, f"{pointer}/{token(name)}", depth + 1)
        self.put("\n" + " " * depth + brackets[1])

    def value(self, value, pointer, depth):
        self.lines[pointer] = self.line
        if isinstance(value, (dict, Pairs)):
            pairs = value.items() if isinstance(value, dict) else value
            self.container("{}", [(name, json.dumps(name) + ": ", inner) for name, inner in pairs], pointer, depth)
        elif isinstance(value, list):
            self.container("[]", [(index, "", inner) for index, inner in enumerate(value)], pointer, depth)
        else:
            self.put(json.dumps(value, ensure_ascii=False))


def lay_out(value):
    """The text, and the line of each value by its JSON Pointer."""
    layout = Layout()
    layout.value(value, "", 0)
    layout.put("\n")
    return "".join(layout.text), layout.lines
