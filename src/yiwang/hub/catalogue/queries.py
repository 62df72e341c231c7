"""Every read of the catalogue."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from yiwang.hub.catalogue.models import Edition, Flow, Resource
from yiwang.hub.catalogue.words import Opening
from yiwang.kernel.refusals import NotFound
from yiwang.search.queries import matching

A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; empty words narrow nothing."""

    text: str = ""
    group: str = ""
    unit: int | None = None
    sharing: str = ""
    period: str = ""
    grade: str = ""
    after: str = ""


def resource(key: str) -> Resource:
    """The resource of this key. Raises `NotFound`."""
    found = Resource.objects.select_related("unit").filter(key=key).first()
    if found is None:
        raise NotFound("没有资源“{key}”", key=key)
    return found


def resources() -> list[Resource]:
    """All resources in use, by code."""
    return list(Resource.objects.select_related("unit").filter(retired_at=None))


def editions_in_all() -> int:
    """How many editions of all resources there are: grows whenever the catalogue changes."""
    return Edition.objects.count()


def found(wanted: Wanted) -> list[Resource]:
    """One page by code, and one more where there is a next page."""
    return list(_narrowed(wanted).filter(code__gt=wanted.after)[: A_PAGE + 1])


def every(wanted: Wanted) -> list[Resource]:
    """The whole of a narrowed list, for a file."""
    return list(_narrowed(wanted)[:20_000])


def _narrowed(wanted: Wanted) -> QuerySet[Resource]:
    rows = Resource.objects.select_related("unit").filter(retired_at=None).order_by("code")
    for name in ("group", "sharing", "period", "grade"):
        if getattr(wanted, name):
            rows = rows.filter(**{name: getattr(wanted, name)})
    if wanted.unit:
        rows = rows.filter(unit_id=wanted.unit)
    if wanted.text.strip():
        # A code is found by its beginning, words wherever they stand.
        by_words = Q(pk__in=matching("resource", wanted.text))
        rows = rows.filter(by_words | Q(code__startswith=wanted.text.strip()))
    return rows


def open_resources() -> list[Resource]:
    """What the public may have, by code."""
    rows = Resource.objects.select_related("unit").filter(retired_at=None, opening=Opening.OPEN)
    return list(rows.order_by("code"))


def open_resource(key: str) -> Resource:
    """One of those. Raises `NotFound`, also for one that exists and is not open."""
    for one in open_resources():
        if one.key == key:
            return one
    raise NotFound("没有开放数据“{key}”", key=key)


def providers() -> list[tuple[int, str]]:
    """The units that provide something, for a filter."""
    rows = Resource.objects.filter(retired_at=None).order_by("unit__code")
    return list(rows.values_list("unit_id", "unit__name").distinct())


def flows(resource: Resource) -> list[Flow]:
    """Where the fields of a resource come from and where they go, as it is now."""
    rows = Flow.objects.filter(Q(source=resource) | Q(target=resource), until=None)
    return list(rows.select_related("source", "target").order_by("id")[:500])


def all_flows() -> list[Flow]:
    """Every flow that is now, for the graph of the whole hub."""
    return list(Flow.objects.filter(until=None).select_related("source", "target")[:5000])
