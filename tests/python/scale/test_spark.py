"""zzgov in Spark: fen equal to the local columns and to fractions, schemas, faults, killed workers, versions."""

import datetime
import decimal
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from panels import (
    AMOUNTS,
    DEARER,
    KEYS,
    LAW_DEARER,
    READINGS,
    keyed,
    many_readings,
    of_columns,
    of_fractions,
    random_readings,
)
from pyspark.errors import PythonException
from pyspark.sql import functions as F
from pyspark.sql.types import IntegerType, LongType, StringType, StructField, StructType
from sessions import killing, session

import zzgov
import zzgov.spark
from zzgov import _spark_worker

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
HERE = Path(__file__).parent
FEN = [StructField(name, LongType(), False) for name in AMOUNTS]


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    running = session("local[2]", tmp_path_factory.mktemp("spark"))
    yield running
    running.stop()


@pytest.fixture
def small_batches(spark):
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
    yield
    spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")


def given(spark, readings):
    return spark.createDataFrame(pa.Table.from_pandas(readings, preserve_index=False))


def settle(df, **more):
    return zzgov.spark.settle(df, **{"month": "month", "area": "name", "within": "city", **more})


def sweep(df, patches, **more):
    return zzgov.spark.sweep(df, patches, **{"month": "month", "area": "name", "within": "city", **more})


# --- amounts and schemas ------------------------------------------------------------------------------


@pytest.mark.parametrize("rate_base", ["mean-of-rates", "rate-of-means"])
def test_months_are_those_of_fractions_and_of_the_columns(spark, rate_base):
    readings = random_readings(1)
    df = given(spark, readings)
    settled = settle(df, rate_base=rate_base)
    assert settled.schema == StructType([*df.schema.fields, *FEN])
    found = settled.toArrow().to_pandas()
    assert keyed(found) == of_fractions(readings, rate_base=rate_base)
    assert keyed(found) == keyed(of_columns(readings, rate_base=rate_base))
    assert len(found) == len(readings)


@pytest.mark.parametrize("partitions", [3, 40])
def test_a_month_scattered_over_partitions_has_one_base(spark, small_batches, partitions):
    """Rows lie round-robin in all partitions, in batches of seven; whole months meet before they are settled."""
    readings = random_readings(2)
    scattered = given(spark, readings).repartition(partitions)
    lying = scattered.select("city", "month", F.spark_partition_id().alias("part")).distinct().count()
    assert lying > 1.5 * len(readings[["city", "month"]].drop_duplicates())
    assert keyed(settle(scattered).toArrow().to_pandas()) == keyed(of_columns(readings))


def test_few_partitions_after_it_and_a_union_change_nothing(spark, small_batches):
    readings = random_readings(3)
    settled = settle(given(spark, readings))
    twice = settled.union(settled).coalesce(1).toArrow().to_pandas()
    assert len(twice) == 2 * len(readings)
    assert keyed(twice[: len(readings)]) == keyed(twice[len(readings) :]) == keyed(of_columns(readings))


def test_parquet_there_and_back(spark, tmp_path):
    readings = random_readings(4)
    given(spark, readings).repartition(3).write.parquet(str(tmp_path / "readings"))
    settle(spark.read.parquet(str(tmp_path / "readings"))).write.parquet(str(tmp_path / "settled"))
    assert keyed(spark.read.parquet(str(tmp_path / "settled")).toArrow().to_pandas()) == keyed(of_columns(readings))


def test_decimals_dates_other_names_and_other_columns(spark):
    readings = random_readings(5, cities=("郑州",))
    names = ["PM2.5", "pm `10`", "last year.PM2.5", "last year.PM10"]
    schema = "day date, name string, more map<string,array<int>>, " + ", ".join(
        f"`{name.replace('`', '``')}` decimal(12,6)" for name in names
    )
    rows = [
        (datetime.date.fromisoformat(f"{month}-01"), name, {"kept": [1]}, *(decimal.Decimal(repr(x)) for x in values))
        for _, month, name, *values in readings.itertuples(index=False)
    ]
    df = spark.createDataFrame(rows, schema)
    settled = zzgov.spark.settle(df, month="day", area="name", **dict(zip(READINGS, names, strict=True)))
    assert settled.schema == StructType([*df.schema.fields, *FEN])
    found = settled.collect()
    assert {("郑州", f"{row.day:%Y-%m}", row.name): row[-5:] for row in found} == keyed(of_columns(readings))
    assert {tuple(row.more["kept"]) for row in found} == {(1,)}


def test_whole_numbers_are_micrograms(spark):
    df = spark.createDataFrame(
        [("2020-11", "a", 58, 90, 58, 90), ("2020-11", "b", 46, 90, 46, 90)],
        "month string, name string, pm25 int, pm10 long, pm25_last_year short, pm10_last_year int",
    )
    found = {row.name: row.total_fen for row in zzgov.spark.settle(df, month="month", area="name").collect()}
    assert found == {"a": 70_000_000, "b": 0}


def test_no_rows(spark):
    df = given(spark, random_readings(6)).where("false")
    assert settle(df).collect() == []
    assert sweep(df, {"as it is": {}}).collect() == []


# --- sweeps -------------------------------------------------------------------------------------------


def test_a_sweep_is_one_settlement_for_each_variant(spark, small_batches):
    readings = random_readings(7)
    swept = sweep(given(spark, readings), {"as it is": {}, "dearer": DEARER, "again": zzgov.Rulebook.default()})
    key_fields = [StructField(name, StringType(), True) for name in ("month", "city", "name")]
    assert swept.schema == StructType([*key_fields, StructField("variant", StringType(), False), *FEN])
    found = swept.toArrow().to_pandas()
    law = of_fractions(readings)
    assert keyed(found[found["variant"] == "as it is"]) == keyed(found[found["variant"] == "again"]) == law
    assert keyed(found[found["variant"] == "dearer"]) == of_fractions(readings, LAW_DEARER)
    assert len(found) == 3 * len(readings)


def test_a_sweep_reads_the_data_once(spark, tmp_path):
    given(spark, random_readings(8)).write.parquet(str(tmp_path / "readings"))
    swept = sweep(spark.read.parquet(str(tmp_path / "readings")), {f"v{i}": DEARER for i in range(50)})
    plan = swept._jdf.queryExecution().executedPlan().toString()
    assert plan.count("FileScan") == plan.count("Exchange") == plan.count("MapInArrow") == 1


def test_a_base_and_patches_over_it(spark):
    readings = random_readings(9)
    free = {"eco-compensation": {"pm10.tiers": [{"up_to": None, "rate_yuan": "0"}]}}
    found = sweep(given(spark, readings), {"x": free}, rulebook=DEARER).toArrow().to_pandas()
    assert keyed(found) == of_fractions(readings, [*LAW_DEARER[:2], ([None], [0]), LAW_DEARER[3]])


# --- faults that the driver sees ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "more", "kind", "said"),
    [
        ({}, {"month": "mont"}, zzgov.MissingField, '/month: no column is mont; did you mean "month"?'),
        ({}, {"area": "nam"}, zzgov.MissingField, '/area: no column is nam; did you mean "name"?'),
        ({}, {"within": ["citi"]}, zzgov.MissingField, '/within: no column is citi; did you mean "city"?'),
        ({}, {"pm25": "pm2.5"}, zzgov.MissingField, '/pm25: no column is pm2.5; did you mean "pm25"?'),
        ({}, {"pm25": "name"}, zzgov.InvalidType, "/pm25: name is string (expected double, decimal or whole numbers)"),
        (
            {"pm25": "float"},
            {},
            zzgov.InvalidType,
            "/pm25: pm25 is float (expected double, decimal or whole numbers; ro",
        ),
        ({"pm25": "boolean"}, {}, zzgov.InvalidType, "/pm25: pm25 is boolean"),
        (
            {"month": "timestamp"},
            {},
            zzgov.InvalidType,
            "/month: month is timestamp (expected string YYYY-MM, or date)",
        ),
        ({"total_fen": "bigint"}, {}, zzgov.InvalidValue, 'there is a column "total_fen" already'),
        ({}, {"rate_base": "x"}, zzgov.InvalidValue, "/rate_base: 'x' (expected 'mean-of-rates'"),
        ({}, {"rulebook": {"eco-compensation": {"pm25.tires": []}}}, zzgov.InvalidInput, "pm25.tiers"),
    ],
)
def test_faults_before_a_job(spark, change, more, kind, said):
    df = given(spark, random_readings(10))
    for name, new in change.items():
        df = df.withColumn(name, F.lit(None).cast(new))
    with pytest.raises(kind, match=re.escape(said)):
        settle(df, **more)


def test_a_column_twice(spark):
    df = given(spark, random_readings(10))
    with pytest.raises(zzgov.MissingField, match="/pm25: two columns are pm25"):
        settle(df.select("*", "pm25"))


@pytest.mark.parametrize(
    ("patches", "kind", "said"),
    [
        ([DEARER], zzgov.InvalidType, "/patches: list"),
        ({}, zzgov.InvalidType, "/patches: dict {} (expected names"),
        ({1: DEARER}, zzgov.InvalidType, "/patches: 1 is no name"),
        ({"odd": {"eco-compensation": {"pm25.tires": []}}}, zzgov.InvalidInput, "(variant odd)"),
    ],
)
def test_faults_of_patches(spark, patches, kind, said):
    with pytest.raises(kind, match=re.escape(said)):
        sweep(given(spark, random_readings(10)), patches)


def test_misspelt_arguments(spark):
    with pytest.raises(TypeError, match='did you mean "rulebook"'):
        settle(given(spark, random_readings(10)), rulebok={})


def test_without_spark_the_hint_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(ImportError, match=r'this needs pyspark: pip install "zzgov\[spark\]"'):
        settle(None)


# --- faults that workers see --------------------------------------------------------------------------


def fault(df):
    with pytest.raises(PythonException) as caught:
        df.collect()
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "pm25",
            "double('nan')",
            'zzgov._errors.InvalidValue: /pm25: "nan" is not allowed here (month 2020-12, area 区3)',
        ),
        ("pm10", "double(null)", "/pm10: a null (month 2020-12, area 区3) (expected a value in every row)"),
        ("pm10_last_year", "0D", '/pm10_last_year: "0" is not allowed here (month 2020-12, area 区3)'),
        ("name", "'区4'", "/area: twice in its month (month 2020-12, area 区4) (expected each area once a month)"),
        ("name", "string(null)", "/area: a row without an area (month 2020-12"),
        ("month", "string(null)", "/month: a row without a month (expected YYYY-MM"),
        (
            "month",
            "'2020-09'",
            "zzgov._errors.NotInForce: /month: 2020-09 is before the rule; it is in force from 2020-10",
        ),
        ("month", "'2020-13'", "/month: '2020-13' is no month (expected YYYY-MM"),
    ],
)
def test_faults_name_the_column_the_month_and_the_area(spark, name, value, said):
    rows = [(f"2020-1{m}", f"区{a}", 50.0 + a, 90.0, 60.0, 95.0) for m in range(3) for a in range(8)]
    df = spark.createDataFrame(rows, ["month", "name", *READINGS])
    broken = df.withColumn(name, F.expr(f"CASE WHEN month = '2020-12' AND name = '区3' THEN {value} ELSE {name} END"))
    assert said in fault(zzgov.spark.settle(broken, month="month", area="name"))


def test_cities_that_are_taken_for_one(spark):
    df = given(spark, random_readings(11, n_months=1, cities=tuple(map(str, range(200)))))
    unnamed = df.withColumn("name", F.concat("city", "name"))
    said = fault(settle(unnamed, within=()))
    assert "rows in month 2020-10; at most 1000 are allowed (expected within=…, if they are of several" in said


@pytest.mark.parametrize("spoil", ["split", "shuffled", "lost"])
def test_a_worker_refuses_a_month_in_pieces(spark, small_batches, spoil):
    """Whatever brings rows to a worker in another way gets a fault, never another base."""
    asked = zzgov.spark.Given(given(spark, random_readings(12)), "month", "name", READINGS, ["city"])
    whole, places = asked.prepared(KEYS)
    *_, pm10_last, row, _ = whole.columns
    spoilt = {
        "split": whole.repartition(3),
        "shuffled": whole.coalesce(1).sortWithinPartitions(pm10_last),
        "lost": whole.where(f"{row} != 2"),
    }[spoil]
    schema = StructType([*(asked.df.schema[name] for name in KEYS), *FEN])
    job = zzgov.spark._job({"": zzgov.Rulebook.default()}, "mean-of-rates")
    job |= {"places": places, "n_carried": len(KEYS), "names": schema.names, "sweeps": False}
    settled = [df.mapInArrow(zzgov.spark.on_worker(job), schema) for df in (whole, spoilt)]
    assert settled[0].count() == asked.df.count()
    said = r"the \d+ rows of a month are not together in one partition \(month 20\d\d-\d\d, area 区\d+\)"
    assert re.search(said, fault(settled[1]))


# --- rulebooks and versions ---------------------------------------------------------------------------


def test_a_rulebook_travels_by_value(spark, tmp_path):
    """Neither its file nor the driver's objects are there any more when workers open it."""
    readings = random_readings(13)
    file = tmp_path / "law.json"
    file.write_text(zzgov.Rulebook.default().text.replace('"version": "2020.9"', '"version": "own"'), encoding="utf-8")
    book = zzgov.Rulebook.load(file).patch(DEARER)
    settled = settle(given(spark, readings), rulebook=book)
    file.unlink()
    del book
    assert keyed(settled.toArrow().to_pandas()) == of_fractions(readings, LAW_DEARER)


def test_rulebooks_are_opened_once_for_each_worker(spark):
    df = given(spark, random_readings(14)).repartition(8)
    spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
    patches = {f"v{i}": DEARER for i in range(20)}

    def probe(batches):
        import os

        import pyarrow as pa

        from zzgov._spark_worker import opened

        list(batches)
        info = opened.cache_info()
        yield pa.RecordBatch.from_pydict({"pid": [os.getpid()], "hits": [info.hits], "misses": [info.misses]})

    opened = {}
    for _ in range(3):
        sweep(df, patches).collect()
        for row in spark.range(0, 8, 1, 8).mapInArrow(probe, "pid long, hits long, misses long").collect():
            opened[row.pid] = row
    spark.conf.unset("spark.sql.adaptive.coalescePartitions.enabled")
    users = [row for row in opened.values() if row.misses]
    assert users
    assert max(row.hits for row in users) > 1


def another_zzgov(folder, change):
    """A copy of the package for workers alone."""
    copy = folder / "zzgov"
    shutil.copytree(Path(zzgov.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    change(copy)
    return str(folder)


def other_law(package):
    book = json.loads(zzgov.Rulebook.default().text)
    book["version"] = "2020.8"
    (package / "law.json").write_text(json.dumps(book), encoding="utf-8")
    with open(package / "_rulebook.py", "a", encoding="utf-8") as file:
        file.write('_DEFAULT = Rulebook.load(os.path.join(os.path.dirname(__file__), "law.json"))\n')


def other_version(package):
    file = package / "_versions.py"
    file.write_text(file.read_text().replace("__version__ = core.version()", '__version__ = "0.0.9"'), encoding="utf-8")


def none_at_all(package):
    shutil.rmtree(package)
    package.mkdir()
    (package / "__init__.py").write_text("raise ImportError('not here')\n")


THE_DRIVER = (
    r"the driver zzgov [\d.]+ with zhengzhou 2020.9 \(\w{12}\) \(expected the same zzgov on the driver and on all"
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_law, rf"this worker has zzgov [\d.]+ with the rulebook zhengzhou 2020.8 \(\w{{12}}\), {THE_DRIVER}"),
        (other_version, rf"this worker has zzgov 0.0.9 with the rulebook zhengzhou 2020.9 \(\w{{12}}\), {THE_DRIVER}"),
        (none_at_all, r'this worker lacks zzgov: pip install "zzgov\[spark\]==[\d.]+"'),
    ],
)
def test_workers_with_another_zzgov_are_refused(spark, tmp_path, monkeypatch, change, said):
    folder = another_zzgov(tmp_path, change)
    monkeypatch.setitem(spark.sparkContext.environment, "PYTHONPATH", folder)
    df = given(spark, random_readings(15, n_months=2))
    assert re.search(said, fault(settle(df)))
    assert re.search(said, fault(sweep(df, {"dearer": DEARER})))


def test_the_same_zzgov_elsewhere_is_not(spark, tmp_path, monkeypatch):
    monkeypatch.setitem(spark.sparkContext.environment, "PYTHONPATH", another_zzgov(tmp_path, lambda _: None))
    readings = random_readings(16)
    assert keyed(settle(given(spark, readings)).toArrow().to_pandas()) == keyed(of_columns(readings))


def test_a_rulebook_that_reads_as_another_is_refused():
    book = zzgov.Rulebook.default().patch(DEARER)
    with pytest.raises(zzgov.InvalidRulebook, match="the rulebook x reads as another on this worker"):
        _spark_worker.opened((("x", book.text, (), book.digest),))


# --- workers that die ---------------------------------------------------------------------------------


def test_killed_workers_without_a_second_try_fail_the_job(spark, tmp_path):
    readings = many_readings(30, n_months=200, n_cities=30)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
    settled = settle(given(spark, readings)).select(*KEYS, *AMOUNTS)
    dying = settled.mapInArrow(
        killing(str(tmp_path)), StructType([*settled.schema.fields, StructField("attempt", IntegerType())])
    )
    with pytest.raises(Exception, match="Python worker exited unexpectedly"):
        dying.collect()
    spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert (tmp_path / "killed").read_text().split()


def test_killed_workers_are_replaced_and_the_figures_right(tmp_path):
    done = subprocess.run(
        [sys.executable, HERE / "killed.py", tmp_path], capture_output=True, text=True, check=False, timeout=180
    )
    assert done.stdout == "finished right\n", done.stderr[-3000:]
