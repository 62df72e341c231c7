"""A flow of lines and grids becomes a typed document."""

from collections.abc import Iterator, Sequence

from yiwang.disclosure.document import Document
from yiwang.disclosure.reading.contents import contents_of
from yiwang.disclosure.reading.cut_titles import whole_titles
from yiwang.disclosure.reading.facts import facts_of
from yiwang.disclosure.reading.gridded import parted
from yiwang.disclosure.reading.marks import Mark, Strip
from yiwang.disclosure.reading.numbering import numbered
from yiwang.disclosure.reading.performance import performance_forms
from yiwang.disclosure.reading.regions import Block, Found, regions_of
from yiwang.disclosure.reading.sections import sections_of
from yiwang.disclosure.reading.statements import statements
from yiwang.disclosure.reading.tabling import table_of
from yiwang.disclosure.sources import taken_in
from yiwang.disclosure.sources.flow import Flow, Grid
from yiwang.disclosure.tables import Line, Place, Table

Part = Strip | Found
# Stands for a grid where only lines are looked at.
_NOTHING = Line("", Place(0, 0))
# Otherwise a file of something else would look like one without a fault.
NO_TABLES = "没有读到任何表格，只核对了文字；请确认这是预算或决算的公开文件，并且内容完整"


def read(content: bytes, name: str) -> Document:
    """The typed document of a file.

    Raises a `kernel.refusals.Refusal` that says what to do, where the file cannot be read.
    """
    return compose(taken_in(content, name))


def compose(flow: Flow) -> Document:
    """The typed document of what was taken in; nothing in it can make it fail."""
    blocks = list(_blocks(flow))
    lines = [block if isinstance(block, Strip) else Strip(_NOTHING) for block in blocks]
    contents = contents_of(lines)
    cover = [one for one in blocks[: contents.start] if isinstance(one, Strip)]
    parts: list[Part] = [*cover, *regions_of(whole_titles(blocks[contents.stop :]))]
    tables = tuple(_tables(parts))
    facts = facts_of(lines, contents, [table.title for table in tables])
    told = parts[len(cover) :] if contents else parts
    sections = sections_of([line for part in told for line in _text(part)])
    return Document(
        name=flow.name,
        type=flow.type,
        title=facts.title,
        kind=facts.kind,
        year=facts.year,
        unit_name=facts.unit_name,
        lines=flow.lines,
        contents=tuple(
            lines[at].line for at in contents if lines[at].mark not in (Mark.BLANK, Mark.PAGE)
        ),
        sections=sections,
        tables=tables,
        performance=performance_forms(tables, flow.lines),
        warnings=flow.warnings if tables else (*flow.warnings, NO_TABLES),
        statements=statements(sections),
    )


def _blocks(flow: Flow) -> Iterator[Block]:
    """Lines, and grids without the rows that hold title, unit and notes."""
    for block in flow.blocks:
        if isinstance(block, Grid):
            head, grid, foot = parted(block)
            yield from head
            if grid.cells:
                yield grid
            yield from foot
        else:
            yield Strip(block)


def _tables(parts: Sequence[Part]) -> Iterator[Table]:
    """The tables in their order; each knows the last heading above it."""
    above = ""
    for part in parts:
        if isinstance(part, Found):
            yield table_of(part, above)
        elif part.mark is Mark.HEADLINE:
            above = part.plain


def _text(part: Part) -> list[Strip]:
    """What of a part belongs to a section: lines, and numbered titles of tables."""
    if isinstance(part, Strip):
        return [part]
    return [one for one in part.titles if numbered(one.plain) is not None]
