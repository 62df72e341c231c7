"""The routes of a day on the map and in its table: how far each was walked, and who sees which."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.fieldwork.conftest import SIZE, SOUTH, WEST
from tests.fieldwork.patrols.conftest import NOW, Street, walk
from tests.fieldwork.patrols.test_tracks import IN_ONE, line, logged_in
from tests.web.test_pages import STREET as SEEING
from tests.web.test_pages import signed_in
from yiwang.engine.duties import CENTRE, UNIT, Duty
from yiwang.fieldwork.patrols import counting, route_days, routes, tracks

DATA, TABLE = "/map/patrols.json", "/map/patrols/"
BOX = {"bbox": f"{WEST},{SOUTH},{WEST + SIZE},{SOUTH + SIZE}", "zoom": "14"}
TODAY = NOW.date()
ACROSS = [(WEST + SIZE * i / 20, IN_ONE[1]) for i in range(1, 20)]


def told(client: Client, **more: str) -> list[dict]:
    answer = client.get(DATA, BOX | {"patrolled_on": TODAY.isoformat()} | more)
    assert answer.status_code == 200, answer.content
    return [feature["properties"] for feature in answer.json()["features"]]


def client(street: Street, duty: Duty = Duty.SUPERVISOR) -> Client:
    return signed_in(street.field.district, duty)


def walked(street: Street, *places: tuple[float, float]) -> None:
    logged_in(street)
    tracks.take(worker=street.collector, batch=walk(*places, starts=NOW - timedelta(minutes=20)))
    counting.count_day(TODAY)


@pytest.mark.parametrize(
    ("places", "state"), [(ACROSS, "walked"), (ACROSS[:6], "begun")], ids=["whole", "part"]
)
def test_a_route_is_told_with_the_points_reached_and_no_name(street: Street, places, state):
    line(street, weekdays=[2])
    walked(street, *places)
    (one,) = told(client(street))
    assert one.keys() == {"route", "name", "state", "done", "due"}
    assert one["state"] == state and 0 < one["done"] <= one["due"]
    assert (one["done"] == one["due"]) == (state == "walked")
    page = client(street).get(TABLE, {"patrolled_on": TODAY.isoformat()}).content.decode()
    assert f">{one['done']}/{one['due']}<" in page and "临江社区·第1网格" in page
    assert f"<td>{street.collector.person_name}" not in page


@pytest.mark.parametrize(
    ("weekdays", "on", "state"),
    [([2], 0, "unstaffed"), ([3], 0, "free"), ([0], -2, "missed"), ([], 0, "free")],
)
def test_what_was_not_walked_says_why(street: Street, weekdays, on, state):
    line(street, weekdays=weekdays)
    found = route_days.of_day(TODAY + timedelta(days=on))
    assert [one.state for one in found] == [state]


def test_a_due_route_with_somebody_on_shift_lies_ahead(street: Street):
    line(street, weekdays=[2])
    street.on_duty()
    assert [one.state for one in route_days.of_day(TODAY)] == ["ahead"]


def test_a_route_that_ended_or_begins_later_or_lies_elsewhere_is_not_shown(street: Street):
    old = line(street)
    line(street, name="以后", valid_from=TODAY + timedelta(days=1))
    assert [one["name"] for one in told(client(street))] == ["中街"]
    assert told(client(street), bbox="113,30,113.1,30.1") == []
    routes.end(route_id=old.route_id, on=TODAY, basis="不再巡查", by=street.leader)
    assert told(client(street)) == []
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert [one["name"] for one in told(client(street), patrolled_on=tomorrow)] == ["以后"]


def test_who_walks_sees_their_own_routes_only(street: Street):
    line(street, name="我的", people=[street.collector.person_id])
    line(street, name="别人的", people=[street.grid_worker.person_id])
    seen = {one["name"] for one in told(client(street, Duty.COLLECTOR))}
    assert seen == {"我的"}
    page = client(street, Duty.COLLECTOR).get(TABLE, {"patrolled_on": TODAY.isoformat()})
    assert "我的" in page.content.decode() and "别人的" not in page.content.decode()
    assert {one["name"] for one in told(client(street))} == {"我的", "别人的"}


@pytest.mark.parametrize("duty", sorted(CENTRE | UNIT))
def test_routes_are_for_those_of_the_street_as_on_their_pages(street: Street, duty: Duty):
    line(street, name="滨江线")
    unit = "community" if duty in UNIT - {Duty.REVIEWER} else ""
    asking = signed_in(street.field.district, duty, unit)
    for address in (DATA, TABLE):
        answer = asking.get(address, BOX)
        assert answer.status_code == (200 if duty in SEEING else 403), address
        if duty not in SEEING:
            assert "滨江线" not in answer.content.decode()
    page = asking.get("/map/").content.decode()
    assert ('data-layer="patrols"' in page) == (duty in SEEING)


def test_the_number_of_queries_does_not_grow_with_the_routes(
    street: Street, django_assert_max_num_queries
):
    for number in range(6):
        line(street, name=f"线{number}")
    asking = client(street)
    asking.get(TABLE)
    for address in (DATA, TABLE):
        with django_assert_max_num_queries(12):
            assert asking.get(address, BOX).status_code == 200
    assert len(told(asking)) == 6
