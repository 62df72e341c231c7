"""Which numbers can be counted over rows that were put together first; pure.

Thirty conditions on seven million rows are slow. Conditions that look at nothing but columns of few
values say the same of all rows that agree in these: such rows are counted once, and the conditions
are asked of some hundred groups.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiwang.measure.facts import View
from yiwang.measure.language import Term

MANY = "together"
# Grouping pays when there are so many times more numbers than columns to group by.
_WORTH = 2
_NAMED = re.compile(r"\bf\.(\w+)(\s+IS\s+(?:NOT\s+)?NULL\b)?", re.IGNORECASE)
_OTHER = re.compile(r"\b[ab]\.")


@dataclass(frozen=True, slots=True)
class Grouping:
    """Columns to group by, those of which only matters whether they are known, and the numbers."""

    values: tuple[str, ...]
    known: tuple[str, ...]
    terms: tuple[Term, ...]

    def keys(self) -> list[str]:
        """What rows agree in, under the names of the columns."""
        told = [f"nullif(f.{name} IS NOT NULL, FALSE) AS {name}" for name in self.known]
        return [*(f"f.{name} AS {name}" for name in self.values), *told]

    def sums(self) -> list[str]:
        """What is added up of each group."""
        amounts = dict.fromkeys(term.amount for term in self.terms if term.amount)
        return [f"count(*) AS {MANY}", *(f"sum(f.{a}) AS {MANY}_{a}" for a in amounts)]

    def number(self, term: Term) -> str:
        """A number out of the groups."""
        if term.amount:
            return f"sum(f.{MANY}_{term.amount}) FILTER (WHERE {term.of.where.sql})"
        return f"coalesce(sum(f.{MANY}) FILTER (WHERE {term.of.where.sql}), 0)"


def grouping(view: View, terms: Sequence[Term]) -> Grouping | None:
    """The terms that are worth it to be counted over groups; None where there are too few."""
    fitting = tuple(term for term in terms if _fits(view, term))
    values, known = _columns(view, fitting)
    if not fitting or len(fitting) < _WORTH * (len(values) + len(known) + 1):
        return None
    return Grouping(values, known, fitting)


def _fits(view: View, term: Term) -> bool:
    if term.quantile is not None or _OTHER.search(term.of.where.sql):
        return False
    return all(
        only_null or view.column_by_key[name].few_values
        for name, only_null in _NAMED.findall(term.of.where.sql)
    )


def _columns(view: View, terms: Iterable[Term]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = {one for term in terms for one in _NAMED.findall(term.of.where.sql)}
    named = sorted({name for name, _ in found})
    values = tuple(name for name in named if view.column_by_key[name].few_values)
    return values, tuple(name for name in named if name not in values)
