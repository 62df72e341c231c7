"""Which columns tell why a row is in a figure: its moments, its conditions, its amount."""

import re

from yiwang.measure.facts import Column
from yiwang.measure.language import Indicator, Side, Still

_NAMED = re.compile(r"\bf\.(\w+)")


def evidence(indicator: Indicator, side: Side) -> tuple[Column, ...]:
    """The columns that the formula looks at, in the order in which the view declares them.

    The conditions of both sides are among them: a row of the whole shows why it is in the part or
    not; and what names a row to people. Raises `KeyError` for a side that the indicator has not.
    """
    view = indicator.sides()[side].view
    named: set[str] = set(view.names)
    for selection in indicator.sides().values():
        if selection.view == view:
            when = selection.when
            named |= {when.came, when.went} if isinstance(when, Still) else {when.moment}
            named |= set(_NAMED.findall(selection.where.sql))
    named |= {term.amount for term in indicator.terms() if term.of.view == view}
    return tuple(column for column in view.columns if column.key in named)
