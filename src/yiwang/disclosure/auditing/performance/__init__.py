"""Rules for targets and self-evaluations: scores, weights, values, deviations, agreement."""

from yiwang.disclosure.auditing.finding import Rule
from yiwang.disclosure.auditing.performance import (
    against,
    deviations,
    execution,
    notes,
    scores,
    sheets,
    sums,
    twins,
    values,
    weights,
)

RULES: tuple[Rule, ...] = (
    *execution.RULES,
    *notes.RULES,
    *weights.RULES,
    *scores.RULES,
    *values.RULES,
    *deviations.RULES,
    *twins.RULES,
    *sheets.RULES,
    *sums.RULES,
    *against.RULES,
)

__all__ = ["RULES"]
