"""What the measures count of deliveries, now or as it was known at a moment."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yiwang.hub.reminders.judging import limit_of
from yiwang.hub.reminders.models import Decision, Expectation, Telling
from yiwang.hub.reminders.words import State


@dataclass(frozen=True)
class Measured:
    """A delivery that was owed, as the measures count it."""

    id: int
    unit: int
    resource: str
    feed: str
    period: str
    state: str
    due_at: datetime
    limit: datetime
    delivered_at: datetime | None
    severe: bool
    extensions: int


def measured(
    changed_since: datetime | None = None, at: datetime | None = None
) -> Iterator[Measured]:
    """What was written since a moment, all of it without one; `at`, as it was at that moment.

    Three queries. What was known then can be told later too: deliveries, decisions and tellings are
    never taken back.
    """
    rows = Expectation.objects.select_related("feed__resource")
    decided = Decision.objects.filter(granted=True)
    severe = Telling.objects.filter(state=State.SEVERE)
    if changed_since is not None:
        rows = rows.filter(changed_at__gte=changed_since)
        decided = decided.filter(extension__expectation__changed_at__gte=changed_since)
        severe = severe.filter(expectation__changed_at__gte=changed_since)
    if at is not None:
        rows, decided = rows.filter(written_at__lte=at), decided.filter(at__lte=at)
        severe = severe.filter(at__lte=at)
    extended: dict[int, list[datetime]] = defaultdict(list)
    granted = decided.order_by("id").values_list("extension__expectation_id", "until")
    for number, until in granted:
        extended[number].append(until)
    severely = set(severe.values_list("expectation_id", flat=True))
    for row in rows.order_by("id").iterator(chunk_size=2_000):
        yield _measured(row, extended.get(row.pk, []), row.pk in severely, at)


def _measured(
    row: Expectation, extended: list[datetime], severe: bool, at: datetime | None
) -> Measured:
    settled = row.settled_at is not None and (at is None or row.settled_at <= at)
    # What it was called between two moments is nowhere counted, and nowhere kept.
    state = row.state if settled or at is None else State.NORMAL.value
    return Measured(
        id=row.pk,
        unit=row.feed.resource.unit_id,
        resource=row.feed.resource.key,
        feed=row.feed.name,
        period=row.period,
        state=state,
        due_at=row.due_at,
        limit=limit_of(row.due_at, extended[-1] if extended else None, row.grace),
        delivered_at=row.delivered_at if settled else None,
        severe=severe,
        extensions=len(extended),
    )
