"""Every write of the figures: bringing the facts up to date with the log."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection, transaction
from django.utils import timezone

from yiwang.analytics import forecasting, rows, store, tables
from yiwang.cases import facts
from yiwang.measure.facts import View
from yiwang.org import lying

CHUNK = 2000
# Deadlines pass without an event: after so many seconds one looks again.
LOOK_AGAIN = 600
NOTHING = "\\N"
# Told, not guessed: a guess needs rows to look at, and may be wrong.
_WRITTEN = (
    f"""AUTO_DETECT false, HEADER false, DELIM ',', QUOTE '"', ESCAPE '"', NULLSTR '{NOTHING}'"""
)


@dataclass(frozen=True)
class Refreshed:
    """How many cases were looked at again, and the last event that is in the facts now."""

    cases: int
    mark: int


def refresh() -> Refreshed:
    """Bring the facts up to date with the log and show them to everybody.

    Only cases with new events are looked at again. Whatever happens in the middle, everybody goes
    on reading the facts of before. Raises `Busy` when another process is at it.
    """
    with store.writing() as facts_file:
        tables.prepare(facts_file)
        (before,) = facts_file.execute("SELECT mark FROM meta").fetchone() or (0,)
        with _one_picture():
            done = _take_in(facts_file, before)
        facts_file.execute("CHECKPOINT")
        facts_file.close()
        store.publish()
    return done


def follow() -> int:
    """What the clock asks for; how many cases were reckoned."""
    try:
        return 0 if _fresh() else refresh().cases
    except store.Busy:
        # Whoever is at it brings in the same events.
        return 0


def _fresh() -> bool:
    """Nothing happened since, and what became late by itself was looked at lately."""
    try:
        found = store.reading().execute("SELECT mark, refreshed_at FROM meta").fetchone()
    except store.NoFacts:
        return False
    mark, at = found or (0, 0)
    return mark == facts.newest_event() and timezone.now().timestamp() - at < LOOK_AGAIN


@contextmanager
def _one_picture() -> Iterator[None]:
    """All that is read within shows the database at one moment, without holding up writers."""
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _take_in(facts_file: duckdb.DuckDBPyConnection, before: int) -> Refreshed:
    newest = facts.newest_event()
    changed = facts.cases_since(before)
    facts_file.execute("BEGIN")
    found = facts.measured(changed)
    while some := list(islice(found, CHUNK)):
        _replace(facts_file, some)
    _areas(facts_file)
    now = timezone.now()
    forecasting.forecast(facts_file, now.astimezone(rows.WALL).replace(tzinfo=None))
    facts_file.execute("UPDATE meta SET mark = ?, refreshed_at = ?", [newest, int(now.timestamp())])
    facts_file.execute("COMMIT")
    return Refreshed(len(changed), newest)


def _replace(facts_file: duckdb.DuckDBPyConnection, cases: list[facts.Measured]) -> None:
    ids = [case.id for case in cases]
    for view in rows.VIEWS:
        facts_file.execute(f"DELETE FROM {view.key} WHERE id IN (SELECT unnest(?))", [ids])  # noqa: S608
        load(facts_file, view, (row for case in cases for row in rows.rows_of(view, case)))


def load(facts_file: duckdb.DuckDBPyConnection, view: View, found: Iterable[rows.Row]) -> None:
    """Put rows into a table of facts by way of a file: many times faster than one by one."""
    columns = [column.key for column in view.columns]
    with tempfile.NamedTemporaryFile("w", newline="", suffix=".csv") as file:
        writer = csv.writer(file)
        writer.writerows([_text(row.get(key)) for key in columns] for row in found)
        file.flush()
        facts_file.execute(f"COPY {view.key} FROM '{Path(file.name)}' ({_WRITTEN})")


def _text(value: Any) -> Any:
    return NOTHING if value is None else value


def _areas(facts_file: duckdb.DuckDBPyConnection) -> None:
    """Where each area lies today; old cases keep the area that they were given."""
    facts_file.execute("DELETE FROM areas")
    places = lying.street_and_community()
    if places:
        facts_file.executemany("INSERT INTO areas VALUES (?, ?, ?)", places)
