"""Printed lines that make one row: names above and below the line of their figures.

Each way to part the lines of a page into rows has a price; the cheapest is taken. What must not be
(two figures in one column, two codes) has no price at all.
"""

import re
from collections.abc import Mapping, Sequence

from yiwang.disclosure.reading.clean import bare
from yiwang.disclosure.reading.laid_out.fragments import Fragment, Kind

Assigned = list[tuple[int, Fragment]]
_NEVER = float("inf")
_MOST_LINES = 7
_OPENS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.、．])"
)
_TOTAL = re.compile(r"^(?:.{0,8}(?:合计|总计|小计)|其中[:：].*|无)$")
# Prices: an empty line inside a row; a row without a name; one without a code where codes are; a
# name that goes on although its line was not full; the square of the lines that a name is off.
_BLANK, _NAMELESS, _CODELESS, _NOT_FULL, _OFF = 2.0, 6.0, 1.5, 3.0, 0.6
_GOES_ON = 0.5
_ROOM, _UNBROKEN = 8, 10_000
# A code without the part before it, or without its own name.
_PART = 2.5


def grouped(lines: Sequence[Assigned], codes: Sequence[int]) -> list[Assigned]:
    """The rows of one page, each as the pieces of its columns; empty lines are empty lists.

    `codes` are the columns of codes.
    """
    page = _Page(lines, codes)
    full = [at for at, line in enumerate(lines) if line]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(full) + 1):
        ways = (
            (best[start][0] + page.price(full[start:end]), start)
            for start in range(max(0, end - _MOST_LINES), end)
        )
        best.append(min(ways, key=lambda way: (way[0], -way[1])))
    rows, end = [], len(full)
    while end:
        start = best[end][1]
        rows.append([one for at in full[start:end] for one in lines[at]])
        end = start
    return rows[::-1]


class _Page:
    """The lines of a page with what is usual on it."""

    def __init__(self, lines: Sequence[Assigned], codes: Sequence[int]) -> None:
        self.lines = lines
        pieces = [piece for line in lines for piece in line]
        kinds = {one.kind for _slot, one in pieces}
        self.named = Kind.TEXT in kinds
        self.coded = Kind.CODE in kinds
        self.counted = Kind.FIGURE in kinds
        self.follows = {slot: slot - 1 for slot in codes if slot - 1 in codes}
        # How wide the fullest line of each column of names is; names are broken for want of room.
        self.widths: dict[int, int] = {}
        for slot in {slot for slot, one in pieces if one.kind is Kind.TEXT}:
            ones = [one for other, one in pieces if other == slot]
            beyond = [one.left for other, one in pieces if other > slot]
            room = min(beyond, default=_ROOM) - max(one.right for one in ones)
            wide = max(one.right - one.left for one in ones)
            self.widths[slot] = wide if room < _ROOM else _UNBROKEN
        # The column of names that stands behind the columns of codes, for each of these.
        self.names = {
            slot: next((at for at in range(slot + 1, slot + 4) if at in self.widths), -1)
            for slot in codes
        }

    def price(self, numbers: Sequence[int]) -> float:
        """What it costs to take these lines for one row."""
        held: dict[int, list[Fragment]] = {}
        for at in numbers:
            for slot, one in self.lines[at]:
                held.setdefault(slot, []).append(one)
        if any(len(ones) > 1 and ones[0].kind is not Kind.TEXT for ones in held.values()):
            return _NEVER
        blanks = numbers[-1] - numbers[0] + 1 - len(numbers)
        price = _BLANK * blanks + self._lacking(held)
        names = {slot: ones for slot, ones in held.items() if ones[0].kind is Kind.TEXT}
        price += sum(self._going_on(slot, ones) for slot, ones in names.items())
        return price + self._off(held, names)

    def _lacking(self, held: Mapping[int, Sequence[Fragment]]) -> float:
        ones = [one for pieces in held.values() for one in pieces]
        names = [one for one in ones if one.kind is Kind.TEXT]
        totals = bool(names) and all(_TOTAL.match(bare(one.text)) for one in names)
        if self.named and not names:
            return _NAMELESS
        price = 0.0
        if totals and self.counted and not any(one.kind is Kind.FIGURE for one in ones):
            price += _CODELESS
        if self.coded and not totals and not any(one.kind is Kind.CODE for one in ones):
            price += _CODELESS
        return price + sum(_PART * self._halves(slot, held) for slot in held if slot in self.names)

    def _halves(self, slot: int, held: Mapping[int, Sequence[Fragment]]) -> int:
        """Whether a code lacks the part before it, and whether it lacks its name."""
        begun = self.follows.get(slot, slot) in held
        named = self.names[slot] in held or self.names[slot] < 0
        return (not begun) + (not named)

    def _going_on(self, slot: int, ones: Sequence[Fragment]) -> float:
        """The price of a name over several lines, or of one that begins in its middle."""
        price = 0.0
        full = self.widths.get(slot, 0) - 2
        for before, after in zip(ones, ones[1:], strict=False):
            if _OPENS.match(after.text) or _TOTAL.match(bare(after.text)):
                return _NEVER
            wide = before.right - before.left >= full
            price += _GOES_ON if wide else _NOT_FULL
        return price + (_NOT_FULL if self._orphan(slot, ones[0]) else 0.0)

    def _orphan(self, slot: int, one: Fragment) -> bool:
        """Whether a piece goes on with the name above it, which was full and left it over."""
        if self.coded or _OPENS.match(one.text) or _TOTAL.match(bare(one.text)):
            return False
        for at in range(one.number - 1, max(one.number - 3, -1), -1):
            above = [piece for number, piece in self._at(at) if number == slot]
            if above:
                full = above[0].right - above[0].left >= self.widths.get(slot, 0) - 1
                return full and one.right - one.left < above[0].right - above[0].left
        return False

    def _at(self, number: int) -> Assigned:
        """The pieces of the line with this number."""
        return next((line for line in self.lines if line and line[0][1].number == number), [])

    def _off(
        self, held: Mapping[int, Sequence[Fragment]], names: Mapping[int, Sequence[Fragment]]
    ) -> float:
        """The price of names and figures that stand off the middle of their row."""
        rest = [ones for slot, ones in held.items() if slot not in names]
        against = [_middle(ones) for ones in (rest or list(names.values()))]
        if not against:
            return 0.0
        middle = sum(against) / len(against)
        return _OFF * (
            sum((_middle(ones) - middle) ** 2 for ones in names.values())
            + sum((_middle(ones) - middle) ** 2 for ones in rest) / 2
        )


def _middle(ones: Sequence[Fragment]) -> float:
    return (ones[0].number + ones[-1].number) / 2
