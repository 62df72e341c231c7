"""Everything that writes the list of places."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from yiwang.insight.reading.models import PlaceName
from yiwang.org.actors import Worker
from yiwang.org.models import Area


@dataclass(frozen=True)
class NewPlace:
    """A place as a file tells it; `retired` where it is no more."""

    name: str
    area: Area
    aliases: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    retired: bool = False


@dataclass
class Taken:
    """How many were added, changed (the old entry is retired), retired, left as they are."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    same: int = 0


@transaction.atomic
def take(*, places: Sequence[NewPlace], worker: Worker, source: str) -> Taken:
    """Append what is new and retire what it replaces; places that are not named stay."""
    taken, now = Taken(), timezone.now()
    running = PlaceName.objects.select_for_update().filter(retired_at=None)
    known = {(row.name, row.area_id): row for row in running}
    for place in places:
        key = (place.name, place.area.pk)
        there = known.get(key)
        if place.retired:
            taken.retired += _retire(there, now)
            known.pop(key, None)
            continue
        if there is not None and _same(there, place):
            taken.same += 1
            continue
        taken.changed += _retire(there, now)
        taken.added += there is None
        known[key] = _append(place, worker, source, now)
    return taken


def _append(place: NewPlace, worker: Worker, source: str, now: object) -> PlaceName:
    longitude, latitude = place.point or (None, None)
    return PlaceName.objects.create(
        name=place.name,
        aliases=list(place.aliases),
        area=place.area,
        longitude=longitude,
        latitude=latitude,
        source=source[:200],
        by_name=worker.person_name,
        at=now,
    )


def _retire(there: PlaceName | None, now: object) -> int:
    if there is None:
        return 0
    return PlaceName.objects.filter(pk=there.pk).update(retired_at=now)


def _same(there: PlaceName, place: NewPlace) -> bool:
    point = (there.longitude, there.latitude) if there.longitude is not None else None
    return tuple(there.aliases) == place.aliases and point == place.point
