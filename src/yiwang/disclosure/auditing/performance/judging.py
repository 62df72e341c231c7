"""What several rules ask of an indicator: was it measured, was it missed, is it explained."""

import re
from decimal import Decimal

from yiwang.disclosure.performance import Indicator, Operator, PerformanceForm, Target
from yiwang.disclosure.reading.performance.values import actual, parts
from yiwang.disclosure.reading.performance.words import REASON
from yiwang.disclosure.schemes.scheme import WUHAN
from yiwang.disclosure.schemes.scoring import met, needs_reason, says_nothing

_LOWER_IS_BETTER = re.compile(r"天|日|小时|分钟|秒|月|周|年|元|ms")
_UNWANTED = re.compile(r"事故|故障|投诉|差错|违规|超时|逾期|延误|舆情|返工|中断|控制")
_DONE = re.compile(
    r"(?:各项|年度|绩效|所有|全部|的)*(?:目标|指标|任务)?(?:均|都|全部|已|按期|如期|全面)*"
    r"(?:完成|达成|达标|实现)(?:目标|年度目标|任务)?[。.]?"
)
_ALL_OF_THEM = re.compile(
    r"部分(?:绩效)?(?:指标|目标)|个别指标|各项指标|上述指标|未完成的?指标|未达标"
)
_LONGEST_CLAIM = 30
_LEAST_SHARED = 3
"""So many characters of its name in a row make a reason one of this indicator."""


def measured(one: Indicator) -> Decimal | None:
    """The measured value that can be held against a number; None where units do not agree.

    A value printed with an operator is a bound and no measurement.
    """
    value = one.actual
    if value is None or one.target.value is None or value.operator is not None:
        return None
    if one.target.value == 0 and value.text.strip() in {"无", "未发生", "没有", "零"}:
        return Decimal(0)
    if value.value is None or not _same_unit(one.target, value.unit, value.value):
        return None
    return value.value


def missed(one: Indicator) -> bool:
    """Whether a measured value misses its target beyond doubt.

    A sign behind its number may mean either direction, and 30 天 without an operator too.
    """
    if one.target.misprinted:
        return False
    value = measured(one)
    if value is None:
        return any(_part_missed(name, promised, one) for name, promised in parts(one.target.text))
    plain = one.target.operator is Operator.EQUAL and one.target.value != 0
    if plain and (_LOWER_IS_BETTER.match(one.target.unit) or _UNWANTED.search(one.name)):
        return False
    return not met(one.target, value)


def overshot(one: Indicator) -> bool:
    """Whether a target was reached by far more than the scheme leaves unexplained."""
    value = measured(one)
    if value is None or one.target.misprinted or not met(one.target, value):
        return False
    return needs_reason(WUHAN, one.target, value)


def reason_of(form: PerformanceForm, one: Indicator) -> str:
    """The reason beside an indicator, else the one of the form; empty where there is none."""
    cell = one.cells.get("reason") or form.fields.get(REASON)
    return re.sub(r"\s+", "", cell.text) if cell else ""


def claims_done(reason: str) -> bool:
    """Whether a reason says that all was done: 目标均已完成."""
    text = re.sub(r"\s+", "", reason)
    return len(text) <= _LONGEST_CLAIM and _DONE.fullmatch(text) is not None


def explained(form: PerformanceForm, one: Indicator) -> bool:
    """Whether the reason is about this indicator; one in its own row is."""
    reason = reason_of(form, one)
    if says_nothing(reason) or claims_done(reason):
        return False
    own = "reason" in one.cells
    return own or bool(_ALL_OF_THEM.search(reason)) or shared(one.name, reason) >= _LEAST_SHARED


def shared(one: str, other: str) -> int:
    """The length of the longest piece that two texts share."""
    best = 0
    for start in range(len(one)):
        while one[start : start + best + 1] in other and start + best < len(one):
            best += 1
    return best


def _same_unit(target: Target, unit: str, value: Decimal) -> bool:
    """% against a plain number is comparable unless the number looks like a fraction of one."""
    first, second = _folded(target.unit), _folded(unit)
    if first == second:
        return True
    if "%" in {first, second}:
        other = second if first == "%" else first
        return other == "" and not (0 < value <= 1)
    return not first or not second


def _folded(unit: str) -> str:
    return re.sub(r"[/／每](?:年|月|人|个)$|[()（）]", "", unit).upper()


def _part_missed(name: str, promised: Target, one: Indicator) -> bool:
    if one.actual is None:
        return False
    for piece in re.split(r"[;；、，]", re.sub(r"\s+", "", one.actual.text)):
        if piece.startswith(name):
            value = actual(piece[len(name) :]).value
            return value is not None and not met(promised, value)
    return False
