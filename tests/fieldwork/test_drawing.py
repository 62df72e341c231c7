"""Changes that were drawn: as text, cut, joined, fitted, told what they would do, handed in."""

from dataclasses import replace

import pytest
import shapely

from tests.fieldwork.conftest import COMMUNITY, SIZE, SOUTH, WEST, Field, cell, code, days
from yiwang.fieldwork.grids import actions, drawing, outlines, queries, showing
from yiwang.fieldwork.grids.drawing import Drawing, Kind, Piece
from yiwang.fieldwork.grids.proposals import Asked, proposal
from yiwang.kernel.refusals import Conflict, Invalid, NotFound, NotNow, Refusal, TooLarge


def line(*places: tuple[float, float]) -> str:
    corners = ", ".join(f"{WEST + c * SIZE:.9f} {SOUTH + r * SIZE:.9f}" for c, r in places)
    return f"LINESTRING({corners})"


def piece(number: int, outline, name: str = "") -> Piece:
    return Piece(code(number) if number else "", name, drawing.written(outline))


def asked(drawn: Drawing):
    return proposal(
        Asked(
            change=drawn.change,
            on=drawn.on,
            drawn=drawn.drawn(),
            codes=drawn.codes,
            outer=drawn.outer,
        )
    )


def found(drawn: Drawing) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.kind, finding.codes) for finding in asked(drawn).findings]


def split(*places, on=1) -> Drawing:
    cut = Drawing(change=Kind.SPLIT, on=days(on), codes=(code(1),), line=line(*places))
    return drawing.cut(cut)


def test_a_line_cuts_a_grid_into_pieces_under_free_codes_and_the_split_is_recorded(field: Field):
    drawn = split((0.5, -0.1), (0.5, 1.1))
    assert [p.code for p in drawn.pieces] == [code(5), code(6)]
    assert asked(drawn).refusal is None and found(drawn) == []
    drawing.carry_out(drawn, field.order(days(1)))
    new = queries.grid(code(5), days(1))
    assert shapely.equals(outlines.read(new.outline), cell(0, 0, 0.5))
    assert (new.name, new.area.code, queries.grid(code(1)).code) == (code(5), COMMUNITY, code(1))


def test_pieces_keep_the_manager_of_the_grid_they_come_from(field: Field):
    other = field.district.units["other"]
    actions.reassign(codes=[code(1)], managed_by=other, order=field.order(days(0)))
    drawing.carry_out(split((0.5, -0.1), (0.5, 1.1)), field.order(days(1)))
    assert queries.grid(code(5), days(1)).managed_by == other


def test_what_was_written_for_a_piece_stays_when_the_line_is_drawn_anew(field: Field):
    drawn = split((0.5, -0.1), (0.5, 1.1))
    named = (Piece(code(8), "北片"), Piece())
    again = drawing.cut(replace(drawn, pieces=named))
    assert [(p.code, p.name) for p in again.pieces] == [(code(8), "北片"), (code(5), "")]


@pytest.mark.parametrize("text", ["", "LINESTRING(1 1)", "POINT(1 1)", "a line", "POLYGON((0 0,"])
def test_a_line_that_is_none_is_refused(field: Field, text):
    with pytest.raises(Invalid, match="LINESTRING"):
        drawing.cut(Drawing(change=Kind.SPLIT, on=days(1), codes=(code(1),), line=text))


def test_only_one_grid_is_cut_at_a_time(field: Field):
    for codes in ((), (code(1), code(2))):
        with pytest.raises(Invalid, match="请选择要拆分的网格"):
            drawing.cut(Drawing(change=Kind.SPLIT, on=days(1), codes=codes))


def test_neighbours_are_joined_under_a_free_code(field: Field):
    drawn = drawing.joined(Drawing(change=Kind.MERGE, on=days(1), codes=(code(1), code(2))))
    assert drawn.pieces[0].code == code(5)
    assert shapely.equals(drawn.pieces[0].outline(1), cell(0, 0, 2))
    drawing.carry_out(drawn, field.order(days(1)))
    assert queries.grid(code(5), days(1)).area.code == COMMUNITY


def test_a_merger_of_grids_that_only_touch_at_a_corner_is_told_before(field: Field):
    drawn = drawing.joined(Drawing(change=Kind.MERGE, on=days(1), codes=(code(1), code(4))))
    assert "不相邻" in asked(drawn).refusal.message
    one = drawing.joined(Drawing(change=Kind.MERGE, on=days(1), codes=(code(1),)))
    assert "至少有两个" in asked(one).refusal.message


def test_a_new_grid_gets_a_free_code_of_the_nearest_community(field: Field):
    drawn = Drawing(change=Kind.ADD, on=days(0), pieces=(piece(0, cell(2, 0)),))
    drawn = drawing.with_codes(drawn)
    assert drawn.pieces[0].code == code(5) and asked(drawn).refusal is None
    drawing.carry_out(drawn, field.order(days(0)))
    assert queries.grid(code(5)).area.code == COMMUNITY


def test_a_new_grid_over_others_is_told_where_and_how_much_and_fits_after_fitting(field: Field):
    drawn = Drawing(change=Kind.ADD, on=days(0), pieces=(piece(5, cell(1.9, 0.5)),))
    assert found(drawn) == [("overlap", (code(2), code(5))), ("overlap", (code(4), code(5)))]
    assert "重叠" in asked(drawn).refusal.message
    ground = asked(drawn).findings[0].ground
    assert ground.area == pytest.approx(cell(1.9, 0.5, 0.1, 0.5).area)
    fitted = drawing.fitted(drawn)
    apart = shapely.hausdorff_distance(fitted.pieces[0].outline(1), cell(2, 0.5, 0.9))
    assert apart < 3e-9
    assert found(fitted) == [] and asked(fitted).refusal is None


def test_a_gap_that_a_new_grid_leaves_is_told_and_is_no_reason_to_refuse(field: Field):
    far = field.draft(9, cell(3, 0, 1, 2))
    actions.add(grids=[far], order=field.order(days(0)))
    roof = shapely.union(cell(2, 1), cell(2, 0, 1, 0.2))
    drawn = Drawing(change=Kind.ADD, on=days(0), pieces=(piece(5, roof),))
    (gap,) = asked(drawn).findings
    assert gap.kind == "gap" and gap.codes == tuple(map(code, (2, 4, 5, 9)))
    assert gap.ground.area == pytest.approx(cell(2, 0.2, 1, 0.8).area)
    assert asked(drawn).refusal is None


def test_a_gap_does_not_count_ground_of_grids_that_lie_in_it(field: Field):
    actions.add(
        grids=[field.draft(7, cell(3, 0, 1, 2)), field.draft(8, cell(2.2, 0.4, 0.6, 0.4))],
        order=field.order(days(0)),
    )
    roof = shapely.union(cell(2, 1), cell(2, 0, 1, 0.2))
    drawn = Drawing(change=Kind.ADD, on=days(0), pieces=(piece(5, roof),))
    (gap,) = asked(drawn).findings
    assert gap.ground.area == pytest.approx(cell(2, 0.2, 1, 0.8).area - cell(0, 0, 0.6, 0.4).area)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (cell(0, 0, 0.9), cell(1, 0), "missing"),
        (cell(0, 0, 1.1), cell(1, 0), "overlap"),
        (cell(0, -0.1, 1, 1.1), cell(1, 0), "beyond"),
    ],
)
def test_borders_that_lose_or_take_ground_are_told(field: Field, one, other, kind):
    drawn = Drawing(change=Kind.REDRAW, on=days(1), pieces=(piece(1, one), piece(2, other)))
    (finding,) = asked(drawn).findings
    assert finding.kind == kind and code(1) in finding.codes
    assert finding.square_metres == pytest.approx(4252, rel=1e-3)
    assert asked(drawn).refusal is not None
    with pytest.raises(Refusal):
        drawing.carry_out(drawn, field.order(days(1)))


def test_borders_move_between_grids_and_outwards_only_when_it_is_said(field: Field):
    moved = (piece(1, cell(0, 0, 1.2)), piece(2, cell(1.2, 0, 0.8)))
    drawing.carry_out(Drawing(change=Kind.REDRAW, on=days(1), pieces=moved), field.order(days(1)))
    outwards = Drawing(change=Kind.REDRAW, on=days(2), pieces=(piece(3, cell(0, 1, 1, 1.5)),))
    assert "超出" in asked(outwards).refusal.message
    said = replace(outwards, outer=True)
    assert asked(said).refusal is None and found(said) == []
    drawing.carry_out(said, field.order(days(2)))
    into = Drawing(
        change=Kind.REDRAW, on=days(3), pieces=(piece(4, cell(0.9, 1, 1.1)),), outer=True
    )
    assert found(into) == [("overlap", (code(3), code(4)))]


def test_a_grid_that_will_change_is_told_to_be_planned_already(field: Field):
    drawing.carry_out(split((0.5, -0.1), (0.5, 1.1), on=5), field.order(days(5)))
    drawn = Drawing(change=Kind.REDRAW, on=days(1), pieces=(piece(1, cell(0, 0)),))
    assert isinstance(asked(drawn).refusal, NotNow)
    planned = [grid for grid in showing.sheet(days(1)).grids if grid.planned]
    assert [grid.code for grid in planned] == [code(5), code(6)]


def test_what_crosses_itself_is_told_with_its_place_and_compared_with_nothing(field: Field):
    bow = Piece(
        code(5), "", "POLYGON((114.31 30.6, 114.32 30.61, 114.32 30.6, 114.31 30.61, 114.31 30.6))"
    )
    drawn = Drawing(change=Kind.ADD, on=days(0), pieces=(bow,))
    assert found(drawn) == [] and "自相交" in asked(drawn).refusal.message


@pytest.mark.parametrize(
    ("drawn", "refusal", "words"),
    [
        ((Piece(code(1), "", "POLYGON((0 0"),), Invalid, "第1块：边界的WKT写法不对"),
        ((Piece(code(5), "", ""),), Invalid, "没有边界"),
        ((piece(0, cell(2, 0)),), Invalid, "网格编码"),
        ((piece(1, cell(2, 0)),), Conflict, "已经用过"),
        ((Piece("420199009009001", "", drawing.written(cell(2, 0))),), NotFound, "社区"),
        ((piece(5, cell(2, 0)),) * 101, TooLarge, "100"),
        ((Piece(code(5), "", "P" * 1_600_000),), TooLarge, "顶点过多"),
    ],
)
def test_a_new_grid_that_does_not_fit_is_refused_and_nothing_is_written(
    field: Field, drawn, refusal, words
):
    with pytest.raises(refusal, match=words):
        drawing.carry_out(Drawing(change=Kind.ADD, on=days(0), pieces=drawn), field.order(days(0)))
    assert len(queries.adjustments()) == 1


def test_nothing_chosen_is_refused_for_each_change(field: Field):
    for kind in (Kind.MERGE, Kind.SPLIT, Kind.REDRAW, Kind.RETIRE):
        with pytest.raises(Invalid, match="请选择要调整的网格"):
            drawing.carry_out(Drawing(change=kind, on=days(1)), field.order(days(1)))


def test_free_codes_follow_the_highest_ever_used_and_end_with_the_segment(field: Field):
    actions.retire(codes=[code(4)], order=field.order(days(0)))
    assert showing.next_codes(COMMUNITY, 2) == [code(5), code(6)]
    actions.add(grids=[field.draft(998, cell(5, 5))], order=field.order(days(0)))
    assert showing.next_codes(COMMUNITY, 2) == [code(999), ""]
    assert showing.next_codes("420199001003", 1) == ["420199001003001"]


def test_outlines_on_record_come_as_text_that_reads_back_the_same(field: Field):
    drawn = drawing.on_record(Drawing(change=Kind.REDRAW, on=days(0), codes=(code(1),)))
    (was,) = drawn.pieces
    assert (was.code, was.name) == (code(1), "第1网格")
    assert outlines.written(was.outline(1)) == queries.grid(code(1)).outline


def test_the_sheet_of_a_day_follows_every_adjustment(field: Field):
    box = (WEST, SOUTH, WEST + SIZE / 2, SOUTH + SIZE / 2)
    assert [grid.code for grid in showing.sheet(days(0)).in_box(*box)] == [code(1)]
    actions.retire(codes=[code(1)], order=field.order(days(0)))
    assert showing.sheet(days(0)).in_box(*box) == []
    assert showing.sheet(days(0)).in_box(0, 0, 1, 1) == []
