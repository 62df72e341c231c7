"""Replies of closed cases are judged by the clock and kept, each under the rules it follows."""

import pytest
from django.db import DatabaseError, transaction

from tests.district import REPLY, District, build
from yiwang.cases.models import Case
from yiwang.dials.actions import By
from yiwang.engine.duties import Duty
from yiwang.insight.replies import actions, drafting, known, queries
from yiwang.insight.replies.models import JudgedReply, WordCount
from yiwang.insight.replies.queries import Wanted
from yiwang.insight.replies.rules import DEFAULT, Rules
from yiwang.kernel.refusals import Invalid

FULL = (
    "您好！您反映的“路灯不亮”已收悉，现答复如下：经街道工作人员11月3日到现场核实，小区门口路灯电缆老化，"
    "情况属实。已更换电缆30米并修复路灯2盏，每周巡查1次。如有疑问，请拨打12345。感谢您的监督！"
)

OTHER = "三单元楼道堆满杂物没人清理"


@pytest.fixture
def district(db) -> District:
    return build()


def closed(district: District, unit: str = "street", reply: str = FULL, **given: object) -> str:
    """An appeal that was answered, verified and called back; its number."""
    done, operator = district.open(**given), district.worker(Duty.OPERATOR)
    number = done.number
    district.act(number, "accept", operator)
    district.act(number, "establish", operator, category="030401")
    dispatcher, handler = district.worker(Duty.DISPATCHER), district.worker(Duty.HANDLER, unit)
    district.act(number, "dispatch", dispatcher, lead_unit=district.units[unit].pk)
    district.act(number, "sign", handler)
    district.act(number, "reply", handler, **REPLY | {"public_reply": reply})
    district.act(number, "verify_pass", district.worker(Duty.VERIFIER))
    answers = {"satisfied": "satisfied", "solved": "solved"}
    district.act(number, "call_back_close", district.worker(Duty.CALLER), **answers)
    return number


def test_a_closed_reply_is_judged_once_however_often_the_clock_looks(district: District):
    number = closed(district)
    assert (actions.follow(), actions.follow()) == (1, 0)
    row = JudgedReply.objects.get()
    assert (row.case.number, row.grade, row.unit.name) == (number, "good", "江滩街道办")
    assert row.version == DEFAULT.version and row.faultless


def test_open_and_confidential_cases_are_not_judged(district: District):
    district.answered()
    closed(district, confidential=True)
    assert actions.follow() == 0 and not JudgedReply.objects.exists()


def test_a_case_that_became_confidential_since_is_in_no_list(district: District):
    number = closed(district)
    actions.follow()
    Case.objects.filter(number=number).update(confidential=True)
    assert not queries.judged(district.worker(Duty.SUPERVISOR), Wanted()).exists()


def test_a_reply_after_rework_is_judged_beside_the_first(district: District):
    number = closed(district, reply="您好，您反映的问题已转相关部门处理，感谢您的支持！")
    actions.follow()
    district.act(number, "reopen", district.worker(Duty.SUPERVISOR), reason="没有答复实质内容")
    handler = district.worker(Duty.HANDLER)
    district.act(number, "sign", handler)
    district.act(number, "reply", handler, **REPLY | {"public_reply": FULL})
    assert actions.follow() == 0
    district.act(number, "verify_pass", district.worker(Duty.VERIFIER))
    answers = {"satisfied": "satisfied", "solved": "solved"}
    district.act(number, "call_back_close", district.worker(Duty.CALLER), **answers)
    assert actions.follow() == 1
    assert sorted(JudgedReply.objects.values_list("grade", flat=True)) == ["good", "poor"]


def test_new_rules_judge_anew_and_the_old_judgements_stay(district: District):
    closed(district)
    actions.follow()
    rules = Rules(phrases=("随便说说",))
    actions.publish_rules(rules=rules, by=By(name="督办员", basis="试行办法"))
    assert known.rules() == rules
    assert not queries.judged(district.worker(Duty.SUPERVISOR), Wanted()).exists()
    assert actions.follow() == 1 and JudgedReply.objects.count() == 2


def test_a_judgement_cannot_be_changed(district: District):
    closed(district)
    actions.follow()
    with pytest.raises(DatabaseError), transaction.atomic():
        JudgedReply.objects.update(grade="good")


@pytest.mark.parametrize(
    "rules",
    [
        Rules(weights=DEFAULT.weights | {"form": 20}),
        Rules(weights=DEFAULT.weights | {"form": -10, "timing": 30}),
        Rules(good_from=30, poor_below=40),
        Rules(days=0),
        Rules(phrases=("长" * 41,)),
    ],
)
def test_rules_beyond_what_they_may_be_are_refused(district: District, rules: Rules):
    with pytest.raises(Invalid):
        actions.publish_rules(rules=rules, by=By(name="督办员", basis="试行办法"))


def test_the_same_words_to_other_appeals_are_copies_and_to_the_same_appeal_are_not(
    district: District,
):
    for title, content in (("路灯不亮", "小区门口路灯坏了三天"),) * 2 + ((OTHER, OTHER),):
        closed(district, title=title, content=content)
    actions.follow()
    copied = queries.judged(district.worker(Duty.SUPERVISOR), Wanted(fault="copied"))
    assert [row.case.content for row in copied] == [OTHER]


def test_a_unit_sees_its_own_and_those_below_it_only(district: District):
    closed(district, "street")
    closed(district, "community")
    closed(district, "bureau")
    actions.follow()
    counts = {
        unit: queries.judged(district.worker(Duty.HANDLER, unit), Wanted()).count()
        for unit in ("street", "community", "bureau", "other")
    }
    assert counts == {"street": 2, "community": 1, "bureau": 1, "other": 0}


def test_every_count_of_a_unit_and_of_a_fault_is_the_length_of_its_list(district: District):
    closed(district)
    closed(district, "bureau", reply="您好，您反映的问题已转相关部门处理，感谢您的支持！")
    actions.follow()
    worker = district.worker(Duty.ASSESSOR)
    everything = queries.judged(worker, Wanted())
    for line in queries.by_unit(everything):
        for grade, count in line.grades.items():
            wanted = Wanted(unit=line.unit, grade=grade)
            assert queries.judged(worker, wanted).count() == count
    for fault, count in queries.by_fault(everything):
        assert queries.judged(worker, Wanted(fault=fault.key)).count() == count > 0


def test_words_are_counted_of_enough_texts_once_a_week(district: District, monkeypatch):
    closed(district)
    assert actions.count_words() == 0
    monkeypatch.setattr(actions, "LEAST_TEXTS", 2)
    assert actions.count_words() == 2 and actions.count_words() == 0
    assert WordCount.objects.count() == 1 and known.rarity().texts == 2


def test_a_draft_takes_good_answers_to_the_same_class_and_never_of_confidential_cases(
    district: District,
):
    good = closed(district)
    secret = closed(district, confidential=True)
    empty = closed(district, reply="您好，您反映的问题已转相关部门处理，感谢您的支持！")
    actions.follow()
    case = Case.objects.get(number=district.handled())
    sources = {line.source.key for line in drafting.draft(case).lines}
    assert good in sources and not {secret, empty} & sources
    assert "30米" not in drafting.draft(case).text
