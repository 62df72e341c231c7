"""Reads shifts, who is on duty, log-in rates, coverage of grids and training."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from yiwang.engine.duties import FIELD
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import rates
from yiwang.fieldwork.patrols.models import (
    Attendance,
    Course,
    LogIn,
    Rota,
    Shift,
    Swap,
)
from yiwang.kernel.refusals import NotFound
from yiwang.org.models import Person

DAYS_OF_WEEK = 7


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def field_people() -> QuerySet[Person]:
    """Those who may be put on a shift: collectors and grid workers with a running post."""
    now = timezone.now()
    running = Q(posts__until=None) | Q(posts__until__gt=now)
    found = Person.objects.filter(
        running, is_active=True, posts__duty__in=FIELD, posts__since__lte=now
    )
    return found.distinct().order_by("name", "id")


def people_near(area: str) -> list[int]:
    """Those of them who hold a post in a unit of an area (by its code)."""
    here = Q(posts__unit__area__code__startswith=area, posts__until=None)
    return list(field_people().filter(here).values_list("pk", flat=True))


def day_bounds(on: date, days: int = 1) -> tuple[datetime, datetime]:
    """The first moment of a day, and the first after so many days."""
    starts = timezone.make_aware(datetime.combine(on, time.min))
    ends = timezone.make_aware(datetime.combine(on + timedelta(days=days), time.min))
    return starts, ends


def shift(shift_id: int) -> Shift:
    """One shift. Raises `NotFound`."""
    found = Shift.objects.select_related("rota", "absence", "person").filter(pk=shift_id).first()
    if found is None:
        raise NotFound("没有这个班次")
    return found


def shifts_of_week(monday: date, *, people: Iterable[int] | None = None) -> list[Shift]:
    """The shifts of a week, of everybody or of some."""
    rows = Shift.objects.filter(rota__monday=monday)
    if people is not None:
        rows = rows.filter(person_id__in=list(people))
    swaps = Prefetch("swaps", Swap.objects.select_related("before", "after"))
    rows = rows.select_related("rota", "person", "absence").prefetch_related(swaps)
    return list(rows.order_by("starts_at", "person__name", "id"))


def people_of_week(monday: date, *, text: str = "", person_id: int | None = None) -> list[int]:
    """Who has shifts in a week, by name; a person themselves only once it is published."""
    rows = Shift.objects.filter(rota__monday=monday)
    if person_id is not None:
        rows = rows.filter(person_id=person_id, rota__published_at__isnull=False)
    if text:
        rows = rows.filter(person__name__contains=text)
    found = rows.order_by("person__name", "person_id").values_list("person_id", flat=True)
    return list(dict.fromkeys(found))


def rota(monday: date) -> Rota | None:
    """The rota of a week, when anything is planned in it."""
    return Rota.objects.filter(monday=monday).first()


def shift_at(person_id: int, moment: datetime) -> Shift | None:
    """The published shift that a log-in at this moment is for; one that was excused is none."""
    rows = Shift.objects.filter(
        person_id=person_id,
        rota__published_at__isnull=False,
        absence=None,
        starts_at__lte=moment + rates.EARLY,
        ends_at__gte=moment,
    )
    return rows.order_by("starts_at").first()


def ground_of(shift: Shift, on: date | None = None) -> tuple[str, ...]:
    """The codes of a shift's grids; of one that has ended since, also of what took its place."""
    rows = grids.valid(on).filter(code__in=shift.grids)
    held = set(rows.order_by().values_list("code", flat=True))
    codes = list(shift.grids)
    for code in shift.grids:
        if code not in held:
            codes += [after.code for old in grids.history(code) for after in grids.replaced_by(old)]
    return tuple(dict.fromkeys(codes))


def running_log_in(person_id: int) -> LogIn | None:
    """The log-in of a person that has not ended."""
    return LogIn.objects.select_related("shift").filter(person_id=person_id, out_at=None).first()


@dataclass(frozen=True)
class OnDuty:
    """A shift that runs now and the log-in for it, if there is one."""

    shift: Shift
    log_in: LogIn | None


def on_duty(*, person_id: int | None = None) -> list[OnDuty]:
    """Who should be at work now, those who have not logged in first."""
    now = timezone.now()
    rows = Shift.objects.filter(
        rota__published_at__isnull=False, absence=None, starts_at__lte=now, ends_at__gt=now
    )
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    found = [
        OnDuty(row, max(row.log_ins.all(), key=lambda entry: entry.at, default=None))
        for row in rows.select_related("person").prefetch_related("log_ins").order_by("starts_at")
    ]
    return sorted(found, key=lambda entry: entry.log_in is not None)


def last_log_ins(*, person_id: int | None = None, limit: int = 50) -> list[LogIn]:
    """The last log-ins, the newest first."""
    rows = LogIn.objects.select_related("person", "shift").order_by("-at")
    return list((rows.filter(person_id=person_id) if person_id else rows)[:limit])


@dataclass(frozen=True)
class PersonRate:
    """The log-in rate of one person."""

    person: Person
    found: rates.LogInRate


def log_in_rates(first: date, days: int, *, person_id: int | None = None) -> list[PersonRate]:
    """The rates of everybody who had a published shift or a log-in in these days."""
    starts, ends = day_bounds(first, days)
    shifts = Shift.objects.filter(
        rota__published_at__isnull=False, starts_at__gte=starts, starts_at__lt=ends
    )
    # A shift of the evening before the last midnight may be logged into before the first.
    entries = LogIn.objects.filter(at__gte=starts - rates.EARLY, at__lt=ends + timedelta(hours=16))
    if person_id is not None:
        shifts, entries = shifts.filter(person_id=person_id), entries.filter(person_id=person_id)
    people: dict[int, Person] = {}
    due: dict[int, list[rates.Due]] = {}
    for row in shifts.select_related("person", "absence"):
        people[row.person_id] = row.person
        excused = hasattr(row, "absence")
        due.setdefault(row.person_id, []).append(rates.Due(row.starts_at, row.ends_at, excused))
    moments = _moments(entries, people, (starts, ends), due)
    now, zone = timezone.now(), timezone.get_default_timezone()
    found = [
        PersonRate(
            person,
            rates.log_in_rate(due.get(pk, []), moments.get(pk, []), now=now, zone=zone),
        )
        for pk, person in people.items()
    ]
    return sorted(found, key=lambda row: (_rate(row), row.person.name))


def _rate(row: PersonRate) -> float:
    rate = row.found.share.rate
    return 2.0 if rate is None else rate


def _moments(
    entries: QuerySet[LogIn],
    people: dict[int, Person],
    span: tuple[datetime, datetime],
    due: dict[int, list[rates.Due]],
) -> dict[int, list[datetime]]:
    """Log-ins of the days, and those around them that belong to a shift of the days."""
    moments: dict[int, list[datetime]] = {}
    for entry in entries.select_related("person"):
        belongs = any(one.holds(entry.at) for one in due.get(entry.person_id, []))
        if belongs or span[0] <= entry.at < span[1]:
            people.setdefault(entry.person_id, entry.person)
            moments.setdefault(entry.person_id, []).append(entry.at)
    return moments


def courses() -> list[Course]:
    """Trainings with how many passed, failed and missed them, the newest first."""
    result = {
        key: Count("attendances", filter=Q(attendances__result=key))
        for key in Attendance.Result.values
    }
    return list(Course.objects.annotate(**result).order_by("-held_on", "-id")[:100])


def attendances(*, person_id: int | None = None, limit: int = 300) -> list[Attendance]:
    """Results, those that expire first first; those without an end last."""
    rows = Attendance.objects.select_related("course", "person")
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    found = list(rows.order_by("expires_on", "-course__held_on")[:limit])
    return sorted(found, key=lambda row: row.expires_on or date.max)


def own_grids(person_id: int) -> set[str]:
    """The grids of a person's published shifts, from a month ago on."""
    since = timezone.now() - timedelta(days=31)
    rows = Shift.objects.filter(
        person_id=person_id, rota__published_at__isnull=False, starts_at__gte=since
    )
    return {code for codes in rows.values_list("grids", flat=True) for code in codes}


def grids_on_shift(on: date) -> dict[str, set[str]]:
    """By the codes of grids the names of those who are on a published shift there on a day."""
    starts, ends = day_bounds(on)
    rows = Shift.objects.filter(
        rota__published_at__isnull=False, absence=None, starts_at__lt=ends, ends_at__gt=starts
    )
    found: dict[str, set[str]] = {}
    for codes, name in rows.values_list("grids", "person__name"):
        for code in codes:
            found.setdefault(code, set()).add(name)
    return found
