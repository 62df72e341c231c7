"""The contents page: its lines promise titles, and are neither sections nor tables."""

import re
from collections.abc import Sequence

from yiwang.disclosure.reading.clean import bare
from yiwang.disclosure.reading.marks import Mark, Strip, titled
from yiwang.disclosure.reading.numbering import Heading, numbered

_OPENING = re.compile(r"目\s*录|目\s*次")
_LEADER = re.compile(r"[\s.…·．\-—_]{2,}\d{0,3}\s*$|\s+\d{1,3}\s*$|\t\d{1,3}\s*$")
_PROSE = 45
# A contents page that comes later than this is a cell that reads 目录.
_LATEST = 200
# How far a contents line that was cut may lie from the next entry.
_LOOK_AHEAD = 2


def contents_of(strips: Sequence[Strip]) -> range:
    """Where the entries of the contents page lie among the lines; empty where there is none."""
    for start, strip in enumerate(strips[:_LATEST]):
        if strip.mark is Mark.HEADLINE:
            return range(0)
        if _OPENING.fullmatch(strip.plain):
            return range(start + 1, _end(strips, start + 1))
    return range(0)


def entry(text: str) -> str:
    """What an entry promises, without dots and the page number."""
    return _LEADER.sub("", text).strip(" *")


def _end(strips: Sequence[Strip], start: int) -> int:
    """The first line that is no entry any more: it repeats one, or tells something."""
    seen: set[str] = set()
    last = start
    for at in range(start, len(strips)):
        strip = strips[at]
        if strip.mark in (Mark.BLANK, Mark.PAGE):
            continue
        key = _key(strip)
        if key in seen or len(entry(strip.plain)) > _PROSE + 25:
            break
        if not _is_entry(strip) and not _goes_on(strips, at + 1, seen):
            break
        seen.add(key)
        last = at + 1
    return last


def _key(strip: Strip) -> str:
    """What repeats where the document itself begins: the part, or else the whole entry."""
    text = entry(strip.plain)
    one = numbered(text)
    if one is not None and one.level == 1:
        return bare(one.number)
    return bare(text)


def _is_entry(strip: Strip) -> bool:
    text = entry(strip.plain)
    one: Heading | None = numbered(text)
    if one is None:
        return titled(text) is not None or bool(_LEADER.search(strip.plain))
    return "。" not in text


def _goes_on(strips: Sequence[Strip], start: int, seen: set[str]) -> bool:
    """Whether an entry that was cut goes on: entries not seen before follow at once."""
    found = 0
    for strip in strips[start : start + 8]:
        if strip.mark in (Mark.BLANK, Mark.PAGE):
            continue
        if len(strip.plain) > _PROSE or _key(strip) in seen:
            return False
        if _is_entry(strip) and strip.mark is not Mark.ROW:
            return True
        found += 1
        if found >= _LOOK_AHEAD:
            return False
    return False
