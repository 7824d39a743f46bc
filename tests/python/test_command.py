"""``python -m zzgov`` and the script ``zzgov`` are the command."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cases import AREA, BASE, dumped

import zzgov

MODULE = [sys.executable, "-m", "zzgov"]


def run(*arguments, command=MODULE, **options):
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False, **options)


@pytest.fixture(params=["module", "script"])
def command(request):
    script = Path(sys.executable).with_name("zzgov")
    if request.param == "script" and not script.exists():
        # A build that is only imported from its folder has no script; pip makes one.
        assert request.config.getoption("--package")
        return MODULE
    return MODULE if request.param == "module" else [str(script)]


def test_version(command):
    done = run("--version", command=command)
    assert (done.returncode, done.stderr) == (0, "")
    assert zzgov.__version__ in done.stdout


def test_eval(command):
    request = dumped({"calculator": "eco-compensation", "input": {"month": "2020-11", "areas": [AREA], "base": BASE}})
    done = run("eval", input=request, command=command)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == zzgov.evaluate_json(request)


def test_exit_status(command, tmp_path):
    assert run("eval", input="{", command=command).returncode == 3
    assert run("eval", str(tmp_path / "nowhere.json"), command=command).returncode == 2
    done = run("evla", command=command)
    assert (done.returncode, done.stdout) == (2, "")
    assert "eval" in done.stderr


def test_table_to_page(tmp_path):
    table, page = tmp_path / "readings.csv", tmp_path / "page.html"
    table.write_text(run("eco-compensation", "--example").stdout)
    done = run("eco-compensation", str(table), "--month", "2020-11", "--output", str(page))
    assert (done.returncode, done.stderr) == (0, "")
    assert page.read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", ["表 格.csv", b"\xff\xfe.csv"])
def test_names_of_files(tmp_path, name):
    """Also those that are no UTF-8."""
    path = os.path.join(os.fsencode(tmp_path), os.fsencode(name))
    with open(path, "w", encoding="utf-8") as file:
        file.write(zzgov.example_csv("smart-mine"))
    done = subprocess.run([*MODULE, "smart-mine", path], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert zzgov.smart_mine(os.fsdecode(path)).projects


def test_help_is_the_commands():
    assert "zzgov eval" in run("--help").stdout


def test_closed_pipe_ends_it_quietly(tmp_path):
    line = dumped({"calculator": "workdays", "input": {"from": "2020-09-30", "add": 3}})
    requests = tmp_path / "requests.ndjson"
    requests.write_text(f"{line}\n" * 20_000)
    with subprocess.Popen(
        [*MODULE, "eval", "--ndjson", str(requests)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        child.stdout.close()
        said = child.stderr.read()
    assert child.returncode == -signal.SIGPIPE
    assert said == b""


def test_it_answers_what_was_printed_before():
    """The library writes to the stream of C, Python to its own: what Python had stands first."""
    code = "import sys; sys.argv = ['zzgov', '--version']; print('first'); from zzgov.__main__ import main; main()"
    done = run("-c", code, command=[sys.executable])
    assert done.stdout.startswith("first\n")
    assert zzgov.__version__ in done.stdout
