"""What an indicator shows by example: rows that count, rows that must not, and what comes of it.

All examples play in June 2026. Each begins with the typical row of its view and changes a few
columns; the sheet tells only what was changed. A test counts the same rows in DuckDB.
"""

from collections.abc import Iterable, Sequence
from math import ceil

from yiwang.measure.composites import Composite
from yiwang.measure.facts import View
from yiwang.measure.language import Example, Indicator, Term, Value
from yiwang.measure.period import parse
from yiwang.measure.reading import Reading

JUNE = parse("2026-06")
Row = dict[str, Value]
_ABOUT: Row = {
    "registered_by": 11,
    "procedure": "appeals",
    "channel": "phone",
    "category": "030401",
    "nature": "complaint",
    "urgency": "normal",
    "area": "420199001001",
    "grid": "420199001001001",
    "opened_at": "2026-06-01 09:00",
}
# A case that went well; what is named here is what an example changes.
_CASE: Row = _ABOUT | {
    "number": "SQ20260601000001",
    "state": "closed",
    "unit": 21,
    "people": 1,
    "extended": 0,
    "returns_asked": 0,
    "returned": 0,
    "rework": 0,
    "reopened": 0,
    "urged": 0,
    "calls": 1,
    "lates": 0,
    "response_seconds": 3600,
    "dispatch_seconds": 7200,
    "handle_seconds": 172800,
    "close_seconds": 370800,
    "established_at": "2026-06-01 10:00",
    "dispatched_at": "2026-06-01 11:00",
    "clock_from": "2026-06-01 11:00",
    "due_at": "2026-06-08 18:00",
    "handled_at": "2026-06-03 11:00",
    "closed_at": "2026-06-05 16:00",
    "ended_at": "2026-06-05 16:00",
    "called_at": "2026-06-05 15:00",
    "ended": True,
    "closed": True,
    "on_time": True,
    "postponed": False,
    "paused": False,
    "reached": True,
    "contacted": True,
    "satisfied": True,
    "solved": True,
    "fixed": False,
    "missed": False,
    "found_true": False,
    "from_street": False,
    "merged": False,
    "voided": False,
    "confidential": False,
}
TYPICAL: dict[str, Row] = {
    "cases": _CASE,
    "shares": _ABOUT
    | {
        "no": 1,
        "unit": 21,
        "sign_seconds": 1800,
        "handle_seconds": 172800,
        "sent_at": "2026-06-01 11:00",
        "sign_due_at": "2026-06-02 11:00",
        "signed_at": "2026-06-01 11:30",
        "handle_due_at": "2026-06-05 18:00",
        "replied_at": "2026-06-03 11:00",
        "lead": True,
        "given_up": False,
        "returned": False,
        "designated": False,
        "sign_late": False,
        "handle_late": False,
    },
    "steps": _ABOUT
    | {
        "step": "sign",
        "duty": "operator",
        "round": 1,
        "person": 11,
        "unit": 1,
        "due_at": "2026-06-02 09:00",
        "done_at": "2026-06-01 09:30",
        "late": False,
    },
    "acts": _ABOUT
    | {
        "seq": 1,
        "person": 11,
        "unit": 1,
        "what": "receive",
        "duty": "operator",
        "done_at": "2026-06-01 09:00",
    },
    "forecasts": _ABOUT
    | {
        "number": "SQ20260601000001",
        "unit": 21,
        "chance": 100,
        "alike": 50,
        "due_at": "2026-06-08 18:00",
    },
    "duties": {
        "person": 31,
        "unit": 21,
        "area": "420199001001",
        "day": "2026-06-01",
        "logged_in": True,
        "excused": False,
    },
    "patrols": {
        "grid": "420199001001001",
        "area": "420199001001",
        "unit": 21,
        "cells": 100,
        "touched": 80,
        "points": 10,
        "reached": 9,
        "rounds_due": 6,
        "rounds": 5,
        "sunday": "2026-06-07",
    },
    "deliveries": {
        "id": 1,
        "unit": 21,
        "resource": "shops",
        "feed": "shops",
        "period": "2026-06-03",
        "state": "normal",
        "due_at": "2026-06-03 10:00",
        "limit_at": "2026-06-03 11:00",
        "delivered_at": "2026-06-03 09:40",
        "delay_seconds": 0,
        "extensions": 0,
        "on_time": True,
        "severe": False,
        "excused": False,
    },
    "data_checks": {
        "id": 1,
        "unit": 21,
        "resource": "shops",
        "version": 3,
        "checked_rows": 500,
        "evaluated": 1000,
        "passed": 990,
        "bad_rows": 10,
        "checked_at": "2026-06-03 10:15",
        "replaced": False,
    },
}


def view_of(indicator: Indicator) -> View:
    """The view that the rows of an indicator are of; it is one for all of its sides."""
    return next(iter(indicator.sides().values())).view


def row_of(indicator: Indicator, example: Example) -> Row:
    """The whole row of an example."""
    return TYPICAL[view_of(indicator).key] | dict(example.changes)


def worked(indicator: Indicator) -> Reading:
    """The reading of all examples together."""
    known: dict[Term, int | None] = {}
    for one in _with_rows(indicator):
        known |= {term: _number(one, term) for term in one.terms()}
    return indicator.reading(known.get, {})


def _with_rows(indicator: Indicator) -> Iterable[Indicator]:
    if isinstance(indicator, Composite):
        return [one for part in indicator.parts for one in _with_rows(part.of)]
    return [indicator]


def _number(indicator: Indicator, term: Term) -> int | None:
    """The number of a term over the examples that are said to count in its selection."""
    side = next(side for side, of in indicator.sides().items() if of == term.of)
    rows = [row_of(indicator, one) for one in indicator.examples if side in one.sides]
    if not term.amount:
        return len(rows)
    return _amount([int(row[term.amount] or 0) for row in rows], term.quantile)


def _amount(amounts: Sequence[int], quantile: float | None) -> int | None:
    if quantile is None:
        return sum(amounts)
    place = max(0, ceil(quantile * len(amounts)) - 1)
    return sorted(amounts)[place] if amounts else None
