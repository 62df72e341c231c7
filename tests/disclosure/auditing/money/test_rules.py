"""Printed formulas, names of subjects, empty and missing tables, what is carried over."""

import pytest

from tests.disclosure.auditing.money.made_up import GRANTS, SUMMARY, THREE, final
from tests.disclosure.building import document, table
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.money import RULES
from yiwang.disclosure.document import Document
from yiwang.disclosure.forms import Form


def found(rule: str, one: Document, previous: Document | None = None) -> list[Finding]:
    check = next(each.check for each in RULES if each.key == rule)
    return list(check(Audited(one, previous)))


NUMBERED = """
    项目 | 行次 | 金额#1 || 项目 | 行次 | 合计#2 | 一般公共预算财政拨款#3 | 政府性基金预算财政拨款#4
    一、一般公共预算财政拨款 | 1 | 5.00 || 一、一般公共服务支出 | 5 | 3.00 | 3.00 |
    二、政府性基金预算财政拨款 | 2 | || 二、外交支出 | 6 | | |
     | 3 | || 三、国防支出 | 7 | 2.00 | 2.00 |
    本年收入合计 | 4 | 5.00 || 本年支出合计 | 8 | 5.00 | 5.00 |
"""


@pytest.mark.parametrize(
    "note",
    [
        "4行=(1+2)行；8行 = (5+6+7)行。",
        "8行＝（5＋6＋…＋7）行；2栏各行=(3+4)栏各行。",
        "8 行 = (5+...+7) 行",
        "4行=(1+2+3)行",
    ],
)
def test_formulas_that_name_the_right_rows_are_right(note: str) -> None:
    one = document(table(Form.GRANT_SUMMARY, NUMBERED, notes=note))
    assert found("table-formulas", one) == []


@pytest.mark.parametrize(
    ("note", "printed", "expected"),
    [
        ("7行=(5+6+7)行", "7行", "8行"),
        ("6行=(5+…+7)行", "6行", "8行"),
        ("4行=(1)行", "4行=(1)行", "4行=(1+…+2)行"),
        ("8行=(5+6)行", "8行=(5+6)行", "8行=(5+…+7)行"),
    ],
)
def test_formulas_that_name_wrong_rows_are_told(note: str, printed: str, expected: str) -> None:
    told = found("table-formulas", document(table(Form.GRANT_SUMMARY, NUMBERED, notes=note)))
    assert (told[0].printed, told[0].expected) == (printed, expected)
    assert told[0].quote == note


def test_a_formula_of_columns_is_reckoned_on_the_printed_figures() -> None:
    text = """
        编码 | 科目名称 | 年初结转和结余#1 | 本年收入#2 | 本年支出/小计#3 | 年末结转和结余#6
        2120801 | 征地和拆迁补偿支出 | 1.00 | 4.00 | 3.00 | 3.00
    """
    one = document(table(Form.FUND_SPENDING, text, notes="6栏各行=(1+2-3)栏各行"))
    assert [each.expected for each in found("table-formulas", one)] == ["2.00"]


def test_one_code_with_two_names_is_an_error_and_a_name_cut_off_only_a_doubt() -> None:
    def named(name: str) -> Document:
        row = "编码 | 科目名称 | 合计\n20604 | {} | 1.00"
        return document(
            table(Form.SPENDING, row.format("技术研究与开发"), "支出表"),
            table(Form.GENERAL_SPENDING, row.format(name), "一般公共预算支出表"),
        )

    assert found("subject-names", named("技术研究与开发")) == []
    assert [one.severity for one in found("subject-names", named("技术与开发"))] == [Severity.ERROR]
    assert [one.severity for one in found("subject-names", named("技术研究"))] == [Severity.WARNING]


def test_an_old_or_unknown_name_is_no_error() -> None:
    rows = "编码 | 科目名称 | 合计\n210 | 医疗卫生与计划生育支出 | 1.00\n2999999 | 随便 | 1.00"
    assert found("subject-names", document(table(Form.SPENDING, rows))) == []


EMPTY = "编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n | 合计 | | |"


@pytest.mark.parametrize(
    ("notes", "paragraphs", "told"),
    [
        ("", (), 1),
        ("说明：2024 年度本单位无政府性基金预算支出", (), 0),
        ("注：本单位2024年无政府性基金预算财政拨款安排的预算，故本表为空表。", (), 0),
        ("", ("本部门没有使用政府性基金预算财政拨款安排的支出。",), 0),
        ("", ("政府性基金预算拨款支出预算0万元。",), 0),
        ("", ("本部门无国有资本经营预算支出。",), 1),
    ],
)
def test_an_empty_table_says_that_there_is_none(
    notes: str, paragraphs: tuple[str, ...], told: int
) -> None:
    one = document(table(Form.FUND_SPENDING, EMPTY, notes=notes), paragraphs=paragraphs)
    assert len(found("table-empty", one)) == told


def test_figures_despite_the_statement_are_an_error_but_planned_ones_are_not() -> None:
    note = "说明：本部门 2024 年度无财政拨款“三公”经费支出。"
    planned = THREE.replace("2.40 | | 2.00 | | 2.00 | 0.40", "| | | | |")
    assert found("table-denied", document(table(Form.THREE_PUBLIC, planned, notes=note))) == []
    assert len(found("table-denied", document(table(Form.THREE_PUBLIC, THREE, notes=note)))) == 1


def test_a_table_that_only_the_contents_name_is_missing() -> None:
    contents = (
        "一、收入支出决算总表（表 1）",
        "三、支出决算表（公开03表）",
        "四、重点工作完成情况",
    )
    one = document(
        table(Form.SUMMARY, SUMMARY, "2024年度收入支出决算总表"),
        table(Form.GRANT_SUMMARY, GRANTS, "财政拨款收入支出决算总表"),
        contents=contents,
    )
    told = found("table-missing", one)
    assert [each.expected for each in told if each.severity is Severity.ERROR] == ["《支出决算表》"]


def test_of_the_usual_nine_tables_each_is_asked_for() -> None:
    told = found("table-missing", document(*final()[:7]))
    assert {each.severity for each in told} == {Severity.WARNING}
    assert len(told) == 2


def test_what_a_year_ended_with_the_next_begins_with() -> None:
    def year(opening: str, closing: str) -> Document:
        text = SUMMARY.replace("5 | 2.00", f"5 | {opening}").replace("10 | 6.00", f"10 | {closing}")
        return document(table(Form.SUMMARY, text))

    assert found("table-carried", year("6.00", "1.00"), year("2.00", "6.00")) == []
    assert len(found("table-carried", year("5.00", "1.00"), year("2.00", "6.00"))) == 1
    assert found("table-carried", year("5.00", "1.00")) == []


def test_reception_in_the_economic_table_is_part_of_the_three_public() -> None:
    tables = final()
    assert found("three-public", document(*tables)) == []
    tables[6] = table(Form.THREE_PUBLIC, THREE.replace("2.00 | 0.40", "2.00 | 0.10"))
    assert [one.quote for one in found("three-public", document(*tables))] == ["0.40"]
