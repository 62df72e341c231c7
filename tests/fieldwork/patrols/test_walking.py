"""Coverage: shares are true to their words, whatever is walked."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from yiwang.fieldwork.patrols import walking
from yiwang.fieldwork.patrols.walking import CELL, Share
from yiwang.kernel.coordinates import Position, distance_in_metres
from yiwang.kernel.refusals import Invalid

WEST, SOUTH = 114.3, 30.6
BOX = shapely.box(WEST, SOUTH, WEST + 0.004, SOUTH + 0.003)
places = st.tuples(st.floats(WEST - 0.002, WEST + 0.006), st.floats(SOUTH - 0.002, SOUTH + 0.005))
tracks = st.lists(places, max_size=40)


def numbers(points) -> np.ndarray:
    return np.array(points, dtype=np.float64).reshape(-1, 2)


def test_a_grid_has_the_cells_whose_middle_lies_in_it():
    # 0.004 by 0.003 degrees, and cells of 0.0005.
    assert len(walking.cells_of(BOX)) == 8 * 6


def test_a_grid_smaller_than_a_cell_has_one():
    tiny = shapely.box(WEST + 0.0001, SOUTH + 0.0001, WEST + 0.00012, SOUTH + 0.00012)
    assert len(walking.cells_of(tiny)) == 1


def test_what_is_too_large_to_be_a_grid_has_no_cells_and_no_share():
    assert walking.cells_of(shapely.box(100, 20, 110, 30)) == frozenset()
    assert Share(0, 0).rate is None and Share(0, 0).percent is None


@given(tracks, tracks)
def test_more_points_never_cover_less_and_never_more_than_all(one, other):
    cells = walking.cells_of(BOX)
    first = walking.touched(cells, numbers(one))
    both = walking.touched(cells, numbers(one + other))
    assert first <= both <= cells
    assert both == first | walking.touched(cells, numbers(other))
    assert walking.of_week([first, walking.touched(cells, numbers(other))]) == len(both)


@given(tracks.filter(bool), st.randoms(use_true_random=False))
def test_the_order_of_the_points_makes_no_difference(points, chance):
    cells, turned = walking.cells_of(BOX), chance.sample(points, len(points))
    assert walking.touched(cells, numbers(points)) == walking.touched(cells, numbers(turned))


@given(tracks)
def test_a_cell_is_touched_only_by_a_point_in_it(points):
    got = walking.touched(walking.cells_of(BOX), numbers(points))
    own = {
        math.floor(x / CELL) * 1_000_000 + math.floor(y / CELL)
        for x, y in points
        if BOX.intersects(shapely.Point((math.floor(x / CELL) + 0.5) * CELL,
                                        (math.floor(y / CELL) + 0.5) * CELL))
    }  # fmt: skip
    assert got == own


def test_walking_every_cell_covers_the_whole_grid():
    xs = np.arange(WEST + CELL / 2, WEST + 0.004, CELL)
    ys = np.arange(SOUTH + CELL / 2, SOUTH + 0.003, CELL)
    walked = numbers([(x, y) for x in xs for y in ys])
    cells = walking.cells_of(BOX)
    assert walking.touched(cells, walked) == cells


@given(st.lists(places, min_size=1, max_size=15), tracks, st.integers(5, 200))
def test_a_planned_point_is_reached_exactly_within_its_reach(planned, walked, metres):
    got = walking.reached(numbers(planned), numbers(walked), metres=metres)
    for place, point in enumerate(planned):
        away = [distance_in_metres(Position(*point), Position(*other)) for other in walked]
        # The plane and the sphere agree to a thousandth over a kilometre.
        if away and min(away) < metres * 0.995:
            assert place in got
        if not away or min(away) > metres * 1.005:
            assert place not in got


@given(st.lists(places, min_size=2, max_size=6, unique=True))
def test_a_line_is_planned_from_end_to_end_without_a_gap(path):
    if distance_in_metres(Position(*path[0]), Position(*path[1])) < 1:
        return
    planned = walking.along(path)
    assert planned[0] == pytest.approx(path[0], abs=1e-6)
    assert planned[-1] == pytest.approx(path[-1], abs=1e-6)
    steps = [
        distance_in_metres(Position(*a), Position(*b))
        for a, b in zip(planned, planned[1:], strict=False)
    ]
    assert max(steps) <= walking.PLANNED_EVERY * 1.01
    everything = walking.reached(numbers(planned), numbers(planned), metres=5)
    assert len(everything) == len(planned)


def test_a_line_without_length_or_too_long_is_refused():
    with pytest.raises(Invalid):
        walking.along([[WEST, SOUTH], [WEST, SOUTH]])
    with pytest.raises(Invalid):
        walking.along([[WEST, SOUTH], [WEST + 2, SOUTH]])


@pytest.mark.parametrize(("got", "walked"), [(7, False), (8, True), (10, True)])
def test_a_route_counts_as_walked_from_eighty_per_cent_on(got, walked):
    assert walking.is_walked(10, got) is walked


def test_nothing_planned_is_never_walked():
    assert not walking.is_walked(0, 0)
