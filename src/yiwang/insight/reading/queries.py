"""Everything that is read here: the list of places, and all names that the district knows."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.db.models import Count, Max, QuerySet

from yiwang.insight.reading.gazetteer import Gazetteer, Known
from yiwang.insight.reading.models import PlaceName
from yiwang.org.models import Area, Change, Unit

# What kind of area it is; people leave it out.
_KIND = re.compile(r"(?:社区居委会|社区|街道办事处|街道|村委会|村|镇|乡)$")
_OFFICE = re.compile(r"(?:办事处|居委会|村委会)$")


def places() -> QuerySet[PlaceName]:
    """The places of the list that are in use, by name."""
    rows = PlaceName.objects.filter(retired_at=None).select_related("area")
    return rows.order_by("name", "id")


def gazetteer() -> Gazetteer:
    """All names; built anew only after an area, a unit or a place has changed."""
    return _gazetteer(_edition())


def _edition() -> tuple[object, ...]:
    """What changes when a name does; four small queries."""
    areas = Area.objects.filter(active=True).aggregate(Count("pk"), Max("pk"))
    units = Unit.objects.filter(active=True).aggregate(Count("pk"), Max("pk"))
    listed = PlaceName.objects.aggregate(Count("pk"), Max("pk"), Max("retired_at"))
    renamed = Change.objects.aggregate(Max("pk"))
    return (*areas.values(), *units.values(), *listed.values(), *renamed.values())


@lru_cache(maxsize=2)
def _gazetteer(edition: tuple[object, ...]) -> Gazetteer:
    return Gazetteer([*_areas(), *_places(), *_units()])


def _areas() -> Iterator[tuple[str, Known]]:
    rows = Area.objects.filter(active=True).exclude(level=Area.Level.DISTRICT)
    for row in rows.select_related("parent"):
        grid = row.level == Area.Level.GRID
        if grid and len(row.name) < 4:
            # 第1网格 is the name of many.
            continue
        known = Known("area", row.name, row.code, row.code, row.path)
        yield row.name, known
        stem = _KIND.sub("", row.name)
        if not grid and stem != row.name:
            yield stem, known


def _places() -> Iterator[tuple[str, Known]]:
    for row in places():
        known = Known(
            "place",
            row.name,
            str(row.pk),
            row.area.code,
            row.area.path,
            row.longitude,
            row.latitude,
        )
        for name in (row.name, *row.aliases):
            yield name, known


def _units() -> Iterator[tuple[str, Known]]:
    for row in Unit.objects.filter(active=True).exclude(kind=Unit.Kind.COMMUNITY):
        known = Known("unit", row.name, row.code)
        yield row.name, known
        if _OFFICE.search(row.name):
            yield _OFFICE.sub("", row.name) + "街道办", known
