#!/usr/bin/env python3
"""Runs what README*.md, CHANGELOG.md and docs/**/*.md show, so that they stay true.

    run_examples.py --command PATH --cflags "..." --libs "..." --lua BUILD --python PYTHON [PAGE...]

PATH is the command `zzgov`; the flags compile and link a C program that includes <zzgov.h>. BUILD is a build with the Lua
modules, PYTHON an interpreter with zzgov[all] and mypy. Without PAGE: all pages.

What counts in a page, by the language of the block:

console  Lines that begin with `$ ` are commands for /bin/sh, the lines after one are its output, standard error
         included. A command goes on in lines that begin with `> `. `…` alone on a line stands for any lines, within a
         line for any text. A command that fails must have output. The commands of a page run in order in one
         temporary directory with a copy of docs/examples in its place, as if at the root of the repository.
json     Must be JSON. Outside of strings `…` stands for what is left out; a block that begins with a member's name
         is the inside of an object.
c        Compiled and run if it contains `main(`; a `text` block right behind it is the output. With <lua.h> it is linked
         to Lua 5.4, not to the library.
lua      Run by each of the four interpreters, by LuaJIT alone if it requires "ffi"; the output as of c.
python   The blocks of a page are one program. A `text` block right behind one is what it prints; without such a block it
         prints nothing. `mypy --strict` must have no word to say on it.

Other blocks must have a language, too, so that none escapes by a slip. Relative links must lead to a file, the table of
calculators must be that of `zzgov list`, and each regulation of meson.build must have its page.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from python_blocks import check_python, check_types
from shown import difference, matches

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = Path("docs/examples")
TABLE = re.compile(r"<!-- calculators -->\n(.*?)<!-- /calculators -->", re.DOTALL)
FENCE = re.compile(r"^( *)(```+) *([A-Za-z0-9]*)\s*$")
LINK = re.compile(r"\]\(([^()\s]+)\)")
NOT_RUN = ("sh", "text", "diff", "meson", "markdown")
SECONDS = 300
LUAS = ("lua5.4", "lua5.3", "lua5.1", "luajit")


@dataclass
class Block:
    language: str
    line: int
    text: str
    after: "Block | None" = None  # the block right behind it


class Report:
    """Counts checks and prints those that fail."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, good, where, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{where}: {what}")


# --- pages -------------------------------------------------------------------------------------


def default_pages():
    return sorted(ROOT.glob("README*.md")) + sorted(ROOT.glob("CHANGELOG.md")) + sorted(ROOT.glob("docs/**/*.md"))


def split_page(text):
    """The blocks of a page, and its lines outside of them as (number, line)."""
    blocks, prose, fence, block = [], [], None, None
    for number, line in enumerate(text.splitlines(), 1):
        mark = FENCE.match(line)
        if fence and mark and mark[2].startswith(fence[2]):
            if mark[3]:
                break
            blocks.append(block)
            fence = block = None
        elif fence:
            block.text += line.removeprefix(fence[1]) + "\n"
        elif mark:
            fence, block = mark, Block(mark[3], number, "")
            attach(blocks, block, prose)
        else:
            prose.append((number, line))
    if fence:
        raise ValueError(f"the block of line {block.line} does not end")
    return blocks, prose


def attach(blocks, block, prose):
    """Makes a block the successor of the one before if only blank lines are between them."""
    if blocks and not any(line.strip() for number, line in prose if number > blocks[-1].line):
        blocks[-1].after = block


# --- running -----------------------------------------------------------------------------------


class Runner:
    """One page's temporary directory and what runs in it."""

    def __init__(self, options, place):
        self.place, self.cflags, self.libs = place, shlex.split(options.cflags), shlex.split(options.libs)
        self.python, self.programs = options.python, options.programs
        self.environment = environment(options, self.libs)
        if (ROOT / EXAMPLES).is_dir():
            shutil.copytree(ROOT / EXAMPLES, place / EXAMPLES)

    def run(self, words):
        """Exit status and output."""
        try:
            done = subprocess.run(words, cwd=self.place, env=self.environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as fault:
            return -1, f"{fault}\n"
        return done.returncode, done.stdout.decode("utf-8", "backslashreplace").replace("\ufeff", "")

    def compile_and_run(self, source):
        (self.place / "example.c").write_text(source, encoding="utf-8")
        cflags, libs = (lua_flags("--cflags"), lua_flags("--libs")) if "<lua.h>" in source else (self.cflags, self.libs)
        status, output = self.run([os.environ.get("CC", "cc"), "-std=c11", "-Wall", "-Wextra", "-Werror", *cflags,
                                   "example.c", "-o", "example", *libs])
        return (status, output) if status else self.run(["./example"])

    def run_lua(self, interpreter, source):
        (self.place / "example.lua").write_text(source, encoding="utf-8")
        return self.run([interpreter, "example.lua"])


def lua_flags(which):
    done = subprocess.run(["pkg-config", which, "lua5.4"], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.split()


def environment(options, libs):
    """The commands are found first, and so are a library that is not installed but linked with -L, and the Lua modules."""
    changed = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    put_first(changed, "PATH", [str(Path(command).absolute().parent) for command in (options.command, options.python)])
    modules, build = ROOT / "bindings" / "lua", Path(options.lua).resolve() / "bindings" / "lua"
    changed["LUA_PATH"] = f"{modules}/?.lua;{modules}/?/init.lua;;"
    changed["LUA_CPATH"] = f"{build}/5.1/?.so;;"
    for version in ("5.4", "5.3"):
        changed["LUA_CPATH_" + version.replace(".", "_")] = f"{build}/{version}/?.so;;"
    put_first(changed, "LD_LIBRARY_PATH", [flag[2:] for flag in libs if flag.startswith("-L")])
    return changed


def put_first(variables, name, directories):
    variables[name] = os.pathsep.join(filter(None, [*directories, variables.get(name)]))
    if not variables[name]:
        del variables[name]


def console_steps(text):
    """(line within the block, command, expected output) of a console block."""
    steps = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            steps.append([number, line[2:], ""])
        elif not steps:
            raise ValueError("the block does not begin with a command")
        elif line.startswith("> ") or line == ">":
            if steps[-1][2]:
                raise ValueError(f"line {number} of the block continues a command behind its output")
            steps[-1][1] += "\n" + line[2:]
        else:
            steps[-1][2] += line + "\n"
    return steps


def check_console(block, where, runner, report):
    for number, command, expected in console_steps(block.text):
        status, output = runner.run(["/bin/sh", "-c", command])
        good = matches(expected, output) and (status == 0 or output)
        report.check(good, f"{where}:{block.line + number}", f"exit status {status}: {difference(expected, output)}")


def check_c(block, where, runner, report):
    if not re.search(r"\bmain\s*\(", block.text):
        return
    check_output(block, where, *runner.compile_and_run(block.text), report)


def check_lua(block, where, runner, report):
    for interpreter in LUAS[-1:] if 'require "ffi"' in block.text else LUAS:
        check_output(block, f"{where} ({interpreter})", *runner.run_lua(interpreter, block.text), report)


def check_output(block, where, status, output, report):
    """Of a program: the `text` block right behind it, if there is one."""
    expected = block.after.text if block.after and block.after.language == "text" else output
    report.check(status == 0 and matches(expected, output), f"{where}:{block.line}",
                 f"exit status {status}: {difference(expected, output)}")


def complete_json(text):
    """JSON as a page abbreviates it, made whole."""
    for short, whole in (("{…}", "{}"), ("[…]", "[]"), (", …]", "]"), (", …}", "}")):
        text = text.replace(short, whole)
    return "{" + text + "}" if text.lstrip().startswith('"') else text


def check_json(block, where, _runner, report):
    fault = None
    try:
        json.loads(complete_json(block.text))
    except ValueError as error:
        fault = error
    report.check(fault is None, f"{where}:{block.line}", f"not JSON: {fault}")


CHECKS = {"console": check_console, "c": check_c, "json": check_json, "lua": check_lua}


def check_blocks(blocks, where, options, report):
    with tempfile.TemporaryDirectory() as place:
        runner = Runner(options, Path(place))
        python = [block for block in blocks if block.language == "python"]
        if python:
            check_python(python, where, runner, report)
        for block in blocks:
            if block in python:
                continue
            if block.language in CHECKS:
                CHECKS[block.language](block, where, runner, report)
            else:
                report.check(block.language in NOT_RUN, f"{where}:{block.line}",
                             f'"{block.language}" is no language of a block')


# --- links, tables, regulations ----------------------------------------------------------------


def check_links(prose, page, where, report):
    for number, line in prose:
        for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
            if not re.match(r"[a-z]+:|#", target):
                report.check((page.parent / target.partition("#")[0]).exists(), f"{where}:{number}",
                             f"the link leads nowhere: {target}")


def first_column(table):
    return re.findall(r"^\| *`([^`]+)` *\|", table, re.MULTILINE)


def check_table(text, where, calculators, report):
    """READMEs show the calculators, in the order of the command."""
    table = TABLE.search(text)
    if not where.startswith("README") and not table:
        return
    listed = first_column(table[1]) if table else []
    report.check(listed == calculators, where, f"the table has {listed}, `zzgov list` {calculators}")


def list_calculators(command):
    done = subprocess.run([command, "list"], stdout=subprocess.PIPE, text=True, timeout=SECONDS, check=True)
    return [line.partition("\t")[0] for line in done.stdout.splitlines()]


def check_regulations(report):
    found = re.search(r"^regulations = \[(.*?)\]", (ROOT / "meson.build").read_text(encoding="utf-8"), re.M | re.S)
    regulations = re.findall(r"'([^']+)'", found[1]) if found else []
    report.check(regulations, "meson.build", "no list of regulations found")
    for regulation in regulations:
        page = f"docs/regulations/{regulation}.md"
        report.check((ROOT / page).is_file(), "meson.build", f"{page} is missing")


# --- all together ------------------------------------------------------------------------------


def check_page(page, options, calculators, report):
    page = page.resolve()
    where = str(page.relative_to(ROOT)) if page.is_relative_to(ROOT) else str(page)
    try:
        text = page.read_text(encoding="utf-8")
        blocks, prose = split_page(text)
        check_links(prose, page, where, report)
        check_table(text, where, calculators, report)
        check_blocks(blocks, where, options, report)
    except (OSError, ValueError) as fault:
        report.check(False, where, fault)


def join_flags(arguments):
    """`--libs -lzzgov` as one word: argparse takes a value that begins with a hyphen for an option."""
    joined = []
    for argument in arguments:
        if joined and joined[-1] in ("--cflags", "--libs"):
            joined[-1] += "=" + argument
        else:
            joined.append(argument)
    return joined


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, help="the command zzgov; its file has that name")
    parser.add_argument("--cflags", required=True, help="flags to compile with")
    parser.add_argument("--libs", required=True, help="flags to link with")
    parser.add_argument("--lua", required=True, metavar="BUILD", help="build folder with the Lua modules")
    parser.add_argument("--python", required=True, help="interpreter with zzgov[all] and mypy")
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE")
    options = parser.parse_args(join_flags(arguments))
    if Path(options.command).name != "zzgov" or not Path(options.command).is_file():
        parser.error(f"{options.command}: no command of the name zzgov")
    return options


def main(arguments):
    options = parse(arguments)
    report = Report()
    calculators = list_calculators(options.command)
    with tempfile.TemporaryDirectory() as programs:
        options.programs = Path(programs)
        for page in options.pages or default_pages():
            check_page(page, options, calculators, report)
        check_types(options.python, options.programs, report)
    if not options.pages:
        check_regulations(report)
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed or not report.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
