"""A figure opens on its rows, page by page, as far as one may see the cases they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yiwang.analytics import store
from yiwang.analytics.access import OF_PEOPLE, narrowed
from yiwang.analytics.queries import as_of, asked, looked_at
from yiwang.cases import lists
from yiwang.kernel.refusals import Invalid
from yiwang.measure.compile import Part, Place, Statement, cases_of, counting, paged
from yiwang.measure.evidence import evidence
from yiwang.measure.facts import Column, View
from yiwang.measure.language import Indicator, Selection, Side
from yiwang.measure.plan import Plan
from yiwang.org.actors import Worker

SIZE = 50
CHUNK = 5000
# So many rows of somebody who sees a part of the district only are looked through for others'.
MOST_LOOKED_THROUGH = 20_000
_PEOPLE = frozenset({"person", "registered_by"})


@dataclass(frozen=True)
class Line:
    """One row: the case as in a list, and what the formula looked at, by column."""

    case: dict[str, Any] | None
    facts: dict[str, Any]


@dataclass(frozen=True)
class Opened:
    """One page of the rows of a figure; `following` names the next, empty at the end."""

    indicator: Indicator
    plan: Plan
    view: View
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    following: str
    count: int
    # Rows of cases that this worker may not see; None where there are too many to look through.
    hidden: int | None
    as_of: datetime


def opened(plan: Plan, side: Side, worker: Worker, *, after: str = "") -> Opened:
    """The rows of a plan of one indicator that divides nothing. Raises `Invalid`, `NotAllowed`."""
    plan = narrowed(plan, worker)
    indicator = _only(plan)
    sides = indicator.sides()
    if side not in sides:
        raise Invalid("“{label}”由几项合成，请查看各项的明细", label=indicator.label)
    selection, cursor = sides[side], store.reading()
    columns = _columns(indicator, side, worker)
    now, keys = looked_at(cursor), [column.key for column in columns]
    rows = _run(cursor, paged(selection, plan, keys, now, Part(SIZE + 1, _place(after))))
    ((count,),) = _run(cursor, counting(selection, plan, now))
    more = len(rows) > SIZE
    return Opened(
        indicator,
        plan,
        selection.view,
        columns,
        _lines(selection.view, columns, rows[:SIZE], worker),
        "{}_{}".format(*rows[SIZE - 1][-2:]) if more else "",
        count,
        _hidden(selection, plan, worker, cursor, count),
        as_of(cursor),
    )


def _only(plan: Plan) -> Indicator:
    if len(plan.indicators) != 1 or plan.by:
        raise Invalid("一次只能查看一个数字的明细")
    return asked(plan.indicators[0], plan)


def _columns(indicator: Indicator, side: Side, worker: Worker) -> tuple[Column, ...]:
    """What the formula looked at; people by their names only for those who may see that."""
    view = indicator.sides()[side].view
    shown = evidence(indicator, side)
    own = [view.column_by_key[key] for key in ("person",) if key in view.column_by_key]
    found = dict.fromkeys((*shown, *own))
    return tuple(c for c in found if c.key not in _PEOPLE or worker.duty in OF_PEOPLE)


def _place(after: str) -> Place | None:
    case, _, row = after.partition("_")
    return Place(int(case), int(row)) if case.isdigit() and row.isdigit() else None


def _run(cursor: Any, statement: Statement) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = cursor.execute(
        statement.sql, list(statement.parameters)
    ).fetchall()
    return rows


def _lines(
    view: View, columns: Sequence[Column], rows: list[tuple[Any, ...]], worker: Worker
) -> tuple[Line, ...]:
    keys = [column.key for column in columns]
    facts = [(row[-2], dict(zip(keys, row, strict=False))) for row in rows]
    if not view.of_case:
        return tuple(Line(None, found) for _, found in facts)
    cases = lists.rows_by_id(worker, (case for case, _ in facts))
    return tuple(Line(cases[case], found) for case, found in facts if case in cases)


def _hidden(
    selection: Selection, plan: Plan, worker: Worker, cursor: Any, count: int
) -> int | None:
    """How many of the rows belong to cases that this worker may not see.

    The centre sees everything but some confidential cases, so that only those are looked at.
    """
    if not selection.view.of_case:
        return 0
    if not worker.at_centre and count > MOST_LOOKED_THROUGH:
        return None
    now = looked_at(cursor)
    statement = cases_of(selection, plan, now, confidential=worker.at_centre)
    cases = [case for (case,) in _run(cursor, statement)]
    seen: set[int] = set()
    for begin in range(0, len(cases), CHUNK):
        seen |= lists.seen_among(worker, cases[begin : begin + CHUNK])
    return sum(1 for case in cases if case not in seen)
