#!/usr/bin/env python3
"""The command among other programs: readers that go away, full devices, terminals, runs that are killed.

    pipes.py --command PATH

Says what is wrong, one fault a line, and exits with 1 if anything is.
"""

import argparse
import os
import pty
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
COAL = str(EXAMPLES / "coal-closure.csv")
FORMATS = ("table", "csv", "json", "html")
SECONDS = 300
INTERNAL = 1
MINES = 4000
OLD = "what was there before\n"


# --- readers that go away -------------------------------------------------------------------------------------------


def ignore_broken_pipes():
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def start(words, **more):
    return subprocess.Popen(words, stderr=subprocess.PIPE, restore_signals=False, **more)


def run_for_reader(words, n_bytes, setup):
    """Runs a command whose reader takes so many bytes and goes away; exit status and what it said."""
    reader, writer = os.pipe()
    if n_bytes == 0:
        os.close(reader)
    process = start(words, stdin=subprocess.DEVNULL, stdout=writer, preexec_fn=setup)
    os.close(writer)
    if n_bytes > 0:
        os.read(reader, n_bytes)
        os.close(reader)
    said = process.communicate(timeout=SECONDS)[1].decode("utf-8", "replace")
    return process.returncode, said


def default_broken_pipes():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def commands(command, mines):
    """(name, words) of runs that write little or much."""
    for name in FORMATS:
        yield f"{name} of few", [command, "coal-closure", COAL, "--format", name]
        yield f"{name} of many", [command, "coal-closure", mines, "--format", name]
    for words in (["list"], ["schema", "coal-closure"], ["rules", "show"], ["--help"], ["coal-closure", "--example"]):
        yield " ".join(words), [command, *words]


def closed_pipes(command, mines):
    for name, words in commands(command, mines):
        for n_bytes in (0, 100):
            for setup in (default_broken_pipes, ignore_broken_pipes):
                status, said = run_for_reader(words, n_bytes, setup)
                if said:
                    yield f"{name}, {setup.__name__}, {n_bytes} bytes read: said {said!r}"
                if status not in (0, INTERNAL, -signal.SIGPIPE):
                    yield f"{name}, {setup.__name__}, {n_bytes} bytes read: exit status {status}"


# --- what cannot be written -----------------------------------------------------------------------------------------


def faults_of_refusal(name, status, said, words):
    if status != INTERNAL:
        yield f"{name}: exit status {status}"
    if not said.startswith("zzgov: ") or words not in said or said.count("\n") != 1:
        yield f"{name}: said {said!r}"


def full_devices(command, mines):
    for name, words in commands(command, mines):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, timeout=SECONDS, check=False)
        said = done.stderr.decode("utf-8")
        yield from faults_of_refusal(f"{name} > /dev/full", done.returncode, said, "the output cannot be written")


def full_outputs(command, mines, folder):
    """A link leads to the device: if it were ever replaced by a file, the machine would keep its own."""
    link = Path(folder) / "full"
    link.symlink_to("/dev/full")
    for name in FORMATS:
        words = [command, "coal-closure", mines, "--format", name, "--output", str(link)]
        done = subprocess.run(words, capture_output=True, timeout=SECONDS, check=False)
        yield from faults_of_refusal(f"{name} --output", done.returncode, done.stderr.decode("utf-8"), "No space left")
    if not link.is_symlink():
        yield "a device was replaced by a file"


def closed_output(command, mines):
    """Where file 1 is closed, the table that is opened next must not be written to."""
    for table in (COAL, mines):
        process = start([command, "coal-closure", table], preexec_fn=lambda: os.close(1))
        said = process.communicate(timeout=SECONDS)[1].decode("utf-8")
        yield from faults_of_refusal("output closed", process.returncode, said, "the output cannot be written")


# --- terminals ------------------------------------------------------------------------------------------------------


def read_terminal(master, parts):
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # the other end is closed
            return
        if not part:
            return
        parts.append(part)


def on_terminal(words, environment):
    """What a command shows on a terminal."""
    master, slave = pty.openpty()
    parts = []
    thread = threading.Thread(target=read_terminal, args=(master, parts))
    thread.start()
    base = {name: value for name, value in os.environ.items() if name not in ("TERM", "NO_COLOR")}
    done = subprocess.run(words, stdout=slave, stderr=subprocess.PIPE, env={**base, **environment}, timeout=SECONDS)
    os.close(slave)
    thread.join()
    os.close(master)
    return done.returncode, b"".join(parts).decode("utf-8").replace("\r\n", "\n"), done.stderr


def without_colours(text):
    return re.sub(r"\x1b\[[0-9]+m", "", text)


XTERM = {"TERM": "xterm-256color"}
TERMINALS = [
    (XTERM, True),
    ({**XTERM, "NO_COLOR": ""}, True),
    ({**XTERM, "NO_COLOR": "1"}, False),
    ({"TERM": "dumb"}, False),
    ({}, False),
]


def plain_output(words):
    return subprocess.run(words, capture_output=True, timeout=SECONDS, check=True).stdout.decode("utf-8")


def colours(command):
    words = [command, "coal-closure", COAL, "--explain"]
    plain = plain_output(words)
    if "\x1b" in plain:
        yield "colours without a terminal"
    for environment, wanted in TERMINALS:
        status, shown, said = on_terminal(words, environment)
        if status or said:
            yield f"{environment}: exit status {status}, said {said!r}"
        if ("\x1b" in shown) != wanted:
            yield f"{environment}: {'no ' if wanted else ''}colours"
        if without_colours(shown) != plain:
            yield f"{environment}: another text than without a terminal"


def no_colours(command, folder):
    """Only tables have colours, and only on the terminal itself."""
    for options in (["--format", "csv"], ["--format", "json"], ["--format", "html"], ["--example"], ["--help"]):
        shown = on_terminal([command, "coal-closure", COAL, *options], XTERM)[1]
        if "\x1b" in shown or not shown:
            yield f"{options} on a terminal: colours or nothing"
    for name in ("report", "report.table", "report.txt"):
        file = Path(folder) / name
        status, shown, said = on_terminal([command, "coal-closure", COAL, "--output", str(file)], XTERM)
        if status or said or shown or "\x1b" in file.read_text("utf-8"):
            yield f"--output {name} on a terminal: colours in the file, or something beside it"


# --- files as a whole -----------------------------------------------------------------------------------------------


def words_into(command, mines, file):
    return [command, "coal-closure", mines, "--format", "html", "--output", str(file)]


def faults_of_file(name, file, old, new):
    """A file holds what it held, or all of the new text."""
    text = file.read_text("utf-8") if file.exists() else None
    if text not in (old, new):
        yield f"{name}: {'nothing' if text is None else f'{len(text)} characters'} in the output file"


def kill_while_writing(words, folder, files_before):
    """Kills a run as soon as it has begun to write."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(os.listdir(folder)) == files_before:
        pass
    process.kill()
    process.wait(timeout=SECONDS)


def kill_after(words, seconds):
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.kill()
    process.wait(timeout=SECONDS)


def one_kill(command, mines, old, new, number):
    """One killed run into a folder of its own, over an old file or none."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        if old is not None:
            file.write_text(old, "utf-8")
        words = words_into(command, mines, file)
        if number % 2:
            kill_after(words, number * 0.02)
        else:
            kill_while_writing(words, folder, len(os.listdir(folder)))
        yield from faults_of_file(f"killed run {number}", file, old, new)


def killed_runs(command, mines):
    new = plain_output([command, "coal-closure", mines, "--format", "html"])
    for number in range(16):
        for old in (None, OLD):
            yield from one_kill(command, mines, old, new, number)


def limit_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))


def full_disk(command, mines, old, parent):
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        file = Path(folder) / "report.html"
        if old is not None:
            file.write_text(old, "utf-8")
        before = os.listdir(folder)
        process = start(words_into(command, mines, file), preexec_fn=limit_files)
        said = process.communicate(timeout=SECONDS)[1].decode("utf-8")
        yield from faults_of_refusal(f"full disk in {parent}", process.returncode, said, str(file))
        yield from faults_of_file(f"full disk in {parent}", file, old, old)
        if os.listdir(folder) != before:
            yield f"full disk in {parent}: {os.listdir(folder)} is left"


def full_disks(command, mines):
    """A disk that is full in the middle: the old file stays, and nothing else; files in memory are files, too."""
    for parent in (None, "/dev/shm"):
        for old in (None, OLD):
            if parent is None or os.path.isdir(parent):
                yield from full_disk(command, mines, old, parent)


# --- all ------------------------------------------------------------------------------------------------------------


def write_mines(file):
    """The sample's mines many times, each with a name of its own."""
    header, *rows = Path(COAL).read_text("utf-8").splitlines()
    lines = [f"{number}{rows[number % len(rows)]}" for number in range(MINES)]
    file.write_text("\n".join([header, *lines]) + "\n", "utf-8")


def faults_of(command, folder):
    mines = Path(folder) / "mines.csv"
    write_mines(mines)
    yield from closed_pipes(command, str(mines))
    yield from full_devices(command, str(mines))
    yield from full_outputs(command, str(mines), folder)
    yield from closed_output(command, str(mines))
    yield from colours(command)
    yield from no_colours(command, folder)
    yield from killed_runs(command, str(mines))
    yield from full_disks(command, str(mines))
    if mines.read_text("utf-8").count("\n") != MINES + 1:
        yield "the table was written to"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--command", required=True, help="the command zzgov")
    command = parser.parse_args().command
    with tempfile.TemporaryDirectory() as folder:
        faults = list(faults_of(command, folder))
    print("\n".join([*faults, f"{len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
