"""Word documents: order, merged cells, nested tables, text boxes, numbers that Word sets."""

from tests.disclosure.sources import made
from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources import taken_in
from yiwang.disclosure.sources.flow import Flow, Grid
from yiwang.disclosure.tables import Line


def read(body: str, **parts: str) -> Flow:
    return taken_in(made.docx(body, **parts), "青川区预算.docx")


def told(flow: Flow) -> list[object]:
    return [
        block.text if isinstance(block, Line) else [cell.text for cell in block.cells]
        for block in flow.blocks
    ]


def grid(flow: Flow) -> Grid:
    return next(block for block in flow.blocks if isinstance(block, Grid))


def test_paragraphs_and_tables_keep_their_order_and_paragraphs_are_counted_through() -> None:
    two = made.table(
        made.row(made.cell("科目"), made.cell("金额")), made.row(made.cell("合计"), made.cell("3"))
    )
    flow = read(made.paragraph("收入总表") + two + made.paragraph("说明"))
    assert flow.type is FileType.DOCX
    assert told(flow) == ["收入总表", ["科目", "金额", "合计", "3"], "说明"]
    assert [cell.place.line for cell in grid(flow).cells] == [2, 3, 4, 5]
    assert [line.text for line in flow.lines] == ["收入总表", "科目", "金额", "合计", "3", "说明"]
    assert flow.blocks[-1].place.line == 6


def test_merged_cells_stand_once_with_what_they_span() -> None:
    flow = read(
        made.table(
            made.row(
                made.cell("项目", '<w:vMerge w:val="restart"/>'),
                made.cell("支出", '<w:gridSpan w:val="2"/>'),
            ),
            made.row(made.cell("", "<w:vMerge/>"), made.cell("基本支出"), made.cell("项目支出")),
            made.row(made.cell("合计"), made.cell("1"), made.cell("2")),
        )
    )
    spans = {one.text: (one.row, one.column, one.rows, one.columns) for one in grid(flow).cells}
    assert spans["项目"] == (0, 0, 2, 1)
    assert spans["支出"] == (0, 1, 1, 2)
    assert spans["项目支出"] == (1, 2, 1, 1)


def test_a_table_in_a_frame_of_one_cell_is_a_table_and_its_title_a_line() -> None:
    inner = made.table(
        made.row(made.cell("甲"), made.cell("乙")), made.row(made.cell("1"), made.cell("2"))
    )
    frame = f"<w:tbl><w:tr><w:tc>{made.paragraph('支出总表')}{inner}</w:tc></w:tr></w:tbl>"
    assert told(read(frame)) == ["支出总表", ["甲", "乙", "1", "2"]]


def test_a_text_box_is_read_once_although_it_is_written_twice() -> None:
    box = f"<w:txbxContent>{made.paragraph('盒中')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [text for text in told(read(both)) if text] == ["盒中"]


def level(depth: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def test_numbers_that_word_sets_are_printed_before_their_paragraphs() -> None:
    numbering = (
        f'<w:numbering {made.W}><w:abstractNum w:abstractNumId="7">'
        + level(0, "chineseCounting", "%1、")
        + level(1, "decimal", "%2.")
        + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    first, second = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>' for level in (0, 1)
    )
    flow = read(
        made.paragraph("收入", first)
        + made.paragraph("甲", second)
        + made.paragraph("乙", second)
        + made.paragraph("支出", first)
        + made.paragraph("丙", second),
        numbering=numbering,
    )
    assert told(flow) == ["一、收入", "1.甲", "2.乙", "二、支出", "1.丙"]


def test_what_was_struck_out_is_not_read() -> None:
    flow = read(
        "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    )
    assert told(flow) == ["留"]


def test_title_unit_and_note_in_rows_of_the_table_become_lines() -> None:
    flow = read(
        made.table(
            made.row(made.cell("收入总表", '<w:gridSpan w:val="2"/>')),
            made.row(made.cell("编制单位：青川区"), made.cell("单位：万元")),
            made.row(made.cell("科目"), made.cell("金额")),
            made.row(made.cell("合计"), made.cell("3")),
            made.row(made.cell("注：本表反映收入。", '<w:gridSpan w:val="2"/>')),
        )
    )
    assert told(flow) == [
        "收入总表",
        "编制单位：青川区    单位：万元",
        ["科目", "金额", "合计", "3"],
        "注：本表反映收入。",
    ]
    assert [one.row for one in grid(flow).cells] == [0, 0, 1, 1]
