"""What insight reads of cases: what was told, by whom, who joined; it changes nothing."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from yiwang.cases.actions import JOIN
from yiwang.cases.models import Case, Event, Reporter
from yiwang.cases.visibility import visible
from yiwang.org.actors import Worker

FIELDS = (
    "id", "procedure", "category", "area", "address", "longitude", "latitude", "opened_at",
    "closed_at", "main_case", "confidential", "title", "content",
)  # fmt: skip
_PEOPLE = ("id", "number", "people", "content", "reporter_id", "reporter__phone", "main_case")


def texts(cases: Iterable[int]) -> list[dict[str, Any]]:
    """What was told in these cases, and where they stand."""
    return list(Case.objects.filter(pk__in=list(cases)).values(*FIELDS))


def following(last: int, limit: int) -> list[int]:
    """The next cases by their numbers."""
    rows = Case.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
    return list(rows[:limit])


def cases(numbers: Iterable[int]) -> list[Case]:
    """These cases with who appealed."""
    return list(Case.objects.filter(pk__in=list(numbers)).select_related("reporter"))


def seen(worker: Worker, numbers: Iterable[int]) -> dict[int, Case]:
    """Those of these cases that a worker may see, none of them confidential, by their rows."""
    rows = visible(worker).filter(pk__in=list(numbers), confidential=False)
    return rows.select_related("lead_unit").in_bulk()


def opened(numbers: Iterable[int]) -> list[datetime]:
    """When these cases were opened."""
    return list(Case.objects.filter(pk__in=list(numbers)).values_list("opened_at", flat=True))


def of_people(numbers: Iterable[int]) -> list[dict[str, Any]]:
    """Who stands behind these cases, and how many they said they are."""
    return list(Case.objects.filter(pk__in=list(numbers)).values(*_PEOPLE))


def merged_into(numbers: Collection[str]) -> list[dict[str, Any]]:
    """The same of what was merged into cases of these numbers."""
    return list(Case.objects.filter(main_case__in=numbers).values(*_PEOPLE))


def joined(numbers: Iterable[int]) -> list[tuple[int, int, str]]:
    """Who had it noted on a case that it is theirs too: the case, the reporter, their phone."""
    events = Event.objects.filter(case__in=list(numbers), kind=JOIN).values_list("case_id", "given")
    found = [
        (case, given["reporter"])
        for case, given in events
        # What was merged is a case of its own and counted there.
        if given.get("reporter") and not given.get("joined_case")
    ]
    rows = Reporter.objects.filter(pk__in={reporter for _, reporter in found})
    phones = dict(rows.values_list("id", "phone"))
    return [(case, reporter, phones.get(reporter, "")) for case, reporter in found]


def phones(numbers: Iterable[int]) -> set[str]:
    """From which numbers these cases were told."""
    rows = Case.objects.filter(pk__in=list(numbers)).exclude(reporter=None)
    return set(rows.exclude(reporter__phone="").values_list("reporter__phone", flat=True))


def reporters(numbers: Iterable[int]) -> dict[int, Reporter]:
    """Reporters by their rows."""
    return Reporter.objects.in_bulk(list(numbers))


def of_caller(phone: str, since: datetime) -> QuerySet[Case]:
    """What was told from a number since then, the newest first; nothing confidential."""
    rows = Case.objects.filter(reporter__phone=phone, opened_at__gte=since, confidential=False)
    return rows.order_by("-opened_at", "-id")


def last_of(worker: Worker, phones: Iterable[str], moments: Iterable[datetime]) -> dict[str, Case]:
    """By phone the case that was opened from it at one of these moments, where it may be seen."""
    rows = visible(worker).filter(reporter__phone__in=list(phones), opened_at__in=list(moments))
    rows = rows.filter(confidential=False).select_related("lead_unit", "reporter")
    return {row.reporter.phone: row for row in rows.order_by("opened_at", "id") if row.reporter}


def counted(rows: QuerySet[Case]) -> dict[str, Any]:
    """How many cases of a caller, the last of them, and as whom they are kept."""
    told = rows.order_by().aggregate(many=Count("id"), last=Max("opened_at"), who=Max("reporter"))
    return dict(told)


def seen_of_caller(worker: Worker, phone: str, since: datetime) -> QuerySet[Case]:
    """The same, as far as a worker may see it, with the unit that had it."""
    rows = visible(worker).filter(reporter__phone=phone, opened_at__gte=since)
    return rows.select_related("lead_unit").order_by("-opened_at", "-id")
