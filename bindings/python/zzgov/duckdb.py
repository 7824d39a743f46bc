"""zzgov in DuckDB: functions and a macro for SQL, exact to the fen, over tables and Parquet files of any size.

>>> import duckdb
>>> import zzgov.duckdb
>>> con = duckdb.connect()
>>> zzgov.duckdb.register(con)
>>> con.sql("SELECT zzgov_eco_compensation(58, 90, 8, 6, 52, 90, 8, 6) AS fen").fetchall()
[(70000000,)]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ._errors import Error, InvalidValue
from ._groups import READINGS, check_areas, located, settle_groups
from ._names import checked
from ._optional import need
from ._settle import rate_base_number
from ._settle_frame import AMOUNTS
from .columns import eco_compensation, rulebook_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ._calculators import Rules
    from ._rulebook import Rulebook

__all__ = ["register"]

VALUES = ("pm25", "pm10", "pm25_improvement", "pm10_improvement")
COLUMNS = (*VALUES, *(f"{value}_base" for value in VALUES))
"""In the order of columns.eco_compensation()."""

# DuckDB holds a function by its bare address and drops it with the connection that registered it, while other
# connections to the same database still see its name: so ours stay.
_KEPT: dict[str, Callable[..., Any]] = {}


@checked
def register(con: DuckDBPyConnection, rulebook: Rules | None = None, *, prefix: str = "zzgov") -> None:
    """Gives a connection ``zzgov_eco_compensation()`` and ``zzgov_settle()``; another rulebook replaces the one before.

    ``zzgov_eco_compensation(pm25, pm10, pm25_improvement, pm10_improvement, pm25_base, pm10_base,
    pm25_improvement_base, pm10_improvement_base, month := …)`` is fen, BIGINT; NULL in gives NULL out.

    ``FROM zzgov_settle('readings', month, area, within := …, rate_base := …)`` is a table, view or Parquet
    file with columns pm25, pm10, pm25_last_year and pm10_last_year, and with the amounts of each row in
    fen. Rows of one month, and of one value of ``within`` if that is given, have a base in common.

    ``prefix`` lets several rulebooks stand side by side in one query.
    """
    need("duckdb", "duckdb")
    need("pyarrow", "duckdb")
    need("numpy", "duckdb")
    if not isinstance(prefix, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", prefix):
        raise InvalidValue(repr(prefix), path="/prefix", expected="small letters, digits and _, a letter first")
    for macro in _macros(con, rulebook_of(rulebook), prefix):
        con.execute(f"CREATE OR REPLACE TEMP MACRO {prefix}_{macro}").fetchall()


def _macros(con: DuckDBPyConnection, rulebook: Rulebook, prefix: str) -> Iterator[str]:
    """Macros are the connection's own; the functions below them are the database's, a name for each rulebook."""
    digest, columns = rulebook.digest[:16], ", ".join(COLUMNS)
    amount, settle = f"_zzgov_eco_{digest}", f"_zzgov_settle_{digest}"
    _create(con, amount, lambda: _amount_of(rulebook), ["VARCHAR", *["DOUBLE"] * len(COLUMNS)], "BIGINT")
    _create(con, settle, lambda: _settle_of(rulebook), ["VARCHAR", "VARCHAR", _GIVEN], _FOUND)
    yield f"eco_compensation({columns}, month := '') AS {amount}(CAST(month AS VARCHAR), {columns})"
    yield _settle_macro(settle)


def _create(
    con: Any, name: str, function: Callable[[], Callable[..., Any]], parameters: list[str], result: str
) -> None:
    if con.execute("SELECT 1 FROM duckdb_functions() WHERE function_name = ?", [name]).fetchall():
        return
    kept = _KEPT.setdefault(name, function())
    con.create_function(name, kept, parameters, result, type="arrow", null_handling="special")


# --- rows with bases ----------------------------------------------------------------------------------


def _amount_of(rulebook: Rulebook) -> Callable[..., Any]:
    def amount(
        month: Any,
        pm25: Any,
        pm10: Any,
        pm25_improvement: Any,
        pm10_improvement: Any,
        pm25_base: Any,
        pm10_base: Any,
        pm25_improvement_base: Any,
        pm10_improvement_base: Any,
    ) -> Any:
        given = locals()
        return _amounts(rulebook, given["month"], {name: given[name] for name in COLUMNS})

    return amount


def _amounts(rulebook: Rulebook, month: Any, columns: dict[str, Any]) -> Any:
    import numpy as np
    import pyarrow as pa

    fen = np.zeros(len(month), np.int64)
    whole = np.ones(len(month), bool)
    for column in (month, *columns.values()):
        if column.null_count:
            whole &= column.is_valid().to_numpy()
    for label, rows in _by_month(month, whole):
        part = columns if rows is None else {name: column.filter(rows) for name, column in columns.items()}
        fen[slice(None) if rows is None else rows.to_numpy(zero_copy_only=False)] = _of_month(rulebook, label, part)
    return pa.array(fen, mask=None if whole.all() else ~whole)


def _by_month(month: Any, whole: Any) -> Iterator[tuple[str, Any]]:
    """Months and their rows; None: all of them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    labels = month.unique().drop_null().to_pylist()
    if len(labels) == 1 and whole.all():
        yield labels[0], None
        return
    for label in labels:
        rows = pc.and_(pc.fill_null(pc.equal(month, label), False).combine_chunks(), pa.array(whole))  # pyright: ignore[reportAttributeAccessIssue]
        yield label, rows


def _of_month(rulebook: Rulebook, label: str, columns: dict[str, Any]) -> Any:
    try:
        return eco_compensation(**columns, month=label or None, rules=rulebook)
    except Error as error:

        def row(number: int) -> str:
            return "in the row " + ", ".join(f"{name}={column[number]}" for name, column in columns.items())

        raise located(error, row, lambda _: label) from None


# --- months -------------------------------------------------------------------------------------------

_GIVEN = f"STRUCT(area VARCHAR, {', '.join(f'{name} DOUBLE' for name in READINGS)})[]"
_FOUND = f"STRUCT({', '.join(f'{name} BIGINT' for name in AMOUNTS)})[]"


def _settle_macro(settle: str) -> str:
    """A month is one list: its base is exact only from all of its rows.

    A window brings them together, for DuckDB writes what does not fit into memory to the disk sooner than
    with GROUP BY. The WHERE is there for its fault: it names the columns near to a wrong name, which a
    window's does not. Other names are such as no table has.
    """
    readings = ", ".join(f"'{name}': x.{name}" for name in READINGS)
    return f"""settle(readings, month, area, within := NULL, rate_base := 'mean-of-rates') AS TABLE (
      SELECT _zzgov_row.* EXCLUDE (_zzgov_area), _zzgov_fen.*
      FROM (SELECT unnest(_zzgov_rows) AS _zzgov_row,
                   unnest({settle}(_zzgov_month, rate_base, list_transform(_zzgov_rows, lambda x:
                     {{'area': CAST(x._zzgov_area AS VARCHAR), {readings}}}))) AS _zzgov_fen
            FROM (SELECT CAST(month AS VARCHAR) AS _zzgov_month, list(_zzgov_t) OVER _zzgov_w AS _zzgov_rows
                  FROM (SELECT *, area AS _zzgov_area FROM query_table(readings)
                        WHERE (month, within) IS NULL OR true) AS _zzgov_t
                  WINDOW _zzgov_w AS (PARTITION BY month, within)
                  QUALIFY row_number() OVER _zzgov_w = 1)))"""


def _settle_of(rulebook: Rulebook) -> Callable[..., Any]:
    def settle(month: Any, rate_base: Any, rows: Any) -> Any:
        import pyarrow as pa

        (rates,) = rate_base.unique().to_pylist() or ("mean-of-rates",)
        lists = rows.combine_chunks()
        amounts = _settled(rulebook, month.to_pylist(), lists, rate_base_number(rates))
        offsets = pa.array(_starts(lists))
        return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays([pa.array(a) for a in amounts], AMOUNTS))

    return settle


def _starts(lists: Any) -> Any:
    import numpy as np

    sizes = lists.value_lengths().to_numpy(zero_copy_only=False)
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)


def _settled(rulebook: Rulebook, months: list[str | None], lists: Any, rate_base: int) -> tuple[Any, ...]:
    import numpy as np

    starts = _starts(lists)
    rows = lists.flatten()
    columns = {name: rows.field(name) for name in ("area", *READINGS)}

    def row(number: int) -> str:
        group = int(np.searchsorted(starts, number, "right")) - 1
        return f"month {months[group]}, area {columns['area'][number]}"

    try:
        if columns["area"].null_count < len(rows):
            check_areas(columns["area"], np.diff(starts))
        return settle_groups(rulebook, months, np.diff(starts), columns, rate_base)
    except Error as error:
        raise located(error, row, lambda group: f"month {months[group]}") from None
