"""Options of the run, and which build of the package it is about."""

import os
from pathlib import Path

import hypothesis
import hypothesis.configuration
import pytest

import zzgov

TESTS = Path(__file__).resolve().parent
hypothesis.configuration.set_hypothesis_home_dir(TESTS.parents[1] / ".dev" / "hypothesis")
hypothesis.settings.register_profile("short", max_examples=100, derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("long", max_examples=5000, deadline=None, database=None)


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="more random cases, ten times the calls that watch memory")
    parser.addoption("--command", help="the command of a build, for answers to be equal to the byte")
    parser.addoption("--package", type=Path, help="the folder that zzgov must have been imported from")


def pytest_configure(config):
    hypothesis.settings.load_profile("long" if config.getoption("--long") else "short")
    folder, wanted = Path(zzgov.__file__).parent, config.getoption("--package")
    if wanted and folder != wanted.resolve():
        raise pytest.UsageError(f"zzgov comes from {folder}, not from {wanted}")
    # Processes that tests start import the same.
    os.environ["PYTHONPATH"] = f"{folder.parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"


def pytest_report_header():
    return [f"zzgov {zzgov.__version__} in {Path(zzgov.__file__).parent}, kernel {zzgov.columns.kernel()}"]


@pytest.fixture
def is_long(request):
    return request.config.getoption("--long")
