"""Typed documents from a few lines of text, for tests of whatever comes after reading.

    table(Form.SPENDING, '''
        编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        合计 |          | 3.00 | 2.00     | 1.00
    ''')

The first line names the columns: `/` parts headings of several levels, `||` parts the halves that
stand side by side. 编码 is a code, 名称 and 项目 are labels, 行次 is the number of the row, 数量
and all else are figures; a number after # is the printed number of the column.
"""

from dataclasses import replace
from textwrap import dedent

from yiwang.disclosure.document import Document, FileType, Kind, Paragraph, Section
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Cell, Column, Line, Place, Role, Table
from yiwang.kernel.money import MoneyUnit

_ROLES = {"编码": Role.CODE, "名称": Role.LABEL, "项目": Role.LABEL, "行次": Role.LINE_NUMBER}


def table(
    form: Form | None,
    text: str,
    title: str = "",
    unit: MoneyUnit | None = MoneyUnit.WAN,
    notes: str = "",
) -> Table:
    """A table of that form; its lines are numbered from 1 until a document moves them."""
    head, *body = dedent(text).strip().splitlines()
    columns = _columns(head)
    rows = tuple(_row(line, number) for number, line in enumerate(body))
    said = tuple(
        Line(one, Place(len(body) + 2 + n, len(body) + 2 + n))
        for n, one in enumerate(dedent(notes).strip().splitlines())
    )
    return Table(
        title or (form.value if form else "other"),
        Place(1, len(body) + 1 + len(said)),
        columns,
        rows,
        unit,
        unit.label if unit else None,
        None,
        form.value if form else None,
        said,
    )


def _columns(head: str) -> tuple[Column, ...]:
    found: list[Column] = []
    for panel, half in enumerate(head.split("||")):
        for one in half.split("|"):
            name, _sign, number = one.strip().partition("#")
            labels = tuple(name.strip().split("/"))
            role = _ROLES.get(labels[-1][-2:], Role.FIGURE)
            found.append(Column(len(found), labels, role, panel, number or None))
    return tuple(found)


def _row(line: str, number: int) -> dict[int, Cell]:
    cells = line.replace("||", "|").split("|")
    place = Place(number + 2, number + 2)
    return {
        index: Cell(cell.strip(), place, number, index)
        for index, cell in enumerate(cells)
        if cell.strip()
    }


def document(
    *tables: Table,
    paragraphs: tuple[str, ...] = (),
    contents: tuple[str, ...] = (),
    kind: Kind = Kind.FINAL,
    year: int | None = 2024,
) -> Document:
    """A document of these tables one after the other, and one section of paragraphs."""
    moved, start = [], 0
    for one in tables:
        moved.append(_moved(one, start))
        start += one.place.end_line + 1
    texts = tuple(Paragraph(one, Place(start + n, start + n)) for n, one in enumerate(paragraphs))
    section = Section("情况说明", "第三部分", 1, Place(start, start), texts)
    promised = tuple(Line(one, Place(1, 1)) for one in contents)
    lines = tuple(_printed(moved)) + tuple(Line(one.text, one.place) for one in texts)
    return Document(
        "made-up.txt",
        FileType.TXT,
        "青川区大数据中心",
        kind,
        year,
        "青川区大数据中心",
        lines,
        promised,
        (section,),
        tuple(moved),
    )


def _moved(one: Table, by: int) -> Table:
    def shifted(place: Place) -> Place:
        return Place(place.line + by, place.end_line + by)

    rows = tuple(
        {index: replace(cell, place=shifted(cell.place)) for index, cell in row.items()}
        for row in one.rows
    )
    notes = tuple(Line(note.text, shifted(note.place)) for note in one.notes)
    return replace(one, place=shifted(one.place), rows=rows, notes=notes)


def _printed(tables: list[Table]) -> list[Line]:
    found = []
    for one in tables:
        start = Place(one.place.line, one.place.line)
        found.append(Line(f"{one.title} 单位：{one.printed_unit}", start))
        for row in one.rows:
            place = next(iter(row.values())).place
            found.append(Line("\t".join(cell.text for cell in row.values()), place))
        found.extend(one.notes)
    return found
