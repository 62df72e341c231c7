"""All sums of a document, reckoned once, and the findings of those that do not hold."""

import weakref
from collections.abc import Iterator
from dataclasses import replace

from yiwang.disclosure.auditing.books import Book, Shelf
from yiwang.disclosure.auditing.books.shelf import FUNCTIONAL
from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.auditing.identities.across import across
from yiwang.disclosure.auditing.identities.basics import halves
from yiwang.disclosure.auditing.identities.blocked import blocked
from yiwang.disclosure.auditing.identities.coded import RULE, coded
from yiwang.disclosure.auditing.identities.crossing import crossing
from yiwang.disclosure.auditing.identities.formulas import evaluated
from yiwang.disclosure.auditing.identities.identity import Identity, Term, unlike
from yiwang.disclosure.auditing.identities.localising import causes
from yiwang.disclosure.auditing.identities.outlined import balance, outlined
from yiwang.disclosure.auditing.identities.units import fitting
from yiwang.disclosure.auditing.identities.wording import finding
from yiwang.disclosure.document import Document
from yiwang.disclosure.forms import Form

# The sums of the document that was reckoned last: nine rules ask for the same ones.
_last: list[tuple[weakref.ref[Document], tuple[Finding, ...]]] = []


def reckoned(document: Document) -> tuple[Finding, ...]:
    """The findings of all sums of a document, each with the key of its rule."""
    if _last and _last[0][0]() is document:
        return _last[0][1]
    found = tuple(_findings(document))
    _last[:] = [(weakref.ref(document), found)]
    return found


def _findings(document: Document) -> Iterator[Finding]:
    books = Shelf(document).books
    for book in books:
        if book.doubtful:
            yield from _unread(book)
    for cause in causes(identities(document)):
        told = finding(cause)
        if told is not None:
            yield told


def identities(document: Document) -> list[Identity]:
    """Every sum that the money tables of a document promise, misread tables left out."""
    shelf = Shelf(document)
    inside = [each for one in shelf.clear for each in _trusted(list(within(one)))]
    printed = [each for one in shelf.clear for each in evaluated(one)]
    across_tables = [
        each
        for books in shelf.sets
        for each in crossing(fitting(tuple(one for one in books if not one.doubtful)))
    ]
    return unlike([*inside, *printed, *across_tables])


def _trusted(found: list[Identity]) -> list[Identity]:
    """The sums of one table; where many fail for many reasons they are only doubted.

    A person mistypes a figure or two in a table. A table of which a third fails was misread, or
    its headings mean something else than we think.
    """
    serious = [one for one in found if one.severity in {Severity.ERROR, Severity.WARNING}]
    reasons = [one for one in causes(found) if one.broken[0] in serious]
    if len(reasons) < 3 or len(serious) * 3 < len([one for one in found if one.told]):
        return found
    return [replace(one, sure=False) for one in found]


def _unread(book: Book) -> Iterator[Finding]:
    """One doubt about a table that looks misread, if its sums fail."""
    failing = [
        one
        for one in within(book)
        if one.severity is not None and one.severity is not Severity.ROUNDING
    ]
    if failing:
        yield Finding(
            "table-rows",
            Severity.WARNING,
            book.place,
            book.table.title,
            "版面未能可靠识别",
            "行、栏可以辨认的表格",
            f"{book.title}的版面未能可靠识别，有 {len(failing)} 处合计无法核对，请人工核对本表，"
            "或改用 docx、xlsx 文件审核。",
            book.title,
        )


def within(book: Book) -> Iterator[Identity]:
    """The sums inside one table, those of its columns before those of its rows."""
    yield from across(book)
    if book.form in {Form.SUMMARY, Form.GRANT_SUMMARY}:
        yield from outlined(book)
        for left, right in balance(book):
            yield from _balanced(book, left.panel, right.panel)
    elif book.form == Form.PROJECTS:
        yield from blocked(book)
    elif book.form == Form.BASIC_SPENDING:
        yield from coded(book)
        yield from halves(book)
    elif book.form in {*FUNCTIONAL, Form.PROCUREMENT, Form.BOUGHT_SERVICES, Form.ASSETS}:
        yield from coded(book)


def _balanced(book: Book, left: int, right: int) -> Iterator[Identity]:
    for one, other in balance(book):
        first, second = book.columns(left)[:1], book.columns(right)[:1]
        if first and second:
            total = Term(book.amount(other, second[0].index), book.where(other, second[0].index))
            income = Term(book.amount(one, first[0].index), book.where(one, first[0].index))
            reason = "收入总计与支出总计应相等"
            yield Identity(RULE, total, (income,), reason, book.unit)
