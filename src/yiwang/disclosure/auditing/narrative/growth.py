"""Changes and rates recomputed: from what it was to what it is, and the word for the way."""

from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.context import before, change_of, paragraph
from yiwang.disclosure.auditing.narrative.reckoning import (
    amount,
    found,
    half,
    money,
    percent,
    percent_verdict,
    ratio,
    sum_verdict,
)
from yiwang.disclosure.document import Document
from yiwang.disclosure.statement import Says, Statement, Way

# Up to here two amounts may be called 基本持平.
_NEARLY = Decimal("0.05")


def _signed(value: Decimal, way: Way | None) -> Decimal:
    return -value if way is Way.DOWN else value


def rates(audited: Audited) -> Iterator[Finding]:
    """Each rate against the change and the amount beside it."""
    for one in audited.document.statements:
        if one.kind is Says.RATE and one.figure is not None and one.about is not None:
            yield from _rate(audited.document, one)


def _rate(document: Document, rate: Statement) -> Iterator[Finding]:
    now, change, base = rate.about, change_of(document, rate), before(document, rate)
    if now is None or (change is None and base is None):
        return
    if base is not None:
        was, used = amount(base), (now, base)
    else:
        assert change is not None  # noqa: S101
        was, used = amount(now) - _signed(amount(change), change.way), (now, change)
    if base is not None and _fits_another(document, rate, base):
        return
    if was <= 0:
        yield from _from_nothing(rate, amount(now))
        return
    exact, spread = ratio(amount(now) - was, was, half(used))
    yield from _judged(rate, exact, spread, amount(now), was)


def _fits_another(document: Document, rate: Statement, base: Statement) -> bool:
    """Whether the rate is right for another figure of the same thing: then that one is at fault."""
    for one in paragraph(document, rate, Says.AMOUNT):
        if one is base or one is rate.about or one.subject != base.subject or not amount(base):
            continue
        exact, spread = ratio(amount(one) - amount(base), amount(base), half((one, base)))
        if percent_verdict(rate, abs(exact), spread) is not Severity.ERROR:
            return True
    return False


def _from_nothing(rate: Statement, now: Decimal) -> Iterator[Finding]:
    if rate.figure is not None and rate.figure.value and now:
        text = "上一期为 0，无法计算增长率，应表述为“不可比”或“上年无此项”"
        yield found("narrative-rate", Severity.WARNING, rate, "无法计算", text)


def _judged(
    rate: Statement, exact: Decimal, spread: Decimal, now: Decimal, was: Decimal
) -> Iterator[Finding]:
    assert rate.figure is not None  # noqa: S101
    other = rate.way is not Way.OPEN and _signed(rate.figure.value, rate.way) * exact < 0
    verdict = percent_verdict(rate, abs(exact), spread)
    if other and abs(exact) > spread:
        verdict = Severity.ERROR
    if verdict is None:
        return
    way = "增长" if exact > 0 else "下降"
    expected = f"{way} {percent(abs(exact), rate)}"
    like = rate.about or rate
    text = f"由 {money(was, like)} 到 {money(now, like)}，应为{expected}"
    if verdict is Severity.ERROR and not other and _on_now(rate, now, was):
        text += "；所印数字是按本期数而不是按上期数计算的"
    yield found("narrative-rate", verdict, rate, expected, text)


def _on_now(rate: Statement, now: Decimal, was: Decimal) -> bool:
    """Whether the printed rate is that on the later amount, the usual slip."""
    if rate.figure is None or not now:
        return False
    return abs(abs((now - was) / now * 100) - rate.figure.value) <= rate.figure.last_digit


def changes(audited: Audited) -> Iterator[Finding]:
    """Each change in money against the two amounts, where the paragraph prints both."""
    document = audited.document
    for one in document.statements:
        base = before(document, one) if one.kind is Says.CHANGE else None
        if base is not None and one.about is not None and one.unit.endswith("元"):
            yield from _change(one, one.about, base)


def _change(change: Statement, now: Statement, was: Statement) -> Iterator[Finding]:
    exact = amount(now) - amount(was)
    stated = _signed(amount(change), change.way)
    if change.way is Way.OPEN:
        exact = abs(exact)
    verdict = sum_verdict(stated - exact, 3, half((now, was, change)))
    if verdict is None:
        return
    word = "增加" if exact > 0 else "减少"
    expected = f"{word} {money(abs(exact), change)}"
    text = f"由 {money(amount(was), now)} 到 {money(amount(now), now)}，应为{expected}"
    yield found("narrative-change", verdict, change, expected, text)


def steady(audited: Audited) -> Iterator[Finding]:
    """What is told to be as before although the paragraph prints two different amounts."""
    document = audited.document
    for one in document.statements:
        base = before(document, one) if one.kind is Says.SAME else None
        if base is None or one.about is None:
            continue
        verdict = sum_verdict(amount(one.about) - amount(base), 2, half((one.about, base)))
        nearly = "基本" in one.quote
        if verdict is Severity.ERROR and not (nearly and _close(one.about, base)):
            was, now = money(amount(base), base), money(amount(one.about), one.about)
            text = f"所印两数为 {was} 和 {now}，并不持平"
            severity = Severity.WARNING if nearly else Severity.ERROR
            yield found("narrative-change", severity, one, "增加或减少的数额", text)


def _close(one: Statement, other: Statement) -> bool:
    """Whether two amounts are as good as the same: 基本持平."""
    return abs(amount(one) - amount(other)) <= amount(other) * _NEARLY


def changed(audited: Audited) -> Iterator[Finding]:
    """Changes with a figure, and “as before”."""
    yield from changes(audited)
    yield from steady(audited)


RULES = (
    Rule(
        key="narrative-rate",
        label="增长率重算",
        explanation="增长率＝（本期数－上期数）÷上期数，上期数由所印增减额或同段所印数推出；"
        "比较只到所印位数，末位之差只作舍入提示。",
        basis="部门决算公开样本“与××年度相比增加（减少）××万元，增长（下降）××%”",
        example=(
            "收入合计 120 万元，与 2030 年度相比增加 20 万元，增长 16.67%",
            "收入合计 120 万元，与 2030 年度相比增加 20 万元，增长 20%",
        ),
        check=rates,
    ),
    Rule(
        key="narrative-change",
        label="增减额重算",
        explanation="同一段印出前后两数的，增减额须等于两数之差，“持平”须两数相等。",
        basis="部门预算、决算公开样本",
        example=(
            "年初预算 5 万元，支出决算 4 万元，比年初预算减少 2 万元",
            "年初预算 5 万元，支出决算 4 万元，比年初预算减少 1 万元",
        ),
        check=changed,
    ),
)
