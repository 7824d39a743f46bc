#!/usr/bin/env python3
"""Completes lines in bash and in zsh and compares what is offered with what the command says of itself.

    completion.py --command PATH
"""

import argparse
import re
import tempfile
from pathlib import Path

from program import CLI, Program, Report

HERE = Path(__file__).resolve().parent
COMPLETION = CLI / "completion"
ECO = "eco-compensation"
FILES = ("table.csv", "two words.csv", "rulebook.json", "note.txt")


class Shell:
    """Completes lines in a folder that has FILES and a folder."""

    def __init__(self, program, report, folder):
        self.program, self.report, self.folder = program, report, folder
        (folder / "folder").mkdir()
        for name in FILES:
            (folder / name).touch()

    def offers(self, line):
        status, output, messages = self.program.run(*self.words(line), folder=self.folder)
        self.report.check(status == 0 and not messages, f"{self.name}: {line!r}: exit status {status}: {messages}")
        return {word.strip().replace("\\", "") for word in output.splitlines()} - {""}

    def expect(self, line, words):
        offered = self.offers(line)
        self.report.check(offered == set(words), f"{self.name}: {line!r} offers {sorted(offered)}, not {sorted(words)}")

    def check_syntax(self, file):
        status, output, messages = self.program.run(self.name, "-n", str(COMPLETION / file))
        self.report.check((status, output, messages) == (0, "", ""), f"{file}: {messages}")


class Bash(Shell):
    name = "bash"

    def words(self, line):
        """As bash splits it: each "=" is a word of its own, also one that nothing follows."""
        *before, last = (part for word in line.split(" ") for part in re.split("(=)", word))
        words = [word for word in before if word] + [last]
        if words[-2:] == ["=", ""]:
            words.pop()
        return ["bash", str(HERE / "bash-words.bash"), str(COMPLETION / "zzgov.bash"), *words]


class Zsh(Shell):
    name = "zsh"

    def words(self, line):
        return ["zsh", "-f", str(HERE / "zsh-words.zsh"), str(COMPLETION), line]


def check_commands(shell, program):
    calculators = set(program.titles())
    shell.expect("zzgov ", calculators | set(program.subcommands()))
    shell.expect("zzgov eco-c", [ECO])
    shell.expect("zzgov --lang zh eco-c", [ECO])
    shell.expect("zzgov schema ", calculators)
    actions = {form.split()[0] for form in program.subcommands()["rules"]}
    shell.expect("zzgov rules ", actions)


def check_calculator(shell, program, calculator):
    options = program.options(calculator)
    shell.report.check("--help" in options and "--lang" in options, f"{calculator} --help lists no options")
    shell.expect(f"zzgov {calculator} --", options)
    for option, kind in options.items():
        if "|" in kind:
            shell.expect(f"zzgov {calculator} {option} ", kind.split("|"))


def check_values(shell):
    shell.report.check({"--month", "--rate-base"} <= shell.offers(f"zzgov {ECO} --"), f"{shell.name}: {ECO} --")
    shell.expect(f"zzgov {ECO} --rate-base ", ["mean-of-rates", "rate-of-means"])
    shell.expect(f"zzgov {ECO} --rate-base=", ["mean-of-rates", "rate-of-means"])
    shell.expect(f"zzgov {ECO} --rate-base=mean", ["mean-of-rates"])
    shell.expect(f"zzgov {ECO} table.csv --format ", ["table", "csv", "json", "html"])
    shell.expect(f"zzgov {ECO} --lang ", ["en", "zh"])
    shell.expect("zzgov list --lang ", ["en", "zh"])
    shell.expect(f"zzgov {ECO} --month ", [])


def check_names(shell, program, ending):
    names = re.findall(r"^  ([a-z0-9_.]+) ", program.says(ECO, "--help").partition("\nNames for --set:\n")[2], re.MULTILINE)
    shell.report.check(len(names) == 5, f"{shell.name}: {names} for --set")
    shell.expect(f"zzgov {ECO} --set ", [name + ending for name in names])


def check_files(shell):
    shell.expect(f"zzgov {ECO} ", ["table.csv", "two words.csv", "folder"])
    shell.expect(f"zzgov {ECO} ta", ["table.csv"])
    shell.expect(f"zzgov {ECO} --base ", ["rulebook.json", "folder"])
    shell.expect(f"zzgov {ECO} --rules ", ["rulebook.json", "folder"])
    shell.expect(f"zzgov {ECO} folder/table.csv --rulebook ", ["rulebook.json", "folder"])
    shell.expect(f"zzgov {ECO} --output ", [*FILES, "folder"])
    shell.expect("zzgov eval ", ["rulebook.json", "folder"])
    shell.expect("zzgov rules check ", ["rulebook.json", "folder"])
    shell.expect("zzgov rules diff rulebook.json ", ["rulebook.json", "folder"])


def takes(program, command, option):
    """Whether the command line may have the option there."""
    value = {"--lang": ["zh"], "--rulebook": ["rulebook.json"]}.get(option, ["word"])
    messages = program.run("zzgov", command, option, *value)[2]
    return "takes no --" not in messages and "Unknown option" not in messages


def check_subcommand_options(shell, program):
    """What the help shows is offered, and what is offered is taken."""
    for command, forms in program.subcommands().items():
        offered = shell.offers(f"zzgov {command} --")
        shown = set(re.findall("--[a-z]+", " ".join(forms)))
        shell.report.check(shown <= offered, f"{shell.name}: {command} does not offer {sorted(shown - offered)}")
        refused = {option for option in offered if not takes(program, command, option)}
        shell.report.check(not refused, f"{shell.name}: {command} offers, but does not take {sorted(refused)}")


def check_absence(shell, program):
    """Without the program only what it need not be asked for is offered, and nothing is complained of."""
    shell.expect("no-such-zzgov ", program.subcommands())
    shell.expect("no-such-zzgov eval --l", ["--lang"])
    shell.expect(f"no-such-zzgov {ECO} no", ["note.txt"] if shell.name == "zsh" else [])


def check_shell(shell, program):
    check_commands(shell, program)
    for calculator in program.titles():
        check_calculator(shell, program, calculator)
    check_values(shell)
    check_subcommand_options(shell, program)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    program, report = Program(parser.parse_args().command), Report()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        bash, zsh = Bash(program, report, Path(one)), Zsh(program, report, Path(two))
        bash.check_syntax("zzgov.bash")
        zsh.check_syntax("_zzgov")
        check_shell(bash, program)
        check_shell(zsh, program)
        check_names(bash, program, "=")
        check_names(zsh, program, "")
        check_files(bash)
        check_files(zsh)
        check_absence(bash, program)
        check_absence(zsh, program)
    report.finish()


if __name__ == "__main__":
    main()
