"""The pages of the street: who sees what, planning by forms, few queries."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.fieldwork.conftest import code
from tests.fieldwork.patrols.conftest import MONDAY, NOW, Street, walk
from tests.fieldwork.patrols.test_tracks import IN_ONE, here, line
from yiwang.fieldwork.patrols import counting, log_ins, shifts, tracks
from yiwang.fieldwork.patrols.models import Absence, Attendance, Course, LogIn, Shift, Track
from yiwang.org.actors import Worker
from yiwang.org.models import Person

PAGES = ("shifts", "routes", "duty", "log-ins", "coverage", "training")


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(
        Person.objects.get(pk=worker.person_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def busy(street: Street) -> Street:
    """Both work in this week, have logged in and walked; the grid worker swapped once."""
    line(street)
    street.shift()
    street.shift(worker=street.grid_worker, grids=[code(2)])
    later = [street.shift(day=4), street.shift(day=4, worker=street.grid_worker)]
    shifts.publish(monday=MONDAY, by=street.leader)
    shifts.swap(shift_id=later[0].pk, other_id=later[1].pk, reason="互换", by=street.leader)
    log_ins.log_in(worker=street.collector, position=here(), at=NOW - timedelta(hours=1))
    batch = walk(IN_ONE, starts=NOW - timedelta(minutes=5))
    tracks.take(worker=street.collector, batch=batch)
    counting.count_coverage()
    return street


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["leader", "collector"])
def test_each_page_takes_at_most_thirteen_queries(
    busy: Street, page: str, who: str, django_assert_max_num_queries
):
    client = signed_in(getattr(busy, who))
    client.get(f"/field/{page}/")
    with django_assert_max_num_queries(13):
        assert client.get(f"/field/{page}/").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_each_page_without_rows_leads_on(street: Street, page: str):
    told = text(signed_in(street.leader), f"/field/{page}/")
    assert ('class="empty"' in told) is (page != "coverage")


def test_a_leader_sees_everybody_and_a_grid_worker_only_themselves(busy: Street):
    collector, worker = busy.collector.person_name, busy.grid_worker.person_name
    everything = text(signed_in(busy.leader), "/field/shifts/")
    assert f"<b>{collector}</b>" in everything and f"<b>{worker}</b>" in everything
    own = signed_in(busy.grid_worker)
    for page in ("shifts", "duty", "log-ins"):
        told = text(own, f"/field/{page}/")
        assert f"<b>{worker}</b>" in told and f"<b>{collector}</b>" not in told
    told = text(own, "/field/coverage/")
    assert code(2) in told and code(3) not in told


def test_the_shift_of_another_is_not_there_for_a_grid_worker(busy: Street):
    of_other = Shift.objects.filter(person_id=busy.collector.person_id).first()
    own = Shift.objects.filter(person_id=busy.grid_worker.person_id).first()
    client = signed_in(busy.grid_worker)
    assert client.get(f"/field/shifts/{of_other.pk}/").status_code == 404
    assert client.get(f"/field/shifts/{own.pk}/").status_code == 200
    form = {"change": "excuse", "kind": "leave", "reason": "想休息"}
    assert client.post(f"/field/shifts/{own.pk}/", form).status_code == 422
    assert not Absence.objects.exists()


def test_who_is_on_duty_and_not_logged_in_is_told_first(busy: Street):
    told = text(signed_in(busy.leader), "/field/duty/")
    worker, collector = busy.grid_worker.person_name, busy.collector.person_name
    assert told.index(f"<b>{worker}</b>") < told.index(f"<b>{collector}</b>")
    assert "未签到" in told and "在网格内" in told


def test_a_week_is_planned_published_excused_and_repeated_by_forms(street: Street):
    client = signed_in(street.leader)
    week = MONDAY.isoformat()
    assert code(1) in text(client, f"/field/shifts/plan/?week={week}&area={code(1)[:12]}")
    days = [(MONDAY + timedelta(days=i)).isoformat() for i in (2, 3)]
    form = {"week": week, "person": street.collector.person_id, "starts": "08:00",
            "ends": "17:00", "days": days, "grids": [code(1), code(2)]}  # fmt: skip
    assert client.post("/field/shifts/plan/", form).status_code == 302
    assert client.post("/field/shifts/plan/", form).status_code == 409
    assert Shift.objects.count() == 2
    publish = {"week": week, "change": "publish"}
    assert client.post("/field/shifts/change/", publish).status_code == 302
    planned = Shift.objects.first()
    excuse = {"change": "excuse", "kind": "sick", "reason": "发烧"}
    assert client.post(f"/field/shifts/{planned.pk}/", excuse).status_code == 302
    assert "病假" in text(client, f"/field/shifts/?week={week}")
    following = (MONDAY + timedelta(days=7)).isoformat()
    client.post("/field/shifts/change/", {"week": following, "change": "repeat"})
    assert Shift.objects.count() == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": []}, {"days": ["2026-09-22"]}, {"days": ["soon"]}, {"person": "x"},
        {"starts": "25:00"}, {"grids": []},
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_is_refused_in_words(street: Street, wrong):
    form = {"week": MONDAY.isoformat(), "person": street.collector.person_id, "starts": "08:00",
            "ends": "17:00", "days": [MONDAY.isoformat()], "grids": [code(1)]}  # fmt: skip
    answer = signed_in(street.leader).post("/field/shifts/plan/", form | wrong)
    assert answer.status_code == 422 and not Shift.objects.exists()


def test_an_assessor_sees_all_and_changes_nothing(busy: Street):
    client = signed_in(busy.field.district.worker("assessor"))
    assert busy.collector.person_name in text(client, "/field/shifts/")
    assert client.get("/field/shifts/plan/").status_code == 403
    assert client.post("/field/training/", {"change": "course"}).status_code == 403


def test_logging_in_by_the_button_with_and_without_a_place(street: Street):
    street.on_duty()
    client = signed_in(street.collector)
    place = {"longitude": str(IN_ONE[0]), "latitude": str(IN_ONE[1])}
    told = client.post("/field/duty/here/", {"change": "in"} | place, follow=True)
    assert "已签到，在网格内" in told.content.decode()
    told = client.post("/field/duty/here/", {"change": "out", "longitude": ""}, follow=True)
    assert "已签退" in told.content.decode()
    assert LogIn.objects.get().out_at == NOW
    assert signed_in(street.leader).post("/field/duty/here/", {}).status_code == 403


def test_training_is_recorded_by_forms_and_an_expiry_is_told(street: Street):
    client = signed_in(street.leader)
    held = (NOW - timedelta(days=160)).date().isoformat()
    course = {"change": "course", "title": "防汛", "held_on": held, "hours": "2",
              "valid_months": "6"}  # fmt: skip
    client.post("/field/training/", course)
    person = street.collector.person_id
    result = {"change": "result", "course": Course.objects.get().pk, "person": person,
              "result": "passed"}  # fmt: skip
    client.post("/field/training/", result)
    assert Attendance.objects.count() == 1
    assert "30天内到期" in text(client, "/field/training/")
    assert "防汛" in text(signed_in(street.collector), "/field/training/")
    assert "防汛" not in text(signed_in(street.grid_worker), "/field/training/")
    assert client.post("/field/training/", course | {"hours": "lots"}).status_code == 422


class Phone:
    """A signed-in phone that carries the secret of forms."""

    def __init__(self, worker: Worker) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(
            Person.objects.get(pk=worker.person_id),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        self.client.get("/field/duty/")

    def post(self, what: str, body: dict, key: str = "key-00001", secret: bool = True):
        headers = {"Idempotency-Key": key}
        if secret:
            headers["X-CSRFToken"] = self.client.cookies["csrftoken"].value
        path = f"/api/v1/field/{what}"
        return self.client.post(path, body, content_type="application/json", headers=headers)


def batch() -> dict:
    points = walk(IN_ONE, IN_ONE, starts=NOW - timedelta(minutes=5))
    told = [{"at": p.at.isoformat(), "longitude": p.longitude, "latitude": p.latitude,
             "accuracy": p.accuracy} for p in points]  # fmt: skip
    return {"points": told}


def test_a_batch_is_taken_once_for_its_key_and_other_content_is_refused(busy: Street):
    Track.objects.all().delete()
    phone = Phone(busy.collector)
    first = phone.post("tracks", batch())
    assert (first.status_code, first.json()["kept"]) == (201, 2)
    again = phone.post("tracks", batch())
    assert (again.status_code, again.json()) == (200, first.json())
    other = batch() | {"system": "gcj02"}
    assert phone.post("tracks", other).status_code == 409
    assert Track.objects.count() == 1


def test_a_phone_without_the_secret_and_nobody_at_all_are_turned_away(busy: Street):
    assert Phone(busy.collector).post("tracks", batch(), secret=False).status_code == 403
    path, body = "/api/v1/field/tracks", batch()
    headers = {"Idempotency-Key": "key-00001"}
    answer = Client().post(path, body, content_type="application/json", headers=headers)
    assert answer.status_code == 401


def test_a_batch_that_cannot_be_is_told_as_a_problem(busy: Street):
    phone = Phone(busy.collector)
    back = {"points": batch()["points"][::-1]}
    answer = phone.post("tracks", back)
    assert answer.status_code == 422
    assert "时间不晚于前一个" in answer.json()["title"]
    many = {"points": batch()["points"] * 501}
    assert phone.post("tracks", many).status_code == 422
    assert phone.post("tracks", batch(), key="short").status_code == 422


def test_logging_in_over_the_api_happens_once(street: Street):
    street.on_duty()
    phone = Phone(street.collector)
    place = {"longitude": IN_ONE[0], "latitude": IN_ONE[1], "at": NOW.isoformat()}
    for status in (201, 200):
        answer = phone.post("log-ins", place)
        assert answer.status_code == status
        assert answer.json() == {"grid": code(1), "inside": True, "has_shift": True}
    assert phone.post("log-ins", place, key="key-00002").status_code == 409
    assert phone.post("log-outs", {}, key="key-00003").json()["inside"] is None
    assert LogIn.objects.count() == 1
