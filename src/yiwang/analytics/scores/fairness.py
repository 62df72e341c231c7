"""How scores relate to what a unit was given and could not choose: pure.

A unit's expected share is what the whole district reaches in the same mix of categories or
channels. Whoever does better than expected and still ranks low is treated worst by the formula.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

# By group of the mix: in time, all.
Mix = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Fair:
    """One unit: its place by score, and its place by how far it exceeds what was to be expected."""

    unit: str
    cases: int
    place: int
    reached: Fraction | None
    expected: Fraction | None
    place_expected: int | None

    @property
    def beyond(self) -> Fraction | None:
        """By how much it exceeds what was to be expected of its mix."""
        if self.reached is None or self.expected is None:
            return None
        return self.reached - self.expected

    @property
    def loses(self) -> int:
        """How many places the formula costs it."""
        return 0 if self.place_expected is None else self.place - self.place_expected


def expected(own: Mix, district: Mix) -> Fraction | None:
    """What the district reaches in the mix of one unit."""
    many = sum(whole for _part, whole in own.values())
    if not many:
        return None
    total = Fraction(0)
    for group, (_part, whole) in own.items():
        part, all_ = district.get(group, (0, 0))
        total += Fraction(part, all_) * whole if all_ else Fraction(0)
    return total / many


def compared(places: Mapping[str, int], mixes: Mapping[str, Mix]) -> list[Fair]:
    """Every ranked unit, whom the formula costs most places first."""
    district = _together(mixes.values())
    rows = [_row(unit, place, mixes.get(unit, {}), district) for unit, place in places.items()]
    known = [row for row in rows if row.beyond is not None]
    known.sort(key=lambda row: (-(row.beyond or Fraction(0)), row.unit))
    by_mix = {row.unit: at for at, row in enumerate(known, start=1)}
    found = [
        Fair(r.unit, r.cases, r.place, r.reached, r.expected, by_mix.get(r.unit)) for r in rows
    ]
    return sorted(found, key=lambda row: (-row.loses, row.place, row.unit))


def _together(mixes: Iterable[Mix]) -> Mix:
    district: dict[str, tuple[int, int]] = {}
    for mix in mixes:
        for group, (part, whole) in mix.items():
            before = district.get(group, (0, 0))
            district[group] = (before[0] + part, before[1] + whole)
    return district


def _row(unit: str, place: int, own: Mix, district: Mix) -> Fair:
    part = sum(part for part, _whole in own.values())
    whole = sum(whole for _part, whole in own.values())
    reached = Fraction(part, whole) if whole else None
    return Fair(unit, whole, place, reached, expected(own, district), None)


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Spearman's rank correlation, ties at their mean rank; None for fewer than three pairs."""
    if len(pairs) < 3:
        return None
    left, right = (_ranks([pair[side] for pair in pairs]) for side in (0, 1))
    mean = (len(pairs) + 1) / 2
    top = sum((x - mean) * (y - mean) for x, y in zip(left, right, strict=True))
    below = sum((x - mean) ** 2 for x in left) * sum((y - mean) ** 2 for y in right)
    return None if below == 0 else float(top / below**0.5)


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(values)
    first = {value: order.index(value) for value in set(values)}
    return [first[value] + (order.count(value) + 1) / 2 for value in values]
