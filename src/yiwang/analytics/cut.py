"""The facts as they were after an event: for figures that were frozen and must come out again.

What nobody touched since is read from the published base; every case with a later event is
reckoned anew from its log up to that event, into a layer in memory. Nothing is read of a case but
its events.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from yiwang.analytics import checks, deliveries, store, tables
from yiwang.analytics.drafts import load, touch
from yiwang.analytics.rows import VIEWS, rows_of
from yiwang.cases import appended, facts
from yiwang.kernel.refusals import NotNow
from yiwang.measure.facts import CHECKS, DELIVERIES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHUNK = 500
Area = Sequence[str]


def facts_as_of(
    cut: int, at: datetime, areas: Iterable[Area] | None = None
) -> "DuckDBPyConnection":
    """A connection of one's own with the facts as of the event `cut`, looked at at the moment `at`.

    `areas` say where each area lay then; without them it is where they lie now. Views that are not
    of cases are left empty, but for deliveries and checks, of which everything is kept with its
    moment. Raises `NoFacts`, and `NotNow` where the facts do not go that far yet.
    """
    found = store.published()
    if found.mark < cut:
        raise NotNow("统计数据还没有更新到这一刻，请稍候再试")
    scratch = store.connect()
    store.attach(scratch, "base", store.folder() / found.base)
    store.attach(scratch, "published", store.folder() / found.layer)
    scratch.execute("ATTACH ':memory:' AS layer")
    tables.make_layer(scratch, "layer")
    for name in (*(view.key for view in VIEWS), "touched"):
        scratch.execute(f"INSERT INTO layer.{name} SELECT * FROM published.{name}")  # noqa: S608
    load(scratch, DELIVERIES, deliveries.as_of(at), room="layer")
    load(scratch, CHECKS, checks.as_of(at), room="layer")
    _take_back(scratch, appended.cases_since(cut), cut)
    _place(scratch, areas)
    scratch.execute("DETACH published")
    scratch.execute("UPDATE layer.meta SET mark = ?, refreshed_at = ?", [cut, int(at.timestamp())])
    tables.put_together(scratch, "base", "layer")
    return scratch


def _take_back(scratch: "DuckDBPyConnection", changed: list[int], cut: int) -> None:
    """Cases with later events as they stood then; those that were not there yet disappear."""
    touch(scratch, changed)
    for start in range(0, len(changed), CHUNK):
        then = list(facts.measured_at(changed[start : start + CHUNK], cut))
        for view in VIEWS:
            rows = (row for case in then for row in rows_of(view, case))
            load(scratch, view, rows, room="layer")


def _place(scratch: "DuckDBPyConnection", areas: Iterable[Area] | None) -> None:
    if areas is None:
        scratch.execute("INSERT INTO layer.areas SELECT * FROM published.areas")
        return
    rows = [list(area) for area in areas]
    if rows:
        scratch.executemany("INSERT INTO layer.areas VALUES (?, ?, ?)", rows)


@contextmanager
def leaving_out(scratch: "DuckDBPyConnection", cases: Collection[int]) -> Iterator[None]:
    """Within, these cases are not in the facts; afterwards they are as before."""
    scratch.execute("BEGIN")
    try:
        touch(scratch, sorted(cases))
        yield
    finally:
        scratch.execute("ROLLBACK")
