"""A table of PostgreSQL as a source: its types, bounded reading, marks with ties, deletes."""

import os
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from tests.lake.intake.ground import Ground, still
from yiwang.lake.intake.chunks import Span
from yiwang.lake.intake.contract import Terms
from yiwang.lake.intake.order import Ending, Mode, Outcome
from yiwang.lake.intake.run import run
from yiwang.lake.intake.sources.tables import TableSource, Unreachable
from yiwang.lake.schema import Field, Kind, Schema

pytestmark = pytest.mark.postgresql

BOOKS = Schema(
    (
        Field("id", "编号", Kind.WHOLE, required=True),
        Field("title", "名称"),
        Field("price", "价格", Kind.DECIMAL),
        Field("changed", "更新时间", Kind.MOMENT),
        Field("told", "说明"),
        Field("tags", "标签"),
        Field("open", "开放", Kind.YES_NO),
    ),
    ("id",),
)
MADE = """CREATE TABLE {schema}.books (id bigint PRIMARY KEY, title text, price numeric,
    changed timestamptz, told jsonb, tags text[], open boolean)"""


class Elsewhere:
    """A schema of its own on the server, and what is read from it."""

    def __init__(self, ground: Ground) -> None:
        self.address = os.environ["YIWANG_DATABASE_URL"]
        self.schema = f"source_{uuid4().hex[:12]}"
        self.ground = ground
        self.run(f"CREATE SCHEMA {self.schema}", MADE.format(schema=self.schema))

    def run(self, *statements: str) -> None:
        with psycopg.connect(self.address) as connection:
            for statement in statements:
                connection.execute(statement)

    def add(self, *rows: str) -> None:
        self.run(f"INSERT INTO {self.schema}.books VALUES {', '.join(rows)}")

    def source(self, **more) -> TableSource:
        parts = urlsplit(self.address)
        host = parts.netloc.replace(f":{parts.password}@", "@")
        given = {"address": f"postgresql://{host}{parts.path}", "password": parts.password or ""}
        given |= {"table": f"{self.schema}.books", "keys": ("id",)}
        return TableSource(**given | more)

    def brought(self, mode: Mode = Mode.FULL, **more) -> Outcome:
        order = self.ground.order(mode, most_deleted=100)
        return run(order, self.source(**more), self.ground.place, still)


@pytest.fixture
def there(tmp_path) -> Iterator[Elsewhere]:
    made = Elsewhere(Ground(tmp_path, Terms(schema=BOOKS)))
    yield made
    made.run(f"DROP SCHEMA {made.schema} CASCADE")


def book(number: int, changed: str = "2026-03-01 08:00+08", price: str = "1") -> str:
    return f"({number}, '书{number}', {price}, '{changed}', NULL, NULL, true)"


def test_types_come_as_they_are_meant(there):
    there.add(
        "(1, '史记', 12.3400, '2026-03-01 00:30:00.25+00', "
        """'{"b": [1, "中"]}', '{甲,"乙, 丙"}', true)""",
        "(2, NULL, NULL, NULL, NULL, NULL, NULL)",
        "(3, ' ', 99999999999999.9999, '2026-03-01 08:00-05', '[]', '{}', false)",
    )
    assert there.brought().rejected == 0
    first, second, third = there.ground.rows()
    assert first == {
        "id": 1,
        "title": "史记",
        "price": Decimal("12.3400"),
        "changed": datetime(2026, 3, 1, 8, 30, 0, 250_000),
        "told": '{"b":[1,"中"]}',
        "tags": '["甲","乙, 丙"]',
        "open": True,
    }
    assert set(second.values()) == {2, None}
    assert (third["title"], third["price"]) == (None, Decimal("99999999999999.9999"))
    assert third["changed"] == datetime(2026, 3, 1, 21) and third["tags"] == "[]"


def test_what_is_no_amount_of_ours_goes_into_quarantine_and_nothing_is_rounded(there):
    there.add(book(1, price="'NaN'"), book(2, price="1.23456"), book(3, price="1e20"), book(4))
    outcome = there.brought()
    assert (outcome.rows_in, outcome.accepted, outcome.rejected) == (4, 1, 3)
    assert [(row, rule) for row, rule, _raw in there.ground.rejected()] == [
        (1, "kind:price"),
        (2, "kind:price"),
        (3, "kind:price"),
    ]


def test_arrays_and_json_are_no_numbers(there):
    terms = Terms(schema=Schema((*BOOKS.fields[:-2], Field("tags", "标签", Kind.WHOLE)), ("id",)))
    there.add("(1, '书', 1, NULL, NULL, '{3}', NULL)", book(2))
    order = Ground(there.ground.folder / "other", terms).order()
    outcome = run(order, there.source(columns=terms.schema.names), there.ground.place, still)
    assert (outcome.accepted, outcome.rejected) == (1, 1)


def test_rows_are_fetched_some_at_a_time_by_a_cursor_of_the_server(there):
    there.run(
        f"INSERT INTO {there.schema}.books SELECT n, 'n', n, now(), NULL, NULL, true"
        " FROM generate_series(1, 100) AS n"
    )
    chunks = there.source(rows=30).chunks(Span(), None)
    assert next(chunks).rows.num_rows == 0, "the shape comes first"
    assert next(chunks).rows.num_rows == 30
    asked = "SELECT query FROM pg_stat_activity WHERE state <> 'active' AND query LIKE 'FETCH %'"
    with psycopg.connect(there.address) as connection:
        assert connection.execute(asked).fetchall()
    assert [one.rows.num_rows for one in chunks] == [30, 30, 10]


def test_reading_goes_on_after_a_position_within_one_moment(there):
    there.add(*(book(number) for number in range(1, 8)), book(9, "2026-03-02 08:00+08"))
    source = there.source(cursor="changed", rows=3)
    span = source.span(None)
    _shape, _none, first, *_rest = source.chunks(span, None)
    assert first.rows.column("id").to_pylist() == [1, 2, 3]
    left = [row for one in source.chunks(span, first.position) for row in one.rows.to_pylist()]
    assert [row["id"] for row in left] == [4, 5, 6, 7, 9]


def test_increments_find_every_row_of_the_last_moment_and_delete_none(there):
    there.add(book(1), book(2, "2026-03-02 08:00+08"))
    there.brought(Mode.MERGE, cursor="changed")
    # One more of the very moment of the mark, one changed, one gone, one much later.
    there.add(book(3, "2026-03-02 08:00+08"), book(4, "2026-03-03 08:00+08"))
    there.run(f"DELETE FROM {there.schema}.books WHERE id = 1")
    there.run(
        f"UPDATE {there.schema}.books SET title = '新', changed = '2026-03-04+08' WHERE id = 2"
    )
    outcome = there.brought(Mode.MERGE, cursor="changed")
    assert (outcome.inserted, outcome.updated, outcome.deleted) == (2, 1, 0)
    assert [(row["id"], row["title"]) for row in there.ground.rows()] == [
        (1, "书1"),
        (2, "新"),
        (3, "书3"),
        (4, "书4"),
    ]
    again = there.brought(Mode.MERGE, cursor="changed")
    assert (again.inserted, again.updated, again.ending) == (0, 0, Ending.UNCHANGED)


def test_a_complete_reading_deletes_what_is_gone(there):
    there.add(*(book(number) for number in range(1, 5)))
    there.brought()
    there.run(f"DELETE FROM {there.schema}.books WHERE id = 3")
    assert there.brought().deleted == 1
    assert [row["id"] for row in there.ground.rows()] == [1, 2, 4]


def test_faults_are_told_in_words(there):
    with pytest.raises(Unreachable, match="数据库查询失败"):
        list(there.source(table=f"{there.schema}.nothing").chunks(Span(), None))
    with pytest.raises(Unreachable, match="连接不上"):
        list(there.source(address="postgresql://nobody@127.0.0.1:1/x").chunks(Span(), None))
