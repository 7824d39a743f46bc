"""The Python of a page: one program, run in the page's directory; and the types of all pages."""

import re
import subprocess
from pathlib import Path

from shown import difference, matches

MARK = "\0"  # between the outputs of two blocks
SECONDS = 300
SETTINGS = Path(__file__).resolve().parents[2] / "pyproject.toml"


def program_of(blocks):
    """The blocks as one program whose lines are numbered as those of the page."""
    lines = []
    for block in blocks:
        code = block.text.splitlines()
        lines += [""] * (block.line - len(lines)) + code + [f"print({MARK!r}, flush=True)"]
    return "\n".join(lines) + "\n"


def check_python(blocks, where, runner, report):
    """Runs them. Their types are checked at the end, with those of all pages."""
    program = runner.programs / (re.sub(r"\W", "_", where) + ".py")
    program.write_text(program_of(blocks), encoding="utf-8")
    status, output = runner.run([runner.python, "-W", "error", str(program)])
    outputs = output.split(MARK + "\n")
    report.check(status == 0 and len(outputs) == len(blocks) + 1, where, f"exit status {status}: {outputs[-1]}")
    for block, got in zip(blocks, outputs):
        expected = block.after.text if block.after and block.after.language == "text" else ""
        report.check(matches(expected, got), f"{where}:{block.line}", difference(expected, got))


def check_types(python, programs, report):
    pages = sorted(programs.glob("*.py"))
    if not pages:
        return
    done = subprocess.run([python, "-m", "mypy", "--strict", "--config-file", SETTINGS,
                           "--cache-dir", programs / "cache", *pages],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS, check=False)
    report.check(done.returncode == 0, "mypy --strict", done.stdout)
