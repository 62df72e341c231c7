"""What all files share of a printed table: its rows, its alignment, how wide its columns are."""

from unicodedata import east_asian_width

from yiwang.disclosure.tables import Role
from yiwang.disclosure.writing.blocks import Printed

_NARROWEST_FIGURE, _NARROWEST_WORDS, _WIDEST_WORDS = 5, 6, 24
_EDGE = 1
# A digit is about half as wide as it is high; each column has some points of white and a line.
_DIGIT, _WHITE = 0.56, 6.0
_SMALLEST, _LARGEST = 4.5, 9.0
_READABLE = 7.0
UPRIGHT, ACROSS = 470.0, 717.0
"""Points between the margins of A4 upright and laid across."""


def alignment(table: Printed) -> tuple[bool, ...]:
    """For each column whether its cells stand to the right, as figures do."""
    return tuple(one.role is Role.FIGURE for one in table.heads)


def body_rows(table: Printed) -> tuple[tuple[str, ...], ...]:
    """The rows below the headings; an empty one where the table has none, so that it is seen."""
    return table.rows or (("",) * len(table.heads),)


def weights(table: Printed) -> tuple[int, ...]:
    """How wide each column is, in digits: figures and codes are never broken, words may be."""
    columns = zip(*body_rows(table), strict=True)
    return tuple(
        _wide(head.role, max(width_of(text) for text in column))
        for head, column in zip(table.heads, columns, strict=True)
    )


def across(table: Printed) -> bool:
    """Whether a page laid across is needed to read the table."""
    return _size(table, UPRIGHT) < _READABLE


def size(table: Printed) -> float:
    """The size of type, in points, with which the table fits on its page."""
    return _size(table, ACROSS if across(table) else UPRIGHT)


def _size(table: Printed, points: float) -> float:
    told = weights(table)
    fitting = (points - _WHITE * len(told)) / sum(told) / _DIGIT
    return round(min(_LARGEST, max(_SMALLEST, fitting)), 1)


def width_of(text: str) -> int:
    """In digits: two for a Chinese character."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def _wide(role: Role, longest: int) -> int:
    if role in (Role.FIGURE, Role.CODE, Role.LINE_NUMBER):
        return max(_NARROWEST_FIGURE, longest) + _EDGE
    return min(max(_NARROWEST_WORDS, longest), _WIDEST_WORDS) + _EDGE
