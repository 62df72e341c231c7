"""What is wrong with targets, and how outcomes are scored and must be explained; pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from yiwang.budget.targets.contents import LEVELS, Goal, Outcome
from yiwang.disclosure.schemes import scoring
from yiwang.disclosure.schemes.scheme import Grade, Scheme
from yiwang.kernel.refusals import Invalid, Missing, Refusal

_NOISE = re.compile(r"[\s\W_]+")


def faults_of_goals(scheme: Scheme, goals: Sequence[Goal]) -> Iterator[Refusal]:
    """Everything for which targets cannot be handed in."""
    if not goals:
        yield Missing("请至少填写一项指标")
    for one in goals:
        yield from _faults(one)
    twice = [name for name, many in Counter(one.name for one in goals).items() if many > 1]
    if twice:
        yield Invalid("指标“{name}”写了不止一次", name=twice[0])
    weights = sum((one.weight for one in goals), Decimal(0))
    if weights != scheme.left:
        yield Invalid("各项权重之和应为{left}，现在是{now}", left=scheme.left, now=weights)
    for group, weight in scheme.groups:
        now = sum((one.weight for one in goals if one.level_one == group), Decimal(0))
        if now != weight:
            yield Invalid(
                "“{group}”的权重之和应为{weight}，现在是{now}", group=group, weight=weight, now=now
            )


def _faults(goal: Goal) -> Iterator[Refusal]:
    if goal.level_two not in LEVELS.get(goal.level_one, ()):
        yield Invalid("指标“{name}”的一级、二级指标不相符", name=goal.name)
    if not goal.name.strip() or not goal.target.strip():
        yield Missing("请填写三级指标和目标值")
    if goal.weight <= 0:
        yield Invalid("指标“{name}”的权重应大于0", name=goal.name)
    if scoring.says_nothing(goal.target) and goal.target.strip() != "0":
        yield Invalid("指标“{name}”的目标值不能填“{target}”", name=goal.name, target=goal.target)
    if goal.source is not None and goal.in_words:
        yield Invalid("指标“{name}”取自读数，目标值应是数字", name=goal.name)


def judged(scheme: Scheme, goal: Goal, outcome: Outcome) -> Outcome:
    """The outcome with its score, and whether it was met and must be explained."""
    if goal.in_words:
        return _graded(scheme, goal, outcome)
    value = outcome.value
    if value is None:
        return replace(outcome, score=None, met=None, must_explain=False)
    target = goal.promised
    return replace(
        outcome,
        score=scoring.score(scheme, target, value, goal.weight),
        met=scoring.met(target, value),
        must_explain=scoring.needs_reason(scheme, target, value),
    )


def _graded(scheme: Scheme, goal: Goal, outcome: Outcome) -> Outcome:
    if outcome.grade not in Grade.__members__:
        return replace(outcome, score=None, met=None, must_explain=False)
    grade = Grade[outcome.grade]
    return replace(
        outcome,
        score=scoring.graded(scheme, grade, goal.weight),
        met=grade is Grade.MET,
        must_explain=grade is not Grade.MET,
    )


def faults_of_outcomes(goals: Sequence[Goal], outcomes: Sequence[Outcome]) -> Iterator[Refusal]:
    """Everything for which a self-evaluation cannot be handed in, goal by goal."""
    for goal, outcome in zip(goals, outcomes, strict=True):
        yield from _faults_of(goal, outcome)


def _faults_of(goal: Goal, outcome: Outcome) -> Iterator[Refusal]:
    if goal.source is not None:
        if outcome.reading is None or outcome.score is None:
            yield Missing("指标“{name}”还没有读数，请先更新读数", name=goal.name)
    elif goal.in_words and not outcome.grade:
        yield Missing("指标“{name}”请选择达成情况", name=goal.name)
    elif not goal.in_words and outcome.value is None:
        yield Invalid("指标“{name}”的实际完成值应是数字，如96%", name=goal.name)
    elif scoring.says_nothing(outcome.evidence):
        yield Missing("指标“{name}”请写明实际完成值的依据", name=goal.name)
    if outcome.must_explain:
        yield from fault_of_reason(goal, outcome)


def fault_of_reason(goal: Goal, outcome: Outcome) -> Iterator[Refusal]:
    """A reason that is none, or that only says the target or the value again."""
    said = _NOISE.sub("", outcome.reason)
    again = [_NOISE.sub("", text) for text in (goal.target, outcome.actual, goal.name)]
    if scoring.says_nothing(outcome.reason) or not said:
        yield Missing("指标“{name}”与目标偏差较大，须说明原因，不能填“无”", name=goal.name)
    elif said in again or said in {a + b for a in again for b in again}:
        yield Invalid("指标“{name}”的原因只是重复了目标值，请写明为什么", name=goal.name)


def execution_must_explain(scheme: Scheme, budget: Decimal, spent: Decimal) -> bool:
    """Whether so much of the money was left that it must be explained."""
    return budget > 0 and spent < budget * (1 - scheme.overshoot)
