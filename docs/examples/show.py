#!/usr/bin/env python3
"""Shows a response of `zzgov eval` as a table with its steps: zzgov eval REQUEST | show.py"""

import json
import sys
import unicodedata

FACTORS = ["PM2.5", "PM2.5 rate", "PM10", "PM10 rate", "total yuan"]


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cell(text: str, columns: int, left: bool = False) -> str:
    blanks = " " * (columns - width(text))
    return text + blanks if left else blanks + text


def row(name: str, cells: list[str]) -> str:
    return cell(name, 14, left=True) + "".join(cell(c, 15) for c in cells)


def table(result: dict) -> list[str]:
    lines = [row(f"area {result['month']}", FACTORS)]
    for area in result["areas"]:
        amounts = [f["amount_yuan"] for f in area["factors"]]
        lines.append(row(area["name"], [*amounts, area["total_yuan"]]))
    lines.append(row("base", [result["base"][f]["value"] for f in result["base"]] + [""]))
    lines.append(row("city", ["", "", "", "", result["total_yuan"]]))
    return lines


def step(s: dict) -> str:
    subject = cell(s["subject"] or "", 14, left=True)
    source = f"{s['document']} {s['article']}"
    return f"{subject}{s['provision']}  {source}  {s['formula']} = {s['value']} {s['unit']}"


def main() -> None:
    response = json.load(sys.stdin)
    if "error" in response:
        sys.exit(f"{response['error']['path']}: {response['error']['message']}")
    print("\n".join(table(response["result"])))
    print("\nHow each figure came about:")
    print("\n".join(step(s) for s in response["explanation"]))
    for warning in response["warnings"]:
        print(f"warning {warning['path']}: {warning['message']}")


if __name__ == "__main__":
    main()
