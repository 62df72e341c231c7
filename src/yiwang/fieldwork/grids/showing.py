"""Reads grids as a map shows them: those of a day and those planned, in a window; free codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import numpy as np
import shapely
from django.conf import settings

from yiwang.fieldwork.grids import outlines, queries
from yiwang.fieldwork.grids.models import Adjustment, Grid
from yiwang.fieldwork.grids.outlines import Outline


@dataclass(frozen=True)
class Shown:
    """A grid of a day, or one that begins later (`planned`), with what a map tells of it."""

    code: str
    name: str
    # The code and the name of the community that it lies in.
    area: str
    community: str
    # The number of the unit that was told to look after it by name; it may have ended since.
    manager: int | None
    since: date
    until: date | None
    planned: bool
    outline: Outline


class Sheet:
    """The grids of one day and those planned from it on, ready to be looked up by place."""

    def __init__(self, grids: Iterable[Shown]) -> None:
        self.grids = tuple(grids)
        areas = np.array([grid.outline for grid in self.grids], dtype=object)
        self._tree = shapely.STRtree(areas)

    def in_box(self, west: float, south: float, east: float, north: float) -> list[Shown]:
        """Those whose bounds meet a window, by their codes."""
        return self._of(self._tree.query(shapely.box(west, south, east, north)))

    def touching(self, ground: shapely.Geometry) -> list[Shown]:
        """Those that share ground or border with a shape."""
        return self._of(self._tree.query(ground, predicate="intersects"))

    def nearest(self, ground: shapely.Geometry) -> Shown | None:
        """One that is nearest to a shape; None where there are no grids at all."""
        found = self._tree.query_nearest(ground)
        return self.grids[int(min(found))] if len(found) else None

    def of_codes(self, codes: Iterable[str]) -> list[Shown]:
        """Those of some codes that hold on the day itself."""
        wanted = set(codes)
        return [grid for grid in self.grids if grid.code in wanted and not grid.planned]

    def _of(self, places: Iterable[int]) -> list[Shown]:
        return [self.grids[place] for place in sorted(places)]


def sheet(on: date) -> Sheet:
    """The sheet of a day. Any adjustment since makes it anew."""
    last = Adjustment.objects.order_by("-id").values_list("id", "at").first()
    return _built(on, last)


@lru_cache(maxsize=4)
def _built(on: date, _last: tuple[int, datetime] | None) -> Sheet:
    rows = queries.lasting(on).select_related("area")
    return Sheet(_shown(grid, on) for grid in rows.iterator(chunk_size=500))


def forget() -> None:
    """Read everything anew; for tests, in which numbers come again and clocks stand still."""
    _built.cache_clear()


def _shown(grid: Grid, on: date) -> Shown:
    return Shown(
        code=grid.code,
        name=grid.name,
        area=grid.area.code,
        community=grid.area.name,
        manager=grid.managed_by_id,
        since=grid.valid_from,
        until=grid.valid_until,
        planned=grid.valid_from > on,
        outline=outlines.read(grid.outline),
    )


def next_codes(area: str, count: int) -> list[str]:
    """Codes of an area that no grid has or had, the next in order; blanks where none is left."""
    width = settings.GRID_CODE[-1]
    rows = queries.register().filter(code__startswith=area).values_list("code", flat=True)
    numbers = [int(code[-width:]) for code in rows if len(code) == len(area) + width]
    first = max(numbers, default=0) + 1
    found = [f"{area}{number:0{width}d}" for number in range(first, first + count)]
    return [code if len(code) == len(area) + width else "" for code in found]
