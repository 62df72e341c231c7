"""Sheets of tests: tabbed text becomes a table as the reader delivers forms to be filled in."""

from yiwang.disclosure.document import Document, FileType, Kind, Paragraph, Section
from yiwang.disclosure.performance import PerformanceForm
from yiwang.disclosure.reading.performance import performance_forms
from yiwang.disclosure.tables import Cell, Column, Line, Place, Role, Table


def lines_of(text: str, first: int = 1) -> tuple[Line, ...]:
    """Lines with their numbers."""
    return tuple(Line(one, Place(at, at)) for at, one in enumerate(text.split("\n"), first))


def sheet(title: str, text: str, first: int = 1, form: str | None = None) -> Table:
    """A table of tabbed lines, all rows as data; blank lines are page breaks."""
    lines = lines_of(text, first)
    rows = []
    for line in lines:
        cells = line.text.split("\t")
        if line.text.strip():
            row = len(rows)
            rows.append(
                {
                    column: Cell(one.strip(), line.place, row, column)
                    for column, one in enumerate(cells)
                }
            )
    width = max((len(row) for row in rows), default=0)
    columns = tuple(Column(at, (), Role.TEXT) for at in range(width))
    place = Place(first, lines[-1].place.end_line)
    return Table(title, place, columns, tuple(rows), form=form or "project_evaluation")


def read(title: str, text: str, above: str = "") -> PerformanceForm:
    """The one form of a made-up sheet, with the lines that stand above it."""
    over = lines_of(above) if above else ()
    (form,) = performance_forms([sheet(title, text, len(over) + 1)], over)
    return form


def document(
    forms: tuple[PerformanceForm, ...],
    kind: Kind = Kind.FINAL,
    year: int | None = 2031,
    texts: tuple[str, ...] = (),
    tables: tuple[Table, ...] = (),
) -> Document:
    """A document of made-up forms and sentences."""
    paragraphs = tuple(Paragraph(one, Place(900 + at, 900 + at)) for at, one in enumerate(texts))
    section = Section("预算绩效情况说明", "一", 2, Place(899, 899), paragraphs)
    return Document(
        "made-up.txt",
        FileType.TXT,
        "青川区数据中心2031年度部门决算",
        kind,
        year,
        "青川区数据中心",
        (),
        (),
        (section,),
        tables,
        forms,
    )
