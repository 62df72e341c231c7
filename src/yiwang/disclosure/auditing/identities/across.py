"""Sums across a row: the column 合计 is the sum of the columns that it heads."""

from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Book
from yiwang.disclosure.auditing.books.book import heading
from yiwang.disclosure.auditing.books.heads import Relation, relations
from yiwang.disclosure.auditing.identities.identity import Identity, Term
from yiwang.disclosure.tables import Entry

RULE = "table-columns"


def across(book: Book) -> Iterator[Identity]:
    """Every sum of columns that the headings of a table promise, row by row."""
    for panel in book.panels:
        for relation in relations(book.columns(panel)):
            yield from _believed(book, relation, book.panel(panel))


def _believed(book: Book, relation: Relation, entries: tuple[Entry, ...]) -> list[Identity]:
    """The sums of one relation; none where it fails more often than it holds.

    A heading that was misread would fail in nearly every row; one wrong figure fails in one.
    """
    found = [_identity(book, relation, one) for one in entries]
    found = [one for one in found if one.told]
    holds = sum(one.severity is None or abs(one.off) <= one.slack for one in found)
    if relation.known and len(found) <= 2:
        return found
    if holds * 2 < len(found):
        return []
    sure = holds >= 2 or relation.known
    return [_identity(book, relation, one, sure) for one in entries if any(one.figures.values())]


def _identity(book: Book, relation: Relation, entry: Entry, sure: bool = True) -> Identity:
    def term(column: int) -> Term:
        return Term(book.amount(entry, column), book.where(entry, column))

    names = "＋".join(f"“{heading(book.table.column(one))}”" for one in relation.addends)
    head = heading(book.table.column(relation.total))
    return Identity(
        RULE,
        term(relation.total),
        tuple(term(one) for one in relation.addends),
        f"同一行中“{head}”应等于{names}",
        book.unit,
        sure,
    )
