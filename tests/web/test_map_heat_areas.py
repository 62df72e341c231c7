"""Heat by area: what is counted where, for whom, and that every count leads to just its cases."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from tests.district import District
from tests.fieldwork.conftest import Field, code
from tests.ground import AWAY, HERE, NORTH, at, lay, opened, split_today
from tests.web.test_pages import signed_in
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import following

DATA, TABLE, FOUND = "/map/heat-areas.json", "/map/heat-areas/", "/map/found/"
STREET, COMMUNITY, OTHER = "420199001", "420199001002", "420199001003"


@pytest.fixture
def ground(district: District) -> Field:
    return lay(district)


def told(client: Client, **asked: str) -> dict[str, int]:
    answer = client.get(DATA, asked)
    assert answer.status_code == 200, answer.content
    return answer.json()["counts"]


def links(client: Client, **asked: str) -> list[tuple[str, int]]:
    """Every line of the table that leads somewhere: where, and how many it counts."""
    page = client.get(TABLE, asked).content.decode()
    return [
        (unescape(address), int(count))
        for address, count in re.findall(
            r'href="([^"]+area=\d+|[^"]+grid=\d+)".*?>(\d+)</td>', page
        )
    ]


def test_cases_are_counted_by_street_and_community_and_by_the_grid_of_their_place(ground: Field):
    opened(ground, area=COMMUNITY, point=at(HERE))
    opened(ground, area=COMMUNITY, point=at(NORTH))
    opened(ground, area=OTHER)
    opened(ground, area=STREET)
    opened(ground)
    client = signed_in(ground.district, Duty.SUPERVISOR)
    assert told(client) == {COMMUNITY: 2, OTHER: 1}
    assert told(client, of_level="street") == {STREET: 4}
    assert told(client, of_level="grid") == {code(1): 1, code(3): 1}
    assert told(client, of_level="nonsense") == told(client)


def test_a_unit_counts_only_what_its_own_subtree_holds(ground: Field):
    district = ground.district
    number = district.handled("street")
    Case.objects.filter(number=number).update(area=COMMUNITY)
    opened(ground, area=COMMUNITY)
    assert told(signed_in(district, Duty.SUPERVISOR)) == {COMMUNITY: 2}
    assert told(signed_in(district, Duty.HANDLER, "street")) == {COMMUNITY: 1}
    for unit in ("bureau", "other"):
        client = signed_in(district, Duty.HANDLER, unit)
        assert told(client) == {} and links(client) == []
        assert "没有符合条件的案件" in client.get(TABLE).content.decode()
        assert number not in client.get(FOUND, {"area": COMMUNITY}).content.decode()


def test_a_grid_that_was_retired_is_no_line_but_its_cases_stay_in_the_sum(ground: Field):
    opened(ground, point=at(HERE))
    opened(ground, point=at(AWAY))
    split_today(ground)
    following.follow()
    client = signed_in(ground.district, Duty.SUPERVISOR)
    assert told(client, of_level="grid") == {}
    page = client.get(TABLE, {"of_level": "grid"}).content.decode()
    rest, whole = (
        re.search(rf"{name}</b></td>.*?>(\d+)<", page) for name in ("不在所列区域内", "合计")
    )
    assert rest and whole and (rest[1], whole[1]) == ("2", "2")


def test_received_counts_closed_cases_too_and_none_from_before(ground: Field):
    closed = opened(ground, area=COMMUNITY)
    old = opened(ground, area=COMMUNITY)
    opened(ground, area=COMMUNITY)
    Case.objects.filter(pk=closed.pk).update(state="closed", closed_at=timezone.now())
    Case.objects.filter(pk=old.pk).update(opened_at=timezone.now() - timedelta(days=7))
    client = signed_in(ground.district, Duty.SUPERVISOR)
    assert told(client) == {COMMUNITY: 2}
    # The page hands in that only open ones are shown; what came in is asked for instead of it.
    assert told(client, open="1", received="7") == {COMMUNITY: 2}
    assert told(client, received="30") == {COMMUNITY: 3}
    listed = client.get(FOUND, {"open": "1", "area": COMMUNITY, "received": "7"}).content.decode()
    assert closed.number in listed and old.number not in listed


@pytest.mark.parametrize(
    "asked",
    [{}, {"of_level": "street"}, {"of_level": "grid"}, {"received": "7"},
     {"of_level": "street", "area": COMMUNITY}, {"of_level": "grid", "grid": code(3)}],
)  # fmt: skip
def test_every_count_of_the_table_leads_to_exactly_its_cases(ground: Field, asked: dict[str, str]):
    opened(ground, area=COMMUNITY, point=at(HERE))
    opened(ground, area=COMMUNITY, point=at(NORTH))
    gone = opened(ground, area=COMMUNITY, point=at(NORTH))
    Case.objects.filter(pk=gone.pk).update(state="closed", closed_at=timezone.now())
    opened(ground, area=OTHER)
    opened(ground, area=STREET)
    client = signed_in(ground.district, Duty.SUPERVISOR)
    found = links(client, **asked)
    assert found
    for address, count in found:
        page = client.get(address)
        assert len(page.context["page"].rows) == count, address


@pytest.mark.parametrize("address", [DATA, TABLE])
def test_an_answer_takes_at_most_eight_queries(
    ground: Field, address: str, django_assert_max_num_queries
):
    opened(ground, area=COMMUNITY, point=at(HERE))
    client = signed_in(ground.district, Duty.HANDLER, "street")
    client.get(address)
    for level in ("community", "grid"):
        with django_assert_max_num_queries(8):
            assert client.get(address, {"of_level": level}).status_code == 200


def test_nothing_is_told_without_signing_in():
    assert Client().get(DATA).status_code == 302 == Client().get(TABLE).status_code
