"""Golden records: authority before newest before majority, with history, and ids that stay."""

from datetime import datetime

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.lake.linkage import golden, identities, looking

AT = datetime(2026, 11, 1, 8)
LATER = datetime(2026, 12, 1, 8)


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        connection.execute(golden.EMPTY_PAST)
        yield connection


def records(connection, *rows):
    connection.execute(
        "create or replace temp table records"
        " (golden varchar, source varchar, told_at timestamp, name varchar, phone varchar)"
    )
    connection.executemany(
        "insert into records values (?, ?, ?, ?, ?)", [list(row) for row in rows]
    )


def built(connection, at=AT, **authorities):
    golden.build(connection, fields=("name", "phone"), authorities=authorities, at=at)
    found = connection.execute(
        "select field, value, rule, source from kept_values where until is null"
    )
    return {field: (value, rule, source) for field, value, rule, source in found.fetchall()}


def test_the_authority_comes_before_what_is_newer(connection):
    records(
        connection,
        ("g", "old", datetime(2020, 1, 1), "甲", None),
        ("g", "new", datetime(2026, 1, 1), "乙", None),
    )
    assert built(connection, name=["old"])["name"] == ("甲", "authority", "old")
    assert built(connection)["name"] == ("乙", "newest", "new")


def test_authorities_come_in_their_order_and_where_they_are_silent_the_newest_does(connection):
    day = datetime(2026, 1, 1)
    records(
        connection,
        ("g", "first", datetime(2020, 1, 1), "甲", None),
        ("g", "second", datetime(2021, 1, 1), "乙", "2"),
        ("g", "third", day, "丙", "3"),
        ("h", "third", day, "丁", None),
        ("h", "fourth", datetime(2020, 1, 1), "戊", None),
    )
    order = ["first", "second"]
    found = built(connection, name=order, phone=order)
    assert found["phone"] == ("2", "authority", "second")
    told = connection.execute("select value, rule from kept_values where field = 'name'")
    assert set(told.fetchall()) == {("甲", "authority"), ("丁", "newest")}


def test_the_effect_of_another_order_is_what_a_build_would_do(connection):
    records(
        connection,
        ("g", "a", datetime(2026, 1, 1), "甲", "1"),
        ("g", "b", datetime(2020, 1, 1), "乙", "1"),
        ("h", "a", datetime(2026, 1, 1), "丙", "2"),
        ("h", "b", datetime(2020, 1, 1), "丙", "3"),
        ("i", "a", datetime(2026, 1, 1), "丁", "4"),
    )
    built(connection)
    connection.execute("insert into past_values by name select * from kept_values")
    # Of three names one becomes another; the third is of a source that nobody appointed.
    assert golden.changed(connection, "name", ["b"]) == (3, 1, {"a": (3, 1), "b": (0, 2)})
    assert golden.changed(connection, "name", [])[1] == 0


def test_of_equally_old_what_most_say_and_then_always_the_same(connection):
    one = datetime(2026, 1, 1)
    records(
        connection,
        ("g", "a", one, "甲", "1"),
        ("g", "b", one, "乙", "2"),
        ("g", "c", one, "乙", None),
    )
    found = built(connection)
    assert found["name"][:2] == ("乙", "majority")
    assert found["phone"][:2] == ("1", "equal")


def test_a_value_that_one_alone_says_is_no_conflict(connection):
    records(connection, ("g", "a", None, "甲", None), ("g", "b", None, "甲", "2"))
    found = built(connection)
    assert {one[1] for one in found.values()} == {"only"}
    assert connection.execute("select count(*) from conflicts").fetchone() == (0,)


def test_conflicts_tell_who_says_what(connection):
    records(
        connection,
        ("g", "a", None, "甲", None),
        ("g", "b", None, "乙", None),
        ("g", "c", None, "乙", None),
    )
    built(connection)
    told = connection.execute(
        "select value, sources, chosen from conflicts order by value"
    ).fetchall()
    assert told == [("乙", "b,c", True), ("甲", "a", False)]


def test_history_says_what_stood_and_until_when(connection):
    records(connection, ("g", "a", None, "甲", "1"))
    built(connection)
    connection.execute("create or replace temp table past_values as from kept_values")
    records(connection, ("g", "a", None, "乙", "1"))
    built(connection, at=LATER)
    told = connection.execute(
        "select field, value, since, until from kept_values order by field, since"
    ).fetchall()
    assert told == [
        ("name", "甲", AT, LATER),
        ("name", "乙", LATER, None),
        ("phone", "1", AT, None),
    ]


def named(connection, clusters, before, run="2"):
    for table, rows in (("clusters", clusters), ("before", before)):
        second = "cluster" if table == "clusters" else "golden"
        connection.execute(
            f"create or replace temp table {table} (record varchar, {second} varchar)"
        )
        if rows:
            connection.executemany(
                f"insert into {table} values (?, ?)", [list(row) for row in rows]
            )
    identities.name(connection, run=run)
    return dict(connection.execute("select record, golden from named").fetchall())


def test_a_thing_keeps_its_id_when_a_record_joins_and_when_two_become_one(connection):
    first = named(connection, [("a", "a"), ("b", "b")], [], run="1")
    again = named(connection, [("a", "a"), ("b", "b"), ("c", "a")], list(first.items()))
    assert again["a"] == again["c"] == first["a"] and again["b"] == first["b"]
    one = named(connection, [("a", "a"), ("b", "a"), ("c", "a")], list(again.items()), run="3")
    assert set(one.values()) == {first["a"]}
    assert connection.execute("from aliases").fetchall() == [(first["b"], first["a"])]


def test_when_a_thing_falls_apart_the_larger_part_keeps_the_id(connection):
    first = named(connection, [(one, "a") for one in "abc"], [], run="1")
    apart = named(connection, [("a", "a"), ("b", "b"), ("c", "b")], list(first.items()))
    assert apart["b"] == apart["c"] == first["a"] != apart["a"]


@given(
    st.lists(st.integers(0, 5), min_size=8, max_size=8),
    st.lists(st.integers(0, 5), min_size=8, max_size=8),
)
def test_ids_are_one_to_one_with_groups_and_a_second_build_changes_none(first, second):
    def clusters(of):
        least = {group: min(f"r{at}" for at, one in enumerate(of) if one == group) for group in of}
        return [(f"r{at}", least[group]) for at, group in enumerate(of)]

    with duckdb.connect() as connection:
        before = named(connection, clusters(first), [], run="1")
        after = named(connection, clusters(second), list(before.items()))
        assert len(set(after.values())) == len(set(second))
        assert named(connection, clusters(second), list(after.items()), run="3") == after


def test_rows_of_a_key_are_found_in_a_sorted_file(connection, tmp_path):
    connection.execute(
        "create temp table many as select lpad((range % 5000)::varchar, 5, '0') as key,"
        " range as n from range(20000)"
    )
    path = tmp_path / "many.parquet"
    looking.write(connection, "many", "key", path)
    assert sorted(row["n"] for row in looking.rows(path, "key", "00042")) == [
        42,
        5042,
        10042,
        15042,
    ]
    assert looking.rows(path, "key", "nobody") == []
