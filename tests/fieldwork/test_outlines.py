"""Outlines: what is taken as one, how large it is, and what is refused in words."""

import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwang.fieldwork.grids import outlines
from yiwang.kernel.refusals import Invalid, Refusal

RING = [[114.0, 30.0], [114.01, 30.0], [114.01, 30.01], [114.0, 30.01], [114.0, 30.0]]


def test_the_whole_earth_has_the_area_of_the_ellipsoid():
    earth = outlines.square_metres(shapely.box(-180, -90, 180, 90))
    assert earth == pytest.approx(510_065_621.724e6, rel=1e-9)


@settings(deadline=None)
@given(latitude=st.floats(-60, 60), size=st.floats(0.0005, 0.01))
def test_a_small_area_is_what_the_radii_of_curvature_say(latitude: float, size: float) -> None:
    middle = math.radians(latitude + size / 2)
    curve = 1 - 0.00669437999014 * math.sin(middle) ** 2
    north = 6378137 * (1 - 0.00669437999014) / curve**1.5 * math.radians(size)
    east = 6378137 / math.sqrt(curve) * math.cos(middle) * math.radians(size)
    found = outlines.square_metres(shapely.box(114, latitude, 114 + size, latitude + size))
    assert found == pytest.approx(north * east, rel=1e-6)


def test_a_corner_set_into_a_long_edge_changes_nothing():
    corners = [(114.0, 30.0), (114.05, 30.02), (114.02, 30.05)]
    between = [(a + (b - a) * 0.3) for a, b in zip(*corners[:2], strict=True)]
    more = [corners[0], tuple(between), *corners[1:]]
    areas = [outlines.square_metres(shapely.Polygon(ring)) for ring in (corners, more)]
    assert areas[0] == pytest.approx(areas[1], abs=0.01)


def test_holes_do_not_count_and_parts_add_up():
    outer, hole = shapely.box(114, 30, 114.01, 30.01), shapely.box(114.002, 30.002, 114.004, 30.004)
    ringed = shapely.Polygon(outer.exterior.coords, [hole.exterior.coords])
    whole, missing = outlines.square_metres(outer), outlines.square_metres(hole)
    assert outlines.square_metres(ringed) == pytest.approx(whole - missing)
    both = shapely.MultiPolygon([ringed, hole])
    assert outlines.square_metres(both) == pytest.approx(whole)


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_an_outline_is_read_and_written_without_a_change(kind):
    coordinates = [RING] if kind == "Polygon" else [[RING]]
    told = {"type": kind, "coordinates": coordinates}
    assert outlines.written(outlines.read(told)) == told


def test_heights_are_dropped():
    high = [[*corner, 23.5] for corner in RING]
    assert outlines.written(outlines.read({"type": "Polygon", "coordinates": [high]})) == {
        "type": "Polygon",
        "coordinates": [RING],
    }


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (None, "应为面"),
        ([], "应为面"),
        ({"type": "Point", "coordinates": [114, 30]}, "应为面"),
        ({"type": "Polygon"}, "写法不对"),
        ({"type": "Polygon", "coordinates": []}, "应为面"),
        ({"type": "Polygon", "coordinates": [[[114, 30], [114, 31]]]}, "写法不对"),
        ({"type": "Polygon", "coordinates": [[["x", 30], [114, 31], [115, 31]]]}, "写法不对"),
        ({"type": "Polygon", "coordinates": "114 30"}, "写法不对"),
        ({"type": "Polygon", "coordinates": [[[y, x] for x, y in RING]]}, "填反"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [400, 0], [400, 1], [0, 0]]]}, "180"),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [math.nan, 0], [1, 1], [0, 0]]]},
            "应为数字",
        ),
        (
            {"type": "Polygon", "coordinates": [[[i / 1e4, 0] for i in range(50_001)] + [[0, 0]]]},
            "50000",
        ),
    ],
)
def test_what_is_no_area_on_earth_is_refused_in_words(told, sentence):
    with pytest.raises(Invalid, match=sentence):
        outlines.read(told)


def test_an_outline_that_crosses_itself_is_told_with_the_place_and_can_be_repaired():
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    found = outlines.read(bow)
    assert "0.5 0.5" in outlines.fault(found)
    whole = outlines.repaired(found)
    assert outlines.fault(whole) == "" and len(whole.geoms) == 2
    with pytest.raises(Invalid, match="没有面积"):
        flat = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}
        outlines.repaired(outlines.read(flat))


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=20,
)


@settings(deadline=None)
@given(kind=st.sampled_from(["Polygon", "MultiPolygon"]), coordinates=NONSENSE)
def test_whatever_stands_in_a_file_is_read_or_refused(kind, coordinates):
    try:
        found = outlines.read({"type": kind, "coordinates": coordinates})
    except Refusal:
        return
    assert not found.is_empty
