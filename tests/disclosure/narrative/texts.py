"""Made-up sections for tests: an invented unit, invented figures, one line a paragraph."""

from yiwang.disclosure.document import Document, FileType, Kind, Paragraph, Section
from yiwang.disclosure.reading.statements import statements
from yiwang.disclosure.tables import Line, Place, Table


def section(title: str, *paragraphs: str, level: int = 2, line: int = 1) -> Section:
    """A section whose heading stands in `line` and each paragraph in the next."""
    return Section(
        title,
        "",
        level,
        Place(line, line),
        tuple(paragraph(text, line + 1 + number) for number, text in enumerate(paragraphs)),
    )


def paragraph(text: str, line: int) -> Paragraph:
    """One paragraph in one line."""
    return Paragraph(text, Place(line, line), ((0, Line(text, Place(line, line))),))


def broken(lines: tuple[str, ...], first: int) -> Paragraph:
    """A paragraph over several lines, joined as a reader joins them."""
    text, pieces = "", []
    for number, one in enumerate(lines):
        pieces.append((len(text), Line(one, Place(first + number, first + number))))
        text += one
    return Paragraph(text, Place(first, first + len(lines) - 1), tuple(pieces))


def document(
    *sections: Section,
    kind: Kind = Kind.FINAL,
    year: int = 2031,
    tables: tuple[Table, ...] = (),
    contents: tuple[str, ...] = (),
) -> Document:
    """A document of these sections, its statements read."""
    return Document(
        "made-up.txt",
        FileType.TXT,
        "青川区大数据中心文件",
        kind,
        year,
        "青川区大数据中心",
        tuple(line for one in sections for each in one.paragraphs for _, line in each.pieces),
        tuple(Line(text, Place(1, 1)) for text in contents),
        sections,
        tables,
        statements=statements(sections),
    )


def told(*paragraphs: str, kind: Kind = Kind.FINAL, year: int = 2031) -> Document:
    """A document of one section with these paragraphs, the first in line 2."""
    return document(section("一、情况说明", *paragraphs), kind=kind, year=year)
