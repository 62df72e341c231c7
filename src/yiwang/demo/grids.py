"""The made-up district's grids: sixty in a mosaic, one managed by others, one about to be split."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone
from shapely import Polygon

from yiwang.demo.geometry import Ring, on_earth
from yiwang.fieldwork.grids import actions
from yiwang.fieldwork.grids.actions import Draft, Order
from yiwang.fieldwork.grids.outlines import DECIMALS
from yiwang.org.actors import SYSTEM
from yiwang.org.models import Area, Unit

BASIS = "演示区单元网格划分方案（虚构）"
BEGAN = date(2024, 1, 1)
DAYS_AHEAD = 14


def fill(pieces: Mapping[Area, list[Ring]], units: list[Unit]) -> None:
    """Each community's pieces as grids, numbered from west to east."""
    drafts = [
        Draft(
            code=f"{area.code}{number:03d}",
            name=f"第{number}网格",
            area=area,
            outline=Polygon(on_earth(ring, decimals=DECIMALS)),
        )
        for area, rings in pieces.items()
        for number, ring in enumerate(sorted(rings, key=_west), 1)
    ]
    actions.add(grids=drafts, order=_order(BEGAN))
    today = timezone.localdate()
    # The last grid of the first community is looked after by the second one.
    lent = drafts[len(next(iter(pieces.values()))) - 1]
    actions.reassign(codes=[lent.code], managed_by=units[1], order=_order(today))
    _split(drafts[0], today + timedelta(days=DAYS_AHEAD))


def _split(draft: Draft, day: date) -> None:
    """Cut in two from the north to the south, from a day to come."""
    west, south, east, north = draft.outline.bounds
    middle = round((west + east) / 2, 6)
    sides = ((west, middle), (middle, east))
    halves = [
        Draft(
            code=f"{draft.area.code}{number:03d}",
            name=f"第{number}网格",
            area=draft.area,
            outline=draft.outline.intersection(_strip(*side, south, north)),
        )
        for number, side in enumerate(sides, 11)
    ]
    actions.split(code=draft.code, into=halves, order=_order(day))


def _strip(west: float, east: float, south: float, north: float) -> Polygon:
    return Polygon([(west, south), (east, south), (east, north), (west, north)])


def _order(day: date) -> Order:
    return Order(worker=SYSTEM, basis=BASIS, effective_on=day)


def _west(ring: Ring) -> float:
    return sum(corner[0] for corner in ring) / len(ring)
