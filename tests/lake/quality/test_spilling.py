"""Duplicates of more keys than memory holds: what does not fit is laid aside, and counted right."""

import duckdb
import pytest

from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.quality import duplicates, rule
from yiwang.lake.quality.bad import bad_rows
from yiwang.lake.quality.checking import check

KEYS = rule({"key": "u", "kind": "unique", "fields": ["card"], "parameters": {"counting": "rows"}})
ROWS = 800_000
# Each card once, but for the first ten, which the last ten rows have again.
MADE = f"""SELECT number, '420199' || lpad((number % {ROWS - 10})::VARCHAR, 12, '0') AS card
    FROM range({ROWS}) AS t(number)"""


@pytest.fixture
def engine(tmp_path, monkeypatch):
    # As where there are more rows than hashes are sorted of in memory.
    monkeypatch.setattr(duplicates, "MOST_SORTED", 0)
    held = DuckEngine(memory="48MB", threads=1, spill=tmp_path)
    yield held
    held.close()


def test_keys_that_do_not_fit_into_memory_are_laid_aside_and_counted(engine):
    table = engine.backend.sql(MADE)
    count = check(engine, table, (KEYS,), ("number",)).counts[0]
    assert (count.evaluated, count.broken) == (ROWS, 20)
    named = engine.arrow(bad_rows(table, (KEYS,), ("number",)))
    assert sorted(named["number"].to_pylist()) == [*range(10), *range(ROWS - 10, ROWS)]


def test_it_is_the_room_on_disk_that_lets_it_end(engine):
    engine.backend.raw_sql("SET max_temp_directory_size = '1MB'")
    with pytest.raises(duckdb.OutOfMemoryException):
        check(engine, engine.backend.sql(MADE), (KEYS,), ("number",))
