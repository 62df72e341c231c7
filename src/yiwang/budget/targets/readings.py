"""Reads what a goal promised from the figures of Yiwang, with all that the reading depends on."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.utils import timezone

from yiwang.analytics import queries as figures
from yiwang.budget.targets.contents import Goal, ReadFrom
from yiwang.disclosure.performance import Target
from yiwang.disclosure.schemes import scoring
from yiwang.kernel.refusals import Invalid, NotNow
from yiwang.measure import register
from yiwang.measure.period import Grain, Period, around
from yiwang.measure.plan import Plan, read
from yiwang.measure.reading import Reading, Scale, rounded
from yiwang.org.actors import Worker

_UNITS = {Scale.PERCENT: ("%",), Scale.HOURS: ("小时",), Scale.POINTS: ("分", "")}
MOST_PLACES = 6


def check(goal: Goal) -> None:
    """Raises `NotFound` or `Invalid` where a goal cannot be read as its source says."""
    if goal.source is None:
        return
    indicator = register.indicator(goal.source.indicator)
    figures.check(plan(goal.source, around(Grain.YEAR, timezone.localdate())))
    fitting = _UNITS.get(indicator.scale)
    unit = goal.promised.unit
    if (fitting and unit not in fitting) or (fitting is None and unit == "%"):
        raise Invalid(
            "指标“{name}”的目标值单位是“{unit}”，与读数“{label}”的单位不同",
            name=goal.name,
            unit=unit or "—",
            label=indicator.label,
        )


def fiscal(year: int, until: date | None = None) -> Period:
    """The fiscal year, up to a day where it is not over. Raises `NotNow` before it began."""
    whole = around(Grain.YEAR, date(year, 1, 1))
    day = until or timezone.localdate()
    if day < whole.first:
        raise NotNow("{year}年还没有开始，没有读数", year=year)
    return whole if day >= whole.last else whole.up_to(day)


def plan(source: ReadFrom, period: Period) -> Plan:
    """The question that a source asks of a period."""
    return Plan((source.indicator,), period, (), source.filters)


def reading(goal: Goal, year: int, worker: Worker, until: date | None = None) -> dict[str, Any]:
    """The reading of a goal for the table: what is printed, and what it depends on.

    Raises `NoFacts` before facts were made, `NotNow` before the year began.
    """
    if goal.source is None:
        raise Invalid("指标“{name}”不取自读数", name=goal.name)
    asked = plan(goal.source, fiscal(year, until))
    table = figures.table(asked, worker)
    found = table.total.readings[goal.source.indicator]
    return {
        "indicator": goal.source.indicator,
        "version": register.indicator(goal.source.indicator).version,
        "plan": asked.written(),
        "part": found.part,
        "whole": found.whole,
        "value": "" if found.value is None else str(found.value),
        "as_of": table.as_of.isoformat(),
        "text": printed(found, goal.promised),
    }


def printed(found: Reading, target: Target) -> str:
    """The value as the form prints it, with more places where rounding would change the verdict.

    94.996 % is not printed as 95.00 % where 95 % was promised.
    """
    if found.value is None:
        return ""
    exact = found.value * found.scale.times
    places = found.scale.places
    while places < MOST_PLACES and _verdict(target, exact, places) != _verdict(
        target, exact, MOST_PLACES
    ):
        places += 1
    return f"{rounded(exact, places)}{found.scale.sign or target.unit}"


def _verdict(target: Target, exact: Fraction, places: int) -> bool:
    return scoring.met(target, rounded(exact, places))


def plan_of(kept: dict[str, Any]) -> Plan:
    """The question of a reading that was kept, so that its page can be opened."""
    return read(kept["plan"])


def is_count(goal: Goal) -> bool:
    """Whether its reading only grows while the year goes on."""
    return goal.source is not None and (
        register.indicator(goal.source.indicator).scale is Scale.COUNT
    )
