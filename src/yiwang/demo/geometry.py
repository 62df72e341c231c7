"""A made-up district cut into streets, communities and grids without a gap; no place on earth."""

import math
import random

Corner = tuple[float, float]
Ring = list[Corner]
# The edge of the district on a plane, and where on earth that plane is laid.
EDGE: Ring = [
    (0.02, 0.18), (0.2, 0.02), (0.46, -0.02), (0.74, 0.0), (0.97, 0.14),
    (1.0, 0.42), (0.88, 0.66), (0.62, 0.7), (0.34, 0.64), (0.08, 0.5),
]  # fmt: skip
WEST, SOUTH, DEGREES_EAST, DEGREES_NORTH = 114.2, 30.55, 0.11, 0.094
DECIMALS = 6


def cut(ring: Ring, parts: int, chance: random.Random) -> list[Ring]:
    """A convex ring cut into so many parts of about the same size."""
    if parts == 1:
        return [ring]
    first = parts // 2
    one, other = _halves(ring, first / parts, chance)
    return [*cut(one, first, chance), *cut(other, parts - first, chance)]


def on_earth(ring: Ring, *, decimals: int = DECIMALS) -> list[list[float]]:
    """Longitude and latitude of a ring of the plane."""
    return [
        [round(WEST + x * DEGREES_EAST, decimals), round(SOUTH + y * DEGREES_NORTH, decimals)]
        for x, y in ring
    ]


def somewhere_in(outline: list[list[float]], chance: random.Random) -> list[float]:
    """A point inside a convex outline, rather near its middle."""
    weights = [chance.random() for _ in outline]
    return [
        round(
            sum(w * corner[i] for w, corner in zip(weights, outline, strict=True)) / sum(weights),
            DECIMALS,
        )
        for i in (0, 1)
    ]


def _halves(ring: Ring, share: float, chance: random.Random) -> tuple[Ring, Ring]:
    """Cut across the longer way, so that one side has its share of the whole."""
    width, height = ((max(c[i] for c in ring) - min(c[i] for c in ring)) for i in (0, 1))
    angle = chance.uniform(-0.3, 0.3) + (0 if width >= height else math.pi / 2)
    along = (math.cos(angle), math.sin(angle))
    reach = [_at(corner, along) for corner in ring]
    low, high = min(reach), max(reach)
    for _ in range(40):
        middle = (low + high) / 2
        if size(_side(ring, along, middle)) < share * size(ring):
            low = middle
        else:
            high = middle
    return _side(ring, along, high), _side(ring, (-along[0], -along[1]), -high)


def _at(corner: Corner, along: Corner) -> float:
    return corner[0] * along[0] + corner[1] * along[1]


def _side(ring: Ring, along: Corner, limit: float) -> Ring:
    """What of a convex ring lies before the limit."""
    kept: Ring = []
    for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
        here, there = _at(one, along) - limit, _at(other, along) - limit
        if here <= 0:
            kept.append(one)
        if (here < 0 < there) or (there < 0 < here):
            way = here / (here - there)
            kept.append((one[0] + way * (other[0] - one[0]), one[1] + way * (other[1] - one[1])))
    return kept


def size(ring: Ring) -> float:
    """The area of a ring."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2
