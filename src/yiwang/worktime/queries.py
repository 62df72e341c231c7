"""Working calendars by edition, kept in memory since an edition never changes."""

import time
from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max

from yiwang.kernel.refusals import NotFound
from yiwang.kernel.worktime import (
    FIRST_DAY,
    MONDAY_TO_FRIDAY,
    DayKind,
    Spans,
    WorkingCalendar,
)
from yiwang.worktime.models import CalendarDay, CalendarEdition

BUILT_IN = 0
SECONDS_KEPT = 5.0
# Only what is committed: an edition that was rolled back must not linger in this process.
_calendars: dict[tuple[str, int], WorkingCalendar] = {}
_current: dict[str, tuple[float, int]] = {}


class Uncommitted:
    """An edition that this transaction published; nobody else knows of it before the commit.

    Handed to `transaction.on_commit`, it lives exactly as long as the change that it stands for:
    a rollback, also one to a savepoint, drops it together with its calendar.
    """

    def __init__(self, edition: int) -> None:
        self.edition = edition
        self.calendar: WorkingCalendar | None = None

    def __call__(self) -> None:
        """It is committed: everybody looks again."""
        forget()


def forget() -> None:
    """Look again at the next question: something was published, or the database is another."""
    _current.clear()
    _calendars.clear()


def current_edition() -> int:
    """The number of the newest edition; 0 is the built-in one, Monday to Friday.

    Another process may take five seconds to notice that one was published.
    """
    own = _uncommitted()
    if own:
        return own[-1].edition
    name = str(connection.settings_dict["NAME"])
    kept = _current.get(name)
    if kept is not None and time.monotonic() - kept[0] < SECONDS_KEPT:
        return kept[1]
    newest = CalendarEdition.objects.aggregate(newest=Max("id"))["newest"] or BUILT_IN
    _current[name] = (time.monotonic(), newest)
    return newest


def calendar(edition: int) -> WorkingCalendar:
    """The working calendar of an edition. Raises `NotFound` when there is none."""
    for own in _uncommitted():
        if own.edition == edition:
            own.calendar = own.calendar or _read(edition)
            return own.calendar
    key = (str(connection.settings_dict["NAME"]), edition)
    if key not in _calendars:
        _calendars[key] = _read(edition) if edition != BUILT_IN else _BUILT_IN
    return _calendars[key]


def _uncommitted() -> list[Uncommitted]:
    waiting = (entry[1] for entry in connection.run_on_commit)
    return [found for found in waiting if isinstance(found, Uncommitted)]


_BUILT_IN = WorkingCalendar()


def _read(number: int) -> WorkingCalendar:
    edition = CalendarEdition.objects.filter(pk=number).first()
    if edition is None:
        raise NotFound("没有第{number}版工作日历", number=number)
    days = edition.days.values_list("date", "kind")
    return WorkingCalendar(
        shifts=_shifts(edition),
        exceptions={day: DayKind(kind) for day, kind in days},
        years=frozenset(edition.years.values_list("year", flat=True)),
    )


def _shifts(edition: CalendarEdition) -> tuple[tuple[date, dict[int, Spans]], ...]:
    by_day: dict[date, dict[int, Spans]] = {}
    for shift in edition.shifts.order_by("valid_from", "weekday", "minute_from"):
        weekdays = by_day.setdefault(shift.valid_from, {})
        span = (shift.minute_from, shift.minute_to)
        weekdays[shift.weekday] = (*weekdays.get(shift.weekday, ()), span)
    return tuple(sorted(by_day.items())) or ((FIRST_DAY, dict(MONDAY_TO_FRIDAY)),)


@dataclass(frozen=True)
class DayCell:
    """One day of the year view."""

    day: date
    kind: str
    name: str


def year_table(edition: int, year: int) -> list[list[DayCell | None]]:
    """Twelve months in weeks from Monday, with what each day is; None outside the month."""
    working = calendar(edition)
    found = CalendarEdition.objects.filter(pk=edition).first()
    names = dict(found.days.filter(date__year=year).values_list("date", "name")) if found else {}
    return [list(_month(working, year, month, names)) for month in range(1, 13)]


def _month(
    working: WorkingCalendar, year: int, month: int, names: dict[date, str]
) -> Iterator[DayCell | None]:
    for day in Calendar().itermonthdates(year, month):
        inside = day.month == month
        yield DayCell(day, _kind(working, day), names.get(day, "")) if inside else None


def _kind(working: WorkingCalendar, day: date) -> str:
    exception = working.exceptions.get(day)
    if exception is not None:
        return "makeup" if exception is DayKind.WORKDAY else "holiday"
    return "workday" if working.is_workday(day) else "weekend"


def editions() -> list[dict[str, Any]]:
    """All editions, the newest first."""
    return list(
        CalendarEdition.objects.order_by("-id").values(
            "id", "published_at", "published_by", "basis"
        )
    )


def published_years() -> list[int]:
    """The years whose notice is part of the newest edition."""
    return sorted(calendar(current_edition()).years)


def holidays() -> list[tuple[date, date, str]]:
    """First and last day of each stretch of published holidays, with the names of its days."""
    days = CalendarDay.objects.filter(edition=current_edition(), kind=DayKind.HOLIDAY)
    found: list[tuple[date, date, str]] = []
    for day, name in days.order_by("date").values_list("date", "name"):
        if found and day - found[-1][1] == timedelta(days=1):
            first, _, names = found.pop()
            joined = names if name in names else f"{names}、{name}"
            found.append((first, day, joined))
        else:
            found.append((day, day, name))
    return found
