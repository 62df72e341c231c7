"""Working time: which seconds count, and when so many of them have passed.

Everything inside is whole epoch seconds. A limit becomes a *budget* of running seconds when it
starts; a clock that is paused simply stops spending it, so every unit can pause and resume.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from yiwang.kernel.refusals import Refusal

DAY = 86_400
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2049, 12, 31)


class TimeUnit(StrEnum):
    """In what a limit is counted."""

    WORK_HOUR = "work_hour"
    WORKDAY = "workday"
    CALENDAR_DAY = "calendar_day"
    URGENT_HOUR = "urgent_hour"

    @property
    def label(self) -> str:
        """The Chinese word on screen."""
        return UNIT_LABELS[self]


UNIT_LABELS = {
    TimeUnit.WORK_HOUR: "工作时",
    TimeUnit.WORKDAY: "工作日",
    TimeUnit.CALENDAR_DAY: "自然日",
    TimeUnit.URGENT_HOUR: "紧急工作时",
}
IN_WORKING_TIME = frozenset({TimeUnit.WORK_HOUR, TimeUnit.WORKDAY})


class DayKind(StrEnum):
    """What the State Council's notice makes of a day."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"

    @property
    def label(self) -> str:
        """The Chinese word on screen."""
        return "节假日" if self is DayKind.HOLIDAY else "调休上班"


Spans = tuple[tuple[int, int], ...]
# Office hours with the lunch break, in minutes of the day.
OFFICE_HOURS: Spans = ((540, 720), (840, 1080))
MONDAY_TO_FRIDAY: Mapping[int, Spans] = dict.fromkeys(range(5), OFFICE_HOURS)


class OutsideCalendar(Refusal):
    """A moment before 2000 or after 2049: nothing is known of its working time."""

    code = "outside_calendar"


def _outside() -> OutsideCalendar:
    years = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
    return OutsideCalendar("时间或期限超出工作日历的范围（{first}年至{last}年）", **years)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which seconds of which days are working time, as published in one edition.

    `shifts` maps a first day of validity to the working minutes of each weekday (Monday = 0);
    `exceptions` are holidays and make-up workdays (调休), which use the shifts of Monday;
    `years` are the years whose notice is published: others follow the weekday rule only, and
    are `provisional`. What would need a day before 2000 or after 2049 raises `OutsideCalendar`.
    """

    zone: str = "Asia/Shanghai"
    shifts: tuple[tuple[date, Mapping[int, Spans]], ...] = ((FIRST_DAY, MONDAY_TO_FRIDAY),)
    exceptions: Mapping[date, DayKind] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        midnights = _midnights(ZoneInfo(self.zone))
        starts: list[int] = []
        cumulative = [0]
        closes: list[int] = []
        total = 0
        for midnight, spans in zip(midnights[:-1], self._spans_of_days(), strict=True):
            for first, last in spans:
                starts.append(midnight + first * 60)
                total += (last - first) * 60
                cumulative.append(total)
            if spans:
                closes.append(midnight + spans[-1][1] * 60)
        fixed = object.__setattr__
        # Working span i begins at starts[i]; before it, cumulative[i] working seconds passed.
        fixed(self, "_starts", starts)
        fixed(self, "_cumulative", cumulative)
        fixed(self, "_day_starts", midnights)
        fixed(self, "_workday_closes", closes)

    def _spans_of_days(self) -> list[Spans]:
        """The working minutes of every day, as `working_spans` tells them, but in one sweep."""
        first, end = FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1
        found: list[Spans] = [()] * (end - first)
        later = (min(max(first, day.toordinal()), end) for day, _ in self.shifts[1:])
        begins = [first, *later, end]
        for (_, shifts), begin, stop in zip(self.shifts, begins, begins[1:], strict=False):
            for weekday, spans in shifts.items():
                # Ordinal 1 was a Monday.
                offset = (weekday - (begin - 1)) % 7
                days = range(begin + offset, stop, 7)
                found[begin + offset - first : stop - first : 7] = [spans] * len(days)
        for day in self.exceptions:
            if FIRST_DAY <= day <= LAST_DAY:
                found[day.toordinal() - first] = self.working_spans(day)
        return found

    def working_spans(self, day: date) -> Spans:
        """The working minutes of a day, lunch break left out; empty on a day off."""
        if not FIRST_DAY <= day <= LAST_DAY:
            raise _outside()
        kind = self.exceptions.get(day)
        if kind is DayKind.HOLIDAY:
            return ()
        shifts = self._shifts_on(day)
        return shifts.get(0 if kind is DayKind.WORKDAY else day.weekday(), ())

    def _shifts_on(self, day: date) -> Mapping[int, Spans]:
        current = self.shifts[0][1]
        for valid_from, shifts in self.shifts:
            if valid_from <= day:
                current = shifts
        return current

    def is_workday(self, day: date) -> bool:
        """Whether anybody works on that day."""
        return bool(self.working_spans(day))

    # -- on epoch seconds: what the engine uses ------------------------------------------------

    def inside(self, moment: int) -> int:
        """The moment itself. Raises `OutsideCalendar` when no day of the calendar holds it."""
        days: list[int] = self._day_starts  # type: ignore[attr-defined]
        if not days[0] <= moment <= days[-1]:
            raise _outside()
        return moment

    def worked_at(self, moment: int) -> int:
        """Working seconds from the beginning of the calendar to `moment`."""
        starts, cumulative = self._starts, self._cumulative  # type: ignore[attr-defined]
        index = bisect_right(starts, moment) - 1
        # Only before the first span and after the last one can a moment lie outside.
        if index < 0 or index == len(starts) - 1:
            self.inside(moment)
        if index < 0:
            return 0
        length = cumulative[index + 1] - cumulative[index]
        return int(cumulative[index] + min(moment - starts[index], length))

    def elapsed_at(self, start: int, end: int, unit: TimeUnit) -> int:
        """Running seconds between two moments; 0 when `end` is not after `start`."""
        if end <= start:
            return 0
        if unit in IN_WORKING_TIME:
            return self.worked_at(end) - self.worked_at(start)
        return end - start

    def budget_at(self, start: int, amount: int, unit: TimeUnit) -> int:
        """Running seconds that a limit of `amount` units gets when it starts at `start`.

        Days are counted from the day after (民法典 201: 开始的当日不计入) and end at the close of
        the n-th workday, or at 24:00 of the n-th calendar day.
        """
        if unit in (TimeUnit.WORK_HOUR, TimeUnit.URGENT_HOUR):
            return amount * 3600
        return self.elapsed_at(start, self._end_of_days(start, amount, unit), unit)

    def start_at(self, start: int, amount: int, unit: TimeUnit) -> tuple[int, int]:
        """`budget_at` and the `due_at` of a clock that starts now with all of it."""
        if unit in (TimeUnit.WORK_HOUR, TimeUnit.URGENT_HOUR):
            return amount * 3600, self.due_at(start, amount * 3600, unit)
        # Days end at the end of a day, which is then the deadline itself.
        due = self._end_of_days(start, amount, unit)
        return self.elapsed_at(start, due, unit), due

    def due_at(self, start: int, seconds: int, unit: TimeUnit) -> int:
        """The earliest moment at which `seconds` of running time have passed since `start`.

        Days end with the day: at its close of work, or at 24:00.
        """
        if unit is TimeUnit.URGENT_HOUR:
            return self.inside(self.inside(start) + seconds)
        if unit is TimeUnit.CALENDAR_DAY:
            return self._end_of_day(self.inside(start) + seconds)
        moment = self._after_working(self.inside(start), seconds)
        return self._close(moment) if unit is TimeUnit.WORKDAY else moment

    def extend_at(self, due: int, amount: int, unit: TimeUnit) -> int:
        """The deadline that lies `amount` units after an old one."""
        if unit in (TimeUnit.WORK_HOUR, TimeUnit.URGENT_HOUR):
            return self.due_at(due, amount * 3600, unit)
        # The end of a day belongs to that day: 24:00 is not yet the next one.
        return self._end_of_days(due - 1, amount, unit)

    def _end_of_days(self, start: int, amount: int, unit: TimeUnit) -> int:
        days: list[int] = self._day_starts  # type: ignore[attr-defined]
        today = bisect_right(days, self.inside(start)) - 1
        if unit is TimeUnit.CALENDAR_DAY:
            return self._item(days, today + amount + 1)
        closes: list[int] = self._workday_closes  # type: ignore[attr-defined]
        tomorrow = self._item(days, today + 1)
        # A shift until 24:00 closes when tomorrow begins, and is still today's.
        return self._item(closes, bisect_right(closes, tomorrow) + amount - 1)

    def _after_working(self, start: int, seconds: int) -> int:
        if seconds <= 0:
            return start
        starts, cumulative = self._starts, self._cumulative  # type: ignore[attr-defined]
        wanted = self.worked_at(start) + seconds
        index = bisect_left(cumulative, wanted) - 1
        if index >= len(starts):
            raise _outside()
        return int(starts[index] + wanted - cumulative[index])

    def _close(self, moment: int) -> int:
        closes: list[int] = self._workday_closes  # type: ignore[attr-defined]
        return self._item(closes, bisect_left(closes, moment))

    def _end_of_day(self, moment: int) -> int:
        days: list[int] = self._day_starts  # type: ignore[attr-defined]
        return self._item(days, bisect_left(days, moment))

    def _item(self, moments: list[int], index: int) -> int:
        if not 0 <= index < len(moments):
            raise _outside()
        return moments[index]

    # -- on dates and times: for people --------------------------------------------------------

    def deadline(self, start: datetime, amount: int, unit: TimeUnit) -> datetime:
        """When a limit of `amount` units that starts at `start` and never pauses falls due."""
        begin = _epoch(start)
        due = self.due_at(begin, self.budget_at(begin, amount, unit), unit)
        return datetime.fromtimestamp(due, UTC)

    def provisional(self, start: int, due: int) -> bool:
        """Whether the span touches a year without a published notice: then it is 预计."""
        days: list[int] = self._day_starts  # type: ignore[attr-defined]
        if start < days[0] or due > days[-1]:
            return True
        zone = ZoneInfo(self.zone)
        # 24:00 of the last of December belongs to the old year.
        last_second = max(start, due - 1)
        first, last = (datetime.fromtimestamp(m, zone).year for m in (start, last_second))
        return any(year not in self.years for year in range(first, last + 1))


def _midnights(zone: ZoneInfo) -> list[int]:
    """The first second of every day, and the last one's end.

    The zone's rules are asked once a week; only a week of an unusual length, in which summer time
    begins or ends, is asked day by day.
    """
    first, end = FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1
    found: list[int] = []
    begin = _midnight(first, zone)
    for week in range(first, end, 7):
        following = _midnight(week + 7, zone)
        if following - begin == 7 * DAY:
            found += range(begin, following, DAY)
        else:
            found += [_midnight(day, zone) for day in range(week, week + 7)]
        begin = following
    return [*found[: end - first], _midnight(end, zone)]


def _midnight(ordinal: int, zone: ZoneInfo) -> int:
    day = date.fromordinal(ordinal)
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def _epoch(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return int(moment.timestamp())
