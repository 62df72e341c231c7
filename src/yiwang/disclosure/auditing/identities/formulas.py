"""Formulas that forms print under a table: 27行=(1+2+…+8)行；1栏各行=(2+3)栏各行."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiwang.disclosure.auditing.books import Book, labels
from yiwang.disclosure.auditing.books.book import label
from yiwang.disclosure.auditing.identities.identity import Identity, Term
from yiwang.disclosure.tables import Entry, Line

RULE = "table-formulas"
_FORMULA = re.compile(r"([0-9]+)([行栏])(?:各行)?=\(?([0-9][0-9+\-.…]*)\)?[行栏]")
_TYPED = str.maketrans("（）＝＋－—０１２３４５６７８９", "()=+--0123456789")
_SPAN = re.compile(r"([0-9]+)\+(?:\.{2,}|…+)\+([0-9]+)")


@dataclass(frozen=True)
class Formula:
    """A printed formula: `left` is the sum of `right` (number and sign), of rows or columns."""

    text: str
    line: Line
    of_rows: bool
    left: int
    right: tuple[tuple[int, int], ...]


def formulas(book: Book) -> Iterator[Formula]:
    """The formulas in the notes of a table."""
    for line in book.table.notes:
        text = re.sub(r"\s+", "", line.text.translate(_TYPED))
        for found in _FORMULA.finditer(text):
            left, kind, right = found.groups()
            yield Formula(found[0], line, kind == "行", int(left), _expanded(right))


def _expanded(text: str) -> tuple[tuple[int, int], ...]:
    """1+2+…+5-6 as numbers with signs; what stands beside … is where the span goes on."""

    def filled(found: re.Match[str]) -> str:
        return "+".join(str(one) for one in range(int(found[1]), int(found[2]) + 1))

    parts = re.findall(r"([+-]?)([0-9]+)", _SPAN.sub(filled, text))
    return tuple((int(number), -1 if sign == "-" else 1) for sign, number in parts)


def numbered(book: Book) -> dict[int, Entry]:
    """The rows by their printed number (行次)."""
    return {
        int(number): one
        for one in book.entries
        if (number := labels.tidy(one.line_number or "")).isdigit()
    }


def meant(formula: Formula, rows: dict[int, Entry]) -> int | None:
    """The row that a formula of rows must mean on its left: the total over its addends.

    The printed one where that is a total or a carried row; None where there is no telling.
    """
    left = rows.get(formula.left)
    adds = [rows[number] for number, _sign in formula.right if number in rows]
    if left is not None and _heads(left):
        return formula.left
    panels = {one.panel for one in adds}
    if len(panels) != 1 or len(adds) < 2 or left is None or not label(left):
        return None
    last = max(number for number, _sign in formula.right)
    totals = [
        number
        for number, one in rows.items()
        if one.panel in panels and number > last and labels.year_total(label(one))
    ]
    return totals[0] if len(totals) == 1 else None


def _heads(entry: Entry) -> bool:
    return labels.total(label(entry)) or labels.carried(label(entry))


def evaluated(book: Book) -> Iterator[Identity]:
    """The sums that the formulas of a table promise, as far as they name the right rows."""
    rows = numbered(book)
    columns = {one.number: one.index for panel in book.panels for one in book.columns(panel)}
    for formula in formulas(book):
        if formula.of_rows:
            yield from _of_rows(book, formula, rows)
        elif str(formula.left) in columns:
            yield from _of_columns(book, formula, columns)


def _of_rows(book: Book, formula: Formula, rows: dict[int, Entry]) -> Iterator[Identity]:
    total = rows.get(formula.left)
    adds = [(rows[number], sign) for number, sign in formula.right if number in rows]
    if total is None or meant(formula, rows) != formula.left:
        return
    for column in book.columns(total.panel):
        terms = tuple(
            Term(book.amount(one, column.index), book.where(one, column.index), sign)
            for one, sign in adds
            if one.panel == total.panel
        )
        head = Term(book.amount(total, column.index), book.where(total, column.index))
        yield Identity(RULE, head, terms, f"表注公式“{formula.text}”", book.unit)


def _of_columns(book: Book, formula: Formula, columns: dict[str | None, int]) -> Iterator[Identity]:
    adds = [(columns.get(str(number)), sign) for number, sign in formula.right]
    if any(column is None for column, _sign in adds):
        return
    total = columns[str(formula.left)]
    for rows in _by_row(book):
        terms = tuple(
            _cell(book, rows, column, sign) for column, sign in adds if column is not None
        )
        head = _cell(book, rows, total, 1)
        yield Identity(RULE, head, terms, f"表注公式“{formula.text}”", book.unit)


def _by_row(book: Book) -> Iterator[list[Entry]]:
    numbers = sorted({one.row for one in book.entries if one.figures})
    return ([one for one in book.entries if one.row == number] for number in numbers)


def _cell(book: Book, rows: list[Entry], column: int, sign: int) -> Term:
    own = next((one for one in rows if column in one.figures), rows[0])
    return Term(book.amount(own, column), book.where(own, column), sign)
