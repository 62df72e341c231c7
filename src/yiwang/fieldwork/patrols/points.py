"""What a batch of a track must be to be taken; what is merely unlikely is marked, not dropped.

Pure. A batch is refused as a whole when its times do not go forward, lie in the future or before
the days that tracks are kept, when it is too long, or when a point lies outside China. A point
that could be reached only faster than 120 km/h is marked: satellites err between high houses.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from yiwang.kernel.coordinates import OFFSET_AREA, Position, distance_in_metres
from yiwang.kernel.refusals import Invalid, Missing, TooLarge

MOST_POINTS = 1000
LONGEST = timedelta(hours=12)
CLOCK_ERROR = timedelta(minutes=5)
FASTEST = 120 / 3.6
WORST_ACCURACY = 5000.0


@dataclass(frozen=True, slots=True)
class Point:
    """Where a phone was at a moment, in WGS-84, and how sure it is of it, in metres."""

    at: datetime
    longitude: float
    latitude: float
    accuracy: float

    @property
    def position(self) -> Position:
        """The same as a position."""
        return Position(self.longitude, self.latitude)


def check(points: Sequence[Point], *, now: datetime, oldest: datetime) -> None:
    """Raises `Missing`, `TooLarge` or `Invalid` for a batch that cannot be."""
    if not points:
        raise Missing("轨迹里没有点")
    if len(points) > MOST_POINTS:
        raise TooLarge("一次最多收{most}个轨迹点", most=MOST_POINTS)
    for number, point in enumerate(points, 1):
        _check_place(number, point)
    _check_times(points, now, oldest)


def _check_times(points: Sequence[Point], now: datetime, oldest: datetime) -> None:
    for number, (before, after) in enumerate(zip(points, points[1:], strict=False), 2):
        if after.at <= before.at:
            raise Invalid("第{number}个轨迹点的时间不晚于前一个", number=number)
    if points[-1].at > now + CLOCK_ERROR:
        raise Invalid("轨迹的时间晚于现在，请校准手机时间")
    if points[0].at < oldest:
        raise Invalid("轨迹已超过保存期限，不再接收")
    if points[-1].at - points[0].at > LONGEST:
        raise Invalid("一批轨迹最长{hours}小时", hours=LONGEST.seconds // 3600)


def _check_place(number: int, point: Point) -> None:
    west, south, east, north = OFFSET_AREA
    sure = math.isfinite(point.accuracy) and 0 < point.accuracy <= WORST_ACCURACY
    if not sure:
        raise Invalid("第{number}个轨迹点的精度不可信", number=number)
    if not (west <= point.longitude <= east and south <= point.latitude <= north):
        raise Invalid("第{number}个轨迹点在中国境外", number=number)


def too_fast(points: Sequence[Point], before: Point | None = None) -> list[bool]:
    """For each point whether it was reached faster than can be, from the one before it."""
    marked, last = [], before
    for point in points:
        marked.append(last is not None and _speed(last, point) > FASTEST)
        last = point
    return marked


def _speed(one: Point, other: Point) -> float:
    """Metres a second, less what both points may be wrong by."""
    metres = distance_in_metres(one.position, other.position) - one.accuracy - other.accuracy
    seconds = (other.at - one.at).total_seconds()
    return max(metres, 0.0) / seconds if seconds > 0 else math.inf
