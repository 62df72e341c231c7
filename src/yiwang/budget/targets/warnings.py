"""What warns before the year is over: money behind the calendar, targets broken or late; pure."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext_noop

from yiwang.budget.targets.contents import Goal, Outcome
from yiwang.disclosure.performance import Operator, Target

# Behind by more than so many points of a hundred is worth a warning.
SLACK = Fraction(15, 100)
# So much of the money without half as much of the results.
MUCH = Fraction(1, 2)


class Warned(StrEnum):
    """What is to be looked at before the year is over."""

    BEHIND = gettext_noop("支付进度落后")
    AHEAD = gettext_noop("支出超过预算")
    BROKEN = gettext_noop("目标已突破")
    LATE = gettext_noop("目标进度落后")
    NO_RESULTS = gettext_noop("花了钱没有见效")
    UNREAD = gettext_noop("还没有读数")


def of_money(rate: Fraction | None, expected: Fraction) -> list[Warned]:
    """What the execution rate warns of when `expected` of the year is over."""
    if rate is None:
        return []
    if rate > 1:
        return [Warned.AHEAD]
    return [Warned.BEHIND] if rate < expected - SLACK else []


def progress_of(target: Target, value: Decimal | None) -> Fraction | None:
    """The share of a wanted minimum that is reached; of an upper bound it would say nothing."""
    if value is None or not target.value or target.value <= 0 or _is_upper(target):
        return None
    return Fraction(value) / Fraction(target.value)


def _is_upper(target: Target) -> bool:
    zero = target.operator is Operator.EQUAL and target.value == 0
    return zero or target.operator in {Operator.AT_MOST, Operator.LESS}


def of_goal(
    goal: Goal, outcome: Outcome, expected: Fraction, rate: Fraction, *, counted: bool
) -> list[Warned]:
    """What one goal warns of; `counted` where its reading only grows with the year."""
    if outcome.value is None:
        return [Warned.UNREAD]
    if outcome.met:
        return []
    if _is_upper(goal.promised):
        return [Warned.BROKEN]
    progress = progress_of(goal.promised, outcome.value)
    if progress is None:
        return [Warned.LATE]
    # A rate below its target misses it, by however little; a count has the rest of the year.
    late = progress < expected - SLACK if counted else progress < 1
    found = [Warned.LATE] if late else []
    if counted and rate >= MUCH and progress < rate / 2:
        found.append(Warned.NO_RESULTS)
    return found
