"""Whether a change breaks a rule, told from the document alone and without the rules' code.

A figure of a money table takes part in the sums of its row, its column and its class: every form
is made so. What takes part in nothing is named here with the reason, and is not counted.
"""

from decimal import Decimal

from tests.disclosure.mutation.changes import AMOUNT, Change, Spot, spots, tables
from yiwang.disclosure.document import Document, Paragraph
from yiwang.disclosure.figures import figure
from yiwang.disclosure.tables import Entry, Table

LONE_SWAP = "两行同属一个合计，且别处没有印出这两行的金额"
LONE_UNIT = "本表没有别处也印出的金额，单位无从比较"
LONE_PERCENT = "百分比不能由文件中印出的金额算出"
LONE_AMOUNT = "金额在文件中只出现一次"
LONE_QUANTITY = "只有一行的表中的数量，没有合计或单价可比"


def lone(change: Change, document: Document, text: str) -> str | None:
    """Why a change breaks no rule; None where it breaks one."""
    if change.kind in {"digit", "sign"}:
        return _cell(change.spot) if isinstance(change.spot, Spot) else None
    if change.kind == "swap":
        table, first, second = change.spot  # type: ignore[misc]
        return None if _parted(document, table, first, second) else LONE_SWAP
    if change.kind == "unit":
        return None if _repeated_in(document, change.spot) else LONE_UNIT  # type: ignore[arg-type]
    if change.kind == "percent":
        return None if _reckoned(change, document) else LONE_PERCENT
    if change.kind == "amount":
        return None if _told_again(change, document) else LONE_AMOUNT
    return None


def _cell(spot: Spot) -> str | None:
    alone = len([one for one in spot.table.entries if one.figures]) < 2
    named = spot.table.column(spot.cell.column).label
    return LONE_QUANTITY if alone and ("数量" in named or "编制数" in named) else None


def _parted(document: Document, table: Table, first: Entry, second: Entry) -> bool:
    """Whether two rows belong to different sums, or one is printed with its amount elsewhere."""
    codes = [(one.code or "").replace(" ", "") for one in (first, second)]
    if not all(one.isdigit() for one in codes) or len(codes[0]) != len(codes[1]):
        return not all(not one for one in codes) or _elsewhere(document, table, (first, second))
    parents = {one[:-2] for one in codes}
    printed = {(one.code or "").replace(" ", "") for one in table.entries}
    parted = len(parents) == 2 and any(
        one[:size] in printed for one in codes for size in range(3, len(one))
    )
    return parted or _elsewhere(document, table, (first, second))


def _elsewhere(document: Document, table: Table, rows: tuple[Entry, Entry]) -> bool:
    """Whether a row with the same code or name has the same amount in another table."""
    codes = [(one.code, one.label) for one in table.entries]
    for one in rows:
        if codes.count((one.code, one.label)) > 1:
            # Several rows of one unit: its code tells nothing of a single row.
            continue
        own = {cell.value for cell in one.figures.values() if cell.value}
        for other in tables(document):
            for entry in other.entries if other is not table else ():
                same = entry.code == one.code if one.code else _name(entry) == _name(one)
                if same and own & {cell.value for cell in entry.figures.values()}:
                    return True
    return False


def _name(entry: Entry) -> str:
    return entry.label.replace(" ", "").split("、")[-1].split("）")[-1].strip()


def _repeated_in(document: Document, table: Table) -> bool:
    """Whether an amount of this table is printed in another table of the same unit."""
    own = {one.cell.value for one in spots(document) if one.table is table and one.cell.value}
    others = {
        one.cell.value
        for one in spots(document)
        if one.table is not table and one.table.unit is table.unit
    }
    return bool(own & others)


def _paragraph(document: Document, line: int) -> Paragraph | None:
    return next(
        (
            one
            for one in document.paragraphs
            if any(piece.place.line == line for _offset, piece in one.pieces)
        ),
        None,
    )


def _amounts(text: str) -> list[Decimal]:
    found = (figure(one) for one in AMOUNT.findall(text))
    return [one.value for one in found if one and one.value]


def _reckoned(change: Change, document: Document) -> bool:
    """Whether the percentage is a share, a rate or a growth of amounts of its own paragraph."""
    number, _start, _end = change.spot  # type: ignore[misc]
    paragraph = _paragraph(document, number)
    printed = figure(change.old)
    if paragraph is None or printed is None or not printed.value:
        return False
    amounts = list(dict.fromkeys(_amounts(paragraph.text)))
    half = printed.last_digit / 2
    return any(
        abs(rate - printed.value) <= half
        for one in amounts
        for other in amounts
        if one != other
        for rate in _rates(one, other)
    )


def _rates(one: Decimal, other: Decimal) -> list[Decimal]:
    """The share of one in the other, and what it is as growth or fall to reach the other."""
    rates = [one * 100 / other]
    rates += [one * 100 / (other - one)] if other > one else []
    rates += [one * 100 / (other + one)]
    return rates


def _told_again(change: Change, document: Document) -> bool:
    """Whether the amount is printed in a table, or in another paragraph, with three digits."""
    number, _start, _end = change.spot  # type: ignore[misc]
    printed = figure(change.old)
    if printed is None or len(change.old.replace(",", "").replace(".", "").strip("0")) < 3:
        return False
    if any(one.cell.value == printed.value for one in spots(document)):
        return True
    own = _paragraph(document, number)
    return any(printed.value in _amounts(one.text) for one in document.paragraphs if one is not own)
