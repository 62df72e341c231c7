"""All money tables of a document, found by their form."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from yiwang.disclosure.auditing.books.book import Book
from yiwang.disclosure.document import Document
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Role, Table
from yiwang.kernel.money import MoneyUnit

FUNCTIONAL = (
    Form.INCOME,
    Form.SPENDING,
    Form.GENERAL_SPENDING,
    Form.FUND_SPENDING,
    Form.CAPITAL_SPENDING,
)
# Each set of tables has these once.
ONCE = (Form.SUMMARY, Form.INCOME, Form.SPENDING, Form.GRANT_SUMMARY, Form.GENERAL_SPENDING)
MONEY = (
    *FUNCTIONAL,
    Form.SUMMARY,
    Form.GRANT_SUMMARY,
    Form.BASIC_SPENDING,
    Form.THREE_PUBLIC,
    Form.PROJECTS,
    Form.PROCUREMENT,
    Form.BOUGHT_SERVICES,
    Form.ASSETS,
)


@dataclass(frozen=True, eq=False)
class Shelf:
    """The books of one document."""

    document: Document

    @cached_property
    def usual_unit(self) -> MoneyUnit:
        """The unit that most tables print; 万元 where none prints any."""
        units = Counter(one.unit for one in self.document.tables if one.unit)
        return units.most_common(1)[0][0] if units else MoneyUnit.WAN

    @cached_property
    def books(self) -> tuple[Book, ...]:
        """Every table of a known money form, in the order of the document."""
        return tuple(self._book(one) for one in self.document.tables if one.form in MONEY)

    @cached_property
    def clear(self) -> tuple[Book, ...]:
        """The books that do not look misread."""
        return tuple(one for one in self.books if not one.doubtful)

    @cached_property
    def sets(self) -> tuple[tuple[Book, ...], ...]:
        """The books in sets that belong together: a department's tables, then those of a unit.

        A set begins anew where one of the tables that each set has once comes again.
        """
        found: list[list[Book]] = [[]]
        for book in self.books:
            if book.form in ONCE and any(one.form == book.form for one in found[-1]):
                found.append([])
            found[-1].append(book)
        return tuple(map(tuple, found))

    def _book(self, table: Table) -> Book:
        return Book(table, table.unit or self.usual_unit)

    def of(self, *forms: Form) -> tuple[Book, ...]:
        """The books of these forms that have columns of figures and do not look misread."""
        return tuple(
            one
            for one in self.clear
            if one.form in forms and any(c.role is Role.FIGURE for c in one.table.columns)
        )
