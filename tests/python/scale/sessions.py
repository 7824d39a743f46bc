"""Spark sessions as the tests want them, and what they do to its workers."""

import os
import sys

from pyspark.sql import SparkSession

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.log.level": "OFF",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}


def session(master, folder, **settings):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).config("spark.sql.warehouse.dir", str(folder))
    for name, value in {**SETTINGS, "spark.local.dir": str(folder), **settings}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def killing(folder):
    """A step of a job that once kills the workers before it, and adds a column with the number of the attempt."""

    def kill(batches):
        import contextlib
        import os
        import signal
        from pathlib import Path

        import pyarrow as pa
        from pyspark import TaskContext

        def workers_of(daemon):
            for entry in Path("/proc").glob("[0-9]*"):
                with contextlib.suppress(OSError):  # one that has ended meanwhile
                    if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == daemon:
                        yield int(entry.name)

        attempt = TaskContext.get().attemptNumber()
        for number, batch in enumerate(batches):
            if number == 1:
                with contextlib.suppress(FileExistsError), open(f"{folder}/killed", "x") as file:
                    pids = [pid for pid in workers_of(os.getppid()) if pid != os.getpid()]
                    file.write(" ".join(map(str, pids)))
                    file.flush()
                    for pid in pids:
                        os.kill(pid, signal.SIGKILL)
            yield pa.RecordBatch.from_arrays(
                [*batch.columns, pa.repeat(pa.scalar(attempt, pa.int32()), len(batch))],
                names=[*batch.schema.names, "attempt"],
            )

    return kill
