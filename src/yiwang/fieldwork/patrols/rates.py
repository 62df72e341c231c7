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
class LogInRate:
    """The share, and what was left out of it."""

    share: Share
    excused_days: int
    after_hours: int


def log_in_rate(
    shifts: Sequence[Due], log_ins: Sequence[datetime], *, now: datetime, zone: ZoneInfo
) -> LogInRate:
    """The rate of one person; every shift belongs to the day on which it begins."""
    days: dict[date, list[Due]] = {}
    for shift in shifts:
        if shift.starts_at <= now:
            days.setdefault(shift.starts_at.astimezone(zone).date(), []).append(shift)
    due = {day: [s for s in of_day if not s.excused] for day, of_day in days.items()}
    worked = [of_day for of_day in due.values() if of_day]
    done = sum(any(s.holds(at) for s in of_day for at in log_ins) for of_day in worked)
    strays = sum(not any(s.holds(at) for s in shifts if not s.excused) for at in log_ins)
    return LogInRate(Share(done, len(worked)), len(due) - len(worked), strays)
