"""Open311 GeoReport v2, point by point of its conformance list."""

from datetime import timedelta
from xml.etree import ElementTree as Xml

import pytest
from django.utils import timezone

from tests.district import District
from yiwang.engine.duties import Duty
from yiwang.org.actions import issue_token
from yiwang.org.models import Post

BASE = "/open311/v2"
LAMP = "030401"


@pytest.fixture
def key(district: District) -> str:
    post = Post.objects.get(person_id=district.worker(Duty.OPERATOR).person_id)
    return issue_token(name="试", post=post, scopes=["open311:write"])[1]


def filed(client, key: str, **changes):
    form = {"api_key": key, "service_code": LAMP, "lat": "30.6", "long": "114.3"}
    form |= {"description": "路灯坏了"} | changes
    return client.post(f"{BASE}/requests.json", {k: v for k, v in form.items() if v is not None})


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["xml", "json"])
def test_discovery_names_the_endpoint_in_both_forms(client, form: str):
    response = client.get(f"{BASE}/discovery.{form}")
    kind = "text/xml" if form == "xml" else "application/json"
    assert response["Content-Type"] == f"{kind}; charset=utf-8"
    assert b"http://wiki.open311.org/GeoReport_v2" in response.content
    if form == "xml":
        assert response.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")


def test_services_carry_the_same_data_in_xml_and_json(client, district: District):
    rows = client.get(f"{BASE}/services.json").json()
    top = Xml.fromstring(client.get(f"{BASE}/services.xml").content)
    assert top.tag == "services" and len(top) == len(rows) > 100
    assert len({row["service_code"] for row in rows}) == len(rows)
    assert all(row["metadata"] is True and row["type"] == "realtime" for row in rows)
    assert [e.findtext("service_code") for e in top] == [row["service_code"] for row in rows]


def test_a_definition_has_unique_orders_and_unique_keys(client, district: District):
    row = client.get(f"{BASE}/services/{LAMP}.json").json()
    orders = [attribute["order"] for attribute in row["attributes"]]
    assert len(set(orders)) == len(orders)
    for attribute in row["attributes"]:
        keys = [value["key"] for value in attribute["values"]]
        assert len(set(keys)) == len(keys)
        assert (attribute["datatype"] == "singlevaluelist") == bool(keys)


@pytest.mark.parametrize(
    "address", ["/services/999999", "/requests/SQ1", "/tokens/SQ1", "/services/0304"]
)
@pytest.mark.parametrize("form", ["xml", "json"])
def test_what_does_not_exist_is_404_in_the_asked_form(client, district, address, form):
    response = client.get(f"{BASE}{address}.{form}")
    assert response.status_code == 404
    if form == "json":
        assert response.json()[0]["code"] == 404
    else:
        assert Xml.fromstring(response.content).find("error/code").text == "404"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"api_key": None}, 403),
        ({"api_key": "yw_wrong_key"}, 403),
        ({"lat": None, "long": None}, 400),
        ({"long": None}, 400),
        ({"lat": "north"}, 400),
        ({"lat": "95"}, 400),
        ({"service_code": None}, 400),
        ({"service_code": "999999"}, 404),
        ({"jurisdiction_id": "elsewhere.gov"}, 404),
        ({"description": "字" * 4001}, 400),
        ({"attribute[people]": "many"}, 400),
        ({"attribute[unknown]": "1"}, 400),
        ({"lat": "", "long": "", "address_string": " "}, 400),
    ],
)
def test_a_request_that_does_not_fit_is_refused_and_nothing_is_written(
    client, key, changes, status
):
    response = filed(client, key, **changes)
    assert response.status_code == status
    assert response.json()[0]["description"]
    assert client.get(f"{BASE}/requests.json").json() == []


def test_a_filed_request_can_be_read_back(client, key):
    response = filed(client, key, **{"attribute[people]": "3", "phone": "13800000000"})
    number = response.json()[0]["service_request_id"]
    row = client.get(f"{BASE}/requests/{number}.json").json()[0]
    assert (row["service_code"], row["status"], row["description"]) == (LAMP, "open", "路灯坏了")
    assert abs(row["lat"] - 30.6) < 1e-6 and abs(row["long"] - 114.3) < 1e-6
    assert row["expected_datetime"] and row["requested_datetime"].endswith("+08:00")
    assert client.get(f"{BASE}/tokens/{number}.json").json()[0]["service_request_id"] == number
    assert b"13800000000" not in client.get(f"{BASE}/requests.xml").content


def test_a_number_list_overrides_every_other_argument(client, key):
    number = filed(client, key).json()[0]["service_request_id"]
    given = {"service_request_id": number, "status": "closed", "service_code": "010101"}
    assert len(client.get(f"{BASE}/requests.json", given).json()) == 1
    del given["service_request_id"]
    assert client.get(f"{BASE}/requests.json", given).json() == []


@pytest.mark.parametrize("days, status", [(90, 200), (91, 400)])
def test_a_span_is_at_most_ninety_days(client, district, days, status):
    end = timezone.now().replace(microsecond=0)
    given = {"start_date": (end - timedelta(days=days)).isoformat(), "end_date": end.isoformat()}
    assert client.get(f"{BASE}/requests.json", given).status_code == status


@pytest.mark.parametrize(
    "given", [{"status": "odd"}, {"start_date": "soon"}, {"end_date": "2026-01-01T00:00:00"}]
)
def test_odd_arguments_are_400(client, district, given):
    assert client.get(f"{BASE}/requests.json", given).status_code == 400


def test_a_closed_case_says_when_it_was_closed_and_what_was_answered(client, district):
    number = district.answered()
    district.act(number, "verify_pass", district.worker(Duty.VERIFIER))
    closing = {"satisfied": "satisfied", "solved": "solved"}
    district.act(number, "call_back_close", district.worker(Duty.CALLER), **closing)
    row = client.get(f"{BASE}/requests/{number}.json").json()[0]
    assert (row["status"], row["status_notes"]) == ("closed", "路灯已修好")


def test_a_confidential_case_is_never_listed(client, district):
    number = district.open(confidential=True).number
    assert client.get(f"{BASE}/requests/{number}.json").status_code == 404
    assert client.get(f"{BASE}/requests.json", {"service_request_id": number}).json() == []


@pytest.mark.parametrize("address", ["/requests.yaml", "/nothing.json", "/discovery"])
def test_unknown_addresses_and_forms_are_error_lists(client, address):
    response = client.get(f"{BASE}{address}")
    assert response.status_code == 404 and b"description" in response.content
