"""A made-up fortnight of people on the street: shifts, routes, log-ins, tracks, training."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import shapely
from django.utils import timezone

from yiwang.demo import bills
from yiwang.demo.district import PASSWORD, Made
from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import outlines
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.grids.models import Grid
from yiwang.fieldwork.patrols import (
    counting,
    log_ins,
    planning,
    queries,
    routes,
    shifts,
    tracks,
    training,
)
from yiwang.fieldwork.patrols.models import Shift
from yiwang.fieldwork.patrols.points import Point
from yiwang.kernel.coordinates import Position
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.org.actors import Worker

BASIS = "演示区巡查方案（虚构）"
SEED = 17
NAMES = ("演示网格二", "演示网格三", "演示网格四", "演示网格五")
WEEK = timedelta(days=7)
DAY, NIGHT = (time(8), time(20)), (time(20), time(8))
# An electric bicycle: fifty metres in fifteen seconds.
STEP = timedelta(seconds=15)


@dataclass(frozen=True)
class Team:
    """A person and the grids they look after."""

    worker: Worker
    grids: list[Grid]


def fill(made: Made) -> int:
    """People, their weeks and what they walked of them; how many shifts."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable demo, not a secret
    leader, today = made.workers["shift_leader"], timezone.localdate()
    monday = queries.monday_of(today)
    teams = _teams(made)
    for team in teams:
        for number, grid in enumerate(team.grids):
            new = _route(chance, grid, monday - WEEK, team.worker, number)
            routes.add(new=new, by=leader)
    for first in (monday - WEEK, monday):
        _week(teams, first)
        shifts.publish(monday=first, by=leader)
    shifts.repeat_week(monday=monday, onto=monday + WEEK)
    _changes(teams, monday, leader)
    for shift in [*queries.shifts_of_week(monday - WEEK), *queries.shifts_of_week(monday)]:
        _worked(chance, shift, {team.worker.person_id: team for team in teams})
    counting.count_coverage()
    _trained(chance, teams, leader, today)
    bills.fill([team.worker for team in teams], today)
    return Shift.objects.count()


def _teams(made: Made) -> list[Team]:
    """The collector with a street, each grid worker with a community; the last works by night."""
    every = list(grids.valid().order_by("code"))
    (first, _unit), *others = made.communities[: len(NAMES) + 1]
    workers = [(made.workers["grid_worker"], first)]
    for number, (name, (area, unit)) in enumerate(zip(NAMES, others, strict=True), 2):
        login = f"grid_worker_{number}"
        person = org.add_person(login=login, name=name, password=PASSWORD)
        org.give_post(person=person, unit=unit, duty=Duty.GRID_WORKER)
        workers.append((people.workers_of(person.pk)[0], area))
    teams = [Team(w, [g for g in every if g.area_id == area.pk]) for w, area in workers]
    # The first looks after two grids of the five: less than their unit, as a shift does.
    teams[0] = Team(teams[0].worker, teams[0].grids[1:3])
    street = [grid for team in teams[1:3] for grid in team.grids]
    return [Team(made.workers["collector"], street[::2]), *teams]


# Monday and Thursday, workdays, or twice a week on whatever days.
RHYTHMS: tuple[tuple[int, ...], ...] = ((0, 3), (), (0, 1, 2, 3, 4))


def _route(
    chance: random.Random, grid: Grid, since: date, walker: Worker, number: int
) -> routes.NewPlan:
    """To and fro across the grid, from the south to the north."""
    outline = outlines.read(grid.outline)
    _west, south, _east, north = outline.bounds
    lines = chance.randint(2, 5)
    path: list[list[float]] = []
    for line in range(lines):
        height = south + (north - south) * (line + 0.5) / lines
        ends = _across(outline, height)
        path += ends if line % 2 == 0 else ends[::-1]
    return routes.NewPlan(
        name=f"{grid.name}巡查线",
        kind="line",
        path=path,
        weekdays=RHYTHMS[number % len(RHYTHMS)],
        per_week=2,
        people=[walker.person_id or 0],
        valid_from=since,
        basis=BASIS,
    )


def _across(outline: outlines.Outline, height: float) -> list[list[float]]:
    west, _south, east, _north = outline.bounds
    found = outline.intersection(shapely.LineString([(west, height), (east, height)]))
    left, _low, right, _high = found.bounds
    return [[left + 0.0003, height], [right - 0.0003, height]]


def _week(teams: list[Team], monday: date) -> None:
    for team in teams:
        starts, ends = NIGHT if team is teams[-1] else DAY
        for day in range(7 if team.worker.duty == Duty.COLLECTOR else 6):
            new = shifts.NewShift(
                person_id=team.worker.person_id or 0,
                day=monday + timedelta(days=day),
                starts=starts,
                ends=ends,
                grids=[grid.code for grid in team.grids],
            )
            shifts.plan(new=new)


def _changes(teams: list[Team], monday: date, leader: Worker) -> None:
    """A day of leave, and a swap where the week has days left."""
    rows = queries.shifts_of_week(monday)
    own = {team.worker.person_id: [] for team in teams}
    for row in rows:
        own[row.person_id].append(row)
    absent, first, second = (own[team.worker.person_id] for team in teams[2:5])
    shifts.excuse(shift_id=absent[1].pk, kind="leave", reason="事假（虚构）", by=leader)
    if first[-1].starts_at > timezone.now():
        pair = (first[-1].pk, second[-1].pk)
        shifts.swap(shift_id=pair[0], other_id=pair[1], reason="家中有事（虚构）", by=leader)


def _worked(chance: random.Random, shift: Shift, teams: dict[int, Team]) -> None:
    """Logged in most days, up to three grids walked; what would lie ahead of now is left out."""
    now, team = timezone.now(), teams[shift.person_id]
    at = shift.starts_at + timedelta(minutes=chance.randint(-20, 25))
    plays = team.worker.person_name in NAMES
    runs = shift.starts_at <= now < shift.ends_at
    if at > now or hasattr(shift, "absence") or chance.random() < 0.1 or (runs and not plays):
        # Those whose login the demo names may log in themselves.
        return
    walked = chance.sample(team.grids, min(3, len(team.grids)))
    place = outlines.read(walked[0].outline).representative_point()
    stray = 0.02 if chance.random() < 0.15 else 0.0
    position = Position(place.x + stray, place.y)
    late = 3 * WEEK
    log_ins.log_in(worker=team.worker, position=position, at=at, late=late)
    ends = shift.ends_at + timedelta(minutes=chance.randint(-5, 20))
    if ends < now:
        log_ins.log_out(worker=team.worker, position=None, at=ends, late=late)
    batch = _track(chance, walked, at + timedelta(minutes=10), min(shift.ends_at, now))
    if batch:
        tracks.take(worker=team.worker, batch=batch)


def _track(
    chance: random.Random, walked: list[Grid], starts: datetime, until: datetime
) -> list[Point]:
    """Along the routes of some grids, each to a part of it, with what a phone errs by."""
    planned = planning.by_grid(timezone.localdate())
    found: list[Point] = []
    at = starts
    for grid in walked:
        points = planned[grid.code][0].planned
        for x, y in points[: int(len(points) * chance.uniform(0.6, 1.4))]:
            x, y = (value + chance.gauss(0, 0.00005) for value in (x, y))
            found.append(Point(at, x, y, chance.choice((5.0, 8.0, 12.0, 25.0))))
            at += STEP
        at += timedelta(minutes=20)
    return [point for point in found if point.at < until]


COURSES = (("燃气与消防隐患识别", 12, 40, "2"), ("手机上报与拍照规范", None, 25, "1.5"),
           ("入户走访与个人信息保护", 6, 170, "3"))  # fmt: skip


def _trained(chance: random.Random, teams: list[Team], leader: Worker, today: date) -> None:
    for title, months, days_ago, hours in COURSES:
        held = today - timedelta(days=days_ago)
        new = training.NewCourse(
            title=title, held_on=held, hours=Decimal(hours), valid_months=months
        )
        course = training.add(new=new, by=leader)
        for team in teams:
            result = chance.choice(("passed", "passed", "passed", "failed", "missed"))
            person = team.worker.person_id or 0
            training.record(course_id=course.pk, person_id=person, result=result, by=leader)
