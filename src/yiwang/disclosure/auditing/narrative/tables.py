"""What the text says against what the tables print: amounts, and units mixed up."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.context import measure_of, year_of
from yiwang.disclosure.auditing.narrative.ledger import Ledger, Printed
from yiwang.disclosure.auditing.narrative.reckoning import FACTORS, amount, found, money
from yiwang.disclosure.auditing.narrative.things import thing
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.statement import Measure, Says, Statement

_TABLE, _UNIT = "narrative-table", "narrative-unit"
_TIMES = Decimal(10_000)
_WORST = (None, Severity.ROUNDING, Severity.ERROR)
_THREE = ("three_public", "abroad", "cars", "car_purchase", "car_running", "reception")


def amounts(audited: Audited) -> Iterator[Finding]:
    """Each amount of this year against the tables that tell the same thing."""
    document = audited.document
    ledger = Ledger(document)
    for one in document.statements:
        if one.kind is Says.AMOUNT and one.figure is not None and _comparable(document, one):
            section = f"{one.path}/{one.section}"
            printed = ledger.printed(_meant(one), measure_of(document, one), section)
            if printed:
                yield from _judged(one, printed)


def _meant(one: Statement) -> str:
    """The words with the fund that the heading names: 本年收入 there is not all income."""
    if thing(one.subject) in ("income", "spending"):
        for fund in ("政府性基金", "国有资本经营"):
            if fund in one.section and fund not in one.subject:
                return f"{fund}预算财政拨款{one.subject.removeprefix('本年')}"
    return one.subject


def _comparable(document: Document, one: Statement) -> bool:
    """Whether the tables of this document print such an amount: of its year and its measure."""
    if document.year is None or one.base or year_of(document, one) != document.year:
        return False
    measure = measure_of(document, one)
    if document.kind is Kind.FINAL and measure is Measure.BUDGET:
        return thing(one.subject) in _THREE and "年初" not in one.quote
    return True


def _judged(one: Statement, printed: list[Printed]) -> Iterator[Finding]:
    verdict, best = min(
        ((verdict_on(one, other), other) for other in printed),
        key=lambda pair: _WORST.index(pair[0]),
    )
    if verdict is None:
        return
    if verdict is Severity.ERROR:
        best = printed[0]
    expected = money(best.value, one)
    text = f"{best.where}为 {expected}，与文字不符"
    result = found(_TABLE, verdict, one, expected, text, best.cells)
    mixed = [other for other in printed if _mixed(one, other)]
    if verdict is Severity.ERROR and mixed:
        expected = money(mixed[0].value, one)
        text = f"{mixed[0].where}为 {expected}，与文字正好相差一万倍，应是“元”与“万元”写错"
        result = replace(result, rule=_UNIT, expected=expected, message=text)
    yield result


def verdict_on(one: Statement, other: Printed) -> Severity | None:
    """Right as far as its digits go; cut off or rounded apart is rounding."""
    assert one.figure is not None  # noqa: S101
    digit = one.figure.last_digit * FACTORS[one.unit]
    difference = abs(amount(one) - other.value)
    if difference <= digit / 2:
        return None
    close = difference < digit or difference <= digit / 2 + other.slack
    return Severity.ROUNDING if close else Severity.ERROR


def _mixed(one: Statement, other: Printed) -> bool:
    """Whether the figure is right in the other unit."""
    assert one.figure is not None  # noqa: S101
    half_digit = one.figure.last_digit * FACTORS[one.unit] / 2
    return bool(amount(one)) and any(
        abs(amount(one) - other.value * factor) <= half_digit for factor in (_TIMES, 1 / _TIMES)
    )


def _only(audited: Audited, key: str) -> Iterator[Finding]:
    return (one for one in amounts(audited) if one.rule == key)


RULES = (
    Rule(
        key=_TABLE,
        label="文字与表格不符",
        explanation="文字说明中本年度的合计、类款项、基本与项目支出、人员与公用经费、“三公”经费、"
        "采购、项目等数字，须与相应表格一致；末位之差只作舍入提示。",
        basis="部门预算、决算公开样本；文字说明引自公开表格",
        example=(
            "支出合计 120 万元，而《支出决算表》合计 102.00 万元",
            "支出合计 102 万元，《支出决算表》合计 102.00 万元",
        ),
        check=lambda audited: _only(audited, _TABLE),
    ),
    Rule(
        key=_UNIT,
        label="文字与表格的单位相差一万倍",
        explanation="文字的数与表格的数正好相差一万倍，是“元”与“万元”写错。",
        basis="表格与文字各有计量单位，同一数字只能有一个大小",
        example=(
            "支出合计 102 元，而《支出决算表》合计 102.00 万元",
            "支出合计 102 万元，《支出决算表》合计 102.00 万元",
        ),
        check=lambda audited: _only(audited, _UNIT),
    ),
)
