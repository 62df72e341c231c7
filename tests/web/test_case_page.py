"""The page of a case: the way back, the words of its procedure, the rule that named the unit."""

import pytest
from django.test import Client

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases.actions import Opening, open_case
from yiwang.dials import actions as dials
from yiwang.engine.duties import Duty
from yiwang.web.ui.place import SEARCH

LIST = "/desk/search/?text=%E8%B7%AF%E7%81%AF&order=due"
BY = dials.By(name="试", basis="派单目录（2026年版）")


def back_of(page: str) -> str:
    """Where the way back of a page leads."""
    return page.split('class="trail small"><a href="')[1].split('"')[0].replace("&amp;", "&")


def hidden(page: str) -> str:
    return page.split('name="back" value="')[1].split('"')[0].replace("&amp;", "&")


def test_after_an_act_the_way_back_still_leads_to_the_list_with_its_filters(district: District):
    number, client = district.open().number, signed_in(district, Duty.OPERATOR)
    came = {"Referer": f"http://testserver{LIST}"}
    page = client.get(f"/cases/{number}/", headers=came).content.decode()
    assert back_of(page) == hidden(page) == LIST
    for action in ("accept", "remind"):
        # A browser tells the page of the case itself as the one before.
        here = {"Referer": f"http://testserver/cases/{number}/"}
        given = {"back": hidden(page)}
        done = client.post(f"/cases/{number}/act/{action}/", given, follow=True, headers=here)
        page = done.content.decode()
        assert back_of(page) == LIST


def test_so_it_does_after_a_look_at_the_reporter_and_after_a_recusal(district: District):
    number = district.open(confidential=True).number
    client = signed_in(district, Duty.SUPERVISOR)
    look = {"purpose": "核对电话", "back": LIST}
    assert (
        back_of(client.post(f"/cases/{number}/reveal/", look, follow=True).content.decode()) == LIST
    )
    unit = district.units["bureau"].pk
    given = {"who": f"unit:{unit}", "reason": "被反映单位", "back": LIST}
    done = client.post(f"/cases/{number}/recusals/", given, follow=True)
    assert back_of(done.content.decode()) == LIST


@pytest.mark.parametrize(
    "told",
    [
        "https://elsewhere.example/desk/",
        "//elsewhere.example/desk/",
        "javascript:alert(1)",
        "http://[broken",
        "/nothing/",
        "/manage/people/",
    ],
)
def test_a_way_back_that_is_no_list_of_theirs_is_not_taken(district: District, told: str):
    number = district.open().number
    page = signed_in(district, Duty.OPERATOR).get(f"/cases/{number}/", {"back": told})
    assert back_of(page.content.decode()) == "/desk/search/"
    assert 'name="back"' not in page.content.decode()
    assert SEARCH.name == "desk:search"


def dispatched(district: District, **more: object) -> str:
    """An appeal that was sent to the bureau; its number."""
    number, operator = district.open(**more).number, district.worker(Duty.OPERATOR)
    district.act(number, "accept", operator)
    district.act(number, "establish", operator, category="030401")
    lead = {"lead_unit": district.units["bureau"].pk}
    district.act(number, "dispatch", district.worker(Duty.DISPATCHER), **lead)
    return number


def shown(district: District, number: str, duty: Duty = Duty.SUPERVISOR) -> str:
    return signed_in(district, duty).get(f"/cases/{number}/").content.decode()


def test_the_timeline_says_which_rule_named_the_unit_even_when_it_holds_no_more(
    district: District,
):
    first = dials.publish_route(
        route=dials.Route(category="0304", unit=district.units["bureau"]), by=BY
    )
    number = dispatched(district)
    later = dials.publish_route(
        route=dials.Route(category="0304", unit=district.units["street"]), by=BY
    )
    page = shown(district, number)
    told = page.split("依据的派单规则</dt><dd>")[1].split("</dd>")[0]
    assert told.startswith(f"派单规则{first.pk}：全区的") and "由城管局承办" in told
    assert "派单目录（2026年版），自20" in told
    assert f"派单规则{later.pk}" not in told


def options(page: str, action: str) -> set[str]:
    form = page.split(f"/act/{action}/")[1].split("</form>")[0]
    return {part.split('"')[0] for part in form.split('<option value="')[1:]}


@pytest.fixture
def secret(district: District) -> str:
    """A confidential case that waits to be sent and that the bureau must not see."""
    number, operator = district.open(confidential=True).number, district.worker(Duty.OPERATOR)
    district.act(number, "accept", operator)
    district.act(number, "establish", operator, category="030401")
    given = {"who": f"unit:{district.units['bureau'].pk}", "reason": "被反映单位"}
    signed_in(district, Duty.SUPERVISOR).post(f"/cases/{number}/recusals/", given)
    return number


def test_units_that_stand_back_are_not_offered_and_the_form_says_so(
    district: District, secret: str
):
    page = shown(district, secret, Duty.DISPATCHER)
    bureau, street = (str(district.units[key].pk) for key in ("bureau", "street"))
    offered = options(page, "dispatch")
    assert bureau not in offered and street in offered
    assert "须回避本案的单位未列出：城管局" in page


def test_who_does_not_decide_on_it_is_not_told_who_stands_back(district: District, secret: str):
    page = shown(district, secret, Duty.LEADER)
    assert str(district.units["bureau"].pk) not in options(page, "designate")
    assert "不能承办本案的单位未列出" in page
    form = page.split("/act/designate/")[1].split("</form>")[0]
    assert "回避" not in form and "城管局" not in form


def test_a_rule_that_names_a_unit_that_stands_back_is_told_and_not_chosen(
    district: District, secret: str
):
    dials.publish_route(route=dials.Route(category="0304", unit=district.units["bureau"]), by=BY)
    page = shown(district, secret, Duty.DISPATCHER)
    assert "该单位须回避本案，请另选承办单位。" in page
    board = signed_in(district, Duty.DISPATCHER).get("/boards/dispatch/").content.decode()
    assert "该单位须回避本案，请打开案件另选。" in board and "按建议派遣" not in board


def test_an_open_case_leaves_no_unit_out(district: District):
    number = district.open().number
    operator = district.worker(Duty.OPERATOR)
    district.act(number, "accept", operator)
    district.act(number, "establish", operator, category="030401")
    page = shown(district, number, Duty.DISPATCHER)
    assert str(district.units["bureau"].pk) in options(page, "dispatch")
    assert "须回避" not in page


def test_each_procedure_calls_its_class_by_its_own_word(district: District):
    given = {"content": "人行道上污水井盖缺失", "channel": "collector", "category": "510201"}
    collector = district.worker(Duty.COLLECTOR)
    opening = Opening(procedure="urban_management", worker=collector, given=given)
    page = shown(district, open_case(opening).number)
    assert "问题类别" in page and "诉求分类" not in page and "诉求人" not in page
    appeal = shown(district, district.open().number)
    assert "诉求分类" in appeal and "诉求人" in appeal
    form = signed_in(district, Duty.COLLECTOR).get("/desk/report/urban_management/")
    assert "问题类别" in form.content.decode() and "诉求分类" not in form.content.decode()


def test_the_search_offers_what_makes_a_case_special_and_refuses_the_rest(
    district: District, client: Client
):
    searching = signed_in(district, Duty.SUPERVISOR)
    page = searching.get("/desk/search/", {"mark": "model"}).content.decode()
    assert '<option value="model" selected>' in page and '<option value="fixed">' in page
    assert searching.get("/desk/search/", {"mark": "odd"}).status_code == 422
    assert searching.get("/map/table/", {"mark": "fixed"}).status_code == 200
