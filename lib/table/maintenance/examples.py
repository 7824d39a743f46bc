#!/usr/bin/env python3
"""Writes the sample tables of the documentation as C: examples.py OUT EXAMPLES_DIR ID...

`zzgov CALCULATOR --example` prints them, so that what people begin with is what the pages show.
"""

import sys
from pathlib import Path


def to_c(text: str) -> str:
    lines = text.split("\n")[:-1]
    return "\n".join('        "' + line.replace('"', '\\"') + '\\n"' for line in lines)


def entry(folder: Path, calculator: str) -> str:
    en = (folder / f"{calculator}.csv").read_text("utf-8")
    # A Chinese Excel takes UTF-8 without its mark for GB18030.
    zh = "\ufeff" + (folder / f"{calculator}.zh.csv").read_text("utf-8")
    return f'    {{"{calculator}",\n     {{\n{to_c(en)},\n{to_c(zh)}}}}},\n'


def main() -> None:
    out, folder, *ids = sys.argv[1:]
    entries = "".join(entry(Path(folder), i) for i in ids)
    Path(out).write_text(
        "/* Made by lib/table/maintenance/examples.py. */\n"
        '#include "example.h"\n\n'
        f"const ZzExample zz_examples[] = {{\n{entries}    {{0}},\n}};\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
