"""The facts of the street: days on shift and weeks of grids, taken over from their register.

They belong to no case and have no events. What may be told of past days is told with its moment,
so that only the days of which something was told since are looked at again; all days, where the
layer holds none. They are looked at seldom, but always once a new day has begun: a day counts when
it is over, and what was told of it late in the evening must be there then.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone

from yiwang.analytics.drafts import load
from yiwang.analytics.rows import Row
from yiwang.fieldwork.patrols import measured
from yiwang.measure.facts import DUTIES, PATROLS, PLACE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAY = timedelta(days=1)
# So many days are read at once.
A_MONTH = 31
# Between two looks, in seconds.
SELDOM = 600
# What was told before the last look may have been committed after it.
OVERLAP = timedelta(minutes=5)


def take_in(layer: "DuckDBPyConnection", now: datetime) -> None:
    """Bring both views up to date in the attached layer, when it is time to."""
    ((last,),) = layer.execute("SELECT street_at FROM layer.meta").fetchall()
    seen = None if last is None else datetime.fromtimestamp(last, now.tzinfo)
    if seen is not None and not _due(seen, now):
        return
    days = measured.changed_since(seen - OVERLAP) if seen else _all_days()
    _duties(layer, days)
    _patrols(layer, days)
    for view in (DUTIES, PATROLS):
        # A list goes on behind a place: no two rows have the same.
        layer.execute(f"UPDATE layer.{view.key} SET {PLACE} = rowid")  # noqa: S608
    layer.execute("UPDATE layer.meta SET street_at = ?", [int(now.timestamp())])


def _due(seen: datetime, now: datetime) -> bool:
    another_day = timezone.localdate(seen) != timezone.localdate(now)
    return another_day or not 0 <= (now - seen).total_seconds() < SELDOM


def _all_days() -> set[date]:
    first, today = measured.first_day(), timezone.localdate()
    if first is None:
        return set()
    return {first + i * DAY for i in range((today - first).days + 1)}


def _duties(layer: "DuckDBPyConnection", days: set[date]) -> None:
    layer.execute("DELETE FROM layer.duties WHERE day IN (SELECT unnest(?::DATE[]))", [[*days]])
    for first, many in spans(days):
        load(layer, DUTIES, map(_duty, measured.duty_days(first, many)), room="layer")


def _duty(found: measured.DutyDay) -> Row:
    return {
        "person": found.person,
        "unit": found.unit,
        "area": found.area,
        "day": found.day,
        "logged_in": found.logged_in,
        "excused": found.excused,
    }


def _patrols(layer: "DuckDBPyConnection", days: set[date]) -> None:
    mondays = sorted({day - timedelta(days=day.weekday()) for day in days})
    sundays = [monday + 6 * DAY for monday in mondays]
    layer.execute("DELETE FROM layer.patrols WHERE sunday IN (SELECT unnest(?::DATE[]))", [sundays])
    for monday in mondays:
        load(layer, PATROLS, map(_patrol, measured.grid_weeks(monday)), room="layer")


def _patrol(found: measured.GridWeek) -> Row:
    walked = found.coverage
    return {
        "grid": found.grid,
        "area": found.area,
        "unit": found.unit,
        "sunday": found.monday + 6 * DAY,
        "cells": walked.cells.due,
        "touched": walked.cells.done,
        "points": walked.points.due,
        "reached": walked.points.done,
        "rounds_due": walked.rounds.due,
        "rounds": walked.rounds.done,
    }


def spans(days: Iterable[date]) -> Iterator[tuple[date, int]]:
    """Days as runs without a gap, none longer than a month: the first day, and how many."""
    ordered = sorted(days)
    runs = groupby(enumerate(ordered), key=lambda each: each[1] - each[0] * DAY)
    for _, run in runs:
        own = [day for _, day in run]
        for at in range(0, len(own), A_MONTH):
            yield own[at], len(own[at : at + A_MONTH])
