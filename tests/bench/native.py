"""The library and the C loops as contenders for columns of rows."""

from ctypes import byref

import names
from library import bench_rows, eco_columns
from names import LIMIT, LIMIT_2, LIMIT_4
from rounds import Contender

FEWEST_ROWS_FOR_THREADS = 1 << 18  # with fewer the library keeps to one


def streaming(name, limit, rows, n_columns=8, ahead=True, threads=1, compared=LIMIT):
    """So many columns read and one written, next to nothing computed."""
    data = bench_rows(rows)

    def repeat(calls):
        limit.bench_stream(byref(data), n_columns, ahead, threads, calls)

    return Contender(name, lambda: repeat(1), repeat, threads, compared)


def limits(limit, rows):
    yield streaming(LIMIT, limit, rows)
    yield streaming(names.LIMIT_AS_IT_COMES, limit, rows, ahead=False)
    yield streaming(LIMIT_4, limit, rows, n_columns=4, compared=LIMIT_4)
    if rows.n >= FEWEST_ROWS_FOR_THREADS:
        yield streaming(LIMIT_2, limit, rows, threads=2, compared=LIMIT_2)


def bare(limit, rows):
    data = bench_rows(rows)

    def repeat(calls):
        if not limit.bench_bare(byref(data), calls):
            raise SystemExit("the bare loop refuses a row")

    def work():
        repeat(1)
        return rows.out

    return Contender(names.BARE, work, repeat, limit=LIMIT)


def of_function(name, function, library, limit, asked, out, threads=1, compared=None):
    """A function of the library, called in a loop in C."""

    def repeat(calls):
        if not limit.bench_library(function, library.rulebook, byref(asked), calls):
            raise SystemExit(f"{name}: the library refuses a row")

    def work():
        out[:] = -1
        repeat(1)
        return out

    return Contender(name, work, repeat, threads, compared)


def of_library(name, library, limit, rows, compared=LIMIT, threads=1, **how):
    asked = eco_columns(rows, threads=threads, **how)
    return of_function(name, library.columns, library, limit, asked, rows.out, threads, compared)


def called_from_python(library, rows):
    """With its structs made once, as a caller would."""
    asked = eco_columns(rows)
    function, rulebook, columns = library.columns, library.rulebook, byref(asked)

    def work():
        function(rulebook, columns, None, None)
        return rows.out

    return Contender(names.ZZGOV_FROM_PYTHON, work, limit=LIMIT)


def columns_contenders(library, kernels, limit, rows):
    yield from limits(limit, rows)
    yield bare(limit, rows)
    yield of_library(names.ZZGOV, library, limit, rows)
    if rows.n >= FEWEST_ROWS_FOR_THREADS:
        yield of_library(names.ZZGOV_2, library, limit, rows, LIMIT_2, threads=2)
    yield called_from_python(library, rows)
    yield of_library(names.ZZGOV_ONE_BASE, library, limit, rows, LIMIT_4, one_base=True)
    yield of_library(names.ZZGOV_INTEGERS, library, limit, rows, millionths=True)
    for name, other in kernels.items():
        yield of_library(f"zzgov, kernel {name}", other, limit, rows)
