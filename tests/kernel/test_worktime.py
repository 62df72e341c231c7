"""Working time: the properties that must hold, and the cases where other helpdesks break."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.worktime import (
    DAY,
    FIRST_DAY,
    MONDAY_TO_FRIDAY,
    DayKind,
    OutsideCalendar,
    TimeUnit,
    WorkingCalendar,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOLIDAYS = [date(2026, 2, day) for day in range(15, 24)]
HOLIDAYS += [date(2026, 10, day) for day in range(1, 8)]
HOLIDAYS += [date(2026, 9, day) for day in (25, 26, 27)]
MAKE_UP = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]
CALENDAR = WorkingCalendar(
    exceptions=dict.fromkeys(HOLIDAYS, DayKind.HOLIDAY)
    | {date(2026, month, day): DayKind.WORKDAY for month, day in MAKE_UP},
    years=frozenset({2026}),
)
HOUR, WORKDAY = TimeUnit.WORK_HOUR, TimeUnit.WORKDAY
START, END = (int(datetime(y, 1, 1, tzinfo=SHANGHAI).timestamp()) for y in (2026, 2027))

moments = st.integers(START, END)
units = st.sampled_from(TimeUnit)
amounts = st.integers(1, 60)
seconds = st.integers(0, 400 * 3600)


def at(text: str) -> datetime:
    """A moment of 2026 in the district's time, as 09-21 17:59."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def epoch(text: str) -> int:
    return int(at(text).timestamp())


def due(start: str, amount: int, unit: TimeUnit) -> datetime:
    return CALENDAR.deadline(at(start), amount, unit).astimezone(SHANGHAI)


# -- properties ----------------------------------------------------------------------------------


@given(moments, amounts, units)
def test_a_clock_that_starts_gets_its_budget_and_the_deadline_of_that_budget(start, amount, unit):
    budget = CALENDAR.budget_at(start, amount, unit)
    assert CALENDAR.start_at(start, amount, unit) == (budget, CALENDAR.due_at(start, budget, unit))


@given(moments, amounts, amounts, units)
def test_more_time_never_makes_a_deadline_earlier(start, one, more, unit):
    early, late = (
        CALENDAR.due_at(start, CALENDAR.budget_at(start, n, unit), unit) for n in (one, one + more)
    )
    assert start <= early < late


@given(moments, seconds, seconds, units)
def test_more_seconds_never_make_a_due_moment_earlier(start, one, more, unit):
    assert CALENDAR.due_at(start, one, unit) <= CALENDAR.due_at(start, one + more, unit)


@given(moments, moments, amounts, units)
def test_a_later_start_never_makes_a_deadline_earlier(one, other, amount, unit):
    early, late = sorted((one, other))
    assert CALENDAR.due_at(early, CALENDAR.budget_at(early, amount, unit), unit) <= CALENDAR.due_at(
        late, CALENDAR.budget_at(late, amount, unit), unit
    )


@given(st.lists(moments, min_size=3, max_size=3), units)
def test_elapsed_time_is_the_sum_of_its_parts(three, unit):
    first, middle, last = sorted(three)
    parts = CALENDAR.elapsed_at(first, middle, unit) + CALENDAR.elapsed_at(middle, last, unit)
    assert CALENDAR.elapsed_at(first, last, unit) == parts


@given(moments, amounts, units)
def test_the_time_up_to_a_deadline_is_the_budget_of_the_limit(start, amount, unit):
    budget = CALENDAR.budget_at(start, amount, unit)
    moment = CALENDAR.due_at(start, budget, unit)
    assert CALENDAR.elapsed_at(start, moment, unit) == budget
    assert CALENDAR.due_at(start, CALENDAR.elapsed_at(start, moment, unit), unit) == moment


@given(moments, st.integers(1, 200 * 3600))
def test_the_due_moment_of_working_seconds_is_the_earliest_possible(start, wanted):
    moment = CALENDAR.due_at(start, wanted, HOUR)
    assert CALENDAR.elapsed_at(start, moment, HOUR) == wanted
    assert CALENDAR.elapsed_at(start, moment - 1, HOUR) == wanted - 1


@given(moments, st.integers(0, 20 * DAY), amounts, units)
def test_a_pause_never_makes_a_deadline_earlier(start, pause, amount, unit):
    budget = CALENDAR.budget_at(start, amount, unit)
    paused_at = start + 3600
    spent = min(budget, CALENDAR.elapsed_at(start, paused_at, unit))
    resumed = CALENDAR.due_at(paused_at + pause, budget - spent, unit)
    assert resumed >= CALENDAR.due_at(start, budget, unit) or spent == budget


@given(moments, amounts, units)
def test_an_extension_moves_every_deadline_later(start, amount, unit):
    moment = CALENDAR.due_at(start, CALENDAR.budget_at(start, amount, unit), unit)
    assert CALENDAR.extend_at(moment, 1, unit) > moment


@given(moments, st.integers(0, 12 * DAY))
def test_working_seconds_agree_with_counting_every_minute(start, length):
    begin, end = start // 60 * 60, (start + length) // 60 * 60
    counted = sum(60 for moment in range(begin, end, 60) if is_working(moment))
    assert CALENDAR.elapsed_at(begin, end, HOUR) == counted


def is_working(moment: int) -> bool:
    """The same question answered with nothing but the rule: slow and plain."""
    local = datetime.fromtimestamp(moment, SHANGHAI)
    if local.date() in HOLIDAYS:
        return False
    make_up = (local.month, local.day) in MAKE_UP and local.year == 2026
    if local.weekday() > 4 and not make_up:
        return False
    return 9 <= local.hour < 12 or 14 <= local.hour < 18


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", "America/New_York", "Africa/Casablanca", "Asia/Gaza"]
)
@given(day=st.dates(FIRST_DAY, date(2049, 12, 30)))
def test_days_begin_at_midnight_in_zones_with_and_without_summer_time(zone, day):
    calendar = ZONES[zone]
    local = datetime(day.year, day.month, day.day, 0, 0, 1, tzinfo=ZoneInfo(zone))
    following = day + timedelta(days=1)
    midnight = datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(zone))
    due_then = calendar.due_at(int(local.timestamp()), 1, TimeUnit.CALENDAR_DAY)
    assert due_then == int(midnight.timestamp())


ZONES = {
    zone: WorkingCalendar(zone=zone)
    for zone in ("Asia/Shanghai", "America/New_York", "Africa/Casablanca", "Asia/Gaza")
}

SUMMER = dict.fromkeys(range(5), ((480, 720), (900, 1110)))
SHIFTED = WorkingCalendar(
    shifts=(
        (date(1999, 1, 1), MONDAY_TO_FRIDAY),
        (date(2026, 6, 1), SUMMER),
        (date(2026, 10, 1), MONDAY_TO_FRIDAY),
        (date(2060, 1, 1), {}),
    ),
    exceptions=CALENDAR.exceptions,
)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_sweep_over_all_days_agrees_with_asking_for_one_day(day):
    start = int(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).timestamp())
    spans = sum(last - first for first, last in SHIFTED.working_spans(day))
    assert SHIFTED.elapsed_at(start, start + DAY, HOUR) == spans * 60


def test_summer_hours_hold_from_their_first_day_to_their_last():
    assert SHIFTED.working_spans(date(2026, 5, 29)) == ((540, 720), (840, 1080))
    assert SHIFTED.working_spans(date(2026, 6, 1)) == ((480, 720), (900, 1110))
    assert SHIFTED.working_spans(date(2026, 9, 30)) == ((480, 720), (900, 1110))
    assert SHIFTED.working_spans(date(2026, 10, 8)) == ((540, 720), (840, 1080))


# -- the cases where other helpdesks break -------------------------------------------------------


@pytest.mark.parametrize(("month", "day"), MAKE_UP)
def test_a_make_up_workday_at_the_weekend_is_worked(month, day):
    assert date(2026, month, day).weekday() > 4
    assert CALENDAR.is_workday(date(2026, month, day))
    assert due(f"{month:02}-{day:02} 08:00", 7, HOUR) == at(f"{month:02}-{day:02} 18:00")


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        # received one minute before closing
        ("09-21 17:59", 1, HOUR, "09-22 09:59"),
        ("09-21 17:59", 1, WORKDAY, "09-22 18:00"),
        # received at the very close
        ("09-21 18:00", 1, HOUR, "09-22 10:00"),
        # received on a weekend: counted from Monday
        ("09-12 10:00", 2, HOUR, "09-14 11:00"),
        ("09-12 10:00", 1, WORKDAY, "09-14 18:00"),
        # received at midnight, which begins the day
        ("09-22 00:00", 1, HOUR, "09-22 10:00"),
        ("09-22 00:00", 1, WORKDAY, "09-23 18:00"),
        # the end of a span before lunch is due before lunch, not after it
        ("09-22 09:00", 3, HOUR, "09-22 12:00"),
        ("09-22 11:00", 2, HOUR, "09-22 15:00"),
        # received at lunch
        ("09-22 12:30", 1, HOUR, "09-22 15:00"),
        # working hours run over several days
        ("09-21 16:00", 16, HOUR, "09-23 18:00"),
        # over a holiday, and over the make-up workday before it
        ("09-30 17:00", 2, HOUR, "10-08 10:00"),
        ("09-30 17:00", 3, WORKDAY, "10-10 18:00"),
        ("09-18 17:00", 2, WORKDAY, "09-21 18:00"),
        ("02-13 17:00", 2, WORKDAY, "02-24 18:00"),
        # natural days and urgent hours know no holiday
        ("09-30 17:00", 3, TimeUnit.CALENDAR_DAY, "10-04 00:00"),
        ("09-30 23:30", 2, TimeUnit.URGENT_HOUR, "10-01 01:30"),
    ],
)
def test_a_deadline_is_the_one_a_clerk_would_count(start, amount, unit, expected):
    assert due(start, amount, unit) == at(expected)


def after_pause(start: str, paused: str, resumed: str, amount: int, unit: TimeUnit) -> datetime:
    begin = epoch(start)
    left = CALENDAR.budget_at(begin, amount, unit) - CALENDAR.elapsed_at(begin, epoch(paused), unit)
    moment = CALENDAR.due_at(epoch(resumed), left, unit)
    return datetime.fromtimestamp(moment, SHANGHAI)


def test_a_pause_over_a_holiday_adds_no_working_time():
    resumed = after_pause("09-30 15:00", "09-30 17:00", "10-08 09:00", 4, HOUR)
    assert resumed == at("10-08 11:00")
    assert resumed == due("09-30 15:00", 4, HOUR) + timedelta(hours=1)


def test_a_pause_over_a_make_up_workday_gives_its_hours_back():
    # Sunday 20 September is worked: it counts, unless the clock stands still on it.
    assert due("09-18 17:00", 8, HOUR) == at("09-20 18:00")
    assert after_pause("09-18 17:00", "09-20 00:00", "09-21 00:00", 8, HOUR) == at("09-21 18:00")


def test_a_pause_longer_than_the_whole_limit_leaves_what_was_left():
    assert after_pause("09-07 09:00", "09-07 10:00", "09-21 09:00", 2, HOUR) == at("09-21 10:00")


def test_a_pause_in_workdays_ends_on_a_later_workday():
    assert after_pause("09-07 10:00", "09-08 09:00", "09-10 09:00", 3, WORKDAY) == at("09-14 18:00")


def test_an_extension_counts_from_the_old_deadline_even_after_it_passed():
    old = epoch("09-22 18:00")
    assert CALENDAR.extend_at(old, 2, WORKDAY) == epoch("09-24 18:00")
    assert CALENDAR.extend_at(CALENDAR.extend_at(old, 1, WORKDAY), 1, WORKDAY) == epoch(
        "09-24 18:00"
    )


def test_an_extension_of_a_natural_day_moves_midnight_by_one_day():
    assert CALENDAR.extend_at(epoch("09-24 00:00"), 1, TimeUnit.CALENDAR_DAY) == epoch(
        "09-25 00:00"
    )


def test_the_same_moment_in_another_time_zone_gives_the_same_deadline():
    local = at("09-21 17:59")
    assert CALENDAR.deadline(local, 3, WORKDAY) == CALENDAR.deadline(
        local.astimezone(UTC), 3, WORKDAY
    )


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.deadline(datetime(2026, 9, 21, 10), 1, HOUR)


def test_a_clock_that_stepped_back_has_spent_nothing():
    assert CALENDAR.elapsed_at(epoch("09-22 10:00"), epoch("09-22 09:59"), HOUR) == 0


def test_a_deadline_beyond_the_calendar_is_refused():
    with pytest.raises(OutsideCalendar):
        CALENDAR.due_at(epoch("09-22 10:00"), 50_000 * 3600, HOUR)
    with pytest.raises(OutsideCalendar):
        CALENDAR.budget_at(epoch("09-22 10:00"), 10_000, WORKDAY)


def test_a_deadline_in_a_year_without_notice_is_provisional():
    assert not CALENDAR.provisional(epoch("12-01 10:00"), epoch("12-31 18:00"))
    midnight = int(datetime(2027, 1, 1, tzinfo=SHANGHAI).timestamp())
    assert not CALENDAR.provisional(epoch("12-01 10:00"), midnight)
    assert CALENDAR.provisional(epoch("12-01 10:00"), midnight + 1)
