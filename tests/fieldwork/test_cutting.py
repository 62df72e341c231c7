"""Grids cut by a line and outlines fitted to neighbours: nothing is lost, nothing held twice."""

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.fieldwork.conftest import SIZE, SOUTH, WEST, cell
from yiwang.fieldwork.grids import cutting, mosaic
from yiwang.fieldwork.grids.outlines import square_metres
from yiwang.kernel.refusals import Invalid

METRE = 1 / 111_000


def at(column: float, row: float) -> tuple[float, float]:
    return WEST + column * SIZE, SOUTH + row * SIZE


def line(*places: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString([at(*place) for place in places])


def same(one, other) -> bool:
    """Whether two shapes are the same to the last decimal that is stored."""
    return one.is_valid and shapely.hausdorff_distance(one, other) < 3e-9


def makes_up(pieces, whole) -> bool:
    named = {str(n): piece for n, piece in enumerate(pieces)}
    lost = mosaic.missing(pieces, [whole]) + mosaic.beyond(pieces, [whole])
    return lost < 1 and mosaic.overlaps(named) == []


def test_a_line_across_gives_two_pieces_from_west_to_east():
    west, east = cutting.cut(cell(0, 0), line((0.4, -0.1), (0.4, 1.1)))
    assert same(west, shapely.box(*at(0, 0), *at(0.4, 1)))
    assert same(east, shapely.box(*at(0.4, 0), *at(1, 1)))


@pytest.mark.parametrize("short", [0, 0.5 * METRE, -0.5 * METRE])
def test_a_line_that_ends_at_the_border_or_just_before_it_reaches_it(short):
    south, north = SOUTH + short, SOUTH + SIZE - short
    drawn = shapely.LineString([(WEST + SIZE / 2, south), (WEST + SIZE / 2, north)])
    assert len(cutting.cut(cell(0, 0), drawn)) == 2


@pytest.mark.parametrize(
    "drawn",
    [
        line((0.4, 0.2), (0.4, 0.8)),
        line((0.4, -0.1), (0.4, 0.8)),
        line((2, 0), (2, 1)),
        line((0, 0), (1, 0)),
        line((2, 2), (3, 2), (3, 3), (2, 2)),
        line((-1, -1), (3, -1), (3, 3), (-1, 3), (-1, -1)),
    ],
)
def test_a_line_that_divides_nothing_is_refused_in_words(drawn):
    with pytest.raises(Invalid, match="没有把网格分开"):
        cutting.cut(cell(0, 0), drawn)


def test_a_closed_line_takes_out_what_it_encloses_and_leaves_a_hole():
    ring = line((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6), (0.4, 0.4))
    inside, outside = cutting.cut(cell(0, 0), ring)
    assert same(inside, cell(0.4, 0.4, 0.2, 0.2))
    assert len(outside.interiors) == 1 and makes_up([inside, outside], cell(0, 0))


def test_a_closed_line_that_crosses_itself_is_refused():
    ring = line((0.2, 0.2), (0.8, 0.7), (0.8, 0.2), (0.2, 0.8), (0.2, 0.2))
    with pytest.raises(Invalid, match="自身相交"):
        cutting.cut(cell(0, 0), ring)


def test_a_closed_line_across_the_border_takes_only_ground_of_the_grid():
    ring = line((0.5, 0.5), (1.5, 0.5), (1.5, 0.9), (0.5, 0.9), (0.5, 0.5))
    inside, outside = cutting.cut(cell(0, 0), ring)
    assert same(inside, cell(0.5, 0.5, 0.5, 0.4))
    assert makes_up([inside, outside], cell(0, 0))


def test_a_line_that_leaves_and_comes_back_gives_a_piece_for_each_side():
    pieces = cutting.cut(cell(0, 0), line((0.3, -0.1), (0.3, 1.1), (0.6, 1.1), (0.6, -0.1)))
    assert len(pieces) == 3 and makes_up(pieces, cell(0, 0))


def test_a_grid_with_a_hole_keeps_it():
    whole = cell(0, 0) - cell(0.4, 0.4, 0.2, 0.2)
    pieces = cutting.cut(whole, line((0.5, -0.1), (0.5, 1.1)))
    assert len(pieces) == 2 and makes_up(pieces, whole)


def test_a_part_that_the_line_does_not_touch_goes_with_the_nearest_piece():
    whole = shapely.MultiPolygon([cell(0, 0), cell(1.2, 0, 0.2)])
    west, east = cutting.cut(whole, line((0.5, -0.1), (0.5, 1.1)))
    assert isinstance(west, shapely.Polygon) and isinstance(east, shapely.MultiPolygon)
    assert makes_up([west, east], whole)


def test_a_slip_of_less_than_a_square_metre_is_no_piece():
    nick = 0.3 * METRE / SIZE
    drawn = line((-0.1, nick), (0.002, -nick), (0.5, -0.1), (0.5, 1.1))
    pieces = cutting.cut(cell(0, 0), drawn)
    assert len(pieces) == 2 and makes_up(pieces, cell(0, 0))


share = st.floats(-0.5, 1.5)


@settings(max_examples=60, deadline=None)
@given(places=st.lists(st.tuples(share, share), min_size=2, max_size=6, unique=True))
def test_whatever_is_drawn_the_pieces_make_up_the_grid(places):
    whole = shapely.union(cell(0, 0), cell(0.5, 0.5)) - cell(0.2, 0.2, 0.1, 0.1)
    drawn = line(*places)
    assume(drawn.is_valid)
    try:
        pieces = cutting.cut(whole, drawn)
    except Invalid:
        return
    assert len(pieces) >= 2 and makes_up(pieces, whole)
    assert all(piece.is_valid and square_metres(piece) >= 0.99 for piece in pieces)


def test_fitting_takes_away_what_neighbours_hold():
    fitted = cutting.fitted(cell(0.9, 0, 1.1), [cell(0, 0), cell(0, 1)])
    assert same(fitted, cell(1, 0))


def test_fitting_fills_a_narrow_gap_and_leaves_a_wide_one():
    around = [cell(0, 0), cell(1, 1), cell(0, 1), cell(1, -1), cell(0, -1), cell(2, 0)]
    narrow = 4 * METRE / SIZE
    drawn = cell(1 + narrow, 0, 1 - narrow)
    assert cutting.fitted(drawn, around).area == pytest.approx(cell(1, 0).area, rel=1e-6)
    wide = cell(1.3, 0, 0.7)
    assert same(cutting.fitted(wide, around), wide)


def test_an_outline_all_of_which_others_hold_cannot_be_fitted():
    with pytest.raises(Invalid, match="全部属于其他网格"):
        cutting.fitted(cell(0.2, 0.2, 0.5, 0.5), [cell(0, 0)])
