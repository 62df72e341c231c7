"""Sentences whose every word is known and which still must not be taken for something near them."""

import pytest

from tests.measure.words.vocabulary import TODAY, vocabulary
from yiwang.measure.plan import Plan
from yiwang.measure.words.asking import understand
from yiwang.measure.words.outcome import Ambiguous, NotUnderstood, Outcome, Understood
from yiwang.measure.words.why import Why


def asked(text: str) -> Outcome:
    return understand(text, vocabulary(), TODAY)


def plan_of(text: str) -> Plan:
    found = asked(text)
    assert isinstance(found, Understood), found
    return found.plan


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("5月受理的案件的办结率", Why.CLAUSE),
        ("上个月受理的投诉按时办结率", Why.CLAUSE),
        ("超期件平均办结时间，上个月", Why.CLAUSE),
        ("受理量前十的社区里办结率最低的", Why.UNPLACED),
        ("受理量最多的街道和办结率最低的街道", Why.UNPLACED),
        ("同比增幅排名上个月各街道受理量", Why.RELATIVE_CHANGE),
        ("上个月受理量同比增加超过100件的社区", Why.BOUND_OF_CHANGE),
        ("按时办结率同比提高2个百分点以上的街道", Why.BOUND_OF_CHANGE),
        ("江滩街道有几个社区", Why.HOW_MANY_ROWS),
        ("社区数量", Why.HOW_MANY_ROWS),
        ("区水务局和江滩街道上个月受理量", Why.UNPLACED),
        ("江滩街道、湖畔街道临江社区受理量", Why.ELSEWHERE),
        ("没有达到90%的街道", Why.NEGATED),
        ("除江滩街道外各街道受理量", Why.NEGATED),
        ("6月20日受理量", Why.FUTURE),
        ("截至6月底在办多少", Why.FUTURE),
        ("受理量与结案数之比", Why.UNPLACED),
        ("受理量大的街道", Why.UNPLACED),
        ("5月1日受理6月1日办结多少", Why.ONE_PERIOD),
        ("上个月办结时间最长的案件", Why.NO_ROWS),
        ("各经办人上个月受理量", Why.PEOPLE),
        ("上个月按时办结率占比，各街道", Why.NO_SHARE),
    ],
)
def test_what_cannot_be_computed_is_refused_with_its_reason(text: str, why: Why):
    found = asked(text)
    assert isinstance(found, NotUnderstood), found
    assert why in {one.why for one in found.unknown}


def test_a_class_is_never_taken_for_its_contrary():
    plan = plan_of("机动车乱停上个月多少件")
    assert plan.where[0].keys == ("060101",)


def test_a_usual_word_of_a_class_narrows_only_after_it_was_asked():
    for text in ("违建投诉今年多少", "烧烤上个月多少件", "学校的投诉上个月多少"):
        assert isinstance(asked(text), Ambiguous), text


def test_classes_of_several_levels_are_counted_together_and_never_as_both_at_once():
    plan = plan_of("噪声扰民和占道经营上个月多少件")
    (only,) = plan.where
    assert only.dimension == "category_2" and set(only.keys) >= {"04", "0401", "0201", "6406"}


def test_a_short_name_before_another_kind_of_place_is_a_name_that_nobody_knows():
    found = asked("江滩社区上个月受理量")
    assert isinstance(found, Ambiguous)
    assert found.doubts[0].word == "江滩社区"


def test_what_belongs_to_no_word_for_sure_is_asked():
    assert isinstance(asked("江滩街道办结案数"), Ambiguous)
    assert plan_of("江滩街道办结率").where[0].dimension == "street"


def test_a_figure_of_the_same_time_last_year_is_set_against_as_many_days():
    plan = plan_of("本月受理量同比")
    (compare,) = plan.compare
    assert plan.period.key == "2026-06..2026-06-17"
    assert compare.of(plan.period).key == "2025-06..2025-06-17"


def test_lines_to_each_other_are_parted_by_spaces_too():
    assert plan_of("上个月 受理量 办结率 各街道") == plan_of("上个月受理量、办结率，各街道")
    assert plan_of("5 月 各街道 受理量") == plan_of("5月各街道受理量")


@pytest.mark.parametrize("text", ["", "  ", "。", "受理量" * 100])
def test_nothing_and_too_much_are_refused(text: str):
    found = asked(text)
    assert not isinstance(found, Understood)


def test_the_sort_of_a_unit_is_a_condition_of_its_own():
    plan = plan_of("各部门上个月按时办结率")
    assert len(plan.where[0].keys) == 8
    assert plan_of("各单位上个月按时办结率").where == ()
