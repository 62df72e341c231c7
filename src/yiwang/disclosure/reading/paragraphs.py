"""Paragraphs whose lines were broken are joined, and each part remembers its line."""

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from yiwang.disclosure.document import Paragraph
from yiwang.disclosure.reading.clean import squeezed
from yiwang.disclosure.reading.marks import Mark, Strip
from yiwang.disclosure.reading.numbering import numbered
from yiwang.disclosure.tables import Line, Place

_ENDS = ("。", "！", "？", "!", "?")
_PAUSES = ("：", ":", "；", ";")
_CAPTION = re.compile(r"^图\s*\d")
_INDENTED = re.compile(r"^(?:[ \u3000]{2,8}|\u3000)\S")
# Sentences that open paragraphs in every disclosure.
_ANEW = re.compile(r"^(?:20\d\d\s*年|(?:收入|支出)包括)")
# Lines of running text that are about as long as the longest are wrapped.
_SLACK = 7
_WRAPPED_SHARE = 0.35
_FEWEST = 6


def width_of(text: str) -> int:
    """How wide a line is printed: two for a Chinese character, one for a digit."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def wrapped_at(strips: Sequence[Strip]) -> int | None:
    """How wide the lines of a document are where its text is wrapped; None where it is not."""
    widths = sorted(width_of(one.plain) for one in strips if one.mark is Mark.TEXT and one.plain)
    if len(widths) < _FEWEST:
        return None
    widest = widths[int(len(widths) * 0.97)]
    full = sum(1 for width in widths if abs(width - widest) <= _SLACK)
    return widest if full >= len(widths) * _WRAPPED_SHARE and widest >= 30 else None


def paragraphs_of(strips: Sequence[Strip], wrapped: int | None) -> tuple[Paragraph, ...]:
    """The paragraphs of some lines."""
    groups: list[list[Strip]] = []
    for strip in strips:
        if strip.mark in (Mark.BLANK, Mark.PAGE):
            continue
        if groups and _goes_on(groups[-1][-1], strip, wrapped):
            groups[-1].append(strip)
        else:
            groups.append([strip])
    return tuple(_joined(group) for group in groups)


def _goes_on(last: Strip, strip: Strip, wrapped: int | None) -> bool:
    """Whether a line belongs to the paragraph of the line before."""
    if _CAPTION.match(last.plain) or _CAPTION.match(strip.plain):
        return False
    ended = last.plain.endswith(_ENDS)
    full = wrapped is not None and width_of(last.plain) >= wrapped - _SLACK
    if numbered(strip.plain) is not None and (ended or not full or last.plain.endswith(_PAUSES)):
        return False
    if ended and _ANEW.match(strip.plain):
        return False
    if wrapped is None:
        return not ended and not last.plain.endswith(_PAUSES)
    if ended and _INDENTED.match(strip.line.text) and not _INDENTED.match(last.line.text):
        return False
    return full or not ended and not last.plain.endswith(_PAUSES) and _long(last, wrapped)


def _long(last: Strip, wrapped: int) -> bool:
    return width_of(last.plain) >= wrapped * 0.6


def _joined(group: Sequence[Strip]) -> Paragraph:
    text, pieces = "", []
    for strip in group:
        part = squeezed(strip.plain)
        if text and text[-1].isascii() and part[:1].isascii() and text[-1].isalpha():
            text += " "
        pieces.append((len(text), Line(strip.line.text, strip.line.place)))
        text += part
    first, last = group[0].line.place, group[-1].line.place
    return Paragraph(text, Place(first.line, last.end_line, first.page), tuple(pieces))
