"""Counts what was walked of grids and routes, by the clock; it keeps no names.

Today and yesterday are counted anew each time, and the days of every batch that came in since: a
phone may have been without network for days.
"""

from datetime import date, datetime, timedelta

import numpy as np
import shapely
from django.db import transaction
from django.utils import timezone

from yiwang.fieldwork.grids import outlines
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.grids.models import Grid
from yiwang.fieldwork.patrols import covering, planning, queries, walking
from yiwang.fieldwork.patrols.models import Covered, Plan, PlanPart, Track, Walk

DAY = timedelta(days=1)


def count_coverage() -> int:
    """Keep what was walked today, yesterday and on days told of since; how many grids."""
    today = timezone.localdate()
    fresh = Track.objects.filter(counted=False).values_list("id", "first_at", "last_at")
    known, days = [], {today - DAY, today}
    for number, first_at, last_at in fresh:
        known.append(number)
        # What is walked after midnight may belong to hours that began the day before.
        first, last = timezone.localdate(first_at) - DAY, timezone.localdate(last_at)
        days |= {first + i * DAY for i in range((last - first).days + 1)}
    counted = sum(count_day(day) for day in sorted(days))
    Track.objects.filter(pk__in=known).update(counted=True)
    return counted


@transaction.atomic
def count_day(on: date) -> int:
    """Keep what was walked on one day; how many grids were counted."""
    starts, _ends = queries.day_bounds(on)
    # Two days: hours of a plan may end on the morning after.
    points = covering.points_between(starts, queries.day_bounds(on, 2)[1])
    own = points[points[:, 2] < DAY.total_seconds()][:, :2]
    _count_routes(on, starts, points)
    return _count_grids(on, own)


def _count_grids(on: date, walked: walking.Numbers) -> int:
    codes = np.array(grids.codes_at(walked, on), dtype=object) if len(walked) else np.array([])
    planned = PlanPart.objects.filter(plan__in=planning.in_force(on).values("pk"))
    there = {code for code in codes if code} | set(planned.values_list("grid_code", flat=True))
    # Somebody was to go there: where nobody went is told too.
    there |= set(queries.grids_on_shift(on))
    kept = {row.grid_code: row for row in Covered.objects.filter(on=on)}
    rows = []
    for grid in grids.valid(on).filter(code__in=there | set(kept)):
        inside = walked[codes == grid.code] if len(walked) else walked
        rows.append(_covered(grid, on, inside, kept.get(grid.code)))
    Covered.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["grid_code", "on"],
        update_fields=["cells", "touched", "counted_at"],
    )
    return len(rows)


def _covered(grid: Grid, on: date, inside: walking.Numbers, kept: Covered | None) -> Covered:
    """With what was counted before: tracks are forgotten, what was walked on a day is not."""
    cells = cells_of_grid(grid)
    before = cells & set(kept.touched if kept else ())
    touched = sorted(walking.touched(cells, inside) | before)
    return Covered(
        grid_code=grid.code, on=on, cells=len(cells), touched=touched, counted_at=timezone.now()
    )


def _count_routes(on: date, starts: datetime, points: walking.Numbers) -> None:
    plans = list(planning.in_force(on).defer("path"))
    kept = {row.plan_id: row for row in Walk.objects.filter(on=on, plan__in=plans)}
    rows = []
    for plan in plans:
        walked = _in_hours(plan, on, starts, points)
        rows.append(_walk(plan, on, walked, kept.get(plan.pk)))
    Walk.objects.bulk_create(
        [row for row in rows if row.reached],
        update_conflicts=True,
        unique_fields=["plan", "on"],
        update_fields=["reached", "walked", "counted_at"],
    )


def _in_hours(plan: Plan, on: date, starts: datetime, points: walking.Numbers) -> walking.Numbers:
    """The points (longitude, latitude) within the hours of a plan."""
    first, last = ((at - starts).total_seconds() for at in planning.hours_of(plan, on))
    return points[(points[:, 2] >= first) & (points[:, 2] < last)][:, :2]


def _walk(plan: Plan, on: date, walked: walking.Numbers, kept: Walk | None) -> Walk:
    """The planned points that were reached, also from across the border of a grid."""
    planned = np.array(plan.planned, dtype=np.float64)
    got = walking.reached(planned, _near(walked, planned), metres=plan.reach_metres)
    reached = sorted(got | set(kept.reached if kept else ()))
    return Walk(
        plan=plan,
        on=on,
        reached=reached,
        walked=walking.is_walked(len(planned), len(reached)),
        counted_at=timezone.now(),
    )


def _near(points: walking.Numbers, planned: walking.Numbers) -> walking.Numbers:
    """The points that lie within 0.01 degrees (about a kilometre) of a route's frame."""
    if not len(points):
        return points
    low, high = planned.min(axis=0) - 0.01, planned.max(axis=0) + 0.01
    return points[((points >= low) & (points <= high)).all(axis=1)]


def cells_of_grid(grid: Grid) -> frozenset[int]:
    """The cells of a grid, by its outline."""
    outline: shapely.Geometry = outlines.read(grid.outline)
    return walking.cells_of(outline)
