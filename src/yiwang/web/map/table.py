"""The cases of each area one level below the chosen one, as lines of a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext

from yiwang.cases.places import AreaCount, Looked, by_area
from yiwang.org import queries as org


@dataclass
class Line:
    """One area with its counts."""

    code: str
    name: str
    total: int = 0
    late: int = 0
    soon: int = 0
    placed: int = 0

    def add(self, count: AreaCount) -> None:
        """Count the cases of one code to this line."""
        self.total += count.tones.total
        self.late += count.tones.late
        self.soon += count.tones.soon
        self.placed += count.placed


def lines(looked: Looked) -> list[Line]:
    """Each area with cases, then those whose area is not said, then all together."""
    chosen = looked.filters.area
    areas = org.areas_below(chosen) if chosen else org.areas_below(level="street")
    found = {area.code: Line(area.code, area.name) for area in areas}
    rest = Line("", gettext("未指明下级区域") if chosen else gettext("未指明区域"))
    whole = Line("", gettext("合计"))
    for count in by_area(looked):
        line_of(count.code, found, rest).add(count)
        whole.add(count)
    shown = [line for line in found.values() if line.total]
    return [*shown, *([rest] if rest.total else []), whole]


Counting = TypeVar("Counting")


def line_of(code: str, lines: Mapping[str, Counting], rest: Counting) -> Counting:
    """The line of the area that a code lies in: it holds every code that begins with its own."""
    beginnings = (code[:end] for end in range(len(code), 0, -1))
    return next((lines[one] for one in beginnings if one in lines), rest)
