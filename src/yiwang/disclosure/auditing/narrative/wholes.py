"""Wholes against the sum of their parts, both told in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.context import measure_of, year_of
from yiwang.disclosure.auditing.narrative.reckoning import amount, found, half, money, sum_verdict
from yiwang.disclosure.auditing.narrative.things import LABELS, thing
from yiwang.disclosure.document import Document
from yiwang.disclosure.statement import Says, Statement


@dataclass(frozen=True, slots=True)
class Whole:
    """A thing and what it consists of; so many of the parts must be told for a check."""

    key: str
    parts: tuple[str, ...]
    needed: int


# So many parts are told in full.
MOST_TOLD = 30
_FUNDS = ("general_spending", "fund_spending", "capital_spending")
_INCOMES = ("grant_income", "superior_income", "business_income", "operating_income")
WHOLES = (
    Whole("income", (*_INCOMES, "affiliated_income", "other_income"), 2),
    Whole(
        "spending",
        ("basic", "project", "superior_spending", "operating_spending", "affiliated_spending"),
        2,
    ),
    Whole("grant_spending", _FUNDS, 2),
    Whole("grant_spending", ("basic", "project"), 2),
    Whole("general_spending", ("basic", "project"), 2),
    Whole("basic", ("staff", "public"), 2),
    Whole("staff", ("wages", "family"), 2),
    Whole("three_public", ("abroad", "cars", "reception"), 3),
    Whole("cars", ("car_purchase", "car_running"), 2),
    Whole("procurement", ("goods", "works", "services"), 2),
)
# Things that are told as a whole in one section and in parts in the next.
_OVER_SECTIONS = ("three_public",)
_PARTLY = re.compile(r"\((?:\d\d)?[款项]\)|^$")
_LEVEL = re.compile(r"\((?:\d{2,3})?[类款项]\)")
_NUMBER = re.compile(r"\s*[0-9]{1,2}\s*[.、．]")
_BRACKETS = str.maketrans("（）", "()")
_SPENDINGS = ("general_spending", "grant_spending")
_CLASS = re.compile(r"\((?:2\d\d)?类\)")


def sums(audited: Audited) -> Iterator[Finding]:
    """Every whole that the text takes apart, also the kinds of vehicles."""
    document = audited.document
    told = [one for one in document.statements if one.kind is Says.COUNT or _stands(one)]
    for position, one in enumerate(told):
        key = thing(one.subject)
        if key is None:
            continue
        block = list(_block(told[position + 1 :], one, key))
        for whole in WHOLES:
            if whole.key == key and one.kind is Says.AMOUNT:
                yield from _sum(one, _parts(document, one, whole, block), whole.needed, block)
        if key == "vehicles" and one.kind is Says.COUNT:
            kinds = [part for part in block if thing(part.subject) == "vehicle_kind"]
            yield from _sum(one, _up_to_other(block, kinds), 2, block)


def _stands(one: Statement) -> bool:
    """Whether it is an amount of its own, and not one that another is compared with."""
    return one.kind is Says.AMOUNT and not one.base


def _block(after: list[Statement], whole: Statement, key: str) -> Iterator[Statement]:
    """What follows in the same section until the same thing is told again."""
    for one in after:
        apart = one.section != whole.section
        if (apart and not _goes_on(one, whole, key)) or thing(one.subject) == key:
            return
        yield one


def _goes_on(one: Statement, whole: Statement, key: str) -> bool:
    """Whether the next sections still take this thing apart, as they do the “三公” figures."""
    return key in _OVER_SECTIONS and bool(whole.path) and one.path == whole.path


def _parts(
    document: Document, whole: Statement, kind: Whole, block: list[Statement]
) -> list[Statement]:
    """The first telling of each part, of the same year and measure, with nothing between."""
    parts: dict[str, Statement] = {}
    measured = (measure_of(document, whole), year_of(document, whole))
    for one in block:
        key = thing(one.subject)
        same = (measure_of(document, one), year_of(document, one)) == measured
        if same and key in kind.parts:
            parts.setdefault(key, one)
    return list(parts.values())


def _up_to_other(block: list[Statement], kinds: list[Statement]) -> list[Statement]:
    return [one for one in kinds if one.paragraph == kinds[0].paragraph] if kinds else []


def _sum(
    whole: Statement, parts: list[Statement], needed: int, block: list[Statement]
) -> Iterator[Finding]:
    if len(parts) < needed:
        return
    verdict = _verdict(whole, parts)
    if verdict is not None and not _another_part(whole, parts, block):
        total = sum((amount(one) for one in parts), Decimal(0))
        sum_up = "＋".join(money(amount(one), one) for one in parts)
        label = LABELS.get(thing(whole.subject) or "", whole.subject)
        text = f"{label}各部分之和 {sum_up}＝{money(total, whole)}，与所印合计不符"
        yield found("narrative-sum", verdict, whole, money(total, whole), text)


def _another_part(whole: Statement, parts: list[Statement], block: list[Statement]) -> bool:
    """Whether just what is missing is told beside the parts, under a name that is not known."""
    missing = amount(whole) - sum((amount(one) for one in parts), Decimal(0))
    places = {one.paragraph for one in (whole, *parts)}
    return any(
        amount(one) == missing and one.unit == whole.unit and one.paragraph in places
        for one in block
        if one not in parts and missing
    )


def _verdict(whole: Statement, parts: list[Statement]) -> Severity | None:
    total = sum((amount(one) for one in parts), Decimal(0))
    return sum_verdict(total - amount(whole), len(parts) + 1, half((whole, *parts)))


def listed(audited: Audited) -> Iterator[Finding]:
    """Classes and projects that the text lists under a total: more than it is an error."""
    told = [one for one in audited.document.statements if _stands(one)]
    for position, one in enumerate(told):
        key = thing(one.subject)
        after = told[position + 1 :]
        if key in _SPENDINGS:
            yield from _list(one, list(_classes(one, after)))
        elif key == "project":
            yield from _list(one, list(_projects(one, after)))


def items(audited: Audited) -> Iterator[Finding]:
    """The budgets and accounts of the subjects one by one, against those of the whole above them.

    Only a hint: a subject with a budget may have had no account and be left out.
    """
    told = [one for one in audited.document.statements if _stands(one)]
    for position, one in enumerate(told):
        if thing(one.subject) not in _SPENDINGS or one.measure is None:
            continue
        parts = list(_measured(one, told[position + 1 :]))
        depths = {bool(_PARTLY.search(part.subject)) for part in parts}
        if len(parts) > 1 and len(depths) == 1 and len(parts) >= _numbered(audited, one):
            yield from _list(one, parts, sure=False)


def _numbered(audited: Audited, whole: Statement) -> int:
    """How many numbered paragraphs of the section name a subject: all must have been understood."""
    return sum(
        bool(_NUMBER.match(one.text) and _LEVEL.search(one.text.translate(_BRACKETS)))
        for section in audited.document.sections
        if section.title == whole.section
        for one in section.paragraphs
    )


def _measured(whole: Statement, after: list[Statement]) -> Iterator[Statement]:
    for one in after:
        if one.section != whole.section:
            return
        if one.measure is whole.measure and _LEVEL.search(one.subject):
            yield one


def _classes(whole: Statement, after: list[Statement]) -> Iterator[Statement]:
    for one in after:
        if one.section != whole.section or one.measure is not None:
            return
        if _CLASS.search(one.subject) and not _PARTLY.search(one.subject):
            yield one
        elif thing(one.subject) is not None:
            return


def _projects(whole: Statement, after: list[Statement]) -> Iterator[Statement]:
    """What is listed with a name of its own behind 项目支出, up to the next known thing."""
    for one in after:
        if one.section != whole.section or one.measure is not None:
            return
        if thing(one.subject) is not None or _PARTLY.search(one.subject):
            return
        yield one


def _list(whole: Statement, parts: list[Statement], *, sure: bool = True) -> Iterator[Finding]:
    if len(parts) < 2:
        return
    verdict = _verdict(whole, parts)
    if verdict is None:
        return
    total = sum((amount(one) for one in parts), Decimal(0))
    if verdict is Severity.ERROR and (total < amount(whole) or not sure):
        verdict = Severity.WARNING
    added = "＋".join(str(one.figure.value) for one in parts[:MOST_TOLD] if one.figure)
    more = "＋…" if len(parts) > MOST_TOLD else ""
    advice = "属尾数误差，可不处理" if verdict is Severity.ROUNDING else "请核对是否漏列或数字有误"
    text = (
        f"所列 {len(parts)} 项合计 {added}{more}＝{money(total, whole)}，"
        f"与 {money(amount(whole), whole)} 不符，{advice}"
    )
    rule = "narrative-listed" if sure else "narrative-items"
    yield found(rule, verdict, whole, money(total, whole), text)


RULES = (
    Rule(
        key="narrative-sum",
        label="文字中合计与分项之和",
        explanation="文字说明中印出分项的，分项之和须等于合计：收入、支出、基本支出、“三公”经费、"
        "政府采购、车辆等；每个数半个末位的差异只作舍入提示。",
        basis="部门预算、决算公开样本的文字说明",
        example=(
            "支出合计 100 万元，其中：基本支出 40 万元，项目支出 50 万元",
            "支出合计 100 万元，其中：基本支出 40 万元，项目支出 60 万元",
        ),
        check=sums,
    ),
    Rule(
        key="narrative-listed",
        label="所列类款或项目与合计",
        explanation="合计之后逐项列出的功能分类或项目，其和不得大于合计；小于合计时提示核对是否漏列。",
        basis="部门决算公开样本“主要用于以下方面”",
        example=(
            "项目支出 50 万元，主要用于甲项目 30 万元，乙项目 25 万元",
            "项目支出 50 万元，主要用于甲项目 30 万元，乙项目 20 万元",
        ),
        check=listed,
    ),
    Rule(
        key="narrative-items",
        label="逐项科目的预算、决算与合计",
        explanation="“具体情况”中逐个科目的年初预算（支出决算）之和与其上合计不符的，提示核对；"
        "有预算而无决算的科目可能未列出。",
        basis="部门决算公开样本“一般公共预算财政拨款支出决算具体情况”",
        example=(
            "财政拨款支出年初预算为 50 万元。教育支出（类）年初预算为 20 万元。"
            "住房保障支出（类）年初预算为 25 万元",
            "财政拨款支出年初预算为 50 万元。教育支出（类）年初预算为 20 万元。"
            "住房保障支出（类）年初预算为 30 万元",
        ),
        check=items,
    ),
)
