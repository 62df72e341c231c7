"""Cuts outlines by a drawn line, and fits a drawn outline to its neighbours.

Pure. Corners come to lie on the decimals that are stored while the shapes are cut, not after:
rounding afterwards could fold a thin piece over itself.
"""

import math
from collections.abc import Callable, Iterable

import numpy as np
import shapely

from yiwang.fieldwork.grids import mosaic, outlines
from yiwang.fieldwork.grids.outlines import Outline
from yiwang.kernel.refusals import Invalid

# A line that ends this close before the border was meant to reach it.
REACH_METRES = 1.0
# Ground nowhere wider than this was left by drawing, and is not meant.
NARROW_METRES = 10.0
_METRES_A_DEGREE = 111_320.0
_STORED = 10.0**-outlines.DECIMALS


def cut(whole: Outline, line: shapely.LineString) -> list[Outline]:
    """The pieces of a grid on both sides of a line, from west to east.

    A closed line takes out what it encloses; that comes first. Pieces of less than 1 m² are
    slips and stay with their neighbour. Raises `Invalid` where the line divides nothing.
    """
    pieces = _taken_out(whole, line) if line.is_closed else _divided(whole, line)
    if len(pieces) < 2:
        raise Invalid("这条线没有把网格分开：请从边界外画到边界外，或画成闭合的一圈")
    return [outlines.rounded(piece) for piece in pieces]


def fitted(drawn: Outline, others: Iterable[Outline]) -> Outline:
    """A drawn outline without the ground of others, and with the narrow gaps before them.

    Raises `Invalid` when others hold all of it.
    """
    around = list(others)
    left = mosaic.only_areas(
        shapely.difference(drawn, shapely.union_all(around), grid_size=_STORED)
    )
    parts = [part for part in shapely.get_parts(left) if not narrow(part)]
    if not parts:
        raise Invalid("所画范围已全部属于其他网格")
    gaps = mosaic.gaps({str(n): area for n, area in enumerate([*around, *parts])})
    mine = {str(n) for n in range(len(around), len(around) + len(parts))}
    slips = [gap.ground for gap in gaps if mine & set(gap.beside) and narrow(gap.ground)]
    return outlines.rounded(
        mosaic.only_areas(shapely.union_all([*parts, *slips], grid_size=_STORED))
    )


def narrow(ground: Outline) -> bool:
    """Whether some ground is nowhere wider than `NARROW_METRES`."""
    flat, _back = _plane(ground)
    return bool(shapely.is_empty(shapely.buffer(flat(ground), -NARROW_METRES / 2)))


def _divided(whole: Outline, line: shapely.LineString) -> list[Outline]:
    reaching = _to_the_border(line, whole)
    pieces, rest = [], []
    for part in shapely.get_parts(whole):
        found = _parts_beside(part, reaching)
        (pieces if len(found) > 1 else rest).extend(found)
    return _with_neighbours(sorted(pieces, key=lambda piece: piece.centroid.x), rest)


def _parts_beside(part: shapely.Polygon, line: shapely.LineString) -> list[Outline]:
    edges = shapely.get_parts(shapely.union_all([part.boundary, line], grid_size=_STORED))
    faces = shapely.get_parts(shapely.polygonize(edges))
    inside = [face for face in faces if part.contains(face.representative_point())]
    slips = [face for face in inside if outlines.square_metres(face) < mosaic.LEAST]
    large = [face for face in inside if outlines.square_metres(face) >= mosaic.LEAST]
    return _with_neighbours(large, slips)


def _with_neighbours(pieces: list[Outline], rest: Iterable[Outline]) -> list[Outline]:
    """The pieces, each of the rest joined to the one with which it shares most border."""
    joined = list(pieces)
    for odd in rest if joined else ():
        best = max(joined, key=lambda piece: _closeness(piece, odd))
        joined[joined.index(best)] = mosaic.only_areas(
            shapely.union_all([best, odd], grid_size=_STORED)
        )
    return joined


def _closeness(piece: Outline, other: Outline) -> tuple[float, float]:
    return shapely.intersection(piece, other).length, -shapely.distance(piece, other)


def _taken_out(whole: Outline, ring: shapely.LineString) -> list[Outline]:
    enclosed = shapely.Polygon(ring)
    if not enclosed.is_valid:
        raise Invalid("所画的圈与自身相交")
    inside = mosaic.only_areas(shapely.intersection(whole, enclosed, grid_size=_STORED))
    outside = mosaic.only_areas(shapely.difference(whole, enclosed, grid_size=_STORED))
    both = [inside, outside]
    return [piece for piece in both if outlines.square_metres(piece) >= mosaic.LEAST]


def _to_the_border(line: shapely.LineString, whole: Outline) -> shapely.LineString:
    """The line, going on for `REACH_METRES` where it ends just before or on the border."""
    flat, back = _plane(whole)
    border = flat(whole).boundary
    corners = shapely.get_coordinates(flat(line))
    first = _gone_on(corners[1], corners[0], border)
    last = _gone_on(corners[-2], corners[-1], border)
    return back(shapely.LineString([first, *corners[1:-1], last]))


def _gone_on(
    before: outlines.Numbers, end: outlines.Numbers, border: shapely.Geometry
) -> outlines.Numbers:
    length = float(np.hypot(*(end - before)))
    if length == 0 or shapely.distance(shapely.Point(end), border) > REACH_METRES:
        return end
    return end + (end - before) / length * REACH_METRES


Turn = Callable[[shapely.Geometry], shapely.Geometry]


def _plane(around: Outline) -> tuple[Turn, Turn]:
    """The ways onto a plane in metres around some ground, and back."""
    _west, south, _east, north = around.bounds
    across = _METRES_A_DEGREE * max(math.cos(math.radians((south + north) / 2)), 1e-6)
    scale = np.array([across, _METRES_A_DEGREE])
    return (
        lambda shape: shapely.transform(shape, lambda corners: corners * scale),
        lambda shape: shapely.transform(shape, lambda corners: corners / scale),
    )
