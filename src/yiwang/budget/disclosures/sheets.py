"""Signed targets and self-evaluations as the sheets that a disclosure prints."""

from decimal import Decimal

from yiwang.budget.register.models import BudgetUnit
from yiwang.budget.targets import actions, queries, schemes
from yiwang.budget.targets.contents import goals_read, outcomes_read
from yiwang.budget.targets.models import Evaluation, Promise
from yiwang.disclosure.schemes.scheme import Grade
from yiwang.disclosure.writing.promises import Goal, Sheet
from yiwang.kernel.money import Money


def sheets(unit: BudgetUnit, year: int, *, evaluated: bool) -> tuple[Sheet, ...]:
    """The signed sheets of a unit and year, that of the whole unit first."""
    if evaluated:
        rows = [
            one for one in queries.evaluations(year) if one.promise.unit == unit and one.signed_at
        ]
        rows.sort(key=lambda one: not one.promise.whole_unit)
        return tuple(_evaluated(one) for one in rows)
    promises = [one for one in queries.standing(year) if one.unit == unit]
    promises.sort(key=lambda one: not one.whole_unit)
    return tuple(_promised(one) for one in promises)


def _promised(one: Promise) -> Sheet:
    goals = tuple(
        Goal(goal.level_one, goal.level_two, goal.name, goal.target, standard=goal.standard)
        for goal in goals_read(one.goals)
    )
    budget, _spent = actions.money_of(one)
    return Sheet(one.name, one.whole_unit, False, goals, budget=budget, goal=one.aim)


def _evaluated(one: Evaluation) -> Sheet:
    scheme = schemes.scheme(one.promise.scheme)
    pairs = list(zip(goals_read(one.promise.goals), outcomes_read(one.outcomes), strict=True))
    goals = tuple(
        Goal(
            goal.level_one,
            goal.level_two,
            goal.name,
            goal.target,
            actual=Grade[outcome.grade].value if goal.in_words else outcome.actual,
            weight=goal.weight,
            score=outcome.score,
        )
        for goal, outcome in pairs
    )
    said = [one.execution_reason, *(outcome.reason for _goal, outcome in pairs)]
    return Sheet(
        one.promise.name,
        one.promise.whole_unit,
        True,
        goals,
        budget=Money(one.budget_fen),
        spent=Money(one.spent_fen),
        execution_weight=Decimal(scheme.execution),
        execution_score=one.execution_score,
        score=one.total,
        goal=one.promise.aim,
        reason="".join(text for text in said if text) or "无",
        improvement=one.improvement or "无",
    )
