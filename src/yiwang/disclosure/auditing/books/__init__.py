"""The money tables of a document as rules look at them: amounts in yuan, columns, rows."""

from yiwang.disclosure.auditing.books.amounts import Amount
from yiwang.disclosure.auditing.books.book import Book
from yiwang.disclosure.auditing.books.shelf import Shelf

__all__ = ["Amount", "Book", "Shelf"]
