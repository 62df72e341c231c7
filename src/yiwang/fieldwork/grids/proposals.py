"""What a change that is not handed in yet would do: its findings, and what would refuse it.

Findings lie on the map: ground held twice, lost, taken from elsewhere, or left in between.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import shapely

from yiwang.fieldwork.grids import mosaic, outlines, queries, rules, showing
from yiwang.fieldwork.grids.models import Adjustment
from yiwang.fieldwork.grids.outlines import Outline
from yiwang.kernel.refusals import Refusal

Kind = Adjustment.Kind
OVERLAP, GAP, MISSING, BEYOND = "overlap", "gap", "missing", "beyond"
MOST_FINDINGS = 200


@dataclass(frozen=True)
class Finding:
    """Some ground that is not as it should be, and the grids that it concerns."""

    kind: str
    codes: tuple[str, ...]
    square_metres: float
    ground: Outline


@dataclass(frozen=True)
class Proposal:
    """What was found, the largest of each kind first; `refusal` is None where it may be done."""

    findings: tuple[Finding, ...]
    refusal: Refusal | None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A change of which it is asked what it would do."""

    change: str
    on: date
    drawn: rules.Drawn = ()
    codes: tuple[str, ...] = ()
    outer: bool = False
    overlaps_accepted: bool = False


def proposal(asked: Asked, *, pause: Callable[[], None] = lambda: None) -> Proposal:
    """What the change would do, were it handed in now. `pause` may stop what takes too long."""
    refusal: Refusal | None = None
    try:
        _RULES[asked.change](asked)
    except Refusal as found:
        refusal = found
    pause()
    findings = list(_findings(asked, pause))[:MOST_FINDINGS]
    return Proposal(tuple(findings), refusal)


def _addition(asked: Asked) -> None:
    rules.addition(asked.drawn, asked.on, overlaps_accepted=asked.overlaps_accepted)


def _splitting(asked: Asked) -> None:
    rules.splitting(asked.codes[0] if asked.codes else "", asked.drawn, asked.on)


def _merging(asked: Asked) -> None:
    rules.merging(asked.codes, asked.drawn[0][0] if asked.drawn else "", asked.on)


def _redrawing(asked: Asked) -> None:
    rules.redrawing(dict(asked.drawn), asked.on, outer_may_change=asked.outer)


_RULES: dict[str, Callable[[Asked], None]] = {
    Kind.ADD: _addition,
    Kind.SPLIT: _splitting,
    Kind.MERGE: _merging,
    Kind.REDRAW: _redrawing,
}


def _findings(asked: Asked, pause: Callable[[], None]) -> Iterable[Finding]:
    new = _sound(asked.drawn)
    if not new or asked.change == Kind.MERGE:
        return
    if asked.change == Kind.ADD or asked.outer:
        yield from _beside(new, asked.on, pause)
        return
    codes = asked.codes if asked.change == Kind.SPLIT else tuple(new)
    whole = queries.drawn(queries.valid(asked.on).filter(code__in=codes))
    yield from _overlapping(new, frozenset(new), pause)
    yield from _against(new, whole)


def _sound(drawn: rules.Drawn) -> dict[str, Outline]:
    """Outlines that can be compared, by their codes; by their places where there is none."""
    return {
        code or f"#{number}": outline
        for number, (code, outline) in enumerate(drawn, 1)
        if outline is not None and not outlines.fault(outline)
    }


def _against(new: Mapping[str, Outline], whole: Mapping[str, Outline]) -> Iterable[Finding]:
    """What the new outlines lack of the ground before, and what they hold beyond it."""
    allowed = mosaic.tolerance(sum(map(outlines.square_metres, whole.values())))
    for kind, parts, ground in ((MISSING, new, whole), (BEYOND, whole, new)):
        differing = mosaic.left_out(parts.values(), ground.values())
        if outlines.square_metres(differing) > allowed:
            yield from _pieces(kind, differing, ground)


def _pieces(kind: str, ground: Outline, of: Mapping[str, Outline]) -> Iterable[Finding]:
    """Each piece of some ground of which one can see something, with the codes it is of."""
    for piece in sorted(shapely.get_parts(ground), key=lambda part: -part.area):
        size = outlines.square_metres(piece)
        if size > mosaic.LEAST:
            inside = piece.representative_point()
            codes = sorted(code for code, area in of.items() if area.contains(inside))
            yield Finding(kind, tuple(codes), size, piece)


def _beside(new: Mapping[str, Outline], on: date, pause: Callable[[], None]) -> Iterable[Finding]:
    """Where new outlines lie on each other or on grids around, and what they leave between."""
    sheet = showing.sheet(on)
    ground = shapely.union_all(list(new.values()))
    near = _named(sheet.touching(ground), new)
    yield from _overlapping(near | new, frozenset(new), pause)
    if not near:
        return
    # Neighbours of the neighbours close the ring around a gap.
    far = _named(sheet.touching(shapely.union_all([*near.values(), ground])), new)
    for gap in mosaic.gaps(far | new):
        mine = tuple(code for code in gap.beside if code in new)
        left = _uncovered(gap.ground, sheet, new) if mine else None
        size = outlines.square_metres(left)
        if left is not None and size > mosaic.LEAST:
            yield Finding(GAP, gap.beside, size, left)


def _named(grids: Iterable[showing.Shown], but: Mapping[str, Outline]) -> dict[str, Outline]:
    return {grid.code: grid.outline for grid in grids if grid.code not in but}


def _uncovered(hole: Outline, sheet: showing.Sheet, new: Mapping[str, Outline]) -> Outline:
    """A hole without the grids that lie in it and were not looked at as neighbours."""
    inside = [grid.outline for grid in sheet.touching(hole) if grid.code not in new]
    return mosaic.only_areas(shapely.difference(hole, shapely.union_all(inside)))


def _overlapping(
    every: Mapping[str, Outline], new: frozenset[str], pause: Callable[[], None]
) -> Iterable[Finding]:
    for found in mosaic.overlaps(every, among=new, pause=pause):
        codes = (found.one, found.other)
        yield Finding(OVERLAP, codes, found.square_metres, found.ground)
