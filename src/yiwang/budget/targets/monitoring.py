"""Mid-year monitoring: whether money and results keep pace with the year."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yiwang.budget.register import queries as register
from yiwang.budget.register.queries import Executed, Wanted
from yiwang.budget.targets import judging, queries, readings, schemes
from yiwang.budget.targets.contents import Goal, Outcome, goals_read
from yiwang.budget.targets.models import Promise
from yiwang.budget.targets.warnings import Warned, of_goal, of_money, progress_of
from yiwang.org.actors import Worker


@dataclass(frozen=True)
class Watched:
    """One goal with a reading: where it stands and what warns."""

    goal: Goal
    outcome: Outcome
    # Share of the target that is reached; None where that says nothing.
    progress: Fraction | None
    warnings: tuple[Warned, ...] = ()

    @property
    def percent(self) -> int:
        """For a bar, from 0 to 100."""
        return 0 if self.progress is None else max(0, min(100, int(self.progress * 100)))


@dataclass(frozen=True)
class Line:
    """A project or unit at a day: its money against the calendar, and its goals."""

    name: str
    money: Executed
    expected: Fraction
    promise: Promise | None = None
    watched: tuple[Watched, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def warned(self) -> tuple[Warned, ...]:
        """All warnings, those of its goals too, each once."""
        found = [*self.warnings, *(w for one in self.watched for w in one.warnings)]
        return tuple(dict.fromkeys(found))

    @property
    def expected_percent(self) -> int:
        """The calendar's share for the mark in the bar."""
        return int(self.expected * 100)


def elapsed(year: int, day: date) -> Fraction:
    """Which share of the fiscal year is over at the end of a day."""
    first, until = date(year, 1, 1), date(year + 1, 1, 1)
    days = (min(max(day, first), until) - first).days + 1
    return min(Fraction(days, (until - first).days), Fraction(1))


def monitored(year: int, day: date, worker: Worker) -> list[Line]:
    """Every project with money or signed targets, and every unit's own targets, worst first."""
    expected = elapsed(year, day)
    spent = {one.key: one for one in register.executed(Wanted(year=year, until=day), "project")}
    whole = {one.key: one for one in register.executed(Wanted(year=year, until=day), "unit")}
    promises = {one.subject: one for one in queries.standing(year)}
    names = register.project_names(spent)
    lines = []
    for number, name in names.items():
        promise = promises.pop(f"P{number}", None)
        lines.append(_line(name, spent[number], expected, promise, day, worker))
    for promise in promises.values():
        money = whole if promise.whole_unit else spent
        key = promise.unit_id if promise.whole_unit else promise.project_id
        found = money.get(key, Executed(key))
        lines.append(_line(promise.name, found, expected, promise, day, worker))
    return sorted(lines, key=lambda one: (-len(one.warned), one.name))


def _line(
    name: str,
    money: Executed,
    expected: Fraction,
    promise: Promise | None,
    day: date,
    worker: Worker,
) -> Line:
    goals = goals_read(promise.goals) if promise else []
    read = [goal for goal in goals if goal.source is not None]
    warned = tuple(of_money(money.rate, expected))
    if promise is None or not read:
        return Line(name, money, expected, promise, (), warned)
    scheme, rate = schemes.scheme(promise.scheme, day), money.rate or Fraction(0)
    watched = []
    for goal in read:
        found = readings.reading(goal, promise.year, worker, day)
        outcome = Outcome(actual=found.pop("text"), reading=found)
        outcome = judging.judged(scheme, goal, outcome)
        warnings = of_goal(goal, outcome, expected, rate, counted=readings.is_count(goal))
        progress = progress_of(goal.promised, outcome.value)
        watched.append(Watched(goal, outcome, progress, tuple(warnings)))
    return Line(name, money, expected, promise, tuple(watched), warned)
