"""Which paragraphs of a file are cells of one row, so that a table is shown as rows again."""

from collections.abc import Iterator

from yiwang.disclosure.document import Document, FileType
from yiwang.disclosure.tables import Place

# In these every cell is a paragraph by itself; other files keep the rows of a table in lines.
_CELLS_APART = frozenset({FileType.DOCX, FileType.HTML, FileType.XLSX})
_HEAD = -1


def joined(document: Document) -> tuple[bool, ...]:
    """For each line of the document whether it goes on with the row of the line before.

    What stands inside a table and in none of its rows (headings, numbers of columns) is one row.
    """
    rows = _rows(document) if document.type in _CELLS_APART else {}
    known = [rows.get((line.place.page, line.place.line)) for line in document.lines]
    before = [None, *known]
    return tuple(
        here is not None and here == last for here, last in zip(known, before, strict=False)
    )


def _rows(document: Document) -> dict[tuple[int | None, int], tuple[int, int]]:
    rows = {}
    for number, table in enumerate(document.tables):
        for spot in _spots(table.place):
            rows[spot] = (number, _HEAD)
        for index, row in enumerate(table.rows):
            for cell in row.values():
                for spot in _spots(cell.place):
                    rows[spot] = (number, index)
    return rows


def _spots(place: Place) -> Iterator[tuple[int | None, int]]:
    return ((place.page, line) for line in range(place.line, place.end_line + 1))
