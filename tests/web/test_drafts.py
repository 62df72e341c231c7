"""What somebody writes on the case page is kept, theirs alone, and gone when it is handed in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.district import REPLY, District
from tests.web.test_pages import signed_in
from yiwang.cases import belonging
from yiwang.cases.models import Case, Draft
from yiwang.engine.duties import Duty

HTMX = {"HX-Request": "true"}
WRITTEN = {"public_reply": "正在联系施工", "handling_record": "", "solved_claim": "planned"}


@pytest.fixture
def number(district: District) -> str:
    """An appeal that the street has signed for and may answer."""
    number = district.handled()
    district.act(number, "sign", district.worker(Duty.HANDLER))
    return number


def keep(client: Client, number: str, given: dict, action: str = "reply"):
    return client.post(f"/cases/{number}/draft/{action}/", given, headers=HTMX)


def test_a_draft_is_kept_with_its_time_and_offered_on_another_computer(district, number):
    answer = keep(signed_in(district, Duty.HANDLER), number, WRITTEN).content.decode()
    saved = timezone.localtime(Draft.objects.get().saved_at)
    assert "草稿已存" in answer and f">{saved:%H:%M}</time>" in answer and "<html" not in answer
    page = signed_in(district, Duty.HANDLER).get(f"/cases/{number}/").content.decode()
    assert ">正在联系施工</textarea>" in page and '<option value="planned" selected>' in page
    assert "放弃草稿" in page


def test_a_draft_is_its_writers_alone(district, number):
    keep(signed_in(district, Duty.HANDLER), number, WRITTEN)
    for duty, unit in ((Duty.SUPERVISOR, ""), (Duty.REVIEWER, "")):
        page = signed_in(district, duty, unit).get(f"/cases/{number}/")
        assert "正在联系施工" not in page.content.decode()


def test_handing_it_in_drops_the_draft_and_a_late_save_brings_it_not_back(district, number):
    client = signed_in(district, Duty.HANDLER)
    seen = {"seen": str(Case.objects.get(number=number).seq)}
    keep(client, number, WRITTEN | seen)
    assert client.post(f"/cases/{number}/act/reply/", REPLY | seen).status_code == 302
    assert not Draft.objects.exists()
    assert keep(client, number, WRITTEN | seen).content == b""
    assert not Draft.objects.exists()


def test_a_refused_act_leaves_the_draft(district, number):
    client = signed_in(district, Duty.HANDLER)
    keep(client, number, WRITTEN)
    assert client.post(f"/cases/{number}/act/reply/", {}).status_code == 422
    assert Draft.objects.get().given["public_reply"] == "正在联系施工"


def test_a_draft_is_given_up_by_its_button_or_by_emptying_the_form(district, number):
    client = signed_in(district, Duty.HANDLER)
    for empty in ({"forget": "1"}, dict.fromkeys(WRITTEN, "")):
        keep(client, number, WRITTEN)
        assert Draft.objects.exists()
        client.post(f"/cases/{number}/draft/reply/", empty)
        assert not Draft.objects.exists()


@pytest.mark.parametrize(("action", "status"), [("nothing", 404), ("verify_pass", 403)])
def test_no_draft_of_an_action_that_is_not_there_or_not_theirs(district, number, action, status):
    client = signed_in(district, Duty.HANDLER)
    assert keep(client, number, WRITTEN, action).status_code == status
    other = signed_in(district, Duty.HANDLER, "bureau")
    assert keep(other, number, WRITTEN).status_code == 404
    assert not Draft.objects.exists()


def test_who_was_signed_out_is_told_so_and_stays_on_the_page(number):
    answer = keep(Client(), number, WRITTEN)
    assert answer.status_code == 401 and "HX-Redirect" not in answer.headers
    assert "登录已过期" in answer.content.decode()


def test_what_is_written_is_cut_at_the_length_of_its_need(district, number):
    keep(signed_in(district, Duty.HANDLER), number, {"public_reply": "长" * 9000, "odd": "x"})
    assert Draft.objects.get().given == {"public_reply": "长" * 4000}


def test_a_draft_that_nobody_came_back_to_is_dropped_after_a_month(district, number):
    keep(signed_in(district, Duty.HANDLER), number, WRITTEN)
    assert belonging.drop_old_drafts() == 0
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=31))
    assert belonging.drop_old_drafts() == 1
