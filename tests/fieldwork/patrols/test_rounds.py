"""When a route is due and how many rounds count: true whatever is walked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.fieldwork.patrols.rounds import Mark, Rhythm, in_words, mark

MONDAY = date(2026, 9, 14)
WEEK = [MONDAY + timedelta(days=i) for i in range(7)]
NAMES = "一二三四五六日"
weekdays = st.frozensets(st.integers(0, 6))
rhythms = st.builds(Rhythm, weekdays, st.integers(1, 7))
walked = st.frozensets(st.sampled_from(WEEK))


@given(rhythms, walked)
def test_no_more_rounds_are_done_than_are_due_or_were_walked(rhythm, days):
    found = rhythm.rounds(WEEK, days)
    assert 0 <= found.done <= min(found.due, len(days))
    assert found.due == (len(rhythm.weekdays) or rhythm.per_week)


@given(rhythms, walked, st.sampled_from(WEEK))
def test_another_walked_day_never_takes_a_round_away(rhythm, days, more):
    assert rhythm.rounds(WEEK, days | {more}).done >= rhythm.rounds(WEEK, days).done


@given(rhythms)
def test_walking_every_day_does_every_round(rhythm):
    found = rhythm.rounds(WEEK, WEEK)
    assert found.done == found.due


@given(rhythms, walked, st.integers(0, 7))
def test_a_week_cut_in_two_asks_for_no_round_twice_or_never(rhythm, days, cut):
    parts = [rhythm.rounds(part, days) for part in (WEEK[:cut], WEEK[cut:])]
    whole = rhythm.rounds(WEEK, days)
    assert abs(sum(part.due for part in parts) - whole.due) <= (0 if rhythm.weekdays else 1)
    if rhythm.weekdays:
        assert sum(part.done for part in parts) == whole.done


def test_a_round_on_another_day_does_not_stand_in_for_a_missed_one():
    found = Rhythm(frozenset({0, 3}), 2).rounds(WEEK, {WEEK[1], WEEK[3]})
    assert (found.done, found.due) == (1, 2)


def test_without_weekdays_any_day_counts_once():
    found = Rhythm(frozenset(), 2).rounds(WEEK, {WEEK[1], WEEK[5], WEEK[6]})
    assert (found.done, found.due) == (2, 2)


@given(rhythms, st.sampled_from(WEEK), st.booleans(), st.booleans(), st.sampled_from(WEEK))
def test_a_day_is_missed_only_when_it_was_due_is_over_and_was_not_walked(
    rhythm, day, was, staffed, today
):
    found = mark(rhythm, day, walked=was, staffed=staffed, today=today)
    due = rhythm.falls_on(day)
    assert (found is Mark.MISSED) == (due and not was and day < today)
    assert (found in (Mark.AHEAD, Mark.UNSTAFFED)) == (due and not was and day >= today)
    assert (found is Mark.MORE) == (was and not due and bool(rhythm.weekdays))
    assert (found is Mark.NOT_DUE) == (not was and not due)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([0, 1, 2, 3, 4], "一–五"), ([0, 3], "一、四"), ([5, 6], "六、日"),
        ([0, 2, 3, 4, 6], "一、三–五、日"), ([], ""),
    ],
)  # fmt: skip
def test_weekdays_are_told_in_runs(days, told):
    assert in_words(days, NAMES) == told
