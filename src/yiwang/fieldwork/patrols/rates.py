"""The log-in rate: days with a log-in among the days on which somebody was to work.

Pure. A day is due when a shift of it has begun and nobody was excused from it; with leave of all
its shifts it is not. It is done when a log-in lies between an hour before one of its shifts that
was not excused and its end. Log-ins at any other time count for nothing, and are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from yiwang.fieldwork.patrols.walking import Share

EARLY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A published shift of one person."""

    starts_at: datetime
    ends_at: datetime
    excused: bool = False

    def holds(self, moment: datetime) -> bool:
        """Whether a log-in at this moment is one for this shift."""
        return self.starts_at - EARLY <= moment <= self.ends_at


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which somebody had shifts, and what became of it."""

    on: date
    excused: bool
    logged_in: bool
    # When the last of its shifts ends: before that nobody knows.
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class LogInRate:
    """The share, and what was left out of it."""

    share: Share
    excused_days: int
    after_hours: int


def days_of(
    shifts: Sequence[Due], log_ins: Sequence[datetime], *, now: datetime, zone: ZoneInfo
) -> list[Day]:
    """The days of one person that have begun; every shift belongs to the day it begins on."""
    days: dict[date, list[Due]] = {}
    for shift in shifts:
        if shift.starts_at <= now:
            days.setdefault(shift.starts_at.astimezone(zone).date(), []).append(shift)
    found = []
    for on, of_day in sorted(days.items()):
        worked = [shift for shift in of_day if not shift.excused]
        done = any(shift.holds(at) for shift in worked for at in log_ins)
        found.append(Day(on, not worked, done, max(shift.ends_at for shift in of_day)))
    return found


def log_in_rate(
    shifts: Sequence[Due], log_ins: Sequence[datetime], *, now: datetime, zone: ZoneInfo
) -> LogInRate:
    """The rate of one person."""
    days = days_of(shifts, log_ins, now=now, zone=zone)
    worked = [day for day in days if not day.excused]
    done = sum(day.logged_in for day in worked)
    strays = sum(not any(s.holds(at) for s in shifts if not s.excused) for at in log_ins)
    return LogInRate(Share(done, len(worked)), len(days) - len(worked), strays)
