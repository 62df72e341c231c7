"""How outlines lie beside each other: overlaps, gaps, and whether parts make up a whole.

Amounts are in square metres. `tolerance` is what drawing and rounding may leave.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from yiwang.fieldwork.grids.outlines import Outline, square_metres

LEAST = 1.0
SHARE = 1e-4


@dataclass(frozen=True)
class Overlap:
    """Two grids that hold the same ground; `ground` is that ground."""

    one: str
    other: str
    square_metres: float
    ground: Outline = field(compare=False, repr=False)


@dataclass(frozen=True)
class Gap:
    """Ground between grids that none of them holds; a point in it, and the grids around."""

    square_metres: float
    point: tuple[float, float]
    beside: tuple[str, ...]
    ground: Outline = field(compare=False, repr=False)


def tolerance(whole: float) -> float:
    """How much may be missing, too much or twice: 1 m² or a ten-thousandth of the area."""
    return max(LEAST, whole * SHARE)


def overlaps(
    outlines: Mapping[str, Outline],
    *,
    among: frozenset[str] | None = None,
    pause: Callable[[], None] = lambda: None,
) -> list[Overlap]:
    """Pairs that hold the same ground beyond tolerance, the largest first.

    With `among`, only pairs of which at least one is of these codes. `pause` is called before
    each pair and may raise, so that a caller can stop what takes too long.
    """
    codes = sorted(outlines)
    areas = np.array([outlines[code] for code in codes], dtype=object)
    found = []
    for first, second in _touching(codes, areas, among):
        pause()
        ground = shapely.intersection(areas[first], areas[second])
        shared = square_metres(ground)
        if shared > LEAST and shared > _allowed(areas[first], areas[second]):
            found.append(Overlap(codes[first], codes[second], shared, only_areas(ground)))
    return sorted(found, key=lambda overlap: -overlap.square_metres)


def _touching(
    codes: list[str], areas: NDArray[np.object_], among: frozenset[str] | None
) -> Iterator[tuple[int, int]]:
    """Places of the areas that meet, each pair once."""
    asked = [n for n, code in enumerate(codes) if among is None or code in among]
    pairs = shapely.STRtree(areas).query(areas[asked], predicate="intersects").T
    ordered = {tuple(sorted((asked[first], second))) for first, second in pairs.tolist()}
    yield from sorted(pair for pair in ordered if pair[0] != pair[1])


def only_areas(ground: shapely.Geometry) -> Outline:
    """What of a shape is area; lines and points, along which grids merely meet, are left out."""
    every = (piece for part in shapely.get_parts(ground) for piece in shapely.get_parts(part))
    parts = [piece for piece in every if isinstance(piece, shapely.Polygon)]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _allowed(one: Outline, other: Outline) -> float:
    return tolerance(min(square_metres(one), square_metres(other)))


def gaps(outlines: Mapping[str, Outline]) -> list[Gap]:
    """Holes in what the outlines cover together, beyond 1 m², the largest first."""
    codes = sorted(outlines)
    areas = np.array([outlines[code] for code in codes], dtype=object)
    tree = shapely.STRtree(areas)
    found = []
    for hole in _holes(shapely.union_all(areas)):
        size = square_metres(hole)
        if size > LEAST:
            beside = tuple(sorted(codes[i] for i in tree.query(hole, predicate="intersects")))
            middle = hole.representative_point()
            point = (round(middle.x, 7), round(middle.y, 7))
            found.append(Gap(size, point, beside, hole))
    return sorted(found, key=lambda gap: -gap.square_metres)


def _holes(covered: Outline) -> Iterable[shapely.Polygon]:
    for part in shapely.get_parts(covered):
        yield from (shapely.Polygon(ring) for ring in part.interiors)


def left_out(parts: Iterable[Outline], whole: Iterable[Outline]) -> Outline:
    """The ground of the whole that the parts leave uncovered."""
    return only_areas(shapely.difference(_union(whole), _union(parts)))


def missing(parts: Iterable[Outline], whole: Iterable[Outline]) -> float:
    """How much of the whole the parts leave uncovered."""
    return square_metres(left_out(parts, whole))


def beyond(parts: Iterable[Outline], whole: Iterable[Outline]) -> float:
    """How much the parts cover that is not of the whole."""
    return missing(whole, parts)


def joined(outlines: Iterable[Outline]) -> Outline:
    """Several outlines as one; holes of less than 1 m² between them are slips and are closed."""
    closed = []
    for part in shapely.get_parts(_union(outlines)):
        holes = [r for r in part.interiors if square_metres(shapely.Polygon(r)) >= LEAST]
        closed.append(shapely.Polygon(part.exterior, holes))
    return closed[0] if len(closed) == 1 else shapely.MultiPolygon(closed)


def in_one_piece(outlines: Iterable[Outline]) -> bool:
    """Whether each hangs together with the others by a border, not by a corner only."""
    areas = list(outlines)
    reached, waiting = {0}, [0]
    while waiting:
        here = areas[waiting.pop()]
        for index, area in enumerate(areas):
            if index not in reached and shapely.intersection(here, area).length > 0:
                reached.add(index)
                waiting.append(index)
    return len(reached) == len(areas)


def _union(outlines: Iterable[Outline]) -> Outline:
    return shapely.union_all(list(outlines))
