"""The number of a row is the same on Spark, for every edge and for many rows."""

from collections.abc import Iterator
from pathlib import Path

import ibis
import pyarrow.parquet as pq
import pytest

from tests.lake.receipts.made_up import EDGES, SCHEMA, number, table
from yiwang.lake.receipts.rows import bucket, row_hash

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark() -> Iterator[ibis.BaseBackend]:
    session = (
        pytest.importorskip("pyspark.sql")
        .SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    # Not stopped: other tests go on with the same session.
    yield ibis.pyspark.connect(session)


def test_rows_have_the_same_numbers_and_buckets(spark: ibis.BaseBackend, tmp_path: Path) -> None:
    pq.write_table(table(EDGES), tmp_path / "rows.parquet")
    asked = spark.read_parquet(str(tmp_path / "rows.parquet"), table_name="rows")
    told = asked.select(number=row_hash(asked, SCHEMA), which=bucket(asked, SCHEMA))
    answer = spark.to_pyarrow(told)
    assert answer["number"].to_pylist() == [number(row) for row in EDGES]
    assert answer["which"].to_pylist() == [number(row, ("code",), 2) for row in EDGES]
