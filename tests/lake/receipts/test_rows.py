"""The number of a row: exact, unlike for unlike rows, and written again in plain Python."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lake.receipts.made_up import EDGES, ROWS, SCHEMA, number, table
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.receipts.rows import BITS, bucket, row_hash
from yiwang.lake.schema import Field, Kind, Schema


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckEngine]:
    made = DuckEngine(memory="200MB", threads=1)
    yield made
    made.close()


def _numbers(engine: DuckEngine, rows: pa.Table, schema: Schema = SCHEMA) -> list[int]:
    asked = ibis.memtable(rows)
    return engine.arrow(asked.select(number=row_hash(asked, schema)))["number"].to_pylist()


def test_the_number_of_each_edge_is_the_one_plain_python_says(engine: DuckEngine) -> None:
    assert _numbers(engine, table(EDGES)) == [number(row) for row in EDGES]


@settings(max_examples=15, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=60))
def test_any_row_has_the_number_plain_python_says(engine: DuckEngine, rows: list) -> None:
    numbers = _numbers(engine, table(rows))
    assert numbers == [number(row) for row in rows]
    assert all(0 <= one < 2**BITS for one in numbers)


def test_a_bucket_depends_on_the_key_alone(engine: DuckEngine) -> None:
    asked = ibis.memtable(table(EDGES))
    buckets = engine.arrow(asked.select(which=bucket(asked, SCHEMA)))["which"].to_pylist()
    assert buckets == [number(row, ("code",), 2) for row in EDGES]
    assert buckets[1] == buckets[2]


def test_rows_without_a_key_are_shared_out_by_all_they_hold(engine: DuckEngine) -> None:
    schema = Schema(SCHEMA.fields)
    asked = ibis.memtable(table(EDGES))
    buckets = engine.arrow(asked.select(which=bucket(asked, schema)))["which"].to_pylist()
    assert buckets == [number(row, digits=2) for row in EDGES]


TWO = Schema((Field("one", "一"), Field("two", "二")))


@pytest.mark.parametrize(
    "left, right",
    [
        pytest.param(("", None), (None, ""), id="nothing is not an empty text"),
        pytest.param(("ab", "c"), ("a", "bc"), id="where a field ends counts"),
        pytest.param(("a\x1f\x1eb", "c"), ("a", "b\x1f\x1ec"), id="no text imitates the separator"),
        pytest.param(("\x1f\x1d", "c"), (None, "c"), id="no text imitates nothing"),
        pytest.param(("a", "b"), ("b", "a"), id="which field it is counts"),
        pytest.param(("a", "b "), ("a", "b"), id="a blank at the end counts"),
        pytest.param(("é", ""), ("e\u0301", ""), id="two ways of writing a sign are two texts"),
    ],
)
def test_unlike_rows_have_unlike_numbers(engine: DuckEngine, left: tuple, right: tuple) -> None:
    one, two = (
        _numbers(engine, pa.table([[row[0]], [row[1]]], schema=TWO.arrow()), TWO)
        for row in (left, right)
    )
    assert one != two


@pytest.mark.parametrize(
    "kind, left, right",
    [
        (Kind.DECIMAL, Decimal("0.0001"), Decimal("0.0002")),
        (Kind.NUMBER, 0.1 + 0.2, 0.3),
        (Kind.NUMBER, 1e18, 1e18 + 128),
        (Kind.MOMENT, datetime(2026, 1, 1), datetime(2026, 1, 1, 0, 0, 0, 1)),
        (Kind.YES_NO, False, None),
        (Kind.WHOLE, 0, None),
    ],
)
def test_the_smallest_step_of_a_kind_is_seen(engine: DuckEngine, kind, left, right) -> None:
    schema = Schema((Field("value", "值", kind),))
    one, two = _numbers(engine, pa.table([[left, right]], schema=schema.arrow()), schema)
    assert one != two


def test_a_wider_column_of_the_same_amounts_has_the_same_numbers(engine: DuckEngine) -> None:
    """A sender may keep two decimals where we keep four."""
    schema = Schema((Field("value", "金额", Kind.DECIMAL),))
    narrow = pa.table({"value": pa.array([Decimal("1.50")], pa.decimal128(10, 2))})
    ours = pa.table([[Decimal("1.5000")]], schema=schema.arrow())
    assert _numbers(engine, narrow, schema) == _numbers(engine, ours, schema)


def test_the_order_is_that_of_the_schema_not_of_the_file(engine: DuckEngine) -> None:
    plain = pa.table([["a"], ["b"]], schema=TWO.arrow())
    assert _numbers(engine, plain, TWO) == _numbers(engine, plain.select(["two", "one"]), TWO)
