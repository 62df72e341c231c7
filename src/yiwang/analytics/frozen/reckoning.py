"""All figures of a period from facts at hand, in one stable order; writes nothing."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.analytics import queries
from yiwang.analytics.cut import leaving_out
from yiwang.analytics.rows import VIEWS
from yiwang.kernel.refusals import Invalid
from yiwang.measure import register
from yiwang.measure.dimensions import Dimension
from yiwang.measure.facts import CHECKS, DELIVERIES
from yiwang.measure.language import Indicator, Weights
from yiwang.measure.period import Period
from yiwang.measure.plan import MOST_INDICATORS, Plan
from yiwang.measure.reading import Reading

# By what published figures are divided; people are never published.
DIVIDED = (
    None,
    Dimension.UNIT,
    Dimension.STREET,
    Dimension.COMMUNITY,
    Dimension.PROCEDURE,
    Dimension.CHANNEL,
    Dimension.CATEGORY,
)
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Frozen:
    """One figure: of which indicator and formula, divided by what, and its numbers."""

    indicator: str
    version: str
    by: str
    key: str
    part: int | None
    whole: int | None
    value: str

    @property
    def place(self) -> Place:
        """Which figure it is."""
        return self.indicator, self.by, self.key


def of_the_log(indicator: Indicator) -> bool:
    """Whether it can be replayed: everything that it counts is kept with its moment."""
    return all(term.of.view in (*VIEWS, DELIVERIES, CHECKS) for term in indicator.terms())


def all_figures(facts: Any, period: Period, weights: Weights) -> list[Frozen]:
    """Every figure that is published of a period."""
    keys = [one.key for one in register.indicators() if of_the_log(one)]
    found = (one for by in DIVIDED for one in figures(facts, period, weights, keys, by))
    return sorted(found, key=lambda one: one.place)


def figures(
    facts: Any, period: Period, weights: Weights, keys: Iterable[str], by: Dimension | None
) -> Iterator[Frozen]:
    """The figures of these indicators, divided by one dimension where that may be."""
    divided = (by,) if by else ()
    fitting = [key for key in keys if _may(key, period, divided)]
    for start in range(0, len(fitting), MOST_INDICATORS):
        some = tuple(fitting[start : start + MOST_INDICATORS])
        table = queries.table_of(Plan(some, period, divided), facts, weights=weights)
        for row in table.rows if by else (table.total,):
            for key in some:
                yield _frozen(key, by, "".join(row.keys), row.readings[key])


def _may(key: str, period: Period, by: tuple[Dimension, ...]) -> bool:
    try:
        queries.check(Plan((key,), period, by))
    except Invalid:
        return False
    return True


def _frozen(key: str, by: Dimension | None, at: str, reading: Reading) -> Frozen:
    value = "" if reading.value is None else str(reading.value)
    version = register.indicator(key).version
    named = by.value if by else ""
    return Frozen(key, version, named, at, reading.part, reading.whole, value)


def digest(found: Iterable[Frozen]) -> str:
    """A sum over all figures: the same figures in the same order give the same."""
    lines = hashlib.sha256()
    for one in found:
        said = (*one.place, one.version, one.part, one.whole, one.value)
        lines.update(("|".join("" if x is None else str(x) for x in said) + "\n").encode())
    return lines.hexdigest()


def without(
    facts: Any, period: Period, weights: Weights, left_out: Mapping[str, Collection[int]]
) -> Iterator[Frozen]:
    """The figures of these indicators as they are without these cases.

    Indicators that leave out the same cases are computed at once; the facts are as before
    afterwards.
    """
    groups: dict[frozenset[int], list[str]] = {}
    for key, cases in left_out.items():
        groups.setdefault(frozenset(cases), []).append(key)
    for cases, keys in groups.items():
        with leaving_out(facts, cases):
            for by in DIVIDED:
                yield from figures(facts, period, weights, keys, by)
