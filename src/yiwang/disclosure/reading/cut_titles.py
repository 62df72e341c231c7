"""Titles of tables that were cut over two lines are one line again."""

from collections.abc import Sequence

from yiwang.disclosure.reading.marks import Mark, Strip, titled
from yiwang.disclosure.sources.flow import Grid
from yiwang.disclosure.tables import Line, Place

_LONGEST_REST = 8
_ENDS = ("。", "；", "：", "，", "、", "！", "？")


def whole_titles(blocks: Sequence[Strip | Grid]) -> list[Strip | Grid]:
    """The blocks, with the rest of a title that stands alone (支出表) joined to its beginning."""
    whole: list[Strip | Grid] = []
    for block in blocks:
        at = _beginning(whole, block)
        if at is None or isinstance(block, Grid):
            whole.append(block)
        else:
            whole[at:] = [_together(whole[at], block)]
    return whole


def _beginning(whole: Sequence[Strip | Grid], block: Strip | Grid) -> int | None:
    """Where the beginning of a title stands whose rest this line is."""
    if isinstance(block, Grid) or block.mark is not Mark.TEXT or "\t" in block.line.text:
        return None
    if not block.plain.endswith("表") or len(block.plain) > _LONGEST_REST:
        return None
    for at in range(len(whole) - 1, max(len(whole) - 3, -1), -1):
        one = whole[at]
        if isinstance(one, Grid) or one.mark not in (Mark.BLANK, Mark.TEXT):
            return None
        if one.mark is Mark.TEXT:
            begins = titled(one.plain + block.plain) is not None
            return at if begins and not one.plain.endswith(_ENDS) else None
    return None


def _together(first: Strip | Grid, rest: Strip) -> Strip:
    place = rest.line.place
    if isinstance(first, Grid):
        return rest
    begin = first.line.place
    text = first.plain + rest.plain
    return Strip(Line(text, Place(begin.line, place.end_line, begin.page)))
