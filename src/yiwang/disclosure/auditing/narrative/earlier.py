"""Last year's figures as this document gives them, against the document of last year."""

from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.context import before, measure_of
from yiwang.disclosure.auditing.narrative.ledger import Ledger
from yiwang.disclosure.auditing.narrative.reckoning import FACTORS, amount, found, money
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.statement import Measure, Says, Statement, Way

_LAST_YEAR = ("上年", "去年")


def year_over_year(audited: Audited) -> Iterator[Finding]:
    """What each change implies for last year, and each amount told of last year."""
    document, previous = audited.document, audited.previous
    if previous is None or document.year is None or previous.year != document.year - 1:
        return
    ledger = Ledger(previous)
    for one in document.statements:
        implied = _implied(document, one, previous.kind)
        if implied is not None and one.figure is not None:
            about = one.about or one
            yield from _compared(one, about, implied, ledger, previous)


def _implied(document: Document, one: Statement, kind: Kind) -> Decimal | None:
    """What the statement says of last year, in yuan; None where it says nothing comparable."""
    assert document.year is not None  # noqa: S101
    last = document.year - 1
    if one.kind is Says.AMOUNT:
        return amount(one) if one.year == last and _fits(one.measure, kind) else None
    if one.kind is not Says.CHANGE or one.about is None or one.unit not in FACTORS:
        return None
    if one.base_year != last and not one.base.startswith(_LAST_YEAR):
        return None
    if before(document, one) is not None or not _same_measure(document, one, kind):
        return None
    return amount(one.about) - (-amount(one) if one.way is Way.DOWN else amount(one))


def _fits(measure: Measure | None, kind: Kind) -> bool:
    """Whether the earlier document tells that measure: 预算执行数 stands in no budget."""
    wanted = {Kind.BUDGET: Measure.BUDGET, Kind.FINAL: Measure.ACCOUNT}.get(kind)
    return measure is wanted


def _same_measure(document: Document, one: Statement, kind: Kind) -> bool:
    own = measure_of(document, one.about) if one.about is not None else None
    if "执行" in one.base or "决算" in one.base:
        own = Measure.ACCOUNT
    elif "预算" in one.base:
        own = Measure.BUDGET
    return _fits(own, kind)


def _compared(
    one: Statement, about: Statement, implied: Decimal, ledger: Ledger, previous: Document
) -> Iterator[Finding]:
    printed = ledger.printed(about.subject, None)
    if not printed or one.figure is None:
        return
    digit = one.figure.last_digit * FACTORS[one.unit]
    nearest = min(printed, key=lambda other: abs(other.value - implied))
    off = abs(nearest.value - implied)
    # The amount, its change and the table each were rounded.
    if off <= digit / 2 and off <= nearest.slack + digit / 2:
        return
    severity = Severity.ROUNDING if off <= digit * 3 / 2 + nearest.slack else Severity.WARNING
    expected = money(nearest.value, one)
    text = (
        f"按此推算 {previous.year} 年为 {money(implied, one)}，"
        f"而上年文件{nearest.where}为 {expected}，请核对上年数或说明口径变化"
    )
    yield found("narrative-earlier", severity, one, f"上年 {expected}", text)


RULES = (
    Rule(
        key="narrative-earlier",
        label="上年数与上年文件不符",
        explanation="附有上年文件时，由增减额推出的上年数、文字直接印出的上年数，须与上年文件的表格一致；"
        "口径有变化的应当说明，故作提示。",
        basis="部门决算公开样本“与××年度相比”",
        example=(
            "支出合计 120 万元，与 2030 年度相比增加 20 万元，而 2030 年度决算为 110 万元",
            "支出合计 120 万元，与 2030 年度相比增加 10 万元，2030 年度决算为 110 万元",
        ),
        check=year_over_year,
    ),
)
