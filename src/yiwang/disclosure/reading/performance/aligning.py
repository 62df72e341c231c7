"""Cells of a row to the columns of its sheet, where rows have fewer tabs than their heading.

Sheets come out of merged cells: an empty column is lost here, a carried cell there. So a cell is
not taken for what its position alone says; of all ways to read a row from the left to the right
the one with the least cost is taken, where wrong contents cost more than a shifted position.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from yiwang.disclosure.figures import figure
from yiwang.disclosure.performance import Operator
from yiwang.disclosure.reading.performance.values import target, without_weight
from yiwang.disclosure.reading.performance.words import GROUPS_ONE, GROUPS_TWO, KINDS

Costs = Callable[[str, str], float]

_MISSING: Mapping[str, float] = {
    # What it costs when a row has no cell for a role.
    "name": 6,
    "target": 3,
    "actual": 1.2,
    "kind": 1,
    "budget": 2,
    "spent": 2,
    "rate": 1,
}
_SHIFT = 0.3
_DROPPED = 4.0
"""What it costs to leave a cell without a role."""


def aligned(
    cells: Sequence[tuple[int, str]], roles: Sequence[tuple[int, str]], costs: Costs
) -> dict[str, int]:
    """For each role that has one, which of `cells` it is; both are (position, text or role).

    Roles keep their order; a role that stands twice (former years) counts once for its first.
    """

    @cache
    def best(cell: int, role: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if cell == len(cells):
            return sum(_MISSING.get(name, 0.2) for _at, name in roles[role:]), ()
        ways = [_further(best(cell + 1, role), _DROPPED)]
        if role < len(roles):
            ways.append(_further(best(cell, role + 1), _MISSING.get(roles[role][1], 0.2)))
            at, text = cells[cell]
            cost = costs(roles[role][1], text) + _SHIFT * abs(at - roles[role][0])
            ways.append(_further(best(cell + 1, role + 1), cost, (cell, role)))
        return min(ways, key=lambda way: way[0])

    found: dict[str, int] = {}
    for cell, role in best(0, 0)[1]:
        found.setdefault(roles[role][1], cell)
    return found


def _further(
    rest: tuple[float, tuple[tuple[int, int], ...]],
    cost: float,
    pair: tuple[int, int] | None = None,
) -> tuple[float, tuple[tuple[int, int], ...]]:
    return rest[0] + cost, ((pair, *rest[1]) if pair else rest[1])


def indicator_costs(role: str, text: str) -> float:
    """How badly a text suits a column of indicators; 0 is well."""
    return _INDICATOR[role](text) if role in _INDICATOR else 0.5


def money_costs(role: str, text: str) -> float:
    """How badly a text suits a column of execution: figures only, the rate in per cent."""
    read = figure(re.sub(r"(?:万元|元|分)$", "", text))
    if read is None:
        return 9.0
    if read.percent:
        return 0.0 if role == "rate" else 5.0
    return 1.0 if role == "rate" else 0.0


def _group(known: tuple[str, ...], text: str) -> float:
    plain = without_weight(text)
    if plain in known:
        return 0.0
    if re.search(r"[≥≤<>=%]|^[0-9]", plain):
        return 5.0
    return 0.8 if plain.endswith("指标") else 1.2


def _name(text: str) -> float:
    plain = without_weight(text)
    if plain in GROUPS_ONE or plain in GROUPS_TWO:
        return 2.5
    return 4.0 if _valued(text) else 0.0


def _value(text: str) -> float:
    plain = without_weight(text)
    if plain in KINDS or plain in GROUPS_TWO:
        return 4.0
    if _valued(text) or len(plain) <= 1:
        return 0.0
    return 0.5 if len(plain) <= 12 else 1.5


def _valued(text: str) -> bool:
    read = target(text)
    return read.operator is not Operator.WORDS and not re.match(r"[^0-9]{4,}", text)


def _points(text: str) -> float:
    read = figure(text.removesuffix("分"))
    return 0.0 if read is not None and not read.percent else 6.0


_INDICATOR: Mapping[str, Callable[[str], float]] = {
    "level_one": lambda text: _group(GROUPS_ONE, text),
    "level_two": lambda text: _group(GROUPS_TWO, text),
    "name": _name,
    "kind": lambda text: 0.0 if without_weight(text) in KINDS else 4.0,
    "target": _value,
    "actual": _value,
    "former": _value,
    "weight": _points,
    "score": _points,
    "standard": _value,
    "reason": lambda text: 3.0 if _valued(text) else 0.0,
}
