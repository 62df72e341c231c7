"""Shares recomputed: the part over the whole that the sentence names or stands under."""

from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.reckoning import (
    amount,
    found,
    half,
    money,
    percent,
    percent_verdict,
    ratio,
)
from yiwang.disclosure.auditing.narrative.things import thing
from yiwang.disclosure.document import Document
from yiwang.disclosure.statement import Says, Statement

# Words that a whole has in one sentence and not in another: 占本年支出 is of 支出合计.
_LOOSE = ("本年", "年度", "部门", "单位", "合计", "总额", "总计", "金额", "当年", "全年", "的")
# More heads than this above a list are not looked at.
_HEADS = 12


def shares(audited: Audited) -> Iterator[Finding]:
    """Each share against its part and its whole."""
    document = audited.document
    for one in document.statements:
        part = one.about
        if one.kind is not Says.SHARE or part is None or part.start > one.start:
            continue
        wholes = _wholes(document, one, part)
        if wholes:
            yield from _judged(one, part, wholes)


def _wholes(document: Document, share: Statement, part: Statement) -> list[Statement]:
    """The amounts it may be a share of, likeliest first: named ones, or the heads of its list."""
    amounts = [
        one
        for one in document.statements
        if one.kind is Says.AMOUNT and not one.base and amount(one)
    ]
    if share.base:
        return [one for one in amounts if one is not part and _named(one, share.base)]
    heads = [
        one
        for one in amounts
        if one.section == share.section and _precedes(one, part) and amount(one) >= amount(part)
    ]
    counted = {
        id(one.about) for one in document.statements if one.kind is Says.SHARE and not one.base
    }
    return [one for one in reversed(heads) if id(one) not in counted][:_HEADS]


def _named(one: Statement, base: str) -> bool:
    """Whether an amount is the whole that a share names."""
    name, key = loose(base), thing(base)
    return bool(name and loose(one.subject).endswith(name)) or (
        key is not None and thing(one.subject) == key
    )


def _precedes(one: Statement, part: Statement) -> bool:
    return (one.paragraph, one.start) < (part.paragraph, part.start)


def loose(name: str) -> str:
    """A name without the words that change from sentence to sentence."""
    for word in _LOOSE:
        name = name.replace(word, "")
    return name


def _judged(share: Statement, part: Statement, wholes: list[Statement]) -> Iterator[Finding]:
    verdicts: list[tuple[Severity | None, Statement, Decimal]] = []
    for whole in wholes:
        exact, spread = ratio(amount(part), amount(whole), half((part, whole)))
        verdicts.append((percent_verdict(share, exact, spread), whole, exact))
    worst = (Severity.ERROR, Severity.ROUNDING, None)
    verdict, whole, exact = max(verdicts, key=lambda one: worst.index(one[0]))
    if verdict is not None:
        if verdict is Severity.ERROR:
            _, whole, exact = verdicts[0]
        text = (
            f"{money(amount(part), part)} ÷ {whole.subject} {money(amount(whole), whole)}"
            f"＝{percent(exact, share)}，与所印占比不符"
        )
        yield found("narrative-share", verdict, share, percent(exact, share), text)


RULES = (
    Rule(
        key="narrative-share",
        label="占比重算",
        explanation="占比＝部分÷整体，整体取句中点名的数或所在清单之首的数；末位之差只作舍入提示。",
        basis="部门决算公开样本“××万元，占本年支出××%”",
        example=(
            "支出合计 200 万元，其中：基本支出 50 万元，占本年支出 20%",
            "支出合计 200 万元，其中：基本支出 50 万元，占本年支出 25%",
        ),
        check=shares,
    ),
)
