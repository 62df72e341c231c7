"""The facts as they were after an event: for figures that were frozen and must come out again.

What nobody touched since is taken as it stands; every case with a later event is reckoned anew
from its log up to that event. Nothing is read of a case but its events.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import duckdb

from yiwang.analytics import store, tables
from yiwang.analytics.actions import load
from yiwang.analytics.rows import VIEWS, rows_of
from yiwang.cases import facts
from yiwang.kernel.refusals import NotNow

CHUNK = 500
Area = Sequence[str]


def facts_as_of(
    cut: int, at: datetime, areas: Iterable[Area] | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection of one's own with the facts as of the event `cut`, looked at at the moment `at`.

    `areas` say where each area lay then; without them it is where they lie now. Views that are not
    of cases are left empty. Raises `NoFacts`, and `NotNow` where the facts do not go that far yet.
    """
    path = store.published()
    scratch = duckdb.connect(":memory:", config=store.LIMITS)
    tables.prepare(scratch)
    scratch.execute(f"ATTACH '{path}' AS published (READ_ONLY)")
    (mark,) = scratch.execute("SELECT mark FROM published.meta").fetchone() or (0,)
    if mark < cut:
        raise NotNow("统计数据还没有更新到这一刻，请稍候再试")
    _take_over(scratch, facts.cases_since(cut), cut)
    _place(scratch, areas)
    scratch.execute("DETACH published")
    scratch.execute("UPDATE meta SET mark = ?, refreshed_at = ?", [cut, int(at.timestamp())])
    return scratch


def _take_over(scratch: duckdb.DuckDBPyConnection, changed: list[int], cut: int) -> None:
    for view in VIEWS:
        scratch.execute(
            f"INSERT INTO {view.key} SELECT * FROM published.{view.key}"  # noqa: S608
            " WHERE id NOT IN (SELECT unnest(?::BIGINT[]))",
            [changed],
        )
    for start in range(0, len(changed), CHUNK):
        then = list(facts.measured_at(changed[start : start + CHUNK], cut))
        for view in VIEWS:
            load(scratch, view, (row for case in then for row in rows_of(view, case)))


def _place(scratch: duckdb.DuckDBPyConnection, areas: Iterable[Area] | None) -> None:
    if areas is None:
        scratch.execute("INSERT INTO areas SELECT * FROM published.areas")
        return
    rows = [list(area) for area in areas]
    if rows:
        scratch.executemany("INSERT INTO areas VALUES (?, ?, ?)", rows)
