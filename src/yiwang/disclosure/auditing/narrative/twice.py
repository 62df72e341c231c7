"""The same thing told with two figures: in one paragraph, and the change of the general budget."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.context import measure_of, year_of
from yiwang.disclosure.auditing.narrative.reckoning import amount, found, half, money, sum_verdict
from yiwang.disclosure.auditing.narrative.things import thing
from yiwang.disclosure.document import Document
from yiwang.disclosure.statement import Says, Statement, Way

# Things that have one meaning in the whole document.
_ONE_MEANING = ("total", "grant_total", "three_public", "procurement", "operating_costs")
# Totals that change alike where they are alike; the general budget is looked at apart.
_WHOLES = ("total", "income", "spending", "grant_total", "grant_income", "grant_spending")
# A subject told in full: down to its 类, 款 or 项 in brackets, or class-section-item.
_WHOLE_NAME = re.compile(r"\((?:\d{2,3})?[类款项]\)(?:支出)?$|^[^-]+-[^-]+-.")


def twice(audited: Audited) -> Iterator[Finding]:
    """Two amounts of one thing, one year and one measure."""
    document = audited.document
    first: dict[tuple[object, ...], Statement] = {}
    for one in document.statements:
        where = _where(one) if one.kind is Says.AMOUNT and not one.base else None
        if where is None:
            continue
        key = (*where, year_of(document, one), measure_of(document, one))
        other = first.setdefault(key, one)
        verdict = sum_verdict(amount(one) - amount(other), 2, half((one, other)))
        if verdict is not None:
            text = f"同一数字前文为 {money(amount(other), other)}，此处为 {money(amount(one), one)}"
            yield found("narrative-twice", verdict, one, money(amount(other), other), text)


def _where(one: Statement) -> tuple[object, ...] | None:
    """Within what two tellings must agree: the document for some things, the paragraph for all."""
    key = thing(one.subject)
    if key in _ONE_MEANING:
        return (key, one.subject)
    return (one.subject, one.paragraph) if _WHOLE_NAME.search(one.subject) else None


def changes(audited: Audited) -> Iterator[Finding]:
    """Income and spending of the general budget: the same amount, but two changes since last year.

    An error where the spending has the change of the whole although other funds changed too: then
    the base is that of the whole.
    """
    document = audited.document
    told = {key: one for one in _changes(document) for key in [thing(one.subject)] if key}
    income, spending = told.get("general_income"), told.get("general_spending")
    if income is None or spending is None or income.about is None or spending.about is None:
        return
    half_digit = half((income, spending, income.about, spending.about))
    if sum_verdict(amount(income.about) - amount(spending.about), 2, half_digit) is not None:
        return
    if sum_verdict(_signed(income) - _signed(spending), 2, half_digit) is not Severity.ERROR:
        return
    whole = told.get("grant_total") or told.get("total")
    others = [told[key] for key in ("fund_income", "capital_income") if key in told]
    copied = whole is not None and _signed(whole) == _signed(spending)
    severity = Severity.ERROR if copied and any(map(_signed, others)) else Severity.WARNING
    text = (
        f"一般公共预算收入与支出本年数相同，收入比上年变动 {money(_signed(income), income)}，"
        f"支出却变动 {money(_signed(spending), spending)}"
    )
    if severity is Severity.ERROR:
        text += "，与财政拨款收支总计的变动相同，应是误用了包含其他预算的上年数作基期"
    yield found("narrative-other-base", severity, spending, money(_signed(income), income), text)


def whole_changes(audited: Audited) -> Iterator[Finding]:
    """Totals with the same amount, compared with the same year, that changed differently."""
    told: dict[tuple[object, ...], list[Statement]] = {}
    for one in _changes(audited.document):
        own = one.about
        if own is not None and thing(own.subject) in _WHOLES and own.figure is not None:
            told.setdefault((amount(own), one.base_year), []).append(one)
    for group in told.values():
        values = [_signed(one) for one in group]
        usual = max(values, key=values.count)
        for one, value in zip(group, values, strict=True):
            if value != usual and values.count(usual) > 1:
                other = money(usual, one)
                text = f"本年数相同的其他合计均变动 {other}，此处为 {money(value, one)}，请核对"
                yield found("narrative-twice", Severity.WARNING, one, other, text)


def _changes(document: Document) -> Iterator[Statement]:
    for one in document.statements:
        if one.kind is Says.CHANGE and one.unit.endswith("元") and one.about is not None:
            yield one


def _signed(one: Statement) -> Decimal:
    return -amount(one) if one.way is Way.DOWN else amount(one)


RULES = (
    Rule(
        key="narrative-twice",
        label="同一数字前后不一",
        explanation="同一科目、同一年度、同一口径的数在一段之内，或收支总计、“三公”经费、政府采购等"
        "在全文之内，只能有一个数。",
        basis="预算公开检查表“前后不一致”",
        example=(
            "住房公积金（项）预算为 208 万元。2031年预算安排201 万元",
            "住房公积金（项）预算为 208 万元。2031年预算安排208 万元",
        ),
        check=lambda audited: (*twice(audited), *whole_changes(audited)),
    ),
    Rule(
        key="narrative-other-base",
        label="增减的基期口径不一",
        explanation="一般公共预算收入与支出本年数相同、变动额不同的，提示核对；支出变动额照抄了"
        "总计变动额而其他预算也有变动的，是基期口径错误。",
        basis="部门决算公开样本“与××年度相比”；同一口径才能比较",
        example=(
            "财政拨款收、支总计 90 万元，比上年增加 10 万元。一般公共预算财政拨款收入 90 万元，"
            "比上年增加 30 万元。政府性基金预算财政拨款收入 0 万元，比上年减少 20 万元。"
            "一般公共预算财政拨款支出 90 万元，比上年增加 10 万元",
            "财政拨款收、支总计 90 万元，比上年增加 10 万元。一般公共预算财政拨款收入 90 万元，"
            "比上年增加 30 万元。政府性基金预算财政拨款收入 0 万元，比上年减少 20 万元。"
            "一般公共预算财政拨款支出 90 万元，比上年增加 30 万元",
        ),
        check=changes,
    ),
)
