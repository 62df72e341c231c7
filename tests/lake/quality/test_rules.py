"""A rule is refused when it is made, in words that say what to do; kept ones come back equal."""

import pytest

from tests.lake.quality.people import SCHEMA
from yiwang.kernel.refusals import Invalid
from yiwang.lake.quality import Dimension, Rule, RuleKind, Severity, default_rules, fit, rule


def made(**told) -> Rule:
    return rule({"key": "r", "kind": "not_null", "fields": ["card"]} | told)


def test_a_rule_comes_back_from_json_as_it_was():
    one = made(
        kind="one_of", parameters={"codes": ["1", "2"]}, severity="warning", weight=2.5, basis="GB"
    )
    assert rule(one.plain()) == one
    assert (one.dimension, one.severity) == (Dimension.CONFORMITY, Severity.WARNING)
    assert all(rule(each.plain()) == each for each in default_rules(SCHEMA))


def test_the_dimension_of_a_rule_may_be_another_than_its_kind_s():
    assert made(dimension="accuracy").dimension is Dimension.ACCURACY
    assert made().dimension is Dimension.COMPLETENESS


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"kind": "no_such"}, "写法有误"),
        ({"key": ""}, "须有标识"),
        ({"fields": []}, "应选1至1个字段"),
        ({"fields": ["a", "b"]}, "应选1至1个字段"),
        ({"weight": 0}, "权重"),
        ({"weight": float("nan")}, "权重"),
        ({"weight": "1"}, "写法有误"),
        ({"colour": "red"}, "不认识的项：colour"),
        ({"parameters": {"codes": ["1"]}}, "不认识参数：codes"),
        ({"kind": "one_of"}, "须填写参数：codes"),
        ({"kind": "one_of", "parameters": {"codes": []}}, "不可用"),
        ({"kind": "length"}, "须填写参数：least、most"),
        ({"kind": "length", "parameters": {"most": -1}}, "不可用"),
        ({"kind": "length", "parameters": {"most": True}}, "不可用"),
        ({"kind": "pattern", "parameters": {"pattern": "("}}, "不可用"),
        ({"kind": "pattern", "parameters": {"pattern": "(?=a)b"}}, "不可用"),
        ({"kind": "pattern", "parameters": {"pattern": r"(a)\1"}}, "不可用"),
        ({"kind": "pattern", "parameters": {"pattern": r"\d+"}}, "不可用"),
        ({"kind": "pattern", "parameters": {"pattern": "a" * 501}}, "不可用"),
        ({"kind": "identifier", "parameters": {"identifier": "passport"}}, "不可用"),
        ({"kind": "cross_field", "fields": ["a"]}, "应选2至2个字段"),
        ({"kind": "reference", "parameters": {"table": "x"}}, "须填写参数：to"),
        ({"kind": "reference", "parameters": {"table": "x", "to": ["a", "b"]}}, "字段数不同"),
    ],
)
def test_what_cannot_be_a_rule_is_refused(told, words):
    with pytest.raises(Invalid, match=words):
        made(**told)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"fields": ["nobody"]}, "没有字段"),
        ({"kind": "length", "fields": ["born"], "parameters": {"most": 3}}, "只用于文本"),
        ({"kind": "freshness", "parameters": {"days": 3}}, "只用于日期"),
        ({"kind": "range", "fields": ["number"], "parameters": {"least": "1"}}, "应为数字"),
        ({"kind": "range", "fields": ["born"], "parameters": {"least": "昨天"}}, "应为日期"),
        ({"kind": "range", "parameters": {"least": 1}}, "应为文本"),
    ],
)
def test_rules_that_speak_of_another_table_are_refused(told, words):
    with pytest.raises(Invalid, match=words):
        fit((made(**told),), SCHEMA)


def test_two_rules_of_one_key_are_refused():
    with pytest.raises(Invalid, match="重复"):
        fit((made(), made()), SCHEMA)


def test_default_rules_follow_from_the_shape():
    rules = default_rules(SCHEMA)
    fit(rules, SCHEMA)
    assert {one.key for one in rules} == {
        "not_null.number", "identifier.card", "one_of.sex", "range.born", "unique.keys",
        "cross_field.sex", "cross_field.born", "row_count",
    }  # fmt: skip
    assert all(one.label for one in rules)
    assert {one.kind for one in rules} < set(RuleKind)
