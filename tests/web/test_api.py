"""The JSON API: tokens, scopes, idempotency, problems, paging."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from ninja import Schema

from tests.district import REPLY, District
from yiwang.cases import lists
from yiwang.cases.models import Case, Event
from yiwang.engine.duties import Duty
from yiwang.org import actions as org
from yiwang.org.models import ApiToken, Post

API = "/api/v1/cases"
BODY = {"given": {"title": "路灯不亮", "content": "路灯坏了", "channel": "phone"}}


@pytest.fixture
def call(client, district: District):
    """Calls the API under a duty's token."""

    def token(duty: Duty, unit: str, scopes: list[str]) -> str:
        person = district.worker(duty, unit).person_id
        post = Post.objects.get(person_id=person)
        return org.issue_token(name="试", post=post, scopes=scopes)[1]

    def call(path: str, body=None, *, duty=Duty.OPERATOR, unit="", key="key-00000001", scopes=None):
        text = token(duty, unit, scopes or ["cases:read", "cases:write"])
        headers = {"Authorization": f"Bearer {text}", "Idempotency-Key": key}
        if body is None:
            return client.get(API + path, headers=headers)
        content = body if isinstance(body, str | bytes) else json.dumps(body)
        return client.post(API + path, content, content_type="application/json", headers=headers)

    return call


def test_a_case_is_opened_once_for_each_key(call):
    first, second = call("", BODY), call("", BODY)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json() and first.json()["secret"]
    assert Case.objects.count() == 1
    assert call("", BODY | {"procedure": "other"}).status_code == 409


def test_an_act_is_done_once_and_refusals_are_problems(call, district: District):
    number = call("", BODY).json()["number"]
    done = call(f"/{number}/actions/accept", {"given": {}}, key="key-00000002")
    assert done.json()["state"] == "accepted"
    again = call(f"/{number}/actions/accept", {"given": {}}, key="key-00000003")
    assert again.status_code == 409
    assert again["Content-Type"] == "application/problem+json"
    assert again.json()["code"] == "not_now" and "待立案" in again.json()["title"]
    assert Event.objects.filter(kind="accept").count() == 1


def test_a_token_of_another_unit_neither_sees_nor_touches_the_case(call, district: District):
    number = district.handled("street")
    bureau = {"duty": Duty.HANDLER, "unit": "bureau"}
    assert call(f"/{number}", **bureau).status_code == 404
    assert call(f"/{number}/actions/sign", {"given": {}}, **bureau).status_code == 404
    assert call("", **bureau).json()["items"] == []
    street = {"duty": Duty.HANDLER, "unit": "street"}
    assert call(f"/{number}/actions/sign", {"given": {}}, **street).status_code == 201


def test_without_a_scope_nothing_is_written(call):
    assert call("", BODY, scopes=["cases:read"]).status_code == 403
    assert Case.objects.count() == 0


def test_expired_revoked_and_made_up_tokens_are_refused(client, district: District):
    post = Post.objects.get(person_id=district.worker(Duty.OPERATOR).person_id)
    token, text = org.issue_token(name="试", post=post, scopes=["cases:read"])
    header = {"Authorization": f"Bearer {text}"}
    assert client.get(API, headers=header).status_code == 200
    for change in ({"expires_at": timezone.now() - timedelta(1)}, {"revoked_at": timezone.now()}):
        kept = {key: getattr(token, key) for key in change}
        ApiToken.objects.filter(pk=token.pk).update(**change)
        response = client.get(API, headers=header)
        assert response.status_code == 401
        assert response["Content-Type"] == "application/problem+json"
        ApiToken.objects.filter(pk=token.pk).update(**kept)
    for other in ("", "Bearer yw_a_b", f"Bearer {text}x"):
        assert client.get(API, headers={"Authorization": other}).status_code == 401


@pytest.mark.parametrize(
    "body", ["", "{", "[]", b"\xff", '{"given": 7}', '{"given": {"title": "a"}}',
             '{"given": {"title": "a", "content": "b", "channel": "phone", "odd": 1}}'],
)  # fmt: skip
def test_a_body_that_does_not_fit_is_a_problem_and_nothing_is_written(call, body):
    response = call("", body)
    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"
    assert Case.objects.count() == 0


def test_pages_follow_one_another_without_gaps(call, district: District, monkeypatch):
    numbers = {district.open().number for _ in range(7)}
    monkeypatch.setitem(lists.page.__kwdefaults__, "size", 3)
    seen, after = [], ""
    while True:
        page = call(f"?after={after}").json()
        seen += [item["number"] for item in page["items"]]
        after = page["following"]
        if not after:
            break
    assert sorted(seen) == sorted(numbers)


def test_a_whole_case_is_read_with_its_log_and_without_the_reporter(call, district: District):
    number = district.answered()
    told = call(f"/{number}").json()
    assert [event["kind"] for event in told["events"]][-1] == "reply"
    assert told["public_reply"] == REPLY["public_reply"]
    assert "13800000000" not in json.dumps(told)


def test_no_two_shapes_of_the_description_have_one_name():
    """The later of two would describe both, and clients made from it would read wrongly."""
    ours = [one for one in Schema.__subclasses__() if one.__module__.startswith("yiwang.web.api")]
    names = [one.__name__ for one in ours]
    assert {"AnswerOut", "PageOut"} <= set(names)
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("number", ["-1", "0", "2147483648", "1.5", "x", "%20"])
def test_a_number_that_no_grant_can_have_is_a_problem_in_json(client, district, number: str):
    post = Post.objects.get(person_id=district.worker(Duty.OPERATOR).person_id)
    token = org.issue_token(name="试", post=post, scopes=["hub:read"])[1]
    address, headers = f"/api/v1/hub/grants/{number}", {"Authorization": f"Bearer {token}"}
    rows = client.get(f"{address}/rows", headers=headers)
    answer = client.post(
        f"{address}/question", '{"plan": {}}', content_type="application/json", headers=headers
    )
    for one in (rows, answer):
        assert (one.status_code, one["Content-Type"]) == (422, "application/problem+json")
