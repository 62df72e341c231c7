"""What a table adds up to: exact, free of order, and silent on persons."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import ibis
import pyarrow as pa
import pytest

from tests.lake.receipts.made_up import EDGES, SCHEMA, number, table
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.receipts.tallying import tally
from yiwang.lake.schema import Field, Kind, Meaning, Schema


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckEngine]:
    made = DuckEngine(memory="200MB", threads=2)
    yield made
    made.close()


def _tally(engine: DuckEngine, rows: pa.Table, schema: Schema = SCHEMA) -> Tally:
    return tally(engine, ibis.memtable(rows), schema)


def test_rows_nulls_sums_and_ranges_are_exact(engine: DuckEngine) -> None:
    told = _tally(engine, table(EDGES))
    columns = told.columns
    assert told.rows == len(EDGES)
    assert columns["code"] == {"nulls": 1}
    assert columns["ratio"] == {"nulls": 1}
    assert columns["count"]["sum"] == str(sum(row[2] for row in EDGES if row[2] is not None))
    assert columns["amount"]["sum"] == "100000000000001.4998"
    assert (columns["day"]["least"], columns["day"]["most"]) == ("0001-01-01", "9999-12-31")


def test_buckets_hold_the_sums_of_the_rows_numbers(engine: DuckEngine) -> None:
    told = _tally(engine, table(EDGES))
    sums = dict.fromkeys(range(256), 0)
    for row in EDGES:
        sums[number(row, ("code",), 2)] += number(row)
    assert told.buckets == tuple(f"{sums[which]:024x}" for which in range(256))


def test_the_order_of_rows_says_nothing(engine: DuckEngine) -> None:
    assert _tally(engine, table(EDGES)) == _tally(engine, table(EDGES[::-1]))


def test_one_cell_altered_is_in_one_bucket(engine: DuckEngine) -> None:
    rows = [(f"A{which}", "某街道", which, None, None, None, None, None) for which in range(3000)]
    altered = list(rows)
    altered[1234] = (*rows[1234][:1], "另一街道", *rows[1234][2:])
    one, two = _tally(engine, table(rows)), _tally(engine, table(altered))
    assert one.differing(two) == (number(rows[1234], ("code",), 2),)
    assert one.columns == two.columns


def test_a_row_twice_is_not_a_row_once(engine: DuckEngine) -> None:
    """A sum by exclusive or would not see a pair of equal rows."""
    rows = [("A", None, 0, None, None, None, None, None)]
    assert _tally(engine, table(rows)).buckets != _tally(engine, table(rows * 3)).buckets


def test_an_empty_table_has_a_tally(engine: DuckEngine) -> None:
    told = _tally(engine, table([]))
    assert (told.rows, set(told.buckets)) == (0, {"0" * 24})
    assert told.columns["amount"] == {"nulls": 0, "sum": "0.0000", "least": None, "most": None}


def test_the_range_of_what_tells_of_a_person_is_not_told(engine: DuckEngine) -> None:
    schema = Schema(
        (
            Field("number", "编号", Kind.WHOLE),
            Field("born", "出生日期", Kind.DAY, Meaning.BIRTH_DAY),
            Field("fee", "金额", Kind.DECIMAL),
        ),
        ("number",),
    )
    told = _tally(engine, pa.table([[7], [None], [Decimal("2")]], schema=schema.arrow()), schema)
    assert told.columns["number"] == {"nulls": 0, "sum": "7"}
    assert told.columns["born"] == {"nulls": 1}
    assert told.columns["fee"]["most"] == "2.0000"


def test_sums_beyond_sixty_four_bits_are_exact(engine: DuckEngine) -> None:
    schema = Schema((Field("count", "数", Kind.WHOLE),))
    rows = pa.table([[2**63 - 1] * 3], schema=schema.arrow())
    assert _tally(engine, rows, schema).columns["count"]["sum"] == str(3 * (2**63 - 1))


def test_another_shape_is_another_tally(engine: DuckEngine) -> None:
    told = _tally(engine, table(EDGES))
    wider = Schema((replace(SCHEMA.fields[0], required=True), *SCHEMA.fields[1:]), SCHEMA.keys)
    assert _tally(engine, table(EDGES), wider).schema != told.schema
