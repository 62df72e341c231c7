"""What is told of a place while it is typed: its grid, who manages it, who would act, and why."""

from datetime import date

import pytest
from django.test import Client

from tests.district import District
from tests.fieldwork.conftest import COMMUNITY, Field, cell, code, days
from tests.ground import AWAY, HERE, NORTH, at, lay
from tests.web.test_pages import signed_in
from yiwang.cases.models import Case
from yiwang.dials import actions as dials
from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import actions, following
from yiwang.fieldwork.parts import importing
from yiwang.fieldwork.parts.actions import Census
from yiwang.kernel.coordinates import System
from yiwang.org import actions as org
from yiwang.org import places
from yiwang.org import queries as areas
from yiwang.org.actors import SYSTEM

WHERE = "/desk/where/"
BY = dials.By(name="试", basis="派单目录")


@pytest.fixture
def ground(district: District) -> Field:
    return lay(district)


def point(position) -> str:
    return ",".join(f"{degrees:.6f}" for degrees in at(position))


def told(ground: Field, duty: Duty = Duty.OPERATOR, **given: str) -> str:
    answer = signed_in(ground.district, duty).post(WHERE, given)
    assert answer.status_code == 200, answer.content
    return " ".join(answer.content.decode().split())


def test_a_point_tells_its_grid_and_the_community_that_looks_after_it(ground: Field):
    found = told(ground, point=point(HERE))
    assert "临江社区·第1网格" in found and code(1) in found
    assert "临江社区 <span" in found and "属地" in found
    assert "选定分类或填部件编码后显示" in found


def test_a_grid_that_another_unit_manages_says_so_and_that_unit_would_act(ground: Field):
    dials.publish_route(route=dials.Route(managing_kind="community"), by=BY)
    other = ground.district.units["other"]
    actions.reassign(codes=[code(1)], managed_by=other, order=ground.order(days(0)))
    following.follow()
    found = told(ground, point=point(HERE), category="030401")
    assert found.count("滨湖社区") >= 2 and "网格调整指定" in found
    assert "值班规则" in found


def test_the_rule_or_the_owner_of_the_part_is_named_as_the_reason(ground: Field):
    units = ground.district.units
    made = dials.publish_route(route=dials.Route(category="0304", unit=units["bureau"]), by=BY)
    assert f"派单规则{made.pk}" in told(ground, point=point(HERE), category="030401")
    lamp = "4201990137000001"
    text = f"部件编码,经度,纬度,权属单位\n{lamp},114.3,30.6,江滩街道办\n"
    census = Census(batch="普查", surveyed_on=date(2026, 1, 1), system=System.WGS_84, worker=SYSTEM)
    importing.import_file(name="p.csv", content=text.encode(), census=census)
    found = told(ground, point=point(HERE), category="030401", part_code=lamp)
    assert "先属主后属地" in found and "江滩街道办" in found


def test_on_a_border_the_rule_is_stated_with_the_other_grids(ground: Field):
    _west, _south, east, north = cell(0, 0).bounds
    found = told(ground, point=f"{east:.6f},{north:.6f}")
    assert "第1网格" in found and "归编码最小的网格" in found
    assert all(code(number) in found for number in (2, 3, 4))


def test_close_to_a_border_the_neighbour_is_named_and_far_from_it_not(ground: Field):
    _west, south, east, _north = cell(0, 0).bounds
    near = told(ground, point=f"{east - 0.0001:.6f},{south + 0.001:.6f}")
    assert "第1网格" in near and "距临江社区·第2网格不到15米" in near
    assert "不到15米" not in told(ground, point=point(HERE))


def test_outside_of_all_grids_it_says_what_to_do_next(ground: Field):
    found = told(ground, point=point(AWAY))
    assert "不在任何网格内" in found and "最近的是临江社区·第4网格" in found
    assert "请先核对位置" in found and "补画" in found


def test_a_district_without_grids_is_told_so(district: District):
    answer = signed_in(district, Duty.OPERATOR).post(WHERE, {"point": "114.3,30.6"})
    assert "本区还没有登记网格" in answer.content.decode()


def test_an_area_without_a_point_says_how_many_grids_it_has(ground: Field):
    found = told(ground, area=COMMUNITY)
    assert "临江社区有4个网格" in found and "临江社区 <span" in found
    assert "第2网格" in told(ground, area=code(2))
    street = told(ground, area="420199001")
    assert "江滩街道有4个网格" in street and "定到社区或网格后显示" in street


def test_an_address_that_names_a_community_offers_it(ground: Field):
    found = told(ground, address="江滩街道临江小区3栋")
    assert "地址像是在临江社区" in found and f'"area": "{COMMUNITY}"' in found
    assert "选区域、定位置或填地址后" in told(ground, address="某处")
    # What was chosen by hand is not guessed anew.
    assert "地址像是在" not in told(ground, address="临江小区", area="420199001003")


def test_a_chosen_area_that_does_not_hold_the_grid_is_pointed_out(ground: Field):
    found = told(ground, area="420199001003", point=point(HERE))
    assert "所选的滨湖社区不含此网格" in found and "改选临江社区" in found
    for area in (COMMUNITY, "420199001", code(1)):
        assert "不含此网格" not in told(ground, area=area, point=point(HERE))


@pytest.mark.parametrize("text", ["114.3", "here", "1,2,3", "nan,inf"])
def test_what_is_no_place_gets_a_sentence(ground: Field, text: str):
    assert "位置应写作“经度,纬度”" in told(ground, point=text)


def test_exchanged_numbers_are_told_and_a_chinese_comma_is_read(ground: Field):
    assert "填反了" in told(ground, point="30.601,114.3006")
    assert "第1网格" in told(ground, point=point(HERE).replace(",", "，"))


def test_it_is_for_those_who_report_and_says_nothing_to_others(ground: Field):
    for duty in (Duty.OPERATOR, Duty.SHIFT_LEADER, Duty.COLLECTOR, Duty.GRID_WORKER):
        unit = "community" if duty is Duty.GRID_WORKER else ""
        assert signed_in(ground.district, duty, unit).post(WHERE).status_code == 200
    assert signed_in(ground.district, Duty.HANDLER).post(WHERE).status_code == 403
    assert Client().post(WHERE).status_code == 302
    assert signed_in(ground.district, Duty.OPERATOR).get(WHERE).status_code == 405


def test_it_takes_few_queries(ground: Field, django_assert_max_num_queries):
    dials.publish_route(route=dials.Route(managing_kind="community"), by=BY)
    client = signed_in(ground.district, Duty.OPERATOR)
    given = {"point": point(HERE), "category": "030401", "address": "临江小区"}
    client.post(WHERE, given)
    with django_assert_max_num_queries(14):
        client.post(WHERE, given)


def test_the_forms_ask_for_it_and_send_nothing_but_the_place(ground: Field):
    operator = signed_in(ground.district, Duty.OPERATOR)
    for page in ("/desk/new/", "/desk/report/urban_management/"):
        found = operator.get(page).content.decode()
        assert f'hx-post="{WHERE}"' in found and 'name="point"' in found
        assert 'hx-params="area,address,point,category,part_code,csrfmiddlewaretoken"' in found


def test_typed_coordinates_are_filed_with_the_report(ground: Field):
    form = {
        "content": "井盖松动",
        "channel": "collector",
        "point": point(NORTH).replace(",", "， "),
    }
    done = signed_in(ground.district, Duty.COLLECTOR).post("/desk/report/urban_management/", form)
    assert done.status_code == 302, done.content.decode()
    assert Case.objects.get().grid == code(3)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("临江社区12号", "临江社区"),
        ("临江小区门口", "临江社区"),
        ("江滩街道某处", "江滩街道"),
        # Both are named: nobody knows which is meant, but their street is.
        ("江滩街道临江与滨湖之间", "江滩街道"),
        ("临江与滨湖之间", None),
        ("", None),
        ("江", None),
    ],
)
def test_what_an_address_names(district: District, address: str, expected: str | None):
    found = places.named_in(address)
    assert (found.name if found else None) == expected


def test_of_two_communities_of_one_name_the_street_decides(district: District):
    top = areas.area("420199")
    street = org.add_area(code="420199002", name="沙湖街道", level="street", parent=top)
    org.add_area(code="420199002001", name="临江社区", level="community", parent=street)
    org.add_area(code="420199002002", name="临江南社区", level="community", parent=street)
    assert places.named_in("临江社区3栋") is None
    assert places.named_in("沙湖街道临江社区3栋").code == "420199002001"
    assert places.named_in("临江南社区3栋").name == "临江南社区"
