"""Reads the routes of one day: where each leads, how far it was walked, what became of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yiwang.fieldwork.patrols import planning, route_weeks
from yiwang.fieldwork.patrols.models import Plan
from yiwang.fieldwork.patrols.rounds import Mark
from yiwang.fieldwork.patrols.walking import Share


@dataclass(frozen=True)
class RouteDay:
    """A plan in force on a day, planned points that were reached on it, and its mark."""

    plan: Plan
    grids: tuple[str, ...]
    points: Share
    mark: Mark

    @property
    def state(self) -> str:
        """The mark; `begun` where some of it was walked and the day may bring the rest."""
        if self.mark in (Mark.WALKED, Mark.MORE):
            return str(Mark.WALKED)
        if self.points.done and self.mark is not Mark.MISSED:
            return "begun"
        return str(self.mark) or "free"


def of_day(on: date, *, person_id: int | None = None) -> list[RouteDay]:
    """The routes of a day, of everybody or those that a person is to walk; eight queries."""
    rows = planning.in_force(on)
    if person_id is not None:
        rows = route_weeks.own_of(rows, person_id).distinct()
    plans = {plan.route_id: plan for plan in rows}
    walks = planning.walks(on, 1, only=Q(route__in=list(plans)))
    return [
        RouteDay(
            plans[line.plan.route_id],
            line.grids,
            Share(len(walks[line.plan.pk].reached), len(plans[line.plan.route_id].planned)),
            line.days[0].mark,
        )
        for line in route_weeks.lines(list(plans), on, 1)
    ]
