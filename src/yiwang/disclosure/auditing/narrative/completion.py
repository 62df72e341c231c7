"""Completion rates recomputed: the account over the budget of the same paragraph."""

from collections.abc import Iterator

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.context import paragraph
from yiwang.disclosure.auditing.narrative.reckoning import (
    amount,
    found,
    half,
    money,
    percent,
    percent_verdict,
    ratio,
)
from yiwang.disclosure.document import Document
from yiwang.disclosure.statement import Measure, Says, Statement


def completions(audited: Audited) -> Iterator[Finding]:
    """Each completion rate against the two amounts it belongs to."""
    for one in audited.document.statements:
        account = one.about
        if one.kind is not Says.COMPLETION or account is None or account.measure is Measure.BUDGET:
            continue
        budget = budget_of(audited.document, one)
        if budget is not None:
            yield from _judged(one, account, budget)


def budget_of(document: Document, completion: Statement) -> Statement | None:
    """The budget printed before it in the same paragraph for the same subject."""
    account = completion.about
    budgets = [
        one
        for one in paragraph(document, completion, Says.AMOUNT)
        if one.measure is Measure.BUDGET and one.start < completion.start
        if account is not None and one.subject == account.subject
    ]
    return budgets[-1] if budgets else None


def _judged(rate: Statement, account: Statement, budget: Statement) -> Iterator[Finding]:
    if not amount(budget):
        text = (
            f"{rate.base or '预算'}为 0，完成率无法计算，"
            "应表述为“不适用”或删去完成率，并说明年中追加的情况"
        )
        yield found("narrative-no-base", Severity.WARNING, rate, "不适用（无法计算）", text)
        return
    exact, spread = ratio(amount(account), amount(budget), half((account, budget)))
    verdict = percent_verdict(rate, exact, spread)
    if verdict is not None:
        sum_up = f"{money(amount(account), account)} ÷ {money(amount(budget), budget)}"
        text = f"{sum_up}＝{percent(exact, rate)}，与所印完成率不符"
        yield found("narrative-completion", verdict, rate, percent(exact, rate), text)


def _only(audited: Audited, key: str) -> Iterator[Finding]:
    return (one for one in completions(audited) if one.rule == key)


RULES = (
    Rule(
        key="narrative-completion",
        label="完成率重算",
        explanation="完成预算的百分比＝支出决算÷预算，以同段所印两数重算；末位之差只作舍入提示。",
        basis="部门决算公开样本“年初预算为××万元，支出决算为××万元，完成年初预算的××%”",
        example=(
            "年初预算 40 万元，支出决算为 50 万元，完成年初预算的 100%",
            "年初预算 40 万元，支出决算为 50 万元，完成年初预算的 125%",
        ),
        check=lambda audited: _only(audited, "narrative-completion"),
    ),
    Rule(
        key="narrative-no-base",
        label="预算为零的完成率",
        explanation="预算为 0 时不存在完成率，印“0%”或“100%”都没有意义。",
        basis="完成率＝决算÷预算，分母为 0 无法计算",
        example=(
            "年初预算为 0 万元，支出决算为 5 万元，完成年初预算的 0%",
            "年初预算为 0 万元，支出决算为 5 万元，主要是年中追加",
        ),
        check=lambda audited: _only(audited, "narrative-no-base"),
    ),
)
