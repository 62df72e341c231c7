"""Scores: within their weight, following the formula, adding up to the printed total."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.performance.judging import (
    claims_done,
    measured,
    missed,
    reason_of,
)
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    ROUNDING,
    WARNING,
    at,
    evaluations,
    found,
    number,
    of,
    shown,
    whole,
)
from yiwang.disclosure.auditing.performance.weights import grouped
from yiwang.disclosure.performance import Indicator, PerformanceForm
from yiwang.disclosure.reading.performance.values import printed_weight, without_weight
from yiwang.disclosure.schemes.scheme import NATIONAL, SCHEMES, WUHAN, Scheme
from yiwang.disclosure.schemes.scoring import met, says_nothing, score

TOTAL, ABOVE, FORMULA, DEDUCTED, EMPTY, COLUMN = (
    "performance-score-total",
    "performance-score-above",
    "performance-score-formula",
    "performance-score-deducted",
    "performance-score-empty",
    "performance-score-none",
)


def totals(audited: Audited) -> Iterator[Finding]:
    """Totals that are not the sum of execution and indicators."""
    for form in evaluations(audited):
        total = number(form.total)
        told = _told(form)
        if form.total is None or total is None or not told:
            continue
        head = number(form.execution.score) if form.execution else None
        parts = [*([head.value] if head else []), *told]
        summed = sum(parts, Decimal(0))
        off = abs(total.value - summed)
        if off == 0:
            continue
        fine = max(-int(one.as_tuple().exponent) for one in parts)
        near = off <= total.last_digit / 2 and fine > total.places
        gaps = len(told) < len(form.indicators) and total.value > summed
        yield found(
            TOTAL,
            ROUNDING if near else WARNING if gaps else ERROR,
            at(form, form.total, "总分", *(one.cells.get("score") for one in form.indicators)),
            shown(summed),
            f"总分应为各项得分之和 {'+'.join(shown(one, 3) for one in parts)}＝{shown(summed, 3)}，"
            f"所印为 {shown(total.value)}，请核对。",
        )


def above(audited: Audited) -> Iterator[Finding]:
    """Scores above their weight, or above everything there is to earn."""
    for form in evaluations(audited):
        for one in form.indicators:
            most, what = _most(form, one)
            if one.score is not None and (one.score > most or one.score < 0):
                yield found(
                    ABOVE,
                    ERROR,
                    of(form, one, "score"),
                    f"0–{shown(most)}",
                    f"“{one.name}”得分 {shown(one.score)} 分，超出{what} {shown(most)} 分的范围。",
                )
        for cell, members in grouped(form, "level_two"):
            yield from _group_above(form, printed_weight(cell.text), members)
        total = number(form.total)
        if form.total is not None and total is not None and not 0 <= total.value <= 100:
            message = f"总分 {shown(total.value)} 分超出 0–100 分的范围。"
            yield found(ABOVE, ERROR, at(form, form.total, "总分"), "0–100", message)


def formula(audited: Audited) -> Iterator[Finding]:
    """Scores of measured values that the scheme would score otherwise."""
    for form in evaluations(audited):
        for one in form.indicators:
            value = measured(one)
            if one.score is None or one.weight is None or value is None or one.target.misprinted:
                continue
            if one.score <= one.weight:
                yield from _formula(form, one, one.weight, value)


def _formula(
    form: PerformanceForm, one: Indicator, weight: Decimal, value: Decimal
) -> Iterator[Finding]:
    printed, reached = one.score or Decimal(0), met(one.target, value)
    if not reached and not missed(one):
        return
    likely = [score(scheme, one.target, value, weight) for scheme in _schemes(form)]
    off = min(abs(printed - each) for each in likely)
    if off <= Decimal("0.01") or (_whole(printed) and off <= Decimal("0.5") and not reached):
        return
    if reached and not says_nothing(reason_of(form, one)):
        return
    full = not reached and printed == weight
    sure = full or (not reached and _formula_printed(form))
    yield found(
        FORMULA,
        ERROR if sure else WARNING,
        of(form, one, "score"),
        shown(likely[0]),
        f"“{one.name}”目标值 {one.target.text}，实际完成值 {shown(value)}，分值 {shown(weight)}，"
        f"按计分办法应得 {shown(likely[0])} 分，所印为 {shown(printed)} 分"
        + ("；已达到目标而扣分的，请说明原因。" if reached else "，请重算。"),
    )


def deducted(audited: Audited) -> Iterator[Finding]:
    """Points lost without a word, where every target is a number and was reached.

    For forms without weights: what is reached earns its weight, so the scores make up all there is.
    """
    for form in evaluations(audited):
        told, head = _told(form), form.execution
        if head is None or head.weight is None or len(told) < len(form.indicators) or not told:
            continue
        if any(one.weight is not None or not _reached(one) for one in form.indicators):
            continue
        most, summed = Decimal(100) - head.weight, sum(told, Decimal(0))
        if summed < most and not _says_more(reason_of(form, form.indicators[0])):
            yield found(
                DEDUCTED,
                WARNING,
                of(form, form.indicators[0], "score"),
                shown(most),
                f"各项目标均已达到，按计分办法应得满分 {shown(most)} 分，实得 {shown(summed)} 分，"
                "请说明扣分原因或重新评分。",
                shown(summed),
            )


def _reached(one: Indicator) -> bool:
    value = measured(one)
    return value is not None and met(one.target, value)


def _says_more(reason: str) -> bool:
    return not says_nothing(reason) and not claims_done(reason)


def empty(audited: Audited) -> Iterator[Finding]:
    """A score without an actual value, and none where the other indicators have one."""
    for form in evaluations(audited):
        told = _told(form)
        for one in form.indicators:
            if one.score is not None and one.actual is None:
                yield found(
                    EMPTY,
                    ERROR,
                    of(form, one, "score"),
                    "实际完成值",
                    f"“{one.name}”没有实际完成值却有得分，请补填实际完成值。",
                )
            elif told and one.score is None:
                yield found(
                    EMPTY,
                    WARNING,
                    of(form, one, "name"),
                    "得分",
                    f"“{one.name}”没有得分，而同表其他指标有得分，请补填。",
                )


def none(audited: Audited) -> Iterator[Finding]:
    """Self-evaluations that score nothing, print no weights or give no total."""
    for form in evaluations(audited):
        if not form.indicators:
            continue
        told = _told(form)
        weighed = any(
            one.weight is not None or one.group_weight is not None for one in form.indicators
        )
        faults = [
            (not told, "得分", "自评表各项指标都没有得分，请按计分办法逐项评分并合计总分。"),
            (bool(told) and not weighed, "分值", "自评表没有列出各项指标的分值，得分无从核对。"),
            (bool(told) and form.total is None, "总分", "自评表没有总分，请补填。"),
        ]
        for wrong, expected, message in faults:
            if wrong:
                yield found(COLUMN, WARNING, whole(form), expected, message)


def _told(form: PerformanceForm) -> list[Decimal]:
    return [one.score for one in form.indicators if one.score is not None]


def _most(form: PerformanceForm, one: Indicator) -> tuple[Decimal, str]:
    if one.weight is not None:
        return one.weight, "分值"
    if one.group_weight is not None:
        return one.group_weight, "所属指标分值"
    head = form.execution.weight if form.execution else None
    return Decimal(100) - (head or Decimal(0)), "全部指标分值"


def _group_above(
    form: PerformanceForm, weight: Decimal | None, members: list[Indicator]
) -> Iterator[Finding]:
    """Several scores that each fit into their group but together do not."""
    told = [one.score for one in members if one.score is not None]
    summed = sum(told, Decimal(0))
    known = all(one.weight is not None for one in members)
    if weight is None or known or summed <= weight or len(told) < 2:
        return
    name = without_weight(members[0].cells["level_two"].text)
    message = f"“{name}”各项得分合计 {shown(summed)} 分，超过其分值 {shown(weight)} 分。"
    spot = at(form, members[0].cells["level_two"], name)
    yield found(ABOVE, ERROR, spot, f"不大于 {shown(weight)}", message, shown(summed))


def _formula_printed(form: PerformanceForm) -> bool:
    return any(re.search(r"得分\s*=?＝?\s*权重", one.text) for one in form.notes)


def _schemes(form: PerformanceForm) -> tuple[Scheme, ...]:
    """The scheme whose formula the notes print; else both, and what one of them gives is right."""
    if _formula_printed(form):
        return (WUHAN,)
    head = form.execution.weight if form.execution else None
    return (NATIONAL, WUHAN) if head == NATIONAL.execution else tuple(reversed(SCHEMES))


def _whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


_FORM = "自评表得分栏及所印计分原则；财预〔2020〕10号"
RULES: tuple[Rule, ...] = (
    Rule(
        TOTAL,
        "总分合计",
        "总分等于预算执行得分与各指标得分之和。",
        _FORM,
        ("执行 20，指标 74，总分 96", "执行 20，指标 74，总分 94"),
        totals,
    ),
    Rule(
        ABOVE,
        "得分超过分值",
        "任何得分不小于 0、不大于其分值；总分不大于 100。",
        "自评表备注“得分不得突破权重总额”",
        ("分值 10，得分 12", "分值 10，得分 10"),
        above,
    ),
    Rule(
        FORMULA,
        "得分重算",
        "定量指标达到目标得满分，未达到按计分公式折算；未达到而得满分的为错误。",
        _FORM,
        ("≥10份，实际 9 份，分值 10，得分 10", "≥10份，实际 9 份，分值 10，得分 9"),
        formula,
    ),
    Rule(
        DEDUCTED,
        "达标而扣分",
        "各项定量目标都已达到的，得分应为满分；扣分须说明原因。",
        _FORM,
        ("目标均已完成，满分 80 分得 75 分，原因“无”", "目标均已完成，得 80 分"),
        deducted,
    ),
    Rule(
        EMPTY,
        "得分与完成值不配",
        "有得分须有实际完成值；同表指标不应有的评分、有的不评。",
        _FORM,
        ("实际完成值空，得分 10", "实际完成值 9 份，得分 9"),
        empty,
    ),
    Rule(
        COLUMN,
        "没有评分",
        "自评表应有分值、得分和总分。",
        _FORM,
        ("自评表只有目标值和实际完成值", "自评表有分值、得分和总分"),
        none,
    ),
)
