"""Grids of every day, read once: the same answers as looking at each grid for itself."""

from datetime import date, timedelta

import shapely
from hypothesis import given
from hypothesis import strategies as st

from yiwang.fieldwork.grids import days
from yiwang.fieldwork.grids.days import Days, Lasting

BEGAN = date(2026, 1, 1)
SPANS = st.tuples(st.integers(0, 40), st.none() | st.integers(1, 40), st.integers(0, 3))


def lasting(number: int, span: tuple[int, int | None, int]) -> Lasting:
    """A square grid at one of four places, from a day on."""
    begins, long, place = span
    since = BEGAN + timedelta(days=begins)
    until = since + timedelta(days=long) if long else None
    return Lasting(number, f"{number:03d}", shapely.box(place, 0, place + 1, 1), since, until)


@given(st.lists(SPANS, max_size=12), st.integers(-2, 90), st.floats(-0.5, 4.5))
def test_a_place_is_in_the_lowest_grid_of_that_day_that_holds_it(spans, day, longitude):
    every = [lasting(number, span) for number, span in enumerate(spans)]
    on = BEGAN + timedelta(days=day)
    point = (longitude, 0.5)
    there = [
        one.code for one in every
        if one.holds(on) and one.outline.intersects(shapely.Point(*point))
    ]  # fmt: skip
    assert Days(every).code(point, "", on) == min(there, default="")


@given(st.lists(SPANS, max_size=12), st.integers(-2, 90))
def test_an_area_is_a_grid_only_on_the_days_that_it_was_one(spans, day):
    every = [lasting(number, span) for number, span in enumerate(spans)]
    on, found = BEGAN + timedelta(days=day), Days(every)
    for one in every:
        assert found.code(None, one.code, on) == (one.code if one.holds(on) else "")
    assert found.code(None, "", on) == ""


def test_days_between_two_adjustments_share_a_locator_and_few_are_kept():
    found = Days(lasting(number, (number * 3, None, 0)) for number in range(20))
    first, second = BEGAN + timedelta(days=3), BEGAN + timedelta(days=5)
    assert found.on(first) is found.on(second)
    assert found.on(first) is not found.on(second + timedelta(days=1))
    for number in range(20):
        found.on(BEGAN + timedelta(days=3 * number))
    assert len(found._kept) == days._MOST_KEPT
