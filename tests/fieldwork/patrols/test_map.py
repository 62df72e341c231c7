"""Grids on the map: who looks after each, what was walked, what is planned, who sees it."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.fieldwork.conftest import SIZE, SOUTH, WEST, Field, cell, code
from tests.fieldwork.patrols.conftest import MONDAY, NOW, Street
from tests.web.test_pages import signed_in
from yiwang.engine.duties import CENTRE, Duty
from yiwang.fieldwork.grids import actions
from yiwang.fieldwork.patrols import queries, shifts
from yiwang.fieldwork.patrols.models import Covered
from yiwang.org.models import Unit

DATA, CARD, TABLE = "/map/grids.json", "/map/grid/", "/map/grids/"
TODAY = NOW.date()
BOX = {"bbox": f"{WEST},{SOUTH},{WEST + 2 * SIZE},{SOUTH + 2 * SIZE}", "zoom": "14"}


def publish(street: Street) -> None:
    shifts.publish(monday=MONDAY, by=street.leader)


def close(unit: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(active=False)


def told(client: Client, **more) -> dict[str, dict]:
    answer = client.get(DATA, BOX | more)
    assert answer.status_code == 200, answer.content
    return {f["properties"]["code"]: f["properties"] for f in answer.json()["features"]}


def client(street: Street, duty: Duty = Duty.SUPERVISOR, unit: str = "") -> Client:
    return signed_in(street.field.district, duty, unit)


def test_a_published_shift_of_the_day_counts_as_somebody_at_work(street: Street):
    street.shift(grids=[code(1)])
    street.shift(day=3, grids=[code(2)])
    assert queries.grids_on_shift(TODAY) == {}
    publish(street)
    assert queries.grids_on_shift(TODAY) == {code(1): {street.collector.person_name}}
    found = told(client(street), on=TODAY.isoformat())
    assert found[code(1)]["care"] == "worker" and found[code(2)]["care"] == "unit"
    tomorrow = told(client(street), on=(TODAY + timedelta(days=1)).isoformat())
    assert tomorrow[code(1)]["care"] == "unit" and tomorrow[code(2)]["care"] == "worker"


def test_an_excused_shift_and_an_unpublished_one_are_nobody_at_work(street: Street):
    excused = street.shift(grids=[code(1)])
    publish(street)
    shifts.excuse(shift_id=excused.pk, kind="sick", reason="病假", by=street.leader)
    assert queries.grids_on_shift(TODAY) == {}


def test_a_grid_without_a_working_unit_has_nobody(street: Street, field: Field):
    district = field.district
    other = district.units["other"]
    order = field.order(TODAY)
    actions.reassign(codes=[code(2)], managed_by=other, order=order)
    close(district.units["community"])
    found = told(client(street), on=TODAY.isoformat())
    assert {key: row["care"] for key, row in found.items()} == {
        code(1): "nobody", code(2): "unit", code(3): "nobody", code(4): "nobody",
    }  # fmt: skip
    close(other)
    assert told(client(street), on=TODAY.isoformat())[code(2)]["care"] == "nobody"


def test_what_is_planned_is_told_apart_and_holds_from_its_day(street: Street, field: Field):
    later = TODAY + timedelta(days=10)
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(later))
    found = told(client(street), on=TODAY.isoformat())
    assert found[code(1)]["until"] and not found[code(1)]["planned"]
    assert found[code(5)]["planned"] and found[code(6)]["planned"]
    after = told(client(street), on=later.isoformat())
    assert code(1) not in after and not after[code(5)]["planned"]


def test_coverage_is_told_where_it_is_known_and_only_to_those_who_see_all(street: Street):
    given = {"counted_at": NOW}
    Covered.objects.create(grid_code=code(1), on=TODAY, cells=4, touched=[1, 2, 3], **given)
    Covered.objects.create(
        grid_code=code(2), on=TODAY - timedelta(days=7), cells=4, touched=[1], **given
    )
    asked = {"on": TODAY.isoformat(), "by": "coverage"}
    found = told(client(street), **asked)
    assert found[code(1)]["walked"] == 75.0 and found[code(2)]["walked"] is None
    for duty in (Duty.OPERATOR, Duty.HANDLER):
        assert told(client(street, duty), **asked)[code(1)]["walked"] is None
    assert told(client(street), on=TODAY.isoformat())[code(1)]["walked"] is None
    assert "75.0%" in client(street).get(CARD, {"code": code(1)} | asked).content.decode()


def test_coverage_of_the_day_alone_leaves_out_the_days_before(street: Street):
    given = {"cells": 4, "counted_at": NOW}
    Covered.objects.create(grid_code=code(1), on=TODAY, touched=[1], **given)
    Covered.objects.create(
        grid_code=code(1), on=TODAY - timedelta(days=1), touched=[1, 2, 3], **given
    )
    asked = {"on": TODAY.isoformat(), "by": "coverage_day"}
    assert told(client(street), **asked)[code(1)]["walked"] == 25.0
    assert told(client(street), **asked | {"by": "coverage"})[code(1)]["walked"] == 75.0
    assert told(client(street, Duty.HANDLER), **asked)[code(1)]["walked"] is None


def test_names_of_those_at_work_are_for_those_who_plan_and_watch(street: Street):
    street.shift(grids=[code(1)])
    publish(street)
    asked = {"code": code(1), "on": TODAY.isoformat()}
    assert street.collector.person_name in client(street).get(CARD, asked).content.decode()
    page = client(street, Duty.HANDLER, "bureau").get(CARD, asked).content.decode()
    assert "1人" in page and f"<dd>{street.collector.person_name}" not in page
    assert street.collector.person_name not in client(street).get(DATA, BOX).content.decode()


def test_the_card_tells_unit_days_and_what_follows_and_leads_adjusters_on(
    street: Street, field: Field
):
    actions.split(
        code=code(1), into=field.halves(5, 6), order=field.order(TODAY + timedelta(days=10))
    )
    asked = {"code": code(1), "on": TODAY.isoformat()}
    page = client(street).get(CARD, asked).content.decode()
    assert "临江社区" in page and code(5) in page and "调整边界" not in page
    assert (
        f"codes={code(1)}" in client(street, Duty.ADMINISTRATOR).get(CARD, asked).content.decode()
    )
    assert client(street).get(CARD, {"code": code(9)}).status_code == 404


def test_the_table_says_the_same_in_words(street: Street):
    street.shift(grids=[code(1), code(2)])
    publish(street)
    rows = client(street).get(TABLE, {"on": TODAY.isoformat()}).content.decode()
    counts = [part.split("<")[0] for part in rows.split('data-label="')[1:]]
    assert [part.split(">")[1] for part in counts] == ["4", "2", "2", "0", "0"]
    assert "这一天没有网格" in client(street).get(TABLE, {"on": "2020-01-01"}).content.decode()


def test_too_many_grids_for_one_window_are_none_and_told(street: Street, monkeypatch):
    monkeypatch.setattr("yiwang.web.map.grids.MOST", 3)
    answer = client(street).get(DATA, BOX).json()
    assert answer["features"] == [] and answer["more"] is True


@pytest.mark.parametrize("address", [DATA, CARD, TABLE])
def test_signing_in_is_asked_for_and_every_duty_of_the_centre_may_look(
    street: Street, field: Field, address
):
    asked = BOX | {"code": code(1)}
    assert Client().get(address, asked).status_code == 302
    for duty in sorted(CENTRE):
        assert client(street, duty).get(address, asked).status_code == 200
    assert client(street).get(address, asked | {"on": "soon"}).status_code == 422


def test_answers_take_few_queries_however_many_grids(
    street: Street, field: Field, django_assert_max_num_queries
):
    actions.add(
        grids=[field.draft(10 + n, cell(5 + n, 0)) for n in range(20)], order=field.order(TODAY)
    )
    page = client(street)
    for address, most in ((DATA, 10), (TABLE, 9)):
        page.get(address, BOX | {"by": "coverage"})
        with django_assert_max_num_queries(most):
            page.get(address, BOX | {"by": "coverage"})
