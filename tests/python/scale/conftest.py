"""Tests with DuckDB, Spark, polars and Dask themselves; collected only where all of them are installed."""

import contextlib
import importlib.util
import sys
from pathlib import Path

import pytest

ENGINES = ("dask", "duckdb", "polars", "pyspark")
collect_ignore_glob = [] if all(map(importlib.util.find_spec, ENGINES)) else ["test_*.py"]
sys.path.insert(0, str(Path(__file__).parent))


def pytest_addoption(parser):
    with contextlib.suppress(ValueError):  # the tests of the package have it, too
        parser.addoption("--long", action="store_true", help="more random cases, more rows")


@pytest.fixture(scope="session")
def is_long(request):
    return request.config.getoption("--long")
