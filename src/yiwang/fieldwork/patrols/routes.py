"""Writes routes and their plans; a plan begins on a day and is never altered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

import numpy as np
from django.db import transaction
from django.utils import timezone

from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import planning, queries, walking
from yiwang.fieldwork.patrols.models import Plan, PlanPart, Route
from yiwang.kernel.coordinates import Position, System
from yiwang.kernel.refusals import Invalid, Missing, NotFound, NotNow
from yiwang.org.actors import Worker

KINDS = Plan.Kind.choices
REACH = (5, 200)
MOST_A_WEEK = 7
MOST_CORNERS = 500
MOST_GRIDS, MOST_PEOPLE = 20, 20


@dataclass(frozen=True, kw_only=True)
class NewPlan:
    """A plan to be; `path` in the named system, `weekdays` with 0 for Monday."""

    name: str
    kind: str
    path: Sequence[Sequence[float]]
    valid_from: date
    basis: str
    weekdays: Sequence[int] = ()
    # Counts where no weekdays are named.
    per_week: int = 1
    hours: tuple[time, time] | None = None
    people: Sequence[int] = field(default_factory=tuple)
    reach_metres: int = 30
    system: System = System.WGS_84


@transaction.atomic
def add(*, new: NewPlan, by: Worker) -> Plan:
    """A new route with its first plan. Raises `Invalid` where it is no line or list of points."""
    return _append(Route.objects.create(begun_at=timezone.now()), new, by)


@transaction.atomic
def change(*, route_id: int, new: NewPlan, by: Worker) -> Plan:
    """Another plan for a route from a day on, today or later; one that ended goes on.

    What was walked until then stays as it was. Raises `NotNow` for a day before the last plan's.
    """
    route = _open(route_id, new.valid_from)
    return _append(route, new, by)


@transaction.atomic
def end(*, route_id: int, on: date, basis: str, by: Worker) -> Plan:
    """A route is walked no more from a day on, today or later."""
    route = _open(route_id, on)
    if not basis.strip():
        raise Missing("请写明依据", fields={"basis": "请写明依据"})
    last = planning.newest(route)
    if last.ended:
        raise NotNow("路线自{day}起停用", day=last.valid_from)
    return Plan.objects.create(
        route=route,
        name=last.name,
        kind=last.kind,
        path=last.path,
        planned=last.planned,
        reach_metres=last.reach_metres,
        per_week=last.per_week,
        weekdays=last.weekdays,
        ended=True,
        valid_from=on,
        basis=basis.strip()[:200],
        by_name=by.person_name,
        at=timezone.now(),
    )


def _open(route_id: int, on: date) -> Route:
    """A route that goes on, alone for this transaction. Raises `NotFound`, `NotNow`."""
    route = Route.objects.select_for_update().filter(pk=route_id).first()
    if route is None:
        raise NotFound("没有这条路线")
    if on < timezone.localdate():
        raise NotNow("变更应从今天或以后的日期起")
    last = planning.newest(route)
    if on < last.valid_from:
        # What was planned for later would silently take the place of this.
        raise NotNow("已有自{day}起的计划，请从那天或以后再改", day=last.valid_from)
    return route


def _append(route: Route, new: NewPlan, by: Worker) -> Plan:
    _check(new)
    path = _plain(new)
    planned = walking.along(path) if new.kind == Plan.Kind.LINE else path
    parts = _parts(planned, new.valid_from)
    weekdays = sorted(set(new.weekdays))
    starts, ends = new.hours or (None, None)
    plan = Plan.objects.create(
        route=route,
        name=new.name.strip()[:60],
        kind=new.kind,
        path=path,
        planned=planned,
        reach_metres=new.reach_metres,
        weekdays=weekdays,
        per_week=len(weekdays) or new.per_week,
        hours_from=starts,
        hours_until=ends,
        valid_from=new.valid_from,
        basis=new.basis.strip()[:200],
        by_name=by.person_name,
        at=timezone.now(),
    )
    PlanPart.objects.bulk_create(
        PlanPart(plan=plan, grid_code=code, places=places) for code, places in parts.items()
    )
    plan.people.set(_people(new.people))
    return plan


def _check(new: NewPlan) -> None:
    told = {"name": new.name, "basis": new.basis}
    labels = {"name": "请填写路线名称", "basis": "请写明依据"}
    empty = {key: labels[key] for key, text in told.items() if not text.strip()}
    if empty:
        raise Missing(next(iter(empty.values())), fields=empty)
    if not REACH[0] <= new.reach_metres <= REACH[1]:
        raise Invalid("到达半径应在{least}至{most}米之间", least=REACH[0], most=REACH[1])
    if not set(new.weekdays) <= set(range(7)):
        raise Invalid("没有这个星期几")
    if not new.weekdays and not 1 <= new.per_week <= MOST_A_WEEK:
        # A route counts as walked at most once a day.
        raise Invalid("每周次数应在1至{most}之间", most=MOST_A_WEEK)
    if new.hours and new.hours[0] == new.hours[1]:
        raise Invalid("时段的起止不能相同")


def _plain(new: NewPlan) -> list[list[float]]:
    if new.kind not in Plan.Kind.values:
        raise Invalid("没有这种路线")
    least = 2 if new.kind == Plan.Kind.LINE else 1
    if not least <= len(new.path) <= MOST_CORNERS:
        sentence = "路线应有{least}至{most}个点"
        fields = {"path": sentence.format(least=least, most=MOST_CORNERS)}
        raise Invalid(sentence, least=least, most=MOST_CORNERS, fields=fields)
    there = [Position(*corner, new.system).to(System.WGS_84) for corner in new.path]
    return [[p.longitude, p.latitude] for p in there]


def _parts(planned: list[list[float]], on: date) -> dict[str, list[int]]:
    """The places of the planned points by grid. Raises `Invalid` where they lie in none."""
    places: dict[str, list[int]] = {}
    for place, code in enumerate(grids.codes_at(np.array(planned, dtype=np.float64), on)):
        if code is not None:
            places.setdefault(code, []).append(place)
    if not places:
        raise Invalid("路线不经过任何网格", fields={"path": "路线不经过任何网格"})
    if len(places) > MOST_GRIDS:
        raise Invalid("一条路线最多经过{most}个网格，请分成几条", most=MOST_GRIDS)
    return places


def _people(wanted: Sequence[int]) -> list[int]:
    chosen = set(wanted)
    if len(chosen) > MOST_PEOPLE:
        raise Invalid("一条路线最多安排{most}人", most=MOST_PEOPLE)
    known = set(queries.field_people().filter(pk__in=chosen).values_list("pk", flat=True))
    if chosen - known:
        raise NotFound("没有这位监督员或网格员")
    return sorted(known)
