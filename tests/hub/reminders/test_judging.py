"""Told once on each step, once when it came, not while a run is at work; whatever the cause."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwang.engine.duties import Duty
from yiwang.hub.reminders.judging import (
    LADDER,
    Owed,
    first_counting,
    level,
    limit_of,
    recovery_to,
    state,
    to_tell,
)
from yiwang.hub.reminders.words import State
from yiwang.kernel.worktime import WorkingCalendar

WORKING = WorkingCalendar()
# A Wednesday.
LIMIT = datetime(2026, 6, 3, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SOON = LIMIT - timedelta(hours=2)


def at(minutes: int, **known) -> tuple[int, State]:
    owed = Owed(LIMIT, SOON, **known)
    reached = level(owed, LIMIT + timedelta(minutes=minutes), WORKING)
    return reached, state(owed, reached)


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        (-121, (0, State.NORMAL)),
        (-120, (1, State.SOON)),
        (0, (1, State.SOON)),
        (1, (2, State.LATE)),
        # Four working hours: the lunch break does not count, nor does the night.
        (5 * 60 + 59, (2, State.LATE)),
        (6 * 60, (3, State.LATE)),
        (24 * 60 - 1, (3, State.LATE)),
        (25 * 60, (4, State.SEVERE)),
        (8 * 24 * 60, (5, State.SEVERE)),
    ],
)
def test_by_the_minute(minutes: int, found: tuple[int, State]):
    assert at(minutes) == found


def test_while_a_run_is_at_work_nobody_is_told_that_it_is_late_but_it_hides_nothing_severe():
    assert at(60, running=True) == (1, State.SOON)
    assert at(26 * 60, running=True) == (4, State.SEVERE)


def test_what_came_is_in_time_or_recovered_and_what_is_excused_is_neither():
    assert at(99, delivered_at=LIMIT) == (0, State.NORMAL)
    assert at(99, delivered_at=LIMIT + timedelta(minutes=1)) == (0, State.RECOVERED)
    assert at(99, excused=True) == (0, State.EXCUSED)


def test_each_step_names_its_duties_and_missed_ones_are_told_together():
    steward, officer = Duty.DATA_STEWARD, Duty.DATA_OFFICER
    assert to_tell(0, 1) == (steward,)
    assert to_tell(1, 2) == (steward, officer)
    assert to_tell(2, 3) == (steward, Duty.REVIEWER)
    assert to_tell(0, 5) == (steward, officer, Duty.REVIEWER, Duty.SUPERVISOR, Duty.LEADER)
    assert to_tell(3, 3) == to_tell(3, 1) == ()


def test_only_who_was_told_that_it_is_late_is_told_that_it_came():
    assert recovery_to(0) == recovery_to(1) == ()
    assert recovery_to(2) == (Duty.DATA_STEWARD, Duty.DATA_OFFICER)
    assert Duty.LEADER in recovery_to(1 + len(LADDER))


def test_what_counts_as_a_delivery():
    day = timedelta(days=1)
    early, small, same, full = (LIMIT - day, 500), (LIMIT, 9), (LIMIT + day, -1), (LIMIT + day, 500)
    assert first_counting(LIMIT - 2 * day, [early], 10) == early[0]
    assert first_counting(LIMIT - day / 2, [early], 10) is None
    assert first_counting(LIMIT - day / 2, [early, small, full], 10) == full[0]
    assert first_counting(LIMIT - day / 2, [small, same], 10) == same[0]


def test_an_extension_moves_the_limit_and_never_takes_grace_away():
    later = LIMIT + timedelta(days=3)
    assert limit_of(LIMIT, None, 60) == LIMIT + timedelta(hours=1)
    assert limit_of(LIMIT, later, 60) == later
    assert limit_of(LIMIT, LIMIT + timedelta(minutes=5), 60) == LIMIT + timedelta(hours=1)


LOOKS = st.lists(st.tuples(st.integers(-300, 20_000), st.booleans()), min_size=1, max_size=60)


@settings(max_examples=200, deadline=None)
@given(LOOKS, st.none() | st.integers(-200, 20_000))
def test_however_the_clock_jumps_nobody_is_told_of_a_step_twice_and_of_recovery_once(
    looks: list[tuple[int, bool]], came: int | None
):
    """Looks at any moments, in any order: set back, skipped, with runs at work or not."""
    delivered = None if came is None else LIMIT + timedelta(minutes=came)
    told, seen, recovered = 0, [], 0
    for minutes, running in looks:
        now = LIMIT + timedelta(minutes=minutes)
        there = delivered if delivered is not None and delivered <= now else None
        owed = Owed(LIMIT, SOON, there, running)
        reached = level(owed, now, WORKING)
        found = state(owed, reached)
        if found is State.RECOVERED:
            recovered += bool(recovery_to(told))
            break
        if there is not None:
            break
        if to_tell(told, reached):
            seen.append(reached)
            assert not (running and found is State.LATE)
        told = max(told, reached)
    assert seen == sorted(set(seen))
    assert recovered <= 1
    assert not recovered or max(seen) > 1


@given(st.integers(-300, 20_000), st.integers(0, 20_000))
def test_it_never_gets_better_by_waiting(minutes: int, more: int):
    assert at(minutes)[0] <= at(minutes + more)[0]
