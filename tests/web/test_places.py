"""The picture of the areas: drawn from outlines where there are any, and never needed."""

import random

import pytest
from django.test import Client

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases.models import Case
from yiwang.demo import geometry
from yiwang.engine.duties import Duty
from yiwang.org.models import Area
from yiwang.web.ui import picture

COMMUNITY = "420199001002"
SQUARE = [[114.2, 30.5], [114.3, 30.5], [114.3, 30.6], [114.2, 30.6]]
LEFT = [[114.2, 30.5], [114.25, 30.5], [114.25, 30.6], [114.2, 30.6]]


@pytest.fixture
def drawn(district: District) -> District:
    """The small district with the outline of its street and of one community."""
    Area.objects.filter(code="420199001").update(outline=SQUARE)
    Area.objects.filter(code=COMMUNITY).update(outline=LEFT)
    return district


def test_without_outlines_there_is_the_select_alone(district):
    pages = (signed_in(district, Duty.OPERATOR).get("/desk/new/"), Client().get("/public/"))
    for page in pages:
        assert 'class="place-map"' not in page.content.decode()
        assert f'value="{COMMUNITY}"' in page.content.decode()
    # At the desk the server tells what an address names, and more.
    assert 'hx-post="/desk/where/"' in pages[0].content.decode()
    assert "data-place-guess" in pages[1].content.decode()


def test_the_pages_draw_what_may_be_chosen(drawn):
    pages = (signed_in(drawn, Duty.OPERATOR).get("/desk/new/"), Client().get("/public/"))
    for page in pages:
        assert f'class="place-community" data-code="{COMMUNITY}"' in page.content.decode()
        assert "<title>江滩街道·临江社区</title>" in page.content.decode()


def test_the_operators_point_is_kept_and_shown_on_the_page_of_the_case(drawn):
    form = {"content": "楼下路灯坏了", "channel": "phone", "category": "030401",
            "area": COMMUNITY, "point": "114.225,30.55", "then": "establish"}  # fmt: skip
    client = signed_in(drawn, Duty.OPERATOR)
    page = client.post("/desk/new/", form, follow=True).content.decode()
    case = Case.objects.get()
    assert (case.longitude, case.latitude) == (114.225, 30.55)
    assert 'class="place-community chosen"' in page and "114.225, 30.55" in page
    dot = page.split('class="place-point"')[1].split("/>")[0]
    assert 'cx="256.0"' in dot and "hidden" not in dot


def test_the_citizens_point_is_kept(drawn):
    Client().post("/public/", {"content": "路灯坏了", "area": COMMUNITY, "point": "114.21,30.51"})
    assert Case.objects.get().latitude == 30.51


@pytest.mark.parametrize("point", ["here", "114.2", "1,2,3", "200,95", "nan,inf", "114.2,30.5x"])
def test_a_point_that_is_none_is_refused_in_words_and_the_form_keeps_it(drawn, point):
    form = {"content": "路灯坏了", "channel": "phone", "point": point, "then": "receive"}
    page = signed_in(drawn, Duty.OPERATOR).post("/desk/new/", form)
    assert page.status_code == 422 and f'value="{point}"' in page.content.decode()
    assert Client().post("/public/", {"content": "路灯", "point": point}).status_code == 422
    assert Case.objects.count() == 0


def test_a_case_without_a_place_has_no_picture(drawn):
    number = drawn.open().number
    page = signed_in(drawn, Duty.OPERATOR).get(f"/cases/{number}/").content.decode()
    assert "place-map" not in page


def test_the_grids_are_left_out_where_they_would_make_the_page_heavy(drawn, monkeypatch):
    rows = list(Area.objects.exclude(level="district"))
    grid = Area(code=f"{COMMUNITY}001", name="第1网格", level="grid", outline=LEFT)
    grid.path = f"/420199/420199001/{COMMUNITY}/{grid.code}/"
    assert "grid" in {shape.level for shape in picture.picture([*rows, grid]).shapes}
    monkeypatch.setattr(picture, "MOST_CORNERS", 8)
    assert "grid" not in {shape.level for shape in picture.picture([*rows, grid]).shapes}


def test_north_is_up_and_a_degree_of_latitude_is_longer_than_one_of_longitude(drawn):
    drawing = picture.picture(Area.objects.exclude(level="district"))
    left, top = drawing.at(114.2, 30.6)
    right, bottom = drawing.at(114.3, 30.5)
    assert (left, top) == (picture.MARGIN, picture.MARGIN)
    assert right - left == pytest.approx((bottom - top) * 0.861, rel=0.01)


@pytest.mark.parametrize("seed", range(20))
def test_the_made_up_district_is_cut_without_a_gap_or_an_overlap(seed):
    chance = random.Random(seed)
    parts = [
        piece
        for street in geometry.cut(geometry.EDGE, 4, chance)
        for piece in geometry.cut(street, 3, chance)
    ]
    whole = geometry.size(geometry.EDGE)
    assert sum(map(geometry.size, parts)) == pytest.approx(whole)
    assert min(map(geometry.size, parts)) == pytest.approx(whole / 12, rel=0.01)
