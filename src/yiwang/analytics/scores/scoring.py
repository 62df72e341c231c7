"""How readings become points and points a ranking: pure.

An item gives its points in full from `full` on and `least` points at `floor` and beyond; between
them in proportion. With a floor above the full mark less is better. Nothing is rounded before the
sum is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from yiwang.measure.reading import Reading, rounded

PLACES = 2


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a card: an indicator, its points, and from where to where they are given."""

    indicator: str
    points: Fraction
    floor: Fraction
    full: Fraction
    least: Fraction = Fraction(0)

    def given(self, value: Fraction) -> Fraction:
        """The points for a value, a share of one or a span as in its reading."""
        reached = (value - self.floor) / (self.full - self.floor)
        reached = min(max(reached, Fraction(0)), Fraction(1))
        return self.least + (self.points - self.least) * reached


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off for each row of an indicator's part, or of its whole where it has none."""

    indicator: str
    each: Fraction
    most: Fraction

    def taken(self, reading: Reading) -> Fraction:
        """The points that are taken off, never more than `most`."""
        many = reading.whole if reading.part is None else reading.part
        return min(self.each * (many or 0), self.most)


@dataclass(frozen=True, slots=True)
class Card:
    """What is scored: the points of all items together are what a card is told out of."""

    items: tuple[Item, ...]
    deductions: tuple[Deduction, ...] = ()
    # Whose caseload is smaller is shown and not ranked.
    least_cases: int = 0

    @property
    def points(self) -> Fraction:
        """The points of all items."""
        return sum((item.points for item in self.items), Fraction(0))

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator that it needs, each once."""
        named = [one.indicator for one in (*self.items, *self.deductions)]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Score:
    """What a unit got: points by indicator, what was taken off, the sum, and its place.

    `total` is None where nothing is known of it; `place` where it is not ranked. What is unknown
    of an item is neither punished nor rewarded: the other items stand for all points.
    """

    unit: str
    cases: int
    given: Mapping[str, Fraction]
    taken: Mapping[str, Fraction]
    total: Fraction | None
    place: int | None = None

    @property
    def shown(self) -> Decimal | None:
        """The sum as people read it, and as it is ranked."""
        return None if self.total is None else rounded(self.total, PLACES)


@dataclass(frozen=True)
class Known:
    """What is known of a unit: its caseload and readings by indicator."""

    unit: str
    cases: int
    readings: Mapping[str, Reading] = field(default_factory=dict)


def score(card: Card, known: Known) -> Score:
    """The points of one unit."""
    values = {i.indicator: known.readings[i.indicator].value for i in card.items}
    given = {
        item.indicator: item.given(value)
        for item in card.items
        if (value := values[item.indicator]) is not None
    }
    taken = {d.indicator: d.taken(known.readings[d.indicator]) for d in card.deductions}
    counting = sum((i.points for i in card.items if i.indicator in given), Fraction(0))
    total = None
    if counting:
        whole = sum(given.values(), Fraction(0)) * card.points / counting
        total = max(whole - sum(taken.values(), Fraction(0)), Fraction(0))
    return Score(known.unit, known.cases, given, taken, total)


def ranking(card: Card, units: Sequence[Known]) -> list[Score]:
    """All units, the best first; who is not ranked comes last.

    What reads the same is the same place, and the next place counts them all (1, 2, 2, 4).
    """
    found = [score(card, unit) for unit in units]
    ranked = sorted((s for s in found if _ranks(card, s)), key=_best_first)
    others = sorted((s for s in found if not _ranks(card, s)), key=lambda s: (-s.cases, s.unit))
    return [*_placed(ranked), *others]


def _ranks(card: Card, one: Score) -> bool:
    """Enough cases, and at least half of all points are of items that are known."""
    known = sum((i.points for i in card.items if i.indicator in one.given), Fraction(0))
    return one.total is not None and one.cases >= card.least_cases and 2 * known >= card.points


def _best_first(one: Score) -> tuple[Decimal, int, str]:
    return -(one.shown or Decimal(0)), -one.cases, one.unit


def _placed(ranked: Sequence[Score]) -> list[Score]:
    placed: list[Score] = []
    for at, one in enumerate(ranked, start=1):
        same = bool(placed) and placed[-1].shown == one.shown
        place = placed[-1].place if same else at
        placed.append(Score(one.unit, one.cases, one.given, one.taken, one.total, place))
    return placed
