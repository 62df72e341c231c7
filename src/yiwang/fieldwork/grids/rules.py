"""What each adjustment must satisfy as a whole.

The action that records it asks them, and so does the page that shows it before: what is told
there is what would be refused here. Each returns the grids that it would end.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from yiwang.fieldwork.grids import checks, mosaic, queries
from yiwang.fieldwork.grids.models import Grid
from yiwang.fieldwork.grids.outlines import Outline
from yiwang.kernel.refusals import Invalid

MOST_AT_ONCE = 20_000
Drawn = Sequence[tuple[str, Outline | None]]
"""Codes with their outlines; an outline that is still missing is none."""


def addition(drawn: Drawn, on: date, *, overlaps_accepted: bool = False) -> list[Grid]:
    """New codes on ground that no other grid holds."""
    if not 1 <= len(drawn) <= MOST_AT_ONCE:
        raise Invalid("一次应登记1至{most}个网格", most=MOST_AT_ONCE)
    checks.new_codes([code for code, _outline in drawn])
    if not overlaps_accepted:
        checks.beside_the_others(dict(drawn), on)
    return []


def splitting(code: str, into: Drawn, on: date) -> list[Grid]:
    """At least two new codes that together hold what the grid held."""
    old = checks.adjustable([code], on)
    if len(into) < 2:
        raise Invalid("拆分后应至少有两个网格")
    checks.new_codes([new for new, _outline in into])
    checks.tiles(dict(into), queries.drawn(old))
    return old


def merging(codes: Sequence[str], into: str, on: date) -> list[Grid]:
    """At least two grids that lie side by side, and one new code."""
    old = checks.adjustable(codes, on)
    if len(old) < 2:
        raise Invalid("合并前应至少有两个网格")
    checks.new_codes([into])
    if not mosaic.in_one_piece(queries.drawn(old).values()):
        raise Invalid("不相邻的网格不能合并")
    return old


def redrawing(
    drawn: Mapping[str, Outline | None], on: date, *, outer_may_change: bool = False
) -> list[Grid]:
    """Other borders of grids on record; what they hold together stays, unless it is said."""
    old = checks.adjustable(list(drawn), on)
    if outer_may_change:
        checks.beside_the_others(drawn, on)
    else:
        checks.tiles(drawn, queries.drawn(old))
    return old
