"""Which counts of a table stay hidden, so that nobody can reckon a few people from the rest.

A count of one to `floor - 1` is hidden, and so is one that all but a few of its whole meet. What
could then be reckoned from totals is hidden too (complementary suppression). The reader is taken to
know that a hidden count is at least one, that no part exceeds its whole, and all that is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

TOTAL = ""
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """Counts by area of those who meet something; `within` names the column of their whole."""

    key: str
    cells: dict[str, int]
    within: str = ""

    @property
    def total(self) -> int:
        """Of all areas together."""
        return sum(self.cells.values())

    def at(self, area: str) -> int:
        """The count of an area, or the total."""
        return self.total if area == TOTAL else self.cells.get(area, 0)


@dataclass
class _Table:
    columns: dict[str, Column]
    floor: int
    hidden: set[Place] = field(default_factory=set)
    few: set[Place] = field(default_factory=set)

    def bounds(self, key: str, area: str) -> tuple[float, float]:
        """Between which a count lies by what is shown of its whole and of its parts there."""
        if (key, area) not in self.hidden:
            value = self.columns[key].at(area)
            return value, value
        parts = [one for one in self.columns.values() if key in self._wholes(one.key)]
        told = [one.at(area) for one in parts if (one.key, area) not in self.hidden]
        wholes = [one for one in self._wholes(key) if (one, area) not in self.hidden]
        return max([1, *told]), min([inf, *(self.columns[one].at(area) for one in wholes)])

    def _wholes(self, key: str) -> list[str]:
        found, whole = [], self.columns[key].within
        while whole:
            found.append(whole)
            whole = self.columns[whole].within
        return found

    def reckoned(self, key: str, area: str) -> tuple[float, float]:
        """The same, with the total of the column and all its other counts."""
        column = self.columns[key]
        least, most = self.bounds(key, area)
        others = [self.bounds(key, one) for one in column.cells if one != area]
        below = sum(one for one, _most in others)
        above = sum(one for _least, one in others)
        if area == TOTAL:
            return max(least, below), min(most, above)
        total = self.bounds(key, TOTAL)
        return max(least, total[0] - above), min(most, total[1] - below)

    def is_exposed(self, place: Place) -> bool:
        """Whether a hidden count can be told too closely."""
        least, most = self.reckoned(*place)
        return most - least < (self.floor - 1 if place in self.few else 1)

    def hide_more(self, place: Place) -> bool:
        """Hide one more count for the sake of this one; False where nothing is left to hide."""
        key, area = place
        least, most = self.bounds(key, area)
        if most - least < (self.floor - 1 if place in self.few else 1):
            return self._hide(self._around(key, area))
        cells = self.columns[key].cells
        shown = [one for one in cells if cells[one] and (key, one) not in self.hidden]
        shown.sort(key=lambda one: (cells[one], one))
        return self._hide([(key, one) for one in shown[:1]] or [(key, TOTAL)])

    def _around(self, key: str, area: str) -> list[Place]:
        """Its parts and wholes in the same area that are shown, the closest first."""
        own = self.columns[key].at(area)
        near = [one for one in self.columns if one in self._wholes(key) or key in self._wholes(one)]
        near.sort(key=lambda one: abs(self.columns[one].at(area) - own))
        return [(one, area) for one in near if self.columns[one].at(area)]

    def _hide(self, places: list[Place]) -> bool:
        found = next((one for one in places if one not in self.hidden), None)
        if found:
            self.hidden.add(found)
        return found is not None


def hidden(columns: Iterable[Column], floor: int) -> frozenset[Place]:
    """(column, area) of every count that is not shown; the area of a total is empty."""
    table = _Table({one.key: one for one in columns}, floor)
    for column in table.columns.values():
        for area in (TOTAL, *column.cells):
            if _is_few(table, column, area):
                table.few.add((column.key, area))
    table.hidden |= table.few
    while _one_more(table):
        pass
    return frozenset(table.hidden)


def _is_few(table: _Table, column: Column, area: str) -> bool:
    """Few meet it, or all but a few of those of whom it is told."""
    count = column.at(area)
    few = range(1, table.floor)
    whole = table.columns[column.within].at(area) - count if column.within else 0
    return count in few or (count > 0 and whole in few)


def _one_more(table: _Table) -> bool:
    exposed = sorted(one for one in table.hidden if table.is_exposed(one))
    return any(table.hide_more(one) for one in exposed)
