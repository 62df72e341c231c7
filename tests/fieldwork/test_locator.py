"""Which grid a point lies in: by the stated rule on borders and outside, against another method."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fieldwork import ray
from yiwang.fieldwork.grids import outlines
from yiwang.fieldwork.grids.locator import NOWHERE, Locator
from yiwang.kernel.coordinates import Position, System
from yiwang.kernel.refusals import Invalid

# Numbers that a float holds exactly, so that a point on a border is on it and not beside it.
STEP = 1 / 4096
WIDE, HIGH = 4, 3


def square(west: float, south: float, size: float = 0.01) -> shapely.Polygon:
    return shapely.box(west, south, west + size, south + size)


@st.composite
def districts(draw: st.DrawFn) -> dict[str, shapely.Polygon]:
    """Four-sided grids without a gap, corners moved; some are left out or have holes."""
    shift = st.integers(-300, 300)
    corner = {
        (i, j): (
            114 + (1024 * i + draw(shift)) * STEP,
            30 + (1024 * j + draw(shift)) * STEP,
        )
        for i in range(WIDE + 1)
        for j in range(HIGH + 1)
    }
    codes = draw(st.permutations([f"{n:015d}" for n in range(WIDE * HIGH)]))
    found = {}
    for i in range(WIDE):
        for j in range(HIGH):
            ring = [corner[i, j], corner[i + 1, j], corner[i + 1, j + 1], corner[i, j + 1]]
            area = shapely.Polygon(ring)
            middle = (114 + (1024 * i + 512) * STEP, 30 + (1024 * j + 512) * STEP)
            if draw(st.integers(0, 4)) == 0:
                hole = shapely.box(*middle, middle[0] + 64 * STEP, middle[1] + 64 * STEP)
                area = shapely.Polygon(ring, [hole.exterior.coords])
            if draw(st.integers(0, 9)):
                found[codes[i * HIGH + j]] = area
    return found


@st.composite
def points(draw: st.DrawFn, district: dict[str, shapely.Polygon]) -> tuple[float, float]:
    """Anywhere, on a corner, or on an edge where a float can be exactly on it."""
    corners = [c for area in district.values() for c in shapely.get_coordinates(area).tolist()]
    if not corners or draw(st.booleans()):
        east, north = draw(st.integers(-400, 4600)), draw(st.integers(-400, 3600))
        return 114 + east * STEP, 30 + north * STEP
    at = draw(st.integers(0, len(corners) - 1))
    one, other = corners[at], corners[(at + 1) % len(corners)]
    part = draw(st.sampled_from([0.0, 0.25, 0.5, 0.75]))
    return tuple(a + (b - a) * part for a, b in zip(one, other, strict=True))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_every_point_lies_where_casting_a_ray_in_fractions_says(data) -> None:
    district = data.draw(districts())
    wanted = data.draw(st.lists(points(district), min_size=1, max_size=30))
    locator = Locator(district)
    plain = {code: outlines.written(area) for code, area in district.items()}
    expected = [ray.place(point, plain) for point in wanted]
    bulk = [locator.codes[i] if i != NOWHERE else None for i in locator.assign(np.array(wanted))]
    single = [locator.one(Position(*point)).code for point in wanted]
    assert bulk == single == expected


def test_a_point_on_a_shared_border_belongs_to_the_lowest_code_and_on_the_outer_one_is_inside():
    locator = Locator({"2": square(114, 30, 0.5), "1": square(114.5, 30, 0.5)})
    border, outer, corner = (114.5, 30.25), (114.0, 30.25), (115.0, 30.5)
    assert [locator.one(Position(*p)).code for p in (border, outer, corner)] == ["1", "2", "1"]
    assert locator.assign(np.array([border, outer, corner])).tolist() == [0, 1, 0]


def test_a_point_outside_gets_no_grid_but_the_nearest_one_and_how_far_it_is():
    locator = Locator({"1": square(114, 30), "2": square(114.02, 30)})
    place = locator.one(Position(114.018, 30.005))
    assert (place.code, place.nearest) == (None, "2")
    assert place.metres == pytest.approx(192.7, abs=0.5)
    assert locator.assign(np.array([[114.018, 30.005]])).tolist() == [NOWHERE]


def test_near_is_judged_in_metres_and_not_in_degrees():
    # 0.011 degrees east are 950 m here, 0.010 degrees north are 1,110 m.
    locator = Locator({"1": square(114.011, 30), "2": square(114, 30.02)})
    assert locator.one(Position(114, 30.01)).nearest == "1"
    assert locator.one(Position(114, 30.01)).metres < 1_070


def test_a_position_in_another_system_is_converted_before_it_is_looked_up():
    locator = Locator({"1": square(114.3, 30.6, 0.002)})
    plain = Position(114.301, 30.601)
    shifted = plain.to(System.GCJ_02)
    assert locator.one(shifted).code == "1"
    assert locator.one(Position(shifted.longitude, shifted.latitude)).code is None


def test_without_any_grid_there_is_neither_a_place_nor_a_hint():
    locator = Locator({})
    place = locator.one(Position(114, 30))
    assert (place.code, place.nearest, place.metres) == (None, None, None)
    assert locator.assign(np.array([[114.0, 30.0]])).tolist() == [NOWHERE]


def test_no_points_and_points_that_are_no_numbers_have_no_place():
    locator = Locator({"1": square(114, 30)})
    assert locator.assign(np.empty((0, 2))).tolist() == []
    strange = np.array([[np.nan, 30.001], [114.001, np.nan], [np.inf, 30.001], [114.001, 30.001]])
    assert locator.assign(strange).tolist() == [NOWHERE, NOWHERE, NOWHERE, 0]


def test_longitude_and_latitude_the_wrong_way_round_are_refused():
    with pytest.raises(Invalid, match="填反"):
        Locator({"1": square(114, 30)}).one(Position(30.001, 114.001))
