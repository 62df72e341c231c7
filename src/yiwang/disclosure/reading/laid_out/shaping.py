"""A laid-out table, page by page: headings, columns, rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from yiwang.disclosure.reading.clean import bare
from yiwang.disclosure.reading.heads import Heads
from yiwang.disclosure.reading.labelling import is_sheet, labelled
from yiwang.disclosure.reading.laid_out.blocks import Block, blocks_of
from yiwang.disclosure.reading.laid_out.fragments import Fragment, Kind, Printed, printed
from yiwang.disclosure.reading.laid_out.grouping import Assigned, grouped
from yiwang.disclosure.reading.laid_out.heading import Leaf, leaves_of
from yiwang.disclosure.reading.laid_out.slots import Slot, matched, slots_of, together
from yiwang.disclosure.reading.repairs import repaired
from yiwang.disclosure.reading.roles import columns_of
from yiwang.disclosure.reading.rows import Piece, Row, coded, is_amount, joined
from yiwang.disclosure.reading.shaped import Region, Shaped

_OPENS = re.compile(r"^[一二三四五六七八九十]{1,3}、|^[（(][一二三四五六七八九十]{1,2}[）)]")
_TOTAL = re.compile(r"^(?:合计|总计|无)$")
# So many columns a layout moves figures aside at most.
_ASIDE = 8


@dataclass
class _Sheet:
    """One page of a table: lines of headings, lines of data, and its columns."""

    heads: list[Printed] = field(default_factory=list)
    data: list[Printed] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)


@dataclass
class _Known:
    """A column of the whole table."""

    slot: Slot
    path: tuple[str, ...] = ()
    block: Block | None = None


def shape(region: Region) -> Shaped:
    """Columns and rows of lines whose cells are parted by runs of spaces."""
    lines = printed(region.body)
    plainly = _plain_rows(lines)
    if not plainly or is_sheet(plainly, region.form):
        return labelled(plainly, region.form)
    sheets: list[_Sheet] = []
    for _page, page in groupby(lines, key=_Pages()):
        sheets.append(_sheet(list(page), sheets[0].heads if sheets else None))
    known = _columns(sheets)
    rows = [row for sheet in sheets for row in _rows(sheet, known)]
    heads = Heads(tuple(one.path for one in known), tuple(None for _one in known))
    samples = [[row.cells[at].text for row in rows if at in row.cells] for at in range(len(known))]
    columns = columns_of(heads, samples)
    return Shaped(columns, repaired(rows, columns))


class _Pages:
    """The page of a line; empty lines belong to the page above them."""

    def __init__(self) -> None:
        self.page: int | None = None

    def __call__(self, line: Printed) -> int | None:
        if line:
            self.page = line[0].line.place.page
        return self.page


def _plain_rows(lines: Sequence[Printed]) -> list[Row]:
    """Every printed line as a row, its pieces as cells: for forms, which have no one heading."""
    return [
        Row({at: Piece(one.text, one.place) for at, one in enumerate(line)}, len(line))
        for line in lines
        if line
    ]


def _sheet(lines: list[Printed], printed_before: Sequence[Printed] | None) -> _Sheet:
    """Headings come first; 类, 款 and 项 are headings wherever they stand alone.

    On later pages only those that the first page printed are headings.
    """
    sheet = _Sheet()
    first = next((at for at, line in enumerate(lines) if _is_data(lines, at)), len(lines))
    if printed_before is not None:
        words = {one.text for line in printed_before for one in line}
        unknown = (any(one.text not in words for one in line) for line in lines[:first])
        first = next((at for at, new in enumerate(unknown) if new), first)
    for at, line in enumerate(lines):
        target = sheet.heads if at < first or _is_divided(line) else sheet.data
        target.append(line)
    sheet.slots = slots_of(sheet.data)
    return sheet


def _is_divided(line: Printed) -> bool:
    return bool(line) and all(one.kind is Kind.DIVISION for one in line)


def _is_data(lines: Sequence[Printed], at: int) -> bool:
    line = lines[at]
    if not line or _tells(line):
        return bool(line)
    if len(line) == 1 and _TOTAL.match(bare(line[0].text)):
        return not _headed(lines[at + 1 :])
    return bool(at) and _figures_only(line)


def _tells(line: Printed) -> bool:
    """Whether a line has an amount, a code, or an item of a list."""
    first = line[0]
    return (
        first.kind is Kind.CODE
        or coded(first.text) is not None
        or any(is_amount(one.text) or _OPENS.match(one.text) for one in line)
    )


def _headed(lines: Sequence[Printed]) -> bool:
    """Whether headings go on: several words side by side before anything tells."""
    for line in lines:
        if line and _tells(line):
            return False
        if len(line) > 1:
            return True
    return False


def _figures_only(line: Printed) -> bool:
    return all(one.kind is Kind.FIGURE for one in line)


def _columns(sheets: Sequence[_Sheet]) -> list[_Known]:
    """The columns of the table, as the first page that prints headings tells them."""
    first = next((sheet for sheet in sheets if any(sheet.heads)), sheets[0])
    blocks = blocks_of([line for line in first.heads if line])
    floor = _floor(first)
    known = _with_heads(first.slots, leaves_of(blocks, floor))
    first.slots = _moved_back(known)
    for one in _with_heads(first.slots, leaves_of(blocks, floor)):
        if one.block is not None and one.slot.fragments:
            one.block.reach = (one.slot.left, one.slot.right)
            one.block.counts = one.slot.kind is Kind.FIGURE
    # Once more, now that it is known how wide the columns below the headings are.
    return _with_heads(first.slots, leaves_of(blocks, floor))


def _moved_back(known: Sequence[_Known]) -> list[Slot]:
    """The columns of data; one without a heading beside one that has one, never in one line with
    it, is the same column, whose figures the layout moved aside."""
    filled = [one for one in known if one.slot.fragments]
    for at, one in enumerate(filled):
        if one.path or one.slot.kind is not Kind.FIGURE:
            continue
        beside = [
            other.slot
            for other in (filled[max(at - 1, 0)], filled[min(at + 1, len(filled) - 1)])
            if other.path and other.slot.kind is Kind.FIGURE and not together(other.slot, one.slot)
        ]
        near = min(beside, key=lambda slot: abs(slot.right - one.slot.right), default=None)
        if near is not None and abs(near.right - one.slot.right) <= _ASIDE:
            near.take(one.slot)
            one.slot.fragments = []
    return [one.slot for one in filled if one.slot.fragments]


def _floor(sheet: _Sheet) -> float:
    """The line at which the headings end: half a line below the last, a whole one before a gap.

    类, 款 and 项 stand in the last line of the headings, or beside the first row of data.
    """
    data = min((line[0].number for line in sheet.data if line), default=None)
    numbers = [line[0].number for line in sheet.heads if line]
    last = max((one for one in numbers if data is None or one < data), default=0)
    return last + (0.5 if data == last + 1 else 1.0)


def _with_heads(slots: Sequence[Slot], leaves: Sequence[Leaf]) -> list[_Known]:
    """Columns of data with their headings, and headings below which nothing stands."""
    table = _matching(slots, leaves)
    known: list[_Known] = []
    at = number = len(table)
    at, number = len(slots), len(leaves)
    while at or number:
        step = table[at][number][1]
        if step == "both":
            at, number = at - 1, number - 1
            known.append(_Known(slots[at], leaves[number].path, leaves[number].block))
        elif step == "slot":
            at -= 1
            known.append(_Known(slots[at]))
        else:
            number -= 1
            block = leaves[number].block
            kind = Kind.CODE if block.division else Kind.FIGURE
            known.append(_Known(Slot(kind, block.left, block.right, []), leaves[number].path))
    return known[::-1]


def _matching(slots: Sequence[Slot], leaves: Sequence[Leaf]) -> list[list[tuple[float, str]]]:
    """The cheapest way to give columns their headings in order: price and last step."""
    table = [[(0.0, "")] * (len(leaves) + 1) for _ in range(len(slots) + 1)]
    for at in range(len(slots) + 1):
        for number in range(len(leaves) + 1):
            ways: list[tuple[float, str]] = []
            if at and number:
                price = _distance(slots[at - 1], leaves[number - 1])
                ways.append((table[at - 1][number - 1][0] + price, "both"))
            if at:
                ways.append((table[at - 1][number][0] + 9.0, "slot"))
            if number:
                ways.append((table[at][number - 1][0] + 5.0, "leaf"))
            if ways:
                table[at][number] = min(ways)
    return table


def _distance(slot: Slot, leaf: Leaf) -> float:
    """How far a column and a heading are apart; words that are no code stand under no 类."""
    block = leaf.block
    gap = max(block.left - slot.right, slot.left - block.right, 0)
    wrong = (slot.kind is Kind.CODE) != (block.division or "编码" in block.text)
    return gap + 0.1 * abs(slot.centre - block.centre) + (6.0 if wrong else 0.0)


def _rows(sheet: _Sheet, known: Sequence[_Known]) -> list[Row]:
    """The rows of one page in the columns of the table."""
    places = _places(sheet, known)
    lines: list[Assigned] = [
        [(places[id(one)], one) for one in line if id(one) in places] for line in sheet.data
    ]
    codes = [at for at, one in enumerate(known) if one.slot.kind is Kind.CODE]
    return [row for pieces in grouped(lines, codes) if (row := _row(pieces, len(known))).cells]


def _places(sheet: _Sheet, known: Sequence[_Known]) -> dict[int, int]:
    """For each piece of data the column of the table that it stands in."""
    slots = [one.slot for one in known]
    same = {id(slot): at for at, slot in enumerate(slots)}
    pairs: list[int | None] = [same.get(id(slot)) for slot in sheet.slots]
    if any(pair is None for pair in pairs):
        pairs = matched(slots, sheet.slots)
    return {
        id(one): place
        for slot, place in zip(sheet.slots, pairs, strict=True)
        if place is not None
        for one in slot.fragments
    }


def _row(pieces: Assigned, width: int) -> Row:
    cells: dict[int, list[Fragment]] = {}
    for slot, one in pieces:
        cells.setdefault(slot, []).append(one)
    return Row(
        {
            slot: joined([Piece(one.text, one.place) for one in ones])
            for slot, ones in sorted(cells.items())
        },
        width,
    )
