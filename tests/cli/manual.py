#!/usr/bin/env python3
"""Checks the man page: no warnings, nothing missing that the command has, nothing that it has not, examples that run.

    manual.py --command PATH
"""

import argparse
import re
import tempfile
from pathlib import Path

from program import CLI, Program, Report

ROOT = CLI.parents[1]
PAGE = str(CLI / "zzgov.1")
LINTERS = (["groff", "-man", "-Tutf8", "-ww", "-z", PAGE], ["mandoc", "-Tlint", "-W", "warning", PAGE])
OPTION = r"(?<![\w-])--[a-z][a-z0-9-]*"
EXAMPLE = " " * 8  # deeper than the text of a section


def rendered(program):
    """The page as it is read, its lines not broken."""
    text = program.run("mandoc", "-Tutf8", "-O", "width=200", PAGE)[1]
    return re.sub(".\b", "", text)


def section(page, name):
    return re.search(rf"^{name}\n(.*?)(?=^\S|\Z)", page, re.MULTILINE | re.DOTALL)[1]


def check_lint(program, report):
    for linter in LINTERS:
        status, output, messages = program.run(*linter)
        report.check((status, output, messages) == (0, "", ""), f"{linter[0]}: {output}{messages}")


def common_options(program):
    """Those that every calculator has."""
    return set.intersection(*(set(program.options(calculator)) for calculator in program.titles()))


def all_options(program):
    general = set(re.findall(OPTION, program.says("--help")))
    return general.union(*(program.options(calculator) for calculator in program.titles()))


def check_commands(page, program, report):
    commands = section(page, "COMMANDS")
    for name, title in program.titles().items():
        report.check(re.search(rf"^ +{name}\n? +{re.escape(title)}", commands, re.MULTILINE), f"no {name}: {title}")
    for name, forms in program.subcommands().items():
        report.check(re.search(rf"^ +{name}\b", commands, re.MULTILINE), f"no command {name}")
        for form in forms:
            action = re.match("[a-z]*", form)[0]
            report.check(f"zzgov {name} {action}".strip() in section(page, "SYNOPSIS"), f"no form {name} {form}")


def check_options(page, program, report):
    described = section(page, "OPTIONS")
    general = set(re.findall(OPTION, program.says("--help")))
    for name in common_options(program) | general:
        report.check(re.search(rf"^ +(-\w, )?{name}\b", described, re.MULTILINE), f"not among the options: {name}")
    unknown = set(re.findall(OPTION, page)) - all_options(program)
    report.check(not unknown, f"the command has no {sorted(unknown)}")
    for calculator in program.titles():
        for name, kind in program.options(calculator).items():
            report.check("|" not in kind or name not in described or f"{name} {kind}" in described,
                         f"{name} takes {kind}")


def check_headers(page, program, report):
    """What is Chinese in the page must be found in the help or in the page on tables."""
    known = "".join(program.says(calculator, "--help") for calculator in program.titles())
    known += (ROOT / "docs/spreadsheets.md").read_text(encoding="utf-8")
    words = set(re.findall("[\u4e00-\u9fff]+", page))
    report.check(words, "nothing Chinese is in the page")
    report.check(all(word in known for word in words), f"unknown: {[word for word in words if word not in known]}")


def check_files(page, report):
    files = re.findall(r"^ +(docs/\S*)", section(page, "SEE ALSO"), re.MULTILINE)
    report.check(files, "no documentation is named")
    for file in files:
        report.check((ROOT / file).exists(), f"there is no {file}")


def check_examples(page, program, report):
    lines = [line.strip() for line in section(page, "EXAMPLES").splitlines() if line.startswith(EXAMPLE)]
    report.check(lines and all("zzgov " in line for line in lines), f"these are no examples: {lines}")
    with tempfile.TemporaryDirectory() as folder:
        for line in lines:
            status, _, messages = program.run("sh", "-c", line, folder=folder)
            report.check(status == 0 and not messages, f"{line}: exit status {status}: {messages}")
        written = list(Path(folder).iterdir())
        report.check(written and all(file.stat().st_size for file in written), f"empty: {written}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    program, report = Program(parser.parse_args().command), Report()
    check_lint(program, report)
    page = rendered(program)
    check_commands(page, program, report)
    check_options(page, program, report)
    check_headers(page, program, report)
    check_files(page, report)
    check_examples(page, program, report)
    report.finish()


if __name__ == "__main__":
    main()
