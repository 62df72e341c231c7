"""Positions in the coordinate systems of Chinese maps, turned into one another.

`basis` of the formulas: GCJ-02 (the offset that every public map of China must carry, GB 20263)
is not published; the forward formula here is the public one that the map libraries eviltransform,
coordtransform and gcoord share. Nobody vouches for it: a map may differ from it by some metres.
BD-09 is Baidu's own offset on top of it, from the same sources. CGCS2000 is the national system
in force since 2008-07-01 (国家测绘局公告2008年第2号).

How exact: GCJ-02 and BD-09 are undone by iteration, to less than a millimetre against the forward
formula. CGCS2000 counts as WGS-84: the ellipsoids differ by a tenth of a millimetre, and the drift
of the land since 2000 stays below `CGCS2000_WITHIN_METRES` until about 2040.

Where: the offset is applied inside the usual rectangle around China, judged by the WGS-84
position, and nothing is changed outside of it. The rectangle holds parts of the neighbours
(Hanoi, Seoul), whose positions are offset as if they lay in China. At its edge the offset sets in
at once, with a jump of up to 1 km: from GCJ-02 or BD-09 a position in that strip is taken for the
one inside. The edge lies abroad and at sea everywhere.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from yiwang.kernel.refusals import Invalid

CGCS2000_WITHIN_METRES = 1.5
# West, south, east, north of the rectangle in which the offset applies.
OFFSET_AREA = (72.004, 0.8293, 137.8347, 55.8271)
_MEAN_RADIUS = 6_371_008.8
# The Krasovsky ellipsoid, on which the offset is defined.
_AXIS, _ECCENTRICITY = 6_378_245.0, 0.006_693_421_622_965_943
_BAIDU_WAVE = math.pi * 3000 / 180
_ROUNDS = 30
# Degrees: GCJ-02 and BD-09 together move nothing as far as this.
_FURTHEST_OFFSET = 0.1
_CLOSE_ENOUGH = 1e-10

Pair = tuple[float, float]


class System(StrEnum):
    """In which system a longitude and latitude are written."""

    WGS_84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ_02 = "gcj02"
    BD_09 = "bd09"

    @property
    def label(self) -> str:
        """The Chinese word on screen."""
        return SYSTEM_LABELS[self]


SYSTEM_LABELS = {
    System.WGS_84: "WGS-84（卫星定位）",
    System.CGCS2000: "2000国家大地坐标系",
    System.GCJ_02: "GCJ-02（国测局，高德、腾讯）",
    System.BD_09: "BD-09（百度）",
}


@dataclass(frozen=True)
class Position:
    """Degrees east and north. Raises `Invalid` for what is no place, or is the wrong way round."""

    longitude: float
    latitude: float
    system: System = System.WGS_84

    def __post_init__(self) -> None:
        if not math.isfinite(self.longitude) or not math.isfinite(self.latitude):
            raise Invalid("经度和纬度应为数字")
        # North of 72 degrees there is no China: the two are exchanged.
        if self.latitude > OFFSET_AREA[0] and _in_area(self.latitude, self.longitude):
            raise Invalid("经度和纬度填反了：经度在前，纬度在后")
        if abs(self.longitude) > 180 or abs(self.latitude) > 90:
            raise Invalid("经度应在±180之间，纬度应在±90之间")

    def to(self, system: System) -> "Position":
        """The same place in another system."""
        if _PLAIN_AS[self.system] is _PLAIN_AS[system]:
            return Position(self.longitude, self.latitude, system)
        plain = _plain(self)
        if not _in_area(*plain):
            return Position(self.longitude, self.latitude, system)
        return Position(*_offset(plain, system), system)


_PLAIN_AS = {system: system for system in System} | {System.CGCS2000: System.WGS_84}


def distance_in_metres(one: Position, other: Position) -> float:
    """The distance along the ground, over a sphere: right to 0.6 % at any distance."""
    (east, north), (east_2, north_2) = (_plain(p) for p in (one, other))
    first, second = math.radians(north), math.radians(north_2)
    across = math.sin(math.radians(east_2 - east) / 2) ** 2
    up = math.sin((second - first) / 2) ** 2
    chord = up + math.cos(first) * math.cos(second) * across
    return 2 * _MEAN_RADIUS * math.asin(min(1.0, math.sqrt(chord)))


def _in_area(longitude: float, latitude: float, *, margin: float = 0) -> bool:
    west, south, east, north = OFFSET_AREA
    inside = south - margin <= latitude <= north + margin
    return inside and west - margin <= longitude <= east + margin


def _plain(position: Position) -> Pair:
    """In WGS-84; unchanged outside the area."""
    given = (position.longitude, position.latitude)
    if _PLAIN_AS[position.system] is System.WGS_84:
        return given
    # Farther off than any offset reaches nothing is undone; near the poles it would not settle.
    if not _in_area(*given, margin=_FURTHEST_OFFSET):
        return given
    found = _undone(lambda pair: _offset(pair, position.system), given)
    return found if _in_area(*found) else given


def _offset(plain: Pair, system: System) -> Pair:
    """A WGS-84 position with the offset of another system, whether or not it is in the area."""
    if _PLAIN_AS[system] is System.WGS_84:
        return plain
    state = _to_gcj(plain)
    return _to_baidu(state) if system is System.BD_09 else state


def _undone(forward: Callable[[Pair], Pair], wanted: Pair) -> Pair:
    """What `forward` turns into `wanted`; each round takes off what is still too much."""
    longitude, latitude = wanted
    for _ in range(_ROUNDS):
        there = forward((longitude, latitude))
        east, north = there[0] - wanted[0], there[1] - wanted[1]
        longitude, latitude = longitude - east, latitude - north
        if abs(east) < _CLOSE_ENOUGH and abs(north) < _CLOSE_ENOUGH:
            break
    # A tenth of a millimetre; on the very edge it must not fall outside.
    return round(longitude, 9), round(latitude, 9)


def _to_gcj(plain: Pair) -> Pair:
    longitude, latitude = plain
    x, y = longitude - 105, latitude - 35
    angle = math.radians(latitude)
    curve = 1 - _ECCENTRICITY * math.sin(angle) ** 2
    metres_north, metres_east = _north(x, y), _east(x, y)
    meridian = _AXIS * (1 - _ECCENTRICITY) / (curve * math.sqrt(curve))
    parallel = _AXIS / math.sqrt(curve) * math.cos(angle)
    return (
        longitude + math.degrees(metres_east / parallel),
        latitude + math.degrees(metres_north / meridian),
    )


def _north(x: float, y: float) -> float:
    plane = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    return plane + _ripple(x) + _waves(y, ((20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30)))


def _east(x: float, y: float) -> float:
    plane = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    return plane + _ripple(x) + _waves(x, ((20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30)))


def _ripple(x: float) -> float:
    return _waves(x, ((20, 6), (20, 2)))


def _waves(at: float, waves: tuple[tuple[float, float], ...]) -> float:
    """Two thirds of the sum of sines, each with its height and how often it swings a degree."""
    return sum(height * math.sin(at * times * math.pi) for height, times in waves) * 2 / 3


def _to_baidu(state: Pair) -> Pair:
    x, y = state
    length = math.hypot(x, y) + 0.000_02 * math.sin(y * _BAIDU_WAVE)
    angle = math.atan2(y, x) + 0.000_003 * math.cos(x * _BAIDU_WAVE)
    return length * math.cos(angle) + 0.0065, length * math.sin(angle) + 0.006
