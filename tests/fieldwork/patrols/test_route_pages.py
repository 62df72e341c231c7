"""The pages of routes: drawn and planned by form, changed from a day on, seen by who walks them."""

from datetime import timedelta

import pytest

from tests.fieldwork.conftest import SIZE, SOUTH, WEST, code
from tests.fieldwork.patrols.conftest import MONDAY, NOW, Street, walk
from tests.fieldwork.patrols.test_pages import signed_in, text
from tests.fieldwork.patrols.test_tracks import line, logged_in, plan
from yiwang.fieldwork.patrols import counting, routes, tracks
from yiwang.fieldwork.patrols.models import Plan, Route

PATH = f"{WEST + 0.0001},{SOUTH + 0.001}\n{WEST + SIZE - 0.0001}，{SOUTH + 0.001}\n"
FORM = {
    "name": "滨江线", "kind": "line", "path": PATH, "weekdays": ["0", "2"], "per_week": "2",
    "hours_from": "08:00", "hours_until": "12:00", "reach": "30", "basis": "巡查方案",
    "valid_from": NOW.date().isoformat(),
}  # fmt: skip


def test_a_route_is_drawn_and_planned_by_one_form(street: Street):
    client = signed_in(street.leader)
    shown = text(client, f"/field/routes/new/?area={code(1)[:12]}")
    assert "data-path" in shown and 'data-name="第1网格"' in shown
    form = FORM | {"people": [street.collector.person_id], "one_more": street.grid_worker.person_id}
    answer = client.post("/field/routes/new/", form)
    made = Plan.objects.get()
    assert answer.url == f"/field/routes/{made.route_id}/"
    assert (made.name, made.weekdays, made.per_week) == ("滨江线", [0, 2], 2)
    assert (made.hours_from.hour, made.hours_until.hour) == (8, 12)
    walkers = {street.collector.person_id, street.grid_worker.person_id}
    assert {person.pk for person in made.people.all()} == walkers
    told = text(client, answer.url)
    assert "周一、周三 08:00–12:00" in told and "第1网格" in told


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"basis": ""}, {"path": ""}, {"path": "somewhere"}, {"path": "1,2,3"},
        {"path": "115.0,30.0\n115.1,30.0"}, {"hours_until": ""}, {"weekdays": ["9"]},
        {"weekdays": [], "per_week": ""}, {"valid_from": "soon"}, {"people": ["99999"]},
    ],
)  # fmt: skip
def test_a_form_that_is_refused_comes_back_with_what_was_drawn(street: Street, wrong):
    answer = signed_in(street.leader).post("/field/routes/new/", FORM | wrong)
    shown = answer.content.decode()
    assert 400 <= answer.status_code < 500 and 'role="alert"' in shown
    assert not Route.objects.exists()
    if "path" not in wrong:
        assert FORM["path"].split("\n")[0] in shown


def test_what_is_missing_is_told_beside_its_field(street: Street):
    wrong = FORM | {"name": "", "path": "x"}
    shown = signed_in(street.leader).post("/field/routes/new/", wrong).content.decode()
    assert 'id="path-fault"' in shown and 'aria-describedby="path-fault"' in shown


def test_a_change_begins_on_its_day_and_the_page_says_so(street: Street):
    first = line(street, weekdays=(0,), people=[street.collector.person_id])
    client = signed_in(street.leader)
    shown = text(client, f"/field/routes/{first.route_id}/change/")
    assert f'value="{street.collector.person_id}" checked' in shown
    assert f'value="{first.name}"' in shown and f"{first.path[0][0]:.6f}" in shown
    friday = (NOW + timedelta(days=2)).date().isoformat()
    answer = client.post(
        f"/field/routes/{first.route_id}/change/", FORM | {"valid_from": friday}, follow=True
    )
    assert f"将自{friday}起改按新的计划" in answer.content.decode()
    assert Plan.objects.count() == 2
    assert "滨江线" in text(client, f"/field/routes/{first.route_id}/?on={friday}")


def test_a_route_is_ended_with_a_basis_and_shown_as_ended(street: Street):
    first = line(street)
    client = signed_in(street.leader)
    path = f"/field/routes/{first.route_id}/end/"
    today = NOW.date().isoformat()
    assert client.post(path, {"on": today, "basis": ""}).status_code == 422
    client.post(path, {"on": today, "basis": "并入他线"})
    told = text(client, f"/field/routes/{first.route_id}/")
    assert f"自{today}起停用" in told and "恢复或变更" in told and "并入他线" in told


def test_the_week_says_what_was_walked_and_what_was_missed(street: Street):
    route = line(street, weekdays=(1, 2), people=[street.collector.person_id])
    logged_in(street)
    batch = walk(*[tuple(p) for p in route.planned], starts=NOW - timedelta(minutes=9))
    tracks.take(worker=street.collector, batch=batch)
    counting.count_coverage()
    told = text(signed_in(street.leader), f"/field/routes/?week={MONDAY.isoformat()}")
    assert "走完" in told and "未走完" in told and ">1/2<" in told.replace("\n", "")
    page = text(signed_in(street.collector), f"/field/routes/{route.route_id}/")
    assert f"走到{len(route.planned)}个点" in page and "path-reached" in page


def test_on_the_street_one_sees_ones_own_routes_and_plans_none(street: Street):
    own = line(street, name="自己的", people=[street.collector.person_id])
    other = line(street, name="别人的", people=[street.grid_worker.person_id])
    client = signed_in(street.collector)
    told = text(client, "/field/routes/")
    assert "自己的" in told and "别人的" not in told and "新建路线" not in told
    assert client.get(f"/field/routes/{own.route_id}/").status_code == 200
    assert client.get(f"/field/routes/{other.route_id}/").status_code == 404
    assert client.get("/field/routes/new/").status_code == 403
    assert client.post(f"/field/routes/{own.route_id}/end/", {}).status_code == 403


def test_an_assessor_sees_every_route_and_changes_none(street: Street):
    route = line(street)
    client = signed_in(street.field.district.worker("assessor"))
    assert "变更路线" not in text(client, f"/field/routes/{route.route_id}/")
    assert client.get(f"/field/routes/{route.route_id}/change/").status_code == 403


def test_a_route_that_is_not_there_is_not_found(street: Street):
    client = signed_in(street.leader)
    for path in ("/field/routes/77/", "/field/routes/77/change/"):
        assert client.get(path).status_code == 404


def test_a_day_before_the_route_began_shows_its_first_plan(street: Street):
    route = line(street)
    page = text(signed_in(street.leader), f"/field/routes/{route.route_id}/?on=2026-01-01")
    assert "中街" in page


def test_a_page_of_many_routes_and_one_route_take_few_queries(
    street: Street, django_assert_max_num_queries
):
    for number in range(31):
        line(street, name=f"路线{number:02d}", people=[street.collector.person_id])
    routes.add(new=plan(name="另一条", people=[]), by=street.leader)
    client = signed_in(street.leader)
    client.get("/field/routes/")
    with django_assert_max_num_queries(13):
        assert "2 / 2" not in text(client, "/field/routes/?page=1")
    route = Route.objects.first()
    with django_assert_max_num_queries(17):
        client.get(f"/field/routes/{route.pk}/")
    assert "2 / 2" in text(client, "/field/routes/?page=2")
