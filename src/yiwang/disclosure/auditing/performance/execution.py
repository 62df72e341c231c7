"""The head of a self-evaluation: rate = B/A, score = weight × rate, no more than the weight."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    ROUNDING,
    WARNING,
    Spot,
    at,
    evaluations,
    found,
    half,
    number,
    shown,
    whole,
)
from yiwang.disclosure.figures import Figure
from yiwang.disclosure.performance import Execution, PerformanceForm

RATE, SCORE, ABOVE, NONE = (
    "performance-execution-rate",
    "performance-execution-score",
    "performance-execution-above",
    "performance-execution-missing",
)
_HUNDRED = Decimal(100)


def rates(audited: Audited) -> Iterator[Finding]:
    """Printed rates that are not B/A."""
    for form, head in _heads(audited):
        budget, spent, rate = number(head.budget), number(head.spent), number(head.rate)
        if head.rate is None or not (budget and spent and rate) or budget.value <= 0:
            continue
        exact = spent.value / budget.value * _HUNDRED
        printed = rate.value if rate.percent or abs(rate.value - exact) < 2 else rate.value * 100
        last = rate.last_digit if rate.percent or printed == rate.value else rate.last_digit * 100
        if abs(printed - exact) <= last / 2 or _of_initial(form, spent, printed, last):
            continue
        low, high = _between(budget, spent)
        near = low - last / 2 <= printed <= high + last / 2 or abs(printed - exact) <= last
        yield found(
            RATE,
            ROUNDING if near else ERROR,
            at(form, head.rate, "执行率", head.budget, head.spent),
            f"{shown(exact)}%",
            f"执行率应为执行数÷预算数＝{shown(spent.value)}÷{shown(budget.value)}＝{shown(exact)}%，"
            "请核对三个数。",
        )


def scores(audited: Audited) -> Iterator[Finding]:
    """Scores of execution that are above their weight, or not weight × rate."""
    for form, head in _heads(audited):
        score = number(head.score)
        if head.score is None or score is None or head.weight is None:
            continue
        spot = at(form, head.score, "预算执行得分", head.rate)
        likely = _expected(head)
        if score.value > head.weight:
            told = shown(likely[0]) if likely else shown(head.weight)
            yield found(
                SCORE,
                ERROR,
                spot,
                told,
                f"预算执行满分 {shown(head.weight)} 分，得分 {shown(score.value)} 分超过满分；"
                "请按分值×执行率重算，超过 100% 的按满分计。",
            )
        elif likely:
            sure = _formula(form)
            for one in _compared(spot, score, head.weight, likely):
                yield one if sure or one.severity is ROUNDING else replace(one, severity=WARNING)


def _compared(
    spot: Spot, score: Figure, weight: Decimal, likely: tuple[Decimal, ...]
) -> Iterator[Finding]:
    """What is off by less than the last digit is rounding; whole points are rounded to a half."""
    off = min(abs(score.value - one) for one in likely)
    if off <= half(score) and (score.places > 0 or off == 0):
        return
    near = off <= (score.last_digit if score.places else half(score))
    yield found(
        SCORE,
        ROUNDING if near else ERROR,
        spot,
        shown(likely[0]),
        f"预算执行得分应为 {shown(weight)}×执行率＝{shown(likely[0])} 分，请重算。",
    )


def above(audited: Audited) -> Iterator[Finding]:
    """More spent than the budget: A must be the adjusted one with what was carried over."""
    for form, head in _heads(audited):
        budget, spent = number(head.budget), number(head.spent)
        if head.budget is None or not (budget and spent) or spent.value <= budget.value:
            continue
        noted = any("调整后" in one.text for one in form.notes)
        yield found(
            ABOVE,
            ERROR if noted else WARNING,
            at(form, head.budget, "预算数", head.spent),
            f"不小于 {shown(spent.value)}",
            f"执行数 {shown(spent.value)} 大于预算数 {shown(budget.value)}："
            "预算数应为调整后的财政资金总额（含上年结转结余），不应使用年初预算数。",
        )


def missing(audited: Audited) -> Iterator[Finding]:
    """Self-evaluations without the row of execution, or with an empty cell in it."""
    for form in evaluations(audited):
        if not form.indicators:
            continue
        if form.execution is None:
            yield found(
                NONE,
                WARNING,
                whole(form),
                "预算数、执行数、执行率、得分",
                "自评表没有预算执行情况，请补填预算数、执行数、执行率和得分。",
            )
            continue
        head = form.execution
        for name, cell in (("执行率", head.rate), ("得分", head.score)):
            if cell is None and head.budget is not None:
                yield found(
                    NONE,
                    WARNING,
                    at(form, head.budget, name),
                    name,
                    f"预算执行情况缺少{name}，请补填。",
                )


def _formula(form: PerformanceForm) -> bool:
    """Whether the form prints that the score is weight × rate; some bureaus score in steps."""
    head = form.fields.get("执行得分")
    texts = [head.text if head else "", *(one.text for one in form.notes)]
    return any(re.search(r"[*×xX]\s*执行率|执行率\s*[*×xX]", one) for one in texts)


def _heads(audited: Audited) -> Iterator[tuple[PerformanceForm, Execution]]:
    for form in evaluations(audited):
        if form.execution is not None:
            yield form, form.execution


def _of_initial(form: PerformanceForm, spent: Figure, printed: Decimal, last: Decimal) -> bool:
    """Whether the form takes the budget of the beginning of the year for A, which it prints too."""
    first = number(form.fields.get("年初预算数"))
    if first is None or first.value <= 0:
        return False
    return abs(printed - spent.value / first.value * _HUNDRED) <= last / 2


def _between(budget: Figure, spent: Figure) -> tuple[Decimal, Decimal]:
    """The rates that the amounts before their rounding may have had."""
    low = (spent.value - half(spent)) / (budget.value + half(budget))
    least = max(budget.value - half(budget), half(budget))
    return low * _HUNDRED, (spent.value + half(spent)) / least * _HUNDRED


def _expected(head: Execution) -> tuple[Decimal, ...]:
    """Weight × rate of the exact and of the printed rate, capped; nothing without a rate."""
    budget, spent, rate = number(head.budget), number(head.spent), number(head.rate)
    weight = head.weight or Decimal(0)
    likely = []
    if budget and spent and budget.value > 0:
        likely.append(weight * spent.value / budget.value)
    if rate and rate.percent:
        likely.append(weight * rate.value / _HUNDRED)
    return tuple(min(one, weight) for one in likely)


_FORM = "自评表“得分（分值×执行率）”一栏及所印备注；财预〔2020〕10号"
RULES: tuple[Rule, ...] = (
    Rule(
        RATE,
        "执行率重算",
        "执行率＝执行数(B)÷预算数(A)，以同行所印两数重算；末位之差只作舍入提示。",
        _FORM,
        ("预算数 200，执行数 150，执行率 80%", "预算数 200，执行数 150，执行率 75%"),
        rates,
    ),
    Rule(
        SCORE,
        "执行得分重算",
        "预算执行得分＝分值×执行率，不得超过分值。",
        _FORM,
        ("分值 20，执行率 150%，得分 30", "分值 20，执行率 75%，得分 15"),
        scores,
    ),
    Rule(
        ABOVE,
        "执行数大于预算数",
        "预算数为调整后财政资金总额（含上年结转结余），执行数不可能更大；表下备注写明口径的为错误。",
        "自评表备注“预算执行情况口径”",
        ("预算数 100，执行数 150", "调整后预算数 160，执行数 150"),
        above,
    ),
    Rule(
        NONE,
        "预算执行情况不全",
        "自评表应有预算数、执行数、执行率和得分。",
        _FORM,
        ("整体自评表没有预算执行情况一行", "预算数、执行数、执行率、得分俱全"),
        missing,
    ),
)
