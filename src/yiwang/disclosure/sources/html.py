"""Web pages: paragraphs, headings and tables; scripts ignored, nothing fetched."""

from collections.abc import Iterator

from lxml import etree

from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources.flow import Flow, Grid, GridCell
from yiwang.disclosure.sources.grids import blocks
from yiwang.disclosure.sources.limits import Watch
from yiwang.disclosure.sources.refused import Beyond, Damaged
from yiwang.disclosure.tables import Line, Place
from yiwang.kernel.text_files import decode

_UNSEEN = frozenset(
    ("script", "style", "head", "noscript", "template", "svg", "select", "nav", "footer")
)
# What begins a new line where it opens and ends it where it closes.
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "article")
    + ("header", "main", "body", "html", "blockquote", "pre", "dl", "dt", "dd", "caption", "tr")
    + ("td", "th", "table", "center", "form", "fieldset", "figure", "hr", "br")
)
_WIDEST = 1000
# As libxml2 tells that it gave up; what follows would be missing without a word.
_TOO_DEEP = "Excessive depth"


def flow(content: bytes, watch: Watch) -> Flow:
    """What stands in a page; `line` counts the lines of its text from the top."""
    watch.at_most("字节数", len(content), watch.limits.markup)
    text = decode(content, name=watch.name).text
    # The encoding is given: what the page says of it no longer holds for the decoded text.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text.encode(), parser)
    if any(_TOO_DEEP in error.message for error in parser.error_log):
        raise Beyond("“{name}”的标签嵌套过深，请另存为docx或PDF后再试", name=watch.name)
    if root is None:
        raise Damaged("“{name}”不是完整的网页，请重新另存后再试", name=watch.name)
    page = _Page(watch)
    told = tuple(page.blocks(root))
    return Flow(watch.name, FileType.HTML, told, tuple(page.lines))


class _Page:
    """Walks a page once, without recursion, and numbers its lines."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.lines: list[Line] = []
        self.pending: list[str] = []
        self.cells = 0

    def blocks(self, root: etree._Element) -> Iterator[Line | Grid]:
        """Lines outside tables, and grids."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start" and (tag in _UNSEEN or tag == "table"):
                walk.skip_subtree()
            if event == "start":
                yield from self._opens(element, tag)
            else:
                yield from self._line() if tag in _BLOCKS else ()
                self.pending.append(element.tail or "")
        yield from self._line()

    def _opens(self, element: etree._Element, tag: str) -> Iterator[Line | Grid]:
        if tag in _BLOCKS:
            yield from self._line()
        if tag == "table":
            yield from self._table(element)
        elif tag not in _UNSEEN:
            self.pending.append(element.text or "")

    def _line(self) -> Iterator[Line]:
        text = " ".join("".join(self.pending).split())
        self.pending.clear()
        if text:
            yield self._numbered(text)

    def _numbered(self, text: str) -> Line:
        number = len(self.lines) + 1
        self.watch.at_most("行数", number, self.watch.limits.lines)
        self.watch.at_most("单行字数", len(text), self.watch.limits.line_length)
        if number % 1000 == 0:
            self.watch.look()
        line = Line(text, Place(number, number))
        self.lines.append(line)
        return line

    def _table(self, table: etree._Element) -> Iterator[Line | Grid]:
        """The grid of a table; a table that only places others on the page is opened."""
        inner = [one for one in table.iter("table") if one is not table]
        if inner:
            for one in table.iter("td", "th"):
                if _own_table(one) is table:
                    yield from self._layout_cell(one)
            return
        for caption in table.iter("caption"):
            yield from self.blocks(caption)
        taken: set[tuple[int, int]] = set()
        cells = []
        for number, row in enumerate(table.iter("tr")):
            column = 0
            for cell in row.iter("td", "th"):
                while (number, column) in taken:
                    column += 1
                rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
                self._count(rows * columns)
                taken.update(
                    (number + down, column + right)
                    for down in range(rows)
                    for right in range(columns)
                )
                cells.append(self._cell(cell, (number, column, rows, columns)))
        yield from blocks(cells)

    def _count(self, more: int) -> None:
        self.cells += more
        self.watch.at_most("单元格数", self.cells, self.watch.limits.cells)

    def _layout_cell(self, cell: etree._Element) -> Iterator[Line | Grid]:
        self.pending.append(cell.text or "")
        for child in cell:
            yield from self.blocks(child)
            self.pending.append(child.tail or "")
        yield from self._line()

    def _cell(self, cell: etree._Element, at: tuple[int, int, int, int]) -> GridCell:
        first = len(self.lines) + 1
        own = _Page(self.watch)
        for line in own.blocks(cell):
            if isinstance(line, Line):
                self._numbered(line.text)
        text = "\n".join(line.text for line in self.lines[first - 1 :])
        last = max(first, len(self.lines))
        row, column, rows, columns = at
        return GridCell(text, Place(first, last), row, column, rows, columns)


def _own_table(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


def _span(cell: etree._Element, name: str) -> int:
    told = cell.get(name, "1").strip()
    return min(max(1, int(told)), _WIDEST) if told.isascii() and told.isdecimal() else 1
