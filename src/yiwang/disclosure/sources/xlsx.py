"""Workbooks (xlsx): each visible sheet a page, its rows the lines, cells as they are shown."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources.archive import opened
from yiwang.disclosure.sources.flow import Flow, Grid, GridCell
from yiwang.disclosure.sources.grids import blocks
from yiwang.disclosure.sources.limits import Watch
from yiwang.disclosure.sources.refused import Damaged
from yiwang.disclosure.sources.shown import shown
from yiwang.disclosure.tables import Line, Place

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:$]{1,40})\"")
# Of a merged cell, by its place: how many rows and columns it spans.
Spans = dict[tuple[int, int], tuple[int, int]]


def flow(content: bytes, watch: Watch) -> Flow:
    """What stands in a workbook; `page` counts its sheets, `line` the rows of a sheet.

    Formulas give the value that was computed when the file was saved.
    """
    with opened(content, watch) as archive:
        try:
            return _Book(archive, content, watch).flow()
        except (ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError):
            raise Damaged(
                "“{name}”的工作表已损坏，请用办公软件打开并另存后再试", name=watch.name
            ) from None


class _Book:
    """One workbook on its way to a flow."""

    def __init__(self, archive: zipfile.ZipFile, content: bytes, watch: Watch) -> None:
        self.archive = archive
        self.watch = watch
        self.book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        self.cells = 0
        self.lines: list[Line] = []
        self.warnings: list[str] = []

    def flow(self) -> Flow:
        """All visible sheets; hidden ones are told."""
        told: list[Line | Grid] = []
        for page, sheet in enumerate(self.book.worksheets, 1):
            if sheet.sheet_state != "visible":
                self.warnings.append(f"工作表“{sheet.title}”是隐藏的，未读取")
                continue
            told += self._sheet(page, sheet)
        self.book.close()
        return Flow(
            self.watch.name, FileType.XLSX, tuple(told), tuple(self.lines), tuple(self.warnings)
        )

    def _sheet(self, page: int, sheet: object) -> Iterator[Line | Grid]:
        spans, covered = self._merged(sheet)
        rows = []
        for cells in self._rows(page, sheet, spans, covered):
            self.lines.append(Line("\t".join(cell.text for cell in cells), cells[0].place))
            rows.append(cells)
        for group in _tables(rows):
            yield from blocks([cell for row in group for cell in row])

    def _rows(
        self, page: int, sheet: object, spans: Spans, covered: set[tuple[int, int]]
    ) -> Iterator[list[GridCell]]:
        """The rows that hold something; merged cells once, with what they span."""
        sheet.reset_dimensions()  # type: ignore[attr-defined]
        for number, row in enumerate(sheet.iter_rows(), 1):  # type: ignore[attr-defined]
            if number % 1000 == 0:
                self.watch.look()
            cells = [
                _cell(cell, Place(number, number, page), spans.get((cell.row, cell.column), (1, 1)))
                for cell in row
                if cell.value is not None and (cell.row, cell.column) not in covered
            ]
            self.cells += len(cells)
            self.watch.at_most("单元格数", self.cells, self.watch.limits.cells)
            if any(cell.text.strip() for cell in cells):
                yield cells

    def _merged(self, sheet: object) -> tuple[Spans, set[tuple[int, int]]]:
        """Where merged cells begin, how far they go, and what they cover."""
        spans: Spans = {}
        covered: set[tuple[int, int]] = set()
        path = sheet._worksheet_path  # type: ignore[attr-defined]
        for found in _MERGED.finditer(self.archive.read(path)):
            left, top, right, bottom = range_boundaries(found.group(1).decode())
            if None in (left, top, right, bottom):
                continue
            rows, columns = bottom - top + 1, right - left + 1
            self.cells += rows * columns
            self.watch.at_most("单元格数", self.cells, self.watch.limits.cells)
            spans[top, left] = (rows, columns)
            covered.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
            covered.discard((top, left))
        return spans, covered


def _cell(cell: object, place: Place, span: tuple[int, int]) -> GridCell:
    text = shown(cell.value, cell.number_format)  # type: ignore[attr-defined]
    row, column = cell.row - 1, cell.column - 1  # type: ignore[attr-defined]
    return GridCell(text, place, row, column, *span)


def _tables(rows: list[list[GridCell]]) -> Iterator[list[list[GridCell]]]:
    """Rows of one sheet apart where a gap is followed by the title of another table."""
    group: list[list[GridCell]] = []
    for row in rows:
        if group and row[0].row - group[-1][0].row > 1 and _is_title(row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _is_title(row: list[GridCell]) -> bool:
    told = [cell.text.strip() for cell in row if cell.text.strip()]
    return len(told) == 1 and told[0].endswith("表")
