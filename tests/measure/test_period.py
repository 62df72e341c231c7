"""Periods: written, read, compared and divided."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.refusals import Invalid
from yiwang.measure.period import Grain, Period, around, parse

DAYS = st.dates(date(2001, 1, 1), date(2049, 12, 31))
GRAINS = st.sampled_from([grain for grain in Grain if grain is not Grain.RANGE])
RANGES = st.tuples(DAYS, st.integers(1, 800)).map(
    lambda given: Period(Grain.RANGE, given[0], date.fromordinal(given[0].toordinal() + given[1]))
)
WHOLE = st.builds(around, GRAINS, DAYS)
EARLY = WHOLE.flatmap(
    lambda whole: st.dates(whole.first, whole.last).map(lambda last: whole.up_to(last))
)
PERIODS = WHOLE | RANGES | EARLY


@given(PERIODS)
def test_what_is_written_is_read_as_the_same_period(period: Period):
    assert parse(period.key) == period
    assert period.label


@given(PERIODS, GRAINS)
def test_the_pieces_of_a_period_join_without_gap_and_overlap(period: Period, grain: Grain):
    pieces = list(period.split(grain))
    assert pieces[0].first == period.first and pieces[-1].until == period.until
    assert all(one.until == next.first for one, next in zip(pieces, pieces[1:], strict=False))


@given(WHOLE | RANGES)
def test_the_period_before_ends_where_this_one_begins(period: Period):
    assert period.before().until == period.first
    assert period.before().grain == period.grain


@given(EARLY)
def test_a_period_that_ends_early_is_set_against_as_much_of_another(period: Period):
    days = (period.until - period.first).days
    for other in (period.before(), period.year_before()):
        assert other.grain == period.grain
        # Months have 28 to 31 days.
        assert abs((other.until - other.first).days - days) <= 3
        assert other.until <= other.whole.until
    assert period.before().first == period.whole.before().first


def test_the_beginning_of_a_period_is_set_against_the_same_beginning():
    begun = parse("2026-06..2026-06-20")
    assert begun.label == "2026年6月（截至6月20日）"
    assert begun.before().key == "2026-05..2026-05-20"
    assert begun.year_before().key == "2025-06..2025-06-20"
    assert parse("2026..2026-06-20").year_before().key == "2025..2025-06-20"
    assert parse("2026-W25..2026-06-17").before().key == "2026-W24..2026-06-10"
    assert parse("2026-03..2026-03-30").before().key == "2026-02"
    assert parse("2026-06..2026-06-30").key == "2026-06"


def test_whole_months_are_set_against_whole_months_and_days_against_days():
    assert parse("2026-01-01..2026-06-30").before().key == "2025-07-01..2025-12-31"
    assert parse("2026-03-01..2026-03-02").before().key == "2026-02-27..2026-02-28"
    assert parse("2024-02-10..2024-02-28").year_before().key == "2023-02-10..2023-02-28"


@given(PERIODS)
def test_the_period_after_begins_where_this_one_ends(period: Period):
    assert period.after().first == period.whole.until
    if period.grain is not Grain.RANGE:
        assert period.after().before() == period.whole


def test_the_same_period_a_year_earlier():
    assert parse("2026-Q2").year_before().key == "2025-Q2"
    assert parse("2024-02-29").year_before().key == "2023-02-28"
    # 2020 has a week 53 and 2019 none: its last week stands in.
    assert parse("2020-W53").year_before().key == "2019-W52"


NO_PERIODS = ("", "2026-13", "2026-W60", "26-01", "2026-02-30", "2026Q2", "2000..2050")


@pytest.mark.parametrize("text", [*NO_PERIODS, "2026-06-02..2026-06-01", "2026-06..2026-07-01"])
def test_what_is_no_period_is_refused_with_its_text(text: str):
    with pytest.raises(Invalid):
        parse(text)
