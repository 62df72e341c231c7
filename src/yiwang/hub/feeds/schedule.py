"""When a feed is due: the next moment after another, and the same in words. Pure."""

import calendar
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yiwang.hub.feeds.words import Every
from yiwang.kernel.refusals import Invalid

WEEKDAYS = tuple(map(gettext_noop, ("周一", "周二", "周三", "周四", "周五", "周六", "周日")))
# After each failure the next attempt waits twice as long, from minutes up to hours.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)


@dataclass(frozen=True)
class Schedule:
    """`day` is the day of the week (1 Monday) or of the month; the 31st means the last day."""

    every: Every
    at: time = time(2, 0)
    day: int = 1

    def __post_init__(self) -> None:
        most = {Every.WEEK: 7, Every.MONTH: 31}.get(self.every, 31)
        if not 1 <= self.day <= most:
            raise Invalid("日期应在1到{most}之间", most=most, fields={"day": f"1–{most}"})

    def next_after(self, moment: datetime) -> datetime | None:
        """The first due moment after this one, in its zone; None for what runs by hand only."""
        if self.every is Every.BY_HAND:
            return None
        if self.every is Every.HOUR:
            hour = moment.replace(minute=self.at.minute, second=0, microsecond=0)
            return hour if hour > moment else hour + timedelta(hours=1)
        day = moment.date()
        while True:
            due = datetime.combine(day, self.at, moment.tzinfo)
            if due > moment and self._holds_on(due):
                return due
            day += timedelta(days=1)

    def _holds_on(self, due: datetime) -> bool:
        if self.every is Every.WEEK:
            return due.isoweekday() == self.day
        if self.every is Every.MONTH:
            return due.day == min(self.day, calendar.monthrange(due.year, due.month)[1])
        return True

    @property
    def words(self) -> str:
        """The same for people: “每周一 02:00”."""
        clock = f"{self.at:%H:%M}"
        match self.every:
            case Every.BY_HAND:
                return _("手工")
            case Every.HOUR:
                return _("每小时第{minute}分").format(minute=self.at.minute)
            case Every.DAY:
                return _("每日 {clock}").format(clock=clock)
            case Every.WEEK:
                day = _(WEEKDAYS[self.day - 1])
                return _("每{day} {clock}").format(day=day, clock=clock)
            case _month:
                return _("每月{day}日 {clock}").format(day=self.day, clock=clock)


def wait_after(failures: int) -> timedelta:
    """How long a feed rests after so many failures in a row."""
    return min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT) if failures else timedelta(0)
