"""Spark tells of every column exactly what DuckDB tells, but for counts that are approximate."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.lake.engines import hard_rows
from tests.lake.profiling.shops import ON, SCHEMA, rows
from yiwang.lake.profiling import Column
from yiwang.lake.profiling.passes import profile
from yiwang.lake.schema import Field, Kind, Schema

pytestmark = pytest.mark.spark
HARD = Schema(
    (
        Field("key", "键", Kind.WHOLE),
        Field("text", "文本"),
        Field("whole", "整数", Kind.WHOLE),
        Field("number", "数", Kind.NUMBER),
        Field("amount", "金额", Kind.DECIMAL),
        Field("yes", "是否", Kind.YES_NO),
        Field("day", "日期", Kind.DAY),
        Field("moment", "时间", Kind.MOMENT),
    )
)


@pytest.mark.parametrize(
    ("schema", "table"), [(SCHEMA, rows()), (HARD, pa.concat_tables([hard_rows()] * 6))]
)
def test_both_engines_tell_the_same(duck, spark, tmp_path, schema, table):
    path = tmp_path / "rows.parquet"
    pq.write_table(table, path)
    found = [profile(one, one.table([str(path)]), schema, ON) for one in (duck, spark)]
    left, right = ([_exact(one) for one in told.columns] for told in found)
    assert left == right


def _exact(one: Column) -> Column:
    return one if one.distinct_exact else replace(one, distinct=0)
