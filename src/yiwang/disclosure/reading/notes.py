"""Notes below a table: 注：, 说明：, formulas of rows, and the word that it is empty."""

import re
from collections.abc import Sequence

from yiwang.disclosure.reading.marks import Mark, Strip
from yiwang.disclosure.reading.numbering import heading_of, numbered

# What is said of an empty table, without 注： before it.
_NONE = re.compile(
    r"^(?:[我本][^，。；]{0,20}(?:部门|单位|年度|表)|\d{4}\s*年)[^。]{0,60}?(?:无|没有|未|不涉及|为空)"
)
_ORDINAL = re.compile(r"[:：]?\s*(\d{1,2})\s*[.、．](?!\d)")
_ENDED = ("。", "；", ";", "！", "？", "）", ")", "：", ":")
_LONGEST_WORD = 90


def notes_after(strips: Sequence[Strip]) -> int:
    """How many of the lines that follow a table are its notes."""
    taken, last, ordinal = 0, "", 0
    for at, strip in enumerate(strips):
        if strip.mark in (Mark.BLANK, Mark.PAGE):
            continue
        if not _is_one(strip, last, ordinal):
            break
        taken, last = at + 1, strip.plain
        ordinal = _ordinal(strip) or ordinal
    return taken


def _is_one(strip: Strip, last: str, ordinal: int) -> bool:
    if strip.mark is Mark.NOTE:
        return True
    if strip.mark is not Mark.TEXT:
        return False
    if _NONE.match(strip.plain) and len(strip.plain) <= _LONGEST_WORD:
        return True
    if not last:
        return False
    one = numbered(strip.plain)
    if one is not None:
        follows = one.level == 4 and _ordinal(strip) == ordinal + 1
        return follows and "综述" not in strip.plain[:40]
    return not last.endswith(_ENDED) and heading_of(strip.plain) is None


def _ordinal(strip: Strip) -> int | None:
    """The number of a note: 备注：1. …, or 2. … at the beginning of its line."""
    text = re.sub(r"^(?:备?\s*注|说\s*明)\s*[:：]\s*", "", strip.plain)
    found = _ORDINAL.match(text)
    return int(found.group(1)) if found else None
