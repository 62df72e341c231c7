"""Reads the sections of a report from the facts; writes nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from yiwang.analytics import queries as figures
from yiwang.analytics.names import names
from yiwang.analytics.reports.bulletins import BOTH, Bulletin, Section
from yiwang.analytics.reports.contents import Column, Contents, Line, Reach, Table, Told
from yiwang.insight.topics import queries as topics
from yiwang.measure.language import Indicator
from yiwang.measure.period import Period
from yiwang.measure.plan import Plan

MOST_TOPICS = 10


def contents_of(bulletin: Bulletin, period: Period, facts: Any) -> Contents:
    """Everything that a report tells of a period, from facts at hand."""
    begun = begin(facts)
    return Contents(
        bulletin=bulletin.key,
        period=period,
        as_of=figures.as_of(facts),
        reach={compare: reach(compare.of(period), begun) for compare in BOTH},
        tables=tuple(_table(section, period, facts) for section in bulletin.sections),
        topics=tuple(_topics(period)),
    )


def _topics(period: Period) -> Iterator[Told]:
    """What most people told of in the period, by the last search for topics."""
    for one, people in topics.reported(period.first, period.last, MOST_TOPICS):
        since = one.since.isoformat() if one.since else ""
        unit = one.unit.name if one.unit else ""
        yield Told(one.name, people, one.get_direction_display(), since, unit)


def begin(facts: Any) -> date | None:
    """The day of the first case that is known; None without any."""
    (first,) = facts.execute("SELECT min(opened_at) FROM cases").fetchone()
    return first.date() if first else None


def reach(other: Period, begun: date | None) -> Reach:
    """How much the facts know of a period when they begin on this day."""
    if begun is None or other.until <= begun:
        return Reach.NONE
    return Reach.WHOLE if begun <= other.first else Reach.PART


def _table(section: Section, period: Period, facts: Any) -> Table:
    plan = section.plan(period)
    found = figures.table_of(plan, facts)
    rows = (*found.rows, found.total)
    words = _words(plan, rows)
    lines = [
        Line(
            row.keys,
            tuple(w[key] for w, key in zip(words, row.keys, strict=False)),
            row.readings,
            row.compared,
        )
        for row in rows
    ]
    columns = tuple(_column(one) for one in found.indicators)
    return Table(section.key, plan, columns, tuple(lines[:-1]), lines[-1])


def _words(plan: Plan, rows: tuple[figures.Row, ...]) -> list[dict[str, str]]:
    """The names of all keys as they are today, in the language of the report."""
    with translation.override(settings.LANGUAGE_CODE):
        return [
            names(dimension, {row.keys[at] for row in rows if row.keys})
            for at, dimension in enumerate(plan.by)
        ]


def _column(one: Indicator) -> Column:
    sides = {side: of.where.label for side, of in one.sides().items()}
    return Column(one.key, one.label, one.scale, one.better, one.version, sides)
