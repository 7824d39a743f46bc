"""Writes a generated request as JSON text, in many of the spellings that JSON allows."""

import json


class Raw(str):
    """A text that stands in the request as it is: a number's spelling, or damage."""


class Members(list):
    """An object as (name, value) pairs, so that a name can stand twice."""


class Writer:
    def __init__(self, rng, blanks=0.0, escapes=0.0):
        self.rng, self.blanks, self.escapes = rng, blanks, escapes

    def blank(self):
        return self.rng.choice((" ", "  ", "\t", " \r ")) if self.rng.random() < self.blanks else ""

    def value(self, value):
        if isinstance(value, Raw):
            return str(value)
        if isinstance(value, str):
            return self.string(value)
        if isinstance(value, (dict, Members)):
            pairs = value.items() if isinstance(value, dict) else value
            return self.listed("{}", (f"{self.string(name)}{self.blank()}:{self.blank()}{self.value(inner)}"
                                      for name, inner in pairs))
        if isinstance(value, list):
            return self.listed("[]", (self.value(inner) for inner in value))
        return json.dumps(value)

    def listed(self, brackets, parts):
        inner = ",".join(f"{self.blank()}{part}{self.blank()}" for part in parts)
        return brackets[0] + (inner or self.blank()) + brackets[1]

    def string(self, text):
        if self.rng.random() < self.escapes:
            return '"' + "".join(self.character(character) for character in text) + '"'
        return json.dumps(text, ensure_ascii=False)

    def character(self, character):
        """As it is, or as an escape: short, or of its UTF-16 code units in either case of digits."""
        if self.rng.random() < 0.5:
            return "\\/" if character == "/" else json.dumps(character, ensure_ascii=False)[1:-1]
        units = character.encode("utf-16-be")
        digits = self.rng.choice(("04x", "04X"))
        return "".join("\\u" + format(units[at] << 8 | units[at + 1], digits) for at in range(0, len(units), 2))


def line(text):
    """The bytes of one line: no line feed inside, no carriage return that could pass for its end."""
    return text.replace(b"\n", b" ").rstrip(b"\r")
