"""The language of indicators: what is counted, of which rows, and by which moment."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from yiwang.kernel.refusals import Invalid
from yiwang.kernel.version import digest
from yiwang.measure.dimensions import TIMES, Dimension, divides
from yiwang.measure.facts import View
from yiwang.measure.reading import Better, Reading, Scale


class Side(StrEnum):
    """Which rows of a figure are meant."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Something that holds of a row or not, in SQL over the columns of its view (as `f`).

    Of rows that were `Still` there, `b.moment` is the moment at which one looks.
    """

    key: str
    label: str
    sql: str

    def and_(self, other: "Condition") -> "Condition":
        """Both at once."""
        return Condition(
            key=f"{self.key}_and_{other.key}",
            label=f"{self.label}且{other.label}",
            sql=f"({self.sql}) AND ({other.sql})",
        )


ALL = Condition(key="all", label="全部", sql="TRUE")


@dataclass(frozen=True, slots=True)
class At:
    """Rows whose moment, a column of the view, lies in the period."""

    moment: str


@dataclass(frozen=True, slots=True)
class Due(At):
    """The same for a deadline: before its hour has come it counts for nobody, early or not."""


@dataclass(frozen=True, slots=True)
class Still:
    """Rows that had come and not yet gone when the period ended, or now while it still runs."""

    came: str
    went: str


@dataclass(frozen=True)
class Selection:
    """Rows of a view in a period for which a condition holds."""

    view: View
    when: At | Still
    where: Condition


@dataclass(frozen=True)
class Term:
    """One number over a selection: how many, or a sum or quantile of a column."""

    of: Selection
    amount: str = ""
    # Between 0 and 1: the quantile of the amounts (the lower one of two); None: their sum.
    quantile: float | None = None

    @cached_property
    def _hash(self) -> int:
        return hash((self.of, self.amount, self.quantile))

    def __hash__(self) -> int:
        # A term is looked up in every cell of a table.
        return self._hash

    def written(self) -> tuple[str, ...]:
        """What the number depends on, and none of the words around it."""
        of = self.of
        return (of.view.key, repr(of.when), of.where.sql, self.amount, repr(self.quantile))


Value = str | int | bool | None
# Puts a Chinese word or sentence into the language of whoever reads it.
Say = Callable[[str], str]


@dataclass(frozen=True)
class Example:
    """A row that differs from the typical one in these columns: in which sides it counts, and why.

    Moments are written as the clock shows them, `2026-06-05 16:00`.
    """

    changes: tuple[tuple[str, Value], ...]
    sides: tuple[Side, ...]
    why: str


def counts(why: str, *sides: Side, **changes: Value) -> Example:
    """A row that counts in these sides."""
    return Example(tuple(changes.items()), sides, why)


def counts_not(why: str, **changes: Value) -> Example:
    """A row that must not count, and why."""
    return Example(tuple(changes.items()), (), why)


Numbers = Callable[[Term], int | None]
# By the key of a composite and the key of one of its parts.
Weights = Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True, kw_only=True)
class Indicator(ABC):
    """A figure that can be computed of any period; every kind of it is frozen and declared."""

    key: str
    label: str
    better: Better
    # Where the formula comes from; what is only remembered says so.
    basis: str
    # What must not count, and why, in a sentence for staff.
    note: str
    # Other words people use for it.
    synonyms: tuple[str, ...] = ()
    # Keys of the procedures it is meant for; empty: all.
    procedures: tuple[str, ...] = ()
    # By what it must not be divided, though its rows have the column.
    not_by: tuple[Dimension, ...] = ()
    # Rows of June 2026, counted in `tests/measure/test_examples.py` as they are said to count.
    examples: tuple[Example, ...] = ()

    @property
    @abstractmethod
    def scale(self) -> Scale:
        """In what it is told."""

    @abstractmethod
    def terms(self) -> tuple[Term, ...]:
        """The numbers it needs."""

    @abstractmethod
    def reading(self, numbers: Numbers, weights: Weights) -> Reading:
        """The figure out of its numbers."""

    @abstractmethod
    def sides(self) -> Mapping[Side, Selection]:
        """The rows that part and whole are made of; empty where only its parts have rows."""

    @abstractmethod
    def formula(self, say: Say = str) -> str:
        """How it is computed, in words; every label and sentence in it is said one by one."""

    def dimensions(self) -> tuple[Dimension, ...]:
        """By what it may be divided and narrowed, in the order of the closed list."""
        views = {term.of.view.key: term.of.view for term in self.terms()}
        may = (
            frozenset.intersection(*(divides(view) for view in views.values())) if views else TIMES
        )
        return tuple(one for one in Dimension if one in may and one not in self.not_by)

    def asked_by(self, dimensions: frozenset[Dimension]) -> "Indicator":
        """Itself, where it may be divided and narrowed so. Raises `Invalid`."""
        for dimension in dimensions & set(self.not_by):
            raise Invalid(
                "“{label}”不能按{dimension}统计", label=self.label, dimension=dimension.label
            )
        return self

    def constants(self) -> tuple[str, ...]:
        """What the figure depends on besides its numbers."""
        return ()

    @property
    def version(self) -> str:
        """A digest of the formula: another formula is another version, other words are not."""
        numbers = tuple(term.written() for term in self.terms())
        return digest((type(self).__name__, self.key, numbers, self.constants()))
