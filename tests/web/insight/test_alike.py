"""The pages of what looks like one matter: who gets in, what is shown, merged, held apart."""

import pytest

from tests.district import District, build
from tests.insight.alike.conftest import LAMP, PARKING, PARKING_AGAIN, Tell
from tests.insight.alike.conftest import tell as tell
from tests.web.test_pages import signed_in
from yiwang.cases.models import Case
from yiwang.engine.duties import CENTRE, Duty
from yiwang.insight.alike import actions
from yiwang.insight.alike.models import Group, Verdict
from yiwang.web.ui.ways import ALIKE, CALLERS

FIRST, SECOND = "13900001001", "13900001002"


@pytest.fixture
def district(db) -> District:
    return build()


@pytest.fixture
def pair(tell: Tell) -> list[str]:
    """Two people of one matter, through two channels."""
    told = [tell(PARKING, phone=FIRST), tell(PARKING_AGAIN, phone=SECOND, channel="web")]
    actions.follow()
    return told


@pytest.mark.parametrize("duty", [duty for duty in Duty if duty in CENTRE])
def test_each_duty_of_the_centre_gets_in_or_is_told_whose_page_it_is(district, duty: Duty):
    client = signed_in(district, duty)
    for page, duties in (("alike", ALIKE), ("callers", CALLERS)):
        response = client.get(f"/insight/{page}/")
        assert response.status_code == (200 if duty in duties else 403)


def test_a_unit_does_not_get_in(district):
    assert signed_in(district, Duty.HANDLER, "street").get("/insight/alike/").status_code == 403


def test_the_page_shows_reasons_people_and_channels_and_without_cases_says_so(district, tell: Tell):
    client = signed_in(district, Duty.DISPATCHER)
    assert "没有疑似同件的在办案件" in client.get("/insight/alike/").content.decode()
    for phone in (FIRST, SECOND):
        tell(PARKING, phone=phone)
    actions.follow()
    page = client.get("/insight/alike/").content.decode()
    assert "同一地点" in page and "同一事项" in page and "2 人" in page
    assert "没有群体诉求" in client.get("/insight/alike/?many=1").content.decode()


def test_merging_is_the_procedures_own_act_and_the_group_is_gone(district, pair: list[str]):
    client, group = signed_in(district, Duty.DISPATCHER), Group.objects.get().pk
    form = {"main": pair[0], "case": [pair[1]], "note": "同一件事"}
    assert client.post(f"/insight/alike/{group}/merge/", form).status_code == 302
    merged = Case.objects.get(number=pair[1])
    assert (merged.state, merged.main_case) == ("merged", pair[0])
    event = merged.events.get(kind="merge")
    assert (event.duty, event.given["note"]) == ("dispatcher", "同一件事")
    assert "没有疑似同件的在办案件" in client.get("/insight/alike/").content.decode()


@pytest.mark.parametrize("duty", [Duty.SUPERVISOR, Duty.SHIFT_LEADER])
def test_who_may_not_merge_sees_no_button_and_merges_nothing(district, pair: list[str], duty: Duty):
    client, group = signed_in(district, duty), Group.objects.get().pk
    page = client.get("/insight/alike/").content.decode()
    assert PARKING[:30] in page and 'name="main"' not in page
    client.post(f"/insight/alike/{group}/merge/", {"main": pair[0], "case": [pair[1]]})
    assert Case.objects.get(number=pair[1]).main_case == ""


def test_what_is_not_of_the_group_is_not_merged(district, pair: list[str], tell: Tell):
    other = tell(LAMP)
    client, group = signed_in(district, Duty.DISPATCHER), Group.objects.get().pk
    response = client.post(f"/insight/alike/{group}/merge/", {"main": pair[0], "case": [other]})
    assert response.status_code == 422 and Case.objects.get(number=other).main_case == ""


def test_not_the_same_matter_is_remembered_and_can_be_taken_back(district, pair: list[str]):
    client, group = signed_in(district, Duty.OPERATOR), Group.objects.get().pk
    client.post(f"/insight/alike/{group}/apart/", {"case": pair[1]})
    page = client.get("/insight/alike/").content.decode()
    assert "近期判断为不是同一件" in page and not Group.objects.exists()
    act = Verdict.objects.get().pk
    assert signed_in(district, Duty.LEADER).post(f"/insight/alike/apart/{act}/withdraw/")
    assert not Group.objects.exists()
    client.post(f"/insight/alike/apart/{act}/withdraw/")
    assert Group.objects.count() == 1


def test_the_desk_is_told_of_the_same_matter_and_of_the_caller_while_typing(
    district, pair: list[str]
):
    client = signed_in(district, Duty.OPERATOR)
    form = {"content": PARKING_AGAIN, "reporter_phone": FIRST}
    page = client.post("/desk/new/hints/", form).content.decode()
    assert f'name="join" value="{pair[0]}"' in page and "同一地点" in page
    assert "重复来电：1 件是同一件事" in page
    # Of another matter of the place: the caller is known, no case is offered.
    page = client.post(
        "/desk/new/hints/", {"content": LAMP, "reporter_phone": FIRST}
    ).content.decode()
    assert 'name="join"' not in page and "重复来电" not in page and "来电人以往诉求" in page


def test_the_desk_offers_no_confidential_case(district, tell: Tell):
    tell(PARKING, phone=FIRST, confidential=True)
    actions.follow()
    client = signed_in(district, Duty.OPERATOR)
    assert (
        'name="join"' not in client.post("/desk/new/hints/", {"content": PARKING}).content.decode()
    )


def test_the_case_page_tells_what_else_its_caller_told(district, tell: Tell):
    told = [tell(PARKING, phone=FIRST), tell(PARKING_AGAIN, phone=FIRST), tell(LAMP, phone=FIRST)]
    actions.follow()
    client = signed_in(district, Duty.VERIFIER)
    assert f"/insight/again/{told[1]}/" in client.get(f"/cases/{told[1]}/").content.decode()
    part = client.get(f"/insight/again/{told[1]}/").content.decode()
    assert told[0] in part and told[2] in part and f"/cases/{told[1]}/" not in part
    assert "1 件是同一件事" in part and FIRST not in part


def test_the_list_of_callers_hides_their_numbers(district, tell: Tell):
    for _ in range(3):
        tell(PARKING, phone=FIRST)
    actions.follow()
    page = signed_in(district, Duty.SUPERVISOR).get("/insight/callers/").content.decode()
    assert "139****1001" in page and FIRST not in page
