"""Everything that is read of parts."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from yiwang.fieldwork.parts.models import Part, Record, State, Survey
from yiwang.kernel.coordinates import Position, System, distance_in_metres
from yiwang.kernel.refusals import NotFound
from yiwang.org.models import Unit

STATES = State.choices
NEAR_METRES = 30.0
_METRES_A_DEGREE = 111_000.0


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list of parts is narrowed to; empty means all."""

    text: str = ""
    category: str = ""
    state: str = ""
    grid: str = ""
    unit: int | None = None


@dataclass(frozen=True)
class Nearby:
    """A part and how far it is."""

    part: Part
    metres: float


def part(code: str) -> Part:
    """One part as it was seen last. Raises `NotFound`."""
    found = Part.objects.select_related("owner", "manager").filter(code=code.strip()).first()
    if found is None:
        raise NotFound("普查册中没有编码为{code}的部件", code=code.strip()[:20])
    return found


def owner_of(code: str) -> Unit | None:
    """The unit that owns a part; None where it is not known or works no more."""
    return owners([code]).get(code.strip())


def owners(codes: Iterable[str]) -> dict[str, Unit]:
    """The owners of several parts by their codes, as far as they are known; one query."""
    wanted = {code.strip() for code in codes if code.strip()}
    if not wanted:
        return {}
    rows = Part.objects.filter(code__in=wanted, owner__active=True).select_related("owner")
    return {row.code: row.owner for row in rows}


def known(codes: Iterable[str]) -> set[str]:
    """Those of the codes that are on the register; one query."""
    wanted = {code.strip() for code in codes if code.strip()}
    found = Part.objects.filter(code__in=wanted).values_list("code", flat=True)
    return set(found) if wanted else set()


def near(
    point: Position, category: str = "", *, metres: float = NEAR_METRES, limit: int = 10
) -> list[Nearby]:
    """The parts around a position, the nearest first; of one class or one above it, or of any."""
    plain = point.to(System.WGS_84)
    north = metres / _METRES_A_DEGREE
    east = north / max(0.01, math.cos(math.radians(plain.latitude)))
    rows = Part.objects.filter(category__startswith=category) if category else Part.objects
    rows = rows.filter(
        longitude__range=(plain.longitude - east, plain.longitude + east),
        latitude__range=(plain.latitude - north, plain.latitude + north),
    ).select_related("owner", "manager")
    found = [Nearby(row, _metres(plain, row)) for row in rows]
    close = [item for item in found if item.metres <= metres]
    return sorted(close, key=lambda item: (item.metres, item.part.code))[:limit]


def _metres(plain: Position, row: Part) -> float:
    return distance_in_metres(plain, Position(row.longitude, row.latitude))


def listed(filters: Filters) -> QuerySet[Part]:
    """Parts by their codes, narrowed."""
    same = {
        "category__startswith": filters.category,
        "state": filters.state,
        "grid__startswith": filters.grid,
    }
    rows = Part.objects.filter(**{key: value for key, value in same.items() if value})
    if filters.unit:
        rows = rows.filter(Q(owner=filters.unit) | Q(manager=filters.unit))
    if filters.text:
        text = filters.text
        rows = rows.filter(
            Q(code__startswith=text) | Q(name__contains=text) | Q(owner_name__contains=text)
        )
    return rows.select_related("owner", "manager")


def history(part: Part) -> list[Record]:
    """What every survey saw of a part, the latest first."""
    rows = part.records.select_related("survey", "owner", "manager")
    return list(rows.order_by("-surveyed_on", "-id"))


def surveys(*, limit: int = 50) -> list[Survey]:
    """The files that were taken in, the newest first."""
    return list(Survey.objects.order_by("-id")[:limit])


def survey(number: int) -> Survey:
    """One of them. Raises `NotFound`."""
    found = Survey.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这次部件普查")
    return found
