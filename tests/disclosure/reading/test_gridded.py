"""Real tables of docx, xlsx and html are labelled as tabs are, by what their cells span."""

from yiwang.disclosure.document import FileType
from yiwang.disclosure.reading import compose
from yiwang.disclosure.sources.flow import Flow, Grid, GridCell
from yiwang.disclosure.tables import Line, Place, Role
from yiwang.kernel.money import MoneyUnit

Spec = tuple[str, int, int] | str


def grid(rows: list[list[Spec]], first: int = 1) -> Grid:
    """A grid of texts, or of texts with the rows and columns they span."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for one in row:
            while (at, column) in taken:
                column += 1
            text, down, across = one if isinstance(one, tuple) else (one, 1, 1)
            taken |= {(at + i, column + j) for i in range(down) for j in range(across)}
            place = Place(first + at, first + at, 1)
            cells.append(GridCell(text, place, at, column, down, across))
            column += across
    return Grid(tuple(cells), Place(first, first + len(rows) - 1, 1))


def flow(*blocks: Line | Grid | str) -> Flow:
    made = tuple(
        Line(one, Place(at, at)) if isinstance(one, str) else one
        for at, one in enumerate(blocks, 1)
    )
    lines = tuple(one for one in made if isinstance(one, Line))
    return Flow("预算.docx", FileType.DOCX, made, lines)


HEADS: list[list[Spec]] = [
    [("部门代码", 2, 1), ("部门（单位）名称", 2, 1), ("合计", 2, 1), ("本年收入", 1, 2)],
    ["小计", "事业收入"],
]


def test_headings_that_span_rows_and_columns_label_every_column() -> None:
    body: list[list[Spec]] = [["121", "青川区示例中心", "3.00", "3.00", "0.00"]]
    document = compose(flow("表 2. 收入总表", "单位：元", grid(HEADS + body)))
    (table,) = document.tables
    assert [(one.label, one.role) for one in table.columns] == [
        ("部门代码", Role.CODE),
        ("部门（单位）名称", Role.LABEL),
        ("合计", Role.FIGURE),
        ("本年收入/小计", Role.FIGURE),
        ("本年收入/事业收入", Role.FIGURE),
    ]
    assert (table.number, table.unit) == ("表 2", MoneyUnit.YUAN)
    assert (table.entries[0].code, table.entries[0].label) == ("121", "青川区示例中心")


def test_a_table_that_goes_on_over_the_page_is_one_and_its_headings_are_no_rows() -> None:
    first: list[list[Spec]] = [*HEADS, ["121", "甲中心", "1.00", "1.00", ""]]
    second: list[list[Spec]] = [*HEADS, ["122", "乙中心", "2.00", "2.00", ""]]
    document = compose(flow("收入总表", grid(first), grid(second, 9)))
    (table,) = document.tables
    assert [one.code for one in table.entries] == ["121", "122"]


def test_another_title_begins_another_table() -> None:
    body: list[list[Spec]] = [*HEADS, ["121", "甲中心", "1.00", "1.00", ""]]
    document = compose(flow("收入总表", grid(body), "支出总表", grid(body, 9)))
    assert [one.title for one in document.tables] == ["收入总表", "支出总表"]


def test_title_unit_and_note_inside_a_sheet_are_no_rows() -> None:
    rows: list[list[Spec]] = [
        [("2031 年度收入决算表", 1, 5)],
        [("部门：青川区示例中心", 1, 3), ("单位：万元", 1, 2)],
        *HEADS,
        ["121", "青川区示例中心", "3.00", "3.00", ""],
        [("注：本表反映收入情况。", 1, 5)],
    ]
    document = compose(flow(grid(rows)))
    (table,) = document.tables
    assert (table.title, table.unit) == ("2031 年度收入决算表", MoneyUnit.WAN)
    assert document.unit_name == "青川区示例中心"
    assert len(table.rows) == 1
    assert [note.text for note in table.notes] == ["注：本表反映收入情况。"]
