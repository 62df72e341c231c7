"""The map's page, data and fragments: who sees what, how much is answered, nothing personal."""

import json

import pytest
from django.test import Client

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.org.models import Area
from yiwang.web.security import POLICY, policy_with_tiles

HERE = {"bbox": "114.2,30.5,114.4,30.7", "zoom": "12"}
PHONE = "13812345678"


def placed(district: District, **more) -> str:
    given = {"point": [114.3, 30.6], "content": f"请打{PHONE}", "title": f"路灯坏了{PHONE}"} | more
    return district.open(**given).number


def features(client: Client, address: str, **more) -> list[dict]:
    response = client.get(address, HERE | more)
    assert response.status_code == 200, response.content
    return json.loads(response.content)["features"]


@pytest.mark.parametrize(
    "address",
    ["/map/cases.json", "/map/heat.json", "/map/areas.json", "/map/parts.json", "/map/parts/"],
)
def test_data_ask_for_signing_in(district, address):
    assert Client().get(address, HERE).status_code == 302


@pytest.mark.parametrize(
    "address", ["/map/", "/map/cases.json", "/map/heat.json", "/map/found/", "/map/table/"]
)
@pytest.mark.parametrize("duty", [Duty.SUPERVISOR, Duty.HANDLER])
def test_every_answer_takes_at_most_eight_queries(
    district, address, duty, django_assert_max_num_queries
):
    for _ in range(3):
        placed(district)
    client = signed_in(district, duty)
    client.get(address, HERE)
    with django_assert_max_num_queries(8):
        assert client.get(address, HERE).status_code == 200


def test_a_case_is_told_by_its_number_its_cell_and_its_time_left_only(district):
    number = placed(district)
    (found,) = features(signed_in(district, Duty.SUPERVISOR), "/map/cases.json")
    assert found["geometry"] == {"type": "Point", "coordinates": [114.3, 30.6]}
    assert found["properties"].pop("cell").startswith("c12.")
    told = found["properties"]
    assert told.keys() == {"number", "n", "late", "soon", "fine"}
    assert (told["number"], told["n"], told["late"] + told["soon"] + told["fine"]) == (number, 1, 1)


def test_a_unit_gets_nothing_of_what_another_handles(district):
    placed(district)
    for address in ("/map/cases.json", "/map/heat.json"):
        assert features(signed_in(district, Duty.HANDLER, "bureau"), address) == []
    table = signed_in(district, Duty.HANDLER, "bureau").get("/map/table/").content.decode()
    assert "未指明区域" not in table


def test_only_open_cases_are_on_the_map_unless_a_state_is_asked_for(district):
    number = placed(district)
    operator = district.worker(Duty.OPERATOR)
    district.act(number, "accept", operator)
    answer = {"category": "030401", "public_reply": "九点"}
    district.act(number, "answer_at_once", operator, **answer)
    client = signed_in(district, Duty.SUPERVISOR)
    assert features(client, "/map/cases.json") == []
    assert len(features(client, "/map/cases.json", state="closed")) == 1


def test_a_hexagon_leads_to_its_cases_and_hides_numbers_of_phones(district):
    number = placed(district)
    client = signed_in(district, Duty.SUPERVISOR)
    (hexagon,) = features(client, "/map/heat.json")
    assert len(hexagon["geometry"]["coordinates"][0]) == 7
    page = client.get("/map/found/", {"cell": hexagon["properties"]["cell"]}).content.decode()
    assert f"/cases/{number}/" in page and PHONE not in page and "路灯坏了" in page


def test_cases_are_listed_by_number_and_by_the_window(district):
    number = placed(district)
    client = signed_in(district, Duty.SUPERVISOR)
    for asked in ({"numbers": f"{number},SQ0"}, HERE):
        assert number in client.get("/map/found/", asked).content.decode()
    other = signed_in(district, Duty.HANDLER, "bureau").get("/map/found/", {"numbers": number})
    assert number not in other.content.decode()


def test_an_unchanged_answer_is_not_sent_again_and_is_nobody_elses(district):
    placed(district)
    client = signed_in(district, Duty.SUPERVISOR)
    first = client.get("/map/cases.json", HERE)
    assert first["Cache-Control"] == "private, max-age=15" and "Cookie" in first["Vary"]
    again = client.get("/map/cases.json", HERE, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and again.content == b""


@pytest.mark.parametrize(
    "asked",
    [
        {"bbox": ""},
        {"bbox": "1,2,3"},
        {"bbox": "3,2,1,4"},
        {"bbox": "nan,1,2,3"},
        {"bbox": "1,2,inf,4"},
        {"zoom": "near"},
        {"zoom": "1e9"},
    ],
)
@pytest.mark.parametrize("address", ["/map/cases.json", "/map/heat.json", "/map/found/"])
def test_an_odd_window_is_refused_in_words(district, address, asked):
    response = signed_in(district, Duty.SUPERVISOR).get(address, HERE | asked)
    assert response.status_code == 422 and "地图范围有误" in response.content.decode()


def test_outlines_are_sent_as_polygons_and_grids_only_when_asked_for(district):
    ring = [[114.2, 30.5], [114.4, 30.5], [114.4, 30.7]]
    Area.objects.filter(level="street").update(outline=ring)
    Area.objects.create(code="420199001001001", name="第1网格", level="grid", outline=ring)
    client = signed_in(district, Duty.HANDLER)
    (street,) = features(client, "/map/areas.json")
    assert street["properties"] == {
        "code": "420199001", "name": "江滩街道", "level": "street",
    }  # fmt: skip
    assert street["geometry"]["coordinates"] == [[[*ring, ring[0]]]]
    assert [f["properties"]["level"] for f in features(client, "/map/areas.json", grids="1")] == [
        "grid"
    ]
    assert 'data-extent="114.2,30.5,114.4,30.7"' in client.get("/map/").content.decode()


def test_the_table_counts_each_area_and_leads_into_it(district):
    placed(district, area="420199001002")
    placed(district, area="420199001")
    district.open()
    client = signed_in(district, Duty.SUPERVISOR)
    table = client.get("/map/table/", {"category": ""}).content.decode()
    assert "江滩街道" in table and "area=420199001" in table and "未指明区域" in table
    below = client.get("/map/table/", {"area": "420199001"}).content.decode()
    assert "临江社区" in below and "未指明下级区域" in below


def test_the_map_page_may_load_pictures_from_the_host_of_the_tiles_and_no_other(district, settings):
    settings.TILES = "https://tiles.example/{z}/{x}/{y}.png"
    client = signed_in(district, Duty.SUPERVISOR)
    policy = client.get("/map/")["Content-Security-Policy"]
    assert policy == policy_with_tiles(settings.TILES)
    assert "img-src 'self' blob: https://tiles.example;" in policy
    assert policy.endswith("connect-src 'self' https://tiles.example")
    assert policy.replace(" https://tiles.example", "").startswith(POLICY)
    assert client.get("/desk/search/")["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("tiles", ["", "/tiles/{z}/{x}/{y}.png"])
def test_without_tiles_from_elsewhere_the_map_page_has_the_policy_of_every_page(tiles):
    assert policy_with_tiles(tiles) == POLICY


def test_the_search_narrows_to_a_unit_and_a_procedure_as_the_map_does(district):
    number = district.handled()
    client = signed_in(district, Duty.SUPERVISOR)
    street, bureau = district.units["street"].pk, district.units["bureau"].pk
    for asked, there in (
        ({"unit": street}, True),
        ({"unit": bureau}, False),
        ({"procedure": "appeals"}, True),
        ({"procedure": "another"}, False),
    ):
        assert (number in client.get("/desk/search/", asked).content.decode()) == there, asked
