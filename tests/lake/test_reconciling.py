"""Two tables compared, down to the cell."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.lake.engines import SHAPE, hard_rows
from yiwang.kernel.refusals import Invalid
from yiwang.lake.reconciling.comparing import compare
from yiwang.lake.reconciling.outcome import Side
from yiwang.lake.schema import Field, Kind, Schema

KINDS = [Kind.WHOLE, Kind.TEXT, Kind.WHOLE, Kind.NUMBER, Kind.DECIMAL, Kind.YES_NO, Kind.DAY]
SCHEMA = Schema(
    tuple(
        Field(name, name, kind)
        for name, kind in zip(SHAPE.names, [*KINDS, Kind.MOMENT], strict=True)
    ),
    ("key",),
)


def with_cell(rows, place, name, value):
    column = rows[name].to_pylist()
    column[place] = value
    field = rows.schema.field(name)
    return rows.set_column(
        rows.schema.get_field_index(name), field, pa.array([*column], field.type)
    )


@pytest.fixture
def comparing(tmp_path, duck):
    def compared(left, right, engine=duck, schema=SCHEMA, most=100):
        tables = []
        for name, rows in (("left", left), ("right", right)):
            pq.write_table(rows, tmp_path / f"{name}.parquet")
            tables.append(engine.table([str(tmp_path / f"{name}.parquet")]))
        return compare(engine, *tables, schema, most=most)

    return compared


def test_equal_tables_in_another_order_are_equal(comparing):
    rows = hard_rows()
    found = comparing(rows, rows.take(list(reversed(range(rows.num_rows)))))
    assert found.equal
    assert (found.left_rows, found.figures, found.differences) == (rows.num_rows, (), ())


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        ("text", 0, ""),
        ("text", 5, "张三 "),
        ("whole", 7, 2**53),
        ("number", 10, 0.0),
        ("amount", 6, None),
        ("yes", 1, False),
        ("day", 3, None),
        ("moment", 0, 1),
    ],
)
def test_one_changed_cell_is_named(comparing, name, place, value):
    rows = hard_rows()
    found = comparing(rows, with_cell(rows, place, name, value))
    assert (found.only_left, found.only_right, found.unlike) == (0, 0, 1)
    (only,) = found.differences
    assert (only.key, only.side) == ((place,), Side.BOTH)
    assert [cell.field for cell in only.cells] == [name]
    assert len(found.buckets) == 1


def test_cells_that_change_places_are_noticed_where_sums_are_equal(comparing):
    rows = pa.table({"code": ["a", "b"], "one": [1, 2], "two": [2, 1]})
    other = pa.table({"code": ["a", "b"], "one": [2, 1], "two": [1, 2]})
    schema = Schema(
        (Field("code", "码"), Field("one", "一", Kind.WHOLE), Field("two", "二", Kind.WHOLE)),
        ("code",),
    )
    found = comparing(rows, other, schema=schema)
    assert found.figures == ()
    assert found.unlike == 2


def test_rows_on_one_side_are_named_and_figures_tell_of_them(comparing):
    rows = hard_rows()
    found = comparing(rows.slice(1), rows.slice(0, rows.num_rows - 2))
    assert (found.only_left, found.only_right, found.unlike) == (2, 1, 0)
    assert [(one.key[0], one.side) for one in found.differences] == [
        (0, Side.RIGHT),
        (18, Side.LEFT),
        (19, Side.LEFT),
    ]
    assert ("key", "least", 1, 0) in {
        (one.field, one.what, one.left, one.right) for one in found.figures
    }


def test_all_are_counted_and_only_some_are_named(comparing):
    rows = hard_rows()
    changed = rows.set_column(2, "whole", pa.array([5] * rows.num_rows, pa.int64()))
    found = comparing(rows, changed, most=3)
    assert found.unlike == rows.num_rows
    assert len(found.differences) == 3


def test_an_empty_table_may_be_compared(comparing):
    found = comparing(hard_rows(), hard_rows().slice(0, 0))
    assert (found.left_rows, found.right_rows, found.only_left) == (20, 0, 20)


def test_without_keys_and_with_repeated_keys_it_is_refused(comparing):
    rows = hard_rows()
    with pytest.raises(Invalid, match="没有主键"):
        comparing(rows, rows, schema=Schema(SCHEMA.fields))
    with pytest.raises(Invalid, match="主键“3”有多行"):
        comparing(rows, pa.concat_tables([rows, rows.slice(3, 1)]))


@pytest.mark.spark
def test_spark_finds_the_same(comparing, spark):
    rows = hard_rows()
    other = with_cell(with_cell(rows, 2, "text", None), 9, "number", -1.0).slice(1)
    assert comparing(rows, other, engine=spark).differences == comparing(rows, other).differences
