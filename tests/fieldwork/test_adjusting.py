"""Grids are split, merged, reassigned and redrawn from a day on; what was stays as it was."""

from datetime import date, datetime, timedelta

import pytest
import shapely
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.fieldwork.conftest import BEGAN, COMMUNITY, Field, cell, code, days, middle
from yiwang.fieldwork.grids import actions, queries
from yiwang.fieldwork.grids.models import Adjustment, Ending, Grid
from yiwang.kernel.refusals import Conflict, Invalid, NotFound, NotNow


def at(column: float, row: float, moment: datetime | date | None = None) -> str | None:
    found = queries.grid_at(middle(column, row), moment).grid
    return found.code if found else None


def test_a_grid_keeps_its_code_whole_and_in_segments_with_its_ground(field: Field):
    grid = queries.grid(code(1))
    assert grid.segments == ["420199", "001", "002", "001"]
    assert grid.square_metres == pytest.approx(42_520, rel=1e-3)
    assert (grid.valid_from, grid.valid_until, grid.area.code) == (BEGAN, None, COMMUNITY)


def test_a_point_is_in_the_grid_of_its_day_and_in_none_before_there_were_any(field: Field):
    assert [at(0, 0), at(1, 0), at(0, 1), at(1, 1)] == [code(n) for n in (1, 2, 3, 4)]
    assert at(0, 0, date(2023, 12, 31)) is None
    assert at(0, 0, BEGAN) == code(1)


def test_outside_there_is_no_grid_but_a_hint(field: Field):
    found = queries.grid_at(middle(2, 0))
    assert found.grid is None and found.nearest.code == code(2)
    assert found.metres == pytest.approx(95.8, abs=0.5)


def test_a_split_holds_from_its_day_and_not_before(field: Field):
    day = days(10)
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(day))
    assert at(-0.25, 0) == at(0.25, 0) == code(1)
    assert at(-0.25, 0, day - timedelta(days=1)) == code(1)
    assert (at(-0.25, 0, day), at(0.25, 0, day)) == (code(5), code(6))
    old = queries.history(code(1))[0]
    assert old.valid_until == day
    assert [grid.code for grid in queries.replaced_by(old)] == [code(5), code(6)]


def test_a_moment_late_in_the_evening_belongs_to_its_own_day_here(field: Field):
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(1)))
    midnight = timezone.make_aware(datetime.combine(days(1), datetime.min.time()))
    assert at(-0.25, 0, midnight - timedelta(seconds=1)) == code(1)
    assert at(-0.25, 0, midnight) == code(5)


def test_many_points_at_once_are_where_one_by_one_puts_them(field: Field):
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(1)))
    places = [middle(c, r) for c, r in ((-0.25, 0), (0.25, 0), (1, 1), (9, 9))]
    points = [(p.longitude, p.latitude) for p in places]
    assert queries.codes_at(points, days(1)) == [code(5), code(6), code(4), None]
    assert queries.codes_at(points) == [code(1), code(1), code(4), None]


def test_a_merger_holds_the_ground_of_all(field: Field):
    whole = field.draft(7)
    actions.merge(codes=[code(1), code(2)], into=whole, order=field.order(days(0)))
    merged = queries.grid(code(7))
    assert shapely.equals(shapely.geometry.shape(merged.outline), cell(0, 0, 2))
    assert (at(0, 0), at(1, 0), at(0, 1)) == (code(7), code(7), code(3))


def test_grids_that_touch_at_a_corner_only_are_not_merged(field: Field):
    with pytest.raises(Invalid, match="不相邻"):
        actions.merge(codes=[code(1), code(4)], into=field.draft(7), order=field.order(days(0)))


def test_another_unit_looks_after_a_grid_from_the_day_on(field: Field):
    other = field.district.units["other"]
    actions.reassign(codes=[code(1)], managed_by=other, order=field.order(days(3)))
    assert queries.unit_of(queries.grid(code(1))) == field.district.units["community"]
    assert queries.unit_of(queries.grid(code(1), days(3))) == other
    assert queries.unit_of(queries.grid(code(2), days(3))) == field.district.units["community"]


def test_a_border_is_redrawn_without_losing_ground(field: Field):
    drawn = {code(1): cell(0, 0, 1.5), code(2): cell(1.5, 0, 0.5)}
    actions.redraw(drawn=drawn, order=field.order(days(1)))
    assert (at(0.75, 0), at(0.75, 0, days(1))) == (code(2), code(1))
    assert [g.valid_from for g in queries.history(code(1))] == [BEGAN, days(1)]
    old = queries.history(code(1))[0]
    assert [g.code for g in queries.replaced_by(old)] == [code(1)]


@pytest.mark.parametrize(
    ("west", "east", "sentence"),
    [
        (cell(0, 0, 0.4), cell(0.5, 0, 0.5), "少了4,2"),
        (cell(0, 0, 0.6), cell(0.5, 0, 0.5), "重叠4,2"),
        (cell(0, 0, 0.5, 1.1), cell(0.5, 0, 0.5), "超出原边界2,1"),
        (cell(0, 0, 0.5), None, "没有边界"),
        (cell(0, 0, 0.5), shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), "自相交"),
    ],
)
def test_parts_that_do_not_make_up_the_whole_are_refused_with_the_amount(
    field: Field, west, east, sentence
):
    into = [field.draft(5, west), field.draft(6, east)]
    with pytest.raises(Invalid, match=sentence):
        actions.split(code=code(1), into=into, order=field.order(days(1)))
    assert not queries.register().filter(code=code(5)).exists()


def test_a_slip_of_drawing_within_the_tolerance_is_let_through(field: Field):
    # 42,520 m² allow 4.3 m²; a strip of 1 cm over 222 m is 2.2 m².
    strip = 0.01 / 191.7
    into = [field.draft(5, cell(0, 0, 0.5 - strip)), field.draft(6, cell(0.5, 0, 0.5))]
    actions.split(code=code(1), into=into, order=field.order(days(1)))
    into = [field.draft(8, cell(1, 0, 0.5 - 4 * strip)), field.draft(9, cell(1.5, 0, 0.5))]
    with pytest.raises(Invalid, match="少了"):
        actions.split(code=code(2), into=into, order=field.order(days(1)))


def test_an_outer_border_changes_only_when_it_is_said_and_never_over_a_neighbour(field: Field):
    order = field.order(days(1))
    with pytest.raises(Invalid, match="超出"):
        actions.redraw(drawn={code(2): cell(1, 0, 2)}, order=order)
    with pytest.raises(Invalid, match="重叠"):
        actions.redraw(drawn={code(2): cell(0.9, 0, 2)}, order=order, outer_may_change=True)
    actions.redraw(drawn={code(2): cell(1, 0, 2)}, order=order, outer_may_change=True)
    assert (at(2, 0), at(2, 0, days(1))) == (None, code(2))


def test_a_change_is_taken_back_before_its_day_and_its_codes_are_free_again(field: Field):
    made = actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(2)))
    worker = field.order(days(0)).worker
    actions.undo(adjustment_id=made.pk, worker=worker, basis="方案调整")
    assert at(-0.25, 0, days(2)) == code(1)
    assert queries.grid(code(1)).valid_until is None
    with pytest.raises(NotNow, match="已经撤回"):
        actions.undo(adjustment_id=made.pk, worker=worker, basis="再撤")
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(3)))
    assert at(-0.25, 0, days(3)) == code(5)
    assert [a.kind for a in queries.adjustments()] == ["split", "undo", "split", "add"]


def test_what_holds_already_or_carries_later_changes_is_not_taken_back(field: Field):
    worker = field.order(days(0)).worker
    today = actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(0)))
    with pytest.raises(NotNow, match="已经生效"):
        actions.undo(adjustment_id=today.pk, worker=worker, basis="撤")
    first = actions.retire(codes=[code(2)], order=field.order(days(1)))
    second = actions.redraw(
        drawn={code(3): cell(0, 1, 1.5), code(4): cell(1.5, 1, 0.5)}, order=field.order(days(1))
    )
    actions.retire(codes=[code(3)], order=field.order(days(2)))
    with pytest.raises(NotNow, match="请先撤回后者"):
        actions.undo(adjustment_id=second.pk, worker=worker, basis="撤")
    actions.undo(adjustment_id=first.pk, worker=worker, basis="撤")
    assert queries.grid(code(2), days(5)).valid_until is None


def test_a_grid_with_a_planned_change_takes_no_second_one(field: Field):
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(5)))
    with pytest.raises(NotNow, match="请先撤回"):
        actions.retire(codes=[code(1)], order=field.order(days(2)))
    actions.retire(codes=[code(5)], order=field.order(days(6)))
    assert at(-0.25, 0, days(6)) is None


@pytest.mark.parametrize("on", [-1, -400])
def test_no_adjustment_reaches_back_into_the_past(field: Field, on: int):
    with pytest.raises(Invalid, match="早于今天"):
        actions.retire(codes=[code(1)], order=field.order(days(on)))


def test_a_code_that_was_used_names_no_other_grid(field: Field):
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(0)))
    for number in (1, 2, 5):
        with pytest.raises(Conflict, match="已经用过"):
            actions.add(grids=[field.draft(number, cell(5, 5))], order=field.order(days(0)))


@pytest.mark.parametrize("wrong", ["42019900100100", "4201990010010O1", "", "第一网格"])
def test_a_code_of_another_form_is_refused(field: Field, wrong: str):
    with pytest.raises(Invalid, match="15位"):
        draft = field.draft(5, cell(5, 5), code=wrong)
        actions.add(grids=[draft], order=field.order(days(0)))


def test_the_form_of_the_code_is_a_setting(field: Field, settings):
    settings.GRID_CODE = (6, 3, 3, 2)
    draft = field.draft(5, cell(5, 5), code="42019900100207")
    actions.add(grids=[draft], order=field.order(days(0)))
    assert queries.grid("42019900100207").segments == ["420199", "001", "002", "07"]


def test_new_grids_over_old_ones_are_refused_unless_it_is_accepted(field: Field):
    with pytest.raises(Invalid, match="重叠"):
        actions.add(grids=[field.draft(5, cell(1.5, 0))], order=field.order(days(0)))
    with pytest.raises(Invalid, match="网格编码重复"):
        twice = [field.draft(5, cell(5, 5)), field.draft(5, cell(7, 5))]
        actions.add(grids=twice, order=field.order(days(0)))
    grids = [field.draft(5, cell(1.5, 0))]
    actions.add(grids=grids, order=field.order(days(0)), accept_overlaps=True)
    assert (at(1.3, 0), at(1.7, 0)) == (code(2), code(5))


def test_no_basis_no_change(field: Field):
    with pytest.raises(Invalid, match="依据"):
        actions.retire(codes=[code(1)], order=field.order(days(0), basis=" "))
    with pytest.raises(NotFound):
        actions.retire(codes=[code(99)], order=field.order(days(0)))
    with pytest.raises(Invalid, match="每个一次"):
        actions.retire(codes=[code(1), code(1)], order=field.order(days(0)))


def test_nothing_on_record_can_be_altered_even_past_the_program(field: Field):
    actions.retire(codes=[code(1)], order=field.order(days(1)))
    attempts = [
        lambda: Grid.objects.update(name="x"),
        lambda: Adjustment.objects.update(basis="x"),
        lambda: Ending.objects.update(on=BEGAN),
        lambda: Ending.objects.all().delete(),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_a_lookup_costs_few_queries_and_sees_what_changed(field: Field, django_assert_num_queries):
    assert at(0, 0) == code(1)
    with django_assert_num_queries(2):
        at(0, 0)
    actions.retire(codes=[code(1)], order=field.order(days(0)))
    assert at(0, 0) is None


def test_a_change_that_is_rolled_back_is_forgotten(field: Field):
    class Undone(Exception):
        """Ends the transaction."""

    with pytest.raises(Undone), transaction.atomic():
        actions.retire(codes=[code(1)], order=field.order(days(0)))
        assert at(0, 0) is None
        raise Undone
    assert at(0, 0) == code(1)
    actions.retire(codes=[code(2)], order=field.order(days(0)))
    assert (at(0, 0), at(1, 0)) == (code(1), None)
