"""Spark gives the rows that DuckDB gives, over the same files of a version."""

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.lake.engines import assert_same, differing, hard_rows
from yiwang.lake.engines import spark as module
from yiwang.lake.tables.store import TableStore


@pytest.mark.spark
def test_rows_come_out_as_they_went_in(both):
    rows = hard_rows()
    assert_same(both.assert_equal_rows(lambda table: table), rows)


@pytest.mark.spark
@pytest.mark.parametrize(
    "build",
    [
        lambda t: t.mutate(length=t.text.length(), shut=t.text.strip()),
        lambda t: t.mutate(cut=t.text[1:3], found=t.text.find("b"), hashed=t.text.hexdigest()),
        lambda t: t.mutate(sum=t.whole + 1, year=t.day.year(), hour=t.moment.hour()),
        lambda t: t.filter(t.text.isin(["", "张三", "nan"])),
        lambda t: t.join(ibis.memtable({"text": ["张三", ""], "code": ["a", "b"]}), "text"),
        lambda t: t.group_by("yes").agg(rows=t.count(), most=t.amount.sum(), least=t.day.min()),
    ],
    ids=["texts", "cuts", "numbers", "filter", "memory", "groups"],
)
def test_expressions_give_equal_rows(both, build):
    both.assert_equal_rows(build)


@pytest.mark.spark
def test_both_read_the_files_of_a_version(both, tmp_path):
    store = TableStore(tmp_path / "lake")
    store.append("people", hard_rows(), run="a", part=0)
    changed = hard_rows(["变了"]).slice(0, 3)
    store.merge("people", changed, keys=["key"], run="b", part=0)
    for version in (0, 1):
        files = store.files("people", version)
        found = [one.arrow(one.table(files)) for one in (both.duck, both.spark)]
        assert_same(*found)
    assert found[0].num_rows == hard_rows().num_rows


@pytest.mark.spark
def test_results_are_written_as_one_file_and_streamed(spark, tmp_path):
    pq.write_table(hard_rows(), tmp_path / "in.parquet")
    table = spark.table([str(tmp_path / "in.parquet")])
    assert spark.write(table, tmp_path / "out.parquet") == hard_rows().num_rows
    assert_same(pq.read_table(tmp_path / "out.parquet"), hard_rows())
    streamed = pa.Table.from_batches(spark.batches(table, rows=3))
    assert max(len(one) for one in streamed.to_batches()) == 3
    assert_same(streamed, hard_rows())


def test_rows_that_differ_are_found():
    rows = hard_rows()
    other = rows.set_column(1, "text", rows["text"].fill_null(""))
    # Every twentieth text is nothing; there is one.
    assert len(differing(rows, other)) == 2
    with pytest.raises(AssertionError, match="2 rows differ"):
        assert_same(rows, other)


def test_without_spark_a_refusal_says_what_to_do(monkeypatch):
    monkeypatch.setattr(module, "INSTALLED", False)
    with pytest.raises(module.NoSpark, match=r"yiwang\[spark\].*make spark"):
        module.SparkEngine()


def test_without_java_a_refusal_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "INSTALLED", True)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(module.NoSpark, match="JAVA_HOME"):
        module.SparkEngine()
