"""Tests with DuckDB, Spark, polars and Dask themselves; those of an engine are collected where it is installed."""

import contextlib
import importlib.util
import sys
from pathlib import Path

import pytest

ENGINES = {"test_duckdb.py": ("duckdb",), "test_spark.py": ("dask", "duckdb", "polars", "pyspark")}
collect_ignore = [test for test, engines in ENGINES.items() if not all(map(importlib.util.find_spec, engines))]
sys.path.insert(0, str(Path(__file__).parent))


def pytest_addoption(parser):
    with contextlib.suppress(ValueError):  # the tests of the package have it, too
        parser.addoption("--long", action="store_true", help="more random cases, more rows")


@pytest.fixture(scope="session")
def is_long(request):
    return request.config.getoption("--long")
