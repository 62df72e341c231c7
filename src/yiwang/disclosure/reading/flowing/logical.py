"""Logical rows: label, code and figures that extraction set on lines of their own, together.

Where a label of several lines stands to its figures depends on how the cells were aligned, and is
the same for the whole table: before them, from the code on, or around them (centred cells). The
alignment that leaves fewest rows without label or code, and fewest labels cut inside brackets, is
taken.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from yiwang.disclosure.reading.flowing.cutting import short_lines
from yiwang.disclosure.reading.flowing.heads import Content, Head
from yiwang.disclosure.reading.flowing.parting import CODE
from yiwang.disclosure.reading.flowing.pieces import Piece, Row, glued

TOTALS = ("合计", "总计", "本年合计", "支出合计", "支出总计", "收入合计", "收入总计", "小计")
_OFFICIAL = (3, 5, 7)
"""Digits of a class, a section and an item."""
_OPEN, _SHUT = "（(", "）)"
_LINKS = ("、", "及", "和", "与")


@dataclass(frozen=True, slots=True)
class Logical:
    """What belongs together; `code` has several pieces where class, section and item are apart."""

    code: tuple[Piece, ...] = ()
    texts: tuple[Piece, ...] = ()
    figures: tuple[Piece, ...] = ()

    def with_texts(self, before: Iterable[Piece], behind: Iterable[Piece] = ()) -> "Logical":
        """The same with more of its label."""
        return replace(self, texts=(*before, *self.texts, *behind))


def logical(rows: Iterable[Row], head: Head) -> list[Logical]:
    """The logical rows of the lines."""
    rows = list(rows)
    decimals = _with_decimals(rows)
    coded = head.has(Content.CODE)
    parts = [_dissected(row, coded, decimals, head.figures) for row in rows]
    parts = _filled(parts, head.figures)
    tried = [_before(parts), _from_code(parts)]
    faults = [sum(_fault(row, head) + 2 * _misplaced(row) for row in one) for one in tried]
    around = _around(parts)
    if around is not None:
        tried.append(around)
        faults.append(sum(_fault(row, head) for row in around))
    return tried[faults.index(min(faults))]


def _with_decimals(rows: list[Row]) -> bool:
    told = [one for row in rows for one in row[1:] if one.counts and one.text != "0"]
    return sum("." in one.text for one in told) * 2 > len(told)


def _dissected(row: Row, coded: bool, decimals: bool, most: int) -> Logical:
    code = row[: _code_length(row, decimals, most)] if coded else ()
    end = len(row)
    while end > len(code) and row[end - 1].counts:
        end -= 1
    return Logical(code, row[len(code) : end], row[end:])


def _code_length(row: Row, decimals: bool, most: int) -> int:
    first = row[0].text
    if not CODE.fullmatch(first):
        return 0
    length = 1
    while length < min(len(row), 3) and re.fullmatch(r"\d\d", row[length].text) and len(first) == 3:
        length += 1
    rest = row[length:]
    if length > 1 and not (rest and not rest[0].counts):
        length, rest = 1, row[1:]
    if rest and not rest[0].counts:
        return length
    official = len(first) in _OFFICIAL or len(first) > 7
    if not rest:
        return length if official or len(first) == 6 else 0
    return length if decimals or len(rest) == most or (official and len(row) > most) else 0


def _filled(parts: list[Logical], most: int) -> list[Logical]:
    """Figures on lines of their own fill the row before, as long as there is room."""
    filled: list[Logical] = []
    for part in parts:
        last = filled[-1] if filled else None
        bare = not part.code and not part.texts
        if last and bare and last.figures and len(last.figures) + len(part.figures) <= most:
            filled[-1] = replace(last, figures=(*last.figures, *part.figures))
        else:
            filled.append(part)
    return filled


def _before(parts: list[Logical]) -> list[Logical]:
    """Labels stand before their figures."""
    rows, open_row = list[Logical](), Logical()
    for part in parts:
        if part.code and open_row.code:
            rows.append(open_row)
            open_row = Logical()
        open_row = Logical(open_row.code or part.code, (*open_row.texts, *part.texts), part.figures)
        if part.figures:
            rows.append(open_row)
            open_row = Logical()
    if open_row.code:
        rows.append(open_row)
    elif open_row.texts and rows:
        rows[-1] = rows[-1].with_texts((), open_row.texts)
    elif open_row.texts:
        rows.append(open_row)
    return rows


def _from_code(parts: list[Logical]) -> list[Logical]:
    """A code, a total or a label with figures begins a row; what follows belongs to it."""
    rows = list[Logical]()
    for part in parts:
        begins = part.code or glued(part.texts) in TOTALS or (part.figures and part.texts)
        full = bool(rows and rows[-1].figures and part.figures)
        if not rows or begins or full:
            rows.append(part)
        else:
            last = rows[-1]
            rows[-1] = Logical(
                last.code, (*last.texts, *part.texts), (*last.figures, *part.figures)
            )
    return rows


def _around(parts: list[Logical]) -> list[Logical] | None:
    """Labels stand around their figures: as many lines above as below, or one more."""
    rows, above, below = list[Logical](), list[Logical](), 0
    for part in parts:
        if not (part.figures or part.code or glued(part.texts) in TOTALS):
            above.append(part)
            continue
        if below > len(above):
            return None
        rows = _closed(rows, above[:below])
        mine = above[below:]
        below = len(mine)
        rows.append(part.with_texts(piece for one in mine for piece in one.texts))
        above = []
    return _closed(rows, above) if below == len(above) else None


def _closed(rows: list[Logical], tail: list[Logical]) -> list[Logical]:
    if rows and tail:
        rows[-1] = rows[-1].with_texts((), (piece for one in tail for piece in one.texts))
    return rows


def _fault(row: Logical, head: Head) -> int:
    text = glued(row.texts)
    nameless = head.has(Content.LABEL) and not text and bool(row.code)
    codeless = head.has(Content.CODE) and not row.code and bool(text) and text not in TOTALS
    bare = not row.figures and not row.code
    return 2 * nameless + 2 * codeless + _torn(text) + bare + short_lines(row.texts)


def _misplaced(row: Logical) -> bool:
    """Whether the label begins above the code, or below its line with figures.

    Only labels of centred cells do.
    """
    if not (row.code and row.texts):
        return False
    code, label = row.code[0].row, row.texts[0].row
    return label < code or (label > code and any(one.row == code for one in row.figures))


def _torn(text: str) -> int:
    """How likely the text is a part of a label only: open brackets, a link at an end."""
    open_bracket = sum(map(text.count, _OPEN)) != sum(map(text.count, _SHUT))
    return open_bracket + text.endswith((*_LINKS, *_OPEN)) + text.startswith((*_LINKS, *_SHUT))
