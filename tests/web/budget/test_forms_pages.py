"""Targets and self-evaluations in the browser, down to the cases behind a reading."""

import re

import pytest

from tests.budget.conftest import YEAR
from tests.budget.targets.test_forms import forms
from tests.web.budget.test_register_pages import shown
from tests.web.test_pages import signed_in
from yiwang.budget.targets import queries
from yiwang.engine.duties import Duty

__all__ = ["forms"]


def goals(target: str = "≥1件", **more: str) -> dict[str, str]:
    given = {"aim": "热线畅通", "scheme": "wuhan", "level.0": "产出指标/数量指标"}
    given |= {"name.0": "受理诉求数", "target.0": target, "weight.0": "60"}
    given |= {"source.0": "received", "procedure.0": "appeals"}
    given |= {"level.1": "效益指标/社会效益指标", "name.1": "渠道", "target.1": "更加畅通"}
    return given | {"weight.1": "20", "then": "submit"} | more


@pytest.fixture
def people(forms):
    """A browser for each hand."""
    duties = (Duty.FINANCE, Duty.ASSESSOR, Duty.LEADER)
    return [signed_in(forms.district, duty) for duty in duties]


def signed(forms, people, target: str = "≥1件") -> int:
    finance, assessor, leader = people
    address = f"/budget/targets/edit/?year={YEAR}&project={forms.project.pk}"
    finance.post(address, goals(target))
    (found,) = queries.promises(YEAR)
    hands(found.pk, "promise", assessor, leader)
    return found.pk


def hands(number: int, kind: str, assessor, leader) -> None:
    assessor.post(f"/budget/hands/{kind}/{number}/", {"hand": "review", "opinion": "属实"})
    leader.post(f"/budget/hands/{kind}/{number}/", {"hand": "sign"})


def test_targets_and_self_evaluation_go_through_every_hand_on_the_pages(forms, people):
    finance, assessor, leader = people
    number = signed(forms, people, "≥10件")
    assert "已签字" in shown(leader.get(f"/budget/targets/{number}/"))
    page = shown(finance.post(f"/budget/targets/{number}/evaluate/", follow=True))
    (one,) = queries.evaluations(YEAR)
    assert "保存并重新读数" in page and "偏差大或未完成的原因" in page
    given = {"goal.0": "1", "goal.1": "1", "grade.1": "MET", "evidence.1": "回访", "then": "submit"}
    refused = finance.post(f"/budget/evaluations/{one.pk}/", given | {"reason.0": "无"})
    assert refused.status_code == 422 and "不能填“无”" in refused.content.decode()
    finance.post(f"/budget/evaluations/{one.pk}/", given | {"reason.0": "热线三月才并入"})
    hands(one.pk, "evaluation", assessor, leader)
    page = shown(leader.get(f"/budget/evaluations/{one.pk}/"))
    assert "已签字" in page and "热线三月才并入" in page and "2件" in page


def test_a_reading_leads_to_its_page_and_to_its_cases(forms, people):
    finance, _assessor, leader = people
    number = signed(forms, people)
    page = shown(finance.post(f"/budget/targets/{number}/evaluate/", follow=True))
    found = re.findall(r'href="(/figures/[^"]+)"', page)
    assert len(found) >= 2
    for address in found:
        shown(leader.get(address.replace("&amp;", "&")))
    rows = next(one for one in found if one.startswith("/figures/rows/"))
    assert shown(leader.get(rows.replace("&amp;", "&"))).count("/cases/SQ") == 2


def test_faults_of_targets_come_back_with_what_was_typed(forms, people):
    finance = people[0]
    address = f"/budget/targets/edit/?year={YEAR}&project={forms.project.pk}"
    answer = finance.post(address, goals(**{"weight.1": "10"}))
    page = answer.content.decode()
    assert answer.status_code == 422 and "之和应为80" in page and "更加畅通" in page
    assert "更加畅通" in shown(finance.get(address)), "kept as a draft, to go on with"


def test_nobody_signs_or_reviews_what_is_theirs_to_write(forms, people):
    finance, assessor, leader = people
    address = f"/budget/targets/edit/?year={YEAR}&unit={forms.unit.pk}"
    finance.post(address, goals())
    (found,) = queries.promises(YEAR)
    where = f"/budget/hands/promise/{found.pk}/"
    assert finance.post(where, {"hand": "review", "opinion": "好"}).status_code == 403
    assert leader.post(where, {"hand": "sign"}).status_code == 409
    assert assessor.post(where, {"hand": "back", "reason": "权重不妥"}).status_code == 302
    assert "已退回" in shown(finance.get(f"/budget/targets/{found.pk}/"))
    assert assessor.post("/budget/hands/other/1/", {"hand": "sign"}).status_code == 404


def test_monitoring_shows_what_warns_first(forms, people, django_assert_max_num_queries):
    signed(forms, people, "≥1000件")
    leader = people[2]
    page = shown(leader.get(f"/budget/monitoring/?year={YEAR}"))
    assert "花了钱没有见效" in page and "受理诉求数" in page and "money-mark" in page
    with django_assert_max_num_queries(22):
        leader.get("/budget/monitoring/")


def test_the_bound_of_deviation_is_published_on_the_page(forms, people):
    finance = people[0]
    finance.post("/budget/monitoring/deviation/", {"percent": "50", "basis": "区财政局通知"})
    assert "50%" in shown(finance.get("/budget/monitoring/"))
    assert finance.post("/budget/monitoring/deviation/", {"percent": "x"}).status_code == 422
