"""When deliveries fall due: periods, working calendar, holidays and make-up workdays. Pure.

A delivery is owed once in each hour, day, week … A delivery counts for a period from the beginning
of that hour, day, week … on, however late.
"""

import calendar as months
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yiwang.hub.reminders.words import Counted, Span
from yiwang.kernel.refusals import Invalid
from yiwang.kernel.worktime import WorkingCalendar

DAY = timedelta(days=1)
_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF_YEAR: 6, Span.YEAR: 12}
_MOST = {Span.WEEK: 7, Span.MONTH: 31, Span.QUARTER: 92, Span.HALF_YEAR: 184, Span.YEAR: 366}


@dataclass(frozen=True)
class Requirement:
    """What is owed when (报送要求): `day` is the weekday (1 Monday), or the n-th day of the span.

    `grace` minutes after the due moment nobody is late yet; `soon` minutes before it the steward is
    told; a run with fewer than `least_rows` accepted rows is not a delivery.
    """

    span: Span
    at: time = time(18, 0)
    day: int = 1
    counted: Counted = Counted.WORKDAY
    grace: int = 60
    soon: int = 240
    least_rows: int = 0

    def __post_init__(self) -> None:
        most = _MOST.get(self.span, 366)
        if not 1 <= self.day <= most:
            raise Invalid("日期应在1到{most}之间", most=most, fields={"day": f"1–{most}"})
        for minutes in (self.grace, self.soon):
            if not 0 <= minutes <= 60 * 24 * 31:
                raise Invalid("宽限和提前提醒应在0分钟到31天之间")


@dataclass(frozen=True)
class Due:
    """One delivery that is owed: of which period, from when it counts, until when it must be in."""

    period: str
    opens_at: datetime
    due_at: datetime


def dues(
    wanted: Requirement, working: WorkingCalendar, after: datetime, until: datetime
) -> Iterator[Due]:
    """What falls due after one moment and not after another, in its order."""
    zone = ZoneInfo(working.zone)
    first, last = after.astimezone(zone), until.astimezone(zone)
    for begin in _beginnings(wanted.span, first, last):
        due = _due_in(wanted, working, begin)
        if due is not None and first < due <= last:
            yield Due(period_key(wanted.span, begin), begin, due)


def _beginnings(span: Span, first: datetime, last: datetime) -> Iterator[datetime]:
    """Where the periods begin that may have their due moment between the two."""
    zone = first.tzinfo
    if span is Span.HOUR:
        hour = first.replace(minute=0, second=0, microsecond=0)
        while hour <= last:
            yield hour
            hour += timedelta(hours=1)
        return
    # One that was put off by a holiday may belong to the period before.
    day = _start_of(span, _start_of(span, first.date()) - DAY)
    while day <= last.date():
        yield datetime.combine(day, time(), zone)
        day = _next(span, day)


def _start_of(span: Span, day: date) -> date:
    if span in (Span.DAY, Span.WORKDAY):
        return day
    if span is Span.WEEK:
        return day - timedelta(days=day.weekday())
    many = _MONTHS[span]
    return day.replace(month=(day.month - 1) // many * many + 1, day=1)


def _next(span: Span, day: date) -> date:
    if span in (Span.DAY, Span.WORKDAY):
        return day + DAY
    if span is Span.WEEK:
        return day + 7 * DAY
    month = day.month + _MONTHS[span]
    return day.replace(year=day.year + (month - 1) // 12, month=(month - 1) % 12 + 1)


def _due_in(wanted: Requirement, working: WorkingCalendar, begin: datetime) -> datetime | None:
    if wanted.span is Span.HOUR:
        return begin.replace(minute=wanted.at.minute)
    day = _day_in(wanted, working, begin.date())
    return None if day is None else datetime.combine(day, wanted.at, begin.tzinfo)


def _day_in(wanted: Requirement, working: WorkingCalendar, begin: date) -> date | None:
    if wanted.span is Span.DAY:
        return begin
    if wanted.span is Span.WORKDAY:
        return begin if working.is_workday(begin) else None
    if wanted.span is Span.WEEK:
        return _workday_from(working, begin + (wanted.day - 1) * DAY)
    last = _next(wanted.span, begin) - DAY
    if wanted.counted is Counted.CALENDAR_DAY:
        return _workday_from(working, min(begin + (wanted.day - 1) * DAY, last))
    return _nth_workday(working, begin, last, wanted.day)


def _workday_from(working: WorkingCalendar, day: date) -> date:
    """This day, or the first workday after it (顺延)."""
    while not working.is_workday(day):
        day += DAY
    return day


def _nth_workday(working: WorkingCalendar, begin: date, last: date, wanted: int) -> date:
    """The n-th workday; the last one of the span where it has not so many."""
    found, day = _workday_from(working, begin), begin
    for _ in range((last - begin).days + 1):
        if working.is_workday(day):
            found, wanted = day, wanted - 1
            if not wanted:
                break
        day += DAY
    return found


def period_key(span: Span, begin: datetime) -> str:
    """The name of a period: 2026-06-03T14, 2026-06-03, 2026-W23, 2026-06, 2026-Q2, 2026-H1 …"""
    match span:
        case Span.HOUR:
            return f"{begin:%Y-%m-%dT%H}"
        case Span.DAY | Span.WORKDAY:
            return f"{begin:%Y-%m-%d}"
        case Span.WEEK:
            year, week, _ = begin.isocalendar()
            return f"{year}-W{week:02}"
        case Span.MONTH:
            return f"{begin:%Y-%m}"
        case Span.QUARTER:
            return f"{begin:%Y}-Q{(begin.month + 2) // 3}"
        case Span.HALF_YEAR:
            return f"{begin:%Y}-H{(begin.month + 5) // 6}"
    return f"{begin:%Y}"


def days_in(month: date) -> list[date]:
    """The days of the month that a day lies in."""
    many = months.monthrange(month.year, month.month)[1]
    return [month.replace(day=number) for number in range(1, many + 1)]
