"""Plans: written as an address and read back, narrowed to a cell, refused when they are none."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measure.test_period import PERIODS
from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import Grain, Period, parse
from yiwang.measure.plan import Bound, Compare, Filter, Plan, Sign, read
from yiwang.measure.reading import Reading, Scale

BOUNDS = st.builds(
    Bound,
    st.sampled_from(["received", "closing_rate"]),
    st.sampled_from(list(Sign)),
    st.decimals(0, 99999, places=2, allow_nan=False),
)
FILTERS = st.builds(
    Filter,
    st.sampled_from(list(Dimension)),
    st.lists(st.text("0123456789ab", max_size=5), min_size=1, max_size=3).map(tuple),
)
PLANS = st.builds(
    Plan,
    indicators=st.just(("received", "closing_rate")),
    period=PERIODS,
    by=st.lists(st.sampled_from(list(Dimension)), min_size=1, max_size=3, unique=True).map(tuple),
    where=st.lists(FILTERS, max_size=3, unique_by=lambda one: one.dimension).map(tuple),
    compare=st.just(tuple(Compare)),
    order=st.sampled_from(["", "received", "-closing_rate", "-received:year_before"]),
    top=st.integers(0, 20),
    having=st.lists(BOUNDS, max_size=3).map(tuple),
    share=st.booleans(),
)


@given(PLANS)
def test_a_plan_in_an_address_is_read_as_the_same_plan(plan: Plan):
    assert read(plan.written()) == plan


def test_a_cell_narrows_the_period_by_its_time_and_filters_by_the_rest():
    span = Period(Grain.RANGE, date(2026, 6, 10), date(2026, 8, 5))
    by = (Dimension.MONTH, Dimension.UNIT)
    bound = Bound("received", Sign.ABOVE, Decimal(9))
    plan = Plan(("received",), span, by, order="received", top=3, having=(bound,), share=True)
    cell = plan.cell(("2026-06", "7"))
    assert (cell.period.first, cell.period.until) == (date(2026, 6, 10), date(2026, 7, 1))
    assert cell.where == (Filter(Dimension.UNIT, ("7",)),)
    assert (cell.by, cell.order, cell.top, cell.having, cell.share) == ((), "", 0, (), False)
    assert plan.cell(("2026-07", "7")).period == parse("2026-07")


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"indicator": ["received"]},
        {"indicator": ["received"], "period": ["2026-06"], "by": ["colour"]},
        {"indicator": ["received"], "period": ["2026-06"], "by": ["unit", "unit"]},
        {"indicator": ["received"], "period": ["2026-06"], "top": ["many"]},
        {"indicator": ["received"], "period": ["2026-06"], "top": ["-1"]},
        {"indicator": ["received"], "period": ["2026-06"], "order": ["backlog"]},
        {"indicator": ["received"], "period": ["2026-06"], "in.colour": ["red"]},
        {"indicator": ["received"], "period": ["2026-06"], "in.unit": ["1"] * 201},
        {"indicator": ["received"], "period": ["2026-06"], "order": ["received:year_before"]},
        {"indicator": ["received"], "period": ["2026-06"], "order": ["received:never"]},
        {"indicator": ["received"], "period": ["2026-06"], "share": ["1"]},
        {"indicator": ["received"], "period": ["2026-06"], "having": ["received<9"]},
        {"indicator": ["received"], "period": ["2026-06"], "by": ["unit"], "having": ["many"]},
        {"indicator": ["received"], "period": ["2026-06"], "by": ["unit"], "having": ["backlog<9"]},
        {"indicator": ["received"] * 61, "period": ["2026-06"]},
    ],
)
def test_what_is_no_plan_is_refused(parameters: dict[str, list[str]]):
    with pytest.raises(Invalid):
        read(parameters)


@pytest.mark.parametrize(
    ("sign", "just_below", "exactly"),
    [
        (Sign.BELOW, True, False),
        (Sign.AT_MOST, True, True),
        (Sign.ABOVE, False, False),
        (Sign.AT_LEAST, False, True),
    ],
)
def test_a_bound_is_held_against_the_exact_value(sign: Sign, just_below: bool, exactly: bool):
    bound = Bound("closing_rate", sign, Decimal(90))
    below = Reading(Scale.PERCENT, Fraction(89_999, 100_000), 89_999, 100_000)
    assert below.text == "90.00%"
    assert bound.holds(below) is just_below
    assert bound.holds(Reading(Scale.PERCENT, Fraction(9, 10), 9, 10)) is exactly
    assert not bound.holds(Reading(Scale.PERCENT, None, 0, 0))
