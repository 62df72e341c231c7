"""Publishes editions of the working calendar."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar
from django.db import connection, transaction
from django.utils import timezone

from yiwang.kernel.refusals import Invalid
from yiwang.kernel.worktime import FIRST_DAY, LAST_DAY, MONDAY_TO_FRIDAY, DayKind, Spans
from yiwang.worktime import queries
from yiwang.worktime.models import CalendarDay, CalendarEdition, EditionYear, Shift

# Any number that no other lock of this database has; the letters of "worktime".
_PUBLISHING = int.from_bytes(b"worktime")
_KINDS = {"holiday": DayKind.HOLIDAY, "workday": DayKind.WORKDAY}
_KINDS |= {"节假日": DayKind.HOLIDAY, "放假": DayKind.HOLIDAY}
_KINDS |= {"调休上班": DayKind.WORKDAY, "上班": DayKind.WORKDAY}
# As a notice writes it, as ISO 8601, or as a spreadsheet exports it.
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


@dataclass(frozen=True)
class NamedDay:
    """A day of a notice."""

    day: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a new edition changes: whole years, or the shifts from a day on."""

    basis: str
    published_by: str
    years: Mapping[int, tuple[NamedDay, ...]] = field(default_factory=dict)
    shifts_from: date | None = None
    shifts: Mapping[int, Spans] = field(default_factory=dict)


@transaction.atomic
def publish(notice: Notice) -> int:
    """Publish an edition that differs from the newest one by this notice; its number.

    Running clocks keep the edition they started under. Raises `Invalid`.
    """
    _check(notice)
    _one_at_a_time()
    former = CalendarEdition.objects.order_by("-id").first()
    edition = CalendarEdition.objects.create(
        published_at=timezone.now(), published_by=notice.published_by, basis=notice.basis
    )
    _write_days(edition, former, notice)
    _write_shifts(edition, former, notice)
    transaction.on_commit(queries.Uncommitted(edition.pk))
    return edition.pk


def _one_at_a_time() -> None:
    """Wait for another publication to end: each edition is copied from the one before it.

    There may be no row to lock yet. On SQLite a transaction that writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PUBLISHING])


def _check(notice: Notice) -> None:
    if not notice.basis.strip():
        raise Invalid("请写明依据，如国务院办公厅的放假通知")
    if len(notice.basis) > 200 or len(notice.published_by) > 40:
        raise Invalid("依据不能超过200字，公布人不能超过40字")
    for year, days in notice.years.items():
        _check_year(year, days)
    _check_shifts(notice)


def _check_year(year: int, days: Iterable[NamedDay]) -> None:
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise Invalid("工作日历只到2049年，不能公布{year}年", year=year)
    seen: set[date] = set()
    for named in days:
        if named.day.year != year:
            raise Invalid("{day}不在{year}年", day=named.day, year=year)
        if named.day in seen:
            raise Invalid("{day}出现了两次", day=named.day)
        seen.add(named.day)
        if named.kind is DayKind.WORKDAY and named.day.weekday() < 5:
            raise Invalid("{day}本来就是工作日，不必列为调休", day=named.day)


def _check_shifts(notice: Notice) -> None:
    if bool(notice.shifts) != (notice.shifts_from is not None):
        raise Invalid("请同时写明班次和它从哪一天起实行")
    if not set(notice.shifts) <= set(range(7)):
        raise Invalid("班次的星期只能是星期一到星期日")
    for spans in notice.shifts.values():
        _check_spans(spans)


def _check_spans(spans: Spans) -> None:
    last = 0
    for start, end in spans:
        if not last <= start < end <= 1440:
            raise Invalid("班次时间重叠、颠倒或超出一天")
        last = end


def _write_days(edition: CalendarEdition, former: CalendarEdition | None, notice: Notice) -> None:
    years = set(notice.years)
    days = [
        CalendarDay(edition=edition, date=named.day, kind=named.kind.value, name=named.name)
        for named_days in notice.years.values()
        for named in named_days
    ]
    if former is not None:
        years |= set(former.years.values_list("year", flat=True))
        kept = former.days.exclude(date__year__in=list(notice.years))
        days += [CalendarDay(edition=edition, date=d.date, kind=d.kind, name=d.name) for d in kept]
    CalendarDay.objects.bulk_create(days)
    EditionYear.objects.bulk_create(EditionYear(edition=edition, year=y) for y in sorted(years))


def _write_shifts(edition: CalendarEdition, former: CalendarEdition | None, notice: Notice) -> None:
    rows = [
        Shift(
            edition=edition,
            valid_from=s.valid_from,
            weekday=s.weekday,
            minute_from=s.minute_from,
            minute_to=s.minute_to,
        )
        for s in (former.shifts.all() if former else [])
        if s.valid_from != notice.shifts_from
    ]
    if not rows:
        rows += _rows(edition, FIRST_DAY, MONDAY_TO_FRIDAY)
    if notice.shifts_from is not None:
        rows += _rows(edition, notice.shifts_from, notice.shifts)
    Shift.objects.bulk_create(rows)


def _rows(edition: CalendarEdition, valid_from: date, shifts: Mapping[int, Spans]) -> list[Shift]:
    return [
        Shift(edition=edition, valid_from=valid_from, weekday=day, minute_from=a, minute_to=b)
        for day, spans in shifts.items()
        for a, b in spans
    ]


def import_year(*, year: int, text: str, basis: str, published_by: str) -> int:
    """Publish a year from a table with the columns date, kind, name; the edition's number.

    Raises `Invalid` with the line of the first mistake; then nothing is published.
    """
    try:
        days = tuple(_named_days(text))
    except csv.Error:
        raise Invalid("文件不是可以读取的CSV表格") from None
    if not days:
        raise Invalid("文件中没有任何日期")
    return publish(Notice(basis=basis, published_by=published_by, years={year: days}))


def _named_days(text: str) -> Iterable[NamedDay]:
    for line, row in enumerate(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))), start=2):
        kind = _KINDS.get((row.get("kind") or row.get("性质") or "").strip())
        written = (row.get("date") or row.get("日期") or "").strip()
        day = _date(written)
        if day is None:
            raise Invalid("第{line}行的日期“{written}”无效", line=line, written=written[:20])
        if kind is None:
            raise Invalid("第{line}行没有写明是节假日还是调休上班", line=line)
        yield NamedDay(day, kind, (row.get("name") or row.get("名称") or "").strip()[:40])


def _date(written: str) -> date | None:
    found = _DATE.fullmatch(written)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def seed(*, years: Iterable[int], published_by: str) -> int:
    """Publish the years that the library chinesecalendar knows (2004–2026), as a beginning."""
    found = {year: tuple(_known_days(year)) for year in years}
    basis = "国务院办公厅关于部分节假日安排的通知（据 chinesecalendar 整理）"
    return publish(Notice(basis=basis, published_by=published_by, years=found))


def _known_days(year: int) -> Iterable[NamedDay]:
    day = date(year, 1, 1)
    while day.year == year:
        off, name = chinese_calendar.get_holiday_detail(day)
        if off and name:
            yield NamedDay(day, DayKind.HOLIDAY, str(name))
        elif not off and day.weekday() >= 5:
            yield NamedDay(day, DayKind.WORKDAY, str(name or ""))
        day += timedelta(days=1)
