"""Tables after reading: columns with their headings, rows with labelled cells, all with places."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from yiwang.disclosure.figures import Figure, figure
from yiwang.kernel.money import MoneyUnit


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: lines from 1 of a text, or page and paragraph of other files.

    For files without lines of their own (pdf, docx, xlsx, html) `line` counts paragraphs (pdf:
    lines of the page's text) and `page` counts pages or sheets from 1. `start` and `end` are
    positions in the line, from 0, where they are known.
    """

    line: int
    end_line: int
    page: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph as printed, outside tables."""

    text: str
    place: Place


class Role(StrEnum):
    """What stands in a column."""

    CODE = "code"
    LABEL = "label"
    LINE_NUMBER = "line_number"
    FIGURE = "figure"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed; `figure` is what it says where it is a number."""

    text: str
    place: Place
    row: int
    column: int

    @property
    def figure(self) -> Figure | None:
        return figure(self.text)

    @property
    def value(self) -> Decimal | None:
        one = self.figure
        return None if one is None else one.value


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `labels` are its headings from the top down, merged ones repeated.

    `panel` counts the halves of a table that stand side by side, from 0 (收入 | 支出).
    `number` is the printed column number (栏次).
    """

    index: int
    labels: tuple[str, ...]
    role: Role
    panel: int = 0
    number: str | None = None

    @property
    def label(self) -> str:
        """The headings as one path: 基本支出/人员经费."""
        return "/".join(self.labels)


@dataclass(frozen=True, slots=True)
class Entry:
    """One logical row of one panel: what a code and a label have in each figure column.

    `figures` maps the index of a column to its cell; empty cells are left out.
    `line_number` is the printed row number (行次).
    """

    panel: int
    row: int
    code: str | None
    label: str
    line_number: str | None
    figures: dict[int, Cell]
    place: Place


@dataclass(frozen=True)
class Table:
    """A table with its title, unit and cells.

    `form` is a key of `forms.Form` where the table is one of the known ones. `rows` are data rows
    only (headings are in `columns`); a row maps the index of a column to its cell.
    """

    title: str
    place: Place
    columns: tuple[Column, ...]
    rows: tuple[dict[int, Cell], ...]
    unit: MoneyUnit | None = None
    printed_unit: str | None = None
    number: str | None = None
    form: str | None = None
    notes: tuple[Line, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The logical rows, panel by panel, each from the top down."""
        panels = sorted({column.panel for column in self.columns})
        return tuple(one for panel in panels for one in self._panel(panel))

    def _panel(self, panel: int) -> Iterator[Entry]:
        columns = [column for column in self.columns if column.panel == panel]
        for number, row in enumerate(self.rows):
            cells = {column.index: row[column.index] for column in columns if column.index in row}
            if any(cell.text for cell in cells.values()):
                yield _entry(panel, number, columns, cells)

    def column(self, index: int) -> Column:
        """The column of that index."""
        return next(one for one in self.columns if one.index == index)

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells of the data rows, row by row."""
        return (row[index] for row in self.rows for index in sorted(row))


def _entry(panel: int, row: int, columns: list[Column], cells: dict[int, Cell]) -> Entry:
    def told(role: Role) -> str:
        return "".join(
            cells[one.index].text.strip()
            for one in columns
            if one.role is role and one.index in cells
        )

    figures = {
        one.index: cells[one.index]
        for one in columns
        if one.role is Role.FIGURE and one.index in cells and cells[one.index].text
    }
    places = [cell.place for cell in cells.values() if cell.text]
    place = Place(
        min(one.line for one in places), max(one.end_line for one in places), places[0].page
    )
    code, line_number = told(Role.CODE) or None, told(Role.LINE_NUMBER) or None
    return Entry(panel, row, code, told(Role.LABEL), line_number, figures, place)
