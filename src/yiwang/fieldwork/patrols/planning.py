"""Reads routes: which plan holds on a day, what of it was walked, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from yiwang.fieldwork.patrols import queries
from yiwang.fieldwork.patrols.models import Plan, PlanPart, Route, Walk
from yiwang.fieldwork.patrols.rounds import Rhythm
from yiwang.fieldwork.patrols.walking import Share

DAY = timedelta(days=1)


def newest(route: Route) -> Plan:
    """The plan of a route that begins last; one to come too."""
    return route.plans.order_by("valid_from", "id").last()


def in_force(on: date | None = None) -> QuerySet[Plan]:
    """The plans of a day, by default of today, one of each route that is walked."""
    on = on or timezone.localdate()
    return of_span(on, 1).filter(ended=False)


def of_span(first: date, days: int) -> QuerySet[Plan]:
    """The last plan of each route on the first day, and all that begin in the days after it."""
    later = Plan.objects.filter(route=OuterRef("route"), valid_from__lte=first).filter(
        Q(valid_from__gt=OuterRef("valid_from"))
        | Q(valid_from=OuterRef("valid_from"), pk__gt=OuterRef("pk"))
    )
    rows = Plan.objects.filter(~Exists(later), valid_from__lt=first + days * DAY)
    return rows.order_by("route_id", "valid_from", "id")


def by_grid(on: date) -> dict[str, list[Plan]]:
    """The same by the codes of the grids that they lead through."""
    found: dict[str, list[Plan]] = {}
    for plan in in_force(on).prefetch_related("parts"):
        for part in plan.parts.all():
            found.setdefault(part.grid_code, []).append(plan)
    return found


def rhythm(plan: Plan) -> Rhythm:
    """When a plan is due."""
    return Rhythm(frozenset(plan.weekdays), plan.per_week)


@dataclass(frozen=True)
class Walked:
    """What became of a plan in some days: those on which it holds, those on which it was walked."""

    plan: Plan
    days: tuple[date, ...]
    walked: frozenset[date]
    # Places of its planned points, reached on any of its days.
    reached: frozenset[int]

    @property
    def rounds(self) -> Share:
        """How many of its rounds were walked."""
        return rhythm(self.plan).rounds(self.days, self.walked)


def walks(first: date, days: int, *, only: Q | None = None) -> dict[int, Walked]:
    """Every plan that holds on one of some days, by its number; two queries.

    `only` narrows to some routes.
    """
    rows = of_span(first, days).filter(only or Q())
    spans = _spans(rows.defer("path", "planned"), first, days)
    done = Walk.objects.filter(plan__in=[plan.pk for plan, _days in spans])
    by_plan: dict[int, list[Walk]] = {}
    for walk in done.filter(on__gte=first, on__lt=first + days * DAY):
        by_plan.setdefault(walk.plan_id, []).append(walk)
    return {plan.pk: _walked(plan, own, by_plan.get(plan.pk, [])) for plan, own in spans}


def parts_of(plans: Iterable[int]) -> list[PlanPart]:
    """Through which grids plans lead, by their numbers."""
    return list(PlanPart.objects.filter(plan__in=list(plans)).order_by("grid_code", "id"))


def _walked(plan: Plan, days: list[date], walks: list[Walk]) -> Walked:
    counted = [walk for walk in walks if walk.on in set(days)]
    return Walked(
        plan,
        tuple(days),
        frozenset(walk.on for walk in counted if walk.walked),
        frozenset(place for walk in counted for place in walk.reached),
    )


def _spans(plans: Iterable[Plan], first: date, days: int) -> list[tuple[Plan, list[date]]]:
    """Each plan with the days on which it holds; all plans of their routes must be among them."""
    by_route: dict[int, list[Plan]] = {}
    for plan in plans:
        by_route.setdefault(plan.route_id, []).append(plan)
    found: dict[int, tuple[Plan, list[date]]] = {}
    for own in by_route.values():
        own.sort(key=lambda plan: (plan.valid_from, plan.pk))
        for day in (first + i * DAY for i in range(days)):
            holding = next((p for p in reversed(own) if p.valid_from <= day), None)
            if holding is not None and not holding.ended:
                found.setdefault(holding.pk, (holding, []))[1].append(day)
    return list(found.values())


def hours_of(plan: Plan, day: date) -> tuple[datetime, datetime]:
    """From when to when a round of a day counts."""
    if plan.hours_from is None or plan.hours_until is None:
        return queries.day_bounds(day)
    overnight = plan.hours_until <= plan.hours_from
    return _moment(day, plan.hours_from), _moment(day + overnight * DAY, plan.hours_until)


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
