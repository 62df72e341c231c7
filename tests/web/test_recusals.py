"""Recusals on the page of a confidential case, and who looked at the reporter."""

import pytest
from django.db import DatabaseError, transaction

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases.models import Recusal, RecusalEnd
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import NotAllowed

WHY = "群众反映的就是该单位"


@pytest.fixture
def number(district: District) -> str:
    """A confidential case that waits to be sent to a unit."""
    operator = district.worker(Duty.OPERATOR)
    done = district.open(confidential=True)
    district.act(done.number, "accept", operator)
    district.act(done.number, "establish", operator, category="030401")
    return done.number


@pytest.fixture
def supervisor(district: District):
    return signed_in(district, Duty.SUPERVISOR)


def recuse(client, number: str, who: str, reason: str = WHY):
    return client.post(f"/cases/{number}/recusals/", {"who": who, "reason": reason}, follow=True)


def test_a_recused_unit_neither_sees_the_case_nor_gets_it(district: District, number, supervisor):
    street = district.units["street"]
    dispatcher = district.worker(Duty.DISPATCHER)
    district.act(number, "dispatch", dispatcher, lead_unit=street.pk)
    handler = signed_in(district, Duty.HANDLER)
    assert handler.get(f"/cases/{number}/").status_code == 200
    page = recuse(supervisor, number, f"unit:{street.pk}").content.decode()
    assert "已设置回避" in page and WHY in page and "仍在承办，请改派" in page
    assert handler.get(f"/cases/{number}/").status_code == 404
    bureau = district.units["bureau"].pk
    recuse(supervisor, number, f"unit:{bureau}")
    with pytest.raises(NotAllowed, match="城管局须回避本案"):
        district.act(number, "add_joint", dispatcher, joint_units=[bureau])
    with pytest.raises(NotAllowed, match="城管局须回避本案"):
        district.act(number, "redispatch", dispatcher, lead_unit=bureau, reason="回避")
    other = district.units["other"].pk
    district.act(number, "redispatch", dispatcher, lead_unit=other, reason="回避")
    assert "仍在承办" not in supervisor.get(f"/cases/{number}/").content.decode()


def test_an_ended_recusal_lets_them_see_again_and_both_are_kept(
    district: District, number, supervisor
):
    leader = district.worker(Duty.LEADER)
    recuse(supervisor, number, f"person:{leader.person_id}")
    looking = signed_in(district, Duty.LEADER)
    assert looking.get(f"/cases/{number}/").status_code == 404
    kept = Recusal.objects.get()
    address = f"/cases/{number}/recusals/{kept.pk}/end/"
    assert supervisor.post(address, {"reason": ""}).status_code == 422
    page = supervisor.post(address, {"reason": "经查与其无关"}, follow=True).content.decode()
    assert WHY in page and "经查与其无关" in page and "已解除" in page
    assert looking.get(f"/cases/{number}/").status_code == 200
    assert supervisor.post(address, {"reason": "再解除"}).status_code == 409
    for rows in (Recusal.objects.all(), RecusalEnd.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(reason="改写")


@pytest.mark.parametrize(
    ("who", "reason", "status", "sentence"),
    [
        ("", WHY, 422, "请指明需要回避的单位或人员"),
        ("unit:x", WHY, 422, "请指明需要回避的单位或人员"),
        ("unit:99999", WHY, 404, "没有这个单位"),
        ("person:99999", WHY, 404, "没有这个人员"),
        ("unit:bureau", " ", 422, "请写明理由"),
        ("unit:centre", WHY, 422, "受理中心不能整体回避"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    district: District, number, supervisor, who, reason, status, sentence
):
    kind, _, key = who.partition(":")
    who = f"unit:{district.units[key].pk}" if key in district.units else f"{kind}:{key}"
    response = recuse(supervisor, number, who, reason)
    assert response.status_code == status and sentence in response.content.decode()
    assert not Recusal.objects.exists()


def test_a_recusal_is_set_once(district: District, number, supervisor):
    who = f"unit:{district.units['bureau'].pk}"
    recuse(supervisor, number, who)
    assert recuse(supervisor, number, who).status_code == 409
    assert Recusal.objects.count() == 1


@pytest.mark.parametrize("duty", [Duty.VERIFIER, Duty.LEADER, Duty.CALLER])
def test_only_those_who_supervise_or_dispatch_see_and_set_recusals(
    district: District, number, duty
):
    dispatcher = signed_in(district, Duty.DISPATCHER)
    who = f"unit:{district.units['bureau'].pk}"
    assert "谁应当回避" in dispatcher.get(f"/cases/{number}/").content.decode()
    assert recuse(dispatcher, number, who).status_code == 200
    other = signed_in(district, duty)
    page = other.get(f"/cases/{number}/")
    assert page.status_code == 200 and "回避" not in page.content.decode()
    assert recuse(other, number, who).status_code == 403
    assert other.get(f"/cases/{number}/recusals/found/", {"text": "城"}).status_code == 403
    end = f"/cases/{number}/recusals/{Recusal.objects.get().pk}/end/"
    assert other.post(end, {"reason": WHY}).status_code == 403


def test_an_open_case_has_no_recusals(district: District, supervisor):
    number = district.open().number
    assert "谁应当回避" not in supervisor.get(f"/cases/{number}/").content.decode()
    response = recuse(supervisor, number, f"unit:{district.units['bureau'].pk}")
    assert response.status_code == 422 and "只有保密件" in response.content.decode()


def test_who_steps_back_from_a_case_goes_on_with_the_own_list(
    district: District, number, supervisor
):
    own = district.worker(Duty.SUPERVISOR).person_id
    response = recuse(supervisor, number, f"person:{own}", "本人是当事人")
    assert response.redirect_chain[-1][0] == "/desk/"
    assert supervisor.get(f"/cases/{number}/").status_code == 404


def test_units_and_people_are_found_by_a_part_of_their_name(district: District, number, supervisor):
    def found(text: str) -> str:
        answer = supervisor.get(f"/cases/{number}/recusals/found/", {"text": text})
        return answer.content.decode()

    bureau = district.units["bureau"].pk
    handler = district.worker(Duty.HANDLER, "bureau").person_id
    assert f'value="unit:{bureau}"' in found("城管")
    assert f'value="person:{handler}"' in found("城管")
    assert "radio" not in found("") and "没有找到" in found("无此单位")


def test_a_supervisor_reads_who_looked_at_the_reporter_when_and_why(
    district: District, number, supervisor
):
    dispatcher = signed_in(district, Duty.DISPATCHER)
    dispatcher.post(f"/cases/{number}/reveal/", {"purpose": "核对住址"})
    page = supervisor.get(f"/cases/{number}/").content.decode()
    assert "<b>派遣员</b> 大数据中心 派遣员：核对住址" in page
    assert "核对住址" not in dispatcher.get(f"/cases/{number}/").content.decode()
