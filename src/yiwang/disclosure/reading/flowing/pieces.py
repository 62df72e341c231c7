"""Pieces of lines: what stands between spaces, each with its place in the file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from yiwang.disclosure.figures import figure
from yiwang.disclosure.tables import Line, Place

_BETWEEN = re.compile(r"[^\s\u3000\u00a0]+")
# Letters set apart to fill a cell: 收 入 总 计.
_APART = re.compile(r"(?<!\S)[\u4e00-\u9fff](?:[ \u3000\u00a0]{1,4}[\u4e00-\u9fff])+(?!\S)")
# A figure or a code that touches its label.
_TOUCHING = re.compile(
    r"(?P<code>(?:\d{7}|\d{5}|\d{3})(?=[\u4e00-\u9fff（(][^\d\s]))?"
    r"(?P<label>\D.*?)(?P<figure>(?<=[\u4e00-\u9fff）])-?\d[\d,]*\.\d{2})?"
)
_BLANKS = frozenset(("-", "—", "——", "–", "--", "－"))
_DIGITS = re.compile(r"-?[\d,.]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters without spaces; `row` counts the lines that are not empty."""

    text: str
    place: Place
    row: int

    @property
    def counts(self) -> bool:
        """Whether it fills a cell of figures: a number, or a dash for none."""
        return self.text in _BLANKS or figure(self.text) is not None


Row = tuple[Piece, ...]
"""The pieces of one printed line."""


def rows_of(lines: Iterable[Line]) -> list[Row]:
    """The pieces of every line that is not empty; broken figures are whole again."""
    return _mended([tuple(_pieces(line, number)) for number, line in _told(lines)])


def words_of(lines: Iterable[Line]) -> list[Row]:
    """The pieces of every line that is not empty, as they are printed."""
    return [tuple(_words(line, line.text, number)) for number, line in _told(lines)]


def _told(lines: Iterable[Line]) -> Iterator[tuple[int, Line]]:
    return enumerate(line for line in lines if line.text.strip())


def joined(pieces: Iterable[Piece]) -> Place:
    """The place of all the pieces together."""
    places = [one.place for one in pieces]
    first, last = min(places), max(places)
    if first.line == last.line and first.page == last.page:
        ends = [one.end for one in places if one.end is not None]
        return Place(first.line, last.end_line, first.page, first.start, max(ends, default=None))
    return Place(first.line, last.end_line, first.page)


def glued(pieces: Iterable[Piece]) -> str:
    """What the pieces say without what parts them, but words of Latin letters stay apart."""
    text = ""
    for one in pieces:
        latin = text[-1:].isascii() and text[-1:].isalpha() and one.text[:1].isascii()
        text += (" " if latin and one.text[:1].isalpha() else "") + one.text
    return text


def _pieces(line: Line, number: int) -> Iterator[Piece]:
    for word in _words(line, _APART.sub(_closed, line.text), number):
        for start, part in _untouched(word.text):
            begin = start + (word.place.start or 0)
            if part == word.text:
                yield word
            else:
                place = replace(word.place, start=begin, end=begin + len(part))
                yield Piece(part, place, number)


def _words(line: Line, text: str, number: int) -> Iterator[Piece]:
    for found in _BETWEEN.finditer(text):
        place = _within(line, found.start(), found.end())
        yield Piece(found.group().replace("\0", ""), place, number)


def _closed(found: re.Match[str]) -> str:
    return re.sub(r"\s", "\0", found.group())


def _untouched(word: str) -> Iterator[tuple[int, str]]:
    found = _TOUCHING.fullmatch(word)
    parts = ("code", "label", "figure")
    if not found or not (found["code"] or found["figure"]):
        yield 0, word
        return
    yield from ((found.start(part), found[part]) for part in parts if found[part])


def _within(line: Line, start: int, end: int) -> Place:
    at = line.place
    offset = at.start or 0
    return Place(at.line, at.end_line, at.page, offset + start, offset + end)


def _mended(rows: list[Row]) -> list[Row]:
    """Join a figure whose tail was broken off to the next line: 13,529,38 and 6.59."""
    for number in range(len(rows) - 1):
        if not rows[number] or not rows[number + 1]:
            continue
        head, tail = rows[number][-1], rows[number + 1][0]
        if _torn(head.text, tail.text):
            whole = Piece(head.text + tail.text, joined((head, tail)), head.row)
            rows[number] = (*rows[number][:-1], whole)
            rows[number + 1] = rows[number + 1][1:]
    return [row for row in rows if row]


def _torn(head: str, tail: str) -> bool:
    if not (_DIGITS.fullmatch(head) and _DIGITS.fullmatch(tail)):
        return False
    return figure(head) is None and figure(head + tail) is not None
