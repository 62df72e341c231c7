"""The model only proposes: whatever it writes goes through the same gate, or is refused."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.connect.model_stand_in import Model, standing_in
from tests.district import District
from tests.web.figures.conftest import district, empty
from tests.web.test_pages import signed_in
from yiwang.analytics import queries as figures
from yiwang.connect.model import client, proposing
from yiwang.dials import kept
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, NotFound, NotNow, Refusal
from yiwang.org import actions as org

__all__ = ["district", "empty"]
TEXT = "帮俺瞧下今年各家单位揽了多少活计"
GOOD = {"indicator": ["shares_sent"], "period": "2026", "by": ["unit"], "order": "-shares_sent"}


@pytest.fixture
def model(settings):
    with standing_in() as found:
        settings.MODEL_URL = found.url
        settings.MODEL_KEY = "a-key"
        settings.MODEL_SECONDS = 2.0
        found.says = json.dumps(GOOD)
        yield found


@pytest.fixture
def leader(district: District):
    return district.worker(Duty.LEADER)


def said(model: Model, **changed) -> None:
    model.says = json.dumps(GOOD | changed)


def test_by_birth_there_is_no_model_and_nothing_is_offered(district: District):
    assert not client.is_set()
    told = signed_in(district, Duty.LEADER).get("/figures/ask/", {"q": TEXT}).content.decode()
    assert "请模型试着理解" not in told
    with pytest.raises(NotNow):
        client.complete([])


def test_a_proposal_is_a_plan_that_the_gate_answers(model: Model, leader):
    plan = proposing.propose(TEXT, leader)
    assert (plan.indicators, plan.order) == (("shares_sent",), "-shares_sent")
    assert [row.readings["shares_sent"].shown for row in figures.table(plan, leader).rows] == [2, 1]
    assert model.paths == ["/v1/chat/completions"] and model.got[0]["key"] == "Bearer a-key"


@pytest.mark.parametrize("around", ["```json\n{}\n```", "好的：{}。", "{}"])
def test_a_fence_or_a_word_around_the_object_does_no_harm(model: Model, leader, around: str):
    model.says = around.replace("{}", json.dumps(GOOD))
    assert proposing.propose(TEXT, leader).indicators == ("shares_sent",)


@pytest.mark.parametrize(
    "changed",
    [
        {"indicator": ["happiness_rate"]},
        {"indicator": ["received; DROP TABLE cases"]},
        {"indicator": []},
        {"period": "2026' OR '1'='1"},
        {"period": "2999"},
        {"by": ["unit); DELETE FROM cases--"]},
        {"by": ["password"]},
        {"only": {"unit": ["1' OR 1=1 --"]}},
        {"only": {"unit": ["999999"]}},
        {"only": {"street": [""]}},
        {"only": {"person": ["1"]}},
        {"only": {"month": ["2026-01"]}},
        {"only": {"category": ["040201"]}},
        {"order": "-closed"},
        {"having": ["shares_sent<1 OR 1=1"]},
        {"top": -1},
        {"top": "3"},
        {"sql": "SELECT * FROM org_person"},
    ],
    ids=str,
)
def test_what_is_made_up_or_slipped_in_is_refused(model: Model, district: District, changed: dict):
    said(model, **changed)
    with pytest.raises((Invalid, NotFound)):
        proposing.propose(TEXT, district.worker(Duty.LEADER))


@pytest.mark.parametrize(
    "says",
    ["", "我不知道", "{}", "[1, 2]", "{" * 5000, "null", b"", b"<html>", b"[]", b'{"choices": []}',
     b'{"choices": [{"message": {"content": 7}}]}', b"\xff\xfe"],
    ids=repr,
)  # fmt: skip
def test_garbage_is_refused_in_words(model: Model, leader, says):
    model.says = says
    with pytest.raises(Refusal):
        proposing.propose(TEXT, leader)


def test_an_answer_that_drips_for_ever_ends_after_the_set_time(model: Model, leader, settings):
    settings.MODEL_SECONDS = 0.3
    model.drips = True
    with pytest.raises(NotNow, match="按时"):
        proposing.propose(TEXT, leader)
    model.drips = False
    settings.MODEL_SECONDS = 2.0
    assert proposing.propose(TEXT, leader)


def test_an_answer_that_is_too_long_is_cut_off(model: Model, leader):
    model.says = b" " * (client.MOST_BYTES + 1)
    with pytest.raises(NotNow, match="过长"):
        proposing.propose(TEXT, leader)


@pytest.mark.parametrize("status", [301, 302, 401, 500])
def test_a_redirect_is_not_followed_and_a_fault_is_told(model: Model, leader, status: int):
    model.status, model.headers = status, {"Location": f"{model.url}/elsewhere"}
    with pytest.raises(NotNow, match=str(status)):
        proposing.propose(TEXT, leader)
    assert len(model.paths) == 1


@pytest.mark.parametrize(
    "host",
    ["169.254.169.254", "0.0.0.0", "a:b@127.0.0.1", "", "127.0.0.1:1"],
)
def test_an_address_that_must_not_be_asked_is_not(leader, settings, host: str):
    settings.MODEL_URL = f"http://{host}/v1"
    with pytest.raises(NotNow):
        proposing.propose(TEXT, leader)


@pytest.mark.parametrize("scheme", ["file", "gopher", "ftp"])
def test_only_http_is_spoken(leader, settings, scheme: str):
    settings.MODEL_URL = f"{scheme}://127.0.0.1/v1"
    with pytest.raises(NotNow, match="http"):
        proposing.propose(TEXT, leader)


def test_only_so_many_wait_for_the_model_at_once(model: Model, leader):
    for _ in range(client.MOST_AT_ONCE):
        assert client._doors.acquire(blocking=False)
    try:
        with pytest.raises(NotNow, match="稍候"):
            proposing.propose(TEXT, leader)
    finally:
        for _ in range(client.MOST_AT_ONCE):
            client._doors.release()
    assert model.got == []


def test_the_model_is_told_names_of_things_and_never_of_people_or_cases(
    model: Model, district: District, leader
):
    person = org.add_person(login="ouyang", name="欧阳小满", password="a-long-word-9")
    org.give_post(person=person, unit=district.units["centre"], duty=Duty.OPERATOR)
    kept.published()
    proposing.propose("欧阳小满的活计按单位江滩街道办看", leader)
    task = model.got[0]["messages"][0]["content"]
    assert "江滩街道办" in task and "shares_sent=" in task
    assert "欧阳小满" not in task and "路灯不亮三天" not in task


def test_a_unit_cannot_reach_another_unit_by_way_of_the_model(model: Model, district: District):
    handler = district.worker(Duty.HANDLER, "bureau")
    said(model, only={"unit": [str(district.units["street"].pk)]})
    with pytest.raises(Invalid):
        proposing.propose(TEXT, handler)
    said(model)
    plan = proposing.propose(TEXT, handler)
    (row,) = figures.table(plan, handler).rows
    assert row.keys == (str(district.units["bureau"].pk),)
    assert "江滩街道办" not in model.got[0]["messages"][0]["content"]


@pytest.fixture
def page(district: District) -> Client:
    return signed_in(district, Duty.LEADER)


def test_the_page_says_that_a_model_proposed_it_and_names_the_unknown_words(
    model: Model, page: Client
):
    asked = page.get("/figures/ask/", {"q": TEXT}).content.decode()
    assert "请模型试着理解" in asked and not model.got
    response = page.post("/figures/ask/propose/", {"q": TEXT})
    told = page.get(response.url).content.decode()
    assert "由模型提议" in told and "按单位划分，承办任务数" in told and "城管局</th>" in told
    assert "本系统不认识的词" in told
    assert len(model.got) == 1


def test_an_address_with_a_plan_is_checked_whoever_wrote_it(page: Client, district: District):
    plan = "indicator=received&period=2026&in.unit=999999"
    told = page.get("/figures/ask/", {"q": TEXT, "plan": plan}).content.decode()
    assert "没有“999999”这个单位" in told and 'class="value' not in told
    nonsense = page.get("/figures/ask/", {"q": TEXT, "plan": "period=x&indicator=;--"})
    assert nonsense.status_code == 200 and 'class="value' not in nonsense.content.decode()


def test_a_model_that_fails_is_told_as_a_refusal(model: Model, page: Client):
    model.status = 500
    response = page.post("/figures/ask/propose/", {"q": TEXT})
    assert response.status_code == NotNow.status and "模型" in response.content.decode()


def test_a_proposal_leads_to_the_page_of_its_question(model: Model, page: Client):
    response = page.post("/figures/ask/propose/", {"q": TEXT})
    given = parse_qs(urlsplit(response.url).query)
    assert given["q"] == [TEXT] and "indicator=shares_sent" in given["plan"][0]
