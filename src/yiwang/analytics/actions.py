"""Every write of the figures: bringing the facts up to date with the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from yiwang.analytics import checks, deliveries, drafts, forecasting, rows, store, street
from yiwang.analytics.drafts import Draft
from yiwang.cases import appended, facts
from yiwang.org import lying

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHUNK = 2000
# Deadlines pass without an event: after so many seconds one looks again.
LOOK_AGAIN = 600
Tell = Callable[[int, int], None]


def tell_nobody(done: int, many: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True)
class Refreshed:
    """How many cases were looked at again, and the last event that is surely in the facts now.

    Not settled, somebody was appending all the while, and the mark stayed where it was.
    """

    cases: int
    mark: int
    settled: bool = True


def refresh(*, anew: bool = False, tell: Tell = tell_nobody) -> Refreshed:
    """Bring the facts up to date with the log and show them to everybody.

    Only cases with new events are looked at again; `anew`, all are. Whatever happens in the
    middle, everybody goes on reading the facts of before. Raises `Busy` when another process is at
    it. `tell` hears how many cases of how many are done.
    """
    with store.writing():
        before = None if anew else store.current()
        settled = appended.settled_event()
        if before and settled is not None and settled < before.mark:
            # The database was put back to a former day.
            before = None
        mark = before.mark if before else 0
        with drafts.drafting(before) as draft:
            with _one_picture():
                changed = appended.cases_since(mark)
                draft.begin(changed)
                take_in(draft, changed, tell)
                _areas(draft.facts)
                street.take_in(draft.facts, timezone.now())
                deliveries.take_in(draft.facts, timezone.now())
                checks.take_in(draft.facts)
            # Somebody is still appending: what is read again from here next time is not wrong.
            mark = mark if settled is None else settled
            _publish(draft, mark)
    return Refreshed(len(changed), mark, settled is not None)


def _publish(draft: Draft, mark: int) -> None:
    now = timezone.now()
    wall = now.astimezone(rows.WALL).replace(tzinfo=None)
    forecasting.forecast(draft.facts, wall, room="layer")
    store.publish(draft.finished(mark, int(now.timestamp())))


def follow() -> int:
    """What the clock asks for; how many cases were reckoned."""
    try:
        return 0 if _fresh() else refresh().cases
    except store.Busy:
        # Whoever is at it brings in the same events.
        return 0


def _fresh() -> bool:
    """Nothing happened since, and what became late by itself was looked at lately."""
    found = store.current()
    if found is None:
        return False
    lately = timezone.now().timestamp() - found.refreshed_at < LOOK_AGAIN
    return lately and found.mark == appended.newest_event()


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


def take_in(draft: Draft, changed: list[int], tell: Tell = tell_nobody) -> None:
    """Reckon these cases and put their rows into a draft that has begun without them."""
    found, done = facts.measured(changed), 0
    tell(0, len(changed))
    while some := list(islice(found, CHUNK)):
        for view in rows.VIEWS:
            draft.put(view, (row for case in some for row in rows.rows_of(view, case)))
        done += len(some)
        tell(done, len(changed))


def _areas(layer: "DuckDBPyConnection") -> None:
    """Where each area lies today; old cases keep the area that they were given."""
    places = lying.street_and_community()
    if sorted(places) == sorted(layer.execute("SELECT * FROM layer.areas").fetchall()):
        return
    layer.execute("DELETE FROM layer.areas")
    if places:
        layer.executemany("INSERT INTO layer.areas VALUES (?, ?, ?)", places)
