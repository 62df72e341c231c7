"""Every read of the bases but portraits, which leave a look and have a module of their own."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone

from yiwang.hub.bases import lakes, rights
from yiwang.hub.bases.models import Authority, Build, Decision, Doubt, Feeder, Figure, Look
from yiwang.hub.bases.words import BUILT, FIELDS, Base, Said
from yiwang.hub.catalogue.models import Resource
from yiwang.kernel.refusals import NotFound
from yiwang.lake.linkage import looking
from yiwang.lake.linkage.decisions import Decision as Decided
from yiwang.org.actors import Worker

PAGE = 50


def feeders(base: str) -> list[Feeder]:
    """What feeds a base now: the last word of each resource, while it is active."""
    last = Feeder.objects.filter(base=base).values("resource").annotate(last=Max("id"))
    rows = Feeder.objects.filter(pk__in=[one["last"] for one in last], active=True)
    return list(rows.select_related("resource__unit"))


def authorities(base: str) -> dict[str, tuple[str, ...]]:
    """The resources that come first today, by field, in order."""
    return {
        one.field: tuple(row.resource.key for row in one.rows) for one in standing(ladders(base))
    }


def standing(told: list["Ladder"]) -> list["Ladder"]:
    """Of publications, the newest first, those in force today: one a field."""
    today, found = timezone.localdate(), dict[str, Ladder]()
    for one in told:
        before = found.get(one.field)
        if one.valid_from <= today and (before is None or one.valid_from > before.valid_from):
            found[one.field] = one
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Ladder:
    """One publication of which sources come first for a field, in their order."""

    field: str
    valid_from: date
    rows: tuple[Authority, ...]


def ladders(base: str) -> list[Ladder]:
    """Every publication on what counts, the newest first.

    The rows of one were appended at one moment, in their order.
    """
    rows = Authority.objects.filter(base=base).select_related("resource__unit").order_by("id")
    grouped = groupby(rows, key=lambda row: (row.field, row.valid_from, row.at))
    found = [Ladder(key[0], key[1], tuple(told)) for key, told in grouped]
    return found[::-1]


def decisions(base: str) -> list[Decided]:
    """What people said and did not put off, in the order in which they said it."""
    rows = Decision.objects.filter(base=base).order_by("id").values_list("left", "right", "said")
    last = {(left, right): said for left, right, said in rows}
    return [
        Decided(left, right, said == Said.SAME)
        for (left, right), said in last.items()
        if said != Said.LATER
    ]


def last_build(base: str) -> Build | None:
    """The last build of a base."""
    return Build.objects.filter(base=base).first()


def overview() -> list[dict[str, Any]]:
    """How every base stands."""
    return [
        {
            "base": base,
            "build": last_build(base),
            "feeders": feeders(base),
            "fields": len(FIELDS[base]),
            "waiting": _waiting(base),
        }
        for base in BUILT
    ]


def _waiting(base: str) -> int:
    """The pairs of the last build on which nobody has decided; put off is not decided."""
    last = (
        Decision.objects.filter(base=OuterRef("base"), left=OuterRef("left"))
        .filter(right=OuterRef("right"))
        .order_by("-id")
        .values("said")[:1]
    )
    rows = Doubt.objects.filter(base=base).annotate(word=Subquery(last))
    return rows.filter(Q(word=None) | Q(word=Said.LATER)).count()


def record(base: str, name: str) -> dict[str, Any]:
    """The values of one source record as the last build saw it; empty where it is gone."""
    path = lakes.folder(base) / "records.parquet"
    rows = looking.rows(path, "record", name, most=1) if path.exists() else []
    return rows[0] if rows else {}


def conflicts(base: str, after: str, by: Worker) -> list[dict[str, Any]]:
    """Fields of which sources say different things, by golden id after one; bounded.

    A steward sees those in which their own unit's data takes part.
    """
    path = lakes.folder(base) / "conflicts.parquet"
    if not path.exists():
        return []
    own = own_resources(by)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in looking.beyond(path, "golden", after):
        key = (row["golden"], row["field"])
        if key not in found and len(found) > PAGE * 4:
            break
        one = found.setdefault(key, {"golden": row["golden"], "field": row["field"], "values": []})
        one["values"].append(row | {"sources": row["sources"].split(",")})
    told = [one for one in found.values() if own is None or _takes_part(one, own)]
    return told[:PAGE]


def _takes_part(conflict: dict[str, Any], own: frozenset[str]) -> bool:
    return any(own & set(value["sources"]) for value in conflict["values"])


def own_resources(by: Worker) -> frozenset[str] | None:
    """The resources of a steward's unit; None for those who see all."""
    unit = rights.only_unit(by)
    if unit is None:
        return None
    return frozenset(Resource.objects.filter(unit=unit).values_list("key", flat=True))


def resources() -> dict[str, Resource]:
    """Every resource by its key, with its unit."""
    return {one.key: one for one in Resource.objects.select_related("unit")}


def figures(theme: str) -> list[Figure]:
    """The figures of a theme, by area."""
    return list(Figure.objects.filter(theme=theme).order_by("area", "measure"))


def looks(by: Worker, before: int | None = None) -> list[Look]:
    """Who looked: all for auditors, for stewards those at their own unit's data."""
    rows = Look.objects.filter(pk__lt=before) if before else Look.objects.all()
    if by.duty in rights.AUDITORS:
        return list(rows[:PAGE])
    if rights.only_unit(by) is None:
        return list(rows.filter(by_id=by.person_id)[:PAGE])
    # JSON lists are searched the same way on both databases only as a whole.
    return [one for one in rows[: PAGE * 20] if by.unit_id in one.owners][:PAGE]


def base_of(key: str) -> Base:
    """The base of this key that is built from sources. Raises `NotFound`."""
    if key not in BUILT:
        raise NotFound("没有基础库“{key}”", key=key)
    return Base(key)
