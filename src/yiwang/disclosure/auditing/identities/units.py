"""Tables whose printed unit cannot be right: their figures are 10,000 times those of the others."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from yiwang.disclosure.auditing.books import Book
from yiwang.disclosure.auditing.identities.facts import Fact, Key, facts
from yiwang.kernel.money import MoneyUnit

_STEP = Decimal(10_000)


@dataclass(frozen=True, eq=False)
class Misprint:
    """A table whose unit should be `unit`; `other` is a table that it was compared with."""

    book: Book
    unit: MoneyUnit
    mine: Fact
    other: Fact


def misprints(books: Iterable[Book]) -> list[Misprint]:
    """The tables that agree with no other as printed and with more of them in the other unit.

    Of two tables that stand against each other alone, the one is named whose unit is the rarer.
    """
    books = tuple(books)
    together: defaultdict[Key, list[Fact]] = defaultdict(list)
    for book in books:
        for one in facts(book):
            if one.value:
                together[one.key].append(one)
    agreed: defaultdict[int, set[int]] = defaultdict(set)
    apart: defaultdict[int, list[tuple[Fact, Fact]]] = defaultdict(list)
    for found in together.values():
        for one in found:
            for other in found:
                if one.book is not other.book:
                    _note(one, other, agreed, apart)
    usual = max((one.unit for one in books), key=[one.unit for one in books].count, default=None)
    return [
        Misprint(book, _other(book.unit), *apart[id(book)][0])
        for book in books
        if apart[id(book)]
        and not agreed[id(book)]
        and _outnumbered(book, apart[id(book)], agreed, usual)
    ]


def fitting(books: tuple[Book, ...]) -> tuple[Book, ...]:
    """The same books, those with a wrong unit read in the right one."""
    wrong = {id(one.book): one.unit for one in misprints(books)}
    return tuple(Book(one.table, wrong[id(one)]) if id(one) in wrong else one for one in books)


def _note(
    one: Fact,
    other: Fact,
    agreed: defaultdict[int, set[int]],
    apart: defaultdict[int, list[tuple[Fact, Fact]]],
) -> None:
    slack = sum((term.slack for term in (*one.terms, *other.terms)), Decimal(0))
    if abs(one.value - other.value) <= slack:
        agreed[id(one.book)].add(id(other.book))
    elif _thousands(one.value, other.value, slack):
        apart[id(one.book)].append((one, other))


def _thousands(one: Decimal, other: Decimal, slack: Decimal) -> bool:
    large, small = max(abs(one), abs(other)), min(abs(one), abs(other))
    # The slack of the larger one was reckoned in the unit that is in doubt.
    return abs(large - small * _STEP) <= max(slack, slack * _STEP)


def _outnumbered(
    book: Book,
    pairs: list[tuple[Fact, Fact]],
    agreed: defaultdict[int, set[int]],
    usual: MoneyUnit | None,
) -> bool:
    return any(agreed[id(other.book)] for _mine, other in pairs) or book.unit is not usual


def _other(unit: MoneyUnit) -> MoneyUnit:
    return MoneyUnit.WAN if unit is MoneyUnit.YUAN else MoneyUnit.YUAN
