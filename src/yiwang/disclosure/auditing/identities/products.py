"""Quantity times price is the amount, in the rows of procurement, services and assets."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.books import Book
from yiwang.disclosure.auditing.books.book import code, heading
from yiwang.disclosure.tables import Column, Entry
from yiwang.kernel.money import MoneyUnit

_QUANTITY = re.compile(r"(?:采购|购买|申请|资产申请)?数量")
_AMOUNT = re.compile(r"采购金额(?:\(合计\))?|购买金额|总?金额")
_YUAN = re.compile(r"\((万?元)\)")


def products(book: Book) -> Iterator[tuple[Entry, Column, Column, Column]]:
    """Rows with their columns of quantity, price and amount; heads of units are left out.

    Prices look for the nearest quantity before or behind them and for the next amount.
    """
    for panel in book.panels:
        columns = book.columns(panel)
        codes = {code(one) for one in book.panel(panel)}
        for price in (one for one in columns if "单价" in heading(one)):
            amount = _next(columns, price, _AMOUNT)
            quantity = _next(columns, price, _QUANTITY, 2) or _next(columns[::-1], price, _QUANTITY)
            if amount is None or quantity is None:
                continue
            for entry in book.panel(panel):
                if not _head(code(entry), codes) and price.index in entry.figures:
                    yield entry, quantity, price, amount


def _next(
    columns: tuple[Column, ...], start: Column, wanted: re.Pattern[str], reach: int = 9
) -> Column | None:
    place = columns.index(start)
    for one in columns[place + 1 : place + 1 + reach]:
        if wanted.fullmatch(_YUAN.sub("", heading(one).split("/")[-1])):
            return one
    return None


def _head(own: str, codes: set[str]) -> bool:
    return not own or any(one != own and one.startswith(own) for one in codes)


def price_unit(column: Column, book: Book) -> MoneyUnit:
    """The unit that a heading prints in brackets, or else that of the table."""
    told = _YUAN.search(heading(column))
    if told is None:
        return book.unit
    return MoneyUnit.YUAN if told[1] == "元" else MoneyUnit.WAN


def in_yuan(entry: Entry, column: Column, book: Book) -> Decimal | None:
    """What an entry has in a column, in yuan."""
    cell = entry.figures.get(column.index)
    value = cell.value if cell else None
    return None if value is None else value * price_unit(column, book).value / 100
