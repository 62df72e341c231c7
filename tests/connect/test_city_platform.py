"""The link to the city's platform, against a server that misbehaves."""

import json

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.district import REPLY, District
from yiwang.cases import outbox as rows
from yiwang.cases.models import Case, Event, Outbox
from yiwang.connect.city_platform import inbound
from yiwang.connect.city_platform.models import CityMessage
from yiwang.connect.city_platform.standin import CityStandIn
from yiwang.engine.duties import Duty
from yiwang.jobs import outbox
from yiwang.kernel import signing
from yiwang.kernel.refusals import NotAllowed

SECRET = "between-the-city-and-us"
URL = "/api/inbound/city/"


def message(kind: str = "forward", key: str = "m-1", **more) -> bytes:
    told = {"message_id": key, "kind": kind, "outer_number": "HX2026112100001"}
    if kind == "forward":
        told |= {"content": "路灯坏了三天", "outer_due": "2026-12-01T18:00:00+08:00"}
    return json.dumps(told | more).encode()


@pytest.fixture
def city(settings, district: District):
    standin = CityStandIn(SECRET)
    settings.CITY_PLATFORM_SECRET, settings.CITY_PLATFORM_URL = SECRET, standin.url
    yield standin
    standin.stop()


def hand_in(client, body: bytes, header: str | None = None):
    signature = signing.sign(SECRET, body) if header is None else header
    return client.post(
        URL, body, content_type="application/json", headers={signing.HEADER: signature}
    )


def test_a_forwarded_case_arrives_with_its_own_number_and_limit(client, city):
    response = hand_in(client, message())
    assert response.status_code == 202
    case = Case.objects.get(number=response.json()["number"])
    assert case.outer_number == "HX2026112100001"
    assert timezone.localtime(case.outer_due_at).isoformat() == "2026-12-01T18:00:00+08:00"
    assert case.deadlines.filter(limit="outer").exists()


def test_a_message_sent_twice_is_taken_once(client, city):
    first, second = hand_in(client, message()), hand_in(client, message())
    assert (first.status_code, second.status_code) == (202, 200)
    assert first.json() == second.json()
    assert Case.objects.count() == 1


def test_a_key_used_for_another_message_is_refused(client, city):
    hand_in(client, message())
    assert hand_in(client, message(content="另一件事")).status_code == 409
    assert Case.objects.count() == 1


def test_a_reminder_that_overtakes_its_case_is_carried_out_when_the_case_arrives(client, city):
    early = hand_in(client, message("remind", "m-0", text="请加快"))
    assert early.json()["state"] == "conflict"
    hand_in(client, message())
    assert Event.objects.filter(kind="remind").count() == 1
    assert CityMessage.objects.get(key="m-0").state == "done"


def test_a_second_case_under_the_same_number_is_left_to_a_person(client, city):
    hand_in(client, message())
    assert hand_in(client, message(key="m-2")).json()["state"] == "conflict"
    assert Case.objects.count() == 1
    assert [m.key for m in inbound.conflicts()] == ["m-2"]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"kind": "forward"}', b'{"kind": "burn", "message_id": "1"}', b"\xff\xfe",
     b'{"kind": "forward", "message_id": "x", "outer_number": 7}'],
)  # fmt: skip
def test_a_message_without_sense_is_refused_and_nothing_is_kept(client, city, body):
    response = hand_in(client, body)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert CityMessage.objects.count() == Case.objects.count() == 0


def test_forged_altered_and_replayed_messages_are_refused(client, city):
    body = message()
    assert hand_in(client, body, "").status_code == 403
    assert hand_in(client, body, signing.sign("guess", body)).status_code == 403
    assert hand_in(client, body, signing.sign(SECRET, body + b" ")).status_code == 403
    old = signing.sign(SECRET, body, at=1_700_000_000)
    assert hand_in(client, body, old).status_code == 403
    assert Case.objects.count() == 0


@given(st.binary(max_size=80), st.integers(0, 2**31))
def test_a_signature_holds_for_its_own_body_and_time_only(body, at):
    header = signing.sign(SECRET, body, at=at)
    signing.check(SECRET, body, header, now=at)
    with pytest.raises(NotAllowed):
        signing.check(SECRET, body + b"x", header, now=at)
    with pytest.raises(NotAllowed):
        signing.check(SECRET, body, header, now=at + signing.MOST_AGE_SECONDS + 1)


def close(district: District, number: str) -> None:
    operator, handler = district.worker(Duty.OPERATOR), district.worker(Duty.HANDLER)
    district.act(number, "accept", operator)
    district.act(number, "establish", operator, category="030401")
    lead = district.units["street"].pk
    district.act(number, "dispatch", district.worker(Duty.DISPATCHER), lead_unit=lead)
    district.act(number, "sign", handler)
    district.act(number, "reply", handler, **REPLY)
    district.act(number, "verify_pass", district.worker(Duty.VERIFIER))
    ground = {"ground": "not_wished"}
    district.act(number, "close_without_call", district.worker(Duty.CALLER), **ground)


def deliver_all() -> None:
    """Work the outbox off as if every pause had passed."""
    for _ in range(12):
        Outbox.objects.filter(state="waiting").update(next_at=timezone.now(), leased_until=None)
        if not outbox.run():
            return


def test_the_answer_goes_back_once_although_the_city_fails_and_breaks_off(client, city, district):
    number = hand_in(client, message()).json()["number"]
    close(district, number)
    city.misbehave.extend(["fail", "forget"])
    deliver_all()
    assert city.calls == 3
    assert [a["public_reply"] for a in city.answers.values()] == [REPLY["public_reply"]]
    assert Outbox.objects.get(destination="city_platform").state == "sent"


def test_nothing_is_lost_while_the_city_is_down_and_at_last_a_person_decides(
    client, city, district, settings
):
    number = hand_in(client, message()).json()["number"]
    close(district, number)
    city.stop()
    deliver_all()
    row = Outbox.objects.get(destination="city_platform")
    assert (row.state, row.attempts) == ("dead", 8)
    assert "ConnectError" in row.last_error
    city.__init__(SECRET)
    settings.CITY_PLATFORM_URL = city.url
    rows.try_again(row_id=row.pk, worker=district.worker(Duty.SUPERVISOR))
    deliver_all()
    assert len(city.answers) == 1


def test_a_case_of_our_own_is_not_told_to_the_city(client, city, district):
    close(district, district.open().number)
    deliver_all()
    assert city.calls == 0
