"""Indicators made of other indicators: points for a number, and several by their weights."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import Dimension
from yiwang.measure.formulas import Count
from yiwang.measure.language import Indicator, Numbers, Say, Selection, Side, Term, Weights
from yiwang.measure.reading import Reading, Scale

BAND = "{least}件起{points}分"
BANDS = "按{what}计分：{bands}"
SENTENCES = (BAND, BANDS)


@dataclass(frozen=True, kw_only=True)
class Banded(Indicator):
    """Points of a hundred for a number of rows.

    `steps` are the least number and its points, the highest number first; the last begins at 0.
    """

    of: Count
    steps: tuple[tuple[int, int], ...]

    @property
    def scale(self) -> Scale:
        return Scale.POINTS

    def terms(self) -> tuple[Term, ...]:
        return self.of.terms()

    def reading(self, numbers: Numbers, weights: Weights) -> Reading:
        many = self.of.reading(numbers, weights).whole or 0
        points = next(points for least, points in self.steps if many >= least)
        return Reading(Scale.POINTS, Fraction(points, 100), None, many)

    def sides(self) -> Mapping[Side, Selection]:
        return self.of.sides()

    def formula(self, say: Say = str) -> str:
        bands = (say(BAND).format(least=least, points=points) for least, points in self.steps)
        return say(BANDS).format(what=say(self.of.label), bands="；".join(bands))

    def constants(self) -> tuple[str, ...]:
        return tuple(f"{least}:{points}" for least, points in self.steps)


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """One part of a composite; its weight is a dial, this is the one it is born with."""

    of: Indicator
    weight: Fraction
    # Between which weights staff may publish another one.
    may_be: tuple[Fraction, Fraction] = (Fraction(0), Fraction(1))
    # A share that is better the lower it is counts as what is missing from one.
    inverse: bool = False


@dataclass(frozen=True, kw_only=True)
class Composite(Indicator):
    """Several shares by their weights, none rounded before; a part that is unknown is left out.

    What is left is divided by the weights that are left, so that a unit without call-backs is
    neither punished nor rewarded for it.
    """

    parts: tuple[Weighed, ...]
    told: Scale = Scale.PERCENT

    @property
    def scale(self) -> Scale:
        return self.told

    def asked_by(self, dimensions: frozenset[Dimension]) -> "Composite":
        """Without the parts that may not be divided so: they are unknown there."""
        super().asked_by(dimensions)
        return replace(self, parts=tuple(p for p in self.parts if _may(p.of, dimensions)))

    def terms(self) -> tuple[Term, ...]:
        return tuple(dict.fromkeys(term for part in self.parts for term in part.of.terms()))

    def reading(self, numbers: Numbers, weights: Weights) -> Reading:
        total = weighed = Fraction(0)
        for part in self.parts:
            value = part.of.reading(numbers, weights).value
            if value is None:
                continue
            weight = weights.get((self.key, part.of.key), part.weight)
            total += weight
            weighed += weight * (1 - value if part.inverse else value)
        return Reading(self.told, weighed / total if total else None, None, None)

    def sides(self) -> Mapping[Side, Selection]:
        return {}

    def formula(self, say: Say = str) -> str:
        return " + ".join(_weighed(part, say) for part in self.parts)

    def constants(self) -> tuple[str, ...]:
        # Weights are dials: other ones are the same formula.
        return tuple(f"{p.of.version}:{p.inverse}" for p in self.parts)


def _may(part: Indicator, dimensions: frozenset[Dimension]) -> bool:
    try:
        part.asked_by(dimensions)
    except Invalid:
        return False
    return True


def _weighed(part: Weighed, say: Say) -> str:
    label = say(part.of.label)
    return f"{f'(1 − {label})' if part.inverse else label} × {float(part.weight):g}"
