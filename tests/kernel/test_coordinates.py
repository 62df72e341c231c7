"""Coordinate systems: known pairs, the way there and back, the edge, and what is refused."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yiwang.kernel.coordinates import OFFSET_AREA, Position, System, distance_in_metres
from yiwang.kernel.refusals import Invalid

WGS, CGCS, GCJ, BD = System.WGS_84, System.CGCS2000, System.GCJ_02, System.BD_09
WEST, SOUTH, EAST, NORTH = OFFSET_AREA
in_china = st.builds(Position, st.floats(73.5, 135.1), st.floats(3.8, 53.6))
in_the_area = st.builds(Position, st.floats(WEST, EAST), st.floats(SOUTH, NORTH))
anywhere = st.builds(Position, st.floats(-180, 180), st.floats(-60, 60))
systems = st.sampled_from(System)


@pytest.mark.parametrize(
    ("source", "target", "given", "expected"),
    [
        # Published beside the public formula, by more than one library.
        (WGS, GCJ, (121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        (WGS, GCJ, (113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        (WGS, GCJ, (116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
        (GCJ, BD, (116.404, 39.915), (116.41036949371029, 39.92133699351021)),
        (WGS, GCJ, (116.404, 39.915), (116.41024449916938, 39.91640428150164)),
    ],
)
def test_known_pairs_agree_to_a_millimetre(source, target, given, expected):
    found = Position(*given, source).to(target)
    assert (found.longitude, found.latitude) == pytest.approx(expected, abs=1e-8)


@given(in_china | in_the_area, systems, systems)
@example(Position(105.0, 35.0), GCJ, BD)
def test_there_and_back_is_the_same_place_within_a_millimetre(place, first, second):
    back = place.to(first).to(second).to(WGS)
    assert distance_in_metres(place, back) < 0.001
    assert math.hypot(back.longitude - place.longitude, back.latitude - place.latitude) < 1e-8


@given(in_china)
def test_the_offset_is_some_hundred_metres_and_never_more_than_a_kilometre_and_a_half(place):
    for system, most in ((GCJ, 1000), (BD, 2500)):
        moved = place.to(system)
        as_if_plain = Position(moved.longitude, moved.latitude)
        assert 10 < distance_in_metres(place, as_if_plain) < most


@given(in_china, systems)
def test_the_same_place_is_at_no_distance_in_whatever_system(place, system):
    assert distance_in_metres(place, place.to(system)) < 0.001


@given(anywhere.filter(lambda p: not (WEST - 1 < p.longitude < EAST + 1)), systems, systems)
def test_abroad_nothing_is_changed(place, first, second):
    moved = place.to(first).to(second)
    assert (moved.longitude, moved.latitude) == (place.longitude, place.latitude)


def test_at_the_edge_the_offset_sets_in_at_once():
    inside, outside = Position(EAST, 30.0), Position(EAST + 1e-6, 30.0)
    assert outside.to(GCJ).longitude == outside.longitude
    jump = abs(inside.to(GCJ).longitude - inside.longitude)
    assert 1e-4 < jump < 0.02
    assert distance_in_metres(inside.to(GCJ).to(WGS), inside) < 0.001
    # In the strip that the jump leaves, the place inside is preferred.
    assert outside.to(GCJ).to(WGS).longitude < EAST


def test_the_national_system_is_taken_for_that_of_the_satellites():
    place = Position(114.3, 30.6, CGCS)
    assert place.to(WGS) == Position(114.3, 30.6, WGS)
    assert place.to(GCJ) == Position(114.3, 30.6).to(GCJ)


def test_distances_are_those_on_the_ground():
    assert distance_in_metres(Position(0, 0), Position(0, 1)) == pytest.approx(111_195, abs=1)
    assert distance_in_metres(Position(0, 0), Position(180, 0)) == pytest.approx(20_015_115, abs=10)
    assert distance_in_metres(Position(179.999, 10), Position(-179.999, 10)) < 220
    # Beijing to Shanghai by geodesic: 1067.0 km.
    beijing, shanghai = Position(116.404, 39.915), Position(121.4737, 31.2304)
    assert distance_in_metres(beijing, shanghai) == pytest.approx(1_067_000, rel=0.006)


@given(anywhere, anywhere, anywhere)
def test_distances_are_symmetric_and_no_detour_is_shorter(one, two, three):
    assert distance_in_metres(one, two) == pytest.approx(distance_in_metres(two, one), abs=1e-6)
    direct = distance_in_metres(one, three)
    assert direct <= distance_in_metres(one, two) + distance_in_metres(two, three) + 1e-3


@pytest.mark.parametrize(
    ("longitude", "latitude", "why"),
    [
        (30.6, 114.3, "填反"),
        (39.9, 87.6, "填反"),
        (181, 30, "180"),
        (114, -90.5, "90"),
        (math.nan, 30, "数字"),
        (114, math.inf, "数字"),
    ],
)
def test_impossible_and_exchanged_coordinates_are_refused(longitude, latitude, why):
    with pytest.raises(Invalid, match=why):
        Position(longitude, latitude)


def test_every_system_has_its_chinese_name():
    assert len({system.label for system in System}) == len(System)


@given(
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.sampled_from(list(System)),
    st.sampled_from(list(System)),
)
def test_every_place_on_earth_can_be_turned_without_a_fault(east, north, system, other):
    try:
        there = Position(east, north, system)
    except Invalid:
        return
    turned = there.to(other)
    assert distance_in_metres(there, turned) < 2_000
