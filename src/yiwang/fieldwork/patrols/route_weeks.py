"""Reads the routes of a week: what is due when, what was walked, who is on duty for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from yiwang.fieldwork.patrols import planning, queries, rounds
from yiwang.fieldwork.patrols.models import Plan, Shift
from yiwang.fieldwork.patrols.planning import Walked
from yiwang.fieldwork.patrols.rounds import Mark
from yiwang.fieldwork.patrols.walking import Share
from yiwang.kernel.refusals import NotFound

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which routes: by the beginning of a grid's code, by name; of one person, where named."""

    area: str = ""
    text: str = ""
    person_id: int | None = None


@dataclass(frozen=True)
class DayMark:
    """A day of a route and what became of it."""

    day: date
    mark: Mark


@dataclass(frozen=True)
class Line:
    """A route in some days; `plan` is the one that holds last in them."""

    plan: Plan
    grids: tuple[str, ...]
    days: tuple[DayMark, ...]
    rounds: Share


def of_week(monday: date, wanted: Wanted) -> list[int]:
    """The routes that are walked in a week, by their first grid and name."""
    rows = planning.of_span(monday, rounds.WEEK).filter(ended=False)
    if wanted.area:
        rows = rows.filter(parts__grid_code__startswith=wanted.area)
    if wanted.text:
        rows = rows.filter(name__contains=wanted.text)
    if wanted.person_id is not None:
        rows = own_of(rows, wanted.person_id)
    rows = rows.annotate(first=Min("parts__grid_code")).order_by("first", "name", "id")
    return list(dict.fromkeys(rows.values_list("route_id", flat=True)))


def own_of(rows: QuerySet[Plan], person_id: int) -> QuerySet[Plan]:
    """Those that a person is to walk: named in the plan, or nobody is and a grid is theirs."""
    grids = queries.own_grids(person_id)
    return rows.filter(Q(people=person_id) | Q(people=None, parts__grid_code__in=grids))


def is_own(plan: Plan, person_id: int) -> bool:
    """Whether a person is to walk a plan."""
    return own_of(Plan.objects.filter(pk=plan.pk), person_id).exists()


def lines(route_ids: Sequence[int], first: date, days: int = rounds.WEEK) -> list[Line]:
    """Routes with their days, in the order given; four queries."""
    found = planning.walks(first, days, only=Q(route__in=list(route_ids)))
    by_route: dict[int, list[Walked]] = {}
    for walked in found.values():
        by_route.setdefault(walked.plan.route_id, []).append(walked)
    prefetch_related_objects([walked.plan for walked in found.values()], "people", "parts")
    staff = _Staff(first, days)
    told = []
    for route in route_ids:
        own = sorted(by_route.get(route, []), key=lambda walked: walked.days)
        if own:
            last = own[-1].plan
            marks = [mark for walked in own for mark in _marks(walked, staff)]
            told.append(Line(last, grids_of(last), _every(marks, first, days), _sum(own)))
    return told


def grids_of(plan: Plan) -> tuple[str, ...]:
    """The codes of the grids that a plan leads through."""
    return tuple(sorted(part.grid_code for part in plan.parts.all()))


def _marks(walked: Walked, staff: "_Staff") -> list[DayMark]:
    """One for each day on which the plan holds."""
    plan, today = walked.plan, timezone.localdate()
    rhythm = planning.rhythm(plan)
    return [
        DayMark(
            day,
            rounds.mark(
                rhythm,
                day,
                walked=day in walked.walked,
                staffed=day < today or staff.there(plan, day),
                today=today,
            ),
        )
        for day in walked.days
    ]


def _every(marks: list[DayMark], first: date, days: int) -> tuple[DayMark, ...]:
    """All days, also those on which no plan holds."""
    known = {one.day: one for one in marks}
    return tuple(
        known.get(day, DayMark(day, Mark.NOT_DUE)) for day in (first + i * DAY for i in range(days))
    )


def _sum(own: Iterable[Walked]) -> Share:
    shares = [walked.rounds for walked in own]
    return Share(sum(share.done for share in shares), sum(share.due for share in shares))


class _Staff:
    """Who has a shift when, excused ones left out; one query."""

    def __init__(self, first: date, days: int) -> None:
        starts, ends = queries.day_bounds(first, days + 1)
        rows = Shift.objects.filter(absence=None, starts_at__lt=ends, ends_at__gt=starts)
        self.shifts = list(rows.values_list("person_id", "starts_at", "ends_at", "grids"))

    def there(self, plan: Plan, day: date) -> bool:
        """Whether somebody who may walk the plan has a shift in its hours of a day."""
        starts, ends = planning.hours_of(plan, day)
        named, through = {person.pk for person in plan.people.all()}, set(grids_of(plan))
        return any(
            begins < ends and until > starts and (person in named if named else through & set(own))
            for person, begins, until, own in self.shifts
        )


def plans_of(route_id: int) -> list[Plan]:
    """All plans of a route, the one that begins last first. Raises `NotFound`."""
    rows = Plan.objects.filter(route=route_id).prefetch_related("people", "parts")
    found = list(rows.order_by("-valid_from", "-id"))
    if not found:
        raise NotFound("没有这条路线")
    return found


def holding(plans: Sequence[Plan], on: date) -> Plan:
    """Of all plans of a route the one of a day; before its first day the first one."""
    return next((plan for plan in plans if plan.valid_from <= on), plans[-1])


def reached(plan: Plan, on: date) -> frozenset[int]:
    """The places of the planned points that were reached on a day."""
    walk = plan.walks.filter(on=on).first()
    return frozenset(walk.reached) if walk else frozenset()
