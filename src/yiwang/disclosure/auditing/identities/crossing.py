"""Sums across tables: the same quantity printed in two tables must be the same."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.books import Book
from yiwang.disclosure.auditing.identities.facts import Fact, Key, facts
from yiwang.disclosure.auditing.identities.identity import Identity, Term
from yiwang.disclosure.forms import Form

RULE = "table-cross"
# Funds that are one and the same where their totals are printed equal, the narrower first.
_WIDER = (("general", "grant"), ("grant", "all"))


def crossing(books: tuple[Book, ...]) -> Iterator[Identity]:
    """Every quantity that more than one table tells, each against the first that prints it."""
    told = [one for book in books for one in facts(book)]
    aliases = _aliases(told)
    together: defaultdict[Key, list[Fact]] = defaultdict(list)
    for one in told:
        fund = aliases.get((one.key.side, one.key.fund), one.key.fund)
        together[one.key._replace(fund=fund)].append(one)
    for found in together.values():
        yield from _compared(found)
    yield from _granted(together)
    yield from _by_code(told)


def _aliases(told: list[Fact]) -> dict[tuple[str, str], str]:
    """Which funds are one: their totals agree, or all their classes together do.

    Either is enough, so that one wrong figure does not part them.
    """
    found: dict[tuple[str, str], str] = {}
    for side in ("in", "out"):
        for narrow, wide in _WIDER:
            pair = [Key(side, one) for one in (narrow, wide)]
            totals = [_usual(told, one) for one in pair]
            classes = [_classes(told, one) for one in pair]
            if (totals[0] and totals[0] == totals[1]) or (classes[0] and classes[0] == classes[1]):
                found[side, narrow] = wide
        if found.get((side, "grant")) and found.get((side, "general")):
            found[side, "general"] = found[side, "grant"]
    return found


def _usual(told: list[Fact], key: Key) -> Decimal | None:
    """The value that most tables print for a quantity, the first of those that tie."""
    values = [one.value for one in told if one.key == key]
    return max(values, key=values.count) if values else None


def _classes(told: list[Fact], key: Key) -> Decimal:
    """The sum of the usual values of all classes of a fund."""
    codes = {one.key.code for one in told if one.key[:3] == key[:3] and len(one.key.code) == 3}
    values = (_usual(told, key._replace(code=one)) for one in codes)
    return sum((one for one in values if one is not None), Decimal(0))


def _compared(found: list[Fact]) -> Iterator[Identity]:
    """Each table against the reference; two amounts of one table are compared elsewhere."""
    if len({id(one.book) for one in found}) < 2:
        return
    reference = _reference(found)
    for one in found:
        if one is not reference and one.book is not reference.book:
            yield _equal(one, reference)


def _reference(found: list[Fact]) -> Fact:
    """The first table that prints the quantity itself; which cell is wrong is told elsewhere."""
    return next((one for one in found if len(one.terms) == 1), found[0])


def _equal(one: Fact, reference: Fact) -> Identity:
    """One side is a single cell where there is one; the other may be a sum."""
    first, second = (one, reference) if len(one.terms) == 1 else (reference, one)
    if len(first.terms) > 1:
        # Both are sums: everything stands on one side, against nothing.
        minus = tuple(Term(term.amount, term.where, -1) for term in second.terms)
        head, *rest = first.terms
        left = tuple(Term(term.amount, term.where, -1) for term in rest)
        plus = tuple(Term(term.amount, term.where, -term.sign) for term in minus)
        return _identity(head, (*plus, *left), first.book, second.book, reference.key)
    return _identity(first.terms[0], second.terms, first.book, second.book, reference.key)


def _identity(
    total: Term, addends: tuple[Term, ...], first: Book, second: Book, key: Key
) -> Identity:
    # What a table of projects lists differs from place to place: a doubt, not an error.
    sure = Form.PROJECTS.value not in {first.form, second.form}
    reason = f"{first.title}与{second.title}中的同一数据应一致"
    return Identity(RULE, total, addends, reason, first.unit, sure)


def _granted(together: dict[Key, list[Fact]]) -> Iterator[Identity]:
    """财政拨款收入 of the income table is the sum of the three funds of the summary."""
    grants = [one for one in together.get(Key("in", "财政拨款收入"), []) if len(one.terms) == 1]
    for grant in grants:
        for form in (Form.SUMMARY, Form.GRANT_SUMMARY):
            funds = [
                term
                for fund in ("general", "fund", "capital", "grant", "all")
                for one in together.get(Key("in", fund), [])
                if one.book.form == form and one.key.fund in {"general", "fund", "capital"}
                for term in one.terms
            ]
            if funds and grant.book.form != form:
                reason = "财政拨款收入应等于三项财政拨款之和"
                yield Identity(RULE, grant.terms[0], tuple(funds), reason, grant.book.unit)


def _by_code(told: list[Fact]) -> Iterator[Identity]:
    """Income and spending by subject: where nearly all agree, one that differs is doubtful."""
    sides: dict[str, dict[str, Fact]] = {"in": {}, "out": {}}
    for one in told:
        printed = one.book.form in {Form.INCOME, Form.SPENDING} and len(one.terms) == 1
        if printed and one.key[1:3] == ("all", "all") and one.key.code:
            sides[one.key.side].setdefault(one.key.code, one)
    both = sorted(set(sides["in"]) & set(sides["out"]))
    pairs = [(sides["in"][one], sides["out"][one]) for one in both]
    unlike = [one for one in pairs if one[0].value != one[1].value]
    if len(pairs) < 3 or len(unlike) > 2 or len(unlike) * 3 > len(pairs):
        return
    for income, spending in pairs:
        reason = "收入表与支出表中同一科目的金额通常一致，请核对"
        yield Identity(
            RULE, spending.terms[0], income.terms, reason, spending.book.unit, sure=False
        )
