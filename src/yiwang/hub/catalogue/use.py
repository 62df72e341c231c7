"""Who used what: by month and path for owners, what lies unused, and the log itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import requests
from yiwang.hub.catalogue.gate import log
from yiwang.hub.catalogue.models import Access, Grant, Resource
from yiwang.hub.catalogue.terms import terms
from yiwang.org.actors import Worker

A_PAGE = 50


@dataclass(frozen=True)
class MonthUse:
    """How often a resource was read in a month, by path and by whom."""

    month: datetime
    path: str
    unit_name: str
    readings: int
    rows: int

    @property
    def path_label(self) -> str:
        """The Chinese word for the path."""
        return str(Access.Path(self.path).label)


def of_resource(resource: Resource) -> list[MonthUse]:
    """The use of a resource, the newest month first; what was refused is not use."""
    rows = Access.objects.filter(resource=resource.key, refused="")
    return _by_month(rows)


def of_grant(grant: Grant) -> list[MonthUse]:
    """The use of one grant."""
    return _by_month(Access.objects.filter(grant_id=grant.pk, refused=""))


def _by_month(rows: QuerySet[Access]) -> list[MonthUse]:
    grouped = rows.annotate(month=TruncMonth("at")).values("month", "path", "unit_name")
    counted = grouped.annotate(readings=Count("id"), taken=Sum("rows"))
    ordered = counted.order_by("-month", "unit_name", "path")[:500]
    return [
        MonthUse(one["month"], one["path"], one["unit_name"], one["readings"], one["taken"])
        for one in ordered
    ]


def last_use(grants: list[Grant]) -> Mapping[int, datetime]:
    """When each of these grants was last used; those never used are not in it."""
    rows = Access.objects.filter(grant_id__in=[one.pk for one in grants], refused="")
    return dict(rows.values_list("grant_id").annotate(last=Max("at")))


def unused(by: Worker) -> list[Grant]:
    """Grants that this worker gave or watches and nobody used for so many days."""
    since = log.since(terms().unused_days)
    running = requests.given_out(by).filter(
        ended_at=None, until__gte=timezone.localdate(), at__lt=since
    )
    grants = list(running.order_by("at")[:500])
    last = last_use(grants)
    return [one for one in grants if one.pk not in last or last[one.pk] < since]


@dataclass(frozen=True)
class Wanted:
    """What part of the log is looked at."""

    resource: str = ""
    path: str = ""
    before: int = 0


def seen_by(by: Worker, wanted: Wanted) -> list[Access]:
    """One page of the log, the newest first, and one more where there is a next page.

    A unit sees what it read and who read its data; those who watch see all.
    """
    rows = _visible(by).order_by("-number")
    if wanted.resource:
        rows = rows.filter(resource=wanted.resource)
    if wanted.path:
        rows = rows.filter(path=wanted.path)
    if wanted.before:
        rows = rows.filter(number__lt=wanted.before)
    return list(rows[: A_PAGE + 1])


def _visible(by: Worker) -> QuerySet[Access]:
    if by.duty in requests.WATCHERS:
        return Access.objects.all()
    if by.duty is not Duty.DATA_STEWARD:
        return Access.objects.none()
    own = Resource.objects.filter(unit_id=by.unit_id).values("key")
    return Access.objects.filter(resource__in=own) | Access.objects.filter(unit_id=by.unit_id)


def summary(by: Worker) -> list[dict[str, Any]]:
    """Each grant that this worker has, gave or watches, with how often it was used and last."""
    grants = list(requests.given_out(by).filter(ended_at=None).order_by("resource__code")[:500])
    numbers = [one.pk for one in grants]
    rows = Access.objects.filter(grant_id__in=numbers, refused="").values("grant_id")
    found = {
        one["grant_id"]: one
        for one in rows.annotate(n=Count("id"), taken=Sum("rows"), last=Max("at"))
    }
    none = {"n": 0, "taken": 0, "last": None}
    return [{"grant": one, **found.get(one.pk, none)} for one in grants]
