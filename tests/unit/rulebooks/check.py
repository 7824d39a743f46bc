#!/usr/bin/env python3
"""Rulebooks with one defect each, made from `zzgov rules show`: `zzgov rules check` and `zzgov eval --rulebook` must
refuse every one and name the file, the path, the line and what is wrong.

    check.py --command PATH
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from defects import DEFECTS, GOOD, TEXT_DEFECTS
from layout import lay_out

REQUEST = b'{"calculator":"workdays","input":{"from":"2020-09-30","add":3}}'
INVALID = 3


def run(command, *arguments, request=b""):
    return subprocess.run([command, *arguments], input=request, capture_output=True, timeout=300, check=False)


def faults_of_check(done, file, path, line, words):
    """What is wrong with how `rules check` refused a file."""
    said = done.stderr.decode("utf-8")
    if done.returncode != INVALID:
        yield f"rules check: exit status {done.returncode}"
    if done.stdout:
        yield f"rules check wrote {done.stdout!r}"
    expected = [f"zzgov: {file}: ", f"(line {line}, column "] + ([f" at {path}"] if path else []) + words
    for part in expected:
        if part not in said:
            yield f"rules check does not say {part!r}: {said!r}"


def faults_of_eval(done, path, line):
    """What is wrong with how `eval` answered with a bad rulebook."""
    if done.returncode != INVALID:
        yield f"eval: exit status {done.returncode}"
    if done.stderr:
        yield f"eval wrote to standard error: {done.stderr!r}"
    try:
        error = json.loads(done.stdout)["error"]
        found = error["code"], error["path"], error["line"]
    except (ValueError, KeyError) as fault:
        yield f"eval gave no error: {fault}: {done.stdout!r}"
        return
    if found != ("invalid-rulebook", path, line):
        yield f"eval gave {found}"


def bad_texts(text):
    """(name, bytes, path, line, words) of every defect."""
    for name, edit, path, words in DEFECTS:
        rulebook = json.loads(text)
        rulebook = edit(rulebook) or rulebook
        laid_out, lines = lay_out(rulebook)
        yield name, laid_out.encode("utf-8"), path, lines[path], words
    for name, edit, line, words in TEXT_DEFECTS:
        yield name, edit(text.encode("utf-8")), "", line, words


def good_texts(text):
    for name, edit in GOOD:
        rulebook = json.loads(text)
        yield name, lay_out(edit(rulebook) or rulebook)[0].encode("utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, metavar="PATH")
    command = parser.parse_args().command
    text = run(command, "rules", "show").stdout.decode("utf-8")
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "rulebook.json")
        for name, data, path, line, words in bad_texts(text):
            Path(file).write_bytes(data)
            found = list(faults_of_check(run(command, "rules", "check", file), file, path, line, words))
            found += faults_of_eval(run(command, "eval", "--rulebook", file, request=REQUEST), path, line)
            passed, failed = passed + (not found), failed + bool(found)
            print(*(f"{name}: {fault}" for fault in found), sep="\n", end="\n" if found else "")
        for name, data in good_texts(text):
            Path(file).write_bytes(data)
            done = run(command, "rules", "check", file)
            good = done.returncode == 0 and b": ok (" in done.stdout and not done.stderr
            passed, failed = passed + good, failed + (not good)
            if not good:
                print(f"{name}: refused: {done.stderr!r}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
