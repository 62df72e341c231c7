"""The labelled cells of a sheet and its money, out of broken lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from yiwang.disclosure.reading.flowing.pieces import Piece, Row, glued
from yiwang.disclosure.reading.flowing.sheets.words import (
    FIELDS,
    FUND_HEADS,
    FUND_SIDES,
    FUNDS,
    HEADS_ONLY,
    UNTIL,
    UNTIL_BEGUN,
)

_LABELS = frozenset(FIELDS)
_UNITS = re.compile(r"[（(]万?元[）)]$")
_YEAR = re.compile(r"20\d\d")


@dataclass
class Field:
    """A label with what stands behind it; `figures` for a line of money, with its side."""

    label: tuple[Piece, ...]
    value: list[Piece] = field(default_factory=list)
    figures: tuple[Piece, ...] = ()
    side: tuple[Piece, ...] = ()

    @property
    def name(self) -> str:
        """The label without colon and unit."""
        return _UNITS.sub("", bare(glued(self.label)))


def bare(text: str) -> str:
    """Without a colon at the end."""
    return text.rstrip(":：")


def begins_field(row: Row) -> bool:
    """Whether a line begins with the whole label of a cell."""
    return bare(row[0].text) in _LABELS or row[0].text.partition("：")[0] in _LABELS


def fields(rows: Sequence[Row]) -> list[Field]:
    """The labelled cells in the order of the lines; text without a label goes to the one before."""
    rows = [tuple(part for piece in row for part in _apart(piece)) for row in rows]
    found: list[Field] = []
    number = 0
    while number < len(rows):
        label, rest, after = _label(rows, number)
        if not label:
            _behind(found, rows[number])
            number += 1
            continue
        found.append(Field(label))
        number = after
        if found[-1].name in FUND_HEADS:
            number = _funds(found, rest, rows, after)
        elif rest:
            _inline(found, rest)
    return [one for one in _parted(found) if one.name not in HEADS_ONLY or one.value]


def _apart(piece: Piece) -> Iterator[Piece]:
    """A label and its value, where only a colon is between them: 填报日期：2024."""
    label, colon, value = piece.text.partition("：" if "：" in piece.text else ":")
    if not (value and label in _LABELS):
        yield piece
        return
    at = (piece.place.start or 0) + len(label + colon)
    yield replace(piece, text=label + colon, place=replace(piece.place, end=at))
    yield replace(piece, text=value, place=replace(piece.place, start=at))


def _label(rows: Sequence[Row], number: int) -> tuple[tuple[Piece, ...], Row, int]:
    """The label that begins at a line, over as many lines as it needs; the rest of its line."""
    found: tuple[tuple[Piece, ...], Row, int] = ((), (), number)
    pieces: list[Piece] = []
    for at in range(number, min(number + 6, len(rows))):
        for count, piece in enumerate(rows[at], 1):
            pieces.append(piece)
            text = bare(glued(pieces))
            if _is_label(text):
                found = tuple(pieces), rows[at][count:], at + 1
            if not (UNTIL_BEGUN.fullmatch(text) or any(one.startswith(text) for one in _LABELS)):
                return found
    return found


def _is_label(text: str) -> bool:
    return text in _LABELS or bool(UNTIL.fullmatch(text))


def _inline(found: list[Field], rest: Row) -> None:
    """What stands behind a label on its line: its value, perhaps further labels with theirs."""
    for piece in rest:
        if bare(piece.text) in _LABELS:
            found.append(Field((piece,)))
        else:
            found[-1].value.append(piece)


def _behind(found: list[Field], row: Row) -> None:
    if found:
        found[-1].value += row


def _funds(found: list[Field], rest: Row, rows: Sequence[Row], number: int) -> int:
    """The lines of money below their heading; returns the number of the line behind them.

    The heading itself is kept as the value of its label, for the years that it names.
    """
    head, side = found[-1], tuple[Piece, ...]()
    head.value += rest
    while number < len(rows):
        group, row, behind = _side(rows, number)
        side = group or side
        if row and glued(row[:1]) in FUNDS and all(piece.counts for piece in row[1:]):
            found.append(Field(row[:1], [], row[1:], side))
        elif row and (found[-1] is not head or begins_field(row)):
            return number
        else:
            head.value += row
        number = behind
    return number


def _side(rows: Sequence[Row], number: int) -> tuple[tuple[Piece, ...], Row, int]:
    """收入构成 or 支出构成 where a line begins it, the rest of its line, the next line."""
    pieces: list[Piece] = []
    for at in range(number, len(rows)):
        for count, piece in enumerate(rows[at], 1):
            pieces.append(piece)
            text = glued(pieces)
            if text in FUND_SIDES:
                return tuple(pieces), rows[at][count:], at + 1
            if not any(one.startswith(text) for one in FUND_SIDES):
                return (), rows[number], number + 1
    return (), rows[number], number + 1


def years(head: Field) -> list[str]:
    """The years that a heading names, in its order: 2023年, 2022年."""
    return [
        f"{year}年" for year in dict.fromkeys(_YEAR.findall(" ".join(p.text for p in head.value)))
    ]


def _parted(found: list[Field]) -> Iterator[Field]:
    """Two labels side by side over two columns of text: the text parts where its count restarts."""
    for one, other in zip([None, *found], [*found, None], strict=True):
        beside = one and other and not one.value and not one.figures
        if beside and one and other and one.label[-1].row == other.label[0].row:
            at = _restart(other.value)
            one.value, other.value = other.value[:at], other.value[at:]
    yield from found


def _restart(pieces: Sequence[Piece]) -> int:
    """Where the count of the first line begins again: 目标 1 … 目标 1; 0 where it does not."""
    starts = [n for n, one in enumerate(pieces) if n == 0 or one.row != pieces[n - 1].row]
    counts = [re.sub(r"\s", "", glued(pieces[n : n + 2]))[:4] for n in starts]
    return next((n for n, one in zip(starts[1:], counts[1:], strict=True) if one == counts[0]), 0)
