"""Word documents (docx): paragraphs and tables in the order in which they stand in the body."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources.archive import opened, part
from yiwang.disclosure.sources.flow import Flow, Grid, GridCell
from yiwang.disclosure.sources.grids import blocks
from yiwang.disclosure.sources.limits import Watch
from yiwang.disclosure.sources.numbering import Numbering
from yiwang.disclosure.sources.refused import Damaged
from yiwang.disclosure.tables import Line, Place

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A text box is written twice: for new programs (Choice) and for old ones (Fallback).
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "smartTag")
_DEEPEST = 200


def flow(content: bytes, watch: Watch) -> Flow:
    """What stands in a docx; `line` counts its paragraphs, those in cells and text boxes too."""
    with opened(content, watch) as archive:
        body = part(archive, "word/document.xml", watch) or b""
        numbering = part(archive, "word/numbering.xml", watch)
        styles = part(archive, "word/styles.xml", watch)
    try:
        root = fromstring(body)
        numbers = Numbering.of(
            fromstring(numbering) if numbering else None, fromstring(styles) if styles else None
        )
    except (ParseError, ValueError, RecursionError):
        raise Damaged(
            "“{name}”的正文已损坏，请用办公软件打开并另存后再试", name=watch.name
        ) from None
    found = _Body(watch, numbers)
    told = tuple(found.blocks(root, 0))
    return Flow(watch.name, FileType.DOCX, told, tuple(found.lines))


class _Body:
    """Walks the body once and numbers the paragraphs as it meets them."""

    def __init__(self, watch: Watch, numbers: Numbering) -> None:
        self.watch = watch
        self.numbers = numbers
        self.lines: list[Line] = []
        self.cells = 0

    def blocks(self, parent: Element, depth: int) -> Iterator[Line | Grid]:
        """Paragraphs and tables under `parent`, wrappers opened."""
        self.watch.at_most("嵌套层数", depth, _DEEPEST)
        for child in parent:
            if child.tag == W + "p":
                yield self._paragraph(child)
                yield from self._boxes(child, depth)
            elif child.tag == W + "tbl":
                yield from self._table(child, depth)
            elif child.tag in _WRAPPERS or child.tag == W + "body":
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: Element) -> Line:
        number = len(self.lines) + 1
        self.watch.at_most("段落数", number, self.watch.limits.lines)
        if number % 1000 == 0:
            self.watch.look()
        text = self.numbers.before(paragraph) + "".join(_texts(paragraph))
        self.watch.at_most("单段字数", len(text), self.watch.limits.line_length)
        line = Line(text, Place(number, number))
        self.lines.append(line)
        return line

    def _boxes(self, paragraph: Element, depth: int) -> Iterator[Line | Grid]:
        """What stands in the text boxes that hang on a paragraph."""
        for child in paragraph:
            if child.tag == W + "txbxContent":
                yield from self.blocks(child, depth + 1)
            elif child.tag != _FALLBACK:
                yield from self._boxes(child, depth)

    def _table(self, table: Element, depth: int) -> Iterator[Line | Grid]:
        """The grid of a table, then those of the tables in its cells."""
        cells, inner = self._cells(table, depth)
        if len(cells) == 1:
            # A frame around text, or a table that was set into one to place it on the page.
            yield from inner
            return
        yield from blocks(cells)
        yield from (block for block in inner if isinstance(block, Grid))

    def _cells(self, table: Element, depth: int) -> tuple[list[GridCell], list[Line | Grid]]:
        cells: list[GridCell] = []
        inner: list[Line | Grid] = []
        above: dict[int, int] = {}
        for number, row in enumerate(_children(table, W + "tr")):
            column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
            for cell in _children(row, W + "tc"):
                width = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
                found = list(self.blocks(cell, depth + 1))
                if _continues(cell) and column in above:
                    cells[above[column]] = _longer(cells[above[column]], number)
                else:
                    above[column] = len(cells)
                    cells.append(self._cell(found, (number, column, width)))
                inner += found
                column += width
        return cells, inner

    def _cell(self, found: list[Line | Grid], at: tuple[int, int, int]) -> GridCell:
        self.cells += 1
        self.watch.at_most("单元格数", self.cells, self.watch.limits.cells)
        lines = [block for block in found if isinstance(block, Line)]
        text = "\n".join(line.text for line in lines)
        first = lines[0].place.line if lines else max(1, len(self.lines))
        last = lines[-1].place.line if lines else first
        row, column, width = at
        return GridCell(text.strip("\n"), Place(first, last), row, column, 1, width)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _texts(paragraph: Element) -> Iterator[str]:
    """The text of a paragraph without that of its text boxes and of what was struck out."""
    for child in paragraph:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag == W + "tab":
            yield "\t"
        elif child.tag in (W + "br", W + "cr"):
            yield "\n"
        elif child.tag not in (W + "pPr", W + "txbxContent", W + "del", W + "moveFrom", _FALLBACK):
            yield from _texts(child)


def _number(element: Element | None, otherwise: int) -> int:
    told = "" if element is None else element.get(W + "val", "")
    return min(int(told), 1000) if told.isdecimal() else otherwise


def _continues(cell: Element) -> bool:
    """Whether a cell belongs to the one above it."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(W + "val", "continue") == "continue"


def _longer(cell: GridCell, row: int) -> GridCell:
    return GridCell(cell.text, cell.place, cell.row, cell.column, row - cell.row + 1, cell.columns)
