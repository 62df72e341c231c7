"""The log-in rate: what is due, what is done, and what must not count."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fieldwork.patrols.conftest import NOW, ZONE
from yiwang.fieldwork.patrols.rates import Due, log_in_rate

DAY = timedelta(days=1)
EIGHT = NOW.replace(hour=8) - 2 * DAY


def due(day: int = 0, *, excused: bool = False, hours: int = 9) -> Due:
    starts = EIGHT + day * DAY
    return Due(starts, starts + timedelta(hours=hours), excused)


def rate(shifts, log_ins):
    return log_in_rate(shifts, log_ins, now=NOW, zone=ZONE)


def test_days_with_a_log_in_among_those_that_were_due():
    found = rate([due(0), due(1), due(2)], [EIGHT, EIGHT + 2 * DAY])
    assert (found.share.done, found.share.due) == (2, 3)


def test_leave_is_neither_due_nor_done():
    found = rate([due(0), due(1, excused=True)], [EIGHT, EIGHT + DAY])
    assert (found.share.done, found.share.due) == (1, 1)
    assert (found.excused_days, found.after_hours) == (1, 1)


def test_a_log_in_after_hours_counts_for_nothing():
    evening = EIGHT + timedelta(hours=12)
    found = rate([due(0)], [evening])
    assert (found.share.done, found.share.due, found.after_hours) == (0, 1, 1)


def test_an_hour_early_is_for_the_shift_and_earlier_is_not():
    assert rate([due(0)], [EIGHT - timedelta(minutes=60)]).share.done == 1
    assert rate([due(0)], [EIGHT - timedelta(minutes=61)]).share.done == 0


def test_a_shift_that_has_not_begun_is_not_due():
    assert rate([due(5)], []).share.rate is None


def test_two_shifts_of_a_day_are_one_day():
    twice = [due(0, hours=3), Due(EIGHT + timedelta(hours=5), EIGHT + timedelta(hours=9))]
    found = rate(twice, [EIGHT, EIGHT + timedelta(hours=5)])
    assert (found.share.done, found.share.due) == (1, 1)


def test_a_night_shift_belongs_to_the_evening_on_which_it_begins():
    night = Due(EIGHT + timedelta(hours=14), EIGHT + timedelta(hours=22))
    found = rate([night], [EIGHT + timedelta(hours=17)])
    assert (found.share.done, found.share.due) == (1, 1)


days = st.integers(0, 6)


@given(st.lists(st.builds(due, days, excused=st.booleans())), st.lists(st.integers(0, 200)))
def test_the_rate_lies_between_nothing_and_all_and_excuses_never_lower_it(shifts, hours):
    log_ins = [EIGHT + timedelta(hours=h) for h in hours]
    found = rate(shifts, log_ins)
    assert 0 <= found.share.done <= found.share.due
    assert 0 <= found.after_hours <= len(log_ins)
    excused = [Due(s.starts_at, s.ends_at, True) for s in shifts]
    assert rate(excused, log_ins).share.due == 0
