"""The page on which grids are drawn: what it tells before handing in, also without scripts."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.fieldwork.conftest import SIZE, SOUTH, WEST, Field, cell, code, days
from tests.fieldwork.files import geojson, shapes, shifted, table
from tests.fieldwork.test_page import piece, together
from tests.web.test_pages import signed_in
from yiwang.engine.duties import CENTRE, Duty
from yiwang.fieldwork.grids import actions, drawing, queries
from yiwang.kernel.coordinates import System
from yiwang.web.security import policy_with_tiles

PAGE = "/manage/grids/draw/"
LOOK, OUTLINES = f"{PAGE}look/", f"{PAGE}outlines.json"
HTMX = {"HX-Request": "true"}
BOX = {"bbox": f"{WEST},{SOUTH},{WEST + 1.5 * SIZE},{SOUTH + 1.5 * SIZE}", "zoom": "15"}
ACROSS = f"LINESTRING({WEST + SIZE / 2} {SOUTH - 0.001}, {WEST + SIZE / 2} {SOUTH + SIZE + 0.001})"


@pytest.fixture
def administrator(field: Field):
    return signed_in(field.district, Duty.ADMINISTRATOR)


def look(client, change: str, scripts: bool = True, **given) -> str:
    form = {"change": change, "effective_on": days(1).isoformat(), "basis": "区方案"} | given
    answer = client.post(LOOK, form, headers=HTMX if scripts else {})
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def written(page: str) -> list[str]:
    """The outlines that stand in the form."""
    return re.findall(r'name="piece_outline"[^>]*>(POLYGON[^<]*)<', page)


@pytest.mark.parametrize("duty", sorted(CENTRE - {Duty.ADMINISTRATOR}) + [Duty.HANDLER])
def test_nobody_but_the_administrator_draws(field: Field, duty):
    client = signed_in(field.district, duty)
    assert client.get(PAGE).status_code == 403
    assert client.post(LOOK, {"change": "add"}).status_code == 403
    assert client.get(OUTLINES, BOX).status_code == 403


@pytest.mark.parametrize("change", ["redraw", "split", "merge", "add"])
def test_each_tool_has_its_page_with_the_tiles_of_the_district_and_no_others(
    administrator, change, settings
):
    settings.TILES = "https://tiles.example/{z}/{x}/{y}.png"
    page = administrator.get(PAGE, {"change": change})
    assert page.status_code == 200 and f'data-change="{change}"' in page.content.decode()
    assert page["Content-Security-Policy"] == policy_with_tiles(settings.TILES)


def test_a_tool_that_is_none_and_a_day_that_is_none_are_refused(administrator):
    assert administrator.get(PAGE, {"change": "retire"}).status_code == 404
    assert administrator.get(PAGE, {"effective_on": "soon"}).status_code == 422
    assert administrator.get(PAGE, {"codes": code(9)}).status_code == 404
    assert administrator.get(LOOK).status_code == 405


def test_a_line_is_cut_into_pieces_that_the_form_then_holds(administrator):
    answer = look(administrator, "split", codes=code(1), line=ACROSS)
    assert 'hx-swap-oob="true"' in answer and len(written(answer)) == 2
    assert code(5) in answer and code(6) in answer and "可以提交" in answer
    again = {"piece_code": [code(5), code(6)], "piece_name": ["", ""], "cut": ACROSS}
    again["piece_outline"] = written(answer)
    told = look(administrator, "split", codes=code(1), line=ACROSS, **again)
    assert "可以提交" in told and "hx-swap-oob" not in told


def test_what_is_wrong_is_told_in_words_and_lies_on_the_map(administrator):
    answer = look(administrator, "add", **piece(7, cell(1.5, 0)))
    assert "还不能提交" in answer and "重叠21,2" in answer and "贴合邻格" in answer
    (ground,) = re.findall(r'data-ground="([^"]*)" data-kind="overlap"', answer)
    assert json.loads(ground.replace("&quot;", '"'))["type"] == "Polygon"
    fitted = look(administrator, "add", fit="1", **piece(7, cell(1.5, 0)))
    assert "可以提交" in fitted and len(written(fitted)) == 1


def test_what_cannot_be_read_is_told_and_stays_as_it_was_written(administrator):
    bad = {"piece_code": code(7), "piece_name": "", "piece_outline": "POLYGON((1 2"}
    answer = look(administrator, "add", **bad)
    assert "第1块：边界的WKT写法不对" in answer and "hx-swap-oob" not in answer
    assert "LINESTRING" in look(administrator, "split", codes=code(1), line="here")
    assert "没有把网格分开" in look(
        administrator, "split", codes=code(1), line="LINESTRING(0 0, 1 1)"
    )


def test_an_empty_drawing_is_told_nothing(administrator):
    for change in ("redraw", "split", "merge", "add"):
        answer = look(administrator, change)
        assert "画好后这里会说明" in answer and "不能提交" not in answer


def test_without_scripts_the_whole_page_comes_back_with_outlines_and_verdict(administrator):
    page = look(administrator, "split", scripts=False, codes=code(1), line=ACROSS)
    assert "<h1>" in page and len(written(page)) == 2 and "可以提交" in page
    assert 'value="区方案"' in page and days(1).isoformat() in page
    page = look(administrator, "redraw", scripts=False, codes=f"{code(1)} {code(2)}", fetch="1")
    assert written(page) == [drawing.written(cell(0, 0)), drawing.written(cell(1, 0))]
    page = look(administrator, "merge", scripts=False, codes=f"{code(1)} {code(2)}")
    assert len(written(page)) == 1 and code(5) in page


def test_outlines_of_a_link_stand_in_the_form(administrator):
    page = administrator.get(PAGE, {"codes": code(1)}).content.decode()
    assert written(page) == [drawing.written(cell(0, 0))]


def test_moved_borders_are_told_as_they_would_be_refused(administrator):
    moved = [piece(1, cell(0, 0, 0.5)), piece(2, cell(1, 0))]
    answer = look(administrator, "redraw", **together(moved))
    assert "少了21,2" in answer and "还不能提交" in answer
    outwards = look(administrator, "redraw", outer="on", **piece(1, cell(0, -1, 1, 2)))
    assert "可以提交" in outwards


def outlines(client, **more) -> dict:
    return client.get(OUTLINES, BOX | more).json()


def test_outlines_around_come_with_every_decimal_for_the_day_and_what_is_planned(
    administrator,
    field: Field,
):
    actions.split(code=code(1), into=field.halves(5, 6), order=field.order(days(5)))
    found = outlines(administrator, on=days(1).isoformat())
    told = {feature["properties"]["code"]: feature for feature in found["features"]}
    assert told.keys() == {code(n) for n in (1, 2, 3, 4, 5, 6)} and found["more"] is False
    assert told[code(1)]["properties"]["until"] == days(5).isoformat()
    assert told[code(5)]["properties"]["planned"] and not told[code(1)]["properties"]["planned"]
    assert told[code(1)]["geometry"] == queries.grid(code(1)).outline
    later = outlines(administrator, on=days(5).isoformat())
    assert {f["properties"]["code"] for f in later["features"]} == {code(n) for n in range(2, 7)}


def test_too_many_grids_for_one_window_are_not_sent_but_told(administrator, monkeypatch):
    monkeypatch.setattr("yiwang.web.manage.grids.drawing.MOST_SHOWN", 3)
    assert outlines(administrator) == {"type": "FeatureCollection", "features": [], "more": True}
    assert administrator.get(OUTLINES, {"bbox": "1,2,3", "zoom": "3"}).status_code == 422


def test_looking_takes_few_queries_and_writes_nothing(administrator, django_assert_max_num_queries):
    look(administrator, "add", **piece(7, cell(2, 0)))
    with django_assert_max_num_queries(14):
        look(administrator, "add", **piece(7, cell(2, 0)))
    with django_assert_max_num_queries(9):
        outlines(administrator)
    assert len(queries.adjustments()) == 1


def test_a_file_is_read_previewed_and_writes_nothing_by_itself(administrator):
    for system in (System.WGS_84, System.GCJ_02):
        for form in (geojson, table, shapes):
            drawn = {7: shifted(cell(2, 0), system)}
            file = SimpleUploadedFile(*form(drawn))
            page = look(
                administrator, "add", scripts=False, read="1", file=file, system=system.value
            )
            assert "可以提交" in page and code(7) in page and len(written(page)) == 1
    assert len(queries.adjustments()) == 1


def test_a_file_that_does_not_fit_is_told_with_its_row(administrator):
    given = {"scripts": False, "read": "1", "system": "wgs84"}
    bad = SimpleUploadedFile("grids.csv", b"code,WKT\r\n12,POLYGON((1 2\r\n")
    assert "第2行" in look(administrator, "add", file=bad, **given)
    assert "请选择文件，并说明它的坐标系" in look(administrator, "add", **given)
    unnamed = given | {"system": ""}
    file = SimpleUploadedFile(*geojson({7: cell(2, 0)}))
    assert "请选择文件，并说明它的坐标系" in look(administrator, "add", file=file, **unnamed)
