"""A published document after reading: sections, tables with labelled cells, forms, statements.

Everything keeps its place in the file, so that a finding can point there. What stood in the file
is kept as it was printed; what it means (form, figures, operators) stands beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from yiwang.disclosure.performance import PerformanceForm
from yiwang.disclosure.statement import Statement
from yiwang.disclosure.tables import Line, Place, Table


class FileType(StrEnum):
    """What kind of file was read."""

    TXT = "txt"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    HTML = "html"


class Kind(StrEnum):
    """Whether the document promises or accounts."""

    BUDGET = "budget"
    FINAL = "final"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph whose broken lines were joined; `pieces` say which line each part came from.

    `pieces` are pairs of (offset in `text`, line), ascending, so that a quotation of the text can
    be found again in the file.
    """

    text: str
    place: Place
    pieces: tuple[tuple[int, Line], ...] = ()

    def place_of(self, start: int, end: int) -> Place:
        """Where in the file the part of the text from `start` to `end` stands."""
        if not self.pieces:
            return self.place
        first = max(
            (one for one in self.pieces if one[0] <= start), default=self.pieces[0], key=_offset
        )
        last = max(
            (one for one in self.pieces if one[0] < max(end, start + 1)), default=first, key=_offset
        )
        return Place(first[1].place.line, last[1].place.end_line, first[1].place.page)


def _offset(piece: tuple[int, Line]) -> int:
    return piece[0]


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it until the next heading, contents page excluded.

    `level` is 1 for 第一部分, 2 for 一、, 3 for （一）, 4 for 1.; `number` as printed.
    """

    title: str
    number: str
    level: int
    place: Place
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Document:
    """What was read of one file.

    `contents` are the titles that the contents page promises. `lines` are all lines of the file
    (for the page that shows findings), `warnings` what the reader could not read, in words.
    """

    name: str
    type: FileType
    title: str
    kind: Kind
    year: int | None
    unit_name: str
    lines: tuple[Line, ...]
    contents: tuple[Line, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    performance: tuple[PerformanceForm, ...] = ()
    warnings: tuple[str, ...] = ()
    # What the text says in figures, in its order.
    statements: tuple[Statement, ...] = ()

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of every section."""
        return (one for section in self.sections for one in section.paragraphs)
