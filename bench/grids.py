"""A million points to two thousand grids, and one point, as while an address is typed."""

from time import perf_counter

import numpy as np
import shapely

from bench.measure import Figure, latency, times
from yiwang.fieldwork.grids.locator import NOWHERE, Locator
from yiwang.kernel.coordinates import Position

POINTS, GRIDS, SINGLE = 1_000_000, 2_000, 2_000
WEST, SOUTH, WIDE, HIGH = 114.2, 30.5, 0.2, 0.16


def figures() -> list[Figure]:
    """The points lie in and around a district of crooked grids."""
    chance = np.random.default_rng(20261121)
    outlines = _district(chance)
    started = perf_counter()
    locator = Locator(outlines)
    made = perf_counter() - started
    points = _points(chance, POINTS)
    bulk = times(lambda: locator.assign(points), rounds=5, warm_up=1)
    outside = int((locator.assign(points) == NOWHERE).sum())
    inside, apart = _single(chance, locator)
    corners = int(sum(shapely.get_num_coordinates(o) for o in outlines.values()))
    return [
        Figure(
            name="1,000,000 points to 2,000 grids",
            value=round(sorted(bulk)[2], 3),
            unit="s (p50)",
            target="≤ 5 s",
            samples=len(bulk),
            more={"slowest": round(max(bulk), 3), "outside": outside, "corners": corners},
        ),
        latency("one point in a grid", inside, target="≤ 1 ms"),
        latency("one point in none, with the nearest", apart, target="≤ 1 ms"),
        Figure(name="a locator made ready", value=round(made * 1000, 1), unit="ms"),
    ]


def _district(chance: np.random.Generator) -> dict[str, shapely.Polygon]:
    """Cells around random points, their borders bent alike on both sides: no gap, no overlap."""
    seeds = shapely.multipoints(chance.random((GRIDS, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=shapely.box(0, 0, 1, 1)))
    inside = shapely.intersection(cells, shapely.box(0, 0, 1, 1))
    crooked = shapely.transform(shapely.segmentize(inside, 0.002), _bend)
    return {f"420199{i // 999:03d}001{i % 999:03d}": area for i, area in enumerate(crooked)}


def _bend(corners: np.ndarray) -> np.ndarray:
    x, y = corners[:, 0], corners[:, 1]
    bent_x = x + 0.002 * np.sin(300 * y)
    bent_y = y + 0.002 * np.sin(250 * x)
    return np.column_stack([WEST + WIDE * bent_x, SOUTH + HIGH * bent_y])


def _points(chance: np.random.Generator, count: int) -> np.ndarray:
    spread = chance.random((count, 2)) * 1.04 - 0.02
    return spread * [WIDE, HIGH] + [WEST, SOUTH]


def _single(chance: np.random.Generator, locator: Locator) -> tuple[list[float], list[float]]:
    """Seconds of single questions: those with an answer, and those with a hint only."""
    inside, apart = [], []
    for longitude, latitude in _points(chance, SINGLE + 100):
        started = perf_counter()
        place = locator.one(Position(longitude, latitude))
        taken = perf_counter() - started
        (inside if place.code else apart).append(taken)
    return inside[50:], apart[5:]
