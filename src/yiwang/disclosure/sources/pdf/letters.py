"""Letters with their positions become lines in which columns are kept by spaces.

A Chinese sign takes two columns, as on a terminal, so that a line of a pdf looks as the same line
of a text that `pdftotext -layout` wrote, and is read by the same code.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Gaps wider than this part of a letter's size part words: justified Chinese text has narrower
# ones, columns of a table wider ones.
_GAP = 0.4


@dataclass(frozen=True, slots=True)
class Letter:
    """One sign with its box in points from the top left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Row:
    """The letters of one printed line, from the left."""

    letters: tuple[Letter, ...]

    @property
    def middle(self) -> float:
        return sum(one.middle for one in self.letters) / len(self.letters)

    @property
    def words(self) -> list[list[Letter]]:
        """Letters apart where a gap or a space is."""
        words: list[list[Letter]] = []
        right = 0.0
        for one in self.letters:
            if one.text.isspace():
                right = -1.0
                continue
            if not words or right < 0 or one.left - right > _GAP * one.size:
                words.append([])
            words[-1].append(one)
            right = one.right
        return words

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join("".join(one.text for one in word) for word in self.words)


def letters(drawn: Sequence[dict[str, Any]]) -> list[Letter]:
    """Upright letters, each once: slanting ones are watermarks, double ones pretend to be bold."""
    seen: set[tuple[str, int, int]] = set()
    found = []
    for one in drawn:
        key = (one["text"], round(one["x0"]), round(one["top"]))
        if not _slants(one) and one["text"] and key not in seen:
            seen.add(key)
            found.append(
                Letter(
                    one["text"],
                    one["x0"],
                    one["x1"],
                    one["top"],
                    max(one["bottom"], one["top"] + 1),
                )
            )
    return found


def _slants(one: dict[str, Any]) -> bool:
    along, up, *_rest = one["matrix"]
    return bool(abs(up) > 0.1 * abs(along) or along < 0)


def turn(drawn: Sequence[dict[str, Any]]) -> int:
    """By how many degrees, clockwise, most letters must be turned to be read: 0, 90, 180, 270."""
    turns = Counter(_turn(*one["matrix"][:2]) for one in drawn)
    return max(turns, key=turns.__getitem__, default=0)


def _turn(along: float, up: float) -> int:
    """Letters that run upwards on the page are turned clockwise; slanting ones are not."""
    if abs(along) < 0.1 * abs(up):
        return 90 if up > 0 else 270
    return 180 if along < 0 and abs(up) < 0.1 * -along else 0


def rows(found: Sequence[Letter]) -> list[Row]:
    """Printed lines from the top; letters belong together when their middles are near."""
    groups: list[list[Letter]] = []
    for one in sorted(found, key=lambda letter: letter.middle):
        if groups and one.middle - groups[-1][0].middle < 0.5 * min(one.size, groups[-1][0].size):
            groups[-1].append(one)
        else:
            groups.append([one])
    ordered = (Row(tuple(sorted(group, key=lambda one: one.left))) for group in groups)
    return [row for row in ordered if row.words]


def laid_out(found: Sequence[Row]) -> list[str]:
    """The text of the lines of one page, columns kept by spaces."""
    sizes = sorted(one.size for row in found for one in row.letters)
    if not sizes:
        return []
    # The small letters of the page give the width of a column; larger ones leave spaces over.
    column = max(sizes[len(sizes) // 10] / 2, 1.0)
    edge = min(row.letters[0].left for row in found)
    return [_laid(row, column, edge) for row in found]


def _laid(row: Row, column: float, edge: float) -> str:
    text, width = "", 0
    for word in row.words:
        start = round((word[0].left - edge) / column)
        spaces = max(start - width, 1 if text else 0)
        told = "".join(one.text for one in word)
        text += " " * spaces + told
        width += spaces + columns(told)
    return text


def columns(text: str) -> int:
    """How many columns a text takes: two for each Chinese sign."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
