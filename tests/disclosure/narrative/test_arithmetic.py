"""Rates, completions, shares and directions are recomputed; what the digits allow is no fault."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.narrative.texts import told
from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative import RULES
from yiwang.disclosure.document import Kind


def findings(*paragraphs: str, kind: Kind = Kind.FINAL, year: int = 2031) -> list[Finding]:
    audited = Audited(told(*paragraphs, kind=kind, year=year))
    return [one for rule in RULES for one in rule.check(audited)]


def errors(*paragraphs: str, kind: Kind = Kind.FINAL, year: int = 2031) -> set[str]:
    found = findings(*paragraphs, kind=kind, year=year)
    return {one.rule for one in found if one.severity is Severity.ERROR}


def _key(rule: Rule) -> str:
    return rule.key


RATES = [
    ("收入合计 120 万元，与 2030 年度相比增加 20 万元，增长 20%。", None),
    # 31.47 on 1,321.47 is 2.38: right where no place is printed.
    ("收支总预算 1352.94 万元。比 2030 年预算增加 31.47 万元，增长 2%。", None),
    ("收支总预算 1352.94 万元。比 2030 年预算增加 31.47 万元，增长 2.39%。", Severity.ROUNDING),
    ("收支总预算 1352.94 万元。比 2030 年预算增加 31.47 万元，增长 2.33%。", Severity.ERROR),
    ("收支总计 100.00 万元。与上年相比减少 25.00 万元，下降 20%。", None),
    ("收支总计 100 万元，比 2030 年决算数 80 万元增加 20 万元，增长 25%。", None),
    ("收支总计 100 万元，比 2030 年决算数 80 万元增加 20 万元，增长 20%。", Severity.ERROR),
    ("收支总计 100.00 万元。与上年相比减少 25.00 万元，增长 20%。", Severity.ERROR),
    ("公务接待费 2 万元，比上年增加 2 万元，增长 100%。", Severity.WARNING),
]


@pytest.mark.parametrize(("text", "severity"), RATES)
def test_a_rate_is_judged_by_its_own_digits(text: str, severity: Severity | None) -> None:
    found = [one for one in findings(text) if one.rule == "narrative-rate"]
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_the_usual_slip_of_dividing_by_the_later_year_is_told() -> None:
    (found,) = findings("支出合计 125.00 万元，比上年增加 25.00 万元，增长 20%。")
    assert found.expected == "增长 25.00%"
    assert "按本期数" in found.message


def test_a_rate_from_last_years_account_uses_that_amount() -> None:
    text = "2030年当年预算执行数为4269.30万元，2031年预算安排{}万元，比2030年预算执行数增加17.62%。"
    head = "6、公共安全支出（204类）司法（06款）其他司法支出（99项）{}万元。主要用于：业务。"
    assert not errors((head + text).format("5021.55", "5021.55"), kind=Kind.BUDGET)
    assert errors((head + text).format("3845.49", "3845.49"), kind=Kind.BUDGET) == {
        "narrative-rate"
    }


def test_a_completion_is_account_over_budget() -> None:
    text = "4. 社会保障支出（类）。年初预算 {} 万元，支出决算为 {} 万元，完成年初预算的 {}%。"
    assert errors(text.format("40.00", "50.00", "100")) == {"narrative-completion"}
    assert not findings(text.format("40.00", "50.00", "125"))
    (rounding,) = findings(text.format("27.90", "29.89", "107.12"))
    assert rounding.severity is Severity.ROUNDING


@pytest.mark.parametrize("rate", ["0%", "100%"])
def test_of_no_budget_no_rate_can_be_computed(rate: str) -> None:
    text = f"公共安全支出(类)。年初预算为 0.00 万元，支出决算为 11.30 万元，完成年初预算的 {rate}。"
    (found,) = findings(text)
    assert (found.rule, found.severity) == ("narrative-no-base", Severity.WARNING)


def test_a_share_is_of_the_whole_that_is_named_or_heads_the_list() -> None:
    named = "支出合计 200.00 万元。其中：基本支出 50.00 万元，占本年支出 {}%。"
    listed = "财政拨款支出 80.00 万元，主要用于：教育（类）支出 60.00 万元，占 {}%。"
    assert errors(named.format("24")) == errors(listed.format("57.00")) == {"narrative-share"}
    assert not errors(named.format("25")) | errors(listed.format("75.00"))


def test_a_share_whose_whole_is_nowhere_is_left_alone() -> None:
    assert not findings("授予中小企业合同金额 20 万元，占政府采购支出总额的 33%。")


def test_a_reason_must_point_where_the_figures_point() -> None:
    text = "基金收入 0 万元，比上年减少 278.06 万元。{}主要原因是没有项目。"
    assert errors(text.format("增加")) == {"narrative-direction"}
    assert not errors(text.format("减少")) | errors(text.format(""))
    budget = "医疗（类）。年初预算 5 万元，支出决算为 4 万元，支出数{}年初预算数的主要原因是结余。"
    assert errors(budget.format("大于")) == {"narrative-direction"}
    assert not errors(budget.format("小于"))


def test_a_year_cannot_be_compared_with_itself_but_an_account_with_its_budget_can() -> None:
    text = "2031 年预算 50 万元，比 {} 年预算增加 5 万元。"
    assert errors(text.format(2031), kind=Kind.BUDGET) == {"narrative-base-year"}
    assert not errors(text.format(2030), kind=Kind.BUDGET)
    assert not errors("支出决算 50 万元，比 2031 年年初预算减少 5 万元。")


def test_words_left_undecided_are_a_warning_at_nought_and_an_error_elsewhere() -> None:
    (found,) = findings("会议费 3 万元，比上年增加（减少）0 万元。")
    assert found.severity is Severity.WARNING
    assert errors("会议费 3 万元，比上年增加（减少）2 万元。") == {"narrative-undecided"}


# Examples of these need tables beside the text: see test_tables.
TABLED = (
    *("narrative-table", "narrative-unit", "narrative-economic", "narrative-three-public"),
    "narrative-earlier",
)


@pytest.mark.parametrize("rule", [one for one in RULES if one.key not in TABLED], ids=_key)
def test_the_examples_of_a_rule_break_it_and_keep_it(rule: Rule) -> None:
    for text, breaks in zip(rule.example, (True, False), strict=True):
        kind = Kind.BUDGET if "预算 50" in text else Kind.FINAL
        assert bool(list(rule.check(Audited(told(text, kind=kind))))) is breaks, text


fen = st.integers(min_value=1, max_value=10**9).map(lambda one: Decimal(one) / 100)


@given(fen, fen, st.integers(min_value=0, max_value=2))
def test_a_rate_computed_as_it_should_be_is_never_an_error(
    was: Decimal, now: Decimal, places: int
) -> None:
    digit = Decimal(1).scaleb(-places)
    rate = (abs(now - was) / was * 100).quantize(digit, ROUND_HALF_UP)
    way, word = ("增加", "增长") if now >= was else ("减少", "下降")
    text = f"收入合计 {now} 万元，比上年{way} {abs(now - was)} 万元，{word} {rate}%。"
    assert not errors(text)
