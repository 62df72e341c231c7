"""Night shifts until 24:00: the close belongs to the day that ends there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.worktime import DAY, FIRST_DAY, TimeUnit, WorkingCalendar

NIGHT = WorkingCalendar(shifts=((FIRST_DAY, dict.fromkeys(range(7), ((480, 1440),))),))
MONDAY = int(datetime(2026, 9, 21, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp())
WORKDAY = TimeUnit.WORKDAY


@given(st.integers(0, DAY - 1), st.integers(1, 30))
def test_the_day_of_receipt_is_not_counted_when_it_closes_at_midnight(second, amount):
    start = MONDAY + second
    budget = NIGHT.budget_at(start, amount, WORKDAY)
    assert NIGHT.due_at(start, budget, WORKDAY) == MONDAY + (amount + 1) * DAY


@given(st.integers(1, 30))
def test_an_extension_of_a_close_at_midnight_counts_from_the_day_that_ended(amount):
    assert NIGHT.extend_at(MONDAY, amount, WORKDAY) == MONDAY + amount * DAY
