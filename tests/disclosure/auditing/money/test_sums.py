"""Sums that hold raise nothing; a wrong figure is told once, at its cell; rounding is rounding."""

import pytest

from tests.disclosure.auditing.money.made_up import SPENDING, budget, final, with_change
from tests.disclosure.building import document, table
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.money import RULES
from yiwang.disclosure.document import Document
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Table
from yiwang.kernel.money import MoneyUnit


def found(one: Document) -> list[Finding]:
    return [finding for rule in RULES for finding in rule.check(Audited(one))]


def errors(one: Document) -> list[Finding]:
    return [finding for finding in found(one) if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("tables", [final(), budget()], ids=["final", "budget"])
def test_a_document_that_adds_up_raises_nothing(tables: list[Table]) -> None:
    assert found(document(*tables)) == []


@pytest.mark.parametrize(
    ("number", "old", "new", "quoted"),
    [
        (0, "105.50", "106.50", "106.50"),
        (0, "80.00", "81.00", "81.00"),
        (1, "4.00", "4.40", "4.40"),
        (2, "61.50", "61.05", "61.05"),
        (3, "78.50", "87.50", "87.50"),
        (4, "40.00", "-40.00", "-40.00"),
        (5, "10.00", "20.00", "20.00"),
        (6, "2.50", "2.05", "2.05"),
    ],
)
def test_a_wrong_figure_is_told_once_and_at_its_cell(
    number: int, old: str, new: str, quoted: str
) -> None:
    told = errors(with_change(final(), number, old, new))
    assert [one.quote for one in told] == [quoted]
    assert told[0].printed == quoted
    assert told[0].where.startswith("《")


def test_two_wrong_figures_are_two_findings() -> None:
    tables = list(with_change(final(), 2, "61.50", "66.50").tables)
    told = errors(with_change(tables, 6, "3.50", "3.60"))
    assert sorted(one.quote for one in told) == ["3.60", "66.50"]


def test_the_last_digit_is_rounding_and_never_an_error() -> None:
    told = found(with_change(final(), 0, "21.50", "21.51"))
    assert {one.severity for one in told} == {Severity.ROUNDING}
    assert any("尾数" in one.message for one in told)


def test_two_last_digits_between_two_tables_are_more_than_rounding() -> None:
    told = found(with_change(final(), 0, "21.50", "21.53"))
    assert Severity.ERROR in {one.severity for one in told}


def test_tables_in_whole_fen_allow_no_rounding() -> None:
    told = found(with_change(budget(), 0, "1500.50", "1500.51"))
    assert {one.severity for one in told} == {Severity.ERROR}


BOTTOM = """
    编码 | 科目名称 | 合计 | 基本支出 | 项目支出
    201 | 一般公共服务支出 | 3.00 | 2.00 | 1.00
    20103 | 政府办公厅（室）及相关机构事务 | 3.00 | 2.00 | 1.00
    2010301 | 行政运行 | 2.00 | 2.00 |
    2010302 | 一般行政管理事务 | 1.00 | | 1.00
    221 | 住房保障支出 | 0.50 | 0.50 |
     | 合 计 | 3.50 | 2.50 | 1.00
"""
UNITS = """
    编码 | 部门（单位）名称 | 合计 | 本年收入/小计 | 本年收入/一般公共预算 | 上年结转结余/小计 | 上年结转结余/一般公共预算
    合计 | | 9.00 | 8.00 | 8.00 | 1.00 | 1.00
    121 | 青川区大数据中心 | 9.00 | 8.00 | 8.00 | 1.00 | 1.00
    121001 | 青川区大数据中心本级 | 5.00 | 5.00 | 5.00 | |
    121002 | 青川区网格中心 | 4.00 | 3.00 | 3.00 | 1.00 | 1.00
"""  # noqa: E501
NESTED = """
    项目 | 预算数 || 项目 | 预算数
    一、本年收入 | 8.00 || 一、本年支出 | 9.00
    （一）一般公共预算拨款 | 8.00 || （一）一般公共服务支出 | 8.50
    （二）政府性基金预算拨款 | || （二）国防支出 |
    二、上年结转 | 1.00 || （廿一）灾害防治及应急管理支出 | 0.50
    （一）一般公共预算拨款 | 1.00 || 二、年终结转结余 |
    收 入 总 计 | 9.00 || 支 出 总 计 | 9.00
"""
LOWER = """
    项目 | 预算数 || 项目 | 支出/合计 | 支出/基本支出/人员经费 | 支出/基本支出/公用经费 | 支出/项目支出
    一、财政拨款收入 | 7.00 || 一、公共安全支出 | 6.00 | 3.00 | 1.00 | 2.00
    1、一般公共预算资金 | 6.00 || 二、住房保障支出 | 1.00 | 1.00 | |
    2、政府性基金 | 1.00 || | | | |
    二、事业收入 | || | | | |
    收入总计 | 7.00 || 支出总计 | 7.00 | 4.00 | 1.00 | 2.00
"""  # noqa: E501
BESIDE = """
    “三公”经费预算数/合计 | “三公”经费预算数/因公出国(境)费 | “三公”经费预算数/公务接待费 | “三公”经费预算数/公务用车购置及运行费/小计 | “三公”经费预算数/公务用车购置及运行费/购置费 | “三公”经费预算数/公务用车购置及运行费/运行费 | 机关运行经费预算数
    9.00 | 4.00 | 2.00 | 3.00 | | 3.00 | 77.00
"""  # noqa: E501
SPLIT = """
    编码 | 科目名称 | 合计 | 人员类项目支出 | 运转类项目支出 | 特定目标类项目支出
     | 合计 | 6.00 | 3.00 | 2.00 | 1.00
    2010350 | 事业运行 | 5.00 | 3.00 | 2.00 |
    2010399 | 其他政府办公厅（室）及相关机构事务支出 | 1.00 | | | 1.00
"""


@pytest.mark.parametrize(
    ("form", "text", "old", "new"),
    [
        (Form.SPENDING, BOTTOM, "3.50", "5.30"),
        (Form.INCOME, UNITS, "4.00", "4.50"),
        (Form.GRANT_SUMMARY, NESTED, "8.50", "8.00"),
        (Form.GRANT_SUMMARY, NESTED, "一、本年收入", None),
        (Form.SUMMARY, LOWER, "6.00", "6.60"),
        (Form.THREE_PUBLIC, BESIDE, "9.00", "9.90"),
        (Form.SPENDING, SPLIT, "3.00", "3.30"),
    ],
    ids=["total at the bottom", "units", "levels", "no change", "halves", "beside", "kinds"],
)
def test_layouts_of_other_places_add_up_and_show_a_wrong_figure(
    form: Form, text: str, old: str, new: str | None
) -> None:
    tables = [table(form, text)]
    assert found(document(*tables)) == []
    if new is not None:
        assert found(with_change(tables, 0, old, new)) != []


def test_headings_that_were_misread_accuse_nobody() -> None:
    """A column that is called 合计 but heads nothing of the sort fails in every row."""
    shifted = """
        编码 | 科目名称 | 合计 | 甲 | 乙
        2010301 | 行政运行 | 2.00 | 5.00 | 7.00
        2010302 | 一般行政管理事务 | 1.00 | 4.00 | 9.00
        2010350 | 事业运行 | 3.00 | 8.00 | 2.00
    """
    assert [one.rule for one in found(document(table(Form.SPENDING, shifted)))] == []


def test_a_table_in_the_wrong_unit_is_told_once() -> None:
    tables = final()
    tables[2] = table(Form.SPENDING, SPENDING, "支出决算表", MoneyUnit.YUAN)
    told = errors(document(*tables))
    assert [(one.rule, one.printed, one.expected) for one in told] == [
        ("table-units", "元", "万元")
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("400", "440", "table-products"),
        ("0", "900", "table-parts"),
        ("700", "7,00", "table-figures"),
    ],
)
def test_procurement_is_checked_row_by_row(old: str, new: str, rule: str) -> None:
    tables = budget()
    one = with_change(tables, 3, old, new)
    assert rule in {finding.rule for finding in found(one)}


def test_a_negative_amount_is_doubted_but_not_a_negative_balance() -> None:
    balance = table(Form.SUMMARY, "项目 | 金额\n年初结转和结余 | -1.00", "收支总表")
    spent = table(Form.BASIC_SPENDING, "编码 | 名称 | 合计\n30201 | 办公费 | -1.00", "基本支出表")
    assert [one.rule for one in found(document(balance))] == []
    assert [one.rule for one in found(document(spent))] == ["table-negative"]
