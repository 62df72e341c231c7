"""The rule on units: a table in yuan beside tables in ten thousand yuan that does not fit them."""

import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Book, Shelf
from yiwang.disclosure.auditing.books.book import heading
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.identities.units import misprints
from yiwang.disclosure.document import Document
from yiwang.disclosure.tables import Column, Line
from yiwang.kernel.money import MoneyUnit

_UNIT_LINE = re.compile(r"单\s*位\s*[:：]\s*(?:人民币)?\s*(?:万\s*)?元")


def wrong_units(audited: Audited) -> Iterator[Finding]:
    """Tables whose unit cannot be right beside the other tables, or beside their own headings."""
    books = Shelf(audited.document).books
    sets = Shelf(audited.document).sets
    clear = [[one for one in books if not one.doubtful] for books in sets]
    for one in (each for books in clear for each in misprints(books)):
        reason = (
            f"按“{one.book.unit.label}”计，{one.mine.terms[0].where}与{one.other.book.title}"
            "中的同一数据相差一万倍"
        )
        yield _unit(audited.document, one.book, one.unit, reason)
    for book in books:
        stated = {unit for one in book.table.columns if (unit := _stated(one))}
        if book.table.unit and len(stated) == 1 and book.unit not in stated:
            unit = stated.pop()
            reason = f"表头栏目写明“（{unit.label}）”，与表的单位“{book.unit.label}”不一致"
            yield _unit(audited.document, book, unit, reason)


def _stated(column: Column) -> MoneyUnit | None:
    """The unit that a heading prints in brackets; prices are told in yuan in any table."""
    found = re.search(r"\((万?元)\)", heading(column))
    if found is None or "单价" in heading(column):
        return None
    return MoneyUnit.YUAN if found[1] == "元" else MoneyUnit.WAN


def _unit(document: Document, book: Book, unit: MoneyUnit, reason: str) -> Finding:
    line = _unit_line(document, book)
    return Finding(
        "table-units",
        Severity.ERROR,
        line.place if line else book.place,
        line.text if line else book.table.title,
        book.table.printed_unit or book.unit.label,
        unit.label,
        f"{book.title}的单位印为“{book.unit.label}”；{reason}，单位应为“{unit.label}”，请核对。",
        book.title,
    )


def _unit_line(document: Document, book: Book) -> Line | None:
    """The line that prints the unit, the nearest one at the head of the table."""
    own = book.place
    near = [
        one
        for one in document.lines
        if one.place.page == own.page and own.line <= one.place.line <= own.end_line
    ]
    return next((one for one in near if _UNIT_LINE.search(one.text)), None)
