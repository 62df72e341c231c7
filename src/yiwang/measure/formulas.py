"""The kinds of indicators that are made of rows: how many, which share, how long."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from yiwang.measure.language import (
    Condition,
    Indicator,
    Numbers,
    Say,
    Selection,
    Side,
    Term,
    Weights,
)
from yiwang.measure.reading import Reading, Scale

# The sentences of formulas, besides the labels of what they count.
SUM = "{what}之和"
QUANTILE = "{of}里{share}的{what}不超过的值"
SENTENCES = (SUM, QUANTILE)


@dataclass(frozen=True, kw_only=True)
class Count(Indicator):
    """How many rows."""

    of: Selection

    @property
    def scale(self) -> Scale:
        return Scale.COUNT

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return (Term(self.of),)

    def terms(self) -> tuple[Term, ...]:
        return self._terms

    def reading(self, numbers: Numbers, weights: Weights) -> Reading:
        many = numbers(self._terms[0]) or 0
        return Reading(Scale.COUNT, Fraction(many), None, many)

    def sides(self) -> Mapping[Side, Selection]:
        return {Side.WHOLE: self.of}

    def formula(self, say: Say = str) -> str:
        return say(self.of.where.label)


@dataclass(frozen=True, kw_only=True)
class Ratio(Indicator):
    """Which share of the rows; the part can hold no row that is not in the whole."""

    whole: Selection
    part: Condition

    @property
    def scale(self) -> Scale:
        return Scale.PERCENT

    @cached_property
    def _part(self) -> Selection:
        both = replace(self.whole.where.and_(self.part), label=self.part.label)
        return replace(self.whole, where=both)

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return (Term(self.whole), Term(self._part))

    def terms(self) -> tuple[Term, ...]:
        return self._terms

    def reading(self, numbers: Numbers, weights: Weights) -> Reading:
        whole, part = (numbers(term) or 0 for term in self._terms)
        value = Fraction(part, whole) if whole else None
        return Reading(Scale.PERCENT, value, part, whole)

    def sides(self) -> Mapping[Side, Selection]:
        return {Side.WHOLE: self.whole, Side.PART: self._part}

    def formula(self, say: Say = str) -> str:
        return f"{say(self.part.label)} ÷ {say(self.whole.where.label)}"


@dataclass(frozen=True, kw_only=True)
class Quotient(Indicator):
    """Rows of one selection for each row of another, which need not hold them."""

    part: Selection
    whole: Selection

    @property
    def scale(self) -> Scale:
        return Scale.PERCENT

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return (Term(self.whole), Term(self.part))

    def terms(self) -> tuple[Term, ...]:
        return self._terms

    def reading(self, numbers: Numbers, weights: Weights) -> Reading:
        whole, part = (numbers(term) or 0 for term in self._terms)
        return Reading(Scale.PERCENT, Fraction(part, whole) if whole else None, part, whole)

    def sides(self) -> Mapping[Side, Selection]:
        return {Side.WHOLE: self.whole, Side.PART: self.part}

    def formula(self, say: Say = str) -> str:
        return f"{say(self.part.where.label)} ÷ {say(self.whole.where.label)}"


@dataclass(frozen=True, kw_only=True)
class Average(Indicator):
    """The mean of a span over the rows where it is known."""

    of: Selection
    amount: str
    told: Scale = Scale.HOURS

    @property
    def scale(self) -> Scale:
        return self.told

    @cached_property
    def _known(self) -> Selection:
        return _known(self.of, self.amount)

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return (Term(self._known), Term(self._known, self.amount))

    def terms(self) -> tuple[Term, ...]:
        return self._terms

    def reading(self, numbers: Numbers, weights: Weights) -> Reading:
        many, total = (numbers(term) or 0 for term in self._terms)
        return Reading(self.told, Fraction(total, many) if many else None, total, many)

    def sides(self) -> Mapping[Side, Selection]:
        return {Side.WHOLE: self._known}

    def formula(self, say: Say = str) -> str:
        label = self.of.view.column_by_key[self.amount].label
        return f"{say(SUM).format(what=say(label))} ÷ {say(self.of.where.label)}"


@dataclass(frozen=True, kw_only=True)
class Quantile(Indicator):
    """The span that so many of the rows did not exceed: 0.5 is the median."""

    of: Selection
    amount: str
    at_most: float
    told: Scale = Scale.HOURS

    @property
    def scale(self) -> Scale:
        return self.told

    @cached_property
    def _known(self) -> Selection:
        return _known(self.of, self.amount)

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return (Term(self._known), Term(self._known, self.amount, self.at_most))

    def terms(self) -> tuple[Term, ...]:
        return self._terms

    def reading(self, numbers: Numbers, weights: Weights) -> Reading:
        many, found = (numbers(term) for term in self._terms)
        return Reading(self.told, None if found is None else Fraction(found), None, many or 0)

    def sides(self) -> Mapping[Side, Selection]:
        return {Side.WHOLE: self._known}

    def formula(self, say: Say = str) -> str:
        label = say(self.of.view.column_by_key[self.amount].label)
        share, of = f"{self.at_most:.0%}", say(self.of.where.label)
        return say(QUANTILE).format(share=share, of=of, what=label)


def _known(of: Selection, amount: str) -> Selection:
    known = Condition(key=f"has_{amount}", label=of.where.label, sql=f"f.{amount} IS NOT NULL")
    return replace(of, where=replace(of.where.and_(known), label=of.where.label))


@dataclass(frozen=True, kw_only=True)
class Portion(Indicator):
    """A sum over the rows as a share of another sum over the same rows."""

    of: Selection
    part: str
    whole: str

    @property
    def scale(self) -> Scale:
        return Scale.PERCENT

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return (Term(self.of, self.whole), Term(self.of, self.part))

    def terms(self) -> tuple[Term, ...]:
        return self._terms

    def reading(self, numbers: Numbers, weights: Weights) -> Reading:
        whole, part = (numbers(term) or 0 for term in self._terms)
        return Reading(Scale.PERCENT, Fraction(part, whole) if whole else None, part, whole)

    def sides(self) -> Mapping[Side, Selection]:
        return {Side.WHOLE: self.of}

    def formula(self, say: Say = str) -> str:
        labels = (say(self.of.view.column_by_key[key].label) for key in (self.part, self.whole))
        return " ÷ ".join(say(SUM).format(what=label) for label in labels)
