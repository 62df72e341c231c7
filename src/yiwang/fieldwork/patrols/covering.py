"""Reads what of the grids was walked: cells, planned points, rounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from yiwang.fieldwork.patrols import planning, queries, walking
from yiwang.fieldwork.patrols.models import Covered, PlanPart, Track
from yiwang.fieldwork.patrols.walking import Share


def points_between(starts: datetime, ends: datetime) -> walking.Numbers:
    """Every point of some hours that counts, whoever it was: longitude, latitude, and when.

    The third is in seconds since `starts`.
    """
    rows = Track.objects.filter(last_at__gte=starts, first_at__lt=ends)
    found = []
    for first_at, points in rows.values_list("first_at", "points").iterator():
        before = (first_at - starts).total_seconds()
        found += [
            (longitude, latitude, before + seconds)
            for seconds, longitude, latitude, accuracy, fast in points
            if accuracy <= walking.GOOD_ACCURACY and not fast
        ]
    every = np.array(found, dtype=np.float64).reshape(-1, 3)
    last = (ends - starts).total_seconds()
    return every[(every[:, 2] >= 0) & (every[:, 2] < last)]


@dataclass(frozen=True)
class GridCoverage:
    """What of a grid was walked in some days; shares as `walking` states them."""

    cells: Share
    points: Share
    rounds: Share


def coverage(first: date, days: int = queries.DAYS_OF_WEEK) -> dict[str, GridCoverage]:
    """By the codes of the grids: cells and planned points of any of the days, rounds of routes.

    Points are those of the plans of the last day; rounds those of every plan of these days.
    """
    rows = Covered.objects.filter(on__gte=first, on__lt=first + timedelta(days=days))
    cells: dict[str, list[Covered]] = {}
    for row in rows.order_by("on"):
        cells.setdefault(row.grid_code, []).append(row)
    last = first + timedelta(days=days - 1)
    walks = planning.walks(first, days)
    found: dict[str, list[tuple[Share, Share]]] = {}
    for part in planning.parts_of(walks):
        walked = walks[part.plan_id]
        points = _points(part, walked) if last in walked.days else _NOTHING
        found.setdefault(part.grid_code, []).append((points, walked.rounds))
    return {
        code: GridCoverage(
            _cells(cells.get(code, [])),
            _sum(points for points, _rounds in found.get(code, [])),
            _sum(rounds for _points, rounds in found.get(code, [])),
        )
        for code in cells.keys() | found.keys()
    }


_NOTHING = Share(0, 0)


def _cells(rows: list[Covered]) -> Share:
    if not rows:
        return _NOTHING
    return Share(walking.of_week([frozenset(row.touched) for row in rows]), rows[-1].cells)


def _points(part: PlanPart, walked: planning.Walked) -> Share:
    own = set(part.places)
    return Share(len(own & walked.reached), len(own))


def _sum(shares: Iterable[Share]) -> Share:
    every = list(shares)
    return Share(sum(share.done for share in every), sum(share.due for share in every))
