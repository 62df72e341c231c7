"""Parts of one class that stand so close together that they may be one under two codes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from yiwang.kernel.coordinates import Position, distance_in_metres

# Two of a class nearer than this are shown; two grates of a gutter are further apart.
SAME_METRES = 1.0
_DEGREES = 2 * SAME_METRES / 111_000


@dataclass(frozen=True)
class Spot:
    """Where a part stands; `new` when this file brings it."""

    code: str
    category: str
    longitude: float
    latitude: float
    new: bool


def pairs(spots: Iterable[Spot]) -> Iterator[tuple[Spot, Spot, float]]:
    """Each two of a class that are that close, one of them new, with their metres."""
    classes: dict[str, list[Spot]] = {}
    for spot in spots:
        classes.setdefault(spot.category, []).append(spot)
    for same in classes.values():
        if any(spot.new for spot in same):
            yield from _close(same)


def _close(spots: list[Spot]) -> Iterator[tuple[Spot, Spot, float]]:
    points = shapely.points(np.array([(spot.longitude, spot.latitude) for spot in spots]))
    tree = shapely.STRtree(points)
    # In degrees, generously; east-west they are shorter, which only adds candidates.
    one, other = tree.query(points, predicate="dwithin", distance=_DEGREES)
    for first, second in zip(one.tolist(), other.tolist(), strict=True):
        here, there = spots[first], spots[second]
        if here.code < there.code and (here.new or there.new):
            metres = distance_in_metres(_place(here), _place(there))
            if metres <= SAME_METRES:
                yield here, there, metres


def _place(spot: Spot) -> Position:
    return Position(spot.longitude, spot.latitude)
