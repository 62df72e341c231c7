"""At the ends of the calendar: a right answer or a refusal, never a silent zero."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.worktime import (
    DAY,
    FIRST_DAY,
    LAST_DAY,
    OutsideCalendar,
    TimeUnit,
    WorkingCalendar,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALENDAR = WorkingCalendar()
HOUR, WORKDAY = TimeUnit.WORK_HOUR, TimeUnit.WORKDAY
CALENDAR_DAY, URGENT = TimeUnit.CALENDAR_DAY, TimeUnit.URGENT_HOUR


def midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).timestamp())


FIRST = midnight(FIRST_DAY)
END = midnight(LAST_DAY + timedelta(days=1))
near_the_end = st.integers(END - 400 * DAY, END + 400 * DAY)
near_the_beginning = st.integers(FIRST - 400 * DAY, FIRST + 400 * DAY)
anywhere = st.integers(-(10**11), 10**11)


def deadline(start: int, amount: int, unit: TimeUnit) -> int | None:
    """The deadline, or None where it is refused."""
    try:
        return CALENDAR.due_at(start, CALENDAR.budget_at(start, amount, unit), unit)
    except OutsideCalendar:
        return None


def counted_workdays(start: int, amount: int) -> int:
    """The close of the n-th weekday after, found by stepping through the days."""
    day = datetime.fromtimestamp(start, SHANGHAI).date()
    while amount:
        day += timedelta(days=1)
        amount -= day.weekday() < 5
    return midnight(day) + 18 * 3600


@given(near_the_end | near_the_beginning, st.integers(1, 300))
def test_workdays_near_the_ends_are_counted_right_or_refused(start, amount):
    expected = counted_workdays(start, amount)
    possible = start >= FIRST and expected <= END
    assert deadline(start, amount, WORKDAY) == (expected if possible else None)


@given(near_the_end | near_the_beginning, st.integers(1, 500))
def test_natural_days_near_the_ends_are_counted_right_or_refused(start, amount):
    day = datetime.fromtimestamp(start, SHANGHAI).date() + timedelta(days=amount + 1)
    expected = midnight(day)
    possible = start >= FIRST and expected <= END
    assert deadline(start, amount, CALENDAR_DAY) == (expected if possible else None)


@given(near_the_end | near_the_beginning, st.integers(1, 9000))
def test_urgent_hours_near_the_ends_are_counted_right_or_refused(start, amount):
    expected = start + amount * 3600
    possible = start >= FIRST and expected <= END
    assert deadline(start, amount, URGENT) == (expected if possible else None)


@given(anywhere, st.integers(1, 10**6), st.sampled_from(TimeUnit))
def test_no_deadline_ever_lies_outside_the_calendar_or_holds_another_span(start, amount, unit):
    due = deadline(start, amount, unit)
    if due is not None:
        assert FIRST <= start <= due <= END
        assert CALENDAR.elapsed_at(start, due, unit) == CALENDAR.budget_at(start, amount, unit)


@given(anywhere, anywhere)
def test_working_time_between_two_moments_is_told_only_inside_the_calendar(one, other):
    start, end = sorted((one, other))
    if start == end or (start >= FIRST and end <= END):
        CALENDAR.elapsed_at(start, end, HOUR)
    else:
        with pytest.raises(OutsideCalendar):
            CALENDAR.elapsed_at(start, end, HOUR)


@given(anywhere, st.integers(1, 10**6), st.sampled_from(TimeUnit))
def test_an_extension_beyond_the_calendar_is_refused(due, amount, unit):
    try:
        later = CALENDAR.extend_at(due, amount, unit)
    except OutsideCalendar:
        return
    assert FIRST < due < later <= END


def test_the_last_day_is_worked_and_the_day_after_is_refused():
    friday = midnight(LAST_DAY)
    assert LAST_DAY.weekday() == 4
    assert CALENDAR.elapsed_at(friday, END, HOUR) == 7 * 3600
    assert deadline(friday - DAY, 1, WORKDAY) == friday + 18 * 3600
    assert deadline(friday - DAY, 1, CALENDAR_DAY) == END
    for ask in (CALENDAR.is_workday, CALENDAR.working_spans):
        for day in (LAST_DAY + timedelta(days=1), FIRST_DAY - timedelta(days=1)):
            with pytest.raises(OutsideCalendar, match="2000年至2049年"):
                ask(day)


def test_a_year_without_a_notice_is_counted_by_the_week_and_said_to_be_provisional():
    calendar = WorkingCalendar(years=frozenset({2026}))
    start = midnight(date(2026, 12, 30)) + 10 * 3600
    due = calendar.due_at(start, calendar.budget_at(start, 5, WORKDAY), WORKDAY)
    assert due == midnight(date(2027, 1, 6)) + 18 * 3600
    assert calendar.provisional(start, due)


def test_what_lies_outside_is_provisional_however_far():
    for start, due in ((FIRST - 1, FIRST + 1), (END - 1, END + 1), (-(10**15), 10**15)):
        assert CALENDAR.provisional(start, due)


def test_the_weekly_calendar_without_any_shift_refuses_instead_of_looping():
    closed = WorkingCalendar(shifts=((FIRST_DAY, {}),))
    with pytest.raises(OutsideCalendar):
        closed.due_at(FIRST, 1, HOUR)
    assert closed.elapsed_at(FIRST, END, HOUR) == 0
