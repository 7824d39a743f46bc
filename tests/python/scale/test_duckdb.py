"""zzgov in DuckDB: fen equal to the local columns and to fractions, NULL, constants, faults, files beyond memory."""

import gc
import json
import subprocess
import sys
import textwrap

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from panels import (
    AMOUNTS,
    DEARER,
    KEYS,
    LAW_DEARER,
    RATE_BASES,
    READINGS,
    ROW_COLUMNS,
    keyed,
    of_columns,
    of_fractions,
    random_readings,
    random_rows,
)

import zzgov
import zzgov.duckdb

CALL = f"zzgov_eco_compensation({', '.join(ROW_COLUMNS)})"
GOOD = "58, 90, 8, 6, 52, 90, 8, 6"


@pytest.fixture
def con():
    with duckdb.connect() as connection:
        zzgov.duckdb.register(connection)
        yield connection


def value(con, sql):
    return con.sql(sql).fetchall()[0][0]


def fault(con, sql):
    with pytest.raises(duckdb.Error) as caught:
        con.sql(sql).fetchall()
    return str(caught.value)


# --- rows with bases ----------------------------------------------------------------------------------


def test_the_example_of_the_law(con):
    # 58 is 6 above 52: 5 × 100,000 + 1 × 200,000 yuan (art. 4, 1)
    assert con.sql(f"SELECT zzgov_eco_compensation({GOOD}) AS fen").fetchall() == [(70_000_000,)]
    assert str(con.sql(f"SELECT zzgov_eco_compensation({GOOD}) AS fen").types[0]) == "BIGINT"


@pytest.mark.parametrize("n", [1, 2047, 2048, 2049, 30_000])
def test_rows_are_those_of_the_columns(con, n):
    frame, expected = random_rows(n, n)
    assert len(frame) == n
    found = con.sql(f"SELECT {CALL} AS fen FROM frame").fetchnumpy()["fen"]
    assert (found == expected).all()
    assert expected.any() or n == 1


def test_constants_beside_columns(con):
    frame, _ = random_rows(7, 5000)
    bases = dict(zip(ROW_COLUMNS[4:], (52.0, 90.5, 8.25, 6.0), strict=True))
    call = f"zzgov_eco_compensation({', '.join([*ROW_COLUMNS[:4], *map(str, bases.values())])})"
    expected = zzgov.columns.eco_compensation(*(frame[name] for name in ROW_COLUMNS[:4]), **bases)
    assert (con.sql(f"SELECT {call} AS fen FROM frame").fetchnumpy()["fen"] == expected).all()
    constant = con.sql(f"SELECT zzgov_eco_compensation({GOOD}) AS fen FROM frame").fetchnumpy()["fen"]
    assert len(constant) == 5000
    assert set(constant.tolist()) == {70_000_000}


def test_vectors_behind_a_filter_and_a_join(con):
    frame, expected = random_rows(8, 6000)
    frame["row"] = np.arange(6000)
    months = pd.DataFrame({"row": np.arange(0, 6000, 3), "pm10_base": frame["pm10_base"][::3].to_numpy()})
    call = CALL.replace(", pm10_base", ", m.pm10_base")
    sql = f"SELECT f.row, {call} FROM frame f JOIN months m USING (row) WHERE f.row % 2 = 0"
    found = dict(con.sql(sql).fetchall())
    assert len(months) == 2000
    assert found == {row: expected[row] for row in range(0, 6000, 6)}


def test_null_gives_null_and_spoils_no_other(con):
    frame, expected = random_rows(9, 5000)
    holes = np.random.default_rng(1).integers(0, 5000, 800).tolist()
    for number, row in enumerate(holes):
        frame.loc[row, ROW_COLUMNS[number % 8]] = None
    given = pa.Table.from_pandas(frame)
    assert all(column.null_count > 50 for column in given.columns)
    found = [row[0] for row in con.sql(f"SELECT {CALL} FROM given").fetchall()]
    assert found == [None if row in set(holes) else fen for row, fen in enumerate(expected.tolist())]
    assert value(con, f"SELECT zzgov_eco_compensation(NULL, {GOOD[4:]})") is None
    assert value(con, f"SELECT zzgov_eco_compensation({GOOD}, month := NULL)") is None
    assert value(con, "SELECT zzgov_eco_compensation(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)") is None


def test_decimals_and_whole_numbers_mean_themselves(con):
    frame, expected = random_rows(10, 3000)
    assert (frame != frame.round()).any(axis=None)
    decimals = ", ".join(f"CAST({name} AS DECIMAL(9, 6)) AS {name}" for name in ROW_COLUMNS)
    found = con.sql(f"SELECT {CALL} AS fen FROM (SELECT {decimals} FROM frame)").fetchnumpy()["fen"]
    assert (found == expected).all()


def test_months_whose_rates_differ():
    book = json.loads(zzgov.Rulebook.default().text)
    tiers = book["regulations"]["eco-compensation"]["parameters"]["pm25.tiers"]["values"]
    tiers[-1]["until"] = "2020-12-31"
    tiers.append({**tiers[-1], "from": "2021-01-01", "until": None, "value": [{"up_to": None, "rate_yuan": "300000"}]})
    dated = zzgov.Rulebook.loads(json.dumps(book, ensure_ascii=False))
    with duckdb.connect() as con:
        zzgov.duckdb.register(con, dated)
        sql = (
            f"SELECT m, zzgov_eco_compensation({GOOD}, month := m) FROM (VALUES ('2020-11'), (NULL), ('2021-01')) v(m)"
        )
        assert con.sql(sql).fetchall() == [("2020-11", 70_000_000), (None, None), ("2021-01", 180_000_000)]
        assert "the rulebook's rates change with time (expected month=…)" in fault(
            con, f"SELECT zzgov_eco_compensation({GOOD})"
        )


def test_faults_name_the_column_and_the_row(con):
    con.execute(
        "CREATE TABLE t AS SELECT i, CASE i WHEN 3000 THEN 'nan'::DOUBLE ELSE i END AS v FROM range(9000) r(i)"
    ).fetchall()
    said = fault(con, f"SELECT zzgov_eco_compensation(v, {GOOD[4:]}) FROM t")
    assert '/pm25: "nan" is not allowed here (in the row pm25=nan, pm10=90.0, pm25_improvement=8.0' in said
    assert "expected multiple of 0.000001" in said
    said = fault(con, "SELECT zzgov_eco_compensation(58, 90, 8, 6, 52, 90, 8, 1e10)")
    assert '/pm10_improvement_base: "10000000000" is not allowed here (in the row ' in said
    assert '/pm25: "58.099998' in fault(con, f"SELECT zzgov_eco_compensation(58.1::FLOAT, {GOOD[4:]})")
    # TRY() of DuckDB finds all of them
    rows = con.sql(f"SELECT i FROM t WHERE TRY(zzgov_eco_compensation(v, {GOOD[4:]})) IS NULL").fetchall()
    assert rows == [(3000,)]


def test_faults_of_names_types_and_months(con):
    assert "pm25_improvement_base, pm10_improvement_base, month := '')" in fault(
        con, "SELECT zzgov_eco_compensation(58, 90)"
    )
    assert "BOOLEAN" in fault(con, f"SELECT zzgov_eco_compensation(true, {GOOD[4:]})")
    assert "VARCHAR" in fault(con, f"SELECT zzgov_eco_compensation(v, {GOOD[4:]}) FROM (SELECT '58'::VARCHAR AS v)")
    assert "2020-09 is before the rule" in fault(con, f"SELECT zzgov_eco_compensation({GOOD}, month := '2020-09')")
    assert value(con, f"SELECT zzgov_eco_compensation({GOOD}, month := DATE '2020-10-01')") == 70_000_000
    for wrong in ("'2020-13'", "DATE '2020-11-02'", "202011"):
        assert "is no month (expected YYYY-MM, or the first day" in fault(
            con, f"SELECT zzgov_eco_compensation({GOOD}, month := {wrong})"
        )


# --- months -------------------------------------------------------------------------------------------


def settled(con, readings, more=""):
    return con.sql(f"FROM zzgov_settle('readings', month, name, within := city{more})").df()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rate_base", RATE_BASES)
def test_months_are_those_of_fractions_and_of_the_columns(con, seed, rate_base):
    readings = random_readings(seed)
    found = settled(con, readings, f", rate_base := '{rate_base}'")
    assert keyed(found) == of_fractions(readings, rate_base=rate_base)
    assert keyed(found) == keyed(of_columns(readings, rate_base=rate_base))
    assert list(found.columns) == [*KEYS, *READINGS, *AMOUNTS]
    assert {str(found[name].dtype) for name in AMOUNTS} == {"int64"}


def test_threads_and_order_make_no_difference(con):
    readings = random_readings(11, n_months=300)
    expected = keyed(of_columns(readings))
    for threads in (1, 2, 4):
        con.execute(f"SET threads = {threads}").fetchall()
        assert keyed(settled(con, readings.sample(frac=1, random_state=threads))) == expected


def test_other_columns_come_along(con):
    readings = random_readings(12, n_months=3).assign(t=1.5, rows="x", month2=pd.Timestamp("2020-11-03"), total=2)
    found = settled(con, readings)
    assert list(found.columns) == [*readings.columns, *AMOUNTS]
    assert keyed(found) == keyed(of_columns(readings))
    assert set(found["t"]) == {1.5}


def test_the_month_may_be_an_expression_and_the_area_left_out(con):
    readings = random_readings(13, n_months=5, cities=("郑州",))
    readings["day"] = pd.to_datetime(readings["month"] + "-01").dt.date
    whole = con.sql("FROM zzgov_settle('readings', strftime(day, '%Y-%m'), NULL)").df()
    by_date = con.sql("FROM zzgov_settle('readings', day, name)").df()
    assert keyed(whole) == keyed(by_date) == keyed(of_columns(readings))


def test_decimal_readings(con):
    readings = random_readings(14)
    decimals = ", ".join(f"CAST({name} AS DECIMAL(12, 6)) AS {name}" for name in READINGS)
    con.execute(f"CREATE TABLE given AS SELECT city, month, name, {decimals} FROM readings").fetchall()
    found = con.sql("FROM zzgov_settle('given', month, name, within := city)").df()
    assert keyed(found) == keyed(of_columns(readings))


def test_no_rows(con):
    con.execute(ONE).fetchall()
    con.execute("DELETE FROM one").fetchall()
    found = con.sql("FROM zzgov_settle('one', month, name)")
    assert found.columns[-5:] == AMOUNTS
    assert found.fetchall() == []


ONE = """CREATE TABLE one AS SELECT '2020-11' AS month, 'A' || i AS name, 50.0 + i AS pm25, 90 AS pm10,
         60 AS pm25_last_year, 90.5 AS pm10_last_year FROM range(16) r(i)"""


@pytest.mark.parametrize(
    ("change", "call", "said"),
    [
        ("pm10 = NULL", "month, name", "/pm10: a null (month 2020-11, area A3) (expected a value in every row)"),
        ("pm25 = 100001", "month, name", '/pm25: "100001" is not allowed here (month 2020-11, area A3)'),
        ("pm25_last_year = 0", "month, name", '/pm25_last_year: "0" is not allowed here (month 2020-11, area A3)'),
        ("name = 'A2'", "month, name", "/area: twice in its month (month 2020-11, area A2) (expected each area once"),
        ("name = NULL", "month, name", "/area: a row without an area (month 2020-11"),
        ("month = NULL", "month, name", "/month: a row without a month (expected YYYY-MM"),
        ("month = '2020-09'", "month, name", "/month: 2020-09 is before the rule; it is in force from 2020-10"),
        ("month = '11/2020'", "month, name", "/month: '11/2020' is no month (expected YYYY-MM"),
        ("pm25 = 5", "mont, name", 'Referenced column "mont" not found in FROM clause!\nCandidate bindings: "month"'),
        ("pm25 = 5", "month", "zzgov_settle(readings, month, area, within := NULL, rate_base := 'mean-of-rates')"),
        ("pm25 = 5", "month, name, rate_base := 'x'", "/rate_base: 'x' (expected \"mean-of-rates\" or"),
    ],
)
def test_faults_of_months(con, change, call, said):
    con.execute(ONE).fetchall()
    con.execute("ALTER TABLE one ALTER pm25 TYPE DOUBLE").fetchall()
    con.execute("ALTER TABLE one ALTER pm25_last_year TYPE DOUBLE").fetchall()
    con.execute(f"UPDATE one SET {change} WHERE name = 'A3'").fetchall()
    assert said in fault(con, f"FROM zzgov_settle('one', {call})")


def test_faults_of_tables(con):
    con.execute(ONE).fetchall()
    con.execute("CREATE VIEW words AS SELECT * REPLACE (CAST(pm10 AS VARCHAR) AS pm10) FROM one").fetchall()
    assert "pm10 VARCHAR" in fault(con, "FROM zzgov_settle('words', month, name)")
    con.execute("CREATE VIEW less AS SELECT * EXCLUDE (pm10_last_year) FROM one").fetchall()
    assert 'Could not find key "pm10_last_year"' in fault(con, "FROM zzgov_settle('less', month, name)")
    con.execute("CREATE VIEW many AS SELECT * REPLACE ('A' || i AS name) FROM one, range(100) r(i)").fetchall()
    assert "at most 1000 are allowed (month 2020-11" in fault(con, "FROM zzgov_settle('many', month, NULL)")


# --- rulebooks and connections ------------------------------------------------------------------------


def test_another_rulebook_replaces_the_one_before(con):
    readings = random_readings(20)
    zzgov.duckdb.register(con, DEARER)
    assert keyed(settled(con, readings)) == of_fractions(readings, LAW_DEARER)
    zzgov.duckdb.register(con, zzgov.Rulebook.default())
    assert keyed(settled(con, readings)) == of_fractions(readings)


def test_two_rulebooks_in_one_query(con):
    zzgov.duckdb.register(con, DEARER, prefix="dearer")
    sql = f"SELECT zzgov_eco_compensation({GOOD}), dearer_eco_compensation({GOOD})"
    assert con.sql(sql).fetchall() == [(70_000_000, 2 * 10_000_000 + 4 * 30_000_000)]


@pytest.mark.parametrize("prefix", ["", "a b", "A", "1a", None, "x;--"])
def test_prefixes_that_are_none(con, prefix):
    with pytest.raises(zzgov.InvalidValue, match="expected small letters"):
        zzgov.duckdb.register(con, prefix=prefix)


def test_connections_to_one_database_keep_their_rulebooks(con):
    """A function stays when the connection that registered it is gone."""
    other = con.cursor()
    zzgov.duckdb.register(other, DEARER)
    assert value(other, f"SELECT zzgov_eco_compensation({GOOD})") == 140_000_000
    assert value(con, f"SELECT zzgov_eco_compensation({GOOD})") == 70_000_000
    third = con.cursor()
    zzgov.duckdb.register(third, DEARER)
    other.close()
    del other
    gc.collect()
    assert value(third, f"SELECT sum(zzgov_eco_compensation({GOOD})) FROM range(10000)") == 1_400_000_000_000


def test_a_read_only_file(tmp_path):
    path = str(tmp_path / "readings.db")
    with duckdb.connect(path) as con:
        con.execute(ONE).fetchall()
    with duckdb.connect(path, read_only=True) as con:
        zzgov.duckdb.register(con)
        assert value(con, "SELECT count(total_fen) FROM zzgov_settle('one', month, name)") == 16


def test_without_duckdb_the_hint_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ImportError, match=r'this needs duckdb: pip install "zzgov\[duckdb\]"'):
        zzgov.duckdb.register(None)


# --- more than memory holds ---------------------------------------------------------------------------

LARGE = """
    COPY (SELECT 'c' || (i // 1600) AS city,
                 strftime(DATE '2020-10-01' + INTERVAL (i // 16 % 100) MONTH, '%Y-%m') AS month,
                 'A' || (i % 16) AS name, 20 + hash(i) % 1000 / 10 AS pm25, 30 + hash(i + 1) % 1000 / 10 AS pm10,
                 30 + hash(i + 2) % 1000 / 10 AS pm25_last_year, 30 + hash(i + 3) % 1000 / 10 AS pm10_last_year
          FROM range({n}) r(i) ORDER BY hash(i + 4))
    TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 20000)"""

SETTLE = "COPY (FROM zzgov_settle('{path}', month, name, within := city)) TO '{out}' (FORMAT parquet)"


def in_another_process(path, out, limit, spill):
    """Its own memory is measured, not that of all tests before."""
    config = {"memory_limit": f"{limit}MB", "threads": 2, "preserve_insertion_order": False, "temp_directory": spill}
    code = f"""
        import duckdb, resource, zzgov.duckdb
        con = duckdb.connect(config={config | {"max_temp_directory_size": "20GB" if spill else "0KB"}})
        con.execute("SET enable_progress_bar = false").fetchall()
        zzgov.duckdb.register(con)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        con.execute({SETTLE.format(path=path, out=out)!r}).fetchall()
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """
    return subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)


def test_parquet_files_larger_than_memory(con, tmp_path, is_long):
    n, limit = (20_000_000, 600) if is_long else (1_000_000, 110)
    path, out = tmp_path / "large.parquet", tmp_path / "settled.parquet"
    con.execute(LARGE.format(n=n, path=path)).fetchall()
    # Without room on the disk it does not fit, so with it the memory was not enough.
    failed = in_another_process(path, out, limit, "")
    assert "OutOfMemoryException" in failed.stderr
    done = in_another_process(path, out, limit, str(tmp_path / "spill"))
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) / 1024 < 1.5 * limit + 100
    assert value(con, f"SELECT count(*) FROM '{out}'") == n
    part = con.sql(f"FROM '{out}' WHERE city IN ('c0', 'c7', 'c{n // 1600 - 1}')").df()
    assert len(part) == 3 * 1600
    assert keyed(part) == keyed(of_columns(part[[*KEYS, *READINGS]]))
