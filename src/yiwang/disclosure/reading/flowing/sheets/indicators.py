"""Rows of indicators out of broken lines: groups, names over several lines, values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yiwang.disclosure.reading.flowing.pieces import Piece, Row, glued
from yiwang.disclosure.reading.flowing.sheets.levels import Named, carried
from yiwang.disclosure.reading.flowing.sheets.words import LEVEL_ONE, LEVEL_TWO

_NUMBER = re.compile(r"[≥≤><＞＜=＝~～约]*-?\d[\d,.]*[%％]?(?:[-~～至]\d[\d,.]*[%％]?)?")
_VALUE = re.compile(r"[≥≤><＞＜=＝≧≦]|\d.*[^)）]$|.*[%％]$|[≥≤]?\d")
_VALUE_WORDS = (
    "无",
    "/",
    "-",
    "—",
    "未发生",
    "是",
    "否",
    "有",
    "优",
    "良",
    "优秀",
    "良好",
    "合格",
    "免费",
)
_UNIT = re.compile(r"[\u4e00-\u9fffA-Za-z/%％㎡]{1,6}(?:/[\u4e00-\u9fff]+)?")
_GROUNDS = ("标准", "方案", "计划", "要求", "数据", "依据", "规定", "合同")
"""How grounds of a target end (绩效标准), which are no units."""
_OPERATORS = "≥≤><=＞＜＝≧≦"
_KNOWN = frozenset((*LEVEL_ONE, *LEVEL_TWO))
Word = tuple[Piece, ...]


@dataclass
class Indicator:
    """One row: its name and values as printed; `own` where the name stands on the values' line."""

    name: list[Piece]
    values: list[Word]
    own: bool = False
    before: int = 0
    one: Word = ()
    two: Word = ()


@dataclass
class Block:
    """The rows of one goal; `width` is how many values a whole row has."""

    width: int
    rows: list[Indicator] = field(default_factory=list)
    ones: list[Named] = field(default_factory=list)
    twos: list[Named] = field(default_factory=list)
    _pending: list[Word] = field(default_factory=list)
    _open: list[Word] = field(default_factory=list)

    @property
    def centred(self) -> bool:
        """Whether a first group is printed below its first row."""
        return any(named and named[0][0] > 0 for named in (self.ones, self.twos))

    def read(self, lines: Sequence[Row]) -> None:
        """Take all lines of the block."""
        number = 0
        while number < len(lines):
            group, after, at = _group(lines, number)
            if group:
                self._name_group(group, bool(after) or bool(self._pending))
                number, rest = at, after
                if not rest:
                    continue
            else:
                rest, number = lines[number], number + 1
            more = _group((rest,), 0)
            while more[0]:
                self._name_group(more[0], bool(more[1]))
                rest = more[1]
                more = _group((rest,), 0) if rest else ((), (), 0)
            self._take(_words(rest))
        self._close()
        self._tail(len(self._pending))

    def settle(self, centred: bool) -> None:
        """Give every row its groups."""
        ones = carried(self.ones, len(self.rows), centred)
        twos = carried(self.twos, len(self.rows), centred)
        for row, one, two in zip(self.rows, ones, twos, strict=True):
            row.one, row.two = one, two

    def _name_group(self, group: Word, beside: bool) -> None:
        self._close()
        if not beside:
            self._tail(len(self._pending))
        at = len(self.rows) if beside else len(self.rows) - 0.5
        named = self.ones if self._is_first_level(glued(group), at) else self.twos
        named.append((max(at, 0.0), group))

    def _is_first_level(self, text: str, at: float) -> bool:
        if text not in LEVEL_TWO:
            return True
        if text not in LEVEL_ONE:
            return False
        last = self.ones[-1] if self.ones else None
        fresh = last is not None and last[0] >= at and (not self.twos or self.twos[-1][0] < last[0])
        inside = last is not None and text == "成本指标" and glued(last[1]).startswith("产出")
        return not (fresh or inside)

    def _take(self, words: list[Word]) -> None:
        if not words:
            return
        values = [_is_value(one) for one in words]
        if all(values) and len(words) < self.width:
            self._open += words
            if len(self._open) >= self.width:
                self._close()
            return
        self._close()
        start = self._values_from(words, values)
        if start is None:
            self._pending += words
        else:
            self._row(words[:start], words[start:])

    def _values_from(self, words: list[Word], values: list[bool]) -> int | None:
        """Where in a line the values begin; None where it has none."""
        spare = len(words) - self.width
        told = spare == 1 or any(values[max(spare, 0) :]) or _repeated(words)
        if not told:
            return None
        if spare > 0:
            return spare
        if self._pending and (spare == 0 or values[0]):
            return 0
        return 0 if values[0] else 1 if values[-1] or spare == 0 else None

    def _row(self, name: list[Word], values: list[Word]) -> None:
        if name and self._pending and self.rows and self._tails():
            self._tail(len(self._pending))
        elif not name and self.rows and self.rows[-1].before == 1 and len(self._pending) > 1:
            self._tail(1)
        before = len(self._pending)
        pieces = [piece for word in (*self._pending, *name) for piece in word]
        self.rows.append(Indicator(pieces, values, bool(name), 0 if name else before))
        self._pending = []

    def _tails(self) -> bool:
        """Whether what follows the last row can be the rest of its name."""
        return self.rows[-1].own or self.rows[-1].before == 1

    def _tail(self, count: int) -> None:
        if self.rows:
            for word in self._pending[:count]:
                self.rows[-1].name += word
        self._pending = self._pending[count:]

    def _close(self) -> None:
        if self._open:
            values, self._open = self._open, []
            self._row([], values)


def _repeated(words: list[Word]) -> bool:
    return len(words) > 2 and glued(words[-1]) == glued(words[-2])


def _group(lines: Sequence[Row], number: int) -> tuple[Word, Row, int]:
    """The group that a line begins with, over several lines; the rest of its line; the next one."""
    found: tuple[Word, Row, int] = ((), (), number)
    pieces: list[Piece] = []
    for at in range(number, len(lines)):
        for count, piece in enumerate(lines[at], 1):
            pieces.append(piece)
            text = glued(pieces)
            if text in _KNOWN:
                found = tuple(pieces), lines[at][count:], at + 1
            if not any(one.startswith(text) for one in _KNOWN):
                return found
    return found


def _words(row: Row) -> list[Word]:
    """The pieces of a line, a number with its unit as one."""
    words: list[Word] = []
    for piece in row:
        last = words[-1] if words else ()
        if len(last) == 1 and _goes_with(last[0].text, piece.text):
            words[-1] = (*last, piece)
        else:
            words.append((piece,))
    return words


def _goes_with(one: str, other: str) -> bool:
    """Whether a number has its unit behind it, or an operator its number."""
    if not one.strip(_OPERATORS):
        return other[:1].isdigit()
    unit = _UNIT.fullmatch(other) and other not in _VALUE_WORDS and not other.endswith(_GROUNDS)
    return bool(unit and _NUMBER.fullmatch(one) and one[-1] not in "%％")


def _is_value(word: Word) -> bool:
    text = glued(word)
    return bool(_VALUE.match(text)) or text in _VALUE_WORDS
