"""Lines cut at runs of spaces, each piece with the columns it stands in."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from yiwang.disclosure.figures import figure
from yiwang.disclosure.reading.clean import plain, squeezed
from yiwang.disclosure.reading.laid_out.words import is_whole
from yiwang.disclosure.reading.rows import is_amount
from yiwang.disclosure.tables import Line, Place

DIVIDED = ("类", "款", "项")
_WORD = re.compile(r"[^\s\u3000]+")
_CODE = re.compile(r"[2-5]\d\d(?:\d\d){0,2}")
_GLUED = re.compile(r"[2-5]\d\d(?:\d\d){0,2}(?=[\u4e00-\u9fff])(?![年月日万元项个])")
_PART_OF_CODE = re.compile(r"\d\d")
# How many columns a Chinese sign takes: programs differ, the figures tell which it was.
MEASURES = (1, 2)


class Kind(Enum):
    """What a piece is by itself."""

    # 类, 款, 项: what the parts of a code are called.
    DIVISION = auto()
    CODE = auto()
    FIGURE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a line; `left` and `right` are columns of the page, `start`, `end` signs."""

    text: str
    line: Line
    number: int
    start: int
    end: int
    left: int
    right: int
    kind: Kind

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def place(self) -> Place:
        """Where it stands in the file."""
        place = self.line.place
        return Place(place.line, place.end_line, place.page, self.start, self.end)


Printed = list[Fragment]


def printed(lines: Sequence[Line]) -> list[Printed]:
    """The pieces of each line, measured so that figures stand below each other."""
    coded = any(word == DIVIDED[0] for line in lines for word in _WORD.findall(line.text))
    ways = [
        [_cut(line, number, measure, coded) for number, line in enumerate(lines)]
        for measure in MEASURES
    ]
    return min(ways, key=_spread)


def _spread(way: Sequence[Printed]) -> int:
    """How many different columns figures end in, or, without figures, texts begin in."""
    figures = {
        (one.line.place.page, one.right) for row in way for one in row if one.kind is Kind.FIGURE
    }
    texts = {(one.line.place.page, one.left) for row in way for one in row[1:]}
    return len(figures) if figures else len(texts)


def _cut(line: Line, number: int, measure: int, coded: bool) -> Printed:
    words = [part for found in _WORD.finditer(line.text) for part in _parts(found)]
    pieces: list[tuple[int, int]] = []
    for start, end in words:
        if (
            pieces
            and start - pieces[-1][1] == 1
            and not _apart(line.text, pieces[-1], (start, end))
        ):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return [_fragment(line, number, piece, (measure, coded)) for piece in pieces]


def _parts(word: re.Match[str]) -> list[tuple[int, int]]:
    """A word, or a code and the name that was printed without a space behind it."""
    glued = _GLUED.match(word.group())
    if glued is None:
        return [(word.start(), word.end())]
    cut = word.start() + glued.end()
    return [(word.start(), cut), (cut, word.end())]


def _apart(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a single space parts two cells: beside an amount, between 类 and 款, two heads."""
    first, second = text[before[0] : before[1]], text[after[0] : after[1]]
    return (
        is_amount(first)
        or is_amount(second)
        or first in DIVIDED
        or second in DIVIDED
        or bool(_CODE.fullmatch(first))
        or (is_whole(first) and is_whole(second))
    )


def _fragment(line: Line, number: int, piece: tuple[int, int], how: tuple[int, bool]) -> Fragment:
    start, end = piece
    measure, coded = how
    text = squeezed(plain(line.text[start:end]))
    left = _columns(line.text[:start], measure)
    right = left + _columns(line.text[start:end], measure)
    return Fragment(text, line, number, start, end, left, right, _kind(text, coded))


def _kind(text: str, coded: bool) -> Kind:
    if coded and text in DIVIDED:
        return Kind.DIVISION
    if _CODE.fullmatch(text) or coded and _PART_OF_CODE.fullmatch(text):
        return Kind.CODE
    return Kind.FIGURE if figure(text) is not None else Kind.TEXT


def _columns(text: str, measure: int) -> int:
    if measure == 1:
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
