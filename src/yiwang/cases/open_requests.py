"""Cases as the public may list them: nothing confidential, nobody's name or number."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from yiwang.cases.lists import final_states
from yiwang.cases.models import Case
from yiwang.kernel.refusals import Invalid

WINDOW = timedelta(days=90)
MOST = 1000


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """How the public narrows the list."""

    numbers: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    statuses: tuple[str, ...] = ()
    page: int = 1
    page_size: int = MOST


def listed(wanted: Wanted) -> list[Case]:
    """At most 1,000 cases of at most 90 days, the newest first; numbers override the rest.

    Raises `Invalid` for a span over 90 days or an unknown status. Basis: Open311 GeoReport v2.
    """
    cases = Case.objects.filter(confidential=False).select_related("lead_unit")
    if wanted.numbers:
        return list(cases.filter(number__in=wanted.numbers).order_by("-opened_at", "-id")[:MOST])
    start, end = _span(wanted)
    cases = cases.filter(opened_at__gte=start, opened_at__lte=end)
    if wanted.categories:
        cases = cases.filter(category__in=wanted.categories)
    size = max(1, min(wanted.page_size, MOST))
    first = (max(1, wanted.page) - 1) * size
    ordered = _by_status(cases, wanted.statuses).order_by("-opened_at", "-id")
    return list(ordered[first : first + size])


def _span(wanted: Wanted) -> tuple[datetime, datetime]:
    end = wanted.end or (wanted.start + WINDOW if wanted.start else timezone.now())
    start = wanted.start or end - WINDOW
    if end - start > WINDOW:
        raise Invalid("起止时间最多相隔90天")
    if end < start:
        raise Invalid("结束时间早于开始时间")
    return start, end


def _by_status(cases: QuerySet[Case], statuses: tuple[str, ...]) -> QuerySet[Case]:
    unknown = set(statuses) - {"open", "closed"}
    if unknown:
        raise Invalid("没有“{status}”这个状态", status="、".join(sorted(unknown)))
    if statuses == ("closed",):
        return cases.filter(state__in=final_states())
    if statuses == ("open",):
        return cases.exclude(state__in=final_states())
    return cases


def one(number: str) -> Case | None:
    """A case that the public may see."""
    return (
        Case.objects.select_related("lead_unit").filter(number=number, confidential=False).first()
    )
