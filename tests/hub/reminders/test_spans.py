"""When deliveries fall due: by hand against the published calendar of 2026, and for any rule."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwang.hub.reminders.spans import Requirement, dues
from yiwang.hub.reminders.words import Counted, Span
from yiwang.kernel.refusals import Invalid
from yiwang.kernel.worktime import DayKind, WorkingCalendar

ZONE = ZoneInfo("Asia/Shanghai")
# National Day 2026 as it may be published: a week off, two make-up workdays.
OFF = {date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)}
MADE_UP = {date(2026, 9, 27): DayKind.WORKDAY, date(2026, 10, 10): DayKind.WORKDAY}
WORKING = WorkingCalendar(exceptions=OFF | MADE_UP, years=frozenset({2026}))


def on(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def found(wanted: Requirement, first: datetime, last: datetime) -> list[str]:
    return [f"{d.period} {d.due_at:%m-%d %H:%M}" for d in dues(wanted, WORKING, first, last)]


def test_each_workday_means_make_up_workdays_too_and_no_holidays():
    wanted = Requirement(Span.WORKDAY, time(9, 30))
    assert found(wanted, on(9, 26), on(10, 11)) == [
        f"2026-{day} {day} 09:30" for day in ("09-27", "09-28", "09-29", "09-30", "10-08",
                                              "10-09", "10-10")
    ]  # fmt: skip


def test_each_day_is_owed_on_holidays_too():
    assert len(found(Requirement(Span.DAY), on(10, 1), on(10, 8))) == 7


def test_each_hour_at_its_minute():
    wanted = Requirement(Span.HOUR, time(0, 5))
    assert found(wanted, on(6, 1, 10, 4), on(6, 1, 12, 4)) == [
        "2026-06-01T10 06-01 10:05",
        "2026-06-01T11 06-01 11:05",
    ]


def test_a_week_whose_day_is_a_holiday_is_due_on_the_next_workday():
    wanted = Requirement(Span.WEEK, day=5)
    assert found(wanted, on(9, 21), on(10, 9, 19)) == [
        "2026-W39 09-25 18:00",
        "2026-W40 10-08 18:00",
        "2026-W41 10-09 18:00",
    ]


def test_the_fifth_workday_of_a_month_and_the_fifth_day_put_off():
    fifth = Requirement(Span.MONTH, day=5)
    assert found(fifth, on(10, 1), on(10, 31)) == ["2026-10 10-13 18:00"]
    calendar = Requirement(Span.MONTH, day=5, counted=Counted.CALENDAR_DAY)
    assert found(calendar, on(10, 1), on(10, 31)) == ["2026-10 10-08 18:00"]


def test_the_last_day_of_a_month_put_off_into_the_next_is_still_of_its_month():
    wanted = Requirement(Span.MONTH, day=31, counted=Counted.CALENDAR_DAY)
    assert found(wanted, on(5, 31), on(6, 2)) == ["2026-05 06-01 18:00"]


@pytest.mark.parametrize(
    ("span", "key"),
    [(Span.QUARTER, "2026-Q3"), (Span.HALF_YEAR, "2026-H2"), (Span.YEAR, "2027")],
)
def test_longer_spans(span: Span, key: str):
    assert found(Requirement(span), on(6, 30), on(6, 30) + timedelta(days=190))[0].startswith(key)


def test_a_day_that_no_span_has_is_refused():
    for span, day in ((Span.WEEK, 8), (Span.MONTH, 32), (Span.MONTH, 0)):
        with pytest.raises(Invalid):
            Requirement(span, day=day)
    with pytest.raises(Invalid):
        Requirement(Span.DAY, grace=-1)


REQUIREMENTS = st.builds(
    Requirement,
    st.sampled_from(Span),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.integers(1, 7),
    st.sampled_from(Counted),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


@settings(max_examples=60, deadline=None)
@given(REQUIREMENTS, MOMENTS, st.integers(0, 40), st.integers(0, 40))
def test_cut_anywhere_the_same_is_owed_once_and_in_order(
    wanted: Requirement, start: datetime, one: int, two: int
):
    middle = start + timedelta(days=one)
    end = middle + timedelta(days=two)
    whole = list(dues(wanted, WORKING, start, end))
    cut = [*dues(wanted, WORKING, start, middle), *dues(wanted, WORKING, middle, end)]
    # Several put off by one holiday fall due at the same moment, never out of order.
    assert whole == cut
    assert [d.due_at for d in whole] == sorted(d.due_at for d in whole)
    assert len({d.period for d in whole}) == len(whole)
    for due in whole:
        assert start < due.due_at <= end
        assert due.opens_at <= due.due_at
        assert wanted.span in (Span.HOUR, Span.DAY) or WORKING.is_workday(due.due_at.date())
