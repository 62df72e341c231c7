"""One queued item of a phone is done once and only once, for its own person, within bounds."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases.models import Attachment, Case, OnceKey
from yiwang.engine.duties import Duty
from yiwang.org import actions as org
from yiwang.org.models import Person

KEY = "0b5c2f1e-7d1a-4c57-9d57-000000000001"
REPORT = {
    "content": "井盖缺失",
    "channel": "collector",
    "category": "510101",
    "area": "420199001",
    "point": "114.3,30.6",
}


def jpeg(colour: str = "red", side: int = 40) -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(content, "JPEG")
    content.seek(0)
    content.name = "photo.jpg"
    return content


def item(district: District, **more) -> dict:
    worker = district.worker(Duty.COLLECTOR)
    return {
        "key": KEY, "person": worker.person_id, "post": worker.post_id, "procedure":
        "urban_management", "number": "", "action": "report", "seen": 0, "subject": 0,
        "done_at": timezone.now().isoformat(),
    } | more  # fmt: skip


def send(client: Client, told: dict, given: dict | None = None, *photos, sent_at=None):
    form = dict(REPORT if given is None else given) | {
        "item": json.dumps(told),
        "sent_at": (sent_at or timezone.now()).isoformat(),
    }
    return client.post("/phone/send/", form | ({"files": list(photos)} if photos else {}))


@pytest.fixture
def phone(district: District) -> Client:
    return signed_in(district, Duty.COLLECTOR)


def on_disk() -> int:
    return sum(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))


def to_verify(district: District, phone: Client) -> str:
    """A case that waits for the collector to verify it; its number."""
    number = send(phone, item(district, key="report-for-a-task")).json()["number"]
    street, centre = district.units["street"].pk, district.worker
    district.act(number, "submit", centre(Duty.OPERATOR), category="510101")
    district.act(number, "establish", centre(Duty.SHIFT_LEADER), category="510101")
    district.act(number, "dispatch", centre(Duty.DISPATCHER), lead_unit=street)
    district.act(number, "sign", centre(Duty.HANDLER))
    handler = signed_in(district, Duty.HANDLER)
    done = {"handling_record": "已补装", "files": jpeg("green")}
    assert handler.post(f"/cases/{number}/act/feed_back/", done).status_code == 302
    district.act(number, "accept_feedback", centre(Duty.DISPATCHER))
    return number


def test_the_same_item_sent_again_opens_one_case_and_gets_the_same_answer(district, phone):
    told = item(district)
    first = send(phone, told, None, jpeg())
    later = timezone.now() + timedelta(minutes=2)
    again = send(phone, told, None, jpeg(), sent_at=later)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    case = Case.objects.get()
    assert first.json()["number"] == case.number and case.events.get().via == "phone"
    assert Attachment.objects.get().case == case


def test_other_content_under_a_used_key_is_refused_in_words(district, phone):
    told = item(district)
    send(phone, told, None, jpeg())
    for given, photo in ((REPORT | {"content": "另一处"}, jpeg()), (None, jpeg("blue"))):
        answer = send(phone, told, given, photo)
        assert answer.status_code == 409 and "此前已经送达" in answer.json()["sentence"]
    assert Case.objects.count() == Attachment.objects.count() == 1


def test_an_item_of_another_person_is_not_sent_by_who_is_signed_in(district):
    other = signed_in(district, Duty.OPERATOR)
    answer = send(other, item(district))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_yours")
    assert not Case.objects.exists() and not OnceKey.objects.exists()


def test_the_key_of_another_person_gives_nobody_their_answer(district, phone):
    number = send(phone, item(district)).json()["number"]
    unit = district.units["centre"]
    second = org.add_person(login="second", name="乙", password="a-long-word-9")
    post = org.give_post(person=second, unit=unit, duty=Duty.COLLECTOR)
    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(Person.objects.get(pk=second.pk), backend=backend)
    answer = send(client, item(district, person=second.pk, post=post.pk))
    assert answer.status_code == 201 and answer.json()["number"] != number


def test_who_was_signed_out_is_told_so_and_nothing_is_refused_for_good(district, phone):
    told = item(district)
    answer = send(Client(), told)
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    assert send(phone, told).status_code == 201


def test_a_form_without_its_secret_is_not_taken(district):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        Person.objects.get(pk=district.worker(Duty.COLLECTOR).person_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert send(client, item(district)).status_code == 403
    client.get("/phone/")
    secret = client.cookies["csrftoken"].value
    form = REPORT | {"item": json.dumps(item(district)), "sent_at": timezone.now().isoformat()}
    answer = client.post("/phone/send/", form, headers={"X-CSRFToken": secret})
    assert answer.status_code == 201


def test_only_duties_of_the_street_send_and_only_from_their_own_posts(district):
    worker = district.worker(Duty.OPERATOR)
    client = signed_in(district, Duty.OPERATOR)
    told = item(district, person=worker.person_id, post=worker.post_id)
    answer = send(client, told)
    assert answer.status_code == 403 and "监督员" in answer.json()["sentence"]
    post = district.worker(Duty.COLLECTOR).post_id
    told = item(district, person=worker.person_id, post=post)
    assert send(client, told).status_code == 404
    assert not Case.objects.exists()


def test_a_refused_item_leaves_no_case_no_photo_and_its_key_is_free(district, phone):
    before, told = on_disk(), item(district)
    answer = send(phone, told, REPORT | {"category": "999999"}, jpeg())
    assert answer.status_code == 422 and answer.json()["sentence"]
    assert not Attachment.objects.exists() and on_disk() == before
    assert send(phone, told, None, jpeg()).status_code == 201


def test_without_a_position_the_area_must_be_chosen(district, phone):
    nowhere = {key: value for key, value in REPORT.items() if key not in ("point", "area")}
    answer = send(phone, item(district), nowhere)
    assert answer.status_code == 422
    assert answer.json()["fields"] == {"area": "没有定位时请选择所属区域"}
    assert send(phone, item(district), nowhere | {"area": "420199001"}).status_code == 201


def test_a_photo_that_is_too_large_and_a_file_that_is_none_are_refused(district, phone):
    large = jpeg()
    large.write(b"\0" * (1024 * 1024 + 1))
    large.seek(0)
    assert send(phone, item(district), None, large).status_code == 413
    text = io.BytesIO("只是文字".encode())
    text.name = "note.txt"
    answer = send(phone, item(district), None, text)
    assert answer.status_code == 422 and "照片" in answer.json()["sentence"]
    assert send(phone, item(district), None, *[jpeg() for _ in range(10)]).status_code == 413
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"key": "short"}, {"key": "x" * 65}, {"seen": "1"}, {"person": True}, {"subject": -1},
     {"done_at": "yesterday"}, {"done_at": "2026-11-21T10:00:00"}, {"number": 7}],
)  # fmt: skip
def test_an_item_that_is_none_is_refused(district, phone, change):
    assert send(phone, item(district, **change)).status_code in (403, 422)
    assert not Case.objects.exists()


def test_what_is_no_item_at_all_is_refused(phone):
    for text in ("", "[]", "null", "{", '"x"'):
        answer = phone.post("/phone/send/", {"item": text})
        assert answer.status_code == 422 and "无法读取" in answer.json()["sentence"]


def test_the_time_of_the_phone_is_kept_within_a_day(district, phone):
    done = timezone.now().replace(microsecond=0) - timedelta(hours=3)
    answer = send(phone, item(district, done_at=done.isoformat())).json()
    assert answer["by_phone"] and Case.objects.get().events.get().at == done
    assert Case.objects.get().opened_at == done


@pytest.mark.parametrize(
    ("done", "clock"),
    [(timedelta(hours=-25), timedelta()), (timedelta(hours=1), timedelta()),
     (timedelta(hours=-1), timedelta(hours=-1)), (timedelta(), timedelta(minutes=6))],
)  # fmt: skip
def test_a_time_that_cannot_be_believed_is_the_servers_and_that_is_told(
    district, phone, done, clock
):
    now = timezone.now()
    told = item(district, done_at=(now + done).isoformat())
    answer = send(phone, told, sent_at=now + clock).json()
    assert not answer["by_phone"] and "按服务器时间" in answer["sentence"]
    assert abs(Case.objects.get().events.get().at - now) < timedelta(minutes=1)


def test_a_collector_verifies_from_the_phone_and_a_second_one_is_told_in_words(district, phone):
    number = to_verify(district, phone)
    seen = Case.objects.get(number=number).seq
    act = {"number": number, "action": "verify_pass", "procedure": "", "seen": seen}
    found = {"found": "盖板已恢复", "checked_point": "114.3,30.6"}
    answer = send(phone, item(district, key="verify-key-000001", **act), found, jpeg())
    assert answer.status_code == 201 and "已核查通过" in answer.json()["sentence"]
    again = send(phone, item(district, key="verify-key-000002", **act), found, jpeg())
    assert again.status_code == 409 and "新的办理记录" in again.json()["sentence"]
    assert "核查通过" in again.json()["last"]


def test_an_act_is_never_put_before_what_happened_to_the_case_since(district, phone):
    number = to_verify(district, phone)
    act = {"number": number, "action": "verify_pass", "procedure": ""}
    done = (timezone.now() - timedelta(hours=2)).isoformat()
    told = item(district, key="verify-key-000001", done_at=done, **act)
    answer = send(phone, told, {"found": "盖板已恢复"}, jpeg())
    assert answer.status_code == 201 and not answer.json()["by_phone"]
