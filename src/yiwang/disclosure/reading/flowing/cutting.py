"""Cutting what stands between figures into the cells of columns of words.

Cells begin with a bracketed code, are a declared word, or are free text. Where two free texts
touch, they part at the end of a line: names that the table tells elsewhere are kept whole, and a
line that is shorter than the cell is wide ends its cell.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from yiwang.disclosure.reading.flowing.heads import Content, Spot, words
from yiwang.disclosure.reading.flowing.pieces import Piece, glued, joined

_FREE = (Content.LABEL, Content.TEXT)
_MISSING = {Content.LABEL: -3.0, Content.TEXT: -1.5}
_OWN = ("本级", "机关", "（本级）", "机关本级", "本部")
"""What a department's own unit has behind the name of the department."""
Cut = tuple[tuple[Piece, ...], ...]
"""The pieces of each column."""


def cut(pieces: Sequence[Piece], spots: Sequence[Spot], names: frozenset[str]) -> Cut:
    """The pieces of each of the columns; every piece is kept."""
    whole = tuple(closed(pieces))
    contents = tuple(one.content for one in spots)
    if not contents:
        return ()
    if len(contents) == 1:
        return (whole,)
    return _Cutter(whole, contents, names).best()


def closed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, those that a bracketed code was torn into as one: [A020 20100 ] is one."""
    held: list[Piece] = []
    for piece in pieces:
        if not held and not piece.text.startswith("["):
            yield piece
            continue
        held.append(piece)
        text = "".join(one.text for one in held)
        if "]" in text:
            yield Piece(text, joined(held), held[0].row)
            held = []
    yield from held


class _Cutter:
    """Finds the cut with the highest score; all cuts share their ends, so each is scored once."""

    def __init__(
        self, pieces: tuple[Piece, ...], contents: tuple[Content, ...], names: frozenset[str]
    ) -> None:
        self.pieces = pieces
        self.contents = contents
        self.names = names
        self.said = glued(pieces)
        self.rest = cache(self._rest)

    def best(self) -> Cut:
        """The cut; what no column takes stays in the last one."""
        _, ends = self.rest(0, 0)
        starts = (0, *ends)
        return tuple(self.pieces[a:b] for a, b in zip(starts, ends, strict=False))

    def _rest(self, start: int, column: int) -> tuple[float, tuple[int, ...]]:
        if column == len(self.contents) - 1:
            return self._score(start, len(self.pieces), column), (len(self.pieces),)
        best: tuple[float, tuple[int, ...]] | None = None
        for end in range(start, len(self.pieces) + 1):
            score, ends = self.rest(end, column + 1)
            total = score + self._score(start, end, column)
            if best is None or total > best[0]:
                best = total, (end, *ends)
        return best or (0.0, ())

    def _score(self, start: int, end: int, column: int) -> float:
        content, cell = self.contents[column], self.pieces[start:end]
        if not cell:
            return _MISSING.get(content, -1.0)
        if content is Content.CODED:
            return _of_coded(cell)
        if content in _FREE:
            return self._of_free(cell)
        return 5.0 if glued(cell) in words(content) else -20.0

    def _of_free(self, cell: tuple[Piece, ...]) -> float:
        text = glued(cell)
        score = -20.0 * sum(one.text.startswith("[") for one in cell) - _loose(cell)
        if text in self.names or any(text == name + own for name in self.names for own in _OWN):
            score += 4 + len(text) / 100
        if len(text) > 1 and self.said.count(text) > 1:
            score += 1.0
        return score


def _of_coded(cell: tuple[Piece, ...]) -> float:
    codes = sum(one.text.startswith("[") for one in cell)
    if not cell[0].text.startswith("["):
        return -20.0 * len(cell)
    nameless = len(cell) == 1 and cell[0].text.endswith("]")
    return 3.0 - 20.0 * (codes - 1) - 1.5 * nameless - _loose(cell[1:])


def short_lines(cell: Sequence[Piece]) -> int:
    """How many lines within the cell are shorter than the cell is wide, not counting the ends."""
    widths = [_width(one.text) for one in cell]
    wide = max(widths, default=0)
    return sum(wide - width > 2 for width in widths[1:-1])


def _loose(cell: Sequence[Piece]) -> float:
    """How little the pieces look like one cell: short lines, or a space within a line."""
    spaced = len(cell) > 1 and cell[0].row == cell[-1].row
    return short_lines(cell) + 0.5 * spaced


def _width(text: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in text)
