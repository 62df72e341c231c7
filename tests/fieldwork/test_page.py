"""The page of grids: where a point lies, who looks after it, and adjustments with their undoing."""

import pytest

from tests.fieldwork.conftest import Field, cell, code, days, middle
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import drawing, queries
from yiwang.kernel.coordinates import System

PAGE = "/manage/grids/"


@pytest.fixture
def administrator(field: Field):
    return signed_in(field.district, Duty.ADMINISTRATOR)


def piece(number: int, outline=None, name: str = "") -> dict[str, str]:
    """One piece as the form has it."""
    text = drawing.written(outline) if outline is not None else ""
    return {"piece_code": code(number), "piece_name": name, "piece_outline": text}


def together(pieces: list[dict[str, str]]) -> dict[str, list[str]]:
    return {key: [one[key] for one in pieces] for key in pieces[0]}


def change(client, what: str, on: int = 1, **given):
    form = {"change": what, "basis": "区方案", "effective_on": days(on).isoformat()}
    return client.post(f"{PAGE}change/", form | given, follow=True)


def test_a_point_in_another_system_finds_its_grid_and_unit(administrator):
    place = middle(0, 0).to(System.GCJ_02)
    asked = {"point": f"{place.longitude}, {place.latitude}", "system": "gcj02"}
    page = administrator.get(PAGE, asked).content.decode()
    assert "该点所在网格" in page and code(1) in page.split("<table>")[0]
    assert "临江社区" in page.split("<table>")[0]


def test_a_point_outside_is_told_the_nearest_as_a_hint(administrator):
    place = middle(3, 0)
    asked = {"point": f"{place.longitude} {place.latitude}", "system": "wgs84"}
    page = administrator.get(PAGE, asked).content.decode().split("<table>")[0]
    assert "不在任何网格内" in page and code(2) in page
    for wrong in ({"point": "here", "system": "wgs84"}, {"point": "1, 2", "system": "mars"}):
        assert administrator.get(PAGE, wrong).status_code == 422


def test_the_list_is_that_of_the_day_and_searched(administrator):
    rows = administrator.get(PAGE, {"text": code(3)}).content.decode().split("<tbody>")[1]
    assert code(3) in rows.split("</tbody>")[0] and code(1) not in rows.split("</tbody>")[0]
    assert "没有符合的网格" in administrator.get(PAGE, {"on": "2020-01-01"}).content.decode()
    assert administrator.get(PAGE, {"on": "soon"}).status_code == 422


def test_the_page_costs_the_same_few_queries_however_many_grids(
    administrator, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        administrator.get(PAGE)


def test_a_grid_is_reassigned_merged_and_the_change_taken_back(administrator, field: Field):
    other = field.district.units["other"]
    change(administrator, "reassign", codes=code(1), unit=other.pk)
    assert queries.grid(code(1), days(1)).managed_by == other
    change(administrator, "merge", codes=f"{code(3)}、{code(4)}", **piece(9, name="大网格"))
    merged = queries.adjustments()[0]
    assert queries.grid(code(9), days(1)).name == "大网格"
    page = administrator.get(PAGE).content.decode()
    assert f"{PAGE}{merged.pk}/undo/" in page and "系统管理员" in page
    administrator.post(f"{PAGE}{merged.pk}/undo/", {"basis": "暂缓"})
    assert queries.grid(code(3), days(1)).valid_until is None
    assert f"{PAGE}{merged.pk}/undo/" not in administrator.get(PAGE).content.decode()


def test_a_grid_is_retired_from_its_day_on_and_taken_back_before_it(administrator):
    page = change(administrator, "retire", on=3, codes=f"{code(1)} {code(2)}").content.decode()
    assert "已记录" in page
    held = set(queries.valid(days(2)).values_list("code", flat=True))
    assert {code(1), code(2)} <= held
    left = set(queries.valid(days(3)).values_list("code", flat=True))
    assert left == {code(3), code(4)}
    assert queries.grid_at(middle(0, 0), days(3)).grid is None
    retired = queries.adjustments()[0]
    administrator.post(f"{PAGE}{retired.pk}/undo/", {"basis": "暂缓"})
    assert queries.grid(code(1), days(3)).valid_until is None


@pytest.mark.parametrize(
    ("given", "status"),
    [({"codes": f"{code(1)} {code(77)}"}, 404), ({"codes": ""}, 422), ({"basis": " "}, 422),
     ({"effective_on": ""}, 422), ({"effective_on": days(-1).isoformat()}, 422)],
)  # fmt: skip
def test_nothing_is_retired_when_a_part_of_the_order_is_wrong(administrator, given, status):
    answer = change(administrator, "retire", **({"codes": code(1)} | given))
    assert answer.status_code == status
    assert queries.valid(days(1)).filter(valid_until=None).count() == 4


def test_only_an_administrator_retires_grids(field: Field):
    for duty in (Duty.SUPERVISOR, Duty.SHIFT_LEADER):
        answer = change(signed_in(field.district, duty), "retire", codes=code(1))
        assert answer.status_code == 403, duty
    assert queries.valid(days(1)).filter(valid_until=None).count() == 4


def test_what_was_drawn_splits_a_grid_or_moves_borders(administrator):
    halves = [piece(5, cell(0, 0, 0.5)), piece(6, cell(0.5, 0, 0.5))]
    change(administrator, "split", codes=code(1), **together(halves))
    assert queries.grid(code(6), days(1)).area.code == code(1)[:12]
    moved = [piece(3, cell(0, 1, 1.5)), piece(4, cell(1.5, 1, 0.5))]
    change(administrator, "redraw", **together(moved))
    assert queries.grid_at(middle(0.75, 1), days(1)).grid.code == code(3)


def test_a_new_grid_is_drawn_and_named_after_its_code(administrator):
    change(administrator, "add", **piece(7, cell(2, 0)))
    assert queries.grid(code(7), days(1)).name == code(7)


def test_a_refused_change_leaves_the_page_with_the_drawing_where_it_is(administrator):
    form = {"change": "add", "basis": "区方案", "effective_on": days(1).isoformat()}
    form |= piece(7, cell(1.5, 0))
    answer = administrator.post(f"{PAGE}change/", form, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and "重叠" in answer.content.decode()
    assert answer["HX-Retarget"] == "#messages"
    form |= piece(7, cell(2, 0))
    answer = administrator.post(f"{PAGE}change/", form, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == PAGE


@pytest.mark.parametrize(
    ("what", "given", "status"),
    [
        ("reassign", {"codes": ""}, 422),
        ("reassign", {"codes": code(1), "basis": " "}, 422),
        ("reassign", {"codes": code(1), "effective_on": ""}, 422),
        ("merge", {"codes": code(1)} | piece(9), 422),
        ("merge", {"codes": f"{code(1)} {code(9)}"} | piece(9), 404),
        ("split", {"codes": code(1)}, 422),
        ("split", {"codes": code(1), "piece_code": code(5)}, 422),
        ("redraw", piece(1, cell(0, 0)), 422),
        ("redraw", piece(1, cell(0, 0, 0.5)), 422),
        ("add", piece(1, cell(3, 3)), 409),
        ("add", piece(7, cell(0, 0)), 422),
        ("explode", {"codes": code(1)}, 404),
    ],
)
def test_a_form_that_does_not_fit_is_refused(administrator, what, given, status):
    assert change(administrator, what, **given).status_code == status
    assert len(queries.adjustments()) == 1


@pytest.mark.parametrize("duty", [Duty.OPERATOR, Duty.HANDLER, Duty.SUPERVISOR])
def test_nobody_but_the_administrator_adjusts(field: Field, duty):
    client = signed_in(field.district, duty)
    assert client.get(PAGE).status_code == 403
    assert change(client, "reassign", codes=code(1)).status_code == 403
    assert client.post(f"{PAGE}1/undo/", {"basis": "x"}).status_code == 403
