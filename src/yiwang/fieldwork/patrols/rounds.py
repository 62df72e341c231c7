"""When a route is to be walked, and how many of its rounds were. Pure.

A plan with weekdays is due once on each of them; a round on another day is more than was asked
and counts for nothing. A plan without weekdays is due so often a week, on whatever days: of fewer
than seven days it is due in proportion, rounded half up, and at most one round a day counts.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yiwang.fieldwork.patrols.walking import Share

WEEK = 7


@dataclass(frozen=True)
class Rhythm:
    """On which weekdays (0 is Monday), or how often a week on whatever days."""

    weekdays: frozenset[int]
    per_week: int

    def falls_on(self, day: date) -> bool:
        """Whether a round is due on just this day."""
        return day.weekday() in self.weekdays

    def rounds(self, days: Collection[date], walked: Collection[date]) -> Share:
        """How many rounds of these days were walked, of how many."""
        if self.weekdays:
            due = {day for day in days if self.falls_on(day)}
            return Share(len(due & set(walked)), len(due))
        count = (2 * self.per_week * len(days) + WEEK) // (2 * WEEK)
        return Share(min(count, len(set(days) & set(walked))), count)


class Mark(StrEnum):
    """What became of a route on a day."""

    WALKED = "walked"
    # Walked though it was not due.
    MORE = "more"
    MISSED = "missed"
    # Due today or later.
    AHEAD = "ahead"
    # The same, and nobody has a shift for it.
    UNSTAFFED = "unstaffed"
    NOT_DUE = ""


def mark(rhythm: Rhythm, day: date, *, walked: bool, staffed: bool, today: date) -> Mark:
    """The mark of one day of a plan in force."""
    due = rhythm.falls_on(day)
    if walked:
        return Mark.WALKED if due or not rhythm.weekdays else Mark.MORE
    if not due:
        return Mark.NOT_DUE
    if day < today:
        return Mark.MISSED
    return Mark.AHEAD if staffed else Mark.UNSTAFFED


def in_words(days: Sequence[int], names: Sequence[str]) -> str:
    """Weekdays as text, a run of three or more as its first and last."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = []
    for run in runs:
        ends = (names[run[0]], names[run[-1]])
        parts += ["–".join(ends)] if len(run) > 2 else [names[day] for day in run]
    return "、".join(parts)
