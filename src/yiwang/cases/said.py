"""What people said in their cases, for whoever compares texts; void cases are left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left, TruncDate
from django.utils import timezone

from yiwang.cases.models import Case
from yiwang.engine import register
from yiwang.engine.meaning import Meaning, meanings

# Nothing that is told after so many signs is what a case is about.
LONGEST = 600
_VOID = frozenset({Meaning.VOIDED, Meaning.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Said:
    """One case: its words, when and where, and who spoke (the same word for the same person)."""

    id: int
    title: str
    content: str
    on: date
    who: str
    people: int
    area: str
    category: str
    channel: str
    unit: int | None


def void_states() -> Q:
    """Cases that somebody withdrew or voided: as if nobody had reported them."""
    states = Q(pk__in=[])
    for procedure in register.procedures():
        counted = meanings(procedure)
        ends = {
            action.to.key
            for action in procedure.actions
            if action.to is not None and action.to.final and _VOID.intersection(counted[action.key])
        }
        states |= Q(procedure=procedure.key, state__in=ends)
    return states


def counting(since: datetime, until: datetime) -> QuerySet[Case]:
    """The cases of a time that count: none that is void, and none that few may know of."""
    cases = Case.objects.filter(opened_at__gte=since, opened_at__lt=until, confidential=False)
    return cases.exclude(void_states())


def said(since: datetime, until: datetime, more: Iterable[int] = ()) -> Iterator[Said]:
    """What was said in a time, and in these older cases; in the order of the cases."""
    older = Case.objects.filter(pk__in=list(more), confidential=False).exclude(void_states())
    for cases in (older.filter(opened_at__lt=since), counting(since, until)):
        rows = cases.order_by("id").values_list(
            "id",
            "title",
            Left("content", LONGEST),
            "opened_at",
            "reporter_id",
            "reporter__phone",
            "people",
            "area",
            "category",
            "channel",
            "lead_unit_id",
        )
        for row in rows.iterator(chunk_size=2000):
            yield _said(row)


def _said(row: tuple) -> Said:
    number, title, content, opened_at, reporter, phone, people, *rest = row
    who = phone or (f"#{reporter}" if reporter else "")
    day = timezone.localdate(opened_at)
    return Said(number, title, content, day, who, max(1, people), *rest)


def counts_by_day(since: date, until: date) -> dict[date, int]:
    """How many cases that count came in on each day, both ends included."""
    first, last = (
        timezone.make_aware(datetime.combine(day, datetime.min.time()))
        for day in (since, until + timedelta(days=1))
    )
    rows = counting(first, last).order_by().annotate(day=TruncDate("opened_at"))
    return dict(rows.values_list("day").annotate(number=Count("id")))
