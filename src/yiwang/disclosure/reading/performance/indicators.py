"""Rows of indicators: which cell is what, groups carried down, rows that a page break cut."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from yiwang.disclosure.figures import figure
from yiwang.disclosure.performance import Actual, Indicator, Target
from yiwang.disclosure.reading.performance.aligning import aligned, indicator_costs
from yiwang.disclosure.reading.performance.execution import group_weight
from yiwang.disclosure.reading.performance.rows import Heading, Row, bare
from yiwang.disclosure.reading.performance.values import (
    actual,
    printed_weight,
    target,
    without_weight,
)
from yiwang.disclosure.reading.performance.words import GROUPS_ONE, GROUPS_TWO, NAMES
from yiwang.disclosure.tables import Cell, Place

_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_LEVELS = ("level_one", "level_two")


@dataclass
class Indicators:
    """Takes rows in order; groups that merged cells left empty are carried from above."""

    taken: list[Indicator] = field(default_factory=list)
    fixed: Heading = ()
    heading: Heading = ()
    goal: Cell | None = None
    fresh: bool = False
    _carried: dict[str, Cell] = field(default_factory=dict)

    def under(self, heading: Heading) -> None:
        """Go on under another heading, or the one of the columns; its groups begin anew."""
        self.heading = heading or self.fixed
        self._carried.clear()
        self.fresh = bool(heading)

    def refine(self, below: Heading) -> None:
        """Take a second row of headings: what stands under a heading says more than that."""
        positions = {at for at, _role in below}
        kept = [one for one in self.heading if one[0] not in positions]
        self.heading = tuple(sorted([*kept, *below]))

    def awaits(self, row: Row) -> bool:
        """Whether a row can be an indicator: under a heading, and in its columns where fixed."""
        columns = {at for at, _role in self.heading}
        return bool(columns) and (not self.fixed or any(one.column in columns for one in row))

    def take(self, row: Row) -> None:
        """Read one row; one with no name is none, one cut off goes to the row above."""
        self.fresh = False
        cells = [cell for cell in row if bare(cell.text) not in NAMES]
        if all(_YEAR.fullmatch(bare(cell.text)) for cell in cells):
            return  # the second line of a heading: 近两年指标值 over 2024年 and 2023年
        scrap = cells[0] if cells and self._is_scrap(cells[0]) else None
        if scrap is not None:
            cells = cells[1:]
        roles = self._roles(cells)
        if scrap is not None and not {"name", "target", "actual"} <= roles.keys():
            self._append(cells)
        elif "name" in roles and len(roles) > 1:
            self._carry(roles)
            self.taken.append(self._indicator(roles))

    def _roles(self, cells: list[Cell]) -> dict[str, Cell]:
        texts = [(cell.column, cell.text.strip()) for cell in cells]
        found = aligned(texts, self.heading, indicator_costs)
        return {role: cells[at] for role, at in found.items()}

    def _is_scrap(self, cell: Cell) -> bool:
        """Whether a cell is the end of a group's name that a page break cut."""
        if not self.taken or cell.place.line - self.taken[-1].place.end_line < 2:
            return False
        text = without_weight(cell.text)
        known = (*GROUPS_ONE, *GROUPS_TWO)
        return text not in known and any(one.endswith(text) for one in known)

    def _append(self, cells: list[Cell]) -> None:
        """Add what a page break cut off to the name and the target of the row above."""
        last = self.taken[-1]
        joined = dict(last.cells)
        for role, cell in zip(("name", "target"), cells, strict=False):
            if role in joined:
                place = replace(joined[role].place, end_line=cell.place.end_line)
                text = joined[role].text + cell.text
                joined[role] = replace(joined[role], text=text, place=place)
        self.taken[-1] = self._of(joined)

    def _carry(self, roles: dict[str, Cell]) -> None:
        one, above = _named(roles.get("level_one")), _named(self._carried.get("level_one"))
        # A cell that lost its place: 环境影响 under 效益指标 is a second level.
        if "level_two" not in roles and above in GROUPS_ONE and _is_second(one):
            roles["level_two"] = roles.pop("level_one")
        if "level_one" in roles:
            self._carried.pop("level_two", None)
        for level in _LEVELS:
            if level in roles:
                self._carried[level] = roles[level]

    def _indicator(self, roles: dict[str, Cell]) -> Indicator:
        cells = {**self._carried, **roles}
        if self.goal is not None:
            cells["goal"] = self.goal
        return self._of(cells)

    def _of(self, cells: dict[str, Cell]) -> Indicator:
        own = [cell for role, cell in cells.items() if role not in {*_LEVELS, "goal"}]
        place = Place(
            min(one.place.line for one in own),
            max(one.place.end_line for one in own),
            own[0].place.page,
        )
        return Indicator(
            _named(cells.get("level_one")),
            _named(cells.get("level_two")),
            _named(cells["name"]),
            _target(cells.get("target")),
            _actual(cells.get("actual")),
            _points(cells.get("weight")) or printed_weight(cells["name"].text),
            _points(cells.get("score")),
            place,
            cells,
            group_weight(cells.get("level_one"), cells.get("level_two")),
        )


def _is_second(name: str) -> bool:
    return name not in GROUPS_ONE and (name in GROUPS_TWO or f"{name}指标" in GROUPS_TWO)


def _named(cell: Cell | None) -> str:
    return without_weight(cell.text) if cell else ""


def _target(cell: Cell | None) -> Target:
    return target(cell.text.strip() if cell else "")


def _actual(cell: Cell | None) -> Actual | None:
    return actual(cell.text.strip()) if cell else None


def _points(cell: Cell | None) -> Decimal | None:
    read = figure(cell.text.strip().removesuffix("分")) if cell else None
    return read.value if read else None
