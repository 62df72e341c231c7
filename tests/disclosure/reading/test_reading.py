"""A whole document is read: facts, contents, sections, tables with every cell in its place."""

from decimal import Decimal

import pytest

from tests.disclosure.reading.documents import FINAL
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.reading import read
from yiwang.disclosure.tables import Role, Table
from yiwang.kernel.money import MoneyUnit


@pytest.fixture(scope="module")
def document() -> Document:
    return read(FINAL.encode(), "决算.txt")


def table(document: Document, word: str) -> Table:
    return next(one for one in document.tables if word in one.title)


def test_the_cover_tells_what_it_is(document: Document) -> None:
    assert document.title == "2031 年度青川区示例中心部门决算"
    assert (document.kind, document.year) == (Kind.FINAL, 2031)
    assert document.unit_name == "青川区示例中心"


def test_the_contents_page_promises_and_is_neither_section_nor_table(document: Document) -> None:
    assert len(document.contents) == 7
    assert [one.title for one in document.sections if one.level == 1] == [
        "青川区示例中心概况",
        "2031 年度部门决算表",
        "2031 年度部门决算情况说明",
        "重点工作完成情况",
    ]


def test_every_table_is_found_with_title_number_unit_and_form(document: Document) -> None:
    assert [(one.title, one.number, one.unit, one.form) for one in document.tables] == [
        ("2031 年度收入支出决算总表", "表 1", MoneyUnit.WAN, "summary"),
        ("2031 年度支出决算表", "公开 02 表", MoneyUnit.WAN, "spending"),
        (
            "2031 年度一般公共预算财政拨款基本支出决算明细表",
            "公开 03 表",
            MoneyUnit.WAN,
            "basic_spending",
        ),
        (
            "2031 年度政府性基金预算财政拨款收入支出决算表",
            "公开 04 表",
            MoneyUnit.WAN,
            "fund_spending",
        ),
        ("2031 年度财政拨款“三公”经费支出决算表", None, MoneyUnit.WAN, "three_public"),
        ("2031 年度示例项目自评表", None, MoneyUnit.WAN, "project_evaluation"),
        ("重点工作完成情况", None, None, "work"),
    ]


def test_halves_side_by_side_are_read_apart(document: Document) -> None:
    one = table(document, "收入支出决算总表")
    assert [column.panel for column in one.columns] == [0, 0, 0, 1, 1, 1]
    spent = [entry for entry in one.entries if entry.panel == 1]
    assert [(entry.line_number, entry.label) for entry in spent][:2] == [
        ("31", "一、一般公共服务支出"),
        ("32", "二、卫生健康支出"),
    ]
    total = next(entry for entry in spent if entry.label == "总计")
    assert total.figures[5].value == Decimal("1200.50")


def test_a_label_that_a_page_cut_is_whole_and_spans_both_lines(document: Document) -> None:
    one = table(document, "收入支出决算总表")
    cell = next(cell for cell in one.cells if cell.text == "年初财政拨款结转和结余")
    assert cell.place.end_line - cell.place.line == 2


def test_codes_run_together_with_names_are_parted(document: Document) -> None:
    one = table(document, "支出决算表")
    assert [(entry.code, entry.label) for entry in one.entries] == [
        (None, "合计"),
        ("2010350", "事业运行"),
        ("2101102", "事业单位医疗"),
    ]
    heads = [column.label for column in one.columns if column.role is Role.FIGURE]
    assert heads == ["本年支出合计", "基本支出", "项目支出"]
    assert [cell.value for cell in one.entries[0].figures.values()] == [
        Decimal("1200.50"),
        Decimal("700.50"),
        Decimal("500.00"),
    ]


def test_the_total_of_two_halves_has_its_amount_beside_it(document: Document) -> None:
    one = table(document, "基本支出决算明细表")
    assert [column.panel for column in one.columns] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    total = next(entry for entry in one.entries if entry.label == "公用经费合计")
    assert [cell.value for cell in total.figures.values()] == [Decimal("100.00")]


def test_codes_that_were_spaced_or_cut_by_a_page_are_whole(document: Document) -> None:
    one = table(document, "基本支出决算明细表")
    assert [entry.code for entry in one.entries if entry.panel == 0] == [
        "301",
        "30301",
        "30199",
        None,
    ]


def test_an_empty_table_keeps_its_columns_and_its_note(document: Document) -> None:
    one = table(document, "政府性基金")
    assert [column.label for column in one.columns if column.role is Role.FIGURE] == [
        "年初结转和结余",
        "本年收入",
        "本年支出/小计",
        "本年支出/基本支出",
        "本年支出/项目支出",
        "年末结转和结余",
    ]
    assert [column.number for column in one.columns[4:]] == ["1", "2", "3", "4", "5", "6"]
    assert one.columns[3].role is Role.LABEL
    assert [note.text for note in one.notes] == [
        "本部门 2031 年度无政府性基金预算财政拨款收入支出。"
    ]


def test_budget_and_outcome_of_the_three_public_expenses_are_halves(document: Document) -> None:
    one = table(document, "三公")
    assert [column.panel for column in one.columns] == [0, 0, 0, 1, 1, 1]
    assert one.columns[5].label == "决算数/公务用车购置及运行费/公务用车运行费"
    assert [entry.figures[3 * entry.panel].value for entry in one.entries] == [
        Decimal("2.00"),
        Decimal("1.50"),
    ]


def test_a_sheet_keeps_every_row_and_cell_in_order(document: Document) -> None:
    one = table(document, "自评表")
    assert [row[min(row)].text for row in one.rows] == [
        "项目名称",
        "预算执行情况 (万元) (20 分)",
        "年度财政资金总额",
        "年度绩效目标",
        "产出指标",
        "项目属性",
    ]
    assert one.rows[4][3].text == "≥12 次"
    assert one.rows[5][1].text == "1.持续性项目 ☑ 2.新增性项目 □"
    assert [column.labels for column in one.columns] == [()] * 5


def test_notes_end_where_the_text_counts_anew(document: Document) -> None:
    assert len(table(document, "自评表").notes) == 3
    paragraphs = [one.text for one in document.paragraphs]
    assert "2. 另一示例项目绩效自评综述：全年预算数为 3.00 万元。" in paragraphs


def test_a_paragraph_cut_by_a_page_is_joined_and_knows_its_lines(document: Document) -> None:
    one = next(one for one in document.paragraphs if "出处" in one.text)
    assert one.text == "1. 负责示例数据的汇集，保证每一个数字都可以查到出处。"
    at = one.text.index("查到")
    line = document.lines[one.place_of(at, at + 2).line - 1]
    assert line.text == "查到出处。"


def test_every_cell_stands_where_it_says(document: Document) -> None:
    for one in document.tables:
        for cell in one.cells:
            printed = "".join(
                line.text for line in document.lines[cell.place.line - 1 : cell.place.end_line]
            )
            kept = "".join(sign for sign in cell.text if sign not in " ☑□≥")
            assert kept[:2] in printed.replace(" ", "").replace("\t", "")
            if cell.place.start is not None:
                within = printed[cell.place.start : cell.place.end]
                assert within.strip()
