"""A span of days that figures are of: a day, week, month, quarter, year, or any range."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from yiwang.kernel.refusals import Invalid

LONGEST = 366 * 20


class Grain(StrEnum):
    """How long a period is; a range is as long as it is said to be."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _LABELS[self]


_LABELS = {
    Grain.DAY: "日",
    Grain.WEEK: "周",
    Grain.MONTH: "月",
    Grain.QUARTER: "季",
    Grain.YEAR: "年",
    Grain.RANGE: "区间",
}
_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day up to, but without, `until`; days of the district's own clock.

    Written as `2026-06-03`, `2026-W23` (a week begins on Monday, ISO 8601), `2026-06`, `2026-Q2`,
    `2026`, or `2026-06-03..2026-06-20` with both days in it. A week, month, quarter or year may
    end early: `2026-06..2026-06-20` is June up to the 20th, and compares with May up to the 20th.
    """

    grain: Grain
    first: date
    until: date

    def __post_init__(self) -> None:
        if not 0 < (self.until - self.first).days <= LONGEST:
            raise Invalid("期间从{first}到{until}不对：至少一天，至多二十年", **self._said())

    def _said(self) -> dict[str, str]:
        return {"first": self.first.isoformat(), "until": self.last.isoformat()}

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.until - _DAY

    @property
    def whole(self) -> "Period":
        """The same without an early end."""
        return self if self.grain is Grain.RANGE else around(self.grain, self.first)

    @property
    def ends_early(self) -> bool:
        """Whether it is only the beginning of a week, month, quarter or year."""
        return self.until < self.whole.until

    def up_to(self, day: date) -> "Period":
        """What of it lies before the end of a day. Raises `Invalid` when nothing does."""
        return Period(self.grain, self.first, min(self.until, day + _DAY))

    @property
    def key(self) -> str:
        """How it is written."""
        first = self.first
        if self.ends_early:
            return f"{self.whole.key}..{self.last.isoformat()}"
        match self.grain:
            case Grain.DAY:
                return first.isoformat()
            case Grain.WEEK:
                year, week, _ = first.isocalendar()
                return f"{year}-W{week:02}"
            case Grain.MONTH:
                return f"{first:%Y-%m}"
            case Grain.QUARTER:
                return f"{first.year}-Q{(first.month + 2) // 3}"
            case Grain.YEAR:
                return f"{first.year}"
        return f"{first.isoformat()}..{self.last.isoformat()}"

    @property
    def label(self) -> str:
        """How people say it."""
        first, last = self.first, self.last
        if self.ends_early and self.grain is not Grain.WEEK:
            return f"{self.whole.label}（截至{last.month}月{last.day}日）"
        match self.grain:
            case Grain.DAY:
                return f"{first.year}年{first.month}月{first.day}日"
            case Grain.WEEK:
                year, week, _ = first.isocalendar()
                span = f"{first.month}月{first.day}日—{last.month}月{last.day}日"
                return f"{year}年第{week}周（{span}）"
            case Grain.MONTH:
                return f"{first.year}年{first.month}月"
            case Grain.QUARTER:
                return f"{first.year}年第{'一二三四'[(first.month - 1) // 3]}季度"
            case Grain.YEAR:
                return f"{first.year}年"
        return f"{first.year}年{first.month}月{first.day}日—{_said_after(first, last)}"

    def before(self) -> "Period":
        """The period of the same kind before this one (环比).

        One that ends early is set against the same days of the one before, a range of whole months
        against as many months, any other range against as many days.
        """
        if self.grain is Grain.WEEK:
            return Period(self.grain, self.first - _WEEK, self.until - _WEEK)
        if self.grain in _MONTHS:
            return self._earlier(_MONTHS[self.grain])
        if self.grain is Grain.RANGE and self.first.day == self.until.day == 1:
            return self._earlier(_count(self.until) - _count(self.first))
        return Period(self.grain, self.first - (self.until - self.first), self.first)

    def after(self) -> "Period":
        """The whole period of the same kind that comes next; after a range, one of as many days."""
        if self.grain is Grain.RANGE:
            return Period(self.grain, self.until, self.until + (self.until - self.first))
        return around(self.grain, self.whole.until)

    def year_before(self) -> "Period":
        """The same period one year earlier (同比); a week is the week of the same number."""
        if self.grain is Grain.WEEK:
            year, week, _ = self.first.isocalendar()
            first = week_of(year - 1, min(week, _weeks_in(year - 1))).first
            return Period(self.grain, first, first + (self.until - self.first))
        return self._earlier(12)

    def _earlier(self, months: int) -> "Period":
        """The same days so many months earlier; what ended with a month still does."""
        first = _plus_months(self.first, -months)
        if self.until.day == 1:
            return Period(self.grain, first, _plus_months(self.until, -months))
        return Period(self.grain, first, _plus_months(self.last, -months) + _DAY)

    def split(self, grain: Grain) -> Iterator["Period"]:
        """The days, weeks, months … that it touches, cut off at its ends."""
        at = self.first
        while at < self.until:
            whole = around(grain, at)
            until = min(whole.until, self.until)
            complete = whole.first == at and whole.until == until
            yield whole if complete else Period(Grain.RANGE, at, until)
            at = until


def _said_after(first: date, last: date) -> str:
    year = "" if first.year == last.year else f"{last.year}年"
    return f"{year}{last.month}月{last.day}日"


def _count(day: date) -> int:
    """The months since the year 0."""
    return day.year * 12 + day.month - 1


def _plus_months(day: date, months: int) -> date:
    """The same day of another month, or its last day where that month is shorter."""
    year, month = divmod(_count(day) + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise Invalid("没有这一天")


def _of_months(grain: Grain, first: date) -> Period:
    return Period(grain, first, _plus_months(first, _MONTHS[grain]))


def week_of(year: int, week: int) -> Period:
    """A week by its number (ISO 8601). Raises `ValueError` where the year has no such week."""
    first = date.fromisocalendar(year, week, 1)
    return Period(Grain.WEEK, first, first + _WEEK)


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


def around(grain: Grain, day: date) -> Period:
    """The day, week, month, quarter or year in which a day lies."""
    match grain:
        case Grain.DAY | Grain.RANGE:
            return Period(Grain.DAY, day, day + _DAY)
        case Grain.WEEK:
            year, week, _ = day.isocalendar()
            return week_of(year, week)
        case Grain.MONTH:
            return _of_months(grain, day.replace(day=1))
        case Grain.QUARTER:
            return _of_months(grain, day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1))
        case Grain.YEAR:
            return _of_months(grain, day.replace(month=1, day=1))


_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-W(?P<week>\d{1,2})|-Q(?P<quarter>[1-4])"
    r"|-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
)


def parse(text: str) -> Period:
    """A period as it is written. Raises `Invalid` with the text."""
    try:
        first, dots, last = text.partition("..")
        return _ending(first, date.fromisoformat(last)) if dots else _single(first)
    except (ValueError, OverflowError):
        raise Invalid("看不懂的期间“{text}”：可写2026-06、2026-Q2或2026", text=text) from None


def _ending(first: str, last: date) -> Period:
    if len(first) == len("2026-06-03"):
        return Period(Grain.RANGE, date.fromisoformat(first), last + _DAY)
    whole = _single(first)
    if not whole.first <= last < whole.until or whole.grain is Grain.DAY:
        raise ValueError(first)
    return whole.up_to(last)


def _single(text: str) -> Period:
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year = int(found["year"])
    if found["week"]:
        return week_of(year, int(found["week"]))
    if found["quarter"]:
        return around(Grain.QUARTER, date(year, int(found["quarter"]) * 3, 1))
    if found["day"]:
        return around(Grain.DAY, date(year, int(found["month"]), int(found["day"])))
    if found["month"]:
        return around(Grain.MONTH, date(year, int(found["month"]), 1))
    return around(Grain.YEAR, date(year, 1, 1))
