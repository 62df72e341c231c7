"""Figures of the text are those of the tables; what the tables do not tell is left alone."""

from tests.disclosure.narrative.tables import spending, three_public
from tests.disclosure.narrative.texts import document, section
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.narrative import RULES
from yiwang.disclosure.document import Kind
from yiwang.disclosure.tables import Table
from yiwang.kernel.money import MoneyUnit

TABLED = {"narrative-table", "narrative-unit"}
FUNCTIONAL = spending(
    ("", "合计", "200.00", "80.00", "120.00"),
    ("201", "一般公共服务支出", "150.00", "30.00", "120.00"),
    ("20103", "政府办公厅（室）及相关机构事务", "150.00", "30.00", "120.00"),
    ("2010350", "事业运行", "150.00", "30.00", "120.00"),
    ("221", "住房保障支出", "50.00", "50.00", ""),
    ("22102", "住房改革支出", "50.00", "50.00", ""),
    ("2210201", "住房公积金", "50.00", "50.00", ""),
)


def findings(
    text: str, *tables: Table, kind: Kind = Kind.FINAL, title: str = "五、财政拨款支出说明"
) -> list[Finding]:
    made = document(section(title, text), kind=kind, tables=tables or (FUNCTIONAL,))
    return [found for rule in RULES if rule.key in TABLED for found in rule.check(Audited(made))]


def test_totals_and_natures_are_compared() -> None:
    assert not findings("一般公共预算财政拨款支出 200.00 万元。其中：基本支出 80 万元。")
    (found,) = findings("一般公共预算财政拨款支出 200.00 万元。其中：项目支出 210.00 万元。")
    assert (found.rule, found.severity, found.expected) == (
        "narrative-table",
        Severity.ERROR,
        "120.00万元",
    )
    assert found.cells[0].text == "120.00"


def test_a_subject_is_found_by_code_by_path_by_dashes_and_by_its_class() -> None:
    for words in (
        "住房保障支出（221类）住房改革支出（02款）住房公积金（01项）",
        "住房保障支出（类）住房改革支出（款）住房公积金（项）",
        "“住房保障支出-住房改革支出-住房公积金”科目",
        "住房保障（类）支出",
    ):
        assert not findings(f"{words}50.00万元。"), words
        (found,) = findings(f"{words}51.00万元。")
        assert found.severity is Severity.ERROR, words


def test_a_table_in_yuan_is_rounded_to_what_the_text_prints() -> None:
    exact = spending(("", "合计", "13,529,386.59", "", ""), unit=MoneyUnit.YUAN)
    text = "一般公共预算支出预算 {} 万元。"
    assert not findings(text.format("1352.94"), exact, kind=Kind.BUDGET)
    assert not findings(text.format("1352.9"), exact, kind=Kind.BUDGET)
    (cut,) = findings(text.format("1352.93"), exact, kind=Kind.BUDGET)
    assert cut.severity is Severity.ROUNDING
    (wrong,) = findings(text.format("1352.49"), exact, kind=Kind.BUDGET)
    assert wrong.severity is Severity.ERROR


def test_the_wrong_unit_is_told_as_such() -> None:
    (found,) = findings("一般公共预算财政拨款支出 200.00 元。")
    assert (found.rule, found.expected) == ("narrative-unit", "2000000.00元")


def test_another_year_and_the_budget_of_an_account_are_other_things() -> None:
    assert not findings("2030 年度一般公共预算财政拨款支出 190.00 万元。")
    assert not findings("一般公共预算财政拨款支出年初预算为 190.00 万元。")


def test_the_three_publics_stand_in_their_own_table() -> None:
    table = three_public("10.81", "0", "9.98", "0", "9.98", "0.83")
    text = "2031年“三公”经费预算数为{}万元。公务用车购置及运行费9.98万元，公务接待费{}万元。"
    assert not findings(text.format("10.81", "0.83"), table, kind=Kind.BUDGET)
    wrong = findings(text.format("11.81", "0.38"), table, kind=Kind.BUDGET)
    assert {one.expected for one in wrong} == {"10.81万元", "0.83万元"}


def test_a_name_that_no_table_prints_is_left_alone() -> None:
    assert not findings("热线经费 17.00 万元，会议室改造 3 万元。")


def test_a_name_alone_means_the_class_only_where_spending_is_told_by_class() -> None:
    assert findings("住房公积金 51.00 万元。", title="五、一般公共预算支出情况")
    for title in ("六、基本支出情况", "七、“三公”经费情况", "十一、政府采购支出情况", "一、概况"):
        assert not findings("住房公积金 51.00 万元。", title=title), title


def test_the_projects_of_another_fund_are_not_those_of_the_general_budget() -> None:
    text = "政府性基金预算财政拨款支出 5 万元，其中：项目支出 5 万元。"
    assert not findings(text, title="八、政府性基金预算支出情况")
