"""What people use for columns of rows: numpy, numexpr, pandas, polars, DuckDB, OpenFisca.

Each takes the eight columns as doubles in its own container, made before the clock runs, and gives int64 fen. None of
them checks its values.
"""

import os

import numpy as np

from names import LIMIT, LIMIT_2, NUMPY, NUMPY_BEST
from native import FEWEST_ROWS_FOR_THREADS
from rounds import Contender
from rows import COLUMNS, of_columns

BLOCK = 32_768  # the fastest of the powers of two from 1,024 to 65,536
CORES = os.cpu_count()
SQL_AMOUNT = "CASE WHEN {e} <= 0 THEN 0 WHEN {e} <= {edge} THEN {e} * {low} ELSE {flat} + ({e} - {edge}) * {high} END"


def two_tiers(excess, edge, low, high):
    return np.where(excess <= 0, 0, np.where(excess <= edge, excess * low, edge * low + (excess - edge) * high))


def fen(yuan):
    return np.rint(yuan * 100).astype(np.int64)


def numpy_where(columns):
    return fen(sum(two_tiers(worse - better, *tiers) for worse, better, *tiers in of_columns(columns)))


def charge_in_place(excess, upper, edge, low, high):
    """The amount in place of the excess: the upper rate is the larger, so the larger sum holds."""
    np.multiply(excess, high * 100.0, out=upper)
    np.subtract(upper, (high - low) * 100.0 * edge, out=upper)
    np.multiply(excess, low * 100.0, out=excess)
    np.maximum(excess, upper, out=excess)
    np.maximum(excess, 0.0, out=excess)


def block_in_place(columns, out, total, excess, upper):
    for f, (worse, better, *tiers) in enumerate(of_columns(columns)):
        np.subtract(worse, better, out=excess)
        charge_in_place(excess, upper, *tiers)
        np.add(total, excess, out=total) if f else np.copyto(total, excess)
    np.rint(total, out=total)
    out[:] = total


def numpy_best(columns, out, room):
    for start in range(0, len(out), BLOCK):
        part = slice(start, min(start + BLOCK, len(out)))
        n = part.stop - part.start
        block_in_place([c[part] for c in columns], out[part], *(r[:n] for r in room))
    return out


def numpy_contenders(rows):
    room = [np.empty(BLOCK) for _ in range(3)]
    yield Contender(NUMPY, lambda: numpy_where(rows.doubles), limit=LIMIT)
    yield Contender(NUMPY_BEST, lambda: numpy_best(rows.doubles, rows.out, room), limit=LIMIT)


def on_all_cores(name, work, rows, **more):
    threaded = CORES > 1 and rows.n >= FEWEST_ROWS_FOR_THREADS
    return Contender(name, work, threads=CORES, limit=LIMIT_2 if threaded else LIMIT, **more)


def numexpr_contenders(rows):
    import numexpr

    amounts = []
    for worse, better, edge, low, high in of_columns(COLUMNS):
        e, flat = f"({worse} - {better})", (high - low) * 100.0 * edge
        amounts.append(f"maximum(maximum({e} * {low * 100.0}, {e} * {high * 100.0} - {flat}), 0)")
    text = f"round({' + '.join(amounts)})"

    def work():
        return numexpr.evaluate(text, local_dict=rows.named, out=rows.out, casting="unsafe")

    yield on_all_cores("numexpr", work, rows)


def pandas_contenders(rows):
    import pandas

    frame = pandas.DataFrame(rows.named, copy=False)

    def work():
        columns = [frame[name] for name in COLUMNS]
        yuan = sum(two_tiers(worse - better, *tiers) for worse, better, *tiers in of_columns(columns))
        return pandas.Series(yuan * 100, frame.index).round().astype("int64")

    yield Contender("pandas", work, limit=LIMIT)


def polars_contenders(rows):
    import polars

    def amount(worse, better, edge, low, high):
        excess = polars.col(worse) - polars.col(better)
        upper = edge * low + (excess - edge) * high
        return polars.when(excess <= 0).then(0.0).when(excess <= edge).then(excess * low).otherwise(upper)

    frame = polars.DataFrame(rows.named)  # the streaming engine is the faster one here
    yuan = polars.sum_horizontal(amount(*factor) for factor in of_columns(COLUMNS))
    total = (yuan * 100).round().cast(polars.Int64).alias("total")

    def work():
        return frame.lazy().select(total).collect(engine="streaming")["total"].to_numpy()

    yield on_all_cores("polars", work, rows)


def duckdb_contenders(rows):
    import duckdb
    import pyarrow

    amounts = []
    for worse, better, edge, low, high in of_columns(COLUMNS):
        amounts.append(SQL_AMOUNT.format(e=f"({worse} - {better})", edge=edge, low=low, high=high, flat=edge * low))
    database = duckdb.connect()
    database.register("given", pyarrow.table(rows.named))
    database.execute("CREATE TABLE readings AS SELECT * FROM given")
    query = f"SELECT CAST(round(({' + '.join(amounts)}) * 100) AS BIGINT) AS total FROM readings"

    def work():
        return database.execute(query).fetchnumpy()["total"]

    yield on_all_cores("DuckDB", work, rows)


def numba_contenders(rows):
    import peers_numba

    yield from peers_numba.contenders(rows)


def openfisca_contenders(rows):
    import peers_openfisca

    yield peers_openfisca.contender(rows)


PEERS = (
    numpy_contenders,
    numba_contenders,
    numexpr_contenders,
    pandas_contenders,
    polars_contenders,
    duckdb_contenders,
    openfisca_contenders,
)


def peers(rows, missing, kinds=PEERS):
    """All that are installed; the name of a package that is not goes into `missing`."""
    for kind in kinds:
        try:
            yield from kind(rows)
        except ImportError as error:
            missing.add(error.name)
