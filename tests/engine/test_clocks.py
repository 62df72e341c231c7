"""The deadlines that other helpdesks break, each as a test; moments are local to Shanghai."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.walks import BUREAU, Walk
from yiwang.engine.checks import faults
from yiwang.engine.clocks import seconds_left
from yiwang.engine.effects import AssignmentStatus
from yiwang.engine.evolve import replay
from yiwang.kernel.refusals import NotNow
from yiwang.kernel.worktime import DayKind, OutsideCalendar, TimeUnit, WorkingCalendar
from yiwang.procedures.appeals import PROCEDURE

SHANGHAI = ZoneInfo("Asia/Shanghai")
INTO_HANDLING = ("receive", "accept", "establish", "dispatch")
HOLIDAYS = {datetime(2026, 10, day).date(): DayKind.HOLIDAY for day in range(1, 8)}
MADE_UP = {datetime(2026, 10, 10).date(): DayKind.WORKDAY}
CALENDAR = WorkingCalendar(exceptions=HOLIDAYS | MADE_UP, years=frozenset({2026}))


@pytest.fixture(autouse=True)
def published_calendar(monkeypatch):
    monkeypatch.setattr("tests.walks.CALENDAR", CALENDAR)


def at(text: str) -> int:
    return int(datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI).timestamp())


def local(moment: int | None) -> str:
    assert moment is not None
    return datetime.fromtimestamp(moment, SHANGHAI).strftime("%m-%d %H:%M")


def walk(text: str, *keys: str) -> Walk:
    """A case on which these were done at once, at a moment."""
    return on(Walk(PROCEDURE), text, *keys)


def on(case: Walk, text: str, *keys: str, **changes) -> Walk:
    case.now = at(text)
    return case.go(*keys, after=0, **changes)


def due(case: Walk, limit: str = "handle", subject: int = 0) -> str:
    return local(case.standing.clock(limit, subject).due_at)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("09-21T17:59", "09-28 18:00"),
        ("09-21T18:01", "09-28 18:00"),
        ("09-19T12:00", "09-25 18:00"),
        ("09-21T00:00", "09-28 18:00"),
        ("09-21T12:30", "09-28 18:00"),
        ("09-28T10:00", "10-10 18:00"),
        ("10-02T10:00", "10-13 18:00"),
    ],
)
def test_five_workdays_from_odd_moments_and_over_the_holiday(received, expected):
    """09-19 is a Saturday; 10-01 to 10-07 are off; Saturday 10-10 is made up."""
    assert due(walk(received, *INTO_HANDLING)) == expected


def test_a_deadline_that_would_fall_into_lunch_ends_before_it():
    case = walk("09-21T08:00", "receive", "accept")
    assert due(case, "establish") == "09-21 15:00"
    case = walk("09-21T17:30", "receive", "accept")
    assert due(case, "establish") == "09-22 14:30"


def test_a_day_and_night_limit_counts_nights_and_holidays():
    assert due(walk("10-01T23:00", "receive"), "sign") == "10-02 23:00"


def suspended(asked: str, resumed: str) -> Walk:
    case = walk("09-28T10:00", *INTO_HANDLING, "sign")
    on(case, asked, "ask_suspension", "grant_suspension", given={"until": at("12-31T18:00")})
    assert case.standing.clock("handle").due_at is None
    return on(case, resumed, "resume")


def test_a_pause_over_a_holiday_gives_only_the_working_time_back():
    assert due(suspended("09-30T18:00", "10-08T09:00")) == "10-10 18:00"


def test_a_pause_over_a_made_up_workday_gives_that_day_back():
    assert due(suspended("10-09T18:00", "10-12T09:00")) == "10-12 18:00"


def test_a_suspension_longer_than_the_whole_limit_leaves_what_was_left():
    case = suspended("09-28T10:30", "11-30T09:00")
    clock = case.standing.clock("handle")
    spent = CALENDAR.elapsed_at(at("09-28T10:00"), at("09-28T10:30"), "workday")
    assert clock.used == spent == 1800
    assert due(case) == "12-07 18:00"


def test_an_extension_asked_in_time_and_granted_after_the_deadline_still_counts_from_it():
    case = walk("09-21T10:00", *INTO_HANDLING, "sign")
    on(case, "09-28T17:00", "ask_extension", given={"amount": 2})
    on(case, "09-29T10:00", "grant_extension", given={"amount": 2})
    assert due(case) == "09-30 18:00"
    assert not case.standing.clock("handle").late(at("09-29T12:00"))


def test_two_extensions_add_up_and_a_third_is_refused():
    case = walk("09-21T10:00", *INTO_HANDLING, "sign")
    for day in ("22", "23"):
        on(case, f"09-{day}T10:00", "ask_extension", "grant_extension", given={"amount": 1})
    assert due(case) == "09-30 18:00"
    on(case, "09-24T10:00", "ask_extension", given={"amount": 1})
    with pytest.raises(NotNow, match="最多2次"):
        on(case, "09-24T11:00", "grant_extension", given={"amount": 1})


def test_asking_for_an_extension_after_the_deadline_is_refused():
    case = walk("09-21T10:00", *INTO_HANDLING, "sign")
    with pytest.raises(NotNow, match="已超过办理时限"):
        on(case, "09-28T18:01", "ask_extension")


def test_the_limit_may_change_while_it_runs_and_lateness_is_not_washed_away(monkeypatch):
    case = walk("09-21T10:00", *INTO_HANDLING, "sign")
    assert due(case) == "09-28 18:00"
    monkeypatch.setattr("tests.walks.DeclaredRules.limit", longer)
    on(case, "09-24T10:00", "recategorise")
    assert due(case) == "10-10 18:00"
    assert case.standing.clock("handle").notice == 7


def test_a_category_changed_after_the_deadline_keeps_the_case_late(monkeypatch):
    case = walk("09-21T10:00", *INTO_HANDLING, "sign")
    monkeypatch.setattr("tests.walks.DeclaredRules.limit", longer)
    on(case, "09-29T10:00", "recategorise")
    clock = case.standing.clock("handle")
    assert clock.late(at("09-29T10:00")) and local(clock.late_since) == "09-28 18:00"


def longer(rules, limit, facts, unit):
    """A dial published meanwhile: ten workdays for handling."""
    return (10 if limit.key == "handle" else limit.amount), limit.unit.value, 7


def test_a_running_clock_keeps_the_limit_and_the_calendar_it_started_under(monkeypatch):
    case = walk("09-21T10:00", *INTO_HANDLING)
    monkeypatch.setattr("tests.walks.DeclaredRules.limit", longer)
    monkeypatch.setattr("tests.walks.DeclaredRules.edition", 1)
    on(case, "09-22T10:00", "sign")
    clock = case.standing.clock("handle")
    assert (clock.amount, clock.edition, due(case)) == (5, 0, "09-28 18:00")


def test_rework_starts_a_new_round_and_the_first_keeps_its_outcome():
    case = walk("09-21T10:00", *INTO_HANDLING, "sign")
    on(case, "09-29T10:00", "reply", "rework")
    first, second = [c for c in case.standing.clocks if c.limit == "handle"]
    assert first.late(0) and first.ended_at == at("09-29T10:00")
    assert (second.round, local(second.due_at)) == (2, "10-12 18:00")


def test_reopening_after_closing_starts_anew_within_its_window():
    case = walk("09-21T10:00", *INTO_HANDLING, "sign", "reply", "verify_pass", "call_back_close")
    on(case, "10-12T10:00", "reopen")
    assert due(case) == "10-19 18:00"
    closed = walk("09-21T10:00", *INTO_HANDLING, "sign", "reply", "verify_pass", "call_back_close")
    with pytest.raises(NotNow, match="已超过可以“重办”的期限"):
        on(closed, "10-22T10:00", "reopen")


def test_another_unit_gets_its_own_clock_and_the_case_keeps_its_own():
    case = walk("09-21T10:00", *INTO_HANDLING, "sign")
    on(case, "09-23T10:00", "redispatch", given={"lead_unit": BUREAU})
    assert due(case) == "09-28 18:00"
    assert case.standing.clock("unit_reply", 1).dropped
    assert due(case, "unit_reply", 2) == "09-29 18:00"


def test_a_merged_case_counts_for_nobody():
    case = walk("09-21T10:00", *INTO_HANDLING, "sign")
    on(case, "09-30T10:00", "merge")
    assert all(c.dropped and not c.late(0) for c in case.standing.clocks if c.limit == "handle")


def test_a_clock_that_steps_back_is_refused():
    case = walk("09-21T10:00", *INTO_HANDLING)
    with pytest.raises(NotNow, match="早于"):
        on(case, "09-21T09:59", "sign")


def test_the_citys_limit_runs_on_while_the_district_pauses():
    case = Walk(PROCEDURE)
    on(case, "09-21T10:00", "receive", given={"outer_due": at("09-30T18:00")})
    on(case, "09-21T10:00", "accept", "establish", "dispatch", "sign")
    on(case, "09-22T10:00", "ask_suspension", "grant_suspension")
    assert due(case, "outer") == "09-30 18:00"
    on(case, "10-12T10:00", "resume", "reply", "verify_pass", "call_back_close")
    assert case.standing.clock("outer").late(0)
    assert not case.standing.clock("handle").late(0)


def test_the_unit_below_has_its_own_clock_inside_that_of_the_unit_above():
    case = walk("09-21T10:00", *INTO_HANDLING)
    on(case, "09-22T10:00", "pass_down")
    assert due(case, "unit_reply", 1) == "09-25 18:00"
    assert due(case, "unit_reply", 2) == "09-28 18:00"
    assert case.standing.assignments[0].status == AssignmentStatus.PASSED


@given(st.integers(0, 40 * 86_400), st.integers(1, 20), st.integers(1, 20))
def test_more_time_never_makes_a_deadline_earlier(later, fewer, more):
    start = at("09-01T00:00") + later
    for unit in ("work_hour", "workday", "calendar_day", "urgent_hour"):
        dues = [
            CALENDAR.due_at(start, CALENDAR.budget_at(start, amount, unit), unit)
            for amount in sorted((fewer, more))
        ]
        assert dues == sorted(dues)
        extended = CALENDAR.extend_at(dues[0], more, unit)
        assert extended > dues[0]


def test_the_log_of_a_long_story_replays_to_the_stored_clocks():
    case = suspended("10-09T18:00", "10-12T09:00")
    on(case, "10-12T10:00", "reply", "rework", "sign", "reply", "verify_pass", "call_back_close",
       actor=None)  # fmt: skip
    assert replay(PROCEDURE, "SQ1", case.events, lambda edition: CALENDAR) == case.standing


def test_a_deadline_given_far_ahead_stays_the_moment_that_was_given():
    given = int(datetime(2060, 1, 1, tzinfo=SHANGHAI).timestamp())
    case = Walk(PROCEDURE)
    on(case, "09-21T10:00", "receive", given={"outer_due": given})
    clock = case.standing.clock("outer")
    assert clock.due_at == given
    assert seconds_left(clock, at("09-21T10:00"), CALENDAR) == given - at("09-21T10:00")
    assert CALENDAR.provisional(clock.started_at, clock.due_at)


def test_a_limit_given_as_a_moment_may_not_be_counted_in_working_time():
    limits = tuple(
        replace(limit, unit=TimeUnit.WORKDAY) if limit.given else limit
        for limit in PROCEDURE.limits
    )
    found = [fault for fault in faults(replace(PROCEDURE, limits=limits)) if "moment" in fault]
    assert len(found) == 2


def test_an_appeal_received_after_the_calendar_ends_is_refused():
    case = Walk(PROCEDURE)
    case.now = int(datetime(2050, 3, 1, tzinfo=SHANGHAI).timestamp())
    with pytest.raises(OutsideCalendar, match="2049"):
        case.go("receive", after=0)
