"""One money table as rules look at it: its unit, amounts by entry and column, codes, totals."""

from dataclasses import dataclass
from functools import cached_property

from yiwang.disclosure.auditing.books import labels
from yiwang.disclosure.auditing.books.amounts import Amount, amount
from yiwang.disclosure.auditing.books.rows import code, label, signs_of_misreading
from yiwang.disclosure.tables import Cell, Column, Entry, Place, Role, Table
from yiwang.kernel.money import MoneyUnit


@dataclass(frozen=True, eq=False)
class Book:
    """A table with what its figures mean; `unit` is its own or, where it has none, the usual one.

    `places` is the number of decimals that the table prints, the most of any of its figures.
    """

    table: Table
    unit: MoneyUnit

    @property
    def form(self) -> str | None:
        """The form of the table, as the reader knew it."""
        return self.table.form

    @property
    def title(self) -> str:
        """How messages name the table."""
        return f"《{labels.tidy(self.table.title) or '无标题表'}》"

    @cached_property
    def places(self) -> int:
        found = [cell.figure for cell in self._cells()]
        return max((one.places for one in found if one and not one.percent), default=2)

    def _cells(self) -> list[Cell]:
        return [cell for entry in self.entries for cell in entry.figures.values()]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The rows that are data: no second print of the column numbers (栏次)."""
        return tuple(one for one in self.table.entries if not _numbers(one, self.table))

    @cached_property
    def panels(self) -> tuple[int, ...]:
        """The halves of the table that have figures."""
        return tuple(sorted({one.panel for one in self.table.columns if one.role is Role.FIGURE}))

    def columns(self, panel: int) -> tuple[Column, ...]:
        """The columns of figures of one panel, from the left."""
        return tuple(
            one for one in self.table.columns if one.panel == panel and one.role is Role.FIGURE
        )

    def panel(self, panel: int) -> tuple[Entry, ...]:
        """The entries of one panel, from the top."""
        return tuple(one for one in self.entries if one.panel == panel)

    def amount(self, entry: Entry, column: int) -> Amount | None:
        """The amount of an entry in a column; None where nothing, or no number, is printed."""
        cell = entry.figures.get(column)
        return None if cell is None else amount(cell, self.unit, self.places)

    @cached_property
    def filled(self) -> bool:
        """Whether any figure is printed that is not nothing."""
        return any(cell.value for cell in self._cells())

    @cached_property
    def doubtful(self) -> bool:
        """Whether the table looks misread, so that a sum that fails accuses the reading."""
        return bool(signs_of_misreading(self.table, self.entries))

    def where(self, entry: Entry | None, column: int | None) -> str:
        """Table, row and column in words."""
        words = [self.title]
        if entry is not None:
            words.append(f"“{name(entry)}”行")
        if column is not None and self.table.column(column).labels:
            words.append(f"“{heading(self.table.column(column))}”栏")
        return "".join(words)

    @property
    def place(self) -> Place:
        """Where the table begins."""
        return self.table.place


def name(entry: Entry) -> str:
    """How messages name a row."""
    return f"{code(entry)} {label(entry)}".strip() or "（无名称）"


def heading(column: Column) -> str:
    """How messages name a column: its headings without spaces."""
    found: list[str] = []
    for one in map(labels.tidy, column.labels):
        if one and (not found or found[-1] != one):
            found.append(one)
    return "/".join(found)


def _numbers(entry: Entry, table: Table) -> bool:
    """Whether a row repeats the numbers of the columns: 栏次 | 1 | 2 | 3."""
    if label(entry) in {"栏次", "类款项", "类款项栏次"}:
        return True
    numbers = {one.index: one.number for one in table.columns if one.number}
    shown = {index: cell.text.strip() for index, cell in entry.figures.items()}
    return (
        len(shown) > 2
        and not entry.code
        and all(numbers.get(index) == text for index, text in shown.items())
    )


__all__ = ["Book", "code", "heading", "label", "name"]
