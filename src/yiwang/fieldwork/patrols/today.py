"""Reads what somebody is to walk today, and what of it and of some grids was walked so far."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from yiwang.fieldwork.patrols import planning, queries, rounds
from yiwang.fieldwork.patrols.models import Covered, Plan
from yiwang.fieldwork.patrols.walking import Share

# More routes than this nobody walks in a day.
MOST = 20


@dataclass(frozen=True)
class Round:
    """A plan of today: what of it was reached, by whomever, and its rounds of this week."""

    plan: Plan
    reached: frozenset[int]
    due: bool
    week: Share

    @property
    def points(self) -> Share:
        """Planned points that were reached, of all."""
        return Share(len(self.reached), len(self.plan.planned))


def rounds_of(person_id: int, codes: Collection[str]) -> list[Round]:
    """The plans that a person is to walk: named in them, or nobody is and a grid is theirs."""
    today = timezone.localdate()
    nobody = Q(people=None, parts__grid_code__in=list(codes))
    own = planning.in_force(today).filter(Q(people=person_id) | nobody).distinct()
    plans = list(own.order_by("name", "id")[:MOST])
    only = Q(route__in=[plan.route_id for plan in plans])
    # Also when the week began under another plan.
    monday = queries.monday_of(today)
    weeks = planning.walks(monday, rounds.WEEK, only=only)
    days = planning.walks(today, 1, only=only)
    return [_round(plan, weeks, days) for plan in plans]


def _round(
    plan: Plan, weeks: dict[int, planning.Walked], days: dict[int, planning.Walked]
) -> Round:
    today, rhythm = timezone.localdate(), planning.rhythm(plan)
    shares = [one.rounds for one in weeks.values() if one.plan.route_id == plan.route_id]
    week = Share(sum(share.done for share in shares), sum(share.due for share in shares))
    walked = days.get(plan.pk)
    due = rhythm.falls_on(today) or not rhythm.weekdays
    return Round(plan, walked.reached if walked else frozenset(), due, week)


def grids_of(found: Collection[Round]) -> list[str]:
    """The codes of the grids that some rounds lead through."""
    parts = planning.parts_of([one.plan.pk for one in found])
    return sorted({part.grid_code for part in parts})


def cells_of(codes: Collection[str]) -> dict[str, Share]:
    """Of grids how many of their cells were walked today and in the six days before, by code."""
    today = timezone.localdate()
    since = today - timedelta(days=rounds.WEEK - 1)
    rows = Covered.objects.filter(grid_code__in=list(codes), on__gte=since, on__lte=today)
    touched: dict[str, set[int]] = {}
    every: dict[str, int] = {}
    for row in rows.order_by("on"):
        touched.setdefault(row.grid_code, set()).update(row.touched)
        every[row.grid_code] = row.cells
    return {code: Share(len(cells), every[code]) for code, cells in touched.items()}
