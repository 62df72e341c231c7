"""The areas that everybody picks from follow the grids of the day."""

from datetime import timedelta

from django.utils import timezone

from tests.fieldwork.conftest import Field, cell, code, days
from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import actions
from yiwang.fieldwork.grids.following import follow
from yiwang.org import actions as places
from yiwang.org import queries as org


def offered() -> set[str]:
    return {area.code for area in org.areas_below(level="grid")}


def test_each_grid_of_today_is_an_area_with_its_outline(field: Field):
    assert offered() == {code(n) for n in (1, 2, 3, 4)}
    area = org.area(code(1))
    assert area.parent.code == "420199001002" and len(area.outline[0]) == 5
    assert follow() == 0


def test_a_planned_split_is_offered_on_its_day_and_not_before(field: Field, monkeypatch):
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(2)))
    assert offered() == {code(n) for n in (1, 2, 3, 4)} and follow() == 0
    later = timezone.localdate() + timedelta(days=2)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    assert follow() == 3
    assert offered() == {code(n) for n in (2, 3, 4, 5, 6)}


def test_a_case_keeps_the_grid_that_it_was_opened_in(field: Field):
    number = field.district.open(area=code(1)).number
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(0)))
    facts = field.district.act(number, "accept", field.district.worker(Duty.OPERATOR))
    assert facts.number == number
    assert org.area(code(1)).outline and org.area_label(code(1)).endswith("第1网格")
    assert code(1) not in offered()


def test_who_looks_after_a_grid_by_adjustment_is_who_routing_finds(field: Field):
    other = field.district.units["other"]
    actions.reassign(codes=[code(1)], managed_by=other, order=field.order(days(0)))
    assert org.unit_of_area(code(1)) == other
    assert org.unit_of_area(code(2)) == field.district.units["community"]
    assert org.unit_of_area(code(1), kind="street") == field.district.units["street"]
    actions.reassign(codes=[code(1)], managed_by=None, order=field.order(days(0)))
    assert org.unit_of_area(code(1)) == field.district.units["community"]


def test_areas_that_the_register_never_knew_are_left_alone(field: Field):
    parent = org.area("420199001002")
    places.add_area(code=code(77), name="旧网格", level="grid", parent=parent)
    actions.add(grids=[field.draft(8, cell(6, 6))], order=field.order(days(0)))
    assert {code(77), code(8)} <= offered()
