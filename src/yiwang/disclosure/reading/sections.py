"""Sections: headings with what stands under them, without contents page and tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from yiwang.disclosure.document import Section
from yiwang.disclosure.reading.clean import squeezed
from yiwang.disclosure.reading.marks import Mark, Strip
from yiwang.disclosure.reading.numbering import Heading, heading_of, numbered
from yiwang.disclosure.reading.paragraphs import paragraphs_of, width_of, wrapped_at
from yiwang.disclosure.tables import Place

_LONGEST_LINE = 60
_SAYS = re.compile(r"[。，：；！？,:;]|\d")
_FULL = 8


@dataclass
class _Open:
    """A section while it is filled."""

    heading: Heading
    place: Place
    strips: list[Strip] = field(default_factory=list)


def sections_of(strips: Sequence[Strip]) -> tuple[Section, ...]:
    """The sections of all lines that belong to no table and no contents page.

    What stands before the first heading is a section without title where it tells something.
    """
    wrapped = wrapped_at(strips)
    opened: list[_Open] = []
    for strip in strips:
        if strip.mark in (Mark.BLANK, Mark.PAGE):
            continue
        heading = _heading(strip, wrapped)
        if opened and _names(opened[-1], strip, heading):
            last = opened[-1]
            last.heading = replace(last.heading, title=last.heading.title + squeezed(strip.plain))
            last.place = replace(last.place, end_line=strip.line.place.end_line)
        elif heading is not None:
            opened.append(_Open(heading, strip.line.place))
        else:
            if not opened:
                opened.append(_Open(Heading(1, "", ""), strip.line.place))
            opened[-1].strips.append(strip)
    return tuple(_section(one, wrapped) for one in opened)


def _heading(strip: Strip, wrapped: int | None) -> Heading | None:
    if strip.mark not in (Mark.TEXT, Mark.HEADLINE, Mark.TITLE):
        return None
    marked = strip.line.text.lstrip().startswith("#")
    text = squeezed(strip.plain)
    return heading_of(text, marked) or _unpunctuated(text, wrapped)


def _unpunctuated(text: str, wrapped: int | None) -> Heading | None:
    """（一）数据共享持续推进, alone in its line: a heading, unless the line goes on below."""
    one = numbered(text)
    if one is None or one.level != 3 or not one.title or _SAYS.search(one.title):
        return None
    full = wrapped is not None and width_of(text) >= wrapped - _FULL
    return None if full or len(one.title) > _LONGEST_LINE // 2 else one


def _names(last: _Open, strip: Strip, heading: Heading | None) -> bool:
    """Whether a line is the title of a part whose number stands above it, or its last word."""
    if last.heading.level > 1 or not last.heading.number or last.strips:
        return False
    if heading is not None and heading.number:
        return False
    if not last.heading.title:
        return len(strip.plain) <= _LONGEST_LINE
    return strip.plain in ("说明", "情况说明", "概况", "表")


def _section(one: _Open, wrapped: int | None) -> Section:
    return Section(
        one.heading.title,
        one.heading.number,
        one.heading.level,
        one.place,
        paragraphs_of(one.strips, wrapped),
    )
