"""Rules on single figures: what is no number, what is below nought, price times quantity, parts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.books import Book, Shelf, labels
from yiwang.disclosure.auditing.books.amounts import told
from yiwang.disclosure.auditing.books.book import heading, label
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.identities.products import in_yuan, products
from yiwang.disclosure.figures import figure
from yiwang.disclosure.tables import Cell, Column, Entry
from yiwang.kernel.money import MoneyUnit

_BROKEN = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．。、]*")
_MAY_BE_NEGATIVE = re.compile(r"结转|结余|增减|调整|比|差|弥补|收回|冲")
_WHOLE = re.compile(r"采购金额\(?合计")
_PARTS = re.compile(r"面向|中小企业|[小微]型?企业")


def broken_figures(audited: Audited) -> Iterator[Finding]:
    """Cells that are meant to be an amount but are no number: 1,80.2."""
    for book in Shelf(audited.document).clear:
        for entry in book.entries:
            for index, cell in entry.figures.items():
                if cell.figure is None and _BROKEN.fullmatch(labels.tidy(cell.text)):
                    yield _broken(book, entry, index, cell)


def _broken(book: Book, entry: Entry, index: int, cell: Cell) -> Finding:
    parts = cell.text.split()
    # Two figures that were read into one cell are a doubt about reading, not an error.
    merged = len(parts) > 1 and all(figure(one) for one in parts)
    where, printed = book.where(entry, index), cell.text.strip()
    return Finding(
        "table-figures",
        Severity.WARNING if merged else Severity.ERROR,
        cell.place,
        cell.text,
        printed,
        "一个写法正确的金额",
        f"{where}印为“{printed}”，不是正确的金额写法，请核对小数点和千分位。",
        where,
        (cell,),
    )


def negative_figures(audited: Audited) -> Iterator[Finding]:
    """Amounts below nought where money was received or spent."""
    for book in Shelf(audited.document).clear:
        for entry in book.entries:
            for index, cell in entry.figures.items():
                words = label(entry) + heading(book.table.column(index))
                if (cell.value or 0) < 0 and not _MAY_BE_NEGATIVE.search(words):
                    yield _negative(book.where(entry, index), cell)


def _negative(where: str, cell: Cell) -> Finding:
    printed = cell.text.strip()
    return Finding(
        "table-negative",
        Severity.WARNING,
        cell.place,
        cell.text,
        printed,
        "不小于 0 的金额",
        f"{where}印为负数 {printed}，收入和支出一般不为负，请核对。",
        where,
        (cell,),
    )


def wrong_products(audited: Audited) -> Iterator[Finding]:
    """Rows of procurement and assets whose amount is not quantity times price."""
    for book in Shelf(audited.document).clear:
        for entry, quantity, price, amount in products(book):
            yield from _product(book, entry, (quantity, price, amount))


def _product(book: Book, entry: Entry, columns: tuple[Column, Column, Column]) -> Iterator[Finding]:
    quantity, price, amount = (entry.figures.get(one.index) for one in columns)
    if not (quantity and price and amount):
        return
    count, each = quantity.value, in_yuan(entry, columns[1], book)
    paid = in_yuan(entry, columns[2], book)
    if not count or each is None or paid is None:
        return
    if abs(count * each - paid) <= _rounding(count, book):
        return
    where, printed = book.where(entry, columns[2].index), amount.text.strip()
    expected = told(count * each, MoneyUnit.YUAN)
    yield Finding(
        "table-products",
        Severity.ERROR,
        amount.place,
        amount.text,
        printed,
        expected,
        f"{where}印为 {printed}；数量 {quantity.text.strip()}×单价 {price.text.strip()}"
        f"＝{expected}元，请核对数量、单价和金额。",
        where,
        (amount, quantity, price),
    )


def _rounding(count: Decimal, book: Book) -> Decimal:
    """What a rounded price may be off, times the quantity, in yuan."""
    step = Decimal(1).scaleb(-book.places) * Decimal(book.unit.value) / 100
    return (count + 1) * step / 2 if book.unit is MoneyUnit.WAN else (count + 1) * Decimal("0.005")


def parts_above_whole(audited: Audited) -> Iterator[Finding]:
    """Parts that are larger than what they are part of: 面向中小企业 above the amount."""
    for book in Shelf(audited.document).clear:
        for entry in book.entries:
            columns = book.columns(entry.panel)
            whole = next((c for c in columns if _WHOLE.search(heading(c))), None)
            for column in columns:
                if whole and column is not whole and _PARTS.search(heading(column)):
                    yield from _part(book, entry, column, whole)


def _part(book: Book, entry: Entry, column: Column, whole: Column) -> Iterator[Finding]:
    part, all_of_it = book.amount(entry, column.index), book.amount(entry, whole.index)
    if part is None or all_of_it is None or part.value <= all_of_it.value:
        return
    where, printed = book.where(entry, column.index), part.cell.text.strip()
    most = all_of_it.cell.text.strip()
    yield Finding(
        "table-parts",
        Severity.ERROR,
        part.cell.place,
        part.cell.text,
        printed,
        f"不大于 {most}",
        f"{where}印为 {printed}，大于采购金额合计 {most}，请核对。",
        where,
        (part.cell, all_of_it.cell),
    )
