"""Between finding a table in the lines and labelling it: regions go in, shaped tables come out."""

from dataclasses import dataclass

from yiwang.disclosure.tables import Cell, Column, Line


@dataclass(frozen=True)
class Region:
    """The lines of one table: its title, the line of its unit and department, and its body.

    `form` is the key of the form that the title tells, where it is known. Empty lines are kept.
    """

    title: str
    heading: tuple[Line, ...]
    body: tuple[Line, ...]
    form: str | None = None


@dataclass(frozen=True)
class Shaped:
    """Columns with their headings and rows of data; `notes` are lines that are no part of it."""

    columns: tuple[Column, ...]
    rows: tuple[dict[int, Cell], ...]
    notes: tuple[Line, ...] = ()
