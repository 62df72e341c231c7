"""How the values of a column are written: shapes that are usual, and values of unusual ones."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_DIGITS = re.compile("[0-9]+")
_LETTERS = re.compile("[A-Za-z]+")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
# A shape is usual from this share of the values on; usual shapes must cover nearly all.
_USUAL = 0.05
# Where words are part of the format a value seldom fits by chance; free text often has a shape.
_COVERED = {True: 0.9, False: 0.97}
_FEWEST = 50
_MOST_SHAPES = 6


@dataclass(frozen=True, slots=True)
class Format:
    """The usual shapes of a column."""

    shapes: tuple[str, ...]
    exact: bool
    rows: int
    held: int

    def fits(self, value: str) -> bool:
        """Whether a value has one of the usual shapes."""
        return shape(value, exact=self.exact) in self.shapes

    @property
    def pattern(self) -> str:
        """The same as a pattern for rules."""
        return "|".join(_pattern(one) for one in self.shapes)


def shape(value: str, *, exact: bool) -> str:
    """A value with its numbers as 9, and unless `exact` its words as A or 字."""
    plain = _DIGITS.sub("9", value)
    return plain if exact else _CHINESE.sub("字", _LETTERS.sub("A", plain))


def usual(values: Sequence[str]) -> Format | None:
    """The format of a column, None where values are written freely. Empty ones do not count.

    Words that nearly always stand with a number belong to the format: 37 patients, 12月3日.
    """
    filled = [value for value in values if value]
    if len(filled) < _FEWEST:
        return None
    return _format(filled, exact=True) or _format(filled, exact=False)


def _format(filled: Sequence[str], *, exact: bool) -> Format | None:
    seen = Counter(shape(value, exact=exact) for value in filled)
    least = _USUAL * len(filled)
    frequent = tuple(one for one, count in seen.most_common(_MOST_SHAPES) if count >= least)
    held = sum(seen[one] for one in frequent)
    numbers = sum(seen[one] for one in frequent if "9" in one)
    # Codes without any number are a list, not a format; see code lists.
    if held < _COVERED[exact] * len(filled) or numbers < held / 2:
        return None
    return Format(frequent, exact, len(filled), held)


def _pattern(one: str) -> str:
    parts = {"9": "[0-9]+", "A": "[A-Za-z]+", "字": "[\u4e00-\u9fff]+"}
    return "".join(parts.get(sign, re.escape(sign)) for sign in one)
