"""What the measures count of the street: days on shift, and weeks of grids; only what is over.

Figures follow by spans of days. `changed_since` says of which days something else is told now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Min
from django.utils import timezone

from yiwang.engine.duties import FIELD
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import covering, queries, rates
from yiwang.fieldwork.patrols.log_ins import LATEST
from yiwang.fieldwork.patrols.models import Covered, LogIn, Plan, Shift, Walk
from yiwang.org.models import Post

DAY = timedelta(days=1)
WEEK = timedelta(days=queries.DAYS_OF_WEEK)
_OF_PUBLISHED = Shift.objects.filter(rota__published_at__isnull=False)


@dataclass(frozen=True, slots=True)
class DutyDay:
    """A person and a day with published shifts, in the unit that they held their post in."""

    person: int
    unit: int | None
    area: str
    day: date
    excused: bool
    logged_in: bool


@dataclass(frozen=True, slots=True)
class GridWeek:
    """A grid and a week of which something was due or walked."""

    grid: str
    area: str
    unit: int | None
    monday: date
    coverage: covering.GridCoverage


def first_day() -> date | None:
    """The first day of which anything is known."""
    found = [
        timezone.localdate(at) if isinstance(at, datetime) else at
        for at in (
            _OF_PUBLISHED.aggregate(at=Min("starts_at"))["at"],
            Covered.objects.aggregate(at=Min("on"))["at"],
            Plan.objects.aggregate(at=Min("valid_from"))["at"],
        )
        if at is not None
    ]
    return min(found, default=None)


def changed_since(moment: datetime) -> set[date]:
    """The days of which something was told or counted after a moment, or which went on since."""
    begun = timezone.localdate(moment - LATEST - 2 * DAY)
    days = {begun + i * DAY for i in range((timezone.localdate() - begun).days + 1)}
    for told in ("absence__at", "rota__published_at", "swaps__at"):
        rows = _OF_PUBLISHED.filter(**{f"{told}__gte": moment})
        days |= {timezone.localdate(at) for at in rows.values_list("starts_at", flat=True)}
    for counted in (Covered, Walk):
        days |= set(counted.objects.filter(counted_at__gte=moment).values_list("on", flat=True))
    return days


def duty_days(first: date, days: int) -> Iterator[DutyDay]:
    """The days of everybody that are over, by people."""
    starts, ends = queries.day_bounds(first, days)
    due: dict[int, list[rates.Due]] = {}
    rows = _OF_PUBLISHED.filter(starts_at__gte=starts, starts_at__lt=ends)
    told = rows.annotate(leave=F("absence__id")).order_by("person_id")
    for person, begin, end, leave in told.values_list("person_id", "starts_at", "ends_at", "leave"):
        due.setdefault(person, []).append(rates.Due(begin, end, leave is not None))
    log_ins: dict[int, list[datetime]] = {}
    entries = LogIn.objects.filter(at__gte=starts - rates.EARLY, at__lt=ends + DAY)
    for person, at in entries.values_list("person_id", "at"):
        log_ins.setdefault(person, []).append(at)
    posts = _posts(due)
    now, zone = timezone.now(), timezone.get_default_timezone()
    for person, shifts in due.items():
        for day in rates.days_of(shifts, log_ins.get(person, []), now=now, zone=zone):
            if day.ends_at <= now:
                unit, area = _held(posts.get(person, []), day.on)
                yield DutyDay(person, unit, area, day.on, day.excused, day.logged_in)


_Held = tuple[datetime, datetime | None, int, str]


def _posts(people: Iterable[int]) -> dict[int, list[_Held]]:
    rows = Post.objects.filter(person__in=list(people), duty__in=FIELD).order_by("since", "id")
    found: dict[int, list[_Held]] = {}
    for person, *held in rows.values_list(
        "person_id", "since", "until", "unit_id", "unit__area__code"
    ):
        found.setdefault(person, []).append((held[0], held[1], held[2], held[3] or ""))
    return found


def _held(posts: list[_Held], on: date) -> tuple[int | None, str]:
    """The unit of the post that was held on a day; the last of them, where none was."""
    starts, ends = queries.day_bounds(on)
    own = [p for p in posts if p[0] < ends and (p[1] is None or p[1] > starts)] or posts[-1:]
    return (own[0][2], own[0][3]) if own else (None, "")


def grid_weeks(monday: date) -> Iterator[GridWeek]:
    """The grids of a week of which anything was due or walked, as they were on its Sunday."""
    found = covering.coverage(monday)
    if not found:
        return
    for grid in grids.valid(monday + WEEK - DAY).filter(code__in=found).defer("outline"):
        unit = grids.unit_of(grid)
        number = unit.pk if unit else None
        yield GridWeek(grid.code, grid.area.code, number, monday, found[grid.code])
