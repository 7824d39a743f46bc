#!/usr/bin/env python3
"""Puts the rule files together as one rulebook and writes it as C: embed.py OUT RULES_DIR ID...

The text of each file goes in as it stands, so that `zzgov rules show` prints what people wrote.
"""

import json
import sys
from pathlib import Path


def indent(text: str) -> str:
    return text.strip().replace("\n", "\n  ")


def member(name: str, text: str) -> str:
    return f'  "{name}": {indent(text)}'


def assemble(rules: Path, ids: list[str]) -> str:
    head = (rules / "head" / "rulebook.json").read_text("utf-8").rstrip().removesuffix("}").rstrip()
    calendar = (rules / "calendar.json").read_text("utf-8")
    regulations = ",\n".join(member(i, (rules / f"{i}.json").read_text("utf-8")) for i in ids)
    body = member("regulations", "{\n" + regulations + "\n}")
    text = f"{head},\n{member('calendar', calendar)},\n{body}\n}}\n"
    json.loads(text)  # a broken file stops the build, not the first request
    return text


def to_c(text: str) -> str:
    data = text.encode("utf-8")
    lines = [",".join(map(str, data[i : i + 32])) for i in range(0, len(data), 32)]
    # Signed char: bytes beyond ASCII are negative numbers.
    lines = [",".join(str((int(b) + 128) % 256 - 128) for b in line.split(",")) for line in lines]
    return (
        "/* Made by lib/rules/maintenance/embed.py. */\n"
        '#include "rulebook-private.h"\n\n'
        f"const size_t zz_embedded_rulebook_length = {len(data)};\n"
        "const char zz_embedded_rulebook[] = {\n" + ",\n".join(lines) + ",0};\n"
    )


def main() -> None:
    out, rules, *ids = sys.argv[1:]
    Path(out).write_text(to_c(assemble(Path(rules), ids)), "utf-8")


if __name__ == "__main__":
    main()
