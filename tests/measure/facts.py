"""Facts put into DuckDB by hand, with the moment up to which they go."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import duckdb

from yiwang.analytics import tables
from yiwang.analytics.rows import WALL
from yiwang.measure.facts import View

Facts = duckdb.DuckDBPyConnection


def facts_of(now: str = "2026-07-01 00:00") -> Facts:
    """Empty facts as they are at a moment of the district's clock."""
    facts = duckdb.connect(config={"threads": 1})
    tables.prepare(facts)
    seconds = int(datetime.fromisoformat(now).replace(tzinfo=WALL).timestamp())
    facts.execute("UPDATE meta SET mark = 1, refreshed_at = ?", [seconds])
    return facts


def put(facts: Facts, view: View, rows: Iterable[Mapping[str, object]]) -> None:
    """Rows into a view; the columns that a row does not name are unknown."""
    for row in rows:
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        facts.execute(f"INSERT INTO {view.key} ({names}) VALUES ({marks})", list(row.values()))
