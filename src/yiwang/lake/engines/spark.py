"""Spark on this machine or a cluster: the engine for what one process cannot hold.

It reads the same Parquet files of a version as DuckDB does, so neither jars nor a catalogue are
needed. Only this module knows PySpark, which is an extra of the package.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from yiwang.kernel.refusals import Refusal

try:
    from pyspark.sql import DataFrame, SparkSession

    INSTALLED = True
except ImportError:
    INSTALLED = False


class NoSpark(Refusal):
    """Spark cannot run here; the sentence says what is missing."""

    code = "no_spark"


class SparkEngine:
    """One Spark session, by birth local; `spill` is where it shuffles and lays results aside."""

    name = "spark"

    def __init__(
        self, *, master: str = "local[*]", memory: str = "2g", spill: Path | None = None
    ) -> None:
        _ready()
        self._folder = TemporaryDirectory(prefix="spark", dir=spill)
        # A session that somebody else began is used, and left running.
        self._ours = SparkSession.getActiveSession() is None
        self._session = _session(master, memory, self._folder.name)
        self._backend = ibis.pyspark.connect(self._session)
        self._views: list[str] = []

    @property
    def backend(self) -> ibis.BaseBackend:
        """For what only Spark does, as Splink asks for it."""
        return self._backend

    def table(self, files: Sequence[str]) -> ir.Table:
        """Parquet files of one shape as a table."""
        view = f"t_{uuid4().hex}"
        self._session.read.parquet(*files).createOrReplaceTempView(view)
        self._views.append(view)
        return self._backend.table(view)

    def arrow(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression, in memory."""
        # Not through pandas, as Ibis would: there, nothing and not-a-number are the same.
        return self._frame(expression).toArrow().cast(expression.schema().to_pyarrow())

    def batches(self, expression: ir.Table, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        """The rows of an expression, some at a time; they are laid aside on disk first."""
        shape = expression.schema().to_pyarrow()
        aside = self._aside(expression)
        try:
            for part in sorted(aside.glob("*.parquet")):
                for batch in pq.ParquetFile(part).iter_batches(rows):
                    yield batch.cast(shape)
        finally:
            shutil.rmtree(aside)

    def write(self, expression: ir.Table, path: Path) -> int:
        """The rows as one Parquet file; the name appears only when the file is whole."""
        unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
        shape = expression.schema().to_pyarrow()
        try:
            with pq.ParquetWriter(unfinished, shape, compression="zstd") as file:
                for batch in self.batches(expression):
                    file.write_batch(batch)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        return int(pq.read_metadata(path).num_rows)

    def close(self) -> None:
        """Give back the tables, and the session if it began here."""
        for view in self._views:
            self._session.catalog.dropTempView(view)
        if self._ours:
            self._session.stop()
        self._folder.cleanup()

    def _frame(self, expression: ir.Table) -> "DataFrame":
        # Tables in memory that the expression names, as lists of codes, are handed over first.
        self._backend._run_pre_execute_hooks(expression)
        return self._session.sql(self._backend.compile(expression))

    def _aside(self, expression: ir.Table) -> Path:
        aside = Path(self._folder.name) / uuid4().hex
        self._frame(expression).write.parquet(f"file://{aside}")
        return aside


def _ready() -> None:
    if not INSTALLED:
        raise NoSpark("没有安装 PySpark：请运行 pip install 'yiwang[spark]'（开发时用 make spark）")
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java") and not (home and Path(home, "bin", "java").exists()):
        raise NoSpark("没有找到 Java：Spark 需要 Java 17 或更新版本，请安装或设置 JAVA_HOME")


def _session(master: str, memory: str, folder: str) -> "SparkSession":
    settings = {
        "spark.driver.memory": memory,
        "spark.driver.maxResultSize": memory,
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": folder,
        "spark.sql.warehouse.dir": f"{folder}/warehouse",
        "spark.sql.catalogImplementation": "in-memory",
        # Moments are wall-clock times without a zone, as DuckDB has them.
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        # What does not fit is an error, as in DuckDB, and never silently nothing.
        "spark.sql.ansi.enabled": "true",
        "spark.sql.shuffle.partitions": str(os.cpu_count() or 1),
        "spark.sql.adaptive.enabled": "true",
    }
    # Functions in Python run in workers, which must be of this very installation.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("yiwang")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
