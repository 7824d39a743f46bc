"""Months from raw readings: bases and rates of each month, then the deductions of its areas, in int64 fen by row."""

import numpy as np

import names
from library import eco_panel
from native import of_function
from peers import CORES, SQL_AMOUNT, fen, two_tiers
from rounds import Contender
from rows import FACTORS, READINGS, of_columns

MISSING = "zzgov_eco_compensation_panel() of the library"
FEN_OFF = 4  # doubles may be off by one in each of four factors
VALUES_AND_BASES = [name for factor in FACTORS for name in (factor, f"{factor}_base")]


def of_library(name, library, limit, panel):
    """None where the library has no panel yet."""
    if library.panel is None:
        return None
    return of_function(name, library.panel, library, limit, eco_panel(panel), panel.out)


def rate(this_year, last_year):
    return (last_year - this_year) / last_year * 100


def total(columns):
    """The sum of four amounts, each rounded."""
    return sum(fen(two_tiers(worse - better, *tiers)) for worse, better, *tiers in of_columns(columns))


def bincount_contenders(panel):
    pm25, pm25_last, pm10, pm10_last = panel.doubles

    def work():
        size = np.bincount(panel.group, minlength=panel.n_groups)
        columns = []
        for values in (pm25, rate(pm25, pm25_last), pm10, rate(pm10, pm10_last)):
            means = np.bincount(panel.group, values, panel.n_groups) / size
            columns += [values, means[panel.group]]
        return total(columns)

    yield Contender(names.PANEL_BINCOUNT, work, fen_off=FEN_OFF)


def pandas_contenders(panel):
    import pandas

    frame = pandas.DataFrame(panel.named, copy=False)

    def work():
        rated = frame.assign(
            pm25_improvement=rate(frame["pm25"], frame["pm25_last_year"]),
            pm10_improvement=rate(frame["pm10"], frame["pm10_last_year"]),
        )
        means = rated.groupby("group", sort=False)[list(FACTORS)].transform("mean")
        return total([frame_of[name] for name in FACTORS for frame_of in (rated, means)])

    yield Contender(names.PANEL_PANDAS, work, fen_off=FEN_OFF)


def polars_contenders(panel):
    import polars

    def amount(worse, better, edge, low, high):
        excess = worse - better
        upper = edge * low + (excess - edge) * high
        yuan = polars.when(excess <= 0).then(0.0).when(excess <= edge).then(excess * low).otherwise(upper)
        return (yuan * 100).round().cast(polars.Int64)

    frame = polars.DataFrame(panel.named)  # the streaming engine is several times as fast here
    pm25, pm25_last, pm10, pm10_last = (polars.col(name) for name in READINGS)
    values = (pm25, rate(pm25, pm25_last), pm10, rate(pm10, pm10_last))
    columns = [column for value in values for column in (value, value.mean().over("group"))]
    amounts = polars.sum_horizontal(amount(*factor) for factor in of_columns(columns)).alias("total")

    def work():
        return frame.lazy().select(amounts).collect(engine="streaming")["total"].to_numpy()

    yield Contender(names.PANEL_POLARS, work, threads=CORES, fen_off=FEN_OFF)


def duckdb_queries():
    """Means by windows, and by groups that are joined; rows come in any order, so with their number."""
    amounts = []
    for worse, better, edge, low, high in of_columns(VALUES_AND_BASES):
        amount = SQL_AMOUNT.format(e=f"({worse} - {better})", edge=edge, low=low, high=high, flat=edge * low)
        amounts.append(f"CAST(round({amount} * 100) AS BIGINT)")
    rates = ", ".join(f"({p}_last_year - {p}) / {p}_last_year * 100 AS {p}_improvement" for p in ("pm25", "pm10"))
    rated = f'rated AS (SELECT row, "group", pm25, pm10, {rates} FROM readings)'
    windows = ", ".join(f"avg({name}) OVER month AS {name}_base" for name in FACTORS)
    means = ", ".join(f"avg({name}) AS {name}_base" for name in FACTORS)
    chosen = f"SELECT row, {' + '.join(amounts)} AS total"
    based = f'SELECT *, {windows} FROM rated WINDOW month AS (PARTITION BY "group")'
    yield "window", f"WITH {rated} {chosen} FROM ({based})"
    grouped = f'grouped AS (SELECT "group", {means} FROM rated GROUP BY "group")'
    yield "join", f'WITH {rated}, {grouped} {chosen} FROM rated JOIN grouped USING ("group")'


def in_row_order(found):
    amounts = np.empty_like(found["total"])
    amounts[found["row"]] = found["total"]
    return amounts


def duckdb_contenders(panel):
    import duckdb
    import pyarrow

    database = duckdb.connect()
    database.register("given", pyarrow.table({**panel.named, "row": np.arange(panel.n, dtype=np.uint32)}))
    database.execute("CREATE TABLE readings AS SELECT * FROM given")

    def contender(name, query):
        def work():
            return database.execute(query).fetchnumpy()

        return Contender(f"DuckDB, {name}", work, threads=CORES, fen_off=FEN_OFF, amounts=in_row_order)

    for name, query in duckdb_queries():
        yield contender(name, query)


def numba_contenders(panel):
    import peers_numba

    yield peers_numba.panel_contender(panel, FEN_OFF)


PEERS = (bincount_contenders, numba_contenders, pandas_contenders, polars_contenders, duckdb_contenders)


def check_exactly(panel, amounts, fen_off, groups=50):
    """Some groups by fractions."""
    for group in np.linspace(0, panel.n_groups - 1, min(groups, panel.n_groups)).astype(int):
        rows, expected = panel.exact_total(group)
        if np.abs(amounts[rows] - expected).max() > fen_off:
            raise SystemExit(f"panel: other amounts than fractions give for group {group}")
