"""The economic table in halves: 人员经费合计 and 公用经费合计 against the classes they head."""

from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Amount, Book
from yiwang.disclosure.auditing.books.book import code, label
from yiwang.disclosure.auditing.identities.coded import RULE
from yiwang.disclosure.auditing.identities.identity import Identity, Term
from yiwang.disclosure.tables import Entry

# The word of the total, and whether its classes stand in its own half alone (人员经费).
HALVES = (("人员经费合计", "personnel"), ("公用经费合计", "public"))


def totals_of_halves(book: Book) -> Iterator[tuple[str, Entry, int, Amount | None]]:
    """Which half, its row, the column and the amount of its total; it may stand further right."""
    for word, key in HALVES:
        for entry in book.entries:
            if label(entry) == word:
                column, amount = _rightwards(book, entry)
                yield key, entry, column, amount


def _rightwards(book: Book, entry: Entry) -> tuple[int, Amount | None]:
    """The total of a half stands in its own column or, over a merged cell, in a later one."""
    columns = [one.index for panel in book.panels if panel >= entry.panel
               for one in book.columns(panel)]  # fmt: skip
    row = [one for one in book.entries if one.row == entry.row and one.panel >= entry.panel]
    labelled = [one.panel for one in row if one is not entry and label(one)]
    stop = min(labelled, default=max(book.panels) + 1)
    for one in row:
        for column in columns:
            found = book.amount(one, column) if one.panel < stop else None
            if found is not None:
                return column, found
    return columns[0] if columns else 0, None


def halves(book: Book) -> Iterator[Identity]:
    """人员经费合计 is the sum of the classes in its half, 公用经费合计 that of all others."""
    totals = list(totals_of_halves(book))
    if len(totals) != 2 or totals[0][1].panel == totals[1][1].panel:
        return
    first = totals[0][1].panel
    for key, entry, column, amount in totals:
        own = [
            one
            for one in book.entries
            if len(code(one)) == 3 and (one.panel == first) == (key == "personnel")
        ]
        terms = tuple(
            Term(book.amount(one, index), book.where(one, index))
            for one in own
            for index in one.figures
        )
        head = Term(amount, book.where(entry, column))
        if terms or amount:
            reason = f"“{label(entry)}”应等于各类之和"
            yield Identity(RULE, head, terms, reason, book.unit)
