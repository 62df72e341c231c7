"""Where an owed delivery stands, and who is to be told now: once, each step, and once when it came.

Pure. Late is late, whatever the cause: nothing here asks why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from yiwang.engine.duties import Duty
from yiwang.hub.reminders.words import State
from yiwang.kernel.worktime import TimeUnit, WorkingCalendar


@dataclass(frozen=True)
class Step:
    """One rung of the ladder (催报级次): so many working minutes after the limit, to whom."""

    after: int
    duties: tuple[Duty, ...]
    severe: bool = False


# The ladder of the beginning; a district publishes its own.
SOON_TO = (Duty.DATA_STEWARD,)
LADDER = (
    Step(0, (Duty.DATA_STEWARD, Duty.DATA_OFFICER)),
    Step(4 * 60, (Duty.DATA_STEWARD, Duty.REVIEWER)),
    Step(8 * 60, (Duty.DATA_STEWARD, Duty.DATA_OFFICER, Duty.SUPERVISOR), severe=True),
    Step(24 * 60, (Duty.SUPERVISOR, Duty.LEADER), severe=True),
)
# Told that it is due soon; the steps of the ladder follow.
SOON_LEVEL = 1


@dataclass(frozen=True)
class Owed:
    """What is known of an owed delivery; `limit` is its due moment or the extended one, with grace.

    `delivered_at` is the end of the first run that counts; `running` says that one is at work now.
    """

    limit: datetime
    soon_from: datetime
    delivered_at: datetime | None = None
    running: bool = False
    excused: bool = False


def level(
    owed: Owed, now: datetime, working: WorkingCalendar, ladder: Sequence[Step] = LADDER
) -> int:
    """How far up the ladder it is: 0 nothing to say, 1 due soon, 2 the first step, and so on.

    While a run is at work nobody is told that it is late; a run that never ends hides nothing
    once the delivery is severely late.
    """
    if owed.excused or owed.delivered_at is not None or now < owed.soon_from:
        return 0
    if now <= owed.limit:
        return SOON_LEVEL
    minutes = _working_minutes(owed.limit, now, working)
    reached = sum(1 for step in ladder if minutes >= step.after)
    severe = any(step.severe for step in ladder[:reached])
    return SOON_LEVEL if owed.running and not severe else SOON_LEVEL + reached


def _working_minutes(start: datetime, end: datetime, working: WorkingCalendar) -> int:
    seconds = working.elapsed_at(int(start.timestamp()), int(end.timestamp()), TimeUnit.WORK_HOUR)
    return seconds // 60


def state(owed: Owed, at_level: int, ladder: Sequence[Step] = LADDER) -> State:
    """The word for it; recovered is what came after its limit."""
    if owed.excused:
        return State.EXCUSED
    if owed.delivered_at is not None:
        return State.NORMAL if owed.delivered_at <= owed.limit else State.RECOVERED
    if at_level > SOON_LEVEL:
        severe = any(step.severe for step in ladder[: at_level - SOON_LEVEL])
        return State.SEVERE if severe else State.LATE
    return State.SOON if at_level else State.NORMAL


def to_tell(told: int, at_level: int, ladder: Sequence[Step] = LADDER) -> tuple[Duty, ...]:
    """Who is told on coming to a level; nobody where this or a higher one was told before.

    Steps that were passed unseen, as over a week-end without power, are told together.
    """
    if at_level <= told:
        return ()
    if at_level == SOON_LEVEL:
        return SOON_TO
    passed = ladder[max(0, told - SOON_LEVEL) : at_level - SOON_LEVEL]
    return tuple(dict.fromkeys(duty for step in passed for duty in step.duties))


def recovery_to(told: int, ladder: Sequence[Step] = LADDER) -> tuple[Duty, ...]:
    """Who is told that it came: all who were told that it was late."""
    return to_tell(SOON_LEVEL, told, ladder)


def first_counting(
    opens_at: datetime, runs: Sequence[tuple[datetime, int]], least_rows: int
) -> datetime | None:
    """The end of the first good run from the opening on with enough accepted rows.

    Runs are (end, accepted rows, or -1 where the source had not changed) in their order.
    """
    return next(
        (end for end, rows in runs if end >= opens_at and (rows < 0 or rows >= least_rows)), None
    )


def limit_of(due_at: datetime, extended_to: datetime | None, grace: int) -> datetime:
    """Until when nobody is late; an extension is a promise and has no grace of its own."""
    return max(due_at + timedelta(minutes=grace), extended_to or due_at)
