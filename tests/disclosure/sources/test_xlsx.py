"""Workbooks: values as they are shown, merged cells, hidden sheets."""

from openpyxl import Workbook

from tests.disclosure.sources import made
from yiwang.disclosure.sources import taken_in
from yiwang.disclosure.sources.flow import Flow, Grid
from yiwang.disclosure.tables import Line


def read(book: Workbook) -> Flow:
    return taken_in(made.xlsx(book), "青川区预算.xlsx")


def book_of(*rows: list[object]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def grid(flow: Flow) -> Grid:
    return next(block for block in flow.blocks if isinstance(block, Grid))


def test_a_sheet_is_a_page_its_rows_are_lines_and_the_title_stands_before_the_table() -> None:
    book = book_of(
        ["收入总表"], [None, None, "单位：万元"], ["科目", "金额", "备注"], ["合计", 3, None]
    )
    book.active.merge_cells("A1:C1")
    flow = read(book)
    first, second, table = flow.blocks
    assert isinstance(first, Line) and isinstance(second, Line)
    assert (first.text, second.text) == ("收入总表", "单位：万元")
    assert [(one.text, one.place.page, one.place.line) for one in grid(flow).cells] == [
        ("科目", 1, 3),
        ("金额", 1, 3),
        ("备注", 1, 3),
        ("合计", 1, 4),
        ("3", 1, 4),
    ]
    assert isinstance(table, Grid)


def test_numbers_are_read_as_the_sheet_shows_them() -> None:
    book = book_of(["科目", "金额", "占比"], ["合计", 1234.5, 0.9615])
    book.active["B2"].number_format = "#,##0.00"
    book.active["C2"].number_format = "0.00%"
    assert [one.text for one in grid(read(book)).cells][-2:] == ["1,234.50", "96.15%"]


def test_a_number_without_a_format_shows_no_noise_of_floats() -> None:
    book = book_of(["科目", "金额"], ["合计", 0.1 + 0.2], ["其中", 12.0])
    assert [one.text for one in grid(read(book)).cells][3::2] == ["0.3", "12"]


def test_merged_headings_tell_what_they_span() -> None:
    book = book_of(["项目", "支出", None], [None, "基本", "项目"], ["合计", 1, 2])
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    cells = grid(read(book)).cells
    assert [(one.text, one.rows, one.columns) for one in cells[:2]] == [
        ("项目", 2, 1),
        ("支出", 1, 2),
    ]


def test_a_hidden_sheet_is_not_read_and_is_told() -> None:
    book = book_of(["科目", "金额"], ["合计", 3])
    hidden = book.create_sheet("底稿")
    hidden.append(["秘密", 9])
    hidden.sheet_state = "hidden"
    flow = read(book)
    assert "秘密" not in "".join(line.text for line in flow.lines)
    assert flow.warnings == ("工作表“底稿”是隐藏的，未读取",)


def test_two_tables_of_one_sheet_are_two_grids() -> None:
    book = book_of(
        ["收入总表"],
        ["科目", "金额"],
        ["合计", 3],
        [None],
        ["支出总表"],
        ["科目", "金额"],
        ["合计", 2],
    )
    kinds = [type(block).__name__ for block in read(book).blocks]
    assert kinds == ["Line", "Grid", "Line", "Grid"]


def test_an_empty_row_within_a_table_does_not_part_it() -> None:
    book = book_of(["科目", "金额"], ["甲", 1], [None], ["合计", 1])
    assert [type(block).__name__ for block in read(book).blocks] == ["Grid"]
