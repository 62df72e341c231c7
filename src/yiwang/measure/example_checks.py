"""Faults in the examples of an indicator: each side must show a row, and what must not count."""

from collections.abc import Iterator

from yiwang.measure.examples import view_of
from yiwang.measure.language import Indicator, Side


def faults_of_rows(indicator: Indicator) -> Iterator[str]:
    """What is wrong with the rows of an indicator that has some of its own."""
    if len({of.view.key for of in indicator.sides().values()}) != 1:
        yield "the rows of part and whole are not of one sort"
        return
    yield from _missing(indicator)
    yield from _strange(indicator)
    if indicator.procedures:
        for term in indicator.terms():
            if "f.procedure" not in term.of.where.sql:
                yield "an indicator of a procedure counts the rows of others too"


def _missing(indicator: Indicator) -> Iterator[str]:
    shown = [example.sides for example in indicator.examples]
    for side in indicator.sides():
        if not any(side in sides for sides in shown):
            yield f"no example counts in the {side}"
    if () not in shown:
        yield "no example says what must not count"
    if Side.PART in indicator.sides() and not any(
        Side.PART not in sides for sides in shown if sides
    ):
        yield "no example counts in the whole only"


def _strange(indicator: Indicator) -> Iterator[str]:
    view = view_of(indicator)
    for example in indicator.examples:
        if not example.why:
            yield "an example does not say why"
        for key, _ in example.changes:
            if key not in view.column_by_key:
                yield f"an example changes {key}, which {view.key} has not"
