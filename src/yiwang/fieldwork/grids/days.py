"""The grids of every day, read once: in which of them a place lay, without asking again.

Pure. Between two adjustments nothing changes, so the days between them share one locator.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yiwang.fieldwork.grids.locator import Locator
from yiwang.fieldwork.grids.outlines import Outline

# Spans between adjustments whose locators are kept; an import goes from day to day.
_MOST_KEPT = 8


@dataclass(frozen=True)
class Lasting:
    """An outline under a code from a day on, until another (None: no end is known)."""

    number: int
    code: str
    outline: Outline
    valid_from: date
    valid_until: date | None

    def holds(self, on: date) -> bool:
        """Whether it is a grid on a day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@dataclass(frozen=True)
class Day:
    """The grids of one day: their locator, and the numbers of their rows by code."""

    locator: Locator
    numbers: dict[str, int]


class Days:
    """Every grid that was, is or will be, made ready to be asked for any day."""

    def __init__(self, grids: Iterable[Lasting]) -> None:
        self._grids = tuple(grids)
        turns = {grid.valid_from for grid in self._grids}
        turns |= {grid.valid_until for grid in self._grids if grid.valid_until}
        self._turns = sorted(turns)
        self._kept: OrderedDict[int, Day] = OrderedDict()

    def on(self, day: date) -> Day:
        """The grids of a day."""
        span = bisect_right(self._turns, day)
        if span not in self._kept:
            self._kept[span] = self._made(day)
        self._kept.move_to_end(span)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return self._kept[span]

    def _made(self, day: date) -> Day:
        found = [grid for grid in self._grids if grid.holds(day)]
        numbers = {grid.code: grid.number for grid in found}
        return Day(Locator({grid.code: grid.outline for grid in found}), numbers)

    def code(self, point: Sequence[float] | None, area: str, day: date) -> str:
        """The code of the grid of a place on a day; empty outside of all.

        A point (longitude, latitude in WGS-84) decides. Without one an area that is itself a
        grid of that day does; any larger area holds many, so it says none.
        """
        found = self.on(day)
        if point is None:
            return area if area in found.numbers else ""
        return found.locator.code(*point)
