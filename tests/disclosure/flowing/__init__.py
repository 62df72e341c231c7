"""Tables of plain text whose lines were broken: shaped as they were before."""

from collections.abc import Iterable

from yiwang.disclosure.reading.shaped import Region, Shaped
from yiwang.disclosure.tables import Line, Place


def region(text: str, form: str | None = None, title: str = "") -> Region:
    """A region of the lines of `text`, numbered from 1."""
    lines = tuple(Line(one, Place(n, n)) for n, one in enumerate(text.strip("\n").split("\n"), 1))
    return Region(title, (), lines, form)


def texts(shaped: Shaped) -> list[list[str]]:
    """What every row says in every column; '' where there is no cell."""
    width = len(shaped.columns)
    return [[row[n].text if n in row else "" for n in range(width)] for row in shaped.rows]


def labels(shaped: Shaped) -> list[str]:
    """The headings of the columns."""
    return [one.label for one in shaped.columns]


def spaced(lines: Iterable[str]) -> str:
    """The lines with an empty one between every two, as extraction leaves them."""
    return "\n\n".join(lines)
