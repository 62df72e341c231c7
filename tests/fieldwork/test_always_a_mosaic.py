"""Whatever is split, merged and redrawn: the ground stays covered once, and old days stay."""

from contextlib import contextmanager
from datetime import date

import numpy as np
import pytest
import shapely
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.fieldwork.conftest import BEGAN, SIZE, SOUTH, WEST, Field, code, days
from yiwang.fieldwork.grids import actions, mosaic, outlines, queries
from yiwang.kernel.refusals import Refusal

SLOW = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@contextmanager
def taken_back():
    """What an example writes is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def cut(field: Field, old: str, share: float, upright: bool, first: int, on: date):
    """The two sides of a grid, cut at a share of its width or height."""
    area = outlines.read(queries.grid(old, on).outline)
    west, south, east, north = area.bounds
    at = west + share * (east - west) if upright else south + share * (north - south)
    box = (west, south, at, north) if upright else (west, south, east, at)
    side = shapely.box(*box)
    parts = (area & side, area - side)
    return [field.draft(first + i, part) for i, part in enumerate(parts)]


STEPS = st.tuples(
    st.sampled_from(["split", "merge"]),
    st.integers(0, 10),
    st.integers(0, 10),
    st.floats(0.1, 0.9),
    st.booleans(),
)


@settings(max_examples=25, **SLOW)
@given(steps=st.lists(STEPS, min_size=1, max_size=6), chance=st.integers(0, 1000))
def test_every_point_lies_in_one_grid_as_before(field: Field, steps, chance):
    spread = np.random.default_rng(chance).random((200, 2))
    points = spread * 2 * SIZE + [WEST, SOUTH]
    with taken_back():
        before = queries.codes_at(points)
        ground = mosaic.joined(queries.drawn(queries.valid()).values())
        for number, (what, one, other, share, upright) in enumerate(steps):
            there = [grid.code for grid in queries.valid(days(number))]
            old, beside = there[one % len(there)], there[other % len(there)]
            order, first = field.order(days(number)), 100 + 10 * number
            try:
                if what == "split":
                    into = cut(field, old, share, upright, first, order.effective_on)
                    actions.split(code=old, into=into, order=order)
                else:
                    into = field.draft(first)
                    actions.merge(codes=[old, beside], into=into, order=order)
            except Refusal:
                continue
            event(what)
        last = queries.drawn(queries.valid(days(10)))
        assert mosaic.overlaps(last) == [] and mosaic.gaps(last) == []
        assert mosaic.missing(last.values(), [ground]) < 1
        assert mosaic.beyond(last.values(), [ground]) < 1
        assert None not in queries.codes_at(points, days(10))
        assert queries.codes_at(points, BEGAN) == before


@settings(max_examples=25, **SLOW)
@given(share=st.floats(0.1, 0.9), moved=st.floats(-0.09, 0.09), upright=st.booleans())
def test_a_split_is_taken_exactly_when_it_makes_up_the_whole(
    field: Field, share: float, moved: float, upright: bool
):
    with taken_back():
        one, other = cut(field, code(1), share, upright, 5, days(1))
        wrong = cut(field, code(1), share + moved, upright, 5, days(1))[0]
        off = abs(outlines.square_metres(wrong.outline) - outlines.square_metres(one.outline))
        order = field.order(days(1))
        if off > 4.5:
            with pytest.raises(Refusal, match="重叠|少了"):
                actions.split(code=code(1), into=[wrong, other], order=order)
        elif off < 0.9:
            actions.split(code=code(1), into=[wrong, other], order=order)
