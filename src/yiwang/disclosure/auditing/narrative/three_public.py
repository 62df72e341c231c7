"""What the text says against the budget of the “三公” figures, where only the table prints it."""

from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.completion import budget_of
from yiwang.disclosure.auditing.narrative.context import before, budgeted
from yiwang.disclosure.auditing.narrative.ledger import Ledger
from yiwang.disclosure.auditing.narrative.reckoning import amount, found, money, percent
from yiwang.disclosure.auditing.narrative.things import thing
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.statement import Measure, Says, Statement, Way

_KEYS = ("three_public", "abroad", "cars", "car_purchase", "car_running", "reception")
_NEAR = Decimal("0.01")


def against_table(audited: Audited) -> Iterator[Finding]:
    """Completion rates and changes against the budget that the table prints.

    A hint only: the table may print the adjusted budget and the text mean that of the year's start.
    """
    document = audited.document
    if document.kind is not Kind.FINAL:
        return
    ledger = Ledger(document)
    for one in document.statements:
        if one.about is None or one.figure is None or thing(one.about.subject) not in _KEYS:
            continue
        if _budgetless(document, one):
            budget = ledger.printed(one.about.subject, Measure.BUDGET)
            if budget:
                yield from _judged(one, one.about, budget[0].value)


def _budgetless(document: Document, one: Statement) -> bool:
    """Whether it is told against a budget that its paragraph does not print."""
    if one.kind is Says.COMPLETION:
        return budget_of(document, one) is None
    return one.kind is Says.CHANGE and budgeted(one) and before(document, one) is None


def _judged(one: Statement, account: Statement, budget: Decimal) -> Iterator[Finding]:
    if one.kind is Says.CHANGE:
        exact = amount(account) - budget
        stated = -amount(one) if one.way is Way.DOWN else amount(one)
        if abs(stated - exact) > _NEAR and not (one.way is Way.OPEN and stated == abs(exact)):
            way = "增加" if exact > 0 else "减少"
            expected = f"{way} {money(abs(exact), one)}"
            text = f"“三公”经费表的预算数为 {money(budget, account)}，按此应为{expected}"
            yield found("narrative-three-public", Severity.WARNING, one, expected, text)
    elif budget and one.figure is not None:
        exact = amount(account) / budget * 100
        if abs(exact - one.figure.value) >= one.figure.last_digit:
            expected = percent(exact, one)
            text = f"“三公”经费表的预算数为 {money(budget, account)}，按此应完成 {expected}"
            yield found("narrative-three-public", Severity.WARNING, one, expected, text)


RULES = (
    Rule(
        key="narrative-three-public",
        label="“三公”经费与表中预算数的比较",
        explanation="文字没有印出预算数的，完成率、比预算增减额按“三公”经费表的预算数核对；"
        "表中可能是调整后预算，故只作提示。",
        basis="“三公”经费支出决算表（预算数、决算数）",
        example=(
            "公务接待费支出决算为 0 万元，比预算增加（减少）0 万元，而表中预算数为 2.00 万元",
            "公务接待费支出决算为 0 万元，比预算减少 2 万元，表中预算数为 2.00 万元",
        ),
        check=against_table,
    ),
)
