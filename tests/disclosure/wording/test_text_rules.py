"""Faults of wording are hints with their place; what is right in another document is no fault."""

import pytest

from tests.disclosure.narrative.tables import spending
from tests.disclosure.narrative.texts import document, section
from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.text import RULES
from yiwang.disclosure.document import Document, Kind

# Their examples need tables, contents or a cover: each has a test of its own below.
SPECIAL = ("text-needless", "text-unexplained", "text-contents", "text-filled")
USED = spending(
    ("201", "一般公共服务支出", "90.00", "90.00", ""),
    ("20103", "政府办公厅（室）及相关机构事务", "90.00", "90.00", ""),
    ("2010350", "事业运行", "90.00", "90.00", ""),
    ("210", "卫生健康支出", "30.00", "30.00", ""),
    ("21011", "行政事业单位医疗", "30.00", "30.00", ""),
    ("2101102", "事业单位医疗", "30.00", "30.00", ""),
    ("2101103", "公务员医疗补助", "", "", ""),
)


def findings(made: Document) -> list[Finding]:
    return [one for rule in RULES for one in rule.check(Audited(made))]


def keys(*paragraphs: str, kind: Kind = Kind.FINAL, title: str = "一、情况说明") -> set[str]:
    made = document(section(title, *paragraphs), kind=kind)
    return {one.rule for one in findings(made)}


def _key(rule: Rule) -> str:
    return rule.key


@pytest.mark.parametrize("rule", [one for one in RULES if one.key not in SPECIAL], ids=_key)
def test_the_examples_of_a_rule_break_it_and_keep_it(rule: Rule) -> None:
    for text, breaks in zip(rule.example, (True, False), strict=True):
        made = document(section("一、情况说明", *text.split("\n")))
        assert bool(list(rule.check(Audited(made)))) is breaks, text


@pytest.mark.parametrize(
    "text",
    [
        "按规定接入 DXXN 网络，型号 XX86。",
        "备注：“二级指标”请选择填报数量、质量、时效、成本等指标。",
        "主要包括：办公费、印刷费……其他商品和服务支出。",
        "（1）因公出国（境）费，反映国际旅费；（2）公务接待费。",
        "1）负责甲；2）负责乙。",
        "图 1：收、支决算总计变动情况",
        "其中：",
        "进一步一步到位，的的确确为了了解情况。",
    ],
)
def test_what_only_looks_like_a_fault(text: str) -> None:
    assert not keys(text)


def test_a_quotation_that_goes_on_over_a_page_is_whole() -> None:
    assert not keys("落实“一网统管的要求", "和目标”，全部完成。")


def test_a_list_may_go_on_after_a_semicolon_but_not_a_section() -> None:
    assert not keys("负责甲类事项的办理工作；", "负责乙类事项的办理工作。")
    assert keys("其他收入6.2万元，占0.21%，财政拨款收入2940.05万元；") == {"text-end"}


def test_paragraphs_that_come_again_are_told_once_with_all_their_lines() -> None:
    lines = ("（六）组织开展社区网格巡查工作。", "（七）承担热线受理和转办工作。")
    made = document(section("主要职能", *lines, *lines))
    (found,) = findings(made)
    assert (found.rule, found.place.line, found.place.end_line) == ("text-repeated", 4, 5)


def test_an_outdated_class_is_told_and_one_against_the_own_table_is_an_error() -> None:
    text = "医疗卫生与计划生育支出（210类）行政事业单位医疗（11款）事业单位医疗（02项）30万元。"
    (hint,) = findings(document(section("四、说明", text)))
    assert (hint.severity, hint.expected) == (Severity.WARNING, "卫生健康支出")
    (error,) = findings(document(section("四、说明", text), tables=(USED,)))
    assert error.severity is Severity.ERROR
    assert not findings(document(section("四、说明", text), year=2018))


def glossary(*paragraphs: str) -> set[str]:
    made = document(section("第四部分 名词解释", *paragraphs, level=1), tables=(USED,))
    return {one.message for one in findings(made)}


def test_subjects_that_no_table_uses_and_that_are_not_explained_are_told() -> None:
    right = (
        "1、一般公共服务（类）政府办公厅（室）及相关机构事务（款）事业运行（项）：反映基本支出。",
        "2、卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）：反映医疗保险。",
    )
    assert not glossary(*right)
    (left,) = glossary(right[0])
    assert "2101102 事业单位医疗" in left
    assert "2101103" not in left
    wrong = "3、一般公共服务（类）宣传事务（款）其他宣传事务支出（项）：反映宣传。"
    (needless,) = glossary(*right, wrong)
    assert "其他宣传事务支出" in needless
    (moved,) = glossary(right[0].replace("政府办公厅（室）及相关机构事务", "宣传事务"), right[1])
    assert "政府办公厅" in moved


def test_what_the_contents_promise_stands_in_the_text() -> None:
    made = document(
        section("机关运行经费支出", "无。"),
        section("青川区大数据中心主要职能", "负责数据。"),
        contents=(
            "- 一、部门主要职能 …………3",
            "二、收入支出决算总表（表 1）",
            "十、机关运行经费支出说明",
            "十二、国有资产占用情况说明",
        ),
    )
    found = {one.printed: one.expected for one in findings(made) if one.rule == "text-contents"}
    assert found == {
        "十、机关运行经费支出说明": "机关运行经费支出",
        "十二、国有资产占用情况说明": "正文中应有此节",
    }


def test_numbers_go_on_one_by_one_also_where_two_stand_in_one_paragraph() -> None:
    assert keys("（一）负责甲。", "（二）负责乙。", "（四）负责丁。") == {"text-numbering"}
    assert not keys("（一）负责甲。", "（二）负责乙。（三）负责丙。", "（四）负责丁。")


def test_the_end_of_a_year_that_has_not_been_cannot_be_told_by_a_budget() -> None:
    text = "截至{}年12月31日，共有车辆 2 辆。"
    assert keys(text.format(2031), kind=Kind.BUDGET) == {"text-day"}
    assert not keys(text.format(2030), kind=Kind.BUDGET)
    assert keys("截至2031年2月30日。") == {"text-day"}
