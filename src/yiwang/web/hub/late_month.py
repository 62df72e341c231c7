"""The month of deliveries as rows of days, and the units of the month beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.analytics import queries as figures
from yiwang.analytics.names import names
from yiwang.analytics.store import NoFacts
from yiwang.hub.reminders.spans import days_in
from yiwang.hub.reminders.words import State
from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Side
from yiwang.measure.period import Grain, around
from yiwang.measure.plan import Plan
from yiwang.measure.reading import Reading
from yiwang.org.actors import Worker
from yiwang.web.figures.asked import rows_address

# Worst first: of several in a day the worst is shown.
_ORDER = (
    State.SEVERE,
    State.LATE,
    State.RECOVERED,
    State.SOON,
    State.EXCUSED,
    State.NORMAL,
)
SIGNS = {
    State.SEVERE: "✕",
    State.LATE: "✕",
    State.RECOVERED: "△",
    State.SOON: "…",
    State.EXCUSED: "–",
    State.NORMAL: "",
}
LEAGUE = (
    "deliveries_owed",
    "delivery_on_time_rate",
    "delivery_delay_average",
    "delivery_severe_rate",
    "delivery_extended_rate",
    "data_quality_rate",
    "data_rectified_in_time",
)


@dataclass(frozen=True)
class Cell:
    """What a feed owed on a day: the worst of it, and how many."""

    state: str
    sign: str
    words: str
    number: int


@dataclass(frozen=True)
class FeedRow:
    """A feed and the days of a month; None where nothing was owed."""

    feed: Any
    cells: list[tuple[date, Cell | None]]


def picture(found: Iterable[Any], month: date) -> list[FeedRow]:
    """A row for each feed that owed anything in the month."""
    days: dict[Any, dict[date, list[Any]]] = {}
    for one in found:
        own = days.setdefault(one.feed, {})
        own.setdefault(timezone.localdate(one.due_at), []).append(one)
    return [
        FeedRow(feed, [(day, _cell(own[day]) if day in own else None) for day in days_in(month)])
        for feed, own in days.items()
    ]


def _cell(some: list[Any]) -> Cell:
    worst = min(some, key=lambda one: _ORDER.index(State(one.state)))
    state = State(worst.state)
    came = state is State.NORMAL and worst.delivered_at is not None
    label = _("按期") if came else _("未到期") if state is State.NORMAL else _(str(state.label))
    sign = "✓" if came else SIGNS[state]
    return Cell("done" if came else state.value, sign, f"{worst.period} {label}", worst.pk)


@dataclass(frozen=True)
class LeagueRow:
    """A unit of the month with its figures, each with the way to its rows."""

    unit: str
    figures: list[tuple[str, Reading, str]]


def league(worker: Worker, month: date) -> tuple[list[str], list[LeagueRow]] | None:
    """Labels and units, the best in time first; None before there are any facts."""
    plan = Plan(LEAGUE, around(Grain.MONTH, month), (Dimension.UNIT,), order=f"-{LEAGUE[1]}")
    try:
        table = figures.table(plan, worker)
    except NoFacts:
        return None
    rows = [row for row in table.rows if row.readings[LEAGUE[0]].whole]
    words = names(Dimension.UNIT, [row.keys[0] for row in rows])
    labels = [one.label for one in table.indicators]
    return labels, [
        LeagueRow(
            words.get(row.keys[0], ""),
            [
                (label, row.readings[key], rows_address(plan.cell(row.keys), key, Side.WHOLE))
                for label, key in zip(labels, LEAGUE, strict=True)
            ],
        )
        for row in rows
    ]
