"""Figures as documents print them: spaced digits, full width, thousands, per cent."""

import re
from dataclasses import dataclass
from decimal import Decimal

_TYPED = str.maketrans("０１２３４５６７８９．，－＋％（）−—–", "0123456789.,-+%()---")
_FIGURE = re.compile(r"\(?[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\)?%?")
_SPACES = re.compile(r"[\s\u3000\u00a0]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and how it was printed; a per cent figure keeps the number before the sign."""

    value: Decimal
    places: int
    percent: bool = False

    @property
    def last_digit(self) -> Decimal:
        """What one of the last printed digit is worth: 0.01 for two places."""
        return Decimal(1).scaleb(-self.places)


def figure(text: str) -> Figure | None:
    """The one figure that `text` is, or None; spaces that OCR put between digits are dropped.

    Brackets around a number make it negative, as accountants print it.
    """
    plain = _SPACES.sub("", text.translate(_TYPED))
    if not plain or not _FIGURE.fullmatch(plain):
        return None
    negative = plain.startswith("(") and plain.rstrip("%").endswith(")")
    if plain.startswith("(") != plain.rstrip("%").endswith(")"):
        return None
    number = plain.rstrip("%").strip("()").replace(",", "")
    value = -Decimal(number) if negative else Decimal(number)
    places = len(number.partition(".")[2])
    return Figure(value, places, plain.endswith("%"))
