"""A job whose workers are killed once, on a master that lets a task fail twice: killed.py FOLDER."""

import sys
from pathlib import Path

import pyarrow as pa
from panels import AMOUNTS, KEYS, keyed, many_readings, of_columns
from pyspark.sql.types import IntegerType, StructField, StructType
from sessions import killing, session

import zzgov.spark


def main(folder):
    spark = session("local[2,3]", folder, **{"spark.sql.execution.arrow.maxRecordsPerBatch": "200"})
    readings = many_readings(40, n_months=200, n_cities=30)
    given = spark.createDataFrame(pa.Table.from_pandas(readings, preserve_index=False))
    settled = zzgov.spark.settle(given, month="month", area="name", within="city")
    settled = settled.select(*KEYS, *AMOUNTS)
    schema = StructType([*settled.schema.fields, StructField("attempt", IntegerType())])
    found = settled.mapInArrow(killing(folder), schema).toArrow().to_pandas()
    spark.stop()
    assert (Path(folder) / "killed").read_text().split(), "no worker was killed"
    assert found["attempt"].max() > 0, "no task was tried again"
    assert len(found) == len(readings)
    assert keyed(found) == keyed(of_columns(readings))
    print("finished right")


if __name__ == "__main__":
    main(sys.argv[1])
