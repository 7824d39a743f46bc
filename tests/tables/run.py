#!/usr/bin/env python3
"""Run the spreadsheets of these folders through the command and compare what is made of them.

    run.py --command PATH [NAME...]        (without NAME: all cases of taken/cases.json and refused/cases.json)

A case is {"name", "sentence", "file", "command", "locale"} and either "requests" or "refused"; README.md tells of them.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

FOLDERS = ("taken", "refused")
MEMBERS = {"name", "sentence", "file", "command"}
FAULT = {"line", "column", "header", "option", "says", "says_zh"}
DONE = 0
SECONDS = 300
SHOWN = 240
ABSENT = {"no-such-file.csv"}


def load(folder):
    """The cases of a folder; ValueError names what is wrong with their form."""
    cases = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    for case in cases:
        kind = set(case) & {"requests", "refused"}
        if len(kind) != 1 or not MEMBERS <= set(case) <= MEMBERS | kind | {"locale"}:
            raise ValueError(f"{case.get('name', '?')}: wrong members")
        if not all(set(fault) <= FAULT for fault in case.get("refused", {}).get("lines", [])):
            raise ValueError(f"{case['name']}: a fault with wrong members")
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", case["name"]):
            raise ValueError(f"{case['name']}: not kebab-case")
    names = [case["name"] for case in cases]
    if len(set(names)) != len(names):
        raise ValueError("a name twice")
    return cases


def stray_files(folder, cases):
    """Files without a case, and cases without a file."""
    there = {path.name for path in folder.iterdir()} - {"cases.json"}
    used = {case["file"] for case in cases} - ABSENT
    for name in sorted(there ^ used):
        yield f"{folder.name}: {name} is {'in no case' if name in there else 'missing'}"


def run(command, *arguments, folder, locale="C.UTF-8", given=b""):
    """Exit status, standard output and standard error of the command in a folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run([command, *arguments], input=given, capture_output=True, timeout=SECONDS, check=False,
                          cwd=folder, env={**environment, "LC_ALL": locale})
    return done.returncode, done.stdout, done.stderr


def run_case(command, folder, case, *more):
    words = [case["file"] if word == "FILE" else word for word in case["command"]]
    return run(command, *words, *more, folder=folder, locale=case.get("locale", "C.UTF-8"))


# --- tables that are taken


def difference(expected, found):
    """Both answers from a little before the first difference."""
    same = next((i for i, (a, b) in enumerate(zip(expected, found)) if a != b), min(len(expected), len(found)))
    start = max(0, same - SHOWN // 2)
    cut = [text[start : start + SHOWN].decode(errors="replace") for text in (expected, found)]
    return f"other answers from byte {same}\n    expected …{cut[0]}\n    found    …{cut[1]}"


def expected_answers(command, folder, case):
    """What `eval` answers to the requests that were written by hand."""
    lines = [json.dumps({**request, "explain": True}, ensure_ascii=False) + "\n" for request in case["requests"]]
    return run(command, "eval", "--ndjson", folder=folder, given="".join(lines).encode())


def taken_faults(command, folder, case):
    """A table answers like its requests, steps included."""
    status, expected, _ = expected_answers(command, folder, case)
    if status != DONE:
        yield f"the case itself is wrong: {expected.decode()[:SHOWN]}"
        return
    status, found, said = run_case(command, folder, case, "--format", "json", "--explain")
    if status != DONE or said:
        yield f"exit status {status}, standard error {said.decode(errors='replace')[:SHOWN]!r}"
    elif found != expected:
        yield difference(expected, found)


# --- tables that are refused


def place(fault, lang):
    """How the place of a fault is told: line, column and header, as far as they are known."""
    line, column = fault["line"], fault.get("column")
    header = fault.get("header", "")
    if lang == "zh":
        return f"第{line}行" + (f"第{column}列" + f"（{header}）" * bool(header) if column else "")
    return f"line {line}" + (f", column {column}" + f" ({header})" * bool(header) if column else "")


def beginning(case, fault, lang):
    """How the message of a fault begins."""
    if "option" in fault:
        return f"zzgov: {fault['option']}:"
    if "line" not in fault:
        return f"zzgov: {case['file']}:"
    stop = "" if "column" not in fault else "：" if lang == "zh" else ":"
    return f"zzgov: {case['file']}: {place(fault, lang)}{stop}"


def fault_faults(case, fault, message, lang):
    """What is wrong with the message that tells of a fault."""
    wanted = beginning(case, fault, lang)
    if not message.startswith(wanted):
        yield f"{lang}: not at {wanted!r}: {message[:SHOWN]!r}"
    reason = message.removeprefix(wanted)
    for word in fault.get("says" if lang == "en" else "says_zh", []):
        if word not in reason:
            yield f"{lang}: {word!r} is not said: {message[:SHOWN]!r}"


def count_faults(case, rest, lang):
    """What stands behind the faults that are told by name: how many more there are, or nothing."""
    more = case["refused"].get("more", 0)
    if len(rest) != bool(more):
        yield f"{lang}: {len(rest)} lines more: {rest[:3]}"
    elif more and not re.search(rf"\b{more}\b|{more}处", rest[0]):
        yield f"{lang}: not {more} more: {rest[0]!r}"


def refused_faults(command, folder, case, lang):
    status, out, said = run_case(command, folder, case, "--lang", lang)
    told, faults = said.decode().splitlines(), case["refused"]["lines"]
    if status != case["refused"]["exit"] or out:
        yield f"{lang}: exit status {status}, {len(out)} bytes on standard output"
    for fault, message in zip(faults, told):
        yield from fault_faults(case, fault, message, lang)
    for fault in faults[len(told) :]:
        yield f"{lang}: not told: {beginning(case, fault, lang)!r}"
    yield from count_faults(case, told[len(faults) :], lang)


def case_faults(command, folder, case):
    if "requests" in case:
        return list(taken_faults(command, folder, case))
    return [fault for lang in ("en", "zh") for fault in refused_faults(command, folder, case, lang)]


def run_folder(command, folder, names):
    """The faults of a folder's files, and those of its cases by their names."""
    cases = load(folder)
    chosen = [case for case in cases if not names or case["name"] in names]
    return list(stray_files(folder, cases)), {case["name"]: case_faults(command, folder, case) for case in chosen}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, metavar="PATH", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()

    n_cases = failed = 0
    for folder in (Path(__file__).resolve().parent / name for name in FOLDERS):
        stray, by_case = run_folder(str(options.command.resolve()), folder, options.names)
        for line in stray + [f"{folder.name}/{name}: {fault}" for name, faults in by_case.items() for fault in faults]:
            print(line)
        n_cases += len(by_case)
        failed += len(stray) + sum(map(bool, by_case.values()))
    print(f"{n_cases} cases, {failed} failed")
    return 1 if failed or not n_cases else 0


if __name__ == "__main__":
    sys.exit(main())
