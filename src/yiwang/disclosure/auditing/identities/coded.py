"""Sums down a table whose rows have codes: class = sections = items, 合计 = all classes.

A code stands under the longest printed code that it begins with, so that tables that print only
items, or classes and items, add up as well, and units (121, 121001) as subjects do.
"""

import re
from collections import Counter
from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Book
from yiwang.disclosure.auditing.books.book import code, label, name
from yiwang.disclosure.auditing.books.shelf import FUNCTIONAL
from yiwang.disclosure.auditing.identities.identity import Identity, Term
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Entry

RULE = "table-rows"
# 小计 is no total of the whole table: what it adds up stands nowhere.
_TOTAL = re.compile(r"(?:本年)?(?:收入|支出|收支)?(?:合计|总计)|栏次合计")


def coded(book: Book) -> Iterator[Identity]:
    """The sums of a table whose rows have codes; none where codes repeat, as of several units."""
    for panel in book.panels:
        entries = book.panel(panel)
        with_code = [one for one in entries if code(one)]
        if not with_code or _mixed(book, with_code):
            continue
        clear = all(code(one) or total_row(one, entries) for one in entries if one.figures)
        yield from _inner(book, with_code, clear)
        if book.form != Form.BASIC_SPENDING or len(book.panels) == 1:
            yield from _totals(book, entries, with_code, clear)


def total_row(entry: Entry, entries: tuple[Entry, ...]) -> bool:
    """Whether a row is 合计: by its name, or without a name at the top or the bottom."""
    if code(entry):
        return False
    if _TOTAL.fullmatch(label(entry)):
        return True
    return not label(entry) and entry in (entries[0], entries[-1])


def _mixed(book: Book, entries: list[Entry]) -> bool:
    counted = Counter(map(code, entries))
    twice = [one for one, times in counted.items() if times > 1]
    lengths = {len(one) for one in counted}
    odd = book.form in FUNCTIONAL and 6 in lengths and bool(lengths & {5, 7})
    return odd or (
        bool(twice) and any(_children(one, entries) for one in entries if code(one) in twice)
    )


def _children(parent: Entry | None, entries: list[Entry]) -> list[Entry]:
    """The rows right under a code; without one, the rows that stand under none."""
    start = code(parent) if parent else ""
    codes = {code(one) for one in entries}
    return [
        one
        for one in entries
        if code(one) != start
        and code(one).startswith(start)
        and not any(
            code(one).startswith(other) and len(start) < len(other) < len(code(one))
            for other in codes
        )
    ]


def _inner(book: Book, entries: list[Entry], clear: bool) -> Iterator[Identity]:
    for parent in entries:
        children = _children(parent, entries)
        if children:
            yield from summed(book, parent, children, f"“{name(parent)}”应等于其下各行之和", clear)


def _totals(
    book: Book, entries: tuple[Entry, ...], with_code: list[Entry], clear: bool
) -> Iterator[Identity]:
    top = _children(None, with_code)
    for one in entries:
        if total_row(one, entries):
            yield from summed(book, one, top, "合计行应等于各行之和", clear)


def summed(
    book: Book, total: Entry, addends: list[Entry], reason: str, sure: bool = True
) -> Iterator[Identity]:
    """One identity for each column of figures: a row is the sum of rows.

    A row without any figure is a heading and promises nothing.
    """
    if not total.figures:
        return
    for column in book.columns(total.panel):
        terms = tuple(
            Term(book.amount(one, column.index), book.where(one, column.index)) for one in addends
        )
        head = Term(book.amount(total, column.index), book.where(total, column.index))
        # Prices may be added up in a head, but that is nobody's sum.
        price = "单价" in column.label
        identity = Identity(RULE, head, terms, reason, book.unit, sure and not price)
        if identity.told and not (price and head.amount is None):
            yield identity
