"""The same findings as text, JSON, SARIF, workbook and page."""

import io

import pytest
from openpyxl import load_workbook

from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.document import Document, FileType, Kind
from yiwang.disclosure.reading import read
from yiwang.disclosure.tables import Cell, Column, Line, Place, Role, Table
from yiwang.disclosure.telling import beside, page, plain, sarif, text, workbook
from yiwang.kernel.money import MoneyUnit

CODE, NAME, AMOUNT = "201", "一般公共服务支出", "1,802.46"


def place(line: int) -> Place:
    return Place(line, line)


@pytest.fixture
def document() -> Document:
    lines = tuple(
        Line(one, place(number))
        for number, one in enumerate(
            ("青川区大数据中心2025年度决算", "单位：万元", f"{CODE}\t{NAME}\t{AMOUNT}", "<b>&"),
            start=1,
        )
    )
    columns = (
        Column(0, ("科目编码",), Role.CODE),
        Column(1, ("科目名称",), Role.LABEL),
        Column(2, ("本年支出", "合计"), Role.FIGURE),
    )
    row = {index: Cell(one, place(3), 0, index) for index, one in enumerate((CODE, NAME, AMOUNT))}
    table = Table("支出决算表", place(1), columns, (row,), MoneyUnit.WAN, "万元", "公开03表")
    return Document(
        "决算.txt",
        FileType.TXT,
        "青川区大数据中心2025年度决算",
        Kind.FINAL,
        2025,
        "青川区大数据中心",
        lines,
        (),
        (),
        (table,),
    )


@pytest.fixture
def found(document: Document) -> tuple[Finding, ...]:
    cell = document.tables[0].rows[0][2]
    wrong = Finding(
        "total",
        Severity.ERROR,
        place(3),
        f"{CODE}\t{NAME}\t{AMOUNT}",
        AMOUNT,
        "1,802.64",
        "合计与各项之和不符",
        "支出决算表 合计",
        (cell,),
    )
    return (wrong, Finding("brackets", Severity.WARNING, place(4), "<b>&", "", "", "=HYPERLINK(1)"))


def test_json_holds_what_the_command_promises(document, found) -> None:
    told = plain.findings(document, found)[0]
    assert {
        "rule",
        "severity",
        "line",
        "end_line",
        "quote",
        "printed",
        "expected",
        "message",
    } <= set(told)
    assert (told["line"], told["severity"]) == (3, "error")
    assert plain.summary(document)["tables"][0] == {
        "title": "支出决算表",
        "number": "公开03表",
        "form": None,
        "unit": "万元",
        "line": 1,
        "end_line": 1,
        "rows": 1,
        "columns": 3,
    }


def test_every_cell_is_told_with_its_labels_value_unit_and_line(document) -> None:
    cell = plain.whole(document)["tables"][0]["rows"][0][2]
    assert cell == {
        "row": 0,
        "column": 2,
        "row_label": NAME,
        "column_label": "本年支出/合计",
        "text": AMOUNT,
        "value": "1802.46",
        "unit": "万元",
        "line": 3,
        "end_line": 3,
    }


def test_the_text_names_line_printed_and_expected(document, found) -> None:
    told = text.report(document, found)
    assert "错误1处，提示1处，尾数0处" in told
    assert "【错误】第3行　支出决算表 合计（total）" in told
    assert "印为：1,802.46　应为：1,802.64" in told


def test_the_page_marks_the_cell_and_lets_no_markup_through(document, found) -> None:
    told = page.page(document, found)
    assert f'<mark class="error">{AMOUNT}</mark>' in told
    assert "&lt;b&gt;&amp;" in told
    assert "<b>&</" not in told
    assert "<script" not in told


def test_only_what_a_finding_is_about_is_marked(document, found) -> None:
    line = beside.shown(document, found)[2]
    assert [piece.text for piece in line.pieces if piece.mark] == [AMOUNT]
    assert line.found == (1,)
    assert not any(piece.mark for piece in beside.shown(document, found)[0].pieces)


def test_sarif_points_to_the_line(document, found) -> None:
    log = sarif.log([(document, found)])
    region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (log["version"], region["startLine"], region["endLine"]) == ("2.1.0", 3, 3)


def test_the_workbook_lists_findings_and_tables_and_holds_no_formula(document, found) -> None:
    book = load_workbook(io.BytesIO(workbook.workbook([(document, found)])))
    sheet = book["审核结果"]
    assert sheet.cell(2, 6).value == AMOUNT
    assert sheet.cell(3, 5).data_type == "s"
    assert book["读出的表格"].cell(2, 3).value == "支出决算表"


def test_a_finding_on_another_kind_of_file_names_page_and_paragraph(document, found) -> None:
    at = Place(7, 7, page=2)
    pdf = Document("决算.pdf", FileType.PDF, "", Kind.FINAL, 2025, "", (), (), (), ())
    assert text.spot(pdf, at) == "第2页第7段"
    assert plain.place(pdf, at) == {"line": 7, "end_line": 7, "page": 2, "paragraph": 7}


def test_cells_of_a_web_page_are_shown_as_rows_and_each_keeps_its_place() -> None:
    content = (
        "<h1>青川区大数据中心2025年度部门决算</h1><table><caption>支出决算表（单位：万元）</caption>"
        "<tr><th>科目编码<th>科目名称<th>本年支出合计<th>基本支出<th>项目支出"
        "<tr><td>201<td>一般公共服务支出<td>30.00<td>10.00<td>20.00"
        "<tr><td>2010350<td>事业运行<td>30.00<td>10.00<td>20.00</table><p>说明到此为止。"
    )
    read_document = read(content.encode(), "决算.html")
    together = [
        [piece.text for line in row for piece in line.pieces]
        for row in beside.rows(beside.shown(read_document, ()))
    ]
    assert ["201", "一般公共服务支出", "30.00", "10.00", "20.00"] in together
    assert together[-1] == ["说明到此为止。"]
    told = page.page(read_document, ())
    assert all(f'id="{line.number}"' in told for line in beside.shown(read_document, ()))


def test_lines_of_a_text_stay_lines(document, found) -> None:
    assert all(len(row) == 1 for row in beside.rows(beside.shown(document, found)))
