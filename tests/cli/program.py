"""What the command says of itself, for the tests beside this file."""

import os
import re
import subprocess
import sys
from pathlib import Path

CLI = Path(__file__).resolve().parents[2] / "bindings/cli"
SECONDS = 60


class Report:
    """Counts checks and prints those that fail."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(what)

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(self.failed > 0)


class Program:
    """The command `zzgov` at a path, found first by whatever is run here."""

    def __init__(self, path):
        variables = dict(os.environ, LC_ALL="C.UTF-8")
        variables["PATH"] = os.pathsep.join([str(Path(path).resolve().parent), variables["PATH"]])
        self.environment = variables

    def run(self, *words, folder=None):
        """Exit status, output and messages."""
        try:
            done = subprocess.run(words, cwd=folder, env=self.environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
        except FileNotFoundError as fault:
            sys.exit(f"needed, but not installed: {fault.filename}")
        return done.returncode, done.stdout, done.stderr

    def says(self, *words):
        status, output, messages = self.run("zzgov", *words)
        if status or messages:
            sys.exit(f"zzgov {' '.join(words)}: exit status {status}: {messages}")
        return output

    def titles(self):
        """Title of each calculator by its id."""
        return dict(line.split("\t") for line in self.says("list").splitlines())

    def subcommands(self):
        """The forms of each subcommand that the help lists, by its name."""
        forms = {"help": []}
        for name, rest in re.findall(r"^  zzgov ([a-z]+)(.*)$", self.says("--help"), re.MULTILINE):
            forms.setdefault(name, []).append(rest.split("   ")[0].strip())
        return forms

    def options(self, calculator):
        """What each option of a calculator takes, by its name; "" for nothing."""
        lines = re.findall(r"^  (--[a-z0-9-]+)(?: (\S+))?(?:  .*)?$", self.says(calculator, "--help"), re.MULTILINE)
        return dict(lines)
