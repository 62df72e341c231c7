"""Faults in a declared indicator, in plain words; an empty list lets it run."""

import re
from collections.abc import Iterator

from yiwang.measure.composites import Banded, Composite
from yiwang.measure.example_checks import faults_of_rows
from yiwang.measure.facts import Kind
from yiwang.measure.language import Indicator, Selection, Still, Term

_NAMED = re.compile(r"\bf\.(\w+)")
_TEXT = re.compile(r"'[^']*'")
_WORD = re.compile(r"(?<![.\w'])[A-Za-z_]\w*")
# What a condition may be written with besides columns.
_MAY = frozenset(
    [
        "and",
        "or",
        "not",
        "in",
        "is",
        "null",
        "true",
        "false",
        "between",
        "case",
        "when",
        "then",
        "else",
        "end",
        "coalesce",
        "interval",
        "abs",
        "least",
        "greatest",
        "like",
        "hour",
    ]
)


def faults(indicator: Indicator) -> list[str]:
    """What is wrong with a declaration."""
    found = [
        f"{name} is empty"
        for name in ("key", "label", "basis", "note")
        if not getattr(indicator, name)
    ]
    for term in indicator.terms():
        found += _faults_of_term(term)
    if isinstance(indicator, Composite):
        found += _faults_of_parts(indicator)
    else:
        found += faults_of_rows(indicator)
    if isinstance(indicator, Banded):
        found += _faults_of_bands(indicator)
    return list(dict.fromkeys(found))


def _faults_of_bands(banded: Banded) -> Iterator[str]:
    least = [step[0] for step in banded.steps]
    if not least or least != sorted(set(least), reverse=True) or least[-1] != 0:
        yield "bands go down to 0"
    if any(not 0 <= points <= 100 for _, points in banded.steps):
        yield "points lie between 0 and 100"


def _faults_of_parts(composite: Composite) -> Iterator[str]:
    if sum(part.weight for part in composite.parts) != 1:
        yield "the weights do not add up to one"
    for part in composite.parts:
        lowest, highest = part.may_be
        if part.weight <= 0:
            yield f"the weight of {part.of.key} is not positive"
        if not 0 <= lowest <= part.weight <= highest <= 1:
            yield f"the weight of {part.of.key} is not within what it may be"


def _faults_of_term(term: Term) -> Iterator[str]:
    yield from _faults_of_selection(term.of)
    amount = term.of.view.column_by_key.get(term.amount)
    if term.amount and (amount is None or amount.kind is not Kind.NUMBER):
        yield f"{term.of.view.key} has no number {term.amount}"
    if term.quantile is not None and not 0 < term.quantile < 1:
        yield "a quantile lies between 0 and 1"


def _faults_of_selection(selection: Selection) -> Iterator[str]:
    view, when = selection.view, selection.when
    moments = (when.came, when.went) if isinstance(when, Still) else (when.moment,)
    for key in moments:
        column = view.column_by_key.get(key)
        if column is None or column.kind not in (Kind.MOMENT, Kind.DAY):
            yield f"{view.key} has no moment {key}"
    yield from _faults_of_sql(selection)


def _faults_of_sql(selection: Selection) -> Iterator[str]:
    view, sql = selection.view, _TEXT.sub("''", selection.where.sql)
    if isinstance(selection.when, Still):
        sql = sql.replace("b.moment", "")
    for key in _NAMED.findall(sql):
        if key not in view.column_by_key:
            yield f"{view.key} has no column {key}"
    for word in _WORD.findall(_NAMED.sub("", sql)):
        if word.lower() not in _MAY:
            yield f"{word} is no word of a condition"
    if ";" in sql or "--" in sql or "?" in sql:
        yield "a condition is one expression without marks"
